// The last jobs that ended, as the Activity sheet tells of them: for taking one back. Pure.
import type { ActivityRow } from '../contract/rows';
import type { PastJob } from '../contract/rpc';
import { areReminders } from '../jobs/job';

const MOST = 5;

/** `unfinished`: the job that still runs. A job's id sorts by time. */
export function pastJobsOf(lines: readonly ActivityRow[], unfinished: string | null): PastJob[] {
  const jobs = new Map<
    string,
    { action: PastJob['action']; by: string; at: number | null; done: number; total: number }
  >();
  for (const { job, action, by, at, outcome } of lines) {
    if (job === '' || job === unfinished || (action !== 'send' && action !== 'cancel')) continue;
    const known = jobs.get(job) ?? { action, by, at, done: 0, total: 0 };
    jobs.set(job, {
      ...known,
      at: known.at === null || at === null ? (known.at ?? at) : Math.min(known.at, at),
      done: known.done + (outcome === 'done' ? 1 : 0),
      total: known.total + 1,
    });
  }
  return [...jobs]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, MOST)
    .map(([id, { at, ...told }]) => ({
      id,
      ...told,
      reminders: areReminders(id),
      at: at === null ? null : new Date(at).toISOString(),
    }));
}
