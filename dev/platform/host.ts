// The host: owns what outlives an execution, and answers every call that one makes.
import { PlatformError } from './errors';
import type { Dialog, ExecutionView, FetchedToday, HostEvent, HostOptions, MaybePromise, User } from './host-types';
import { allowedIn, readManifest, scopesFor } from './manifest';
import { kindOf } from './op-kinds';
import type { Block, OpKind, OpName, Scope } from './ops';
import { Person } from './person';
import { asksForCells, isProtected } from './protection';
import { lateRefusal, refusal, ruleText } from './rules';
import { Execution, type Handlers, type Limits, type Run, type Start, type State } from './run';
import { saveState } from './save-state';
import { cache } from './services/cache';
import { fetch } from './services/fetch';
import { lock, releaseAll } from './services/lock';
import { properties, storeKey } from './services/properties';
import { range } from './services/range';
import { granted, script } from './services/script';
import { sheet } from './services/sheet';
import { spreadsheet } from './services/spreadsheet';
import { ui } from './services/ui';
import type { DialogAnswer, Menu } from './shapes';
import { SpreadsheetModel } from './spreadsheet-model';
import { type Language, LANGUAGES } from './translations';
import { noTrouble, type Trouble } from './trouble';
import { then } from './then';
import { asText, decode, encode, REPLY, type Reply } from './wire';

const HANDLERS: Handlers = {
  ...spreadsheet,
  ...sheet,
  ...range,
  ...properties,
  ...cache,
  ...lock,
  ...fetch,
  ...script,
  ...ui,
};
/** As exceptions name the services whose daily quota is spent: of properties and URL Fetch as reported. */
function quotaNameOf(op: OpName): string {
  const [service = '', method = ''] = op.split('.');
  if (service === 'Properties') return method.startsWith('get') ? 'properties get' : 'properties set';
  return service === 'UrlFetchApp' ? 'urlfetch' : service.toLowerCase();
}
/** Answered with the cells themselves. */
const BLOCKS: ReadonlySet<OpName> = new Set(['Range.getValues', 'Range.getDisplayValues', 'Range.getFormulas']);

const SIX_MINUTES = 360_000;
const REQUESTS_A_DAY = 100_000;

