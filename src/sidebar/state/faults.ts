// Sorts what google.script.run reports when a call itself fails, and words it: no raw exception reaches a person.
import type { Problem } from '../../core/contract/rpc';
import { words } from '../words';

/** `lost`: the call may or may not have arrived, trying again may help. The others need a person first. */
export type Fault = 'lost' | 'authorisation' | 'accounts';

const PREFIX = 'page-';

export function faultOf(error: unknown): Fault {
  const text = textOf(error);
  // What Google says when the browser is signed in to several accounts and the call went out as another one.
  if (/PERMISSION_DENIED|reading from storage/i.test(text)) return 'accounts';
  if (/authori[sz]ation|permission|not have access|access denied/i.test(text)) return 'authorisation';
  return 'lost';
}

export function problemOf(error: unknown): Problem {
  const fault = faultOf(error);
  return { code: PREFIX + fault, ...words.faults[fault], link: null };
}

/** Whether trying again by itself is reasonable. */
export const isLost = (problem: Problem): boolean => problem.code === PREFIX + 'lost';

/** Whether the page made up this problem because no answer came. */
export const isFault = (problem: Problem): boolean => problem.code.startsWith(PREFIX);

function textOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return '';
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  return [name, message].filter(part => typeof part === 'string').join(': ');
}
