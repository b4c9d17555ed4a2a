// Small things about sheets and their columns: whole columns, free names, runs of neighbours that are alike.
import { writeCell, type Cell, type Column } from '../core/sheets/columns';
import { letters } from '../core/sheets/summary-formulas';
import type { StoredWords } from '../core/words/stored';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Value = string | number | boolean | Date;

/** Metadata sticks only to whole columns, and only so written. */
export const wholeColumn = (sheet: Sheet, column: number): GoogleAppsScript.Spreadsheet.Range =>
  sheet.getRange(`${letters(column)}:${letters(column)}`);

/** Somebody else's sheet of that name is left alone. */
export function freeName(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, wanted: string): string {
  // Capitals make no other name, though getSheetByName tells them apart.
  const taken = new Set(spreadsheet.getSheets().map(sheet => sheet.getName().toLowerCase()));
  let free = wanted;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${wanted} ${n}`;
  return free;
}

/** Runs of neighbours of which `of` tells the same. */
export function alike<R, T>(
  columns: readonly Column<R>[],
  of: (column: Column<R>) => T,
): { at: number; count: number; same: T }[] {
  const runs: { at: number; count: number; same: T }[] = [];
  columns.forEach((column, at) => {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.same === of(column)) last.count++;
    else runs.push({ at, count: 1, same: of(column) });
  });
  return runs;
}

/** A time as milliseconds since 1970. */
export function cellOf(value: Value | undefined): Cell {
  if (value === undefined) return null;
  // An image in a cell is an object too.
  return typeof value !== 'object'
    ? value
    : Object.prototype.toString.call(value) === '[object Date]'
      ? value.getTime()
      : (value as unknown as Cell);
}

/** The other way round. */
export function valueOf<R>(column: Column<R>, value: Cell, words: StoredWords): Value {
  const cell = writeCell(column.kind, value, words);
  return column.kind === 'time' && typeof cell === 'number' ? new Date(cell) : (cell ?? '');
}

/** Without the columns at the right end in which these rows have nothing: the cells below a list are empty. */
export function filledKeys<R>(columns: readonly Column<R>[], rows: readonly R[]): (keyof R & string)[] {
  const keys = columns.map(column => column.key);
  const isBlank = (key: keyof R & string): boolean =>
    rows.every(row => (row[key] as unknown) === '' || row[key] === null);
  const blank = [...keys].reverse().findIndex(key => !isBlank(key));
  return keys.slice(0, Math.max(1, blank < 0 ? 1 : keys.length - blank));
}

/** Tick boxes down the column `box` (0: there are none) are no content: the row number of the last other. */
export function filledRows(values: readonly (readonly Value[])[], box: number, above = 0): number {
  for (let index = values.length - 1; index >= 0; index--)
    if (values[index]?.some((value, column) => column + 1 !== box && value !== '' && value !== false) === true)
      return above + index + 1;
  return above;
}

/** The cell of a tick box is true or false, that of a row which a person typed below the list is empty. */
export const isBoxed = (rows: readonly (readonly Value[])[], box: number): boolean =>
  box === 0 || rows.every(row => typeof row[box - 1] === 'boolean' || row.every(cell => cell === ''));
