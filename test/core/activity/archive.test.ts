// Which lines of Activity may be archived: those from which nothing is decided any more.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { archivable } from '../../../src/core/activity/archive';
import type { AccountRow, ActivityRow } from '../../../src/core/contract/rows';
import { DAY } from '../../../src/core/contract/time';
import { pastOf } from '../../../src/core/jobs/plan';
import { cancelOf, remindersOf } from '../../../src/core/jobs/plan-sources';

const NOW = Date.UTC(2026, 10, 22);
const SETTINGS = { recentDays: 7, only: null };
type Line = ActivityRow & { readonly row: number };
let row = 1;
const line = (address: string, patch: Partial<ActivityRow> = {}): Line => ({
  row: ++row,
  at: NOW - 200 * DAY,
  by: 'ada',
  job: 'j1',
  action: 'send',
  address: `${address}@a.example`,
  outcome: 'done',
  reason: '',
  code: '',
  http: 200,
  attempts: 1,
  ...patch,
});
const account = (address: string, state: AccountRow['state'], mails: number | null = null): AccountRow => ({
  ...EMPTY_ROW,
  email: `${address}@a.example`,
  state,
  mails,
  changedAt: NOW - 150 * DAY,
  seenAt: NOW,
});
/** Five later jobs, which are shown as recent. */
const later = ['j5', 'j6', 'j7', 'j8', 'j9'].map(job => line('z', { job }));
const chosen = (lines: readonly Line[], accounts: readonly AccountRow[], days = 90, lastJob: string | null = null) => {
  const { lines: found, open } = archivable({ lines: [...lines, ...later], accounts, lastJob, days, now: NOW });
  return [found.map(({ address, outcome }) => `${address.split('@')[0] ?? ''} ${String(outcome)}`), open];
};

test('mails go only when the person has accepted or is gone from the list; other clear lines go in any case', () => {
  const accounts = [
    account('in', 'ACCEPTED'),
    account('gone', 'NOT_LISTED'),
    account('open', 'INVITED'),
    account('no', 'DECLINED'),
    account('new', 'NOT_YET_SENT'),
    account('blank', null),
  ];
  const mails = ['in', 'gone', 'open', 'no', 'new', 'blank', 'deleted'].map(address => line(address));
  expect(chosen(mails, accounts)).toEqual([['in done', 'gone done'], 5]);
  const others = [
    line('open', { action: 'check', outcome: 'eligible' }),
    line('open', { outcome: 'refused' }),
    line('open', { outcome: 'stopped' }),
    line('open', { action: 'cancel', outcome: 'done' }),
  ];
  expect(chosen(others, accounts)).toEqual([['open eligible', 'open refused', 'open stopped'], 1]);
});

test('young lines, lines of recent jobs and of the last one, and everything about an unclear address stay', () => {
  const accounts = ['a', 'b', 'c', 'd', 'e', 'f', 'z'].map(address => account(address, 'ACCEPTED'));
  expect(chosen([line('a', { at: NOW - 90 * DAY }), line('b', { at: NOW - 91 * DAY })], accounts)).toEqual([
    ['b done'],
    0,
  ]);
  expect(chosen([line('a')], accounts, 365)).toEqual([[], 0]);
  expect(chosen([line('a', { job: 'j0' }), line('b', { action: 'check', job: 'jc' })], accounts, 90, 'jc')).toEqual([
    ['a done'],
    0,
  ]);
  const unclear = (['unknown', 'sending', 'checking', null] as const).map((outcome, at) =>
    line('abcd'.charAt(at), { outcome }),
  );
  expect(
    chosen(
      [
        ...unclear,
        ...['a', 'b', 'c', 'd'].map(address => line(address, { outcome: 'refused' })),
        line('e', { action: null }),
        line('e'),
        line('f', { at: null }),
      ],
      accounts,
    ),
  ).toEqual([[], 0]);
});

test('what is decided from the log stays the same without the archived lines', () => {
  const accounts = [
    account('in', 'ACCEPTED'),
    account('open', 'INVITED', 1),
    account('back', 'INVITED', 1),
    account('odd', 'INVITED', 1),
  ];
  const lines = [
    ...['in', 'open', 'back'].map(address => line(address)),
    line('open', { job: 'j2' }),
    line('back', { job: 'j2', action: 'cancel', at: NOW - 160 * DAY }),
    line('odd', { outcome: 'unknown' }),
    line('odd', { job: 'j2', outcome: 'refused' }),
    line('open', { job: 'j3', outcome: 'refused' }),
    line('in', { job: 'j3', action: 'check', outcome: 'not-eligible' }),
    ...later,
  ];
  const gone = new Set(archivable({ lines, accounts, lastJob: null, days: 90, now: NOW }).lines);
  expect(gone.size).toBe(3);
  const rest = lines.filter(one => !gone.has(one));
  const reminders = (of: readonly Line[], most: number) =>
    remindersOf({ rows: accounts, lines: of, policy: { days: 7, most }, now: NOW, settings: SETTINGS });
  for (const most of [2, 3]) expect(reminders(rest, most)).toEqual(reminders(lines, most));
  const open = (of: readonly Line[]) => [...pastOf(of)].filter(([address]) => !address.startsWith('in@'));
  expect(open(rest)).toEqual(open(lines));
  expect(cancelOf(accounts, rest, 'j1', SETTINGS).addresses).toEqual(
    cancelOf(accounts, lines, 'j1', SETTINGS).addresses,
  );
});
