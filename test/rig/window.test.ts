// A window of a job: its lines stand as Sending together, and a kill anywhere leaves no more addresses unclear than one
// batch has.
import type { Trouble } from '../../dev/platform';
import { saveWorld } from '../../dev/simulation/save-world';
import type { JobView } from '../../src/core/contract/rpc';
import { Killed, NO_OPTIONS, openOffice, people, type Office } from './office';

/** Batches of 50, 50 and 30: the sweep has doubled the first. */
const COUNT = 130;
const BATCH = 50;
const MARKS = { from: 'marks' } as const;

function ready(count: number, trouble: Partial<Trouble> = {}): Office {
  const office = openOffice({ world: { accounts: people(count) }, trouble });
  office.refresh();
  office.markAll();
  return office;
}
/** As the page does: the job begins in the same call. */
function begin(office: Office, { planId, addresses } = office.get('preview', ['send', NO_OPTIONS])): JobView | null {
  const answer = office.ask('start', ['send', NO_OPTIONS, planId, addresses.length, MARKS, true]);
  return answer?.ok === true ? answer.value : null;
}
/** Whether that was a batch of mails. */
const isMailing = ({ rig }: Office, op: string): boolean =>
  op === 'UrlFetchApp.fetchAll' && rig.world.ledger.mails.length > 0;
const outcomes = (office: Office, outcome: string): number =>
  office.rows('Activity').filter(line => line['Outcome'] === outcome && line['Action'] === 'Send').length;

/** How many lines the next run finds unclear: it is stopped before its first request. */
function unclearAfter(office: Office): number {
  const job = office.get('progress', []);
  if (job?.kind !== 'send' || job.status !== 'running') return 0;
  office.rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll') throw new Killed(op);
  };
  const sent = Object.keys(office.mails()).length;
  office.ask('advance', [job.id]);
  office.rig.before = null;
  expect(Object.keys(office.mails())).toHaveLength(sent);
  return outcomes(office, 'Checking');
}

function finish(office: Office): void {
  const job = office.get('progress', []);
  const isLeft = job?.kind === 'send' && job.status !== 'done' && job.status !== 'stopped';
  if (isLeft) office.drive(office.get('resume', [job.id]));
  if (office.get('preview', ['send', NO_OPTIONS]).addresses.length > 0) begin(office);
}

test.each([
  // What is kept is no more trouble than what is lost: a third of the calls is enough.
  ['at a third of its calls', 'the store keeps all', 3, {}],
  ['at any call', 'the store loses the last write', 1, { lastWriteLostAtKill: true }],
] as const)(
  'killed %s, %s: one batch is unclear at most, and everybody is mailed once',
  (_where, _how, every, trouble) => {
    const office = ready(COUNT, trouble);
    const [rig, world] = [office.rig.save(), saveWorld(office.rig.world)];
    const plan = office.get('preview', ['send', NO_OPTIONS]);
    office.rig.calls.reset();
    begin(office, plan);
    const unclear: number[] = [];
    for (const [call, crash] of office.rig.calls.killPoints().filter((_point, at) => at % every === 0)) {
      rig();
      world(0);
      office.rig.crashAt(call, crash);
      begin(office, plan);
      office.rig.uncrash();
      unclear.push(unclearAfter(office));
      finish(office);
      expect([...new Set(Object.values(office.mails()))]).toEqual([1]);
      expect(Object.keys(office.mails())).toHaveLength(COUNT);
    }
    expect(Math.max(...unclear)).toBeLessThanOrEqual(BATCH);
    expect(unclear.filter(count => count > 0).length).toBeGreaterThan(2);
  },
);

test('after a kill the page tells of one batch that it is being checked, and of the others what is so', () => {
  const office = ready(COUNT);
  let fetches = 0;
  office.rig.after = op => {
    if (isMailing(office, op) && ++fetches === 2) throw new Killed(op);
  };
  begin(office);
  office.rig.after = null;
  expect(outcomes(office, 'Sending')).toBe(COUNT);
  expect(office.get('progress', [])?.counts).toMatchObject({ done: 50, checking: 50, queued: 30 });
});

test('where the store refuses the window, or no longer holds it, each line of it is looked at and nobody is mailed twice', () => {
  const refused = ready(COUNT, { refuseWrite: key => key === 'job.window' });
  expect(begin(refused)).toMatchObject({ status: 'done', counts: { done: COUNT } });
  const cut = ready(COUNT);
  let fetches = 0;
  cut.rig.after = op => {
    if (isMailing(cut, op) && ++fetches === 2) throw new Killed(op);
  };
  begin(cut);
  cut.rig.after = null;
  const store = cut.rig.host.properties('document');
  store.set('job.window', (store.get('job.window') ?? '').slice(0, -10));
  expect(unclearAfter(cut)).toBe(COUNT);
  finish(cut);
  expect(Object.values(cut.mails())).toEqual(Array.from({ length: COUNT }, () => 1));
});

test('a queued line that a person deletes while a window is under way is not sent with the next one', () => {
  // Then a window holds no more than a batch.
  const office = ready(COUNT, { refuseWrite: key => key === 'job.window' });
  let fetches = 0;
  office.rig.after = op => {
    if (!isMailing(office, op) || ++fetches !== 1) return;
    office.rig.after = null;
    const last = office.rows('Activity').findIndex(line => line['Email'] === 'p130@acme.example') + 2;
    office.rig.person.remove(office.sheetId('Activity'), 'rows', last, 1);
  };
  const job = begin(office);
  expect(job === null ? null : office.drive(job)).toMatchObject({ status: 'done', counts: { done: COUNT - 1 } });
  expect([office.mails()['p129@acme.example'], office.mails()['p130@acme.example']]).toEqual([1, undefined]);
});

test('a start that is told to go on answers with the job as it stands after a slice; without it nothing is sent', () => {
  const office = ready(3);
  const { planId, addresses } = office.get('preview', ['send', NO_OPTIONS]);
  const queued = office.get('start', ['send', NO_OPTIONS, planId, addresses.length]);
  expect([queued.status, queued.counts.queued, office.mails()]).toEqual(['running', 3, {}]);
  office.drive(queued);
  const checked = office.get('startCheck', [['p001@acme.example'], true]);
  expect(checked).toMatchObject({ status: 'done', counts: { eligible: 1, done: 1 } });
});

test('more lines to look at than a quota allows a minute: each minute some of them come to an end', () => {
  const office = openOffice({ latency: { fetch: 400 }, accounts: people(15) });
  office.refresh();
  office.markAll();
  const { texts } = office.get('settings', []);
  office.get('saveSettings', [{ ...texts, perMinute: '10' }, texts]);
  const job = office.begin('send');
  office.rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll' && office.rows('Activity').some(line => line['Outcome'] === 'Sending'))
      throw new Killed('before the first request');
  };
  office.ask('advance', [job.id]);
  office.rig.before = null;
  office.rig.host.properties('document').delete('job.window');
  office.rig.clock.advance(200_000);
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: 15 } });
  expect([...new Set(Object.values(office.mails()))]).toEqual([1]);
});
