// The settings that the rooms go by; how each is read and kept is in the settings folder.

export type Settings = {
  /** Whose accounts: `my_customer` is the organisation of whoever is signed in. */
  readonly customer: string;
  /** Requests a minute at most; null: as fast as Google allows. */
  readonly perMinute: number | null;
  /** Requests in one fetchAll at most. */
  readonly atOnce: number;
  /** Who was mailed within so many days is skipped. */
  readonly recentDays: number;
  /** Reminders: last mailed so many days ago or longer, and fewer than so many mails in all. */
  readonly remindDays: number;
  readonly remindMost: number;
  /** Above so many recipients the admin types their number. */
  readonly typeAbove: number;
  /** Test mode: the only addresses and domains that a job may touch; null: it is off. */
  readonly only: readonly string[] | null;
  /** This person's URL Fetch calls a day: Google's quota depends on the kind of account. */
  readonly fetchesADay: number;
};
export type SettingKey = keyof Settings;

/**
 * What nothing mails: an address, or a domain without its subdomains; why, who wrote it, and when (milliseconds since
 * 1970).
 */
export type NeverEntry = { readonly entry: string; readonly reason: string; readonly by: string; readonly at: number };
