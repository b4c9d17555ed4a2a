// Each reply of Google, and what it means for the address it was about.
import { addFault, createWorld, handle, type FaultRule } from '../../../dev/emulator/index';
import { LANGUAGES, type RuleName, RULES, ruleText } from '../../../dev/platform/index';
import { thrownCode } from '../../../src/core/google/errors';
import type { Reply } from '../../../src/core/google/http';
import { failureOf, lookOf, outcomeOf } from '../../../src/core/google/reply';

const NOW = Date.UTC(2026, 10, 21, 9);
const reply = (status: number, body: unknown = '', headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const failed = (code: number, status: string, message = 'Words.', details?: unknown[]): Reply =>
  reply(code, { error: { code, status, message, ...(details ? { details } : {}) } });
const invitation = {
  '@type': 'x',
  name: 'customers/C1/userinvitations/ann@acme.example',
  state: 'INVITED',
  mailsSentCount: '1',
  updateTime: '2026-11-21T09:00:00Z',
};
const HTML = '<!DOCTYPE html><title>Error</title>';

/** What the emulated Google says under a fault. */
function googleSays(rule: FaultRule): Reply {
  const world = createWorld({ now: NOW, accounts: [{ email: 'ann@acme.example' }] });
  addFault(world, rule);
  const { status, body, headers } = handle(world, {
    method: 'POST',
    url: '/v1/customers/my_customer/userinvitations/ann@acme.example:send',
    headers: { authorization: 'Bearer x' },
    body: '{}',
  });
  return {
    status,
    body,
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text])),
  };
}

test.each([
  [
    '200 done, telling the account',
    reply(200, { done: true, response: invitation }),
    { kind: 'done', account: { address: 'ann@acme.example', state: 'INVITED' } },
  ],
  ['200 done, telling nothing', reply(200, { done: true, response: {} }), { kind: 'done', account: null }],
  ['200 done, without a response', reply(200, { done: true }), { kind: 'done', account: null }],
  ['200 not done', reply(200, { name: 'operations/1', done: false }), { kind: 'unknown', code: 'not-finished' }],
  ['200 with {}', reply(200, {}), { kind: 'unknown', code: 'not-finished' }],
  ['200 with a list', reply(200, []), { kind: 'unknown', code: 'unreadable' }],
  ['200 with HTML', reply(200, HTML), { kind: 'unknown', code: 'unreadable' }],
  ['200 with nothing', reply(200), { kind: 'unknown', code: 'unreadable' }],
  ['200 cut off', reply(200, '{"done": tr'), { kind: 'unknown', code: 'unreadable' }],
  ['204', reply(204), { kind: 'unknown', code: 'unreadable' }],
  ['302', reply(302, HTML), { kind: 'unknown', code: 'server-error' }],
  ['400 invalid', failed(400, 'INVALID_ARGUMENT'), { kind: 'refused', code: 'invalid', google: 'Words.', http: 400 }],
  ['400 precondition', failed(400, 'FAILED_PRECONDITION'), { kind: 'refused', code: 'precondition' }],
  ['400 in HTML', reply(400, HTML), { kind: 'unknown', code: 'unreadable', google: '' }],
  ['401', failed(401, 'UNAUTHENTICATED'), { kind: 'stop', code: 'token' }],
  ['404', failed(404, 'NOT_FOUND'), { kind: 'refused', code: 'not-found' }],
  ['408', reply(408), { kind: 'unknown', code: 'no-reply' }],
  ['409 already there', failed(409, 'ALREADY_EXISTS'), { kind: 'refused', code: 'conflict' }],
  ['409 aborted', failed(409, 'ABORTED'), { kind: 'unknown', code: 'conflict' }],
  ['413', reply(413, HTML), { kind: 'unknown', code: 'unreadable' }],
  ['418 of Google', failed(418, 'UNKNOWN'), { kind: 'refused', code: 'other' }],
  ['501', failed(501, 'UNIMPLEMENTED'), { kind: 'stop', code: 'not-supported' }],
  ['501 in HTML', reply(501, HTML), { kind: 'unknown', code: 'server-error' }],
  ['499 cancelled', failed(499, 'CANCELLED'), { kind: 'unknown', code: 'no-reply' }],
  ['500', failed(500, 'INTERNAL'), { kind: 'unknown', code: 'server-error' }],
  ['502 in HTML', reply(502, HTML), { kind: 'unknown', code: 'server-error' }],
  ['503', failed(503, 'UNAVAILABLE'), { kind: 'unknown', code: 'server-error' }],
  ['504', failed(504, 'DEADLINE_EXCEEDED'), { kind: 'unknown', code: 'server-error' }],
  ['no reply', null, { kind: 'unknown', code: 'no-reply', http: 0 }],
])('send, %s', (_what, given, expected) => {
  expect(outcomeOf(given, NOW)).toMatchObject(expected);
});

