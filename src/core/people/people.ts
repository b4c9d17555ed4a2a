// The people of a list, whatever system it came from: one a row, and one for rows that are the same person. Pure.
import { canonical, readAddress } from '../accounts/address';
import { bare } from '../accounts/bare';
import type { ColumnRole, PeopleRoles } from '../contract/people';
import { dayOrderOf, leaveOf, standingOf, type Standing } from './employment';
import type { PeopleTable } from './headers';

/**
 * `row`: of the table, the header is 1. `address`: that of their work, null where the list has none. `others`: further
 * ones, never the first again.
 */
export type Person = {
  readonly row: number;
  readonly address: string | null;
  readonly others: readonly string[];
  readonly name: string;
  readonly given: string;
  readonly family: string;
  readonly department: string;
  readonly left: boolean;
};

/**
 * `repeated`: rows that are somebody who was read before. `unclear`: what stands under status or leave date and says
 * nothing certain, each once; those people are taken as not having left.
 */
export type PeopleRead = {
  readonly people: readonly Person[];
  readonly repeated: number;
  readonly unclear: readonly string[];
};

export function peopleIn(table: PeopleTable, roles: PeopleRoles, now: number): PeopleRead {
  const [header = [], ...rows] = table;
  const at = (role: ColumnRole): number => roles.indexOf(role);
  const others = roles.flatMap((role, index) => (role === 'other' ? [index] : []));
  const leave = at('leave');
  const order = dayOrderOf(leave < 0 ? [] : rows.map(row => row[leave] ?? ''));
  const statusHeader = header[at('status')] ?? '';
  const unclear = new Set<string>();
  const known = new Map<string, number>();
  const people: Person[] = [];
  let repeated = 0;
  rows.forEach((row, index) => {
    const cell = (role: ColumnRole): string => (row[at(role)] ?? '').trim();
    const first = addressesOf(row[at('address')] ?? '');
    const all = [...new Set([...first, ...others.flatMap(column => addressesOf(row[column] ?? ''))])];
    const named = cell('name');
    const name = named === '' ? `${cell('given')} ${cell('family')}`.trim() : named;
    if (all.length === 0 && name === '') return;
    const told = (text: string, standing: Standing): boolean => {
      if (standing === 'unclear') unclear.add(text);
      return standing === 'gone';
    };
    const byStatus = told(cell('status'), standingOf(cell('status'), statusHeader));
    const byDate = told(cell('leave'), leaveOf(cell('leave'), order, now));
    const [address = null, ...rest] = all;
    const person: Person = {
      row: index + 2,
      address,
      others: rest,
      name,
      given: cell('given'),
      family: cell('family'),
      department: cell('department'),
      left: byStatus || byDate,
    };
    const key = address === null ? null : `${address}\n${canonical(name)}`;
    const before = key === null ? undefined : known.get(key);
    const same = before === undefined ? undefined : people[before];
    if (before !== undefined && same !== undefined) {
      people[before] = joined(same, person);
      repeated++;
      return;
    }
    if (key !== null) known.set(key, people.length);
    people.push(person);
  });
  return { people, repeated, unclear: [...unclear] };
}

/** Who left and came back has two rows, and works here. What the later row tells of them is newer. */
const joined = (one: Person, other: Person): Person => ({
  ...one,
  others: [...new Set([...one.others, ...other.others])],
  department: other.department === '' ? one.department : other.department,
  left: one.left && other.left,
});

/** Directories put a scheme before an address; `SMTP:` is the main one, and what is no mail is passed over. */
const SCHEME = /^(?:smtp|mailto|email):/i;

function addressesOf(cell: string): string[] {
  const found: string[] = [];
  for (const part of cell.split(/[\s,;|]+/)) {
    if (!part.includes('@')) continue;
    const read = readAddress(bare(part.replace(/^["'[{(]+/, '')).replace(SCHEME, ''));
    if (read.ok) found.push(read.address);
  }
  return found;
}
