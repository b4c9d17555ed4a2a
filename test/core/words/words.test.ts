// The languages: that each says everything, apart from the others, and writes numbers as its countries do. Missing keys
// are compile errors.
import type { RefusedCode } from '../../../src/core/contract/codes';
import type { Line } from '../../../src/core/jobs/queue';
import { groupsOf } from '../../../src/core/jobs/result-groups';
import { localeFor, wordsFor, type Words } from '../../../src/core/words';
import { LANGUAGE_NAMES } from '../../../src/core/words/languages';
import { pageWordsFor } from '../../page-words';
import { argumentsOf, NAME, type Arguments } from './arguments';

const allWords = (): readonly Words[] => Object.keys(LANGUAGE_NAMES).map(wordsFor);
const each = allWords().map(words => [words.tag, words] as const);
const REFUSED: readonly RefusedCode[] = ['precondition', 'invalid', 'not-found', 'forbidden', 'conflict', 'other'];

const GIVEN = { server: argumentsOf('server'), page: argumentsOf('page') };

/** Every text of a catalogue, by its path; a function's with each set of arguments. None may fail to be made. */
function textsOf(of: unknown, given: Arguments, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') {
    const sets = given.get(path);
    if (sets === undefined) throw new Error(`The types of en.ts know no function ${path}.`);
    const make = of as (...args: readonly unknown[]) => unknown;
    return sets.flatMap(args => textsOf(make(...args), given, `${path}(${JSON.stringify(args).slice(1, -1)})`));
  }
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, value]) => textsOf(value, given, path === '' ? key : `${path}.${key}`));
}
const allTexts = (tag: string): ReadonlyMap<string, string> =>
  new Map([
    ...textsOf(wordsFor(tag), GIVEN.server).map(([path, text]) => [`server ${path}`, text] as const),
    ...textsOf(pageWordsFor(tag), GIVEN.page).map(([path, text]) => [`page ${path}`, text] as const),
  ]);
const english = allTexts('en');

