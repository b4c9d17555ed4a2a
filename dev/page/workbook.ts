// The page's state: what the server told, what is selected and what is being typed. Components listen to it.
import type {
  DialogReply,
  DialogView,
  Edit,
  FrameView,
  Menu,
  Patch,
  Place,
  RunReply,
  ServerEvent,
  Tab,
  Undo,
  WorldAction,
  WorldView,
} from '../protocol';
import { Connection } from './connection';
import { areasOf, clamp, fromAreas, type Selection, START } from './selection';
import { SheetData } from './sheet-data';
import { type PageWords, wordsOf } from './words';

export type Toast = { readonly id: number; readonly title: string; readonly message: string };
/** `over`: began by typing, so that arrow keys end it. `bar`: the keyboard is in the formula bar. */
export type Typing = {
  readonly row: number;
  readonly col: number;
  readonly text: string;
  readonly over: boolean;
  readonly bar: boolean;
};

const TOASTS = 4;

export class Workbook {
  readonly connection: Connection;
  ready = false;
  online = true;
  name = '';
  addOn = '';
  user = '';
  users: readonly string[] = [];
  tabs: readonly Tab[] = [];
  active = 0;
  menus: readonly Menu[] = [];
  sidebar: FrameView | null = null;
  modal: FrameView | null = null;
  /** The page of the add-on that has just opened and is to take the keyboard; one that a reload brought back is not. */
  entering = '';
  dialogs: readonly DialogView[] = [];
  toasts: readonly Toast[] = [];
  /** Something that Sheets would refuse, in its words; a person closes it. */
  notice: { readonly title: string; readonly message: string } | null = null;
  world: WorldView | null = null;
  /** When `world` came, on this machine's clock. */
  worldAt = 0;
  drawer = sessionStorage.getItem('drawer') === 'open';
  typing: Typing | null = null;
  finding = false;
  /** Grows when the active cell should be brought into view. */
  reveal = 0;
  /** Grows when rows, columns or their sizes changed, rather than only cells. */
  layout = 0;
  /** Where keys go: set by the grid. */
  focusGrid: () => void = () => undefined;
  private readonly sheets = new Map<number, SheetData>();
  private readonly selections = new Map<number, Selection>();
  /** Sheets on their way, with the patches that arrived in the meantime. */
  private readonly loading = new Map<number, { patches: Patch[]; again: boolean }>();
  private readonly listeners = new Set<() => void>();
  private toastCount = 0;

  constructor(user: string) {
    this.connection = new Connection(user);
  }

  start(): void {
    this.connection.listen(
      event => {
        this.hear(event);
      },
      online => {
        this.online = online;
        this.changed();
      },
    );
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }

  /** In the language of whoever is signed in. */
  get words(): PageWords {
    return wordsOf(this.world?.locale ?? '');
  }
  get data(): SheetData | null {
    return this.sheets.get(this.active) ?? null;
  }
  get selection(): Selection {
    return this.selections.get(this.active) ?? START;
  }
  get place(): Place {
    return { sheet: this.active, areas: this.data === null ? [] : areasOf(this.selection, this.data) };
  }

  select(selection: Selection, reveal = true): void {
    this.selections.set(this.active, selection);
    if (reveal) this.reveal++;
    sessionStorage.setItem('place', JSON.stringify(this.place));
    this.changed();
  }

  show(id: number): void {
    if (!this.tabs.some(tab => tab.id === id)) return;
    this.typing = null;
    this.active = id;
    this.layout++;
    sessionStorage.setItem('place', JSON.stringify(this.place));
    if (!this.sheets.has(id)) void this.load(id);
    this.changed();
  }

  type(typing: Typing | null): void {
    this.typing = typing;
    this.changed();
  }

  /** Does what a person did; on a refusal the sheet is fetched again, for what was shown ahead was wrong. */
  edit(...edits: Edit[]): Promise<boolean> {
    return this.change(edits);
  }

  undo(what: Undo): void {
    void this.change(what);
  }

