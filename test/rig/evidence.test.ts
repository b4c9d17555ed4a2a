// Nobody is mailed twice when what was known is taken away or bent meanwhile: an earlier version of the spreadsheet is
// restored, lines are cleared, the time zone changes, clocks differ, or Google tells little of a mail.
import { addFault, clearFaults, decline, type Options, setOptions } from '../../dev/emulator/index';
import type { JobView } from '../../src/core/contract/rpc';
import { Killed, NO_OPTIONS, openOffice, people, type Office } from './office';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOST = { kind: 'lost', when: 'after', match: { method: 'send' } } as const;
const WEEK = { from: 'reminders', days: 7, most: 3 } as const;

function ready(count: number, options: Partial<Options> = {}): Office {
  const office = openOffice({ world: { accounts: people(count), options } });
  office.refresh();
  office.markAll();
  return office;
}
const most = (office: Office): number => Math.max(0, ...Object.values(office.mails()));
/** As somebody who refreshes where that is asked for, and sends to whoever is left on the list. */
function sendAgain(office: Office): void {
  for (let turn = 0; turn < 3; turn++) {
    const { job } = office.get('overview', []);
    if (job !== null && job.status !== 'done' && job.status !== 'stopped') {
      const ended = office.drive(office.get('resume', [job.id]));
      if (ended.status !== 'done') office.get('stop', [job.id]);
    }
    const code = office.code('preview', ['send', NO_OPTIONS]);
    if (code !== 'ok') office.refresh();
    else if (office.get('preview', ['send', NO_OPTIONS]).addresses.length > 0) office.run('send');
  }
}
/** The execution ends right after the batch number `batch` was asked. */
function killAtBatch(office: Office, id: string, batch: number): void {
  const { mails } = office.rig.world.ledger;
  let [seen, before] = [0, mails.length];
  office.rig.after = op => {
    if (op !== 'UrlFetchApp.fetchAll' || mails.length === before) return;
    before = mails.length;
    if (++seen === batch) throw new Killed(op);
  };
  office.ask('advance', [id]);
  office.rig.after = null;
}

test.each([
  ['right after it', (): void => undefined],
  [
    'after a refresh that followed it',
    (office: Office): void => {
      office.refresh();
    },
  ],
])(
  'an earlier version of the spreadsheet is restored after a job, %s: first a refresh, then nobody again',
  (_when, next) => {
    const office = ready(6);
    const restore = office.rig.person.keepVersion();
    office.run('send');
    office.rig.clock.advance(HOUR);
    next(office);
    restore();
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
    office.refresh();
    expect(office.get('preview', ['send', NO_OPTIONS])).toMatchObject({
      addresses: [],
      skipped: [{ code: 'recent', addresses: { length: 6 } }],
    });
    sendAgain(office);
    expect(Object.values(office.mails())).toEqual([1, 1, 1, 1, 1, 1]);
  },
);

test('lines are deleted after “Not certain”: first a refresh, then nobody again', () => {
  const office = ready(5);
  addFault(office.rig.world, LOST);
  addFault(office.rig.world, { kind: '500', match: { method: 'get' } });
  expect(office.run('send')).toMatchObject({ counts: { unknown: 5 } });
  clearFaults(office.rig.world);
  office.rig.person.remove(office.sheetId('Activity'), 'rows', 2, office.rows('Activity').length);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
  sendAgain(office);
  expect(Object.values(office.mails())).toEqual([1, 1, 1, 1, 1]);
});

test('a queued line is deleted in one slice, and the next one goes on without calling the job changed by hand', () => {
  const office = ready(120);
  const job = office.begin('send');
  let isDeleted = false;
  office.rig.after = op => {
    // The lines are read, and none is written yet.
    if (op === 'Properties.setProperties' && !isDeleted) {
      isDeleted = true;
      const first = office.rows('Activity').findIndex(line => line['Email'] === 'p001@acme.example') + 2;
      office.rig.person.remove(office.sheetId('Activity'), 'rows', first);
    }
    if (op !== 'UrlFetchApp.fetchAll') return;
    office.rig.after = null;
    office.get('pause', [job.id]);
  };
  expect(office.drive(job)).toMatchObject({ status: 'paused' });
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', problem: null });
  expect(office.mails()['p001@acme.example']).toBeUndefined();
  expect(Object.keys(office.mails())).toHaveLength(119);
});

test('a refresh is asked for once, not for ever, and a check or a list that is whole asks for none', () => {
  const office = ready(3);
  office.drive(office.get('startCheck', [people(3).map(({ email }) => email)]));
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
  office.run('send');
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
  office.rig.person.remove(office.sheetId('Activity'), 'rows', 2, office.rows('Activity').length);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('refresh-first');
  office.refresh();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
});

