// What a reminder policy may be. Shared by the settings, the page and the server's check of what a page sent.

/** Due: invited, last mailed `days` days ago or longer, and mailed fewer than `most` times in all. */
export type ReminderPolicy = { readonly days: number; readonly most: number };

export const POLICY_LIMITS: {
  readonly [K in keyof ReminderPolicy]: { readonly usually: number; readonly from: number; readonly to: number };
} = {
  days: { usually: 7, from: 1, to: 365 },
  // The invitation itself is the first mail.
  most: { usually: 3, from: 2, to: 20 },
};

/** Mails that one run of the schedule may send. */
export const PER_RUN = { usually: 50, from: 1, to: 10_000 };

export const isPolicy = (policy: ReminderPolicy): boolean =>
  (['days', 'most'] as const).every(
    name =>
      Number.isInteger(policy[name]) &&
      policy[name] >= POLICY_LIMITS[name].from &&
      policy[name] <= POLICY_LIMITS[name].to,
  );
