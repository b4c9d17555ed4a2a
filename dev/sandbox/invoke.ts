// Runs one function of the script as google.script.run, a menu item or a trigger does: JSON in, JSON out.
import type { AuthMode as AuthModeName } from '../platform/shapes';
import { exception } from './call';
import { AuthMode, valueOf } from './enums';

/** `value` is absent where the function failed. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

/** google.script.run turns a result that holds a date or a function anywhere into null, without a word. */
function carried(value: unknown): boolean {
  if (value instanceof Date || typeof value === 'function') return false;
  return typeof value !== 'object' || value === null || Object.values(value).every(carried);
}

const global = (name: string): unknown => (globalThis as unknown as Record<string, unknown>)[name];

export function invoke(name: string, argsJson: string, trigger: AuthModeName | null, find = global): string {
  try {
    const found = find(name);
    // A closing underscore makes a function private.
    if (typeof found !== 'function' || name.endsWith('_')) throw exception(`Script function not found: ${name}`);
    const args = trigger === null ? (JSON.parse(argsJson) as unknown[]) : [{ authMode: valueOf(AuthMode, trigger) }];
    const value: unknown = (found as (...args: unknown[]) => unknown)(...args);
    return JSON.stringify({ value: carried(value) ? (value ?? null) : null });
  } catch (error) {
    const { name: kind = 'Error', message = String(error), stack = '' } = error instanceof Error ? error : {};
    return JSON.stringify({ error: { name: kind, message, stack } });
  }
}
