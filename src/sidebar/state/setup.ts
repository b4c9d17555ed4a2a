// The set-up check on the page: asked for when it is opened, and as often as a person likes.
import { NOTHING_SAID, screenNamed, type SetupScreen, type Tools } from './store';

export type SetupActions = {
  readonly checkSetup: () => Promise<void>;
  /** To where it was opened. */
  readonly leaveSetup: () => void;
};

export function createSetup({ remote, store, leaveJob, toJob, home }: Tools): SetupActions {
  const { get, show } = screenNamed(store, 'setup');
  return {
    // From wherever something failed, also before anything could be opened, and while another call hangs.
    checkSetup: async () => {
      const before = get();
      const { screen: from } = store.get();
      if (before?.running === true) return;
      leaveJob();
      const screen: SetupScreen = {
        name: 'setup',
        job: before?.job ?? (from.name === 'job' ? from.loop.job : null),
        view: before?.view ?? null,
        running: true,
        problem: null,
      };
      store.set({ screen, ...NOTHING_SAID, returnTo: from.name === 'home' ? 'more' : 'check-setup' });
      const answer = await remote.checkSetup();
      // Only the answer to the newest question counts.
      if (get() === screen)
        show({ running: false, ...(answer.ok ? { view: answer.value } : { view: null, problem: answer.problem }) });
    },
    leaveSetup: () => {
      const job = get()?.job ?? null;
      if (job === null) home();
      else toJob(job);
    },
  };
}
