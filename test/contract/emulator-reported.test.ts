// What was reported of Google, or follows from it: each option or deed that shows it, and that it is off by default.
import {
  accept,
  addFault,
  advanceClock,
  decline,
  evict,
  type Options,
  rename,
  REPORTED_OPTIONS,
  type World,
} from '../../dev/emulator/index';
import { cancel, check, emails, get, type Json, list, listAll, send, smallWorld } from './emulator-helpers';

const HOUR = 3_600_000;
const withOptions = (options: Partial<Options>): World => smallWorld({ options });
const invitable = (world: World, address: string): unknown => check(world, address).json.isInvitableUser;

test('every option says where it was reported', () => {
  for (const { name, source } of REPORTED_OPTIONS) expect([name, source.length > 10]).toEqual([name, true]);
});

describe('a list that lags', () => {
  test('list and get lag apart, while isInvitableUser, send and cancel see what is so', () => {
    const world = withOptions({ listLagMs: 36 * HOUR, getLagMs: HOUR });
    accept(world, 'invited@acme.test');
    expect([get(world, 'invited@acme.test').json.state, invitable(world, 'invited@acme.test')]).toEqual([
      'INVITED',
      false,
    ]);
    expect(send(world, 'invited@acme.test').json.error.status).toBe('INVALID_ARGUMENT');
    expect(cancel(world, 'invited@acme.test').json.error.status).toBe('FAILED_PRECONDITION');
    expect(emails(list(world, "filter=state=='ACCEPTED'"))).toEqual(['accepted@acme.test']);
    advanceClock(world, HOUR);
    expect(get(world, 'invited@acme.test').json.state).toBe('ACCEPTED');
    expect(emails(list(world, "filter=state=='INVITED'"))).toEqual(['invited@acme.test']);
    advanceClock(world, 35 * HOUR);
    expect(emails(list(world, "filter=state=='ACCEPTED'"))).toEqual(['accepted@acme.test', 'invited@acme.test']);
  });

  test('a list that is behind get, or get behind the list', () => {
    const world = withOptions({ getLagMs: 72 * HOUR });
    decline(world, 'invited@acme.test');
    expect(emails(list(world, "filter=state=='DECLINED'"))).toEqual(['declined@acme.test', 'invited@acme.test']);
    expect(get(world, 'invited@acme.test').json.state).toBe('INVITED');
  });

  test('a page of the list is of one moment: its order by time follows what it shows', () => {
    const world = withOptions({ listLagMs: HOUR });
    const order = () => emails(list(world, 'orderBy=update_time%20desc'));
    const before = order();
    advanceClock(world, 1000);
    send(world, 'invited@acme.test');
    expect(order()).toEqual(before);
    advanceClock(world, HOUR);
    expect(order()[0]).toBe('invited@acme.test');
  });
});

describe('addresses that leave', () => {
  test.each([
    ['renamed', rename],
    ['taken by a user or group of the customer', evict],
  ] as const)(
    '%s: gone at once for isInvitableUser and send, from list and get when their lag has passed',
    (_what, leave) => {
      const world = withOptions({ listLagMs: 24 * HOUR, getLagMs: 24 * HOUR });
      expect([leave(world, 'INVITED@acme.test'), leave(world, 'invited@acme.test')]).toEqual([true, false]);
      expect([invitable(world, 'invited@acme.test'), send(world, 'invited@acme.test').status]).toEqual([false, 400]);
      expect(emails(list(world))).toContain('invited@acme.test');
      advanceClock(world, 24 * HOUR);
      expect(emails(list(world))).not.toContain('invited@acme.test');
      expect(get(world, 'invited@acme.test').status).toBe(404);
      expect(accept(world, 'invited@acme.test')).toBe(false);
    },
  );
});

describe('what an invitation tells of a second mail', () => {
  test('sending again may leave updateTime as it was; a first mail, and one after a cancel, never does', () => {
    const world = withOptions({ sendTouchesUpdateTime: false });
    const time = (address: string): unknown => get(world, address).json.updateTime;
    const [invited, fresh] = [time('invited@acme.test'), time('new@acme.test')];
    send(world, 'invited@acme.test');
    send(world, 'new@acme.test');
    expect([time('invited@acme.test'), time('new@acme.test') === fresh]).toEqual([invited, false]);
    expect(get(world, 'invited@acme.test').json.mailsSentCount).toBe('3');
    cancel(world, 'invited@acme.test');
    const cancelled = time('invited@acme.test');
    advanceClock(world, 1000);
    send(world, 'invited@acme.test');
    expect(time('invited@acme.test')).not.toBe(cancelled);
    const usual = smallWorld();
    send(usual, 'invited@acme.test');
    expect(get(usual, 'invited@acme.test').json.updateTime).not.toBe(invited);
  });

  test('the count of mails may be in no reply at all', () => {
    const world = withOptions({ mailCountIsTold: false });
    const replies = [send(world, 'new@acme.test'), get(world, 'new@acme.test'), list(world)];
    for (const { status, body } of replies) expect([status, body.includes('mailsSentCount')]).toEqual([200, false]);
    expect(list(smallWorld()).json.userInvitations[0].mailsSentCount).toBe('1');
  });

  test.each([
    [HOUR, '2026-06-01T13:00:00', 'Mon, 01 Jun 2026 13:00:00 GMT'],
    [-HOUR, '2026-06-01T11:00:00', 'Mon, 01 Jun 2026 11:00:00 GMT'],
  ])("Google's clock %i ms from the script's: every time that is told", (clockSkewMs, time, date) => {
    const world = withOptions({ clockSkewMs });
    const reply = send(world, 'new@acme.test');
    expect([reply.json.response.updateTime.slice(0, 19), reply.headers['date']]).toEqual([time, date]);
    expect(get(world, 'new@acme.test').json.updateTime.slice(0, 19)).toBe(time);
  });
});

