// What a look at an account settles, and what that makes of its line.
import type { Account } from '../../../src/core/accounts/account';
import { codeWith, evidenceIn, type Known } from '../../../src/core/contract/evidence';
import { KINDS, type ActionKind } from '../../../src/core/contract/kinds';
import type { Look, Outcome } from '../../../src/core/google/outcome';
import { lineAfterLook, lineAfterReply, put, type Judge } from '../../../src/core/jobs/line-outcome';
import type { Line } from '../../../src/core/jobs/queue';
import { GRACE_MS, reconcile, type Settled } from '../../../src/core/jobs/reconcile';
import { words } from '../office';

const SINCE = 1_000_000_000;
const LATE = SINCE + GRACE_MS;
const account = (state: Account['state'], changedAt: number | null): Account => ({
  address: 'a@b.example',
  state,
  mails: 1,
  changedAt,
});
const found = (state: Account['state'], changedAt: number | null): Look & { kind: 'found' } => ({
  kind: 'found',
  account: account(state, changedAt),
  http: 200,
  google: '',
});
const absent: Look & { kind: 'absent' } = { kind: 'absent', http: 404, google: '' };
const told = { http: 200, google: 'G' };

test.each<['send' | 'cancel', Look & { kind: 'found' | 'absent' }, Settled, Settled]>([
  ['send', found('INVITED', SINCE + 1), 'done', 'done'],
  ['send', found('INVITED', SINCE - 59_000), 'done', 'done'],
  // Whoever was invited at some time before may have been so by us, on another clock.
  ['send', found('INVITED', SINCE - 61_000), 'wait', 'absent'],
  ['send', found('INVITED', null), 'wait', 'absent'],
  ['send', found('NOT_YET_SENT', SINCE - 61_000), 'wait', 'not-done'],
  ['send', found('NOT_YET_SENT', null), 'wait', 'not-done'],
  ['send', found('DECLINED', SINCE + 1), 'declined', 'declined'],
  ['send', found('DECLINED', SINCE - 61_000), 'wait', 'not-done'],
  ['send', found('ACCEPTED', null), 'accepted', 'accepted'],
  ['send', absent, 'wait', 'absent'],
  ['cancel', found('INVITED', SINCE - 61_000), 'wait', 'not-done'],
  ['cancel', found('NOT_YET_SENT', SINCE + 1), 'done', 'done'],
  ['cancel', found('NOT_YET_SENT', SINCE - 61_000), 'wait', 'done'],
  ['cancel', found('DECLINED', SINCE + 1), 'done', 'done'],
  ['cancel', found('ACCEPTED', SINCE + 1), 'accepted', 'accepted'],
  ['cancel', absent, 'wait', 'absent'],
])('after a %s of which nothing was known before, %j', (action, look, early, late) => {
  expect(
    [LATE - 1, LATE].map(now => reconcile(action, look, { since: SINCE, began: SINCE, before: null, now })),
  ).toEqual([early, late]);
});

const line = (more: Partial<Line> = {}): Line => ({
  at: SINCE,
  by: 'ada',
  job: 'j',
  action: 'send',
  address: 'a@b.example',
  outcome: 'sending',
  reason: '',
  code: '',
  http: null,
  attempts: 1,
  row: 2,
  lookAt: 0,
  fails: 0,
  standing: 'first',
  ...more,
});
const judge = (kind: ActionKind): Judge => ({ kind, rules: KINDS[kind], words });
test.each<['send' | 'cancel', Settled, number, string, string]>([
  ['send', 'done', 1, 'done', words.results.done.send],
  ['cancel', 'done', 1, 'done', words.results.done.cancel],
  ['send', 'accepted', 1, 'skipped', words.results.acceptedMeanwhile],
  ['send', 'declined', 1, 'skipped', words.results.declinedMeanwhile],
  ['send', 'wait', 1, 'checking', words.results.checking(null)],
  ['send', 'not-done', 2, 'queued', words.results.retry],
  ['send', 'not-done', 3, 'refused', words.results.gaveUp],
  ['send', 'absent', 1, 'unknown', words.results.unclear.absent],
  ['cancel', 'absent', 1, 'queued', words.results.retry],
  ['cancel', 'absent', 3, 'unknown', words.results.unclear.absent],
])('a %s found to be %s at attempt %i', (action, settled, attempts, outcome, reason) => {
  expect(lineAfterLook(line({ action, attempts }), settled, judge(action))).toMatchObject({ outcome, reason });
});
test('a line that waits keeps the reason it has', () => {
  expect(
    lineAfterLook(line({ reason: 'Because.', code: 'checking/unreadable', attempts: null }), 'wait', judge('send')),
  ).toEqual({
    outcome: 'checking',
    code: 'checking/unreadable',
    reason: 'Because.',
  });
});

