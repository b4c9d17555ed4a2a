// Checking whether addresses can be invited: the preview, the start, and the lists that were found.
import type { Answer, Checked, CheckPlan } from '../../core/contract/rpc';
import { areToPick } from '../../core/lists/columns';
import { readList } from '../../core/lists/read-list';
import { words } from '../words';
import { isCallFailure } from './call-failures';
import { noText, textOf } from './file-text';
import { type CheckScreen, isBusy, NOTHING_SAID, type PageSource, type Tools } from './store';

export type CheckActions = {
  readonly previewCheck: (source: PageSource) => Promise<void>;
  readonly startCheck: () => Promise<void>;
  /** The lists of a check; null when they could not be read. */
  readonly checked: (jobId: string) => Promise<Checked | null>;
  /** Answers whether it was done. */
  readonly addToSheet: (addresses: readonly string[], mark: boolean) => Promise<boolean>;
};

export function createCheck({ remote, store, act, start, joinIfStarted }: Tools): CheckActions {
  /** Only the answer to the newest question counts, and only while its screen is open. */
  const showCheck = (shown: CheckScreen, patch: Partial<CheckScreen>): CheckScreen => {
    const next = { ...shown, ...patch };
    if (store.get().screen === shown) store.set({ screen: next });
    return next;
  };

  /** A list is read here, however long it is: what is sent are the addresses in it, and nothing else of it. */
  async function planOf(source: PageSource): Promise<Answer<CheckPlan>> {
    if (source.from !== 'text' && source.from !== 'file') return remote.previewCheck(source);
    // The screen says first that it reads.
    await new Promise(done => setTimeout(done));
    const text = source.from === 'text' ? source.text : await textOf(source.file);
    if (text === null) return { ok: false, problem: noText() };
    const { addresses, invalid, repeated, columns } = readList(text, source.picked ?? null);
    const answer = await remote.previewCheck({ from: 'text', text: addresses.join('\n') });
    if (!answer.ok) return answer;
    const told = [
      { code: 'invalid', reason: words.check.noAddress, addresses: invalid },
      { code: 'repeated', reason: words.check.repeated, addresses: repeated },
    ].filter(group => group.addresses.length > 0);
    const plan = { ...answer.value, skipped: [...told, ...answer.value.skipped] };
    return { ...answer, value: areToPick(columns, source) ? { ...plan, columns } : plan };
  }

  return {
    previewCheck: async source => {
      if (isBusy(store.get())) return;
      const { screen: before } = store.get();
      const tabs = before.name === 'check' ? before.tabs : null;
      const screen: CheckScreen = { name: 'check', source, tabs, plan: null, starting: false, problem: null };
      store.set({ screen, ...NOTHING_SAID, returnTo: 'check' });
      const answer = await planOf(source);
      const shown = showCheck(screen, answer.ok ? { plan: answer.value } : { problem: answer.problem });
      if (source.from !== 'tab' || tabs !== null) return;
      const others = await remote.peopleTabs();
      if (others.ok) showCheck(shown, { tabs: others.value.tabs });
    },
    startCheck: async () => {
      const { screen } = store.get();
      if (screen.name !== 'check' || screen.plan === null || screen.starting) return;
      const { addresses } = screen.plan;
      const starting = showCheck(screen, { starting: true, problem: null });
      const answer = await start(() => remote.startCheck(addresses, true));
      if (answer?.ok === true) return;
      const problem = answer?.problem ?? null;
      if (problem !== null && isCallFailure(problem) && (await joinIfStarted())) return;
      showCheck(starting, { starting: false, problem });
    },
    checked: async jobId => {
      const answer = await remote.checked(jobId);
      return answer.ok ? answer.value : null;
    },
    addToSheet: async (addresses, mark) => {
      const answer = await act('add', () => remote.addToSheet(addresses, mark));
      if (answer === null) return false;
      if (!answer.ok) {
        store.set({ problem: { place: 'result', problem: answer.problem } });
        return false;
      }
      const { added, present, marked } = answer.value;
      const { overview } = store.get();
      store.set({
        said: words.check.after(added, present, marked),
        saidAt: 'result',
        ...(overview === null
          ? {}
          : { overview: { ...overview, hasSheet: true, marked, markedFor: { first: marked, cancel: 0 } } }),
      });
      return true;
    },
  };
}
