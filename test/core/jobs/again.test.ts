// Nobody is mailed again before Google said, in the same run, that they can still be invited: its lists show an answer
// up to three days late.
import {
  accept,
  addFault,
  clearFaults,
  decline,
  evict,
  rename,
  setOptions,
  type AccountSpec,
  type Options,
} from '../../../dev/emulator/index';
import { sendInvitation } from '../../../dev/emulator/invitations';
import type { JobView, PlanSource } from '../../../src/core/contract/rpc';
import { newsOf } from '../../../src/core/jobs/again';
import { Killed, makeOffice, NO_OPTIONS, people, value, words, type Office } from '../office';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;
const WEEK: PlanSource = { from: 'reminders', days: 7, most: 3 };
const LAGS: Partial<Options> = { listLagMs: 36 * HOUR, getLagMs: 36 * HOUR };
const BOB = 'bob@acme.example';
const one = (at: number): string => people(at)[at - 1]!.email;

/** So many who were invited eight days ago and have not answered. */
function invited(count: number, options: Partial<Options> = {}, more: readonly AccountSpec[] = []): Office {
  const accounts = people(count).map(({ email }) => ({ email, state: 'INVITED' as const, mails: 1 }));
  const office = makeOffice({ accounts: [...accounts, ...more] });
  setOptions(office.world.options, options);
  office.pass(8 * DAY);
  return office;
}
function begin(office: Office): JobView {
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS, WEEK)));
  return value(office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId, plan.addresses.length, WEEK)));
}
function remind(office: Office): JobView {
  office.refresh();
  return office.drive(begin(office));
}
const resume = (office: Office, job: JobView): JobView => office.drive(value(office.ask(desk => desk.resume(job.id))));
const mailed = (office: Office): string[] => [...office.world.ledger.mailsTo.keys()].sort();
const asked = (office: Office, method: string): number =>
  office.world.requests.filter(request => request.method === method).length;
const line = (office: Office, email: string): [unknown, unknown, unknown] => {
  const last = office.lines(email).at(-1)!;
  return [last['outcome'], last['reason'], String(last['code']).split(' ')[1]];
};
const { results } = words;
const HELD_BACK = ['Skipped', results.heldBack, 'unclear-invitable'];
const GONE = ['Skipped', results.gone, 'gone'];

test('who accepted the day before, while the lists lag by 36 hours, is not reminded, alone or among others', () => {
  const alone = invited(4, LAGS);
  for (const { email } of people(4)) accept(alone.world, email);
  alone.pass(DAY);
  expect(remind(alone)).toMatchObject({ status: 'done', total: 4, counts: { done: 0, skipped: 4 } });
  expect(mailed(alone)).toEqual([]);
  // Nobody else was asked about: Google may as well say "no" of everybody who is invited.
  expect(line(alone, one(1))).toEqual(HELD_BACK);

  const among = invited(8, LAGS);
  for (const { email } of people(4)) accept(among.world, email);
  among.pass(DAY);
  expect(remind(among)).toMatchObject({ status: 'done', counts: { done: 4, skipped: 4 } });
  expect(mailed(among)).toEqual([one(5), one(6), one(7), one(8)]);
  expect(line(among, one(1))).toEqual(GONE);
  expect(among.row(one(1))).toMatchObject({ state: 'Invited', result: results.gone });
});

test('who accepted, declined, took another address or lost theirs after the refresh is told apart where Google shows it', () => {
  const office = invited(6);
  office.refresh();
  accept(office.world, one(1));
  decline(office.world, one(2));
  rename(office.world, one(3));
  evict(office.world, one(4));
  expect(office.drive(begin(office))).toMatchObject({ counts: { done: 2, skipped: 4 } });
  expect(line(office, one(1))).toEqual(['Skipped', results.acceptedMeanwhile, 'meanwhile/accepted']);
  expect(office.row(one(1))).toMatchObject({ state: 'Accepted' });
  expect([line(office, one(3)), line(office, one(4))]).toEqual([GONE, GONE]);
  // Google calls who declined invitable: only what it shows tells.
  expect(line(office, one(2))).toEqual(['Skipped', results.declinedMeanwhile, 'meanwhile/declined']);
  expect(mailed(office)).toEqual([one(5), one(6)]);
});

