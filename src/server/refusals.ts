// What an exception of Google's means, also where its text does not tell: then the host says which permissions there
// are.
import type { ProblemCode } from '../core/contract/codes';
import { HostRefusal, thrownCode } from '../core/google/errors';
import { Refused } from '../core/google/refused';
import { access } from './access';

/** Without one of these nothing can be done; what misses another only does less. */
const NEEDED = /spreadsheets\.currentonly$|script\.external_request$|cloud-identity\.userinvitations$/;

/** `needed`: what the work cannot do without. Only asked when something went wrong. */
export const codeOfThrown = (error: unknown, needed = NEEDED): ProblemCode | null =>
  thrownCode(error) ?? (lacks(needed) ? 'scope' : null);

/** Work whose exceptions tell by themselves what they mean, to whoever catches them. */
export function telling<T>(needed: RegExp, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOfThrown(error, needed);
    throw code === null ? error : new HostRefusal(code, String(error));
  }
}

function lacks(needed: RegExp): boolean {
  try {
    return access.access().missing.some(scope => needed.test(scope));
  } catch {
    return false;
  }
}

// What the spreadsheet or the store refuses, and goes on refusing, the ports throw as such.

/** Google's own exceptions have this name; a fault of ours, or one that has a meaning already, stays what it is. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'Exception' && codeOfThrown(error) === null;

/** `told`: called when something was. */
export function refusing<T>(code: Refused['code'], work: () => T, told: () => void = () => undefined): T {
  try {
    return work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    told();
    throw new Refused(code, error.message);
  }
}

/** The same port; each of its functions, or those that are named, tells what was refused. */
export function refusingAll<T extends object>(
  code: Refused['code'],
  port: T,
  { told, only }: { readonly told?: () => void; readonly only?: readonly string[] } = {},
): T {
  const members = Object.entries(port).map(([name, member]: [string, unknown]) => [
    name,
    typeof member === 'function' && only?.includes(name) !== false
      ? (...args: unknown[]): unknown => refusing(code, () => (member as (...all: unknown[]) => unknown)(...args), told)
      : member,
  ]);
  return Object.fromEntries(members) as T;
}
