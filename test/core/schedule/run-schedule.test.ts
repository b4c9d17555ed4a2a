// Reminders on a schedule, in memory: the switch, what a run of the trigger does, and what it does next after anything
// that came in between.
import { addFault, clearFaults, type AccountSpec } from '../../../dev/emulator/index';
import { makeContext } from '../../../src/core/context';
import type { LastRun } from '../../../src/core/contract/schedule-run';
import { newRecord, type JobRecord } from '../../../src/core/jobs/job';
import type { Store } from '../../../src/core/ports';
import { makeRequests } from '../../../src/core/requests';
import {
  agree,
  agreedTo,
  endSchedule,
  isLoosened,
  isLost,
  loadEnded,
  loadRuns,
  loadSchedule,
  mostOf,
  nextRunAt,
  nextStep,
  saveRuns,
  saveSchedule,
  scheduledPolicy,
  type Ended,
  type Runs,
  type Schedule,
} from '../../../src/core/schedule/schedule';
import { code, Killed, makeOffice, people, value, words, type Office } from '../office';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RUN_MS = 270_000;
const START = Date.UTC(2026, 10, 21, 9);
const ADA = 'ada@acme.example';
const BOB = 'bob@acme.example';

const invited = (count: number): AccountSpec[] =>
  people(count).map(({ email }) => ({ email, state: 'INVITED', mails: 1, updatedAt: START - 8 * DAY }));
function ready(accounts: readonly AccountSpec[], spec = {}): Office {
  const office = makeOffice({ accounts, background: true, ...spec });
  office.refresh();
  return office;
}
const on = (office: Office, perRun = 50, typed: number | null = null, who = ADA) =>
  office.ask(desk => desk.switchSchedule(true, perRun, typed), who);
const off = (office: Office, who = ADA) => value(office.ask(desk => desk.switchSchedule(false, 50, null), who));
const view = (office: Office, who = ADA) => value(office.ask(desk => desk.schedule(), who));
const turn = (office: Office, who = ADA, ms = RUN_MS) => office.ask(desk => desk.continueInBackground(ms), who);
/** An hour goes by, and the trigger comes. */
const hour = (office: Office): string => {
  office.pass(HOUR);
  return code(turn(office));
};
/** True once the list of the run is in the sheet. */
const listed = (office: Office, since: number): boolean =>
  Number(office.store.get('refreshed.at')) > since && (office.store.get('job') ?? '').includes('"status":"done"');
const sent = (office: Office): number => office.world.ledger.mails.length;
const schedules = (office: Office) =>
  office.sheets.activity.rows.filter(row => row['action'] === 'Scheduled reminders');
const isSwitch = (row: { readonly reason?: unknown }): boolean => String(row.reason).startsWith('Switched');
/** What the runs left in Activity, and what the switches did. */
const reports = (office: Office): unknown[] =>
  schedules(office)
    .filter(row => !isSwitch(row))
    .map(row => row['reason']);
const switches = (office: Office): unknown[] =>
  schedules(office)
    .filter(isSwitch)
    .map(row => [row['by'], row['outcome'], row['reason']]);
const notices = (office: Office, who = ADA) => value(office.ask(desk => desk.overview(), who)).notices;

test('without triggers there is no schedule to see or to switch', () => {
  const office = ready(invited(1), { background: false });
  expect(value(office.ask(desk => desk.overview())).notices).toEqual([]);
  expect([
    code(office.ask(desk => desk.schedule())),
    code(on(office)),
    code(office.ask(desk => desk.switchSchedule(false, 5, null))),
  ]).toEqual(['not-built-in', 'not-built-in', 'not-built-in']);
});

test('switching on shows who is next and sets the trigger; switching off takes it away', () => {
  const office = ready(invited(3));
  expect(view(office)).toMatchObject({
    state: 'off',
    last: null,
    trouble: null,
    next: ['p001@acme.example', 'p002@acme.example', 'p003@acme.example'],
  });
  expect(value(office.ask(desk => desk.overview()))).toMatchObject({ notices: [], remindersAt: null });
  expect(value(on(office, 2))).toMatchObject({
    state: 'on',
    by: ADA,
    mine: true,
    perRun: 2,
    next: ['p001@acme.example', 'p002@acme.example'],
    more: 1,
    trouble: null,
  });
  expect(office.triggers.hourly).toBe(true);
  expect(value(office.ask(desk => desk.overview())).remindersAt).toBe(view(office).nextAt);
  expect(off(office).state).toBe('off');
  expect(office.triggers.hourly).toBe(false);
});

