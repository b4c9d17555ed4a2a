// Which columns of a table hold addresses, which of them is the work address, and what becomes of each row.
import type { ListColumn } from '../contract/rpc';
import { gather, type Gathered, type Pasted } from './gathered';
import { headerKind, isOthers, type HeaderKind } from './headers';
import type { Row } from './table';
import { addressesIn, readCell, says } from './text';

export type FromTable = Pasted & { readonly columns: readonly ListColumn[] };

/** Reports put a title and a date over their table. */
const LATEST_HEADER = 10;
const RANK: Readonly<Record<HeaderKind, number>> = { work: 4, mail: 3, place: 3, login: 2, none: 1, other: 0 };

const filledIn = (row: Row): readonly string[] => row.filter(cell => cell.trim() !== '');

/**
 * Where the header stands; -1: nowhere. A row with an address in it is none, and there is none below it, unless the row
 * is a title.
 */
export function headerAt(rows: readonly Row[]): number {
  const first = rows.slice(0, LATEST_HEADER);
  const at = first.findIndex(row => row.some(cell => headerKind(cell.trim()) !== 'none'));
  const isWide = (rows[at]?.length ?? 0) > 2;
  const stop = first.findIndex(row => row.some(cell => cell.includes('@')) && !(isWide && filledIn(row).length === 1));
  return at === -1 || (stop !== -1 && stop <= at) ? -1 : at;
}

/**
 * Rows that say something, from the header on: reports put a title over it. Where there is none, blanks stand for it.
 */
export function headed(rows: readonly Row[]): readonly Row[] {
  const filled = rows.filter(row => filledIn(row).length > 0);
  const at = headerAt(filled);
  const [first = []] = filled;
  if (at === -1 && first.some(cell => cell.includes('@'))) return [first.map(() => ''), ...filled];
  const [header = [], ...rest] = filled.slice(Math.max(0, at));
  return [header, ...rest.filter(isNotNamedAgain(header))];
}

/** Some programs write names over names, and of files put together each has its own: those are no rows. */
function isNotNamedAgain(header: Row): (row: Row) => boolean {
  const kinds = header.map(name => headerKind(name.trim()));
  const isName = (row: Row): boolean =>
    kinds.some((kind, at) => RANK[kind] > 2 && headerKind((row[at] ?? '').trim()) === kind) && headerAt([row]) === 0;
  return row => !isName(row);
}

type Candidate = { readonly at: number; readonly name: string; readonly kind: HeaderKind; readonly count: number };

function candidates(rows: readonly Row[], header: number): Candidate[] {
  const counts: number[] = [];
  for (let at = header + 1; at < rows.length; at += 1) {
    const row = rows[at] ?? [];
    for (let column = 0; column < row.length; column += 1)
      if (row[column]?.includes('@') === true) counts[column] = (counts[column] ?? 0) + 1;
  }
  // A row without an address over the others may be a header in words that are not known: it names its columns.
  const [first = []] = rows;
  const isNaming = filledIn(first).length > 1 && !first.some(cell => cell.includes('@'));
  const names = rows[header] ?? (isNaming ? first : []);
  return Array.from({ length: Math.max(names.length, counts.length) }, (_none, at) => {
    const name = (names[at] ?? '').trim();
    const kind = headerKind(name);
    return { at, name, kind: kind === 'none' && isOthers(name) ? 'other' : kind, count: counts[at] ?? 0 };
  });
}

/**
 * The best name, then the most addresses, then the first. One without any address only if no column has one. What is
 * private or somebody else's is never taken for the work address: a person may pick it.
 */
function bestOf(all: readonly Candidate[]): Candidate | undefined {
  const worth = ({ kind, count }: Candidate): number => Number(count > 0) * 10 + RANK[kind];
  return all
    .filter(({ kind, count }) => kind !== 'other' && (count > 0 || kind !== 'none'))
    .reduce<Candidate | undefined>((best, one) => {
      if (best === undefined) return one;
      const more = worth(one) - worth(best);
      return more > 0 || (more === 0 && one.count > best.count) ? one : best;
    }, undefined);
}

