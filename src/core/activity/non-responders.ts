// The accounts that an invitation did not bring in (declined, or not answered for long), and the file for Google's bulk
// upload of users. Pure.
import { pattern } from '../contract/pattern';
import { canonical } from '../accounts/address';
import type { AccountRow, ActivityRow, PersonRow } from '../contract/rows';
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

type Name = readonly [first: string, last: string];
/** By address. */
type Names = ReadonlyMap<string, Name>;

export function unansweredOf(
  rows: readonly AccountRow[],
  lines: readonly ActivityRow[],
  now: number,
  known: Names,
): Omit<Unanswered, 'help'> {
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
  const all = [...declined, ...ignored];
  const taken = all.filter(isTaken);
  return {
    declined,
    ignored,
    ignoredDays: IGNORED_DAYS,
    csv: csvOf(taken, known),
    guesses: taken.map(address => ({
      address,
      name: nameOf(address, known)
        .filter(name => name !== '')
        .join(' '),
      fromList: known.has(address),
    })),
    nameless: taken.filter(address => nameOf(address, known).includes('')).length,
    leftOut: all.filter(address => !isTaken(address)),
  };
}

/**
 * What Google takes before the @ of a user's address: letters of English, digits, dashes, underscores, apostrophes, and
 * periods, never two in a row ("Name guidelines for users and groups", support.google.com/a/answer/9193374). One that
 * begins with a dash or an apostrophe a spreadsheet program would make a formula of, or take the apostrophe away.
 */
const isTaken = (address: string): boolean => /^[a-z0-9_](?:[a-z0-9_'-]|\.(?![.@]))*@/i.test(address);

/**
 * A password is never made up: the admin fills the column, or each account would wait with a secret that lies in a
 * file.
 */
export function csvOf(addresses: readonly string[], known: Names): string {
  const lines = [HEADER, ...addresses.map(address => [...nameOf(address, known), address, '', TOP_UNIT])];
  return `${lines.map(fields => fields.map(fieldOf).join(',')).join('\r\n')}\r\n`;
}

const nameOf = (address: string, known: Names): Name => known.get(address) ?? namesOf(address);

/** What the last comparison wrote beside the accounts, where it is the name of one person. */
export function namesOfPeople(rows: readonly PersonRow[]): Names {
  return new Map(
    rows.flatMap(({ email, person, employment }) => {
      const name = employment === 'ambiguous' ? null : namesIn(person);
      return name === null ? [] : [[canonical(email), name] as const];
    }),
  );
}

/**
 * "Lee, Ann" or "Ann Lee". Of three words the first is the first name, of more the first two are, as in Spanish; an
 * admin looks at each.
 */
export function namesIn(person: string): Name | null {
  const [before = '', after = '', ...more] = person.split(',').map(part => part.trim());
  if (person.includes('@') || more.length > 0) return null;
  if (after !== '') return [after, before];
  const parts = before.split(/\s+/);
  if (parts.length < 2) return null;
  const first = parts.splice(0, parts.length > 3 ? 2 : 1);
  return [first.join(' '), parts.join(' ')];
}

const initials = pattern("(^|[-' ])\\p{L}", 'gu');
const partOfName = pattern("^\\p{L}[\\p{L}'-]*$");
/** As a name is written: Anne-Marie, O'Neil. */
const capitals = (text: string): string => text.replace(initials(), first => first.toUpperCase());

/**
 * A guess, for an admin to look at: what stands before the last period or underscore is the first name, what stands
 * after it the last, without the digits that tell apart people of one name. '' where there is nothing to guess from.
 */
export function namesOf(address: string): Name {
  const parts = address
    .slice(0, address.lastIndexOf('@'))
    .split(/[._]+/)
    .map(part => part.replace(/\d+$/, ''))
    .filter(part => partOfName().test(part));
  const last = parts.pop() ?? '';
  return last.length < 2 ? ['', ''] : [capitals(parts.join(' ')), capitals(last)];
}

/** One field (RFC 4180). */
const fieldOf = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
