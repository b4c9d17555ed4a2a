// What an exception of Google's means, also where its text does not tell: then the host says which permissions there
// are.
import type { ProblemCode } from '../core/contract/codes';
import { HostRefusal, thrownCode } from '../core/google/errors';
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
