// Reads what a client asks in the query: the known parameters, the state filter, the order and the page size.
import { invalid, refuse } from './errors';
import type { Method, State } from './types';

/** For every method; https://cloud.google.com/apis/docs/system-parameters. Each may also be written with a `$`. */
const SYSTEM = [
  '$.xgafv',
  'access_token',
  'alt',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
];
/** Google's servers take a field by its JSON name and by its proto name. */
const OF_LIST: Readonly<Record<string, string>> = {
  filter: 'filter',
  orderBy: 'orderBy',
  order_by: 'orderBy',
  pageSize: 'pageSize',
  page_size: 'pageSize',
  pageToken: 'pageToken',
  page_token: 'pageToken',
};

export type Query = ReadonlyMap<string, string>;

/** The parameters by their plain names; when one is given twice, the last counts. */
export function parseQuery(raw: string, method: Method): Query {
  const query = new Map<string, string>();
  for (const part of raw.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = unescape(equals < 0 ? part : part.slice(0, equals));
    const value = unescape(equals < 0 ? '' : part.slice(equals + 1));
    const plain = SYSTEM.includes(name)
      ? name
      : name.startsWith('$') && SYSTEM.includes(name.slice(1))
        ? name.slice(1)
        : method === 'list'
          ? OF_LIST[name]
          : undefined;
    if (plain === undefined)
      refuse(
        invalid(
          `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
          name,
        ),
      );
    else query.set(plain, value);
  }
  return query;
}

/** In a query, unlike in a path, a plus is a space. */
function unescape(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return refuse(invalid('Invalid escape sequence in the query.'));
  }
}

const STATES: readonly State[] = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'];
const TERM = /^state\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)")$/;

/**
 * Quotes around the whole, as in the reference's `"state=='invited'"`, belong to the prose but are sent by people who
 * follow it.
 */
function unwrap(text: string): string {
  const trimmed = text.trim();
  const quote = trimmed.charAt(0);
  if ((quote !== '"' && quote !== "'") || trimmed.length < 2 || !trimmed.endsWith(quote)) return trimmed;
  return trimmed.slice(1, -1).replaceAll(`\\${quote}`, quote).trim();
}

/**
 * The states a filter lets through, or null for no filter. Terms of `==` and `!=` joined by `||`, as Google's pages
 * show.
 */
export function parseFilter(text: string): ReadonlySet<State> | null {
  const plain = unwrap(text);
  if (plain === '') return null;
  const allowed = new Set<State>();
  for (const term of plain.split('||')) {
    const match = TERM.exec(term.trim());
    const wanted = (match?.[2] ?? match?.[3] ?? '').toUpperCase();
    if (match === null || !STATES.some(state => state === wanted))
      return refuse(invalid(`Invalid filter: ${text}`, 'filter'));
    for (const state of STATES) if ((state === wanted) === (match[1] === '==')) allowed.add(state);
  }
  return allowed;
}

export type Order = { readonly by: 'email' | 'updateTime'; readonly descending: boolean };

/** Empty means the default; `updateTime` and quotes are in Google's how-to page. */
export function parseOrder(text: string): Order {
  const plain = unwrap(text);
  if (plain === '') return { by: 'email', descending: false };
  const match = /^(email|update_time|updateTime)(?:\s+(asc|desc))?$/i.exec(plain);
  if (match === null) return refuse(invalid(`Invalid order_by: ${text}`, 'order_by'));
  return {
    by: match[1]?.toLowerCase() === 'email' ? 'email' : 'updateTime',
    descending: match[2]?.toLowerCase() === 'desc',
  };
}

/** 100 when not given, 200 at most; larger ones are cut. */
export function parsePageSize(text: string | undefined): number {
  if (text === undefined || text === '') return 100;
  if (!/^-?\d{1,10}$/.test(text) || Math.abs(Number(text)) > 2_147_483_647)
    return refuse(invalid(`Invalid value at 'page_size' (TYPE_INT32), "${text}"`, 'page_size'));
  const size = Number(text);
  if (size < 0) return refuse(invalid('page_size must not be negative.', 'page_size'));
  return size === 0 ? 100 : Math.min(size, 200);
}
