// What somebody changes, or another copy of the add-on does, after a job was confirmed: it holds for whoever is not
// mailed yet.
import type { JobView, PlanOptions } from '../../src/core/contract/rpc';
import { Killed, NO_OPTIONS, openOffice, people, type Office } from './office';

const HOUR = 3_600_000;
const BOB = 'bob@acme.example';
/** Batches of 50, 100 and the rest. */
const COUNT = 250;

function ready(count: number, options = {}): Office {
  const office = openOffice({ world: { accounts: people(count), options } });
  office.refresh();
  office.markAll();
  return office;
}
function save(office: Office, changed: Readonly<Record<string, string>>): void {
  const { texts } = office.get('settings', [], BOB);
  expect(office.get('saveSettings', [{ ...texts, ...changed }, texts], BOB)).toMatchObject({ saved: true });
}
/** Has `act` done by somebody else once the first batch of mails is out; the next one leaves three seconds later. */
function afterFirstBatch(office: Office, act: () => void): void {
  office.rig.after = op => {
    if (op !== 'UrlFetchApp.fetchAll' || office.rig.world.ledger.mails.length === 0) return;
    office.rig.after = null;
    act();
    office.rig.clock.advance(3_000);
  };
}

test('whoever is written onto the never list while a slice works is not mailed by its next batches', () => {
  const office = ready(COUNT);
  const job = office.begin('send');
  afterFirstBatch(office, () => {
    save(office, { never: 'p200@acme.example, on leave\np201@acme.example, left' });
  });
  const ended = office.get('advance', [job.id]);
  expect(ended).toMatchObject({ status: 'done', counts: { done: COUNT - 2, skipped: 2 } });
  expect([office.mails()['p199@acme.example'], office.mails()['p200@acme.example']]).toEqual([1, undefined]);
  expect(office.row('p200@acme.example')).toMatchObject({ Mark: 'FALSE', State: 'Not invited' });
});

test('a never list that is saved twice at once is seen, though it is as long as the one before', () => {
  const office = ready(COUNT);
  save(office, { never: 'p900@acme.example, left' });
  const job = office.begin('send');
  afterFirstBatch(office, () => {
    save(office, { never: 'p200@acme.example, left' });
    save(office, { never: 'p201@acme.example, left' });
  });
  expect(office.get('advance', [job.id])).toMatchObject({ status: 'done', counts: { done: COUNT - 1, skipped: 1 } });
  expect(office.mails()['p201@acme.example']).toBeUndefined();
});

test('whoever is written onto the never list while Google’s list is read for changes is not mailed after it', () => {
  const office = openOffice({ latency: { fetch: 2_500, property: 80 }, world: { accounts: people(3) } });
  office.refresh();
  office.markAll();
  const { planId } = office.get('preview', ['send', NO_OPTIONS]);
  office.rig.after = op => {
    if (op !== 'UrlFetchApp.fetchAll') return;
    office.rig.after = null;
    save(office, { never: 'p002@acme.example, left' });
  };
  office.drive(office.get('start', ['send', NO_OPTIONS, planId, 3, undefined, true]));
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p003@acme.example': 1 });
});

test('a test mode that is switched on while a slice works stops it before its next batches', () => {
  const office = ready(COUNT);
  const job = office.begin('send');
  let mailed = 0;
  afterFirstBatch(office, () => {
    mailed = office.rig.world.ledger.mails.length;
    save(office, { only: 'p001@acme.example' });
  });
  expect(office.get('advance', [job.id])).toMatchObject({
    status: 'blocked',
    problem: { code: 'test-mode' },
    counts: { done: mailed, checking: 0, queued: COUNT - mailed },
  });
  expect(office.rig.world.ledger.mails).toHaveLength(mailed);
  save(office, { only: '' });
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: COUNT } });
});

test('to notice what somebody saves costs a slice no call', () => {
  const calls = (act: (office: Office) => void): number => {
    const office = ready(COUNT);
    const job = office.begin('send');
    afterFirstBatch(office, () => {
      act(office);
      office.rig.calls.reset();
    });
    office.get('advance', [job.id]);
    return office.rig.calls.list.length;
  };
  const quiet = calls(() => undefined);
  // Others than those of the job: no window is closed for it.
  expect(calls(office => office.rig.host.properties('document').set('other', 'x'))).toBe(quiet);
});

/** Google tells of nothing for days, but live whether somebody can be invited. */
const BEHIND = { listLagMs: 72 * HOUR, getLagMs: 72 * HOUR };

test.each([
  ['a day later', 25 * HOUR, NO_OPTIONS],
  ['at once, by a person who knows better', 60_000, { ...NO_OPTIONS, despiteCopy: true }],
])('a job that is resumed mails nobody whom another copy in the same sheet has mailed %s', (_when, waitMs, chosen) => {
  const office = ready(60, BEHIND);
  const copy = openOffice({ beside: office.rig });
  copy.refresh();
  const job = office.begin('send');
  office.get('pause', [job.id]);
  office.rig.clock.advance(waitMs);
  const { planId, addresses } = copy.get('preview', ['send', chosen]);
  copy.drive(copy.get('start', ['send', chosen, planId, addresses.length]));
  expect(Object.keys(office.mails())).toHaveLength(60);
  office.rig.clock.advance(60_000);
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({
    status: 'done',
    counts: { done: 0, skipped: 60 },
    groups: [{ kind: 'skipped', reason: 'Not sent: meanwhile invited from elsewhere.' }],
  });
  expect([...new Set(Object.values(office.mails()))]).toEqual([1]);
});

