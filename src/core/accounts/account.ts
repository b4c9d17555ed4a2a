// An unmanaged account as Google tells of it, and the reading of Google's JSON into it.
import { isRecord } from '../contract/json';
import type { AccountState } from '../contract/rpc';
import { canonical } from './address';

/** `mails`: invitation mails Google has sent. `changedAt`: milliseconds since 1970, null where Google gives no time. */
export type Account = {
  readonly address: string;
  readonly state: AccountState;
  readonly mails: number | null;
  readonly changedAt: number | null;
};

/** Those that Google tells of, and that of an account it no longer lists. */
export const GOOGLE_STATES = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'] as const;
export const STATES: readonly AccountState[] = [...GOOGLE_STATES, 'NOT_LISTED'];
const isState = (text: unknown): text is AccountState => (GOOGLE_STATES as readonly unknown[]).includes(text);
/** A `UserInvitation` resource → Account; null when it is not one (no name, or a state this add-on does not know). */
export function accountOf(resource: unknown): Account | null {
  if (!isRecord(resource)) return null;
  const state = resource['state'];
  const address = addressIn(resource);
  if (address === '' || !isState(state)) return null;
  // proto3 JSON leaves out a zero; who was ever mailed has no zero, so there the count is not told.
  const count = resource['mailsSentCount'] ?? (state === 'NOT_YET_SENT' ? 0 : '-');
  const mails = typeof count === 'number' || typeof count === 'string' ? Number(count) : Number.NaN;
  const changedAt = Date.parse(typeof resource['updateTime'] === 'string' ? resource['updateTime'] : '');
  return {
    address,
    state,
    mails: Number.isFinite(mails) ? mails : null,
    changedAt: Number.isNaN(changedAt) ? null : changedAt,
  };
}

/**
 * The address of a resource in a state that is new since this add-on was made, or in none (proto3 JSON leaves out
 * STATE_UNSPECIFIED); null for all others.
 */
export function strangerOf(resource: unknown): string | null {
  if (!isRecord(resource)) return null;
  const { state } = resource;
  const address = addressIn(resource);
  return address !== '' && (state === undefined || typeof state === 'string') && !isState(state) ? address : null;
}

function addressIn({ name }: Readonly<Record<string, unknown>>): string {
  const match = typeof name === 'string' ? /\/userinvitations\/(.+)$/.exec(name) : null;
  return canonical(unescaped(match?.[1] ?? ''));
}

/** Names come back as plain text; only a server that escapes them needs this. A lone % is part of the address. */
function unescaped(name: string): string {
  if (!/%40/i.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
