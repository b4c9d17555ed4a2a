// Carries out what job-loop decides: one slice at a time, looks beside it, time-outs, and answers that arrive out of
// order.
import { hasEnded } from '../../core/contract/job-status';
import type { Answer, JobView, Remote } from '../../core/contract/rpc';
import { problemOf } from './call-failures';
import { advanced, begin, failed, lookAfter, looked, retried, stepOf, wished, type Loop, type Pace } from './job-loop';

export type Clock = {
  readonly now: () => number;
  /** Calls once after that many milliseconds, unless the function it answers with is called before. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
};

type Deps = {
  readonly remote: Pick<Remote, 'advance' | 'progress'>;
  readonly clock: Clock;
  readonly pace: Pace;
  /** The server's clock minus ours, in milliseconds. */
  readonly skew: () => number;
  /** An answer has just come. */
  readonly heard: (job: JobView) => void;
  readonly changed: (loop: Loop) => void;
  /** The server knows of no job any more. */
  readonly gone: () => void;
};

export type JobRunner = {
  /** `underWay`: the call that works on the job already. */
  readonly follow: (job: JobView, underWay?: Promise<Answer<JobView>> | null) => void;
  /** What the server answered when a person paused, resumed, stopped or took over. */
  readonly tell: (job: JobView) => void;
  readonly retry: () => void;
  readonly leave: () => void;
};

const nothing = (): void => undefined;

export function createJobRunner({ remote, clock, pace, skew, heard, changed, gone }: Deps): JobRunner {
  let loop: Loop | null = null;
  let cancel = nothing;
  /** The slice under way, if any; a new object each, so that a late answer is known for what it is. */
  let slice: object | null = null;
  /** The look under way, if any. What it saw is old once it is no longer this one. */
  let look: object | null = null;

  const limited = <T>(answer: Promise<Answer<T>>): Promise<Answer<T>> =>
    new Promise(resolve => {
      const stop = clock.after(pace.silence, () => resolve({ ok: false, problem: problemOf(null) }));
      void answer.then(value => {
        stop();
        resolve(value);
      });
    });

  const isCurrent = (call: object): boolean => call === slice || call === look;

  const show = (next: Loop): void => {
    loop = next;
    changed(next);
    plan();
  };

  function plan(): void {
    cancel();
    cancel = nothing;
    if (loop === null) return;
    if (slice !== null) {
      if (look === null) cancel = clock.after(lookAfter(loop.job, pace), () => void lookOnce());
      return;
    }
    const now = clock.now();
    const step = stepOf(loop, now, skew(), pace);
    if (step === null) return;
    cancel = clock.after(Math.max(0, step.at - now), () => void (step.call === 'advance' ? advance() : lookOnce()));
  }

  async function advance(): Promise<void> {
    if (loop !== null) await work(remote.advance(loop.job.id), loop.job);
  }

  async function work(call: Promise<Answer<JobView>>, before: JobView): Promise<void> {
    const mine = {};
    slice = mine;
    plan();
    const answer = await limited(call);
    if (!isCurrent(mine) || loop === null) return;
    slice = null;
    look = null;
    if (answer.ok) heard(answer.value);
    show(answer.ok ? advanced(loop, answer.value, before) : failed(loop, answer.problem, clock.now(), pace));
  }

  async function lookOnce(): Promise<void> {
    if (loop === null) return;
    const mine = {};
    look = mine;
    const answer = await limited(remote.progress());
    if (!isCurrent(mine)) return;
    look = null;
    if (answer.ok && answer.value !== null) heard(answer.value);
    if (!answer.ok) show(failed(loop, answer.problem, clock.now(), pace));
    else if (slice !== null && (answer.value === null || hasEnded(answer.value)))
      plan(); // the slice's own answer has the result
    else if (answer.value === null) gone();
    else show(looked(loop, answer.value));
  }

  const leave = (): void => {
    cancel();
    cancel = nothing;
    loop = slice = look = null;
  };

  return {
    leave,
    follow: (job, underWay = null) => {
      leave();
      show(begin(job));
      if (underWay !== null) void work(underWay, job);
    },
    tell: job => {
      if (loop === null) return;
      look = null;
      show(wished(loop, job));
    },
    retry: () => {
      if (loop === null) return;
      // After a refusal the job may be another by now, or gone: look before going on with it.
      if (slice !== null || loop.trouble?.kind === 'refused') void lookOnce();
      else show(retried(loop, clock.now()));
    },
  };
}
