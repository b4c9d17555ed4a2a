// What a way of working does with the lines of a job. The frame around it is the same for all (run-slice.ts): the
// queue, the pace, a person's wishes, the rows.
import type { Account } from '../accounts/account';
import type { KindRules } from '../contract/kinds';
import { mayList, type Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import { SILENT_BATCHES } from '../google/retry-timing';
import type { NeverEntry } from '../contract/settings';
import type { Deps } from '../ports';
import type { Words } from '../words';
import type { JobRecord } from './job';
import type { LineChange } from './line-outcome';
import type { Line, Queue } from './queue';
import type { Window } from './window';

/**
 * A slice under way. `edited`: the lines are not those that were confirmed, so none of them is believed that would
 * clear a mark. `moved`: a run that was cut off may have written into wrong rows.
 */
export type Slice = {
  readonly ports: Deps;
  readonly words: Words;
  readonly rules: KindRules;
  readonly work: LineWork;
  record: JobRecord;
  readonly edited: boolean;
  readonly moved: boolean;
  /** The settings as they were saved when `never` was made of them: what the never list says of an address. */
  saved: string;
  never: ((address: string) => NeverEntry | undefined) | null;
  /** By address, why it is not mailed: what others did since the job was confirmed. */
  others: ReadonlyMap<string, LineChange>;
  readonly queue: Queue;
  readonly facts: Map<string, Account>;
  /** Milliseconds since 1970: when it should come to its end. */
  readonly deadline: number;
  /** The window that is open. */
  window: Window | null;
  /** Those whose lines stand as Sending in the sheet, or will with the next write; the last one may be open. */
  windows: readonly Window[];
  /** The store takes the property that narrows a window; where it does not, a window is no larger than a batch. */
  narrows: boolean;
  /** How many lines the next window takes at most. */
  windowSize: number;
  /** See `kept` of the job's record. */
  untried: { readonly inSheet: number; readonly next: number; readonly opened: number | null };
  /** When that was last done, milliseconds since 1970: a person's wish looked for, lines written, the record kept. */
  lookedAt: number;
  lookEvery: number;
  settledAt: number;
  keptAt: number;
  /** Rows that were being written are where they should be; the store is to say so. */
  rowsAreThere: boolean;
  projectedAt: number;
  projectEvery: number;
};

/** One request about each of `lines`, and what the replies make of them, written down. */
export type Batch = {
  readonly lines: readonly Line[];
  readonly perform: (slice: Slice, lines: readonly Line[]) => Asked<Outcome | Look | Eligibility>;
};

export type LineWork = {
  /** Brings what an earlier run left, or a person typed, into a state from which to go on. */
  readonly takeUp: (slice: Slice) => void;
  /** Asks Google for what must be known before the first request about a line; null when that is known. */
  readonly learnFirst: (slice: Slice) => Asked<Look> | null;
  /** What to do next with at most `size` lines; no lines: nothing is due now. */
  readonly next: (slice: Slice, size: number, now: number) => Batch;
  /** Gets ready for requests that may leave in a moment, so that they leave on time. */
  readonly prepare: (slice: Slice) => void;
  /** Lines that should not be left for the next run, even when this one's time is over. */
  readonly isUrgent: (line: Line) => boolean;
  /** Learns what the rows are to show and no reply has told. */
  readonly beforeRows: (slice: Slice) => void;
  /** False while a line's row must still wait for what it is to say. */
  readonly mayShow: (slice: Slice, line: Line) => boolean;
};

/** Google answers, but not about these, however often it was asked: waiting longer would hold up the job for ever. */
export function staysSilent(slice: Slice, { outcomes, halt }: Asked<{ readonly kind: string }>): boolean {
  const { pace } = slice.record;
  const silent =
    pace.refusals >= SILENT_BATCHES - 1 &&
    halt === null &&
    outcomes.every(({ kind }) => kind === 'unknown') &&
    mayList(slice.ports);
  if (silent) slice.record = { ...slice.record, pace: { ...pace, refusals: 0 } };
  return silent;
}