/** Whole texts that are the same in English and in that language. */
const SAME: Readonly<Record<string, readonly string[]>> = { es: ['No'] };
/** What nobody translates: an address of a page, a name of an account, a format of a cell. */
const UNTRANSLATED = /\S*[\w%](?:[.@:/-]\w+)+\S*/g;
/** Three words on end; of names, such as Google Workspace Marketplace, most begin with a capital. */
function phrasesOf(text: string): string[] {
  return text
    .replace(UNTRANSLATED, '|')
    .split(/[^\p{L}’' ]+/u)
    .flatMap(piece => {
      const words = piece.split(' ').filter(word => word !== '');
      return words.slice(2).map((_word, at) => words.slice(at, at + 3));
    })
    .filter(phrase => phrase.filter(word => /^\p{Ll}/u.test(word)).length >= 2)
    .map(phrase => phrase.join(' '));
}
/** One path for each text: a function's says the same with many arguments. */
const byText = (found: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(found.map(([path, text]) => [text, path]));

test.each(each.map(([tag]) => [tag]))(
  '%s: no text asks an admin for a command line, or for a name of Google’s API',
  tag => {
    for (const text of allTexts(tag).values()) expect(text).not.toMatch(/npm |--with|my_customer/);
  },
);

const others = each.map(([tag]) => tag).filter(tag => tag !== 'en');

test.each(others)('%s: no text is an English one, and none has three English words on end', tag => {
  const whole = new Set(english.values());
  const phrases = new Set([...english.values()].flatMap(phrasesOf));
  const left = [...allTexts(tag)].filter(
    ([, text]) =>
      /\p{L}/u.test(text.split(NAME).join('')) &&
      SAME[tag]?.includes(text) !== true &&
      (whole.has(text) || phrasesOf(text).some(phrase => phrases.has(phrase))),
  );
  expect(byText(left)).toEqual({});
});

test.each(each)('%s: every text can be made, from whatever fits, and says something', tag => {
  const texts = [...allTexts(tag)];
  expect(byText(texts.filter(([, text]) => /undefined|NaN|\bnull\b|\[object/.test(text)))).toEqual({});
  // Where there is nothing to say, English says nothing either.
  const silent = texts.filter(([path, text]) => text.trim() === '' && english.get(path)?.trim() !== '');
  expect(silent.map(([path]) => path)).toEqual([]);
  const functions = (what: Arguments, catalogue: string): string[] =>
    [...what.keys()].map(path => `${catalogue} ${path}(`);
  const said = texts.flatMap(([path, text]) => (text.trim() === '' ? [] : [path.slice(0, path.indexOf('(') + 1)]));
  const saying = new Set(said);
  expect(
    [...functions(GIVEN.server, 'server'), ...functions(GIVEN.page, 'page')].filter(path => !saying.has(path)),
  ).toEqual([]);
  expect(texts.filter(([path, text]) => !path.includes('(') && text.trim() === '')).toEqual([]);
});

/** Their numbers are limits that nobody sets: thousands, or five. */
const LIMITS = /^server (?:setup\.allowed|settings\.(?:entries|reason))\(/;
/** Words that end as a plural does and are none. */
const NO_PLURALS = /^(?:was|is|has|as|address|más|es|antes|después)$/u;
const PLURAL = /^(?:people|\p{L}+s)$/u;
/** Behind the number, with a word between them or none. */
const OF_SEVERAL = /^(?:\p{L}+ )?(?:are|were|have|come|stay|keep|need|lack|(?:se )?pueden|quedan|siguen|son|están)\b/u;
/** The same before it. */
const BEFORE = /\b(?:Quedan|Siguen|Son|Unas|Unos) 1(?![\d.,])/u;

test.each(each.map(([tag]) => [tag]))('%s: of one thing no sentence speaks as of several', tag => {
  const wrong = [...allTexts(tag)].filter(
    ([path, text]) =>
      !LIMITS.test(path) &&
      (BEFORE.test(text) ||
        [...text.matchAll(/(?<![\d.,:–/]|de |of )1 (?=(\p{L}+))/gu)].some(
          ({ index, 0: found, 1: word = '' }) =>
            (PLURAL.test(word) && !NO_PLURALS.test(word)) || OF_SEVERAL.test(text.slice(index + found.length)),
        )),
  );
  expect(byText(wrong)).toEqual({});
});

const line = (words: Words, code: RefusedCode): Line =>
  ({
    row: 2,
    address: `${code}@x.example`,
    outcome: 'refused',
    reason: words.results.refused(code, 'Precondition check failed.'),
    code: `refused/${code}`,
    action: 'send',
    attempts: 1,
    http: 400,
    at: 1,
    job: 'j',
    by: 'b',
    fails: 0,
    standing: 'first',
    lookAt: 0,
  }) as unknown as Line;

test.each(each.flatMap(([tag, words]) => each.map(([other, reader]) => [tag, other, words, reader] as const)))(
  'refusals written in %s are advised on in %s, each by its own code',
  (_tag, _other, words, reader) => {
    for (const code of REFUSED) {
      const [group] = groupsOf('send', [line(words, code)], 0, reader);
      expect([code, group?.advice]).toEqual([code, reader.advice.refused(code, 'send')]);
    }
    const cancel = { ...line(words, 'forbidden'), action: 'cancel' } as Line;
    for (const outcome of ['refused', 'unknown', 'stopped'] as const)
      expect(
        groupsOf(
          'cancel',
          [{ ...cancel, outcome, reason: outcome === 'stopped' ? words.results.stopped.cancel : cancel.reason }],
          1,
          reader,
        )
          .map(({ advice }) => advice)
          .join(),
      ).not.toMatch(/mailed|correo/);
    const stopped = { ...line(words, 'other'), outcome: 'stopped', reason: words.results.stopped.send } as Line;
    expect(groupsOf('send', [stopped], 0, reader)[0]?.advice).toBe(reader.advice.stopped.send);
  },
);

test.each(['en', 'en-GB', 'es', 'es-ES', 'es-419', 'es-MX', 'es-AR', 'es-CL', 'es-CO', 'es-CR', 'es-PE', 'es-US'])(
  'numbers in %s are those of Intl',
  locale => {
    const { number } = wordsFor(locale.replace('-', '_'));
    for (const value of [0, 7, 999, 1234, 12_345, 1_234_567, 1234.5])
      expect(number(value)).toBe(value.toLocaleString(locale));
  },
);

test('a reason to skip reads well after one and after many', () => {
  const { skipped, check, mailedLately, mailedTimes } = wordsFor('es');
  for (const reason of [...Object.values(skipped), ...Object.values(check), mailedLately(7), mailedTimes(3)])
    expect(reason).toMatch(/^(?:Con|Sin|Fuera|Según|Más) /);
});

test('one is not many', () => {
  const { results, warnings, dialogs } = wordsFor('es');
  expect([
    results.refreshed(1, 1, 0, 1),
    dialogs.ended(1, 1, 2, 1),
    warnings.again(1, 7),
    warnings.again(2, 1),
  ]).toEqual([
    '1 cuenta listada: 1 nueva, 0 con cambios, 1 ya no listada',
    '1 hecha, 1 denegada, 2 inciertas, 1 omitida',
    '1 persona recibió un correo en los últimos 7 días y recibirá otro.',
    '2 personas recibieron un correo en el último día y recibirán otro.',
  ]);
  const page = pageWordsFor('es');
  const { check } = pageWordsFor('en');
  expect([
    check.after(0, 1, 1),
    check.after(2, 0, 3),
    check.after(1, 2, 0),
    check.after(0, 0, 0),
    page.check.after(0, 1, 1),
    page.check.after(1, 2, 3),
  ]).toEqual([
    'None added, 1 was there already. 1 marked now.',
    '2 added. 3 marked now.',
    '1 added, 2 were there already. 0 marked now.',
    'None added. 0 marked now.',
    'Ninguna añadida; 1 ya estaba. Ahora hay 1 marcada.',
    '1 añadida; 2 ya estaban. Ahora hay 3 marcadas.',
  ]);
  expect([
    page.marks.marked(1),
    page.result.mixed('send', 1, 2),
    page.counts.refreshed(3600),
    page.job.rate(1.5),
  ]).toEqual(['1 marcada', '1 de 2 invitaciones: 1 enviada', 'Actualizado hace 1 hora', '1,5 por segundo']);
});

test('a choice is before the account; the numbers stay those of the account’s country where it speaks that language', () => {
  expect([
    localeFor('', 'es_MX'),
    localeFor('es', 'es-MX'),
    localeFor('es', 'en_GB'),
    localeFor('xx', 'fr'),
    localeFor('en', ''),
    localeFor('', '"><script>'),
  ]).toEqual(['es_MX', 'es-MX', 'es', 'fr', 'en', 'script']);
});
