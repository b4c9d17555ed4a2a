// The spreadsheet that executions and the person at the page share: its sheets, selection, metadata, and who is told of
// changes.
import type { Area } from './area';
import { Formulas } from './formula/live';
import { Metadata } from './metadata';
import { refusal } from './rules';
import { SheetModel } from './sheet-model';
import type { Change } from './sheet-parts';
import { instantOf, wallClock } from './zone';

export type Selection = { readonly sheetId: number; readonly areas: readonly Area[] };

export type SpreadsheetOptions = {
  readonly id?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  /** Rows of a new sheet; 1000 on Google. */
  readonly newRows?: number;
  /** What comes before the number in the name of a new sheet; "Hoja " where people speak Spanish. */
  readonly sheetWord?: string;
};

const CELL_LIMIT = 10_000_000;

export class SpreadsheetModel {
  readonly id: string;
  name: string;
  locale: string;
  timeZone: string;
  sheetWord: string;
  readonly metadata = new Metadata();
  /** Left to right, as the tabs stand. */
  readonly sheets: SheetModel[] = [];
  /** Grows with every change. */
  version = 0;
  /** Milliseconds since 1970, for TODAY(). */
  now: () => number = () => Date.now();
  readonly formulas: Formulas;
  private active: SheetModel;
  private areas: readonly Area[] = [{ row: 1, col: 1, rows: 1, cols: 1 }];
  private readonly listeners = new Set<(change: Change) => void>();
  private nextSheetId = 0;
  private cellsElsewhere = 0;
  private readonly newRows: number | undefined;

  constructor(options: SpreadsheetOptions = {}) {
    this.id = options.id ?? '1WorkbenchSpreadsheet';
    this.name = options.name ?? 'Untitled spreadsheet';
    this.locale = options.locale ?? 'en_US';
    this.timeZone = options.timeZone ?? 'Etc/UTC';
    this.sheetWord = options.sheetWord ?? 'Sheet';
    const model = (): SpreadsheetModel => this;
    this.formulas = new Formulas({
      get version() {
        return model().version;
      },
      get timeZone() {
        return model().timeZone;
      },
      sheets: this.sheets,
      now: () => this.now(),
      sheetNamed: name => this.sheets.find(sheet => sheet.name.toLowerCase() === name.toLowerCase()) ?? null,
    });
    this.newRows = options.newRows;
    this.active = this.addSheet(`${this.sheetWord}1`);
  }

  /** Returns what ends the listening. */
  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(change: Change): void {
    this.version++;
    for (const listener of this.listeners) listener(change);
  }

  sheet(id: number): SheetModel {
    const sheet = this.sheets.find(found => found.id === id);
    if (sheet === undefined) throw refusal('sheet-gone', { id });
    return sheet;
  }

  sheetNamed(name: string): SheetModel | null {
    return this.sheets.find(sheet => sheet.name === name) ?? null;
  }
  indexOf(sheet: SheetModel): number {
    return this.sheets.indexOf(sheet);
  }

  /** `index` counts from 0; without a name the next free "SheetN" is taken, in the language of `sheetWord`. */
  addSheet(name: string | null, index: number = this.sheets.length): SheetModel {
    let free = this.sheets.length + 1;
    while (this.taken(`${this.sheetWord}${free}`)) free++;
    const title = name ?? `${this.sheetWord}${free}`;
    if (this.taken(title)) throw refusal('sheet-name-taken', { name: title });
    // The first sheet has id 0; later ones have ids that tell nothing, as on Google.
    const id = this.nextSheetId;
    this.nextSheetId = id === 0 ? 1_482_071_301 : id + 7_919;
    const model = (): SpreadsheetModel => this;
    const sheet = new SheetModel(
      id,
      title,
      {
        get timeZone() {
          return model().timeZone;
        },
        changed: change => this.changed(change),
        formula: (formula, home) => this.formulas.make(formula, home),
        spilled: of => this.formulas.spilled(of)?.values ?? null,
        written: (of, area) => {
          this.formulas.written(of, area);
        },
        renumbered: (of, change) => {
          this.formulas.reshape(of, change);
        },
      },
      this.newRows,
    );
    this.sheets.splice(index, 0, sheet);
    this.changed({ kind: 'sheets' });
    return sheet;
  }

