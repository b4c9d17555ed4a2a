// What the page and the server of the workbench say to each other: types, and the names of the faults. Both sides
// compile with it.
import type { Area } from './platform/area';
import type { ButtonName, ButtonSet, FilterCriteria, Menu } from './platform/shapes';

export type { Area, ButtonName, ButtonSet, FilterCriteria, Menu };

/** How a cell looks and what it takes; cells that look alike share one. Absent means Google's default. */
export type Look = {
  readonly kind?: 'number' | 'boolean';
  readonly background?: string;
  readonly color?: string;
  readonly bold?: true;
  readonly align?: string;
  readonly wrap?: true;
  readonly note?: string;
  /** A tick box; `ticked` tells how it stands. */
  readonly box?: 'ticked' | 'open';
  readonly list?: readonly string[];
};

/**
 * Short, for a sheet of 20,000 rows is sent at once: a plain text, or [shown, what the formula bar tells if that
 * differs, number of the look].
 */
export type CellView = string | readonly [shown: string, typed: string | null, look: number];

export type ColumnView = { readonly width: number; readonly hidden?: true; readonly filtered?: true };

/** A chart of columns at a cell, with its numbers. */
export type ChartShown = {
  readonly id: number;
  readonly row: number;
  readonly col: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly legend: boolean;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly colour: string; readonly values: readonly number[] }[];
};

/** A whole sheet. Rows behind the last used one are not in `rows`. */
export type SheetView = {
  readonly id: number;
  /** Patches up to this number are contained. */
  readonly sequence: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly columns: readonly ColumnView[];
  readonly filter: Area | null;
  readonly tables: readonly Area[];
  readonly criteria: Readonly<Record<number, FilterCriteria>>;
  readonly hiddenRows: readonly number[];
  /** Of those the ones that a person hid, and can show again. */
  readonly hiddenByUser: readonly number[];
  readonly looks: readonly Look[];
  readonly rows: readonly (readonly CellView[])[];
  readonly charts: readonly ChartShown[];
};

/** Cells that changed, from (row, col). `looks` holds every look they name. */
export type Patch = {
  readonly sheet: number;
  readonly sequence: number;
  readonly looks: Readonly<Record<number, Look>>;
  readonly blocks: readonly {
    readonly row: number;
    readonly col: number;
    readonly cells: readonly (readonly CellView[])[];
  }[];
  readonly charts: readonly ChartShown[];
};

export type Tab = { readonly id: number; readonly name: string; readonly color: string | null };
export type Axis = 'rows' | 'cols';

/** What a person does at the spreadsheet. */
export type Edit =
  | {
      readonly edit: 'paste';
      readonly sheet: number;
      readonly row: number;
      readonly col: number;
      readonly block: readonly (readonly string[])[];
    }
  | { readonly edit: 'clear'; readonly sheet: number; readonly areas: readonly Area[] }
  | {
      readonly edit: 'tick';
      readonly sheet: number;
      readonly row: number;
      readonly col: number;
      readonly ticked: boolean;
    }
  | {
      readonly edit: 'insert';
      readonly sheet: number;
      readonly axis: Axis;
      readonly before: number;
      readonly count: number;
    }
  | {
      readonly edit: 'remove';
      readonly sheet: number;
      readonly axis: Axis;
      readonly first: number;
      readonly count: number;
    }
  | {
      readonly edit: 'move';
      readonly sheet: number;
      readonly axis: Axis;
      readonly first: number;
      readonly count: number;
      readonly to: number;
    }
  | {
      readonly edit: 'hide';
      readonly sheet: number;
      readonly axis: Axis;
      readonly first: number;
      readonly count: number;
      readonly hidden: boolean;
    }
  | { readonly edit: 'resize'; readonly sheet: number; readonly col: number; readonly width: number }
  | { readonly edit: 'sort'; readonly sheet: number; readonly col: number; readonly ascending: boolean }
  | { readonly edit: 'filter'; readonly sheet: number; readonly area: Area | null }
  | {
      readonly edit: 'criteria';
      readonly sheet: number;
      readonly col: number;
      readonly criteria: FilterCriteria | null;
    }
  /** Turns the area into a table; null: every table of the sheet back into cells. */
  | { readonly edit: 'table'; readonly sheet: number; readonly area: Area | null }
  | { readonly edit: 'addSheet' }
  | { readonly edit: 'deleteSheet'; readonly sheet: number }
  | { readonly edit: 'renameSheet'; readonly sheet: number; readonly name: string };
export type Undo = 'undo' | 'redo';

export type Place = { readonly sheet: number; readonly areas: readonly Area[] };

/** Who asks: the person that is signed in, and which browser tab it is. */
export type Caller = { readonly user: string; readonly tab: string };
export type EditRequest = Caller & { readonly edits: readonly Edit[] | Undo };
/** A function by a menu click or by google.script.run; the selection becomes the active range. */
export type RunRequest = Caller & {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly from: 'menu' | 'page';
  readonly place: Place;
};
export type RunReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };
export type DialogReply = Caller & { readonly id: number; readonly button: ButtonName; readonly text?: string };
/** Every request of the page that does not run the add-on is answered with one of these. */
export type Reply =
  | { readonly ok: true; readonly sheet?: number; readonly undone?: 'nothing' | 'add-on' }
  | { readonly ok: false; readonly message: string };

/** A page that the add-on opened; its content is served at /frame/ID. */
export type FrameView = {
  readonly id: string;
  readonly kind: 'sidebar' | 'modal';
  readonly title: string;
  readonly width: number;
  readonly height: number;
};
export type DialogView = {
  readonly id: number;
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly message: string;
  readonly buttons: ButtonSet;
};
export type ExecutionView = {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  readonly startedAt: number;
  readonly calls: number;
  readonly status: 'running' | 'done' | 'failed' | 'killed';
  readonly error: string | null;
};

