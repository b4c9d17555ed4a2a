// A service account's sign-in: what it asserts, how long a token is kept and for what, and what each of Google's
// refusals means.
import type { Reply } from '../../../src/core/google/http';
import type { Store } from '../../../src/core/ports';
import {
  claimsOf,
  keepKey,
  loadKey,
  makeTokens,
  readAdmin,
  readKey,
  readServiceAccount,
  SCOPE,
  type Key,
  type SignInCall,
  type SignInPorts,
} from '../../../src/core/sign-in/service-account';
import { keepSignIn, loadSignIn, type SignIn } from '../../../src/core/sign-in/sign-in';

const NOW = Date.UTC(2026, 10, 21, 9);
const ROBOT = 'inviter@demo.iam.gserviceaccount.com';
const KEY: Key = { email: ROBOT, id: 'k1', pem: 'PEM' };
const HOW: SignIn = { mode: 'key', serviceAccount: ROBOT, actFor: 'ada@acme.example' };
const FILE = {
  type: 'service_account',
  client_email: ROBOT,
  private_key_id: 'k1',
  private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
};
const json = (status: number, body: unknown): Reply => ({ status, headers: {}, body: JSON.stringify(body) });

function desk(reply: ((call: SignInCall) => Reply) | null = null) {
  const asked: SignInCall[] = [];
  const state = { now: NOW, cached: null as string | null, seconds: 0, asked };
  const ports: SignInPorts = {
    now: () => state.now,
    ownToken: () => 'own',
    encode: text => `<${text}>`,
    sign: (_text, pem) => `signed by ${pem}`,
    signJwt: null,
    ask: call => {
      asked.push(call);
      return reply === null ? json(200, { access_token: `t${asked.length}`, expires_in: 3599 }) : reply(call);
    },
    cache: {
      get: () => state.cached,
      put: (text, seconds) => {
        state.cached = text;
        state.seconds = seconds;
      },
      remove: () => {
        state.cached = null;
      },
    },
  };
  return { state, ports, tokens: (how = HOW, key: Key | null = KEY) => makeTokens(ports, how, key) };
}

test('the assertion names account, admin, the one scope, and an hour', () => {
  expect(claimsOf(ROBOT, 'ada@acme.example', NOW + 999)).toEqual({
    iss: ROBOT,
    sub: 'ada@acme.example',
    scope: SCOPE,
    aud: 'https://oauth2.googleapis.com/token',
    iat: NOW / 1000,
    exp: NOW / 1000 + 3600,
  });
  const { state, tokens } = desk();
  tokens()(false);
  expect(state.asked[0]).toMatchObject({
    url: 'https://oauth2.googleapis.com/token',
    token: null,
    contentType: 'application/x-www-form-urlencoded',
  });
  expect(state.asked[0]?.body).toContain('"kid":"k1"');
  expect(state.asked[0]?.body).toMatch(
    /^grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=.*\.signed by PEM$/,
  );
});

test('a token is kept no longer than it lives, and serves other executions until two minutes before its end', () => {
  const { state, tokens } = desk();
  const first = tokens();
  expect([first(false), first(false), tokens()(false)]).toEqual(Array(3).fill({ ok: true, token: 't1' }));
  expect(state.seconds).toBe(3599 - 120);
  state.now += 3_480_000;
  expect([first(false), tokens()(false)]).toEqual([
    { ok: true, token: 't2' },
    { ok: true, token: 't2' },
  ]);
  expect([first(true), tokens()(false)]).toEqual([
    { ok: true, token: 't3' },
    { ok: true, token: 't3' },
  ]);
});

test.each<[string, SignIn, Key]>([
  ['another admin', { ...HOW, actFor: 'bob@acme.example' }, KEY],
  ['another account', { ...HOW, serviceAccount: 'other@demo.iam.gserviceaccount.com' }, KEY],
  ['another key', HOW, { ...KEY, id: 'k2' }],
])('a token that is kept is for one sign-in alone: %s', (_what, how, key) => {
  const { tokens } = desk();
  tokens()(false);
  expect(tokens(how, key)(false)).toEqual({ ok: true, token: 't2' });
});

test('a token of which nobody says how long it lives serves its own execution alone', () => {
  const { state, tokens } = desk(() => json(200, { access_token: 't' }));
  expect([tokens()(false), state.cached]).toEqual([{ ok: true, token: 't' }, null]);
});

