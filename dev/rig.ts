// One world in one thread for tests: the script that ships, the platform's stand-in and the emulator, on a virtual
// clock.
import { join } from 'node:path';
import {
  type AccountSpec,
  createWorld,
  handle,
  isGoogle,
  setClock,
  type World,
  type WorldSpec,
} from './emulator/index';
import {
  type AuthMode,
  type Clock,
  createHost,
  type Dialog,
  type DialogAnswer,
  type ExecutionView,
  type FetchPort,
  GOOGLE_LATENCY,
  type HtmlPage,
  type Host,
  Killed,
  kindOf,
  type Language,
  type Menu,
  type MenuEntry,
  type OpKind,
  type OpName,
  PlatformError,
  type Person,
  refusal,
  type SpreadsheetModel,
  type Trouble,
  type User,
} from './platform';
import { carryArguments, type Outcome, ScriptError } from './platform/carry';
import { type Invoke, loadScript, type Ports, repository, withScript } from './platform/load';
import { scopesOf } from './platform/services/script';
import { encode, ownOf, type Reply, textOf } from './platform/wire';

export { GOOGLE_LATENCY, Killed, PlatformError, ScriptError };

/**
 * Runs at a service call; `n` counts calls from 1 since the last reset. What it throws, the call throws; Killed ends
 * the execution.
 */
export type Hook = (op: OpName, n: number, execution: ExecutionView) => void;

export type RigOptions = {
  /** Default: the dist folder of the repository. */
  readonly dist?: string;
  /** A ready world, or what to make one of; its clock becomes the rig's. */
  readonly world?: World | WorldSpec;
  /** Unmanaged accounts, by address alone or in detail. */
  readonly accounts?: readonly (string | AccountSpec)[];
  readonly users?: readonly User[];
  /** Milliseconds that a call takes, by kind or by a function. Nothing by default. */
  readonly latency?:
    | Readonly<Partial<Record<OpKind, number>>>
    | ((op: OpName, kind: OpKind, argsJson: string) => number);
  readonly spreadsheet?: SpreadsheetModel;
  /**
   * Another copy of the add-on (as its own script beside one of the Marketplace) in this rig's spreadsheet: clock,
   * spreadsheet, Google's world and each user's daily quota are that rig's; property stores, cache, locks, menus and
   * triggers are its own. Its `save` keeps the spreadsheet as well: bring back both.
   */
  readonly beside?: Rig;
  readonly limitMs?: number;
  readonly fetchesPerDay?: number;
  /** What befalls the add-on in its host: see dev/platform/trouble.ts; `rig.host.trouble` changes it later. */
  readonly trouble?: Partial<Trouble>;
  /** Of exceptions; `rig.host.language` changes it later. */
  readonly language?: Language | 'user';
  readonly bufferWrites?: boolean;
  /** Answers alert and prompt; by default OK, or YES where there is no OK. */
  readonly ask?: (dialog: Dialog) => DialogAnswer;
  /** Instead of the emulator. */
  readonly fetch?: FetchPort;
  /** In place of the script's Math.random. */
  readonly random?: () => number;
  /** Executions follow one another in one context, which is faster: for scripts that bear it, see withScript. */
  readonly sameContext?: boolean;
};

export type Call = { readonly op: OpName; readonly kind: OpKind; readonly at: number; readonly execution: number };

/** Kinds of calls that leave something behind, whatever becomes of the run. */
const LEAVING: ReadonlySet<OpKind> = new Set(['change', 'flush', 'fetch', 'sleep', 'ui', 'property', 'cache', 'auth']);
/** Calls of those kinds that only look. */
const LOOKS = /^(Properties|Cache|Session)\.get|^ScriptApp\.(get|require)/;

