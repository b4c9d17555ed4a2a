// The contract of a look-up: what is known of one address.
import type { AccountState } from './account-state';
import type { Answer, Problem } from './answer';

/** What is known of one address. `listed`, `eligible`: null where Google gave no answer; then `problem` says why. */
export type LookedUp = {
  readonly address: string;
  readonly account: {
    readonly state: AccountState;
    readonly mails: number | null;
    readonly changedAt: string | null;
  } | null;
  readonly listed: boolean | null;
  readonly eligible: boolean | null;
  readonly problem: Problem | null;
  /** Its first row in the Accounts sheet, as of now. */
  readonly row: { readonly row: number; readonly marked: boolean; readonly result: string } | null;
  /** What keeps it from being mailed: the entry of the never list, in words. */
  readonly never: string | null;
  /** Its lines in Activity, the latest first; the words are the sheet's. */
  readonly history: readonly {
    readonly at: string | null;
    readonly by: string;
    readonly what: string;
    readonly reason: string;
  }[];
};

export type LookUpRequests = {
  lookUp: (text: string) => Answer<LookedUp>;
};
