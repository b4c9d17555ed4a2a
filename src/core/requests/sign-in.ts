// Shows with whose authority Google is asked, tries another way, and uses it from then on. All of it is one person's
// own.
import { answer } from '../contract/answer';
import type { Answer, Problem, Rpc, SignInMode, SignInTried, SignInView, SignInWish } from '../contract/rpc';
import { thrownCode } from '../google/errors';
import type { Http } from '../google/http';
import { NO_REPLY } from '../google/outcome';
import { pageOf } from '../google/reply';
import { listCall } from '../google/user-invitations';
import { problemCodeOf } from '../jobs/listing-pages';
import type { Deps } from '../ports';
import {
  forgetKey,
  keepKey,
  loadKey,
  readAdmin,
  readKey,
  readServiceAccount,
  type Key,
} from '../sign-in/service-account';
import { keepSignIn, loadSignIn, type SignIn } from '../sign-in/sign-in';
import type { Words } from '../words';
import { problem } from '../words/problem';

export type SignInParts = Pick<Deps, 'userStore' | 'settings' | 'clock' | 'quota' | 'who'> & {
  readonly builtIn: readonly SignInMode[];
  /** Google asked in this way, with a token of its own. */
  readonly httpAs: (signIn: SignIn, key: Key | null) => Http;
  readonly forgetToken: () => void;
};

export function signInRequests(
  { userStore: own, settings, clock, quota: fetches, who, builtIn, httpAs, forgetToken }: SignInParts,
  words: Words,
): Pick<Rpc, 'signIn' | 'useSignIn' | 'removeKey'> {
  function view(): SignInView {
    const key = loadKey(own);
    return { ...loadSignIn(own), key: key === null ? null : { email: key.email, id: key.id }, builtIn };
  }

  /** One page of the list: what every job needs, and what shows the admin's role too. */
  function tried(signIn: SignIn, key: Key | null): Problem | null {
    const call = listCall(settings().customer, { filter: null, orderBy: null, pageToken: null }, 1);
    try {
      const [reply] = httpAs(signIn, key).fetchAll([call], true);
      const page = reply === undefined ? { ok: false as const, failure: NO_REPLY } : pageOf(reply, clock.now());
      if (page.ok) return null;
      const { failure } = page;
      const code = problemCodeOf(failure);
      return problem(code, words, {
        ...(failure.kind === 'stop' ? { link: failure.link } : {}),
        ...(failure.google === '' || code === 'api-off' ? {} : { detail: words.googleSays(failure.google) }),
      });
    } catch (error) {
      return problem(thrownCode(error) ?? 'no-answer', words);
    } finally {
      fetches.keep();
    }
  }

  function use(wish: SignInWish, anyway: boolean): Answer<SignInTried> {
    const { fields } = words.signIn;
    const key = wish.mode !== 'key' ? null : wish.key === '' ? loadKey(own) : readKey(wish.key);
    const serviceAccount = wish.mode === 'delegation' ? readServiceAccount(wish.serviceAccount) : (key?.email ?? '');
    const actFor = wish.mode === 'own' ? '' : readAdmin(wish.actFor);
    const faults: Record<string, string> = {};
    if (!builtIn.includes(wish.mode)) faults['mode'] = words.problems['no-delegation'].title;
    if (serviceAccount === null) faults['serviceAccount'] = fields.serviceAccount;
    if (actFor === null) faults['actFor'] = fields.actFor;
    if (wish.mode === 'key' && key === null)
      faults['key'] = wish.key === '' ? words.problems['no-key'].title : fields.key;
    const not = (told: Problem | null): Answer<SignInTried> =>
      answer({ used: false, view: view(), faults, problem: told, said: '' });
    if (serviceAccount === null || actFor === null || Object.keys(faults).length > 0) return not(null);
    const signIn: SignIn = { mode: wish.mode, serviceAccount, actFor };
    const failed = tried(signIn, key);
    if (failed !== null && !anyway) return not(failed);
    // The key first: a sign-in without its key would stop the next job.
    if (key !== null && wish.key !== '') keepKey(own, key);
    keepSignIn(own, signIn);
    return answer({
      used: true,
      view: view(),
      faults,
      problem: failed,
      said:
        failed !== null
          ? ''
          : words.signIn.works(wish.mode === 'own' ? who : words.signIn.actingFor(serviceAccount, actFor)),
    });
  }

  return {
    signIn: () => answer(view()),
    useSignIn: use,
    removeKey: () => {
      const now = loadSignIn(own);
      if (now.mode === 'key') keepSignIn(own, { mode: 'own', serviceAccount: '', actFor: '' });
      forgetKey(own);
      forgetToken();
      return answer(view());
    },
  };
}
