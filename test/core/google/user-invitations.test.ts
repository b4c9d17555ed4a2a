// The API as calls: addresses and queries escaped so that the server reads what was meant, and pages and answers read
// back.
import { createWorld, handle } from '../../../dev/emulator/index';
import { askAction } from '../../../src/core/google/client';
import type { Call, Reply } from '../../../src/core/google/http';
import { eligibilityOf, pageOf } from '../../../src/core/google/reply';
import { actionCall, getCall, isInvitableCall, listCall } from '../../../src/core/google/user-invitations';

const ROOT = 'https://cloudidentity.googleapis.com/v1/customers/';
const ok = (body: unknown): Reply => ({
  status: 200,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const LONG = `${'x'.repeat(64)}@${`${'y'.repeat(58)}.`.repeat(3)}example.org`.padEnd(254, 'g');

test.each([
  ['ann@acme.example', 'ann%40acme.example'],
  ['a+b@acme.example', 'a%2Bb%40acme.example'],
  ["o'brien@acme.example", 'o%27brien%40acme.example'],
  ['100%!*()@acme.example', '100%25%21%2A%28%29%40acme.example'],
  ['é@acme.example', '%C3%A9%40acme.example'],
  ['a?b#c@acme.example', 'a%3Fb%23c%40acme.example'],
  [LONG, LONG.replace('@', '%40')],
])('the address %s is escaped', (address, escaped) => {
  expect(getCall('my_customer', address)).toEqual({
    method: 'get',
    url: `${ROOT}my_customer/userinvitations/${escaped}`,
    body: null,
  });
  expect(actionCall('C01abc', address, 'send')).toEqual({
    method: 'post',
    url: `${ROOT}C01abc/userinvitations/${escaped}:send`,
    body: '{}',
  });
  expect(actionCall('C01abc', address, 'cancel').url).toBe(`${ROOT}C01abc/userinvitations/${escaped}:cancel`);
  expect(isInvitableCall('C01abc', address)).toEqual({
    method: 'get',
    url: `${ROOT}C01abc/userinvitations/${escaped}:isInvitableUser`,
    body: null,
  });
});

test.each([
  "o'brien+x@acme.example",
  'jürgen@acme.example',
  'a%b@acme.example',
  '太郎@acme.example',
  `${'x'.repeat(64)}@acme.example`,
])('a server that decodes once finds %s', address => {
  const world = createWorld({ accounts: [{ email: address }] });
  const { url } = actionCall(world.customer, address, 'send');
  expect(handle(world, { method: 'POST', url, headers: { authorization: 'Bearer x' }, body: '{}' }).status).toBe(200);
  expect(world.ledger.mails.map(mail => mail.email)).toEqual([address]);
});

test('a customer id cannot smuggle in another path', () => {
  expect(getCall('C1/../x?y', 'a@b.example').url).toBe(`${ROOT}C1%2F..%2Fx%3Fy/userinvitations/a%40b.example`);
});

test('a list asks for 200 a page, and only for what was named', () => {
  expect(listCall('my_customer', { filter: null, orderBy: null, pageToken: null }).url).toBe(
    `${ROOT}my_customer/userinvitations?pageSize=200`,
  );
  expect(listCall('my_customer', { filter: "state=='INVITED'", orderBy: 'email desc', pageToken: 'a+/=&b' }).url).toBe(
    `${ROOT}my_customer/userinvitations?pageSize=200&filter=state%3D%3D%27INVITED%27&orderBy=email%20desc&pageToken=a%2B%2F%3D%26b`,
  );
});

const entry = { name: 'customers/C1/userinvitations/ann@acme.example', state: 'INVITED' };
test.each([
  ['one account and a token', ok({ userInvitations: [entry], nextPageToken: 't' }), 1, 't'],
  ['no more', ok({ userInvitations: [entry], nextPageToken: '' }), 1, null],
  ['a token that is none', ok({ userInvitations: [], nextPageToken: 7 }), 0, null],
  ['nobody', ok({}), 0, null],
])('a page with %s', (_what, reply, count, next) => {
  const read = pageOf(reply, 0);
  expect(read.ok && [read.page.accounts.length, read.page.next]).toEqual([count, next]);
});
test.each([
  ['an entry that cannot be read', ok({ userInvitations: [entry, { state: 'INVITED' }] }), 'unreadable'],
  ['entries that are no list', ok({ userInvitations: {} }), 'unreadable'],
  ['a list', ok([]), 'unreadable'],
  ['HTML', ok('<html>'), 'unreadable'],
  ['half of it', ok('{"userInv'), 'unreadable'],
  ['500', { ...ok(''), status: 500 }, 'server-error'],
])('a page that is %s is no page, so that no account is hidden', (_what, reply, code) => {
  expect(pageOf(reply, 0)).toMatchObject({ ok: false, failure: { kind: 'unknown', code } });
});

test.each(['NEW', 'STATE_UNSPECIFIED', undefined])('an account in the state %s hides no page', state => {
  const other = { ...entry, name: 'customers/C1/userinvitations/bob@acme.example', state };
  expect(pageOf(ok({ userInvitations: [entry, other] }), 0)).toMatchObject({
    ok: true,
    page: { accounts: [{ address: 'ann@acme.example' }], strangers: ['bob@acme.example'] },
  });
});

test.each([
  ['yes', ok({ isInvitableUser: true }), { kind: 'eligible' }],
  ['no', ok({ isInvitableUser: false }), { kind: 'not-eligible' }],
  ['no, left out', ok({}), { kind: 'not-eligible' }],
  ['nothing', ok(''), { kind: 'unknown', code: 'unreadable' }],
  ['a fault', { ...ok(''), status: 503 }, { kind: 'unknown', code: 'server-error' }],
  ['a refusal', { ...ok({ error: {} }), status: 400 }, { kind: 'refused' }],
  ['a 403', { ...ok({ error: {} }), status: 403 }, { kind: 'stop', code: 'not-admin' }],
  ['a 403 in HTML', { ...ok('<html>'), status: 403 }, { kind: 'unknown', code: 'unreadable' }],
  [
    '“not in this edition”',
    { ...ok({ error: { status: 'UNIMPLEMENTED' } }), status: 501 },
    { kind: 'refused', code: 'not-supported' },
  ],
])('whether an account can be invited, answered with %s: an error is never a no', (_what, reply, expected) => {
  expect(eligibilityOf(reply, 0)).toMatchObject(expected);
});

test('an address that no URL can hold is refused by itself; the others of its batch are asked', () => {
  const [ann, cid] = ['ann@acme.example', 'cid@acme.example'];
  const world = createWorld({ accounts: [ann, cid].map(email => ({ email, state: 'INVITED' })) });
  const deps = {
    clock: { now: () => 0 },
    settings: () => ({ customer: world.customer, atOnce: 10 }),
    http: {
      fetchAll: (calls: readonly Call[]) =>
        calls.map(({ url, body }) =>
          handle(world, { method: 'POST', url, headers: { authorization: 'Bearer x' }, body: body ?? '' }),
        ),
    },
  };
  expect(askAction(deps, [ann, 'b\ud800@acme.example', cid], 'cancel').outcomes).toMatchObject([
    { kind: 'done' },
    { kind: 'refused', code: 'invalid' },
    { kind: 'done' },
  ]);
});
