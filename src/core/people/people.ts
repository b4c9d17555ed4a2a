// The people of a list, whatever system it came from: one a row, and one for rows that are the same person. Pure.
import { canonical } from '../accounts/address';
import type { ColumnRole, PeopleRoles } from '../contract/people';
import { keyOf } from '../lists/gathered';
import { addressesIn } from '../lists/text';
import { dayOrderOf, leaveOf, standingOf, type Standing } from './employment';
import type { PeopleTable } from './headers';

/**
 * `address`: that of their work, null where the list has none. `others`: further ones, never the first again. `manager`
 * and `language`: shown with their account, so that it is known whom to ask, and in which language. `left`: which cell
 * says that they have left, with its header; null while they work here.
 */
export type Person = {
  readonly address: string | null;
  readonly others: readonly string[];
  readonly name: string;
  readonly given: string;
  readonly family: string;
  readonly department: string;
  readonly manager: string;
  readonly language: string;
  readonly left: string | null;
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
  const headerOf = (role: ColumnRole): string => (header[at(role)] ?? '').trim();
  const unclear = new Set<string>();
  const known = new Map<string, number>();
  const people: Person[] = [];
  let repeated = 0;
  for (const row of rows) {
    const cell = (role: ColumnRole): string => (row[at(role)] ?? '').trim();
    const all = addressesIn([at('address'), ...others].map(column => row[column] ?? ''));
    const named = cell('name');
    // Who has an address that cannot be read, and no name, is shown by what stands there.
    const spelled = `${cell('given')} ${cell('family')}`.trim();
    const name = [named, spelled, all.length === 0 ? cell('address') : ''].find(text => text !== '') ?? '';
    if (all.length === 0 && name === '') continue;
    const told = (role: ColumnRole, standing: Standing): string | null => {
      if (standing === 'unclear') unclear.add(cell(role));
      return standing === 'gone' ? [headerOf(role), cell(role)].filter(text => text !== '').join(': ') : null;
    };
    const byStatus = told('status', standingOf(cell('status'), headerOf('status')));
    const byDate = told('leave', leaveOf(cell('leave'), order, now));
    const [address = null, ...rest] = all;
    const person: Person = {
      address,
      others: rest,
      name,
      given: cell('given'),
      family: cell('family'),
      department: cell('department'),
      manager: cell('manager'),
      language: cell('language'),
      left: byStatus ?? byDate,
    };
    const own = address === null ? '' : keyOf(address);
    const [key, nameless] = [`${own}\n${sorted(name)}`, `${own}\n`];
    const before = own === '' ? undefined : (known.get(key) ?? known.get(name === '' ? own : nameless));
    const same = people[before ?? -1];
    if (before !== undefined && same !== undefined) {
      people[before] = joined(same, person);
      // Who has a name by now is not the next one with another.
      if (name !== '') known.delete(nameless);
      known.set(name === '' ? own : key, before);
      repeated++;
      continue;
    }
    if (own !== '') known.set(key, people.length);
    if (own !== '' && !known.has(own)) known.set(own, people.length);
    people.push(person);
  }
  return { people, repeated, unclear: [...unclear] };
}

/** `Lee, Ann` is Ann Lee. */
const sorted = (name: string): string =>
  canonical(name)
    .split(/[\s,]+/)
    .sort()
    .join(' ');

/** Who left and came back has two rows, and works here. What the later row tells of them is newer. */
const joined = (one: Person, other: Person): Person => ({
  ...one,
  name: one.name || other.name,
  given: one.given || other.given,
  family: one.family || other.family,
  others: [...new Set([...one.others, ...other.others])],
  department: newest(one.department, other.department),
  manager: newest(one.manager, other.manager),
  language: newest(one.language, other.language),
  left: one.left === null ? null : other.left,
});

const newest = (before: string, later: string): string => (later === '' ? before : later);
