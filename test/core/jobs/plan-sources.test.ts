// Plans without marks: what taking back a job concerns, and who is due for a reminder, at the borders.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { pastJobsOf } from '../../../src/core/activity/job-history';
import { csvOf, namesIn, namesOfPeople, unansweredOf } from '../../../src/core/activity/non-responders';
import type { AccountRow, ActivityRow } from '../../../src/core/contract/rows';
import { cancelOf, inTurn, remindersOf } from '../../../src/core/jobs/plan-sources';
import { code, makeOffice, people, value } from '../office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 9);
const SETTINGS = { recentDays: 7, only: null };
const ANN = 'ann@acme.example';
const row = (more: Partial<AccountRow> = {}): AccountRow => ({
  ...EMPTY_ROW,
  email: ANN,
  state: 'INVITED',
  mails: 1,
  changedAt: NOW - 20 * DAY,
  seenAt: NOW,
  ...more,
});
const line = (more: Partial<ActivityRow> = {}): ActivityRow => ({
  at: NOW - 20 * DAY,
  by: 'ada',
  job: 'j2',
  action: 'send',
  address: ANN,
  outcome: 'done',
  reason: '',
  code: '',
  http: 200,
  attempts: 1,
  ...more,
});
const told = ({
  addresses,
  skipped,
}: {
  addresses: readonly string[];
  skipped: readonly { code: string }[];
}): string => (addresses.length > 0 ? 'in' : (skipped[0]?.code ?? 'out'));

test.each<[string, readonly AccountRow[], readonly ActivityRow[], string]>([
  ['mailed and not answered', [row()], [line()], 'in'],
  ['mailed, the action typed over', [row()], [line({ action: null })], 'in'],
  ['mailed, and its row deleted since', [], [line()], 'in'],
  ['mailed, and not listed', [row({ state: 'NOT_LISTED' })], [line()], 'in'],
  ['accepted since', [row({ state: 'ACCEPTED' })], [line()], 'accepted'],
  ['declined since', [row({ state: 'DECLINED' })], [line()], 'declined'],
  ['not invited any more', [row({ state: 'NOT_YET_SENT' })], [line()], 'not-invited'],
  ['mailed again by a later job', [row()], [line(), line({ job: 'j3' })], 'mailed-again'],
  ['perhaps mailed again by a later job', [row()], [line(), line({ job: 'j3', outcome: 'unknown' })], 'mailed-again'],
  ['refused by a later job', [row()], [line(), line({ job: 'j3', outcome: 'refused' })], 'in'],
  ['mailed by an earlier job too', [row()], [line({ job: 'j1' }), line()], 'in'],
  ['taken back by a later job', [row()], [line(), line({ job: 'j3', action: 'cancel' })], 'taken-back'],
  ['not certain to have been mailed', [row()], [line({ outcome: 'unknown' })], 'unclear'],
  ['refused by the job', [row()], [line({ outcome: 'refused' })], 'out'],
  ['of another job only', [row()], [line({ job: 'j1' })], 'out'],
  ['of that job, which cancelled', [row()], [line({ action: 'cancel' })], 'out'],
  ['no address any more', [], [line({ address: 'ann' })], 'invalid'],
])('taking back: an address that is %s', (_what, rows, lines, expected) => {
  expect(told(cancelOf(rows, lines, 'j2', SETTINGS))).toBe(expected);
});

