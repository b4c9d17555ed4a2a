// The emulator's rules, one by one: paths, addresses, bodies, errors, send, cancel, people, ledger, options.
import type { Options } from '../../dev/emulator/index';
import {
  accept,
  addAccounts,
  advanceClock,
  createWorld,
  decline,
  letPeopleAnswer,
  mailsTo,
  ALL_OPTIONS,
  OPTIONS,
  reset,
  setClock,
  setOptions,
} from '../../dev/emulator/index';
import type { Json } from './emulator-helpers';
import { BASE, call, cancel, check, DAY, emails, get, list, listAll, NOW, send, smallWorld } from './emulator-helpers';

const withOptions = (options: Partial<Options>) => smallWorld({ options });
const outcome = (reply: { status: number; json: Json }): string =>
  reply.status === 200 ? 'ok' : String(reply.json.error.status);

describe('paths and errors', () => {
  test('no bearer token gives 401 in the envelope, and a query token is as good as a header', () => {
    const world = smallWorld();
    const refused = call(world, 'GET', BASE, '', {});
    expect(refused.status).toBe(401);
    expect(refused.json.error).toMatchObject({
      code: 401,
      status: 'UNAUTHENTICATED',
      message: expect.stringContaining('missing required authentication'),
    });
    expect(call(world, 'GET', BASE, '', { Authorization: 'Basic abc' }).status).toBe(401);
    expect(call(world, 'GET', `${BASE}?key=abc`, '', {}).status).toBe(401);
    expect(call(world, 'GET', BASE, '', { Authorization: 'bearer abc' }).status).toBe(200);
    expect(call(world, 'GET', `${BASE}?access_token=abc`, '', {}).status).toBe(200);
  });
  test('a world that names its tokens refuses all others', () => {
    const world = smallWorld({ tokens: ['good'] });
    expect(call(world, 'GET', BASE, '', { authorization: 'Bearer good' }).status).toBe(200);
    expect(call(world, 'GET', BASE, '', { authorization: 'Bearer old' }).json.error).toMatchObject({
      code: 401,
      status: 'UNAUTHENTICATED',
    });
  });
  test.each([
    ['GET', '/v1/customers'],
    ['GET', '/v2/customers/my_customer/userinvitations'],
    ['GET', `${BASE}/a@acme.test/more`],
    ['GET', `${BASE}/`],
    ['POST', BASE],
    ['GET', `${BASE}/new@acme.test:send`],
    ['POST', `${BASE}/new@acme.test`],
    ['POST', `${BASE}/new@acme.test:isInvitableUser`],
    ['POST', `${BASE}/new@acme.test:resend`],
    ['DELETE', `${BASE}/new@acme.test`],
    ['GET', '/_emulator/state'],
    ['GET', '*'],
  ])('%s %s is not a method', (method, path) => {
    const world = smallWorld();
    expect(call(world, method, path).json.error).toMatchObject({ code: 404, status: 'NOT_FOUND' });
    expect(world.ledger.mails).toEqual([]);
  });
  test('both customer forms work and names come back with the one that was asked for', () => {
    const world = smallWorld({ customer: 'C0xyz' });
    expect(get(world, 'new@acme.test').json.name).toBe('customers/my_customer/userinvitations/new@acme.test');
    expect(call(world, 'GET', '/v1/customers/C0xyz/userinvitations/new@acme.test').json.name).toBe(
      'customers/C0xyz/userinvitations/new@acme.test',
    );
    expect(call(world, 'GET', '/v1/customers/C0other/userinvitations').json.error).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
    });
    expect(call(world, 'GET', '/v1/customers/acme.test/userinvitations').json.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
    });
    setOptions(world.options, { unknownCustomer: 'NOT_FOUND' });
    expect(call(world, 'GET', '/v1/customers/C0other/userinvitations').status).toBe(404);
  });
  test('unknown parameters are refused, system parameters and proto names are not', () => {
    const world = smallWorld();
    expect(list(world, 'page=2').json.error.message).toContain('Unknown name "page"');
    expect(call(world, 'GET', `${BASE}/new@acme.test?pageSize=3`).status).toBe(400);
    expect(
      list(world, 'page_size=1&order_by=email%20desc&$.xgafv=2&key=k&quotaUser=u&alt=json&prettyPrint=false').json
        .userInvitations,
    ).toHaveLength(1);
    expect(list(world, 'alt=proto').status).toBe(400);
  });
  test('prettyPrint is on unless turned off, and fields selects', () => {
    const world = smallWorld();
    expect(get(world, 'new@acme.test').body).toContain('\n  "name"');
    expect(call(world, 'GET', `${BASE}/new@acme.test?prettyPrint=false`).body).not.toContain('\n');
    expect(list(world, 'pageSize=1&fields=userInvitations(name,state)').json).toEqual({
      userInvitations: [{ name: expect.any(String), state: 'ACCEPTED' }],
    });
    expect(Object.keys(list(world, 'pageSize=1&fields=nextPageToken,userInvitations/state').json as object)).toEqual([
      'userInvitations',
      'nextPageToken',
    ]);
    expect(Object.keys(list(world, 'pageSize=1&fields=*').json as object)).toHaveLength(2);
  });
  test('a wrong selection of fields is refused before anything is done', () => {
    const world = smallWorld();
    for (const fields of ['nope', 'done(', 'done)', 'response//state', ','])
      expect(call(world, 'POST', `${BASE}/new@acme.test:send?fields=${fields}`).status).toBe(400);
    expect(world.ledger.mails).toEqual([]);
  });
});

