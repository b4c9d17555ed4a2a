// What each kind of job may do: the one place that tells kinds apart. A kind that is not in the table does nothing.
import { isKeyOf } from '../contract/json';
import type { AccountState, JobKind } from '../contract/rpc';

/** Only a kind that says that it mails can have the verb that mails people. */
type Asks =
  | { readonly mails: true; readonly verb: 'send' }
  | { readonly mails: false; readonly verb: 'cancel' }
  | { readonly mails: false; readonly verb: null };

export type KindRules = Asks & {
  /**
   * How it works: `actions` ask Google to do something about each address, `checks` ask about it, `list` reads lists.
   */
  readonly work: 'actions' | 'checks' | 'list';
  /** The mark of a row goes when its line is done. */
  readonly clearsMarks: boolean;
  /** What an account is from then on where its line is done and Google did not tell; null: nobody knows. */
  readonly leaves: { readonly state: AccountState | null; readonly mails: number } | 'as-it-was';
  /** It is shown among the recent jobs. */
  readonly isRecent: boolean;
  /** What it did can be cancelled by a later job. */
  readonly canBeCancelled: boolean;
};

export const KINDS: Readonly<Record<JobKind, KindRules>> = {
  send: {
    mails: true,
    verb: 'send',
    work: 'actions',
    clearsMarks: true,
    leaves: { state: 'INVITED', mails: 1 },
    isRecent: true,
    canBeCancelled: true,
  },
  remind: {
    mails: true,
    verb: 'send',
    work: 'actions',
    clearsMarks: true,
    leaves: { state: 'INVITED', mails: 1 },
    isRecent: true,
    canBeCancelled: true,
  },
  // What a cancelled invitation becomes, Google does not say.
  cancel: {
    mails: false,
    verb: 'cancel',
    work: 'actions',
    clearsMarks: true,
    leaves: { state: null, mails: 0 },
    isRecent: true,
    canBeCancelled: false,
  },
  check: {
    mails: false,
    verb: null,
    work: 'checks',
    clearsMarks: false,
    leaves: 'as-it-was',
    isRecent: false,
    canBeCancelled: false,
  },
  refresh: {
    mails: false,
    verb: null,
    work: 'list',
    clearsMarks: false,
    leaves: 'as-it-was',
    isRecent: false,
    canBeCancelled: false,
  },
};

/** Kinds whose work is a list of addresses, one line of the Activity sheet for each. */
export type LineKind = Exclude<JobKind, 'refresh'>;

/** Of these, kinds that ask Google to do something about each address. */
export type ActionKind = Exclude<LineKind, 'check'>;

/** Of a line's action, which may be no job's at all, or a word that a person typed over. */
export const rulesOf = (action: string | null): KindRules | null =>
  action !== null && isKeyOf(KINDS, action) ? KINDS[action] : null;

/** Whether a line of this action may stand for a mail: a word that a person typed over may have been a sending. */
export const mayBeMail = (action: string | null): boolean => action === null || rulesOf(action)?.mails === true;
