// Directory and address book files as tables: LDIF (RFC 2849), vCard (RFC 6350 and before), JSON as programs write it.
import { isRecord, jsonOf } from '../contract/json';
import { oneAddress } from './gathered';
import { isOthers } from './headers';
import type { Row } from './table';

/** One column for each name that the records have. */
type Entry = Map<string, string[]>;

export const isCard = (text: string): boolean => /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 2_000));
export const isLdif = (text: string): boolean =>
  /^(?:version: *1\n|#[^\n]*\n|\s)*dn::? *\S/i.test(text.slice(0, 10_000));

/** Names of one person; the first with an address in it is the one that mail goes to. */
const OWN_NAMES = ['mail', 'rfc822mailbox', 'maillocaladdress', 'mailalternateaddress', 'proxyaddresses'];

export type Records = {
  readonly rows: readonly Row[];
  /** Columns that are read together, where the file says that they are of one person. */
  readonly together: readonly number[] | null;
};

export function fromLdif(text: string): Records {
  const entries: Entry[] = [];
  for (const block of text.replace(/\n /g, '').split(/\n\s*\n/)) {
    const entry: Entry = new Map();
    for (const line of block.split('\n')) {
      const [, name = '', isCoded = '', value = ''] = /^([\w-]+)(?:;[\w;-]*)?:(:?) *(.*)$/.exec(line) ?? [];
      // What is no line of a record is read or told all the same.
      if (name === '' && /^[^#].*@/.test(line)) entries.push(new Map([['mail', [line]]]));
      // A line with < names a file, which is not here.
      if (name === '' || name === 'version') continue;
      const written = isCoded === '' ? value : decoded(value);
      // Other kinds of names of the same account: X500, SIP.
      if (!/^(?:x500|x400|sip|eum|spo):/i.test(written)) add(entry, name.toLowerCase(), written);
    }
    if (entry.size > 0) entries.push(entry);
  }
  const records = table(entries);
  const together = OWN_NAMES.map(name => (records[0] ?? []).indexOf(name)).filter(
    at => at !== -1 && records.some((row, index) => index > 0 && row[at]?.includes('@') === true),
  );
  return { rows: records, together: together.length === 0 ? null : together };
}

export function fromCards(text: string): Records {
  const entries: Entry[] = [];
  let entry: Entry | null = null;
  for (const line of unfolded(text)) {
    if (/^BEGIN:VCARD/i.test(line)) {
      entry = new Map();
      entries.push(entry);
    } else if (/^END:VCARD/i.test(line)) entry = null;
    // What is no line of a card, or stands outside of all, is read or told all the same.
    else if (entry === null || /^(?![\w.-]+[;:]).*@/.test(line)) entries.push(new Map([['EMAIL', [line]]]));
    const [, name = '', parameters = '', value = ''] =
      /^(?:[\w-]+\.)?(EMAIL|FN|N|ORG)((?:;[^:]*)?):(.*)$/i.exec(line) ?? [];
    if (name === '' || entry === null) continue;
    const isHome = /\bhome\b/i.test(parameters) && !/\bwork\b/i.test(parameters);
    add(entry, name.toUpperCase() + (isHome ? ' (home)' : ''), QUOTED.test(parameters) ? unquoted(value) : value);
  }
  return { rows: table(entries), together: null };
}

/** The coding of version 2.1, in which a line goes on after an equals sign at its end; in others after a blank. */
const QUOTED = /^[^:]*\bQUOTED-PRINTABLE\b/i;
function unfolded(text: string): readonly string[] {
  const lines: string[][] = [];
  let goesOn = false;
  for (const line of text.replace(/\n[ \t]/g, '').split('\n')) {
    const before = goesOn ? lines[lines.length - 1] : undefined;
    goesOn = line.endsWith('=') && (goesOn || QUOTED.test(line));
    const part = goesOn ? line.slice(0, -1) : line;
    if (before === undefined) lines.push([part]);
    else before.push(part);
  }
  return lines.map(parts => parts.join(''));
}

const unquoted = (value: string): string =>
  fromUtf8(value.replace(/%/g, '%25').replace(/=([\da-f]{2})/gi, '%$1')) ?? value;

function fromUtf8(escaped: string): string | null {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null;
  }
}

/** Of a calendar (RFC 5545) the lines, whole again; the name of an event looks like an address, and is none. */
export const fromCalendar = (text: string): string =>
  /^\s*BEGIN:VCALENDAR/i.test(text) ? text.replace(/\n[ \t]/g, '').replace(/^UID[:;].*$/gim, '') : text;

const MOST_KEYS = 1_000;
/** JSON, or a line of JSON for each record; null for anything else. */
export function fromJson(text: string): Records | null {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed)) return null;
  const whole = jsonOf(trimmed);
  const lines = trimmed.split('\n').filter(line => line.trim() !== '');
  const values = whole !== null ? [whole] : lines.map(line => jsonOf(line.replace(/,\s*$/, '')));
  if (values.some(value => typeof value !== 'object' || value === null)) return null;
  const entries = values.flatMap(listIn).map(entryOf);
  // Names that are ids make no table: it would have a cell for each of them in each record.
  return namesIn(entries).length > MOST_KEYS ? null : { rows: table(entries), together: null };
}

