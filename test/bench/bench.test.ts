// The bench measures what it says, on jobs that take no time: figures of the work that was done, a table with its rows,
// a verdict on each number, and one build beside another.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Build, buildBefore, Misuse, NEW } from '../../dev/bench/builds';
import { worseThanBefore } from '../../dev/bench/compare';
import { type Figures, measureTask } from '../../dev/bench/measure';
import type { Plain } from '../../dev/bench/plain';
import { fillActivity } from '../../dev/bench/prepare';
import { measurePeople, PEOPLE } from '../../dev/bench/people';
import { floorOf, idOf, isTimed, MODELS, ROWS, tasksOf, type Job, type Row } from '../../dev/bench/rows';
import { measureStartUp, START_ROWS } from '../../dev/bench/start-up';
import { EXPLAINED, plainTable, tableOf } from '../../dev/bench/table';
import { verdictLines, verdictsOf } from '../../dev/bench/verdicts';
import { createWorld, seed } from '../../dev/emulator/index';
import { startRig } from '../../dev/rig';

const row = (name: string, job: Job): Row => ({ name, job, models: MODELS });
const LISTS = [
  row('list 30', { kind: 'list', accounts: 30, again: false }),
  row('list 30 again', { kind: 'list', accounts: 30, again: true }),
];
const SEND = row('send 25', { kind: 'send', accounts: 25, quota: null });
const NARROW = row('send 25 at 20', {
  kind: 'send',
  accounts: 25,
  quota: { perMinute: 20, window: 'fixed', retryAfter: true },
});

test('a list, and the same list into the sheet that has it already', () => {
  const [fresh, again] = measureTask(LISTS, 'fetch');
  expect(fresh).toMatchObject({
    row: 'list 30',
    model: 'fetch',
    fetchMs: 200,
    wallMs: 200,
    floorMs: 200,
    batches: 1,
    refused: 0,
    executions: 2,
  });
  expect(again).toMatchObject({ row: 'list 30 again', fetchMs: 200, batches: 1, requests: 9 });
  expect(again!.sheetsCalls).toBeLessThan(fresh!.sheetsCalls);
  expect(fresh!.reachedMs).toBe(200);
  expect(again!.reachedMs).toBeNull();
  expect(fresh!.largestProperty).toBeGreaterThan(100);
  expect(fresh!.heapMB).toBeGreaterThan(0);
});

test('people beside accounts: compared and written, in as many calls however many they are', () => {
  const [few, more] = [30, 300].map(count => measurePeople([NEW], count));
  expect(few).toMatchObject({ row: PEOPLE, unit: 'ms', before: null });
  expect(more!.now).toBeGreaterThan(0);
  expect(more!.detail).toBe(few!.detail);
  expect(few!.detail).toMatch(/ \d+ calls$/);
});

test('a send, with services that take time and with ones that do not', () => {
  const [slow] = measureTask([SEND], 'google');
  const [fast] = measureTask([SEND], 'fetch');
  // Two requests more than addresses: what others did since the refresh, and a look whether the list knows.
  expect(slow).toMatchObject({ requests: 27, refused: 0, batches: 2, largestBatch: 25, fetchMs: 400 });
  expect(fast).toMatchObject({ requests: 27, wallMs: 400, floorMs: 200 });
  expect(slow!.wallMs).toBeGreaterThan(5_000);
  expect(slow!.perBatch).toBeLessThanOrEqual(6);
  // 25 rows of at least 9 columns stand in Accounts, and as many lines are written into Activity.
  expect(slow!.cellsRead).toBeGreaterThanOrEqual(25 * 9);
  expect(slow!.cellsWritten).toBeGreaterThanOrEqual(25 * 9);
  expect(slow!.largestBlock).toBeGreaterThanOrEqual(25 * 9);
  expect(slow!.largestBlock).toBeLessThan(slow!.cellsRead);
});

test('a check asks about each address, and mails nobody', () => {
  const [figures] = measureTask([row('check 30', { kind: 'check', accounts: 30, quota: null })], 'fetch');
  expect(figures).toMatchObject({ requests: 30, batches: 2, wallMs: 400, floorMs: 200, refused: 0 });
});

test('a send against a quota counts what Google refused', () => {
  const [figures] = measureTask([NARROW], 'fetch');
  expect(figures!.refused).toBeGreaterThan(0);
  expect(figures!.requests).toBe(27 + figures!.refused);
  expect(figures!.wallMs).toBeGreaterThanOrEqual(figures!.floorMs!);
});