describe('addresses', () => {
  const strange = [
    "o'neil@acme.test",
    'a+b@acme.test',
    'jürgen.müller@acme.test',
    '太郎@acme.test',
    'per%cent@acme.test',
    `${'x'.repeat(64)}@${'y'.repeat(60)}.test`,
  ];
  const world = () =>
    smallWorld({ domains: ['acme.test', `${'y'.repeat(60)}.test`], accounts: strange.map(email => ({ email })) });

  test.each(strange)('%s is found encoded, and raw where a path allows it', address => {
    expect(get(world(), encodeURIComponent(address)).json.name).toBe(
      `customers/my_customer/userinvitations/${address}`,
    );
    if (!address.includes('%')) expect(get(world(), encodeURI(address)).status).toBe(200);
    expect(send(world(), encodeURIComponent(address)).status).toBe(200);
  });
  test.each([
    "o'neil%40acme.test",
    'o%27neil@acme.test',
    'a+b@acme.test',
    'a%2Bb@acme.test',
    'a%2bb%40acme.test',
    'A%2BB@ACME.TEST',
    'ju%CC%88rgen.m%C3%BCller@acme.test',
  ])('%s is one of ours', address => {
    expect(get(world(), address).status).toBe(200);
  });
  test('what was encoded twice is another address', () => {
    expect(get(world(), 'a%252Bb@acme.test').status).toBe(404);
    expect(send(world(), 'a%252Bb@acme.test').json.error.status).toBe('INVALID_ARGUMENT');
  });
  test.each([
    'a%2Fb@acme.test',
    'customers%2FC0%2Fuserinvitations%2Fnew%40acme.test',
    '%ZZ@acme.test',
    'a%@acme.test',
    '%FF@acme.test',
    'nobody',
    '@acme.test',
    'a@',
    'a%20b@acme.test',
    'a@b@acme.test',
    '.a@acme.test',
    'a..b@acme.test',
    'a@acme',
    'a@-acme.test',
    `${'x'.repeat(65)}@acme.test`,
    `a@${'y'.repeat(249)}.test`,
    `${'%E5%B1%B1'.repeat(22)}@acme.test`,
    '%22a%22@acme.test',
    'a%00@acme.test',
    'a%0A@acme.test',
    'a%3Asend@acme.test',
  ])('%s is malformed: 400', address => {
    for (const reply of [get(world(), address), send(world(), address), check(world(), address)])
      expect(reply.json.error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
  });
  test('addresses come back in small letters, or as typed under the option', () => {
    const some = smallWorld({ accounts: [{ email: 'Ann.Lee@acme.test' }] });
    expect(emails(list(some))).toEqual(['ann.lee@acme.test']);
    setOptions(some.options, { emailCase: 'as-typed' });
    expect(emails(list(some))).toEqual(['Ann.Lee@acme.test']);
  });
});

describe('bodies', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    call(smallWorld(), 'POST', `${BASE}/new@acme.test:send`, body, { authorization: 'Bearer t', ...headers });
  test.each(['', '{}', ' {} \n'])('%j is accepted', body => expect(post(body).status).toBe(200));
  test.each(['{', '[]', '"x"', 'null', '7', '{"name":"x"}', '{}{}', '{"a":'])('%j is refused', body => {
    expect(post(body).json.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: expect.stringContaining('Invalid JSON payload received.'),
    });
  });
  test('a form may be empty; with a body Google reads it as parameters', () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(post('', form).status).toBe(200);
    expect(post('{}', form).json.error.message).toContain('Unknown name "{}"');
  });
  test('a GET has no body', () => expect(call(smallWorld(), 'GET', BASE, '{}').status).toBe(400));
});

