// Comparing with a list of people: the tab, its columns, the groups that are found, and what is done with them.
import type { PeopleGroup, PeopleRoles } from '../../core/contract/people';
import type { Answer } from '../../core/contract/rpc';
import { words } from '../words';
import { isBusy, screenNamed, type Tools } from './store';

export type PeopleActions = {
  readonly openPeople: () => Promise<void>;
  /** Without roles: as the headers say. */
  readonly comparePeople: (tab: number, roles: PeopleRoles | null) => Promise<void>;
  readonly writePeople: (groups: readonly PeopleGroup[]) => Promise<void>;
  readonly forgetPeople: () => Promise<void>;
  readonly markPeople: (addresses: readonly string[]) => Promise<void>;
};

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
  async function comparePeople(tab: number, roles: PeopleRoles | null): Promise<void> {
    const compared = await asked('comparePeople', () => remote.comparePeople(tab, roles));
    if (compared === null) return;
    last = { tab, roles: compared.roles };
    show({ compared });
  }

  return {
    openPeople: async () => {
      if (isBusy(store.get())) return;
      store.set({
        screen: { name: 'people', tabs: null, compared: null, problem: null },
        problem: null,
        said: '',
        returnTo: 'people',
      });
      const tabs = await asked('peopleTabs', () => remote.peopleTabs());
      if (tabs === null) return;
      show({ tabs });
      if (last !== null && tabs.some(({ id }) => id === last?.tab)) await comparePeople(last.tab, last.roles);
    },
    comparePeople,
    writePeople: async groups => {
      const compared = onScreen()?.compared;
      if (!compared) return;
      const done = await asked('writePeople', () => remote.writePeople(compared.tab.id, compared.roles, groups));
      if (done !== null) store.set({ said: words.people.written(done.written) });
    },
    forgetPeople: async () => {
      const done = await asked('forgetPeople', () => remote.forgetPeople());
      if (done === null) return;
      const compared = onScreen()?.compared;
      if (compared) show({ compared: { ...compared, changed: null } });
      store.set({ said: words.people.forgotten(done.cleared) });
    },
    markPeople: async addresses => {
      const done = await asked('mark', () => remote.mark({ addresses }));
      if (done === null) return;
      const { marked, changed, hidden } = done;
      const { overview } = store.get();
      store.set({
        said: words.marks.after(marked, changed, hidden),
        ...(overview === null ? {} : { overview: { ...overview, marked } }),
      });
    },
  };
}
