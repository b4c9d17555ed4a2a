// Suggests who an account of nobody may belong to, by the ways names become addresses. It only suggests: nothing is
// matched by a name. Pure.
import { marks, noWords } from '../contract/pattern';
import type { Person } from './people';

/** More people than this with one form of name say nothing. */
const MOST_ALIKE = 3;
/** Shorter forms fit too many. */
const SHORTEST = 4;

/** Letters that have no mark to take off. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[ßøæœłđðþ]/g, letter => PLAIN[letter] ?? letter)
    .normalize('NFD')
    .replace(marks(), '');
/** As German writes it without its dots. */
const german = (text: string): string => text.toLowerCase().replace(/[äöü]/g, letter => `${plain(letter)}e`);

/** What stands before the @, without signs, a tag, or a number at the end. */
export const localForm = (address: string): string =>
  plain(address.slice(0, address.lastIndexOf('@')).replace(/\+.*$/, ''))
    .replace(noWords(), '')
    .replace(/\d+$/, '');

const partsOf = (text: string): string[] => text.split(noWords()).filter(part => part !== '');

/** First and last name; `Lee, Ann` is Ann Lee. */
function namesOf({ name, given, family }: Person): [string, string] | null {
  if (given !== '' && family !== '') return [given, family];
  const comma = name.indexOf(',');
  const turned = comma < 0 ? name : `${name.slice(comma + 1)} ${name.slice(0, comma)}`;
  const parts = turned.trim().split(/\s+/);
  const [first, last] = [parts[0], parts[parts.length - 1]];
  return first === undefined || last === undefined || parts.length < 2 ? null : [first, last];
}

/**
 * The forms under which a person may have an address: ann.lee, alee, annl, lee.ann, leea, and their own local part,
 * however short: an organisation may have another domain for the same people.
 */
function formsOf(person: Person): Set<string> {
  const forms = new Set<string>();
  const names = namesOf(person);
  for (const spelled of names === null ? [] : [plain, (text: string) => plain(german(text))]) {
    const [first = '', last = ''] = (names ?? []).map(part => partsOf(spelled(part)).join(''));
    if (first === '' || last === '') continue;
    const [f, l] = [first.charAt(0), last.charAt(0)];
    for (const form of [first + last, f + last, first + l, last + first, last + f])
      if (form.length >= SHORTEST) forms.add(form);
  }
  for (const address of [person.address, ...person.others]) if (address !== null) forms.add(localForm(address));
  return forms;
}

/**
 * For each of `accounts` that looks like the name of one to three of `people`: their places. None of the others is in
 * it.
 */
export function nearNames(people: readonly Person[], accounts: readonly string[]): ReadonlyMap<string, number[]> {
  const wanted = new Map<string, number[]>();
  for (const account of accounts) {
    const form = localForm(account);
    if (form !== '') wanted.set(form, []);
  }
  people.forEach((person, at) => {
    for (const form of formsOf(person)) wanted.get(form)?.push(at);
  });
  const near = new Map<string, number[]>();
  for (const account of accounts) {
    const found = wanted.get(localForm(account)) ?? [];
    if (found.length > 0 && found.length <= MOST_ALIKE) near.set(account, found);
  }
  return near;
}
