// The Cloud Identity user invitations API as calls: which address, which method, which query. Sends nothing itself.
import type { Verb } from '../contract/kinds';
import type { Call } from './http';

const ROOT = 'https://cloudidentity.googleapis.com/v1/';
/** The most that `list` gives at once (reference of customers.userinvitations.list). */
export const PAGE_SIZE = 200;
export const MY_CUSTOMER = 'my_customer';

/**
 * encodeURIComponent leaves ' ( ) * ! as they are; Google reads both forms, but a strict allow-list in between may not.
 * A + must be %2B: some servers read a bare one as a blank.
 */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const parent = (customer: string): string => `${ROOT}customers/${escaped(customer)}/userinvitations`;

export type ListQuery = {
  readonly filter: string | null;
  readonly orderBy: string | null;
  readonly pageToken: string | null;
};

export const getCall = (customer: string, address: string): Call => ({
  method: 'get',
  url: `${parent(customer)}/${escaped(address)}`,
  body: null,
});
export const actionCall = (customer: string, address: string, verb: Verb): Call => ({
  method: 'post',
  url: `${parent(customer)}/${escaped(address)}:${verb}`,
  body: '{}',
});
export const isInvitableCall = (customer: string, address: string): Call => ({
  method: 'get',
  url: `${parent(customer)}/${escaped(address)}:isInvitableUser`,
  body: null,
});

export function listCall(customer: string, query: ListQuery, size = PAGE_SIZE): Call {
  const parameters = [`pageSize=${size}`];
  for (const name of ['filter', 'orderBy', 'pageToken'] as const) {
    const value = query[name];
    if (value !== null) parameters.push(`${name}=${escaped(value)}`);
  }
  return { method: 'get', url: `${parent(customer)}?${parameters.join('&')}`, body: null };
}