test('a marked account that is invited is asked about too; first invitations are not, and cost one request each', () => {
  const office = invited(2, LAGS, [{ email: 'new@acme.example' }, { email: 'no@acme.example', state: 'DECLINED' }]);
  office.refresh();
  accept(office.world, one(1));
  office.pass(DAY);
  office.markAll();
  const options = { includeRecent: true, includeDeclined: true, includeAgain: true };
  const plan = value(office.ask(desk => desk.preview('send', options)));
  expect([plan.addresses.length, plan.fetches.needed]).toEqual([4, 12]);
  expect(office.run('send', options)).toMatchObject({ counts: { done: 3, skipped: 1 } });
  expect(mailed(office)).toEqual(['new@acme.example', 'no@acme.example', one(2)]);
  // One look more tells whether the list is behind.
  expect([asked(office, 'isInvitableUser'), asked(office, 'send'), asked(office, 'get')]).toEqual([3, 3, 4]);
  expect(office.row(one(1))).toMatchObject({ mark: false });
});

test('in an edition that cannot say it (501), nobody is reminded or called gone, and a person decides', () => {
  const office = invited(12, { checkIsSupported: false });
  const job = remind(office);
  expect(job).toMatchObject({
    status: 'done',
    counts: { done: 0, skipped: 12, unknown: 0 },
    groups: [{ kind: 'skipped', count: 12, advice: words.advice.heldBack }],
  });
  expect([line(office, one(1)), mailed(office)]).toEqual([HELD_BACK, []]);
  expect(asked(office, 'isInvitableUser')).toBe(12);
  // Those who wait for a person keep their mark.
  office.markAll();
  office.run('send', { includeRecent: true, includeDeclined: false, includeAgain: true });
  expect(office.row(one(1))).toMatchObject({ mark: true, result: results.heldBack });
});

test('where Google says "no" of everybody who is invited, nobody is called gone', () => {
  const office = invited(12, { invitedIsInvitable: false });
  accept(office.world, one(3));
  office.refresh();
  expect(office.drive(begin(office))).toMatchObject({ total: 11, counts: { done: 0, skipped: 11 } });
  expect([line(office, one(1)), mailed(office)]).toEqual([HELD_BACK, []]);
});

test.each(['500', 'lost', 'html'] as const)('an answer that is %s is asked for again, and is never a "no"', kind => {
  const office = invited(5);
  addFault(office.world, { kind, match: { method: 'isInvitableUser', every: 2 }, limit: 3 });
  expect(remind(office)).toMatchObject({ status: 'done', counts: { done: 5 } });
  expect([...office.world.ledger.mailsTo.values()]).toEqual([1, 1, 1, 1, 1]);
});

test('without any answer the job stops, nobody is mailed, and it goes on where it was', () => {
  const office = invited(5);
  addFault(office.world, { kind: '500', match: { method: ['isInvitableUser', 'list'] } });
  clearFaults(office.world);
  office.refresh();
  addFault(office.world, { kind: '500', match: { method: ['isInvitableUser', 'list'] } });
  const job = office.drive(begin(office));
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'no-answer' }, counts: { queued: 5 } });
  expect(mailed(office)).toEqual([]);
  clearFaults(office.world);
  expect(resume(office, job)).toMatchObject({ status: 'done', counts: { done: 5 } });
});

test('one address that Google never answers about does not hold up the others', () => {
  const office = invited(5);
  addFault(office.world, { kind: '500', match: { method: 'isInvitableUser', address: one(2) } });
  expect(remind(office)).toMatchObject({ status: 'done', counts: { done: 4, skipped: 1 } });
  expect(line(office, one(2))).toEqual(HELD_BACK);
});

test.each([
  ['PERMISSION_DENIED', 'not-admin'],
  ['401', 'token'],
  ['SERVICE_DISABLED', 'api-off'],
] as const)('%s stops it before anybody is mailed', (kind, problem) => {
  const office = invited(3);
  office.refresh();
  addFault(office.world, { kind });
  const job = office.drive(begin(office));
  expect(job).toMatchObject({ status: 'blocked', problem: { code: problem }, counts: { queued: 3 } });
  clearFaults(office.world);
  expect(resume(office, job)).toMatchObject({ counts: { done: 3 } });
});

test('killed at any call, a reminder job mails everybody once whom it may, and nobody else', () => {
  for (let at = 1; at < 90; at++) {
    const office = invited(4, { listLagMs: 36 * HOUR });
    office.refresh();
    accept(office.world, one(1));
    const job = begin(office);
    let calls = 0;
    office.hooks.before = () => {
      if (++calls === at) throw new Killed();
    };
    office.ask(desk => desk.advance(job.id));
    office.hooks.before = () => undefined;
    if (calls < at) break;
    // One that was killed at its very end has nothing left to do.
    const resumed = office.ask(desk => desk.resume(job.id));
    if (resumed?.ok === true) office.drive(resumed.value);
    expect([at, mailed(office), [...office.world.ledger.mailsTo.values()]]).toEqual([
      at,
      [one(2), one(3), one(4)],
      [1, 1, 1],
    ]);
  }
});

