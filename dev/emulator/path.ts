// Finds the method a request means from its raw path, and decodes the address exactly once.
import { invalid, noSuchMethod, refuse } from './errors';
import type { Method } from './types';
import { keyOf } from './world';

export type Route = {
  readonly id: Method;
  readonly http: 'GET' | 'POST' /** Google's own notation. */;
  readonly path: string;
  readonly verb: string | null;
};

/** From Google's discovery document for cloudidentity v1 (flatPath and httpMethod of customers.userinvitations). */
export const routes: readonly Route[] = [
  { id: 'list', http: 'GET', path: 'v1/customers/{customersId}/userinvitations', verb: null },
  { id: 'get', http: 'GET', path: 'v1/customers/{customersId}/userinvitations/{userinvitationsId}', verb: null },
  {
    id: 'send',
    http: 'POST',
    path: 'v1/customers/{customersId}/userinvitations/{userinvitationsId}:send',
    verb: 'send',
  },
  {
    id: 'cancel',
    http: 'POST',
    path: 'v1/customers/{customersId}/userinvitations/{userinvitationsId}:cancel',
    verb: 'cancel',
  },
  {
    id: 'isInvitableUser',
    http: 'GET',
    path: 'v1/customers/{customersId}/userinvitations/{userinvitationsId}:isInvitableUser',
    verb: 'isInvitableUser',
  },
];

/** `address` is still as it came. */
export type Call = {
  readonly method: Method;
  readonly customer: string;
  readonly address: string;
  readonly query: string;
};

const PATH = /^\/v1\/customers\/([^/]+)\/userinvitations(?:\/([^/]+))?$/;

export function findCall(httpMethod: string, url: string): Call {
  const local = url.replace(/^https?:\/\/[^/]*/i, '').replace(/#.*$/, '');
  const mark = local.indexOf('?');
  const match = PATH.exec(mark < 0 ? local : local.slice(0, mark));
  const query = mark < 0 ? '' : local.slice(mark + 1);
  const [, customer, last] = match ?? [];
  if (customer === undefined) return refuse(noSuchMethod);
  // The verb is what follows the last colon of the path as sent; an encoded colon belongs to the address.
  const colon = last === undefined ? -1 : last.lastIndexOf(':');
  const verb = colon < 0 ? null : last?.slice(colon + 1);
  const route = routes.find(
    ({ http, id, verb: of }) =>
      http === httpMethod.toUpperCase() && of === verb && (id === 'list') === (last === undefined),
  );
  if (route === undefined) return refuse(noSuchMethod);
  return {
    method: route.id,
    customer: decode(customer),
    address: last === undefined ? '' : last.slice(0, colon < 0 ? undefined : colon),
    query,
  };
}

/** In a path a plus is a plus. Decoded once: what was encoded twice is another address, one that nobody has. */
export function decode(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    return refuse(invalid('Request contains an invalid escape sequence.', 'name'));
  }
}

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;
const DOMAIN =
  /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?(\.[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?)+$/u;

/** The emulator runs in a browser too, which has no Buffer. */
const octetsOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Lengths from RFC 5321, in octets of UTF-8 (RFC 6532, section 3.4); characters from RFC 5322's atoms and RFC 6531's
 * unicode. Quoted local parts are refused.
 */
export function parseAddress(raw: string): string {
  const email = decode(raw);
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  const good =
    at > 0 &&
    octetsOf(email) <= LONGEST_ADDRESS &&
    octetsOf(local) <= LONGEST_LOCAL_PART &&
    /^[\w!#$%&'*+\-=?^`{|}~.\u{80}-\u{10FFFF}]+$/u.test(local) &&
    !/[\s\p{C}]/u.test(local) &&
    !/^\.|\.\.|\.$/.test(local) &&
    DOMAIN.test(email.slice(at + 1));
  if (!good) return refuse(invalid('Request contains an invalid argument.', 'name'));
  return keyOf(email);
}
