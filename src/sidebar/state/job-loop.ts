// Decides what the page does next about a job: pure, so that every turn of it can be tested without a browser and
// without waiting.
import { hasEnded } from '../../core/contract/job-status';
import type { JobView, Problem } from '../../core/contract/rpc';
import { LOST_CALL_WAITS_MS } from '../../core/google/retry-timing';
import { isLost } from './call-failures';

/** All in milliseconds. */
export type Pace = {
  /** Between two looks at a job that is being worked on for us, as long as it is quick. */
  readonly poll: number;
  /** The same at most, when it is slow: each look is a call that Google counts. */
  readonly slow: number;
  /** Between two looks at somebody else's job. */
  readonly follow: number;
  /** Between two looks at a job that waits for a person, who may resume it elsewhere. */
  readonly rest: number;
  /** The same at most, when nobody comes. */
  readonly longest: number;
  /** How long to only look after the server said that another execution is at it. */
  readonly busy: number;
  /** Waits after the first, second, … lost call in a row; the last one repeats. */
  readonly retry: readonly number[];
  /** A call without an answer for this long counts as lost: after a laptop's sleep Google may never answer. */
  readonly silence: number;
};

export const PACE: Pace = {
  poll: 1000,
  slow: 15_000,
  follow: 3000,
  rest: 15_000,
  longest: 120_000,
  busy: 5000,
  retry: LOST_CALL_WAITS_MS,
  silence: 120_000,
};

/** `lost`: tried again by itself. `refused`: the server said no; a person must act. */
export type Trouble =
  | { readonly kind: 'lost'; readonly problem: Problem; readonly tries: number; readonly retryAt: number }
  | { readonly kind: 'refused'; readonly problem: Problem };

export type Loop = {
  readonly job: JobView;
  readonly trouble: Trouble | null;
  /** Until then another execution is presumed at work: look, do not advance. */
  readonly lookUntil: number;
  /** Slices in a row that changed nothing; without a pause the next would follow at once, for ever. */
  readonly stalled: number;
  /** Looks in a row that brought no news. */
  readonly still: number;
};

export type Step = { readonly call: 'advance' | 'progress'; readonly at: number };

export const begin = (job: JobView): Loop => ({ job, trouble: null, lookUntil: 0, stalled: 0, still: 0 });

/** Of the time that a job still takes, or has taken while nobody knows, so many looks are enough for its bar. */
const LOOKS = 100;
const RESTS_BEFORE_LONGER = 8;

/** How long after one look at a running job the next is worth it. */
export function lookAfter({ secondsLeft, startedAt, now }: JobView, pace: Pace): number {
  const ms = secondsLeft === null ? Date.parse(now) - Date.parse(startedAt) : secondsLeft * 1000;
  return Math.max(pace.poll, Math.min(pace.slow, (ms || 0) / LOOKS));
}

export type Wish = 'pause' | 'resume' | 'stop' | 'takeOver';

/** The answer to a wish may still say "running": a slice at work finds the wish only after its batch. */
export function isGranted(wish: Wish, job: JobView): boolean {
  switch (wish) {
    case 'pause':
      return job.status !== 'running' && job.status !== 'waiting';
    case 'stop':
      return hasEnded(job);
    case 'resume':
      return job.status !== 'paused' && job.status !== 'blocked';
    case 'takeOver':
      return job.mine;
  }
}

/**
 * The next call and its time on the page's own clock, or null when only a person can go on. `skew`: the server's clock
 * minus ours.
 */
export function stepOf(loop: Loop, now: number, skew: number, pace: Pace): Step | null {
  const { job, trouble, lookUntil, stalled, still } = loop;
  if (hasEnded(job) || trouble?.kind === 'refused') return null;
  const works = job.mine && (job.status === 'running' || job.status === 'waiting');
  if (trouble !== null) return { call: works ? 'advance' : 'progress', at: trouble.retryAt };
  if (job.status === 'paused' || job.status === 'blocked') {
    const rest = pace.rest * 2 ** Math.floor(still / RESTS_BEFORE_LONGER);
    return { call: 'progress', at: now + Math.min(pace.longest, rest) };
  }
  if (!job.mine) return { call: 'progress', at: now + Math.max(pace.follow, lookAfter(job, pace)) };
  if (now < lookUntil) return { call: 'progress', at: Math.min(lookUntil, now + lookAfter(job, pace)) };
  const soonest = stalled === 0 ? now : now + Math.min(pace.rest, pace.poll * 2 ** (stalled - 1));
  return { call: 'advance', at: job.status === 'waiting' ? Math.max(soonest, resumeTime(job, skew)) : soonest };
}

/** When a waiting job goes on, on the page's own clock; 0 when the server gave no time. */
export function resumeTime(job: JobView, skew: number): number {
  const time = job.resumeAt === null ? NaN : Date.parse(job.resumeAt) - skew;
  return Number.isNaN(time) ? 0 : time;
}

export const looked = (loop: Loop, job: JobView): Loop => ({
  ...loop,
  job,
  trouble: null,
  still: shape(job) === shape(loop.job) ? loop.still + 1 : 0,
});

/** The answer to pause, resume, stop or take over: somebody is there. */
export const wished = (loop: Loop, job: JobView): Loop => ({ ...looked(loop, job), stalled: 0, still: 0 });

/** A slice came back; `before` is the job as it was when the slice was asked for. */
export const advanced = (loop: Loop, job: JobView, before: JobView): Loop => ({
  ...begin(job),
  stalled: shape(job) === shape(before) ? loop.stalled + 1 : 0,
});

const shape = ({ status, total, finished, counts }: JobView): string =>
  JSON.stringify([status, total, finished, counts]);

/** A call was answered with a problem, or not at all. */
export function failed(loop: Loop, problem: Problem, now: number, pace: Pace): Loop {
  if (problem.code === 'busy') return { ...loop, trouble: null, lookUntil: now + pace.busy };
  if (!isLost(problem)) return { ...loop, trouble: { kind: 'refused', problem } };
  const tries = loop.trouble?.kind === 'lost' ? loop.trouble.tries + 1 : 1;
  const wait = pace.retry[Math.min(tries, pace.retry.length) - 1] ?? pace.rest;
  return { ...loop, trouble: { kind: 'lost', problem, tries, retryAt: now + wait } };
}

/** A person asks to try a lost call again at once. */
export const retried = (loop: Loop, now: number): Loop =>
  loop.trouble?.kind === 'lost' ? { ...loop, trouble: { ...loop.trouble, retryAt: now } } : loop;
