// Jobs over the core's ports: what is sent, what the sheet says, what happens when things go wrong in between.
import { accept, addAccounts, addFault, clearFaults, decline } from '../../../dev/emulator/index';
import type { JobView } from '../../../src/core/contract/rpc';
import { code, makeOffice, NO_OPTIONS, people, value, words } from '../office';

const DAY = 86_400_000;

function ready(count: number) {
  const office = makeOffice({ accounts: people(count) });
  office.refresh();
  return office;
}

test('a marked account is mailed once, its row and its line say so, and its mark is cleared', () => {
  const office = ready(3);
  office.row('p002@acme.example')!['mark'] = true;
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'done', total: 1, finished: 1, counts: { done: 1 } });
  expect(office.mails('p002@acme.example')).toBe(1);
  expect(office.mails('p001@acme.example')).toBe(0);
  expect(office.row('p002@acme.example')).toMatchObject({
    mark: false,
    state: 'Invited',
    mails: 1,
    result: 'Invitation mailed',
  });
  expect(office.lines('p002@acme.example')).toMatchObject([
    { by: 'ada@acme.example', action: 'Send', outcome: 'Done', http: 200, attempts: 1 },
  ]);
});

test('addresses are trimmed, lower-cased and sent once however often they are marked; what is no address is skipped with the reason', () => {
  const office = ready(1);
  for (const email of [
    ' P001@ACME.example ',
    'p001@acme.example',
    '',
    'two@x.example, three@x.example',
    '=cmd@acme.example',
    `${'x'.repeat(250)}@acme.example`,
  ])
    office.sheets.accounts.rows.push({ email, mark: true });
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  expect(plan.addresses).toEqual(['p001@acme.example', '=cmd@acme.example']);
  expect(plan.skipped.map(({ code: why, addresses }) => [why, addresses.length])).toEqual([
    ['no-address', 1],
    ['invalid', 2],
    ['duplicate', 1],
  ]);
  const job = office.run('send');
  expect(job.counts).toMatchObject({ done: 1, refused: 1 });
  expect(office.mails('p001@acme.example')).toBe(1);
  expect(office.row('=cmd@acme.example')).toMatchObject({ mark: true, lastAction: expect.stringContaining(job.id) });
});

test('who accepted, declined or was mailed before is skipped, unless the admin says otherwise', () => {
  const office = ready(4);
  office.row('p001@acme.example')!['mark'] = true;
  office.row('p002@acme.example')!['mark'] = true;
  office.row('p003@acme.example')!['mark'] = true;
  office.run('send');
  accept(office.world, 'p001@acme.example');
  decline(office.world, 'p002@acme.example');
  office.pass(DAY);
  office.refresh();
  office.markAll();
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  expect(plan.addresses).toEqual(['p004@acme.example']);
  expect(plan.skipped.map(skip => skip.code).sort()).toEqual(['accepted', 'declined', 'recent']);
  expect(
    value(office.ask(desk => desk.preview('send', { includeRecent: true, includeDeclined: true, includeAgain: false })))
      .addresses,
  ).toHaveLength(3);
  office.pass(8 * DAY);
  const later = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  expect(later).toMatchObject({ addresses: ['p004@acme.example'], again: [] });
  expect(later.skipped.find(skip => skip.code === 'again')).toEqual({
    code: 'again',
    reason: 'Invited before, 7 days ago or longer',
    addresses: ['p003@acme.example'],
  });
  expect(value(office.ask(desk => desk.preview('send', { ...NO_OPTIONS, includeAgain: true })))).toMatchObject({
    addresses: ['p003@acme.example', 'p004@acme.example'],
    again: [{ address: 'p003@acme.example', mails: 1 }],
  });
});

test('our own log keeps a person from being mailed again even when the row was typed over or made anew', () => {
  const office = ready(1);
  office.markAll();
  office.run('send');
  Object.assign(office.row('p001@acme.example')!, {
    state: 'Not invited',
    mails: 0,
    changedAt: '',
    lastAction: '',
    result: '',
    mark: true,
  });
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS))).skipped).toMatchObject([{ code: 'recent' }]);
});

