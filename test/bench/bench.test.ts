// The bench measures what it says, on jobs that take no time: figures of the work that was done, a table with its rows,
// and a verdict on each number.
import { measureTask } from '../../dev/bench/measure';
import { floorOf, MODELS, ROWS, tasksOf, type Job, type Row } from '../../dev/bench/rows';
import { tableOf } from '../../dev/bench/table';
import { verdictLines, verdictsOf } from '../../dev/bench/verdicts';
import { createWorld, seed } from '../../dev/emulator/index';

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
  expect(fresh!.largestProperty).toBeGreaterThan(100);
  expect(fresh!.heapMB).toBeGreaterThan(0);
});

test('a send, with services that take time and with ones that do not', () => {
  const [slow] = measureTask([SEND], 'google');
  const [fast] = measureTask([SEND], 'fetch');
  expect(slow).toMatchObject({ requests: 25, refused: 0, batches: 2, largestBatch: 15, fetchMs: 400 });
  expect(fast).toMatchObject({ requests: 25, wallMs: 400, floorMs: 200 });
  expect(slow!.wallMs).toBeGreaterThan(5_000);
  expect(slow!.perBatch).toBeLessThanOrEqual(6);
});

test('a check asks about each address, and mails nobody', () => {
  const [figures] = measureTask([row('check 25', { kind: 'check', accounts: 25, quota: null })], 'fetch');
  expect(figures).toMatchObject({ requests: 25, batches: 2, wallMs: 400, floorMs: 200, refused: 0 });
});

test('a send against a quota counts what Google refused', () => {
  const [figures] = measureTask([NARROW], 'fetch');
  expect(figures!.refused).toBeGreaterThan(0);
  expect(figures!.requests).toBe(25 + figures!.refused);
  expect(figures!.wallMs).toBeGreaterThanOrEqual(figures!.floorMs);
});

test('the floors: rounds from both ends; batches; what a quota leaves', () => {
  const at = (job: Job, started = 0): number => {
    const world = createWorld();
    if (job.kind === 'list') seed(world, { accounts: job.accounts, young: 0, managed: 0, states: { INVITED: 1 } });
    return floorOf(job, world, started);
  };
  expect(at({ kind: 'list', accounts: 1_000, again: false })).toBe(3 * 200);
  expect(at({ kind: 'send', accounts: 1_000, quota: null })).toBe(20 * 200);
  expect(at({ kind: 'send', accounts: 600, quota: { perMinute: 600, window: 'fixed' } })).toBe(12 * 200);
  expect(at({ kind: 'send', accounts: 601, quota: { perMinute: 600, window: 'fixed' } }, 20_000)).toBe(40_200);
  expect(at({ kind: 'send', accounts: 1_201, quota: { perMinute: 600, window: 'sliding' } }, 20_000)).toBe(120_200);
});

test('the table has every row, measured or not, its peers beneath, and the verdicts name what is missing', () => {
  const measured = [
    ...MODELS.flatMap(model => measureTask([{ ...SEND, name: 'send 200' }], model)),
    ...measureTask([{ ...NARROW, name: 'send 10,000 at 600 a minute, fixed' }], 'google'),
  ];
  const table = tableOf(ROWS, measured);
  for (const { name } of ROWS) expect(table).toContain(name);
  expect(table).toMatch(/send 200 +google +\d+\.\d+ s/);
  expect(table).toMatch(/peers: GAM7 43\.0/);
  expect(table).toMatch(/list 100,000 again +not measured/);
  const verdicts = verdictsOf(measured, [{ name: 'workbench, send 200', ms: 2_000, detail: '' }]);
  expect(verdictLines(verdicts)).toMatch(/^reached +send 200 in the workbench.* 2\.00 s$/m);
  expect(verdictLines(verdicts)).toMatch(
    /^MISSED +send 10,000 against a quota of 600 a minute, with Google.*: within/m,
  );
  expect(verdictLines(verdicts)).toMatch(/^not here +memory for 100,000/m);
});

test('every row belongs to one task in each of its models, and a list again follows its list', () => {
  const tasks = tasksOf(ROWS);
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
});
