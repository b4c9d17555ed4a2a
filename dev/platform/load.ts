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

/** Compiled once for each folder, for whoever runs one bundle thousands of times: files written there later are not seen. */
const compiled = new Map<string, readonly Script[]>();

function scriptsOf(dist: string): readonly Script[] {
  const known = compiled.get(dist) ?? readdirSync(dist).filter(name => name.endsWith('.js')).map(name => new Script(readFileSync(join(dist, name), 'utf8'), { filename: join(dist, name) }));
  compiled.set(dist, known);
  return known;
}

let setChance: Script | null = null;

let sandbox: Script | null = null;

function sandboxScript(): Script {
  const file = join(repository(), '.build', 'sandbox.js');
  if (!existsSync(file)) throw new Error('There is no .build/sandbox.js: run node dev/run.mjs --build-only.');
  sandbox ??= new Script(readFileSync(file, 'utf8'), { filename: 'sandbox.js' });
  return sandbox;
}

/** Throws what the script's own top level throws. `once`: the files are read and compiled only the first time. */
export function loadScript(dist: string, ports: Ports, once = false): Invoke {
  const context = createContext({ __call: ports.call, __now: ports.now });
  sandboxScript().runInContext(context);
  if (ports.random !== undefined) {
    setChance ??= new Script('random => { Math.random = random; }');
    (setChance.runInContext(context) as (random: () => number) => void)(ports.random);
  }
  if (once) for (const script of scriptsOf(dist)) script.runInContext(context);
  const loaded = once ? context : gas.require(dist, context);
  return (loaded as { readonly __invoke: Invoke }).__invoke;
}
