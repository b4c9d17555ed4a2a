// One sheet of the spreadsheet: its cells, read and written in blocks.
import { type Area, lastColOf, lastRowOf, overlaps, type Renumbering, toA1 } from './area';
import {
  type Cell,
  type CellStyle,
  type CellValue,
  display,
  isEmpty,
  isFormula,
  parseEntry,
  PLAIN_STYLE,
  type StylePatch,
  valueOf,
} from './cell';
import { type Change, type ConditionalRule, type Protection, SheetColumn, SheetRow, type Table } from './sheet-parts';
import { placeOf } from './formula/place';
import { lateRefusal, refusal } from './rules';
import type { Block } from './ops';
import type { ChartView } from './shapes';

/** What a sheet needs from the spreadsheet that holds it. */
export type Surroundings = {
  readonly timeZone: string;
  readonly changed: (change: Change) => void;
  /** The cell of a formula that stands on this sheet. */
  readonly formula: (formula: string, sheet: SheetModel) => Cell;
  /** Values that formulas give to cells beside their own, by place; null where no formula does. */
  readonly spilled: (sheet: SheetModel) => ReadonlyMap<number, CellValue> | null;
  /** Cells have other values now; null: any of the sheet may. Formats alone are no such change. */
  readonly written: (sheet: SheetModel, area: Area | null) => void;
  /** Rows or columns have other numbers now. */
  readonly renumbered: (sheet: SheetModel, change: Renumbering) => void;
};

const patched = (style: CellStyle, patch: StylePatch): CellStyle =>
  Object.fromEntries(Object.entries({ ...style, ...patch }).filter(([, value]) => value !== null));

export class SheetModel {
  readonly id: number;
  name: string;
  /** Holes are rows that nobody has touched. Changed by sheet-structure.ts only. */
  readonly rows: (SheetRow | undefined)[];
  readonly columns: SheetColumn[];
  /** A sheet that is one chart has no cells that a script could ask for. */
  hasCells = true;
  frozenRows = 0;
  frozenColumns = 0;
  tabColor: string | null = null;
  /** The basic filter's range; its criteria are on the columns. */
  filter: Area | null = null;
  conditionalRules: ConditionalRule[] = [];
  readonly protections: Protection[] = [];
  charts: readonly ChartView[] = [];
  tables: readonly Table[] = [];
  /** Cells that a person merged; what stood in all but the first of each is gone. */
  merges: readonly Area[] = [];
  private readonly around: Surroundings;
  /** The last column and row with something in them, as long as nothing has changed: a script asks again and again. */
  private widest: number | null = null;
  private lowest: number | null = null;

  constructor(id: number, name: string, around: Surroundings, maxRows = 1000, maxColumns = 26) {
    this.id = id;
    this.name = name;
    this.around = around;
    this.rows = new Array<SheetRow | undefined>(maxRows).fill(undefined);
    this.columns = Array.from({ length: maxColumns }, () => new SheetColumn());
  }

  get maxRows(): number {
    return this.rows.length;
  }
  get maxColumns(): number {
    return this.columns.length;
  }
  get timeZone(): string {
    return this.around.timeZone;
  }
  get whole(): Area {
    return { row: 1, col: 1, rows: this.maxRows, cols: this.maxColumns };
  }

  row(row: number): SheetRow {
    if (!(row >= 1 && row <= this.maxRows)) throw refusal('range-outside');
    return (this.rows[row - 1] ??= new SheetRow());
  }

  column(col: number): SheetColumn {
    const column = this.columns[col - 1];
    if (column === undefined) throw refusal('range-outside');
    return column;
  }

  /** Throws as Google does when the area is not inside the sheet. */
  check(area: Area): Area {
    if (area.row < 1 || area.col < 1 || lastRowOf(area) > this.maxRows || lastColOf(area) > this.maxColumns)
      throw refusal('range-outside');
    if (area.rows < 1) throw refusal('range-no-rows');
    if (area.cols < 1) throw refusal('range-no-columns');
    return area;
  }

  cell(row: number, col: number): Cell {
    const cell = this.rows[row - 1]?.cells[col - 1] ?? '';
    return cell === '' ? (this.around.spilled(this)?.get(placeOf(row, col)) ?? '') : cell;
  }
  style(row: number, col: number): CellStyle {
    return this.rows[row - 1]?.styles[col - 1] ?? PLAIN_STYLE;
  }
  displayOf(row: number, col: number): string {
    return display(this.cell(row, col), this.style(row, col).numberFormat, this.timeZone);
  }

