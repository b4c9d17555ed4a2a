// What the add-on needs from outside: narrow, synchronous, ours. The server folder fills them in with Apps Script.

import type { AccountRow, ActivityRow, PersonRow } from './contract/rows';
import type { Settings } from './contract/settings';
import type { Clock } from './contract/time';
import type { DailyQuota } from './google/daily-quota';
import type { Http } from './google/http';

/**
 * What a sheet can do for us. Row numbers are the sheet's own (the header is row 1) and hold only until a person edits.
 */
export type Table<R> = {
  /**
   * Every row below the header, or null when there is no such sheet. `missing`: columns of ours that a person deleted.
   * `places`: where the others are; another text when they have moved.
   */
  readonly read: () => {
    readonly rows: readonly (R & { readonly row: number })[];
    readonly missing: readonly (keyof R & string)[];
    readonly places: string;
    /** The row of headers was deleted: the first account stands in its place and is none of `rows`. */
    readonly headless?: boolean;
  } | null;
  /** The rows from `first` to `last` only; of `keys` at least, where others are not needed: those may be empty. */
  readonly readRows: (
    first: number,
    last: number,
    keys?: readonly (keyof R & string)[],
  ) => readonly (R & { readonly row: number })[];
  /**
   * Writes `keys` of rows that follow each other, the first at row `first`: one call for each run of neighbouring
   * columns.
   */
  readonly write: (first: number, rows: readonly R[], keys: readonly (keyof R & string)[]) => void;
  /** Makes the sheet, and columns of it that are missing, as far as needed. Whether it has none of its looks yet. */
  readonly ensure: () => boolean;
  /**
   * Adds rows below the last; returns the row number of the first. `ensured` false: makes sure of the sheet first, as
   * `ensure` does, and adds them with what that has just seen of it.
   */
  readonly append: (rows: readonly R[], ensured?: boolean) => number;
};
export type AccountsTable = Table<AccountRow> & {
  /** Ticks or clears the Mark of just these rows, in one call, touching nothing else. */
  readonly setMarks: (rows: readonly number[], value: boolean) => void;
  /** The rows whose address a formula gives. */
  readonly formulas: () => readonly number[];
  /** What stands in the first row over every column that has anything there, the admin's own as well. */
  readonly headers: () => readonly string[];
  /** The cells below the first column so called, as they are shown, from row 2 on; null where there is none. */
  readonly cellsUnder: (header: string) => readonly string[] | null;
  /** Which of these rows, each with an address, a filter or a person hides; a fixed number of calls. */
  readonly hidden: (rows: readonly number[]) => ReadonlySet<number>;
};
export type ActivityTable = Table<ActivityRow> & {
  /** Sorts the rows by job, oldest first, so that the lines of a job stand together again. */
  readonly regroup: () => void;
};

/**
 * Where archived lines go: a sheet that stays known as unfinished until everything is in it, over the death of an
 * execution.
 */
export type ArchiveSheet = {
  /** What is in the unfinished sheet; nothing when there is none. */
  readonly lines: () => readonly ActivityRow[];
  /** Sorts the Activity sheet so that these rows (numbers) stand at its end, `fresh` before `copied`. */
  readonly sink: (fresh: readonly number[], copied: readonly number[]) => void;
  /**
   * Copies rows of the Activity sheet, with all that is in them, below what the unfinished sheet has; makes it when
   * there is none. Returns what takes them out again.
   */
  readonly copy: (first: number, last: number) => () => void;
  /** Empties rows at the end of the Activity sheet. */
  readonly clear: (first: number, last: number) => void;
  /** The unfinished sheet is finished. Its name, or '' when there is none. */
  readonly close: () => string;
};

/**
 * Small texts that outlive an execution, shared by all who use the sheet. At most 9 KB a value. `get` may answer with
 * what it was when the lock was taken; `latest` is for what others leave while we hold it, and so is `forget`: the next
 * `get` reads all of it anew, at the price of one.
 */
export type Store = {
  readonly get: (key: string) => string | null;
  readonly latest: (key: string) => string | null;
  readonly forget: () => void;
  readonly set: (key: string, value: string) => void;
  /** Several in one write: all of them, or none. */
  readonly setAll: (values: Readonly<Record<string, string>>) => void;
  readonly remove: (key: string) => void;
};

/**
 * The other sheets of the file, by their ids. A cell crosses as a text; a date as the day `yyyy-mm-dd`. Each takes a
 * number of calls that no row adds to.
 */
export type Tabs = {
  readonly list: () => readonly { readonly id: number; readonly name: string }[];
  /** The id of the sheet that the person sees, whichever it is. */
  readonly front: () => number;
  /** null: there is no such sheet any more. */
  readonly read: (id: number) => readonly (readonly string[])[] | null;
};

/** One execution a sheet; let go by itself when the execution ends, however it ends. */
export type Lock = { readonly take: (waitMs: number) => boolean; readonly release: () => void };

/**
 * This person's time-driven triggers: `often` continues a job while no sidebar is open, `hourly` keeps the schedule.
 * Setting one that is set does nothing.
 */
export type TriggerRate = 'often' | 'hourly';
export type Triggers = {
  readonly set: (rate: TriggerRate) => void;
  readonly clear: (rate: TriggerRate) => void;
  readonly isSet: (rate: TriggerRate) => boolean;
};

export type Deps = {
  readonly clock: Clock;
  readonly http: Http;
  readonly accounts: AccountsTable;
  readonly activity: ActivityTable;
  /** Columns of the Accounts sheet that are missing until `ensure`, which wants that sheet to be there. */
  readonly people: Table<PersonRow>;
  readonly tabs: Tabs;
  readonly archiveSheet: ArchiveSheet;
  readonly store: Store;
  /** The same, of this one person, in every sheet. */
  readonly userStore: Store;
  /** Fastens to the file itself which limits on mailing its settings hold: a copy carries that along (carried.ts). */
  readonly carry: (limits: string, also?: boolean) => void;
  /** As they are now; a job sees those of its confirmation where that matters (`work` in desk.ts). */
  readonly settings: () => Settings;
  readonly lock: Lock;
  /** The day's requests; the http port counts them. */
  readonly quota: DailyQuota;
  /** null: this build cannot run in the background. */
  readonly triggers: Triggers | null;
  /**
   * Makes sure that what was written before survives a crash from here on. `values`: these only; how the sheets look
   * comes another time.
   */
  readonly flush: (what?: 'values') => void;
  /** The signed-in person's address; '' where the platform does not tell. */
  readonly who: string;
  /** The admin for whom a service account asks Google in this person's stead; null: the person asks. */
  readonly actsFor: string | null;
  /** Both as one text, for the record of who did it; '' where `who` is. */
  readonly signature: string;
  /** A number from 0 to below 1. */
  readonly random: () => number;
};