test('one’s own sign-in is never kept', () => {
  const { state, tokens } = desk();
  expect([tokens({ ...HOW, mode: 'own' })(false), state.cached, state.asked]).toEqual([
    { ok: true, token: 'own' },
    null,
    [],
  ]);
});

test.each<[number, string, string, string]>([
  [401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method', 'not-delegated'],
  [403, 'access_denied', 'Requested client not authorized.', 'not-delegated'],
  [400, 'invalid_scope', 'Invalid OAuth scope', 'not-delegated'],
  [400, 'admin_policy_enforced', '', 'not-delegated'],
  [401, 'disabled_client', 'The OAuth client was disabled.', 'no-service-account'],
  [400, 'invalid_grant', 'Invalid grant: account not found', 'no-service-account'],
  [400, 'invalid_grant', 'Invalid JWT Signature.', 'key-refused'],
  [400, 'invalid_grant', 'Not a valid email.', 'no-such-admin'],
  [400, 'invalid_grant', 'Invalid email or User ID', 'no-such-admin'],
  [400, 'invalid_grant', 'Invalid JWT: Token must be a short-lived token', 'sign-in-refused'],
  [401, 'invalid_client', 'The OAuth client was not found.', 'no-service-account'],
  [401, 'deleted_client', 'The OAuth client was deleted.', 'no-service-account'],
  [400, 'something_new', '', 'sign-in-refused'],
])('%i %s "%s" means %s', (status, error, description, code) => {
  expect(desk(() => json(status, { error, error_description: description })).tokens()(false)).toMatchObject({
    ok: false,
    failure: { kind: 'stop', code, http: status },
  });
});

test('what passes by itself is waited for, and the platform’s own refusals stop', () => {
  for (const reply of [
    json(503, {}),
    json(429, { error: 'rate_limit_exceeded' }),
    { status: 200, headers: {}, body: '<html>' },
  ])
    expect(desk(() => reply).tokens()(false)).toMatchObject({ ok: false, failure: { kind: 'later' } });
  const thrown = (words: string) =>
    desk(() => {
      throw new Error(words);
    }).tokens()(false);
  expect(thrown('Address unavailable')).toMatchObject({ failure: { kind: 'later', google: '' } });
  expect(thrown('Service invoked too many times for one day: urlfetch.')).toMatchObject({
    failure: { kind: 'stop', code: 'quota-day' },
  });
  expect(desk().tokens(HOW, null)(false)).toMatchObject({ failure: { code: 'no-key' } });
  expect(desk().tokens({ ...HOW, mode: 'delegation' })(false)).toMatchObject({ failure: { code: 'no-delegation' } });
});

test('only a service account’s key file is one', () => {
  expect(readKey(JSON.stringify(FILE))).toEqual({ email: ROBOT, id: 'k1', pem: FILE.private_key });
  expect(readKey(JSON.stringify({ ...FILE, private_key_id: undefined }))).toMatchObject({ email: ROBOT, id: '' });
  for (const wrong of [
    '',
    '[]',
    JSON.stringify({ ...FILE, type: 'authorized_user' }),
    JSON.stringify({ ...FILE, client_email: 'ada@acme.example' }),
    JSON.stringify({ ...FILE, client_email: 7 }),
    JSON.stringify({ ...FILE, private_key: 'secret' }),
  ])
    expect(readKey(wrong)).toBeNull();
  expect([
    readServiceAccount(` ${ROBOT.toUpperCase()} `),
    readServiceAccount('ada@acme.example'),
    readAdmin(' Ada@acme.example'),
    readAdmin(ROBOT),
    readAdmin('ada'),
  ]).toEqual([ROBOT, null, 'ada@acme.example', null, null]);
});

test('what is kept is read again; what cannot be read is one’s own sign-in', () => {
  const kept = new Map<string, string>();
  const store: Store = {
    get: key => kept.get(key) ?? null,
    latest: key => kept.get(key) ?? null,
    forget: () => undefined,
    set: (key, value) => {
      kept.set(key, value);
    },
    setAll: values => {
      for (const [key, text] of Object.entries(values)) kept.set(key, text);
    },
    remove: key => {
      kept.delete(key);
    },
  };
  expect([loadSignIn(store).mode, loadKey(store)]).toEqual(['own', null]);
  keepSignIn(store, HOW);
  keepKey(store, KEY);
  expect([loadSignIn(store), loadKey(store)]).toEqual([HOW, KEY]);
  for (const key of [...kept.keys()]) kept.set(key, '{"mode":"other"');
  expect([loadSignIn(store).mode, loadKey(store)]).toEqual(['own', null]);
});
