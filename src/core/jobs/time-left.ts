// How fast a job goes and how long it still takes: by its pace of late and the quota that it has met, and told so that
// it never jumps.
import { KINDS } from '../contract/kinds';
import { roomFor } from '../google/rate-limiter';
import { COURSE_MS, finishedOf, type JobRecord } from './job';

/**
 * A slice writes its course every second or so, unless its pace rests. After such a silence nobody may be at work, and
 * the pace of before says nothing of how long it takes. Milliseconds.
 */
const SILENCE_MS = 20_000;
/** Finished a second lately; a rest is part of the pace. null: not known. */
export function rateOf({ course, status }: JobRecord, now: number, rests: boolean): number | null {
  const first = course.find(([at]) => at > now - COURSE_MS);
  const last = course[course.length - 1];
  if (status !== 'running' || first === undefined || last === undefined || last[0] === first[0]) return null;
  if (!rests && now - last[0] > SILENCE_MS) return null;
  const until = rests ? Math.max(now, last[0]) : last[0];
  return Math.round(((last[1] - first[1]) / (until - first[0])) * 10_000) / 10;
}

const MINUTE_MS = 60_000;
/** Whoever is reminded is asked about and looked at first. */
const requestsEach = ({ kind }: JobRecord): number => (KINDS[kind].again === 'all' ? 3 : 1);
/**
 * `cap`: the admin's own limit a minute. Against a quota a job goes by leaps, one a minute, and the pace of late would
 * tell of one, or of none. Seconds.
 */
function estimate(record: JobRecord, rate: number, now: number, cap: number | null): number {
  const { pace, total, counts } = record;
  const left = total - finishedOf(counts);
  const limit = Math.min(cap ?? Infinity, pace.ceiling ?? Infinity);
  const beyond = left * requestsEach(record) - Math.max(0, roomFor(pace, now, cap));
  if (limit === Infinity || beyond <= 0) return left / rate;
  const oldest = pace.sent.find(([at]) => at > now - MINUTE_MS)?.[0] ?? now - MINUTE_MS;
  return (Math.ceil(beyond / limit) * MINUTE_MS - (now - oldest)) / 1000;
}

/** In a second the time told grows by so much of itself at most, or shrinks, and by so many seconds more. */
const GROWTH = 1.15;
const STEP = 1;
const FORGOTTEN_MS = 120_000;
const YOUNG_MS = 5_000;
/** Seconds; null while not known. What was told before is in the record: a quota that is met is not told at once. */
export function timeLeft(record: JobRecord, now: number, cap: number | null, rests: boolean): number | null {
  const rate = rateOf(record, now, rests);
  if (rate === null || rate <= 0) return null;
  const seconds = estimate(record, rate, now, cap);
  const [at, told] = record.left ?? [0, 0];
  const since = (now - at) / 1000;
  if (now - at > FORGOTTEN_MS) return seconds;
  const expected = Math.max(0, told - since);
  const most = expected * GROWTH ** since + STEP * since;
  // The first seconds begin slowly, and are too few to tell by.
  const isYoung = now - (record.course[0]?.[0] ?? now) < YOUNG_MS;
  const least = isYoung ? 0 : expected / GROWTH ** since - STEP * since;
  return Math.min(most, Math.max(least, seconds));
}

/** For whoever tells the time left next. */
export function withTimeLeft(record: JobRecord, now: number, cap: number | null): JobRecord {
  const left = timeLeft(record, now, cap, false);
  return { ...record, left: left === null ? null : [now, Math.round(left)] };
}
