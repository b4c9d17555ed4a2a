// The contract of jobs: what is seen of one, and what a person may ask of it.
import type { GoogleState } from './account-state';
import type { Answer, Problem } from './answer';
import type { JobStatus } from './job-status';
import type { JobKind } from './kinds';

/** `kind` is the outcome all in the group share; `advice` is what to do about it. */
export type ResultGroup = {
  readonly kind: 'refused' | 'unknown' | 'skipped';
  readonly reason: string;
  readonly advice: string;
  readonly count: number;
  readonly examples: readonly string[];
};

export type JobView = {
  readonly id: string;
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly by: string;
  /** Whether the person asking is the one who runs it. */
  readonly mine: boolean;
  /** Somebody else's job that has not moved for a while: `takeOver` lets this person continue it. */
  readonly stale: boolean;
  readonly startedAt: string;
  /** When the next slice may run, for `waiting`. */
  readonly resumeAt: string | null;
  /** Of a running job: its pace has a pause just now, in the middle of a slice. */
  readonly rests: boolean;
  /** From then on it is `stale` for others, unless it moves before. */
  readonly freeAt: string;
  /** The server's clock when it answered: a wait is counted from there, whatever the page's own clock says. */
  readonly now: string;
  /** Addresses in all; for a refresh, accounts found so far. */
  readonly total: number;
  /** Addresses with a final outcome. */
  readonly finished: number;
  /** For a check, `done` counts every clear answer, and `eligible` those that were a yes. */
  readonly counts: {
    readonly queued: number;
    readonly checking: number;
    readonly done: number;
    readonly eligible: number;
    readonly refused: number;
    readonly unknown: number;
    readonly skipped: number;
  };
  /** Finished addresses a second lately, and the seconds left at that rate; null while unknown. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  readonly problem: Problem | null;
  /** Whether a trigger continues the job while no sidebar is open. */
  readonly background: boolean;
  /** What did not go well, grouped; also what a refresh found. Filled when the job has ended or waits for a person. */
  readonly groups: readonly ResultGroup[];
  /** For a refresh that ended: what changed. */
  readonly refreshed: {
    readonly listed: number;
    readonly added: number;
    readonly changed: number;
    readonly gone: number;
  } | null;
  /** A refresh has its rows in a new sheet, which is still being dressed. */
  readonly dressing: boolean;
  /** The states of which a refresh reads the lists; null: of all. */
  readonly only: readonly GoogleState[] | null;
};

export type JobRequests = {
  /** Queues a refresh of the list from Google: of all states, or of these. */
  refresh: (states?: readonly GoogleState[]) => Answer<JobView>;
  /** Works for up to about a minute. Problem code `busy`: another execution is at it, poll `progress` and try again. */
  advance: (jobId: string) => Answer<JobView>;
  /** Cheap: for polling while `advance` works. */
  progress: () => Answer<JobView | null>;
  pause: (jobId: string) => Answer<JobView>;
  resume: (jobId: string) => Answer<JobView>;
  /** Ends the job; what was not sent yet will not be sent. */
  stop: (jobId: string) => Answer<JobView>;
  takeOver: (jobId: string) => Answer<JobView>;
  /** Switches continuing in the background on or off for this job. */
  background: (jobId: string, on: boolean) => Answer<JobView>;
};
