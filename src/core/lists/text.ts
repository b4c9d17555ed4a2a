// Reads the addresses in a text. An entry of which it is not sure that it is one address, and which, is told.
import { pattern } from '../contract/pattern';
import { narrowed, withoutMarkup } from './clean';
import { entriesOf } from './entries';
import { gather, oneAddress, type Gathered } from './gathered';

/** `text`: without unseen signs, its lines ended by \n. */
export function readText(text: string, into: Gathered): void {
  for (const line of withoutMarkup(narrowed(text)).split('\n')) {
    if (line.trim() === '') continue;
    for (const entry of entriesOf(line)) readEntry(entry, into);
  }
}

/** A thing with an @ in an entry, and where it stands. */
type Candidate = { readonly from: number; readonly to: number; readonly address: string | null };

const inLocal = pattern("[\\p{L}\\p{N}\\p{M}!#$%&'*+=?^_~.-]");
const inDomain = pattern('[\\p{L}\\p{N}\\p{M}.-]');
/** Something that a person should be told of. */
export const says = pattern('[\\p{L}\\p{N}#]');

function readEntry(entry: string, into: Gathered): void {
  if (!entry.includes('@')) {
    if (says().test(entry)) into.tell(entry);
    return;
  }
  const whole = oneAddress(entry);
  if (whole !== null) {
    into.take(whole);
    return;
  }
  const found = candidates(entry);
  if (found.some((one, at) => one.address !== null && isDoubtful(entry, found, at))) {
    into.tell(entry);
    return;
  }
  // PowerShell writes a record as @{mail=ann@acme.com}.
  const telling = found.filter(({ from, to }) => to - from > 1);
  // A link says one address twice.
  const taken = new Set<string>();
  for (const { from, to, address } of telling.length > 0 ? telling : found) {
    if (address !== null && !taken.has(address)) into.take(address);
    if (address !== null) taken.add(address);
    else into.tell(found.length === 1 ? entry : entry.slice(from, to));
  }
}

function candidates(entry: string): Candidate[] {
  const found: Candidate[] = [];
  let done = 0;
  for (let at = entry.indexOf('@'); at !== -1; at = entry.indexOf('@', done)) {
    let from = at;
    while (from > done && inLocal().test(signBefore(entry, from))) from -= signBefore(entry, from).length;
    let to = at + 1;
    while (to < entry.length && (inDomain().test(signAt(entry, to)) || entry[to] === '@'))
      to += signAt(entry, to).length;
    found.push(candidate(entry, from, to));
    done = to;
  }
  return found;
}

const signAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0);
function signBefore(text: string, at: number): string {
  const isHalf = at > 1 && /[\udc00-\udfff]/.test(text[at - 1] ?? '');
  return isHalf ? text.slice(at - 2, at) : (text[at - 1] ?? '');
}

