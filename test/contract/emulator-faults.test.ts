// The emulator's faults: which request a rule strikes, what comes back, and whether the mail went out; and the quota.
import type { FaultRule, World } from '../../dev/emulator/index';
import { addFault, advanceClock, clearFaults, mailsTo, removeFault } from '../../dev/emulator/index';
import { check, get, list, NOW, send, smallWorld } from './emulator-helpers';

const faulty = (...rules: readonly FaultRule[]): World => {
  const world = smallWorld();
  for (const rule of rules) addFault(world, rule);
  return world;
};
const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('what comes back', () => {
  test.each<[FaultRule, number, string | null]>([
    [{ kind: '429' }, 429, 'RESOURCE_EXHAUSTED'],
    [{ kind: '500' }, 500, 'INTERNAL'],
    [{ kind: '503' }, 503, 'UNAVAILABLE'],
    [{ kind: '504' }, 504, 'DEADLINE_EXCEEDED'],
    [{ kind: '502' }, 502, null],
    [{ kind: '401' }, 401, 'UNAUTHENTICATED'],
    [{ kind: 'SERVICE_DISABLED' }, 403, 'PERMISSION_DENIED'],
    [{ kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }, 403, 'PERMISSION_DENIED'],
    [{ kind: 'PERMISSION_DENIED' }, 403, 'PERMISSION_DENIED'],
    [{ kind: 'quota-403' }, 403, 'PERMISSION_DENIED'],
    [{ kind: 'quota-403', daily: true }, 403, 'PERMISSION_DENIED'],
    [{ kind: 'refused', status: 'ABORTED' }, 409, 'ABORTED'],
    [{ kind: 'refused', status: 'NOT_FOUND' }, 404, 'NOT_FOUND'],
  ])('%j: %s %s, and no mail', (rule, code, status) => {
    const world = faulty(rule);
    for (const reply of [
      send(world, 'new@acme.test'),
      list(world),
      get(world, 'new@acme.test'),
      check(world, 'new@acme.test'),
    ]) {
      expect(reply.status).toBe(code);
      if (status === null) expect(reply.headers['content-type']).toContain('text/html');
      else expect(reply.json.error).toMatchObject({ code, status, message: expect.any(String) });
    }
    expect(world.ledger.mails).toEqual([]);
  });
  test.each([
    '500',
    '502',
    '503',
    '504',
    'lost',
    'html',
    'empty',
    'truncated',
    'operation-error',
    'operation-not-done',
  ] as const)('%s before: no mail; after: one mail', kind => {
    const before = faulty({ kind });
    const first = send(before, 'new@acme.test');
    expect(mailsTo(before, 'new@acme.test')).toBe(0);
    const after = faulty({ kind, when: 'after' });
    const second = send(after, 'new@acme.test');
    expect(mailsTo(after, 'new@acme.test')).toBe(1);
    clearFaults(after);
    expect(get(after, 'new@acme.test').json.state).toBe('INVITED');
    expect([first.status, first.headers['content-type']]).toEqual([second.status, second.headers['content-type']]);
  });
  test('a lost connection has no answer and says whether it was before or after', () => {
    expect(send(faulty({ kind: 'lost' }), 'new@acme.test')).toMatchObject({
      status: 0,
      headers: {},
      body: '',
      lost: 'before',
    });
    expect(send(faulty({ kind: 'lost', when: 'after' }), 'new@acme.test')).toMatchObject({ status: 0, lost: 'after' });
  });
  test('the API that is off is named as Google names it, with the link', () => {
    const { error } = send(faulty({ kind: 'SERVICE_DISABLED' }), 'new@acme.test').json;
    expect(error.message).toMatch(
      /^Cloud Identity API has not been used in project \d+ before or it is disabled\. Enable it by visiting https:/,
    );
    expect((error.details as { '@type': string }[]).map(detail => detail['@type'])).toEqual([
      'type.googleapis.com/google.rpc.Help',
      'type.googleapis.com/google.rpc.ErrorInfo',
    ]);
    expect(error.details[0].links[0]).toMatchObject({
      description: 'Google developers console API activation',
      url: expect.stringContaining('cloudidentity.googleapis.com/overview?project='),
    });
    expect(error.details[1]).toMatchObject({
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: { service: 'cloudidentity.googleapis.com', consumer: expect.stringContaining('projects/') },
    });
  });
  test('a missing scope names its reason and the method', () => {
    const reply = send(faulty({ kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }), 'new@acme.test');
    expect(reply.json.error).toMatchObject({
      message: 'Request had insufficient authentication scopes.',
      details: [
        {
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          metadata: { method: expect.stringContaining('SendUserInvitation') },
        },
      ],
    });
    expect(reply.headers['www-authenticate']).toContain('insufficient_scope');
  });
  test('Retry-After comes in seconds, as a date, or not at all', () => {
    expect(send(faulty({ kind: '429' }), 'new@acme.test').headers).not.toHaveProperty('retry-after');
    expect(send(faulty({ kind: '429', retryAfter: 7 }), 'new@acme.test').headers['retry-after']).toBe('7');
    expect(
      Date.parse(send(faulty({ kind: '429', retryAfter: 7, asDate: true }), 'new@acme.test').headers['retry-after']!),
    ).toBe(NOW + 7000);
    expect(send(faulty({ kind: '503', retryAfter: 2 }), 'new@acme.test').headers['retry-after']).toBe('2');
  });
  test('a malformed reply is HTML, nothing, or half of the JSON', () => {
    const html = list(faulty({ kind: 'html' }));
    expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(list(faulty({ kind: 'empty' })).body).toBe('');
    const half = list(faulty({ kind: 'truncated' }));
    expect(half.body).toMatch(/^\{\n {2}"userInvitations"/);
    expect(isJson(half.body)).toBe(false);
    expect(isJson(send(faulty({ kind: 'truncated' }), 'new@acme.test').body)).toBe(false);
    expect(send(faulty({ kind: 'empty', status: 500 }), 'new@acme.test').status).toBe(500);
  });
  test('an operation may fail or not be done, for send and cancel only', () => {
    expect(send(faulty({ kind: 'operation-error' }), 'new@acme.test').json).toEqual({
      done: true,
      error: { code: 9, message: 'Precondition check failed.' },
    });
    expect(send(faulty({ kind: 'operation-error', code: 8, message: 'Slower.' }), 'new@acme.test').json.error).toEqual({
      code: 8,
      message: 'Slower.',
    });
    expect(send(faulty({ kind: 'operation-not-done' }), 'new@acme.test').json).toEqual({
      name: 'operations/1',
      done: false,
    });
    expect(list(faulty({ kind: 'operation-error' })).json.userInvitations).toHaveLength(4);
  });
  test('slowness adds up, also with another fault', () => {
    const reply = send(faulty({ kind: 'slow', ms: 300 }, { kind: '503' }, { kind: 'slow', ms: 200 }), 'new@acme.test');
    expect(reply).toMatchObject({ status: 503, delayMs: 500 });
  });
  test('a fault after a refusal still hides the refusal, and nothing was sent', () => {
    const world = faulty({ kind: '500', when: 'after' });
    expect(send(world, 'managed@acme.test').status).toBe(500);
    expect(world.ledger.mails).toEqual([]);
  });
});

describe('whom it strikes', () => {
  const struck = (rule: FaultRule, times: number, address = 'new@acme.test'): number[] => {
    const world = faulty(rule);
    return Array.from({ length: times }, () => send(world, address).status);
  };
  test('by method, one or several', () => {
    const world = faulty({ kind: '503', match: { method: 'get' } });
    expect([send(world, 'new@acme.test').status, get(world, 'new@acme.test').status]).toEqual([200, 503]);
    expect(struck({ kind: '503', match: { method: ['get', 'send'] } }, 1)).toEqual([503]);
  });
  test('by address with * and ?, whatever the capitals', () => {
    const rule: FaultRule = { kind: '503', match: { address: 'N?W@*.Test' } };
    expect(struck(rule, 1)).toEqual([503]);
    expect(struck(rule, 1, 'invited@acme.test')).toEqual([200]);
    expect(struck({ kind: '503', match: { address: 'newXacme.test' } }, 1)).toEqual([200]);
    expect(list(faulty({ kind: '503', match: { address: '*' } })).status).toBe(200);
  });
  test('every third', () =>
    expect(struck({ kind: '503', match: { every: 3 } }, 6)).toEqual([200, 200, 503, 200, 200, 503]));
  test('the first two attempts for each address', () => {
    const world = faulty({ kind: '503', match: { firstAttempts: 2 } });
    expect(
      ['new', 'new', 'invited', 'new', 'invited', 'invited'].map(name => send(world, `${name}@acme.test`).status),
    ).toEqual([503, 503, 503, 200, 503, 200]);
  });
  test('by chance, the same every time', () => {
    const statuses = struck({ kind: '503', match: { probability: 0.3 } }, 200);
    const hits = statuses.filter(status => status === 503).length;
    expect(hits).toBeGreaterThan(40);
    expect(hits).toBeLessThan(80);
    expect(struck({ kind: '503', match: { probability: 0.3 } }, 200)).toEqual(statuses);
  });
  test('at most so many times', () => expect(struck({ kind: '503', limit: 2 }, 4)).toEqual([503, 503, 200, 200]));
  test('rules are counted, the first that strikes wins, and they can be removed', () => {
    const world = smallWorld();
    const first = addFault(world, { kind: '503', match: { every: 2 } });
    addFault(world, { kind: '429' });
    expect([send(world, 'new@acme.test').status, send(world, 'new@acme.test').status]).toEqual([429, 503]);
    expect(world.faults.map(({ seen, hits }) => [seen, hits])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(world.requests.map(({ fault, status, email }) => [fault, status, email])).toEqual([
      ['429', 429, 'new@acme.test'],
      ['503', 503, 'new@acme.test'],
    ]);
    expect([removeFault(world, first), removeFault(world, first)]).toEqual([true, false]);
    clearFaults(world);
    expect(send(world, 'new@acme.test').status).toBe(200);
  });
});

describe('quota', () => {
  const limited = (options: object) => smallWorld({ options: { quotaPerMinute: 3, ...options } });
  const burst = (world: World, times: number): number[] =>
    Array.from({ length: times }, () => send(world, 'new@acme.test').status);
  test('is off by default', () => expect(new Set(burst(smallWorld(), 2000))).toEqual(new Set([200])));
  test("a fixed minute is the clock's", () => {
    const world = limited({ quotaRetryAfter: true });
    advanceClock(world, 50_000);
    expect(burst(world, 4)).toEqual([200, 200, 200, 429]);
    const refused = send(world, 'new@acme.test');
    expect(refused.headers['retry-after']).toBe('10');
    expect(refused.json.error).toMatchObject({
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      details: [{ reason: 'RATE_LIMIT_EXCEEDED' }, {}],
    });
    advanceClock(world, 10_000);
    expect(burst(world, 4)).toEqual([200, 200, 200, 429]);
    expect(mailsTo(world, 'new@acme.test')).toBe(6);
  });
  test('a sliding minute is the last 60 seconds', () => {
    const world = limited({ quotaWindow: 'sliding', quotaRetryAfter: true });
    burst(world, 1);
    advanceClock(world, 50_000);
    expect(burst(world, 3)).toEqual([200, 200, 429]);
    expect(send(world, 'new@acme.test').headers['retry-after']).toBe('10');
    advanceClock(world, 10_000);
    expect(burst(world, 2)).toEqual([200, 429]);
    expect(send(world, 'new@acme.test').headers['retry-after']).toBe('50');
  });
});