class Calls {
  list: Call[] = [];
  private readonly areWritesHeld: boolean;
  constructor(areWritesHeld: boolean) {
    this.areWritesHeld = areWritesHeld;
  }
  reset(): void {
    this.list = [];
  }
  /**
   * For crashAt: where the runs so far must be killed to see all that a kill at any of their calls can leave, as long
   * as calls take no time. That is before the first call of each, and after each call that leaves something. A kill
   * before any other call leaves what one after the call before it does; nothing is left by what only looks, nor by
   * what is held back until a read, change or flush, and a lock goes with the run.
   */
  killPoints(): readonly (readonly [n: number, crash: Crash])[] {
    let held = 0;
    return this.list.flatMap(({ op, kind, execution }, at) => {
      const isFirst = this.list[at - 1]?.execution !== execution;
      if (isFirst) held = 0;
      const applies = kind === 'read' || kind === 'change' || kind === 'flush';
      const leaves =
        kind === 'write' ? !this.areWritesHeld : (LEAVING.has(kind) && !LOOKS.test(op)) || (applies && held > 0);
      if (kind === 'write') held++;
      else if (applies) held = 0;
      return [
        ...(isFirst ? [[at + 1, 'kill-before'] as const] : []),
        ...(leaves ? [[at + 1, 'kill-after'] as const] : []),
      ];
    });
  }
  /** Of one operation, of a kind, or all. */
  count(what?: OpName | OpKind): number {
    return what === undefined
      ? this.list.length
      : this.list.filter(call => call.op === what || call.kind === what).length;
  }
  /** Calls that cost a Sheets request: reads, writes, changes, flushes; not the lookups. */
  sheets(): number {
    return this.list.filter(({ kind }) => kind === 'read' || kind === 'write' || kind === 'change' || kind === 'flush')
      .length;
  }
}

class VirtualClock implements Clock {
  readonly virtual = true;
  private time: number;
  constructor(start: number) {
    this.time = start;
  }
  now = (): number => this.time;
  wait = (ms: number): void => {
    this.advance(ms);
  };
  set(time: number): void {
    this.time = time;
  }
  advance(ms: number): void {
    this.time += Math.max(0, ms);
  }
}

const emulated =
  (world: World): FetchPort =>
  requests =>
    requests.map(({ url, method, headers, body }) => {
      if (!isGoogle(url)) return { kind: 'lost' };
      const reply = handle(world, { method, url, headers, body: body ?? '' });
      return reply.lost === undefined
        ? { kind: 'reply', status: reply.status, headers: reply.headers, body: reply.body, delayMs: reply.delayMs }
        : { kind: 'lost', delayMs: reply.delayMs };
    });

const yes = ({ buttons }: Dialog): DialogAnswer => ({ button: buttons.startsWith('YES') ? 'YES' : 'OK', text: '' });

const USERS: readonly User[] = [{ email: 'ada@acme.example' }, { email: 'bob@acme.example' }];

function worldOf({ world, accounts = [], users = USERS }: RigOptions): World {
  const specs = accounts.map(account => (typeof account === 'string' ? { email: account } : account));
  if (world !== undefined && 'ledger' in world) return world;
  const domains = specs.map(({ email }) => email.slice(email.lastIndexOf('@') + 1));
  return createWorld({
    ...(domains.length > 0 ? { domains: [...new Set(domains)] } : {}),
    users: users.map(({ email }) => email),
    scopesOf,
    ...world,
    accounts: [...(world?.accounts ?? []), ...specs],
  });
}

/** What one signed-in person can do. */
export class Actor {
  readonly user: User;
  private readonly rig: Rig;
  constructor(rig: Rig, user: User) {
    this.rig = rig;
    this.user = user;
  }

  /**
   * As google.script.run: JSON in and out. Throws a ScriptError where the function throws, Killed where it was ended.
   */
  run(functionName: string, ...args: readonly unknown[]): unknown {
    return this.rig.execute(functionName, carryArguments(args), this.user, 'FULL', false);
  }

