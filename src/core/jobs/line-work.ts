// What a kind of job does with its lines. The frame around it is the same for all (slice.ts): the queue, the pace, a
// person's wishes, the rows.
import type { Account } from '../accounts/account';
import { mayList, type Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import type { Deps } from '../ports';
import type { Words } from '../words';
import type { JobRecord } from './job';
import type { Line, Queue } from './queue';

/**
 * `edited`: the lines are not those that were confirmed, so none of them is believed that would clear a mark. `moved`:
 * a run that was cut off may have written into wrong rows.
 */
export type Run = {
  record: JobRecord;
  readonly edited: boolean;
  readonly moved: boolean;
  readonly queue: Queue;
  readonly facts: Map<string, Account>;
  projectedAt: number;
  projectEvery: number;
};

/** One request about each of `lines`, and what the replies make of them, written down. */
export type Batch = {
  readonly lines: readonly Line[];
  readonly perform: (deps: Deps, words: Words, run: Run, lines: readonly Line[]) => Asked<Outcome | Look | Eligibility>;
};

export type Work = {
  /** Lines that are lost or changed may be of people who were mailed. */
  readonly mails: boolean;
  /** Brings what an earlier run left, or a person typed, into a state from which to go on. */
  readonly takeUp: (run: Run) => void;
  /** What to do next with at most `size` lines that stand near each other; no lines: nothing is due now. */
  readonly next: (run: Run, size: number, now: number) => Batch;
  /** Lines that should not be left for the next run, even when this one's time is over. */
  readonly isUrgent: (line: Line) => boolean;
  /** Learns what the rows are to show and no reply has told. */
  readonly beforeRows: (deps: Deps, run: Run) => void;
  /** False while a line's row must still wait for what it is to say. */
  readonly mayShow: (run: Run, line: Line) => boolean;
  /** Why a line was not worked on after a person stopped the job. */
  readonly stopped: (words: Words, run: Run) => string;
};

/**
 * Batches in a row without a single success, after which a person is asked: over a minute of silence, some minutes of
 * "slow down".
 * One lost connection loses the replies of its whole batch, so on a bad line it takes some halvings until a batch gets
 * through.
 */
export const SILENT_BATCHES = 8;
export const REFUSED_BATCHES = 9;
/**
 * One account that Google cannot be asked about must not hold up the others: so many askings, 10 s, 20 s, 40 s apart.
 */
export const MOST_FAILED_LOOKS = 3;
export const FIRST_LOOK_AGAIN_MS = 5_000;

/** Google answers, but not about these, however often it was asked: waiting longer would hold up the job for ever. */
export function staysSilent(deps: Deps, run: Run, { outcomes, halt }: Asked<{ readonly kind: string }>): boolean {
  const silent =
    run.record.pace.refusals >= SILENT_BATCHES - 1 &&
    halt === null &&
    outcomes.every(({ kind }) => kind === 'unknown') &&
    mayList(deps);
  if (silent) run.record = { ...run.record, pace: { ...run.record.pace, refusals: 0 } };
  return silent;
}
