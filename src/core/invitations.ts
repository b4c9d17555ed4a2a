// The Cloud Identity user invitations API as calls: which address, which method, which query. Sends nothing itself.
import { type Account, accountOf, isRecord, jsonOf } from './account';
import { failureOf, isSuccess, unreadable, type Outcome } from './outcome';
import type { Call, Reply } from './ports';
import type { Action } from './rpc';

const ROOT = 'https://cloudidentity.googleapis.com/v1/';
/** The most that `list` gives at once (reference of customers.userinvitations.list). */
export const PAGE_SIZE = 200;
export const MY_CUSTOMER = 'my_customer';

/**
 * encodeURIComponent leaves ' ( ) * ! as they are; Google reads both forms, but a strict allow-list in between may not.
 * A + must be %2B: some servers read a bare one as a blank.
 */
const escaped = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const parent = (customer: string): string => `${ROOT}customers/${escaped(customer)}/userinvitations`;

export type ListQuery = { readonly filter: string | null; readonly orderBy: string | null; readonly pageToken: string | null };

export const getCall = (customer: string, address: string): Call => ({ method: 'get', url: `${parent(customer)}/${escaped(address)}`, body: null });
export const actionCall = (customer: string, address: string, action: Action): Call => ({ method: 'post', url: `${parent(customer)}/${escaped(address)}:${action}`, body: '{}' });
export const isInvitableCall = (customer: string, address: string): Call => ({ method: 'get', url: `${parent(customer)}/${escaped(address)}:isInvitableUser`, body: null });

export function listCall(customer: string, query: ListQuery, size = PAGE_SIZE): Call {
  const parameters = [`pageSize=${size}`];
  for (const name of ['filter', 'orderBy', 'pageToken'] as const) {
    const value = query[name];
    if (value !== null) parameters.push(`${name}=${escaped(value)}`);
  }
  return { method: 'get', url: `${parent(customer)}?${parameters.join('&')}`, body: null };
}

export type Page = { readonly accounts: readonly Account[]; readonly next: string | null };
export type PageReply = { readonly ok: true; readonly page: Page } | { readonly ok: false; readonly failure: Exclude<Outcome, { kind: 'done' }> };

/** A reply to `list`. An entry that cannot be read makes the page unreadable: skipping it would hide an account. */
export function pageOf(reply: Reply, now: number): PageReply {
  if (!isSuccess(reply)) return { ok: false, failure: failureOf(reply, now) };
  const unread: PageReply = { ok: false, failure: unreadable(reply) };
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unread;
  const entries = body['userInvitations'] ?? [];
  if (!Array.isArray(entries)) return unread;
  const accounts = entries.map(accountOf);
  const next = body['nextPageToken'];
  if (accounts.includes(null)) return unread;
  return { ok: true, page: { accounts: accounts.filter(account => account !== null), next: typeof next === 'string' && next !== '' ? next : null } };
}

export type Eligibility = { readonly kind: 'eligible' } | { readonly kind: 'not-eligible' } | Exclude<Outcome, { kind: 'done' }>;

/** A reply to `isInvitableUser`: an error is never a "no". */
export function eligibilityOf(reply: Reply, now: number): Eligibility {
  if (!isSuccess(reply)) return failureOf(reply, now);
  const body = jsonOf(reply.body);
  if (!isRecord(body)) return unreadable(reply);
  // proto3 JSON leaves out a field that is false.
  return body['isInvitableUser'] === true ? { kind: 'eligible' } : { kind: 'not-eligible' };
}
