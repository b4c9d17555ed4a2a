// The page's line to the server: requests out, events in.
import type {
  Caller,
  DialogReply,
  Edit,
  Place,
  Reply,
  RunReply,
  ServerEvent,
  SheetView,
  Undo,
  WorldAction,
} from '../protocol';

/** Names this browser tab across reloads, so that its sidebar comes back. */
function tabName(): string {
  const name = sessionStorage.getItem('tab') ?? crypto.randomUUID();
  sessionStorage.setItem('tab', name);
  return name;
}

export class Connection {
  readonly caller: Caller;
  /** Edits are in before anything runs that was asked for later. */
  private lastEdit: Promise<unknown> = Promise.resolve();

  constructor(user: string) {
    this.caller = { user, tab: tabName() };
  }

  listen(hear: (event: ServerEvent) => void, online: (is: boolean) => void): void {
    const source = new EventSource(
      `/events?${new URLSearchParams({ user: this.caller.user, tab: this.caller.tab }).toString()}`,
    );
    source.onmessage = (event: MessageEvent<string>) => {
      hear(JSON.parse(event.data) as ServerEvent);
    };
    source.onopen = () => {
      online(true);
    };
    source.onerror = () => {
      online(false);
    };
    // Otherwise the browser tells of a broken connection on every reload.
    addEventListener('pagehide', () => {
      source.close();
    });
  }

  async sheet(id: number): Promise<SheetView | null> {
    const response = await fetch(`/sheet/${id}`);
    return response.ok ? ((await response.json()) as SheetView) : null;
  }

  edit(edits: readonly Edit[] | Undo): Promise<Reply> {
    const sent = this.lastEdit.then(() => this.post<Reply>('/edit', { edits }));
    this.lastEdit = sent.catch(() => undefined);
    return sent;
  }

  async run(name: string, args: readonly unknown[], from: 'menu' | 'page', place: Place): Promise<RunReply> {
    await this.lastEdit;
    try {
      return await this.post<RunReply>('/run', { name, args, from, place });
    } catch {
      return { ok: false, error: { name: 'NetworkError', message: 'Connection failure due to HTTP 0' } };
    }
  }

  answer(reply: Omit<DialogReply, 'user' | 'tab'>): Promise<Reply> {
    return this.post<Reply>('/answer', reply);
  }
  closeSidebar(): Promise<Reply> {
    return this.post<Reply>('/close', {});
  }
  world(action: WorldAction): Promise<Reply> {
    return this.post<Reply>('/world', { action });
  }

  private async post<T>(path: string, body: object): Promise<T> {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...this.caller, ...body }),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }
}
