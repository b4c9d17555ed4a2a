// The new build beside the one before: which figures they share, and where the new one is worse.
import type { Figures } from './measure';
import type { Plain } from './plain';

/** Columns of figures of which less is better. */
export const COMPARED = {
  wall: ({ wallMs }) => wallMs,
  fetching: ({ fetchMs }) => fetchMs,
  runs: ({ executions }) => executions,
  requests: ({ requests }) => requests,
  '429': ({ refused }) => refused,
  Sheets: ({ sheetsCalls }) => sheetsCalls,
  read: ({ cellsRead }) => cellsRead,
  written: ({ cellsWritten }) => cellsWritten,
  'at once': ({ largestBlock }) => largestBlock,
  'rows there': ({ reachedMs }) => reachedMs,
  computing: ({ computingMs }) => computingMs,
  passes: ({ passes }) => passes,
  'formula cells': ({ formulaCells }) => formulaCells,
  waited: ({ formulaMs }) => formulaMs,
} as const satisfies Readonly<Record<string, (figures: Figures) => number | null>>;
export type Column = keyof typeof COMPARED;
export const COLUMNS = Object.keys(COMPARED) as Column[];

/** Those figures are exact; computing is measured, and the same code in one process varies by more than a tenth. */
const TOLERANCE = 0.03;
const TOLERANCE_COMPUTING = 0.25;

/** New to before: 1 where both are nothing, endless where only before is. Null where there is nothing to compare. */
export function ratioOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null) return null;
  return now === before ? 1 : now / before;
}

export type Pair = { readonly now: Figures; readonly before: Figures };

/** The figures of one row under one model, of both builds. */
export const pairsOf = (figures: readonly Figures[]): Pair[] =>
  figures
    .filter(({ build }) => build === 'new')
    .flatMap(now =>
      figures
        .filter(({ row, model, build }) => row === now.row && model === now.model && build === 'before')
        .map(before => ({ now, before })),
    );

/** What is worse than before by more than it may, each with how much, the worst first. */
export function worseThanBefore(figures: readonly Figures[], plain: readonly Plain[]): string[] {
  const found = pairsOf(figures).flatMap(({ now, before }) =>
    COLUMNS.map(column => ({
      what: `${now.row} (${now.model}) ${column}`,
      ratio: ratioOf(COMPARED[column](now), COMPARED[column](before)) ?? 1,
      most: 1 + (column === 'computing' ? TOLERANCE_COMPUTING : TOLERANCE),
    })),
  );
  const others = plain.map(({ row, now, before, tolerance }) => ({
    what: row,
    ratio: ratioOf(now, before) ?? 1,
    most: 1 + tolerance,
  }));
  return [...found, ...others]
    .filter(({ ratio, most }) => ratio > most)
    .sort((one, other) => other.ratio - one.ratio)
    .map(({ what, ratio }) => `${what} ×${ratio.toFixed(3)}`);
}
