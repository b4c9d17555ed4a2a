// The figures as lines of text: one table, aligned, with the peers beneath the rows they belong to.
import type { Figures } from './measure';
import { CONDITIONS, PEERS } from './peers';
import type { RealFigure } from './real';
import { MODELS, type Row } from './rows';

export const seconds = (ms: number): string =>
  ms < 10_000
    ? `${(ms / 1000).toFixed(2)} s`
    : ms < 100_000
      ? `${(ms / 1000).toFixed(1)} s`
      : `${Math.round(ms / 1000)} s`;
const count = (value: number): string => value.toLocaleString('en-US');

const HEADER = [
  '',
  'latency',
  'wall',
  'floor',
  'ratio',
  'fetching',
  'executions',
  'requests',
  'batches',
  'Sheets calls',
  '429',
  'property',
  'memory',
];

function cellsOf(figures: Figures, row: Row, first: boolean): string[] {
  const { wallMs, floorMs, fetchMs, executions, requests, batches, sheetsCalls, refused, largestProperty } = figures;
  return [
    first ? row.name : '',
    figures.model,
    seconds(wallMs),
    seconds(floorMs),
    (wallMs / floorMs).toFixed(2),
    seconds(fetchMs),
    count(executions),
    count(requests),
    count(batches),
    count(sheetsCalls),
    count(refused),
    `${(largestProperty / 1024).toFixed(1)} KB`,
    row.heapLimit === undefined ? '' : `${figures.rssMB} MB`,
  ];
}

/** The first two columns from the left, figures from the right. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = HEADER.map((_word, at) => Math.max(...lines.map(line => line[at]?.length ?? 0)));
  return lines.map(line =>
    line
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

export function tableOf(rows: readonly Row[], measured: readonly Figures[]): string {
  const lines: string[][] = [HEADER];
  const notes = new Map<number, string>();
  for (const row of rows) {
    const own = MODELS.flatMap(model =>
      measured.filter(figures => figures.row === row.name && figures.model === model),
    );
    if (own.length === 0) lines.push([row.name, 'not measured']);
    own.forEach((figures, at) => lines.push(cellsOf(figures, row, at === 0)));
    const peers = PEERS[row.name];
    if (peers !== undefined) notes.set(lines.length - 1, `    peers: ${peers}`);
  }
  return aligned(lines)
    .flatMap((line, at) => {
      const note = notes.get(at);
      return note === undefined ? [line] : [line, note];
    })
    .join('\n');
}

export const EXPLAINED = [
  "latency   google: 200 ms a reply, and Apps Script's services as others measured them (600 ms for a read, flush or change of a sheet, 80 ms for a property); fetch: 200 ms a reply, nothing else",
  'wall      from the confirming click until the job is done, on the virtual clock, with every slice of it',
  'floor     what no program can beat: pages or batches of 50, one after another, at 200 ms; or what the quota leaves',
  'fetching  the part of the wall time inside fetchAll; memory: the most that the process took, script, stand-ins and emulated Google together',
  ...CONDITIONS,
].join('\n');

export const realTable = (figures: readonly RealFigure[]): string =>
  aligned(figures.map(({ name, ms, detail }) => [name, '', seconds(ms), detail])).join('\n');
