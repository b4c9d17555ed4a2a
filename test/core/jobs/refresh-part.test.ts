// A refresh of some states: what it asks Google, and that it says of no row what it has not read.
import { accept, addAccounts, addFault, decline, type AccountSpec, type State } from '../../../dev/emulator/index';
import type { GoogleState, JobView } from '../../../src/core/contract/rpc';
import { code, makeOffice, NO_OPTIONS, people, value, type Office } from '../office';

const DAY = 86_400_000;
const STATES: readonly State[] = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'];
const begin = (office: Office, ...states: GoogleState[]): JobView => value(office.ask(desk => desk.refresh(states)));
const refresh = (office: Office, ...states: GoogleState[]): JobView => office.drive(begin(office, ...states));
/** p001 not invited, p002 invited, p003 accepted, p004 declined, and so on. */
const mixed = (count: number): AccountSpec[] => people(count).map((one, at) => ({ ...one, state: STATES[at % 4]! }));
function vanish({ world }: Office, ...keys: string[]): void {
  for (const key of keys) world.accounts.delete(key);
  world.inner.byEmail = world.inner.byTime = null;
}
/** Refreshed in full, and a day later. */
function later(count: number): Office {
  const office = makeOffice({ accounts: mixed(count) });
  office.refresh();
  office.pass(DAY);
  office.calls.length = 0;
  office.world.requests.length = 0;
  return office;
}
const overview = (office: Office) => value(office.ask(desk => desk.overview()));

test('only the lists of the chosen states are read; who left them is looked up and shown as what it is now; all other rows stay', () => {
  const office = later(24);
  const before = JSON.parse(JSON.stringify(office.sheets.accounts.rows)) as Record<string, unknown>[];
  accept(office.world, 'p002@acme.example');
  decline(office.world, 'p006@acme.example');
  vanish(office, 'p010@acme.example', 'p003@acme.example');
  addAccounts(office.world, [
    { email: 'p001@acme.example', state: 'INVITED', mails: 1 },
    { email: 'new@acme.example', state: 'INVITED', mails: 1 },
    { email: 'other@acme.example', state: 'DECLINED' },
  ]);
  office.pass(DAY);
  const job = refresh(office, 'INVITED');
  // Still invited: three of the six; then p001 and a new one.
  expect(job).toMatchObject({
    status: 'done',
    only: ['INVITED'],
    refreshed: { listed: 5, added: 1, changed: 3, gone: 1 },
  });
  const shown = (number: number): unknown => office.row(`p00${number}@acme.example`)?.['state'];
  expect([1, 2, 3, 4, 5, 6].map(shown)).toEqual([
    'Invited',
    'Accepted',
    'Accepted',
    'Declined',
    'Not invited',
    'Declined',
  ]);
  expect(office.row('p010@acme.example')).toMatchObject({ state: 'Not listed' });
  expect([office.row('new@acme.example')?.['state'], office.row('other@acme.example')]).toEqual(['Invited', undefined]);
  const untouched = (rows: Record<string, unknown>[]) =>
    rows.filter(({ email }) => ['003', '004', '005', '007'].some(part => String(email).includes(part)));
  expect(untouched(office.sheets.accounts.rows)).toEqual(untouched(before));
  expect(office.sheets.activity.rows[1]).toMatchObject({
    action: 'Refresh',
    reason: 'Only Invited · 5 accounts listed: 1 new, 3 changed, 1 no longer listed',
  });
  expect(office.world.requests.flatMap(({ method, email }) => (method === 'get' ? [email] : [])).sort()).toEqual([
    'p002@acme.example',
    'p006@acme.example',
    'p010@acme.example',
  ]);
});

test('it costs no call more than one of all states, however many rows there are', () => {
  const cost = (count: number, ...states: GoogleState[]): Record<string, number> => {
    const office = later(count);
    refresh(office, ...states);
    const sheets = office.calls.filter(name => /^(?:accounts|activity|flush)/.test(name)).length;
    return { sheets, lists: office.world.requests.filter(({ method }) => method === 'list').length };
  };
  const [few, many, whole] = [cost(12, 'INVITED'), cost(760, 'INVITED'), cost(760, ...STATES)];
  expect(many).toEqual(few);
  expect(few['lists']).toBe(3);
  expect(many['sheets']).toBeLessThanOrEqual(whole['sheets']!);
  expect(many['lists']).toBeLessThan(whole['lists']!);
});

test('what changes while it reads, from one of its states to another or out of them, is shown as it is last', () => {
  const office = later(2000);
  let rounds = 0;
  office.hooks.after = name => {
    if (name !== 'fetchAll' || ++rounds > 1) return;
    accept(office.world, 'p002@acme.example');
    addAccounts(office.world, [
      { email: 'p998@acme.example', state: 'DECLINED', updatedAt: office.now() },
      { email: 'new@acme.example', state: 'INVITED', updatedAt: office.now() },
    ]);
  };
  expect(refresh(office, 'INVITED', 'DECLINED')).toMatchObject({
    status: 'done',
    only: ['INVITED', 'DECLINED'],
    refreshed: { listed: 1000, added: 1, gone: 0 },
  });
  expect(['p002', 'p998', 'new'].map(name => office.row(`${name}@acme.example`)?.['state'])).toEqual([
    'Accepted',
    'Declined',
    'Invited',
  ]);
  expect(office.sheets.accounts.rows).toHaveLength(2001);
});

