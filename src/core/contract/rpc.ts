// The contract between the page and the server: every function the sidebar may call, and what comes back. Types only.
import type { Compared, PeopleGroup, PeopleList, PeopleRoles, Tabs } from './people';

/** What google.script.run carries: no Date, no undefined, no function. */
export type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };

/** What a job does to accounts. A check asks about addresses and changes nothing. */
export type Action = 'send' | 'cancel';
/** `remind` sends invitations once more: to people who were invited and have not answered. */
export type JobKind = Action | 'remind' | 'check' | 'refresh';

/** Google's four states, and one of ours: an account that is in the sheet but that Google does not list. */
export type AccountState = GoogleState | 'NOT_LISTED';
export type GoogleState = 'NOT_YET_SENT' | 'INVITED' | 'ACCEPTED' | 'DECLINED';

/**
 * Something a person must know: what happened and what to do next, in whole plain sentences; `link` leads to the
 * remedy.
 */
export type Problem = {
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly link: { readonly text: string; readonly url: string } | null;
};

/**
 * What would be archived: how many lines, the times of the first and the last, the least age in days that holds, and
 * how many older ones stay because their person may still be invited or reminded.
 */
export type ArchivePlan = {
  readonly lines: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number;
  readonly open: number;
};
export type Archived = { readonly lines: number; readonly sheet: string };

/** What the set-up check looks at, in the order it is shown. */
export type SetupStepId =
  | 'permissions'
  | 'quota'
  | 'answer'
  | 'token'
  | 'api'
  | 'role'
  | 'organisation'
  | 'background'
  | 'sheet';
/** `unchecked`: an earlier one failed first. `note`: worth knowing, nothing is wrong. */
export type SetupStep = {
  readonly id: SetupStepId;
  readonly title: string;
  readonly state: 'ok' | 'failed' | 'unchecked' | 'note';
  readonly told: string;
  readonly problem: Problem | null;
};
/**
 * `text`: the whole as plain text, for asking somebody for help; nobody's address is in it. `installation`, `version`:
 * which copy of the add-on this is, in words.
 */
export type SetupView = {
  readonly steps: readonly SetupStep[];
  readonly failed: number;
  readonly installation: string;
  readonly version: string;
  readonly text: string;
};

/**
 * Every call answers with one of these; a server function never throws at the page. `version`: that of the server,
 * which `handle` (src/server/guard.ts) puts into every answer on its way out.
 */
export type Answer<T> = { readonly version?: string } & (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }
);

/** By what the rows tell: the preview looks into Activity as well. */
export type MarkedFor = { readonly first: number; readonly cancel: number };

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
   * Requests that the job needs where nothing fails, and those this person has left today, as far as the add-on has
   * counted.
   */
  readonly fetches: { readonly needed: number; readonly left: number };
  /** Sentences worth reading first, such as "The list was refreshed 9 days ago." */
  readonly warnings: readonly string[];
};

/**
 * Whom a plan is about: the marked rows; those whom the job `job` mailed (their invitations are cancelled); or those
 * who are due for a reminder.
 * Options are for marked rows only.
 */
export type PlanSource =
  | { readonly from: 'marks' }
  | { readonly from: 'job'; readonly job: string }
  | ({ readonly from: 'reminders' } & ReminderPolicy);

/** Due: invited, last mailed `days` days ago or longer, and mailed fewer than `most` times in all. */
export type ReminderPolicy = { readonly days: number; readonly most: number };

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

/**
 * `running`: call `advance` now. `waiting`: call it at `resumeAt` (Google asked for a pause, or an unclear mail is
 * being looked at again).
 * `paused`: by a person. `blocked`: nothing more can succeed until `problem` is solved; `resume` tries again. `done`,
 * `stopped`: ended.
 */
export type JobStatus = 'running' | 'waiting' | 'paused' | 'blocked' | 'done' | 'stopped';

