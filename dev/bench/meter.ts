// Counts what a job costs in the rig: the time of its fetches, its requests, its calls to Sheets, the largest property,
// the memory of this process.
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
  /** Bytes of a key and its value. */
  readonly largestProperty: number;
  readonly heapMB: number;
};

const SAMPLE_EVERY = 10;
const MB = 1024 * 1024;

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

  constructor(rig: Rig) {
    this.rig = rig;
    this.firstRequest = this.lastRequest = rig.world.inner.requestCount;
    rig.calls.reset();
    rig.before = (op, _n, { id }) => {
      this.executions.add(id);
      if (op === 'UrlFetchApp.fetchAll') this.beforeBatch(id);
      if (op === 'Utilities.sleep') this.paused = true;
    };
    rig.after = op => {
      if (op === 'UrlFetchApp.fetchAll') this.afterBatch();
      if (op === 'Properties.setProperties') this.weigh();
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
