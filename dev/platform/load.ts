// Loads the script that ships into a fresh context, as Google does for every execution.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction, createContext, Script } from 'node:vm';
import { ownObjects } from './own-objects.cjs';
import type { AuthMode } from './shapes';
import type { Reply } from './wire';

export type Ports = {
  /** Answers a call at once, or blocks until it is answered; the arguments are the script's own: see wire.ts. */
  readonly call: (op: string, args: readonly unknown[]) => Reply;
  readonly now: () => number;
  /** In place of the script's Math.random. */
  readonly random?: () => number;
};
/** `find`: where the functions are, if not among the context's globals. */
export type Invoke = (
  functionName: string,
  argsJson: string,
  trigger: AuthMode | null,
  find?: (name: string) => unknown,
) => string;

/** The repository: the nearest folder above with a package.json, from the sources and from .build alike. */
export function repository(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : repository(dirname(from));
}

/** gas-local has no types; this is what we use: it runs every .js file of the folder in the context and returns it. */
const gas = createRequire(__filename)('gas-local') as { readonly require: (folder: string, context: object) => object };

/** Read once in a process: files written into a folder after its first use are not seen. */
const read = new Map<string, string>();
let sandbox: Script | null = null;

function textOf(dist: string): string {
  const known =
    read.get(dist) ??
    readdirSync(dist)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(join(dist, name), 'utf8'))
      .join('\n');
  read.set(dist, known);
  return known;
}

function sandboxScript(): Script {
  const file = join(repository(), '.build', 'sandbox.js');
  if (!existsSync(file)) throw new Error('There is no .build/sandbox.js: run node dev/run.mjs --build-only.');
  sandbox ??= new Script(readFileSync(file, 'utf8'), { filename: 'sandbox.js' });
  return sandbox;
}

const own = ownObjects();

/** Google's services and nothing else: what a script is started in. */
export function freshContext({ call, now, random }: Ports): object {
  const context = createContext({ __call: call, __now: now, __random: random });
  sandboxScript().runInContext(context);
  own.runInContext(context);
  return context;
}

export const invokeOf = (context: object): Invoke => (context as { readonly __invoke: Invoke }).__invoke;

/** Throws what the script's own top level throws. */
export const loadScript = (dist: string, ports: Ports): Invoke => invokeOf(gas.require(dist, freshContext(ports)));

/**
 * A context that is used again: its ports are those of the execution that has it. `start` runs the script's files as
 * the body of a function, and gives what finds their functions.
 */
type Room = { readonly start: () => (name: string) => unknown; readonly invoke: Invoke; ports: Ports };
const empty = new Map<string, Room[]>();

function roomFor(dist: string, ports: Ports): Room {
  const found = empty.get(dist)?.pop();
  if (found !== undefined) return Object.assign(found, { ports });
  const now: { ports: Ports } = { ports };
  const context = freshContext({
    call: (op, args) => now.ports.call(op, args),
    now: () => now.ports.now(),
    random: () => (now.ports.random ?? Math.random)(),
  });
  const start = compileFunction(
    `${textOf(dist)}\nreturn name => eval('typeof ' + name + ' === "function" ? ' + name + ' : undefined')`,
    [],
    { parsingContext: context, filename: join(dist, 'Code.js') },
  ) as Room['start'];
  return Object.assign(now, { start, invoke: invokeOf(context) });
}

/**
 * As loadScript, for whoever runs one script thousands of times in one thread: executions follow one another in one
 * context, which must not change the language's own objects.
 * Each runs the script's files anew, so that their variables begin as always; but as the same function, so that what
 * the engine has learnt of their code is kept, which makes it many times as fast.
 * `use` is done when it returns.
 */
export function withScript<T>(dist: string, ports: Ports, use: (invoke: Invoke) => T): T {
  const room = roomFor(dist, ports);
  try {
    const find = room.start();
    return use((name, args, trigger) => room.invoke(name, args, trigger, find));
  } finally {
    empty.set(dist, [room, ...(empty.get(dist) ?? [])]);
  }
}
