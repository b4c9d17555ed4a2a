// How many requests, and when.
import { createWorld, handle } from '../../dev/emulator/index';
import { getCall } from '../../src/core/invitations';
import { afterBatch, allowance, LARGEST_BATCH, startPace, type Pace } from '../../src/core/pace';

const clean = (accepted: number) => ({ accepted, later: 0, unsure: 0, waitMs: null });
const NOW = 1_000_000;

test('it starts modest, doubles while all is well, and never goes beyond what fetchAll takes', () => {
  let pace = startPace();
  const sizes: number[] = [];
  for (let at = NOW; sizes.length < 6; at += 2000) { const { size } = allowance(pace, at, null); sizes.push(size); pace = afterBatch(pace, at, at, clean(size), 0); }
  expect(sizes).toEqual([10, 20, 40, 50, 50, 50]);
  expect(LARGEST_BATCH).toBe(50);
});

test.each([
  ['as long as Google says', { accepted: 5, later: 5, unsure: 0, waitMs: 30_000 }, 30_000, 5],
  ['two seconds when Google does not say', { accepted: 5, later: 5, unsure: 0, waitMs: null }, 2_000, 5],
  ['four when nothing got through', { accepted: 0, later: 10, unsure: 0, waitMs: null }, 4_000, 5],
  ['four when nobody answered', { accepted: 0, later: 0, unsure: 10, waitMs: null }, 4_000, 5],
  ['not at all when some answers were unclear', { accepted: 9, later: 0, unsure: 1, waitMs: null }, 0, 5],
])('it halves and waits %s', (_what, report, waitMs, size) => {
  const pace = afterBatch(startPace(), NOW, NOW, report, 0);
  expect(allowance(pace, NOW, null)).toEqual(waitMs > 0 ? { size: 0, waitMs } : { size, waitMs: 0 });
  expect(pace.size).toBe(size);
});

test('waits double up to about a minute, spread so that two admins do not meet again', () => {
  let pace = startPace();
  for (let turn = 0; turn < 12; turn++) pace = afterBatch(pace, NOW, NOW, { accepted: 0, later: 1, unsure: 0, waitMs: null }, 0);
  expect(pace).toMatchObject({ size: 1, refusals: 12, notBefore: NOW + 64_000 });
  expect(afterBatch(pace, NOW, NOW, { accepted: 0, later: 1, unsure: 0, waitMs: null }, 1).notBefore).toBe(NOW + 80_000);
  expect(afterBatch(pace, NOW, NOW, clean(1), 0).refusals).toBe(0);
});

test('an admin’s own cap holds within any minute, and the wait for it is exact', () => {
  let pace: Pace = startPace();
  let now = NOW;
  let sent = 0;
  while (now < NOW + 60_000) {
    const { size, waitMs } = allowance(pace, now, 30);
    if (size === 0) { expect(sent).toBe(30); expect(now + waitMs).toBe(NOW + 60_000); now += waitMs; continue; }
    pace = afterBatch(pace, now, now + 500, clean(size), 0);
    sent += size;
    now += 500;
  }
  expect(allowance(pace, NOW + 60_000, 30).size).toBeGreaterThan(0);
});

test('batches are whole numbers, also near a limit that grows by parts', () => {
  expect(allowance({ ...startPace(), ceiling: 12.9, size: 50, sent: [[NOW - 1000, 10]] }, NOW, null).size).toBe(2);
  expect(allowance({ ...startPace(), ceiling: 10.5, sent: [[NOW - 1000, 10]] }, NOW, null)).toEqual({ size: 0, waitMs: 59_000 });
});

test.each(['fixed', 'sliding'] as const)('against a quota of 600 a minute (%s window) 5,000 requests take little more than they must, and few are refused', quotaWindow => {
  let now = NOW;
  const world = createWorld({ now: () => now, accounts: [{ email: 'a@acme.example' }], options: { quotaPerMinute: 600, quotaWindow } });
  const url = getCall('my_customer', 'a@acme.example').url;
  let pace = startPace();
  let done = 0;
  let refused = 0;
  while (done < 5000) {
    const { size, waitMs } = allowance(pace, now, null);
    if (size === 0) { now += waitMs; continue; }
    const at = now;
    const statuses = Array.from({ length: size }, () => handle(world, { method: 'GET', url, headers: { authorization: 'Bearer x' }, body: '' }).status);
    now += 700;
    const accepted = statuses.filter(status => status === 200).length;
    done += accepted;
    refused += size - accepted;
    pace = afterBatch(pace, at, now, { ...clean(accepted), later: size - accepted }, 0.5);
  }
  expect(refused / (done + refused)).toBeLessThan(0.03);
  expect((now - NOW) / 60_000).toBeLessThan((5000 / 600) * 1.05);
});

test('one "too many" that was no quota does not slow a long job down for good', () => {
  let now = NOW;
  let pace = afterBatch(startPace(), now, now, { accepted: 5, later: 5, unsure: 0, waitMs: null }, 0);
  expect(pace.ceiling).toBe(10);
  let done = 0;
  while (done < 3000) {
    const { size, waitMs } = allowance(pace, now, null);
    if (size === 0) { now += waitMs; continue; }
    done += size;
    pace = afterBatch(pace, now, now + 700, clean(size), 0);
    now += 700;
  }
  expect((now - NOW) / 60_000).toBeLessThan(15);
});

test('a minute’s record stays small', () => {
  let pace = startPace();
  for (let at = NOW; at < NOW + 120_000; at += 100) pace = afterBatch(pace, at, at, clean(1), 0);
  expect(pace.sent.length).toBeLessThanOrEqual(60);
  expect(pace.sent.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(550);
});