export type JobView = {
  readonly id: string;
  readonly kind: JobKind;
  readonly status: JobStatus;
  readonly by: string;
  /** Whether the person asking is the one who runs it. */
  readonly mine: boolean;
  /** Somebody else's job that has not moved for a while: `takeOver` lets this person continue it. */
  readonly stale: boolean;
  readonly startedAt: string;
  /** When the next slice may run, for `waiting`. */
  readonly resumeAt: string | null;
  /** Of a running job: its pace has a pause just now, in the middle of a slice. */
  readonly rests: boolean;
  /** From then on it is `stale` for others, unless it moves before. */
  readonly freeAt: string;
  /** The server's clock when it answered: a wait is counted from there, whatever the page's own clock says. */
  readonly now: string;
  /** Addresses in all; for a refresh, accounts found so far. */
  readonly total: number;
  /** Addresses with a final outcome. */
  readonly finished: number;
  /** For a check, `done` counts every clear answer, and `eligible` those that were a yes. */
  readonly counts: {
    readonly queued: number;
    readonly checking: number;
    readonly done: number;
    readonly eligible: number;
    readonly refused: number;
    readonly unknown: number;
    readonly skipped: number;
  };
  /** Finished addresses a second lately, and the seconds left at that rate; null while unknown. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  readonly problem: Problem | null;
  /** Whether a trigger continues the job while no sidebar is open. */
  readonly background: boolean;
  /** What did not go well, grouped; also what a refresh found. Filled when the job has ended or waits for a person. */
  readonly groups: readonly ResultGroup[];
  /** For a refresh that ended: what changed. */
  readonly refreshed: {
    readonly listed: number;
    readonly added: number;
    readonly changed: number;
    readonly gone: number;
  } | null;
  /** A refresh has its rows in a new sheet, which is still being dressed. */
  readonly dressing: boolean;
  /** The states of which a refresh reads the lists; null: of all. */
  readonly only: readonly GoogleState[] | null;
};

