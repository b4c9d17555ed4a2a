// Shows the settings, and keeps what a person changed: all or nothing, and never over what somebody else changed
// meanwhile.
import { answer } from '../contract/answer';
import type { Answer, Rpc, SettingsView, TextsByKey } from '../contract/rpc';
import type { NeverEntry, SettingKey } from '../contract/settings';
import { isoOf } from '../contract/time';
import type { Deps } from '../ports';
import { agree } from '../schedule/schedule';
import { keepNever, limitsOf, loadNever, LOST, NEVER, neverText, readNever, signedBy } from '../settings/never';
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

/** null: it cannot be read. */
type Never = readonly NeverEntry[] | null;
type Change = { readonly fault: string } | { readonly list: readonly NeverEntry[] };

type SettingsDeps = Pick<Deps, 'store' | 'userStore' | 'lock' | 'clock' | 'who' | 'signature' | 'carry'>;
/** By which a schedule decides whom to remind. */
const POLICY: readonly SettingKey[] = ['recentDays', 'remindDays', 'remindMost'];

export function settingsRequests(
  { store, userStore: own, lock, clock, who, signature, carry }: SettingsDeps,
  words: Words,
): Pick<Rpc, 'settings' | 'saveSettings'> {
  const stores = { document: store, user: own };
  const initial = Object.fromEntries(SETTING_KEYS.map(key => [key, SETTINGS[key].initial.text]));
  const ranges = Object.fromEntries(
    SETTING_KEYS.flatMap(key => {
      const { range } = SETTINGS[key];
      return range === undefined ? [] : [[key, range] as const];
    }),
  );
  /** Past what an execution remembers: others may save meanwhile. */
  const loaded = (): Loaded => {
    store.forget();
    own.forget();
    return loadSettings(stores);
  };
  const viewOf = ({ texts, broken }: Loaded, never: Never, faults: TextsByKey = {}): SettingsView => ({
    texts: { ...texts, never: neverText(never ?? []) },
    initial,
    ranges,
    faults: {
      ...Object.fromEntries(broken.map(key => [key, words.settings.unread(key)])),
      ...(never === null ? { never: words.settings[store.get(NEVER) === LOST ? 'lostNever' : 'unreadNever'] } : {}),
      ...faults,
    },
    never: (never ?? []).map(one => ({ ...one, at: isoOf(one.at) })),
  });

  /** The list to keep, a fault, or null where it stays as it is; `besides`: something else was changed. */
  function changeOf(
    typed: string | undefined,
    before: string | undefined,
    now: Never,
    besides: boolean,
  ): Change | null {
    if (typed === undefined || (typed === before && (now !== null || besides))) return null;
    const read = readNever(typed);
    if (!read.ok) return { fault: faultText(read.fault, words) };
    const kept = neverText(now ?? []);
    if (kept !== before && kept !== neverText(read.typed)) {
      const [here, there] = [new Set(before?.split('\n')), new Set(kept.split('\n'))];
      return {
        fault: words.settings.changedNever(
          [...there].filter(line => line !== '' && !here.has(line)),
          [...here].filter(line => line !== '' && !there.has(line)),
        ),
      };
    }
    return { list: signedBy(read.typed, now ?? [], { by: signature, now: clock.now() }) };
  }

  function save(texts: TextsByKey, before: TextsByKey): Answer<{ saved: boolean; view: SettingsView }> {
    const now = loaded();
    const never = loadNever(store);
    const faults: Record<string, string> = {};
    const changed: Partial<Record<SettingKey, string>> = {};
    // One that could not be read is mended by saving what holds. But where that lifts a limit, for nobody may be mailed
    // until then, it takes a saving of nothing else: whoever changes a pace did not mean it.
    const besides = Object.keys(texts).some(key => texts[key] !== before[key]);
    for (const key of SETTING_KEYS) {
      const typed = texts[key];
      const isBroken = now.broken.includes(key);
      if (typed === undefined || (typed === before[key] && !isBroken)) continue;
      const read = SETTINGS[key].read(typed);
      if (key === 'only' && isBroken && besides && typed === before[key]) changed[key] = LOST;
      else if (!read.ok) faults[key] = faultText(read.fault, words);
      else if (now.texts[key] !== before[key] && now.texts[key] !== read.text)
        faults[key] = words.settings.changed(now.texts[key]);
      else changed[key] = read.text;
    }
    const change = changeOf(texts[NEVER], before[NEVER], never, besides);
    if (change !== null && 'fault' in change) faults[NEVER] = change.fault;
    if (Object.keys(faults).length > 0) return answer({ saved: false, view: viewOf(now, never, faults) });
    if (change !== null && 'list' in change) keepNever(store, change.list);
    keepSettings(stores, changed);
    const kept = loaded();
    if (change !== null || 'only' in changed) carry(limitsOf(store, kept.settings));
    if (BACKGROUND && POLICY.some(key => key in changed))
      agree(store, who, { before: now.settings, after: kept.settings });
    return answer({ saved: true, view: viewOf(kept, loadNever(store)) });
  }

  return {
    settings: () => answer(viewOf(loaded(), loadNever(store))),
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
    case 'reason':
      return settings.reason(fault.entry, fault.most);
    case 'list':
      return settings.longList;
  }
}
