// Following up, on the shipped bundle: taking back exactly what one job sent, and reminders that mail nobody too soon,
// too often or twice.
import { accept } from '../../dev/emulator/index';
import type { JobView } from '../../src/core/contract/rpc';
import { ADA, BOB, NO_OPTIONS, openOffice, people } from './office';

const DAY = 86_400_000;
const WEEK = { from: 'reminders', days: 7, most: 3 } as const;

test('undo after a send of 60 of which 5 accepted: the other 55 are taken back, and nobody else; marks stay as they are', () => {
  const office = openOffice({
    accounts: [...people(60), { email: 'z1@acme.example', state: 'INVITED', mails: 1 }, { email: 'z2@acme.example' }],
  });
  office.refresh();
  office.markAll();
  const last = 'z2@acme.example';
  office.rig.person.tick(office.sheetId(), office.rowNumber(last), office.column('Mark'), false);
  const sent = office.run('send');
  expect(sent.counts.done).toBe(60);
  office.rig.clock.advance(DAY);
  for (const { email } of people(5)) accept(office.rig.world, email);
  office.tick('p007@acme.example', last);
  office.refresh();
  // Somebody was invited again since, by a job of its own.
  office.rig.clock.advance(8 * DAY);
  expect(office.get('mark', ['none'])).toMatchObject({ changed: 2 });
  office.tick('p060@acme.example');
  office.run('send', { ...NO_OPTIONS, includeAgain: true });
  office.tick('p007@acme.example', last);

  const [again, first] = office.get('pastJobs', []);
  expect([again, first]).toMatchObject([
    { action: 'send', done: 1, total: 1 },
    { id: sent.id, action: 'send', by: ADA, done: 60, total: 60 },
  ]);
  const source = { from: 'job', job: sent.id } as const;
  const plan = office.get('preview', ['cancel', NO_OPTIONS, source]);
  expect(plan.addresses).toEqual(
    people(59)
      .slice(5)
      .map(({ email }) => email),
  );
  expect(plan.skipped.map(({ code, addresses }) => [code, addresses.length])).toEqual([
    ['accepted', 5],
    ['mailed-again', 1],
  ]);
  const done = office.drive(office.get('start', ['cancel', NO_OPTIONS, plan.planId, null, source]));
  expect(done).toMatchObject({ kind: 'cancel', status: 'done', counts: { done: 54, refused: 0 } });
  expect(
    office.rig.world.ledger.cancels
      .filter(cancel => cancel.effective)
      .map(cancel => cancel.email)
      .sort(),
  ).toEqual([...plan.addresses].sort());
  expect(office.row('p007@acme.example')).toMatchObject({ Mark: 'FALSE', State: 'Not invited' });
  expect(office.row(last)).toMatchObject({ Mark: 'TRUE', Result: '' });
  expect(office.row('z1@acme.example')).toMatchObject({ Mark: 'FALSE', State: 'Invited' });
  expect(office.get('preview', ['cancel', NO_OPTIONS, source])).toMatchObject({
    addresses: [],
    skipped: [{ code: 'accepted' }, { code: 'taken-back' }, { code: 'mailed-again' }],
  });
  expect(office.code('start', ['cancel', NO_OPTIONS, plan.planId, null, source])).toBe('plan-changed');
});

test('an earlier version restored right after a cancelling, and cancelled once more: nobody is told to be invited still', () => {
  const office = openOffice({ accounts: people(4) });
  office.refresh();
  office.markAll();
  const source = { from: 'job', job: office.run('send').id } as const;
  const cancel = (): JobView => {
    const { planId } = office.get('preview', ['cancel', NO_OPTIONS, source]);
    return office.drive(office.get('start', ['cancel', NO_OPTIONS, planId, null, source]));
  };
  const restore = office.rig.person.keepVersion();
  expect(cancel().counts).toMatchObject({ done: 4 });
  restore();
  const [group] = cancel().groups;
  expect(group).toMatchObject({ kind: 'refused', count: 4 });
  expect(group?.advice).toMatch(
    /^This job cancelled none of their invitations; some may be cancelled already\. .* Refresh/,
  );
});