const WEEK = { days: 7, most: 3 };
test.each<[string, Partial<AccountRow>, readonly ActivityRow[], string]>([
  ['invited exactly 7 days ago', { changedAt: NOW - 7 * DAY }, [], 'in'],
  ['invited a moment less than 7 days ago', { changedAt: NOW - 7 * DAY + 1 }, [], 'recent'],
  ['invited long ago by Google’s time, and lately by our record', {}, [line({ at: NOW - DAY })], 'recent'],
  ['invited at a time that nobody knows', { changedAt: null }, [], 'recent'],
  ['mailed twice by Google’s count', { mails: 2 }, [], 'in'],
  ['mailed three times by Google’s count', { mails: 3 }, [], 'often'],
  ['mailed three times by our record', { mails: null }, [line({ job: 'j1' }), line(), line({ job: 'j3' })], 'often'],
  [
    'mailed twice, and once not certain',
    { mails: 2 },
    [line({ job: 'j1' }), line(), line({ job: 'j3', outcome: 'unknown' })],
    'often',
  ],
  [
    'mailed twice, one of them once not certain',
    { mails: 2 },
    [line({ job: 'j1', outcome: 'unknown', at: NOW - 30 * DAY }), line(), line({ job: 'j3' })],
    'in',
  ],
  ['accepted', { state: 'ACCEPTED' }, [], 'accepted'],
  ['declined', { state: 'DECLINED' }, [], 'declined'],
  ['no longer listed', { state: 'NOT_LISTED' }, [], 'not-listed'],
  ['typed by hand, never listed', { state: 'NOT_LISTED', mails: null }, [], 'out'],
  ['never invited', { state: 'NOT_YET_SENT', mails: 0 }, [], 'out'],
  ['of unknown state', { state: null }, [], 'out'],
  [
    'taken back, though Google still calls it invited',
    { changedAt: NOW - 10 * DAY },
    [line(), line({ job: 'j3', action: 'cancel', at: NOW - 10 * DAY })],
    'taken-back',
  ],
  [
    'taken back, then invited anew elsewhere',
    { changedAt: NOW - 9 * DAY },
    [line(), line({ job: 'j3', action: 'cancel', at: NOW - 10 * DAY })],
    'in',
  ],
])('reminders: an account that is %s', (_what, more, lines, expected) => {
  expect(told(remindersOf({ rows: [row(more)], lines, policy: WEEK, now: NOW, settings: SETTINGS }))).toBe(expected);
});

test('each person once, in the order of the sheet, marked or not; who is not certain is looked at first, and who was mailed lately is counted', () => {
  const rows = [
    row({ email: 'zoe@acme.example', mark: true }),
    row(),
    row({ email: ' ANN@acme.example' }),
    row({ email: 'no' }),
    row({ email: 'bob@acme.example', changedAt: NOW - 3 * DAY }),
  ];
  const plan = remindersOf({
    rows,
    lines: [line({ outcome: 'unknown', at: NOW - DAY })],
    policy: { days: 2, most: 9 },
    now: NOW,
    settings: SETTINGS,
  });
  expect(plan).toEqual({
    addresses: ['zoe@acme.example', ANN, 'bob@acme.example'],
    skipped: [],
    lookFirst: new Map([[ANN, { since: NOW - DAY, known: null }]]),
    notListed: 0,
    again: ['zoe@acme.example', ANN, 'bob@acme.example'].map(address => ({ address, mails: 1 })),
    recent: 1,
  });
});

test('an attempt from before the days that must pass is not looked at: it would be taken for the reminder of today', () => {
  const facts = { rows: [row()], policy: { days: 2, most: 9 }, now: NOW, settings: SETTINGS };
  const first = (at: number | null) => remindersOf({ ...facts, lines: [line({ outcome: 'unknown', at })] }).lookFirst;
  expect([NOW - 2 * DAY + 1, NOW - 2 * DAY, null].map(at => first(at).size)).toEqual([1, 0, 1]);
});

test('both forms of a domain in two rows get one reminder', () => {
  const plan = remindersOf({
    rows: [row({ email: 'ann@bücher.example' }), row({ email: 'ann@xn--bcher-kva.example' })],
    lines: [],
    policy: { days: 2, most: 9 },
    now: NOW,
    settings: SETTINGS,
  });
  expect(plan).toMatchObject({
    addresses: ['ann@bücher.example'],
    skipped: [{ code: 'duplicate', shown: 'ann@xn--bcher-kva.example' }],
  });
});

