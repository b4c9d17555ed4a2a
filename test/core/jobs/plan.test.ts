// Whom a job would concern, who is left out and why, and what the log knows of an address.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { sealed } from '../../../src/core/contract/evidence';
import type { AccountRow, ActivityRow } from '../../../src/core/contract/rows';
import type { Action, PlanOptions } from '../../../src/core/contract/rpc';
import { MY_CUSTOMER } from '../../../src/core/google/user-invitations';
import { MARKS, pastOf, planIdOf, planOf, type Past, type Plan } from '../../../src/core/jobs/plan';
import { NO_OPTIONS } from '../office';

const USUAL = { recentDays: 7, only: null };
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 9);
const ANN = 'ann@acme.example';
const row = (more: Partial<AccountRow> = {}): AccountRow => ({
  ...EMPTY_ROW,
  mark: true,
  email: ANN,
  state: 'NOT_YET_SENT',
  mails: 0,
  seenAt: NOW,
  ...more,
});
const line = (more: Partial<ActivityRow> = {}): ActivityRow => ({
  at: NOW - DAY,
  by: 'ada',
  job: 'j',
  action: 'send',
  address: ANN,
  outcome: 'done',
  reason: '',
  code: '',
  http: 200,
  attempts: 1,
  ...more,
});
const none = new Map<string, Past>();
const both = { includeRecent: true, includeDeclined: true, includeAgain: false };
const again = { ...NO_OPTIONS, includeAgain: true };

const planned = (
  rows: readonly AccountRow[],
  past: ReadonlyMap<string, Past>,
  action: Action,
  options: PlanOptions,
): Plan => planOf({ rows, past, action, options, now: NOW, settings: USUAL });
const named = (action: Action, options: PlanOptions, addresses: readonly string[]): string =>
  planIdOf({ action, options, addresses, customer: MY_CUSTOMER, source: MARKS });

test.each<[string, Partial<AccountRow>, string | null, string | null, string | null]>([
  ['not invited', {}, null, null, null],
  ['hand-typed, of unknown state', { state: null }, null, null, null],
  ['hand-typed, with a count of mails', { state: null, mails: 2 }, null, null, null],
  ['not listed', { state: 'NOT_LISTED' }, null, null, null],
  ['no longer listed after two mails', { state: 'NOT_LISTED', mails: 2 }, 'again', 'again', null],
  ['not invited any more, after a mail', { mails: 1, changedAt: NOW - 8 * DAY }, 'again', 'again', null],
  ['accepted', { state: 'ACCEPTED' }, 'accepted', 'accepted', 'accepted'],
  ['declined', { state: 'DECLINED', changedAt: NOW - 30 * DAY }, 'declined', null, 'declined'],
  ['invited long ago', { state: 'INVITED', changedAt: NOW - 8 * DAY }, 'again', 'again', null],
  ['invited lately', { state: 'INVITED', changedAt: NOW - 6 * DAY }, 'recent', null, 'recent'],
  ['invited, nobody knows when', { state: 'INVITED', changedAt: null }, 'recent', null, 'recent'],
  ['without an address', { email: '  ' }, 'no-address', 'no-address', 'no-address'],
  ['with two addresses', { email: 'a@b.example, c@d.example' }, 'invalid', 'invalid', 'invalid'],
])('sending to an account that is %s', (_what, more, usual, withBoth, withAgain) => {
  for (const [options, code] of [
    [NO_OPTIONS, usual],
    [both, withBoth],
    [again, withAgain],
  ] as const) {
    const plan = planned([row(more)], none, 'send', options);
    expect([plan.addresses, plan.skipped.map(skip => skip.code)]).toEqual(code === null ? [[ANN], []] : [[], [code]]);
    expect(plan.notListed).toBe(more.state === 'NOT_LISTED' && code === null ? 1 : 0);
  }
  expect(planned([row({ ...more, mark: false })], none, 'send', both)).toMatchObject({
    addresses: [],
    skipped: [],
  });
});