test('the floors: rounds from both ends; batches; what a quota leaves', () => {
  const at = (job: Job, started = 0, taken = 0): number | null => {
    const world = createWorld();
    if (job.kind === 'list') seed(world, { accounts: job.accounts, young: 0, managed: 0, states: { INVITED: 1 } });
    return floorOf(job, world, started, taken);
  };
  expect(at({ kind: 'list', accounts: 1_000, again: false })).toBe(3 * 200);
  expect(at({ kind: 'send', accounts: 1_000, quota: null })).toBe(20 * 200);
  expect(at({ kind: 'send', accounts: 600, quota: { perMinute: 600, window: 'fixed' } })).toBe(12 * 200);
  expect(at({ kind: 'send', accounts: 601, quota: { perMinute: 600, window: 'fixed' } }, 20_000)).toBe(40_200);
  expect(at({ kind: 'send', accounts: 1_201, quota: { perMinute: 600, window: 'sliding' } }, 20_000)).toBe(120_200);
  // Questions beside the mails are asked of the same quota.
  expect(at({ kind: 'send', accounts: 600, quota: { perMinute: 600, window: 'fixed' } }, 0, 609)).toBe(60_200);
});

test('a preview of marked rows leaves most out; a sidebar opens over the lines of Activity', () => {
  const [preview] = measureTask([row('preview 40', { kind: 'preview', accounts: 40 })], 'google');
  expect(preview).toMatchObject({ requests: 0, executions: 1, floorMs: null, cellsWritten: 0 });
  expect(preview!.computingMs).toBeGreaterThan(0);
  const [opened] = measureTask([row('open 30', { kind: 'open', accounts: 30, lines: 200 })], 'google');
  expect(opened).toMatchObject({ requests: 0, executions: 1, floorMs: null, computingMs: null });
  expect(opened!.wallMs).toBeGreaterThan(0);
});

test('lines of past jobs are copies of the one line that there is, each about somebody else', () => {
  const rig = startRig();
  const sheet = rig.spreadsheet.addSheet('Activity');
  sheet.setValues({ row: 1, col: 1, rows: 1, cols: 3 }, [['Email', 'Outcome', 'Job']]);
  sheet.setValues({ row: 2, col: 1, rows: 1, cols: 3 }, [['ann@acme.example', 'Done', 'abc1234']]);
  fillActivity(rig, 150, { id: 'abc1234', address: 'ann@acme.example' });
  const lines = rig.sheet('Activity').slice(1);
  expect(lines).toHaveLength(150);
  expect(new Set(lines.map(([email]) => email)).size).toBe(150);
  expect(new Set(lines.map(([, outcome]) => outcome))).toEqual(new Set(['Done']));
  // The job that made the first line keeps it alone.
  expect([...new Set(lines.map(([, , job]) => job))]).toEqual(['abc1234', 'abc0000', 'abc0001']);
});

/** As many digits as the largest rows have. */
const LARGEST = {
  wallMs: 10_105_000,
  floorMs: 1_001_000,
  fetchMs: 1_040_000,
  executions: 100,
  requests: 10_300,
  refused: 1_300,
  batches: 2_000,
  largestBatch: 50,
  cellsRead: 12_345_678,
  cellsWritten: 2_345_678,
  largestBlock: 900_009,
  reachedMs: 1_234_000,
  perBatch: 6,
  perPausedBatch: 6,
  largestProperty: 9_000,
  heapMB: 400,
  computingMs: 36_900,
  passes: 300,
  formulaCells: 30_000_000,
  formulaMs: 36_000,
  rounds: 25,
  rssMB: 500,
};

const PLAIN: Plain = {
  row: 'workbench, send 200',
  unit: 'ms',
  now: 2_000,
  before: null,
  detail: '',
  tolerance: 0.1,
};

test('the table has every row, measured or not, its peers beneath, and the verdicts name what is missing', () => {
  const measured = [
    ...MODELS.flatMap(model => measureTask([{ ...SEND, name: 'send 200' }], model)),
    ...measureTask([{ ...NARROW, name: 'send 10,000 at 600 a minute, fixed' }], 'google'),
  ];
  const table = tableOf(ROWS, measured);
  for (const { name } of ROWS) expect(table).toContain(`\n${name}\n`);
  expect(table).toMatch(/\nsend 200\n +google +new +\d+\.\d+ s/);
  expect(table).toMatch(/peers: GAM7 43\.0/);
  expect(table).toMatch(/\nlist 100,000 again\n +not measured/);
  const verdicts = verdictLines(verdictsOf(measured, [PLAIN]));
  expect(verdicts).toMatch(/^reached +send 200 in the workbench.* 2\.00 s$/m);
  expect(verdicts).toMatch(/^MISSED +send 10,000 against a quota of 600 a minute, with Google.*: within/m);
  expect(verdicts).toMatch(/^not here +memory for 100,000/m);
  expect(verdicts).not.toContain('the build before');
});

/** A build that is this one with something changed in its script. */
function changed(change: (code: string) => string): Build & { remove: () => void } {
  const dist = mkdtempSync(join(tmpdir(), 'bench-test-'));
  for (const name of ['Code.js', 'Sidebar.html', 'appsscript.json']) {
    const text = readFileSync(join(NEW.dist, name), 'utf8');
    writeFileSync(join(dist, name), name === 'Code.js' ? change(text) : text);
  }
  return { name: 'before', dist, remove: () => rmSync(dist, { recursive: true }) };
}

