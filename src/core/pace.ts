// How many requests to send next, and when: grows while clean, halves when Google says "too many", obeys Retry-After. Pure.

/**
 * `size`: requests in the next batch. `ceiling`: requests a minute that Google is known to refuse beyond, null while unknown.
 * `sent`: [time, requests accepted] of the last minute. `notBefore`: no request before then (milliseconds since 1970).
 * `refusals`: batches in a row in which nothing was accepted. `refusedAt`: when Google last said "too many".
 */
export type Pace = {
  readonly size: number;
  readonly ceiling: number | null;
  readonly sent: readonly (readonly [number, number])[];
  readonly notBefore: number;
  readonly refusals: number;
  readonly refusedAt: number;
};

/** How a batch went: `accepted` counts every request that Google worked on, `later` those it put off, `unsure` those without a clear reply. */
export type BatchReport = { readonly accepted: number; readonly later: number; readonly unsure: number; readonly waitMs: number | null };

const MINUTE = 60_000;
const FIRST_BATCH = 10;
/** Public reports of fetchAll at work use 20 to 50 at once; beyond that Apps Script itself has refused bursts. */
export const LARGEST_BATCH = 50;
const SMALLEST_CEILING = 10;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 64_000;

export const startPace = (): Pace => ({ size: FIRST_BATCH, ceiling: null, sent: [], notBefore: 0, refusals: 0, refusedAt: 0 });

/** What may be sent at `now`: so many requests, or none and how long to wait. `cap`: the admin's own limit a minute. */
export function allowance(pace: Pace, now: number, cap: number | null): { readonly size: number; readonly waitMs: number } {
  if (pace.notBefore > now) return { size: 0, waitMs: pace.notBefore - now };
  const limit = Math.min(pace.ceiling ?? Infinity, cap ?? Infinity);
  const recent = pace.sent.filter(([at]) => at > now - MINUTE);
  const free = limit - recent.reduce((sum, [, count]) => sum + count, 0);
  const oldest = recent[0];
  if (free < 1 && oldest !== undefined) return { size: 0, waitMs: oldest[0] + MINUTE - now };
  return { size: Math.max(1, Math.min(pace.size, LARGEST_BATCH, Math.floor(free))), waitMs: 0 };
}

/** The pace after a batch that was sent at `at` and reported at `now`. `spread` (0 to 1) keeps several admins from retrying in step. */
export function afterBatch(pace: Pace, at: number, now: number, report: BatchReport, spread: number): Pace {
  const sent = counted(pace.sent.filter(([time]) => time > now - MINUTE), at, report.accepted);
  if (report.later === 0 && report.unsure === 0)
    return { ...pace, size: Math.min(LARGEST_BATCH, pace.size * 2), ceiling: pace.ceiling === null ? null : pace.ceiling + report.accepted * growth(now - pace.refusedAt), sent, refusals: 0 };
  const refusals = report.accepted > 0 ? 0 : pace.refusals + 1;
  const backOff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(refusals, 10)) * (1 + spread / 4);
  const inMinute = sent.reduce((sum, [, count]) => sum + count, 0);
  const mustWait = report.later > 0 || report.accepted === 0;
  return {
    size: Math.max(1, Math.floor(pace.size / 2)),
    ceiling: report.later > 0 && report.accepted > 0 ? Math.max(SMALLEST_CEILING, inMinute) : pace.ceiling,
    sent,
    notBefore: mustWait ? now + (report.waitMs ?? backOff) : pace.notBefore,
    refusals,
    refusedAt: report.later > 0 ? now : pace.refusedAt,
  };
}

/** By how much the ceiling grows with each request accepted: 2 % a minute near a quota, twice that after each further minute in peace: it was no quota, or not any more. */
const growth = (sinceMs: number): number => 0.02 * 2 ** Math.min(8, Math.floor(sinceMs / MINUTE));

/** One entry a second at most, so that a minute's record stays small enough for a property. */
function counted(sent: Pace['sent'], at: number, count: number): Pace['sent'] {
  const last = sent[sent.length - 1];
  if (count === 0) return sent;
  if (last !== undefined && at - last[0] < 1000) return [...sent.slice(0, -1), [last[0], last[1] + count]];
  return [...sent, [at, count]];
}
