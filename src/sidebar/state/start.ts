// Starts a job with a call that works on it at once: the page follows the job as soon as it is there, and does not wait
// for the answer, which may take a minute or more.
import { hasEnded } from '../../core/contract/job-status';
import type { Answer, JobView, Remote } from '../../core/contract/rpc';
import type { Clock } from './job-runner';
import type { Store } from './store';

type Outside = {
  readonly remote: Pick<Remote, 'progress'>;
  readonly store: Store;
  readonly clock: Clock;
  /** Between two looks, in milliseconds. */
  readonly poll: number;
  readonly act: <T>(name: string, call: () => Promise<Answer<T>>) => Promise<Answer<T> | null>;
  /** With the call under way that works on the job, if any. */
  readonly follow: (job: JobView, underWay: Promise<Answer<JobView>> | null) => void;
};

/** Answers with a job that is followed from then on, with a problem, or with null where nothing was asked. */
export function makeStart({ remote, store, clock, poll, act, follow }: Outside) {
  return async (
    call: () => Promise<Answer<JobView>>,
    begun: (job: JobView) => void = () => undefined,
  ): Promise<Answer<JobView> | null> => {
    const before = store.get().overview?.job?.id ?? null;
    let answered = false;
    let underWay: Promise<Answer<JobView>> | null = null;

    const seen = new Promise<Answer<JobView>>(resolve => {
      const look = async (): Promise<void> => {
        if (answered) return;
        const answer = await remote.progress();
        if (answered) return;
        const job = answer.ok ? answer.value : null;
        if (job !== null && job.id !== before && job.mine && !hasEnded(job)) resolve({ ok: true, value: job });
        else clock.after(poll, () => void look());
      };
      clock.after(poll, () => void look());
    });
    const first = await act('start', () => {
      underWay = call();
      void underWay.then(() => {
        answered = true;
      });
      return Promise.race([underWay, seen]);
    });
    const isOver = answered;
    answered = true;
    if (first?.ok === true) {
      begun(first.value);
      follow(first.value, isOver ? null : underWay);
    }
    return first;
  };
}
