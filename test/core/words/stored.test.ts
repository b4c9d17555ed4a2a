// The words in cells: none that was ever written is forgotten, and a sheet goes on in the words it was made with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readCell, writeCell } from '../../../src/core/sheets/columns';
import { columnOf, NEW_PLACES, summaryOf } from '../../../src/core/sheets/summary-formulas';
import { wordsFor } from '../../../src/core/words';
import { LANGUAGE_NAMES, type Language } from '../../../src/core/words/languages';
import {
  EDITIONS,
  likeliest,
  stored,
  vocabularyOf,
  type Edition,
  type Editions,
  type SheetWords,
  type StoredWords,
} from '../../../src/core/words/stored';

const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[];

type TableName = keyof StoredWords;
const TABLES: readonly TableName[] = [
  'states',
  'actions',
  'outcomes',
  'accountHeaders',
  'activityHeaders',
  'sheets',
  'timeFormats',
];
const KINDS = { states: 'state', actions: 'action', outcomes: 'outcome' } as const;
const tableOf = (words: StoredWords, table: TableName): Readonly<Record<string, string>> => words[table];
const lower = (words: readonly string[]): string[] => words.map(word => word.toLowerCase());

/** Each edition of each language as it is kept in the file of frozen ones, and as it is now. */
const FROZEN = JSON.parse(readFileSync(join(__dirname, 'stored.frozen.json'), 'utf8')) as Editions;

test('every edition stands in the frozen list, and none that stands there has changed', () => {
  for (const [tag, frozen] of Object.entries(FROZEN)) {
    const now: readonly Edition[] = (EDITIONS as Editions)[tag] ?? [];
    if (!isDeepStrictEqual(now.slice(0, frozen.length), frozen))
      throw new Error(
        `Words of "${tag}" that stand in people's sheets were changed or taken away. Put src/core/words/stored.ts back, and add an edition at the end of "${tag}" with the words that change. Before: ${JSON.stringify(frozen)}`,
      );
  }
  for (const [tag, now] of Object.entries(EDITIONS)) {
    const fresh = now.slice(FROZEN[tag]?.length ?? 0);
    if (fresh.length > 0)
      throw new Error(
        `Add these to the end of "${tag}" in test/core/words/stored.frozen.json, so that they can never be lost: ${JSON.stringify(fresh)}`,
      );
  }
});

test('every language has its words, under the tag that its sentences have', () => {
  expect(Object.keys(EDITIONS)).toEqual(LANGUAGES);
  for (const tag of LANGUAGES) {
    expect(stored.newest(wordsFor(tag).tag).tag).toBe(tag);
    for (const table of TABLES)
      expect(Object.keys(tableOf(stored.newest(tag), table)).sort()).toEqual(
        Object.keys(tableOf(stored.newest('en'), table)).sort(),
      );
  }
  expect(stored.newest('xx').tag).toBe('en');
});

test.each(TABLES.filter(table => table !== 'timeFormats'))(
  'no word of the %s has two meanings, in any two editions or languages',
  table => {
    const pairs = stored
      .every()
      .flatMap(words =>
        Object.entries(tableOf(words, table)).map(([code, word]) => [word.toLowerCase(), code] as const),
      )
      .concat(
        table in KINDS ? Object.keys(tableOf(stored.newest('en'), table)).map(code => [code, code] as const) : [],
      );
    const meaning = new Map(pairs);
    expect(pairs.filter(([word, code]) => meaning.get(word) !== code)).toEqual([]);
  },
);

/** Every word of every language, as it is now. */
const EACH = LANGUAGES.flatMap(tag =>
  TABLES.flatMap(table =>
    Object.entries(tableOf(stored.newest(tag), table)).map(([code, word]) => ({ tag, table, code, word })),
  ),
);
type Word = (typeof EACH)[number];
const NEW = 'A new word';
/** The lists with one more edition, in which that word is another. */
const changed = ({ tag, table, code }: Word): Editions => ({
  ...EDITIONS,
  [tag]: [...EDITIONS[tag], { [table]: { [code]: NEW } }],
});
const editionBefore = ({ tag }: Word): number => EDITIONS[tag].length;

