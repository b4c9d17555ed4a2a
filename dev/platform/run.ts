// One execution as the host sees it, and what the services get of host and execution.
import { PlatformError } from './errors';
import type {
  Clock,
  Dialog,
  ExecutionView,
  FetchedToday,
  HostEvent,
  HostOptions,
  MaybePromise,
  User,
} from './host-types';
import type { Manifest } from './manifest';
import type { OpName, Ops } from './ops';
import type { AuthMode, DialogAnswer, Menu, TriggerSpec } from './shapes';
import type { SpreadsheetModel } from './spreadsheet-model';
import type { Trouble } from './trouble';

export type Start = {
  readonly functionName: string;
  readonly user: User;
  readonly authMode: AuthMode;
  /** False for a standalone script or web app: no document, no document lock. */
  readonly inDocument: boolean;
};

export class Execution {
  readonly id: number;
  readonly functionName: string;
  readonly user: User;
  readonly authMode: AuthMode;
  readonly inDocument: boolean;
  readonly startedAt: number;
  status: ExecutionView['status'] = 'running';
  error: string | null = null;
  calls = 0;
  /** True until the script's files have run: no service may be called so early. */
  loading = true;
  /** Writes that Google would still hold back. */
  pending: (() => void)[] = [];
  /** What its calls get: made at the first of them. */
  run: Run | null = null;
  /** Takes back the last change of a property store that this execution made. */
  undoProperty: () => void = () => undefined;
  /** How the transport ends the thread, where there is one. */
  terminate: () => void = () => undefined;

  constructor(id: number, start: Start, startedAt: number) {
    this.id = id;
    this.functionName = start.functionName;
    this.user = start.user;
    this.authMode = start.authMode;
    this.inDocument = start.inDocument;
    this.startedAt = startedAt;
  }

  applyPending(): void {
    const effects = this.pending;
    this.pending = [];
    let late: PlatformError | null = null;
    for (const effect of effects)
      try {
        effect();
      } catch (error) {
        if (!(error instanceof PlatformError && error.late)) throw error;
        late ??= error;
      }
    if (late !== null) throw late;
  }

  get view(): ExecutionView {
    const { id, functionName, startedAt, status, error, calls } = this;
    return { id, functionName, user: this.user.email, startedAt, status, error, calls };
  }
}

/** May be changed between executions. */
export type Limits = { runtimeMs: number; fetchesPerDay: number };
export type LockState = {
  holder: Execution | null;
  readonly waiters: { readonly execution: Execution; readonly grant: () => void }[];
};

/** What the services share. */
export type State = {
  readonly options: HostOptions;
  readonly limits: Limits;
  readonly trouble: Trouble;
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly book: SpreadsheetModel;
  /** By store: `document`, `script`, `user:ADDRESS`. */
  readonly properties: Map<string, Map<string, string>>;
  readonly cache: Map<string, Map<string, { readonly value: string; readonly until: number }>>;
  readonly locks: Map<string, LockState>;
  readonly menus: Map<string, Menu[]>;
  readonly triggers: (TriggerSpec & { readonly id: string; readonly user: string })[];
  readonly fetched: FetchedToday;
  readonly emit: (event: HostEvent) => void;
  readonly ask: (execution: Execution, dialog: Omit<Dialog, 'id' | 'user'>) => MaybePromise<DialogAnswer>;
};

export type Run = {
  readonly state: State;
  readonly execution: Execution;
  /** The document; throws where the execution has none. */
  readonly book: SpreadsheetModel;
  /** Does it now, or when Google would: at the next flush, read or end. */
  readonly write: (effect: () => void) => null;
};

export type Handlers = {
  readonly [K in OpName]: (run: Run, ...args: Parameters<Ops[K]>) => MaybePromise<ReturnType<Ops[K]>>;
};
export type HandlersOf<P extends string> = Pick<Handlers, Extract<OpName, `${P}.${string}`>>;
