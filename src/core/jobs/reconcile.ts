// What to believe after an attempt whose outcome nobody saw: decided by looking at the account, never by sending again.
// Pure.
import type { Account } from '../accounts/account';
import type { Action } from '../contract/rpc';
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

/** When the attempt began, and from when on a change of the account is taken for ours. Milliseconds since 1970. */
export type Attempt = { readonly began: number; readonly since: number; readonly now: number };

/** What became of an attempt at this account. `wait`: look again once the grace is over. */
export function reconcile(action: Action, look: Look & { kind: 'found' | 'absent' }, attempt: Attempt): Settled {
  const isEarly = attempt.now < attempt.began + GRACE_MS;
  if (look.kind === 'absent') return isEarly ? 'wait' : 'absent';
  const { state, changedAt } = look.account;
  if (state === 'ACCEPTED') return 'accepted';
  const changedSince = changedAt !== null && changedAt >= attempt.since - SKEW_MS;
  if (action === 'cancel') {
    if (state !== 'INVITED' && changedSince) return 'done';
    // Not invited, unchanged: cancelled, or the reading is older than the invitation itself.
    if (isEarly) return 'wait';
    return state === 'INVITED' ? 'not-done' : 'done';
  }
  if (state === 'INVITED' && changedSince) return 'done';
  if (state === 'DECLINED' && changedSince) return 'declined';
  if (isEarly) return 'wait';
  // Invited at a time that Google does not tell: by us or before us, nobody can know.
  return state === 'INVITED' && changedAt === null ? 'absent' : 'not-done';
}

/**
 * Google says "done" and shows in the same reply an account that has not changed since long before: perhaps nobody was
 * mailed.
 */
export const showsNoChange = (account: Account | null, since: number): boolean =>
  account !== null && account.changedAt !== null && account.changedAt < since - SKEW_MS;
