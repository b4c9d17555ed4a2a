// What the page decides to do next about a job, turn by turn.
import { problemOf } from '../../../src/sidebar/state/call-failures';
import {
  advanced,
  begin,
  failed,
  isGranted,
  lookAfter,
  looked,
  PACE,
  retried,
  stepOf,
  wished,
  type Loop,
} from '../../../src/sidebar/state/job-loop';
import { aJob } from './a-job';

const NOW = 1_000_000;
const lost = problemOf(new Error('NetworkError: Connection failure due to HTTP 0'));
const refusal = { code: 'api-off', title: 'Off', advice: 'Switch it on.', link: null };
const busy = { ...refusal, code: 'busy' };
const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
const step = (loop: Loop, now = NOW, skew = 0) => stepOf(loop, now, skew, PACE);

test('a running job of mine is advanced at once', () => {
  expect(step(begin(aJob()))).toEqual({ call: 'advance', at: NOW });
});

test.each(['done', 'stopped'] as const)('a job that is %s needs nothing more', status => {
  expect(step(begin(aJob({ status })))).toBeNull();
});

test.each(['paused', 'blocked'] as const)('a job that is %s is looked at now and then, never advanced', status => {
  expect(step(begin(aJob({ status })))).toEqual({ call: 'progress', at: NOW + PACE.rest });
});

test('a waiting job is advanced at its time, by the server’s clock', () => {
  const loop = begin(aJob({ status: 'waiting', resumeAt: new Date(NOW + 60_000).toISOString() }));
  expect(step(loop, NOW, 10_000)).toEqual({ call: 'advance', at: NOW + 50_000 });
});

test.each([null, 'soon'])('a waiting job without a readable time (%p) is advanced at once', resumeAt => {
  expect(step(begin(aJob({ status: 'waiting', resumeAt })))).toEqual({ call: 'advance', at: NOW });
});

test('somebody else’s job is only looked at, also when its connection comes back', () => {
  const loop = begin(aJob({ mine: false }));
  expect(step(loop)?.call).toBe('progress');
  expect(step(failed(loop, lost, NOW, PACE))?.call).toBe('progress');
});

test('while another execution is at it the page looks, and later tries again', () => {
  const loop = failed(begin(aJob()), busy, NOW, PACE);
  expect(loop.trouble).toBeNull();
  expect(step(loop)).toEqual({ call: 'progress', at: NOW + PACE.poll });
  expect(step(looked(loop, aJob({ finished: 5 })), NOW + PACE.poll)?.call).toBe('progress');
  expect(step(loop, NOW + PACE.busy)).toEqual({ call: 'advance', at: NOW + PACE.busy });
});

test('lost calls are tried again after longer and longer waits, up to the last one', () => {
  let loop = begin(aJob());
  const waits = Array.from({ length: 7 }, () => {
    loop = failed(loop, lost, NOW, PACE);
    return step(loop)!.at - NOW;
  });
  expect(waits).toEqual([...PACE.retry, 30_000, 30_000]);
});

test('an answer ends the trouble and its count', () => {
  const loop = looked(failed(failed(begin(aJob()), lost, NOW, PACE), lost, NOW, PACE), aJob());
  expect(loop.trouble).toBeNull();
  expect(failed(loop, lost, NOW, PACE).trouble).toMatchObject({ tries: 1 });
});

test('a refusal stops the page until a look brings news', () => {
  const loop = failed(begin(aJob()), refusal, NOW, PACE);
  expect(step(loop)).toBeNull();
  expect(step(looked(loop, aJob()))).toEqual({ call: 'advance', at: NOW });
});

test.each([
  ['pause', {}, false],
  ['pause', { status: 'paused' }, true],
  ['pause', { status: 'done' }, true],
  ['stop', { status: 'paused' }, false],
  ['stop', { status: 'stopped' }, true],
  ['resume', { status: 'blocked' }, false],
  ['resume', {}, true],
  ['takeOver', { mine: false }, false],
  ['takeOver', {}, true],
] as const)('the wish to %s is granted by %j: %p', (wish, patch, granted) => {
  expect(isGranted(wish, aJob(patch))).toBe(granted);
});

test('"Retry now" does not wait', () => {
  const loop = retried(failed(begin(aJob()), lost, NOW, PACE), NOW + 5);
  expect(step(loop, NOW + 5)).toEqual({ call: 'advance', at: NOW + 5 });
});

test('a slice that moved nothing is followed by a pause, one that moved something is not', () => {
  const before = aJob({ finished: 10 });
  const again = (loop: Loop, finished: number): Loop => advanced(loop, aJob({ finished }), before);
  expect(step(again(begin(before), 10))).toEqual({ call: 'advance', at: NOW + PACE.poll });
  expect(step(again(begin(before), 20))).toEqual({ call: 'advance', at: NOW });
});

test('slices that go on moving nothing follow each other more and more slowly', () => {
  let loop = begin(aJob());
  const waits = Array.from({ length: 6 }, () => {
    loop = advanced(loop, aJob(), aJob());
    return step(loop)!.at - NOW;
  });
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, PACE.rest, PACE.rest]);
  expect(step(advanced(loop, aJob({ finished: 1 }), aJob()))!.at).toBe(NOW);
});

test.each([
  ['half a minute is left', { secondsLeft: 30 }, PACE.poll],
  ['ten minutes are left', { secondsLeft: 600 }, 6_000],
  ['hours are left', { secondsLeft: 9_900 }, PACE.slow],
  ['nobody knows, after ten seconds', { startedAt: at(0), now: at(10) }, PACE.poll],
  ['nobody knows, after ten minutes', { startedAt: at(0), now: at(600) }, 6_000],
  ['a time cannot be read', { startedAt: 'soon' }, PACE.poll],
])('looks are as far apart as the job is long: %s', (_what, patch, wait) => {
  expect(lookAfter(aJob(patch), PACE)).toBe(wait);
});

test('a job that waits for a person is looked at less often when nobody comes, and as before once there is news', () => {
  const paused = aJob({ status: 'paused' });
  let loop = begin(paused);
  const waits = Array.from({ length: 40 }, () => {
    loop = looked(loop, paused);
    return step(loop)!.at - NOW;
  });
  expect([waits[0], waits[10], waits[39]]).toEqual([PACE.rest, 2 * PACE.rest, PACE.longest]);
  expect(step(looked(loop, aJob({ status: 'paused', finished: 1 })))!.at - NOW).toBe(PACE.rest);
  expect(step(wished(loop, paused))!.at - NOW).toBe(PACE.rest);
});

test('a job that waits for a time gone by cannot make the page spin', () => {
  const job = aJob({ status: 'waiting', resumeAt: new Date(NOW - 1).toISOString() });
  expect(step(advanced(begin(job), job, job))).toEqual({ call: 'advance', at: NOW + PACE.poll });
});