test('nothing but the confirmed list is sent: changed marks need a new preview', () => {
  const office = ready(2);
  office.row('p001@acme.example')!['mark'] = true;
  const plan = value(office.ask(desk => desk.preview('send', NO_OPTIONS)));
  office.row('p002@acme.example')!['mark'] = true;
  expect(code(office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId)))).toBe('plan-changed');
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('two admins: one job at a time, the second sees whose it is, and can take over one that stands still', () => {
  const office = ready(2);
  office.markAll();
  const job = office.begin('send');
  expect(office.ask(desk => desk.refresh(), 'bob@acme.example')).toMatchObject({
    ok: false,
    problem: { code: 'other-job', advice: expect.stringContaining('ada@acme.example') },
  });
  const seen = (): JobView | null => value(office.ask(desk => desk.progress(), 'bob@acme.example'));
  expect(seen()).toMatchObject({ mine: false, stale: false, by: 'ada@acme.example' });
  expect(code(office.ask(desk => desk.resume(job.id), 'bob@acme.example'))).toBe('not-yours');
  office.pass(Date.parse(job.freeAt) - Date.parse(seen()!.now) - 1000);
  expect(seen()).toMatchObject({ stale: false, freeAt: job.freeAt });
  office.pass(1000);
  expect(seen()).toMatchObject({ stale: true });
  const taken = value(office.ask(desk => desk.resume(job.id), 'bob@acme.example'));
  expect(code(office.ask(desk => desk.advance(job.id)))).toBe('not-yours');
  expect(office.drive(taken, 'bob@acme.example')).toMatchObject({ status: 'done', by: 'bob@acme.example' });
  expect(office.world.ledger.mails).toHaveLength(2);
});

test('pause keeps the rest queued, resume sends it, stop never does', () => {
  const office = ready(400);
  office.markAll();
  const job = office.begin('send');
  let batches = 0;
  office.hooks.after = name => {
    if (name === 'fetchAll' && ++batches === 1) office.store.set('job.command', `pause ${job.id}`);
  };
  const paused = value(office.ask(desk => desk.advance(job.id)));
  const { done, queued } = paused.counts;
  expect([paused.status, done + queued]).toEqual(['paused', 400]);
  expect(Math.min(done, queued)).toBeGreaterThan(0);
  office.hooks.after = () => undefined;
  expect(value(office.ask(desk => desk.advance(job.id)))).toMatchObject({ status: 'paused' });
  value(office.ask(desk => desk.resume(job.id)));
  const stopped = value(office.ask(desk => desk.stop(job.id)));
  expect(stopped).toMatchObject({
    status: 'stopped',
    counts: { done, skipped: queued },
    groups: [{ kind: 'skipped', count: queued }],
  });
  expect(office.world.ledger.mails).toHaveLength(done);
  expect(office.row('p400@acme.example')).toMatchObject({ mark: true, result: 'Not sent: the job was stopped first.' });
});

test.each([
  ['lost', 'after'],
  ['lost', 'before'],
  ['500', 'after'],
  ['503', 'before'],
  ['html', 'after'],
  ['operation-not-done', 'after'],
  ['operation-not-done', 'before'],
] as const)('a reply that is %s, with the effect %s it, never mails anyone twice and forgets nobody', (kind, when) => {
  const office = ready(25);
  office.markAll();
  addFault(office.world, { kind, when, match: { method: 'send', every: 4 }, limit: 5 });
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'done', counts: { done: 25 } });
  expect([...office.world.ledger.mailsTo.values()]).toEqual(Array.from({ length: 25 }, () => 1));
  expect(
    office.sheets.accounts.rows.every(row => row['state'] === 'Invited' && row['mails'] === 1 && row['mark'] === false),
  ).toBe(true);
});

test('an account too young to be looked at stays not certain after a lost reply, keeps its mark, and the next job looks first', () => {
  const office = ready(0);
  addAccounts(office.world, [{ email: 'new@acme.example', createdAt: office.now() - 3_600_000 }]);
  office.sheets.accounts.exists = true;
  office.sheets.accounts.rows.push({ email: 'new@acme.example', mark: true });
  addFault(office.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
  expect(office.run('send')).toMatchObject({
    status: 'done',
    counts: { unknown: 1, done: 0 },
    groups: [{ kind: 'unknown', count: 1 }],
  });
  expect(office.row('new@acme.example')).toMatchObject({ mark: true, result: expect.stringContaining('Not certain') });
  office.pass(3 * DAY);
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS))).warnings.join()).toContain('looked up first');
  expect(office.run('send')).toMatchObject({ counts: { done: 1 } });
  expect(office.mails('new@acme.example')).toBe(1);
});

