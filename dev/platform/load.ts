// Loads the script that ships into a fresh context, as Google does for every execution.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createContext, Script } from 'node:vm';
import type { AuthMode } from './shapes';

export type Ports = {
  /** Answers a call at once, or blocks until it is answered. */
  readonly call: (op: string, argsJson: string) => string;
  readonly now: () => number;
  /** In place of the script's Math.random. */
  readonly random?: () => number;
};
export type Invoke = (functionName: string, argsJson: string, trigger: AuthMode | null) => string;

/** The repository: the nearest folder above with a package.json, from the sources and from .build alike. */
export function repository(from = __dirname): string {
  return existsSync(join(from, 'package.json')) ? from : repository(dirname(from));
}

/** gas-local has no types; this is what we use: it runs every .js file of the folder in the context and returns it. */
const gas = createRequire(__filename)('gas-local') as { readonly require: (folder: string, context: object) => object };

/** Both compiled once in a process: files written into a folder after its first use are not seen. */
const compiled = new Map<string, readonly Script[]>();
let sandbox: Script | null = null;

function scriptsOf(dist: string): readonly Script[] {
  const known = compiled.get(dist) ?? readdirSync(dist).filter(name => name.endsWith('.js')).map(name => new Script(readFileSync(join(dist, name), 'utf8'), { filename: join(dist, name) }));
  compiled.set(dist, known);
  return known;
}

function sandboxScript(): Script {
  const file = join(repository(), '.build', 'sandbox.js');
  if (!existsSync(file)) throw new Error('There is no .build/sandbox.js: run node dev/run.mjs --build-only.');
  sandbox ??= new Script(readFileSync(file, 'utf8'), { filename: 'sandbox.js' });
  return sandbox;
}

/** Google's services and nothing else. */
function prepared({ call, now, random }: Ports): object {
  const context = createContext({ __call: call, __now: now, __random: random });
  sandboxScript().runInContext(context);
  return context;
}

const invokeOf = (context: object): Invoke => (context as { readonly __invoke: Invoke }).__invoke;

/** Throws what the script's own top level throws. */
export const loadScript = (dist: string, ports: Ports): Invoke => invokeOf(gas.require(dist, prepared(ports)));

/** A context that is used again: its ports are those of the execution that has it. */
type Room = { readonly context: object; ports: Ports };
const empty = new Map<string, Room[]>();

function roomFor(dist: string, ports: Ports): Room {
  const found = empty.get(dist)?.pop();
  if (found !== undefined) return Object.assign(found, { ports });
  const room: { ports: Ports } = { ports };
  return Object.assign(room, { context: prepared({ call: (op, args) => room.ports.call(op, args), now: () => room.ports.now(), random: () => (room.ports.random ?? Math.random)() }) });
}

/**
 * As loadScript, for whoever runs one script thousands of times in one thread. `again`: in a context that was used before, where the script's files run anew, so that their
 * own variables begin as always; it must declare with var and function only, as Code.js does, and leave the language's own objects alone. `use` is done when it returns.
 */
export function withScript<T>(dist: string, ports: Ports, again: boolean, use: (invoke: Invoke) => T): T {
  const room = again ? roomFor(dist, ports) : { context: prepared(ports), ports };
  try {
    for (const script of scriptsOf(dist)) script.runInContext(room.context);
    return use(invokeOf(room.context));
  } finally {
    if (again) empty.set(dist, [room, ...empty.get(dist) ?? []]);
  }
}
