// Turns the spreadsheet into what the page shows: a whole sheet when it is asked for, and after that the cells that
// changed.
import { lastColOf, lastRowOf, type SheetModel, type SpreadsheetModel } from '../platform/index';
import type { CellView, Look, Patch, ServerEvent, SheetView } from '../protocol';
import { chartsOf, formulaRows } from './charts';
import { Looks } from './looks';

/**
 * Changes are told together so many milliseconds later: a job changes many cells, a screen is drawn 60 times a second.
 */
const GATHER_MS = 20;
/** A formula may look at 20,000 rows; while a job changes them it need not be computed at every change. */
const COMPUTE_MS = 250;

type Watch = {
  readonly looks: Looks;
  sequence: number;
  moved: boolean;
  readonly rows: Map<number, { first: number; last: number }>;
};

export class SheetViews {
  private readonly book: SpreadsheetModel;
  private readonly tell: (event: ServerEvent) => void;
  private readonly watches = new Map<number, Watch>();
  private timer: NodeJS.Timeout | null = null;
  private computing: NodeJS.Timeout | null = null;
  private tabsChanged = false;

  constructor(book: SpreadsheetModel, tell: (event: ServerEvent) => void) {
    this.book = book;
    this.tell = tell;
    book.onChange(change => {
      if (change.kind === 'selection' || change.kind === 'toast') return;
      if (change.kind === 'sheets') this.tabsChanged = true;
      else {
        this.computing ??= setTimeout(() => {
          this.compute();
        }, COMPUTE_MS);
        const watch = this.watches.get(change.sheetId);
        if (watch === undefined) return;
        if (change.kind === 'structure') watch.moved = true;
        else if (!watch.moved)
          mark(watch, change.row, change.row + change.rows - 1, change.col, change.col + change.cols - 1);
      }
      this.timer ??= setTimeout(() => {
        this.flush();
      }, GATHER_MS);
    });
  }

  tabs() {
    return this.book.sheets.map(({ id, name, tabColor }) => ({ id, name, color: tabColor }));
  }

  whole(id: number): SheetView {
    this.flush();
    const sheet = this.book.sheet(id);
    const watch = this.watches.get(id) ?? { looks: new Looks(sheet), sequence: 0, moved: false, rows: new Map() };
    this.watches.set(id, watch);
    const rows: CellView[][] = [];
    for (let row = 1; row <= usedRows(sheet); row++) rows.push(viewOf(watch.looks, row, usedCols(sheet, row)));
    const hidden = [...sheet.rows.entries()].flatMap(([index, row]) =>
      row !== undefined && (row.hiddenByFilter || row.hiddenByUser) ? [index + 1] : [],
    );
    return {
      id,
      sequence: watch.sequence,
      maxRows: sheet.maxRows,
      maxColumns: sheet.maxColumns,
      frozenRows: sheet.frozenRows,
      frozenColumns: sheet.frozenColumns,
      columns: sheet.columns.map(({ width, hidden: isHidden, criteria }) => ({
        width,
        ...(isHidden ? { hidden: true as const } : {}),
        ...(criteria === null ? {} : { filtered: true as const }),
      })),
      filter: sheet.filter,
      tables: sheet.tables.map(({ area }) => area),
      criteria: Object.fromEntries(
        sheet.columns.flatMap(({ criteria }, index) => (criteria === null ? [] : [[index + 1, criteria]])),
      ),
      hiddenRows: hidden,
      hiddenByUser: hidden.filter(row => sheet.rows[row - 1]?.hiddenByUser === true),
      looks: watch.looks.all,
      rows,
      charts: chartsOf(sheet),
    };
  }

  /** Formulas that somebody looks at may have another result. */
  private compute(): void {
    this.computing = null;
    for (const [id, watch] of this.watches) {
      const sheet = this.book.sheets.find(one => one.id === id);
      if (sheet !== undefined && !watch.moved)
        for (const { row, first, last } of formulaRows(sheet)) mark(watch, row, row, first, last);
    }
    this.flush();
  }

  /** Tells now what has gathered. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.tabsChanged) {
      this.tabsChanged = false;
      for (const id of this.watches.keys())
        if (!this.book.sheets.some(sheet => sheet.id === id)) this.watches.delete(id);
      this.tell({ on: 'tabs', tabs: this.tabs() });
    }
    for (const [id, watch] of this.watches) {
      if (!watch.moved && watch.rows.size === 0) continue;
      watch.sequence++;
      if (watch.moved) this.tell({ on: 'reload', sheet: id });
      else this.tell({ on: 'patch', patch: patchOf(this.book.sheet(id), watch) });
      watch.moved = false;
      watch.rows.clear();
    }
  }
}

function mark(watch: Watch, top: number, bottom: number, left: number, right: number): void {
  for (let row = top; row <= bottom; row++) {
    const known = watch.rows.get(row);
    if (known === undefined) watch.rows.set(row, { first: left, last: right });
    else [known.first, known.last] = [Math.min(known.first, left), Math.max(known.last, right)];
  }
}

const usedCols = (sheet: SheetModel, row: number): number => {
  const found = sheet.rows[row - 1];
  return found === undefined ? 0 : Math.max(found.cells.length, found.styles.length);
};

function usedRows(sheet: SheetModel): number {
  let row = sheet.maxRows;
  while (row > 0 && usedCols(sheet, row) === 0) row--;
  return row;
}

function viewOf(looks: Looks, row: number, last: number): CellView[] {
  const line: CellView[] = [];
  for (let col = 1; col <= last; col++) line.push(looks.view(row, col));
  while (line.length > 0 && line[line.length - 1] === '') line.pop();
  return line;
}

function patchOf(sheet: SheetModel, watch: Watch): Patch {
  // A conditional format may colour a cell by another one in its row.
  const reach = sheet.conditionalRules.flatMap(rule => (rule.condition.type === 'CUSTOM_FORMULA' ? rule.areas : []));
  const blocks: { readonly row: number; readonly col: number; readonly last: number; readonly cells: CellView[][] }[] =
    [];
  for (const [row, { first, last }] of [...watch.rows].sort(([a], [b]) => a - b)) {
    if (row > sheet.maxRows) continue;
    const crossing = reach.filter(area => row >= area.row && row <= lastRowOf(area));
    const left = Math.min(first, ...crossing.map(area => area.col));
    const right = Math.max(
      last,
      ...crossing.map(area => Math.min(lastColOf(area), Math.max(last, usedCols(sheet, row)))),
    );
    const line: CellView[] = [];
    for (let col = left; col <= right; col++) line.push(watch.looks.view(row, col));
    const above = blocks.at(-1);
    if (above !== undefined && above.row + above.cells.length === row && above.col === left && above.last === right)
      above.cells.push(line);
    else blocks.push({ row, col: left, last: right, cells: [line] });
  }
  const looks: Record<number, Look> = {};
  for (const { cells } of blocks)
    for (const line of cells)
      for (const cell of line) {
        const look = typeof cell === 'string' ? undefined : watch.looks.all[cell[2]];
        if (typeof cell !== 'string' && look !== undefined) looks[cell[2]] = look;
      }
  return {
    sheet: sheet.id,
    sequence: watch.sequence,
    looks,
    blocks: blocks.map(({ row, col, cells }) => ({ row, col, cells })),
    charts: chartsOf(sheet),
  };
}