test('a run is killed, and the lines as they were before it are put back: nobody twice', () => {
  const office = ready(120);
  const job = office.begin('send');
  const restore = office.rig.person.keepVersion();
  killAtBatch(office, job.id, 2);
  expect(Object.keys(office.mails()).length).toBeGreaterThanOrEqual(30);
  restore();
  office.rig.clock.advance(HOUR);
  sendAgain(office);
  office.refresh();
  sendAgain(office);
  expect(most(office)).toBe(1);
});

test.each(['Email', 'Outcome', 'Attempts', 'HTTP status', 'Code', 'When'])(
  'a run is killed, and the column %s of its lines is sorted alone: nobody twice, nobody forgotten',
  word => {
    const office = ready(120);
    const job = office.begin('send');
    killAtBatch(office, job.id, 3);
    const lines = office.rows('Activity');
    const first = lines.findIndex(line => line['Job'] === job.id) + 2;
    const area = { row: first, col: office.column(word, 'Activity'), rows: 120, cols: 1 };
    office.rig.person.sortArea(office.sheetId('Activity'), area, area.col, false);
    office.rig.clock.advance(HOUR);
    sendAgain(office);
    office.refresh();
    sendAgain(office);
    expect(most(office)).toBe(1);
    const mailed = office.mails();
    for (const row of office.rows())
      if (mailed[row['Email'] ?? ''] === undefined) expect(row).toMatchObject({ Mark: 'TRUE', State: 'Not invited' });
  },
);

/** What a person may do to the seals of the lines, from their column. */
const UNSEALED: readonly (readonly [string, (office: Office) => void])[] = [
  [
    'emptied',
    office => {
      const area = { row: 2, col: office.column('Code', 'Activity'), rows: office.rows('Activity').length, cols: 1 };
      office.rig.person.clear(office.sheetId('Activity'), area);
    },
  ],
  [
    'deleted',
    office => {
      office.rig.person.remove(office.sheetId('Activity'), 'cols', office.column('Code', 'Activity'), 1);
    },
  ],
];
/** People who were mailed three weeks ago and are mailed again, some of them; then the job has more to do. */
function halfWay(state: 'INVITED' | 'DECLINED', end: (office: Office, id: string) => void): [Office, JobView] {
  const updatedAt = Date.UTC(2026, 10, 1);
  const office = openOffice({
    world: {
      accounts: people(30).map(person => ({ ...person, state, mails: 1, updatedAt })),
      options: { sendToAccepted: 'mail' },
    },
  });
  office.refresh();
  office.save({ perMinute: '30' });
  for (let row = 2; row < 32; row++) office.rig.person.tick(office.sheetId(), row, office.column('Mark'), true);
  const job = office.begin('send', { ...NO_OPTIONS, includeAgain: true, includeDeclined: true });
  // Only the live question shows it: what can be read is behind.
  const account = office.rig.world.accounts.get(LAST)!;
  Object.assign(account, { kind: 'managed', invitation: { ...account.invitation, state: 'ACCEPTED' } });
  end(office, job.id);
  expect(Object.keys(office.mails())).toHaveLength(10);
  return [office, job];
}
const LAST = 'p029@acme.example';

test.each(UNSEALED)(
  'the column Code is %s between two slices: the job stops, and goes on once that is undone',
  (_how, unseal) => {
    const [office, job] = halfWay('INVITED', (its, id) => its.ask('advance', [id]));
    const undo = office.rig.person.keepVersion();
    unseal(office);
    const before = office.rig.sheet('Activity');
    expect(office.drive(job)).toMatchObject({ status: 'blocked', problem: { code: 'log-edited' } });
    expect(office.rig.sheet('Activity')).toEqual(before);
    expect(Object.keys(office.mails())).toHaveLength(10);
    undo();
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 29 } });
    expect([most(office), office.mails()[LAST]]).toEqual([1, undefined]);
  },
);

