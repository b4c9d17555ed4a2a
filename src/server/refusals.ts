// Tells a refusal of Google's from a fault of ours: the ports throw what the spreadsheet or the store refused as such.
import { thrownCode } from '../core/google/errors';
import { Refused } from '../core/google/refused';

/** Google's own exceptions have this name; a fault of ours, or one that has a meaning already, stays what it is. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Exception' && thrownCode(error) === null;

/** `told`: called when something was. */
export function telling<T>(code: Refused['code'], work: () => T, told: () => void = () => undefined): T {
  try {
    return work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    told();
    throw new Refused(code, error.message);
  }
}

/** The same port; each of its functions tells what was refused. */
export function tellingAll<T extends object>(code: Refused['code'], port: T, told?: () => void): T {
  const members = Object.entries(port).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function'
      ? (...args: unknown[]): unknown => telling(code, () => (member as (...all: unknown[]) => unknown)(...args), told)
      : member,
  ]);
  return Object.fromEntries(members) as T;
}