test('one run reminds everybody who is due once, reports it, and comes again a day later', () => {
  const office = ready(invited(3));
  on(office);
  expect(hour(office)).toBe('ok');
  expect(sent(office)).toBe(3);
  expect(view(office, BOB)).toMatchObject({ mine: false, last: { text: '3 reminders sent.' }, trouble: null });
  expect(value(office.ask(desk => desk.pastJobs()))).toMatchObject([{ done: 3, action: 'remind' }]);
  expect(hour(office)).toBe('ok');
  expect(reports(office)).toEqual(['3 reminders sent.']);
  office.pass(DAY);
  expect(hour(office)).toBe('ok');
  expect([sent(office), reports(office)]).toEqual([3, ['3 reminders sent.', 'Nobody was due for a reminder.']]);
});

test('a maximum above the safety catch is typed; what is due beyond it comes in the next run', () => {
  const office = ready(invited(5));
  expect([code(on(office, 500)), code(on(office, 500, 5))]).toEqual(['number-differs', 'number-differs']);
  expect(value(on(office, 500, 500)).perRun).toBe(500);
  value(on(office, 2));
  hour(office);
  expect([sent(office), reports(office)]).toEqual([
    2,
    ['2 reminders sent. 3 more were due than a run may mail; they come next.'],
  ]);
  office.pass(DAY);
  hour(office);
  expect(sent(office)).toBe(4);
});

test('somebody else can neither take the schedule over nor run it, but may switch it off', () => {
  const office = ready(invited(2));
  on(office);
  expect(code(on(office, 5, null, BOB))).toBe('schedule-taken');
  office.pass(HOUR);
  expect(code(turn(office, BOB))).toBe('ok');
  expect(off(office, BOB).state).toBe('off');
  expect(hour(office)).toBe('ok');
  expect([sent(office), office.triggers.hourly]).toEqual([0, false]);
  expect(value(on(office, 5, null, BOB))).toMatchObject({ by: BOB, mine: true });
});

test('another person’s unfinished job comes first; the run says whose it is, and follows', () => {
  const office = ready([...invited(2), { email: 'new@acme.example' }]);
  on(office);
  office.row('new@acme.example')!['mark'] = true;
  const plan = value(
    office.ask(
      desk => desk.preview('send', { includeRecent: false, includeDeclined: false, includeAgain: false }),
      BOB,
    ),
  );
  const job = value(office.ask(desk => desk.start('send', plan.options, plan.planId, null), BOB));
  value(office.ask(desk => desk.pause(job.id), BOB));
  expect(hour(office)).toBe('ok');
  expect([sent(office), view(office).trouble?.code, reports(office)]).toEqual([0, 'schedule-held', []]);
  expect(view(office).trouble?.advice).toContain(BOB);
  office.drive(value(office.ask(desk => desk.resume(job.id), BOB)), BOB);
  hour(office);
  expect([sent(office), view(office).trouble]).toEqual([3, null]);
});

/** A run that is killed when it is about to send. */
function cut(office: Office): void {
  office.hooks.before = name => {
    if (name === 'fetchAll' && office.sheets.activity.rows.some(row => String(row['address']).includes('p001')))
      throw new Killed('here');
  };
  office.pass(HOUR);
  expect(code(turn(office))).toBe('killed');
  office.hooks.before = () => undefined;
}

test('a run that was cut off goes on at the next turn, and nobody is mailed twice', () => {
  const office = ready(invited(4));
  on(office);
  cut(office);
  hour(office);
  hour(office);
  expect([sent(office), view(office).last?.text]).toEqual([4, '4 reminders sent.']);
});

test('a run that a person paused waits for that person; one that a person stopped has ended', () => {
  const office = ready(invited(4));
  on(office);
  cut(office);
  const job = value(office.ask(desk => desk.progress()))!;
  value(office.ask(desk => desk.pause(job.id)));
  hour(office);
  expect([sent(office), view(office).trouble?.code, reports(office)]).toEqual([0, 'schedule-held', []]);
  value(office.ask(desk => desk.stop(job.id)));
  hour(office);
  expect([sent(office), view(office).trouble, reports(office).length]).toEqual([0, null, 1]);
});