describe.each(['INVITED', 'DECLINED'] as const)('people who are %s and are mailed again', state => {
  test.each(UNSEALED)(
    'a run is killed, and the column Code is %s: who has accepted meanwhile is not mailed',
    (_how, unseal) => {
      const [office, job] = halfWay(state, (its, id) => {
        its.rig.clock.advance(61_000);
        killAtBatch(its, id, 1);
      });
      unseal(office);
      office.rig.clock.advance(5 * 60_000);
      expect(office.drive(office.get('resume', [job.id])).status).toBe('done');
      expect([most(office), office.mails()[LAST]]).toEqual([1, undefined]);
      const lines = office.rows('Activity').filter(line => line['Job'] === job.id);
      // Google shows who was mailed; and a column that was gone is there for the next run.
      for (const { Email = '', Outcome, Code } of lines)
        expect([Email, Outcome === 'Done', Code]).toEqual([
          Email,
          office.mails()[Email] === 1,
          expect.stringMatching(/#\w+$/),
        ]);
    },
  );
});

test.each(UNSEALED)(
  'a run is killed, the column Code is %s and outcomes are sorted alone: nobody is told as mailed who was not',
  (_how, unseal) => {
    const office = ready(120);
    office.save({ perMinute: '30' });
    const job = office.begin('send');
    office.ask('advance', [job.id]);
    office.rig.clock.advance(61_000);
    killAtBatch(office, job.id, 1);
    unseal(office);
    const first = office.rows('Activity').findIndex(line => line['Job'] === job.id) + 2;
    const area = { row: first, col: office.column('Outcome', 'Activity'), rows: 120, cols: 1 };
    office.rig.person.sortArea(office.sheetId('Activity'), area, area.col, false);
    expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 120 } });
    expect(Object.values(office.mails())).toEqual(Array(120).fill(1));
  },
);

test.each(['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Paris'])(
  'the time zone becomes %s while the reads lag and nothing is certain: nobody twice',
  zone => {
    const office = ready(6, { readLagMs: 90_000 });
    const job = office.begin('send');
    killAtBatch(office, job.id, 1);
    office.rig.person.setTimeZone(zone);
    office.drive(office.get('resume', [job.id]));
    sendAgain(office);
    expect(Object.values(office.mails())).toEqual([1, 1, 1, 1, 1, 1]);
  },
);

test('the time zone is moved east: whoever was invited from elsewhere is reminded no earlier, and no later', () => {
  const updatedAt = Date.UTC(2026, 10, 21, 9) - 7 * DAY + 4 * HOUR;
  const office = openOffice({
    world: { accounts: [{ email: 'old@acme.example', state: 'INVITED', mails: 1, updatedAt }] },
  });
  office.refresh();
  const due = (): readonly string[] => office.get('preview', ['send', NO_OPTIONS, WEEK]).addresses;
  expect(due()).toEqual([]);
  office.rig.person.setTimeZone('Asia/Tokyo');
  expect(due()).toEqual([]);
  office.rig.clock.advance(4 * HOUR);
  expect(due()).toEqual(['old@acme.example']);
});

test('the same after a refresh of some states, before or after the zone was moved', () => {
  const updatedAt = Date.UTC(2026, 10, 21, 9) - 7 * DAY + 10 * HOUR;
  const old = { email: 'old@acme.example', state: 'INVITED', mails: 1, updatedAt } as const;
  const due = (office: Office): readonly string[] => office.get('preview', ['send', NO_OPTIONS, WEEK]).addresses;
  for (const [part, when] of [
    ['NOT_YET_SENT', 'after'],
    ['INVITED', 'before'],
  ] as const) {
    const office = openOffice({ world: { accounts: [old, { email: 'new@acme.example' }] } });
    const refreshPart = (): void => {
      office.rig.clock.advance(HOUR);
      office.drive(office.get('refresh', [[part]]));
    };
    office.refresh();
    if (when === 'before') refreshPart();
    office.rig.person.setTimeZone('Asia/Tokyo');
    if (when === 'after') refreshPart();
    office.rig.clock.advance(8 * HOUR);
    expect(due(office)).toEqual([]);
    office.rig.clock.advance(HOUR);
    expect(due(office)).toEqual(['old@acme.example']);
  }
});

test('a refresh of a state that nobody has takes nobody for reminded lately', () => {
  const updatedAt = Date.UTC(2026, 10, 21, 9) - 6 * DAY - 2 * HOUR;
  const office = openOffice({
    world: { accounts: [{ email: 'old@acme.example', state: 'INVITED', mails: 1, updatedAt }] },
  });
  office.refresh();
  office.rig.clock.advance(23 * HOUR);
  office.drive(office.get('refresh', [['DECLINED']]));
  expect(office.get('preview', ['send', NO_OPTIONS, WEEK]).addresses).toEqual(['old@acme.example']);
});

