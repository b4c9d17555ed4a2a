// How many requests to send next, and when: grows while clean, halves when Google says "too many", obeys Retry-After.
// Pure.
import { backOffMs, LONGEST_ASKED_MS, REFUSED_BATCHES, untilRoomMs } from './retry-timing';

/**
 * `size`: requests in the next batch. `ceiling`: requests a minute that Google is known to refuse beyond, null while
 * unknown.
 * `sent`: [time, requests accepted] of the last minute; of these, those before `countsFrom` no longer count with
 * Google. `notBefore`: no request before then (milliseconds since 1970).
 * `refusals`: batches in a row in which nothing was accepted. `refusedAt`: when Google last began to say "too many".
 */
export type Pace = {
  readonly size: number;
  readonly ceiling: number | null;
  readonly sent: readonly (readonly [number, number])[];
  readonly countsFrom: number;
  readonly notBefore: number;
  readonly refusals: number;
  readonly refusedAt: number;
  /** Since when Google has put off all of the job's own work, whatever else it answers; 0 or missing: it does not. */
  readonly putOffSince?: number;
};

/**
 * How a batch went that was sent `at` and reported at `now`: `accepted` counts every request that Google worked on,
 * `later` those it put off, `unsure` those
 * without a clear reply.
 */
export type BatchReport = {
  readonly at: number;
  readonly now: number;
  readonly accepted: number;
  readonly later: number;
  readonly unsure: number;
  readonly waitMs: number | null;
  /** Nothing of the job's own work was in it, only questions that come before. */
  readonly isQuestion?: boolean;
};

const MINUTE = 60_000;
const FIRST_BATCH = 25;
/**
 * Unless the settings say otherwise. Google names no limit. Public reports of fetchAll at work use 20 to 50 at once;
 * beyond that Apps Script itself has refused bursts.
 */
export const LARGEST_BATCH = 50;
/**
 * No quota of Google's is as small: where single requests are refused now and then, fewer counted at a refusal tell
 * nothing.
 */
const SMALLEST_CEILING = 60;
/**
 * A lost connection is no refusal: the first is asked past after a second, the eighth in a row after a minute in all.
 */
const LOST_SOONER = 2;
const PEACE_MS = 2 * MINUTE;
/** Longer than the times in `sent` are inexact. */
const SURELY_MS = 1_500;

export const startPace = (): Pace => ({
  size: FIRST_BATCH,
  ceiling: null,
  sent: [],
  countsFrom: 0,
  notBefore: 0,
  refusals: 0,
  refusedAt: 0,
});

/** A person says to go on: Google is asked at once, with one request where it refused before. */
export const askNow = (pace: Pace, now: number): Pace => ({
  ...pace,
  notBefore: Math.min(pace.notBefore, now),
  refusedAt: isRefused(pace) ? now : pace.refusedAt,
  refusals: 0,
  putOffSince: 0,
});

/**
 * What may be sent at `now`: so many requests, or none and how long to wait. `cap`: the admin's own limit a minute.
 * `largest`: what one fetchAll may take.
 */
export function allowance(
  pace: Pace,
  now: number,
  cap: number | null,
  largest = LARGEST_BATCH,
): { readonly size: number; readonly waitMs: number } {
  if (pace.notBefore > now) return { size: 0, waitMs: pace.notBefore - now };
  const capped = room(within(pace.sent, now), cap ?? Infinity, now);
  if (capped.size === 0) return capped;
  // One request asks whether Google takes any again: until it does, it refuses them all.
  if (isRefused(pace)) return { size: 1, waitMs: 0 };
  const free = room(counting(pace, now), pace.ceiling ?? Infinity, now);
  return free.size === 0 ? free : { size: Math.min(pace.size, largest, capped.size, free.size), waitMs: 0 };
}

/** How many requests this minute still has room for, as far as that is known. */
export const roomFor = (pace: Pace, now: number, cap: number | null): number =>
  Math.floor(
    Math.min((cap ?? Infinity) - sum(within(pace.sent, now)), (pace.ceiling ?? Infinity) - sum(counting(pace, now))),
  );

/**
 * The pace after a batch that was sent at `at` and reported at `now`. `spread` (0 to 1) keeps several admins from
 * retrying in step.
 */
