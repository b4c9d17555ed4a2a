// Reads Google's list of accounts: each state from both ends at once until they meet, because page tokens make one list
// serial. Pure.
import { GOOGLE_STATES, type Account } from '../accounts/account';
import type { AccountRow } from '../contract/rows';
import type { AccountState, GoogleState } from '../contract/rpc';
import type { Call } from '../google/http';
import type { Page } from '../google/outcome';
import { listCall } from '../google/user-invitations';

/**
 * One list being read. `state` null: all states in one list, for a server that refuses filters or orders. `last`: the
 * address it has got to,
 * by which the other end knows in a later execution that they have met.
 */
export type End = {
  readonly state: GoogleState | null;
  readonly order: 'email asc' | 'email desc' | null;
  readonly token: string | null;
  readonly last: string | null;
  /** The first address it brought. */
  readonly first?: string | null;
  readonly over: boolean;
};

/**
 * `lists`: the states from both ends. `sweep`: what changed since the refresh began. `missing`: accounts of the sheet
 * that no list had, asked one by one.
 * `after`: the last address asked in `missing`. `failures`: askings in a row that brought nothing; `restarts`: lists
 * begun anew. Addresses found are not in here: they are in the sheet, with Last seen at or after `startedAt`
 * (milliseconds since 1970).
 */
export type ListingState = {
  readonly phase: 'lists' | 'sweep' | 'missing' | 'over';
  readonly ends: readonly End[];
  readonly startedAt: number;
  readonly after: string;
  readonly found: number;
  readonly failures: number;
  /** When the first of them was, milliseconds since 1970. */
  readonly failedSince?: number;
  readonly restarts: number;
  /** Accounts about which Google gave no answer, and those in a state that this version does not know. */
  readonly unasked?: Left;
  readonly strangers?: Left;
  /** The rows are in a new sheet, which is not dressed yet. */
  readonly dressing?: boolean;
  readonly result: { readonly listed: number; readonly added: number; readonly changed: number; readonly gone: number };
};