test.each<[string, readonly ActivityRow[]]>([
  ['done', [line()]],
  ['refused', [line({ outcome: 'refused' })]],
  ['skipped', [line({ outcome: 'skipped' })]],
  ['stopped', [line({ outcome: 'stopped' })]],
  ['typed over', [line({ action: null })]],
  // The line of the later job keeps the time of the attempt that it asks about.
  ['not certain', [line({ job: 'j1', outcome: 'unknown', at: 5 }), line({ outcome: 'unknown', at: 5 })]],
])(
  'who was never tried is reminded first, then whoever was tried by the earliest job; the last try was %s',
  (_what, lines) => {
    const addresses = [ANN, 'bob@acme.example', 'new@acme.example', 'zoe@acme.example'];
    const others = [
      line({ job: 'j1', address: 'zoe@acme.example' }),
      line({ job: 'j1', address: 'bob@acme.example' }),
      line({ job: 'j3', address: 'new@acme.example', action: 'check', outcome: 'eligible' }),
    ];
    // Whatever the order of the lines, which people sort.
    for (const log of [[...lines, ...others], [...lines, ...others].reverse()])
      expect(inTurn(addresses, log)).toEqual(['new@acme.example', 'bob@acme.example', 'zoe@acme.example', ANN]);
  },
);

test('the test mode keeps everybody else out of both', () => {
  const settings = { recentDays: 7, only: ['bob@acme.example'] };
  expect(cancelOf([row()], [line()], 'j2', settings)).toMatchObject({
    addresses: [],
    skipped: [{ code: 'test-mode', shown: ANN }],
  });
  expect(
    remindersOf({
      rows: [row(), row({ email: 'bob@acme.example' })],
      lines: [line({ outcome: 'unknown' })],
      policy: WEEK,
      now: NOW,
      settings,
    }),
  ).toMatchObject({
    addresses: ['bob@acme.example'],
    skipped: [{ code: 'test-mode', shown: ANN }],
    lookFirst: new Map(),
  });
});

test('the last jobs that ended, newest first', () => {
  const lines = [
    line({ job: 'j1' }),
    line({ job: 'j1', outcome: 'refused', at: NOW - 21 * DAY }),
    line({ job: 'j2', action: 'cancel' }),
    line({ job: 'j3', action: 'refresh' }),
    line({ job: 'j4' }),
    line({ job: '' }),
  ];
  expect(pastJobsOf(lines, 'j4').map(job => [job.id, job.action, job.at, job.done, job.total])).toEqual([
    ['j2', 'cancel', new Date(NOW - 20 * DAY).toISOString(), 1, 1],
    ['j1', 'send', new Date(NOW - 21 * DAY).toISOString(), 1, 2],
  ]);
  expect(
    pastJobsOf(
      Array.from({ length: 7 }, (_, at) => line({ job: `j${at}` })),
      null,
    ),
  ).toHaveLength(5);
});

test('declined, and invited 30 days ago without an answer', () => {
  const rows = [
    row({ email: 'd@acme.example', state: 'DECLINED' }),
    row({ email: 'i@acme.example', changedAt: NOW - 30 * DAY }),
    row({ email: 'j@acme.example', changedAt: NOW - 30 * DAY + 1 }),
    row({ email: 'k@acme.example', changedAt: NOW - 40 * DAY }),
  ];
  const found = unansweredOf(rows, [line({ address: 'k@acme.example', at: NOW - DAY })], NOW, new Map());
  expect(found).toMatchObject({ declined: ['d@acme.example'], ignored: ['i@acme.example'] });
  expect(found.csv.split('\r\n')).toEqual([
    'First Name [Required],Last Name [Required],Email Address [Required],Password [Required],Org Unit Path [Required]',
    ',,d@acme.example,,/',
    ',,i@acme.example,,/',
    '',
  ]);
});

