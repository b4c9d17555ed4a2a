// The token endpoint and signJwt of the emulator: each wrong claim is refused with Google's words, and a token is good
// only for what it was given for.
import { createSign, generateKeyPairSync } from 'node:crypto';
import {
  addFault,
  INVITATIONS_SCOPE,
  makeKeyFile,
  type Options,
  revokeTokens,
  setOptions,
  type World,
} from '../../dev/emulator/index';
import { call, NOW, smallWorld, type Reply } from './emulator-helpers';

const ROBOT = 'inviter@demo.iam.gserviceaccount.com';
const ADA = 'ada@acme.test';
const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const NOW_S = NOW / 1000;
const CLAIMS = { iss: ROBOT, sub: ADA, scope: INVITATIONS_SCOPE, aud: TOKEN_URL, iat: NOW_S, exp: NOW_S + 3600 };
type Key = { readonly private_key: string; readonly private_key_id: string };

/** One key for all of them: to make one takes a while. */
const world = smallWorld({ serviceAccounts: [{ email: ROBOT, creators: ['bob@acme.test'] }], admins: [ADA] });
const robot = world.serviceAccounts.get(ROBOT)!;
const key = JSON.parse(makeKeyFile(robot)) as Key;
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object, { header = {}, pem = key.private_key }: { header?: object; pem?: string } = {}): string {
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: key.private_key_id, ...header })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(pem).toString('base64url')}`;
}
const exchange = (assertion: string, grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer', of: World = world): Reply =>
  call(of, 'POST', TOKEN_URL, `grant_type=${encodeURIComponent(grant)}&assertion=${assertion}`, {
    'content-type': 'application/x-www-form-urlencoded',
  });
const listAs = (token: string): number =>
  call(world, 'GET', '/v1/customers/my_customer/userinvitations', '', { authorization: `Bearer ${token}` }).status;
const tokenFor = (claims: object): string => (exchange(jwt(claims)).json as { access_token: string }).access_token;
const sign = (payload: unknown, { who = 'bob@acme.test', email = ROBOT, project = '-' } = {}): Reply =>
  call(
    world,
    'POST',
    `https://iamcredentials.googleapis.com/v1/projects/${project}/serviceAccounts/${encodeURIComponent(email)}:signJwt`,
    JSON.stringify({ payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
    { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
  );

afterEach(() => {
  world.faults.length = 0;
  robot.disabled = false;
});

test('a right assertion gives a token of an hour, as Google words it', () => {
  const { status, json } = exchange(jwt(CLAIMS));
  expect([status, json]).toEqual([
    200,
    { access_token: expect.any(String) as string, expires_in: 3599, token_type: 'Bearer' },
  ]);
  expect(listAs((json as { access_token: string }).access_token)).toBe(200);
  expect(exchange(jwt(CLAIMS, { header: { kid: undefined } })).status).toBe(200);
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
test.each<[string, object, object, number, string, string]>([
  ['another account', { iss: 'other@demo.iam.gserviceaccount.com' }, {}, 400, 'invalid_grant', 'account not found'],
  ['a key that is not its own', {}, { pem: stranger }, 400, 'invalid_grant', 'Invalid JWT Signature.'],
  ['a key that was deleted', {}, { header: { kid: 'gone' } }, 400, 'invalid_grant', 'Invalid JWT Signature.'],
  ['no signature to speak of', {}, { header: { alg: 'none' } }, 400, 'invalid_grant', 'Bad Request'],
  ['another audience', { aud: 'https://accounts.google.com/' }, {}, 400, 'invalid_grant', 'audience'],
  ['an end more than an hour away', { exp: NOW_S + 3601 }, {}, 400, 'invalid_grant', '60 minutes'],
  ['an end that is past', { iat: NOW_S - 3600, exp: NOW_S }, {}, 400, 'invalid_grant', '60 minutes'],
  ['a clock far ahead', { iat: NOW_S + 301, exp: NOW_S + 1000 }, {}, 400, 'invalid_grant', '60 minutes'],
  ['an end before its beginning', { iat: NOW_S + 200, exp: NOW_S + 100 }, {}, 400, 'invalid_grant', '60 minutes'],
  ['times that are texts', { iat: String(NOW_S) }, {}, 400, 'invalid_grant', '60 minutes'],
  ['no scope', { scope: '' }, {}, 400, 'invalid_scope', 'Empty or missing'],
  ['a scope that there is not', { scope: 'invitations' }, {}, 400, 'invalid_scope', 'Invalid OAuth scope'],
  [
    'a scope that was not authorised',
    { scope: 'https://www.googleapis.com/auth/drive' },
    {},
    401,
    'unauthorized_client',
    'Client is unauthorized',
  ],
  [
    'one scope too many',
    { scope: `${INVITATIONS_SCOPE} https://www.googleapis.com/auth/drive` },
    {},
    403,
    'access_denied',
    'not authorized',
  ],
  ['a person of another organisation', { sub: 'ada@other.test' }, {}, 400, 'invalid_grant', 'Not a valid email.'],
  ['a person with an unmanaged account', { sub: 'new@acme.test' }, {}, 400, 'invalid_grant', 'Not a valid email.'],
])('refused: %s', (_what, claims, header, status, error, description) => {
  const reply = exchange(jwt({ ...CLAIMS, ...claims }, header));
  expect([reply.status, (reply.json as { error: string }).error]).toEqual([status, error]);
  expect((reply.json as { error_description: string }).error_description).toContain(description);
});

test('refused: another grant, what is no assertion, and an account that is switched off', () => {
  expect(exchange(jwt(CLAIMS), 'password').json).toMatchObject({ error: 'unsupported_grant_type' });
  expect(exchange('a.b').json).toMatchObject({ error: 'invalid_grant' });
  robot.disabled = true;
  expect(exchange(jwt(CLAIMS)).json).toMatchObject({ error: 'disabled_client' });
  expect(call(world, 'GET', TOKEN_URL).status).toBe(404);
});

test('a token is good for its scope, its admin, and its hour, until it is revoked', () => {
  robot.delegated.add('https://www.googleapis.com/auth/drive');
  expect(listAs(tokenFor({ ...CLAIMS, scope: 'https://www.googleapis.com/auth/drive' }))).toBe(403);
  expect(listAs(tokenFor({ ...CLAIMS, sub: 'managed@acme.test' }))).toBe(403);
  expect(listAs(tokenFor({ ...CLAIMS, sub: undefined }))).toBe(403);
  const token = tokenFor(CLAIMS);
  world.inner.offsetMs = 3_599_000;
  expect(listAs(token)).toBe(401);
  world.inner.offsetMs = 0;
  expect(listAs(token)).toBe(200);
  revokeTokens(world);
  expect(listAs(token)).toBe(401);
});

test('signJwt signs for who may, and what it signed is taken', () => {
  const { status, json } = sign(CLAIMS);
  const { signedJwt, keyId } = json as { signedJwt: string; keyId: string };
  expect([status, JSON.parse(Buffer.from(signedJwt.split('.')[0] ?? '', 'base64url').toString())]).toEqual([
    200,
    { alg: 'RS256', kid: keyId, typ: 'JWT' },
  ]);
  expect(exchange(signedJwt).status).toBe(200);
  const added = (sign({ sub: ADA }).json as { signedJwt: string }).signedJwt.split('.')[1] ?? '';
  expect(JSON.parse(Buffer.from(added, 'base64url').toString()).exp).toBe(NOW_S + 3600);
});

test.each<[string, () => Reply, number, string]>([
  ['somebody without the role', () => sign(CLAIMS, { who: 'ada@acme.test' }), 403, 'iam.serviceAccounts.signJwt'],
  [
    'an account that there is not',
    () => sign(CLAIMS, { email: 'no@demo.iam.gserviceaccount.com' }),
    403,
    'or it may not exist',
  ],
  ['a project by name', () => sign(CLAIMS, { project: 'demo' }), 400, 'invalid argument'],
  ['an end beyond 12 hours', () => sign({ ...CLAIMS, exp: NOW_S + 43_201 }), 400, '12 hours'],
  ['an end that is past', () => sign({ ...CLAIMS, exp: NOW_S }), 400, '12 hours'],
  ['claims that are no object', () => sign('[]'), 400, 'payload'],
  ['nobody', () => call(world, 'POST', `/v1/projects/-/serviceAccounts/${ROBOT}:signJwt`, '{}', {}), 401, 'missing'],
])('signJwt refuses %s', (_what, ask, status, words) => {
  const reply = ask();
  expect(reply.status).toBe(status);
  expect(reply.body).toContain(words);
});

test('faults strike them by name, and those of the invitations API do not', () => {
  addFault(world, { kind: 'PERMISSION_DENIED' });
  expect(exchange(jwt(CLAIMS)).status).toBe(200);
  addFault(world, { kind: 'SERVICE_DISABLED', match: { method: 'signJwt' } });
  expect(sign(CLAIMS).body).toContain('IAM Service Account Credentials API');
  addFault(world, { kind: '503', match: { method: 'token' } });
  expect(exchange(jwt(CLAIMS)).status).toBe(503);
});

describe('what clients were seen to do', () => {
  const under = (options: Partial<Options>, act: () => void): void => {
    const usual = { ...world.options };
    setOptions(world.options, options);
    try {
      act();
    } finally {
      Object.assign(world.options, usual);
    }
  };

  test('assertions whose parts keep their padding, under the signature too', () => {
    const padded = (value: unknown): string => {
      const text = part(value);
      return text + '='.repeat((4 - (text.length % 4)) % 4);
    };
    const signed = `${padded({ alg: 'RS256', typ: 'JWT', kid: key.private_key_id })}.${padded(CLAIMS)}`;
    expect(signed).toContain('=');
    const signature = createSign('RSA-SHA256').update(signed).sign(key.private_key).toString('base64url');
    expect(exchange(encodeURIComponent(`${signed}.${signature}==`)).status).toBe(200);
    const without = exchange(encodeURIComponent(`${signed.replaceAll('=', '')}.${signature}`));
    expect((without.json as { error_description: string }).error_description).toBe('Invalid JWT Signature.');
  });

  test('the token address of their key file as audience: refused, or not looked at', () => {
    const assertion = jwt({ ...CLAIMS, aud: 'http://127.0.0.1:8080/token' });
    expect(exchange(assertion).status).toBe(400);
    under({ audienceIsChecked: false }, () => expect(exchange(assertion).status).toBe(200));
  });

  test('a scope for reading only: list, get and isInvitableUser, but no send and no cancel', () => {
    const readonly = `${INVITATIONS_SCOPE}.readonly`;
    robot.delegated.add(readonly);
    const authorization = `Bearer ${tokenFor({ ...CLAIMS, scope: readonly })}`;
    robot.delegated.delete(readonly);
    const statusOf = (method: string, rest: string): number =>
      call(world, method, `/v1/customers/my_customer/userinvitations${rest}`, '', { authorization }).status;
    expect([
      statusOf('GET', ''),
      statusOf('GET', '/new@acme.test'),
      statusOf('GET', '/new@acme.test:isInvitableUser'),
    ]).toEqual([200, 200, 200]);
    expect([statusOf('POST', '/new@acme.test:send'), statusOf('POST', '/invited@acme.test:cancel')]).toEqual([
      403, 403,
    ]);
    expect(world.ledger.mails).toEqual([]);
  });

  test('null as a body', () => {
    const sendNull = (): number => {
      const authorization = `Bearer ${tokenFor(CLAIMS)}`;
      return call(world, 'POST', '/v1/customers/my_customer/userinvitations/young@acme.test:send', 'null', {
        authorization,
        'content-type': 'application/json',
      }).status;
    };
    expect(sendNull()).toBe(400);
    under({ nullBodyIsTaken: true }, () => expect(sendNull()).toBe(200));
    world.ledger.mails.length = 0;
  });

  test('a subject whom nobody has: taken for a user, or not', () => {
    const as = (name: string): unknown => exchange(jwt({ ...CLAIMS, sub: `${name}@acme.test` })).json;
    expect(as('nobody')).toEqual({ error: 'invalid_grant', error_description: 'Invalid email or User ID' });
    for (const name of ['ada', 'managed']) expect(as(name)).toHaveProperty('access_token');
    under({ everybodyIsUser: true }, () => {
      expect(as('nobody')).toHaveProperty('access_token');
    });
  });
});