test.each<[AccountRow['state'], string | null]>([
  ['INVITED', null],
  ['NOT_LISTED', null],
  [null, null],
  ['ACCEPTED', 'accepted'],
  ['DECLINED', 'declined'],
  ['NOT_YET_SENT', 'not-invited'],
])('cancelling for an account in state %s', (state, code) => {
  expect(planned([row({ state })], none, 'cancel', NO_OPTIONS).skipped.map(skip => skip.code)).toEqual(
    code === null ? [] : [code],
  );
});

test('of several rows with one address the newest telling decides, and the address is named once', () => {
  const rows = [
    row({ state: null }),
    row({ email: ' ANN@acme.example', state: 'INVITED', changedAt: NOW - 9 * DAY, seenAt: NOW - 9 * DAY }),
    row({ state: 'ACCEPTED', mark: false, seenAt: NOW }),
    row({ email: 'no', state: 'INVITED' }),
  ];
  expect(planned(rows, none, 'send', NO_OPTIONS).skipped).toEqual([
    { code: 'accepted', shown: ANN },
    { code: 'invalid', shown: 'no' },
  ]);
  expect(planned([row(), row(), row()], none, 'send', NO_OPTIONS)).toMatchObject({
    addresses: [ANN],
    skipped: [{ code: 'duplicate', shown: ANN }],
  });
});

test.each<[string, ActivityRow[], Past | undefined]>([
  ['nothing of an address it does not name', [], undefined],
  [
    'nothing of other actions and of lines without an address',
    [line({ action: 'cancel' }), line({ action: 'check' }), line({ address: '' })],
    undefined,
  ],
  ['a mail', [line()], { mails: 1, mailedAt: NOW - DAY, unclear: null }],
  [
    'a mail, though a person typed over the action',
    [line({ action: null })],
    { mails: 1, mailedAt: NOW - DAY, unclear: null },
  ],
  [
    'the last of two mails, in whatever order they stand',
    [line({ at: NOW }), line()],
    { mails: 2, mailedAt: NOW, unclear: null },
  ],
  ['nothing of what was never sent', [line({ outcome: 'queued' }), line({ outcome: 'stopped' })], undefined],
  [
    'an attempt in the air, and since when',
    [line({ outcome: 'sending', at: 5 }), line({ outcome: 'unknown', at: 9 })],
    { mails: 0, mailedAt: null, unclear: { since: 5, known: null } },
  ],
  [
    'an outcome that a person typed over',
    [line({ outcome: null, at: null })],
    { mails: 0, mailedAt: null, unclear: { since: 0, known: null } },
  ],
  [
    'that something may have been done where the parts of a line do not belong together',
    [
      line(),
      line(sealed(line({ address: 'bob@acme.example', code: 'done' }))),
      { ...sealed(line()), outcome: 'refused' },
    ],
    { mails: 1, mailedAt: NOW - DAY, unclear: { since: NOW - DAY, known: null } },
  ],
  [
    'that something may have been done where the line of a refresh names an address',
    [line({ action: 'refresh' })],
    { mails: 0, mailedAt: null, unclear: { since: NOW - DAY, known: null } },
  ],
  [
    'that a later refusal clears up',
    [line({ outcome: 'unknown', at: 5 }), line({ outcome: 'refused', at: 9 })],
    { mails: 0, mailedAt: null, unclear: null },
  ],
  [
    'that a later mail clears up',
    [line({ outcome: 'checking', at: 5 }), line({ at: 9 })],
    { mails: 1, mailedAt: 9, unclear: null },
  ],
  [
    'that a later look clears up',
    [line({ at: 1 }), line({ outcome: 'unknown', at: 5 }), line({ outcome: 'skipped', at: 9 })],
    { mails: 1, mailedAt: 1, unclear: null },
  ],
])('the log knows %s', (_what, lines, past) => {
  expect(pastOf(lines).get(ANN)).toEqual(past);
});

