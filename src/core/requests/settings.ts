// Shows the settings, and keeps what a person changed: all or nothing, and never over what somebody else changed
// meanwhile.
import { answer } from '../contract/answer';
import type { Answer, Rpc, SettingsView, TextsByKey } from '../contract/rpc';
import type { SettingKey } from '../contract/settings';
import type { Deps } from '../ports';
import {
  keepSettings,
  loadSettings,
  SETTING_KEYS,
  SETTINGS,
  type Loaded,
  type SettingFault,
} from '../settings/settings';
import type { Words } from '../words';

/**
 * For others who save in the same moment. A job at work holds the lock for a minute, and a pace or a test mode must be
 * settable meanwhile: then it goes without.
 */
const SAVE_WAIT_MS = 300;

export function settingsRequests(
  { store, userStore: own, lock }: Pick<Deps, 'store' | 'userStore' | 'lock'>,
  words: Words,
): Pick<Rpc, 'settings' | 'saveSettings'> {
  const stores = { document: store, user: own };
  const initial = Object.fromEntries(SETTING_KEYS.map(key => [key, SETTINGS[key].initial.text]));
  const viewOf = ({ texts, broken }: Loaded, faults: TextsByKey = {}): SettingsView => ({
    texts,
    initial,
    faults: { ...Object.fromEntries(broken.map(key => [key, words.settings.unread(key)])), ...faults },
  });

  function save(texts: TextsByKey, before: TextsByKey): Answer<{ saved: boolean; view: SettingsView }> {
    const now = loadSettings(stores, true);
    const faults: Record<string, string> = {};
    const changed: Partial<Record<SettingKey, string>> = {};
    for (const key of SETTING_KEYS) {
      const typed = texts[key];
      // One that could not be read is mended by saving what holds.
      if (typed === undefined || (typed === before[key] && !now.broken.includes(key))) continue;
      const read = SETTINGS[key].read(typed);
      if (!read.ok) faults[key] = faultText(read.fault, words);
      else if (now.texts[key] !== before[key] && now.texts[key] !== read.text)
        faults[key] = words.settings.changed(now.texts[key]);
      else changed[key] = read.text;
    }
    if (Object.keys(faults).length > 0) return answer({ saved: false, view: viewOf(now, faults) });
    keepSettings(stores, changed);
    return answer({ saved: true, view: viewOf(loadSettings(stores, true)) });
  }

  return {
    settings: () => answer(viewOf(loadSettings(stores, true))),
    saveSettings: (texts, before) => {
      const locked = lock.take(SAVE_WAIT_MS);
      try {
        return save(texts, before);
      } finally {
        if (locked) lock.release();
      }
    },
  };
}

export function faultText(fault: SettingFault, { settings }: Words): string {
  switch (fault.kind) {
    case 'customer':
      return settings.customer;
    case 'number':
      return settings.number(fault.from, fault.to, fault.mayBeEmpty);
    case 'entry':
      return settings.entry(fault.entry);
    case 'entries':
      return settings.entries(fault.most);
  }
}
