// The contract of checks: where the addresses come from, and what Google said of each.
import type { Answer } from './answer';
import type { JobView } from './jobs';
import type { PlanView } from './preview';

/**
 * Where the addresses of a check come from: the marked rows, the cells selected in any sheet, a whole tab, or a text.
 * `id`: of the tab; the one in front without. `picked`: the columns that a person wants to be read, by their `at`.
 */
export type CheckSource =
  | { readonly from: 'marked' }
  | { readonly from: 'selection'; readonly picked?: readonly number[] }
  | { readonly from: 'tab'; readonly id?: number; readonly picked?: readonly number[] }
  | { readonly from: 'text'; readonly text: string; readonly picked?: readonly number[] };

/**
 * A column of a table with addresses in it. `at`: counted from 0. `name`: its header, '' where there is none. `count`:
 * the rows with something in it that has an @.
 */
export type ListColumn = {
  readonly at: number;
  readonly name: string;
  readonly count: number;
  readonly chosen: boolean;
};

/**
 * Exactly the addresses that would be checked; `startCheck` takes them back. `columns`: where there are several columns
 * of addresses, so that a person can choose another.
 */
export type CheckPlan = Pick<PlanView, 'addresses' | 'skipped' | 'fetches' | 'warnings'> & {
  readonly columns?: readonly ListColumn[];
};

/**
 * What a check found, in the order of its lines. `declined`: how many of the eligible ones declined an invitation, as
 * far as the Accounts sheet knows. `other`: no yes and no no, with the reason.
 */
export type Checked = {
  readonly declined: number;
  /** How many of the eligible ones have no row yet. */
  readonly absent: number;
  readonly eligible: readonly string[];
  readonly notEligible: readonly string[];
  readonly other: readonly { readonly address: string; readonly reason: string }[];
};

export type CheckRequests = {
  previewCheck: (source: CheckSource) => Answer<CheckPlan>;
  /**
   * Queues a check of just these addresses: a read that mails nobody and leaves marks and states alone. `goOn`: as in
   * `start`.
   */
  startCheck: (addresses: readonly string[], goOn?: boolean) => Answer<JobView>;
  checked: (jobId: string) => Answer<Checked>;
  /**
   * Adds rows for those of the addresses that have none in the Accounts sheet; `mark` ticks all of them, old rows too.
   */
  addToSheet: (
    addresses: readonly string[],
    mark: boolean,
  ) => Answer<{ readonly added: number; readonly present: number; readonly marked: number }>;
};