  /** Opens the document, which runs onOpen, and returns the menus. */
  menu(authMode: AuthMode = 'LIMITED'): readonly Menu[] {
    this.rig.execute('onOpen', '[]', this.user, authMode, true);
    return this.rig.host.menus(this.user.email);
  }

  /** Clicks a menu item of the add-on by its captions, from the outermost menu below the add-on's name inwards. */
  click(...captions: readonly string[]): unknown {
    const menus = this.rig.host.menus(this.user.email);
    let entries: readonly MenuEntry[] = (menus.length === 0 ? this.menu() : menus).flatMap(menu =>
      menu.addon ? menu.entries : [{ ...menu, kind: 'menu' as const }],
    );
    for (const caption of captions) {
      const entry = entries.find(found => found.kind !== 'separator' && found.caption === caption);
      if (entry === undefined || entry.kind === 'separator')
        throw new Error(
          `The menu has no "${caption}"; it has ${entries.map(found => (found.kind === 'separator' ? '-' : found.caption)).join(', ')}.`,
        );
      if (entry.kind === 'item') return this.rig.execute(entry.functionName, '[]', this.user, 'FULL', false);
      entries = entry.entries;
    }
    throw new Error(`"${captions.join(' > ')}" is a menu, not an item.`);
  }
}

export class Rig {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly host: Host;
  readonly calls: Calls;
  /** The page that was opened last, each toast, and each dialog that was answered. */
  sidebar: HtmlPage | null = null;
  readonly toasts: string[] = [];
  readonly dialogs: Dialog[] = [];
  readonly logs: string[] = [];
  before: Hook | null = null;
  after: Hook | null = null;
  /** Told of every call once it is answered, with what crossed. */
  watch: ((op: OpName, args: string, reply: () => string, execution: ExecutionView) => void) | null = null;
  private readonly dist: string;
  private readonly script: <T>(dist: string, ports: Ports, use: (invoke: Invoke) => T) => T;
  private readonly random: (() => number) | null;

  constructor(options: RigOptions) {
    this.script = options.sameContext === true ? withScript : (dist, ports, use) => use(loadScript(dist, ports));
    this.random = options.random ?? null;
    this.calls = new Calls(options.bufferWrites !== false);
    this.dist = options.dist ?? join(repository(), 'dist');
    const { beside } = options;
    this.world = beside?.world ?? worldOf(options);
    this.clock = beside?.clock ?? new VirtualClock(this.world.now());
    if (beside === undefined) setClock(this.world, this.clock.now);
    const { latency, ask = yes, users = USERS, fetch, ...rest } = options;
    this.host = createHost({
      ...rest,
      ...(beside === undefined
        ? {}
        : { spreadsheet: beside.spreadsheet, fetched: beside.host.fetched, scriptId: '2WorkbenchScript' }),
      dist: this.dist,
      clock: this.clock,
      users,
      fetch: fetch ?? emulated(this.world),
      latency: typeof latency === 'function' ? latency : (_op, kind) => latency?.[kind] ?? 0,
      ask: dialog => {
        this.dialogs.push(dialog);
        return ask(dialog);
      },
      before: (op, execution) => {
        this.calls.list.push({ op, kind: kindOf(op), at: this.clock.now(), execution: execution.id });
        this.before?.(op, this.calls.list.length, execution);
      },
      after: (op, execution) => this.after?.(op, this.calls.list.length, execution),
    });
    this.host.onEvent(event => {
      if (event.kind === 'sidebar') this.sidebar = event.page;
      if (event.kind === 'log') this.logs.push(`${event.level} ${event.text}`);
    });
    this.spreadsheet.onChange(change => {
      if (change.kind === 'toast') this.toasts.push(change.message);
    });
  }

  get spreadsheet(): SpreadsheetModel {
    return this.host.spreadsheet;
  }
  get person(): Person {
    return this.host.person;
  }

