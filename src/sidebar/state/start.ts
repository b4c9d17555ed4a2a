// Starts a job with a call that works on it at once: the page follows the job as soon as it is there, and does not wait
// for the answer, which may take a minute or more.
import { hasEnded } from '../../core/contract/job-status';
import type { Answer, JobView, Remote } from '../../core/contract/rpc';
import type { Clock } from './job-runner';
import type { Store, Tools } from './store';

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
export function makeStart({ remote, store, clock, poll, act, follow }: Outside): Tools['start'] {
  return async (call, begun = () => undefined) => {
    const before = store.get().overview?.job?.id ?? null;
    const state: { isOver: boolean; underWay: Promise<Answer<JobView>> | null } = { isOver: false, underWay: null };

    const isOver = (): boolean => state.isOver;

    const seen = new Promise<Answer<JobView>>(resolve => {
      const look = async (): Promise<void> => {
        if (isOver()) return;
        const answer = await remote.progress();
        if (isOver()) return;
        const job = answer.ok ? answer.value : null;
        if (job !== null && job.id !== before && job.mine && !hasEnded(job)) resolve({ ok: true, value: job });
        else clock.after(poll, () => void look());
      };
      clock.after(poll, () => void look());
    });
    const first = await act('start', () => {
      const underWay = call();
      state.underWay = underWay;
      void underWay.then(() => {
        state.isOver = true;
      });
      return Promise.race([underWay, seen]);
    });
    const underWay = isOver() ? null : state.underWay;
    state.isOver = true;
    if (first?.ok === true) {
      begun(first.value);
      follow(first.value, underWay);
    }
    return first;
  };
}
