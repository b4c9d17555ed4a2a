// Reminders on a schedule: what a person switched on, what its runs have done, and what a run does next.
import type { ProblemCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import { jsonOf } from '../contract/json';
import { rulesOf } from '../contract/kinds';
import type { ReminderPolicy } from '../contract/rpc';
import type { LastRun } from '../contract/schedule-run';
import type { Settings } from '../contract/settings';
import { HELD_AGAIN_MS } from '../google/retry-timing';
import { SCHEDULE } from '../jobs/background';
import { type JobRecord } from '../jobs/job';
import type { Store } from '../ports';

/**
 * Written by people only. `typed`: the maximum was above the safety catch and typed as a confirmation. `agreed`: the
 * policy that its owner switched on, or has saved since; version 0.1 did not keep it.
 */
export type Schedule = {
  readonly by: string;
  readonly since: number;
  readonly perRun: number;
  readonly typed: boolean;
  readonly agreed?: ReminderPolicy;
};

/** What holds a run up; `by` where it is somebody else's job. */
export type Obstacle = { readonly code: ProblemCode; readonly by: string; readonly at: number };
/** Written by the trigger only. `run`: when the run under way began. `seenAt`: the trigger's last sign of life. */
export type Runs = {
  readonly run: number | null;
  readonly due: number;
  readonly held: Obstacle | null;
  readonly last: LastRun | null;
  readonly seenAt: number;
};

/** How the last schedule ended. `was`: whose it was. `told`: its line stands in Activity. */
export type Ended = {
  readonly was: string;
  readonly by: string;
  readonly signature: string;
  readonly at: number;
  readonly told: boolean;
};

/** Kept apart, so that no run writes over a switch. */
const RUNS = 'schedule.runs';
const ENDED = 'schedule.ended';
const HOUR = 3_600_000;
/** A little less than a day: the trigger comes once an hour, and the time of day should not wander. */
const RUN_EVERY_MS = 23.5 * HOUR;
/** So long without a sign of life, and the trigger is called lost: Google may leave an hour out. */
const LOST_AFTER_MS = 3 * HOUR;
/** A list older than this is refreshed again before anyone is reminded. */
const FRESH_MS = 3 * HOUR;
/** So long its owner reads in the overview that somebody else switched it off. */
const NEWS_MS = 7 * 24 * HOUR;

/** Ended before its lines were in the sheet; version 0.1 called that interrupted. */
const VOID: ReadonlySet<string | undefined> = new Set(['not-begun', 'interrupted']);

const load = (store: Store, key: string, fresh: boolean): unknown =>
  jsonOf((fresh ? store.latest(key) : store.get(key)) ?? '');

/** `fresh` looks past what an execution remembers: somebody may switch it off at any moment. */
export const loadSchedule = (store: Store, fresh = true): Schedule | null =>
  load(store, SCHEDULE, fresh) as Schedule | null;
export const saveSchedule = (store: Store, schedule: Schedule): void => {
  store.set(SCHEDULE, JSON.stringify(schedule));
};

/** Means something only while no schedule is on. */
export const loadEnded = (store: Store, fresh = true): Ended | null => load(store, ENDED, fresh) as Ended | null;
export const saveEnded = (store: Store, ended: Ended): void => {
  store.set(ENDED, JSON.stringify(ended));
};
/** Who did it first: killed between the two, nothing has ended without a name. */
export const endSchedule = (store: Store, ended: Ended): void => {
  saveEnded(store, ended);
  store.remove(SCHEDULE);
};
export const isNewsTo = (who: string, { was, by, at }: Ended, now: number): boolean =>
  was === who && by !== who && now < at + NEWS_MS;

const NO_RUNS: Runs = { run: null, due: 0, held: null, last: null, seenAt: 0 };
export const loadRuns = (store: Store): Runs => JSON.parse(store.get(RUNS) ?? JSON.stringify(NO_RUNS)) as Runs;
export const saveRuns = (store: Store, runs: Runs): void => {
  store.set(RUNS, JSON.stringify(runs));
};

export const nextRunAt = (schedule: Schedule, { last }: Runs): number =>
  Math.max(schedule.since, last === null ? 0 : last.startedAt + RUN_EVERY_MS);
export const isLost = (schedule: Schedule, { seenAt }: Runs, now: number): boolean =>
  now > Math.max(schedule.since, seenAt) + LOST_AFTER_MS;

/** A safety catch that was lowered later holds too, unless the maximum was typed. */
export const mostOf = ({ perRun, typed }: Schedule, { typeAbove }: Pick<Settings, 'typeAbove'>): number =>
  typed ? perRun : Math.min(perRun, typeAbove);

/** Nobody is there to say otherwise, so the recency guard holds where it is the longer. */
export const scheduledPolicy = ({
  remindDays,
  remindMost,
  recentDays,
}: Pick<Settings, 'remindDays' | 'remindMost' | 'recentDays'>): ReminderPolicy => ({
  days: Math.max(remindDays, recentDays),
  most: remindMost,
});

/** Somebody else has changed the settings since, and the owner's trigger would mail sooner or more often by them. */
export const isLoosened = ({ agreed }: Schedule, { days, most }: ReminderPolicy): boolean =>
  agreed !== undefined && (days < agreed.days || most > agreed.most);
/** What the owner of the schedule changes, they agree to; not to what somebody else has changed meanwhile. */
export function agree(store: Store, who: string, { before, after }: Record<'before' | 'after', Settings>): void {
  const schedule = loadSchedule(store);
  if (schedule?.by !== who) return;
  const [was, is] = [scheduledPolicy(before), scheduledPolicy(after)];
  const { days, most } = schedule.agreed ?? was;
  const agreed = { days: is.days === was.days ? days : is.days, most: is.most === was.most ? most : is.most };
  saveSchedule(store, { ...schedule, agreed });
}
/** A version before did not note it: what is so when its schedule is first seen is what was switched on. */
export function agreedTo(store: Store, schedule: Schedule, policy: ReminderPolicy): Schedule {
  if (schedule.agreed !== undefined) return schedule;
  const noted = { ...schedule, agreed: policy };
  saveSchedule(store, noted);
  return noted;
}

export type Step =
  | { readonly do: 'refresh' | 'send' | 'later' }
  | { readonly do: 'advance' | 'resume'; readonly job: JobRecord }
  | { readonly do: 'hold'; readonly code: ProblemCode; readonly by: string }
  | { readonly do: 'end'; readonly job: JobRecord };

/** A turn of the trigger, in the run that began at `run`. `refreshedAt`: of the last full refresh, 0 for never. */
export type Turn = {
  readonly run: number;
  readonly who: string;
  readonly job: JobRecord | null;
  readonly refreshedAt: number;
  readonly now: number;
};

/**
 * What the run that began at `run` does next, told by the facts alone, so that it goes on after any interruption: the
 * job there is, and how old the list is.
 */
export function nextStep({ run, who, job, refreshedAt, now }: Turn): Step {
  if (job !== null && !hasEnded(job)) {
    if (!job.scheduled || job.by !== who) return { do: 'hold', code: 'other-job', by: job.by };
    if (job.status === 'paused') return { do: 'hold', code: 'schedule-paused', by: '' };
    if (job.status === 'blocked')
      return now >= job.updatedAt + HELD_AGAIN_MS
        ? { do: 'resume', job }
        : { do: 'hold', code: job.problem?.code ?? 'interrupted', by: '' };
    return job.status === 'waiting' && (job.resumeAt ?? 0) > now ? { do: 'later' } : { do: 'advance', job };
  }
  // Cut off before its list was in the sheet it has mailed nobody, and is planned again.
  const isVoid = job?.status === 'stopped' && VOID.has(job.problem?.code);
  if (
    job?.scheduled === true &&
    job.startedAt >= run &&
    !isVoid &&
    (rulesOf(job.kind)?.mails === true || job.status === 'stopped')
  )
    return { do: 'end', job };
  // A refresh that left somebody out is no ground for a reminder, and is tried again at a later turn.
  const isIncomplete = job?.kind === 'refresh' && job.status === 'done' && job.counts.unknown > 0;
  if (isIncomplete && job.startedAt >= run && now < job.updatedAt + HELD_AGAIN_MS)
    return { do: 'hold', code: 'list-incomplete', by: '' };
  return refreshedAt >= run && now - refreshedAt <= FRESH_MS ? { do: 'send' } : { do: 'refresh' };
}
