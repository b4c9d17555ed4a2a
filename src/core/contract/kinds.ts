// The kinds of jobs, and what each may do: the one place that tells kinds apart. A kind that is not in the table does
// nothing.
import type { AccountState } from './account-state';
import { isKeyOf } from './json';

/**
 * Only a kind that says that it mails can have the verb that mails people. `again`: who of those whom it mails was
 * mailed before; Google is asked about each of them first.
 */
type Asks =
  | { readonly mails: true; readonly verb: 'send'; readonly again: 'all' | 'some' }
  | { readonly mails: false; readonly verb: 'cancel'; readonly again: 'none' }
  | { readonly mails: false; readonly verb: null; readonly again: 'none' };

export type KindRules = Asks & {
  /**
   * How it works: `actions` ask Google to do something about each address, `checks` ask about it, `list` reads lists.
   */
  readonly work: 'actions' | 'checks' | 'list';
  /** It begins from a preview of the marked rows, so what is left of it is what is marked. */
  readonly fromMarks: boolean;
  /** The mark of a row goes when its line is done. */
  readonly clearsMarks: boolean;
  /** What an account is from then on where its line is done and Google did not tell; null: nobody knows. */
  readonly leaves: { readonly state: AccountState | null; readonly mails: number } | 'as-it-was';
  /** It is shown among the recent jobs. */
  readonly isRecent: boolean;
  /** What it did can be cancelled by a later job. */
  readonly canBeCancelled: boolean;
};

/** Called as pure, so that what uses none of it, such as the words of the page, is built without it. */
function tableOfKinds() {
  const acts = { work: 'actions', clearsMarks: true, isRecent: true } as const;
  const sends = {
    ...acts,
    mails: true,
    verb: 'send',
    leaves: { state: 'INVITED', mails: 1 },
    canBeCancelled: true,
  } as const;
  const asks = {
    mails: false,
    verb: null,
    again: 'none',
    fromMarks: false,
    clearsMarks: false,
    leaves: 'as-it-was',
    isRecent: false,
    canBeCancelled: false,
  } as const;
  return {
    send: { ...sends, again: 'some', fromMarks: true },
    // Sends invitations once more: to people who were invited and have not answered.
    remind: { ...sends, again: 'all', fromMarks: false },
    cancel: {
      ...acts,
      mails: false,
      verb: 'cancel',
      again: 'none',
      fromMarks: true,
      // What a cancelled invitation becomes, Google does not say.
      leaves: { state: null, mails: 0 },
      canBeCancelled: false,
    },
    check: { ...asks, work: 'checks' },
    refresh: { ...asks, work: 'list' },
  } as const satisfies Readonly<Record<string, KindRules>>;
}
const TABLE = /* @__PURE__ */ tableOfKinds();

export type JobKind = keyof typeof TABLE;
export const KINDS: Readonly<Record<JobKind, KindRules>> = TABLE;

/** The kinds of which the table says this. */
type KindsThat<Said extends Partial<KindRules>> = {
  [K in JobKind]: (typeof TABLE)[K] extends Said ? K : never;
}[JobKind];
/** Kinds that a person asks for, of the marked rows. */
export type Action = KindsThat<{ fromMarks: true }>;
/** Kinds whose work is a list of addresses, one line of the Activity sheet for each. */
export type LineKind = Exclude<JobKind, KindsThat<{ work: 'list' }>>;
/** Of these, kinds that ask Google to do something about each address. */
export type ActionKind = KindsThat<{ work: 'actions' }>;
export type CheckKind = KindsThat<{ work: 'checks' }>;
export type RecentKind = KindsThat<{ isRecent: true }>;
/** What Google can be asked to do about an address. */
export type Verb = NonNullable<KindRules['verb']>;

export const isLineKind = (kind: JobKind): kind is LineKind => KINDS[kind].work !== 'list';
export const isCheckKind = (kind: JobKind): kind is CheckKind => KINDS[kind].work === 'checks';
export const isActionKind = (kind: JobKind): kind is ActionKind => KINDS[kind].work === 'actions';

/** Of a line's action, which may be no job's at all, or a word that a person typed over. */
export const rulesOf = (action: string | null): KindRules | null =>
  action !== null && isKeyOf(KINDS, action) ? KINDS[action] : null;

/** Whether a line of this action may stand for a mail: a word that a person typed over may have been a sending. */
export const mayBeMail = (action: string | null): boolean => action === null || rulesOf(action)?.mails === true;
