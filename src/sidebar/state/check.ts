// Checking whether addresses can be invited: the preview, the start, and the lists that were found.
import type { Checked, CheckSource } from '../../core/contract/rpc';
import { words } from '../words';
import { isCallFailure } from './call-failures';
import { isBusy, type CheckScreen, type Tools } from './store';

export type CheckActions = {
  readonly previewCheck: (source: CheckSource) => Promise<void>;
  readonly startCheck: () => Promise<void>;
  /** The lists of a check; null when they could not be read. */
  readonly checked: (jobId: string) => Promise<Checked | null>;
  /** Answers whether it was done. */
  readonly addToSheet: (addresses: readonly string[], mark: boolean) => Promise<boolean>;
};

export function createCheck({ remote, store, act, start, joinIfStarted }: Tools): CheckActions {
  /** Only the answer to the newest question counts, and only while its screen is open. */
  const showCheck = (shown: CheckScreen, patch: Partial<CheckScreen>): CheckScreen => {
    const next = { ...shown, ...patch };
    if (store.get().screen === shown) store.set({ screen: next });
    return next;
  };

  return {
    previewCheck: async source => {
      if (isBusy(store.get())) return;
      const screen: CheckScreen = { name: 'check', source, plan: null, starting: false, problem: null };
      store.set({ screen, problem: null, said: '', returnTo: 'check' });
      const answer = await remote.previewCheck(source);
      showCheck(screen, answer.ok ? { plan: answer.value } : { problem: answer.problem });
    },
    startCheck: async () => {
      const { screen } = store.get();
      if (screen.name !== 'check' || screen.plan === null || screen.starting) return;
      const { addresses } = screen.plan;
      const starting = showCheck(screen, { starting: true, problem: null });
      const answer = await start(() => remote.startCheck(addresses, true));
      if (answer?.ok === true) return;
      const problem = answer?.problem ?? null;
      if (problem !== null && isCallFailure(problem) && (await joinIfStarted())) return;
      showCheck(starting, { starting: false, problem });
    },
    checked: async jobId => {
      const answer = await remote.checked(jobId);
      return answer.ok ? answer.value : null;
    },
    addToSheet: async (addresses, mark) => {
      const answer = await act('add', () => remote.addToSheet(addresses, mark));
      if (answer === null) return false;
      if (!answer.ok) {
        store.set({ problem: { place: 'result', problem: answer.problem } });
        return false;
      }
      const { added, present, marked } = answer.value;
      const { overview } = store.get();
      store.set({
        said: words.check.after(added, present, marked),
        saidAt: 'result',
        ...(overview === null ? {} : { overview: { ...overview, hasSheet: true, marked } }),
      });
      return true;
    },
  };
}