test('a person who stops the refresh of a run has stopped the run', () => {
  const office = ready(invited(2));
  on(office);
  office.pass(HOUR);
  turn(office, ADA, 0);
  const job = value(office.ask(desk => desk.progress()))!;
  expect(job.kind).toBe('refresh');
  value(office.ask(desk => desk.stop(job.id)));
  hour(office);
  expect([sent(office), reports(office).length, view(office).trouble]).toEqual([0, 1, null]);
});

const ON = 'Switched on, with at most 50 mails in one run.';

test('each switch leaves a line in Activity: who, when, and whose it was', () => {
  const office = ready(invited(1));
  on(office);
  off(office, BOB);
  const at = view(office).ended?.at;
  off(office);
  value(on(office, 1, null, BOB));
  off(office, BOB);
  expect(switches(office)).toEqual([
    [ADA, 'Done', ON],
    [BOB, 'Done', `Switched off. They ran as ${ADA}.`],
    [BOB, 'Done', 'Switched on, with at most 1 mail in one run.'],
    [BOB, 'Done', 'Switched off.'],
  ]);
  expect(schedules(office)[1]!['at']).toBe(Date.parse(at!));
});

test('who switched it off, and when, is shown until somebody switches it on; its owner has word of it in the overview for a week', () => {
  const office = ready(invited(1));
  expect(view(office).ended).toBeNull();
  on(office);
  const before = office.now();
  const { ended } = off(office, BOB);
  expect(ended).toEqual({ by: BOB, mine: true, at: new Date(Date.parse(ended!.at)).toISOString() });
  expect(Date.parse(ended!.at)).toBeGreaterThan(before);
  // A second press, of somebody who did not see the first.
  expect(off(office).ended).toEqual({ ...ended, mine: false });
  expect(notices(office)).toMatchObject([
    { code: 'schedule-ended', advice: `Under Reminders you can switch them on again. Switched off by ${BOB}.` },
  ]);
  expect([view(office).trouble, notices(office, BOB)]).toEqual([null, []]);
  office.pass(7 * DAY);
  expect([notices(office), view(office).ended?.by]).toEqual([[], BOB]);
  expect(value(on(office)).ended).toBeNull();
  expect(off(office).ended).toMatchObject({ by: ADA, mine: true });
  expect(notices(office)).toEqual([]);
});

test('a switch-off waits for nobody: its line comes with the next turn of the trigger, which stays until then', () => {
  const office = ready(invited(1));
  on(office);
  const page = office.execution(BOB);
  page.deps.lock.take(0);
  expect(off(office).state).toBe('off');
  const { at } = view(office).ended!;
  hour(office);
  expect([switches(office).length, office.triggers.hourly]).toEqual([1, true]);
  page.end();
  hour(office);
  expect([switches(office)[1], schedules(office)[1]!['at'], office.triggers.hourly, sent(office)]).toEqual([
    [ADA, 'Done', 'Switched off.'],
    Date.parse(at),
    false,
    0,
  ]);
  hour(office);
  expect(switches(office)).toHaveLength(2);
});

test('the line of a switch-off that was kept waiting comes before that of the next switch-on, whoever’s that is', () => {
  const office = ready(invited(1));
  on(office);
  const page = office.execution(ADA);
  page.deps.lock.take(0);
  off(office, BOB);
  page.end();
  value(on(office, 50, null, BOB));
  expect(switches(office)).toEqual([
    [ADA, 'Done', ON],
    [BOB, 'Done', `Switched off. They ran as ${ADA}.`],
    [BOB, 'Done', ON],
  ]);
});

test('a switch in the middle of a run does not stand for the report of the run', () => {
  const office = ready(invited(2));
  on(office);
  cut(office);
  value(on(office, 10));
  hour(office);
  hour(office);
  expect([sent(office), reports(office)]).toEqual([2, ['2 reminders sent.']]);
});

test('that the rest comes next is said only while it is on', () => {
  const office = ready(invited(5));
  on(office, 2);
  hour(office);
  expect(view(office).last?.text).toBe('2 reminders sent. 3 more were due than a run may mail; they come next.');
  expect(off(office).last?.text).toBe('2 reminders sent.');
});

