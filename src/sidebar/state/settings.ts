// The settings on the page: fetched when they are opened, saved with one call, and never over what somebody else
// changed.
import type { SettingsView, TextsByKey } from '../../core/contract/rpc';
import { words } from '../words';
import { isBusy, NOTHING_SAID, screenNamed, type Tools } from './store';

export type SettingsActions = {
  readonly openSettings: () => Promise<void>;
  readonly typeSetting: (key: string, text: string) => void;
  readonly saveSettings: () => Promise<void>;
};

export function createSettings({ remote, store, act, home }: Tools): SettingsActions {
  const { get: onScreen, show } = screenNamed(store, 'settings');

  return {
    openSettings: async () => {
      if (isBusy(store.get())) return;
      store.set({
        screen: { name: 'settings', before: null, texts: {}, faults: {}, problem: null },
        ...NOTHING_SAID,
        returnTo: 'more',
      });
      const answer = await act('settings', () => remote.settings());
      if (answer?.ok === true) show({ before: answer.value, texts: answer.value.texts, faults: answer.value.faults });
      else if (answer !== null) show({ problem: answer.problem });
    },
    // A fault stays until the next saving: a sentence that goes while one types cannot be read.
    typeSetting: (key, text) => show({ texts: { ...onScreen()?.texts, [key]: text } }),
    saveSettings: async () => {
      const screen = onScreen();
      if (!screen?.before) return;
      show({ problem: null });
      const { texts, before } = screen;
      const answer = await act('saveSettings', () => remote.saveSettings(texts, before.texts));
      if (answer === null) return;
      if (!answer.ok) {
        show({ problem: answer.problem });
        return;
      }
      const { saved, view } = answer.value;
      if (!saved) {
        show({ before: view, faults: view.faults, texts: withOthers(texts, before, view) });
        return;
      }
      if (onScreen() === null) return;
      // What is on from now (the test mode) stands on top, so there the person is brought.
      store.set({ returnTo: null });
      home();
      store.set({ said: words.settings.saved, saidAt: 'page' });
    },
  };
}

/** What the person did not touch shows what somebody else made of it. */
const withOthers = (texts: TextsByKey, before: SettingsView, now: SettingsView): TextsByKey =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, text === before.texts[key] ? (now.texts[key] ?? text) : text]),
  );
