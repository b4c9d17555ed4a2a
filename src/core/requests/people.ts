// Comparing the accounts with a list of people that stands in a tab of the file: read, told, and written beside the
// accounts when a person asks for that. Nothing of the list goes anywhere else.
import { canonical } from '../accounts/address';
import { missingColumn } from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Compared, PeopleGroup, PeopleRoles, Tab } from '../contract/people';
import type { Employment } from '../contract/rows';
import type { Answer } from '../contract/rpc';
import { compare, type Comparison } from '../people/compare';
import { rolesOf, type PeopleTable } from '../people/headers';
import { peopleIn, type PeopleRead } from '../people/people';
import { besideOf, changesOf, groupsOf } from '../people/told';
import { report } from '../schedule/schedule-log';
import { rowsIn } from '../sheets/columns';
import { writeBeside } from '../sheets/people-rows';

const MOST_EXAMPLES = 5;
/** Of a cell that shows what a column holds. */
const LONGEST_SAMPLE = 60;

type Given = {
  readonly tab: Tab;
  readonly table: PeopleTable;
  readonly roles: PeopleRoles;
  readonly read: PeopleRead;
  readonly comparison: Comparison;
};

export function peopleRequests(context: Context) {
  const { ports, words, refuse, alone } = context;

  function given(id: number, wanted: PeopleRoles | null): Given | Answer<never> {
    const tab = ports.tabs.list().find(each => each.id === id);
    const whole = tab === undefined ? null : ports.tabs.read(id);
    if (tab === undefined || whole === null) return refuse('no-tab');
    const isFilled = (row: readonly string[]): boolean => row.some(cell => cell.trim() !== '');
    // Above the header an export may have nothing, below it nothing is nobody.
    const table = whole.slice(Math.max(0, whole.findIndex(isFilled)));
    const [header] = table;
    if (header === undefined || !table.slice(1).some(isFilled)) return refuse('empty-tab');
    if (wanted !== null && wanted.length !== header.length) return refuse('tab-changed');
    const roles = wanted ?? rolesOf(table);
    const sheet = ports.accounts.read();
    if (sheet === null) return refuse('no-sheet');
    const missing = missingColumn(sheet, false);
    if (missing !== null) return refuse(missing);
    const read = peopleIn(table, roles, ports.clock.now());
    // What was typed in and Google has not told of, or lists no more, is no account of Google's list.
    const listed = sheet.rows.filter(({ state }) => state !== null && state !== 'NOT_LISTED');
    const comparison = compare(
      read.people,
      listed.map(({ email }) => canonical(email)),
    );
    return { tab, table, roles, read, comparison };
  }

  const employments = (): Map<string, Employment> =>
    new Map(
      rowsIn(ports.people).flatMap(({ email, employment }) =>
        employment === null ? [] : [[canonical(email), employment] as const],
      ),
    );

  function comparePeople(id: number, wanted: PeopleRoles | null): Answer<Compared> {
    const found = given(id, wanted);
    if ('ok' in found) return found;
    const { tab, table, roles, read, comparison } = found;
    const hasAddresses = roles.includes('address') || roles.includes('other');
    return answer({
      tab,
      columns: (table[0] ?? []).map((header, at) => ({ header, sample: sampleOf(table, at) })),
      roles,
      people: read.people.length,
      accounts: comparison.matches.length,
      repeated: read.repeated,
      unclear: { count: read.unclear.length, examples: read.unclear.slice(0, MOST_EXAMPLES) },
      groups: hasAddresses ? groupsOf(read.people, comparison) : [],
      changed: hasAddresses ? changesOf(employments(), comparison) : null,
    });
  }

  function writePeople(
    id: number,
    wanted: PeopleRoles,
    groups: readonly PeopleGroup[],
  ): Answer<{ readonly written: number }> {
    return alone(() => {
      const found = given(id, wanted);
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
      const cleared = writeBeside(ports.people, () => ({ person: '', department: '', employment: null }));
      if (cleared === null) return refuse('no-sheet');
      if (cleared > 0) tell('comparison-forgotten', words.people.forgotten(cleared));
      return answer({ cleared });
    });
  }

  /** The record says that it was done, by whom, and how much it was: nobody's name. The caller holds the lock. */
  const tell = (code: 'compared' | 'comparison-forgotten', reason: string): void =>
    report(context, 'compare', { outcome: 'done', code, reason }, ports.activity.read() !== null);

  return { peopleTabs: () => answer(ports.tabs.list()), comparePeople, writePeople, forgetPeople };
}

/** The first cell that says anything. */
const sampleOf = (table: PeopleTable, at: number): string =>
  (table.find((row, index) => index > 0 && (row[at] ?? '').trim() !== '')?.[at] ?? '').trim().slice(0, LONGEST_SAMPLE);