  as(email: string): Actor {
    return new Actor(this, this.host.user(email));
  }
  get first(): Actor {
    return new Actor(this, this.host.user());
  }
  run(functionName: string, ...args: readonly unknown[]): unknown {
    return this.first.run(functionName, ...args);
  }
  menu(authMode: AuthMode = 'LIMITED'): readonly Menu[] {
    return this.first.menu(authMode);
  }
  click(...captions: readonly string[]): unknown {
    return this.first.click(...captions);
  }

  /** The displayed cells of a sheet, without the empty rows and columns at the end. */
  sheet(name: string): string[][] {
    const sheet = this.spreadsheet.sheetNamed(name);
    if (sheet === null)
      throw new Error(
        `There is no sheet ${name}; there is ${this.spreadsheet.sheets.map(found => found.name).join(', ')}.`,
      );
    const [rows, cols] = [sheet.lastRow(), sheet.lastColumn()];
    return rows === 0 || cols === 0 ? [] : sheet.displayValues({ row: 1, col: 1, rows, cols });
  }

  /** Returns what brings spreadsheet, stores and clock (not the world behind the API) back to how they are now. */
  save(): () => void {
    const at = this.clock.now();
    const host = this.host.save();
    return () => {
      host();
      this.clock.set(at);
      this.calls.reset();
      this.uncrash();
    };
  }

  /** Ends, or fails, the call number `n` from now on: see Crash. Everything else runs as it is. */
  crashAt(n: number, crash: Crash): void {
    this.calls.reset();
    const fault = (): Error =>
      crash.startsWith('kill')
        ? new Killed(`Killed at call ${n}`)
        : refusal('service-error', { service: 'Spreadsheets' });
    const hook: Hook = (_op, call) => {
      if (call === n) throw fault();
    };
    this.before = crash.endsWith('before') ? hook : null;
    this.after = crash.endsWith('after') ? hook : null;
  }

  uncrash(): void {
    [this.before, this.after] = [null, null];
  }

  /** For Actor. */
  execute(functionName: string, argsJson: string, user: User, authMode: AuthMode, trigger: boolean): unknown {
    const execution = this.host.begin({ functionName, user, authMode });
    const call = (op: string, given: readonly unknown[]): Reply => {
      const args = ownOf(given) as unknown[];
      const reply = this.host.callHere(execution, op as OpName, args);
      if (reply instanceof Promise) throw new Error(`${op} did not answer at once, as everything in the rig must.`);
      this.watch?.(op as OpName, encode(args), () => textOf(reply), execution.view);
      return reply;
    };
    let outcome: Outcome;
    try {
      outcome = this.script(
        this.dist,
        { call, now: this.clock.now, ...(this.random === null ? {} : { random: this.random }) },
        invoke => {
          execution.loading = false;
          return JSON.parse(invoke(functionName, argsJson, trigger ? authMode : null)) as Outcome;
        },
      );
    } catch (error) {
      outcome = { error: error as Error & { stack: string } };
    }
    const failure = 'error' in outcome ? outcome.error : null;
    this.host.end(
      execution,
      failure === null ? 'done' : 'failed',
      failure === null ? null : `${failure.name}: ${failure.message}`,
    );
    // The status is read after the end: held-back writes may have failed there, or a hook may have killed it before.
    const { status, error } = execution.view;
    if (status === 'killed') throw new Killed(error ?? 'Killed');
    if (failure !== null) throw new ScriptError(failure);
    if (status === 'failed')
      throw new ScriptError({ name: 'Exception', message: (error ?? '').replace(/^Exception: /, '') });
    return 'value' in outcome ? outcome.value : null;
  }
}

/**
 * `kill`: the execution ends there. `throw`: the call throws and the script goes on. before or after the call has had
 * its effect.
 */
export type Crash = 'kill-before' | 'kill-after' | 'throw-before' | 'throw-after';

export const startRig = (options: RigOptions = {}): Rig => new Rig(options);
