// A sheet of ours as a table: columns found by metadata (header words as fallback), rows read and written in blocks.
import type { Store, Table } from '../core/ports';
import { readCell, type Cell } from '../core/sheets/columns';
import type { Words } from '../core/words';
import type { SheetWords } from '../core/words/stored';
import { makeDressing, type Dressing } from './dressing';
import { foundSheet } from './found-sheet';
import { columnLooks, keptLooks, type Design } from './looks';
import { stretch, widen } from './reach';
import { groupColumns, headerText, placesOf, reachOf, type Located } from './sheet-columns';
import { cellOf, filledKeys, filledRows, freeName, isBoxed, valueOf, type Value } from './sheet-parts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** What was written and may not be there yet. A read waits for it, as a flush does. */
export type Pending = { readonly note: () => void; readonly applied: () => void };

export type SheetTable<R> = Table<R> & {
  readonly sheet: () => Sheet | null;
  /** Rows as they come from cells that lie as ours do. */
  readonly parse: (values: readonly (readonly unknown[])[]) => R[];
  readonly columnOf: (key: keyof R & string) => number | undefined;
  /**
   * Of the language and edition that the sheet was made in, and that its codes are written in whoever writes: its
   * colours, filters and formulas know them by these words.
   */
  readonly words: () => SheetWords;
  readonly dressing: Dressing;
};

/** Rows added beyond need when a sheet is full, so that not every append has to add some. */
const SPARE_ROWS = 200;
/** A sheet is read to its end with one call. To ask first where its last row is costs another; empty rows cost less. */
const FEW_ROWS = 20_000;
/** In that time a sheet that was read is taken for as long as it was. Milliseconds. */
const READ_HOLDS_MS = 1_000;
/** So many rows above those that are wanted are read along, because the header proves where our columns are. */
const ROWS_ABOVE = 2_000;
const NO_CELLS: Value[] = [];
/** The cells of so many rows, dates above all, are held beside the rows while they are written. */
const MOST_ROWS = 20_000;
/** A new sheet's. */
const NEW_ROWS = 1_000;

