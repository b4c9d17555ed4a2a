// What the workbench tells the host of the platform, and what the host tells the workbench.
import type { SpreadsheetModel } from './spreadsheet-model';

export type MaybePromise<T> = T | Promise<T>;
export type AuthMode = 'NONE' | 'LIMITED' | 'FULL';

/** Somebody signed in. `refused`: scopes that they ticked off at consent. */
export type User = { readonly email: string; readonly locale?: string; readonly token?: string; readonly refused?: readonly string[] };

/** Time for executions: a real one waits, a virtual one moves on. */
export type Clock = { readonly now: () => number; readonly wait: (ms: number) => MaybePromise<void>; readonly virtual: boolean };

export type FetchRequest = { readonly url: string; readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };
/** `lost`: no reply came, whatever the server did with the request. `delayMs` is read by a virtual clock only. */
export type FetchReply =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: Readonly<Record<string, string | readonly string[]>>; readonly body: string; readonly delayMs?: number }
  | { readonly kind: 'lost'; readonly delayMs?: number };
/** Answers the requests of one fetchAll, in their order. */
export type FetchPort = (requests: readonly FetchRequest[]) => MaybePromise<readonly FetchReply[]>;

export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
export type ButtonName = 'CLOSE' | 'OK' | 'CANCEL' | 'YES' | 'NO';
/** A dialog that holds an execution until a person answers. */
export type Dialog = { readonly id: number; readonly kind: 'alert' | 'prompt'; readonly title: string; readonly message: string; readonly buttons: ButtonSet; readonly user: string };
export type DialogAnswer = { readonly button: ButtonName; readonly text?: string };

export type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly caption: string; readonly entries: readonly MenuEntry[] };
/** A menu that onOpen built; `addon` ones stand under Extensions > name of the add-on. */
export type Menu = { readonly caption: string; readonly addon: boolean; readonly entries: readonly MenuEntry[] };

export type SidebarPage = { readonly title: string; readonly html: string; readonly width: number; readonly height: number };

/** What the workbench shows beside the spreadsheet. */
export type HostEvent =
  | { readonly kind: 'menus'; readonly user: string; readonly menus: readonly Menu[] }
  | { readonly kind: 'sidebar'; readonly user: string; readonly page: SidebarPage }
  | { readonly kind: 'modal'; readonly user: string; readonly page: SidebarPage }
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  | { readonly kind: 'dialogClosed'; readonly id: number; readonly user: string }
  | { readonly kind: 'execution'; readonly execution: ExecutionView }
  | { readonly kind: 'log'; readonly user: string; readonly executionId: number; readonly level: string; readonly text: string };

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
  readonly clock: Clock;
  readonly fetch: FetchPort;
  /** Keyed by address through `email`. The first is who runs when nobody is named. */
  readonly users: readonly User[];
  /** Answers alert and prompt at once; without it a dialog event is sent and `answer` is awaited. */
  readonly ask?: (dialog: Dialog) => MaybePromise<DialogAnswer>;
  /** Executions may last so long; 6 minutes on Google. */
  readonly limitMs?: number;
  readonly scriptId?: string;
};
