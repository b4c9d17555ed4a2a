// The contract of sign-in: with whose authority Google is asked.
import type { Answer, Problem } from './answer';
import type { TextsByKey } from './settings';

/**
 * With whose authority Google is asked: the person's own; that of a service account without a key; or of one whose key
 * this person gave.
 */
export type SignInMode = 'own' | 'delegation' | 'key';

/** What is in use. `key`: of whom a key is kept, never the key. `builtIn`: the ways that this build can. */
export type SignInView = {
  readonly mode: SignInMode;
  readonly serviceAccount: string;
  readonly actFor: string;
  readonly key: { readonly email: string; readonly id: string } | null;
  readonly builtIn: readonly SignInMode[];
};

/** `key`: the text of the file that Google gave out; '' for the one that is kept. */
export type SignInWish = {
  readonly mode: SignInMode;
  readonly serviceAccount: string;
  readonly actFor: string;
  readonly key: string;
};

/**
 * `faults`: by field of the wish. `problem`: why Google did not accept it. `said`: what was tried, and that it works.
 */
export type SignInTried = {
  readonly used: boolean;
  readonly view: SignInView;
  readonly faults: TextsByKey;
  readonly problem: Problem | null;
  readonly said: string;
};

export type SignInRequests = {
  signIn: () => Answer<SignInView>;
  /**
   * Asks Google for one page of the list in this way, and from now on always if that works; `anyway`: also if not. For
   * this person alone.
   */
  useSignIn: (wish: SignInWish, anyway: boolean) => Answer<SignInTried>;
  /** Forgets the key; where it was in use, the person's own sign-in takes its place. */
  removeKey: () => Answer<SignInView>;
};
