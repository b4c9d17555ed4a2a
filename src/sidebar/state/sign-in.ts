// The sign-in on the page: what is in use, another way that is tried and then used, and the key's file, which is read
// here and shown nowhere.
import type { SignInView, SignInWish } from '../../core/contract/rpc';
import { words } from '../words';
import { isBusy, NOTHING_SAID, screenNamed, type Tools } from './store';

export type SignInActions = {
  readonly openSignIn: () => Promise<void>;
  readonly wishSignIn: (patch: Partial<SignInWish>) => void;
  /** Tries what is wished, and uses it if it works; `anyway`: also if not. */
  readonly useSignIn: (anyway: boolean) => Promise<void>;
  readonly removeKey: () => Promise<void>;
};

const wishOf = ({ mode, serviceAccount, actFor }: SignInView): SignInWish => ({
  mode,
  serviceAccount,
  actFor,
  key: '',
});

export function createSignIn({ remote, store, act }: Tools): SignInActions {
  const { get: onScreen, show } = screenNamed(store, 'signIn');
  const nothing = { faults: {}, ...NOTHING_SAID };
  /** The header says for whom Google is asked. */
  async function renewHeader(): Promise<void> {
    const answer = await remote.overview();
    if (answer.ok) store.set({ overview: answer.value });
  }

  return {
    openSignIn: async () => {
      if (isBusy(store.get())) return;
      store.set({
        screen: {
          name: 'signIn',
          view: null,
          wish: { mode: 'own', serviceAccount: '', actFor: '', key: '' },
          ...nothing,
        },
        ...NOTHING_SAID,
        returnTo: 'more',
      });
      const answer = await act('signIn', () => remote.signIn());
      if (answer?.ok === true) show({ view: answer.value, wish: wishOf(answer.value) });
      else if (answer !== null) show({ problem: answer.problem });
    },
    wishSignIn: patch => {
      const screen = onScreen();
      // What was said of another way is no longer true of this one.
      if (screen !== null) show({ wish: { ...screen.wish, ...patch }, ...NOTHING_SAID });
    },
    useSignIn: async anyway => {
      const screen = onScreen();
      if (screen === null) return;
      show(nothing);
      const answer = await act('useSignIn', () => remote.useSignIn(screen.wish, anyway));
      if (answer === null) return;
      if (!answer.ok) {
        show({ problem: answer.problem });
        return;
      }
      const { used, view, faults, problem, said } = answer.value;
      show({
        view,
        faults,
        problem,
        said: SERVICE_ACCOUNT && anyway && used ? words.signIn.account.usedAnyway : said,
        ...(used ? { wish: wishOf(view) } : {}),
      });
      if (used) await renewHeader();
    },
    removeKey: async () => {
      if (!SERVICE_ACCOUNT) return;
      show(nothing);
      const answer = await act('removeKey', () => remote.removeKey());
      if (answer === null) return;
      if (!answer.ok) {
        show({ problem: answer.problem });
        return;
      }
      show({ view: answer.value, wish: wishOf(answer.value), said: words.signIn.account.removed });
      await renewHeader();
    },
  };
}
