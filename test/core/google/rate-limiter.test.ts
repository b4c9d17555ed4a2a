// How many requests, and when.
import { createWorld, handle } from '../../../dev/emulator/index';
import { afterBatch, allowance, LARGEST_BATCH, startPace, type Pace } from '../../../src/core/google/rate-limiter';
import { getCall } from '../../../src/core/google/user-invitations';

const clean = (accepted: number) => ({ accepted, later: 0, unsure: 0, waitMs: null });
const NOW = 1_000_000;

test('it starts modest, doubles while all is well, and never goes beyond what fetchAll takes', () => {
  let pace = startPace();
  const sizes: number[] = [];
  for (let at = NOW; sizes.length < 6; at += 2000) {
    const { size } = allowance(pace, at, null);
    sizes.push(size);
    pace = afterBatch(pace, { at, now: at, ...clean(size) }, 0);
  }
  expect(sizes).toEqual([25, 50, 50, 50, 50, 50]);
  expect(LARGEST_BATCH).toBe(50);
});

test.each([
  ['as long as Google says', { accepted: 10, later: 10, unsure: 0, waitMs: 30_000 }, 30_000, 12],
  ['two seconds when Google does not say', { accepted: 10, later: 10, unsure: 0, waitMs: null }, 2_000, 12],
  ['four when nothing got through', { accepted: 0, later: 20, unsure: 0, waitMs: null }, 4_000, 12],
  ['one when nobody answered', { accepted: 0, later: 0, unsure: 20, waitMs: null }, 1_000, 12],
])('it halves and waits %s', (_what, report, waitMs, size) => {
  const pace = afterBatch(startPace(), { at: NOW, now: NOW, ...report }, 0);
  expect(allowance(pace, NOW, null)).toEqual(waitMs > 0 ? { size: 0, waitMs } : { size, waitMs: 0 });
  expect(pace.size).toBe(size);
});

test('single unclear answers among clear ones change nothing', () => {
  const pace = afterBatch(startPace(), { at: NOW, now: NOW, accepted: 19, later: 0, unsure: 1, waitMs: null }, 0);
  expect(allowance(pace, NOW, null)).toEqual({ size: 25, waitMs: 0 });
});

test('waits double up to about a minute, spread so that two admins do not meet again', () => {
  let pace = startPace();
  for (let turn = 0; turn < 12; turn++)
    pace = afterBatch(pace, { at: NOW, now: NOW, accepted: 0, later: 1, unsure: 0, waitMs: null }, 0);
  expect(pace).toMatchObject({ refusals: 12, notBefore: NOW + 64_000 });
  // One asks whether Google takes any again, with others only after it does.
  expect(allowance(pace, NOW + 64_000, null)).toEqual({ size: 1, waitMs: 0 });
  expect(
    allowance(afterBatch(pace, { at: NOW + 64_000, now: NOW + 64_500, ...clean(1) }, 0), NOW + 64_500, null).size,
  ).toBe(12);
  expect(afterBatch(pace, { at: NOW, now: NOW, accepted: 0, later: 1, unsure: 0, waitMs: null }, 1).notBefore).toBe(
    NOW + 80_000,
  );
  expect(afterBatch(pace, { at: NOW, now: NOW, ...clean(1) }, 0).refusals).toBe(0);
});

test('an admin’s own cap holds within any minute, and the wait for it is exact to a second', () => {
  let pace: Pace = startPace();
  let now = NOW;
  let sent = 0;
  while (now < NOW + 60_000) {
    const { size, waitMs } = allowance(pace, now, 30);
    if (size === 0) {
      expect(sent).toBe(30);
      expect(now + waitMs - NOW - 60_000).toBeLessThan(1_000);
      now += waitMs;
      continue;
    }
    pace = afterBatch(pace, { at: now, now: now + 500, ...clean(size) }, 0);
    sent += size;
    now += 500;
  }
  expect(allowance(pace, NOW + 61_000, 30).size).toBeGreaterThan(0);
});

test('batches are whole numbers, also near a limit that grows by parts', () => {
  expect(allowance({ ...startPace(), ceiling: 12.9, size: 50, sent: [[NOW - 1000, 10]] }, NOW, null).size).toBe(2);
  expect(allowance({ ...startPace(), ceiling: 10.5, sent: [[NOW - 1000, 10]] }, NOW, null)).toEqual({
    size: 0,
    waitMs: 59_000,
  });
});

type Limits = {
  readonly perMinute: number;
  readonly window: 'fixed' | 'sliding';
  readonly retryAfter: boolean;
  readonly tookMs: number;
  readonly phaseMs: number;
};