/** A job of first invitations, left alone by whoever confirmed it. */
function left(count: number): { readonly office: Office; readonly job: JobView } {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  return { office, job };
}

test('a job resumed after 20 days sends to nobody who answered meanwhile, or whom somebody else invited an hour ago', () => {
  const { office, job } = left(6);
  const { world } = office;
  for (const email of [one(1), one(2)]) sendInvitation(world, email, 0);
  office.pass(DAY);
  decline(world, one(1));
  accept(world, one(2));
  rename(world, one(3));
  office.pass(19 * DAY);
  sendInvitation(world, one(4), 0);
  office.pass(HOUR);
  const before = world.ledger.mails.length;
  expect(resume(office, job)).toMatchObject({ status: 'done', counts: { done: 2, skipped: 4 } });
  expect(world.ledger.mails.slice(before).map(({ email }) => email)).toEqual([one(5), one(6)]);
  expect(people(4).map(({ email }) => line(office, email)[1])).toEqual([
    results.declinedMeanwhile,
    results.acceptedMeanwhile,
    results.gone,
    results.invitedMeanwhile,
  ]);
  expect(office.row(one(4))).toMatchObject({ state: 'Invited', mails: 1, mark: false });
});

test('a job taken up by somebody else after a quarter of an hour is late, and stays so for all its slices', () => {
  const { office, job } = left(40);
  office.pass(15 * MINUTE);
  sendInvitation(office.world, one(40), 0);
  const taken = value(office.ask(desk => desk.resume(job.id), BOB));
  let fetches = 0;
  office.hooks.after = name => {
    if (name === 'fetchAll' && ++fetches === 3) office.store.set('job.command', `pause ${job.id}`);
  };
  office.drive(taken, BOB);
  office.hooks.after = () => undefined;
  expect(office.drive(value(office.ask(desk => desk.resume(job.id), BOB)), BOB).counts).toMatchObject({ done: 39 });
  expect([...office.world.ledger.mailsTo.values()]).toEqual(Array.from({ length: 40 }, () => 1));
  expect(line(office, one(40))[1]).toBe(results.invitedMeanwhile);
});

test('a job that goes on within minutes asks about nobody, but for one look whether the list is behind', () => {
  const { office, job } = left(12);
  office.pass(9 * MINUTE);
  expect(resume(office, job)).toMatchObject({ counts: { done: 12 } });
  expect([asked(office, 'isInvitableUser'), asked(office, 'get')]).toEqual([0, 1]);
});

const account = (
  state: 'NOT_YET_SENT' | 'INVITED' | 'ACCEPTED' | 'DECLINED',
  mails: number | null,
  changedAt: number,
) => ({
  address: 'p@acme.example',
  state,
  mails,
  changedAt,
});
const OLD = Date.UTC(2026, 0, 1);
const SINCE = OLD + 10 * DAY;
test.each([
  ['nothing changed', account('INVITED', 1, OLD), account('INVITED', 1, OLD), null],
  ['one more mail', account('INVITED', 2, OLD + DAY), account('INVITED', 1, OLD), 'invited'],
  ['our own mail by another clock', account('INVITED', 1, OLD + 5_000), account('INVITED', 1, OLD), null],
  ['no count, and a later time', account('INVITED', null, SINCE + 1), account('INVITED', null, OLD), 'invited'],
  [
    'no count, and a time from before the refresh',
    account('INVITED', null, OLD + DAY),
    account('INVITED', null, OLD),
    null,
  ],
  [
    'declined, by whatever clock or time zone',
    account('DECLINED', 1, OLD - DAY),
    account('INVITED', 2, OLD),
    'declined',
  ],
  ['declined again', account('DECLINED', 2, OLD + DAY), account('DECLINED', 1, OLD), 'declined'],
  ['declined as before', account('DECLINED', 1, OLD), account('DECLINED', 1, OLD), null],
  ['cancelled', account('NOT_YET_SENT', 1, OLD + DAY), account('INVITED', 1, OLD), 'cancelled'],
  ['nothing known, invited long ago', account('INVITED', 1, OLD), null, null],
  ['nothing known, invited since', account('INVITED', 1, SINCE + 1), null, 'invited'],
  ['accepted, whatever the time', account('ACCEPTED', 1, OLD - DAY), account('INVITED', 1, OLD), 'accepted'],
] as const)('what happened since: %s', (_name, seen, known, news) => {
  expect(newsOf(seen, known, SINCE)).toBe(news);
});
