// A job that was cut off anywhere under version 0.1 goes on under the bundle that ships: nobody is mailed twice, nobody
// is forgotten, and the sheets say so.
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { setClock, type AccountSpec } from '../../dev/emulator/index';
import { saveWorld } from '../../dev/simulation/save-world';
import type { JobView, PlanSource } from '../../src/core/contract/rpc';
import { Killed, NO_OPTIONS, openOffice, under, type Office } from './office';

const DIST = join(__dirname, '../../dist');
/** The bundle of that version as it was built; its page and manifest play no part here. */
const BEFORE = mkdtempSync(join(tmpdir(), 'build-0.1.0-'));
writeFileSync(join(BEFORE, 'Code.js'), gunzipSync(readFileSync(join(__dirname, 'builds/0.1.0.js.gz'))));
for (const name of ['Sidebar.html', 'appsscript.json']) copyFileSync(join(DIST, name), join(BEFORE, name));

const WEEK: PlanSource = { from: 'reminders', days: 7, most: 3 };
const MARKS: PlanSource = { from: 'marks' };
type Goal = 'send' | 'remind' | 'cancel' | 'check' | 'refresh';
const PEOPLE = 4;
const accounts = (goal: Goal): AccountSpec[] =>
  Array.from({ length: PEOPLE }, (_, at) => ({
    email: `p${at}@acme.example`,
    ...(goal === 'remind' || goal === 'cancel'
      ? { state: 'INVITED' as const, mails: 1, updatedAt: Date.UTC(2026, 10, 1) }
      : {}),
  }));

/** Everything up to the confirmation, under the older bundle. */
function prepared(goal: Goal): Office {
  const office = openOffice({ accounts: accounts(goal), dist: BEFORE });
  office.refresh();
  for (let row = 2; row < PEOPLE + 2; row++) office.rig.person.tick(office.sheetId(), row, 1, true);
  // Else the next job could have the same name: that of version 0.1 is the second and a little chance.
  office.rig.clock.advance(1_000);
  return office;
}

/** Confirms and drives it, as far as nothing ends the execution. */
function carriedOut(office: Office, goal: Goal): void {
  const job = begun(office, goal);
  if (job !== null) office.ask('advance', [job.id]);
}
function begun(office: Office, goal: Goal): JobView | null {
  const told = ((): { readonly ok: boolean; readonly value?: JobView } | null => {
    if (goal === 'refresh') return office.ask('refresh', []);
    if (goal === 'check') return office.ask('startCheck', [accounts(goal).map(({ email }) => email)]);
    const [action, source] =
      goal === 'cancel' ? (['cancel', MARKS] as const) : (['send', goal === 'remind' ? WEEK : MARKS] as const);
    const plan = office.ask('preview', [action, NO_OPTIONS, source]);
    return plan?.ok === true ? office.ask('start', [action, NO_OPTIONS, plan.value.planId, null, source]) : null;
  })();
  return told?.ok === true ? told.value! : null;
}

/** As an admin who opens the sidebar after the update: resumes what there is, and begins again what was lost. */
function goneOn(office: Office, goal: Goal): JobView {
  const { job } = office.get('overview', []);
  const isOpen = job !== null && job.status !== 'done' && job.status !== 'stopped';
  const ended = isOpen ? office.drive(office.get('resume', [job.id])) : job;
  // Cut off before its list was in the sheet, a job has done nothing and says so; there may be none at all yet.
  const isVoid = ended === null || ended.kind !== goal || ended.problem?.code === 'not-begun';
  const again = isVoid ? begun(office, goal) : null;
  return again === null ? ended! : office.drive(again);
}

const cutsOf = (goal: Goal): ReturnType<Office['rig']['calls']['killPoints']> => {
  const office = prepared(goal);
  office.rig.calls.reset();
  carriedOut(office, goal);
  return office.rig.calls.killPoints();
};