test.each(EACH)('$tag $table: $code changed, it is still read, and a sheet goes on in its own words', word => {
  const { tag, table, code } = word;
  const now = vocabularyOf(changed(word));
  const old = now.under(tag, editionBefore(word));
  // A sheet made before keeps all of its words, one made now gets this one and no other.
  expect(old).toEqual(stored.newest(tag));
  expect(now.newest(tag)).toEqual({
    ...old,
    edition: editionBefore(word) + 1,
    [table]: { ...old[table], [code]: NEW },
  });
  expect(
    Object.keys(EDITIONS)
      .filter(other => other !== tag)
      .map(other => now.newest(other)),
  ).toEqual(
    Object.keys(EDITIONS)
      .filter(other => other !== tag)
      .map(other => stored.newest(other)),
  );
  // Headers and names of sheets are found by what any edition called them.
  expect(now.every().map(words => tableOf(words, table)[code])).toEqual(expect.arrayContaining([NEW, word.word]));
});

test.each(EACH.flatMap(word => (word.table in KINDS ? [{ ...word, table: word.table as keyof typeof KINDS }] : [])))(
  '$tag $table: $code changed, a cell with either word is read, written and counted',
  word => {
    const { tag, table, code } = word;
    const now = vocabularyOf(changed(word));
    for (const cell of [word.word, NEW, code, ` ${word.word.toUpperCase()} `])
      expect([cell, readCell(KINDS[table], cell, now)]).toEqual([cell, code]);
    expect(writeCell(KINDS[table], code, now.under(tag, editionBefore(word)))).toBe(word.word);
    expect(writeCell(KINDS[table], code, now.newest(tag))).toBe(NEW);
    expect(lower(now.wordsOf(code, table))).toEqual(expect.arrayContaining(lower([word.word, NEW])));
  },
);

test('the Summary counts rows that hold any word that there ever was', () => {
  const sources = {
    email: columnOf('Accounts', 2),
    state: columnOf('Accounts', 3),
    changedAt: columnOf('Accounts', 5),
    department: null,
    activity: {
      at: columnOf('Activity', 1),
      action: columnOf('Activity', 4),
      outcome: columnOf('Activity', 6),
      job: columnOf('Activity', 3),
    },
  };
  const now = vocabularyOf({
    en: [...EDITIONS.en, { states: { DECLINED: 'Refused it' } }, { states: { DECLINED: 'Said no' } }],
    es: [...EDITIONS.es, { actions: { send: 'Mandar' }, outcomes: { done: 'Listo' } }],
  });
  const pieces = summaryOf(sources, NEW_PLACES, wordsFor('en'), now);
  const formulas = pieces.flatMap(({ cells }) => cells.flat());
  for (const word of ['Declined', 'Refused it', 'Said no', 'Rechazada', 'Send', 'Mandar', 'Done', 'Listo'])
    expect([
      word,
      formulas.some(formula => formula.startsWith('=') && formula.includes(`,"${word.toLowerCase()}",`)),
    ]).toEqual([word, true]);
  expect(pieces.find(({ kind }) => kind === 'state')?.cells).toContainEqual(['Said no']);
});

test('a word that an edition does not have yet is the first that came later', () => {
  const lists: Editions = {
    en: [EDITIONS.en[0]!, { states: { FUTURE: 'Later' } } as Edition, { states: { FUTURE: 'Latest' } } as Edition],
  };
  const words = vocabularyOf(lists);
  expect([1, 2, 3].map(edition => tableOf(words.under('en', edition), 'states')['FUTURE'])).toEqual([
    'Later',
    'Later',
    'Latest',
  ]);
});

test('an edition of a newer build, or one that cannot be read, is one that there is', () => {
  expect([9, Number.NaN, 0, -1, 1].map(edition => vocabularyOf(SEVERAL).under('en', edition).edition)).toEqual([
    3, 1, 1, 1, 1,
  ]);
});

const SEVERAL: Editions = {
  en: [EDITIONS.en[0]!, { states: { DECLINED: 'Refused it' } }, { accountHeaders: { state: 'Standing' } }],
};

test('a sheet of which nothing is known was made under the edition that its words fit best, else the newest', () => {
  const every = vocabularyOf(SEVERAL).every();
  const wordsIn = ({ accountHeaders, states }: SheetWords) => [
    ...Object.values(accountHeaders),
    ...Object.values(states),
  ];
  const made = (...seen: string[]) => likeliest(every, wordsIn, () => seen)?.edition;
  expect([
    made('Mark', ' state ', 'DECLINED'),
    made('Mark', 'State', 'Refused it'),
    made('Mark', 'Standing', 'Refused it'),
    made('Mark', 'State'),
    made('Mark'),
  ]).toEqual([1, 2, 3, 2, 3]);
  const unasked = (): never => {
    throw new Error('The sheet was looked at.');
  };
  expect(likeliest(every.slice(0, 1), wordsIn, unasked)?.edition).toBe(3);
});