test('a switch makes a deleted Activity sheet anew, and does not hide that it was deleted', () => {
  const office = ready(people(1));
  Object.assign(office.sheets.activity, { exists: false, rows: [] });
  office.markAll();
  on(office);
  expect([
    switches(office).length,
    code(
      office.ask(desk => desk.preview('send', { includeRecent: false, includeDeclined: false, includeAgain: false })),
    ),
  ]).toEqual([1, 'refresh-first']);
});

test('without an Activity sheet the view tells who is next all the same', () => {
  const office = ready(invited(2));
  office.sheets.activity.exists = false;
  expect(value(on(office)).next).toHaveLength(2);
});

test('an Activity sheet that is deleted after the plan was made comes back with the report of the run', () => {
  const office = ready([{ email: 'yes@acme.example', state: 'ACCEPTED', mails: 1 }]);
  on(office);
  const since = office.now();
  let reads = 0;
  office.hooks.before = name => {
    if (name === 'activity.read' && listed(office, since) && ++reads === 2)
      Object.assign(office.sheets.activity, { exists: false, rows: [] });
  };
  hour(office);
  expect([reads, sent(office), office.sheets.activity.exists, reports(office)]).toEqual([
    2,
    0,
    true,
    ['Nobody was due for a reminder.'],
  ]);
});

test('switched off in the middle of a run: what is not sent yet is not sent', () => {
  const office = ready(invited(4));
  on(office);
  cut(office);
  expect(off(office, BOB).state).toBe('off');
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({ status: 'stopped' });
  hour(office);
  expect([sent(office), office.triggers.hourly]).toEqual([0, false]);
});

test('an obstacle is logged once, tried again every hour, and forgotten when it is gone', () => {
  const office = ready(invited(1));
  on(office);
  addFault(office.world, { kind: 'PERMISSION_DENIED' });
  for (let n = 0; n < 3; n++) hour(office);
  expect([sent(office), reports(office)]).toEqual([0, ['Google says that you may not do this.']]);
  expect(view(office).trouble?.advice).toContain('Google says that you may not do this.');
  clearFaults(office.world);
  hour(office);
  hour(office);
  expect([sent(office), view(office).trouble]).toEqual([1, null]);
});

test('a lost trigger is noticed, by its owner at once and by others after some hours; switching on brings it back', () => {
  const office = ready(invited(1));
  on(office);
  office.triggers.hourly = false;
  expect(view(office).trouble?.code).toBe('schedule-lost');
  expect(view(office, BOB).trouble).toBeNull();
  office.pass(4 * HOUR);
  expect(view(office, BOB).trouble?.code).toBe('schedule-lost');
  expect(value(on(office)).trouble).toBeNull();
  expect(office.triggers.hourly).toBe(true);
});

test('a schedule can be switched on before there is any list; its first run makes the list', () => {
  const office = makeOffice({ accounts: invited(2), background: true });
  expect(value(on(office))).toMatchObject({ state: 'on', next: [], more: 0 });
  hour(office);
  expect(sent(office)).toBe(2);
});

test('a turn without time left goes on within minutes, not at the next hour', () => {
  const office = ready(invited(2));
  on(office);
  office.pass(HOUR);
  expect(code(turn(office, ADA, 0))).toBe('ok');
  expect([sent(office), office.triggers.set]).toEqual([0, true]);
  expect(code(turn(office))).toBe('ok');
  expect([sent(office), office.triggers.set]).toEqual([2, false]);
});

test('while Google asks to wait the run waits as well', () => {
  const office = ready(invited(2));
  on(office);
  addFault(office.world, { kind: '429', retryAfter: 400, match: { method: 'list' }, limit: 3 });
  hour(office);
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({ status: 'waiting' });
  expect([sent(office), office.triggers.set, view(office).trouble]).toEqual([0, true, null]);
  expect(code(turn(office))).toBe('ok');
  expect(value(office.ask(desk => desk.progress()))).toMatchObject({ status: 'waiting' });
  hour(office);
  hour(office);
  expect(sent(office)).toBe(2);
});

test('a job that a person left to the trigger is done first; one that another person took over is left alone', () => {
  const office = ready([...invited(2), { email: 'new@acme.example' }]);
  on(office);
  office.row('new@acme.example')!['mark'] = true;
  const job = office.begin('send');
  value(office.ask(desk => desk.background(job.id, true)));
  hour(office);
  expect([sent(office), office.triggers.set]).toEqual([3, false]);
  office.row('new@acme.example')!['mark'] = true;
  const other = office.begin('cancel');
  value(office.ask(desk => desk.background(other.id, true)));
  office.pass(HOUR);
  value(office.ask(desk => desk.resume(other.id), BOB));
  expect(code(turn(office))).toBe('ok');
  expect([value(office.ask(desk => desk.progress()))?.status, office.triggers.set]).toEqual(['running', false]);
});

