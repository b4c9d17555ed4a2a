// With whose authority Google is asked: the person's own sign-in, or a service account (service-account.ts) that acts
// for an admin.
import { answer } from '../contract/answer';
import { isRecord, jsonOf } from '../contract/json';
import type { Rpc, SignInMode, SignInView } from '../contract/rpc';
import type { NotSignedIn } from '../google/outcome';
import type { Store } from '../ports';
import type { Words } from '../words';
import { problem } from '../words/problem';

export const SIGN_IN_MODES: readonly SignInMode[] = ['own', 'delegation', 'key'];

/** `serviceAccount` and `actFor` mean nothing with `own`. */
export type SignIn = { readonly mode: SignInMode; readonly serviceAccount: string; readonly actFor: string };

export type Token =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly failure: NotSignedIn };

const OWN: SignIn = { mode: 'own', serviceAccount: '', actFor: '' };
/** In the person's own properties: other editors of the sheet cannot choose for whom this person's sign-in acts. */
const SIGN_IN = 'signIn';

export function loadSignIn(own: Store): SignIn {
  const kept = jsonOf(own.get(SIGN_IN) ?? '');
  if (!isRecord(kept)) return OWN;
  const { mode, serviceAccount, actFor } = kept;
  const known = SIGN_IN_MODES.find(name => name === mode);
  return known === undefined || typeof serviceAccount !== 'string' || typeof actFor !== 'string'
    ? OWN
    : { mode: known, serviceAccount, actFor };
}
export const keepSignIn = (own: Store, signIn: SignIn): void => own.set(SIGN_IN, JSON.stringify(signIn));

/** For whom Google is asked, where that is somebody else than the person who asks. */
export const actsForOf = ({ mode, actFor }: SignIn): string | null => (mode === 'own' ? null : actFor);

/**
 * Where no service account is built in. One that was chosen in another build of this copy is not replaced in silence.
 */
export const ownToken =
  (token: () => string, { mode }: SignIn) =>
  (): Token =>
    mode === 'own'
      ? { ok: true, token: token() }
      : { ok: false, failure: { kind: 'stop', code: 'no-delegation', http: 0, google: '', link: null } };

/** The way back to one's own sign-in, and no other. */
export function withoutServiceAccount(own: Store, words: Words): Pick<Rpc, 'signIn' | 'useSignIn' | 'removeKey'> {
  const view = (): SignInView => ({ ...loadSignIn(own), key: null, builtIn: ['own'] });
  return {
    signIn: () => answer(view()),
    useSignIn: ({ mode }) => {
      const used = mode === 'own';
      if (used) keepSignIn(own, OWN);
      return answer({
        used,
        view: view(),
        faults: {},
        problem: used ? null : problem('no-delegation', words),
        said: '',
      });
    },
    removeKey: () => answer(view()),
  };
}
