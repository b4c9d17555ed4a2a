// Refreshes while Google's list moves under them: accounts change state, appear and vanish between any two requests,
// under every way of paging.
import fc from 'fast-check';
import {
  accept,
  addAccounts,
  decline,
  OPTIONS,
  setOptions,
  type Account,
  type OptionName,
  type Options,
  type State,
} from '../../dev/emulator/index';
import { makeOffice, value, written, type Office } from '../core/office';
import { holds } from './runs';

/** More than the longest lag of Google's reads, and than what a refresh believes of an earlier one. */
const LATER_MS = 600_000;
const STATES: readonly State[] = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'];
/** What decides how a list is paged and told. */
const PAGING: readonly OptionName[] = [
  'pageTokenMeans',
  'pageTokenBindsPageSize',
  'pageTokenLifeMs',
  'emptyPages',
  'emailOrder',
  'emailCase',
  'defaultValues',
  'updateTimeDigits',
  'acceptedStays',
  'readLagMs',
  'listDelayMs',
  'sentYoungIsListed',
  'getOfUnknown',
  'clockSkewMs',
];
const valuesOf = (name: OptionName): readonly (string | number | boolean)[] =>
  OPTIONS.find(option => option.name === name)?.values ?? [];
const anyOptions = fc.record(
  Object.fromEntries(PAGING.map(name => [name, fc.constantFrom(...valuesOf(name))])),
) as fc.Arbitrary<Partial<Options>>;

const nameOf = (number: number): string =>
  `${'ab-c.d'[number % 6] ?? ''}${number % 2 === 0 ? 'P' : 'p'}${number}${number % 5 === 0 ? '|x' : ''}@acme.example`.replace(
    /^[-.]/,
    'x',
  );
/**
 * A change of Google's at the `at`th request of the refresh, to the account `who` (or to one that is not there yet).
 */
const event = fc.record({
  at: fc.integer({ min: 1, max: 9 }),
  when: fc.constantFrom<'before' | 'after'>('before', 'after'),
  what: fc.constantFrom('state', 'answer', 'appears', 'vanishes', 'returns'),
  who: fc.nat(700),
  to: fc.constantFrom(...STATES),
});
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

const scene = fc.record({
  // One page a state, several, and many.
  count: fc.oneof(fc.nat(12), fc.integer({ min: 190, max: 450 }), fc.integer({ min: 500, max: 900 })),
  mix: fc.constantFrom(1, 2, 4),
  known: fc.double({ min: 0, max: 1, noNaN: true }),
  turned: fc.boolean(),
  events: fc.array(event, { maxLength: 12 }),
  latency: fc.constantFrom(200, 3_000, 12_000),
  // What is refreshed in the storm; all of it in the quiet after it.
  states: fc.oneof(fc.constant(STATES), fc.subarray([...STATES], { minLength: 1 })),
});
type Scene = typeof scene extends fc.Arbitrary<infer S> ? S : never;

function forgetOrder({ world }: Office): void {
  world.inner.byEmail = world.inner.byTime = null;
}

function happen(office: Office, { what, who, to }: Event): void {
  const { world } = office;
  const keys = [...world.accounts.keys()];
  const key = keys[who % Math.max(1, keys.length)] ?? '';
  const account = world.accounts.get(key);
  if (what === 'appears') addAccounts(world, [{ email: `new${nameOf(who)}`, state: to, updatedAt: office.now() }]);
  if (account === undefined) return;
  if (what === 'answer') {
    if (who % 2 === 0) accept(world, key);
    else decline(world, key);
  }
  if (what === 'state')
    addAccounts(world, [
      {
        email: account.email,
        createdAt: account.createdAt,
        state: to,
        mails: account.invitation.mails + 1,
        updatedAt: office.now(),
      },
    ]);
  if (what === 'vanishes') {
    world.accounts.delete(key);
    forgetOrder(office);
  }
  // Taken away and made again by its owner.
  if (what === 'returns')
    addAccounts(world, [
      { email: account.email, createdAt: account.createdAt, state: 'NOT_YET_SENT', updatedAt: office.now() },
    ]);
}

const isTold = ({ world }: Office, { shown, createdAt }: Account): boolean =>
  !shown.gone &&
  (world.options.acceptedStays || shown.state !== 'ACCEPTED') &&
  (createdAt <= world.now() - world.options.listDelayMs || (world.options.sentYoungIsListed && shown.mails > 0));

/** Rows that a person worked on: everything but our own columns must be as it was. */
const ours = new Set(['state', 'mails', 'changedAt', 'seenAt', 'email']);
const others = (row: Record<string, unknown>): [string, unknown][] =>
  Object.entries(row)
    .filter(([key]) => !ours.has(key))
    .sort();