export function afterBatch(pace: Pace, report: BatchReport, spread: number, largest = LARGEST_BATCH): Pace {
  const { at, now } = report;
  const sent = added(within(pace.sent, at), at, report.accepted);
  const asking = isRefused(pace);
  const isPutOff = report.later > 0 && report.accepted === 0;
  const since = pace.putOffSince ?? 0;
  const putOffSince = report.accepted > 0 && report.isQuestion !== true ? 0 : since || (isPutOff ? now : 0);
  // Taken although our last 60 seconds are as full as they may be, and will be for a while: Google's minute is not
  // that, and has begun anew.
  const anew = asking && report.accepted > 0 && sum(counting(pace, at + SURELY_MS)) >= (pace.ceiling ?? Infinity);
  if (report.later === 0 && report.unsure === 0) {
    const ceiling = pace.ceiling === null ? null : pace.ceiling + report.accepted * growth(now - pace.refusedAt);
    return {
      ...pace,
      size: asking ? pace.size : Math.min(largest, pace.size * 2),
      ceiling,
      sent,
      countsFrom: anew ? at : pace.countsFrom,
      refusals: 0,
      putOffSince,
    };
  }
  const refusals = report.accepted > 0 ? 0 : pace.refusals + 1;
  const mustWait = report.later > 0 || report.accepted === 0;
  const begins = report.later > 0 && !asking;
  const learnt = begins ? refusedWith(pace, counting({ ...pace, sent }, at), sent) : pace;
  return {
    // Single faults among replies tell of no limit: who asked less would only take longer.
    size: asking || (report.later === 0 && report.accepted > 0) ? pace.size : Math.max(1, Math.floor(pace.size / 2)),
    ceiling: learnt.ceiling,
    sent,
    countsFrom: learnt.countsFrom,
    notBefore: mustWait
      ? now +
        Math.max(
          report.waitMs ?? 0,
          waitFor(
            learnt,
            counting({ ...learnt, sent }, at),
            now,
            backOffMs(report.later === 0 ? refusals - LOST_SOONER : refusals, spread),
          ),
        )
      : pace.notBefore,
    // Put off so long that a person is to be asked, in however few batches.
    refusals: isPutOff && now - putOffSince >= LONGEST_ASKED_MS ? Math.max(refusals, REFUSED_BATCHES) : refusals,
    putOffSince,
    refusedAt: begins ? now : pace.refusedAt,
  };
}

/**
 * What a refusal tells: so many and no more are taken in a minute. Far below what was known, it tells that what we took
 * for a new minute was none.
 */
function refusedWith({ ceiling, countsFrom }: Pace, counted: Sent, all: Sent): Pick<Pace, 'ceiling' | 'countsFrom'> {
  if (all.length === 0) return { ceiling, countsFrom };
  const wrong = counted.length < all.length && sum(counted) < 0.9 * (ceiling ?? 0);
  return {
    ceiling: Math.min(ceiling ?? Infinity, Math.max(SMALLEST_CEILING, sum(wrong ? all : counted))),
    countsFrom: wrong ? 0 : countsFrom,
  };
}

type Sent = Pace['sent'];
const within = (sent: Sent, now: number): Sent => sent.filter(([at]) => at > now - MINUTE);
const counting = ({ sent, countsFrom }: Pick<Pace, 'sent' | 'countsFrom'>, now: number): Sent =>
  within(sent, now).filter(([at]) => at >= countsFrom);
const sum = (sent: Sent): number => sent.reduce((total, [, count]) => total + count, 0);

/** What is left of `limit` a minute, or how long until there is something. */
function room(recent: Sent, limit: number, now: number): { readonly size: number; readonly waitMs: number } {
  const free = Math.floor(limit - sum(recent));
  const oldest = recent[0];
  return free < 1 && oldest !== undefined
    ? { size: 0, waitMs: oldest[0] + MINUTE - now }
    : { size: Math.max(1, free), waitMs: 0 };
}

/** Google said "too many" and has taken nothing since. */
const isRefused = ({ sent, refusedAt }: Pace): boolean =>
  refusedAt > 0 && (sent[sent.length - 1]?.[0] ?? 0) <= refusedAt;

/** `backOff`, and not longer than until there is room in our own minute, where that is full. */
function waitFor({ ceiling }: Pick<Pace, 'ceiling'>, recent: Sent, now: number, backOff: number): number {
  const oldest = recent[0];
  return oldest !== undefined && sum(recent) >= (ceiling ?? Infinity)
    ? Math.min(backOff, untilRoomMs(oldest[0], now, MINUTE))
    : backOff;
}

/**
 * By how much the ceiling grows with each request accepted: not at all in the first minutes after a refusal, then 2 % a
 * minute, twice that after each further minute in peace:
 * it was no quota, or not any more.
 */
const growth = (sinceMs: number): number =>
  sinceMs < PEACE_MS ? 0 : 0.02 * 2 ** Math.min(8, Math.floor((sinceMs - PEACE_MS) / MINUTE));

/**
 * One entry a second, beyond twenty one in three: a minute's record stays some hundred bytes. Its time is that of its
 * last requests, so that they leave no sooner than with Google.
 */
function added(sent: Sent, at: number, count: number): Sent {
  const last = sent[sent.length - 1];
  if (count === 0) return sent;
  const width = sent.length < 20 ? 1_000 : 3_000;
  if (last !== undefined && Math.floor(at / width) === Math.floor(last[0] / width))
    return [...sent.slice(0, -1), [at, last[1] + count]];
  return [...sent, [at, count]];
}