  private async change(edits: Edit[] | Undo): Promise<boolean> {
    const { active } = this;
    try {
      const reply = await this.connection.edit(edits);
      if (!reply.ok) {
        this.tell(this.words.problem, reply.message);
        void this.load(active);
        return false;
      }
      if (reply.sheet !== undefined && reply.sheet !== this.active) this.wanted(reply.sheet);
      if (reply.undone !== undefined)
        this.toast('', reply.undone === 'nothing' ? this.words.nothingLeft : this.words.addOnUndone, 5);
      this.changed();
      return true;
    } catch (error) {
      this.tell('The workbench does not answer', error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** A menu click: what fails is told to the person, as Sheets does. */
  async choose(functionName: string): Promise<void> {
    const reply = await this.run(functionName, [], 'menu');
    if (!reply.ok) this.tell(this.words.stopped, reply.error.message);
  }

  run(functionName: string, args: readonly unknown[], from: 'menu' | 'page'): Promise<RunReply> {
    return this.connection.run(functionName, args, from, this.place);
  }

  async answer(reply: Omit<DialogReply, 'user' | 'tab'>): Promise<void> {
    this.dialogs = this.dialogs.filter(({ id }) => id !== reply.id);
    this.changed();
    this.focusGrid();
    await this.connection.answer(reply);
  }

  closeSidebar(): void {
    this.sidebar = null;
    this.changed();
    this.focusGrid();
    void this.connection.closeSidebar();
  }

  closeModal(): void {
    this.modal = null;
    this.changed();
    this.focusGrid();
  }

  /** Whether the world did it; if not, the page has told why. */
  async act(action: WorldAction): Promise<boolean> {
    const reply = await this.connection.world(action);
    if (!reply.ok) this.tell('The world stays as it is', reply.message);
    return reply.ok;
  }

  toggleDrawer(): void {
    this.drawer = !this.drawer;
    sessionStorage.setItem('drawer', this.drawer ? 'open' : '');
    this.changed();
  }

  find(is: boolean): void {
    this.finding = is;
    this.changed();
    if (!is) this.focusGrid();
  }

  tell(title: string, message: string): void {
    this.notice = { title, message };
    this.changed();
  }

  closeNotice(): void {
    this.notice = null;
    this.changed();
    this.focusGrid();
  }

  closeToast(id: number): void {
    this.toasts = this.toasts.filter(toast => toast.id !== id);
    this.changed();
  }

  private hear(event: ServerEvent): void {
    switch (event.on) {
      case 'hello':
        this.greet(event.hello);
        break;
      case 'tabs':
        this.setTabs(event.tabs);
        break;
      case 'patch':
        this.patch(event.patch);
        break;
      case 'reload':
        void this.load(event.sheet);
        return;
      case 'show':
        this.goTo(event.place);
        break;
      case 'menus':
        this.menus = event.menus;
        break;
      case 'frame':
        if (event.frame.kind === 'sidebar') this.sidebar = event.frame;
        else this.modal = event.frame;
        this.entering = event.frame.id;
        break;
      case 'framesClosed':
        this.sidebar = null;
        this.modal = null;
        break;
      case 'dialog':
        this.dialogs = [...this.dialogs, event.dialog];
        break;
      case 'dialogClosed':
        this.dialogs = this.dialogs.filter(({ id }) => id !== event.id);
        break;
      case 'toast':
        this.toast(event.title, event.message, event.seconds);
        break;
      case 'world':
        this.setWorld(event.world);
        break;
    }
    this.changed();
  }

  private greet(hello: Extract<ServerEvent, { on: 'hello' }>['hello']): void {
    const { name, addOn, user, users, tabs, menus, sidebar, dialogs } = hello;
    Object.assign(this, { name, addOn, user, users, tabs, menus, sidebar, dialogs, online: true });
    this.setWorld(hello.world);
    this.sheets.clear();
    if (!this.ready) {
      const kept = JSON.parse(sessionStorage.getItem('place') ?? 'null') as Place | null;
      this.goTo(kept !== null && tabs.some(tab => tab.id === kept.sheet) ? kept : hello.place);
    }
    this.ready = true;
    document.title = `${name} - Workbench`;
    this.setTabs(tabs);
    void this.load(this.active);
  }

  private setWorld(world: WorldView): void {
    this.world = world;
    this.worldAt = Date.now();
  }

  private setTabs(tabs: readonly Tab[]): void {
    const before = this.tabs.findIndex(({ id }) => id === this.active);
    this.tabs = tabs;
    for (const id of this.sheets.keys()) if (!tabs.some(tab => tab.id === id)) this.sheets.delete(id);
    if (tabs.some(({ id }) => id === this.active)) return;
    this.show(tabs[Math.max(0, Math.min(before - 1, tabs.length - 1))]?.id ?? 0);
  }

  /** The tab may not be known yet: its event is on the way. */
  private wanted(id: number): void {
    if (!this.tabs.some(tab => tab.id === id)) this.tabs = [...this.tabs, { id, name: '', color: null }];
    this.show(id);
  }

  private goTo({ sheet, areas }: Place): void {
    this.wanted(sheet);
    this.reveal++;
    const data = this.data;
    const first = areas[0];
    if (data !== null) this.select(fromAreas(areas, data));
    else if (first !== undefined)
      this.selections.set(sheet, {
        ...START,
        active: { row: first.row, col: first.col },
        corner: { row: first.row + first.rows - 1, col: first.col + first.cols - 1 },
      });
  }

  private patch(patch: Patch): void {
    this.loading.get(patch.sheet)?.patches.push(patch);
    if (this.sheets.get(patch.sheet)?.apply(patch) === false) void this.load(patch.sheet);
  }

  private async load(id: number): Promise<void> {
    // A sheet that nobody looks at is fetched when somebody does.
    if (id !== this.active) {
      this.sheets.delete(id);
      return;
    }
    const before = this.loading.get(id);
    if (before !== undefined) {
      before.again = true;
      return;
    }
    const mine = { patches: [] as Patch[], again: false };
    this.loading.set(id, mine);
    try {
      const view = await this.connection.sheet(id);
      if (view === null) return;
      const data = new SheetData(view);
      for (const patch of mine.patches) data.apply(patch);
      this.sheets.set(id, data);
      this.selections.set(id, clamp(this.selections.get(id) ?? START, view));
      this.layout++;
      this.changed();
    } catch {
      // The server is away; its next greeting loads the sheet again.
    } finally {
      this.loading.delete(id);
      if (mine.again) void this.load(id);
    }
  }

  private toast(title: string, message: string, seconds: number): void {
    const id = ++this.toastCount;
    const others = this.toasts.filter(one => one.title !== title || one.message !== message);
    this.toasts = [...others, { id, title, message }].slice(-TOASTS);
    // A negative time means: until it is closed.
    if (seconds >= 0)
      setTimeout(() => {
        this.closeToast(id);
      }, seconds * 1000);
  }
}