  /** One result for each cell of the area. */
  map<T>(area: Area, empty: T, read: (cell: Cell, style: CellStyle | undefined) => T): T[][] {
    this.check(area);
    const result: T[][] = [];
    const spilled = this.around.spilled(this);
    for (let row = area.row - 1; row < area.row - 1 + area.rows; row++) {
      const source = this.rows[row];
      const line: T[] = [];
      for (let col = area.col - 1; col < area.col - 1 + area.cols; col++)
        line.push(source === undefined ? empty : read(source.cells[col] ?? '', source.styles[col]));
      if (spilled !== null)
        for (let col = area.col; col < area.col + area.cols; col++) {
          const value = spilled.get(placeOf(row + 1, col));
          if (value !== undefined) line[col - area.col] = read(value, source?.styles[col - 1]);
        }
      result.push(line);
    }
    return result;
  }

  /** Of most of what is read nothing is written: the lines without anything in them are one and the same. */
  values(area: Area): Block {
    if (this.around.spilled(this) !== null) return this.map(area, '', valueOf);
    this.check(area);
    const [left, right] = [area.col - 1, lastColOf(area)];
    const empty = new Array<CellValue>(area.cols).fill('');
    const result: (readonly CellValue[])[] = [];
    for (let row = area.row - 1; row < area.row - 1 + area.rows; row++) {
      const cells = this.rows[row]?.cells;
      if (cells === undefined || cells.length <= left) {
        result.push(empty);
        continue;
      }
      const line: CellValue[] = [];
      for (let col = left; col < right; col++) {
        const cell = cells[col] ?? '';
        line.push(typeof cell === 'object' ? valueOf(cell) : cell);
      }
      result.push(line);
    }
    return result;
  }
  displayValues(area: Area): string[][] {
    return this.map(area, '', (cell, style) => display(cell, style?.numberFormat, this.timeZone));
  }
  formulas(area: Area): string[][] {
    return this.map(area, '', cell => (isFormula(cell) ? cell.formula : ''));
  }

  lastRow(): number {
    return (this.lowest ??= this.lookForLastRow());
  }

  private lookForLastRow(): number {
    for (let row = this.maxRows; row > 0; row--)
      if (this.rows[row - 1]?.cells.some(cell => !isEmpty(cell)) === true) return row;
    return 0;
  }

  lastColumn(): number {
    return (this.widest ??= this.rows.reduce((most, row) => {
      let col = row?.cells.length ?? 0;
      while (col > most && isEmpty(row?.cells[col - 1])) col--;
      return Math.max(most, col);
    }, 0));
  }

  /** Writes finished cells: nothing is parsed. `at` gives the cell for a place counted from 0 in the area. */
  put(area: Area, at: (row: number, col: number) => Cell): void {
    this.check(area);
    this.measureAnew();
    for (let row = 0; row < area.rows; row++) {
      const { cells } = this.row(area.row + row);
      while (cells.length < area.col - 1) cells.push('');
      for (let col = 0; col < area.cols; col++) {
        const cell = at(row, col);
        cells[area.col - 1 + col] = isFormula(cell) ? this.around.formula(cell.formula, this) : cell;
      }
    }
    this.around.written(this, area);
    this.changed(area);
  }

  /** Writes values as setValues does: strings are read as if they had been typed, null empties a cell. */
  setValues(area: Area, values: readonly (readonly (CellValue | null)[])[]): void {
    const cellAt = (row: number, col: number): Cell => {
      const value = values[row]?.[col] ?? '';
      return typeof value === 'string'
        ? parseEntry(value, this.style(area.row + row, area.col + col).numberFormat, this.timeZone)
        : value;
    };
    this.refuseInvalid(area, cellAt);
    this.put(area, cellAt);
  }