test('while somebody is at a job that is left to the trigger, the schedule waits for its next turn', () => {
  const office = ready(invited(2));
  on(office);
  office.pass(HOUR);
  turn(office, ADA, 0);
  const page = office.execution(BOB);
  page.deps.lock.take(0);
  expect(code(turn(office))).toBe('busy');
  page.end();
  expect([hour(office), sent(office)]).toEqual(['ok', 2]);
});

test('what the trigger does not get done because of somebody’s lock is no obstacle', () => {
  const office = ready(invited(2));
  on(office);
  const page = office.execution(BOB);
  office.pass(HOUR);
  page.deps.lock.take(0);
  expect(code(turn(office))).toBe('ok');
  page.end();
  expect([sent(office), view(office).trouble]).toEqual([0, null]);
  hour(office);
  expect(sent(office)).toBe(2);
});

test.each([
  [
    'No cuentas con el permiso para llamar a UrlFetchApp.fetchAll. Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
    'scope',
  ],
  ['Service Spreadsheets failed', 'interrupted'],
])('a turn that ends with the error “%s” leaves word of it', (message, held) => {
  const office = ready(invited(1));
  on(office);
  office.hooks.before = name => {
    if (name === 'lock.take') {
      office.hooks.before = () => undefined;
      throw new Error(message);
    }
  };
  office.pass(HOUR);
  expect(() => turn(office)).toThrow(message);
  expect(loadRuns(storeWith(office.store)).held?.code).toBe(held);
  hour(office);
  expect([sent(office), view(office).trouble]).toEqual([1, null]);
});

test('a sheet that goes away between the list and the mails is an obstacle', () => {
  const office = ready(invited(1));
  on(office);
  const since = office.now();
  office.hooks.before = () => {
    if (listed(office, since)) office.sheets.accounts.exists = false;
  };
  hour(office);
  expect([sent(office), loadRuns(storeWith(office.store)).held?.code]).toEqual([0, 'no-sheet']);
});

test('a job that a person starts between the list and the mails comes first', () => {
  const office = ready([...invited(1), { email: 'new@acme.example' }]);
  on(office);
  const since = office.now();
  office.hooks.before = name => {
    if (name !== 'lock.take' || !listed(office, since)) return;
    office.hooks.before = () => undefined;
    office.row('new@acme.example')!['mark'] = true;
    office.begin('send');
  };
  hour(office);
  expect([sent(office), loadRuns(storeWith(office.store)).held?.code]).toEqual([0, 'other-job']);
});

test('a run that another turn of the trigger has ended meanwhile mails nobody', () => {
  const office = ready(invited(1));
  on(office);
  office.hooks.before = name => {
    if (name === 'fetchAll')
      office.store.set(
        'schedule.runs',
        JSON.stringify({ run: null, due: 0, held: null, last: null, seenAt: office.now() }),
      );
  };
  expect(hour(office)).toBe('ok');
  expect(sent(office)).toBe(0);
});

test('killed between the report and the note of it, a run is reported once', () => {
  const office = ready(invited(2));
  on(office);
  office.hooks.before = name => {
    if (name === 'store.set' && reports(office).length > 0) throw new Killed('here');
  };
  expect(hour(office)).toBe('killed');
  office.hooks.before = () => undefined;
  hour(office);
  expect([sent(office), reports(office)]).toEqual([2, ['2 reminders sent.']]);
});

test('whoever may have been mailed already is looked at first, and gets no second mail', () => {
  const office = ready(invited(2));
  const { deps, end } = office.execution(ADA);
  deps.activity.ensure();
  deps.activity.append([
    {
      at: START - DAY,
      by: ADA,
      job: 'j1',
      action: 'send',
      address: 'p001@acme.example',
      outcome: 'unknown',
      reason: '',
      code: '',
      http: null,
      attempts: 1,
    },
    {
      at: null,
      by: ADA,
      job: 'j0',
      action: 'schedule',
      address: '',
      outcome: 'done',
      reason: 'of old',
      code: '',
      http: null,
      attempts: null,
    },
  ]);
  end();
  on(office);
  hour(office);
  expect([office.mails('p001@acme.example'), office.mails('p002@acme.example'), reports(office).length]).toEqual([
    0, 1, 2,
  ]);
  expect(view(office).last?.text).toContain('reminder');
});

