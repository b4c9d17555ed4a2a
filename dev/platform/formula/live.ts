// Formula cells: computed when somebody reads them after a change, and rewritten when what they refer to moves.
import type { Renumbering } from '../area';
import type { Formula } from '../cell';
import type { CellValue } from '../shapes';
import type { SheetModel } from '../sheet-model';
import { Evaluator } from './evaluate';
import { renamed, reshaped, withoutSheet } from './tokens';
import { toCell } from './values';

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
  private known: { readonly state: string; readonly value: CellValue } | null = null;
  private computing = false;

  constructor(formula: string, home: SheetModel, formulas: Formulas) {
    this.formula = formula;
    this.home = home;
    this.formulas = formulas;
  }

  get value(): CellValue {
    const { state } = this.formulas;
    if (this.known?.state === state) return this.known.value;
    // A formula that needs its own result.
    if (this.computing) return '#REF!';
    this.computing = true;
    try {
      const value = this.formulas.compute(this.formula, this.home);
      this.known = { state, value };
      return value;
    } finally {
      this.computing = false;
    }
  }

  with(formula: string): LiveFormula {
    return formula === this.formula ? this : new LiveFormula(formula, this.home, this.formulas);
  }
}

/** Every time zone's day begins at a quarter of an hour. */
const QUARTER_MS = 900_000;

export class Formulas {
  private readonly book: Book;
  /** Most spreadsheets have none, and then nothing needs to be rewritten. */
  private any = false;
  private evaluator: { readonly state: string; readonly run: Evaluator } | null = null;

  constructor(book: Book) {
    this.book = book;
  }

  /** Results hold as long as this does: until a change, and until another day may have begun. */
  get state(): string {
    return `${this.book.version} ${Math.floor(this.book.now() / QUARTER_MS)}`;
  }

  make(formula: string, home: SheetModel): LiveFormula {
    this.any = true;
    return new LiveFormula(formula, home, this);
  }

  compute(formula: string, home: SheetModel): CellValue {
    const { book, state } = this;
    if (this.evaluator?.state !== state)
      this.evaluator = {
        state,
        run: new Evaluator({ sheetNamed: name => book.sheetNamed(name), now: book.now, zone: book.timeZone }),
      };
    return toCell(this.evaluator.run.compute(formula, home), book.timeZone);
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
