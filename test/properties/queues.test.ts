// The job's lines among arbitrary others in the Activity sheet: a save writes the changed lines where they are now, and
// nothing else.
import fc from 'fast-check';
import { sealed } from '../../src/core/contract/evidence';
import type { ActivityRow, LineOutcome } from '../../src/core/contract/rows';
import { newRecord, type JobRecord } from '../../src/core/jobs/job';
import { checksumOf, openQueue, type Line } from '../../src/core/jobs/queue';
import type { ActivityTable } from '../../src/core/ports';
import { claim, holds } from './runs';

const NOW = Date.UTC(2026, 10, 21, 9);
const RECORD = newRecord({
  kind: 'send',
  by: { who: 'ada@acme.example', signature: 'ada@acme.example' },
  customer: 'my_customer',
  now: NOW,
  chance: 0.5,
  origin: {},
});
const OUTCOMES: readonly LineOutcome[] = ['queued', 'sending', 'checking', 'done', 'refused', 'unknown', 'skipped'];

type Sheet = { rows: ActivityRow[]; writes: [number, number][]; regrouped: number; appended: number };

function makeSheet(rows: readonly ActivityRow[]): { sheet: Sheet; table: ActivityTable } {
  const sheet: Sheet = { rows: [...rows], writes: [], regrouped: 0, appended: 0 };
  // It keeps no seals, so that rows compare by what they say; who reads them finds them sealed.
  const at = (row: ActivityRow, index: number): ActivityRow & { row: number } => ({ ...sealed(row), row: index + 2 });
  const plain = ({
    at: when,
    by,
    job,
    action,
    address,
    outcome,
    reason,
    code,
    http,
    attempts,
  }: ActivityRow): ActivityRow => ({
    at: when,
    by,
    job,
    action,
    address,
    outcome,
    reason,
    code: code.replace(/ ?#\w+$/, ''),
    http,
    attempts,
  });
  const table: ActivityTable = {
    read: () => ({ rows: sheet.rows.map(at), missing: [], places: '' }),
    readRows: (first, last) => sheet.rows.map(at).slice(first - 2, last - 1),
    write: (first, written) => {
      sheet.writes.push([first, written.length]);
      written.forEach((row, index) => {
        sheet.rows[first - 2 + index] = plain(row);
      });
    },
    ensure: () => false,
    append: added => {
      sheet.appended += added.length;
      sheet.rows.push(...added.map(plain));
      return sheet.rows.length - added.length + 2;
    },
    regroup: () => {
      sheet.regrouped++;
      sheet.rows.sort((one, other) => (one.job < other.job ? -1 : one.job > other.job ? 1 : 0));
    },
  };
  return { sheet, table };
}

const own = (number: number, outcome: LineOutcome): ActivityRow => ({
  at: NOW,
  by: 'ada@acme.example',
  job: RECORD.id,
  action: 'send',
  address: `p${number}@acme.example`,
  outcome,
  reason: '',
  code: '',
  http: null,
  attempts: 0,
});
const foreign = (job: string, number: number): ActivityRow => ({
  ...own(number, 'done'),
  job,
  reason: 'An earlier job.',
});

/** Blocks of our lines and of others', in any order; foreign lines may be of the same people. */
const layout = fc
  .array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc
          .array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 8 })
          .map(outcomes => outcomes.map(outcome => ({ ours: true as const, outcome }))),
      },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.constantFrom('20200101-000000-000', '20991231-235959-zzz', ''), { minLength: 1, maxLength: 4 })
          .map(jobs => jobs.map(job => ({ ours: false as const, job }))),
      },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map(blocks => {
    let number = 0;
    return blocks.flat().map(cell => (cell.ours ? own(++number, cell.outcome) : foreign(cell.job, number)));
  })
  .filter(rows => rows.some(row => row.job === RECORD.id));

const recordOf = (rows: readonly ActivityRow[], known: boolean): JobRecord => ({
  ...RECORD,
  first: known ? rows.findIndex(row => row.job === RECORD.id) + 2 : 0,
  total: rows.filter(row => row.job === RECORD.id).length,
  checksum: checksumOf(rows.filter(row => row.job === RECORD.id)),
});

const isAt = ({ rows }: Sheet, line: Line): boolean =>
  rows[line.row - 2]?.job === line.job && rows[line.row - 2]?.address === line.address;
const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, at) => at === 0 || (numbers[at - 1] ?? 0) < number);