describe.each<Goal>(['send', 'remind', 'cancel', 'check', 'refresh'])('%s', goal => {
  const cuts = cutsOf(goal);

  test('cut off anywhere, it is finished once by the new version', () => {
    expect(cuts.length).toBeGreaterThan(8);
    const before = prepared(goal);
    const { world } = before.rig;
    const [again, worldAgain] = [before.rig.save(), saveWorld(world)];
    for (const [n, crash] of cuts) {
      again();
      worldAgain(n);
      setClock(world, before.rig.clock.now);
      before.rig.crashAt(n, crash);
      carriedOut(before, goal);
      before.rig.uncrash();
      const office = under(undefined, before);
      // As long as an update takes: reads that lag are through.
      office.rig.clock.advance(600_000);
      const job = goneOn(office, goal);
      const mails = goal === 'send' || goal === 'remind' ? 1 : 0;
      const lines = linesOf(office, goal);
      // The version before did not write down what was known of people before it reminded them, so after a cut there
      // nobody can tell, and a person decides.
      if (goal === 'remind' && lines.every(line => line === 'Unknown')) {
        expect(Object.values(office.mails()).every(count => count === 1)).toBe(true);
        continue;
      }
      const told = { n, crash, status: job.status, mails: office.mails(), lines };
      expect(told).toEqual({
        n,
        crash,
        status: 'done',
        mails: mails === 0 ? {} : Object.fromEntries(accounts(goal).map(({ email }) => [email, mails])),
        lines: goal === 'refresh' ? ['Done'] : Array(PEOPLE).fill(goal === 'check' ? 'Eligible' : 'Done'),
      });
    }
  });
});

/** The outcomes of the last job's lines. */
function linesOf(office: Office, goal: Goal): string[] {
  const lines = office.rows('Activity').filter(row => row['Job'] !== '');
  const own = lines.filter(row => (goal === 'refresh') === (row['Action'] === 'Refresh'));
  const last = own
    .map(row => row['Job']!)
    .sort()
    .pop();
  return own.filter(row => row['Job'] === last).map(row => row['Outcome']!);
}

test('a job of version 0.1 goes on in several slices: lines of before carry no seal, and are believed', () => {
  const before = prepared('send');
  begun(before, 'send');
  const office = under(undefined, before);
  office.save({ perMinute: '2' });
  const { job } = office.get('overview', []);
  expect(office.drive(office.get('resume', [job!.id]))).toMatchObject({ status: 'done', counts: { done: PEOPLE } });
  expect(Object.values(office.mails())).toEqual(Array(PEOPLE).fill(1));
  // Nobody was looked at as if there had been an attempt before.
  const lines = office.rows('Activity').filter(line => line['Job'] === job!.id);
  expect(lines.map(line => line['Attempts'])).toEqual(Array(PEOPLE).fill('1'));
});

test('a time that a person typed into a line of version 0.1 is not believed, though the line carries no seal', () => {
  const before = prepared('send');
  // Nobody was asked yet, so only time can tell that none of the four was mailed.
  before.rig.before = name => {
    const isSending = before.rows('Activity').some(line => line['Outcome'] === 'Sending');
    if (name === 'UrlFetchApp.fetchAll' && isSending) throw new Killed('here');
  };
  carriedOut(before, 'send');
  before.rig.before = null;
  const office = under(undefined, before);
  const col = office.column('When', 'Activity');
  for (let row = 2; row < office.rows('Activity').length + 2; row++)
    office.rig.person.type(office.sheetId('Activity'), row, col, '2031-05-01 10:00:00');
  office.rig.clock.advance(600_000);
  const resumed = office.rig.clock.now();
  expect(goneOn(office, 'send')).toMatchObject({ status: 'done', counts: { done: PEOPLE } });
  expect(Object.values(office.mails())).toEqual(Array(PEOPLE).fill(1));
  // Else it waits until that time has come.
  expect(office.rig.clock.now() - resumed).toBeLessThan(3_600_000);
});

