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

/**
 * `since`: from when on a change is taken for ours; `began`: when the attempt began. `wait` means: look again once the
 * grace is over.
 */
export function settle(
  action: Action,
  look: Look & { kind: 'found' | 'absent' },
  since: number,
  now: number,
  began = since,
): Settled {
  const early = now < began + GRACE_MS;
  if (look.kind === 'absent') return early ? 'wait' : 'absent';
  const { state, changedAt } = look.account;
  if (state === 'ACCEPTED') return 'accepted';
  const changedSince = changedAt !== null && changedAt >= since - SKEW_MS;
  // Not invited, unchanged: taken back, or the reading is older than the invitation itself.
  if (action === 'cancel')
    return state !== 'INVITED' && changedSince ? 'done' : early ? 'wait' : state === 'INVITED' ? 'not-done' : 'done';
  if (state === 'INVITED' && changedSince) return 'done';
  if (state === 'DECLINED' && changedSince) return 'declined';
  // Invited at a time that Google does not tell: by us or before us, nobody can know.
  if (state === 'INVITED' && changedAt === null) return early ? 'wait' : 'absent';
  return early ? 'wait' : 'not-done';
}

/**
 * Google says "done" and shows in the same reply an account that has not changed since long before: perhaps nobody was
 * mailed.
 */
export const showsNoChange = (account: Account | null, since: number): boolean =>
  account !== null && account.changedAt !== null && account.changedAt < since - SKEW_MS;
