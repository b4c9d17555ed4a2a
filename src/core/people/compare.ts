// Compares the people of a list with the accounts of the sheet: who has one, who has left, whose is nobody's. Pure.
import { PEOPLE_GROUPS, type PeopleGroup } from '../contract/people';
import { keyOf } from '../lists/gathered';
import type { Person } from './people';

/** `people`: places in the list that was given; none for `nobody`, several for `ambiguous`. */
export type Match = { readonly account: string; readonly group: PeopleGroup; readonly people: readonly number[] };

/** Each account once, in the order given; and of each person the group, in theirs. */
export type Comparison = {
  readonly matches: readonly Match[];
  readonly groupOf: readonly PeopleGroup[];
};

/** `accounts`: addresses in their canonical form. One that comes twice is one account. */
export function compare(people: readonly Person[], accounts: Iterable<string>): Comparison {
  const byWork = new Map<string, number[]>();
  const byOther = new Map<string, number[]>();
  people.forEach(({ address, others }, at) => {
    if (address !== null) claim(byWork, address, at);
    for (const other of others) claim(byOther, other, at);
  });
  const groupOf = people.map((): PeopleGroup => 'unlisted');
  const matches: Match[] = [];
  for (const account of new Set(accounts)) {
    // Whose work address it is has it, even where it is on somebody else's list of addresses as well.
    const key = keyOf(account);
    const work = byWork.get(key) ?? [];
    const claiming = work.length > 0 ? work : (byOther.get(key) ?? []);
    const group = groupFor(people, claiming, work.length > 0);
    matches.push({ account, group, people: claiming });
    for (const at of claiming) {
      const before = groupOf[at] ?? 'unlisted';
      if (PEOPLE_GROUPS.indexOf(group) < PEOPLE_GROUPS.indexOf(before)) groupOf[at] = group;
    }
  }
  return { matches, groupOf };
}

function claim(claims: Map<string, number[]>, address: string, at: number): void {
  const key = keyOf(address);
  const before = claims.get(key);
  if (before === undefined) claims.set(key, [at]);
  else before.push(at);
}

function groupFor(people: readonly Person[], claiming: readonly number[], byWork: boolean): PeopleGroup {
  const [one, ...rest] = claiming;
  const person = one === undefined ? undefined : people[one];
  if (person === undefined) return 'nobody';
  if (rest.length > 0) return 'ambiguous';
  if (person.left !== null) return 'left';
  return byWork ? 'staff' : 'other';
}
