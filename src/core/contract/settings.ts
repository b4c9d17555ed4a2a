// The settings that the rooms go by; how each is read and kept is in the settings folder.
import type { Answer } from './answer';

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

/** Settings as a person types them. */
export type TextsByKey = Readonly<Record<string, string>>;

/**
 * `texts`: what holds. `initial`: what holds where nothing is set. `ranges`: the least and the most of each number.
 * `faults`: a sentence for each setting that is not in order. `never`: the entries of the never list, each with who
 * wrote it and when (ISO 8601, UTC).
 */
export type SettingsView = {
  readonly texts: TextsByKey;
  readonly initial: TextsByKey;
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
  readonly faults: TextsByKey;
  readonly never: readonly {
    readonly entry: string;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
};

export type SettingsRequests = {
  settings: () => Answer<SettingsView>;
  /**
   * Keeps the settings whose text differs from `before`, all or none: none when one of them is wrong, or was changed by
   * somebody else since `before` was read.
   * The view that comes back says why, and is the next `before`: saving again overwrites knowingly.
   */
  saveSettings: (
    texts: TextsByKey,
    before: TextsByKey,
  ) => Answer<{ readonly saved: boolean; readonly view: SettingsView }>;
  /** From now on this person's language: a tag, or '' for that of their Google account. Opens the sidebar anew. */
  speak: (language: string) => Answer<null>;
};
