// Archiving step by step with a shelf in memory: copy, look, only then clear, wherever it is cut off.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { makeContext } from '../../../src/core/context';
import { answer } from '../../../src/core/contract/answer';
import type { AccountRow, ActivityRow } from '../../../src/core/contract/rows';
import { DAY } from '../../../src/core/contract/time';
import { newRecord, saveRecord } from '../../../src/core/jobs/job';
import type { Deps } from '../../../src/core/ports';
import { archiveRequests } from '../../../src/core/requests/archive';
import { code, makeOffice, value, words } from '../office';

type Sheet = {
  lines: ActivityRow[] | null;
  missing: (keyof ActivityRow)[];
  accounts: AccountRow[] | null;
  shelf: ActivityRow[];
  closed: ActivityRow[][];
};
const NOW = makeOffice().now();
const line = (address: string, patch: Partial<ActivityRow> = {}): ActivityRow => ({
  at: NOW - 200 * DAY,
  by: 'ada',
  job: 'j1',
  action: 'send',
  address,
  outcome: 'refused',
  reason: '',
  code: '',
  http: 400,
  attempts: 1,
  ...patch,
});
const account = (email: string, state: AccountRow['state']): AccountRow => ({
  ...EMPTY_ROW,
  email,
  state,
  mails: 1,
});
/** Five later jobs, which are shown as recent. */
const later = ['j5', 'j6', 'j7', 'j8', 'j9'].map(job => line('z@a.example', { job }));

function ready(lines: readonly ActivityRow[] | null, patch: { recentDays?: number } = {}) {
  const sheet: Sheet = {
    lines: lines === null ? null : [...lines, ...later],
    missing: [],
    accounts: null,
    shelf: [],
    closed: [],
  };
  const hooks: { before: (step: string) => void } = { before: () => undefined };
  const { deps } = makeOffice().execution('ada@acme.example');
  const all = () => sheet.lines ?? [];
  const numbered = () => all().map((row, at) => ({ ...row, row: at + 2 }));
  const steps: string[] = [];
  function step<T>(name: string, work: () => T): T {
    hooks.before(name);
    steps.push(name);
    return work();
  }
  const shelf: Deps['archiveSheet'] = {
    lines: () => step('lines', () => [...sheet.shelf]),
    sink: (fresh, copied) =>
      step('sink', () => {
        const pick = (rows: readonly number[]) => all().filter((_cells, at) => rows.includes(at + 2));
        sheet.lines = [
          ...all().filter((_cells, at) => !fresh.includes(at + 2) && !copied.includes(at + 2)),
          ...pick(fresh),
          ...pick(copied),
        ];
      }),
    copy: (first, last) =>
      step('copy', () => {
        const before = sheet.shelf;
        sheet.shelf = [...before, ...all().slice(first - 2, last - 1)];
        return () => {
          sheet.shelf = before;
        };
      }),
    clear: (first, last) =>
      step('clear', () => {
        sheet.lines?.splice(first - 2, last - first + 1);
      }),
    close: () =>
      step('close', () => {
        if (sheet.shelf.length === 0) return '';
        sheet.closed.push(sheet.shelf);
        sheet.shelf = [];
        return 'Activity 2026-11-21';
      }),
  };
  const used: Deps = {
    ...deps,
    archiveSheet: shelf,
    settings: () => ({ ...deps.settings(), recentDays: patch.recentDays ?? 7 }),
    flush: () => {
      step('flush', () => undefined);
    },
    activity: {
      ...deps.activity,
      read: () => (sheet.lines === null ? null : { rows: numbered(), missing: sheet.missing, places: '' }),
      readRows: (first, last) => step('readRows', () => numbered().slice(first - 2, last - 1)),
    },
    accounts: {
      ...deps.accounts,
      read: () =>
        sheet.accounts === null
          ? null
          : { rows: sheet.accounts.map((row, at) => ({ ...row, row: at + 2 })), missing: [], places: '' },
    },
  };
  const desk = archiveRequests({ ...makeContext(used, words), alone: work => work() });
  return { ...desk, sheet, hooks, steps, deps: used };
}
/** Every line there is, wherever it is. */
const everywhere = ({ lines, shelf, closed }: Sheet): string[] =>
  [...(lines ?? []), ...shelf, ...closed.flat()].map(row => JSON.stringify(row)).sort();

test('the preview tells how many lines, from when to when, and how many stay because their people are open', () => {
  const office = ready([
    line('a', { at: NOW - 100 * DAY }),
    line('b', { at: NOW - 300 * DAY }),
    line('c@a.example', { outcome: 'done' }),
    line('d@a.example', { outcome: 'done' }),
    line('c@a.example', { action: 'cancel', outcome: 'done' }),
    line('n', { at: null }),
  ]);
  office.sheet.accounts = [account('c@a.example', 'INVITED'), account('d@a.example', 'ACCEPTED')];
  expect(value(office.previewArchive(1))).toEqual({
    lines: 3,
    from: new Date(NOW - 300 * DAY).toISOString(),
    to: new Date(NOW - 100 * DAY).toISOString(),
    days: 90,
    open: 2,
  });
  expect(office.steps).toEqual([]);
});

test('without an old line the preview has no times, and archiving says so and finishes what was left unfinished', () => {
  const office = ready([]);
  expect(value(office.previewArchive(120))).toEqual({ lines: 0, from: null, to: null, days: 120, open: 0 });
  office.sheet.shelf = [line('earlier')];
  expect(code(office.archive(90))).toBe('nothing-to-archive');
  expect(office.sheet.closed).toEqual([[line('earlier')]]);
});