/** Thrown by a hook to end the execution at that point, as if Google had. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

type Asked = {
  readonly dialog: Dialog;
  readonly execution: Execution;
  readonly resolve: (answer: DialogAnswer) => void;
};

export class Host {
  readonly options: HostOptions;
  readonly spreadsheet: SpreadsheetModel;
  readonly person: Person;
  /** Of Google's; a test may change them between two executions. */
  readonly limits: Limits;
  /** In which exceptions are worded; 'user': each user's own. A test may change it at any time. */
  language: Language | 'user';
  /** What befalls the add-on; a test may change it at any time. */
  readonly trouble: Trouble;
  private readonly state: State;
  private readonly running = new Map<number, Execution>();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  private readonly asked = new Map<number, Asked>();
  private nextId = 1;

  constructor(options: HostOptions) {
    this.options = options;
    this.spreadsheet = options.spreadsheet ?? new SpreadsheetModel();
    this.spreadsheet.now = () => options.clock.now();
    this.person = new Person(this.spreadsheet);
    this.limits = { runtimeMs: options.limitMs ?? SIX_MINUTES, fetchesPerDay: options.fetchesPerDay ?? REQUESTS_A_DAY };
    this.language = options.language ?? 'en';
    this.trouble = { ...noTrouble(), ...options.trouble };
    this.state = {
      options,
      limits: this.limits,
      trouble: this.trouble,
      manifest: readManifest(options.dist),
      clock: options.clock,
      book: this.spreadsheet,
      properties: new Map(),
      cache: new Map(),
      locks: new Map(),
      menus: new Map(),
      triggers: [],
      fetched: options.fetched ?? new Map(),
      emit: event => this.emit(event),
      ask: (execution, dialog) => this.ask(execution, dialog),
    };
  }

  /** Returns what ends the listening. */
  onEvent(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  user(email?: string): User {
    const user = email === undefined ? this.options.users[0] : this.options.users.find(one => one.email === email);
    if (user === undefined) throw new Error(`No such user: ${email ?? '(none at all)'}`);
    return user;
  }

  /** The triggers that scripts have made and not taken away. */
  triggers(): number {
    return this.state.triggers.length;
  }
  /** Which function each of them calls, and as whom. */
  triggered(): readonly { readonly functionName: string; readonly user: string }[] {
    return this.state.triggers;
  }
  /** As when Google, or an admin's policy, takes them away. */
  dropTriggers(): void {
    this.state.triggers.length = 0;
  }
  menus(email: string): readonly Menu[] {
    return this.state.menus.get(email) ?? [];
  }
  dialogs(): readonly Dialog[] {
    return [...this.asked.values()].map(({ dialog }) => dialog);
  }
  executions(): readonly ExecutionView[] {
    return [...this.running.values()].map(execution => execution.view);
  }
  /** A store's content, to look at and to change. */
  properties(scope: Scope, email = ''): Map<string, string> {
    const key = storeKey(scope, email);
    const found = this.state.properties.get(key) ?? new Map<string, string>();
    this.state.properties.set(key, found);
    return found;
  }

  get limitMs(): number {
    return this.limits.runtimeMs;
  }
  /** What the manifest asks permission for. */
  get scopes(): readonly string[] {
    return this.state.manifest.oauthScopes;
  }
  /** For another script beside this one: a user's daily quota is the same for all. */
  get fetched(): FetchedToday {
    return this.state.fetched;
  }
  /** Whether any execution holds a lock. */
  locked(): boolean {
    return [...this.state.locks.values()].some(({ holder }) => holder !== null);
  }

  /** Returns what brings all that outlives an execution back to how it is now. No execution may be running then. */
  save(): () => void {
    const { nextId } = this;
    const [state, book] = [saveState(this.state), this.spreadsheet.save()];
    return () => {
      this.nextId = nextId;
      this.running.clear();
      this.asked.clear();
      state();
      book();
    };
  }

  begin(start: Partial<Start> & Pick<Start, 'functionName'>): Execution {
    const execution = new Execution(
      this.nextId++,
      { user: this.user(), authMode: 'FULL', inDocument: true, ...start },
      this.options.clock.now(),
    );
    this.running.set(execution.id, execution);
    // Opening the document builds the menus anew.
    if (start.functionName === 'onOpen') this.state.menus.set(execution.user.email, []);
    this.emit({ kind: 'execution', execution: execution.view });
    return execution;
  }

  /** Ends an execution: what it wrote is applied (unless it was killed), its locks and dialogs go. */
  end(execution: Execution, status: Exclude<ExecutionView['status'], 'running'>, error: string | null = null): void {
    if (execution.status !== 'running') return;
    execution.error = error;
    execution.status = status;
    if (status === 'killed') {
      execution.pending = [];
      execution.undoProperty();
    }
    try {
      execution.applyPending();
    } catch (fault) {
      execution.status = 'failed';
      execution.error = fault instanceof Error ? `Exception: ${this.worded(fault, execution)}` : String(fault);
    }
    this.running.delete(execution.id);
    releaseAll(this.state, execution);
    for (const [id, asked] of this.asked) if (asked.execution === execution) this.closeDialog(id);
    this.emit({ kind: 'execution', execution: execution.view });
  }

  kill(id: number, reason = 'Killed'): void {
    const execution = this.running.get(id);
    if (execution === undefined) return;
    this.end(execution, 'killed', reason);
    execution.terminate();
  }

  answer(id: number, answer: DialogAnswer): void {
    const asked = this.asked.get(id);
    this.closeDialog(id);
    asked?.resolve(answer);
  }

  /** Answers one call of another thread: see wire.ts. */
  call(execution: Execution, op: OpName, argsJson: string): MaybePromise<string | Block> {
    return then(this.callHere(execution, op, decode(argsJson) as unknown[]), asText);
  }

  /** Answers one call of this thread, with arguments that nobody else has. */
  callHere(execution: Execution, op: OpName, args: readonly unknown[]): MaybePromise<Reply> {
    if (execution.status !== 'running') return REPLY.killed;
    execution.calls++;
    const kind = kindOf(op);
    try {
      this.options.before?.(op, execution.view);
      const run = (execution.run ??= this.runOf(execution));
      this.refuse(run, op);
      const answered = then(this.options.clock.wait(this.latencyOf(op, kind, args)), () => {
        if (kind === 'read' || kind === 'change' || kind === 'flush') execution.applyPending();
        if (execution.inDocument && asksForCells(this.spreadsheet, op, args)) throw refusal('chart-sheet');
        if (execution.inDocument && isProtected(this.spreadsheet, execution.user.email, op, args)) {
          if (kind !== 'write') throw refusal('protected');
          return run.write(() => {
            throw lateRefusal('protected');
          });
        }
        return (HANDLERS[op] as (run: Run, ...args: unknown[]) => MaybePromise<unknown>)(run, ...args);
      });
      const reply = then(answered, value => this.reply(execution, op, value));
      return reply instanceof Promise ? reply.catch((error: unknown) => this.failed(execution, error)) : reply;
    } catch (error) {
      return this.failed(execution, error);
    }
  }

  private reply(execution: Execution, op: OpName, value: unknown): Reply {
    this.options.after?.(op, execution.view);
    // In a thread of its own an execution is ended by a timer, even while it computes.
    if (this.options.clock.virtual && this.options.clock.now() - execution.startedAt > this.limits.runtimeMs)
      this.kill(execution.id, ruleText('time-limit'));
    if (this.isOver(execution)) return REPLY.killed;
    return BLOCKS.has(op) ? (value as Block) : { value: value ?? null };
  }

  /** The arguments are written out only for who asks for them. */
  private latencyOf(op: OpName, kind: OpKind, args: readonly unknown[]): number {
    const { latency } = this.options;
    if (latency === undefined) return 0;
    return latency(op, kind, latency.length === 1 || latency.length === 2 ? '' : encode(args));
  }

  private failed(execution: Execution, error: unknown): string {
    if (error instanceof Killed) this.kill(execution.id, error.message);
    if (this.isOver(execution)) return REPLY.killed;
    if (!(error instanceof PlatformError))
      return (
        REPLY.error +
        JSON.stringify({
          name: 'Error',
          message: `The workbench failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        })
      );
    return REPLY.error + JSON.stringify({ name: error.name, message: this.worded(error, execution) });
  }

  /** Google words its exceptions in the language of whoever runs the script. */
  private worded(error: Error, { user }: Execution): string {
    if (!(error instanceof PlatformError)) return error.message;
    const spoken = user.locale?.slice(0, 2) ?? 'en';
    return error.in(this.language === 'user' ? (LANGUAGES.find(known => known === spoken) ?? 'en') : this.language);
  }

  /** A hook, or another thread, may have ended it meanwhile. */
  private isOver(execution: Execution): boolean {
    return !this.running.has(execution.id);
  }

  private refuse(run: Run, op: OpName): void {
    const { execution } = run;
    const kind = kindOf(op);
    if (execution.loading && kind !== 'utility') throw refusal('at-load', { method: op });
    const scopes = scopesFor(op);
    if (!allowedIn(execution.authMode, op, kind))
      throw refusal('authorization', { method: op, scopes: (scopes ?? ['AuthMode.FULL']).join(' || ') });
    if (this.trouble.quotaSpent(op)) throw refusal('service-quota', { service: quotaNameOf(op) });
    if (this.trouble.tooFast(op)) throw refusal('service-burst', { service: quotaNameOf(op) });
    if (scopes !== null && !granted(run).some(scope => scopes.includes(scope)))
      throw this.trouble.namelessRefusals
        ? refusal('authorization-required')
        : refusal('scope', { method: op, scopes: scopes.join(' || ') });
  }

  private runOf(execution: Execution): Run {
    const { state, options } = this;
    return {
      state,
      execution,
      get book() {
        if (!execution.inDocument) throw refusal('no-document');
        return state.book;
      },
      write: effect => {
        if (options.bufferWrites === false) effect();
        else execution.pending.push(effect);
        return null;
      },
    };
  }

  private ask(execution: Execution, asked: Omit<Dialog, 'id' | 'user'>): MaybePromise<DialogAnswer> {
    const dialog: Dialog = { ...asked, id: this.nextId++, user: execution.user.email };
    if (this.options.ask !== undefined) return this.options.ask(dialog);
    return new Promise(resolve => {
      this.asked.set(dialog.id, { dialog, execution, resolve });
      this.emit({ kind: 'dialog', dialog });
    });
  }

  private closeDialog(id: number): void {
    const asked = this.asked.get(id);
    if (asked === undefined) return;
    this.asked.delete(id);
    this.emit({ kind: 'dialogClosed', id, user: asked.dialog.user });
  }

  private emit(event: HostEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

export const createHost = (options: HostOptions): Host => new Host(options);