test('opening finds each line of the job once, in the order of rows, and loses no other', () => {
  holds(fc.tuple(layout, fc.boolean()), 250, ([rows, known]) => {
    const { sheet, table } = makeSheet(rows);
    const queue = openQueue(table, recordOf(rows, known));
    expect(queue?.lines.map(line => line.address).sort()).toEqual(
      rows
        .filter(row => row.job === RECORD.id)
        .map(row => row.address)
        .sort(),
    );
    for (const line of queue?.lines ?? [])
      claim(
        line.job === RECORD.id && isAt(sheet, line) && sheet.rows[line.row - 2]?.outcome === line.outcome,
        'the line stands where it says',
        { line, rows },
      );
    expect(isAscending((queue?.lines ?? []).map(line => line.row))).toBe(true);
    expect([...sheet.rows].sort(byContent)).toEqual([...rows].sort(byContent));
    expect(sheet.writes).toEqual([]);
  });
});
const byContent = (one: ActivityRow, other: ActivityRow): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

type Edit = (sheet: Sheet) => void;
/** What a person may do between opening and saving that leaves our lines as they are. */
const EDITS: Record<string, Edit> = {
  nothing: () => undefined,
  'inserts a line above': ({ rows }) => {
    rows.unshift(foreign('20200101-000000-000', 1));
  },
  'inserts an empty line in the middle': ({ rows }) => {
    rows.splice(rows.length >> 1, 0, { ...foreign('', 0), address: '' });
  },
  'turns all round': ({ rows }) => {
    rows.reverse();
  },
  'sorts by address': ({ rows }) => {
    rows.sort((one, other) => (one.address < other.address ? -1 : 1));
  },
  'deletes the others': sheet => {
    sheet.rows = sheet.rows.filter(row => row.job === RECORD.id);
  },
};

test('a save writes exactly the changed lines, where a person has moved them to', () => {
  const changes = fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...OUTCOMES), fc.string()), { maxLength: 6 });
  holds(
    fc.tuple(
      layout,
      fc.boolean(),
      fc.array(fc.tuple(changes, fc.constantFrom(...Object.keys(EDITS))), { minLength: 1, maxLength: 4 }),
    ),
    150,
    ([rows, known, rounds]) => {
      const { sheet, table } = makeSheet(rows);
      const queue = openQueue(table, recordOf(rows, known))!;
      for (const [change, edit] of rounds) {
        EDITS[edit]!(sheet);
        const before = new Map(sheet.rows.map(row => [JSON.stringify(row), row]));
        const others = sheet.rows.filter(row => row.job !== RECORD.id);
        const changed = new Set<Line>();
        for (const [index, outcome, reason] of change) {
          const line = queue.lines[index % queue.lines.length]!;
          Object.assign(line, { outcome, reason });
          changed.add(line);
        }
        sheet.writes = [];
        const unmoved = queue.lines.every(line => isAt(sheet, line));
        queue.note([...changed]);
        queue.save();
        // Every line stands once in the sheet, as we know it; those not changed as they stood there before.
        expect(sheet.rows.filter(row => row.job === RECORD.id)).toHaveLength(queue.lines.length);
        for (const line of changed)
          expect(sheet.rows[line.row - 2]).toMatchObject({
            job: RECORD.id,
            address: line.address,
            outcome: line.outcome,
            reason: line.reason,
          });
        for (const row of sheet.rows.filter(
          one => one.job === RECORD.id && ![...changed].some(line => line.address === one.address),
        ))
          claim(before.has(JSON.stringify(row)), 'a line that was not changed stands as before', row);
        expect(sheet.rows.filter(row => row.job !== RECORD.id).sort(byContent)).toEqual(others.sort(byContent));
        expect(sheet.appended).toBe(0);
        expect(queue.removed()).toBe(0);
        if (unmoved) {
          const at = [...changed].map(line => line.row);
          const touched = sheet.writes.flatMap(([first, count]) =>
            Array.from({ length: count }, (_, index) => first + index),
          );
          expect(new Set(touched).size).toBe(touched.length);
          for (const row of at) claim(touched.includes(row), 'what was changed is written', { row, touched });
          for (const [first, count] of sheet.writes)
            claim(
              at.includes(first) && at.includes(first + count - 1),
              'a write begins and ends with what was changed',
              { first, count, at },
            );
        }
      }
    },
  );
});