/** `mail=` is a label; a name with an equals sign is none that we are sure of. */
const LABELLED = /^(?:e-?mail|mail|smtp|address|users?|upn|login|to|cc|bcc)=/i;
/** Signs that stand on both sides of what they set off. */
const PAIRED = /^(['*_~])\1{0,2}(?=[^'*_~])/;
const sentenceEnd = pattern("^[.…!?'*_~]*(?=$|[^\\p{L}\\p{N}\\p{M}@'*_~!#$%&+=?^-])");
const QUERY = /^\?(?:subject|body|cc|bcc|to|reply-to)=[^\s<>"')\]]*/i;

function candidate(entry: string, start: number, end: number): Candidate {
  let from = start;
  const text = entry.slice(start, end);
  const label = LABELLED.exec(text)?.[0] ?? '';
  from += label.length;
  const isLink = /mailto:$/i.test(entry.slice(Math.max(0, from - 7), from));
  const query = isLink ? (QUERY.exec(entry.slice(end, end + 2_000))?.[0] ?? '') : '';
  const dots = /\.*$/.exec(entry.slice(from, end).slice(-8))?.[0] ?? '';
  const to = end - dots.length;
  const after = sentenceEnd().exec(entry.slice(to + query.length, to + query.length + 12))?.[0];
  const pair = PAIRED.exec(entry.slice(from, to))?.[0] ?? '';
  const isPair = pair !== '' && (pair === "'" || after?.includes(pair) === true);
  const address = after === undefined ? null : oneAddress(entry.slice(from + (isPair ? pair.length : 0), to));
  return { from, to: end + query.length, address };
}

/** A number or a tick before an entry. */
const listSign = pattern('^[^\\p{L}\\p{N}]*(?:\\d{1,6}[.)\\]]*|[a-z][.)\\]])?\\s+$', 'iu');
/** After the last word before an address, these say that the word is no part of it. */
const setsOff = pattern('[:<([{"=]|[)\\]}>"]\\s|\\s[\'"]|\\s[^\\p{L}\\p{N}\\s\'._+%&-]+\\s|\\s[-–—]+\\s|\\s{3,}');
/** The end of a resource's path, or of a link. */
const PATH = /(?:^|[\s/:])(?:user[a-z]*|members?|people|person|accounts?|contacts?|mailboxes|u|o)\/$/i;
/** Not asked about: names for other services, and of messages. */
const OTHER_SERVICE =
  /(?:^|[\s;,"'])(?:sip|sips|im|xmpp|x500|x400|eum|spo|skype|tel|ssh|ftp|https?|message-id|in-reply-to|references|cid):[/\s<]*$/i;

/** Whether a word beside an address may be part of it, so that nobody knows what was meant. */
function isDoubtful(entry: string, found: readonly Candidate[], at: number): boolean {
  const { from = 0, to = 0 } = found[at] ?? {};
  const start = found[at - 1]?.to ?? 0;
  const end = found[at + 1]?.from ?? entry.length;
  const before = entry.slice(start, from);
  return isDoubtfulBefore(before, start === 0) || isDoubtfulAfter(entry.slice(to, end));
}

const letterOrDigit = pattern('[\\p{L}\\p{N}]');
/** Only the end of what stands before can touch the address; a long text is not looked through for each. */
const NEAR = 200;

function isDoubtfulBefore(gap: string, isFirst: boolean): boolean {
  const near = gap.slice(-NEAR);
  if (OTHER_SERVICE.test(near)) return true;
  if (isFirst && gap.length < NEAR && listSign().test(gap)) return false;
  let last = near.length;
  while (last > 0 && !letterOrDigit().test(near[last - 1] ?? '')) last -= 1;
  const signs = near.slice(last);
  if (/[\\/]$/.test(signs)) return !PATH.test(near);
  if (last === 0) return /[)\]}]$/.test(signs) && gap.length > 1;
  return !setsOff().test(signs) || /[)\]}]$/.test(signs);
}

function isDoubtfulAfter(gap: string): boolean {
  const near = gap.slice(0, NEAR);
  const word = near.search(letterOrDigit());
  if (word === -1) return false;
  const signs = near.slice(0, word);
  return /^[/\\:]?$/.test(signs) || (/^[\s/\\]*$/.test(signs) && !/\s{3,}/.test(signs)) || /^['.]+\s*$/.test(signs);
}

/** A cell, or a value, that stands for one person or several: read like a text, a guest's name as its mail. */
export function readCell(cell: string, into: Gathered): void {
  const one = oneAddress(cell);
  if (one !== null) into.take(one);
  else if (cell.includes('\n') || cell.includes('@')) readText(cell, into);
  else if (says().test(cell)) into.tell(cell);
}

/** Of some cells about one person: each address once, in whichever form it came first. */
export function addressesIn(cells: readonly string[]): readonly string[] {
  const found = gather();
  for (const cell of cells) readCell(cell, found);
  return found.result().addresses;
}
