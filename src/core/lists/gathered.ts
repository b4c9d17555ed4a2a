// What was read from a list so far: each address once, what is no address, and what came again.
import { pattern } from '../contract/pattern';
import { octetsOf, readAddress } from '../accounts/address';
import { hostName, mixes } from './host';

/**
 * `invalid`: what is no address, or more than one thing that may be one. Each once. `repeated`: addresses that came
 * more than once.
 */
export type Pasted = {
  readonly addresses: readonly string[];
  readonly invalid: readonly string[];
  readonly repeated: readonly string[];
};

/** Where addresses and doubts go while a list is read. */
export type Gathered = {
  readonly take: (address: string) => void;
  /** `what` is one entry, as it was written. */
  readonly tell: (what: string) => void;
  readonly has: (address: string) => boolean;
  readonly result: () => Pasted;
};

const LONGEST_SHOWN = 80;
/** RFC 5321, section 4.5.3.1.1. */
const LONGEST_LOCAL = 64;
/** Letters and digits, with signs between them. A name may end with a sign, but for a full stop. RFC 5322, 3.2.3. */
const localPart = pattern("^[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}\\p{M}_+%&'.-]*[\\p{L}\\p{N}\\p{M}_+%&-])?$");
/** Microsoft's name for a guest, alone: first the guest's own address, its @ an underscore. */
const GUEST = /^([^\s@,;|]+)_([^\s@,;|_]+)#ext#@[^\s@,;|]+$/i;
const PLAIN =
  /^[a-z0-9_](?:[a-z0-9_+%-]|\.(?![.@])){0,63}@[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.[a-z]{2,63}$/;

/** One address that stands alone; null for what is none, or not surely. */
export function oneAddress(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text.length <= LONGEST_LOCAL && PLAIN.test(text)) return text;
  const read = readAddress(guestsOwn(text));
  if (!read.ok) return null;
  const at = read.address.indexOf('@');
  const local = read.address.slice(0, at);
  const isName = localPart().test(local) && !local.includes('..') && !mixes(local);
  const isShort = octetsOf(local) <= LONGEST_LOCAL;
  return isName && isShort && hostName(read.address.slice(at + 1)) !== null ? read.address : null;
}

/** bob_partner.example#EXT#@acme.onmicrosoft.example → bob@partner.example. A host name has no underscore. */
const guestsOwn = (text: string): string => text.replace(GUEST, '$1@$2');

/** The same for both forms of one address, or of a domain alone. */
export function keyOf(address: string): string {
  if (/^[\0-\x7f]*$/.test(address)) return address;
  const at = address.indexOf('@');
  if (at < 0) return hostName(address) ?? address;
  return `${address.slice(0, at)}@${hostName(address.slice(at + 1)) ?? address.slice(at + 1)}`;
}

export function gather(): Gathered {
  const found = new Map<string, string>();
  const invalid = new Set<string>();
  const repeated = new Set<string>();
  return {
    take: address => {
      const key = keyOf(address);
      const known = found.get(key);
      if (known === undefined) found.set(key, address);
      else repeated.add(known);
    },
    tell: what => {
      const text = shortened(what.trim());
      if (text !== '') invalid.add(text);
    },
    has: address => found.has(keyOf(address)),
    result: () => ({ addresses: [...found.values()], invalid: [...invalid], repeated: [...repeated] }),
  };
}

function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text;
  const short = text.slice(0, LONGEST_SHOWN - 1);
  // A sign of two halves is not cut in two.
  return `${/[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short}…`;
}
