// What a person does at the spreadsheet: typing, ticking, pasting, sorting, filtering, rearranging.
import { type Area, lastColOf, lastRowOf, overlaps } from './area';
import { type Cell, parseEntry, type Validation } from './cell';
import { setCriteria, setFilter } from './filter';
import type { SheetModel } from './sheet-model';
import type { FilterCriteria } from './sheet-parts';
import { type Axis, insert, move, remove, sort } from './sheet-structure';
import type { SpreadsheetModel } from './spreadsheet-model';

export class Person {
  private readonly book: SpreadsheetModel;

  constructor(book: SpreadsheetModel) {
    this.book = book;
  }

  /** Enters a text into a cell as the keyboard does. Throws a PlatformError where the cell's rule rejects it. */
  type(sheetId: number, row: number, col: number, text: string): void {
    this.paste(sheetId, row, col, [[text]]);
  }

  /** Enters a block with its top left at (row, col); the sheet grows where it is too small, as on paste. */
  paste(sheetId: number, row: number, col: number, block: readonly (readonly string[])[]): void {
    const sheet = this.book.sheet(sheetId);
    const area: Area = { row, col, rows: block.length, cols: Math.max(0, ...block.map(line => line.length)) };
    if (area.rows === 0 || area.cols === 0) return;
    if (lastRowOf(area) > sheet.maxRows)
      this.insert(sheetId, 'rows', sheet.maxRows + 1, lastRowOf(area) - sheet.maxRows);
    if (lastColOf(area) > sheet.maxColumns)
      this.insert(sheetId, 'cols', sheet.maxColumns + 1, lastColOf(area) - sheet.maxColumns);
    const cellAt = (down: number, right: number): Cell => {
      const text = block[down]?.[right] ?? '';
      const format = sheet.style(row + down, col + right).numberFormat;
      return format === '@' && text.startsWith('=') ? text : parseEntry(text, format, sheet.timeZone);
    };
    sheet.refuseInvalid(area, cellAt);
    sheet.put(area, cellAt);
  }

  clear(sheetId: number, area: Area): void {
    this.book.sheet(sheetId).put(area, () => '');
  }

  /** Turns a tick box over, or sets it to `ticked`; a cell without one is left alone. */
  tick(sheetId: number, row: number, col: number, ticked?: boolean): void {
    const sheet = this.book.sheet(sheetId);
    const rule = sheet.style(row, col).validation;
    if (rule?.kind !== 'checkbox') return;
    const next = ticked ?? sheet.values({ row, col, rows: 1, cols: 1 })[0]?.[0] !== rule.checked;
    sheet.put({ row, col, rows: 1, cols: 1 }, () => (next ? rule.checked : rule.unchecked));
  }

  /** Inserts in front of number `before`; new ones look like the neighbour in front. */
  insert(sheetId: number, axis: Axis, before: number, count = 1): void {
    const sheet = this.book.sheet(sheetId);
    this.book.refuseCells(count * (axis === 'rows' ? sheet.maxColumns : sheet.maxRows));
    insert(sheet, axis, before, count, before > 1 ? before - 1 : null);
  }

  remove(sheetId: number, axis: Axis, first: number, count = 1): void {
    remove(this.book.sheet(sheetId), axis, first, count);
  }

  /** Moves rows or columns to stand in front of the one that is now number `to`. */
  move(sheetId: number, axis: Axis, first: number, count: number, to: number): void {
    move(this.book.sheet(sheetId), axis, first, count, to);
  }

  /** Sorts the whole sheet below its frozen rows (or from row 1) by one column. */
  sortSheet(sheetId: number, col: number, ascending = true): void {
    const sheet = this.book.sheet(sheetId);
    const row = sheet.frozenRows + 1;
    this.sortArea(sheetId, { row, col: 1, rows: sheet.maxRows - row + 1, cols: sheet.maxColumns }, col, ascending);
  }

  sortArea(sheetId: number, area: Area, col: number, ascending = true): void {
    sort(this.book.sheet(sheetId), area, [{ col, ascending }]);
  }

  setFilter(sheetId: number, area: Area | null): void {
    setFilter(this.book.sheet(sheetId), area);
  }
  setCriteria(sheetId: number, col: number, criteria: FilterCriteria | null): void {
    setCriteria(this.book.sheet(sheetId), col, criteria);
  }

