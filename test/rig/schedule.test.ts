// Reminders on a schedule, through the bundle built with the capability "background": who is reminded, and that nobody
// is mailed twice whatever happens in between.
import { accept, addFault, clearFaults, setOptions, type AccountSpec } from '../../dev/emulator/index';
import { saveWorld } from '../../dev/simulation/save-world';
import { ADA, BOB, WITH_BACKGROUND as dist, Killed, openOffice, people, type Office } from './office';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 21, 9);
const invited = (count: number): AccountSpec[] =>
  people(count).map(({ email }) => ({ email, state: 'INVITED', mails: 1, updatedAt: START - 8 * DAY }));
const all = (count: number, mails: number): Record<string, number> =>
  Object.fromEntries(people(count).map(({ email }) => [email, mails]));

function ready(accounts: readonly AccountSpec[]): Office {
  const office = openOffice({ accounts, dist });
  office.refresh();
  return office;
}
const on = (office: Office, perRun = 50, who = ADA) => office.get('switchSchedule', [true, perRun, null], who);
/** An hour goes by, and every trigger comes, as whoever made it. */
function hour(office: Office): void {
  office.rig.clock.advance(HOUR);
  for (const { functionName, user } of [...office.rig.host.triggered()]) {
    try {
      office.rig.as(user).run(functionName);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}
const hours = (office: Office, count: number): void => {
  for (let n = 0; n < count; n++) hour(office);
};
/** The trigger's hours without a run are the same as each other. */
const days = (office: Office, count: number): void => {
  for (let n = 0; n < count; n++) {
    office.rig.clock.advance(DAY - HOUR);
    hour(office);
  }
};
const reports = (office: Office): string[] =>
  office
    .rows('Activity')
    .filter(row => row['Action'] === 'Scheduled reminders')
    .map(row => row['Reason'] ?? '')
    .filter(reason => !reason.startsWith('Switched'));
const switches = (office: Office): string[][] =>
  office
    .rows('Activity')
    .filter(row => (row['Reason'] ?? '').startsWith('Switched'))
    .map(row => [row['Action'] ?? '', row['By'] ?? '', row['Outcome'] ?? '', row['Reason'] ?? '']);

test('those who are due are reminded, the others are not, once a day, until M is reached; each run is told', () => {
  const office = ready([
    ...invited(3),
    { email: 'late@acme.example', state: 'INVITED', mails: 1, updatedAt: START - 2 * DAY },
    { email: 'often@acme.example', state: 'INVITED', mails: 3, updatedAt: START - 30 * DAY },
    { email: 'yes@acme.example', state: 'ACCEPTED', mails: 1 },
    { email: 'no@acme.example', state: 'DECLINED', mails: 1 },
    { email: 'new@acme.example' },
  ]);
  expect(office.get('schedule', [])).toMatchObject({ state: 'off', last: null });
  expect(on(office)).toMatchObject({
    state: 'on',
    by: ADA,
    mine: true,
    next: people(3).map(({ email }) => email),
    more: 0,
    trouble: null,
  });
  hour(office);
  expect(office.mails()).toEqual(all(3, 1));
  expect(office.get('schedule', [], BOB)).toMatchObject({ mine: false, last: { text: '3 reminders sent.' } });
  hours(office, 24);
  expect(reports(office)).toEqual(['3 reminders sent.', 'Nobody was due for a reminder.']);
  days(office, 30);
  // One was at M already, the others reach it, the invitation counted.
  expect(office.mails()).toEqual({ ...all(3, 2), 'late@acme.example': 2 });
  expect(office.rig.host.triggered()).toEqual([expect.objectContaining({ functionName: 'keepSchedule', user: ADA })]);
});

test('somebody who accepts or declines before the run is not reminded: it refreshes first', () => {
  const office = ready(invited(3));
  on(office);
  for (const [email, state] of [
    ['p001@acme.example', 'ACCEPTED'],
    ['p002@acme.example', 'DECLINED'],
  ] as const)
    Object.assign(office.rig.world.accounts.get(email)!.invitation, { state });
  hour(office);
  expect(office.mails()).toEqual({ 'p003@acme.example': 1 });
});

test('who accepted the day before, while Google’s lists lag by 36 hours, is not reminded by the schedule', () => {
  const office = ready(invited(4));
  setOptions(office.rig.world.options, { listLagMs: 36 * HOUR, getLagMs: 36 * HOUR });
  on(office);
  for (const { email } of people(4)) accept(office.rig.world, email);
  days(office, 1);
  expect([office.mails(), reports(office)]).toEqual([{}, ['0 reminders sent, 4 skipped.']]);
  expect(office.rows('Activity').filter(row => row['Outcome'] === 'Skipped')).toHaveLength(4);
});

const CRASHES = ['kill-before', 'kill-after', 'throw-before', 'throw-after'] as const;
test('killed, or a call that fails, anywhere in a run: the next turns go on, everybody is mailed once, and the report is there', () => {
  const office = ready(invited(4));
  on(office);
  const back = office.rig.save();
  const worldBack = saveWorld(office.rig.world);
  hour(office);
  const calls = office.rig.calls.count();
  for (let n = 2; n < calls; n += 11) {
    const crash = CRASHES[n % 4]!;
    back();
    worldBack(1);
    office.rig.crashAt(n, crash);
    try {
      hour(office);
    } catch {
      /* What the trigger throws, Google logs. */
    }
    office.rig.uncrash();
    hours(office, 3);
    expect([n, crash, office.mails(), reports(office).length >= 1]).toEqual([n, crash, all(4, 1), true]);
  }
});

test('another person’s job comes first, a paused one too; the run says so and follows', () => {
  const office = ready([...invited(2), { email: 'new@acme.example' }]);
  on(office);
  office.tick('new@acme.example');
  const plan = office.get(
    'preview',
    ['send', { includeRecent: false, includeDeclined: false, includeAgain: false }],
    BOB,
  );
  const job = office.get('start', ['send', plan.options, plan.planId, null], BOB);
  office.get('pause', [job.id], BOB);
  hour(office);
  expect(office.mails()).toEqual({});
  expect(office.get('schedule', []).trouble?.advice).toContain(`Another job is not finished yet. (${BOB})`);
  expect(office.get('overview', []).notices.map(({ code }) => code)).toEqual(['schedule-held']);
  office.drive(office.get('resume', [job.id], BOB), BOB);
  hour(office);
  expect(office.mails()).toEqual({ ...all(2, 1), 'new@acme.example': 1 });
  expect(office.get('overview', []).notices).toEqual([]);
});

test('a maximum for each run: above the safety catch it is typed, a catch lowered later holds, and the rest comes the next day', () => {
  const office = ready(invited(5));
  const settings = office.get('settings', []).texts;
  office.get('saveSettings', [{ ...settings, typeAbove: '3' }, settings]);
  expect([
    office.code('switchSchedule', [true, 4, null]),
    office.code('switchSchedule', [true, 4, 5]),
    office.code('switchSchedule', [true, 0, null]),
  ]).toEqual(['number-differs', 'number-differs', 'bad-argument']);
  expect(on(office, 3)).toMatchObject({ perRun: 3, more: 2 });
  office.get('saveSettings', [
    { ...settings, typeAbove: '2' },
    { ...settings, typeAbove: '3' },
  ]);
  hour(office);
  expect([Object.keys(office.mails()).length, reports(office)]).toEqual([
    2,
    ['2 reminders sent. 3 more were due than a run may mail; they come next.'],
  ]);
  expect(office.get('switchSchedule', [true, 4, 4])).toMatchObject({ perRun: 4 });
  hours(office, 24);
  expect(office.mails()).toEqual(all(5, 1));
});

test.each([
  ['Refused', { kind: 'refused', status: 'INVALID_ARGUMENT' }, 'send'],
  ['Skipped', { kind: 'refused', status: 'INVALID_ARGUMENT' }, 'isInvitableUser'],
  ['Refused', { kind: '500' }, 'send'],
] as const)(
  'those who are %s each time take turns with the others, and who is shown as next is tried next',
  (outcome, fault, method) => {
    const office = ready(invited(6));
    for (const n of [1, 2])
      addFault(office.rig.world, { ...fault, match: { method, address: `p00${n}@acme.example` } });
    on(office, 2);
    const reminded = () => office.rows('Activity').filter(row => row['Action'] === 'Remind');
    const runs = Array.from({ length: 4 }, () => {
      const { next } = office.get('schedule', []);
      hour(office);
      // A run that goes on for some turns still shows those it is not through with.
      if (reminded().some(row => row['Outcome'] === 'Checking')) expect(office.get('schedule', []).next).toEqual(next);
      hours(office, 23);
      expect(
        reminded()
          .slice(-2)
          .map(row => row['Email']),
      ).toEqual(next);
      return next.map(address => address.slice(0, 4));
    });
    expect(runs).toEqual([
      ['p001', 'p002'],
      ['p003', 'p004'],
      ['p005', 'p006'],
      ['p001', 'p002'],
    ]);
    expect(Object.keys(office.mails())).toEqual(
      people(6)
        .slice(2)
        .map(({ email }) => email),
    );
    expect(reminded().map(row => row['Outcome'])).toEqual([
      outcome,
      outcome,
      ...Array<string>(4).fill('Done'),
      outcome,
      outcome,
    ]);
  },
);

test('test mode and the days between two mails hold for a run as well', () => {
  const office = ready(invited(3));
  const settings = office.get('settings', []).texts;
  office.get('saveSettings', [{ ...settings, only: 'p002@acme.example', recentDays: '10' }, settings]);
  on(office);
  hour(office);
  expect(office.mails()).toEqual({});
  days(office, 3);
  expect(office.mails()).toEqual({ 'p002@acme.example': 1 });
});

test('another person bends the rules: nobody is reminded until the owner agrees, who is told; a stricter rule holds at once', () => {
  const office = ready(invited(3));
  on(office);
  const save = (texts: Record<string, string>, who: string): void => {
    const before = office.get('settings', [], who).texts;
    expect(office.get('saveSettings', [{ ...before, ...texts }, before], who)).toMatchObject({ saved: true });
  };
  hour(office);
  expect(office.mails()).toEqual(all(3, 1));
  save({ recentDays: '0', remindDays: '1', remindMost: '20' }, BOB);
  days(office, 25);
  expect(office.mails()).toEqual(all(3, 1));
  expect(JSON.stringify(office.get('schedule', []).trouble)).toContain('Somebody else has changed');
  expect(reports(office).filter(reason => reason.startsWith('Somebody else has changed'))).toHaveLength(1);
  save({ recentDays: '7', remindDays: '30', remindMost: '3' }, BOB);
  days(office, 1);
  expect(office.mails()).toEqual(all(3, 1));
  save({ recentDays: '7', remindDays: '7', remindMost: '3' }, ADA);
  days(office, 2);
  expect(office.mails()).toEqual(all(3, 2));
});

test('one schedule a sheet; another editor switches it off in the middle of a run, and the owner’s trigger then takes itself away', () => {
  const office = ready(invited(4));
  on(office);
  expect(office.code('switchSchedule', [true, 5, null], BOB)).toBe('schedule-taken');
  // The run is killed while its job is under way.
  office.rig.before = op => {
    if (op.startsWith('UrlFetchApp') && office.rows('Activity').some(row => row['Action'] === 'Remind'))
      throw new Killed('here');
  };
  hour(office);
  office.rig.before = null;
  expect(office.get('progress', [], BOB)).toMatchObject({ kind: 'remind', status: 'running' });
  expect(office.get('switchSchedule', [false, 50, null], BOB)).toMatchObject({ state: 'off' });
  expect(office.get('progress', [], BOB)).toMatchObject({ status: 'stopped' });
  expect(office.rig.host.triggers()).toBe(1);
  hours(office, 30);
  expect([office.mails(), office.rig.host.triggers()]).toEqual([{}, 0]);
  const [, ended = []] = switches(office);
  expect([switches(office).length, ended]).toEqual([
    2,
    ['Scheduled reminders', BOB, 'Done', `Switched off. They ran as ${ADA}.`],
  ]);
  expect(office.get('schedule', [])).toMatchObject({ state: 'off', ended: { by: BOB, mine: false } });
  expect(office.get('overview', []).notices.map(({ code }) => code)).toEqual(['schedule-ended']);
  expect(on(office, 5, BOB)).toMatchObject({ by: BOB });
});

test('a lost trigger is noticed, and switching on again brings it back; a right that is gone is told in plain words', () => {
  const office = ready(invited(1));
  on(office);
  office.rig.host.dropTriggers();
  expect(office.get('schedule', []).trouble?.code).toBe('schedule-lost');
  expect(office.get('schedule', [], BOB).trouble).toBeNull();
  office.rig.clock.advance(4 * HOUR);
  expect(office.get('overview', [], BOB).notices.map(({ code }) => code)).toEqual(['schedule-lost']);
  expect(on(office).trouble).toBeNull();
  addFault(office.rig.world, { kind: 'PERMISSION_DENIED' });
  hours(office, 3);
  expect([office.mails(), reports(office)]).toEqual([{}, ['Google says that you may not do this.']]);
  expect(office.get('schedule', [], BOB).trouble?.advice).toContain('Google says that you may not do this.');
  clearFaults(office.rig.world);
  hours(office, 2);
  expect([office.mails(), office.get('schedule', []).trouble]).toEqual([all(1, 1), null]);
});

test('nobody is reminded on the word of a list that is not complete, which is tried again every hour', () => {
  const office = ready(invited(3));
  on(office);
  office.rig.world.accounts.delete('p001@acme.example');
  office.rig.world.inner.byEmail = office.rig.world.inner.byTime = null;
  addFault(office.rig.world, { kind: '500', match: { method: 'get', address: 'p001@*' } });
  hours(office, 3);
  expect([office.mails(), reports(office)]).toEqual([{}, ['Google did not answer about every account.']]);
  clearFaults(office.rig.world);
  hours(office, 2);
  expect(Object.keys(office.mails())).toEqual(['p002@acme.example', 'p003@acme.example']);
});

test('a refresh that outlasts an execution is taken up by the next turn', () => {
  const office = ready(invited(300));
  on(office, 100);
  addFault(office.rig.world, { kind: '429', retryAfter: 400, match: { method: 'list' }, limit: 3 });
  hour(office);
  expect(office.mails()).toEqual({});
  expect(
    office.rig.host
      .triggered()
      .map(({ functionName }) => functionName)
      .sort(),
  ).toEqual(['continueInBackground', 'keepSchedule']);
  hours(office, 2);
  expect([Object.keys(office.mails()).length, office.rig.host.triggers()]).toEqual([100, 1]);
});

test('the time zone is moved east: whom the schedule shows as next is reminded next', () => {
  const office = ready([
    { email: 'old@acme.example', state: 'INVITED', mails: 1, updatedAt: START - 7 * DAY + 4 * HOUR },
  ]);
  office.rig.person.setTimeZone('Asia/Tokyo');
  expect(on(office).next).toEqual([]);
  office.rig.clock.advance(4 * HOUR);
  expect(office.get('schedule', []).next).toEqual(['old@acme.example']);
});

test('the usual build says that it has no schedule', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  expect([office.code('schedule', []), office.code('switchSchedule', [true, 5, null])]).toEqual([
    'not-built-in',
    'not-built-in',
  ]);
});