const TOLD = [true, false];
const SKEWS = [0, -90_000, 90_000, -HOUR, HOUR];
const LAGS = [0, 90_000];
/** Every two values together; all of them at once are for the simulation. */
const combinations = TOLD.flatMap(sendTouchesUpdateTime =>
  TOLD.flatMap(mailCountIsTold => SKEWS.map(clockSkewMs => ({ sendTouchesUpdateTime, mailCountIsTold, clockSkewMs }))),
).map((given, at) => ({ ...given, readLagMs: LAGS[at % LAGS.length]! }));
test.each(combinations)('first invitations and reminders whose replies are lost, under %o: each person once', given => {
  const office = ready(3, given);
  addFault(office.rig.world, { ...LOST, limit: 3 });
  office.run('send');
  sendAgain(office);
  expect(Object.values(office.mails())).toEqual([1, 1, 1]);
  office.rig.clock.advance(8 * DAY);
  office.refresh();
  addFault(office.rig.world, { ...LOST, limit: 3 });
  const plan = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  expect(plan.addresses).toHaveLength(3);
  const ended = office.drive(office.get('start', ['send', NO_OPTIONS, plan.planId, null, WEEK]));
  expect(ended.counts.done + ended.counts.unknown).toBe(3);
  expect(Object.values(office.mails())).toEqual([2, 2, 2]);
  // What was mailed is never told as refused.
  expect(office.rows('Activity').filter(({ Outcome }) => Outcome === 'Refused')).toEqual([]);
  const again = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  if (again.addresses.length > 0) office.drive(office.get('start', ['send', NO_OPTIONS, again.planId, null, WEEK]));
  expect(Object.values(office.mails())).toEqual([2, 2, 2]);
});

test('the clocks differ by an hour, and a reply that came says what it says', () => {
  const office = ready(3);
  setOptions(office.rig.world.options, { clockSkewMs: -HOUR });
  expect(office.run('send')).toMatchObject({ counts: { done: 3 } });
});

test('two spreadsheets of one organisation: whom the other one has invited since the refresh is not mailed again', () => {
  const office = ready(6);
  const other = openOffice({ world: office.rig.world });
  other.refresh();
  other.markAll();
  office.run('send');
  office.rig.clock.advance(HOUR);
  expect(other.get('preview', ['send', NO_OPTIONS]).addresses).toHaveLength(6);
  expect(other.run('send')).toMatchObject({ status: 'done', counts: { done: 0, skipped: 6 } });
  expect(most(other)).toBe(1);
  expect(other.rows().map(row => [row['State'], row['Mark']])).toEqual(
    Array.from({ length: 6 }, () => ['Invited', 'FALSE']),
  );
});

test('what others did is looked for again when a person resumes a job', () => {
  const office = ready(60);
  const job = office.begin('send');
  killAtBatch(office, job.id, 1);
  const other = openOffice({ world: office.rig.world });
  other.refresh();
  other.markAll();
  other.run('send');
  office.rig.clock.advance(5 * 60_000);
  office.drive(office.get('resume', [job.id]));
  expect(most(office)).toBe(1);
});

test('somebody who has declined since the refresh gets no reminder, once get shows it', () => {
  const office = openOffice({
    world: { accounts: [{ email: 'old@acme.example', state: 'INVITED', mails: 1, updatedAt: Date.UTC(2026, 9, 1) }] },
  });
  office.refresh();
  decline(office.rig.world, 'old@acme.example');
  office.rig.clock.advance(60_000);
  const plan = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  expect(plan.addresses).toHaveLength(1);
  const job = office.drive(office.get('start', ['send', NO_OPTIONS, plan.planId, 1, WEEK]));
  expect(job).toMatchObject({ status: 'done', counts: { done: 0, skipped: 1 } });
  expect(office.mails()).toEqual({});
});

test('two copies of the add-on in one sheet: while one is at work the other one starts nothing, until a person decides', () => {
  const office = ready(60);
  const copy = openOffice({ beside: office.rig });
  copy.refresh();
  const job = office.begin('send');
  killAtBatch(office, job.id, 1);
  expect(copy.code('preview', ['send', NO_OPTIONS])).toBe('other-copy');
  office.drive(office.get('resume', [job.id]));
  expect(copy.code('preview', ['send', NO_OPTIONS])).toBe('ok');
  expect(most(office)).toBe(1);
});

test('a person who knows that the other copy is not at work goes on, and whoever it may have mailed is looked at', () => {
  const office = ready(60);
  const copy = openOffice({ beside: office.rig });
  copy.refresh();
  killAtBatch(office, office.begin('send').id, 1);
  const chosen = { ...NO_OPTIONS, despiteCopy: true };
  const { planId, addresses } = copy.get('preview', ['send', chosen]);
  expect(copy.drive(copy.get('start', ['send', chosen, planId, addresses.length]))).toMatchObject({ status: 'done' });
  expect([most(office), Object.keys(office.mails()).length]).toEqual([1, 60]);
});

test('a job of ours that was given up is no other copy’s', () => {
  const office = ready(3);
  office.begin('send');
  office.rig.host.properties('document').delete('job');
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
});
