// The short campaign over the bundle that ships: a fault of every kind at every service call of a send, a cancel and a
// refresh, and some of everything else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../dev/simulation/campaign';
import type { JobKind } from '../../src/core/contract/kinds';
import { changedBundle, isThere } from '../changed-bundle';
import { BREAKS } from './broken';

const PROGRAM = join(__dirname, '../../.build/simulate.cjs');
beforeAll(() => {
  if (!existsSync(PROGRAM)) throw new Error('There is no .build/simulate.cjs: run node dev/run.mjs --build-only.');
});

/** Where each kind of job meets faults. A new kind has no entry, so it does not compile until it has a scenario. */
const MET_IN: Readonly<Record<JobKind, string>> = {
  send: 'step-send',
  remind: 'schedule',
  cancel: 'step-cancel',
  check: 'step-check',
  refresh: 'step-refresh',
};

function simulate(...options: readonly string[]): { readonly status: number | null; readonly text: string } {
  // Other tests run beside it, and collecting memory in several threads takes a tenth more of a processor.
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--single-threaded-gc', PROGRAM, ...options], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, text: stdout + stderr };
}
const reportOf = (text: string): Report => JSON.parse(text) as Report;

test('a fault of every kind at every call, and some of every other trouble, leave everyone mailed once and the sheets true', () => {
  const { status, text } = simulate('--quick', '--workers', '1', '--json');
  const { sums } = reportOf(text);
  expect(sums.flatMap(({ violations }) => violations)).toEqual([]);
  expect(status).toBe(0);
  const runs = Object.fromEntries(sums.map(sum => [sum.scenario, sum.runs]));
  expect(Object.keys(runs)).toEqual(
    expect.arrayContaining([
      ...Object.values(MET_IN),
      'two-faults',
      'edits',
      'admins',
      'limits',
      'options',
      'everything',
    ]),
  );
  expect(runs['step-send']).toBeGreaterThan(150);
  for (const goal of ['cancel', 'refresh']) expect(runs[`step-${goal}`]).toBeGreaterThan(40);
});

/** Enough runs to tell one engine, or one digest, from another. */
const SOME = [
  '--campaign',
  '--most',
  '2',
  ...['step-send', 'edits', 'admins', 'lag', 'two-copies'].flatMap(name => ['--scenario', name]),
];

test('the same seed is the same run, byte for byte, in any process and whatever ran before it', () => {
  const traced = simulate('--seed', '11', '--trace').text;
  expect(traced.split('\n').length).toBeGreaterThan(100);
  expect(simulate('--seed', '11', '--trace').text).toBe(traced);
  expect(simulate('--seed', '12', '--trace').text).not.toBe(traced);
  const [one, other] = ['1', '2'].map(
    workers => reportOf(simulate(...SOME, '--workers', workers, '--json').text).digest,
  );
  expect(one).toBe(other);
});

test('the runs of a campaign are those that a process of its own gives for each seed', () => {
  // The last of the first ends in another clock than it began with; the third finds out about its start by itself.
  const names = ['two-sheets', 'late', 'bent-schedule'];
  const wanted = names.flatMap(name => ['--scenario', name]);
  const { sums } = reportOf(simulate('--campaign', '--most', '3', ...wanted, '--workers', '1', '--json').text);
  const alone = (name: string, ...seeds: readonly number[]): string => {
    const hash = createHash('sha256');
    for (const seed of seeds)
      hash.update(/^digest (.*)$/m.exec(simulate('--scenario', name, '--seed', String(seed)).text)?.[1] ?? '');
    return createHash('sha256').update(hash.digest('hex')).digest('hex').slice(0, 16);
  };
  expect(sums.slice(1).map(({ digest }) => digest)).toEqual([
    alone('late', 0, 67, 134),
    alone('bent-schedule', 0, 20, 40),
  ]);
});

/** In the usual run settling, the clocks, and the lock; BREAKS=all tries every one. */
const USUAL = ['an interrupted line is sent again', 'a time that somebody typed is believed', 'nothing locks'];
const tried = BREAKS.filter(
  ({ name }) => process.env['BREAKS'] === 'all' || USUAL.some(start => name.startsWith(start)),
);

test('the usual breaks are among all', () => {
  expect(tried.length).toBeGreaterThanOrEqual(USUAL.length);
});

test.each(tried)('the simulation notices that $name', ({ seen, most, ...broken }) => {
  const dist = changedBundle(broken);
  const { status, text } = simulate(
    '--campaign',
    ...seen.flatMap(name => ['--scenario', name]),
    '--most',
    String(most),
    '--first',
    '--workers',
    '1',
    '--dist',
    dist,
    '--json',
  );
  const violations = reportOf(text).sums.flatMap(sum => sum.violations);
  expect(violations).not.toEqual([]);
  expect(status).toBe(1);
  // One command shows it again.
  const [{ scenario, seed } = { scenario: '', seed: 0 }] = violations;
  const again = simulate('--scenario', scenario, '--seed', String(seed), '--dist', dist);
  expect(again).toMatchObject({
    status: 1,
    text: expect.stringContaining(`npm run simulate -- --scenario ${scenario} --seed ${seed}`),
  });
});

test('a bundle built in the same way, with nothing broken, is right', () => {
  const { status, text } = simulate(...SOME, '--dist', changedBundle(null), '--json');
  expect(reportOf(text).sums.flatMap(({ violations }) => violations)).toEqual([]);
  expect(status).toBe(0);
});

test('every break still has its piece in the source', () => {
  expect(BREAKS.filter(broken => !isThere(broken)).map(({ name }) => name)).toEqual([]);
});

test('a break whose piece is not in the source any more is an error, not a pass', () => {
  const broken = { file: 'jobs/run-slice.ts', piece: 'this text is nowhere', by: '' };
  expect(() => changedBundle(broken)).toThrow('does not hold exactly once');
});
