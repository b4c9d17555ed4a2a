// The delays that have a part for each cell, and the waiting while formulas are computed: figures worked out by hand.
import { Delays, FORMULA_CELL_MS, SIZED } from '../../dev/delays';
import { Person, SpreadsheetModel } from '../../dev/platform/index';
import { GOOGLE_LATENCY } from '../../dev/rig';

function start(options: { readonly sized: boolean; readonly formulas: boolean }) {
  const book = new SpreadsheetModel();
  let now = 0;
  book.now = () => now;
  const person = new Person(book);
  const [sheet] = book.sheets;
  const delays = new Delays(() => book, GOOGLE_LATENCY, options);
  const area = (rows: number, cols: number) => `[{"sheet":0,"row":1,"col":1,"rows":${rows},"cols":${cols}}]`;
  return { book, person, sheet: sheet!, delays, area, advance: (ms: number) => (now += ms) };
}

test('a read takes its cells, and what was held back before it; a write nothing of its own until then', () => {
  const { delays, area } = start({ sized: true, formulas: false });
  expect(delays.latency('Range.getValues', 'read', area(100, 10))).toBe(SIZED.read.call + 1_000 * SIZED.read.cell);
  expect(delays.latency('Range.setValues', 'write', area(400, 10))).toBe(GOOGLE_LATENCY.write);
  // The measurement itself: 4,000 cells in 610 ms.
  expect(Math.round(delays.latency('SpreadsheetApp.flush', 'flush', '[]'))).toBe(609);
  expect(delays.latency('SpreadsheetApp.flush', 'flush', '[]')).toBe(SIZED.flush.call);
  delays.latency(
    'RangeList.setValue',
    'write',
    '[[{"row":1,"col":1,"rows":2,"cols":1},{"row":5,"col":1,"rows":8,"cols":1}],true]',
  );
  const late = SIZED.flush.call + 10 * SIZED.flush.cell;
  expect(delays.latency('Sheet.getLastRow', 'read', '[0]')).toBe(late + SIZED.read.call);
  expect(delays.latency('Properties.getProperty', 'property', '["document","x"]')).toBe(80);
});

test('the model of today takes the same for every size', () => {
  const { delays, area } = start({ sized: false, formulas: false });
  expect(delays.latency('Range.getValues', 'read', area(100_000, 9))).toBe(600);
});

test('calls wait for the formulas that look at what was written, in proportion to their cells, and for no others', () => {
  const { person, sheet, delays, area, advance, book } = start({ sized: false, formulas: true });
  person.type(sheet.id, 1, 3, '=COUNTIF(A:A,"x")+COUNTIF(A:A,"y")');
  const wait = () => delays.latency('Range.getValues', 'read', area(1, 1)) - 600;
  wait();
  advance(1_000);
  person.type(sheet.id, 1, 2, 'elsewhere');
  expect(wait()).toBe(0);
  person.type(sheet.id, 1, 1, 'x');
  expect(wait()).toBeCloseTo(2_000 * FORMULA_CELL_MS);
  expect(delays.latency('Properties.getProperty', 'property', '["document","x"]')).toBe(80);
  // Computed while the script did something else.
  advance(1_000);
  person.type(sheet.id, 2, 1, 'x');
  advance(2_000 * FORMULA_CELL_MS);
  expect(wait()).toBe(0);
  sheet.setStyle({ row: 1, col: 1, rows: 1, cols: 1 }, { background: '#ffffff' });
  expect(wait()).toBe(0);
  expect(book.formulas.recalculation.all()).toEqual({ passes: 2, cells: 2_000 });
});
