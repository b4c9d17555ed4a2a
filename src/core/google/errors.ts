// Sorts what the platform throws.
import type { ProblemCode } from '../contract/codes';
import { Refused } from './refused';

/**
 * What an exception of the platform means for a person; null when it is the network's, or passes by itself.
 * Texts: quotas page of the Apps Script documentation, and LockService and UrlFetchApp at work.
 */
export function thrownCode(error: unknown): ProblemCode | null {
  if (error instanceof Refused) return error.code;
  const text = String(error);
  if (/permission to call|authorization is required/i.test(text)) return 'scope';
  return /too many times|too much computer time/i.test(text) && !/short time/i.test(text) ? 'quota-day' : null;
}
