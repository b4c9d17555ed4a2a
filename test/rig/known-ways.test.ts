// Ways round the promise that were found by trying: clocks and time zones, rows that say nothing, records that are gone
// without a word, both forms of a domain.
import { decline, setOptions } from '../../dev/emulator/index';
import type { PlanSource } from '../../src/core/contract/rpc';
import { BOB, Killed, NO_OPTIONS, openOffice, people, type Office, WITH_BACKGROUND } from './office';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 9);
const P1 = 'p001@acme.example';
const WEEK: PlanSource = { from: 'reminders', days: 7, most: 3 };

function listed(accounts: ReturnType<typeof people>, options = {}): Office {
  const office = openOffice({ world: { accounts, options } });
  office.refresh();
  return office;
}
function remind(office: Office): void {
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  office.drive(office.get('start', ['send', NO_OPTIONS, planId, addresses.length, WEEK]));
}
const mostMails = (office: Office): number => Math.max(...Object.values(office.mails()));

test('somebody who declined is not reminded, though the time zone has changed since', () => {
  const office = listed(people(3));
  office.markAll();
  office.run('send');
  office.rig.clock.advance(HOUR);
  decline(office.rig.world, P1);
  office.rig.clock.advance(8 * DAY);
  office.rig.person.setTimeZone('America/New_York');
  remind(office);
  expect(office.mails()).toMatchObject({ [P1]: 1, 'p002@acme.example': 2 });
});

test('nor is somebody who declined at once, where Google’s clock is behind ours', () => {
  const office = listed(people(2), { clockSkewMs: -90_000, operationCarriesInvitation: false });
  office.markAll();
  office.run('send');
  office.rig.clock.advance(60_000);
  decline(office.rig.world, P1);
  office.rig.clock.advance(8 * DAY);
  remind(office);
  expect(office.mails()[P1]).toBe(1);
});

test('a row that says no state is looked at before it is mailed', () => {
  const old = { mails: 1, updatedAt: NOW - 3 * DAY };
  const office = listed([
    { email: 'inv@acme.example', state: 'INVITED', ...old },
    { email: 'dec@acme.example', state: 'DECLINED', ...old },
  ]);
  office.rig.person.clear(office.sheetId(), { row: 2, col: office.column('State'), rows: 2, cols: 1 });
  office.tick('inv@acme.example', 'dec@acme.example');
  expect(office.run('send').counts).toMatchObject({ done: 0, skipped: 2 });
  expect(office.mails()).toEqual({});
});

test('a refresh that was stopped does not hide that an earlier version was restored', () => {
  const office = listed(people(12));
  const restore = office.rig.person.keepVersion();
  office.tick(P1);
  office.run('send');
  office.rig.clock.advance(5 * HOUR);
  office.refresh();
  office.get('stop', [office.get('refresh', []).id]);
  restore();
  office.markAll();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
});

test('nor does a later job that mailed nobody', () => {
  const office = listed(people(12));
  const restore = office.rig.person.keepVersion();
  office.tick(P1);
  office.run('send');
  office.get('addToSheet', [['stranger@acme.example'], true]);
  expect(office.run('send').counts).toMatchObject({ done: 0, refused: 1 });
  restore();
  office.markAll();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
});

test('after a restored version nobody is mailed on the word of a list that is behind, for days', () => {
  const office = listed(people(12), { listLagMs: 72 * HOUR });
  const restore = office.rig.person.keepVersion();
  office.tick(P1);
  office.run('send');
  restore();
  office.rig.clock.advance(HOUR);
  office.markAll();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
  office.refresh();
  office.rig.clock.advance(2 * DAY);
  office.run('send');
  expect(mostMails(office)).toBe(1);
  expect(Object.keys(office.mails())).toHaveLength(12);
});

test('nor does an archive hide it', () => {
  const office = listed(people(6));
  for (let turn = 0; turn < 12; turn++) {
    office.rig.clock.advance(DAY);
    office.refresh();
  }
  office.rig.clock.advance(200 * DAY);
  office.refresh();
  const restore = office.rig.person.keepVersion();
  office.tick(P1);
  office.run('send');
  office.rig.clock.advance(3 * HOUR);
  office.refresh();
  restore();
  expect(office.code('archive', [90])).toBe('ok');
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
});

test.each([
  ['xn--bcher-kva.example', 'x@bücher.example'],
  ['bücher.example', 'x@xn--bcher-kva.example'],
  ['x@xn--bcher-kva.example', 'x@bücher.example'],
])('the never list knows both forms of a domain: %s keeps %s', (entry, email) => {
  const domains = [email.slice(2)];
  const office = openOffice({ world: { domains, accounts: [{ email }] } });
  office.refresh();
  office.save({ never: `${entry}, works council` });
  office.markAll();
  expect(office.get('preview', ['send', NO_OPTIONS])).toMatchObject({
    addresses: [],
    skipped: [{ code: 'never-list' }],
  });
});

test('a job that was killed after its first request does not say that nothing was asked, once its lines are gone', () => {
  const office = openOffice({ accounts: people(20), latency: { fetch: 400 }, trouble: { lastWriteLostAtKill: true } });
  office.refresh();
  office.save({ atOnce: '10' });
  office.markAll();
  setOptions(office.rig.world.options, { listLagMs: 36 * HOUR });
  const { planId } = office.get('preview', ['send', NO_OPTIONS]);
  let isKilled = false;
  office.rig.after = op => {
    if (op !== 'UrlFetchApp.fetchAll' || isKilled || office.rig.world.ledger.mails.length === 0) return;
    isKilled = true;
    throw new Killed('killed');
  };
  office.ask('start', ['send', NO_OPTIONS, planId, 20, { from: 'marks' }, true]);
  office.rig.after = null;
  office.rig.person.remove(office.sheetId('Activity'), 'rows', 3, office.rows('Activity').length - 1);
  office.rig.clock.advance(30 * 60_000);
  const ended = office.drive(office.get('resume', [office.get('progress', [])!.id], BOB), BOB);
  expect(ended.problem?.code).toBe('log-lost');
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
});

test.each(['', '2'])('a schedule does not follow what another editor loosened (its owner saves recentDays %p)', own => {
  const accounts = people(2).map(account => ({
    ...account,
    state: 'INVITED' as const,
    mails: 1,
    updatedAt: NOW - 8 * DAY,
  }));
  const office = openOffice({ world: { accounts }, dist: WITH_BACKGROUND });
  office.refresh();
  office.get('switchSchedule', [true, 50, null]);
  office.save({ remindDays: '1', remindMost: '20', recentDays: '0' }, BOB);
  if (own !== '') office.save({ recentDays: own });
  for (let hour = 0; hour < 24 * 8; hour++) {
    office.rig.clock.advance(HOUR);
    for (const { user, functionName } of [...office.rig.host.triggered()]) office.rig.as(user).run(functionName);
  }
  expect(Object.keys(office.mails()).length === 0 || mostMails(office) <= 1).toBe(true);
});

test('whom another spreadsheet invited before our refresh, whose list was late, is not invited once more', () => {
  const office = listed(people(20), { listLagMs: 36 * HOUR });
  const other = openOffice({ world: office.rig.world });
  other.refresh();
  other.tick(P1);
  other.run('send');
  // Google's clock is that of the office which came last.
  for (const { rig } of [office, other]) rig.clock.advance(30 * HOUR);
  office.refresh();
  office.markAll();
  for (const { rig } of [office, other]) rig.clock.advance(10 * HOUR);
  office.run('send');
  expect(mostMails(office)).toBe(1);
  expect(Object.keys(office.mails())).toHaveLength(20);
});
