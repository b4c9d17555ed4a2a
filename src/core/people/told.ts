// What a comparison tells: the groups with everyone in them, what stands beside an account, and what is new since the
// last time. Pure.
import { PEOPLE_GROUPS, type Compared, type PeopleEntry, type PeopleGroup } from '../contract/people';
import type { Employment, PersonRow } from '../contract/rows';
import type { Comparison, Match } from './compare';
import { nearNames } from './near';
import type { Person } from './people';

/** What is written beside an account. */
export type Beside = Omit<PersonRow, 'email'>;

const EMPLOYMENT: Readonly<Record<Exclude<PeopleGroup, 'unlisted'>, Employment>> = {
  staff: 'employed',
  left: 'left',
  other: 'employed',
  ambiguous: 'ambiguous',
  nobody: 'unlisted',
};

/** More names than these of one account are no help. */
const MOST_NAMES = 3;

const few = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
const nameOf = ({ name, address }: Person): string => (name === '' ? (address ?? '') : name);
const namesOf = (people: readonly Person[], places: readonly number[], of: (person: Person) => string): string => {
  const found = places.flatMap(at => people[at] ?? []).map(of);
  return few([...new Set(found.filter(name => name !== ''))]);
};
const departmentOf = ({ department }: Person): string => department;
const managerOf = ({ manager }: Person): string => manager;
const languageOf = ({ language }: Person): string => language;
const whyLeft = ({ left }: Person): string => left ?? '';
/** Of several people nobody knows whose department it is, unless they have the same one. */
function onlyOne(departments: readonly string[]): string {
  const [one = '', ...rest] = new Set(departments.filter(text => text !== ''));
  return rest.length === 0 ? one : '';
}
/** What is said of the name of a manager, and of an account's state. */
type Wording = { readonly managedBy: (name: string) => string; readonly stateOf: (account: string) => string };
function whoIs(people: readonly Person[], places: readonly number[], managedBy: Wording['managedBy']): string {
  const manager = namesOf(people, places, managerOf);
  const parts = [nameOf, departmentOf, languageOf].map(of => namesOf(people, places, of));
  return together([...parts, manager === '' ? '' : managedBy(manager)]);
}
const together = (parts: readonly string[]): string => parts.filter(text => text !== '').join(' · ');

/** By account, of the groups asked for. */
export function besideOf(
  people: readonly Person[],
  { matches }: Comparison,
  groups: readonly PeopleGroup[],
): ReadonlyMap<string, Beside> {
  const wanted = new Set(groups);
  return new Map(
    matches.flatMap(({ account, group, people: places }) =>
      !wanted.has(group) || group === 'unlisted'
        ? []
        : [
            [
              account,
              {
                person: namesOf(people, places, nameOf),
                department: onlyOne(places.flatMap(at => people[at] ?? []).map(departmentOf)),
                employment: EMPLOYMENT[group],
              },
            ] as const,
          ],
    ),
  );
}

export function groupsOf(
  people: readonly Person[],
  { matches, groupOf }: Comparison,
  { managedBy, stateOf }: Wording,
): Compared['groups'] {
  const without = matches.filter(({ group }) => group === 'nobody').map(({ account }) => account);
  const near = nearNames(people, without);
  /** The other way round, for people without an account. */
  const alike = new Map<number, string[]>();
  for (const [account, places] of near)
    for (const at of places) {
      const before = alike.get(at);
      if (before === undefined) alike.set(at, [account]);
      else before.push(account);
    }
  // What to do about somebody who has left follows from why they count as that, and from what their account is.
  const ofAccount = ({ account, group, people: places }: Match): PeopleEntry => [
    account,
    group === 'left'
      ? together([whoIs(people, places, managedBy), namesOf(people, places, whyLeft), stateOf(account)])
      : whoIs(people, places, managedBy),
    namesOf(people, near.get(account) ?? [], nameOf),
  ];
  const entries = new Map<PeopleGroup, PeopleEntry[]>(PEOPLE_GROUPS.map(group => [group, []]));
  const counts = new Map<PeopleGroup, number>();
  for (const match of matches) entries.get(match.group)?.push(ofAccount(match));
  people.forEach((person, at) => {
    const group = groupOf[at] ?? 'unlisted';
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (group !== 'unlisted') return;
    const named = whoIs([{ ...person, address: null }], [0], managedBy);
    entries.get(group)?.push([person.address ?? '', named, few(alike.get(at) ?? [])]);
  });
  return PEOPLE_GROUPS.map(group => ({
    group,
    people: counts.get(group) ?? 0,
    accounts: group === 'unlisted' ? 0 : (entries.get(group)?.length ?? 0),
    entries: entries.get(group) ?? [],
  }));
}

/** `before`: what the last comparison wrote; null where nothing of one is there. */
export function changesOf(before: ReadonlyMap<string, Employment>, { matches }: Comparison): Compared['changed'] {
  if (before.size === 0) return null;
  const having = (fits: (was: Employment | undefined, group: PeopleGroup) => boolean): string[] =>
    matches.filter(({ account, group }) => fits(before.get(account), group)).map(({ account }) => account);
  return {
    left: having((was, group) => was !== undefined && was !== 'left' && group === 'left'),
    gone: having((was, group) => was !== undefined && was !== 'unlisted' && group === 'nobody'),
    found: having((was, group) => was !== undefined && was !== 'employed' && (group === 'staff' || group === 'other')),
  };
}
