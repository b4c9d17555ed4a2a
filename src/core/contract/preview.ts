// The contract of previews: what would happen before it does, and the start of exactly that.
import type { Answer } from './answer';
import type { JobView } from './jobs';
import type { Action } from './kinds';
import type { ReminderPolicy } from './reminder-policy';

/**
 * Whom a plan is about: the marked rows; those whom the job `job` mailed (their invitations are cancelled); or those
 * who are due for a reminder.
 * Options are for marked rows only.
 */
export type PlanSource =
  | { readonly from: 'marks' }
  | { readonly from: 'job'; readonly job: string }
  | ({ readonly from: 'reminders' } & ReminderPolicy);

export type PlanOptions = {
  /** Send also to people mailed within the last `recentDays` days. */
  readonly includeRecent: boolean;
  /** Send also to people who declined. */
  readonly includeDeclined: boolean;
  /**
   * Send also to people who were invited before, longer than `recentDays` days ago. Those whom another option includes
   * need not this one.
   */
  readonly includeAgain: boolean;
  /** Send only to those whom this check found eligible. */
  readonly eligibleIn?: string;
  /** Another copy of the add-on seems to be at work in this sheet, and a person knows better. */
  readonly despiteCopy?: boolean;
};

/** What would happen, before it does. `planId` names exactly this list; `start` refuses another. */
export type PlanView = {
  readonly planId: string;
  readonly action: Action;
  readonly source: PlanSource;
  readonly by: string;
  readonly organisation: string;
  /** Every address that would be worked on, in the sheet's order. */
  readonly addresses: readonly string[];
  /**
   * Those of `addresses` that were mailed before and would be mailed again, in the same order. `mails`: how many
   * invitation mails they have had, null where neither Google nor Activity has told.
   */
  readonly again: readonly { readonly address: string; readonly mails: number | null }[];
  /** Everyone who would not, grouped by the reason. */
  readonly skipped: readonly {
    readonly code: string;
    readonly reason: string;
    readonly addresses: readonly string[];
  }[];
  readonly options: PlanOptions;
  /** The reach of the recency guard in days: who was mailed within it is skipped unless `includeRecent`. */
  readonly recentDays: number;
  /** So many that `start` wants their number typed. */
  readonly mustType: boolean;
  /**
   * Requests that the job needs where nothing fails, those this person has left today, as far as the add-on has
   * counted, and the day's quota.
   */
  readonly fetches: { readonly needed: number; readonly left: number; readonly limit: number };
  /** Sentences worth reading first, such as "The list was refreshed 9 days ago." */
  readonly warnings: readonly string[];
};

export type PreviewRequests = {
  /** Without a source: the marked rows. A job's mails can only be cancelled, reminders only be sent. */
  preview: (action: Action, options: PlanOptions, source?: PlanSource) => Answer<PlanView>;
  /**
   * Queues the job if the source still gives exactly this plan; else the problem code is `plan-changed`. With `goOn` it
   * is worked on in the same call, as `advance` would; else nothing is sent yet.
   * `typed`: the number of addresses as the admin typed it, where the plan says `mustType`; another number is refused
   * as `number-differs`.
   */
  start: (
    action: Action,
    options: PlanOptions,
    planId: string,
    typed: number | null,
    source?: PlanSource,
    goOn?: boolean,
  ) => Answer<JobView>;
};
