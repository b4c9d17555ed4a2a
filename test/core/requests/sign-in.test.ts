// Choosing with whose authority Google is asked, and what Google’s signature service answers. Also what a refusal is
// about: one address, or the admin.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { makeContext } from '../../../src/core/context';
import type { ActivityRow } from '../../../src/core/contract/rows';
import type { SignInMode, SignInTried, SignInWish } from '../../../src/core/contract/rpc';
import { ask, askAction, askEligibility, askLooks, mayList } from '../../../src/core/google/client';
import type { Call, Reply } from '../../../src/core/google/http';
import type { NotSignedIn } from '../../../src/core/google/outcome';
import type { Deps, Store } from '../../../src/core/ports';
import { lookUp } from '../../../src/core/requests/look-up';
import { signInRequests } from '../../../src/core/requests/sign-in';
import { claimsOf, keepKey, loadKey, type Key } from '../../../src/core/sign-in/service-account';
import {
  actsForOf,
  keepSignIn,
  loadSignIn,
  ownToken,
  withoutServiceAccount,
  type SignIn,
} from '../../../src/core/sign-in/sign-in';
import { signJwt } from '../../../src/core/sign-in/sign-jwt';
import { code, makeOffice, value, words } from '../office';

const ADA = 'ada@acme.example';
const ROBOT = 'inviter@demo.iam.gserviceaccount.com';
const KEY: Key = { email: ROBOT, id: 'k1', pem: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n' };
const FILE = JSON.stringify({
  type: 'service_account',
  client_email: ROBOT,
  private_key_id: 'k1',
  private_key: KEY.pem,
});
const HOW: SignIn = { mode: 'key', serviceAccount: ROBOT, actFor: ADA };
const OWN: SignIn = { mode: 'own', serviceAccount: '', actFor: '' };
const NOW = Date.UTC(2026, 10, 21, 9);
const LINK = 'https://console.developers.google.com/apis/api/iamcredentials.googleapis.com/overview?project=7';
const json = (status: number, body: unknown, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: JSON.stringify(body),
});
const refusal = (status: number, message: string, name = '', reason = ''): Reply =>
  json(status, { error: { message, status: name, details: [{ reason }, { links: [{ url: LINK }] }] } });
const PAGE = json(200, {});
const NO_ROLE = refusal(403, 'The caller does not have permission', 'PERMISSION_DENIED');

function memory(): Store & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const get = (key: string): string | null => kept.get(key) ?? null;
  return {
    kept,
    get,
    latest: get,
    forget: () => undefined,
    set: (key, text) => {
      kept.set(key, text);
    },
    setAll: values => {
      for (const [key, text] of Object.entries(values)) kept.set(key, text);
    },
    remove: key => {
      kept.delete(key);
    },
  };
}

function open(
  reply: () => Reply[] = () => [PAGE],
  builtIn: readonly SignInMode[] = ['own', 'key', 'delegation'],
  who = 'bob@acme.example',
) {
  const { settings, clock, quota: fetches } = makeOffice().execution(who).deps;
  const own = memory();
  const seen = {
    asked: [] as { signIn: SignIn; key: Key | null; calls: readonly Call[]; fresh: boolean }[],
    kept: 0,
    forgotten: 0,
  };
  const desk = signInRequests(
    {
      userStore: own,
      settings,
      clock,
      who,
      builtIn,
      quota: {
        ...fetches,
        keep: () => {
          seen.kept++;
        },
      },
      httpAs: (signIn, key) => ({
        fetchAll: (calls, fresh) => {
          seen.asked.push({ signIn, key, calls, fresh });
          return reply();
        },
      }),
      forgetToken: () => {
        seen.forgotten++;
      },
    },
    words,
  );
  const use = (patch: Partial<SignInWish> = {}, anyway = false): SignInTried =>
    value(desk.useSignIn({ ...HOW, key: FILE, ...patch }, anyway));
  return { own, seen, desk, use };
}

test('what works is used from then on, after one page of the list with a token of its own', () => {
  const { own, seen, desk, use } = open();
  expect(value(desk.signIn())).toEqual({ ...OWN, key: null, builtIn: ['own', 'key', 'delegation'] });
  expect(use()).toMatchObject({
    used: true,
    faults: {},
    problem: null,
    said: `It works: Google answers ${ROBOT} for ${ADA}.`,
    view: { ...HOW, key: { email: ROBOT, id: 'k1' } },
  });
  expect(seen).toMatchObject({ asked: [{ signIn: HOW, key: KEY, fresh: true }], kept: 1 });
  expect(seen.asked[0]?.calls.map(({ url }) => url)).toEqual([expect.stringMatching(/userinvitations\?pageSize=1$/)]);
  expect([loadSignIn(own), loadKey(own)]).toEqual([HOW, KEY]);
  expect(JSON.stringify(value(desk.signIn()))).not.toContain('PRIVATE KEY');
});

