// One workbench: the spreadsheet, the host that runs the add-on, the world behind it, and the pages that look at them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advanceClock } from '../emulator/index';
import {
  createHost,
  type FetchPort,
  GOOGLE_LATENCY,
  type Host,
  type HostEvent,
  type HtmlPage,
  runInWorker,
  SpreadsheetModel,
} from '../platform/index';
import type {
  Caller,
  DialogReply,
  EditRequest,
  ExecutionView,
  FrameView,
  Hello,
  Place,
  Reply,
  RunReply,
  RunRequest,
  ServerEvent,
  Undo,
  WorldAction,
  WorldView,
} from '../protocol';
import { addPeople, namesIn, startAfresh } from './document';
import { applyEdits } from './edits';
import { emulatedFetch, remoteFetch } from './fetch-ports';
import { EditHistory } from './history';
import { SheetViews } from './sheet-views';
import { WorldControl } from './world-control';

export type WorkbenchOptions = {
  readonly dist: string;
  readonly accounts: number;
  readonly domains: number;
  readonly latencyMs: number;
  /** Apps Script's services take as long as on Google. */
  readonly slowServices: boolean;
  /** What the Google accounts of the admins say of their language, such as es or en_GB. */
  readonly locale: string;
  /** Another server to talk to instead of the emulated Google, and the bearer token for it. */
  readonly remote: { readonly url: URL; readonly token: string | null } | null;
};

export const USERS = ['ada@acme.example', 'bob@acme.example'] as const;
/** The drawer is told of news so often at most. */
const WORLD_MS = 120;
const SHOWN_EXECUTIONS = 12;
/** Pages that the add-on opened and that a reload may ask for again; older ones are forgotten. */
const KEPT_FRAMES = 40;

/** What can be done whatever server the add-on talks to. */
const OF_THE_HOST: ReadonlySet<WorldAction['act']> = new Set([
  'kill',
  'clock',
  'services',
  'locale',
  'exceptions',
  'permission',
]);

type Client = Caller & { readonly send: (event: ServerEvent) => void };

export class Workbench {
  readonly options: WorkbenchOptions;
  readonly book: SpreadsheetModel;
  readonly host: Host;
  readonly views: SheetViews;
  private readonly history: EditHistory;
  private readonly control: WorldControl;
  private readonly clients = new Set<Client>();
  private readonly frames = new Map<string, HtmlPage>();
  /** The open sidebar of each browser tab, so that it comes back after a reload. */
  private readonly sidebars = new Map<string, FrameView>();
  /** The browser tab in which each person did something last: there the add-on's pages and dialogs appear. */
  private readonly lastTab = new Map<string, string>();
  private readonly recent = new Map<number, ExecutionView>();
  private calls = 0;
  private remoteRequests = 0;
  private frameCount = 0;
  private offsetMs = 0;
  private selecting = false;
  /** Whose execution made the call that is being answered: in their tabs the sheet in front changes. */
  private acting = '';
  private locale: string;
  private slowServices: boolean;
  /** The scopes that the admins ticked off. */
  private readonly refused = new Set<string>();
  private worldTimer: NodeJS.Timeout | null = null;

  constructor(options: WorkbenchOptions) {
    this.options = options;
    this.locale = options.locale;
    this.slowServices = options.slowServices;
    this.control = new WorldControl(() => Date.now(), USERS, options.accounts, options.domains);
    this.control.act({ act: 'latency', ms: options.latencyMs });
    this.book = new SpreadsheetModel({ name: this.names.book, sheetWord: this.names.sheet });
    this.host = createHost({
      dist: options.dist,
      spreadsheet: this.book,
      fetch: this.fetchPort(),
      users: USERS.map(email => ({ email })),
      latency: (_op, kind) => (this.slowServices ? (GOOGLE_LATENCY[kind] ?? 0) : 0),
      before: (_op, execution) => {
        this.acting = execution.user;
      },
      clock: {
        now: () => this.now(),
        wait: ms => (ms <= 0 ? undefined : new Promise(resolve => setTimeout(resolve, ms))),
        virtual: false,
      },
    });
    this.addPeople();
    this.history = new EditHistory(this.book);
    this.views = new SheetViews(this.book, event => {
      this.tellAll(event);
    });
    this.host.onEvent(event => {
      this.hear(event);
    });
    this.book.onChange(change => {
      if (change.kind === 'toast')
        this.tellAll({ on: 'toast', title: change.title, message: change.message, seconds: change.seconds });
      if (change.kind === 'selection' && !this.selecting) this.show(this.book.selection);
    });
  }

