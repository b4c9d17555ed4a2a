// What the workbench tells the host of the platform, and what the host tells the workbench.
import type { OpKind, OpName } from './ops';
import type { ButtonSet, DialogAnswer, FetchRequest, HtmlPage, HttpHeaders, Menu } from './shapes';
import type { Trouble } from './trouble';
import type { Language } from './translations';
import type { SpreadsheetModel } from './spreadsheet-model';

export type MaybePromise<T> = T | Promise<T>;

/**
 * Somebody signed in. `refused`: scopes that they ticked off at consent. `installed`: how the add-on came to them, when
 * it was published.
 */
export type User = {
  readonly email: string;
  readonly locale?: string;
  readonly token?: string | (() => string);
  readonly refused?: readonly string[];
  readonly installed?: 'WEB_STORE_ADD_ON' | 'APPS_MARKETPLACE_DOMAIN_ADD_ON';
};

/** Time for executions: a real one waits, a virtual one moves on. */
export type Clock = {
  readonly now: () => number;
  readonly wait: (ms: number) => MaybePromise<void>;
  readonly virtual: boolean;
};

/** `lost`: no reply came, whatever the server did with the request. `delayMs` is read by a virtual clock only. */
export type FetchReply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: HttpHeaders;
      readonly body: string;
      readonly delayMs?: number;
    }
  | { readonly kind: 'lost'; readonly delayMs?: number };
/** By user: the requests of the day that began at `since`. */
export type FetchedToday = Map<string, { since: number; count: number }>;
/** Answers the requests of one fetchAll, in their order. */
export type FetchPort = (requests: readonly FetchRequest[]) => MaybePromise<readonly FetchReply[]>;

/** A dialog that holds an execution until a person answers. */
export type Dialog = {
  readonly id: number;
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly message: string;
  readonly buttons: ButtonSet;
  readonly user: string;
};

/** What the workbench shows beside the spreadsheet. */
export type HostEvent =
  | { readonly kind: 'menus'; readonly user: string; readonly menus: readonly Menu[] }
  | { readonly kind: 'sidebar'; readonly user: string; readonly page: HtmlPage }
  | { readonly kind: 'modal'; readonly user: string; readonly page: HtmlPage }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  | { readonly kind: 'dialogClosed'; readonly id: number; readonly user: string }
  | { readonly kind: 'execution'; readonly execution: ExecutionView }
  | {
      readonly kind: 'log';
      readonly user: string;
      readonly executionId: number;
      readonly level: string;
      readonly text: string;
    };

export type ExecutionView = {
  readonly id: number;
  readonly functionName: string;
  readonly user: string;
  readonly startedAt: number;
  readonly status: 'running' | 'done' | 'failed' | 'killed';
  /** The uncaught error's words, for failed and killed. */
  readonly error: string | null;
  readonly calls: number;
};

export type HostOptions = {
  /** The folder with Code.js, Sidebar.html and appsscript.json. */
  readonly dist: string;
  readonly spreadsheet?: SpreadsheetModel;
  /** ScriptApp.getScriptId. */
  readonly scriptId?: string;
  /** The daily URL Fetch requests of each user, where several scripts draw on the same. */
  readonly fetched?: FetchedToday;
  readonly clock: Clock;
  readonly fetch: FetchPort;
  /** Keyed by address through `email`. The first is who runs when nobody is named. */
  readonly users: readonly User[];
  /** Answers alert and prompt at once; without it a dialog event is sent and `answer` is awaited. */
  readonly ask?: (dialog: Dialog) => MaybePromise<DialogAnswer>;
  /** Executions may last so long; 6 minutes on Google. */
  readonly limitMs?: number;
  /** URL Fetch calls a user has in a day; 100,000 on Google. */
  readonly fetchesPerDay?: number;
  /**
   * Of exceptions: one for everybody, or 'user' for each user's own as far as the workbench speaks it, as on Google.
   * English unless told.
   */
  readonly language?: Language | 'user';
  /** What befalls the add-on: see trouble.ts. */
  readonly trouble?: Partial<Trouble>;
  /**
   * False: cells are written at once. True (default): at the next flush, read or end, as on Google, and never if the
   * execution is killed before.
   */
  readonly bufferWrites?: boolean;
  /** What a call takes, in milliseconds; nothing by default. */
  readonly latency?: (op: OpName, kind: OpKind, argsJson: string) => number;
  /**
   * Run around each call. What they throw, the call throws: from `before` without an effect, from `after` although it
   * had its effect.
   * Killed ends the execution there.
   */
  readonly before?: (op: OpName, execution: ExecutionView) => void;
  readonly after?: (op: OpName, execution: ExecutionView) => void;
};
