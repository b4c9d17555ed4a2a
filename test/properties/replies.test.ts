// Google's replies, whatever they hold: each is sorted as one outcome, and never as "certainly not applied" or "done"
// when that is not certain.
import fc from 'fast-check';
import { isRecord } from '../../src/core/contract/json';
import type { Reply } from '../../src/core/google/http';
import type { Outcome } from '../../src/core/google/outcome';
import { eligibilityOf, lookOf, outcomeOf, pageOf } from '../../src/core/google/reply';
import { anySign, claim, holds } from './runs';

const NOW = Date.UTC(2026, 10, 21, 9);

const status = fc.oneof(
  fc.constantFrom(0, 200, 204, 302, 400, 401, 403, 404, 408, 409, 429, 499, 500, 502, 503, 504),
  fc.integer({ min: 0, max: 700 }),
);
const word = fc.constantFrom(
  'FAILED_PRECONDITION',
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'ABORTED',
  'RESOURCE_EXHAUSTED',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'UNAVAILABLE',
  'INTERNAL',
  'SERVICE_DISABLED',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'RATE_LIMIT_EXCEEDED',
  'Quota exceeded per day.',
  'Quota exceeded per minute.',
  'Request had insufficient authentication scopes.',
  'It is disabled.',
  'INVITED',
  'DECLINED',
  'customers/C1/userinvitations/ann@acme.example',
  '2026-11-21T09:00:00Z',
  'https://console.x',
  '',
);
/** Keys that mean something to us, and some that mean something to JavaScript. */
const key = fc.constantFrom(
  'error',
  'code',
  'message',
  'status',
  'details',
  'reason',
  'links',
  'url',
  'done',
  'response',
  'name',
  'state',
  'mailsSentCount',
  'updateTime',
  'userInvitations',
  'nextPageToken',
  'isInvitableUser',
  'toString',
  'valueOf',
  '__proto__',
  'length',
);
const value = fc.letrec<{ any: unknown }>(tie => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, 3, 8, 9, 13, 16, 99, -1, 0.5, '', '2'),
    word,
    fc.string(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).any;
/** Near to what Google says, with anything in the place of each part. */
const operation = fc.record(
  {
    done: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: value }),
    error: fc.oneof(
      fc.record(
        { code: fc.oneof(fc.integer({ min: -1, max: 20 }), value), message: fc.oneof(word, value) },
        { requiredKeys: [] },
      ),
      value,
    ),
    response: value,
  },
  { requiredKeys: [] },
);
const envelope = fc.record({
  error: fc.oneof(
    fc.record(
      {
        code: value,
        message: fc.oneof(word, value),
        status: fc.oneof(word, value),
        details: fc.oneof(
          fc.array(fc.record({ reason: fc.oneof(word, value), links: value }, { requiredKeys: [] }), { maxLength: 2 }),
          value,
        ),
      },
      { requiredKeys: [] },
    ),
    value,
  ),
});
const body = fc.oneof(
  fc.oneof(operation, envelope, value).map(thing => JSON.stringify(thing)),
  fc.oneof(operation, envelope).map(thing => JSON.stringify(thing).slice(0, -3)),
  fc.string({ unit: anySign }),
  fc.constantFrom('', '<!DOCTYPE html>', 'null', '[]', '{}', '"done"', '['.repeat(20_000)),
);
const headers = fc.oneof(
  fc.constant<Record<string, string>>({}),
  fc
    .oneof(
      fc.string(),
      fc.nat().map(String),
      fc.double().map(String),
      fc.constantFrom(
        '-5',
        '1e9',
        '9'.repeat(400),
        'Infinity',
        'NaN',
        'Fri, 31 Dec 9999 23:59:59 GMT',
        'Thu, 01 Jan 1970 00:00:00 GMT',
      ),
    )
    .map(wait => ({ 'retry-after': wait })),
);
const reply: fc.Arbitrary<Reply | null> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ status, body, headers }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** google.rpc.Code of an operation that says: this was not done, and will not be. Any other may have had its effect. */
const NOT_DONE = [3, 5, 6, 7, 9, 11, 12, 16];
const EXHAUSTED = 8;