/** Whether columns are shown: one that was taken by itself is no choice; one that was not, or was picked, is. */
export const areToPick = (
  columns: readonly ListColumn[],
  { picked }: { readonly from: string; readonly picked?: readonly number[] },
): boolean => columns.length > 1 || picked !== undefined || columns.some(({ chosen }) => !chosen);

/** `picked`: the columns that a person wants instead of the one that is chosen. `together`: those of one person. */
export type Wanted = {
  readonly picked: readonly number[] | null;
  readonly together: readonly number[] | null;
  /** The first row is one for certain, whatever its words. */
  readonly isHeaded?: boolean;
};

/** Reports have several tables, one below the other: of the one with most in it the columns are told and picked. */
export function readTable(rows: readonly Row[], wanted: Wanted, into = gather()): FromTable {
  const tables = wanted.isHeaded === true ? [rows] : tablesIn(rows);
  const counts = tables.map(table => table.filter(row => row.some(cell => cell.includes('@'))).length);
  const main = counts.indexOf(Math.max(...counts));
  const columns = tables.map((table, at) => readOne(table, at === main ? wanted : { ...wanted, picked: null }, into));
  return { ...into.result(), columns: columns[main] ?? [] };
}

/** A header that stands below a blank row, or below a title, begins another table. */
function tablesIn(rows: readonly Row[]): readonly (readonly Row[])[] {
  const isShort = (row: Row = []): boolean => filledIn(row).length < 2;
  const starts = rows.flatMap((row, at) =>
    isShort(rows[at - 1]) && !isShort(row) && headerAt([row]) === 0 ? [at] : [],
  );
  // What stands above the first header is its own.
  return [0, ...starts.slice(1)].map((from, at) => rows.slice(from, starts[at + 1]));
}

function readOne(rows: readonly Row[], { picked, together, isHeaded }: Wanted, into: Gathered): readonly ListColumn[] {
  const header = isHeaded === true ? 0 : headerAt(rows);
  const all = candidates(rows, header);
  const best = bestOf(all);
  const wanted = picked ?? together ?? (best === undefined ? [] : [best.at]);
  // A guest has perhaps a name to sign in with and nothing else.
  const spare = picked === null ? all.filter(({ at, kind }) => kind === 'login' && !wanted.includes(at)) : [];
  const spareAt = spare.map(({ at }) => at);
  const isRow = isNotNamedAgain(rows[header] ?? []);
  rows.forEach((row, at) => {
    if (at < header) tellRow(row, into);
    else if (at > header && isRow(row)) readRow(row, wanted, spareAt, into);
  });
  return all
    .filter(one => wanted.includes(one.at) || tellsMore(one, rows, header, into))
    .map(({ at, name, count }) => ({ at, name, count, chosen: wanted.includes(at) }));
}

function readRow(row: Row, wanted: readonly number[], spare: readonly number[], into: Gathered): void {
  const having = (columns: readonly number[]): string[] =>
    columns.flatMap(column => (row[column]?.includes('@') === true ? [row[column]] : []));
  const own = having(wanted);
  const cells = own.length > 0 ? own : having(spare).slice(0, 1);
  for (const cell of cells) readCell(cell, into);
  if (cells.length === 0) tellRow(row, into);
}

/** A line of dashes under a header says nothing. */
function tellRow(row: Row, into: Gathered): void {
  if (row.some(cell => says().test(cell))) into.tell(filledIn(row).join('\t'));
}

/** Whether a column has an address that was not read from another: two names of one person need no choice. */
function tellsMore({ at, count }: Candidate, rows: readonly Row[], header: number, into: Gathered): boolean {
  if (count === 0) return false;
  return rows.some((row, index) => {
    const cell = row[at] ?? '';
    return index !== header && cell.includes('@') && addressesIn([cell]).some(address => !into.has(address));
  });
}
