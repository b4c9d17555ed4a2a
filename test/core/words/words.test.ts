// The languages: that each says everything, apart from the others, and writes numbers as its countries do. Missing keys
// are compile errors.
import type { RefusedCode } from '../../../src/core/contract/codes';
import type { Line } from '../../../src/core/jobs/queue';
import { groupsOf } from '../../../src/core/jobs/result-groups';
import { localeFor, wordsFor, type Words } from '../../../src/core/words';
import { LANGUAGE_NAMES } from '../../../src/core/words/languages';
import { pageWordsFor } from '../../page-words';

const allWords = (): readonly Words[] => Object.keys(LANGUAGE_NAMES).map(wordsFor);
const each = allWords().map(words => [words.tag, words] as const);
const REFUSED: readonly RefusedCode[] = ['precondition', 'invalid', 'not-found', 'forbidden', 'conflict', 'other'];

/** Every text in a catalogue; functions are asked for one and for many. */
function texts(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') {
    return [1, 12_345].flatMap((n): [string, string][] => {
      try {
        const said: unknown = (of as (...given: unknown[]) => unknown)(n, n, n, n);
        return typeof said === 'string' ? [[`${path}(${n})`, said]] : [];
      } catch {
        return [];
      }
    });
  }
  if (typeof of !== 'object' || of === null) return [];
  return Object.entries(of).flatMap(([key, value]) => texts(value, path === '' ? key : `${path}.${key}`));
}

test.each(each)('%s: nothing is empty, and nothing is left in English', tag => {
  for (const [mine, english] of [
    [wordsFor(tag), wordsFor('en')],
    [pageWordsFor(tag), pageWordsFor('en')],
  ] as const) {
    const other = new Map(texts(english));
    const same = texts(mine).filter(
      ([path, text]) =>
        text.trim() === '' || (tag !== 'en' && /[a-z]{3} [a-z]{2}/i.test(text) && text === other.get(path)),
    );
    expect(same).toEqual([]);
  }
});

/** What the functions of a catalogue are given, one kind or another: numbers, one and many, names, nothing. */
const GIVEN: readonly (readonly unknown[])[] = [
  [1, 1, 1, 1],
  [2, 2, 2, 2],
  [0, 0, 0, 0],
  [1, 2, 1, 2],
  ['a', 'b', 'c', 'd'],
  ['a', 1, 1, 1],
  ['a', 2, 2, 2],
  ['send', 1, 1],
  ['send', 2, 3],
  ['cancel', 1, 1],
  ['cancel', 2, 3],
  ['check', 2, 3],
  ['refresh', 2, 3],
  [null],
  [true, true, true],
  [false, false, false],
  [1, null],
  [2, true],
  [2, 'a'],
  [500],
  ['', ''],
  [['a'], ['b', 'c']],
  [{ how: 'sent', due: 9, counts: { done: 2, refused: 1, unknown: 1, skipped: 1 } }],
  [{ how: 'nobody', due: 0, counts: {} }],
  ...['precondition', 'invalid', 'unreadable'].map(code => [code, 'Google']),
  ['a', 'send'],
  ['a', 'check'],
  [
    [
      ['INVITED', 2],
      ['unknown', 1],
    ],
  ],
  ...['send', 'cancel', 'check', 'refresh'].map(kind => [
    kind,
    { queued: 3, checking: 1, done: 2, refused: 1, unknown: 1, skipped: 1, eligible: 1 },
  ]),
  [59],
  [3_600],
  [90_000],
];
function functionsOf(of: unknown, path = ''): [string, (...given: unknown[]) => unknown][] {
  if (typeof of === 'function') return [[path, of as (...given: unknown[]) => unknown]];
  return typeof of !== 'object' || of === null
    ? []
    : Object.entries(of).flatMap(([key, value]) => functionsOf(value, path === '' ? key : `${path}.${key}`));
}
const isSentence = (said: unknown): boolean => {
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  return text !== '' && !/undefined|NaN|\[object/.test(text);
};

test.each(each)('%s: every sentence that is made from something can be made, for one and for many', tag => {
  const silent = [wordsFor(tag), pageWordsFor(tag)]
    .flatMap(catalogue => functionsOf(catalogue))
    .filter(
      ([, make]) =>
        !GIVEN.map(given => {
          try {
            return isSentence(make(...given));
          } catch {
            return false;
          }
        }).some(Boolean),
    );
  expect(silent.map(([path]) => path)).toEqual([]);
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
