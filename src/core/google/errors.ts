// Sorts what the platform throws, by what stays the same in every language: Google words its exceptions in that of
// whoever runs the script.
import type { ProblemCode } from '../contract/codes';
import { Refused } from './refused';

/** An exception whose text tells nothing, but of which the server folder found out by asking the host. */
export class HostRefusal extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, text: string) {
    super(text);
    this.code = code;
  }
}

/** A scope's address, or the place in Google's guide that tells of authorization. */
const SCOPE = /https:\/\/www\.googleapis\.com\/auth\/|#authorization/;
/** The remedy for what was asked too often in a short time: it passes by itself. */
const TOO_FAST = 'Utilities.sleep(';
/** As exceptions name services: urlfetch, properties get. */
const SERVICE = '(urlfetch|properties(?: [a-z]+)?|cache|lock|triggers?|spreadsheets?)';
/** "…: properties get." in most languages; in Japanese the name stands in the middle, without a colon. */
const SPENT = [new RegExp(`[:：]\\s*${SERVICE}[.。]?$`), new RegExp(`[^ -~]\\s*${SERVICE}\\s*[^ -~]`)];
const FETCHING = 'urlfetch';

/**
 * What an exception of the platform means for a person; null when it is the network's, or passes by itself.
 * Texts: quotas page of the Apps Script documentation, and public reports in several languages.
 */
export function thrownCode(error: unknown): ProblemCode | null {
  if (error instanceof HostRefusal || error instanceof Refused) return error.code;
  const text = String(error).trim();
  if (SCOPE.test(text)) return 'scope';
  if (text.includes(TOO_FAST)) return null;
  const service = SPENT.map(form => form.exec(text)?.[1]).find(name => name !== undefined);
  if (service === undefined) return null;
  return service === FETCHING ? 'quota-day' : 'quota-service';
}
