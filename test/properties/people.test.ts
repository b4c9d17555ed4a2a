// Random lists of people beside random accounts: everybody is in exactly one group, and the sums equal the lists.
import fc from 'fast-check';
import { PEOPLE_GROUPS, type PackedList } from '../../src/core/contract/people';
import { compare } from '../../src/core/people/compare';
import { nearNames } from '../../src/core/people/near';
import { packed, unpacked } from '../../src/core/people/packed';
import type { Person } from '../../src/core/people/people';
import { groupsOf } from '../../src/core/people/told';
import { claim, holds } from './runs';

/** Few addresses, so that they meet. */
const anAddress = fc.integer({ min: 0, max: 14 }).map(n => `p${n}@acme.example`);
const aPerson = fc
  .record({
    work: fc.option(anAddress),
    others: fc.uniqueArray(anAddress, { maxLength: 3 }),
    name: fc.string({ maxLength: 12 }),
    left: fc.boolean(),
  })
  .map(
    ({ work, others, name, left }): Person => ({
      // As peopleIn has it: who has any address has a first one.
      address: work ?? others[0] ?? null,
      others: others.filter(other => other !== (work ?? others[0])),
      name,
      given: '',
      family: '',
      department: '',
      manager: '',
      language: '',
      left: left ? 'Status: Left' : null,
    }),
  );

test('every account is in one of the first five groups, every person in one of all but the fifth; the order decides', () => {
  holds(fc.tuple(fc.array(aPerson, { maxLength: 12 }), fc.array(anAddress)), 500, ([people, accounts]) => {
    const { matches, groupOf } = compare(people, accounts);
    claim(
      [...new Set(accounts)].join() === matches.map(({ account }) => account).join(),
      'each account once, in its order',
      matches,
    );
    claim(groupOf.length === people.length && !groupOf.includes('nobody'), 'each person has a group', groupOf);
    for (const { account, group, people: own } of matches) {
      const claiming = people.flatMap((one, at) => (one.address === account ? [at] : []));
      const others = people.flatMap((one, at) => (one.others.includes(account) ? [at] : []));
      const rightful = claiming.length > 0 ? claiming : others;
      claim(own.join() === rightful.join(), 'whose it is', { account, own, rightful });
      const fits = {
        staff: rightful.length === 1 && claiming.length === 1 && people[own[0]!]?.left === null,
        left: rightful.length === 1 && typeof people[own[0]!]?.left === 'string',
        other: rightful.length === 1 && claiming.length === 0 && people[own[0]!]?.left === null,
        ambiguous: rightful.length > 1,
        nobody: rightful.length === 0,
        unlisted: false,
      };
      claim(PEOPLE_GROUPS.filter(each => fits[each]).join() === group, 'the group of an account is the one that fits', {
        account,
        group,
        fits,
      });
    }
    people.forEach((_one, at) => {
      const first = PEOPLE_GROUPS.find(group =>
        matches.some(match => match.group === group && match.people.includes(at)),
      );
      claim((first ?? 'unlisted') === groupOf[at], 'the first group of all their accounts', { at, first, groupOf });
    });
  });
});

test('the sums that are shown are those of the lists', () => {
  holds(fc.tuple(fc.array(aPerson, { maxLength: 12 }), fc.array(anAddress)), 200, ([people, accounts]) => {
    const groups = groupsOf(people, compare(people, accounts), { managedBy: String, stateOf: String });
    const sum = (of: 'accounts' | 'people'): number => groups.reduce((all, group) => all + group[of], 0);
    claim(sum('accounts') === new Set(accounts).size && sum('people') === people.length, 'the sums', groups);
    for (const { group, people: count, accounts: listed, entries } of groups)
      claim(entries.length === (group === 'unlisted' ? count : listed), 'an entry for each', { group, entries });
  });
});

test('a list from a file comes to the server as it was, but for line ends and tabs', () => {
  const aCell = fc.oneof(fc.constantFrom('Sales', '#', '#1', '@', '@a;', 'ann@acme.example', ''), fc.string());
  holds(
    fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.array(aCell, { minLength: 4, maxLength: 4 }), { minLength: 1 }),
    ),
    300,
    ([cols, cells]) => {
      const rows = cells.map(row => row.slice(0, cols));
      const flat = rows.map(row => row.map(cell => cell.replace(/\s+/g, ' ')));
      const back = unpacked(JSON.parse(JSON.stringify(packed('x', rows))) as PackedList);
      claim(JSON.stringify(back) === JSON.stringify(flat), 'the same rows', { rows, back });
    },
  );
});

test('a suggestion changes no group, and is made for accounts that were asked about only', () => {
  holds(fc.tuple(fc.array(aPerson, { maxLength: 12 }), fc.array(anAddress)), 200, ([people, accounts]) => {
    const before = JSON.stringify(compare(people, accounts));
    const near = nearNames(people, accounts);
    claim(
      [...near.keys()].every(account => accounts.includes(account)),
      'only those asked about',
      [...near],
    );
    claim(
      [...near.values()].every(places => places.length > 0 && places.every(at => people[at] !== undefined)),
      'people of the list',
      [...near],
    );
    claim(JSON.stringify(compare(people, accounts)) === before, 'nothing changed', before);
  });
});