export function sheetTable<R extends Readonly<Record<keyof R & string, Cell>>>(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  store: Store,
  design: Design<R>,
  words: Words,
  pending: Pending,
): SheetTable<R> {
  type Key = keyof R & string;
  const found = foundSheet(spreadsheet, store, design, words);
  const { find, columns, kept, isGone } = found;
  let hasHeader = false;
  /**
   * As last read: how many rows have anything, the last that has more than a tick box, and whether each has one where
   * there should be.
   */
  let seen: { readonly rows: number; readonly filled: number; readonly boxed: boolean } | null = null;
  /** What `ensure` has read, for whoever reads in the same moment: a read costs half a second. */
  let justRead: { readonly is: ReturnType<Table<R>['read']>; readonly at: number } | null = null;
  const looks = keptLooks(store, design.view?.name ?? design.name);
  const column = columnLooks(design, found.words);
  const dressing = makeDressing(spreadsheet, store, design.view?.name ?? design.name, words, find);

  // Rows that are copies of one object share its hidden class; one made key by key has its own, larger than the row.
  const blank: Record<string, Cell> = Object.fromEntries(
    [...design.columns.map(({ key }) => key), 'row'].map(key => [key, null]),
  );
  function rowOf(values: readonly Value[], row: number, at: Located<R>['at']): R & { readonly row: number } {
    const read = { ...blank };
    for (const { key, kind } of design.columns) {
      const column = at.get(key);
      read[key] = readCell(kind, column === undefined ? null : cellOf(values[column - 1]));
    }
    read['row'] = row;
    return design.understood(read as R) as R & { readonly row: number };
  }

  /** The last row of a sheet that was made in this moment (milliseconds since 1970): nobody has typed into it yet. */
  let lastSeen: { readonly row: number; readonly at: number } | null = null;

  function read(): ReturnType<Table<R>['read']> {
    const just = justRead;
    justRead = null;
    if (just !== null && Date.now() - just.at < READ_HOLDS_MS) return just.is;
    const sheet = find();
    if (sheet === null) return null;
    let values: Value[][];
    try {
      values = wholeOf(sheet);
      pending.applied();
    } catch (error) {
      if (isGone(sheet)) return null;
      throw error;
    }
    let header = values.shift() ?? [];
    const before = columns(sheet, header);
    let { at } = before;
    // A column that somebody inserted has moved ours since, or the last of them beyond what was read.
    if (before.header !== headerText(header, reachOf(design, at))) {
      values = sheet.getDataRange().getValues() as Value[][];
      header = values.shift() ?? [];
      ({ at } = columns(sheet, header));
    }
    const headless = isHeadless(header, at);
    const isProven = !headless && at.size === design.columns.length && (kept(sheet)?.fits(header) ?? null) !== null;
    seen = { rows: values.length + 1, filled: filledRows(values, boxOf(at), 1), boxed: isBoxed(values, boxOf(at)) };
    hasHeader ||= isProven;
    return {
      // Each row's cells may go once it is read.
      rows: values.map((row, index) => {
        values[index] = NO_CELLS;
        return rowOf(row, index + 2, at);
      }),
      missing: design.columns.map(column => column.key).filter(key => !at.has(key)),
      ...(headless ? { headless } : {}),
      places: placesOf(at),
    };
  }
  /** With one call where it is known how far our columns reach. */
  function wholeOf(sheet: Sheet): Value[][] {
    const reach = kept(sheet)?.reach;
    if (reach === undefined) return sheet.getDataRange().getValues() as Value[][];
    const rows = sheet.getMaxRows();
    const filledBefore = Math.max(seen?.rows ?? 0, looks.reach().rows);
    const values = sheet
      .getRange(1, 1, rows - filledBefore > FEW_ROWS ? Math.max(1, sheet.getLastRow()) : rows, reach)
      .getValues() as Value[][];
    let last = values.length;
    while (last > 1 && values[last - 1]?.every(cell => cell === '' || cell === false) === true) last--;
    return values.slice(0, last);
  }
  /** The column with the tick boxes, 0 where there is none. */
  const boxOf = (at: Located<R>['at']): number =>
    design.columns.reduce((box, { key, kind }) => (kind === 'mark' ? (at.get(key) ?? 0) : box), 0);
  const isHeadless = (first: readonly Value[], at: Located<R>['at']): boolean => design.isRow(rowOf(first, 1, at));
  function readRows(first: number, last: number, keys?: readonly Key[]): ReturnType<Table<R>['readRows']> {
    const sheet = find();
    if (sheet === null || last < first) return [];
    if (!found.isLocated() && first <= ROWS_ABOVE) {
      const rows = withHeader(sheet, last);
      if (rows !== null) return rows.slice(first - 2);
    }
    const { at } = columns(sheet);
    const needed = keys?.flatMap(key => at.get(key) ?? []) ?? [];
    const left = needed.length === 0 ? 1 : Math.min(...needed);
    const width = Math.max(1, ...(needed.length === 0 ? at.values() : needed));
    const before = Array<Value>(left - 1).fill('');
    const block = (count: number): Value[][] =>
      count < 1 ? [] : (sheet.getRange(first, left, count, width - left + 1).getValues() as Value[][]);
    let values: Value[][];
    try {
      values = block(last - first + 1);
    } catch (error) {
      if (isGone(sheet)) return [];
      // Rows or columns were deleted: what is left of the block.
      const rows = Math.min(last, sheet.getMaxRows()) - first + 1;
      if (rows === last - first + 1 && width <= sheet.getMaxColumns()) throw error;
      values = width <= sheet.getMaxColumns() ? block(rows) : [];
    }
    return values.map((row, index) => rowOf(left === 1 ? row : [...before, ...row], first + index, at));
  }

  /** The rows down to `last` where the header above them proves the columns that were kept; else null. */
  function withHeader(sheet: Sheet, last: number): ReturnType<Table<R>['readRows']> | null {
    const places = kept(sheet);
    if (places === null || last > sheet.getMaxRows()) return null;
    const [header = [], ...rows] = sheet.getRange(1, 1, last, places.reach).getValues() as Value[][];
    const at = found.proven(places, header)?.at;
    return at === undefined ? null : rows.map((row, index) => rowOf(row, index + 2, at));
  }

  function write(first: number, rows: readonly R[], keys: readonly (keyof R & string)[]): void {
    const sheet = find();
    if (sheet === null || rows.length === 0) return;
    pending.note();
    justRead = null;
    const its = found.words();
    for (const group of groupColumns(design.columns, columns(sheet).at, keys))
      for (let at = 0; at < rows.length; at += MOST_ROWS) {
        const some = rows.slice(at, at + MOST_ROWS);
        sheet
          .getRange(first + at, group.first, some.length, group.columns.length)
          .setValues(some.map(row => group.columns.map(column => valueOf(column, row[column.key], its))));
      }
  }

  function append(rows: readonly R[], ensured = true): number {
    // Nothing lies between that read and what is written now, as nothing lies between asking for the last row and it.
    const isRead = !ensured && makeSure().isWhole;
    const sheet = find();
    if (sheet === null) throw new Error(`No ${design.name} sheet to add rows to.`);
    if (isRead && seen !== null && seen.rows === seen.filled) lastSeen = { row: seen.rows, at: Date.now() };
    const fresh = lastSeen !== null && Date.now() - lastSeen.at < READ_HOLDS_MS ? lastSeen.row : null;
    lastSeen = null;
    const end = fresh ?? sheet.getLastRow();
    if (end === 0) writeHeader(sheet);
    const first = Math.max(1, fresh ?? lastFilled(sheet, end)) + 1;
    const last = sheet.getMaxRows();
    // One empty row stays the last: what is inserted in front of it is inside the filter and the colours.
    const missing = first + rows.length - last;
    if (missing > 0 && first <= last) sheet.insertRowsBefore(last, missing + SPARE_ROWS);
    else if (missing > 0) {
      sheet.insertRowsAfter(last, missing + SPARE_ROWS);
      stretchLater();
    }
    write(first, rows, filledKeys(design.columns, rows));
    dressRows(first, rows.length);
    return first;
  }

  /** Below the header; as it was read in this execution, or what has come since read again. */
  function lastFilled(sheet: Sheet, last: number): number {
    if (design.dressRows === null || last < 2 || (seen?.rows === last && seen.filled === last)) return last;
    const above = Math.min(seen?.filled ?? 1, last - 1);
    const rest = sheet.getRange(above + 1, 1, last - above, sheet.getLastColumn()).getValues() as Value[][];
    return filledRows(rest, boxOf(columns(sheet).at), above);
  }
  const stretchLater = (): void => dressing.later(sheet => stretch(sheet, design.coloured(found.words())));

  /** In columns that are known without it, after somebody cleared or deleted it. */
  function writeHeader(sheet: Sheet): void {
    const { at } = columns(sheet);
    const words = design.headers(found.words());
    for (const { first, columns: run } of groupColumns(design.columns, at, [...at.keys()])) {
      const range = sheet.getRange(1, first, 1, run.length);
      // An inserted row is like its neighbour, tick boxes and all.
      range.setDataValidation(null);
      range.setValues([run.map(({ key }) => words[key])]);
    }
    found.moved();
    dressing.later(there => {
      there.setFrozenRows(1);
      for (const { first, columns: run } of groupColumns(design.columns, at, [...at.keys()]))
        column.header(there, first, run.length);
    });
  }
  /** Once in an execution: a look costs a read. */
  function restoreHeader(sheet: Sheet): void {
    if (hasHeader) return;
    hasHeader = true;
    const { at } = columns(sheet);
    const width = Math.max(0, ...at.values());
    if (width === 0) return;
    const first = sheet.getRange(1, 1, 1, width).getValues()[0] as Value[];
    const headless = isHeadless(first, at);
    if (headless) sheet.insertRowsBefore(1, 1);
    if (headless || first.every(cell => cell === '')) writeHeader(sheet);
  }

  /** `isWhole`: it was, and was read just now. `isBare`: it has none of its looks yet. */
  function makeSure(): { readonly isWhole: boolean; readonly isBare: boolean } {
    design.view?.of.ensure();
    const sheet = find();
    if (sheet === null) {
      pending.note();
      create();
      return { isWhole: false, isBare: true };
    }
    found.moved();
    justRead = null;
    const isReadWhole = design.dressRows !== null || sheet.getMaxRows() <= FEW_ROWS;
    const look = isReadWhole && kept(sheet) !== null ? read() : null;
    const isWhole = look !== null && hasHeader && look.missing.length === 0;
    if (!isWhole) {
      pending.note();
      complete(sheet);
    }
    // A run that was cut off left it without.
    if (looks.state() === 'bare') dressing.later(dressNew(false), dressed);
    const rows = look === null ? sheet.getLastRow() : (seen?.rows ?? 0);
    const isDressed = isWhole && looks.reach().max === sheet.getMaxRows();
    const hasBoxes = design.dressRows === null || (isDressed && seen?.boxed === true && rows <= looks.reach().rows);
    // Rows that a person typed below the list have no tick box yet, nor has a column made anew.
    if (!hasBoxes && rows > 1) dressRows(2, rows - 1);
    if (!isDressed && rows > NEW_ROWS) stretchLater();
    if (isWhole && design.dressRows !== null) justRead = { is: look, at: Date.now() };
    return { isWhole, isBare: looks.state() === 'bare' };
  }
  /** The header and columns that are missing. */
  function complete(sheet: Sheet): void {
    restoreHeader(sheet);
    const { at } = columns(sheet);
    // Without its key column the rows cannot be told apart: that is for a person to mend, unless there are none.
    const missing = design.columns.filter(({ key }) => !at.has(key) && (key !== 'email' || sheet.getLastRow() < 2));
    if (missing.length === 0) return;
    const last = sheet.getLastColumn();
    if (last + missing.length > sheet.getMaxColumns())
      sheet.insertColumnsAfter(sheet.getMaxColumns(), last + missing.length - sheet.getMaxColumns());
    column.words(sheet, missing, last + 1);
    column.names(sheet, missing, last + 1);
    dressing.later(there => {
      column.header(there, last + 1, missing.length);
      column.formats(there, missing, last + 1);
      column.widths(there, missing, last + 1);
      widen(there, last + 1, missing.length);
    });
    found.moved();
  }
  function dressRows(first: number, count: number): void {
    const { dressRows: dress } = design;
    if (dress === null) return;
    const work = (sheet: Sheet): void => {
      dress(sheet, first, count, key => columns(sheet).at.get(key));
      lastBoxed = Math.max(lastBoxed, first + count - 1);
    };
    // Where nothing is refused, rows come with their tick boxes.
    const there = found.before();
    if (there !== null && dressing.isNew()) work(there);
    else dressing.later(work, dressed);
  }

  const dressNew =
    (isNew: boolean) =>
    (sheet: Sheet): void => {
      column.dressNew(sheet, columns(sheet).at, { shown: words, isNew });
    };
  /** In this execution. */
  let lastBoxed = 0;
  const dressed = (): ReturnType<typeof looks.dressed> => looks.dressed(find()?.getMaxRows() ?? 0, lastBoxed);

  /** Only what no value could do without; the rest comes once the values are there. */
  function create(): void {
    const inFront = spreadsheet.getActiveSheet();
    const its = found.newWords();
    const wanted = its.sheets[design.name];
    // One that was made by a run which died at once is empty, and nobody's.
    const named = looks.state() === 'making' ? spreadsheet.getSheetByName(wanted) : null;
    const left = named?.getLastRow() === 0 ? named : null;
    looks.begin();
    const sheet = left ?? spreadsheet.insertSheet(freeName(spreadsheet, wanted));
    hasHeader = true;
    const at = new Map(design.columns.map(({ key }, index) => [key, index + 1]));
    const header = design.columns.map(({ key }) => design.headers(its)[key]).join('\n');
    store.setAll({ ...found.made(sheet, { header, at }), ...looks.bare() });
    // A new sheet comes to the front; the record should not, while somebody looks at the accounts.
    if (design.name === 'activity') inFront.activate();
    // A sheet that was just made refuses nothing, and the formats must be there before the values.
    column.header(sheet, 1, design.columns.length);
    column.formats(sheet, design.columns, 1);
    column.words(sheet, design.columns, 1);
    dressing.made();
    dressing.later(dressNew(left === null), dressed);
    seen = { rows: 1, filled: 1, boxed: true };
    lastSeen = { row: 1, at: Date.now() };
    justRead = { is: { rows: [], missing: [], places: placesOf(at) }, at: Date.now() };
  }

  const parse: SheetTable<R>['parse'] = values => {
    const sheet = find();
    return sheet === null ? [] : values.map((row, index) => rowOf(row as Value[], index + 2, columns(sheet).at));
  };

  return {
    read,
    readRows,
    parse,
    write,
    append,
    ensure: () => makeSure().isBare,
    sheet: find,
    dressing,
    words: () => {
      find();
      return found.words();
    },
    columnOf: key => {
      const sheet = find();
      return sheet === null ? undefined : columns(sheet).at.get(key);
    },
  };
}
