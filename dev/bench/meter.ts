// Counts what a job costs in the rig: the time of its fetches, its requests, the largest property, its calls to Sheets,
// the cells they carry, the memory of this process.
import { cellsNamed } from '../delays';
import { kindOf } from '../platform/op-kinds';
import type { Rig } from '../rig';

export type Counts = {
  /** Virtual time inside fetchAll. */
  readonly fetchMs: number;
  readonly executions: number;
  readonly requests: number;
  /** Requests refused with 429. */
  readonly refused: number;
  readonly batches: number;
  readonly largestBatch: number;
  readonly sheetsCalls: number;
  /**
   * Sheets calls from one batch of requests to the next in the same execution: the usual number of them; and where the
   * pace made a pause between the two, before which all is written out.
   */
  readonly perBatch: number | null;
  readonly perPausedBatch: number | null;
  readonly cellsRead: number;
  /** Cells that were given a value, a tick or nothing; colours and formats are not counted. */
  readonly cellsWritten: number;
  /** The most cells that one call carried: the script held at least as many at once. */
  readonly largestBlock: number;
  /** Virtual time until `reached` held; null where it was not asked for. */
  readonly reachedMs: number | null;
  /** Bytes of a key and its value. */
  readonly largestProperty: number;
  readonly heapMB: number;
};

const SAMPLE_EVERY = 10;
const MB = 1024 * 1024;
const READS = /^Range\.(get(Values|DisplayValues|Formulas|Formats|DataValidations)|isChecked)$/;
const WRITES = /^Range(List)?\.(setValues?|setFormulas|setChecked|clearContent|insertCheckboxes)$/;
const CARRIES = /^Range\.(get(Values|DisplayValues|Formulas)|setValues|setFormulas)$/;

/**
 * Milliseconds of processor time of this process so far: unlike the clock on the wall it does not run while the
 * machine does something else.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const usual = (counts: readonly number[]): number | null =>
  [...counts].sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? null;

/** Counts from its making on; `read` tells what there was since then. */
export class Meter {
  private readonly rig: Rig;
  private readonly executions = new Set<number>();
  private readonly between: number[] = [];
  private readonly betweenPaused: number[] = [];
  private paused = false;
  private readonly firstRequest: number;
  private lastRequest: number;
  private last: { readonly execution: number; readonly sheets: number } | null = null;
  private fetchBegan = 0;
  private fetchMs = 0;
  private refused = 0;
  private batches = 0;
  private largestBatch = 0;
  private largestProperty = 0;
  private heap = 0;
  private cellsRead = 0;
  private cellsWritten = 0;
  private largestBlock = 0;
  private reachedMs: number | null = null;
  private callBegan = 0;
  /** Processor time that the stand-ins took to answer: the rest of an execution is the script's own computing. */
  hostMs = 0;

  constructor(rig: Rig, reached: (() => boolean) | null = null) {
    this.rig = rig;
    const began = rig.clock.now();
    this.firstRequest = this.lastRequest = rig.world.inner.requestCount;
    rig.calls.reset();
    rig.before = (op, _n, { id }) => {
      this.callBegan = processorMs();
      this.executions.add(id);
      if (op === 'UrlFetchApp.fetchAll') this.beforeBatch(id);
      if (op === 'Utilities.sleep') this.paused = true;
    };
    rig.after = op => {
      if (op === 'UrlFetchApp.fetchAll') this.afterBatch();
      if (op === 'Properties.setProperties') this.weigh();
      // What was written is in the sheet from the next of these calls on.
      if (this.reachedMs === null && ['flush', 'read', 'change'].includes(kindOf(op)) && reached?.() === true)
        this.reachedMs = rig.clock.now() - began;
    };
    rig.watch = (op, args) => {
      if (READS.test(op)) this.cellsRead += cellsNamed(op, args);
      if (WRITES.test(op)) this.cellsWritten += cellsNamed(op, args);
      if (CARRIES.test(op)) this.largestBlock = Math.max(this.largestBlock, cellsNamed(op, args));
      this.hostMs += processorMs() - this.callBegan;
    };
  }

  read(): Counts {
    this.sampleHeap();
    return {
      fetchMs: this.fetchMs,
      executions: this.executions.size,
      requests: this.rig.world.inner.requestCount - this.firstRequest,
      refused: this.refused,
      batches: this.batches,
      largestBatch: this.largestBatch,
      sheetsCalls: this.rig.calls.sheets(),
      perBatch: usual(this.between),
      perPausedBatch: usual(this.betweenPaused),
      cellsRead: this.cellsRead,
      cellsWritten: this.cellsWritten,
      largestBlock: this.largestBlock,
      reachedMs: this.reachedMs,
      largestProperty: this.largestProperty,
      heapMB: Math.round(this.heap / MB),
    };
  }

  private beforeBatch(execution: number): void {
    const sheets = this.rig.calls.sheets();
    if (this.last?.execution === execution)
      (this.paused ? this.betweenPaused : this.between).push(sheets - this.last.sheets);
    this.paused = false;
    this.last = { execution, sheets };
    this.fetchBegan = this.rig.clock.now();
  }

  private afterBatch(): void {
    this.fetchMs += this.rig.clock.now() - this.fetchBegan;
    const {
      requests,
      inner: { requestCount },
    } = this.rig.world;
    this.batches += 1;
    this.largestBatch = Math.max(this.largestBatch, requestCount - this.lastRequest);
    this.refused += requests
      .slice(this.lastRequest - requestCount)
      .filter(note => note.number > this.lastRequest && note.status === 429).length;
    this.lastRequest = requestCount;
    if (this.batches % SAMPLE_EVERY === 0) this.sampleHeap();
  }

  private weigh(): void {
    for (const [key, value] of this.rig.host.properties('document'))
      this.largestProperty = Math.max(this.largestProperty, Buffer.byteLength(key) + Buffer.byteLength(value));
  }

  private sampleHeap(): void {
    this.heap = Math.max(this.heap, process.memoryUsage().heapUsed);
  }
}
