// The add-on's settings: what there is to set, where each is kept, what it may be, and what holds while nothing is set.
import { canonical, readAddress } from '../accounts/address';
import { bare, withoutNames } from '../accounts/bare';
import { isRecord, jsonOf } from '../contract/json';
import { POLICY_LIMITS } from '../contract/reminder-policy';
import type { SettingKey, Settings } from '../contract/settings';
import { DAILY_FETCHES } from '../google/daily-quota';
import { LARGEST_BATCH } from '../google/rate-limiter';
import { MY_CUSTOMER } from '../google/user-invitations';
import type { Store } from '../ports';
import { numberIn } from '../words/format';
import { RECENT_DAYS } from './defaults';

/** What is wrong with a typed value; the words are elsewhere. */
export type SettingFault =
  | { readonly kind: 'customer' }
  | { readonly kind: 'number'; readonly from: number; readonly to: number; readonly mayBeEmpty: boolean }
  | { readonly kind: 'entry'; readonly entry: string }
  | { readonly kind: 'entries'; readonly most: number }
  // Of the never list.
  | { readonly kind: 'reason'; readonly entry: string; readonly most: number }
  | { readonly kind: 'list' };
/**
 * A setting is kept and carried as text, as a person would type it: so what is stored is checked just as what is typed.
 */
type Known<T> = { readonly value: T; readonly text: string };
type Read<T> = ({ readonly ok: true } & Known<T>) | { readonly ok: false; readonly fault: SettingFault };
type Setting<T> = {
  /** `document`: the same for all who use the sheet. `user`: one person's, in every sheet. */
  readonly scope: 'document' | 'user';
  readonly initial: Known<T>;
  /** What holds when the stored text cannot be read. */
  readonly unread: Known<T>;
  readonly read: (text: string) => Read<T>;
  /** The least and the most, of a number. */
  readonly range?: readonly [number, number];
};

const CUSTOMER = /^C[0-9a-z]{4,30}$/i;
const MOST_ENTRIES = 50;
const LONGEST_PERIOD_DAYS = 365;
/** A fetchAll of a hundred is the largest that public reports call reliable. */
const MOST_AT_ONCE = 100;

const good = <T>(value: T, text: string): Read<T> => ({ ok: true, value, text });

function number(scope: 'document' | 'user', initial: number, from: number, to: number): Setting<number> {
  const held = { value: initial, text: String(initial) };
  const read = (text: string): Read<number> => {
    const value = numberIn(text) ?? NaN;
    return value >= from && value <= to
      ? good(value, String(value))
      : { ok: false, fault: { kind: 'number', from, to, mayBeEmpty: false } };
  };
  return { scope, initial: held, unread: held, read, range: [from, to] };
}

function numberOrNone(scope: 'document' | 'user', from: number, to: number): Setting<number | null> {
  const none = { value: null, text: '' };
  const { read } = number(scope, from, from, to);
  return {
    scope,
    initial: none,
    unread: none,
    range: [from, to],
    read: text => {
      const given = text.trim() === '' ? good(null, '') : read(text);
      return given.ok ? given : { ok: false, fault: { kind: 'number', from, to, mayBeEmpty: true } };
    },
  };
}

/** Google's own name of it is no word for people: the field is empty. */
const myCustomer = { value: MY_CUSTOMER, text: '' };
const customer: Setting<string> = {
  scope: 'document',
  initial: myCustomer,
  unread: myCustomer,
  read: text => {
    const typed = text.trim();
    if (typed === '' || typed.toLowerCase() === MY_CUSTOMER) return good(MY_CUSTOMER, '');
    const id = `C${typed.slice(1)}`;
    return CUSTOMER.test(typed) ? good(id, id) : { ok: false, fault: { kind: 'customer' } };
  },
};