test('a key that is kept serves again, and another way leaves it where it is', () => {
  const { own, seen, use } = open();
  expect(use({ key: '' }).faults).toEqual({ key: words.problems['no-key'].title });
  keepKey(own, KEY);
  expect(use({ key: '' })).toMatchObject({ used: true });
  expect(use({ mode: 'delegation', serviceAccount: ` ${ROBOT.toUpperCase()}`, key: '' })).toMatchObject({
    used: true,
    view: { mode: 'delegation', serviceAccount: ROBOT },
  });
  expect(use({ mode: 'own', key: '' })).toMatchObject({
    used: true,
    said: 'It works: Google answers bob@acme.example.',
    view: { ...OWN, key: { id: 'k1' } },
  });
  expect(seen.asked.map(({ key }) => key)).toEqual([KEY, null, null]);
});

test('a key that is removed is gone, and the person’s own sign-in takes its place where it was in use', () => {
  const { own, seen, desk, use } = open();
  use();
  expect(value(desk.removeKey())).toMatchObject({ ...OWN, key: null });
  expect([loadKey(own), seen.forgotten]).toEqual([null, 1]);
  use({ mode: 'delegation', key: '' });
  expect(value(desk.removeKey())).toMatchObject({ mode: 'delegation', actFor: ADA });
});

test('what is typed wrong is said at its field, and nothing is asked', () => {
  const { own, seen, use } = open(undefined, ['own', 'key']);
  const { fields } = words.signIn;
  expect(use({ key: '{}', actFor: 'ada' })).toMatchObject({
    used: false,
    problem: null,
    said: '',
    faults: { actFor: fields.actFor, key: fields.key },
  });
  expect(use({ mode: 'delegation', serviceAccount: ADA, actFor: ROBOT }, true).faults).toEqual({
    mode: words.problems['no-delegation'].title,
    serviceAccount: fields.serviceAccount,
    actFor: fields.actFor,
  });
  expect(use({ mode: 'delegation' }).faults).toEqual({ mode: words.problems['no-delegation'].title });
  expect([seen.asked, [...own.kept]]).toEqual([[], []]);
});

