// All waiting and retrying after a failure, of the server and of the page: how long after what, how often, and when a
// person is told instead. How long a lock is waited for stands where it is taken. Numbers in milliseconds unless they
// say otherwise. Pure.

/**
 * The longest wait that Google's word brings about, and how long Google may go on refusing everything before a person
 * is asked. One reply among many has been seen to name a whole day.
 */
export const LONGEST_ASKED_MS = 15 * 60_000;

/**
 * How long Google asks to wait, in milliseconds from now: by a Retry-After header, in seconds or as an HTTP date (RFC
 * 9110, section 10.2.3), or by google.rpc.RetryInfo in the body (a Duration such as "7.5s"). The longer one counts;
 * null where neither says anything. It lengthens the wait that we would keep anyway, and never shortens it: 0, a
 * negative number and a date that has passed say nothing.
 */
export function retryAfterMs(header: string | undefined, now: number, retryDelay: unknown = null): number | null {
  const waits = [headerMs((header ?? '').trim(), now), durationMs(retryDelay)].filter(ms => ms > 0);
  return waits.length === 0 ? null : Math.min(LONGEST_ASKED_MS, Math.max(...waits));
}
function headerMs(text: string, now: number): number {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : date - now;
}
function durationMs(delay: unknown): number {
  const [, seconds] = (typeof delay === 'string' ? /^(\d+(?:\.\d+)?)s$/.exec(delay) : null) ?? [];
  return seconds === undefined ? 0 : Math.ceil(Number(seconds) * 1000);
}

// Batches of a job over addresses.

/**
 * Batches in a row without a single success, after which a person is asked: over a minute of silence, some minutes of
 * "slow down". One lost connection loses the replies of its whole batch, so on a bad line it takes some halvings until
 * a batch gets through.
 */
export const SILENT_BATCHES = 8;
export const REFUSED_BATCHES = 9;

const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 64_000;
/** Together more than a minute, also when the first took all of a batch: 2, 4, 8, and four times 16 s. */
const LONGEST_QUICK_BACK_OFF_MS = 16_000;
const QUICK_REFUSALS = 7;

/** Twice as long after each batch in vain. `spread` (0 to 1) keeps several admins from retrying in step. */
export function backOffMs(refusals: number, spread: number): number {
  const longest = refusals < QUICK_REFUSALS ? LONGEST_QUICK_BACK_OFF_MS : LONGEST_BACK_OFF_MS;
  return Math.ceil(Math.min(longest, FIRST_BACK_OFF_MS * 2 ** Math.min(refusals, 10)) * (1 + spread / 4));
}
/** While our own minute is full, it makes no sense to wait longer than until its oldest request leaves it. */
export const untilRoomMs = (oldest: number, now: number, minute: number): number =>
  Math.max(FIRST_BACK_OFF_MS, oldest + minute - now);

// One address whose outcome is not known.

/** After so many attempts that Google itself failed, a person decides. */
export const MOST_ATTEMPTS = 3;

/** One that Google cannot be asked about must not hold up the others: so many askings, 10 s, 20 s, 40 s apart. */
export const MOST_FAILED_LOOKS = 3;
const FIRST_LOOK_AGAIN_MS = 5_000;
export const lookAgainMs = (fails: number): number => FIRST_LOOK_AGAIN_MS * 2 ** fails;

// Pages of Google's list.

/** Askings in a row that bring nothing before a person is told. */
export const MOST_FAILED_PAGES = 6;
const FIRST_PAGE_AGAIN_MS = 1_000;
/** `fails`: askings in a row without an answer, from 1. Google's own word lengthens our wait. */
export const pageAgainMs = (fails: number, askedMs: number): number =>
  Math.max(askedMs, FIRST_PAGE_AGAIN_MS * 2 ** (fails - 1));
/** Askings in a row without an answer about some accounts, after which a refresh leaves those as they are. */
export const MOST_FAILED_ACCOUNTS = 3;
/** Lists begun anew in one refresh: tokens that run out at once would never end. */
export const MOST_RESTARTS = 4;

// Waiting inside an execution costs its time; a longer wait is left to the page, or to a trigger.

/** To begin a slice over addresses again costs seconds, a page of a list less. */
export const LONGEST_SLICE_SLEEP_MS = 30_000;
export const LONGEST_PAGE_SLEEP_MS = 5_000;
/** While it sleeps, a slice looks this often for a person's wish. */
export const NAP_MS = 2_000;
/**
 * What it takes to begin a slice on Google. One that waits for a moment begins so much earlier, or each minute of a
 * quota would begin that late.
 */
export const BEGIN_MS = 3_000;

// Without a person.

/** After the day's quota was used up, a trigger tries the job again this often. */
export const QUOTA_AGAIN_MS = 3_600_000;
/** What holds the schedule up is tried again at each hour's turn. */
export const HELD_AGAIN_MS = 50 * 60_000;

// Sheets.

/** So often rows are written, and looked at again, where a person moves them meanwhile. */
export const WRITE_TRIES = 4;
/**
 * Between refusals of the spreadsheet in the same words. Google's words are in each person's language, and those of a
 * fault that passes look no different: what is said once more after the last of these waits stays.
 */
export const REFUSED_WRITE_WAITS_MS = [5_000, 15_000] as const;
/** A sheet that takes no looks is asked again after so long: the admin may have turned its table back into cells. */
export const NO_LOOKS_AGAIN_MS = 86_400_000;

// The page.

/** After the first, second, … lost call in a row; the last one repeats. */
export const LOST_CALL_WAITS_MS = [2_000, 5_000, 10_000, 20_000, 30_000] as const;
