// Reads an e-mail address the way people type it: trimmed, lower-cased, checked; or says what is wrong with it.
import { pattern } from '../contract/pattern';

export type AddressFault = 'empty' | 'no-at' | 'spaces' | 'characters' | 'domain' | 'too-long';
export type ReadAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly fault: AddressFault };

/** RFC 5321, section 4.5.3.1: a path of 256 octets with its two brackets. Octets, as UTF-8 has them. */
export const LONGEST_ADDRESS = 254;
/** Half of a sign of two halves, a control or a sign that is none: neither a cell nor a URL gives it back as it was. */
const broken = pattern('[\\p{Cc}\\p{Cs}\\ufffe\\uffff]');
/** Invisible marks that come along when an address is pasted from a mail or a page. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const SPACES = /\s/;
/** Separators and quotes mean that two addresses, or a name and an address, stand in one cell. */
const FORBIDDEN = /[,;:<>()[\]"\\/|]/;
const DOMAIN = /^(?!-)[^.@\s]+(?:\.[^.@\s]+)+$/;

/**
 * One form of each address, however it was typed or told. Composed again at the end: some small letters only then
 * become one sign.
 */
export const canonical = (text: string): string =>
  text.replace(INVISIBLE, '').trim().normalize('NFC').toLowerCase().normalize('NFC');

/** Most are as they should be already, and a preview reads a hundred thousand of them twice. */
const PLAIN = /^[a-z\d_.+'-]+@(?!-)[a-z\d-]+(?:\.[a-z\d-]+)+$/;

export function readAddress(typed: string): ReadAddress {
  if (typed.length <= LONGEST_ADDRESS && PLAIN.test(typed)) return { ok: true, address: typed };
  const address = canonical(typed);
  const fault = faultOf(address);
  return fault === null ? { ok: true, address } : { ok: false, fault };
}

function faultOf(address: string): AddressFault | null {
  if (address === '') return 'empty';
  if (SPACES.test(address)) return 'spaces';
  if (FORBIDDEN.test(address)) return 'characters';
  const [local, domain, ...rest] = address.split('@');
  if (local === undefined || local === '' || domain === undefined || rest.length > 0) return 'no-at';
  if (!DOMAIN.test(domain)) return 'domain';
  if (broken().test(address)) return 'characters';
  return octetsOf(address) > LONGEST_ADDRESS ? 'too-long' : null;
}

/** Bytes of UTF-8; a sign of two halves has four. */
export function octetsOf(text: string): number {
  let octets = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    octets += 1 + Number(code >= 0x80) + Number(code >= 0x800) + Number(code >= 0x10000);
  }
  return octets;
}

/** Whether a URL can hold it. Lines of an earlier version, and what Google lists, may be other than what we take. */
export const isAskable = (address: string): boolean => !broken().test(address) && octetsOf(address) <= LONGEST_ADDRESS;

/** The part after the @, for grouping; the address must have been read. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Whether one of `entries`, addresses and domains, covers the address. A domain does not cover its subdomains. */
export const isAmong = (address: string, entries: readonly string[]): boolean =>
  entries.some(entry => entry === (entry.includes('@') ? address : domainOf(address)));