/** Addresses and domains, apart by commas, blanks or lines; with names, as they are pasted from a mail. */
const only: Setting<readonly string[] | null> = {
  // A test mode that cannot be read must not mean that everybody may be mailed: then nobody is.
  scope: 'document',
  initial: { value: null, text: '' },
  unread: { value: [], text: '' },
  read: text => {
    const entries = [
      ...new Set(
        withoutNames(text)
          .split(/[\s,;]+/)
          .map(entry => canonical(bare(entry)).replace(/^@/, ''))
          .filter(entry => entry !== ''),
      ),
    ];
    if (entries.length === 0) return good(null, '');
    if (entries.length > MOST_ENTRIES) return { ok: false, fault: { kind: 'entries', most: MOST_ENTRIES } };
    const wrong = entries.find(entry => !readAddress(entry.includes('@') ? entry : `x@${entry}`).ok);
    return wrong === undefined
      ? good(entries, entries.join('\n'))
      : { ok: false, fault: { kind: 'entry', entry: wrong } };
  },
};

export const SETTINGS: { readonly [K in SettingKey]: Setting<Settings[K]> } = {
  customer,
  perMinute: numberOrNone('document', 1, 60_000),
  atOnce: number('document', LARGEST_BATCH, 1, MOST_AT_ONCE),
  recentDays: number('document', RECENT_DAYS, 0, LONGEST_PERIOD_DAYS),
  typeAbove: number('document', 100, 0, 1_000_000),
  remindDays: number('document', POLICY_LIMITS.days.usually, POLICY_LIMITS.days.from, POLICY_LIMITS.days.to),
  remindMost: number('document', POLICY_LIMITS.most.usually, POLICY_LIMITS.most.from, POLICY_LIMITS.most.to),
  only,
  fetchesADay: number('user', DAILY_FETCHES, 100, 1_000_000),
};
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Of both stores: one small JSON, setting → text. */
export const SETTINGS_KEY = 'settings';
export type SettingTexts = Readonly<Record<SettingKey, string>>;

/** `broken`: settings whose stored text could not be read, so that `unread` holds for them. */
export type Loaded = {
  readonly settings: Settings;
  readonly texts: SettingTexts;
  readonly broken: readonly SettingKey[];
};

export type Stores = { readonly document: Store; readonly user: Store };

export function loadSettings(stores: Stores): Loaded {
  const kept = { document: null as Kept | null, user: null as Kept | null };
  const settings: Partial<Record<SettingKey, unknown>> = {};
  const texts: Partial<Record<SettingKey, string>> = {};
  const broken: SettingKey[] = [];
  for (const key of SETTING_KEYS) {
    const { scope, initial, unread, read } = SETTINGS[key];
    const { values, readable } = (kept[scope] ??= keptIn(stores[scope].get(SETTINGS_KEY)));
    const text = values[key];
    const given = typeof text === 'string' ? read(text) : null;
    const isBroken = !readable || (text !== undefined && given?.ok !== true);
    if (isBroken) broken.push(key);
    const held = given?.ok === true ? given : isBroken ? unread : initial;
    settings[key] = held.value;
    texts[key] = held.text;
  }
  return { settings: settings as Settings, texts: texts as SettingTexts, broken };
}

type Kept = { readonly values: Readonly<Record<string, unknown>>; readonly readable: boolean };
function keptIn(text: string | null): Kept {
  if (text === null) return { values: {}, readable: true };
  const values = jsonOf(text);
  return isRecord(values) ? { values, readable: true } : { values: {}, readable: false };
}

/** Keeps `texts`, which must have been read, in the store of their scope; the other settings there stay as they are. */
export function keepSettings(stores: Stores, texts: Partial<SettingTexts>): void {
  for (const scope of ['document', 'user'] as const) {
    const own = SETTING_KEYS.filter(key => SETTINGS[key].scope === scope && texts[key] !== undefined);
    if (own.length === 0) continue;
    const values = {
      ...keptIn(stores[scope].latest(SETTINGS_KEY)).values,
      ...Object.fromEntries(own.map(key => [key, texts[key]])),
    };
    stores[scope].set(SETTINGS_KEY, JSON.stringify(values));
  }
}