test.each([
  ['ann.lee@acme.example', 'Ann,Lee'],
  ['ann.lee2@acme.example', 'Ann,Lee'],
  ['anne-marie.oneil@acme.example', 'Anne-Marie,Oneil'],
  ["o'neil@acme.example", ",O'Neil"],
  ['j.smith@acme.example', 'J,Smith'],
  ['ann_b.lee@acme.example', 'Ann B,Lee'],
  ['lee@acme.example', ',Lee'],
  ['x7@acme.example', ','],
])('the file for bulk upload proposes a name for %s', (address, expected) => {
  expect(csvOf([address], new Map()).split('\r\n')[1]).toBe(`${expected},${address},,/`);
});

test.each([
  ['Ann Lee', ['Ann', 'Lee']],
  ['Lee, Ann', ['Ann', 'Lee']],
  ['Ann van Dyck', ['Ann', 'van Dyck']],
  ['Ana María López García', ['Ana María', 'López García']],
  ['Madonna', null],
  ['ann@acme.example', null],
  ['Ann Lee, Ben Lee, Cid Lee', null],
])('of %s in a list of people the file takes %j', (person, expected) => {
  expect(namesIn(person)).toEqual(expected);
});

test('a name from the list of people goes before one guessed from the address, unless several people claim it', () => {
  const names = namesOfPeople([
    { email: ' Jl7@acme.example ', person: 'Jo Lee', department: '', employment: 'left' },
    { email: 'ann.lee@acme.example', person: 'Ann Senior, Ann Junior', department: '', employment: 'ambiguous' },
  ]);
  const rows = ['jl7@acme.example', 'ann.lee@acme.example'].map(email => row({ email, state: 'DECLINED' }));
  const found = unansweredOf(rows, [], NOW, names);
  expect(found.guesses).toEqual([
    { address: 'jl7@acme.example', name: 'Jo Lee', fromList: true },
    { address: 'ann.lee@acme.example', name: 'Ann Lee', fromList: false },
  ]);
  expect(found.csv.split('\r\n').slice(1, 3)).toEqual([
    'Jo,Lee,jl7@acme.example,,/',
    'Ann,Lee,ann.lee@acme.example,,/',
  ]);
});

test('addresses that Google or a spreadsheet program would not take are left out of the file and named', () => {
  const odd = [
    'ann+x@acme.example',
    '+plus@acme.example',
    '-minus@acme.example',
    "'ann@acme.example",
    '=cmd@acme.example',
    'ann..lee@acme.example',
    'ann.@acme.example',
    'josé_muñoz@acme.example',
  ];
  const rows = ['ann.lee@acme.example', 'x7@acme.example', ...odd].map(email => row({ email, state: 'DECLINED' }));
  const found = unansweredOf(rows, [], NOW, new Map());
  expect(found).toMatchObject({ nameless: 1, leftOut: odd });
  expect(found.guesses).toEqual([
    { address: 'ann.lee@acme.example', name: 'Ann Lee', fromList: false },
    { address: 'x7@acme.example', name: '', fromList: false },
  ]);
  expect(found.csv.split('\r\n')).toHaveLength(4);
  expect(found.csv).not.toMatch(/[=+]/);
});

test('through the desk: recent jobs without the one that runs, and who did not answer', () => {
  const office = makeOffice({ accounts: [...people(2), { email: 'no@acme.example', state: 'DECLINED', mails: 1 }] });
  expect(code(office.ask(desk => desk.unanswered()))).toBe('no-sheet');
  office.refresh();
  office.markAll();
  const job = office.run('send');
  expect(value(office.ask(desk => desk.pastJobs()))).toMatchObject([{ id: job.id, action: 'send', done: 2, total: 2 }]);
  expect(value(office.ask(desk => desk.unanswered()))).toMatchObject({ declined: ['no@acme.example'], ignored: [] });
  office.markAll();
  const running = office.begin('cancel');
  expect(value(office.ask(desk => desk.pastJobs())).map(({ id }) => id)).toEqual([job.id]);
  expect(running.status).toBe('running');
});
