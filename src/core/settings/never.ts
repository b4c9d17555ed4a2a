// The never list: addresses and domains that nothing mails, each with its reason, who wrote it and when. It is kept in
// pieces, because it may be longer than one value holds, and out of the reach of whoever only edits the sheets.
import { canonical, domainOf, readAddress } from '../accounts/address';
import { bare, withoutNames } from '../accounts/bare';
import { isRecord, jsonOf } from '../contract/json';
import type { NeverEntry, Settings } from '../contract/settings';
import { keyOf as oneForm } from '../lists/gathered';
import type { Store } from '../ports';
import type { SettingFault } from './settings';

/** Its name among the texts of the settings, and in the store. */
export const NEVER = 'never';
/** What stands for a value that this file had, and lost. */
export const LOST = '?';
export const MOST_NEVER = 2_000;
const LONGEST_REASON = 200;
/** Characters in all. While it is saved the list stands in the store twice, and all values together may hold 500 KB. */
const LONGEST_NEVER_LIST = 200_000;
/** A value holds 9 KB. What is kept is ASCII, so a character is a byte. */
const PIECE = 8_000;

type Typed = Pick<NeverEntry, 'entry' | 'reason'>;

/** `address or domain, reason` on each line. What is named twice counts as it is written first. */
export function readNever(
  text: string,
): { readonly ok: true; readonly typed: readonly Typed[] } | { readonly ok: false; readonly fault: SettingFault } {
  const found = new Map<string, Typed>();
  for (const line of text.split(/[\r\n\u2028\u2029]+/)) {
    if (line.trim() === '') continue;
    const [, first = '', rest = ''] = /^([^,;\t]*)[,;\t]?(.*)$/.exec(line) ?? [];
    const entry = canonical(bare(withoutNames(first).trim())).replace(/^@/, '');
    const reason = rest.replace(/\s+/g, ' ').trim();
    if (!readAddress(entry.includes('@') ? entry : `x@${entry}`).ok)
      return { ok: false, fault: { kind: 'entry', entry: first.trim() || line.trim() } };
    if (reason === '' || reason.length > LONGEST_REASON)
      return { ok: false, fault: { kind: 'reason', entry, most: LONGEST_REASON } };
    if (!found.has(entry)) found.set(entry, { entry, reason });
  }
  const typed = [...found.values()];
  if (typed.length > MOST_NEVER) return { ok: false, fault: { kind: 'entries', most: MOST_NEVER } };
  return encoded(typed.map(one => ({ ...one, by: '', at: 0 }))).length > LONGEST_NEVER_LIST
    ? { ok: false, fault: { kind: 'list' } }
    : { ok: true, typed };
}

/** As a person would type it. */
export const neverText = (list: readonly Typed[]): string =>
  list.map(({ entry, reason }) => `${entry}, ${reason}`).join('\n');

/** An entry that says what it said before stays that of whoever wrote it; `now`: milliseconds since 1970. */
export function signedBy(
  typed: readonly Typed[],
  before: readonly NeverEntry[],
  { by, now }: { readonly by: string; readonly now: number },
): readonly NeverEntry[] {
  const known = new Map(before.map(one => [one.entry, one]));
  return typed.map(one => {
    const was = known.get(one.entry);
    return was?.reason === one.reason ? was : { ...one, by, at: now };
  });
}

/** The entry that keeps an address from being mailed. A domain does not cover its subdomains. */
export function neverIn(list: readonly NeverEntry[]): (address: string) => NeverEntry | undefined {
  if (list.length === 0) return () => undefined;
  // Both forms of a domain with letters beyond ASCII are one.
  const known = new Map(list.map(one => [oneForm(one.entry), one]));
  return address => known.get(oneForm(address)) ?? known.get(oneForm(domainOf(address)));
}

/**
 * `slot`: which of the two places the pieces stand in; `length`: of all of them, in characters; `saved`: how often, so
 * that no two heads in a row say the same.
 */
type Head = { readonly slot: 0 | 1; readonly pieces: number; readonly length: number; readonly saved?: number };
const keyOf = (slot: number, piece: number): string => `${NEVER}.${slot}.${piece}`;

/** null: it is none. One that is damaged fits no pieces. */
function headOf(text: string | null): Head | null {
  const head = text === null ? null : jsonOf(text);
  return isRecord(head) ? (head as Head) : null;
}

/** null: what is kept cannot be read, so nobody may be mailed. */
export function loadNever(store: Store): readonly NeverEntry[] | null {
  const text = store.get(NEVER);
  if (text === null) return [];
  const head = headOf(text);
  if (head === null) return null;
  const pieces = Array.from({ length: head.pieces }, (_, piece) => store.get(keyOf(head.slot, piece)) ?? '');
  const whole = pieces.join('');
  return whole.length === head.length ? decoded(whole) : null;
}

/** What a copy of the file is to know of them: whether there is a never list, and a test mode. */
export const limitsOf = (store: Store, { only }: Pick<Settings, 'only'>): string =>
  [loadNever(store)?.length === 0 ? '' : NEVER, only === null ? '' : 'only'].join(' ').trim();

/**
 * The new list beside the old one, then the head that names it: cut off anywhere, one of both holds. `list` must have
 * been read. The caller holds the lock if it can be had.
 */
export function keepNever(store: Store, list: readonly NeverEntry[]): void {
  const old = headOf(store.latest(NEVER));
  const text = encoded(list);
  const slot = old?.slot === 0 ? 1 : 0;
  const pieces = Math.ceil(text.length / PIECE);
  for (let piece = 0; piece < pieces; piece++)
    store.set(keyOf(slot, piece), text.slice(piece * PIECE, (piece + 1) * PIECE));
  const saved = (old?.saved ?? 0) + 1;
  store.set(NEVER, JSON.stringify({ slot, pieces, length: text.length, saved } satisfies Head));
  for (let piece = 0; piece < (old?.pieces ?? 0); piece++) store.remove(keyOf(old?.slot ?? 0, piece));
}

/** Few people write many entries, so each is named once. */
type Kept = {
  readonly people: readonly string[];
  readonly entries: readonly (readonly [entry: string, reason: string, person: number, at: number])[];
};

function encoded(list: readonly NeverEntry[]): string {
  const people = [...new Set(list.map(({ by }) => by))];
  const entries = list.map(({ entry, reason, by, at }) => [entry, reason, people.indexOf(by), at] as const);
  return JSON.stringify({ people, entries } satisfies Kept).replace(
    /[\u0080-\uffff]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Of a text of the right length nothing was cut off or mixed up, so it is as it was written; else null. */
function decoded(text: string): readonly NeverEntry[] | null {
  const kept = jsonOf(text);
  if (!isRecord(kept) || !Array.isArray(kept['entries'])) return null;
  const { people, entries } = kept as Kept;
  return entries.map(([entry, reason, person, at]) => ({ entry, reason, by: people[person] ?? '', at }));
}