test('a job that is resumed waits while another copy is at work in the sheet, and goes on once that was stopped', () => {
  const office = ready(60, BEHIND);
  const copy = openOffice({ beside: office.rig });
  copy.refresh();
  const job = office.begin('send');
  office.get('pause', [job.id]);
  office.rig.clock.advance(25 * HOUR);
  const theirs = copy.begin('send');
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({
    status: 'blocked',
    problem: { code: 'other-copy' },
  });
  expect(office.mails()).toEqual({});
  copy.get('stop', [theirs.id]);
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 60 } });
});

test('a person who resumes beside a job that another copy has given up goes on all the same, at once or at last', () => {
  const begin = (chosen: PlanOptions, office: Office): JobView => {
    const job = office.begin('send', chosen);
    office.get('pause', [job.id]);
    return job;
  };
  const givenUp = (office: Office): void => {
    const copy = openOffice({ beside: office.rig });
    copy.refresh();
    const theirs = copy.begin('send');
    copy.rig.after = op => {
      if (op === 'UrlFetchApp.fetchAll' && office.rig.world.ledger.mails.length > 0) throw new Killed('for good');
    };
    copy.ask('advance', [theirs.id]);
  };
  const known = ready(3);
  givenUp(known);
  const despite = begin({ ...NO_OPTIONS, despiteCopy: true }, known);
  expect(known.drive(known.get('resume', [despite.id]))).toMatchObject({ status: 'done', counts: { done: 3 } });
  const office = ready(3);
  const job = begin(NO_OPTIONS, office);
  office.rig.clock.advance(25 * HOUR);
  givenUp(office);
  const resumed = (): JobView => office.drive(office.get('resume', [job.id]));
  for (const minutes of [1, 8]) {
    office.rig.clock.advance(minutes * 60_000);
    expect(resumed()).toMatchObject({ status: 'blocked', problem: { code: 'other-copy' } });
  }
  office.rig.clock.advance(2 * 60_000);
  expect(resumed()).toMatchObject({ status: 'done', counts: { queued: 0, checking: 0 } });
  for (const its of [known, office]) expect([...new Set(Object.values(its.mails()))]).toEqual([1]);
});

test('whom another copy may have mailed is looked at when a job is resumed', () => {
  const office = ready(3);
  const copy = openOffice({ beside: office.rig });
  copy.refresh();
  const job = office.begin('send');
  office.get('pause', [job.id]);
  office.rig.clock.advance(25 * HOUR);
  const theirs = copy.begin('send');
  copy.rig.after = op => {
    if (op === 'UrlFetchApp.fetchAll' && office.rig.world.ledger.mails.length > 0) copy.get('stop', [theirs.id]);
  };
  copy.drive(theirs);
  copy.rig.after = null;
  office.drive(office.get('resume', [job.id]));
  expect([...new Set(Object.values(office.mails()))]).toEqual([1]);
});

test.each([
  ['that waits for a quota', { perMinute: '60' }, null],
  ['that goes on after one that was killed', {}, 3],
])('whom a list that is behind leaves in doubt is looked at in a run %s', (_what, settings, killedAt) => {
  const office = openOffice({
    latency: { fetch: 1_500 },
    world: { accounts: people(150), options: { listLagMs: 72 * HOUR } },
  });
  office.refresh();
  office.markAll();
  save(office, settings);
  const elsewhere = openOffice({ world: office.rig.world });
  elsewhere.refresh();
  elsewhere.markAll();
  const job = office.begin('send');
  elsewhere.run('send');
  let asked = 0;
  office.rig.after = op => {
    if (op === 'UrlFetchApp.fetchAll' && ++asked === killedAt) throw new Killed('in the middle');
  };
  if (killedAt !== null) office.ask('advance', [job.id]);
  office.rig.after = null;
  office.rig.clock.advance(120_000);
  expect(office.drive({ ...job, status: 'running' })).toMatchObject({ status: 'done', counts: { skipped: 150 } });
  expect([...new Set(Object.values(office.mails()))]).toEqual([1]);
});

test('whom another copy has mailed is not mailed by a run that follows a killed one', () => {
  const resumed = (): { office: Office; advance: () => void } => {
    const office = ready(8, BEHIND);
    const copy = openOffice({ beside: office.rig });
    copy.refresh();
    const job = office.begin('send');
    office.get('pause', [job.id]);
    for (const row of [2, 3, 4, 5]) office.rig.person.tick(office.sheetId(), row, office.column('Mark'), false);
    const chosen = { ...NO_OPTIONS, despiteCopy: true };
    const { planId, addresses } = copy.get('preview', ['send', chosen]);
    copy.drive(copy.get('start', ['send', chosen, planId, addresses.length]));
    office.rig.clock.advance(60_000);
    office.get('resume', [job.id]);
    office.rig.calls.reset();
    return { office, advance: () => office.ask('advance', [job.id]) };
  };
  const { office: whole, advance: once } = resumed();
  once();
  const { list } = whole.rig.calls;
  // From there on it is a question of what Google shows of a mail of our own.
  const sent = list.map(({ op }) => op).lastIndexOf('UrlFetchApp.fetchAll');
  for (const [call, crash] of whole.rig.calls.killPoints().filter(([n]) => n <= sent)) {
    const { office, advance } = resumed();
    office.rig.crashAt(call, crash);
    advance();
    office.rig.uncrash();
    office.rig.clock.advance(120_000);
    advance();
    expect([call, crash, ...new Set(Object.values(office.mails()))]).toEqual([call, crash, 1]);
  }
});
