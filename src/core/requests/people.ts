// Comparing the accounts with a list of people that stands in a tab, or that the page read from a file: read, told, and
// written beside the accounts when a person asks for that. Nothing of the list goes anywhere else.
import { canonical } from '../accounts/address';
import { missingColumn } from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import {
  NO_TAB,
  type Compared,
  type PeopleGroup,
  type PeopleList,
  type PeopleRoles,
  type Tab,
  type Tabs,
} from '../contract/people';
import { isEmployment, type Employment } from '../contract/rows';
import type { AccountState, Answer } from '../contract/rpc';
import { headed } from '../lists/columns';
import { columnsOf } from '../people/columns';
import { compare, type Comparison } from '../people/compare';
import { rolesOf, type PeopleTable } from '../people/headers';
import { unpacked } from '../people/packed';
import { peopleIn, type PeopleRead } from '../people/people';
import { besideOf, changesOf, groupsOf } from '../people/told';
import { report } from '../schedule/schedule-log';
import { placesKey, rowsIn } from '../sheets/columns';
import { NOTHING, writeBeside } from '../sheets/people-rows';

const MOST_EXAMPLES = 5;

type Given = {
  readonly tab: Tab;
  readonly table: PeopleTable;
  readonly roles: PeopleRoles;
  readonly read: PeopleRead;
  readonly comparison: Comparison;
  readonly states: ReadonlyMap<string, AccountState>;
};

export function peopleRequests(context: Context) {
  const { ports, words, refuse, alone } = context;

  /** The columns that a comparison writes are made when they are first wanted. */
  function peopleTabs(): Answer<Tabs> {
    const tabs = ports.tabs.list();
    const front = ports.tabs.front();
    return answer({
      tabs,
      front: tabs.some(({ id }) => id === front) ? front : null,
      written: ports.store.get(placesKey('people')) !== null,
    });
  }

  function tableOf(list: PeopleList): { readonly tab: Tab; readonly table: PeopleTable } | null {
    if (typeof list !== 'number') return { tab: { id: NO_TAB, name: list.name }, table: unpacked(list) };
    const tab = ports.tabs.list().find(({ id }) => id === list);
    const whole = tab === undefined ? null : ports.tabs.read(list);
    return tab === undefined || whole === null ? null : { tab, table: headed(whole) };
  }

  function given(list: PeopleList, wanted: PeopleRoles | null): Given | Answer<never> {
    const found = tableOf(list);
    if (found === null) return refuse('no-tab');
    const { tab, table } = found;
    const [header, ...rows] = table;
    if (header === undefined || rows.length === 0) return refuse('empty-tab');
    if (wanted !== null && wanted.length !== header.length) return refuse('tab-changed');
    const roles = wanted ?? rolesOf(table);
    const sheet = ports.accounts.read();
    if (sheet === null) return refuse('no-sheet');
    const missing = missingColumn(sheet, false);
    if (missing !== null) return refuse(missing);
    const read = peopleIn(table, roles, ports.clock.now());
    // What was typed in and Google has not told of, or lists no more, is no account of Google's list.
    const states = new Map<string, AccountState>();
    for (const { email, state } of sheet.rows)
      if (email !== '' && state !== null && state !== 'NOT_LISTED') states.set(canonical(email), state);
    return { tab, table, roles, read, comparison: compare(read.people, states.keys()), states };
  }

  const employments = (): Map<string, Employment> =>
    new Map(
      rowsIn(ports.people).flatMap(({ email, employment }) =>
        isEmployment(employment) ? [[canonical(email), employment] as const] : [],
      ),
    );

  function comparePeople(list: PeopleList, wanted: PeopleRoles | null): Answer<Compared> {
    const found = given(list, wanted);
    if ('ok' in found) return found;
    const { tab, table, roles, read, comparison, states } = found;
    const { managedBy } = words.people;
    const stateOf = (account: string): string => {
      const state = states.get(account);
      return state === undefined ? '' : words.states[state];
    };
    const hasAddresses = roles.includes('address') || roles.includes('other');
    return answer({
      tab,
      columns: columnsOf(table),
      roles,
      people: read.people.length,
      accounts: comparison.matches.length,
      repeated: read.repeated,
      unclear: { count: read.unclear.length, examples: read.unclear.slice(0, MOST_EXAMPLES) },
      groups: hasAddresses ? groupsOf(read.people, comparison, { managedBy, stateOf }) : [],
      changed: hasAddresses ? changesOf(employments(), comparison) : null,
    });
  }

  function writePeople(
    list: PeopleList,
    wanted: PeopleRoles,
    groups: readonly PeopleGroup[],
  ): Answer<{ readonly written: number }> {
    return alone(() => {
      const found = given(list, wanted);
      if ('ok' in found) return found;
      const { read, comparison } = found;
      ports.people.ensure();
      const beside = besideOf(read.people, comparison, groups);
      const written = writeBeside(ports.people, address => beside.get(address) ?? null);
      if (written === null) return refuse('no-email-column');
      tell('compared', words.people.compared(read.people.length, comparison.matches.length, written));
      return answer({ written });
    });
  }

  function forgetPeople(): Answer<{ readonly cleared: number }> {
    return alone(() => {
      // A comparison writes no row without an employment: what else stands there is a person's own.
      const cleared = writeBeside(ports.people, (_address, { employment }) =>
        isEmployment(employment) ? NOTHING : null,
      );
      if (cleared === null) return refuse('no-sheet');
      if (cleared > 0) tell('comparison-forgotten', words.people.forgotten(cleared));
      return answer({ cleared });
    });
  }

  /** The record says that it was done, by whom, and how much it was: nobody's name. The caller holds the lock. */
  const tell = (code: 'compared' | 'comparison-forgotten', reason: string): void =>
    report(context, 'compare', { outcome: 'done', code, reason }, ports.activity.read() !== null);

  return {
    peopleTabs,
    peopleColumns: (rows: PeopleTable): Answer<PeopleRoles> => answer(rolesOf(rows)),
    comparePeople,
    writePeople,
    forgetPeople,
  };
}
