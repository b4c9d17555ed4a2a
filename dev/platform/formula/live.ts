// Formula cells: computed when somebody reads them after a change, spread over their neighbours where they give a
// block, and rewritten when what they refer to moves.
import type { Area, Renumbering } from '../area';
import type { Formula } from '../cell';
import type { CellValue } from '../shapes';
import type { SheetModel } from '../sheet-model';
import { placeOf } from './place';
import { Recalculation } from './recalculation';
import { Evaluator, type Work } from './evaluate';
import { renamed, reshaped, withoutSheet } from './tokens';
import { Block, notBuilt, toCell, type Value } from './values';

/** What the spreadsheet tells its formulas. `version` grows with every change. */
export type Book = {
  readonly version: number;
  readonly timeZone: string;
  readonly now: () => number;
  readonly sheets: readonly SheetModel[];
  readonly sheetNamed: (name: string) => SheetModel | null;
};

export class LiveFormula implements Formula {
  readonly formula: string;
  private readonly formulas: Formulas;
  private readonly home: SheetModel;
  private known: { readonly state: string; readonly value: CellValue; readonly block: Block | null } | null = null;
  private computing = false;

  constructor(formula: string, home: SheetModel, formulas: Formulas) {
    this.formula = formula;
    this.home = home;
    this.formulas = formulas;
  }

  get value(): CellValue {
    const { block, value } = this.result;
    return block !== null && this.formulas.spilled(this.home)?.blocked.has(this) === true ? '#REF!' : value;
  }

  /** Several cells, which want as much room to the right and below. */
  get block(): Block | null {
    return this.result.block;
  }

  private get result(): { readonly value: CellValue; readonly block: Block | null } {
    const { state } = this.formulas;
    if (this.known?.state === state) return this.known;
    // A formula that needs its own result.
    if (this.computing) return { value: '#REF!', block: null };
    this.computing = true;
    try {
      const found = this.formulas.compute(this.formula, this.home);
      const value =
        found instanceof Block && !MAY_SPILL.test(this.formula) ? notBuilt('a result of several cells') : found;
      const block = value instanceof Block ? value : null;
      const first = value instanceof Block ? (value.rows[0]?.[0] ?? null) : value;
      this.known = { state, value: toCell(first, this.formulas.zone), block };
      return this.known;
    } finally {
      this.computing = false;
    }
  }

  with(formula: string): LiveFormula {
    return formula === this.formula ? this : new LiveFormula(formula, this.home, this.formulas);
  }
}

/** The cells that formulas of a sheet fill beside their own, by `placeOf`, and the formulas that find no room. */
export type Spilled = { readonly values: ReadonlyMap<number, CellValue>; readonly blocked: ReadonlySet<LiveFormula> };
/** Formulas that begin otherwise give one cell. */
const MAY_SPILL =
  /^=\s*(?:ARRAYFORMULA|ARRAY_CONSTRAIN|CHOOSECOLS|FILTER|FREQUENCY|HSTACK|LET|QUERY|SEQUENCE|SORT|UNIQUE|VSTACK)\(/i;

/** Every time zone's day begins at a quarter of an hour. */
const QUARTER_MS = 900_000;

export class Formulas {
  private readonly book: Book;
  /** Most spreadsheets have none, and then nothing needs to be rewritten. */
  private any = false;
  /** What they have cost since the spreadsheet was made. */
  readonly work: Work = { passes: 0, cells: 0 };
  /** Sheets that have, or had, a formula that may fill more than its own cell. */
  private readonly spilling = new Set<SheetModel>();
  private readonly spills = new Map<SheetModel, { readonly state: string; readonly found: Spilled }>();
  private evaluator: { readonly state: string; readonly run: Evaluator } | null = null;

  readonly recalculation: Recalculation;

  constructor(book: Book) {
    this.book = book;
    this.recalculation = new Recalculation(book, this.work, (formula, home) => this.compute(formula, home));
  }

  /** Cells have other values now: see Surroundings of a sheet. */
  written(sheet: SheetModel, area: Area | null): void {
    if (this.any) this.recalculation.written(sheet, area);
  }

  /** Results hold as long as this does: until a change, and until another day may have begun. */
  get state(): string {
    return `${this.book.version} ${Math.floor(this.book.now() / QUARTER_MS)}`;
  }

  make(formula: string, home: SheetModel): LiveFormula {
    this.any = true;
    this.recalculation.homes.add(home);
    if (MAY_SPILL.test(formula)) this.spilling.add(home);
    return new LiveFormula(formula, home, this);
  }

  get zone(): string {
    return this.book.timeZone;
  }

  /**
   * null: no formula there fills more than its own cell. A block that meets a cell with something in it, or the end of
   * the sheet, fills nothing at all.
   */
  spilled(sheet: SheetModel): Spilled | null {
    if (!this.spilling.has(sheet)) return null;
    const { state } = this;
    const known = this.spills.get(sheet);
    if (known?.state === state) return known.found;
    const values = new Map<number, CellValue>();
    const blocked = new Set<LiveFormula>();
    // Known from the beginning: what is computed meanwhile sees those that were there before it.
    this.spills.set(sheet, { state, found: { values, blocked } });
    sheet.rows.forEach((row, down) => {
      row?.cells.forEach((cell, right) => {
        if (cell instanceof LiveFormula && MAY_SPILL.test(cell.formula))
          this.spill(sheet, cell, [down + 1, right + 1], values, blocked);
      });
    });
    return { values, blocked };
  }

  private spill(
    sheet: SheetModel,
    cell: LiveFormula,
    [row, col]: readonly [number, number],
    values: Map<number, CellValue>,
    blocked: Set<LiveFormula>,
  ): void {
    const { block } = cell;
    if (block === null) return;
    const [rows, cols] = [block.rows.length, block.rows[0]?.length ?? 0];
    const beside = block.rows
      .flatMap((line, down) => line.map((value, right) => ({ row: row + down, col: col + right, value })))
      .slice(1);
    const isTaken = (place: { readonly row: number; readonly col: number }): boolean =>
      (sheet.rows[place.row - 1]?.cells[place.col - 1] ?? '') !== '' || values.has(placeOf(place.row, place.col));
    if (row + rows - 1 > sheet.maxRows || col + cols - 1 > sheet.maxColumns || beside.some(isTaken)) blocked.add(cell);
    else
      for (const { row: down, col: right, value } of beside) values.set(placeOf(down, right), toCell(value, this.zone));
  }

  compute(formula: string, home: SheetModel): Value {
    const { book, state } = this;
    if (this.evaluator?.state !== state)
      this.evaluator = {
        state,
        run: new Evaluator(
          { sheetNamed: name => book.sheetNamed(name), now: book.now, zone: book.timeZone },
          this.work,
        ),
      };
    return this.evaluator.run.compute(formula, home);
  }

  rename(from: string, to: string): void {
    this.rewrite(formula => renamed(formula, from, to));
  }
  forget(name: string): void {
    this.rewrite(formula => withoutSheet(formula, name));
  }
  reshape(sheet: SheetModel, change: Renumbering): void {
    this.rewrite((formula, home) => reshaped(formula, home.name, sheet.name, change));
  }

  private rewrite(change: (formula: string, home: SheetModel) => string): void {
    if (!this.any) return;
    for (const home of this.book.sheets)
      for (const { cells } of home.rows.filter(row => row !== undefined))
        cells.forEach((cell, at) => {
          if (cell instanceof LiveFormula) cells[at] = cell.with(change(cell.formula, home));
        });
  }
}
