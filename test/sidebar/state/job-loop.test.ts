// What the page decides to do next about a job, turn by turn.
import { problemOf } from '../../../src/sidebar/state/call-failures';
import {
  advanced,
  begin,
  failed,
  isGranted,
  looked,
  PACE,
  retried,
  stepOf,
  type Loop,
} from '../../../src/sidebar/state/job-loop';
import { aJob } from './a-job';

const NOW = 1_000_000;
const lost = problemOf(new Error('NetworkError: Connection failure due to HTTP 0'));
const refusal = { code: 'api-off', title: 'Off', advice: 'Switch it on.', link: null };
const busy = { ...refusal, code: 'busy' };
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
  expect(step(advanced(aJob({ finished: 10 }), before))).toEqual({ call: 'advance', at: NOW + PACE.poll });
  expect(step(advanced(aJob({ finished: 20 }), before))).toEqual({ call: 'advance', at: NOW });
});

test('a job that waits for a time gone by cannot make the page spin', () => {
  const job = aJob({ status: 'waiting', resumeAt: new Date(NOW - 1).toISOString() });
  expect(step(advanced(job, job))).toEqual({ call: 'advance', at: NOW + PACE.poll });
});