// The functions of schedule.ts by themselves.

const storeWith = (map: Map<string, string>): Store => ({
  get: key => map.get(key) ?? null,
  latest: key => map.get(key) ?? null,
  forget: () => undefined,
  set: (key, text) => {
    map.set(key, text);
  },
  setAll: values => {
    for (const [key, text] of Object.entries(values)) map.set(key, text);
  },
  remove: key => {
    map.delete(key);
  },
});
const SCHEDULE: Schedule = { by: ADA, since: START, perRun: 50, typed: false };
const NO_RUNS: Runs = { run: null, due: 0, held: null, last: null, seenAt: 0 };
const ENDED: Ended = { was: ADA, by: BOB, signature: BOB, at: START, told: false };
const LAST: LastRun = {
  startedAt: START + DAY,
  endedAt: START + DAY + 5,
  how: 'sent',
  due: 1,
  counts: { done: 1, refused: 0, unknown: 0, skipped: 0 },
};

test('a schedule is kept, read past what is remembered or not, and ended; runs are kept apart from it', () => {
  const map = new Map<string, string>();
  const store: Store = { ...storeWith(map), get: () => null };
  expect([loadSchedule(store), loadRuns(store)]).toEqual([null, NO_RUNS]);
  saveSchedule(store, SCHEDULE);
  expect([loadSchedule(store), loadSchedule(store, false)]).toEqual([SCHEDULE, null]);
  endSchedule(store, ENDED);
  expect([loadSchedule(store), loadEnded(store), loadEnded(store, false)]).toEqual([null, ENDED, null]);
  saveRuns(storeWith(map), { ...NO_RUNS, last: LAST });
  expect(loadRuns(storeWith(map)).last).toEqual(LAST);
});

test('the next run comes at once, or nearly a day after the last began; a trigger is lost after more than three hours of silence', () => {
  expect([nextRunAt(SCHEDULE, NO_RUNS), nextRunAt(SCHEDULE, { ...NO_RUNS, last: LAST })]).toEqual([
    START,
    LAST.startedAt + 23.5 * HOUR,
  ]);
  expect([START + 3 * HOUR, START + 3 * HOUR + 1].map(now => isLost(SCHEDULE, NO_RUNS, now))).toEqual([false, true]);
  expect(isLost(SCHEDULE, { ...NO_RUNS, seenAt: START + HOUR }, START + 4 * HOUR)).toBe(false);
});

test('a lowered safety catch holds unless the maximum was typed, and so do the longer days', () => {
  expect([
    mostOf(SCHEDULE, { typeAbove: 20 }),
    mostOf(SCHEDULE, { typeAbove: 90 }),
    mostOf({ ...SCHEDULE, typed: true }, { typeAbove: 20 }),
  ]).toEqual([20, 50, 50]);
  expect([
    scheduledPolicy({ remindDays: 7, remindMost: 3, recentDays: 10 }),
    scheduledPolicy({ remindDays: 7, remindMost: 3, recentDays: 2 }),
  ]).toEqual([
    { days: 10, most: 3 },
    { days: 7, most: 3 },
  ]);
});

