// What Google's services take, with a part for each cell, and the waiting while formulas are computed again.
import type { OpKind, OpName } from './platform/ops';
import type { SpreadsheetModel } from './platform/spreadsheet-model';

/** Milliseconds: of a call, and of each cell that it carries. */
type Part = { readonly call: number; readonly cell: number };

/**
 * Two public measurements, each of two sizes, so that a call and a cell come apart. Writing: 400 flushes of ten cells
 * took 12 s, one of 4,000 cells 610 ms (stackoverflow.com/questions/29263774). Reading: asking for the last row took
 * 160 ms, reading 1,000 cells and writing them 285 ms (bugbugnow.net, March 2019, "GoogleAppsScript-speed-up"). None
 * went far beyond 4,000 cells: for larger blocks this is drawn out, and rather too slow than too fast.
 */
export const SIZED = {
  read: { call: 160, cell: 0.125 },
  flush: { call: 29, cell: 0.145 },
} as const satisfies Readonly<Record<string, Part>>;

/**
 * A formula's milliseconds for each cell that a function is given. Nobody has published it for Sheets: this is ten
 * times what Excel takes for a cell of a SUMIF (exceloffthegrid.com, "Optimize formula calculation speed", part 4: 100
 * of them over 42,941 rows in 0.228 s). That calls wait so is measured: tanaikech.github.io, 31 August 2022.
 */
export const FORMULA_CELL_MS = 0.0005;

const RANGE_CALL = /^Range(?:List)?\./;
/** How many cells a call of a range names: its first argument, before any values, is an area or a list of them. */
export function cellsNamed(op: OpName, argsJson: string): number {
  if (!RANGE_CALL.test(op)) return 0;
  const first = argsJson.startsWith('[[')
    ? argsJson.slice(1, argsJson.indexOf(']') + 1)
    : `[${argsJson.slice(1, argsJson.indexOf('}') + 1)}]`;
  const areas = JSON.parse(first) as readonly { readonly rows: number; readonly cols: number }[];
  return areas.reduce((sum, { rows, cols }) => sum + rows * cols, 0);
}

/** `sized`: a call takes longer the more cells it carries. `formulas`: calls wait while formulas are computed again. */
export type Options = { readonly sized: boolean; readonly formulas: boolean };

export class Delays {
  private readonly book: () => SpreadsheetModel;
  private readonly fixed: Readonly<Partial<Record<OpKind, number>>>;
  private readonly options: Options;
  /** Cells that were written and wait for the call that makes them durable. */
  private heldBack = 0;
  private busyUntil = 0;
  /** Milliseconds that calls waited for formulas. */
  waited = 0;

  /** `fixed`: what calls take of which no part for each cell is known. */
  constructor(book: () => SpreadsheetModel, fixed: Readonly<Partial<Record<OpKind, number>>>, options: Options) {
    this.book = book;
    this.fixed = fixed;
    this.options = options;
  }

  readonly latency = (op: OpName, kind: OpKind, argsJson: string): number => {
    const own = this.options.sized ? this.sized(op, kind, argsJson) : (this.fixed[kind] ?? 0);
    const isSheets = kind === 'read' || kind === 'write' || kind === 'change' || kind === 'flush';
    return own + (isSheets && this.options.formulas ? this.wait() : 0);
  };

  private sized(op: OpName, kind: OpKind, argsJson: string): number {
    if (kind === 'write') {
      this.heldBack += cellsNamed(op, argsJson);
      return this.fixed.write ?? 0;
    }
    if (kind !== 'read' && kind !== 'change' && kind !== 'flush') return this.fixed[kind] ?? 0;
    const written = this.heldBack === 0 ? 0 : SIZED.flush.call + this.heldBack * SIZED.flush.cell;
    this.heldBack = 0;
    if (kind === 'flush') return Math.max(written, SIZED.flush.call);
    return written + SIZED.read.call + (op.startsWith('Range.get') ? cellsNamed(op, argsJson) * SIZED.read.cell : 0);
  }

  /** Formulas are computed from the moment on that something was written, whatever the script does meanwhile. */
  private wait(): number {
    const { since, cost } = this.book().formulas.recalculation.take();
    const now = this.book().now();
    if (cost.cells > 0) this.busyUntil = Math.max(this.busyUntil, since) + cost.cells * FORMULA_CELL_MS;
    const left = Math.max(0, this.busyUntil - now);
    this.waited += left;
    return left;
  }
}
