// Comparing with a list of people: the tab or file, its columns, the groups that are found, and what is done with them.
import { NO_TAB, type PeopleGroup, type PeopleList, type PeopleRoles } from '../../core/contract/people';
import type { Answer, Problem } from '../../core/contract/rpc';
import { peopleTable } from '../../core/lists/read-list';
import { addressesIn } from '../../core/lists/text';
import { columnsOf } from '../../core/people/columns';
import { packed } from '../../core/people/packed';
import { words } from '../words';
import { noText, textOf } from './file-text';
import { isBusy, NOTHING_SAID, type PeopleScreen, screenNamed, type Tools } from './store';

export type PeopleActions = {
  readonly openPeople: () => Promise<void>;
  /** Reads the list of a file, and compares with it. */
  readonly openList: (file: File) => Promise<void>;
  /** `tab`: NO_TAB for the file that was opened. Without roles: as the headers say. */
  readonly comparePeople: (tab: number, roles: PeopleRoles | null) => Promise<void>;
  readonly writePeople: (groups: readonly PeopleGroup[]) => Promise<void>;
  /** Puts the question whether the comparison goes, or takes it away. */
  readonly askForget: (open: boolean) => void;
  readonly forgetPeople: () => Promise<void>;
  readonly markPeople: (addresses: readonly string[]) => Promise<void>;
};

/** A list that was read from a file, from its header on. */
type ListFile = { readonly name: string; readonly rows: readonly (readonly string[])[] };
/** So many show what a column holds. */
const ROWS_LOOKED_AT = 200;
/** Bytes: a request holds 5 MB, and writes tabs and line ends with two signs more. */
const LONGEST_SENT = 4_600_000;

const NOTHING_YET: PeopleScreen = {
  name: 'people',
  tabs: null,
  compared: null,
  stands: false,
  saved: false,
  forgetting: false,
  problem: null,
};

const tooLong = (): Problem => ({ code: 'too-many', ...words.people.tooLong, link: null });

export function createPeople({ remote, store, act }: Tools): PeopleActions {
  const { get: onScreen, show } = screenNamed(store, 'people');
  /** What was compared last: who comes back from a check finds it again. */
  let last: { readonly tab: number; readonly roles: PeopleRoles } | null = null;

  /** What came of it, or the problem on the screen. */
  async function asked<T>(name: string, call: () => Promise<Answer<T>>): Promise<T | null> {
    show({ problem: null });
    const answer = await act(name, call);
    if (answer === null || answer.ok) return answer?.value ?? null;
    show({ problem: answer.problem });
    return null;
  }
  let opened: ListFile = { name: '', rows: [] };

  /** Of a file only the columns that are used are sent. */
  async function withList<T>(
    tab: number,
    roles: PeopleRoles | null,
    call: (list: PeopleList, roles: PeopleRoles | null) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    if (tab !== NO_TAB || roles === null) return call(tab, roles);
    const used = roles.flatMap((role, at) => (role === null ? [] : [at]));
    const sent = used.length === 0 ? [0] : used;
    // Directories list the same address again and again, with names of other services.
    const shortened = (row: readonly string[]): readonly string[] => {
      const own = addressesIn([row[roles.indexOf('address')] ?? '']);
      const others = (cell: string): string =>
        addressesIn([cell])
          .filter(address => !own.includes(address))
          .join(' ');
      return sent.map(at => (roles[at] === 'other' ? others(row[at] ?? '') : (row[at] ?? '')));
    };
    const [header = [], ...rows] = opened.rows;
    const list = packed(opened.name, [sent.map(at => header[at] ?? ''), ...rows.map(shortened)]);
    if (new Blob([JSON.stringify(list)]).size > LONGEST_SENT) return { ok: false, problem: tooLong() };
    return call(
      list,
      sent.map(at => roles[at] ?? null),
    );
  }

  async function comparePeople(tab: number, wanted: PeopleRoles | null): Promise<void> {
    const compared = await asked('comparePeople', () => withList(tab, wanted, remote.comparePeople));
    if (compared === null) return;
    const roles = wanted ?? compared.roles;
    last = { tab, roles };
    show({
      compared: tab === NO_TAB ? { ...compared, columns: columnsOf(opened.rows), roles } : compared,
      saved: false,
      // Where no column has addresses nothing was looked for.
      ...(compared.groups.length === 0 ? {} : { stands: compared.changed !== null }),
    });
  }

  async function readFile(file: File): Promise<Answer<ListFile>> {
    const text = await textOf(file);
    return text === null
      ? { ok: false, problem: noText() }
      : { ok: true, value: { name: file.name, rows: peopleTable(text) } };
  }

  return {
    openPeople: async () => {
      if (isBusy(store.get())) return;
      store.set({
        screen: NOTHING_YET,
        ...NOTHING_SAID,
        returnTo: 'people',
      });
      const found = await asked('peopleTabs', () => remote.peopleTabs());
      if (found === null) return;
      const { tabs, front, written } = found;
      show({ tabs, stands: written });
      if (last !== null && [NO_TAB, ...tabs.map(({ id }) => id)].includes(last.tab))
        await comparePeople(last.tab, last.roles);
      else if (front !== null) await comparePeople(front, null);
    },
    openList: async file => {
      const read = await asked('openList', () => readFile(file));
      if (read === null) return;
      // What it says of people is nobody's business before its columns are known: only addresses tell of those.
      const [header = [], ...rows] = read.rows;
      const first = rows.slice(0, ROWS_LOOKED_AT).map(row => row.map(cell => (cell.includes('@') ? cell : '')));
      const roles = await asked('peopleColumns', () => remote.peopleColumns([header, ...first]));
      if (roles === null) return;
      opened = read;
      await comparePeople(NO_TAB, roles);
    },
    comparePeople,
    writePeople: async groups => {
      const compared = onScreen()?.compared;
      if (!compared) return;
      const done = await asked('writePeople', () =>
        withList(compared.tab.id, compared.roles, (list, roles) => remote.writePeople(list, roles ?? [], groups)),
      );
      if (done === null) return;
      show({ stands: true, saved: true });
      store.set({ said: words.people.written(done.written) });
    },
    askForget: forgetting => {
      show({ forgetting });
      store.set({ said: '' });
    },
    forgetPeople: async () => {
      show({ forgetting: false });
      const done = await asked('forgetPeople', () => remote.forgetPeople());
      if (done === null) return;
      const compared = onScreen()?.compared ?? null;
      show({ stands: false, saved: false, compared: compared && { ...compared, changed: null } });
      store.set({ said: words.people.forgotten(done.cleared) });
    },
    markPeople: async addresses => {
      const done = await asked('mark', () => remote.mark({ addresses }));
      if (done === null) return;
      const { marked, markedFor, changed, hidden } = done;
      const { overview } = store.get();
      store.set({
        said: words.marks.after(marked, changed, hidden),
        ...(overview === null ? {} : { overview: { ...overview, marked, markedFor } }),
      });
    },
  };
}