test.each([
  ['SERVICE_DISABLED', 'api-off'],
  ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope'],
  ['PERMISSION_DENIED', 'not-admin'],
  ['401', 'token'],
] as const)('%s stops the job with the remedy, loses nothing, and resume finishes it', (kind, problem) => {
  const office = ready(12);
  office.markAll();
  addFault(office.world, { kind, match: { method: 'send' } });
  const job = office.run('send');
  expect(job).toMatchObject({
    status: 'blocked',
    problem: { code: problem, advice: expect.stringContaining(`${words.problems[problem].advice} ${words.resume}`) },
    counts: { queued: 12 },
  });
  // The set-up check and the sign-in say the same, and have nothing to resume.
  expect(words.problems[problem].advice).not.toMatch(/resume|lost/i);
  clearFaults(office.world);
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 12 },
  });
  expect(office.world.ledger.mails).toHaveLength(12);
});

test('a token that ran out is replaced once, without a word', () => {
  const office = ready(5);
  office.markAll();
  addFault(office.world, { kind: '401', match: { method: 'send' }, limit: 5 });
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 5 } });
});

test('"too many requests" waits as long as Google says, then everyone is mailed once', () => {
  const office = ready(40);
  office.markAll();
  addFault(office.world, { kind: '429', retryAfter: 30, match: { method: 'send', every: 3 }, limit: 10 });
  const before = office.now();
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 40 } });
  expect(office.now() - before).toBeGreaterThan(30_000);
  expect(office.world.ledger.mails).toHaveLength(40);
});

test('when Google is down the job says so instead of burning through its addresses, and goes on later', () => {
  const office = ready(60);
  office.markAll();
  addFault(office.world, { kind: '503' });
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'no-answer' } });
  expect(job.counts.queued).toBeGreaterThan(20);
  clearFaults(office.world);
  office.pass(600_000);
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 60 },
  });
  expect(office.world.ledger.mails).toHaveLength(60);
});

test('cancelling takes back invitations, asks Google what became of them, and leaves others alone', () => {
  const office = ready(3);
  office.row('p001@acme.example')!['mark'] = true;
  office.row('p002@acme.example')!['mark'] = true;
  office.run('send');
  office.markAll();
  expect(value(office.ask(desk => desk.preview('cancel', NO_OPTIONS)))).toMatchObject({
    addresses: ['p001@acme.example', 'p002@acme.example'],
    skipped: [{ code: 'not-invited' }],
  });
  addFault(office.world, { kind: 'lost', when: 'after', match: { method: 'cancel' }, limit: 1 });
  expect(office.run('cancel')).toMatchObject({ status: 'done', counts: { done: 2 } });
  expect(office.world.ledger.cancels.filter(cancel => cancel.effective)).toHaveLength(2);
  expect(office.row('p001@acme.example')).toMatchObject({
    state: 'Not invited',
    mark: false,
    result: 'Invitation cancelled',
  });
  expect(office.row('p003@acme.example')).toMatchObject({ mark: true });
});

test('a line typed over in the Activity sheet stops the job before anyone else is mailed', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  office.lines('p002@acme.example')[0]!['address'] = 'victim@acme.example';
  expect(office.drive(job)).toMatchObject({ status: 'blocked', problem: { code: 'log-edited' } });
  expect(office.world.ledger.mails).toHaveLength(0);
  expect(value(office.ask(desk => desk.stop(job.id)))).toMatchObject({ status: 'stopped' });
});

test('without its lines the job ends and asks for a refresh before anything is sent again', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  office.sheets.activity.rows.length = 0;
  expect(office.drive(job)).toMatchObject({ status: 'stopped', problem: { code: 'log-lost' } });
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('refresh-first');
  office.refresh();
  expect(office.run('send')).toMatchObject({ counts: { done: 3 } });
});