function play({ count, mix, known, turned, events, latency, states }: Scene, options: Partial<Options>): void {
  const office = makeOffice();
  const {
    world,
    sheets: { accounts: sheet },
  } = office;
  setOptions(world.options, options);
  addAccounts(
    world,
    Array.from({ length: Math.round(count * known) }, (_, at) => ({ email: nameOf(at), state: STATES[at % mix]! })),
  );
  office.refresh();
  addAccounts(
    world,
    Array.from({ length: count }, (_, at) => ({
      email: nameOf(at),
      state: STATES[(at + (at % 7 === 0 ? 1 : 0)) % mix]!,
    })),
  );
  forgetOrder(office);
  if (turned) sheet.rows.reverse();
  sheet.rows.forEach((row, at) => {
    Object.assign(row, { mark: at % 3 === 0, notes: `note ${at}`, department: at % 4 });
  });
  const before = new Map(sheet.rows.map(row => [row['email'], { at: others(row), place: 0 }]));
  const order = sheet.rows.map(row => row['email']);
  office.pass(LATER_MS);
  office.latency(latency);

  let requests = 0;
  let calm = false;
  const asked = new Set<string>();
  const strike = (when: 'before' | 'after', name: string): void => {
    if (name === 'fetchAll' && when === 'before') requests++;
    if (name === 'fetchAll' && !calm)
      for (const one of events) if (one.at === requests && one.when === when) happen(office, one);
    if (name === 'fetchAll' && when === 'after')
      for (const note of world.requests) if (note.method === 'get' && note.email !== null) asked.add(note.email);
  };
  office.hooks.before = name => strike('before', name);
  office.hooks.after = name => strike('after', name);
  const noisy = office.drive(value(office.ask(desk => desk.refresh(states))));
  expect(noisy.status).toBe('done');
  const wrong: string[] = [];
  const addresses = (): string[] => sheet.rows.map(row => String(row['email']));
  const kept = (turn: string): void => {
    if (new Set(addresses()).size !== sheet.rows.length)
      wrong.push(`${turn}: ${sheet.rows.length - new Set(addresses()).size} rows are double`);
    if (addresses().slice(0, order.length).join() !== order.join()) wrong.push(`${turn}: rows are lost or moved`);
    for (const row of sheet.rows) {
      const held = before.get(row['email'] ?? null);
      if (held !== undefined && JSON.stringify(others(row)) !== JSON.stringify(held.at))
        wrong.push(`${turn}: ${String(row['email'])} lost what a person wrote`);
      if (row['state'] === written.states.NOT_LISTED && !asked.has(String(row['email'])))
        wrong.push(`${turn}: ${String(row['email'])} is called gone without asking`);
    }
  };
  kept('in between');
  calm = true;
  office.pass(LATER_MS);
  const quiet = office.refresh();
  kept('at the end');
  const told = [...world.accounts.values()].filter(account => isTold(office, account));
  const listed = new Set(told.map(account => account.key));
  const rows = new Map(sheet.rows.map(row => [String(row['email']), row]));
  for (const { key, shown } of told) {
    const row = rows.get(key);
    if (row === undefined) {
      wrong.push(`${key} has no row`);
      continue;
    }
    const truth = [written.states[shown.state], shown.mails, Math.floor(shown.updatedAt / 1000)];
    const shownHere = [row['state'], row['mails'], Math.floor(Number(row['changedAt']) / 1000)];
    if (JSON.stringify(truth) !== JSON.stringify(shownHere))
      wrong.push(`${key} is ${truth.join(' ')}, shown as ${shownHere.join(' ')}`);
  }
  for (const address of addresses())
    if (!listed.has(address) && rows.get(address)?.['state'] !== written.states.NOT_LISTED)
      wrong.push(`${address} is not listed, shown as ${String(rows.get(address)?.['state'])}`);
  if (quiet.refreshed?.listed !== told.length)
    wrong.push(`${told.length} listed, told as ${String(quiet.refreshed?.listed)}`);
  expect(wrong).toEqual([]);
}

test('after a refresh in a storm and one in quiet the sheet is Google’s list, nothing lost, nothing doubled, nothing of a person’s touched', () => {
  holds(fc.tuple(scene, anyOptions), 10, ([given, options]) => {
    play(given, options);
  });
});

test.each(PAGING.flatMap(name => valuesOf(name).map(given => [name, given] as const)))(
  'so it is when %s is %s',
  (name, given) => {
    holds(
      scene,
      1,
      one => {
        play(one, { [name]: given });
      },
      1 / 30,
    );
  },
);