/** `kind` is the outcome all in the group share; `advice` is what to do about it. */
export type ResultGroup = {
  readonly kind: 'refused' | 'unknown' | 'skipped';
  readonly reason: string;
  readonly advice: string;
  readonly count: number;
  readonly examples: readonly string[];
};

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
/** What a check found, in the order of its lines; who got no answer is in the groups of its result. */
/** `declined`: how many of the eligible ones declined an invitation, as far as the Accounts sheet knows. */
export type Checked = {
  readonly declined: number;
  /** How many of the eligible ones have no row yet. */
  readonly absent: number;
  readonly eligible: readonly string[];
  readonly notEligible: readonly string[];
};
/** A job that ended, as the Activity sheet tells of it. */
export type PastJob = {
  readonly id: string;
  readonly action: Action | 'remind';
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

/**
 * Rows that fit all of it: null, false and '' ask for nothing. `invitedDays`: invited more than so many days ago, not
 * accepted and not declined. `text`: in the address or the notes.
 */
export type MarkFilter = {
  readonly state: AccountState | null;
  readonly domain: string;
  readonly invitedDays: number | null;
  readonly text: string;
  /** Headers of any columns, ours or the admin's own, and what each cell must say, capitals and blanks ignored. */
  readonly cells: readonly { readonly header: string; readonly says: string }[];
  /** Only selected rows; only rows that neither a filter nor a person hides. The quick ways never take hidden rows. */
  readonly selected: boolean;
  readonly visible: boolean;
};
export type MarkQuick = 'notInvited' | 'neverInvited' | 'selection' | 'none';
/** The rows of just these accounts, as far as they are seen. */
export type MarkThese = { readonly addresses: readonly string[] };
export type MarkHow = MarkQuick | MarkFilter | MarkThese;
/** Distinct addresses marked now, rows changed, and rows that fitted but are hidden, and so were left out. */
export type Marked = {
  readonly marked: number;
  readonly markedFor: MarkedFor;
  readonly changed: number;
  readonly hidden: number;
};
/** The most frequent texts of a column, each with the number of its cells. */
export type ColumnValues = readonly (readonly [text: string, cells: number])[];

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

/**
 * Reminders that a trigger sends once a day. `by`: whose trigger and sign-in. `perRun`: the most mails of one run.
 * `next`: who would be reminded at `nextAt`, or now if it is off, as the list is,
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
/**
 * With whose authority Google is asked: the person's own; that of a service account without a key; or of one whose key
 * this person gave.
 */
export type SignInMode = 'own' | 'delegation' | 'key';
/** What is in use. `key`: of whom a key is kept, never the key. `builtIn`: the ways that this build can. */
export type SignInView = {
  readonly mode: SignInMode;
  readonly serviceAccount: string;
  readonly actFor: string;
  readonly key: { readonly email: string; readonly id: string } | null;
  readonly builtIn: readonly SignInMode[];
};
/** `key`: the text of the file that Google gave out; '' for the one that is kept. */
export type SignInWish = {
  readonly mode: SignInMode;
  readonly serviceAccount: string;
  readonly actFor: string;
  readonly key: string;
};
/**
 * `faults`: by field of the wish. `problem`: why Google did not accept it. `said`: what was tried, and that it works.
 */
export type SignInTried = {
  readonly used: boolean;
  readonly view: SignInView;
  readonly faults: TextsByKey;
  readonly problem: Problem | null;
  readonly said: string;
};

/** Everything the page may ask. Arguments arrive from a browser and are checked again on the server. */
export type Rpc = {
  /** `quick`: no cell of a large sheet is read where numbers are kept, see `asOf`; ask again for those of now. */
  overview: (quick?: boolean) => Answer<Overview>;
  /** Changes only the Mark column; answers with the number of distinct addresses marked after it. */
  mark: (how: MarkHow) => Answer<Marked>;
  /** The headers of the Accounts sheet, the admin's own columns too. */
  markColumns: () => Answer<readonly string[]>;
  /** What stands most often below that header, so that nobody has to type it. */
  columnValues: (header: string) => Answer<ColumnValues>;
  /** The tabs that a list of people may stand in: all but those of the add-on. */
  peopleTabs: () => Answer<Tabs>;
  /** What the columns of a file are, by its header and what its first rows have with an @. */
  peopleColumns: (rows: readonly (readonly string[])[]) => Answer<PeopleRoles>;
  /** Reads only. Without roles, the columns are recognised by their headers. */
  comparePeople: (list: PeopleList, roles: PeopleRoles | null) => Answer<Compared>;
  /** Compares again and writes what differs beside the accounts of these groups; answers with the rows changed. */
  writePeople: (
    list: PeopleList,
    roles: PeopleRoles,
    groups: readonly PeopleGroup[],
  ) => Answer<{ readonly written: number }>;
  /** Empties the columns that comparisons wrote. */
  forgetPeople: () => Answer<{ readonly cleared: number }>;
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
  lookUp: (text: string) => Answer<LookedUp>;
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
  /** The last jobs that ended, the newest first. */
  pastJobs: () => Answer<readonly PastJob[]>;
  unanswered: () => Answer<Unanswered>;
  /** Queues a refresh of the list from Google: of all states, or of these. */
  refresh: (states?: readonly GoogleState[]) => Answer<JobView>;
  /** Works for up to about a minute. Problem code `busy`: another execution is at it, poll `progress` and try again. */
  advance: (jobId: string) => Answer<JobView>;
  /** Cheap: for polling while `advance` works. */
  progress: () => Answer<JobView | null>;
  pause: (jobId: string) => Answer<JobView>;
  resume: (jobId: string) => Answer<JobView>;
  /** Ends the job; what was not sent yet will not be sent. */
  stop: (jobId: string) => Answer<JobView>;
  takeOver: (jobId: string) => Answer<JobView>;
  /** Switches continuing in the background on or off for this job. */
  background: (jobId: string, on: boolean) => Answer<JobView>;
  schedule: () => Answer<ScheduleView>;
  /**
   * On: `perRun` mails a run at most, `typed` as a confirmation where that is above the safety catch. Anyone may switch
   * it off.
   */
  switchSchedule: (on: boolean, perRun: number, typed: number | null) => Answer<ScheduleView>;
  /** Brings the Activity sheet to the front, with the lines of this job only, or with those of all (null). */
  showActivity: (jobId: string | null) => Answer<null>;
  /** Makes the Summary sheet, or makes it anew, and brings it to the front. */
  summary: () => Answer<null>;
  /** Brings one of our sheets to the front; with an address, its row, wherever that stands by now. */
  showSheet: (sheet: 'accounts' | 'activity', address?: string) => Answer<null>;
  /** From now on this person's language: a tag, or '' for that of their Google account. Opens the sidebar anew. */
  speak: (language: string) => Answer<null>;
  /** The least age in days that is granted is the recency guard, and never under 90. */
  previewArchive: (days: number) => Answer<ArchivePlan>;
  /**
   * Moves lines of the Activity sheet that are older than so many days to a dated sheet, as far as nothing is decided
   * from them any more.
   */
  archive: (days: number) => Answer<Archived>;
  /**
   * Looks at all that the add-on needs, with one small request to Google; changes nothing and can be run at any time.
   */
  checkSetup: () => Answer<SetupView>;
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
  signIn: () => Answer<SignInView>;
  /**
   * Asks Google for one page of the list in this way, and from now on always if that works; `anyway`: also if not. For
   * this person alone.
   */
  useSignIn: (wish: SignInWish, anyway: boolean) => Answer<SignInTried>;
  /** Forgets the key; where it was in use, the person's own sign-in takes its place. */
  removeKey: () => Answer<SignInView>;
};

/** The same functions as the page sees them: asynchronous. */
export type Remote = { readonly [K in keyof Rpc]: (...args: Parameters<Rpc[K]>) => Promise<ReturnType<Rpc[K]>> };
