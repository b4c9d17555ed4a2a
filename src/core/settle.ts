// What to believe after an attempt whose outcome nobody saw: decided by looking at the account, never by sending again. Pure.
import type { Look } from './outcome';
import type { Action } from './rpc';

/**
 * How long Google's reads may lag behind its writes before "not mailed" is believed, counted from the start of the attempt:
 * a request may itself be under way for half a minute, and two minutes of lag are allowed for. Milliseconds.
 */
export const GRACE_MS = 150_000;
/** Clocks differ. Somebody mailed this shortly before our attempt began is taken for mailed by it: the safe side. Milliseconds. */
const SKEW_MS = 60_000;

export type Settled = 'done' | 'accepted' | 'declined' | 'not-done' | 'absent' | 'wait';

/** `since`: when the attempt began. `wait` means: look again once the grace is over. */
export function settle(action: Action, look: Look & { kind: 'found' | 'absent' }, since: number, now: number): Settled {
  const early = now < since + GRACE_MS;
  if (look.kind === 'absent') return early ? 'wait' : 'absent';
  const { state, changedAt } = look.account;
  if (state === 'ACCEPTED') return 'accepted';
  if (action === 'cancel') return state === 'INVITED' ? (early ? 'wait' : 'not-done') : 'done';
  const changedSince = changedAt !== null && changedAt >= since - SKEW_MS;
  if (state === 'INVITED' && changedSince) return 'done';
  if (state === 'DECLINED' && changedSince) return 'declined';
  return early ? 'wait' : 'not-done';
}
