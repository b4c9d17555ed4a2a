// The runner with a clock that stands still and a server that answers when told: order, time-outs, late answers.
import type { Answer, JobView } from '../../../src/core/contract/rpc';
import { problemOf } from '../../../src/sidebar/state/call-failures';
import { PACE, type Loop } from '../../../src/sidebar/state/job-loop';
import { createJobRunner, type Clock, type JobRunner } from '../../../src/sidebar/state/job-runner';
import { aJob } from './a-job';

type Asked = {
  readonly name: 'advance' | 'progress';
  readonly answer: (value: Answer<JobView | null>) => Promise<void>;
};

function start(): {
  runner: JobRunner;
  asked: Asked[];
  seen: () => Loop;
  gone: () => number;
  pass: (milliseconds: number) => Promise<void>;
  names: () => string[];
} {
  let now = 0;
  let skew = 0;
  let goneCount = 0;
  let timers: { at: number; call: () => void }[] = [];
  const asked: Asked[] = [];
  const loops: Loop[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const clock: Clock = {
    now: () => now,
    after: (milliseconds, call) => {
      const timer = { at: now + milliseconds, call };
      timers.push(timer);
      return () => {
        timers = timers.filter(each => each !== timer);
      };
    },
  };
  const ask = <T extends JobView | null>(name: Asked['name']): Promise<Answer<T>> =>
    new Promise(resolve => {
      asked.push({
        name,
        answer: async value => {
          resolve(value as Answer<T>);
          await settle();
        },
      });
    });
  const runner = createJobRunner({
    remote: { advance: () => ask<JobView>('advance'), progress: () => ask('progress') },
    clock,
    pace: PACE,
    skew: () => skew,
    heard: job => {
      skew = Date.parse(job.now) - now;
    },
    changed: loop => loops.push(loop),
    gone: () => {
      goneCount += 1;
    },
  });
  const pass = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds;
    for (;;) {
      const next = timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter(timer => timer !== next);
      now = Math.max(now, next.at);
      next.call();
      await settle();
    }
    now = end;
  };
  return {
    runner,
    asked,
    seen: () => loops[loops.length - 1]!,
    gone: () => goneCount,
    pass,
    names: () => asked.map(({ name }) => name),
  };
}

const ok = <T>(value: T): Answer<T> => ({ ok: true, value });
const lost: Answer<never> = { ok: false, problem: problemOf(null) };

test('a wait is counted from the server’s clock when it answered, wherever that is by now', async () => {
  const { runner, asked, pass, names } = start();
  const at = (ms: number): string => new Date(ms).toISOString();
  runner.follow(aJob());
  await pass(0);
  await asked[0]!.answer(ok(aJob({ status: 'waiting', now: at(3_600_000), resumeAt: at(3_610_000) })));
  await pass(9_000);
  expect(names()).toEqual(['advance']);
  await pass(1_000);
  expect(names()).toEqual(['advance', 'advance']);
});

test('one slice follows another until the job is done', async () => {
  const { runner, asked, seen, pass, names } = start();
  runner.follow(aJob());
  await pass(0);
  await asked[0]!.answer(ok(aJob({ finished: 100 })));
  await pass(0);
  await asked[1]!.answer(ok(aJob({ finished: 310, status: 'done' })));
  await pass(60_000);
  expect(names()).toEqual(['advance', 'advance']);
  expect(seen().job.status).toBe('done');
});

test('while a slice is under way there is one look at a time', async () => {
  const { runner, asked, seen, pass, names } = start();
  runner.follow(aJob());
  await pass(PACE.poll * 3);
  expect(names()).toEqual(['advance', 'progress']);
  await asked[1]!.answer(ok(aJob({ finished: 40 })));
  expect(seen().job.finished).toBe(40);
  await pass(PACE.poll);
  expect(names()).toEqual(['advance', 'progress', 'progress']);
});

test('a look that was asked for before the slice ended and arrives after it is old news', async () => {
  const { runner, asked, seen, pass } = start();
  runner.follow(aJob());
  await pass(PACE.poll);
  await asked[0]!.answer(ok(aJob({ finished: 310, status: 'done' })));
  await asked[1]!.answer(ok(aJob({ finished: 90 })));
  expect(seen().job.finished).toBe(310);
});

test('the end seen by a look waits for the slice, whose answer has the result', async () => {
  const { runner, asked, seen, pass } = start();
  runner.follow(aJob());
  await pass(PACE.poll);
  await asked[1]!.answer(ok(aJob({ finished: 310, status: 'done' })));
  expect(seen().job.status).toBe('running');
  await asked[0]!.answer(ok(aJob({ finished: 310, status: 'done', groups: [] })));
  expect(seen().job.status).toBe('done');
});

test('a pause that is told while a slice is under way is not undone by an earlier look', async () => {
  const { runner, asked, seen, pass } = start();
  runner.follow(aJob());
  await pass(PACE.poll);
  runner.tell(aJob({ status: 'paused' }));
  await asked[1]!.answer(ok(aJob({ finished: 5 })));
  expect(seen().job.status).toBe('paused');
  await asked[0]!.answer(ok(aJob({ status: 'paused', finished: 20 })));
  await pass(PACE.rest - 1);
  expect(asked).toHaveLength(2);
});

