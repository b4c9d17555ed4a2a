// What a sidebar that opens shows before the rows are read: numbers that are kept, each time with their age.
import { GOOGLE_LATENCY } from '../../dev/rig';
import { openOffice, people, type Office } from './office';

/** More than are simply read. */
const COUNT = 1_050;
const CELLS = /^Range(List)?\.|^Sheet\.get(Last|Data)|^SpreadsheetApp\.flush$|Finder\./;
let costly = false;
const office = openOffice({
  accounts: people(COUNT),
  latency: (_op, kind) => (costly ? (GOOGLE_LATENCY[kind] ?? 0) : 0),
});
const { rig } = office;

/** The quick answer, which reads nothing of the sheet and takes no longer than two reads of the store. */
function quick(its: Office = office) {
  its.rig.calls.reset();
  const began = its.rig.clock.now();
  costly = true;
  const seen = its.get('overview', [true]);
  costly = false;
  return {
    ...seen,
    tookMs: its.rig.clock.now() - began,
    cells: its.rig.calls.list.filter(({ op }) => CELLS.test(op)).map(({ op }) => op),
  };
}
const iso = (): string => new Date(rig.clock.now()).toISOString();
const exact = () => office.get('overview', []);

test('before anything was counted, the quick answer is the exact one', () => {
  expect(office.get('overview', [true])).toEqual({ ...exact(), hasSheet: false, asOf: null });
});

test('after a refresh it tells what that saw, and when, without a look at a cell', () => {
  office.refresh();
  const counted = iso();
  rig.clock.advance(3_600_000);
  const { tookMs, cells, ...seen } = quick();
  expect([tookMs <= 300, cells]).toEqual([true, []]);
  expect(seen).toEqual({ ...exact(), now: seen.now, asOf: counted });
  expect([seen.hasSheet, seen.counts.NOT_YET_SENT, exact().asOf]).toEqual([true, COUNT, null]);
});

test('what a person edits since is in the exact answer only, and the quick one is never without its age', () => {
  for (const row of [2, 3]) rig.person.tick(office.sheetId(), row, office.column('Mark'), true);
  rig.person.type(office.sheetId(), 4, office.column('State'), 'Accepted');
  const { counts, marked, asOf } = quick();
  expect([counts.NOT_YET_SENT, marked, asOf]).toEqual([COUNT, 0, expect.any(String)]);
  expect(exact()).toMatchObject({ counts: { NOT_YET_SENT: COUNT - 1, ACCEPTED: 1 }, marked: 2, asOf: null });
});

test('marking and a job count anew', () => {
  office.get('mark', [{ addresses: ['p005@acme.example'] }]);
  const marked = iso();
  rig.clock.advance(60_000);
  expect(quick()).toMatchObject({ marked: 3, counts: { ACCEPTED: 1 }, asOf: marked });
  office.run('send');
  const sent = quick();
  expect(sent).toMatchObject({ marked: 0, counts: { INVITED: 3, ACCEPTED: 1 } });
  expect(Date.parse(sent.asOf!)).toBeGreaterThan(Date.parse(marked));
});

test('few rows are simply read', () => {
  const few = openOffice({ accounts: people(3) });
  few.refresh();
  expect(few.get('overview', [true])).toMatchObject({ counts: { NOT_YET_SENT: 3 }, asOf: null });
});

test('a full store keeps nobody from marking', () => {
  rig.before = op => {
    if (op === 'Properties.setProperties') throw new Error('Argument too large: value');
  };
  expect(office.code('mark', ['none'])).toBe('ok');
  rig.uncrash();
});