/** How many, and some of their addresses. */
export type Left = { readonly count: number; readonly examples: readonly string[] };
const MOST_EXAMPLES = 5;
const LONGEST_EXAMPLE = 60;
export const withMore = (left: Left | undefined, addresses: readonly string[]): Left => ({
  count: (left?.count ?? 0) + addresses.length,
  examples: [
    ...(left?.examples ?? []),
    ...addresses.map(text => (text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE - 1)}…` : text)),
  ].slice(0, MOST_EXAMPLES),
});

/** Exactly then: what a person typed, or a clock that was set back, is not this refresh. */
export const seenIn = (row: Pick<AccountRow, 'seenAt'>, listing: ListingState): boolean =>
  Math.round((row.seenAt ?? 0) / 1000) === listing.startedAt / 1000;

const bothEnds = (states: readonly GoogleState[]): End[] =>
  states.flatMap(state => [
    { state, order: 'email asc', token: null, last: null, over: false } as const,
    { state, order: 'email desc', token: null, last: null, over: false } as const,
  ]);

/**
 * Sheets keep whole seconds, and rows seen in this refresh are told from older ones by theirs: so it begins in a second
 * after the one before.
 */
export const startListing = (
  now: number,
  before: number,
  states: readonly GoogleState[] = GOOGLE_STATES,
): ListingState => ({
  phase: 'lists',
  ends: bothEnds(states),
  startedAt: Math.max(Math.ceil(now / 1000), Math.floor(before / 1000) + 1) * 1000,
  after: '',
  found: 0,
  failures: 0,
  restarts: 0,
  result: { listed: 0, added: 0, changed: 0, gone: 0 },
});

/** The same list without filter and order, from its beginning. */
export const plainListing = (listing: ListingState): ListingState => ({
  ...listing,
  phase: 'lists',
  restarts: listing.restarts + 1,
  ends: [{ state: null, order: null, token: null, last: null, over: false }],
});
export const isPlain = (listing: ListingState): boolean => listing.ends.some(end => end.state === null);

/** The states whose lists are read; null: all, also by one plain list. */
export function partOf({ ends }: ListingState): readonly GoogleState[] | null {
  const states = GOOGLE_STATES.filter(state => ends.some(end => end.state === state));
  return states.length === 0 || states.length === GOOGLE_STATES.length ? null : states;
}
export const isIn = (part: ReturnType<typeof partOf>, state: AccountState | null): boolean =>
  part === null || part.some(each => each === state);
/** The lists of the other states as well. */
export const wholeListing = (listing: ListingState): ListingState => ({
  ...listing,
  phase: 'lists',
  after: '',
  ends: [...listing.ends, ...bothEnds(GOOGLE_STATES.filter(state => !isIn(partOf(listing), state)))],
});

export const endCall = (customer: string, end: End): Call =>
  listCall(customer, {
    filter: end.state === null ? null : `state=='${end.state}'`,
    orderBy: end.order,
    pageToken: end.token,
  });

/** Asks for what changed last, so that accounts which moved from one list to another behind our back are seen. */
export const sweepCall = (customer: string, token: string | null): Call =>
  listCall(customer, { filter: null, orderBy: 'update_time desc', pageToken: token });

/**
 * What the ends have brought so far, by state and order. Two ends have met when one brings an address that the other
 * brought
 * (never by comparing addresses: the server's collation is its own).
 */
export type Brought = Map<string, Set<string>>;
const key = (end: End, order: End['order']): string => `${end.state ?? ''} ${order ?? ''}`;
/** What an earlier execution left to go by. */
export const broughtBefore = (ends: readonly End[]): Brought =>
  new Map(ends.flatMap(end => (end.last === null ? [] : [[key(end, end.order), new Set([end.last])]])));

/** The end after one of its pages. */
export function afterPage(end: End, page: Page, brought: Brought): End {
  const mine = brought.get(key(end, end.order)) ?? new Set<string>();
  const others = brought.get(key(end, end.order === 'email asc' ? 'email desc' : 'email asc'));
  let met = false;
  for (const { address } of page.accounts) {
    mine.add(address);
    met ||= end.order !== null && (others?.has(address) ?? false);
  }
  brought.set(key(end, end.order), mine);
  return {
    ...end,
    token: page.next,
    first: end.first ?? page.accounts[0]?.address ?? null,
    last: page.accounts[page.accounts.length - 1]?.address ?? end.last,
    over: met || page.next === null,
  };
}

/**
 * Whether a server sorts as it is asked to: the two ends of a list that goes on cannot begin with the same account.
 */
export const ordersDiffer = (ends: readonly End[]): boolean =>
  !ends.some(
    ({ state, order, first = null, token }) =>
      order === 'email asc' &&
      first !== null &&
      token !== null &&
      ends.some(
        other => other.state === state && other.order === 'email desc' && other.first === first && other.token !== null,
      ),
  );

/** A page after which the list does not go on: its token is the one it was asked with, or it brings nothing new. */
export function goesRound(end: End, { accounts, next }: Page, brought: Brought): boolean {
  const mine = brought.get(key(end, end.order));
  const isOld = accounts.length > 0 && accounts.every(({ address }) => mine?.has(address) === true);
  return next !== null && end.token !== null && (next === end.token || isOld);
}

/** When either end has read its list to the very end, or the two have met, the state is complete: both are over. */
export const settleEnds = (ends: readonly End[]): End[] =>
  ends.map(end => ({ ...end, over: ends.some(other => other.state === end.state && other.over) }));

/** Of two tellings of one account the newer wins; without times the later reading. */
export const newer = (one: Account | undefined, other: Account): Account =>
  one !== undefined && (one.changedAt ?? 0) > (other.changedAt ?? 0) ? one : other;