  deleteSheet(sheet: SheetModel): void {
    if (this.sheets.length === 1) throw refusal('delete-last-sheet');
    const index = this.indexOf(sheet);
    this.sheets.splice(index, 1);
    this.metadata.forgetSheet(sheet);
    this.formulas.forget(sheet.name);
    const neighbour = this.sheets[Math.max(0, index - 1)];
    if (this.active === sheet && neighbour !== undefined) this.active = neighbour;
    this.changed({ kind: 'sheets' });
  }

  renameSheet(sheet: SheetModel, name: string): void {
    if (sheet.name === name) return;
    if (this.taken(name, sheet)) throw refusal('sheet-name-taken', { name });
    this.formulas.rename(sheet.name, name);
    sheet.name = name;
    this.changed({ kind: 'sheets' });
  }

  moveSheet(sheet: SheetModel, index: number): void {
    this.sheets.splice(this.indexOf(sheet), 1);
    this.sheets.splice(index, 0, sheet);
    this.changed({ kind: 'sheets' });
  }

  get activeSheet(): SheetModel {
    return this.active;
  }
  get selection(): Selection {
    return { sheetId: this.active.id, areas: this.active.hasCells ? this.areas : [] };
  }

  select(sheet: SheetModel, areas: readonly Area[] = [{ row: 1, col: 1, rows: 1, cols: 1 }]): void {
    for (const area of areas) sheet.check(area);
    this.active = sheet;
    this.areas = areas;
    this.changed({ kind: 'selection' });
  }

  /** Returns what brings the spreadsheet back to how it is now. Nobody is told of that. */
  save(): () => void {
    const { name, locale, timeZone, active, areas, nextSheetId, version, cellsElsewhere } = this;
    const sheets = this.sheets.map(sheet => ({ sheet, restore: sheet.save() }));
    const metadata = this.metadata.save();
    return () => {
      Object.assign(this, { name, locale, timeZone, active, areas, nextSheetId, version, cellsElsewhere });
      this.sheets.splice(0, this.sheets.length, ...sheets.map(({ sheet }) => sheet));
      for (const { restore } of sheets) restore();
      metadata();
    };
  }

  /**
   * Returns what a person does who restores the present version from the history: sheets, cells, formats and metadata
   * are as they are now; no property store is, for those are no part of a version, nor is the time zone.
   */
  keepVersion(): () => void {
    const back = this.save();
    return () => {
      // What is counted never counts back, or an id and a formula's known result would mean two things.
      const { name, locale, timeZone, nextSheetId, version } = this;
      back();
      Object.assign(this, { name, locale, nextSheetId, version });
      this.setTimeZone(timeZone);
      this.changed({ kind: 'sheets' });
      for (const sheet of this.sheets) sheet.restructured();
    };
  }

  /** A cell holds a wall clock: it reads as before, and stands for another moment now. */
  setTimeZone(timeZone: string): void {
    if (timeZone === this.timeZone) return;
    for (const sheet of this.sheets) {
      for (const row of sheet.rows)
        row?.cells.forEach((cell, at) => {
          if (cell instanceof Date)
            row.cells[at] = new Date(instantOf(wallClock(cell.getTime(), this.timeZone).getTime(), timeZone));
        });
    }
    this.timeZone = timeZone;
    for (const sheet of this.sheets) sheet.restructured();
  }

  toast(message: string, title = '', seconds = 5): void {
    this.changed({ kind: 'toast', message, title, seconds });
  }

  /** Throws when so many more cells would be too many for one spreadsheet. */
  refuseCells(more: number): void {
    if (this.cells() + more > CELL_LIMIT) throw refusal('too-many-cells');
  }

  /** Leaves room for so many more cells, as if sheets that nobody looks at had all others. */
  fill(free: number): void {
    this.cellsElsewhere = 0;
    this.cellsElsewhere = Math.max(0, CELL_LIMIT - this.cells() - free);
  }

  private cells(): number {
    return this.sheets.reduce((sum, sheet) => sum + sheet.maxRows * sheet.maxColumns, this.cellsElsewhere);
  }

  /** Sheets takes names that differ only in case for the same. */
  /** `but`: a sheet's own name may get other capitals. */
  private taken(name: string, but?: SheetModel): boolean {
    return this.sheets.some(sheet => sheet !== but && sheet.name.toLowerCase() === name.toLowerCase());
  }
}