test('two builds are told apart: one line for both where all is the same, else their ratio', () => {
  const same = changed(code => code);
  // Every flush is two: more calls of Sheets, and nothing else. The context is used again, and changed once.
  const twice =
    'const f=SpreadsheetApp.flush;SpreadsheetApp.flush=()=>{f.call(SpreadsheetApp);f.call(SpreadsheetApp)};';
  const slower = changed(code => `${code}\nif(!globalThis.slower){globalThis.slower=true;${twice}}`);
  try {
    const alike = measureTask([SEND], 'google', [NEW, same]);
    expect(tableOf([SEND], alike)).toMatch(/\n +google +both /);
    expect(worseThanBefore(alike, [])).toEqual([]);
    const [now, before] = measureTask([SEND], 'google', [NEW, slower]) as [Figures, Figures];
    expect(before.sheetsCalls).toBeGreaterThan(now.sheetsCalls);
    expect(tableOf([SEND], [now, before])).toMatch(/\n +google +new .*\n +google +before .*\n +ratio +0\.\d{3} /);
    expect(worseThanBefore([now, before], [])).toEqual([]);

    const swapped: Figures[] = [
      { ...before, build: 'new' },
      { ...now, build: 'before' },
    ];
    expect(worseThanBefore(swapped, []).join()).toMatch(/send 25 \(google\) Sheets ×1\.\d+/);
    const verdicts = verdictLines(verdictsOf(swapped, [{ ...PLAIN, before: 1_000 }]));
    expect(verdicts.replace(/\s+/g, ' ')).toMatch(
      /^MISSED no figure worse than the build before.*workbench, send 200 ×2/,
    );
  } finally {
    same.remove();
    slower.remove();
  }
});

test('a start of the script and the page that one person is given, of two builds', () => {
  const longer = changed(code => `${code}// ${'x'.repeat(997)}`);
  try {
    const figures = measureStartUp([NEW, longer], () => true, 3);
    expect(figures.map(figure => figure.row)).toEqual(START_ROWS);
    for (const { now, before } of figures) expect(Math.min(now, before!)).toBeGreaterThan(0);
    const [, code, english, spanish] = figures;
    expect(code!.before! - code!.now).toBe(1_000);
    expect(english!.now).toBe(english!.before);
    expect(Math.abs(spanish!.now - english!.now)).toBeLessThan(20_000);
    expect(
      Math.max(
        ...plainTable(figures)
          .split('\n')
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(116);
    expect(plainTable(figures)).toMatch(/^bytes of Code\.js +\d+\.\d KB +\d+\.\d KB +0\.99\d$/m);
  } finally {
    longer.remove();
  }
});

test('a commit that does not exist is told in plain words', () => {
  expect(() => buildBefore('no-such-commit')).toThrow(Misuse);
  expect(() => buildBefore('no-such-commit')).toThrow('There is no commit "no-such-commit" in this repository.');
});

test('no line of what is printed is longer than 120 columns', () => {
  const figures = ROWS.flatMap(({ name }) =>
    MODELS.flatMap(model =>
      (['new', 'before'] as const).map(
        (build): Figures => ({
          ...LARGEST,
          row: name,
          model,
          build,
          sheetsCalls: build === 'new' ? 12_345 : 54_321,
        }),
      ),
    ),
  );
  const plain = START_ROWS.map(name => ({ ...PLAIN, row: name, now: 123_456, before: 1, detail: 'median of 400' }));
  const text = [tableOf(ROWS, figures), EXPLAINED, plainTable(plain), verdictLines(verdictsOf(figures, plain))].join(
    '\n',
  );
  expect(text.split('\n').filter(line => line.length > 120)).toEqual([]);
});

test('what a row is called on the command line is its own', () => {
  const ids = ROWS.map(({ name }) => idOf(name));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('send-10000-at-600-a-minute-fixed');
});

test('every row belongs to one task in each of its models, and a list again follows its list', () => {
  const tasks = tasksOf(ROWS, [NEW]);
  for (const model of MODELS)
    expect(
      tasks
        .filter(task => task.model === model)
        .flatMap(task => task.rows.map(({ name }) => name))
        .sort(),
    ).toEqual(
      ROWS.filter(({ models }) => models.includes(model))
        .map(({ name }) => name)
        .sort(),
    );
  expect(tasks[0]?.rows.map(({ name }) => name)).toEqual(['list 2,000', 'list 2,000 again']);

  const both = tasksOf(ROWS, [NEW, { ...NEW, name: 'before' }]);
  for (const { rows, builds } of both) expect(builds.map(({ name }) => name)).toHaveLength(rows.some(isTimed) ? 2 : 1);
  expect(both.length).toBe(2 * tasks.length - tasks.filter(({ rows }) => rows.some(isTimed)).length);
});
