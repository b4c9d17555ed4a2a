// The figures as lines of text, at most 120 columns wide: a heading for each row, a line for each model and build, and
// the peers beneath the rows they belong to.
import { COMPARED, type Column, COLUMNS, ratioOf } from './compare';
import type { Figures } from './measure';
import { CONDITIONS, PEERS } from './peers';
import type { Plain } from './plain';
import { MODELS, type Row } from './rows';

export const seconds = (ms: number): string => {
  if (ms === 0) return '0 s';
  if (ms < 100) return `${ms.toFixed(2)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(2)} s`;
  return ms < 100_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
};
const WIDTH = 120;

/** Begun with `first`, and broken between words so that no line is longer than 120; the next ones begin with blanks. */
export function wrapped(first: string, text: string): string {
  const lines = text.match(new RegExp(`\\S.{0,${WIDTH - first.length - 1}}(?=\\s|$)`, 'g')) ?? [''];
  return lines.map((line, at) => `${at === 0 ? first : ' '.repeat(first.length)}${line}`).join('\n');
}

const count = (value: number): string =>
  value < 1_000_000
    ? value.toLocaleString('en-US')
    : `${(value / 1000).toLocaleString('en-US', { maximumFractionDigits: 0 })}k`;
export const bytes = (value: number): string => `${(value / 1024).toFixed(1)} KB`;
const times = (ratio: number | null): string => (ratio === null ? '' : ratio.toFixed(3));

const ON_LINES = ['wall', 'fetching', 'runs', 'requests', '429', 'Sheets', 'read', 'written', 'at once'] as const;
const isTime = (column: Column): boolean => ['wall', 'fetching', 'rows there', 'computing', 'waited'].includes(column);
const HEADER = ['delays', 'build', 'wall', 'floor', 'of floor', ...ON_LINES.slice(1)];

const shown = (figures: Figures, column: Column): string => {
  const value = COMPARED[column](figures);
  if (value === null) return '';
  return isTime(column) ? seconds(value) : count(value);
};

function lineOf(figures: Figures, label: string): string[] {
  const { model, wallMs, floorMs } = figures;
  return [
    model,
    label,
    seconds(wallMs),
    floorMs === null ? '' : seconds(floorMs),
    floorMs === null ? '' : (wallMs / floorMs).toFixed(2),
    ...ON_LINES.slice(1).map(column => shown(figures, column)),
  ];
}

/** One line where both builds have all the same, else one for each and their ratios. */
function linesOf(now: Figures, before: Figures | undefined): string[][] {
  if (before === undefined) return [lineOf(now, 'new')];
  const exact = COLUMNS.filter(column => column !== 'computing');
  if (exact.every(column => COMPARED[column](now) === COMPARED[column](before))) return [lineOf(now, 'both')];
  const ratios = ON_LINES.map(column => times(ratioOf(COMPARED[column](now), COMPARED[column](before))));
  return [lineOf(now, 'new'), lineOf(before, 'before'), ['', 'ratio', ratios[0] ?? '', '', '', ...ratios.slice(1)]];
}

/** What only some rows have, in words beneath. */
function notesOf(now: Figures, before: Figures | undefined, { heapLimit }: Row): string[] {
  const beside = (column: Column, what: string): string[] => {
    if (COMPARED[column](now) === null) return [];
    const [one, other] = [shown(now, column), before === undefined ? '' : shown(before, column)];
    if (before === undefined) return [`${now.model}: ${what} ${one}`];
    return [
      `${now.model}: ${what} ${one}, before ${other}, ratio ${times(ratioOf(COMPARED[column](now), COMPARED[column](before)))}`,
    ];
  };
  return [
    ...beside('rows there', 'all rows are there after'),
    ...beside('passes', 'formulas computed once, passes over whole columns:'),
    ...beside('formula cells', 'formulas computed once, cells that functions are given:'),
    ...beside('waited', 'calls waited while formulas were computed'),
    ...beside('computing', `the script's own computing, processor time, median of ${now.rounds}:`),
    ...(heapLimit === undefined
      ? []
      : [`${now.model}: memory ${now.rssMB} MB${before === undefined ? '' : `, before ${before.rssMB} MB`}`]),
  ];
}

/** The first columns from the left, figures from the right. */
function aligned(lines: readonly (readonly string[])[], left: number): string[] {
  const widths = (lines[0] ?? []).map((_cell, at) => Math.max(...lines.map(line => line[at]?.length ?? 0)));
  return lines.map(line =>
    line
      .map((cell, at) => (at < left ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

export function tableOf(rows: readonly Row[], measured: readonly Figures[]): string {
  const table: string[][] = [HEADER];
  /** Texts that stand before the line of that number. */
  const between = new Map<number, string[]>();
  const say = (text: string): void => {
    between.set(table.length, [...(between.get(table.length) ?? []), text]);
  };
  for (const row of rows) {
    say(row.name);
    const own = measured.filter(figures => figures.row === row.name);
    if (own.length === 0) say('  not measured');
    for (const model of MODELS) {
      const [now, before] = (['new', 'before'] as const).map(name =>
        own.find(figures => figures.model === model && figures.build === name),
      );
      if (now === undefined) continue;
      table.push(...linesOf(now, before));
      for (const note of notesOf(now, before, row)) say(`  ${note}`);
    }
    const peers = PEERS[row.name];
    if (peers !== undefined) say(wrapped('  peers: ', peers));
  }
  const lines = aligned(table, 2);
  return [...lines, null]
    .flatMap((line, at) => [...(between.get(at) ?? []), ...(line === null ? [] : [`  ${line}`])])
    .join('\n');
}

export const EXPLAINED = [
  "delays    google: 200 ms a reply, and Apps Script's services as others measured them (600 ms for a read, flush or",
  '          change of a sheet, 80 ms for a property); fetch: 200 ms a reply, nothing else',
  '          sized: as google, but a read 160 ms and 0.125 ms a cell, what is written 29 ms and 0.145 ms a cell',
  '          (two public measurements, of up to 4,000 cells: dev/delays.ts); its ratios count, not its seconds',
  'build     new: dist/; before: the commit named; both: every figure is the same; ratio: new to before',
  'wall      from the confirming click until the job is done, on the virtual clock, with every slice of it',
  'floor     what no program can beat: pages or batches of 50, one after another, at 200 ms; or what the quota leaves',
  'fetching  the part of the wall time inside fetchAll; runs: executions; Sheets: reads, writes, changes and flushes',
  'read      cells whose values or formats were read; written: cells that were given a value, a tick or nothing',
  'at once   the most cells that one call carried: the script held at least as many at once',
  'memory    the most that the process took, script, stand-ins and emulated Google together',
  ...CONDITIONS.map((text, at) => wrapped(`[${at + 1}] `, text)),
].join('\n');

const amount = ({ unit }: Plain, value: number): string => (unit === 'ms' ? seconds(value) : bytes(value));

/** Real times and sizes: of the new build, of the one before where there is one, and their ratio. */
export const plainTable = (figures: readonly Plain[]): string =>
  aligned(
    [
      ['', 'new', ...(figures.some(({ before }) => before !== null) ? ['before', 'ratio'] : [])],
      ...figures.map(figure => [
        figure.row,
        amount(figure, figure.now),
        ...(figure.before === null ? [] : [amount(figure, figure.before), times(ratioOf(figure.now, figure.before))]),
      ]),
    ],
    1,
  )
    .map((line, at) =>
      at === 0 || figures[at - 1]?.detail === '' ? line : `${line}  ${figures[at - 1]?.detail ?? ''}`,
    )
    .join('\n');