test('reminders at the borders of N and M, and twice over: nobody is mailed again', () => {
  const ago = (days: number): number => Date.UTC(2026, 10, 21, 9) - days * DAY;
  const office = openOffice({
    accounts: [
      { email: 'due@acme.example', state: 'INVITED', mails: 2, updatedAt: ago(8) },
      { email: 'often@acme.example', state: 'INVITED', mails: 3, updatedAt: ago(8) },
      { email: 'late@acme.example', state: 'INVITED', mails: 1, updatedAt: ago(6.9) },
      { email: 'yes@acme.example', state: 'ACCEPTED', mails: 1 },
      { email: 'no@acme.example', state: 'DECLINED', mails: 1 },
      { email: 'new@acme.example' },
    ],
  });
  office.refresh();
  const plan = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  expect(plan).toMatchObject({ addresses: ['due@acme.example'], warnings: [], source: WEEK });
  expect(plan.skipped.map(({ code, reason, addresses }) => [code, reason, addresses[0]])).toEqual(
    expect.arrayContaining([
      ['recent', 'Mailed in the last 7 days', 'late@acme.example'],
      ['often', 'Mailed 3 times or more', 'often@acme.example'],
      ['accepted', 'Already accepted', 'yes@acme.example'],
      ['declined', 'Declined', 'no@acme.example'],
    ]),
  );
  // Another policy is another plan, even with the same people in it.
  expect(office.code('start', ['send', NO_OPTIONS, plan.planId, null, { ...WEEK, days: 8 }])).toBe('plan-changed');
  expect(office.code('start', ['send', NO_OPTIONS, plan.planId, null])).toBe('plan-changed');
  const reminded = office.drive(office.get('start', ['send', NO_OPTIONS, plan.planId, null, WEEK]));
  expect(reminded).toMatchObject({ kind: 'remind' });
  expect(office.mails()).toEqual({ 'due@acme.example': 1 });
  // Google has one invitation a person: to take back a reminder is to take back all.
  expect(office.get('preview', ['cancel', NO_OPTIONS, { from: 'job', job: reminded.id }])).toMatchObject({
    addresses: ['due@acme.example'],
    warnings: [expect.stringMatching(/^These were reminders: the invitation itself is cancelled/)],
  });
  office.rig.clock.advance(7 * DAY);
  // The one reminded has had its three mails now; the other is due, and the list is old.
  const next = office.get('preview', ['send', NO_OPTIONS, WEEK]);
  expect(next).toMatchObject({ addresses: ['late@acme.example'], warnings: ['The list was refreshed 7 days ago.'] });
  // The list of recent jobs tells a first invitation from a reminder.
  office.tick('new@acme.example');
  expect(office.run('send').kind).toBe('send');
  expect(office.get('pastJobs', []).map(({ action }) => action)).toEqual(['send', 'remind']);
});

test('two admins who remind at once: one job runs, and nobody is mailed twice', () => {
  const office = openOffice({
    accounts: people(3).map(({ email }) => ({ email, state: 'INVITED', mails: 1, updatedAt: Date.UTC(2026, 10, 1) })),
  });
  office.refresh();
  const plans = [ADA, BOB].map(who => office.get('preview', ['send', NO_OPTIONS, WEEK], who));
  const job = office.get('start', ['send', NO_OPTIONS, plans[0]!.planId, null, WEEK], ADA);
  expect(office.code('start', ['send', NO_OPTIONS, plans[1]!.planId, null, WEEK], BOB)).toBe('other-job');
  office.drive(job);
  expect(office.code('start', ['send', NO_OPTIONS, plans[1]!.planId, null, WEEK], BOB)).toBe('plan-changed');
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1, 'p003@acme.example': 1 });
});

test('what makes no sense is refused: reminders that cancel, a job’s mails sent again, odd numbers', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  for (const [action, source] of [
    ['cancel', WEEK],
    ['send', { from: 'job', job: 'x' }],
    ['send', { from: 'all' }],
    ['send', { ...WEEK, days: 0 }],
    ['send', { ...WEEK, most: 1.5 }],
    ['cancel', { from: 'job' }],
  ] as const)
    expect(office.code('preview', [action, NO_OPTIONS, source as never])).toBe('bad-argument');
  expect(office.get('preview', ['cancel', NO_OPTIONS, { from: 'job', job: 'no such job' }])).toMatchObject({
    addresses: [],
    skipped: [],
  });
});

test('the menu reminds, and cancels the last sending', () => {
  const office = openOffice({
    accounts: [{ email: 'due@acme.example', state: 'INVITED', mails: 1, updatedAt: Date.UTC(2026, 10, 1) }],
    ask: () => ({ button: 'OK', text: '' }),
  });
  office.refresh();
  const before = office.get('settings', []).texts;
  office.get('saveSettings', [{ ...before, remindDays: '30', remindMost: '2' }, before], BOB);
  expect(office.get('overview', []).reminders).toEqual({ days: 30, most: 2 });
  office.rig.menu();
  office.rig.click('Send reminders…');
  // The policy of the settings: nobody is due yet.
  expect(office.rig.dialogs.shift()).toMatchObject({ title: 'Nobody is due for a reminder.' });
  office.get('saveSettings', [before, { ...before, remindDays: '30', remindMost: '2' }]);
  office.rig.click('Cancel the last sending…');
  expect(office.rig.dialogs[0]).toMatchObject({ title: 'There is nothing to cancel.' });
  office.rig.click('Send reminders…');
  expect(office.rig.dialogs[1]).toMatchObject({ title: 'Send 1 reminder?' });
  expect(office.mails()).toEqual({ 'due@acme.example': 1 });
  office.rig.click('Cancel the last sending…');
  expect(office.rig.dialogs[2]).toMatchObject({ title: 'Cancel 1 invitation?', buttons: 'YES_NO' });
  expect(office.row('due@acme.example')).toMatchObject({ State: 'Not invited' });
});

test('declined and ignored accounts as a file', () => {
  const office = openOffice({
    accounts: [
      { email: 'ann.lee@acme.example', state: 'DECLINED' },
      { email: 'i@acme.example', state: 'INVITED', updatedAt: Date.UTC(2026, 9, 1) },
      ...people(1),
    ],
  });
  expect(office.code('unanswered', [])).toBe('no-sheet');
  office.refresh();
  const found = office.get('unanswered', []);
  expect(found).toMatchObject({ declined: ['ann.lee@acme.example'], ignored: ['i@acme.example'], ignoredDays: 30 });
  expect(found.csv).toContain('\r\nAnn,Lee,ann.lee@acme.example,,/\r\n');
});
