// What google.script.run carries from the page: no dates, no functions, nothing circular.
import { ruleText } from './rules';

function refuse(value: unknown, name: string, above: readonly object[]): void {
  if (value instanceof Date || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    throw new TypeError(ruleText('run-illegal', { name }));
  if (typeof value !== 'object' || value === null) return;
  if (above.includes(value)) throw new TypeError(ruleText('run-illegal', { name }));
  for (const [key, inner] of Object.entries(value)) refuse(inner, key, [...above, value]);
}

/** The arguments as they cross; undefined inside a list becomes null, inside an object it is left out. */
export function carryArguments(args: readonly unknown[]): string {
  args.forEach((value, index) => {
    refuse(value, String(index), []);
  });
  return JSON.stringify(args);
}

/** What a failed call is to the page's failure handler. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  /** Where it was thrown inside the script; Google does not tell the page. */
  readonly scriptStack: string;
  constructor(error: { readonly name: string; readonly message: string; readonly stack?: string }) {
    super(`${error.name}: ${error.message}`);
    this.scriptStack = error.stack ?? '';
  }
}

export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string } };