test('reminders of version 0.1 go on as reminders, and are shown so among the recent jobs', () => {
  const before = prepared('remind');
  before.rig.crashAt(40, 'kill-after');
  carriedOut(before, 'remind');
  before.rig.uncrash();
  const office = under(undefined, before);
  expect(office.get('overview', []).job).toMatchObject({ kind: 'remind' });
  office.rig.clock.advance(600_000);
  expect(goneOn(office, 'remind')).toMatchObject({ kind: 'remind', status: 'done' });
  expect(office.get('pastJobs', [])).toMatchObject([{ action: 'remind', done: PEOPLE, total: PEOPLE }]);
});

test('a sheet of version 0.1 gets its Code column with the next job, and its set-up check misses nothing', () => {
  const office = under(undefined, prepared('send'));
  const sheetStep = office.get('checkSetup', []).steps.find(({ id }) => id === 'sheet');
  expect(sheetStep).toMatchObject({ state: 'ok' });
  office.run('send');
  expect(office.rows('Activity').map(row => row['Code'])).toEqual([
    '',
    ...Array<unknown>(PEOPLE).fill(expect.stringMatching(/^2 done @\d{13} #\w+$/)),
  ]);
});

test('a job of a newer build is not worked on: it can only be stopped, and then a refresh comes first', () => {
  const office = openOffice({ accounts: accounts('send') });
  office.refresh();
  office.markAll();
  const { id } = office.begin('send');
  const properties = office.rig.host.properties('document');
  const record = JSON.parse(properties.get('job')!) as { kind: string; version: number };
  for (const newer of [{ version: record.version + 1 }, { kind: 'transfer' }]) {
    properties.set('job', JSON.stringify({ ...record, ...newer }));
    expect([office.code('advance', [id]), office.code('resume', [id]), office.mails()]).toEqual([
      'newer-job',
      'newer-job',
      {},
    ]);
  }
  expect(office.get('stop', [id])).toMatchObject({ status: 'stopped', problem: { code: 'newer-job' } });
  expect([office.code('preview', ['send', NO_OPTIONS]), office.mails()]).toEqual(['refresh-first', {}]);
  office.refresh();
  office.run('send');
  expect(Object.values(office.mails())).toEqual(Array(PEOPLE).fill(1));
});

test('a Summary of that version is counted on in its place, with hidden columns at its end, and what stands beside it stays', () => {
  const before = openOffice({ accounts: accounts('send'), dist: BEFORE });
  before.refresh();
  before.get('summary', []);
  const sheet = before.rig.spreadsheet.sheetNamed('Summary')!;
  before.rig.person.type(sheet.id, 21, 13, 'mine');
  const office = under(DIST, before);
  office.get('summary', []);
  expect(sheet.displayValues({ row: 20, col: 1, rows: 2, cols: 3 })).toEqual([
    ['acme.example', '4', '4'],
    ['Other domains', '0', '0'],
  ]);
  expect(sheet.displayOf(21, 13)).toBe('mine');
  expect(sheet.columns.map(({ hidden }) => hidden).indexOf(true)).toBe(26);
  expect(office.rig.spreadsheet.formulas.recalculation.all().passes).toBe(10);
  expect(office.rig.spreadsheet.sheets.filter(({ name }) => name.startsWith('Summary'))).toHaveLength(1);
});

test('a sheet of before keeps the order of its columns, and a job writes the same cells in it', () => {
  const old = prepared('send');
  const before = old.rig.sheet('Accounts')[0];
  expect(before?.indexOf('Result')).toBeGreaterThan(before!.indexOf('Last change'));
  const office = under(undefined, old);
  office.refresh();
  const job = office.run('send');
  expect(office.rig.sheet('Accounts')[0]).toEqual(before);
  expect(office.row('p0@acme.example')).toMatchObject({ 'Last action': `Send · ${job.id}`, State: 'Invited' });
});
