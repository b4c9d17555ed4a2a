// Lists read from both ends until they meet.
import type { Account } from '../../../src/core/accounts/account';
import {
  afterPage,
  broughtBefore,
  endCall,
  isPlain,
  newer,
  plainListing,
  settleEnds,
  startListing,
  sweepCall,
  type Brought,
  type End,
} from '../../../src/core/jobs/listing';

const account = (address: string, changedAt: number | null = 0): Account => ({
  address,
  state: 'INVITED',
  mails: 1,
  changedAt,
});
const page = (addresses: readonly string[], next: string | null) => ({
  accounts: addresses.map(address => account(address)),
  strangers: [],
  next,
});
const end = (more: Partial<End> = {}): End => ({
  state: 'INVITED',
  order: 'email asc',
  token: null,
  last: null,
  over: false,
  ...more,
});

test('a listing begins with each state from both ends, in a second after the last refresh', () => {
  const listing = startListing(10_500, 11_200);
  expect(listing).toMatchObject({ phase: 'lists', startedAt: 12_000, after: '', found: 0 });
  expect(listing.ends.map(({ state, order }) => `${String(state)} ${String(order)}`)).toEqual(
    ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'].flatMap(state => [`${state} email asc`, `${state} email desc`]),
  );
  expect(isPlain(listing)).toBe(false);
  expect(endCall('my_customer', listing.ends[3]!).url).toContain(
    'filter=state%3D%3D%27INVITED%27&orderBy=email%20desc',
  );
});

test('the plain list has no filter and no order', () => {
  const plain = plainListing(startListing(0, 0));
  expect(isPlain(plain)).toBe(true);
  expect(plain.restarts).toBe(1);
  expect(endCall('C1', plain.ends[0]!).url).toMatch(/C1\/userinvitations\?pageSize=200$/);
  expect(afterPage(plain.ends[0]!, page(['a'], 't'), new Map())).toMatchObject({ token: 't', last: 'a', over: false });
});

test('what changed last is asked for by its time', () => {
  expect(sweepCall('C1', 'tok').url).toContain('orderBy=update_time%20desc&pageToken=tok');
});

test('two ends have met when one brings an address of the other, in whatever order the server sorts', () => {
  const brought: Brought = new Map();
  const asc = afterPage(end(), page(['_a', 'B'], 't1'), brought);
  const desc = afterPage(end({ order: 'email desc' }), page(['d', 'C'], 't2'), brought);
  expect([asc.over, desc.over]).toEqual([false, false]);
  expect(afterPage(asc, page(['C', 'd'], 't3'), brought)).toMatchObject({ over: true, last: 'd' });
});

test('pages that repeat an end’s own addresses are no meeting, nor are those of another state', () => {
  const brought: Brought = new Map([['ACCEPTED email desc', new Set(['a'])]]);
  const asc = afterPage(end(), page(['a', 'b'], 't1'), brought);
  expect(afterPage(asc, page(['b', 'c'], 't2'), brought).over).toBe(false);
});

test('a list that is at its end is over, and an empty page keeps the place', () => {
  expect(afterPage(end({ last: 'm' }), page([], null), new Map())).toMatchObject({ over: true, last: 'm' });
  expect(
    settleEnds([end({ over: true }), end({ order: 'email desc' }), end({ state: 'DECLINED' })]).map(({ over }) => over),
  ).toEqual([true, true, false]);
});

test('in a later execution an end knows the other by the address it had got to, and does not take its own old pages for a meeting', () => {
  const ends = [
    end({ token: 't1', last: 'b' }),
    end({ order: 'email desc', token: 't2', last: 'y' }),
    end({ state: 'DECLINED' }),
  ];
  expect(afterPage(ends[0]!, page(['b', 'c'], 't3'), broughtBefore(ends)).over).toBe(false);
  expect(afterPage(ends[0]!, page(['x', 'y', 'z'], 't3'), broughtBefore(ends)).over).toBe(true);
});

test.each([
  ['the newer', account('a', 5), account('a', 9), 9],
  ['the newer, though it was read first', account('a', 9), account('a', 5), 9],
  ['the later reading of two alike', account('a', 5), { ...account('a', 5), mails: 2 }, 5],
  ['the later reading without times', account('a', null), account('a', null), null],
  ['the only one', undefined, account('a', 1), 1],
])('of two tellings of one account %s counts', (_what, one, other, changedAt) => {
  expect(newer(one, other).changedAt).toBe(changedAt);
});