  /** The functions that a page of the add-on can see: top-level ones whose name does not end in an underscore. */
  functions(): string[] {
    const files = readdirSync(this.options.dist).filter(name => name.endsWith('.js'));
    return files.flatMap(name =>
      [...readFileSync(join(this.options.dist, name), 'utf8').matchAll(/^function\s+([\w$]+)\s*\(/gm)]
        .map(match => match[1] ?? '')
        .filter(found => !found.endsWith('_')),
    );
  }

  frame(id: string): HtmlPage | undefined {
    return this.frames.get(id);
  }

  /** Greets a page; returns what ends the telling. */
  join(caller: Caller, send: (event: ServerEvent) => void): () => void {
    const client: Client = { ...caller, user: this.userOf(caller), send };
    this.views.flush();
    this.clients.add(client);
    this.lastTab.set(client.user, client.tab);
    client.send({ on: 'hello', hello: this.hello(client) });
    // Opening the document runs onOpen, as whoever opens it.
    if (this.functions().includes('onOpen')) void this.start(client.user, 'onOpen', [], 'LIMITED');
    return () => this.clients.delete(client);
  }

  edit({ edits, ...caller }: EditRequest): Reply {
    this.lastTab.set(this.userOf(caller), caller.tab);
    if (edits === 'undo' || edits === 'redo') return this.undo(edits);
    this.history.keep();
    const reply = this.quietly(() => applyEdits(this.book, this.host.person, edits));
    const [first] = edits;
    this.history.keep(first !== undefined && 'sheet' in first ? first.sheet : this.book.activeSheet.id);
    return reply;
  }

  private undo(what: Undo): Reply {
    const step = this.history.step(what);
    if (step === null) return { ok: true, undone: 'nothing' };
    const there = this.book.sheets.some(({ id }) => id === step.sheet);
    return {
      ok: true,
      ...(there && step.sheet !== null ? { sheet: step.sheet } : {}),
      ...(step.ofTheAddOn ? { undone: 'add-on' } : {}),
    };
  }

  async run(request: RunRequest): Promise<RunReply> {
    const { name, from } = request;
    const user = this.userOf(request);
    this.lastTab.set(user, request.tab);
    if (!this.functions().includes(name))
      return { ok: false, error: { name: 'ScriptError', message: `Script function not found: ${name}` } };
    this.select(request.place);
    const reply = await this.start(user, name, from === 'menu' ? [] : request.args, 'FULL');
    // What the execution did to the cells is told before its answer.
    this.views.flush();
    return reply;
  }

  answer({ id, button, text }: DialogReply): Reply {
    this.host.answer(id, { button, ...(text === undefined ? {} : { text }) });
    return { ok: true };
  }

  closeFrame({ tab }: Caller): Reply {
    this.sidebars.delete(tab);
    return { ok: true };
  }

  act(action: WorldAction): Reply {
    if (this.options.remote !== null && !OF_THE_HOST.has(action.act))
      return { ok: false, message: 'The workbench talks to another server, which it cannot change.' };
    try {
      if (action.act === 'kill') this.host.kill(action.id, 'Killed in the workbench');
      else if (action.act === 'clock') this.moveClock(action.byMs);
      else if (action.act === 'services') this.slowServices = action.slow;
      else if (action.act === 'exceptions') this.host.language = action.translated ? 'user' : 'en';
      else if (action.act === 'permission') {
        if (action.granted) this.refused.delete(action.scope);
        else this.refused.add(action.scope);
      }
      // A page in the old language would come back with the reload.
      else if (action.act === 'locale') {
        this.locale = action.locale;
        this.book.sheetWord = this.names.sheet;
        this.sidebars.clear();
      } else this.control.act(action);
      if (action.act === 'seed' && action.newSheet) startAfresh(this.host, this.names, USERS);
      if (action.act === 'seed') {
        this.addPeople();
        this.history.forget();
        this.sidebars.clear();
        this.tellAll({ on: 'framesClosed' });
      }
      this.tellWorld();
      return { ok: true };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }

  close(): void {
    for (const { id } of this.host.executions()) this.host.kill(id, 'The workbench was closed');
    if (this.worldTimer !== null) clearTimeout(this.worldTimer);
  }

  /** An address that nobody has is the first admin's: the page then says who that is. */
  private userOf({ user }: Caller): string {
    return this.host.options.users.find(({ email }) => email === user)?.email ?? USERS[0];
  }

  private get names() {
    return namesIn(this.locale);
  }

  private now(): number {
    return Date.now() + this.offsetMs;
  }

  private moveClock(byMs: number): void {
    this.offsetMs += byMs;
    advanceClock(this.control.world, byMs);
    if (byMs > 0) void this.fire();
  }

  /** Each time-driven trigger comes once when the clock has moved, as the person who made it; never two at a time. */
  private async fire(): Promise<void> {
    for (const { functionName, user } of [...this.host.triggered()]) {
      await this.start(user, functionName, [], 'FULL');
      this.views.flush();
    }
  }

  private fetchPort(): FetchPort {
    const { remote } = this.options;
    if (remote === null)
      return emulatedFetch(this.control.world, () => {
        this.worldSoon();
      });
    return remoteFetch(remote.url, remote.token, () => {
      this.remoteRequests++;
      this.worldSoon();
    });
  }

  private async start(
    user: string,
    functionName: string,
    args: readonly unknown[],
    authMode: 'LIMITED' | 'FULL',
  ): Promise<RunReply> {
    const result = await runInWorker(this.host, {
      functionName,
      args,
      user: { ...this.host.user(user), locale: this.locale, refused: [...this.refused] },
      authMode,
    });
    return result.ok
      ? { ok: true, value: result.value }
      : { ok: false, error: { name: result.error.name, message: result.error.message } };
  }

  private hello(client: Client): Hello {
    const place = this.book.selection;
    return {
      name: this.book.name,
      addOn: this.names.addOn,
      users: USERS,
      user: client.user,
      tabs: this.views.tabs(),
      place: { sheet: place.sheetId, areas: place.areas },
      menus: this.host.menus(client.user),
      sidebar: this.sidebars.get(client.tab) ?? null,
      dialogs: this.host.dialogs().filter(dialog => dialog.user === client.user),
      world: this.world(),
    };
  }

  keyFile(): string {
    const file = this.control.keyFile();
    this.worldSoon();
    return file;
  }

  private world(): WorldView {
    const executions = [...this.recent.values()]
      .sort((a, b) => Number(b.status === 'running') - Number(a.status === 'running') || b.id - a.id)
      .slice(0, SHOWN_EXECUTIONS);
    const { remote } = this.options;
    const view = this.control.view({
      now: this.now(),
      slowServices: this.slowServices,
      locale: this.locale,
      translated: this.host.language === 'user',
      permissions: this.host.scopes.map(scope => ({ scope, granted: !this.refused.has(scope) })),
      executions,
      calls: this.calls + this.host.executions().reduce((sum, { calls }) => sum + calls, 0),
      remote: remote?.url.origin ?? null,
    });
    return remote === null ? view : { ...view, requests: this.remoteRequests };
  }

  private hear(event: HostEvent): void {
    switch (event.kind) {
      case 'menus':
        this.tellUser(event.user, { on: 'menus', menus: event.menus });
        return;
      case 'sidebar':
      case 'modal':
        this.open(event.kind, event.user, event.page);
        return;
      case 'dialog':
        this.views.flush();
        this.tellUser(event.dialog.user, { on: 'dialog', dialog: event.dialog });
        return;
      case 'dialogClosed':
        this.tellUser(event.user, { on: 'dialogClosed', id: event.id });
        return;
      case 'execution': {
        const {
          execution: { id, functionName: name, user, startedAt, calls, status, error },
        } = event;
        this.recent.set(id, { id, name, user, startedAt, calls, status, error });
        if (status !== 'running') this.calls += calls;
        for (const old of this.recent.values())
          if (this.recent.size > SHOWN_EXECUTIONS * 3 && old.status !== 'running') this.recent.delete(old.id);
        this.worldSoon();
        return;
      }
      case 'log':
        if (event.level !== 'log') console.log(`${event.user} ${event.level}: ${event.text}`);
        return;
    }
  }

  private open(kind: FrameView['kind'], user: string, page: HtmlPage): void {
    const id = String(++this.frameCount);
    this.frames.set(id, page);
    for (const old of this.frames.keys()) if (this.frames.size > KEPT_FRAMES) this.frames.delete(old);
    const frame: FrameView = { id, kind, title: page.title, width: page.width, height: page.height };
    const tab = this.lastTab.get(user) ?? '';
    if (kind === 'sidebar') this.sidebars.set(tab, frame);
    for (const client of this.clients) if (client.tab === tab) client.send({ on: 'frame', frame });
  }

  private show({ sheetId, areas }: SpreadsheetModel['selection']): void {
    this.views.flush();
    this.tellUser(this.acting, { on: 'show', place: { sheet: sheetId, areas } });
  }

  /** Makes a page's selection the active range; one that no longer exists is left out. */
  private select({ sheet, areas }: Place): void {
    const found = this.book.sheets.find(({ id }) => id === sheet);
    if (found === undefined) return;
    const inside = areas.filter(
      area => area.row + area.rows - 1 <= found.maxRows && area.col + area.cols - 1 <= found.maxColumns,
    );
    this.quietly(() => {
      this.book.select(found, inside.length === 0 ? undefined : inside);
    });
  }

  /** What a page selects need not be told to the pages. */
  private quietly<T>(act: () => T): T {
    this.selecting = true;
    try {
      return act();
    } finally {
      this.selecting = false;
    }
  }

  /** The world's people; another server's nobody knows. */
  private addPeople(): void {
    if (this.options.remote === null) addPeople(this.host, this.control.people().rows, this.names.people);
  }

  private tellAll(event: ServerEvent): void {
    for (const client of this.clients) client.send(event);
  }
  private tellUser(user: string, event: ServerEvent): void {
    for (const client of this.clients) if (client.user === user) client.send(event);
  }
  private worldSoon(): void {
    this.worldTimer ??= setTimeout(() => {
      this.tellWorld();
    }, WORLD_MS);
  }
  private tellWorld(): void {
    if (this.worldTimer !== null) clearTimeout(this.worldTimer);
    this.worldTimer = null;
    this.tellAll({ on: 'world', world: this.world() });
  }
}
