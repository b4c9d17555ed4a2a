// Continuing a job while no sidebar is open: which job a time-driven trigger works for, and when it is done with it.
import { hasEnded } from '../contract/job-status';
import { jsonOf } from '../contract/json';
import { QUOTA_AGAIN_MS } from '../google/retry-timing';
import type { Store, Triggers } from '../ports';
import { type JobRecord } from './job';

const WANTED = 'job.background';
/** The schedule of the reminders, while one is on (schedule.ts). */
export const SCHEDULE = 'schedule';

/** Asked anew each time: somebody may switch it off at any moment. */
export const isScheduleOn = (store: Store): boolean => jsonOf(store.latest(SCHEDULE) ?? '') !== null;

export const isWanted = (store: Store, record: JobRecord): boolean => store.latest(WANTED) === record.id;

/**
 * The trigger first: one that finds nothing to do takes itself away (giveUp), a wish without a trigger would never come
 * true.
 */
export function want(triggers: Triggers, store: Store, record: JobRecord): void {
  triggers.set('often');
  store.set(WANTED, record.id);
}

export function forget(triggers: Triggers | null, store: Store): void {
  if (triggers !== null && store.latest(WANTED) !== null) giveUp(triggers, store);
}

/**
 * From a run of the trigger, whose wish may never have been written down, or was taken away by somebody who cannot take
 * this person's trigger away.
 */
export function giveUp(triggers: Triggers | null, store: Store): void {
  triggers?.clear('often');
  if (store.latest(WANTED) !== null) store.remove(WANTED);
}

/** Whether a run of the trigger has something to do: now, not yet, or never again. */
export function due(store: Store, record: JobRecord | null, now: number): 'now' | 'later' | 'never' {
  if (record === null || hasEnded(record) || !isWanted(store, record) || record.status === 'paused') return 'never';
  if (record.status === 'blocked') {
    if (record.problem?.code !== 'quota-day' && record.problem?.code !== 'quota-service') return 'never';
    return now >= record.updatedAt + QUOTA_AGAIN_MS ? 'now' : 'later';
  }
  return record.status === 'waiting' && (record.resumeAt ?? 0) > now ? 'later' : 'now';
}
