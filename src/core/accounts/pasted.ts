// Finds the addresses in what a person pasted, or selected in any sheet: one a line, with commas, with names around
// them. Pure.
import { readAddress } from './address';

/**
 * `invalid`: what is no address, and what is more than one and a name. Each once. `repeated`: addresses that came more
 * than once.
 */
export type Pasted = {
  readonly addresses: readonly string[];
  readonly invalid: readonly string[];
  readonly repeated: readonly string[];
};

const LONGEST_SHOWN = 80;

/**
 * Every entry between line ends, tabs, commas, semicolons and bars is read or is told as invalid: none is dropped, none
 * guessed.
 * An entry is an address, several with blanks between them, or `Name <address>`. A quoted name may hold commas.
 * A line with tabs is a row of a table: beside a cell with an @, cells without one are other columns, and are passed
 * over.
 */
export function addressesIn(text: string): Pasted {
  const found = new Set<string>();
  const invalid = new Set<string>();
  const repeated = new Set<string>();
  for (const entry of text.split(/[\r\n\u2028\u2029]+/).flatMap(entriesIn)) {
    for (const candidate of candidatesIn(entry)) {
      const read = readAddress(candidate);
      if (!read.ok) invalid.add(shortened(candidate.trim()));
      else if (found.has(read.address)) repeated.add(read.address);
      else found.add(read.address);
    }
  }
  return { addresses: [...found], invalid: [...invalid], repeated: [...repeated] };
}

function entriesIn(line: string): string[] {
  const cells = line.split('\t');
  const telling = cells.length === 1 ? cells : cells.filter(cell => cell.includes('@'));
  if (telling.length === 0) return line.trim() === '' ? [] : [line];
  // "Doe, Ann" <ann@acme.com>: the comma in the name separates nothing.
  return telling
    .flatMap(cell => cell.replace(/"[^"@]*"\s*(?=<)/g, '').split(/[,;|]/))
    .filter(entry => entry.trim() !== '');
}

/**
 * The addresses of an entry; the whole entry where a word without an @ stands beside them: in "ann doe@acme.com" it may
 * be part of another address.
 */
function candidatesIn(entry: string): string[] {
  const words = entry
    .replace(LIST_SIGN, '')
    .replace(NAMED, ' $1 ')
    .split(/\s+/)
    .filter(word => word !== '');
  return words.length > 0 && words.every(word => word.includes('@')) ? words.map(bare) : [entry];
}

/** What a list puts before an entry: a dash, a dot, a number. */
const LIST_SIGN = /^\s*(?:[-*•·–—]|\d+[.)])\s+/;
/** Name <address>, where the name is nothing that may be an address itself. */
const NAMED = /(?<=^|>)[^@<>]*<([^<>]*)>/g;

/** Without what stands around an address in a text: quotes, brackets, mailto:, the end of a sentence. */
export const bare = (part: string): string =>
  part
    .replace(/^mailto:/i, '')
    .replace(/^["'([<]+/, '')
    .replace(/["')\].:>]+$/, '')
    .replace(/^mailto:/i, '');

/** `Ann Lee <ann@acme.com>`, `"Lee, Ann" <ann@acme.com>` → the address alone. */
export const withoutNames = (text: string): string =>
  text.replace(/("[^"\r\n]*"[ \t]*|[^",;<>\r\n]*)<([^<>]*)>/g, ' $2 ');

const shortened = (text: string): string =>
  text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
