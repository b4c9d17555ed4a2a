// google.script as a page of the add-on sees it. Runs inside the sandboxed frame, before the add-on's own scripts.
import type { RunReply } from '../protocol';

type Handler = (value: unknown, userObject: unknown) => void;
type Handlers = { readonly success: Handler | null; readonly failure: Handler | null; readonly userObject: unknown };
type Runner = Record<string, (...args: unknown[]) => unknown>;

/** Google's limit: an eleventh call waits until one of the ten is back. */
const AT_ONCE = 10;
const self = document.currentScript as HTMLScriptElement | null;
const functions = (self?.dataset['functions'] ?? '').split(' ').filter(name => name !== '');
self?.remove();

const waiting: { readonly name: string; readonly args: unknown[]; readonly handlers: Handlers }[] = [];
const underway = new Map<number, Handlers>();
let nextId = 1;

/** Refuses what Google does not carry, and copies the rest the way it does. */
function carried(value: unknown, above: readonly object[] = []): unknown {
  if (value === undefined || value === null) return null;
  if (
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    typeof value === 'bigint' ||
    value instanceof Date ||
    value instanceof Node
  )
    throw new TypeError(
      `Failed due to illegal value in property: ${above.length === 0 ? '0' : 'a part of the argument'}`,
    );
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return value;
  if (above.includes(value)) throw new TypeError('Failed due to a circular structure in the argument');
  const path = [...above, value];
  if (Array.isArray(value)) return value.map(item => carried(item, path));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, carried(item, path)]),
  );
}

/** A lone form element stands for its fields. */
const argument = (value: unknown): unknown =>
  value instanceof HTMLFormElement
    ? Object.fromEntries(
        [...new FormData(value)].map(([name, field]) => [name, typeof field === 'string' ? field : null]),
      )
    : carried(value);

function pump(): void {
  while (underway.size < AT_ONCE) {
    const call = waiting.shift();
    if (call === undefined) return;
    const id = nextId++;
    underway.set(id, call.handlers);
    parent.postMessage({ kind: 'run', id, name: call.name, args: call.args }, '*');
  }
}

function runner(handlers: Handlers): Runner {
  const made: Runner = {
    withSuccessHandler: success => runner({ ...handlers, success: success as Handler }),
    withFailureHandler: failure => runner({ ...handlers, failure: failure as Handler }),
    withUserObject: userObject => runner({ ...handlers, userObject }),
  };
  for (const name of functions)
    made[name] = (...args) => {
      waiting.push({ name, args: args.map(argument), handlers });
      pump();
    };
  return made;
}

addEventListener('message', (event: MessageEvent<{ kind?: string; id?: number; reply?: RunReply }>) => {
  const { kind, id, reply } = event.data;
  if (event.source !== parent || kind !== 'reply' || id === undefined || reply === undefined) return;
  const handlers = underway.get(id);
  underway.delete(id);
  pump();
  if (handlers === undefined) return;
  if (reply.ok) handlers.success?.(reply.value, handlers.userObject);
  else if (handlers.failure !== null)
    handlers.failure(Object.assign(new Error(reply.error.message), { name: reply.error.name }), handlers.userObject);
  // Without a failure handler Google writes to the console only.
  else console.error(`${reply.error.name}: ${reply.error.message}`);
});

const tell = (kind: string): void => {
  parent.postMessage({ kind }, '*');
};
Object.assign(window, {
  google: {
    script: {
      run: runner({ success: null, failure: null, userObject: undefined }),
      host: {
        origin: document.referrer === '' ? '' : new URL(document.referrer).origin,
        close: () => tell('close'),
        editor: { focus: () => tell('focus') },
        setHeight: (height: number) => {
          parent.postMessage({ kind: 'size', height }, '*');
        },
        setWidth: (width: number) => {
          parent.postMessage({ kind: 'size', width }, '*');
        },
      },
    },
  },
});