describe('isInvitableUser', () => {
  test('of somebody invited: true by definition, false under the option; true again after a no or a cancel', () => {
    expect(invitable(smallWorld(), 'invited@acme.test')).toBe(true);
    const world = withOptions({ invitedIsInvitable: false });
    expect(['invited', 'new', 'young', 'declined'].map(name => invitable(world, `${name}@acme.test`))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    cancel(world, 'invited@acme.test');
    expect(invitable(world, 'invited@acme.test')).toBe(true);
  });

  test('of people who accepted, took another address or lost theirs: false, whatever list and get still say', () => {
    const world = withOptions({ listLagMs: 72 * HOUR, getLagMs: 72 * HOUR });
    send(world, 'new@acme.test');
    accept(world, 'invited@acme.test');
    rename(world, 'new@acme.test');
    evict(world, 'declined@acme.test');
    for (const name of ['invited', 'new', 'declined']) {
      expect([name, invitable(world, `${name}@acme.test`)]).toEqual([name, false]);
      expect(get(world, `${name}@acme.test`).status).toBe(200);
    }
  });

  test('in an edition without it: 501 for everybody, and nothing else is touched', () => {
    const world = withOptions({ checkIsSupported: false });
    for (const name of ['new', 'invited', 'nobody']) {
      const { status, json } = check(world, `${name}@acme.test`);
      expect([status, json.error.code, json.error.status]).toEqual([501, 501, 'UNIMPLEMENTED']);
    }
    expect([get(world, 'new@acme.test').status, send(world, 'new@acme.test').status]).toEqual([200, 200]);
  });
});

describe('quota', () => {
  const burst = (world: World, times: number): number[] =>
    Array.from({ length: times }, () => get(world, 'new@acme.test').status);
  const refusals = (statuses: readonly number[]): number => statuses.filter(status => status === 429).length;

  test('60 requests a minute: the reported one', () => {
    const world = withOptions({ quotaPerMinute: 60, quotaWindow: 'sliding' });
    expect(refusals(burst(world, 70))).toBe(10);
    advanceClock(world, 60_000);
    expect(refusals(burst(world, 70))).toBe(10);
  });

  test('where refused requests count, whoever keeps asking is kept out', () => {
    const knock = (quotaCountsRefused: boolean): number => {
      const world = withOptions({ quotaPerMinute: 3, quotaWindow: 'sliding', quotaCountsRefused });
      burst(world, 3);
      let admitted = 0;
      for (let turn = 0; turn < 20; turn++) {
        advanceClock(world, 10_000);
        admitted += 1 - refusals(burst(world, 1));
      }
      return admitted;
    };
    expect([knock(false), knock(true)]).toEqual([9, 0]);
  });

  test('a minute may tell when to come again in the body instead of the header', () => {
    const world = withOptions({ quotaPerMinute: 1, quotaRetryInfo: true });
    advanceClock(world, 50_000);
    burst(world, 1);
    const { json, headers } = get(world, 'new@acme.test');
    expect(headers['retry-after']).toBeUndefined();
    expect(json.error.details.at(-1)).toEqual({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: '10s',
    });
  });

  test("a day's says so and not when to come again, until midnight in California", () => {
    const world = withOptions({ quotaPerDay: 5, quotaRetryAfter: true, quotaRetryInfo: true });
    expect(refusals(burst(world, 7))).toBe(2);
    advanceClock(world, 60_000);
    const { json, headers } = get(world, 'new@acme.test');
    expect(json.error.message).toContain('per day');
    expect([json.error.code, json.error.details[0].metadata.quota_unit, headers['retry-after']]).toEqual([
      429,
      '1/d/{project}',
      undefined,
    ]);
    expect(JSON.stringify(json)).not.toContain('RetryInfo');
    // From noon UTC on the first of June, five in the morning there, to just before and just after midnight there.
    advanceClock(world, 19 * HOUR - 60_001);
    expect(refusals(burst(world, 1))).toBe(1);
    advanceClock(world, 1);
    expect(refusals(burst(world, 6))).toBe(1);
  });

  test('both as faults, too, and a Retry-After as odd as one may be', () => {
    const world = smallWorld();
    addFault(world, { kind: '429', daily: true, limit: 1 });
    addFault(world, { kind: '429', retryInfo: 7, limit: 1 });
    addFault(world, { kind: '429', retryAfter: -3, limit: 1 });
    addFault(world, { kind: '429', retryAfter: -86_400, asDate: true, limit: 1 });
    const replies = Array.from({ length: 4 }, () => send(world, 'new@acme.test'));
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 429, 429]);
    expect(replies[0]!.json.error.message).toContain('per day');
    expect(replies[1]!.json.error.details.at(-1).retryDelay).toBe('7s');
    expect([replies[2]!.headers['retry-after'], replies[3]!.headers['retry-after']]).toEqual([
      '-3',
      'Sun, 31 May 2026 12:00:00 GMT',
    ]);
  });
});

