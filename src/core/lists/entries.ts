// Cuts a line of a list into its entries: at commas, semicolons, bars and tabs, but not within a name in quotes or
// brackets.
import { letter, pattern } from '../contract/pattern';

/** Positions of one sign, asked for in rising order; looks at each part of the text once. */
function following(text: string, sign: string): (from: number) => number {
  let known = -2;
  return from => {
    if (known !== -1 && known < from) known = text.indexOf(sign, from);
    return known;
  };
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '(': ')' };

/** "Doe, Ann" <ann@acme.com>: the comma in the name separates nothing. What holds an @ is no name. */
function cut(line: string, isEnd: (sign: string) => boolean): string[] {
  const closing = { '"': following(line, '"'), ')': following(line, ')') };
  const at = following(line, '@');
  const entries: string[] = [];
  let from = 0;
  /** The quote that ends one with an @ in it begins none. */
  let closed = -1;
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index] ?? '';
    const closes = CLOSING[sign] as keyof typeof closing | undefined;
    if (closes !== undefined) {
      const end = index === closed ? -1 : closing[closes](index + 1);
      const next = end === -1 ? -1 : at(index + 1);
      if (end !== -1 && (next === -1 || next > end)) index = end;
      else if (sign === '"') closed = end;
    } else if (isEnd(sign)) {
      entries.push(line.slice(from, index));
      from = index + 1;
    }
  }
  entries.push(line.slice(from));
  return entries;
}

/** A label of a card or a calendar has semicolons of its own: EMAIL;TYPE=work: */
const CARD_LABEL = /^\s*(?:[\w-]{1,20}\.)?(?:EMAIL|ATTENDEE|ORGANIZER)(?:;[^:;@,"]{0,80}(?:"[^":@]{0,80}")?){0,6}:/i;
/** What stands before the address it belongs to: Lee, Ann <ann@acme.com>. */
const ofName = pattern("^[\\p{L}\\p{M}\\s'’.-]+$");
/** Ann <ann@acme.com>, Ann (ann@acme.com), Ann (Sales) <ann@acme.com>. */
function isNamed(named: string): boolean {
  const part = named.replace(/\([^()@]{0,80}\)/, '');
  const sign = part.search(/[@<(]/);
  if (sign === -1 || part[sign] === '@' || !letter().test(part.slice(0, sign))) return false;
  const next = part.slice(sign + 1).search(/[<>()@]/);
  return next !== -1 && part[sign + 1 + next] === '@';
}
/** A family name, or a family name and a title. */
const MOST_PARTS = 2;

/** The names of one account in a directory, joined by blanks or plus signs; a path of X500 has blanks too. */
const NAMES = /^\s*(?:smtp|sip|x500):/i;
const NEXT_NAME = /[\s+]+(?=(?:smtp|sips?|x500|x400|eum|spo):)/i;

/** What stands after the name of a link's field, up to the next one: to=x&cc=ann@acme.com. */
const FIELD = /^\s*(?:to|cc|bcc)=[^@]*&/i;

function partsOf(entry: string): string[] {
  if (NAMES.test(entry)) return entry.split(NEXT_NAME);
  return FIELD.test(entry) ? entry.split('&') : [entry];
}

/** A line with tabs is a row of a table: beside a cell with an @, cells without one are other columns. */
export function entriesOf(line: string): string[] {
  const cells = line.split('\t');
  const telling = cells.length === 1 ? cells : cells.filter(cell => cell.includes('@'));
  if (telling.length === 0) return [line];
  return telling.flatMap(cell =>
    cut(cell.replace(CARD_LABEL, ''), sign => sign === ';' || sign === '|')
      .flatMap(partsOf)
      .flatMap(named),
  );
}

/** The parts between commas, without those that are the name of the one after them. */
function named(part: string): string[] {
  const parts = cut(part, sign => sign === ',');
  const entries: string[] = [];
  let before: string[] = [];
  for (const one of parts) {
    if (ofName().test(one) && letter().test(one)) {
      before.push(one);
      continue;
    }
    const isName = before.length <= MOST_PARTS && isNamed(one);
    for (const entry of isName ? [one] : [...before, one]) entries.push(entry);
    before = [];
  }
  return [...entries, ...before];
}
