// `list`: sorted views that are kept, so that 100,000 accounts page as fast as ten; and page tokens that belong to
// their query.
import { invalid, refuse } from './errors';
import { parseFilter, parseOrder, parsePageSize } from './query';
import type { Order, Query } from './query';
import { fingerprint } from './random';
import type { Account, World } from './types';
import { settleReads, visibleIn } from './world';

export type Page = { readonly accounts: readonly Account[]; readonly next: string | null };
/** Where the next page begins: after a row, named by what it is sorted by, or after a number of rows. */
type Place = { readonly key: string; readonly at: number; readonly skip: number };
/** What a token says: the place, null for the beginning; and how many empty pages have come there. */
type Told = { readonly place: Place | null; readonly empty: number };

const compare = (left: string | number, right: string | number): number => (left < right ? -1 : left > right ? 1 : 0);
const collated = (world: World, key: string): string =>
  world.options.emailOrder === 'code-unit' ? key : `${key.replace(/[^\p{L}\p{N}@]/gu, '')} ${key}`;

function byEmail(world: World): readonly Account[] {
  const { inner, options } = world;
  if (inner.byEmail?.order !== options.emailOrder) {
    const keyed = [...world.accounts.values()].map(account => ({ account, sort: collated(world, account.key) }));
    keyed.sort((left, right) => compare(left.sort, right.sort));
    inner.byEmail = { order: options.emailOrder, rows: keyed.map(({ account }) => account) };
  }
  return inner.byEmail.rows;
}

const earlier = (left: Account, right: Account): number =>
  compare(left.listed.updatedAt, right.listed.updatedAt) || compare(left.key, right.key);

/** Only the accounts that moved are sorted again and merged in: the rest is in order already. */
function byTime(world: World): readonly Account[] {
  const view = world.inner.byTime;
  if (view === null) {
    const rows = [...world.accounts.values()].sort(earlier);
    world.inner.byTime = { rows, moved: new Set() };
    return rows;
  }
  if (view.moved.size > 0) {
    const moved = [...view.moved].sort(earlier);
    const merged: Account[] = [];
    let next = 0;
    for (const account of view.rows) {
      if (view.moved.has(account)) continue;
      for (let mover = moved[next]; mover !== undefined && earlier(mover, account) < 0; mover = moved[next]) {
        merged.push(mover);
        next += 1;
      }
      merged.push(account);
    }
    view.rows = merged.concat(moved.slice(next));
    view.moved.clear();
  }
  return view.rows;
}

/** The first row (in ascending order) that is not before the place; with `after`, the first beyond it. */
function position(world: World, rows: readonly Account[], order: Order, place: Place, after: boolean): number {
  const sort = collated(world, place.key);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const account = rows[middle];
    if (account === undefined) break;
    const side =
      order.by === 'email'
        ? compare(collated(world, account.key), sort)
        : compare(account.listed.updatedAt, place.at) || compare(account.key, place.key);
    if (side < 0 || (after && side === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function listPage(world: World, parent: string, query: Query): Page {
  settleReads(world);
  const states = parseFilter(query.get('filter') ?? '');
  const asked = parseOrder(query.get('orderBy') ?? '');
  const order: Order = world.options.orderByIsObeyed ? asked : { by: 'email', descending: false };
  const size = parsePageSize(query.get('pageSize'));
  const bound = JSON.stringify([
    parent,
    states === null ? null : [...states].sort(),
    asked,
    world.options.pageTokenBindsPageSize ? size : null,
  ]);
  const token = query.get('pageToken') ?? '';
  const { place, empty } = token === '' ? { place: null, empty: 0 } : readToken(world, token, bound);
  if (empty < world.options.emptyPages)
    return { accounts: [], next: makeToken(world, bound, { place, empty: empty + 1 }) };

  const rows = order.by === 'email' ? byEmail(world) : byTime(world);
  const step = order.descending ? -1 : 1;
  const byOffset = world.options.pageTokenMeans === 'offset';
  let at = order.descending ? rows.length - 1 : 0;
  if (place !== null && !byOffset)
    at = order.descending ? position(world, rows, order, place, false) - 1 : position(world, rows, order, place, true);
  let skip = byOffset ? (place?.skip ?? 0) : 0;

  const isVisible = visibleIn(world, ({ listed }) => listed);
  const accounts: Account[] = [];
  for (let account = rows[at]; account !== undefined; account = rows[at]) {
    at += step;
    if (!isVisible(account) || (states !== null && !states.has(account.listed.state))) continue;
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    if (accounts.length === size) {
      const last = accounts[size - 1];
      if (world.options.pageTokenRepeats && token !== '') return { accounts, next: token };
      return {
        accounts,
        next:
          last === undefined
            ? null
            : makeToken(world, bound, {
                place: { key: last.key, at: last.listed.updatedAt, skip: (place?.skip ?? 0) + size },
                empty: 0,
              }),
      };
    }
    accounts.push(account);
  }
  return { accounts, next: world.options.pageTokenRepeats && token !== '' ? token : null };
}

/** Opaque to clients; the mark makes sure that only ours come back, and only with the query they were made for. */
function makeToken(world: World, bound: string, told: Told): string {
  const text = JSON.stringify([told, world.now()]);
  return Buffer.from(JSON.stringify([text, mark(world, text, bound)])).toString('base64url');
}

function readToken(world: World, token: string, bound: string): Told {
  try {
    const [text, seal] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [string, string];
    const [told, made] = JSON.parse(text) as [Told, number];
    const life = world.options.pageTokenLifeMs;
    if (seal === mark(world, text, bound) && (life === 0 || world.now() - made <= life)) return told;
  } catch {
    // Not one of ours; refused below like a token of another query.
  }
  return refuse(invalid('Invalid page token.', 'page_token'));
}

const mark = (world: World, text: string, bound: string): string =>
  fingerprint(`${String(world.inner.seed)} ${bound} ${text}`);