/** Sends `count` requests as a job does, to a Google with a quota, from so far into the clock's minute on. */
function sendAll(count: number, { perMinute, window, retryAfter, tookMs, phaseMs }: Limits) {
  const start = 16_667 * 60_000 + phaseMs;
  let now = start;
  const world = createWorld({
    now: () => now,
    accounts: [{ email: 'a@acme.example' }],
    options: { quotaPerMinute: perMinute, quotaWindow: window, quotaRetryAfter: retryAfter },
  });
  const { url } = getCall('my_customer', 'a@acme.example');
  let pace = startPace();
  let [done, refused, largest, refusedInARow] = [0, 0, 0, 0];
  while (done < count) {
    const { size, waitMs } = allowance(pace, now, null);
    if (size === 0) {
      now += waitMs;
      continue;
    }
    const at = now;
    const replies = Array.from({ length: Math.min(size, count - done) }, () =>
      handle(world, { method: 'GET', url, headers: { authorization: 'Bearer x' }, body: '' }),
    );
    now += tookMs;
    const later = replies.filter(({ status }) => status === 429);
    const waits = later.map(({ headers }) => Number(headers['retry-after'] ?? 0) * 1000);
    done += replies.length - later.length;
    refused += later.length;
    pace = afterBatch(
      pace,
      {
        at,
        now,
        ...clean(replies.length - later.length),
        later: later.length,
        waitMs: retryAfter && waits.length > 0 ? Math.max(...waits) : null,
      },
      0.5,
    );
    largest = Math.max(largest, JSON.stringify(pace).length);
    refusedInARow = Math.max(refusedInARow, pace.refusals);
  }
  return { tookMs: now - start, refused: refused / (done + refused), largest, refusedInARow };
}

/** What the quota itself takes: the minutes that must be waited for, and the last of the requests. */
const boundOf = (count: number, { perMinute, window, tookMs, phaseMs }: Limits): number => {
  const minutes = Math.floor((count - 1) / perMinute);
  return (
    minutes * 60_000 -
    (window === 'fixed' ? phaseMs : 0) +
    Math.ceil((count - minutes * perMinute) / LARGEST_BATCH) * tookMs
  );
};

describe.each([600, 6_000])(
  '10,000 requests against a quota of %i a minute are within 5 %% of its own bound, and under 3 %% are refused:',
  perMinute => {
    test.each([
      ['fixed', false],
      ['fixed', true],
      ['sliding', false],
      ['sliding', true],
    ] as const)('%s window, Retry-After: %s', (window, retryAfter) => {
      const limits = { perMinute, window, retryAfter, tookMs: 200, phaseMs: 0 };
      const { tookMs, refused, largest, refusedInARow } = sendAll(10_000, limits);
      expect(tookMs / boundOf(10_000, limits)).toBeLessThan(1.05);
      expect(refused).toBeLessThan(0.03);
      expect(largest).toBeLessThan(800);
      // The job asks a person after nine.
      expect(refusedInARow).toBeLessThan(8);
    });
  },
);

test.each(['fixed', 'sliding'] as const)(
  'wherever in the clock’s minute it begins, finding the quota costs at worst about a minute (%s window)',
  window => {
    for (const phaseMs of [7_000, 21_000, 38_000, 52_000, 59_000]) {
      const limits = { perMinute: 600, window, retryAfter: false, tookMs: 200, phaseMs };
      const { tookMs, refused } = sendAll(5_000, limits);
      expect(tookMs - boundOf(5_000, limits)).toBeLessThan(65_000);
      expect(refused).toBeLessThan(0.03);
    }
  },
);

test('a minute that was taken for a new one, and was none, does not lower what is known of the quota', () => {
  const full: Pace = { ...startPace(), size: 25, ceiling: 600, sent: [[NOW, 600]], refusedAt: NOW + 1 };
  const anew = afterBatch(full, { at: NOW + 20_000, now: NOW + 20_200, ...clean(1) }, 0);
  expect(anew).toMatchObject({ countsFrom: NOW + 20_000, refusals: 0 });
  expect(allowance(anew, NOW + 20_200, null).size).toBe(25);
  const wrong = afterBatch(
    anew,
    { at: NOW + 21_000, now: NOW + 21_200, accepted: 0, later: 25, unsure: 0, waitMs: null },
    0,
  );
  expect(wrong).toMatchObject({ countsFrom: 0, ceiling: 600 });
});

test('what one fetchAll takes at most can be set lower', () => {
  expect(allowance({ ...startPace(), size: 50 }, NOW, null, 20).size).toBe(20);
});

test('one "too many" that was no quota does not slow a long job down for good', () => {
  let now = NOW;
  let pace = afterBatch(startPace(), { at: now, now, accepted: 5, later: 5, unsure: 0, waitMs: null }, 0);
  expect(pace.ceiling).toBe(60);
  let done = 0;
  while (done < 3000) {
    const { size, waitMs } = allowance(pace, now, null);
    if (size === 0) {
      now += waitMs;
      continue;
    }
    done += size;
    pace = afterBatch(pace, { at: now, now: now + 700, ...clean(size) }, 0);
    now += 700;
  }
  expect((now - NOW) / 60_000).toBeLessThan(15);
});

test('a minute’s record stays small', () => {
  let pace = startPace();
  for (let at = NOW; at < NOW + 120_000; at += 100) pace = afterBatch(pace, { at, now: at, ...clean(1) }, 0);
  expect(pace.sent.length).toBeLessThanOrEqual(60);
  expect(pace.sent.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(550);
});
