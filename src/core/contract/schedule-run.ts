// How a run of the scheduled reminders ended.
import type { JobView } from './rpc';

/** How a run ended. `due`: how many were due, also beyond the maximum of a run. */
export type LastRun = {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly how: 'sent' | 'nobody' | 'stopped';
  readonly due: number;
  readonly counts: Pick<JobView['counts'], 'done' | 'refused' | 'unknown' | 'skipped'>;
};
