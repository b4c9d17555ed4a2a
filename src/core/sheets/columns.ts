// The columns of our sheets: their order, kind and width, and how a cell's content becomes a value of ours and back.
import { evidenceIn } from '../contract/evidence';
import { LINE_VERSION } from '../contract/line-reason';
import type { AccountRow, ActivityRow, Employment, LineAction, LineOutcome, PersonRow } from '../contract/rows';
import type { AccountState } from '../contract/rpc';
import type { Table } from '../ports';
import { stored, type StoredWords } from '../words/stored';

export type Kind = 'mark' | 'text' | 'count' | 'time' | 'state' | 'action' | 'outcome' | 'employment' | 'code';
/**
 * `width` in pixels. Making the sheets takes a call for each run of neighbours as wide as each other, and none for 100.
 * `beside`: it only tells, and nobody is mailed or skipped by it. So a new sheet, which takes a call for each column's
 * name in the metadata, gives it none: under another header word it is known by its place between its neighbours.
 */
export type Column<R> = {
  readonly key: keyof R & string;
  readonly kind: Kind;
  readonly width: number;
  readonly beside?: true;
};

/** Under which the store keeps where the columns of a sheet, or of a view of one, are; nothing before there are any. */
export const placesKey = (name: string): string => `columns.${name}`;

/** In the order in which they are written here. A value of a row that has no column does not compile. */
const inOrder = <R>(columns: Readonly<Record<keyof R & string, Omit<Column<R>, 'key'>>>): readonly Column<R>[] =>
  Object.entries<Omit<Column<R>, 'key'>>(columns).map(([key, column]) => ({ key: key as keyof R & string, ...column }));

export const ACCOUNT_COLUMNS = inOrder<AccountRow>({
  mark: { kind: 'mark', width: 100 },
  email: { kind: 'text', width: 260 },
  state: { kind: 'state', width: 100 },
  result: { kind: 'text', width: 360 },
  mails: { kind: 'count', width: 150 },
  changedAt: { kind: 'time', width: 150 },
  seenAt: { kind: 'time', width: 150 },
  notes: { kind: 'text', width: 150 },
  // The job is only looked for: last, and narrow.
  lastAction: { kind: 'text', width: 100 },
});

/** What a row of the Accounts sheet holds of which nothing is known. */
export const EMPTY_ROW: AccountRow = {
  mark: false,
  email: '',
  state: null,
  mails: null,
  changedAt: null,
  lastAction: '',
  result: '',
  seenAt: null,
  notes: '',
};

export const ACTIVITY_COLUMNS = inOrder<ActivityRow>({
  at: { kind: 'time', width: 200 },
  by: { kind: 'text', width: 200, beside: true },
  job: { kind: 'text', width: 200 },
  action: { kind: 'action', width: 200 },
  address: { kind: 'text', width: 200 },
  outcome: { kind: 'outcome', width: 100 },
  reason: { kind: 'text', width: 430, beside: true },
  http: { kind: 'count', width: 100, beside: true },
  attempts: { kind: 'count', width: 100, beside: true },
  code: { kind: 'code', width: 100 },
});

/** Of the Accounts sheet as well; the address tells whose row it is. */
export const PEOPLE_COLUMNS = inOrder<PersonRow>({
  email: { kind: 'text', width: 260 },
  person: { kind: 'text', width: 180 },
  department: { kind: 'text', width: 150 },
  employment: { kind: 'employment', width: 130 },
});

/** A sheet made by version 0.1 has no Code column until the next job adds it: that is no loss. */
export const lostColumns = <K extends string>({ missing }: { readonly missing: readonly K[] }): readonly K[] =>
  missing.filter(key => key !== 'code');

/** An instant that stands in the Code cell goes before the wall clock of the When cell, whatever became of that. */
export function withInstant(row: ActivityRow): ActivityRow {
  const { at } = evidenceIn(row.code);
  return at === null ? row : { ...row, at };
}

/** None where there is no such sheet. */
export const rowsIn = <R>(table: Pick<Table<R>, 'read'>): readonly (R & { readonly row: number })[] =>
  table.read()?.rows ?? [];

/** A cell as it crosses to the sheet; a time is milliseconds since 1970 (the server makes it a date). */
export type Cell = string | number | boolean | null;

const asText = (cell: Cell): string => (cell === null ? '' : String(cell));
const asNumber = (cell: Cell): number | null => {
  if (typeof cell === 'number') return cell;
  const number = Number(asText(cell).trim() || Number.NaN);
  return Number.isFinite(number) ? number : null;
};

/** The farthest moment a date can name (ECMAScript, time values). */
const FARTHEST_TIME = 8.64e15;

/**
 * A cell as the sheet holds it → a value of ours; what a person typed over it and we cannot read becomes null. Words of
 * every language and edition are known, whatever the sheet was made in.
 */
export function readCell(kind: Kind, cell: Cell, { codeOf } = stored): Cell {
  switch (kind) {
    case 'mark':
      return cell === true;
    case 'text':
      return asText(cell);
    case 'code':
      return asText(cell).replace(/^\d+ /, '');
    case 'count': {
      const count = asNumber(cell);
      // A moment that came to stand there counts nothing.
      return count !== null && count < 1e9 ? count : null;
    }
    case 'time':
      return typeof cell === 'number' && Math.abs(cell) <= FARTHEST_TIME ? cell : null;
    case 'state':
      return codeOf(asText(cell), 'states');
    case 'action':
      return codeOf(asText(cell), 'actions');
    case 'outcome':
      return codeOf(asText(cell), 'outcomes');
    case 'employment':
      return codeOf(asText(cell), 'employments') ?? (asText(cell) === '' ? null : `"${asText(cell)}`);
  }
}

/** A value of ours → the cell to write, in the words of the sheet. */
export function writeCell(kind: Kind, value: Cell, words: StoredWords): Cell {
  if (value === null) return '';
  switch (kind) {
    case 'mark':
    case 'count':
    case 'time':
      return value;
    case 'text':
      return textCell(String(value));
    case 'code':
      return value === '' ? '' : `${LINE_VERSION} ${String(value)}`;
    case 'state':
      return words.states[value as AccountState];
    case 'action':
      return words.actions[value as LineAction];
    case 'outcome':
      return words.outcomes[value as LineOutcome];
    case 'employment':
      return String(value).startsWith('"') ? textCell(String(value).slice(1)) : words.employments[value as Employment];
  }
}

const LONGEST_CELL = 50_000;
/**
 * Text that a sheet will keep as text: what begins like a formula, a number with a sign, or an apostrophe gets the
 * apostrophe that marks text, which the sheet takes away again (Range.setValues: a leading = makes a formula).
 */
export const textCell = (text: string): string =>
  (/^[=+\-@'\t\r\n]/.test(text) ? `'${text}` : text).slice(0, LONGEST_CELL);