  setStyle(area: Area, patch: StylePatch | ((row: number, col: number) => StylePatch)): void {
    this.check(area);
    // Cells that were alike stay alike and share one object; most are like the one before.
    const known = new Map<CellStyle, CellStyle>();
    let [before, after]: [CellStyle | null, CellStyle] = [null, PLAIN_STYLE];
    const styleFor = (old: CellStyle, row: number, col: number): CellStyle => {
      if (typeof patch === 'function') return patched(old, patch(row, col));
      if (old === before) return after;
      after = known.get(old) ?? patched(old, patch);
      before = old;
      known.set(old, after);
      return after;
    };
    for (let row = 0; row < area.rows; row++) {
      const { styles } = this.row(area.row + row);
      while (styles.length < area.col - 1) styles.push(undefined);
      for (let col = area.col - 1; col < area.col - 1 + area.cols; col++)
        styles[col] = styleFor(styles[col] ?? PLAIN_STYLE, row, col - area.col + 1);
    }
    this.changed(area);
  }

  /** Throws Google's words when a cell's rule rejects what would be written there. */
  refuseInvalid(area: Area, at: (row: number, col: number) => Cell): void {
    for (let row = 0; row < area.rows; row++) {
      const styles = this.rows[area.row - 1 + row]?.styles;
      if (styles === undefined) continue;
      for (let col = 0; col < area.cols; col++) {
        const rule = styles[area.col - 1 + col]?.validation;
        if (rule === undefined || rule.allowInvalid) continue;
        const value = valueOf(at(row, col));
        const fits =
          value === '' ||
          (rule.kind === 'list'
            ? rule.values.includes(String(value))
            : value === rule.checked || value === rule.unchecked);
        if (!fits)
          throw refusal('validation', { cell: toA1({ row: area.row + row, col: area.col + col, rows: 1, cols: 1 }) });
      }
    }
  }

  /** Throws, late, where the area holds cells of a table's column that has a type: below its header. */
  refuseTyped(area: Area, rule: 'typed-validation' | 'typed-format'): void {
    for (const { area: all, typed } of this.tables)
      for (const [at, hasType] of typed.entries()) {
        const cells = { row: all.row + 1, col: all.col + at, rows: all.rows - 1, cols: 1 };
        if (hasType && cells.rows > 0 && overlaps(cells, area)) throw lateRefusal(rule);
      }
  }

  isRowHidden(row: number): boolean {
    const found = this.rows[row - 1];
    return found !== undefined && (found.hiddenByFilter || found.hiddenByUser);
  }

  /**
   * Returns what brings the sheet back to how it is now; rows and columns stay the same objects, so what is fastened to
   * them stays too.
   */
  save(): () => void {
    const { name, frozenRows, frozenColumns, tabColor, filter, conditionalRules, charts, tables, merges } = this;
    const rows = this.rows.map(row =>
      row === undefined
        ? undefined
        : {
            row,
            cells: [...row.cells],
            styles: [...row.styles],
            hiddenByUser: row.hiddenByUser,
            hiddenByFilter: row.hiddenByFilter,
          },
    );
    const columns = this.columns.map(column => ({
      column,
      width: column.width,
      hidden: column.hidden,
      criteria: column.criteria,
    }));
    const protections = this.protections.map(protection => ({ ...protection }));
    return () => {
      Object.assign(this, {
        name,
        frozenRows,
        frozenColumns,
        tabColor,
        filter,
        conditionalRules,
        charts,
        tables,
        merges,
        widest: null,
        lowest: null,
      });
      this.rows.length = rows.length;
      for (const [index, was] of rows.entries()) {
        this.rows[index] = was?.row;
        if (was !== undefined)
          Object.assign(was.row, {
            cells: [...was.cells],
            styles: [...was.styles],
            hiddenByUser: was.hiddenByUser,
            hiddenByFilter: was.hiddenByFilter,
          });
      }
      this.columns.splice(
        0,
        this.columns.length,
        ...columns.map(({ column, width, hidden, criteria }) => Object.assign(column, { width, hidden, criteria })),
      );
      this.protections.splice(0, this.protections.length, ...protections.map(protection => ({ ...protection })));
    };
  }

  /** The last row and column are looked for once after each change. */
  private measureAnew(): void {
    this.widest = null;
    this.lowest = null;
  }

  renumbered(change: Renumbering): void {
    this.around.renumbered(this, change);
  }
  changed(area: Area): void {
    this.measureAnew();
    this.around.changed({ kind: 'cells', sheetId: this.id, ...area });
  }

  restructured(): void {
    this.measureAnew();
    this.around.written(this, null);
    this.around.changed({ kind: 'structure', sheetId: this.id });
  }
}
