// The Summary's formulas as text: which columns, which words, where.
import { columnOf, NEW_PLACES, reachOf, summaryOf, type Sources } from '../../../src/core/sheets/summary-formulas';
import { wordsFor } from '../../../src/core/words';

const SOURCES: Sources = {
  email: columnOf("Ann's list", 2),
  state: columnOf("Ann's list", 28),
  changedAt: columnOf("Ann's list", 5),
  activity: {
    at: columnOf('Activity', 1),
    action: columnOf('Activity', 4),
    outcome: columnOf('Activity', 6),
    job: columnOf('Activity', 3),
  },
};
const pieces = (sources = SOURCES, tag = 'en', places = NEW_PLACES) => summaryOf(sources, places, wordsFor(tag));

test('a state is counted by its word in each language and by its code, where there is an address', () => {
  expect(pieces()[2]!.cells[0]).toEqual([
    `=COUNTIFS('Ann''s list'!B:B,"*@?*",'Ann''s list'!AB:AB,"Not invited")+COUNTIFS('Ann''s list'!B:B,"*@?*",'Ann''s list'!AB:AB,"Sin invitar")+COUNTIFS('Ann''s list'!B:B,"*@?*",'Ann''s list'!AB:AB,"NOT_YET_SENT")`,
  ]);
  // "Invited" and INVITED are the same to COUNTIFS: once.
  expect(pieces()[2]!.cells[1]![0]!.match(/COUNTIFS/g)).toHaveLength(2);
});

test('formulas are the same in every language; only the names differ', () => {
  const formulas = (tag: string) => pieces(SOURCES, tag).filter(({ kind }) => kind !== 'text' && kind !== 'head');
  expect(formulas('es')).toEqual(formulas('en'));
  expect(pieces(SOURCES, 'es')[0]!.cells).not.toEqual(pieces()[0]!.cells);
});

test('every block is a rectangle, of formulas or of words alone, and inside what the sheet must reach', () => {
  const reach = reachOf(NEW_PLACES);
  for (const { at, cells, kind } of pieces()) {
    expect(new Set(cells.map(line => line.length)).size).toBe(1);
    expect(cells.flat().every(cell => cell.startsWith('=') === (kind !== 'text' && kind !== 'head'))).toBe(true);
    expect(at.row + cells.length - 1).toBeLessThanOrEqual(reach.row);
    expect(at.col + cells[0]!.length - 1).toBeLessThanOrEqual(reach.col);
  }
});

test('blocks that were moved refer to where they are now; without an Activity sheet nothing was sent', () => {
  const moved = { ...NEW_PLACES, weeks: { row: 30, col: 12 } };
  const [, counts] = pieces({ ...SOURCES, activity: null }, 'en', moved).filter(({ at }) => at.row === 31);
  expect(counts!.at).toEqual({ row: 31, col: 13 });
  expect(counts!.cells[0]![0]).toBe('=0');
  expect(pieces({ ...SOURCES, activity: null }).at(-1)!.cells[0]).toEqual(['=0']);
  expect(counts!.cells[0]![1]).toContain(`">="&N(L31),'Ann''s list'!E:E,"<"&N(L31+7)`);
});
