// What a person should know of the schedule wherever they look: when reminders go out next, and what keeps them.
import type { Context } from '../context';
import type { Problem } from '../contract/rpc';
import { isoOf } from '../contract/time';
import { problem } from '../words/problem';
import { isLost, isNewsTo, loadEnded, loadRuns, loadSchedule, nextRunAt } from './schedule';

/** ISO 8601, UTC; null where none are on, or where a trouble keeps them. */
export function nextRemindersAt(context: Context): string | null {
  const { store } = context.ports;
  const schedule = loadSchedule(store, false);
  if (schedule === null || scheduleTrouble(context) !== null) return null;
  const runs = loadRuns(store);
  return isoOf(runs.run ?? nextRunAt(schedule, runs));
}

export function scheduleTrouble({ ports, words }: Context): Problem | null {
  const { store, clock, triggers, who } = ports;
  if (triggers === null) return null;
  const schedule = loadSchedule(store, false);
  if (schedule === null) {
    const ended = loadEnded(store, false);
    return ended !== null && isNewsTo(who, ended, clock.now())
      ? problem('schedule-ended', words, { detail: words.schedule.offBy(ended.by) })
      : null;
  }
  const runs = loadRuns(store);
  if (isLost(schedule, runs, clock.now())) return problem('schedule-lost', words);
  if (runs.held === null) return null;
  const detail = words.schedule.held(problem(runs.held.code, words).title, runs.held.by);
  return problem('schedule-held', words, { detail });
}
