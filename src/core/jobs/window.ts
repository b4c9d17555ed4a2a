// A window: lines that stand as Sending together, flushed once, and the property that tells which of them were asked,
// and what came back. It only narrows what a killed run leaves unclear: where it is missing, was refused, is of an
// older window, or does not fit the lines, each line of the window is looked at.
import { isKeyOf } from '../contract/json';
import { evidenceIn } from '../contract/evidence';
import type { RefusedCode } from '../contract/codes';
import { jsonOf } from '../contract/json';
import { bytesOf } from './job';
import { checksumOf, type Line } from './queue';

/** The property. One letter a line, in the order of their addresses, which no sort of the sheet changes. */
export const WINDOW = 'job.window';

/** How long a window lasts, and how many lines it begins with; the next are larger where nothing went wrong. */
export const WINDOW_MS = 18_000;
export const FIRST_WINDOW = 2_000;
/** Two windows may stand in the property at once: the old one until its outcomes are in the sheet. */
export const MOST_LINES = 2_500;

/** What a line was before it became part of a window that ended without asking about it. */
type Before = Pick<Line, 'outcome' | 'code' | 'at' | 'by' | 'attempts'>;

export type Window = {
  /** When it was opened, milliseconds since 1970: as the codes of its lines have it. */
  readonly at: number;
  /** No line is asked about after that; from the first request on. */
  until: number;
  /** Those not asked about yet, in their order. */
  readonly left: Line[];
  readonly before: ReadonlyMap<Line, Before>;
  readonly checksum: number;
  readonly places: ReadonlyMap<string, number>;
  readonly letters: string[];
};

/**
 * `.` not asked, `?` asked and not clear, `d` done, `n` Google said done and shows no change, `l` certainly not done.
 */
export type Letter = '.' | '?' | 'd' | 'n' | 'l' | RefusedLetter;
const REFUSED = { A: 'precondition', B: 'invalid', C: 'not-found', D: 'forbidden', E: 'conflict', F: 'other' } as const;
type RefusedLetter = keyof typeof REFUSED;
export const refusedOf = (letter: Letter): RefusedCode | null => (isKeyOf(REFUSED, letter) ? REFUSED[letter] : null);

/** What stands in a line's code, as its letter. */
export function letterOf({ outcome, code }: Pick<Line, 'outcome' | 'code'>): Letter {
  const { reason } = evidenceIn(code);
  if (outcome === 'done') return 'd';
  if (outcome === 'queued') return 'l';
  if (reason === 'checking/no-change') return 'n';
  const refused = (Object.keys(REFUSED) as RefusedLetter[]).find(letter => reason === `refused/${REFUSED[letter]}`);
  return refused ?? '?';
}

/** The lines as they are before they change. */
export function makeWindow(lines: readonly Line[], at: number): Window {
  const addresses = lines.map(({ address }) => address).sort();
  return {
    at,
    until: Infinity,
    left: [...lines],
    before: new Map(
      lines.map(line => {
        const { outcome, code, by, attempts } = line;
        return [line, { outcome, code, at: line.at, by, attempts }];
      }),
    ),
    checksum: checksumOf(lines),
    places: new Map(addresses.map((address, place) => [address, place])),
    letters: addresses.map(() => '.'),
  };
}

export function setLetter({ places, letters }: Window, { address }: Line, letter: Letter): void {
  const place = places.get(address);
  if (place !== undefined) letters[place] = letter;
}

type Stored = {
  readonly job: string;
  /** When the last of the requests was about to leave. */
  readonly asked: number;
  /** Of each window: when it was opened, the checksum of its addresses, the letters. */
  readonly windows: readonly (readonly [number, number, string])[];
};

/** The value for the property; null where it would not fit there. */
export function windowText(job: string, asked: number, windows: readonly Window[]): string | null {
  const stored: Stored = {
    job,
    asked,
    windows: windows.map(({ at, checksum, letters }) => [at, checksum, letters.join('')] as const),
  };
  const text = JSON.stringify(stored);
  return bytesOf(text) > 9_000 ? null : text;
}

export function readWindows(text: string | null, job: string): Stored | null {
  const stored = jsonOf(text ?? '') as Stored | null;
  return stored?.job === job && Array.isArray(stored.windows) ? stored : null;
}

const isUntouched = (letters: string): boolean => /^\.*$/.test(letters);
/** Whether somebody of any of the windows was asked about. */
export const someAsked = (stored: Stored | null): boolean =>
  stored?.windows.some(([, , letters]) => !isUntouched(letters)) === true;

/** Whether somebody of the window that was opened `at` may have been asked about. */
export const mayBeAsked = (stored: Stored | null, at: number): boolean =>
  stored?.windows.some(([opened, , letters]) => opened === at && isUntouched(letters)) !== true;

/** What is known of the lines that a killed run left as Sending, by line; of those that no window fits, nothing. */
export function lettersOf(stored: Stored | null, lines: readonly Line[]): ReadonlyMap<Line, Letter> {
  const known = new Map<Line, Letter>();
  for (const [at, checksum, letters] of stored?.windows ?? []) {
    const own = lines.filter(line => line.outcome === 'sending' && evidenceIn(line.code).at === at);
    if (own.length !== letters.length || checksumOf(own) !== checksum) continue;
    const sorted = [...own].sort((one, other) => (one.address < other.address ? -1 : 1));
    sorted.forEach((line, place) => known.set(line, letters.charAt(place) as Letter));
  }
  return known;
}
