// What to believe after an attempt whose outcome nobody saw: decided by looking at the account, never by sending again.
// Pure.
import type { Account } from '../accounts/account';
import type { Known } from '../contract/evidence';
import type { Verb } from '../contract/kinds';
import type { Look } from '../google/outcome';

/**
 * How long Google's reads may lag behind its writes before "not mailed" is believed, counted from the start of the
 * attempt:
 * a request may itself be under way for half a minute, and two minutes of lag are allowed for. Milliseconds.
 */
export const GRACE_MS = 150_000;
/**
 * Clocks differ. Somebody mailed this shortly before our attempt began is taken for mailed by it: the safe side.
 * Milliseconds.
 */
export const SKEW_MS = 60_000;

export type Settled = 'done' | 'accepted' | 'declined' | 'not-done' | 'absent' | 'wait';

/**
 * An attempt at an account: when it began, what Google had told of the account before (null: nothing is known of that),
 * and from when on a change would be ours where only the time tells. Milliseconds since 1970.
 */
export type Attempt = {
  readonly began: number;
  readonly before: Known | null;
  readonly since: number;
  readonly now: number;
};
type Seen = Pick<Account, 'state' | 'mails' | 'changedAt'>;

/** A cell may have cut a time to whole seconds. Milliseconds. */
const WHOLE_SECOND_MS = 1_000;
export const isLater = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && one >= other + WHOLE_SECOND_MS;

/**
 * Whether somebody was mailed since what was known before: state, count and time are witnesses together, each against
 * what it said before, so that no clock is compared with another. `unclear`: nothing has changed, and no witness tells
 * that it would have.
 */
export function mailedSince(
  seen: Seen,
  { before, since }: Pick<Attempt, 'before' | 'since'>,
): 'yes' | 'no' | 'unclear' {
  if (seen.state === 'NOT_YET_SENT') return 'no';
  if (before === null) {
    if (seen.state !== 'INVITED') return 'no';
    // By us, or before us by somebody else: a time long ago shows neither, because clocks differ.
    return seen.changedAt !== null && seen.changedAt >= since - SKEW_MS ? 'yes' : 'unclear';
  }
  if (isLater(before.changedAt, seen.changedAt)) return 'unclear'; // a reading from before what was known already
  const moreMails = seen.mails !== null && before.mails !== null && seen.mails > before.mails;
  if (moreMails) return 'yes';
  // Whoever has answered since changed the time by that.
  if (seen.state !== 'INVITED') return 'no';
  if (seen.state !== before.state || isLater(seen.changedAt, before.changedAt)) return 'yes';
  // As before: only a count that is told, and is the same, shows that nobody was mailed.
  return seen.mails !== null && before.mails !== null ? 'no' : 'unclear';
}

const AFTER: Readonly<Record<Verb, (seen: Seen, attempt: Attempt, isEarly: boolean) => Settled>> = {
  send: afterSend,
  cancel: afterCancel,
};

/** What became of an attempt at this account. `wait`: look again once the grace is over. */
export function reconcile(verb: Verb, look: Look & { kind: 'found' | 'absent' }, attempt: Attempt): Settled {
  const isEarly = attempt.now < attempt.began + GRACE_MS;
  if (look.kind === 'absent') return isEarly ? 'wait' : 'absent';
  const { account } = look;
  if (account.state === 'ACCEPTED') return 'accepted';
  return AFTER[verb](account, attempt, isEarly);
}

function afterCancel(seen: Seen, { before, since }: Attempt, isEarly: boolean): Settled {
  const isOld = before !== null && isLater(before.changedAt, seen.changedAt);
  const changed = before === null ? (seen.changedAt ?? 0) >= since - SKEW_MS : seen.state !== before.state && !isOld;
  if (seen.state !== 'INVITED' && changed) return 'done';
  // Not invited, unchanged: cancelled, or the reading is older than the invitation itself.
  if (isEarly) return 'wait';
  return seen.state === 'INVITED' ? 'not-done' : 'done';
}

function afterSend(seen: Seen, attempt: Attempt, isEarly: boolean): Settled {
  const mailed = mailedSince(seen, attempt);
  if (seen.state === 'DECLINED' && declinedSince(seen, attempt)) return 'declined';
  if (mailed === 'yes') return 'done';
  if (isEarly) return 'wait';
  return mailed === 'unclear' ? 'absent' : 'not-done';
}

/** Somebody who had declined before may have been invited again, and has not answered that. */
export const declinedSince = (
  { changedAt }: Pick<Seen, 'changedAt'>,
  { before, since }: Pick<Attempt, 'before' | 'since'>,
): boolean =>
  before === null
    ? (changedAt ?? 0) >= since - SKEW_MS
    : before.state !== 'DECLINED' || isLater(changedAt, before.changedAt);