test.each<[string, Partial<Line>, Outcome, string, RegExp]>([
  ['a send that is done', {}, { kind: 'done', account: null, ...told }, 'done', /mailed/],
  [
    'a send that is done, and shows it',
    {},
    { kind: 'done', account: account('INVITED', SINCE), ...told },
    'done',
    /mailed/,
  ],
  [
    'a send that is done, but shows the invitation of before',
    {
      code: codeWith({
        reason: 'sending',
        at: SINCE,
        known: { state: 'INVITED', mails: 1, changedAt: SINCE - 61_000 },
      }),
    },
    { kind: 'done', account: account('INVITED', SINCE - 61_000), ...told },
    'checking',
    /showed no change/,
  ],
  [
    'a cancel that is done, and does not touch the time',
    { action: 'cancel' },
    { kind: 'done', account: account('NOT_YET_SENT', SINCE - 61_000), ...told },
    'done',
    /cancelled/,
  ],
  ['a send that is refused', {}, { kind: 'refused', code: 'precondition', ...told }, 'refused', /Google says: G/],
  [
    'a first cancel that finds nothing',
    { action: 'cancel' },
    { kind: 'refused', code: 'not-found', ...told },
    'refused',
    /does not know/,
  ],
  [
    'a second cancel that finds nothing',
    { action: 'cancel', attempts: 2 },
    { kind: 'refused', code: 'not-found', ...told },
    'done',
    /cancelled/,
  ],
  [
    'a second cancel that is refused otherwise',
    { action: 'cancel', attempts: 2 },
    { kind: 'refused', code: 'invalid', ...told },
    'refused',
    /not valid/,
  ],
  ['too many', {}, { kind: 'later', waitMs: null, ...told }, 'queued', /asked to wait/],
  ['nobody knows', {}, { kind: 'unknown', code: 'server-error', ...told }, 'checking', /Looking whether/],
  ['nothing goes', {}, { kind: 'stop', code: 'scope', link: null, ...told }, 'queued', /Waiting until/],
])('%s', (_what, more, outcome, expected, reason) => {
  const change = lineAfterReply(line(more), outcome, judge(more.action === 'cancel' ? 'cancel' : 'send'));
  expect(change.outcome).toBe(expected);
  expect(change.reason).toMatch(reason);
});

// Google's clock is an hour off, tells its count of mails or not, and touches the time of a resend or not.
describe.each([-3_600_000, 0, 3_600_000])('with a clock %i ms off', skew => {
  const then = SINCE - 864e5;
  const since = SINCE + skew;
  const seen = (state: Account['state'], mails: number | null, changedAt: number | null): Look & { kind: 'found' } => ({
    ...found(state, changedAt),
    account: { ...account(state, changedAt), mails },
  });
  test.each<[string, Known, Look & { kind: 'found' }, Settled]>([
    [
      'a first invitation is there',
      { state: 'NOT_YET_SENT', mails: 0, changedAt: then },
      seen('INVITED', 1, since),
      'done',
    ],
    [
      'and its count is not told',
      { state: 'NOT_YET_SENT', mails: 0, changedAt: then },
      seen('INVITED', null, since),
      'done',
    ],
    ['and no time either', { state: 'NOT_YET_SENT', mails: 0, changedAt: null }, seen('INVITED', null, null), 'done'],
    [
      'a first invitation is not there',
      { state: 'NOT_YET_SENT', mails: 0, changedAt: then },
      seen('NOT_YET_SENT', 0, then),
      'not-done',
    ],
    [
      'a resend is counted, its time untouched',
      { state: 'INVITED', mails: 1, changedAt: then },
      seen('INVITED', 2, then),
      'done',
    ],
    [
      'a resend touches the time, its count is not told',
      { state: 'INVITED', mails: null, changedAt: then },
      seen('INVITED', null, since),
      'done',
    ],
    ['a resend is not counted', { state: 'INVITED', mails: 1, changedAt: then }, seen('INVITED', 1, then), 'not-done'],
    ['no witness tells', { state: 'INVITED', mails: null, changedAt: then }, seen('INVITED', null, then), 'absent'],
    [
      'who declined is invited again',
      { state: 'DECLINED', mails: 1, changedAt: then },
      seen('INVITED', 2, since),
      'done',
    ],
    [
      'who declined is as before',
      { state: 'DECLINED', mails: 1, changedAt: then },
      seen('DECLINED', 1, then),
      'not-done',
    ],
    [
      'who was invited declines',
      { state: 'INVITED', mails: 1, changedAt: then },
      seen('DECLINED', 1, since),
      'declined',
    ],
  ])('%s', (_what, before, look, late) => {
    const at = (now: number) => reconcile('send', look, { since: SINCE, began: SINCE, before, now });
    expect(at(LATE)).toBe(late);
    // Within the grace nothing is called not done.
    expect([late === 'not-done' || late === 'absent' ? 'wait' : late]).toContain(at(LATE - 1));
  });
});

test('Google says yes and every witness says no: looked at again, and never sent again by itself', () => {
  const code = codeWith({
    reason: 'sending',
    at: SINCE,
    known: { state: 'INVITED', mails: 1, changedAt: SINCE - 864e5 },
  });
  const same = { kind: 'done', account: account('INVITED', SINCE - 864e5), ...told } as const;
  const change = lineAfterReply(line({ code }), same, judge('send'));
  expect(change).toMatchObject({ outcome: 'checking', code: 'checking/no-change' });
  const asked = line({ code });
  put(asked, change);
  expect(evidenceIn(asked.code)).toEqual({ ...evidenceIn(code), reason: 'checking/no-change' });
  expect(lineAfterLook(asked, 'not-done', judge('send'))).toMatchObject({ outcome: 'unknown' });
});
