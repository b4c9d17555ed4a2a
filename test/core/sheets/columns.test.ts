// What a cell becomes when it is read, and what is written for a value.
import { readCell, textCell, writeCell, type Cell, type Kind } from '../../../src/core/sheets/columns';
import { wordsFor } from '../../../src/core/words';
import { stored } from '../../../src/core/words/stored';

const words = stored.newest('en');

test.each<[Kind, Cell, Cell]>([
  ['mark', true, true],
  ['mark', 'TRUE', false],
  ['mark', '', false],
  ['mark', null, false],
  ['text', 'x', 'x'],
  ['text', null, ''],
  ['text', 7, '7'],
  ['text', true, 'true'],
  ['count', 3, 3],
  ['count', '', null],
  ['count', ' 12 ', 12],
  ['count', 'many', null],
  ['count', null, null],
  ['count', '1e999', null],
  ['time', 5, 5],
  ['time', 'yesterday', null],
  ['time', '', null],
  ['time', 1e300, null],
  ['time', Number.NaN, null],
  ['state', 'Not invited', 'NOT_YET_SENT'],
  ['state', ' INVITED ', 'INVITED'],
  ['state', 'not_listed', 'NOT_LISTED'],
  ['state', 'hello', null],
  ['state', '', null],
  ['action', 'Send', 'send'],
  ['action', 'Refresh', 'refresh'],
  ['action', 7, null],
  ['outcome', 'Checking', 'checking'],
  ['outcome', 'done', 'done'],
  ['outcome', 'Gone', null],
  ['employment', 'Left', 'left'],
  ['employment', '', null],
  ['employment', 'On parole', '"On parole'],
])('a %s cell that holds %j is read as %j', (kind, cell, expected) => {
  expect(readCell(kind, cell)).toBe(expected);
});

test.each<[Kind, Cell, Cell]>([
  ['mark', true, true],
  ['count', 3, 3],
  ['time', 5, 5],
  ['count', null, ''],
  ['state', null, ''],
  ['text', null, ''],
  ['state', 'NOT_LISTED', 'Not listed'],
  ['action', 'cancel', 'Cancel'],
  ['outcome', 'sending', 'Sending'],
  ['text', '=HYPERLINK("x")', '\'=HYPERLINK("x")'],
  ['text', '+49@x.example', "'+49@x.example"],
  ['text', '-1', "'-1"],
  ['text', '@x', "'@x"],
  ['text', "'x", "''x"],
  ['text', '\t=1', "'\t=1"],
  ['text', 'a=1', 'a=1'],
  ['text', '', ''],
  ['employment', 'left', 'Left'],
  ['employment', '"=1', "'=1"],
])('for a %s of %j the cell is %j', (kind, value, cell) => {
  expect(writeCell(kind, value, words)).toBe(cell);
});

test('what is written is read back', () => {
  for (const state of ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED', 'NOT_LISTED'])
    expect(readCell('state', writeCell('state', state, words))).toBe(state);
  for (const outcome of ['queued', 'sending', 'checking', 'done', 'refused', 'unknown', 'skipped', 'stopped'])
    expect(readCell('outcome', writeCell('outcome', outcome, words))).toBe(outcome);
});

test('a text is cut to what a cell holds', () => {
  expect(textCell(`=${'x'.repeat(60_000)}`)).toHaveLength(50_000);
});

test('words are found by the language of a locale, else in English', () => {
  expect(['en_GB', 'EN', 'xx-YY', '', 'es', 'es-419', 'ES_mx'].map(locale => wordsFor(locale).tag)).toEqual([
    'en',
    'en',
    'en',
    'en',
    'es',
    'es',
    'es',
  ]);
});
