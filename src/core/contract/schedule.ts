// The contract of scheduled reminders.
import type { Answer, Problem } from './answer';
import type { ReminderPolicy } from './reminder-policy';

/**
 * Reminders that a trigger sends once a day. `by`: whose trigger and sign-in. `perRun`: the most mails of one run.
 * `next`: who would be reminded at `nextAt`, or now if it is off, as the list is, in the order in which it is done,
 * and `more` beyond the maximum. `trouble`: what keeps it from running. `ended`: who switched it off, and when, where
 * it was on before.
 */
export type ScheduleView = {
  readonly state: 'off' | 'on';
  readonly by: string;
  readonly mine: boolean;
  readonly perRun: number;
  readonly policy: ReminderPolicy;
  readonly nextAt: string | null;
  readonly next: readonly string[];
  readonly more: number;
  readonly last: { readonly at: string; readonly text: string } | null;
  readonly trouble: Problem | null;
  readonly ended: { readonly by: string; readonly mine: boolean; readonly at: string } | null;
  /** A larger maximum must be typed. */
  readonly typeAbove: number;
};

export type ScheduleRequests = {
  schedule: () => Answer<ScheduleView>;
  /**
   * On: `perRun` mails a run at most, `typed` as a confirmation where that is above the safety catch. Anyone may switch
   * it off.
   */
  switchSchedule: (on: boolean, perRun: number, typed: number | null) => Answer<ScheduleView>;
};