const unsent = (failure: NotSignedIn): Reply => ({ status: 0, headers: {}, body: '', unsent: failure });
const throwing = (text: string) => (): Reply[] => {
  throw new Error(text);
};
test.each<[string, string, () => Reply[]]>([
  ['a stale token', 'token', () => [refusal(401, 'Invalid credentials')]],
  ['the API switched off', 'api-off', () => [refusal(403, 'It is disabled.', 'PERMISSION_DENIED', 'SERVICE_DISABLED')]],
  ['a permission not granted', 'scope', () => [refusal(403, 'Insufficient', '', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')]],
  ['no admin', 'not-admin', () => [NO_ROLE]],
  ['the day’s quota', 'quota-day', () => [refusal(403, 'Quota exceeded per day')]],
  ['too fast', 'slow-down', () => [refusal(429, '')]],
  ['a wrong customer', 'bad-customer', () => [refusal(400, 'Invalid customer')]],
  ['a server that fails', 'no-answer', () => [json(503, '')]],
  ['a page that is none', 'unreadable', () => [{ status: 200, headers: {}, body: '<html>' }]],
  ['no reply', 'no-answer', () => []],
  ['a network that fails', 'no-answer', throwing('Address unavailable')],
  ['the platform’s quota', 'quota-day', throwing('Service invoked too many times for one day: urlfetch.')],
  [
    'no token',
    'not-delegated',
    () => [unsent({ kind: 'stop', code: 'not-delegated', http: 401, google: 'unauthorized_client', link: null })],
  ],
])('a refusal says what is wrong and changes nothing, unless it is to be used anyway: %s', (_what, told, reply) => {
  const { own, seen, use } = open(reply);
  expect(use()).toMatchObject({
    used: false,
    faults: {},
    problem: { code: told },
    said: '',
    view: { mode: 'own', key: null },
  });
  expect([own.kept.size, seen.kept]).toEqual([0, 1]);
  expect(use({}, true)).toMatchObject({
    used: true,
    problem: { code: told },
    said: '',
    view: { mode: 'key', key: { id: 'k1' } },
  });
});

test('Google’s words are quoted, but for an API that is off its own link is given', () => {
  expect(open(() => [NO_ROLE]).use().problem?.advice).toContain('Google says: The caller does not have permission');
  const { problem } = open(() => [refusal(403, 'It is disabled.', '', 'SERVICE_DISABLED')]).use();
  expect(problem?.link?.url).toBe(LINK);
  expect(problem?.advice).not.toContain('It is disabled.');
});

test('Google is asked to sign for exactly these claims, with the person’s own token', () => {
  const claims = claimsOf(ROBOT, ADA, NOW);
  const call = signJwt.call(claims, 'own');
  expect(call).toMatchObject({
    method: 'post',
    url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${encodeURIComponent(ROBOT)}:signJwt`,
    contentType: 'application/json',
    token: 'own',
  });
  expect(JSON.parse(call.body ?? '')).toEqual({ payload: JSON.stringify(claims) });
  expect(signJwt.jwtOf(json(200, { signedJwt: 'a.b.c' }), NOW)).toEqual({ ok: true, value: 'a.b.c' });
});

test.each<[string, Reply, Partial<NotSignedIn>]>([
  [
    'the API off',
    refusal(403, 'Off', '', 'SERVICE_DISABLED'),
    { kind: 'stop', code: 'iam-off', link: LINK, http: 403, google: 'Off' },
  ],
  ['no role on the account', NO_ROLE, { kind: 'stop', code: 'not-creator', link: null }],
  ['permission not granted', refusal(403, '', '', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'), { kind: 'stop', code: 'scope' }],
  ['own token refused', refusal(401, ''), { kind: 'stop', code: 'token' }],
  ['no such account', refusal(404, 'Gone', 'NOT_FOUND'), { kind: 'stop', code: 'no-service-account', google: 'Gone' }],
  ['anything else it refuses', refusal(400, 'Bad'), { kind: 'stop', code: 'sign-in-refused', http: 400 }],
  ['too fast', json(429, {}, { 'retry-after': '7' }), { kind: 'later', waitMs: 7000 }],
  ['a server that fails', json(500, {}), { kind: 'later', waitMs: null, http: 500 }],
  ['no signature in it', json(200, { keyId: 'k' }), { kind: 'later', http: 200 }],
  ['not JSON', { status: 200, headers: {}, body: '<html>' }, { kind: 'later', http: 200 }],
])('what a refused signature means: %s', (_what, reply, failure) => {
  expect(signJwt.jwtOf(reply, NOW)).toMatchObject({ ok: false, failure });
});

test('without a service account only the way back to one’s own sign-in is open', () => {
  const own = memory();
  keepSignIn(own, HOW);
  const desk = withoutServiceAccount(own, words);
  expect(value(desk.signIn())).toEqual({ ...HOW, key: null, builtIn: ['own'] });
  expect(value(desk.useSignIn({ ...HOW, key: FILE }, true))).toMatchObject({
    used: false,
    problem: { code: 'no-delegation' },
    view: HOW,
  });
  expect(value(desk.removeKey())).toMatchObject(HOW);
  expect(value(desk.useSignIn({ ...OWN, key: '' }, false))).toMatchObject({ used: true, problem: null, view: OWN });
  expect(loadSignIn(own)).toEqual(OWN);
});

test('a sign-in that another build left gives no token here', () => {
  expect(ownToken(() => 'mine', OWN)()).toEqual({ ok: true, token: 'mine' });
  expect(ownToken(() => 'mine', HOW)()).toMatchObject({ ok: false, failure: { kind: 'stop', code: 'no-delegation' } });
  expect([actsForOf(OWN), actsForOf(HOW)]).toEqual([null, ADA]);
});

test.each([
  '',
  '{',
  '[]',
  'null',
  '{"mode":"other","serviceAccount":"","actFor":""}',
  '{"mode":"key","serviceAccount":7,"actFor":""}',
  '{"mode":"key","serviceAccount":""}',
])('what is kept and cannot be read is one’s own sign-in: %s', text => {
  const own = memory();
  own.set('signIn', text);
  expect(loadSignIn(own)).toEqual(OWN);
});

/** The ports in memory, with Google answering by address: `p1:send`, `p1`, `p1:isInvitableUser`, or `list`. */
function facing(replies: Readonly<Record<string, Reply>>, more: Partial<Deps> = {}) {
  const { deps } = makeOffice().execution(ADA);
  const batches: string[][] = [];
  const nameOf = ({ url }: Call): string =>
    decodeURIComponent(/userinvitations\/(.+)$/.exec(url)?.[1] ?? 'list').replace('@acme.example', '');
  const http: Deps['http'] = {
    fetchAll: (calls, fresh) => {
      batches.push(calls.map(call => (fresh ? 'fresh ' : '') + nameOf(call)));
      return calls.flatMap(
        call => (fresh ? replies[`fresh ${nameOf(call)}`] : undefined) ?? replies[nameOf(call)] ?? [],
      );
    },
  };
  return { deps: { ...deps, http, ...more }, batches };
}
const [P1, P2] = ['p1@acme.example', 'p2@acme.example'];
const account = (state = 'INVITED'): Reply =>
  json(200, { name: `customers/C1/userinvitations/${P1}`, state, mailsSentCount: '1' });
const DONE = json(200, { done: true, response: {} });
const YES = json(200, { isInvitableUser: true });
const NO = json(200, {});
const kinds = ({
  outcomes,
}: {
  readonly outcomes: readonly { readonly kind: string; readonly code?: string }[];
}): string[] => outcomes.map(({ kind, code }) => (kind === 'refused' || kind === 'stop' ? `${kind} ${code}` : kind));

test('a stale token is replaced once, for those alone who were refused for it', () => {
  const stale = refusal(401, '');
  const { deps, batches } = facing({ 'p1:send': stale, 'fresh p1:send': DONE, 'p2:send': DONE });
  expect(kinds(askAction(deps, [P1, P2], 'send'))).toEqual(['done', 'done']);
  expect(batches).toEqual([['p1:send', 'p2:send'], ['fresh p1:send']]);
  expect(kinds(askAction(facing({ 'p1:send': stale }).deps, [P1], 'send'))).toEqual(['stop token']);
});

test('no more go at once than is set, none asks nothing, and a network that fails leaves each to be looked at', () => {
  const base = facing({ 'p1:send': DONE, 'p2:send': DONE });
  const deps = { ...base.deps, settings: () => ({ ...base.deps.settings(), atOnce: 1 }) };
  expect([kinds(askAction(deps, [P1, P2], 'send')), base.batches]).toEqual([
    ['done', 'done'],
    [['p1:send'], ['p2:send']],
  ]);
  expect(ask(deps, [], () => ({ kind: 'never' }))).toEqual({ outcomes: [], halt: null });
  const cut = facing({}, { http: { fetchAll: throwing('Service invoked too many times for one day: urlfetch.') } });
  expect(askAction(cut.deps, [P1], 'send')).toMatchObject({
    outcomes: [{ kind: 'unknown', code: 'no-reply' }],
    halt: 'quota-day',
  });
  expect([kinds(askEligibility(cut.deps, [P1])), mayList(cut.deps)]).toEqual([['unknown'], false]);
});

test.each<[string, Record<string, Reply>, string[]]>([
  ['another of the batch was taken', { 'p1:send': NO_ROLE, 'p2:send': DONE }, ['refused forbidden', 'done']],
  [
    'one of them cannot be invited',
    { 'p1:send': NO_ROLE, 'p2:send': NO_ROLE, 'p1:isInvitableUser': NO, 'p2:isInvitableUser': YES },
    ['refused forbidden', 'stop not-admin'],
  ],
  [
    'nothing is told at all',
    { 'p1:send': NO_ROLE, 'p2:send': NO_ROLE, 'p1:isInvitableUser': NO_ROLE, 'p2:isInvitableUser': NO_ROLE },
    ['stop not-admin', 'stop not-admin'],
  ],
])('a 403 to sending is about the address or about the admin: %s', (_what, replies, told) => {
  expect(kinds(askAction(facing(replies).deps, [P1, P2], 'send'))).toEqual(told);
});

test.each<[string, Record<string, Reply>, string[]]>([
  ['nobody is refused', { p1: account(), p2: account() }, ['found', 'found']],
  ['another is shown', { p1: NO_ROLE, p2: account() }, ['absent', 'found']],
  ['the list is shown', { p1: NO_ROLE, p2: NO_ROLE, list: PAGE }, ['absent', 'absent']],
  ['nothing is shown', { p1: NO_ROLE, p2: NO_ROLE, list: NO_ROLE }, ['stop not-admin', 'stop not-admin']],
])('a 403 to looking is about the account or about the admin: %s', (_what, replies, told) => {
  expect(kinds(askLooks(facing(replies).deps, [P1, P2]))).toEqual(told);
});

test.each<[string, Reply[], Reply, string[]]>([
  ['nobody is refused', [YES, NO], NO_ROLE, ['eligible', 'not-eligible']],
  ['another is told', [NO_ROLE, NO], NO_ROLE, ['refused forbidden', 'not-eligible']],
  ['the list is shown', [NO_ROLE, refusal(429, '')], PAGE, ['refused forbidden', 'later']],
  ['nothing is told', [NO_ROLE, NO_ROLE], NO_ROLE, ['stop not-admin', 'stop not-admin']],
])(
  'a 403 to asking whether one can be invited is about the address or about the admin: %s',
  (_what, [one = NO, other = NO], list, told) => {
    expect(
      kinds(askEligibility(facing({ 'p1:isInvitableUser': one, 'p2:isInvitableUser': other, list }).deps, [P1, P2])),
    ).toEqual(told);
  },
);

const ABSENT = refusal(404, 'Gone', 'NOT_FOUND');
test.each<[string, Record<string, Reply>, object]>([
  [
    'on the list',
    { p1: account(), 'p1:isInvitableUser': YES },
    { account: { state: 'INVITED', mails: 1, changedAt: null }, listed: true, eligible: true, problem: null },
  ],
  [
    'not on the list',
    { p1: ABSENT, 'p1:isInvitableUser': NO },
    { account: null, listed: false, eligible: false, problem: null },
  ],
  [
    'refused, but answered about',
    { p1: NO_ROLE, 'p1:isInvitableUser': NO },
    { listed: false, eligible: false, problem: null },
  ],
  [
    'refused both times',
    { p1: NO_ROLE, 'p1:isInvitableUser': NO_ROLE },
    { listed: null, eligible: null, problem: { code: 'not-admin' } },
  ],
  [
    'on the list, the other refused',
    { p1: account(), 'p1:isInvitableUser': refusal(400, 'Bad') },
    { listed: true, eligible: null, problem: { code: 'not-told' } },
  ],
  [
    'too fast',
    { p1: refusal(429, ''), 'p1:isInvitableUser': YES },
    { listed: null, eligible: true, problem: { code: 'slow-down' } },
  ],
  ['no reply', {}, { listed: null, eligible: null, problem: { code: 'no-answer' } }],
  [
    'a stale token twice',
    { p1: refusal(401, ''), 'p1:isInvitableUser': refusal(401, '') },
    { problem: { code: 'token' } },
  ],
])('one address is looked up: %s', (_what, replies, told) => {
  expect(value(lookUp(makeContext(facing(replies).deps, words), ` ${P1.toUpperCase()} `))).toMatchObject({
    address: P1,
    row: null,
    history: [],
    ...told,
  });
});

test('looking up takes one address, and says what the platform refuses', () => {
  const { deps } = facing(
    {},
    { http: { fetchAll: throwing('権限: https://www.googleapis.com/auth/script.external_request') } },
  );
  expect(['', 'nobody', `${P1}, ${P2}`].map(text => code(lookUp(makeContext(deps, words), text)))).toEqual(
    Array(3).fill('not-an-address'),
  );
  expect(value(lookUp(makeContext(deps, words), P1)).problem?.code).toBe('scope');
});

test('looking up shows the row, and what was done, the latest first', () => {
  const { deps } = facing({ p1: account(), 'p1:isInvitableUser': YES });
  const line: ActivityRow & { readonly row: number } = {
    row: 2,
    at: null,
    by: '',
    job: 'j',
    action: null,
    address: P1,
    outcome: null,
    reason: '',
    code: '',
    http: null,
    attempts: null,
  };
  const lines = [
    line,
    { ...line, at: NOW, action: 'send' as const, outcome: 'done' as const, by: ADA },
    { ...line, address: P2 },
  ];
  const activity: Deps['activity'] = { ...deps.activity, read: () => ({ rows: lines, missing: [], places: '' }) };
  const accounts: Deps['accounts'] = {
    ...deps.accounts,
    read: () => ({
      rows: [{ ...EMPTY_ROW, row: 5, mark: true, email: ' P1@acme.example', result: 'Sent' }],
      missing: [],
      places: '',
    }),
  };
  const found = value(lookUp(makeContext({ ...deps, accounts, activity }, words), P1));
  expect(found.row).toEqual({ row: 5, marked: true, result: 'Sent' });
  expect(found.history.map(({ at, what }) => [at, what])).toEqual([
    [new Date(NOW).toISOString(), `${words.actions.send}: ${words.outcomes.done}`],
    [null, ''],
  ]);
});