test.each([
  [0, 'unknown', 'server-error'],
  [1, 'unknown', 'server-error'],
  [2, 'unknown', 'server-error'],
  [3, 'refused', 'invalid'],
  [4, 'unknown', 'server-error'],
  [5, 'refused', 'not-found'],
  [6, 'refused', 'conflict'],
  [7, 'refused', 'forbidden'],
  [9, 'refused', 'precondition'],
  [10, 'unknown', 'server-error'],
  [11, 'refused', 'other'],
  [12, 'refused', 'other'],
  [13, 'unknown', 'server-error'],
  [14, 'unknown', 'server-error'],
  [15, 'unknown', 'server-error'],
  [16, 'refused', 'other'],
])('an operation that failed with google.rpc.Code %i: %s, %s', (rpc, kind, code) => {
  expect(outcomeOf(reply(200, { done: true, error: { code: rpc, message: ' Two\n lines ' } }), NOW)).toMatchObject({
    kind,
    code,
    google: 'Two lines',
    http: 200,
  });
});

test.each([
  ['an unknown code', { code: 99 }],
  ['a code that is no number', { code: { toString: 1, valueOf: 1 } }],
  ['half a code', { code: 3.5 }],
  ['words instead of an error', 'failed'],
  ['a number instead of an error', 9],
  ['a list instead of an error', []],
])('an operation that failed with %s is not certain, whatever "done" says', (_what, error) => {
  expect(outcomeOf(reply(200, { done: true, error }), NOW)).toMatchObject({
    kind: 'unknown',
    code: 'server-error',
    google: '',
  });
});

test('an operation that failed for want of quota was not applied; one without words or code is not certain', () => {
  expect(outcomeOf(reply(200, { done: true, error: { code: 8, message: 'Quota' } }), NOW)).toEqual({
    kind: 'later',
    waitMs: null,
    http: 200,
    google: 'Quota',
  });
  expect(outcomeOf(reply(200, { done: true, error: {} }), NOW)).toMatchObject({ kind: 'unknown', google: '' });
});

test.each<[string, FaultRule, object]>([
  [
    'API off',
    { kind: 'SERVICE_DISABLED' },
    {
      kind: 'stop',
      code: 'api-off',
      link: expect.stringMatching(/^https:\/\/console\.developers\.google\.com\/apis\/api\/cloudidentity/),
    },
  ],
  ['scope not granted', { kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }, { kind: 'stop', code: 'scope', link: null }],
  [
    'not an admin',
    { kind: 'PERMISSION_DENIED' },
    { kind: 'stop', code: 'not-admin', google: 'The caller does not have permission' },
  ],
  ['the day’s quota', { kind: 'quota-403', daily: true }, { kind: 'stop', code: 'quota-day' }],
  ['the minute’s quota', { kind: 'quota-403' }, { kind: 'later', waitMs: null }],
])('403, %s, in Google’s own words', (_what, rule, expected) => {
  expect(outcomeOf(googleSays(rule), NOW)).toMatchObject({ http: 403, ...expected });
});

