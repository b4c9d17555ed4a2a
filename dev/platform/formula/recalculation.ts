// What Google would have to compute again after a change: the formulas that look at what was changed, and at what cost.
import { type Area, lastColOf, parseA1 } from '../area';
import { isFormula } from '../cell';
import type { SheetModel } from '../sheet-model';
import type { Work } from './evaluate';
import { splitReference, tokensOf } from './tokens';

type Book = {
  readonly now: () => number;
  readonly sheets: readonly SheetModel[];
  readonly sheetNamed: (name: string) => SheetModel | null;
};
type Standing = { readonly formula: string; readonly home: SheetModel };
type Looked = { readonly sheet: SheetModel; readonly first: number; readonly last: number };
/** Of a sheet that has other rows or columns now. */
const ALL = 0;

export class Recalculation {
  /** Sheets that have, or had, formulas. */
  readonly homes = new Set<SheetModel>();
  private readonly book: Book;
  private readonly work: Work;
  private readonly compute: (formula: string, home: SheetModel) => unknown;
  /** The columns that were written since the last look, by sheet, and when that began. */
  private readonly dirty = new Map<SheetModel, Set<number>>();
  private since = 0;
  /** What a formula costs depends on the sizes of the sheets it looks at, hardly on their values. */
  private readonly known = new Map<string, Work>();

  constructor(book: Book, work: Work, compute: (formula: string, home: SheetModel) => unknown) {
    this.book = book;
    this.work = work;
    this.compute = compute;
  }

  written(sheet: SheetModel, area: Area | null): void {
    if (this.dirty.size === 0) this.since = this.book.now();
    const columns = this.dirty.get(sheet) ?? new Set<number>();
    this.dirty.set(sheet, columns);
    if (area === null) columns.add(ALL);
    else for (let col = area.col; col <= lastColOf(area); col++) columns.add(col);
  }

  /** The cost of the formulas that look at what was written since the last look, and since when they are computed. */
  take(): { readonly since: number; readonly cost: Work } {
    const { since } = this;
    const isTouched = ({ sheet, first, last }: Looked): boolean => {
      const columns = this.dirty.get(sheet);
      return columns !== undefined && [...columns].some(col => col === ALL || (col >= first && col <= last));
    };
    const touched =
      this.dirty.size === 0 ? [] : this.standing().filter(standing => this.looksAt(standing).some(isTouched));
    this.dirty.clear();
    return { since, cost: this.costOf(touched) };
  }

  /** The cost of all formulas, each computed once. */
  all(): Work {
    return this.costOf(this.standing());
  }

  private standing(): Standing[] {
    return [...this.homes]
      .filter(home => this.book.sheets.includes(home))
      .flatMap(home =>
        home.rows.flatMap(row =>
          (row?.cells ?? []).flatMap(cell => (isFormula(cell) ? [{ formula: cell.formula, home }] : [])),
        ),
      );
  }

  private looksAt({ formula, home }: Standing): Looked[] {
    return (tokensOf(formula) ?? []).flatMap(({ kind, text }) => {
      if (kind !== 'ref') return [];
      const { sheet: name } = splitReference(text);
      const sheet = name === null ? home : this.book.sheetNamed(name);
      const area = sheet === null ? undefined : parseA1(text, sheet.maxRows, sheet.maxColumns)?.area;
      return sheet === null || area === undefined ? [] : [{ sheet, first: area.col, last: lastColOf(area) }];
    });
  }

  private costOf(standing: readonly Standing[]): Work {
    const sum = { passes: 0, cells: 0 };
    for (const one of standing) {
      const sizes = this.looksAt(one).map(({ sheet }) => sheet.maxRows);
      const key = `${sizes.join()} ${one.formula}`;
      const cost = this.known.get(key) ?? this.measured(one);
      this.known.set(key, cost);
      sum.passes += cost.passes;
      sum.cells += cost.cells;
    }
    return sum;
  }

  private measured({ formula, home }: Standing): Work {
    // Once beforehand: what it takes from other formulas is their cost, and known then.
    this.compute(formula, home);
    const { passes, cells } = this.work;
    this.compute(formula, home);
    return { passes: this.work.passes - passes, cells: this.work.cells - cells };
  }
}
