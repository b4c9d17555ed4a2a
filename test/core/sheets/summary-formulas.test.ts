// The Summary's formulas as text: which columns, which words, where.
import { columnOf, NEW_PLACES, reachOf, summaryOf, type Sources } from '../../../src/core/sheets/summary-formulas';
import { wordsFor } from '../../../src/core/words';

const SOURCES: Sources = {
  email: columnOf("Ann's list", 2),
  state: columnOf("Ann's list", 28),
  changedAt: columnOf("Ann's list", 5),
  department: null,
  activity: {
    at: columnOf('Activity', 1),
    action: columnOf('Activity', 4),
    outcome: columnOf('Activity', 6),
    job: columnOf('Activity', 3),
  },
};
const pieces = (sources = SOURCES, tag = 'en', places = NEW_PLACES) => summaryOf(sources, places, wordsFor(tag));

const WORDS = ['text', 'head', 'state'];
const data = (sources = SOURCES) =>
  pieces(sources)
    .filter(({ kind }) => kind === 'data')
    .map(({ cells }) => cells[0]![0]!);

test('a state is counted by its word in each language and by its code, where there is an address', () => {
  expect(data()[0]).toBe(
    `=ARRAYFORMULA(ARRAY_CONSTRAIN(FREQUENCY(IF(IFERROR(REGEXMATCH('Ann''s list'!B:B&"","@."),0),IFERROR(SWITCH(LOWER('Ann''s list'!AB:AB),"not invited",1,"sin invitar",1,"not_yet_sent",1,"invited",2,"invitada",2,"accepted",3,"aceptada",3,"declined",4,"rechazada",4,"not listed",5,"no listada",5,"not_listed",5,6),6),99),SEQUENCE(6)),6,1))`,
  );
});

test('one formula a list leads over the columns: ten references to a whole one, and one TODAY()', () => {
  const all = pieces().flatMap(({ cells }) => cells.flat());
  const wholes = all.flatMap(cell => cell.match(/![A-Z]+:[A-Z]+/g) ?? []);
  expect(wholes).toHaveLength(10);
  expect(all.filter(cell => cell.includes('!'))).toHaveLength(4);
  // What a running job writes has no account counted again.
  expect(all.filter(cell => cell.includes("'Activity'!") && cell.includes('list')).length).toBe(0);
  expect(all.flatMap(cell => cell.match(/TODAY\(\)/g) ?? [])).toHaveLength(1);
});

const WITH = {
  sources: { ...SOURCES, department: columnOf("Ann's list", 9) },
  places: { ...NEW_PLACES, departments: { list: { row: 42, col: 1 }, data: { row: 19, col: 27 } } },
};

test('by department leads over three columns more; where the column is gone, the list is empty', () => {
  const formulaOf = (sources: Sources): string =>
    summaryOf(sources, WITH.places, wordsFor('en')).find(({ at }) => at.col === 27)!.cells[0]![0]!;
  expect(formulaOf(WITH.sources).match(/![A-Z]+:[A-Z]+/g)).toHaveLength(3);
  expect(formulaOf(WITH.sources)).not.toMatch(/[{};\\]|\d\.\d|TRUE|FALSE/);
  expect(formulaOf(SOURCES)).toBe('=NA()');
  expect(reachOf(WITH.places).row).toBe(63);
});

test('no formula has what a language writes otherwise: a block in braces, a semicolon, a point, a truth value', () => {
  for (const formula of data()) expect(formula).not.toMatch(/[{};\\]|\d\.\d|TRUE|FALSE/);
});

test('formulas are the same in every language; only the names differ', () => {
  const formulas = (tag: string) =>
    pieces(SOURCES, tag)
      .filter(({ kind }) => !WORDS.includes(kind))
      .map(({ cells }) =>
        cells.map(line => line.map(cell => cell.replace(/"(?:Other|Otros|Something|Algo) [^"]*"/, ''))),
      );
  expect(formulas('es')).toEqual(formulas('en'));
  expect(pieces(SOURCES, 'es')[0]!.cells).not.toEqual(pieces()[0]!.cells);
});

test('every block is a rectangle, of formulas or of words alone, and inside what the sheet must reach', () => {
  const reach = reachOf(NEW_PLACES);
  for (const { at, cells, kind } of pieces()) {
    expect(new Set(cells.map(line => line.length)).size).toBe(1);
    expect(cells.flat().every(cell => cell.startsWith('=') !== WORDS.includes(kind))).toBe(true);
    expect(at.row + cells.length - 1).toBeLessThanOrEqual(reach.row);
    expect(at.col + cells[0]!.length - 1).toBeLessThanOrEqual(reach.col);
  }
});

test('what is seen refers to where the hidden columns are now; without an Activity sheet nothing was sent', () => {
  const moved = { ...NEW_PLACES, data: { row: 30, col: 40 } };
  const counts = pieces(SOURCES, 'en', moved).find(({ at }) => at.row === 5 && at.col === 2);
  expect(counts!.cells[1]).toEqual(['=IF(ISERROR(IFNA($AN$30,"")),"",IFERROR(INDEX($AN$30:$AN$35,2),""))']);
  expect(data({ ...SOURCES, activity: null })[3]).toBe('=ARRAYFORMULA(0*SEQUENCE(13,2))');
});