describe('get and isInvitableUser', () => {
  test('an invitation looks as documented', () => {
    expect(get(smallWorld(), 'invited@acme.test').json).toEqual({
      name: 'customers/my_customer/userinvitations/invited@acme.test',
      mailsSentCount: '2',
      state: 'INVITED',
      updateTime: '2026-05-29T12:00:00Z',
    });
  });
  test.each([
    ['new', true, 200],
    ['invited', true, 200],
    ['declined', true, 200],
    ['young', true, 404],
    ['accepted', false, 200],
    ['managed', false, 404],
    ['nobody', false, 404],
  ])('%s@acme.test: invitable %s, get %s', (who, invitable, status) => {
    const world = smallWorld();
    expect(check(world, `${who}@acme.test`).json).toEqual({ isInvitableUser: invitable });
    expect(get(world, `${who}@acme.test`).status).toBe(status);
  });
  test('an account of a domain that is not verified is neither', () => {
    const world = smallWorld();
    expect(check(world, 'outside@other.test').json.isInvitableUser).toBe(false);
    expect(get(world, 'outside@other.test').status).toBe(404);
  });
  test('a young account appears 48 hours after it was made, sent or not, and earlier only by option', () => {
    const world = smallWorld();
    expect(send(world, 'young@acme.test').json.response.state).toBe('INVITED');
    expect(get(world, 'young@acme.test').status).toBe(404);
    setOptions(world.options, { sentYoungIsListed: true });
    expect(get(world, 'young@acme.test').json.mailsSentCount).toBe('1');
    setOptions(world.options, { sentYoungIsListed: false });
    advanceClock(world, DAY - 1);
    expect(get(world, 'young@acme.test').status).toBe(404);
    advanceClock(world, 1);
    expect(get(world, 'young@acme.test').json.state).toBe('INVITED');
  });
  test('zeros, false and an empty list are written, or left out under the option', () => {
    const written = smallWorld();
    const omitted = withOptions({ defaultValues: 'omitted' });
    expect(get(written, 'new@acme.test').json.mailsSentCount).toBe('0');
    expect(get(omitted, 'new@acme.test').json).not.toHaveProperty('mailsSentCount');
    expect(check(omitted, 'managed@acme.test').json).toEqual({});
    expect(call(createWorld(), 'GET', BASE).json).toEqual({ userInvitations: [] });
    expect(call(createWorld({ options: { defaultValues: 'omitted' } }), 'GET', BASE).json).toEqual({});
  });
});