test('an unclear attempt is looked at before a sending, and does not matter to a cancelling', () => {
  const past = new Map([[ANN, { mails: 0, mailedAt: null, unclear: { since: NOW - DAY, known: null } }]]);
  expect(planned([row()], past, 'send', NO_OPTIONS).lookFirst.get(ANN)).toEqual({ since: NOW - DAY, known: null });
  expect(planned([row({ state: 'INVITED' })], past, 'cancel', NO_OPTIONS).lookFirst.size).toBe(0);
  expect(
    planned([row()], new Map([[ANN, { mails: 1, mailedAt: NOW - DAY, unclear: null }]]), 'send', NO_OPTIONS).skipped,
  ).toMatchObject([{ code: 'recent' }]);
});

test('who is mailed again is told apart, with the larger of both counts of mails', () => {
  const rows = [
    row(),
    row({ email: 'bob@acme.example', state: 'INVITED', mails: 2, changedAt: NOW - 30 * DAY }),
    row({ email: 'cem@acme.example', state: 'INVITED', mails: null, changedAt: NOW - 30 * DAY }),
    row({ email: 'dee@acme.example' }),
    row({ email: 'eva@acme.example', state: 'DECLINED', mails: 1 }),
  ];
  const past = pastOf(
    ['bob', 'dee', 'dee', 'dee'].map(name => line({ address: `${name}@acme.example`, at: NOW - 30 * DAY })),
  );
  const all = { includeRecent: true, includeDeclined: true, includeAgain: true };
  const plan = planned(rows, past, 'send', all);
  expect(plan.addresses).toHaveLength(5);
  expect(plan.again).toEqual([
    { address: 'bob@acme.example', mails: 2 },
    { address: 'cem@acme.example', mails: null },
    { address: 'dee@acme.example', mails: 3 },
    { address: 'eva@acme.example', mails: 1 },
  ]);
  expect(planned(rows, past, 'send', NO_OPTIONS)).toMatchObject({ addresses: [ANN], again: [] });
  // The time of the last mail may have been taken away: it was mailed all the same.
  const timeless = pastOf([line({ at: null })]);
  expect(planned([row()], timeless, 'send', NO_OPTIONS).skipped).toMatchObject([{ code: 'again' }]);
  expect(planned(rows, past, 'cancel', NO_OPTIONS).again).toEqual([]);
});

test('another action, option, address or order is another plan', () => {
  const ids = [
    named('send', NO_OPTIONS, ['a', 'b']),
    named('cancel', NO_OPTIONS, ['a', 'b']),
    named('send', both, ['a', 'b']),
    named('send', again, ['a', 'b']),
    named('send', NO_OPTIONS, ['b', 'a']),
    named('send', NO_OPTIONS, ['a', 'c']),
    named('send', NO_OPTIONS, ['ab']),
    named('send', NO_OPTIONS, []),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(named('send', NO_OPTIONS, ['a', 'b'])).toBe(ids[0]);
});

test('both forms of a domain in two rows are one person', () => {
  const rows = [row({ email: 'ann@bücher.example' }), row({ email: 'ann@xn--bcher-kva.example' })];
  expect(planned(rows, new Map(), 'send', NO_OPTIONS)).toMatchObject({
    addresses: ['ann@bücher.example'],
    skipped: [{ code: 'duplicate', shown: 'ann@xn--bcher-kva.example' }],
  });
});

test('an unclear attempt from before the guard is as good as a mail of then', () => {
  const past = (days: number) =>
    new Map([[ANN, { mails: 0, mailedAt: null, unclear: { since: NOW - days * DAY, known: null } }]]);
  const { recentDays } = USUAL;
  expect(planned([row()], past(recentDays - 0.1), 'send', NO_OPTIONS).lookFirst.size).toBe(1);
  const atNoTime = new Map([[ANN, { mails: 0, mailedAt: null, unclear: { since: 0, known: null } }]]);
  expect(planned([row()], atNoTime, 'send', NO_OPTIONS).lookFirst.size).toBe(1);
  expect(planned([row()], past(recentDays), 'send', NO_OPTIONS)).toMatchObject({
    addresses: [],
    skipped: [{ code: 'again', shown: ANN }],
  });
  expect(planned([row()], past(recentDays), 'send', { ...NO_OPTIONS, includeAgain: true })).toMatchObject({
    addresses: [ANN],
    lookFirst: new Map(),
    again: [{ address: ANN, mails: null }],
  });
});