test('without an Activity sheet there is nothing to archive; with columns missing the person is told', () => {
  const none = ready(null);
  expect([code(none.previewArchive(90)), code(none.archive(90))]).toEqual(['nothing-to-archive', 'nothing-to-archive']);
  const office = ready([line('a')]);
  office.sheet.missing = ['reason'];
  expect([code(office.previewArchive(90)), code(office.archive(90)), office.steps]).toEqual([
    'activity-columns',
    'activity-columns',
    [],
  ]);
});

test('not while another job is under way', () => {
  const office = ready([line('a')]);
  const { deps } = office;
  const running = { kind: 'send', by: deps, customer: 'my_customer', now: NOW, chance: 0.5, origin: {} } as const;
  saveRecord(deps.store, newRecord(running));
  expect([code(office.previewArchive(90)), code(office.archive(90)), office.steps]).toEqual([
    'other-job',
    'other-job',
    [],
  ]);
});

test('lines within the recency guard stay, and so do those of the last job', () => {
  expect(value(ready([line('a')], { recentDays: 365 }).previewArchive(90))).toMatchObject({ lines: 0, days: 365 });
  const office = ready([line('a'), line('b')]);
  const record = newRecord({
    kind: 'send',
    by: office.deps,
    customer: 'my_customer',
    now: NOW,
    chance: 0.5,
    origin: {},
  });
  saveRecord(office.deps.store, { ...record, id: 'j1', status: 'done' });
  expect(value(office.previewArchive(90))).toMatchObject({ lines: 0 });
});

test('lines go to the archive in a fixed order of steps, twins too, and the others stay', () => {
  const young = line('y', { at: NOW - DAY });
  const office = ready([line('a'), young, line('b'), line('b')]);
  expect(office.archive(90)).toEqual(answer({ lines: 3, sheet: 'Activity 2026-11-21' }));
  expect(office.steps).toEqual([
    'lines',
    'sink',
    'flush',
    'copy',
    'flush',
    'lines',
    'readRows',
    'clear',
    'flush',
    'close',
  ]);
  expect([office.sheet.lines, office.sheet.closed]).toEqual([[young, ...later], [[line('a'), line('b'), line('b')]]]);
});

test('cut off before any step and run again: no line is lost and none doubled', () => {
  const lines = [line('a'), line('y', { at: NOW - DAY }), line('b'), line('b')];
  for (let at = 0; at < 10; at++) {
    const office = ready(lines);
    const all = everywhere(office.sheet);
    office.hooks.before = () => {
      if (office.steps.length === at) throw new Error('cut off');
    };
    expect(() => office.archive(90)).toThrow('cut off');
    expect(all.filter(one => !everywhere(office.sheet).includes(one))).toEqual([]);
    office.hooks.before = () => undefined;
    expect([at, ['ok', 'nothing-to-archive'].includes(code(office.archive(90)))]).toEqual([at, true]);
    expect([at, everywhere(office.sheet), office.sheet.lines?.length]).toEqual([at, all, 6]);
  }
});

test('what an earlier run has copied is not copied again, also when a new line came since', () => {
  const office = ready([line('a'), line('b')]);
  office.sheet.shelf = [line('x', { at: null }), line('a', { at: NOW - 200 * DAY + 1 })];
  expect(value(office.archive(90)).lines).toBe(2);
  expect(office.sheet.closed[0]?.map(({ address }) => address)).toEqual(['x', 'a', 'b']);
  const copied = ready([line('a')]);
  copied.sheet.shelf = [line('a')];
  expect(value(copied.archive(90)).lines).toBe(1);
  expect([copied.steps.includes('copy'), copied.sheet.closed]).toEqual([false, [[line('a')]]]);
});

test('a sheet that a person sorts before the copy: the copy is taken back, and nothing is cleared', () => {
  const office = ready([line('a'), line('b')]);
  const all = everywhere(office.sheet);
  office.hooks.before = step => {
    if (step === 'copy') office.sheet.lines?.reverse();
  };
  expect(code(office.archive(90))).toBe('archive-unsure');
  expect([office.steps.includes('clear'), office.sheet.shelf, everywhere(office.sheet)]).toEqual([false, [], all]);
});

test('a shelf that loses a line while nothing had to be copied: nothing is cleared', () => {
  const office = ready([line('a')]);
  office.sheet.shelf = [line('a')];
  office.hooks.before = step => {
    if (step === 'sink') office.sheet.shelf = [];
  };
  expect([code(office.archive(90)), office.steps.includes('clear'), office.sheet.lines?.length]).toEqual([
    'archive-unsure',
    false,
    6,
  ]);
});

test('a sheet that a person sorts after the copy: nothing is cleared, and the next run finishes', () => {
  const office = ready([line('a'), line('b')]);
  const all = everywhere(office.sheet);
  office.hooks.before = step => {
    if (step === 'readRows') office.sheet.lines?.reverse();
  };
  expect([code(office.archive(90)), office.steps.includes('clear')]).toEqual(['archive-unsure', false]);
  office.hooks.before = () => undefined;
  expect(value(office.archive(90)).lines).toBe(2);
  expect(everywhere(office.sheet)).toEqual(all);
});