describe('what a list may do', () => {
  test('tell a state that nobody knows, of get too', () => {
    const world = withOptions({ declinedIsTold: 'EXPIRED' });
    expect(get(world, 'declined@acme.test').json.state).toBe('EXPIRED');
    expect(
      list(world, "filter=state=='DECLINED'").json.userInvitations.map(({ state }: Json) => String(state)),
    ).toEqual(['EXPIRED']);
  });

  test('sort by address whatever was asked, with pages that fit together', () => {
    const world = withOptions({ orderByIsObeyed: false });
    const all = listAll(world, 'orderBy=update_time%20desc&pageSize=2');
    expect(all).toEqual([...all].sort());
    expect(all).toHaveLength(4);
    expect(listAll(smallWorld(), 'orderBy=update_time%20desc&pageSize=2')).not.toEqual(all);
    expect(list(world, 'orderBy=nonsense').status).toBe(400);
  });

  test('answer with the token that it was asked with, and the same page, for ever', () => {
    const world = withOptions({ pageTokenRepeats: true });
    const first = list(world, 'pageSize=2').json.nextPageToken as string;
    const second = list(world, `pageSize=2&pageToken=${first}`);
    expect([second.json.nextPageToken, emails(second)]).toEqual([first, ['invited@acme.test', 'new@acme.test']]);
    expect(list(world, `pageSize=2&pageToken=${first}`).body).toBe(second.body);
  });

  test('take no token any more that is too old', () => {
    const world = withOptions({ pageTokenLifeMs: 1000 });
    const token = list(world, 'pageSize=1').json.nextPageToken as string;
    advanceClock(world, 1001);
    const { status, json } = list(world, `pageSize=1&pageToken=${token}`);
    expect([status, json.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
  });

  test.each([
    [{ updateTimeDigits: 'seconds' }, /:00Z$/],
    [{ updateTimeDigits: 'milliseconds' }, /:00\.123Z$/],
    [{}, /:00\.123001Z$/],
    [{ updateTimeHasNanos: true }, /:00\.123001\d{3}Z$/],
  ] as const)('times under %j', (options, pattern) => {
    const world = withOptions(options);
    advanceClock(world, 123);
    expect(send(world, 'new@acme.test').json.response.updateTime).toMatch(pattern);
  });
});

describe('what stands in between, and what is not the admin', () => {
  test.each([200, 403, 404, 429, 503])('a page of HTML with status %i', status => {
    const world = smallWorld();
    addFault(world, { kind: 'html', status });
    const reply = get(world, 'new@acme.test');
    expect([reply.status, reply.headers['content-type'], reply.body.startsWith('<!DOCTYPE html>')]).toEqual([
      status,
      'text/html; charset=UTF-8',
      true,
    ]);
  });

  test.each([
    'CONSUMER_INVALID',
    'CONSUMER_SUSPENDED',
    'USER_PROJECT_DENIED',
    'BILLING_DISABLED',
    'SECURITY_POLICY_VIOLATED',
    'domainPolicy',
  ] as const)('a 403 for %s, in the new envelope and in the old', reason => {
    const world = smallWorld();
    addFault(world, { kind: 'project-403', reason, limit: 1 });
    addFault(world, { kind: 'project-403', reason, old: true });
    const [now, old] = [send(world, 'new@acme.test'), send(world, 'new@acme.test')];
    expect([now.status, now.json.error.status, now.json.error.details[0].reason]).toEqual([
      403,
      'PERMISSION_DENIED',
      reason,
    ]);
    expect([old.status, old.json.error.errors[0].reason, old.json.error.details]).toEqual([403, reason, undefined]);
    expect(world.ledger.mails).toEqual([]);
  });
});
