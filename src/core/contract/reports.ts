// The contract of what is told afterwards: jobs that ended, people who did not answer, and our sheets.
import type { Answer } from './answer';
import type { RecentKind } from './kinds';

/** A job that ended, as the Activity sheet tells of it. */
export type PastJob = {
  readonly id: string;
  readonly action: RecentKind;
  readonly by: string;
  readonly at: string | null;
  readonly done: number;
  readonly total: number;
};

/** Accounts that an invitation did not bring in, and the file for Google's bulk upload of users that has them all. */
export type Unanswered = {
  readonly declined: readonly string[];
  readonly ignored: readonly string[];
  readonly ignoredDays: number;
  /** What can be done about them, and what becomes of an account whose address is given to a user. */
  readonly help: readonly { readonly title: string; readonly points: readonly string[] }[];
  readonly csv: string;
  /**
   * The names in the file: from the list of people that was compared last, or guessed from the address; '' where there
   * was nothing to guess from.
   */
  readonly guesses: readonly { readonly address: string; readonly name: string; readonly fromList: boolean }[];
  /** How many in the file lack a first or a last name, which Google requires. */
  readonly nameless: number;
  /** Not in the file: Google, or a spreadsheet program, would not take them. */
  readonly leftOut: readonly string[];
};

export type ReportRequests = {
  /** The last jobs that ended, the newest first. */
  pastJobs: () => Answer<readonly PastJob[]>;
  unanswered: () => Answer<Unanswered>;
  /** Brings the Activity sheet to the front, with the lines of this job only, or with those of all (null). */
  showActivity: (jobId: string | null) => Answer<null>;
  /** Makes the Summary sheet, or makes it anew, and brings it to the front. */
  summary: () => Answer<null>;
  /** Brings one of our sheets to the front; with an address, its row, wherever that stands by now. */
  showSheet: (sheet: 'accounts' | 'activity', address?: string) => Answer<null>;
};