test('a slice without an answer counts as lost, is tried again, and its late answer is ignored', async () => {
  const { runner, asked, seen, pass, names } = start();
  runner.follow(aJob());
  await pass(0);
  const answerLooks = async (): Promise<void> => {
    for (const look of asked.filter(({ name }) => name === 'progress')) await look.answer(ok(aJob()));
  };
  for (let second = 0; second < PACE.silence / PACE.poll; second += 1) {
    await pass(PACE.poll);
    await answerLooks();
  }
  await pass(1);
  expect(seen().trouble?.kind).toBe('lost');
  await pass(PACE.retry[0]!);
  expect(names().filter(name => name === 'advance')).toHaveLength(2);
  await asked[0]!.answer(ok(aJob({ finished: 77 })));
  expect(seen().job.finished).not.toBe(77);
});

test('a lost connection is shown while the slice is still out, and forgotten when a look arrives', async () => {
  const { runner, asked, seen, pass } = start();
  runner.follow(aJob());
  await pass(PACE.poll);
  await asked[1]!.answer(lost);
  expect(seen().trouble?.kind).toBe('lost');
  runner.retry();
  await asked[2]!.answer(ok(aJob({ finished: 3 })));
  expect(seen().trouble).toBeNull();
});

test('after a lost slice the page tries again by itself, and at once when asked', async () => {
  const { runner, asked, pass, names } = start();
  runner.follow(aJob());
  await pass(0);
  await asked[0]!.answer(lost);
  await pass(PACE.retry[0]!);
  await asked[1]!.answer(lost);
  runner.retry();
  await pass(0);
  expect(names()).toEqual(['advance', 'advance', 'advance']);
});

test('after a refusal, trying again looks first: the job may be another by now', async () => {
  const { runner, asked, seen, pass, names } = start();
  runner.follow(aJob());
  await pass(0);
  await asked[0]!.answer({ ok: false, problem: { code: 'no-job', title: 'Not there', advice: 'Look.', link: null } });
  await pass(60_000);
  expect(names()).toEqual(['advance']);
  runner.retry();
  await asked[1]!.answer(ok(aJob({ id: 'j2', mine: false, by: 'bob@acme.com' })));
  await pass(0);
  expect(names()).toEqual(['advance', 'progress']);
  expect(seen()).toMatchObject({ trouble: null, job: { id: 'j2' } });
});

test('a job that the server no longer knows is gone', async () => {
  const { runner, asked, gone, pass } = start();
  runner.follow(aJob({ mine: false }));
  await pass(PACE.follow);
  await asked[0]!.answer(ok(null));
  expect(gone()).toBe(1);
});

test('after leaving, nothing more is asked and no answer is taken', async () => {
  const { runner, asked, seen, pass } = start();
  runner.follow(aJob());
  await pass(0);
  runner.leave();
  await asked[0]!.answer(ok(aJob({ finished: 9 })));
  await pass(300_000);
  expect(asked).toHaveLength(1);
  expect(seen().job.finished).toBe(0);
});

/** Asks of a page that follows a job of so many addresses, one a second, in slices of a minute, from start to end. */
async function askedIn(seconds: number, mine = true): Promise<Record<'advance' | 'progress', number>> {
  const { runner, asked, pass } = start();
  const jobAt = (second: number): JobView =>
    aJob({
      mine,
      total: seconds,
      finished: Math.min(second, seconds),
      status: second < seconds ? 'running' : 'done',
      startedAt: new Date(0).toISOString(),
      now: new Date(second * 1000).toISOString(),
      perSecond: second < 30 ? null : 1,
      secondsLeft: second < 30 ? null : Math.max(0, seconds - second),
    });
  const count = { advance: 0, progress: 0 };
  const out: { readonly ask: Asked; readonly since: number }[] = [];
  runner.follow(jobAt(0));
  for (let second = 0; second <= seconds + 20; second += 1) {
    for (const ask of asked.splice(0)) {
      count[ask.name] += 1;
      out.push({ ask, since: second });
    }
    for (const one of [...out])
      if (one.ask.name === 'progress' || second >= one.since + 60 || second >= seconds) {
        out.splice(out.indexOf(one), 1);
        await one.ask.answer(ok(jobAt(second)));
      }
    await pass(1000);
  }
  return count;
}

test('a job of 2 h 45 is looked at a thousand times at most, one of two minutes every second or two', async () => {
  const long = await askedIn(9_900);
  expect(long.advance).toBeGreaterThan(150);
  expect(long.progress).toBeLessThan(1_000);
  expect((await askedIn(120)).progress).toBeGreaterThan(50);
});

test('so is somebody else’s', async () => {
  const { advance, progress } = await askedIn(9_900, false);
  expect(advance).toBe(0);
  expect(progress).toBeLessThan(1_000);
});