describe('send and cancel', () => {
  test('a send mails once, shows at once and says so in a finished operation', () => {
    const world = smallWorld();
    const reply = send(world, 'new@acme.test');
    expect(reply.json).toEqual({
      done: true,
      response: {
        '@type': expect.stringContaining('UserInvitation'),
        name: 'customers/my_customer/userinvitations/new@acme.test',
        mailsSentCount: '1',
        state: 'INVITED',
        updateTime: '2026-06-01T12:00:00.000001Z',
      },
    });
    expect(get(world, 'new@acme.test').json).toMatchObject({ state: 'INVITED', mailsSentCount: '1' });
    expect(world.ledger.mails).toEqual([{ sequence: 1, email: 'new@acme.test', at: NOW, request: 1 }]);
  });
  test('the operation under its options', () => {
    const bare = send(withOptions({ operationCarriesInvitation: false, operationHasName: true }), 'new@acme.test').json;
    expect(bare).toEqual({
      name: 'operations/1',
      done: true,
      response: { '@type': expect.stringContaining('SendUserInvitationResponse') },
    });
    const open = withOptions({ operationDone: false });
    expect(send(open, 'new@acme.test').json).toEqual({ name: 'operations/1', done: false });
    expect(mailsTo(open, 'new@acme.test')).toBe(1);
    expect(send(withOptions({ operationDone: false, defaultValues: 'omitted' }), 'new@acme.test').json).toEqual({
      name: 'operations/1',
    });
  });
  test.each([
    ['new', {}, 'ok', 1, 'INVITED'],
    ['invited', {}, 'ok', 1, 'INVITED'],
    ['invited', { sendToInvited: 'ok-without-mail' }, 'ok', 0, 'INVITED'],
    ['invited', { sendToInvited: 'FAILED_PRECONDITION' }, 'FAILED_PRECONDITION', 0, 'INVITED'],
    ['accepted', {}, 'INVALID_ARGUMENT', 0, 'ACCEPTED'],
    ['accepted', { sendToAccepted: 'FAILED_PRECONDITION' }, 'FAILED_PRECONDITION', 0, 'ACCEPTED'],
    ['accepted', { sendToAccepted: 'NOT_FOUND' }, 'NOT_FOUND', 0, 'ACCEPTED'],
    ['accepted', { sendToAccepted: 'mail' }, 'ok', 1, 'ACCEPTED'],
    ['accepted', { sendToAccepted: 'ok-without-mail' }, 'ok', 0, 'ACCEPTED'],
    ['declined', {}, 'ok', 1, 'INVITED'],
    ['declined', { sendToDeclined: 'mail-stays-DECLINED' }, 'ok', 1, 'DECLINED'],
    ['declined', { sendToDeclined: 'FAILED_PRECONDITION' }, 'FAILED_PRECONDITION', 0, 'DECLINED'],
  ] as const)('sending to %s under %j: %s, %s mail, then %s', (who, options, expected, mails, state) => {
    const world = withOptions(options);
    expect(outcome(send(world, `${who}@acme.test`))).toBe(expected);
    expect(mailsTo(world, `${who}@acme.test`)).toBe(mails);
    expect(get(world, `${who}@acme.test`).json.state).toBe(state);
  });
  test.each([
    ['FAILED_PRECONDITION', 400],
    ['INVALID_ARGUMENT', 400],
    ['NOT_FOUND', 404],
    ['PERMISSION_DENIED', 403],
  ] as const)('sending to who cannot be invited: %s', (kind, code) => {
    const world = withOptions({ sendToUninvitable: kind });
    for (const address of ['nobody@acme.test', 'managed@acme.test', 'outside@other.test'])
      expect(send(world, address).json.error).toMatchObject({ code, status: kind });
    expect(world.ledger.mails).toEqual([]);
  });
  test.each([
    [{}, { state: 'NOT_YET_SENT', mailsSentCount: '2', updateTime: '2026-06-01T12:00:00.000001Z' }],
    [{ cancelLeaves: 'DECLINED' }, { state: 'DECLINED', mailsSentCount: '2' }],
    [{ cancelKeepsMailCount: false }, { state: 'NOT_YET_SENT', mailsSentCount: '0' }],
    [{ cancelTouchesUpdateTime: false }, { updateTime: '2026-05-29T12:00:00Z' }],
  ] as const)('a cancel under %j leaves %j', (options, left) => {
    const world = withOptions(options);
    expect(cancel(world, 'invited@acme.test').json.done).toBe(true);
    expect(get(world, 'invited@acme.test').json).toMatchObject(left);
    expect(world.ledger.cancels).toEqual([
      { sequence: 1, email: 'invited@acme.test', at: NOW, request: 1, effective: true },
    ]);
  });
  test('a cancelled invitation can be gone until it is sent again', () => {
    const world = withOptions({ cancelLeaves: 'gone' });
    cancel(world, 'invited@acme.test');
    expect(get(world, 'invited@acme.test').status).toBe(404);
    expect(emails(list(world))).not.toContain('invited@acme.test');
    expect(outcome(cancel(world, 'invited@acme.test'))).toBe('FAILED_PRECONDITION');
    send(world, 'invited@acme.test');
    expect(get(world, 'invited@acme.test').json).toMatchObject({ state: 'INVITED', mailsSentCount: '3' });
  });
  test.each([
    ['new', {}, 'FAILED_PRECONDITION'],
    ['new', { cancelOfUninvited: 'NOT_FOUND' }, 'NOT_FOUND'],
    ['new', { cancelOfUninvited: 'ok' }, 'ok'],
    ['declined', {}, 'FAILED_PRECONDITION'],
    ['accepted', { cancelOfAnswered: 'NOT_FOUND' }, 'NOT_FOUND'],
    ['accepted', { cancelOfAnswered: 'ok' }, 'ok'],
    ['nobody', {}, 'NOT_FOUND'],
    ['managed', { cancelOfStranger: 'FAILED_PRECONDITION' }, 'FAILED_PRECONDITION'],
    ['nobody', { cancelOfStranger: 'INVALID_ARGUMENT' }, 'INVALID_ARGUMENT'],
  ] as const)('cancelling for %s under %j: %s, and nothing changes', (who, options, expected) => {
    const world = withOptions(options);
    const before = get(world, `${who}@acme.test`).body;
    expect(outcome(cancel(world, `${who}@acme.test`))).toBe(expected);
    expect(get(world, `${who}@acme.test`).body).toBe(before);
    expect(world.ledger.cancels.filter(({ effective }) => effective)).toEqual([]);
  });
  test('reads lag behind writes by the option, and catch up', () => {
    const world = withOptions({ readLagMs: 5000 });
    send(world, 'new@acme.test');
    expect(get(world, 'new@acme.test').json).toMatchObject({ state: 'NOT_YET_SENT', mailsSentCount: '0' });
    advanceClock(world, 4999);
    expect(emails(list(world, "filter=state=='INVITED'"))).toEqual(['invited@acme.test']);
    advanceClock(world, 1);
    expect(emails(list(world, "filter=state=='INVITED'"))).toEqual(['invited@acme.test', 'new@acme.test']);
  });
  test.each([
    ['microseconds', '2026-06-01T12:00:00.123001Z'],
    ['milliseconds', '2026-06-01T12:00:00.123Z'],
    ['seconds', '2026-06-01T12:00:00Z'],
  ] as const)('updateTime in %s', (updateTimeDigits, expected) => {
    const world = withOptions({ updateTimeDigits });
    setClock(world, NOW + 123);
    expect(send(world, 'new@acme.test').json.response.updateTime).toBe(expected);
  });
  test("Google's clock may differ from ours", () => {
    const reply = send(withOptions({ clockSkewMs: 20_000 }), 'new@acme.test');
    expect(reply.json.response.updateTime).toMatch(/^2026-06-01T12:00:20/);
    expect(reply.headers['date']).toBe('Mon, 01 Jun 2026 12:00:20 GMT');
  });
});