test('when somebody changed others a moment ago, those not asked for get no row by that', () => {
  const office = later(8);
  addAccounts(
    office.world,
    Array.from({ length: 30 }, (_, at) => ({
      email: `old${at}@acme.example`,
      state: 'DECLINED' as const,
      updatedAt: office.now() - DAY,
    })),
  );
  addAccounts(office.world, [{ email: 'p001@acme.example', state: 'DECLINED', updatedAt: office.now() }]);
  expect(refresh(office, 'INVITED')).toMatchObject({ refreshed: { listed: 2, added: 0, changed: 1 } });
  expect(office.row('p001@acme.example')).toMatchObject({ state: 'Declined' });
});

test('when more left than the other lists have pages, those are read, and it is a refresh of all', () => {
  const office = later(400);
  for (const { email } of people(400).filter((_one, at) => at % 4 === 1)) accept(office.world, email);
  office.pass(DAY);
  expect(refresh(office, 'INVITED')).toMatchObject({ only: null, refreshed: { listed: 400, changed: 100 } });
  expect(office.world.requests.every(({ method }) => method === 'list')).toBe(true);
  expect(overview(office)).toMatchObject({
    counts: { INVITED: 0, ACCEPTED: 200 },
    refreshedPart: null,
    refreshedAt: expect.stringContaining('2026-11-23T') as unknown,
  });
});

test('where the server refuses the filter the plain list is read, which is of all states', () => {
  const office = later(450);
  vanish(office, 'p003@acme.example');
  addFault(office.world, { kind: 'refused', status: 'INVALID_ARGUMENT', limit: 1, match: { method: 'list' } });
  expect(refresh(office, 'INVITED')).toMatchObject({ status: 'done', only: null, refreshed: { listed: 449, gone: 1 } });
  expect(office.sheets.activity.rows[1]?.['reason']).toMatch(/^449 accounts listed/);
});

test.each([1, 300, 5_000])('interrupted every %i ms and continued, it reads the same states to their end', sliceMs => {
  const office = later(2000);
  for (const at of [2, 6]) accept(office.world, `p00${at}@acme.example`);
  office.pass(DAY);
  let job = begin(office, 'NOT_YET_SENT', 'INVITED');
  for (let turn = 0; turn < 200 && job.status === 'running'; turn++)
    job = value(office.ask(desk => desk.advance(job.id, sliceMs)));
  expect(job).toMatchObject({
    status: 'done',
    only: ['NOT_YET_SENT', 'INVITED'],
    refreshed: { listed: 998, added: 0, gone: 0 },
  });
  expect([2, 6].map(at => office.row(`p00${at}@acme.example`)?.['state'])).toEqual(['Accepted', 'Accepted']);
});

test('the time of the last refresh stays that of one of all states; the part is told beside it until then', () => {
  const office = later(8);
  const { refreshedAt } = overview(office);
  refresh(office, 'DECLINED', 'INVITED');
  const part = overview(office);
  expect(part).toMatchObject({ refreshedAt, refreshedPart: { states: ['INVITED', 'DECLINED'] } });
  expect(Date.parse(part.refreshedPart!.at)).toBeGreaterThan(Date.parse(refreshedAt!));
  office.refresh();
  expect(overview(office).refreshedPart).toBeNull();
});

test('what it has seen is seen anew by a refresh that begins within the same second', () => {
  const office = later(8);
  office.latency(0);
  office.pass(1850 - (office.now() % 1000));
  refresh(office, 'INVITED');
  vanish(office, 'p002@acme.example');
  expect(office.refresh().refreshed).toEqual({ listed: 7, added: 0, changed: 0, gone: 1 });
});

test('it does not stand in for the refresh that must come before the next sending, and is enough to know that there was a record', () => {
  const office = makeOffice({ accounts: mixed(8) });
  refresh(office, 'NOT_YET_SENT', 'INVITED');
  office.markAll();
  office.sheets.activity.exists = false;
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('refresh-first');
  refresh(office, 'NOT_YET_SENT');
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('refresh-first');
  office.refresh();
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('ok');
});

test('no answer about an account that left changes nothing of its row', () => {
  const office = later(8);
  accept(office.world, 'p002@acme.example');
  office.pass(DAY);
  const before = { ...office.row('p002@acme.example') };
  addFault(office.world, { kind: '503', match: { method: 'get' } });
  expect(refresh(office, 'INVITED')).toMatchObject({ status: 'done', refreshed: { listed: 1, changed: 0, gone: 0 } });
  expect(office.row('p002@acme.example')).toEqual(before);
});