const hasAddress = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).some(one => typeof one === 'string' && one.includes('@'));

/** So many names stand over a column; what lies deeper is read under the same. */
const DEEPEST = 8;
const LISTS =
  /^(?:users|members|value|resources|items|people|accounts|data|results|records|edges|nodes|employees|workers|contacts|identities|report_entry)$/i;

/** Lists within lists as one. No walk here calls itself: what is nested thousands deep would end the run. */
function flat(list: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  const open: unknown[] = [list];
  while (open.length > 0) {
    const one = open.pop();
    if (Array.isArray(one)) for (let at = one.length; at > 0; at--) open.push(one[at - 1]);
    else found.push(one);
  }
  return found;
}

/**
 * The records: an answer of a program has them beside other things, `{ "members": [ … ] }`, perhaps within others,
 * `{ "data": { "organization": { "members": { "nodes": [ … ] } } } }`, or by their ids or addresses,
 * `{ "ann@acme.com": { … } }`.
 */
function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return flat(value);
  let level = [value].filter(isRecord);
  while (level.length > 0) {
    const parts = level.flatMap(one => Object.entries(one));
    const [, list] = parts.find(([key, one]) => LISTS.test(key) && Array.isArray(one)) ?? [];
    if (Array.isArray(list)) return flat(list);
    // What has an address is a record, whatever lists belong to it.
    if (level.some(hasAddress)) break;
    level = parts.map(([, one]) => one).filter(isRecord);
  }
  const named = isRecord(value) ? Object.entries(value) : [];
  if (named.length > 2 && named.every(([key, one]) => hasAddress(one) && !isOthers(key)))
    return named.map(([, one]) => one);
  if (named.length === 0 || named.some(([key]) => oneAddress(key) === null)) return [value];
  return named.map(([key, one]) => ({ ...(isRecord(one) ? one : { value: one }), 'primary email': key }));
}

/** What says which of several addresses of one person it is. */
function kindIn(value: unknown): string {
  if (!isRecord(value)) return '';
  const { type, primary } = value as { readonly type?: unknown; readonly primary?: unknown };
  if (primary === true) return ' primary';
  return typeof type === 'string' && type.length < 20 ? ` ${type}` : '';
}

/** Each text of a record, below the names that lead to it. */
function entryOf(record: unknown): Entry {
  const entry: Entry = new Map();
  const open = [{ value: record, name: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, name, depth } = next;
    if (['string', 'number', 'boolean'].includes(typeof value)) add(entry, name || 'email', String(value));
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value).reverse()) {
        const added = Array.isArray(value) ? kindIn(one) : ` ${key}`;
        open.push({ value: one, name: depth < DEEPEST ? (name + added).trim() : name, depth: depth + 1 });
      }
  }
  return entry;
}

function add(entry: Entry, name: string, value: string): void {
  const values = entry.get(name);
  if (values === undefined) entry.set(name, [value]);
  else values.push(value);
}

const namesIn = (entries: readonly Entry[]): string[] => [...new Set(entries.flatMap(entry => [...entry.keys()]))];

function table(entries: readonly Entry[]): Row[] {
  const names = namesIn(entries);
  return [names, ...entries.map(entry => names.map(name => (entry.get(name) ?? []).join('\n')))];
}

/** Base64 of UTF-8, as LDIF writes names with accents; '' for what is none. */
function decoded(base64: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let [bits, held, written] = [0, 0, ''];
  for (const sign of base64.replace(/=+$/, '')) {
    const value = signs.indexOf(sign);
    if (value === -1) return '';
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    written += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`;
  }
  return fromUtf8(written) ?? '';
}
