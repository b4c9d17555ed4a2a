// Looking up one address: the question to the server, and what becomes of the answer.
import { isBusy, type LookUpScreen, NOTHING_SAID, type Tools } from './store';

export type LookUpActions = {
  /** What is typed in the field for addresses. */
  readonly type: (text: string) => void;
  readonly lookUp: (text: string) => Promise<void>;
};

export const createLookUp = ({ remote, store }: Tools): LookUpActions => ({
  type: text => store.set({ finding: text }),
  lookUp: async text => {
    if (isBusy(store.get())) return;
    const screen: LookUpScreen = { name: 'lookUp', text, found: null, problem: null };
    store.set({ screen, ...NOTHING_SAID, returnTo: 'lookUp' });
    const answer = await remote.lookUp(text);
    if (store.get().screen !== screen) return;
    store.set({ screen: answer.ok ? { ...screen, found: answer.value } : { ...screen, problem: answer.problem } });
  },
});
