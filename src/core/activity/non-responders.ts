// The accounts that an invitation did not bring in (declined, or not answered for long), and the file for Google's bulk
// upload of users. Pure.
import type { AccountRow, ActivityRow } from '../contract/rows';
import type { Unanswered } from '../contract/rpc';
import { DAY } from '../contract/time';
import { pastOf, statesOf } from '../jobs/plan';

const IGNORED_DAYS = 30;
/**
 * The five columns that Google's template requires ("Add or update multiple users from a CSV file",
 * support.google.com/a/answer/40057).
 */
const HEADER = [
  'First Name [Required]',
  'Last Name [Required]',
  'Email Address [Required]',
  'Password [Required]',
  'Org Unit Path [Required]',
];
const TOP_UNIT = '/';

export function unansweredOf(rows: readonly AccountRow[], lines: readonly ActivityRow[], now: number): Unanswered {
  const past = pastOf(lines);
  const declined: string[] = [];
  const ignored: string[] = [];
  for (const [address, row] of statesOf(rows)) {
    if (row.state === 'DECLINED') declined.push(address);
    else if (
      row.state === 'INVITED' &&
      Math.max(row.changedAt ?? now, past.get(address)?.mailedAt ?? 0) <= now - IGNORED_DAYS * DAY
    )
      ignored.push(address);
  }
  return { declined, ignored, ignoredDays: IGNORED_DAYS, csv: csvOf([...declined, ...ignored]) };
}

/**
 * A password is never made up: the admin fills the column, or each account would wait with a secret that lies in a
 * file.
 */
export function csvOf(addresses: readonly string[]): string {
  const lines = [HEADER, ...addresses.map(address => [...namesOf(address), address, '', TOP_UNIT])].map(fields =>
    fields.map(fieldOf).join(','),
  );
  const text = `${lines.join('\r\n')}\r\n`;
  // Google's page asks for the mark that tells UTF-8 where there are such signs.
  return /[\u0080-\uffff]/.test(text) ? `\ufeff${text}` : text;
}

/** ann.lee@… is Ann Lee; of any other form nothing is guessed. */
function namesOf(address: string): [string, string] {
  const match = /^(\p{L}{2,60})[._](\p{L}{2,60})@/u.exec(address);
  const name = (text = ''): string => text.slice(0, 1).toUpperCase() + text.slice(1);
  return [name(match?.[1]), name(match?.[2])];
}

/**
 * One field (RFC 4180). A spreadsheet takes what begins with one of these signs for a formula; an address that could
 * then do something
 * (call a function, another program or another sheet) gets the apostrophe that makes it text, all others stay the
 * address they are.
 */
function fieldOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && /[(|!\\[]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