describe('people, ledger, reset', () => {
  test('only someone with an open invitation can answer', () => {
    const world = smallWorld();
    expect([
      accept(world, 'new@acme.test'),
      accept(world, 'nobody@acme.test'),
      decline(world, 'declined@acme.test'),
    ]).toEqual([false, false, false]);
    expect(accept(world, 'Invited@acme.test')).toBe(true);
    expect(get(world, 'invited@acme.test').json).toMatchObject({ state: 'ACCEPTED', mailsSentCount: '2' });
    expect(check(world, 'invited@acme.test').json.isInvitableUser).toBe(false);
    setOptions(world.options, { acceptedStays: false });
    expect(get(world, 'invited@acme.test').status).toBe(404);
    expect(emails(list(world))).toEqual(['declined@acme.test', 'new@acme.test']);
  });
  test('a mail that was cancelled can no longer be accepted', () => {
    const world = smallWorld();
    cancel(world, 'invited@acme.test');
    expect(accept(world, 'invited@acme.test')).toBe(false);
  });
  test('a share of the invited answers, the same people every time', () => {
    const answers = () => {
      const world = smallWorld({
        accounts: Array.from({ length: 1000 }, (_, at) => ({ email: `p${at}@acme.test`, state: 'INVITED' as const })),
      });
      return letPeopleAnswer(world, { acceptPercent: 20, declinePercent: 5 });
    };
    const { accepted, declined } = answers();
    expect(accepted).toBeGreaterThan(150);
    expect(accepted).toBeLessThan(250);
    expect(declined).toBeGreaterThan(25);
    expect(answers()).toEqual({ accepted, declined });
  });
  test('the ledger counts every mail and survives a reset unless told otherwise', () => {
    const world = smallWorld();
    for (let time = 0; time < 3; time++) send(world, 'new@acme.test');
    expect(mailsTo(world, 'NEW@acme.test')).toBe(3);
    setOptions(world.options, { readLagMs: 5 });
    reset(world);
    expect([world.accounts.size, world.options.readLagMs, world.ledger.mails.length]).toEqual([0, 0, 3]);
    addAccounts(world, [{ email: 'new@acme.test' }]);
    send(world, 'new@acme.test');
    expect(world.ledger.mails.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    reset(world, { ledger: true });
    expect([world.ledger.mails, mailsTo(world, 'new@acme.test')]).toEqual([[], 0]);
  });
  test('the same requests to the same world give the same replies', () => {
    const run = () => {
      const world = smallWorld({ options: { latencyMs: 100, latencySpread: 0.5 }, seed: 7 });
      return [send(world, 'new@acme.test'), list(world), cancel(world, 'new@acme.test')].map(
        ({ status, body, headers, delayMs }) => ({ status, body, headers, delayMs }),
      );
    };
    expect(run()).toEqual(run());
    expect(run().every(({ delayMs }) => delayMs >= 100 && delayMs <= 150)).toBe(true);
  });
});

describe('options', () => {
  test('every one has a name of its own, a meaning and a default among its values', () => {
    expect(new Set(ALL_OPTIONS.map(({ name }) => name)).size).toBe(ALL_OPTIONS.length);
    for (const { meaning, values, default: usual } of ALL_OPTIONS) {
      expect(meaning).toMatch(/^\w.*\.$/);
      expect(values).toContain(usual);
      expect(values.length).toBeGreaterThan(1);
    }
  });
  test.each(OPTIONS.flatMap(({ name, values }) => values.map(value => [name, value] as const)))(
    '%s %s: an uninvited account can be listed, invited and found',
    (name, value) => {
      const world = withOptions({ [name]: value });
      expect(listAll(world)).toContain('new@acme.test');
      expect(send(world, 'new@acme.test').status).toBe(200);
      advanceClock(world, 100_000);
      expect(get(world, 'new@acme.test').json).toMatchObject({ state: 'INVITED', mailsSentCount: '1' });
      expect(mailsTo(world, 'new@acme.test')).toBe(1);
    },
  );
  test('mistakes are told and change nothing', () => {
    const world = smallWorld();
    expect(() => setOptions(world.options, { readLagMs: 5, cancelLeaves: 'MAYBE' })).toThrow(
      'cancelLeaves must be one of NOT_YET_SENT, gone, DECLINED, not MAYBE.',
    );
    expect(() => setOptions(world.options, { nope: 1 })).toThrow('There is no option nope.');
    expect(() => setOptions(world.options, { readLagMs: -1 })).toThrow('readLagMs must be a number of at least 0');
    expect(world.options.readLagMs).toBe(0);
  });
});