const interrupted = { code: 'interrupted', google: '', link: null } as const;
const notBegun = { ...interrupted, code: 'not-begun' } as const;
const stuck = { code: 'quota-day', google: '', link: null } as const;
test.each<[string, Partial<JobRecord> | null, string, number?]>([
  ['no job and an old list', null, 'refresh', START - 1],
  ['no job and a list of this run', null, 'send', START],
  ['a job of the same person that is not the schedule’s', { scheduled: false }, `hold other-job ${ADA}`],
  ['another person’s scheduled job', { by: 'bob' }, 'hold other-job bob'],
  ['a job that was paused', { status: 'paused' }, 'hold schedule-paused '],
  ['a job blocked just now', { status: 'blocked', problem: stuck, updatedAt: START + HOUR }, 'hold quota-day '],
  ['a job blocked just now, nobody knows why', { status: 'blocked', updatedAt: START + HOUR }, 'hold interrupted '],
  ['a job blocked an hour ago', { status: 'blocked', problem: stuck }, 'resume'],
  ['a job that waits', { status: 'waiting', resumeAt: START + DAY }, 'later'],
  ['a job that has waited', { status: 'waiting', resumeAt: START }, 'advance'],
  ['a job that waits for nothing', { status: 'waiting' }, 'advance'],
  ['a job that runs', {}, 'advance'],
  ['its mails sent', { status: 'done' }, 'end'],
  ['its mails stopped by a person', { status: 'stopped' }, 'end'],
  ['its refresh stopped by a person', { status: 'stopped', kind: 'refresh' }, 'end'],
  ['its refresh done', { status: 'done', kind: 'refresh' }, 'send'],
  ['its job cut off before it had a list', { status: 'stopped', problem: notBegun }, 'send'],
  ['the same under version 0.1', { status: 'stopped', problem: interrupted }, 'send'],
  ['its job stopped with another problem', { status: 'stopped', problem: stuck }, 'end'],
  ['the job of an earlier run', { status: 'done', startedAt: START - 1 }, 'send'],
  ['a job of a person that has ended', { status: 'done', scheduled: false }, 'send'],
  ['a list that has become old meanwhile', { status: 'done', scheduled: false }, 'refresh', START - 3 * HOUR],
])('a run that finds %s: what it does next', (_what, more, expected, refreshedAt = START) => {
  const job =
    more === null
      ? null
      : {
          ...newRecord({
            kind: 'remind',
            by: { who: ADA, signature: ADA },
            customer: '',
            now: START,
            chance: 0.5,
            origin: { scheduled: true },
          }),
          ...more,
        };
  const step = nextStep({ run: START, who: ADA, job, refreshedAt, now: START + HOUR });
  expect(step.do === 'hold' ? `hold ${step.code} ${step.by}` : step.do).toBe(expected);
});

test('a list older than three hours is refreshed again, in a run that lasts so long', () => {
  expect(
    [3 * HOUR, 3 * HOUR + 1].map(
      age => nextStep({ run: START, who: ADA, job: null, refreshedAt: START, now: START + age }).do,
    ),
  ).toEqual(['send', 'refresh']);
});

test('a person without triggers is told so by every request, and nothing is called off', () => {
  const office = ready(invited(1));
  const { deps, end } = office.execution(ADA);
  const desk = makeRequests(makeContext({ ...deps, triggers: null }, words));
  expect([code(desk.switchSchedule(true, 5, null)), code(desk.schedule())]).toEqual(['not-built-in', 'not-built-in']);
  const plan = value(desk.overview());
  expect([plan.notices, plan.remindersAt]).toEqual([[], null]);
  expect(value(desk.advance(value(desk.refresh()).id)).status).toBe('done');
  end();
});

test('what its owner changes in the settings they agree to, and to nothing that somebody else has changed meanwhile', () => {
  const office = makeOffice();
  const { deps, end } = office.execution(ADA);
  const { store } = deps;
  const usual = deps.settings();
  const [rarer, sooner] = [
    { ...usual, remindDays: 30 },
    { ...usual, remindDays: 30, remindMost: usual.remindMost + 1 },
  ];
  saveSchedule(store, { by: ADA, since: 0, perRun: 10, typed: false });
  agree(store, BOB, { before: usual, after: rarer });
  expect(loadSchedule(store)?.agreed).toBeUndefined();

  agree(store, ADA, { before: usual, after: rarer });
  expect(loadSchedule(store)?.agreed).toEqual({ days: 30, most: usual.remindMost });
  const schedule = loadSchedule(store)!;
  expect(agreedTo(store, schedule, scheduledPolicy(sooner))).toEqual(schedule);
  expect(isLoosened(schedule, scheduledPolicy(sooner))).toBe(true);

  agree(store, ADA, { before: sooner, after: { ...sooner, remindDays: 20 } });
  expect(loadSchedule(store)?.agreed).toEqual({ days: 20, most: usual.remindMost });
  agree(store, ADA, { before: usual, after: sooner });
  const bobs = { ...usual, remindDays: 10 };
  agree(store, ADA, { before: bobs, after: { ...bobs, remindMost: usual.remindMost + 2 } });
  expect(loadSchedule(store)?.agreed).toEqual({ days: 30, most: usual.remindMost + 2 });
  end();
});
