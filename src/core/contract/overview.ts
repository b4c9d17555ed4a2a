// The contract of the overview: what the sidebar shows first.
import type { AccountState, GoogleState } from './account-state';
import type { Answer, Problem } from './answer';
import type { JobView } from './jobs';
import type { MarkedFor } from './mark';
import type { ReminderPolicy } from './reminder-policy';

/** What the sidebar shows when it opens, and whenever the sheet may have changed. */
export type Overview = {
  /** The signed-in admin's address, or '' where Google does not tell it. */
  readonly who: string;
  /** The admin for whom a service account asks Google in this person's stead, or null. */
  readonly actsFor: string | null;
  /** What the admin would call the organisation: its domain, or its customer id. */
  readonly organisation: string;
  /** False until the first refresh has made the Accounts sheet. */
  readonly hasSheet: boolean;
  /**
   * Accounts (distinct addresses) in the sheet, by state; `unknown` counts rows whose state Google has not told yet.
   */
  readonly counts: Readonly<Record<AccountState | 'unknown', number>>;
  /** Distinct addresses whose row is ticked. */
  readonly marked: number;
  /** Of these, how many a sending would mail for the first time, and how many have an invitation to cancel. */
  readonly markedFor: MarkedFor;
  /** Accounts that were never invited, as far as their rows tell: one whose invitation was cancelled is none. */
  readonly neverInvited: number;
  /**
   * When the rows were counted (ISO 8601, UTC), where that was before: `counts` and `marked` are then of that time, the
   * sheet may be gone or others by now, and its notices are missing. null: all is as the sheet is now.
   */
  readonly asOf: string | null;
  /** When the last refresh of all states finished (ISO 8601, UTC), or null. */
  readonly refreshedAt: string | null;
  /** The last refresh of some states, if it came later. */
  readonly refreshedPart: { readonly at: string; readonly states: readonly GoogleState[] } | null;
  /** The running, waiting, paused or blocked job; else the last one that ended; else null. */
  readonly job: JobView | null;
  /**
   * What a person should look at and does not stop the work: rows without a valid address, duplicate rows, a column
   * that was deleted, a schedule that does not run.
   */
  readonly notices: readonly Problem[];
  /** The only addresses and domains that a job may touch while the test mode is on, else null. */
  readonly testMode: readonly string[] | null;
  /** The reminder policy of the settings. */
  readonly reminders: ReminderPolicy;
  /**
   * When scheduled reminders run next (ISO 8601, UTC); null where none are on, or where a notice tells what keeps them.
   */
  readonly remindersAt: string | null;
  /** How many requests this person may still make today, as far as the add-on has counted. */
  readonly requestsLeft: number;
  /** The server's clock (ISO 8601, UTC). */
  readonly now: string;
};

export type OverviewRequests = {
  /** `quick`: no cell of a large sheet is read where numbers are kept, see `asOf`; ask again for those of now. */
  overview: (quick?: boolean) => Answer<Overview>;
};
