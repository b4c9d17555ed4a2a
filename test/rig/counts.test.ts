// What a job counts stays true whatever a person does to cells and columns meanwhile, however slow Google is, and where
// a run is killed.
import { addFault, clearFaults } from '../../dev/emulator/index';
import type { JobView } from '../../src/core/contract/rpc';
import { Killed, NO_OPTIONS, WITH_BACKGROUND, openOffice, people, type Office } from './office';

const NOW = Date.UTC(2026, 10, 21, 9);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [ANN, ZOE] = ['p001@acme.example', 'p009@acme.example'];
const WEEK = { from: 'reminders', days: 7, most: 3 } as const;

const sent = (office: Office): number[] => office.rows().map(row => Number(row['Emails sent']));
const lineOf = (office: Office, email: string): number =>
  office.rows('Activity').findIndex(row => row['Email'] === email) + 2;
const invited = (count: number) =>
  people(count).map(one => ({ ...one, state: 'INVITED' as const, mails: 1, updatedAt: NOW - 8 * DAY }));
function remind(office: Office): JobView {
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  return office.get('start', ['send', NO_OPTIONS, planId, addresses.length, WEEK]);
}
/** Several slices, with rows written in each. */
function slowOffice(): Office {
  const office = openOffice({ accounts: people(12) });
  office.refresh();
  office.markAll();
  office.save({ perMinute: '6' });
  return office;
}

describe('a mail is counted once in its row', () => {
  test.each(['Result', 'Last action'])('though the column %s is gone', header => {
    const office = slowOffice();
    office.rig.person.remove(office.sheetId(), 'cols', office.column(header), 1);
    expect(office.run('send').counts.done).toBe(12);
    expect(sent(office)).toEqual(Array(12).fill(1));
  });

  test.each([
    ['Result', 'Accounts'],
    ['Reason', 'Activity'],
  ])('though a person types into %s of %s between two slices', (header, sheet) => {
    const office = slowOffice();
    const job = office.get('advance', [office.begin('send').id]);
    const row = sheet === 'Accounts' ? office.rowNumber(ANN) : lineOf(office, ANN);
    office.rig.person.type(office.sheetId(sheet), row, office.column(header, sheet), 'told her by phone');
    office.drive(job);
    expect(sent(office)).toEqual(Array(12).fill(1));
  });
});

test.each([false, true])('a queued line that a person deleted is told of; the run is killed later: %s', isKilled => {
  const office = openOffice({ accounts: people(10) });
  const { rig } = office;
  office.refresh();
  office.markAll();
  office.save({ atOnce: '2' });
  const { id } = office.begin('send');
  let isDeleted = false;
  rig.before = name => {
    if (name !== 'UrlFetchApp.fetchAll' || isDeleted) return;
    isDeleted = true;
    rig.person.remove(office.sheetId('Activity'), 'rows', lineOf(office, ZOE), 1);
  };
  rig.after = name => {
    if (isKilled && name === 'UrlFetchApp.fetchAll' && rig.world.ledger.mails.length >= 4) throw new Killed('here');
  };
  office.ask('advance', [id]);
  rig.before = rig.after = null;
  rig.clock.advance(60_000);
  const { groups } = office.drive(office.get('progress', [])!);
  expect(groups.filter(({ reason }) => reason.includes('deleted')).map(({ count }) => count)).toEqual([1]);
  expect(office.mails()[ZOE]).toBeUndefined();
});

test('at one request a minute a job comes to its end', () => {
  const office = openOffice({ world: { accounts: invited(2) } });
  office.refresh();
  office.save({ perMinute: '1' });
  expect(office.drive(remind(office))).toMatchObject({ status: 'done', counts: { done: 2 } });
});

test('an invitation of weeks ago that stayed uncertain is not taken for the reminder of today', () => {
  const accounts = people(3).map((one, at) => (at === 0 ? { ...one, createdAt: NOW - HOUR } : one));
  const office = openOffice({ world: { accounts } });
  office.refresh();
  office.get('addToSheet', [[ANN], true]);
  addFault(office.rig.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
  expect(office.run('send').counts.unknown).toBe(1);
  clearFaults(office.rig.world);
  office.rig.clock.advance(9 * DAY);
  office.refresh();
  const mails = office.mails()[ANN]!;
  expect(office.drive(remind(office)).counts.done).toBe(1);
  expect(office.mails()[ANN]).toBe(mails + 1);
});

test('a young account whose first answer was lost is not mailed again unasked, whatever the days between two mails', () => {
  for (const recentDays of ['7', '1', '0']) {
    const accounts = people(3).map((one, at) => (at === 0 ? { ...one, createdAt: NOW - HOUR } : one));
    const office = openOffice({ world: { accounts } });
    office.refresh();
    office.save({ recentDays });
    office.get('addToSheet', [[ANN], true]);
    addFault(office.rig.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
    office.run('send');
    clearFaults(office.rig.world);
    office.rig.clock.advance(DAY + HOUR);
    office.refresh();
    const { addresses } = office.get('preview', ['send', NO_OPTIONS]);
    if (addresses.length > 0) office.run('send');
    expect(office.mails()[ANN]).toBe(1);
  }
});

test('an address that a sort of one column puts beside a run of the schedule is not reminded early', () => {
  const options = { sendTouchesUpdateTime: false };
  const office = openOffice({ dist: WITH_BACKGROUND, world: { accounts: invited(4), options } });
  const { rig } = office;
  const pass = (hours: number): void => {
    for (let hour = 0; hour < hours; hour++) {
      rig.clock.advance(HOUR);
      for (const { user, functionName } of [...rig.host.triggered()]) rig.as(user).run(functionName);
    }
  };
  office.refresh();
  office.get('switchSchedule', [true, 50, null]);
  pass(2);
  const col = office.column('Email', 'Activity');
  const area = { row: 2, col, rows: office.rows('Activity').length, cols: 1 };
  rig.person.sortArea(office.sheetId('Activity'), area, col, true);
  pass(48);
  expect(Object.values(office.mails())).toEqual([1, 1, 1, 1]);
});
