// Finds the addresses in what a person pasted, or selected in any sheet: one a line, with commas, with names around them. Pure.
import { readAddress } from './address';

/** `invalid`: what looked like an address and is none, and lines in which there is nothing like one. Each once. `repeated`: addresses that came more than once. */
export type Pasted = { readonly addresses: readonly string[]; readonly invalid: readonly string[]; readonly repeated: readonly string[] };

const LONGEST_SHOWN = 80;

export function addressesIn(text: string): Pasted {
  const found = new Set<string>();
  const invalid = new Set<string>();
  const repeated = new Set<string>();
  for (const line of text.split(/[\r\n\u2028\u2029]+/)) {
    if (line.trim() === '') continue;
    const candidates = candidatesIn(line);
    for (const candidate of candidates.length > 0 ? candidates : [line]) {
      const read = readAddress(candidate);
      if (!read.ok) invalid.add(shortened(candidate.trim()));
      else if (found.has(read.address)) repeated.add(read.address);
      else found.add(read.address);
    }
  }
  return { addresses: [...found], invalid: [...invalid], repeated: [...repeated] };
}

/** The parts of a line with an @ in them. Names, titles and other cells beside an address have none. */
function candidatesIn(line: string): string[] {
  return line
    // "Doe, Ann" <ann@acme.com>: the comma in the name separates nothing.
    .replace(/"[^"]*"\s*(?=<)/g, ' ')
    .split(/[,;\t|]|\s+/)
    .flatMap(part => (part.includes('<') || part.includes('>') ? part.split(/[<>]/) : [part]))
    .filter(part => part.includes('@'))
    .map(bare);
}

/** Without what stands around an address in a text: quotes, brackets, mailto:, the end of a sentence. */
const bare = (part: string): string => part.replace(/^mailto:/i, '').replace(/^["'([]+/, '').replace(/["')\].:]+$/, '').replace(/^mailto:/i, '');

const shortened = (text: string): string => (text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`);