test.each([
  [
    'the API’s words without details',
    failed(403, 'PERMISSION_DENIED', 'Cloud Identity API has not been used in project 1 before or it is disabled.'),
    { code: 'api-off', link: null },
  ],
  [
    'the scope’s words without details',
    failed(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.'),
    { code: 'scope' },
  ],
  [
    'a link that leads elsewhere',
    failed(403, 'PERMISSION_DENIED', 'Off', [
      7,
      { links: 'none' },
      { links: [{ url: 'javascript:alert(1)' }, null] },
      { reason: 'SERVICE_DISABLED' },
    ]),
    { code: 'api-off', link: null },
  ],
])('403 with %s', (_what, given, expected) => {
  expect(failureOf(given, NOW)).toMatchObject({ kind: 'stop', ...expected });
});

test.each([
  ['HTML', reply(403, HTML)],
  ['an envelope that is none', reply(403, { error: 'no' })],
  ['nothing', reply(403)],
])('403 with %s says nothing of the admin', (_what, given) => {
  expect(failureOf(given, NOW)).toMatchObject({ kind: 'unknown', code: 'unreadable', google: '' });
});

test.each<[string, FaultRule, string]>([
  ['a project that is gone', { kind: 'project-403', reason: 'CONSUMER_INVALID' }, 'project'],
  ['a project that is suspended', { kind: 'project-403', reason: 'CONSUMER_SUSPENDED' }, 'project'],
  ['a project of others', { kind: 'project-403', reason: 'USER_PROJECT_DENIED', old: true }, 'project'],
  ['billing off', { kind: 'project-403', reason: 'BILLING_DISABLED' }, 'billing'],
  ['a perimeter', { kind: 'project-403', reason: 'SECURITY_POLICY_VIOLATED' }, 'policy'],
  ['a policy, as older front ends tell it', { kind: 'project-403', reason: 'domainPolicy', old: true }, 'policy'],
])('403 for %s is not about an admin’s role', (_what, rule, code) => {
  expect(outcomeOf(googleSays(rule), NOW)).toMatchObject({ kind: 'stop', code, http: 403 });
});

test.each([
  ['accessNotConfigured', 'api-off'],
  ['insufficientPermissions', 'scope'],
  ['dailyLimitExceeded', 'quota-day'],
  ['forbidden', 'not-admin'],
])('the reason %s in the older envelope', (reason, code) => {
  const old = reply(403, { error: { code: 403, message: 'Words.', errors: [{ domain: 'global', reason }] } });
  expect(failureOf(old, NOW)).toMatchObject({ kind: 'stop', code });
});
test('the minute’s quota in the older envelope', () => {
  const old = reply(403, { error: { code: 403, message: 'Slow.', errors: [{ reason: 'userRateLimitExceeded' }] } });
  expect(failureOf(old, NOW)).toMatchObject({ kind: 'later' });
});

test('a day’s quota as 429 stops the job; a minute’s says in its body when to come again', () => {
  expect(outcomeOf(googleSays({ kind: '429', daily: true }), NOW)).toMatchObject({ kind: 'stop', code: 'quota-day' });
  expect(outcomeOf(googleSays({ kind: '429', retryInfo: 7 }), NOW)).toMatchObject({ kind: 'later', waitMs: 7_000 });
  expect(outcomeOf(googleSays({ kind: '429', retryInfo: 7, retryAfter: 40 }), NOW)).toMatchObject({ waitMs: 40_000 });
});

test.each([
  ['no Retry-After', {}, null],
  ['zero', { 'retry-after': '0' }, null],
  ['a negative number', { 'retry-after': '-5' }, null],
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['parts of a second', { 'retry-after': ' 0.5 ' }, 500],
  ['a date', { 'retry-after': new Date(NOW + 90_000).toUTCString() }, 90_000],
  ['a date that is over', { 'retry-after': new Date(NOW - 90_000).toUTCString() }, null],
  ['nonsense', { 'retry-after': 'soon' }, null],
  ['a million years', { 'retry-after': '99999999999999999999' }, 900_000],
  ['a far date', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 900_000],
])('429 with %s', (_what, headers, waitMs) => {
  expect(
    outcomeOf(reply(429, { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Slow down' } }, headers), NOW),
  ).toEqual({ kind: 'later', waitMs, http: 429, google: 'Slow down' });
});

test('Google’s words are cut, and never more than one line', () => {
  expect(outcomeOf(failed(400, 'INVALID_ARGUMENT', `a\r\n\tb${'x'.repeat(1000)}`), NOW).google).toMatch(/^a bx{296}…$/);
});

test.each([
  ['the account', reply(200, invitation), { kind: 'found', account: { state: 'INVITED', mails: 1 } }],
  ['404 of Google', failed(404, 'NOT_FOUND'), { kind: 'absent', http: 404 }],
  ['404 of something in between', reply(404, HTML), { kind: 'unknown', code: 'unreadable' }],
  ['a new state', reply(200, { ...invitation, state: 'EXPIRED' }), { kind: 'unknown', code: 'new-state' }],
  ['403', failed(403, 'PERMISSION_DENIED'), { kind: 'stop', code: 'not-admin' }],
  ['500', reply(500), { kind: 'unknown', code: 'server-error' }],
  ['429', reply(429), { kind: 'later', waitMs: null }],
  ['something else', reply(200, { name: 'x' }), { kind: 'unknown', code: 'unreadable' }],
  ['no reply', null, { kind: 'unknown', code: 'no-reply' }],
])('a look that brings %s', (_what, given, expected) => {
  expect(lookOf(given, NOW)).toMatchObject(expected);
});

test.each([
  ['Exception: Service invoked too many times for one day: urlfetch.', 'quota-day'],
  ['Exception: Service invoked too many times: urlfetch', 'quota-day'],
  ['Exception: Servicio solicitado demasiadas veces en un mismo día: urlfetch.', 'quota-day'],
  ['Exception: Trop d’appels pour ce service aujourd’hui : urlfetch.', 'quota-day'],
  ['Exception: 1 日にサービス urlfetch を実行した回数が多すぎます。', 'quota-day'],
  ['Exception: Service invoked too many times for one day: properties get.', 'quota-service'],
  ['Exception: Service called too frequently in one day: properties set.', 'quota-service'],
  ['Exception: 1 日にサービス properties get を実行した回数が多すぎます。', 'quota-service'],
  [
    'Exception: Service invoked too many times in a short time: urlfetch. Try Utilities.sleep(1000) between calls.',
    null,
  ],
  ['Exception: サービス urlfetch の短時間での実行が多すぎます。Utilities.sleep(1000) を試してください。', null],
  [
    'Exception: No cuentas con el permiso para llamar a UrlFetchApp.fetchAll. Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
    'scope',
  ],
  [
    'Exception: Xyz: https://developers.google.com/apps-script/guides/support/troubleshooting#authorization-is',
    'scope',
  ],
  ['Exception: Address unavailable: https://cloudidentity.googleapis.com/', null],
  ['Exception: Limit Exceeded: URLFetch URL Length.', null],
  ['Exception: Argument too large: value', null],
  ['Exception: Service error: Spreadsheets', null],
  ['Exception: Lock timeout: another process was holding the lock for too long.', null],
])('the platform throws %j', (text, code) => {
  expect(thrownCode(new Error(text))).toBe(code);
});

test('no other refusal of the host is taken for a permission or a day’s quota, in any language', () => {
  const meant: Readonly<Record<string, string>> = {
    scope: 'scope',
    authorization: 'scope',
    'fetch-quota': 'quota-day',
    'service-quota': 'quota-service',
  };
  const filled = { scopes: 'https://www.googleapis.com/auth/script.external_request', service: 'properties get' };
  for (const name of Object.keys(RULES) as RuleName[])
    for (const language of LANGUAGES) {
      const text = ruleText(name, name === 'service-error' ? { service: 'Properties' } : filled, language);
      expect([name, language, thrownCode(new Error(text))]).toEqual([name, language, meant[name] ?? null]);
    }
});