export const FAULTS = {
  'refuse-429': '429, slow down',
  'busy-503': '503 before acting',
  'busy-503-after': '503 after acting',
  'crash-500': '500 before acting',
  'crash-500-after': '500 after acting',
  'lost-before': 'Connection lost before acting',
  'lost-after': 'Connection lost after acting',
  malformed: 'Answers cut short',
  'token-refused': 'Token refused (401)',
  'scope-missing': 'Permission not granted',
  'not-admin': 'Not an admin',
  'api-off': 'API switched off',
} as const;
export type FaultName = keyof typeof FAULTS;
/** These strike every request when they are on; a rate would make no sense. */
export const ALWAYS: readonly FaultName[] = ['token-refused', 'scope-missing', 'not-admin', 'api-off'];

export type WorldAction =
  | { readonly act: 'seed'; readonly accounts: number; readonly domains: number; readonly newSheet: boolean }
  | { readonly act: 'latency'; readonly ms: number }
  /** Whether each call of Apps Script's services takes as long as others measured it on Google. */
  | { readonly act: 'services'; readonly slow: boolean }
  /** `rate` from 0 (off) to 1 (every request). */
  | { readonly act: 'fault'; readonly fault: FaultName; readonly rate: number }
  | { readonly act: 'quota'; readonly perMinute: number }
  | { readonly act: 'clock'; readonly byMs: number }
  | { readonly act: 'answer'; readonly acceptPercent: number; readonly declinePercent: number }
  | { readonly act: 'person'; readonly email: string; readonly answer: 'accept' | 'decline' }
  | { readonly act: 'locale'; readonly locale: string }
  /** Whether the services of Apps Script word their exceptions in the admins' language, as Google's do. */
  | { readonly act: 'exceptions'; readonly translated: boolean }
  /** What the admins ticked off when Google asked for their permission, or on again. */
  | { readonly act: 'permission'; readonly scope: string; readonly granted: boolean }
  /** What of the service account's set-up is done; `keys: false` deletes its keys. */
  | {
      readonly act: 'serviceAccount';
      readonly delegated?: boolean;
      readonly creator?: boolean;
      readonly keys?: false;
      readonly onlyAda?: boolean;
    }
  | { readonly act: 'clearMails' }
  | { readonly act: 'kill'; readonly id: number };
export type WorldRequest = Caller & { readonly action: WorldAction };

/** `dead`: its invitation was cancelled since, and the link in the mail leads nowhere. */
export type MailLine = {
  readonly email: string;
  readonly count: number;
  readonly last: number;
  readonly dead: boolean;
};

/** What the drawer shows. */
export type WorldView = {
  /** The server that the add-on talks to when it is not the emulated one. */
  readonly remote: string | null;
  readonly now: number;
  /** The language of the admins' Google accounts. */
  readonly locale: string;
  readonly translated: boolean;
  readonly permissions: readonly { readonly scope: string; readonly granted: boolean }[];
  /** How many unmanaged accounts Google lists, and the addresses of those that are too new for that. */
  readonly accounts: number;
  readonly young: readonly string[];
  readonly domains: readonly string[];
  readonly latencyMs: number;
  readonly slowServices: boolean;
  readonly quotaPerMinute: number;
  /** Faults that are on, with their rate and how often they struck. */
  readonly faults: Readonly<Partial<Record<FaultName, { readonly rate: number; readonly hits: number }>>>;
  readonly requests: number;
  /**
   * `delegated`: its client ID is authorised; `creator`: people may sign for it; `onlyAda`: the first admin alone is
   * one.
   */
  readonly serviceAccount: {
    readonly email: string;
    readonly clientId: string;
    readonly delegated: boolean;
    readonly creator: boolean;
    readonly keys: number;
    readonly onlyAda: boolean;
  };
  /** Mails since the last reset; `twice`: people who got more than one. */
  readonly mails: {
    readonly total: number;
    readonly people: number;
    readonly twice: number;
    readonly lines: readonly MailLine[];
  };
  /** Newest first, running ones on top; only the last few. */
  readonly executions: readonly ExecutionView[];
  readonly calls: number;
};

/** All that a page needs when it opens or reloads. */
export type Hello = {
  readonly name: string;
  readonly addOn: string;
  readonly users: readonly string[];
  readonly user: string;
  readonly tabs: readonly Tab[];
  readonly place: Place;
  readonly menus: readonly Menu[];
  /** The functions that a page of the add-on may call. */
  readonly sidebar: FrameView | null;
  readonly dialogs: readonly DialogView[];
  readonly world: WorldView;
};

/** What the server tells by the stream of events. */
export type ServerEvent =
  | { readonly on: 'hello'; readonly hello: Hello }
  | { readonly on: 'tabs'; readonly tabs: readonly Tab[] }
  | { readonly on: 'patch'; readonly patch: Patch }
  | { readonly on: 'reload'; readonly sheet: number }
  /** The add-on activated a sheet or range. */
  | { readonly on: 'show'; readonly place: Place }
  | { readonly on: 'menus'; readonly menus: readonly Menu[] }
  | { readonly on: 'frame'; readonly frame: FrameView }
  /** The spreadsheet is another one now: pages of the add-on that looked at the old one close. */
  | { readonly on: 'framesClosed' }
  | { readonly on: 'dialog'; readonly dialog: DialogView }
  | { readonly on: 'dialogClosed'; readonly id: number }
  | { readonly on: 'toast'; readonly title: string; readonly message: string; readonly seconds: number }
  | { readonly on: 'world'; readonly world: WorldView };