/** The only outcomes a reply may have, straight from the design's section 3: what is not certain is unknown. */
function allowed(given: Reply | null): readonly Outcome['kind'][] {
  if (given === null) return ['unknown'];
  const content = parsed(given.body);
  if (given.status >= 200 && given.status < 300) {
    if (!isRecord(content)) return ['unknown'];
    const { error, done } = content;
    if (error === undefined || error === null) return done === true ? ['done'] : ['unknown'];
    if (!isRecord(error)) return ['unknown'];
    const code = typeof error['code'] === 'string' ? Number(error['code']) : error['code'];
    return code === EXHAUSTED ? ['later'] : NOT_DONE.includes(code as number) ? ['refused'] : ['unknown'];
  }
  // Not in Google's envelope: from something in between, of which only a 429 says that it passed nothing on.
  const says = isRecord(content) && isRecord(content['error']) ? content['error'] : null;
  if (says === null) return given.status === 429 ? ['later'] : ['unknown'];
  // Not handled at all: the token, the project or the admin was turned away, or the quota.
  if (given.status === 401) return ['stop'];
  if (given.status === 403) return ['stop', 'later'];
  if (given.status === 429) return ['stop', 'later'];
  if (given.status === 501 && says['status'] === 'UNIMPLEMENTED') return ['stop'];
  // Somebody gave up waiting; something else was at it at the same time.
  if (given.status === 408 || given.status === 499) return ['unknown'];
  if (given.status === 409) return says['status'] === 'ALREADY_EXISTS' ? ['refused'] : ['unknown'];
  return given.status >= 400 && given.status < 500 ? ['refused'] : ['unknown'];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isToldWell({ http, google }: { readonly http: number; readonly google: string }, given: Reply | null): void {
  claim(http === (given?.status ?? 0), 'the status is Google’s', { http, given });
  claim(google.length <= 300 && !/[\r\n\t]/.test(google), 'Google’s words fit into a line', google);
}

test('any reply to a send or cancel has one outcome, and only one that is certain is called done, refused or later', () => {
  holds(reply, 1_500, given => {
    const outcome = outcomeOf(given, NOW);
    claim(allowed(given).includes(outcome.kind), 'the outcome is one that this reply may have', { outcome, given });
    isToldWell(outcome, given);
    if (outcome.kind === 'later' && outcome.waitMs !== null) {
      expect(outcome.waitMs).toBeGreaterThan(0);
      expect(outcome.waitMs).toBeLessThanOrEqual(15 * 60_000);
    }
    if (outcome.kind === 'stop') expect(outcome.link ?? 'https://console.').toMatch(/^https:\/\/console\./);
  });
});

test('any reply to a look has one meaning: found only with an account of Google’s, absent only in Google’s own words', () => {
  holds(reply, 800, given => {
    const look = lookOf(given, NOW);
    isToldWell(look, given);
    if (look.kind === 'found') {
      expect(given?.status).toBeGreaterThanOrEqual(200);
      expect(given?.status).toBeLessThan(300);
      expect(look.account.address).not.toBe('');
      expect(['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED']).toContain(look.account.state);
      expect(look.account.mails === null || Number.isFinite(look.account.mails)).toBe(true);
      expect(look.account.changedAt === null || Number.isFinite(look.account.changedAt)).toBe(true);
    } else if (look.kind === 'absent')
      expect([given?.status, parsed(given?.body ?? '')]).toMatchObject([404, { error: { status: 'NOT_FOUND' } }]);
    else expect(['refused', 'later', 'unknown', 'stop']).toContain(look.kind);
  });
});

test('any reply to a list is a page of whole accounts or a failure, and any reply about one who may be invited is a yes, a no or a failure', () => {
  const invitation = fc.record(
    {
      name: fc.oneof(word, value),
      state: fc.oneof(word, value),
      mailsSentCount: value,
      updateTime: fc.oneof(word, value),
    },
    { requiredKeys: [] },
  );
  const page = fc
    .record(
      { userInvitations: fc.oneof(fc.array(invitation, { maxLength: 3 }), value), nextPageToken: value },
      { requiredKeys: [] },
    )
    .map(thing => JSON.stringify(thing));
  holds(fc.record({ status, headers, body: fc.oneof(page, body) }), 600, given => {
    const read = pageOf(given, NOW);
    const content = parsed(given.body);
    if (read.ok) {
      const entries = isRecord(content) ? (content['userInvitations'] ?? []) : null;
      expect(read.page.accounts).toHaveLength((entries as unknown[]).length);
      expect(read.page.next).not.toBe('');
    } else expect(['refused', 'later', 'unknown', 'stop']).toContain(read.failure.kind);
    const may = eligibilityOf(given, NOW);
    if (may.kind === 'eligible') expect(content).toMatchObject({ isInvitableUser: true });
    if (may.kind === 'not-eligible')
      expect([given.status >= 200 && given.status < 300, isRecord(content)]).toEqual([true, true]);
  });
});
