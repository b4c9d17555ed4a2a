// Sorts what google.script.run reports when a call itself fails, and words it: no raw exception reaches a person.
// Google words its reports in the language of the person, so only names in them count.
import { isRecord } from '../../core/contract/json';
import type { Problem } from '../../core/contract/rpc';
import { words } from '../words';

/**
 * `lost`: the call may or may not have arrived, trying again may help. `unclear`: so it may where Google broke it off,
 * but the same words also stand for a permission or an account that is not the one. The others need a person first.
 */
export type CallFailure = 'lost' | 'unclear' | 'authorisation' | 'accounts';

const PREFIX = 'page-';
const NETWORK = 'NetworkError';

export function failureOf(error: unknown): CallFailure {
  const { name, message } = partsOf(error);
  // What Google says when the browser is signed in to several accounts and the call went out as another one.
  if (message.includes('PERMISSION_DENIED')) return 'accounts';
  if (/https:\/\/www\.googleapis\.com\/auth\/|#authorization/.test(message)) return 'authorisation';
  return message === '' || name === NETWORK ? 'lost' : 'unclear';
}

export function problemOf(error: unknown): Problem {
  const failure = failureOf(error);
  return { code: PREFIX + failure, ...words.callFailures[failure], link: null };
}

/** Whether trying again by itself is reasonable. */
export const isLost = (problem: Problem): boolean => problem.code === PREFIX + 'lost' || isUnclear(problem);

/** Whether a person may have to do something where it does not pass. */
export const isUnclear = (problem: Problem): boolean => problem.code === PREFIX + 'unclear';

/** Whether the page made up this problem because no answer came. */
export const isCallFailure = (problem: Problem): boolean => problem.code.startsWith(PREFIX);

/**
 * Whether Google says that the script has no function of that name any more: "Script function not found: advance". Its
 * text is in the language of the host and holds the name, which may be a word of other texts too: so it counts after a
 * colon, in quotes, or as the last word.
 */
export const isMissing = (name: string, error: unknown): boolean =>
  new RegExp(`[:：'"‘’“”„«「]\\s*${name}(?!\\w)|(?:^|[^\\w.])${name}[^\\w\\s]*$`).test(partsOf(error).message);

function partsOf(error: unknown): { readonly name: string; readonly message: string } {
  if (typeof error === 'string') return { name: '', message: error };
  const { name, message } = isRecord(error) ? error : {};
  return { name: typeof name === 'string' ? name : '', message: typeof message === 'string' ? message : '' };
}
