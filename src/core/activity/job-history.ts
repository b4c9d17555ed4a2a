// The last jobs that ended, as the Activity sheet tells of them: for cancelling what one sent. Pure.
import { rulesOf } from '../contract/kinds';
import type { ActivityRow, LineAction } from '../contract/rows';
import type { PastJob } from '../contract/rpc';
import { isoOrNull } from '../contract/time';
import { wereReminders } from '../jobs/job';

const MOST_RECENT = 5;
const isRecent = (action: LineAction | null): action is PastJob['action'] => rulesOf(action)?.isRecent === true;

/** `unfinished`: the job that still runs. A job's id sorts by time. */
export function pastJobsOf(lines: readonly ActivityRow[], unfinished: string | null): PastJob[] {
  const jobs = new Map<
    string,
    { action: PastJob['action']; by: string; at: number | null; done: number; total: number }
  >();
  for (const { job, action: named, by, at, outcome } of lines) {
    // In version 0.1 reminders stood as sendings, told by the end of the job's id.
    const action = named === 'send' && wereReminders(job) ? 'remind' : named;
    if (job === '' || job === unfinished || !isRecent(action)) continue;
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
    .slice(0, MOST_RECENT)
    .map(([id, { at, ...told }]) => ({
      id,
      ...told,
      at: isoOrNull(at),
    }));
}
