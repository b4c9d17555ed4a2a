// What a way of working does with the lines of a job. The frame around it is the same for all (run-slice.ts): the
// queue, the pace, a person's wishes, the rows.
import type { Account } from '../accounts/account';
import { mayList, type Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import { SILENT_BATCHES } from '../google/retry-timing';
import type { NeverEntry } from '../contract/settings';
import type { Deps } from '../ports';
import type { Words } from '../words';
import type { JobRecord } from './job';
import type { KindRules } from './kinds';
import type { Line, Queue } from './queue';

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
  /** What the never list says of an address, as it is at the beginning of the slice. */
  readonly never: (address: string) => NeverEntry | undefined;
  readonly queue: Queue;
  readonly facts: Map<string, Account>;
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
  /** What to do next with at most `size` lines that stand near each other; no lines: nothing is due now. */
  readonly next: (slice: Slice, size: number, now: number) => Batch;
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