  /**
   * Turns a range, its first row the header, into a table; all columns get a type unless `typed` names which, counted
   * from the sheet's first. A basic filter in its way goes, for a table has its own.
   */
  makeTable(sheetId: number, area: Area, typed?: readonly number[]): void {
    const sheet = this.book.sheet(sheetId);
    sheet.check(area);
    if (sheet.filter !== null && overlaps(sheet.filter, area)) setFilter(sheet, null);
    const columns = Array.from({ length: area.cols }, (_, at) => typed?.includes(area.col + at) ?? true);
    sheet.tables = [...sheet.tables.filter(table => !overlaps(table.area, area)), { area, typed: columns }];
    sheet.restructured();
  }

  /** Merges the cells of an area into one: only what stands in the first stays. */
  merge(sheetId: number, area: Area): void {
    const sheet = this.book.sheet(sheetId);
    const first = sheet.cell(area.row, area.col);
    sheet.put(sheet.check(area), (row, col) => (row === 0 && col === 0 ? first : ''));
    sheet.merges = [...sheet.merges.filter(merge => !overlaps(merge, area)), area];
    sheet.restructured();
  }

  /** Freezes the first columns. */
  freezeColumns(sheetId: number, count: number): void {
    this.book.sheet(sheetId).frozenColumns = count;
    this.book.sheet(sheetId).restructured();
  }

  /** Turns all tables of a sheet back into plain cells. */
  removeTables(sheetId: number): void {
    const sheet = this.book.sheet(sheetId);
    sheet.tables = [];
    sheet.restructured();
  }

  /** Protects a range, or with null the sheet, from the edits of these people, or of everybody's scripts. */
  protect(sheetId: number, area: Area | null, closedTo: readonly string[] | 'everybody' = 'everybody'): void {
    const sheet = this.book.sheet(sheetId);
    const id = 1 + Math.max(0, ...sheet.protections.map(one => one.id));
    sheet.protections.push({ id, area, description: '', warningOnly: false, closedTo });
    sheet.restructured();
  }

  /** Sets a rule for what the cells may hold, or takes it away. */
  validate(sheetId: number, area: Area, rule: Validation | null): void {
    this.book.sheet(sheetId).setStyle(area, { validation: rule });
  }

  /** Fills the file with cells of sheets that nobody looks at, but for so many. */
  fillFile(free = 0): void {
    this.book.fill(free);
  }

  hide(sheetId: number, axis: Axis, first: number, count = 1, hidden = true): void {
    const sheet = this.book.sheet(sheetId);
    for (let index = first; index < first + count; index++)
      if (axis === 'rows') sheet.row(index).hiddenByUser = hidden;
      else sheet.column(index).hidden = hidden;
    sheet.restructured();
  }

  resizeColumn(sheetId: number, col: number, width: number): void {
    const sheet = this.book.sheet(sheetId);
    sheet.column(col).width = width;
    sheet.restructured();
  }

  /** Returns what restores the present version from the version history. */
  keepVersion(): () => void {
    return this.book.keepVersion();
  }

  /** In the spreadsheet's settings. Cells show what they showed, so they stand for other moments. */
  setTimeZone(timeZone: string): void {
    this.book.setTimeZone(timeZone);
  }

  addSheet(name: string | null = null): SheetModel {
    const sheet = this.book.addSheet(name, this.book.indexOf(this.book.activeSheet) + 1);
    this.book.select(sheet);
    return sheet;
  }

  /** Moves a chart to a sheet of its own, which is then in front. */
  addChartSheet(name: string | null = null): SheetModel {
    const sheet = this.addSheet(name);
    sheet.hasCells = false;
    return sheet;
  }

  /** Turns the addresses in an area into person chips: a cell's value is then the person's name. */
  makeChips(sheetId: number, area: Area, nameOf: (address: string) => string): void {
    const sheet = this.book.sheet(sheetId);
    const shown = sheet.displayValues(area);
    sheet.put(area, (row, col) => {
      const address = shown[row]?.[col] ?? '';
      return address.includes('@') ? nameOf(address) : sheet.cell(area.row + row, area.col + col);
    });
  }

  deleteSheet(sheetId: number): void {
    this.book.deleteSheet(this.book.sheet(sheetId));
  }
  renameSheet(sheetId: number, name: string): void {
    this.book.renameSheet(this.book.sheet(sheetId), name);
  }
  select(sheetId: number, areas?: readonly Area[]): void {
    this.book.select(this.book.sheet(sheetId), areas);
  }
}
