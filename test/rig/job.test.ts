// The whole job through the shipped bundle: list, mark, send, cancel, and what the sheets say afterwards.
import { accept, addAccounts, addFault, clearFaults } from '../../dev/emulator/index';
import type { PlanView } from '../../src/core/contract/rpc';
import { ADA, BOB, NO_OPTIONS, openOffice, people } from './office';

test('the first refresh makes a dressed Accounts sheet with a row for each account, and a line in Activity', () => {
  const office = openOffice({ accounts: [...people(3), { email: 'x@acme.example', state: 'DECLINED', mails: 2 }] });
  expect(office.get('overview', [])).toMatchObject({
    who: ADA,
    organisation: 'acme.example',
    hasSheet: false,
    job: null,
    refreshedAt: null,
  });
  expect(office.refresh()).toMatchObject({
    kind: 'refresh',
    status: 'done',
    refreshed: { listed: 4, added: 4, changed: 0, gone: 0 },
  });
  expect(office.rig.sheet('Accounts')[0]).toEqual([
    'Mark',
    'Email',
    'State',
    'Result',
    'Emails sent',
    'Last change',
    'Last seen',
    'Notes',
    'Last action',
  ]);
  expect(office.row('x@acme.example')).toMatchObject({
    Mark: 'FALSE',
    State: 'Declined',
    'Emails sent': '2',
    'Last seen': '2026-11-21 09:00',
  });
  const sheet = office.rig.spreadsheet.sheetNamed('Accounts')!;
  expect(sheet.frozenRows).toBe(1);
  expect(sheet.style(2, 1).validation).toMatchObject({ kind: 'checkbox' });
  expect(sheet.filter).not.toBeNull();
  expect(office.rows('Activity')).toMatchObject([
    { By: ADA, Action: 'Refresh', Outcome: 'Done', Reason: '4 accounts listed: 4 new, 0 changed, 0 no longer listed' },
  ]);
  expect(office.get('overview', [])).toMatchObject({
    hasSheet: true,
    counts: { NOT_YET_SENT: 3, DECLINED: 1 },
    marked: 0,
    refreshedAt: expect.stringContaining('2026-11-21T09:00'),
    notices: [],
  });
});

test('a refresh keeps marks, notes, order, foreign columns and moved, renamed and hidden ones, updates ours and adds what is new', () => {
  const office = openOffice({
    accounts: people(4).map((account, at) => (at === 0 ? { ...account, state: 'INVITED' as const } : account)),
  });
  office.refresh();
  const id = office.sheetId();
  const { person } = office.rig;
  office.tick('p002@acme.example');
  person.type(id, office.rowNumber('p003@acme.example'), office.column('Notes'), 'on leave until May');
  person.insert(id, 'cols', 3);
  person.type(id, 1, 3, 'Team');
  person.type(id, office.rowNumber('p004@acme.example'), 3, 'Sales');
  person.move(id, 'cols', office.column('State'), 1, 2);
  person.type(id, 1, office.column('Emails sent'), 'Mails');
  person.hide(id, 'cols', office.column('Last seen'));
  person.sortSheet(id, office.column('Email'), false);
  accept(office.rig.world, 'p001@acme.example');
  addAccounts(office.rig.world, [{ email: 'aaron@acme.example' }]);
  const before = office.rig.sheet('Accounts');
  expect(office.refresh().refreshed).toEqual({ listed: 5, added: 1, changed: 1, gone: 0 });
  expect(office.rig.sheet('Accounts')[0]).toEqual(before[0]);
  expect(office.rows().map(row => row['Email'])).toEqual([
    'p004@acme.example',
    'p003@acme.example',
    'p002@acme.example',
    'p001@acme.example',
    'aaron@acme.example',
  ]);
  expect(office.row('p001@acme.example')).toMatchObject({ State: 'Accepted' });
  expect(office.row('p002@acme.example')).toMatchObject({ Mark: 'TRUE' });
  expect(office.row('p003@acme.example')).toMatchObject({ Notes: 'on leave until May' });
  expect(office.row('p004@acme.example')).toMatchObject({ Team: 'Sales', Mails: '0' });
});

test('an account that vanished is asked for before it is called gone, and its row and notes stay', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  office.rig.person.type(office.sheetId(), office.rowNumber('p002@acme.example'), office.column('Notes'), 'keep me');
  office.rig.world.accounts.delete('p002@acme.example');
  addAccounts(office.rig.world, []);
  office.rig.clock.advance(86_400_000);
  expect(office.refresh().refreshed).toMatchObject({ listed: 1, gone: 1 });
  expect(office.row('p002@acme.example')).toMatchObject({
    State: 'Not listed',
    'Last seen': '2026-11-21 09:00',
    Notes: 'keep me',
  });
});

test('rows, Activity and the list of mails agree after a send and a cancel', () => {
  const office = openOffice({ accounts: people(5) });
  office.refresh();
  office.tick('p001@acme.example', 'p002@acme.example', 'p003@acme.example');
  expect(office.get('preview', ['send', NO_OPTIONS])).toMatchObject({
    by: ADA,
    organisation: 'acme.example',
    addresses: ['p001@acme.example', 'p002@acme.example', 'p003@acme.example'],
    skipped: [],
    warnings: [expect.stringContaining('GCDS')],
  });
  const sent = office.run('send');
  expect(sent).toMatchObject({ status: 'done', mine: true, counts: { done: 3 } });
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1, 'p003@acme.example': 1 });
  expect(office.row('p002@acme.example')).toMatchObject({
    Mark: 'FALSE',
    State: 'Invited',
    'Emails sent': '1',
    'Last action': `Send · ${sent.id}`,
    Result: 'Invitation mailed',
  });
  expect(office.lines('p002@acme.example')).toMatchObject([
    {
      By: ADA,
      Job: sent.id,
      Action: 'Send',
      Outcome: 'Done',
      Reason: 'Invitation mailed',
      'HTTP status': '200',
      Attempts: '1',
    },
  ]);
  office.tick('p002@acme.example', 'p005@acme.example');
  const taken = office.run('cancel');
  expect(taken).toMatchObject({ counts: { done: 1 } });
  expect(office.row('p002@acme.example')).toMatchObject({
    State: 'Not invited',
    Result: 'Invitation cancelled',
    Mark: 'FALSE',
  });
  expect(office.row('p005@acme.example')).toMatchObject({ Mark: 'TRUE', Result: '' });
});

test('text from outside never becomes a formula', () => {
  const office = openOffice({
    accounts: [
      { email: '=cmd|calc@acme.example' },
      { email: '+plus@acme.example' },
      { email: "'quote@acme.example" },
      { email: '-minus@acme.example' },
    ],
  });
  office.refresh();
  const sheet = office.rig.spreadsheet.sheetNamed('Accounts')!;
  for (let row = 2; row <= 5; row++) expect(sheet.formulas({ row, col: 2, rows: 1, cols: 1 })).toEqual([['']]);
  expect(
    office
      .rows()
      .map(row => row['Email'])
      .sort(),
  ).toEqual(["'quote@acme.example", '+plus@acme.example', '-minus@acme.example', '=cmd|calc@acme.example'].sort());
  office.markAll();
  office.run('send');
  expect(office.mails()).toMatchObject({ '+plus@acme.example': 1, "'quote@acme.example": 1, '-minus@acme.example': 1 });
});

test('marking: all not invited, the selected rows, none; only in the Accounts sheet', () => {
  const office = openOffice({ accounts: [...people(3), { email: 'x@acme.example', state: 'INVITED' }] });
  expect(office.code('mark', ['notInvited'])).toBe('no-sheet');
  office.refresh();
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 3, changed: 3, hidden: 0 });
  expect(office.get('mark', ['none'])).toMatchObject({ marked: 0, changed: 3, hidden: 0 });
  const accounts = office.rig.spreadsheet.sheetNamed('Accounts')!;
  office.rig.spreadsheet.select(accounts, [
    { row: 2, col: 2, rows: 1, cols: 1 },
    { row: 4, col: 1, rows: 2, cols: 3 },
  ]);
  expect(office.get('mark', ['selection'])).toMatchObject({ marked: 3, changed: 3, hidden: 0 });
  office.rig.spreadsheet.select(office.rig.spreadsheet.sheetNamed('Activity')!, [{ row: 2, col: 1, rows: 1, cols: 1 }]);
  expect(office.code('mark', ['selection'])).toBe('selection-elsewhere');
});

test('the menu does the same: preview and confirmation as dialogs, and a refusal sends nothing', () => {
  let button = 'CANCEL';
  const office = openOffice({ accounts: people(2), ask: () => ({ button: button as 'OK', text: '' }) });
  office.rig.menu();
  office.rig.click('Refresh list');
  office.rig.click('Mark', 'All not invited');
  office.rig.click('Send invitations to marked…');
  expect(office.rig.dialogs[0]).toMatchObject({ title: 'Send 2 invitations?' });
  expect(office.rig.dialogs[0]!.message).toContain('p002@acme.example');
  expect(office.mails()).toEqual({});
  button = 'OK';
  office.rig.click('Send invitations to marked…');
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1 });
  expect(office.rig.toasts[office.rig.toasts.length - 1]).toBe('2 done');
  office.rig.click('Cancel invitations of marked…');
  expect(office.rig.dialogs[office.rig.dialogs.length - 1]).toMatchObject({ title: 'No marked row can be worked on.' });
});

test('the menu goes on with a colleague’s job only when asked, and then in one’s own name', () => {
  let button = 'CANCEL';
  const office = openOffice({ accounts: people(3), ask: () => ({ button: button as 'OK', text: '' }) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  addFault(office.rig.world, { kind: 'SERVICE_DISABLED' });
  expect(office.drive(job)).toMatchObject({ status: 'blocked' });
  clearFaults(office.rig.world);
  office.rig.as(BOB).click('Continue the job');
  expect(office.rig.dialogs[office.rig.dialogs.length - 1]).toMatchObject({
    title: 'Take over the job of ada@acme.example?',
  });
  expect(office.mails()).toEqual({});
  button = 'OK';
  office.rig.as(BOB).click('Continue the job');
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1, 'p003@acme.example': 1 });
  expect(office.lines('p003@acme.example')[0]).toMatchObject({ By: 'bob@acme.example' });
});

test('the menu is built before any permission is given', () => {
  const office = openOffice();
  const [menu] = office.rig.menu('NONE');
  expect(menu!.entries.length).toBeGreaterThan(5);
  // The person's choice of language may not be read yet: the menu does without it.
  expect([...new Set(office.rig.calls.list.map(call => call.op))].sort()).toEqual([
    'Properties.getProperty',
    'Session.getActiveUserLocale',
    'Ui.addMenu',
  ]);
});

test('wrong arguments from the page are told in plain words and change nothing', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  const before = office.rig.sheet('Accounts');
  const any = (name: string, ...args: unknown[]) =>
    office.rig.run(name, ...args) as { ok: boolean; problem?: { code: string } };
  for (const [name, ...args] of [
    ['preview', 'delete', {}],
    ['preview', 'send'],
    ['preview', 'send', { includeRecent: 1 }],
    ['preview', 'send', { ...NO_OPTIONS, includeAgain: 'yes' }],
    ['start', 'send', NO_OPTIONS],
    ['mark', 'all'],
    ['advance'],
    ['advance', 7],
    ['showSheet', 'Secrets'],
    ['stop', ''],
  ] as [string, ...unknown[]][])
    expect([name, ...args, any(name, ...args).problem?.code]).toEqual([name, ...args, 'bad-argument']);
  expect(office.code('advance', ['no-such-job'])).toBe('no-job');
  expect(office.rig.sheet('Accounts')).toEqual(before);
});

test('a deleted column, sheet or renamed sheet is met with a clear word or mended, and loses nothing', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  const { person } = office.rig;
  person.renameSheet(office.sheetId(), 'Our people');
  expect(office.get('overview', [])).toMatchObject({ hasSheet: true, counts: { NOT_YET_SENT: 2 } });
  const id = office.sheetId('Our people');
  person.remove(id, 'cols', 1);
  expect(office.get('overview', []).notices).toMatchObject([
    { code: 'missing-columns', advice: expect.stringContaining('Mark') },
  ]);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('no-mark-column');
  office.refresh();
  expect(office.rig.sheet('Our people')[0]).toEqual([
    'Email',
    'State',
    'Result',
    'Emails sent',
    'Last change',
    'Last seen',
    'Notes',
    'Last action',
    'Mark',
  ]);
  person.remove(id, 'cols', 1);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('no-email-column');
  expect(office.drive(office.get('refresh', []))).toMatchObject({
    status: 'blocked',
    problem: { code: 'no-email-column' },
  });
  person.deleteSheet(id);
  expect(office.get('overview', [])).toMatchObject({ hasSheet: false });
  expect(office.refresh()).toMatchObject({ refreshed: { added: 2 } });
});

test("somebody's own sheet called Accounts is left alone", () => {
  const office = openOffice({ accounts: people(1) });
  const own = office.rig.spreadsheet.addSheet('Accounts');
  office.rig.person.type(own.id, 1, 1, 'Customer accounts');
  office.refresh();
  expect(office.rig.sheet('Accounts')).toEqual([['Customer accounts']]);
  expect(office.rows('Accounts 2')).toHaveLength(1);
});

test('a second admin sees whose job runs, cannot start another, and can stop it', () => {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  expect(office.get('overview', [], BOB)).toMatchObject({
    who: BOB,
    job: { by: ADA, mine: false, stale: false, status: 'running' },
  });
  expect(office.code('start', ['send', NO_OPTIONS, 'x', null], BOB)).toBe('other-job');
  expect(office.code('advance', [job.id], BOB)).toBe('not-yours');
  expect(office.get('stop', [job.id], BOB)).toMatchObject({ status: 'stopped', counts: { skipped: 3 } });
  expect(office.mails()).toEqual({});
});

test('Sheets calls do not grow with the number of addresses or rows', () => {
  const cost = (count: number): { refresh: number; batches: number; send: number } => {
    const office = openOffice({ accounts: people(count) });
    office.refresh();
    office.rig.calls.reset();
    office.refresh();
    const refresh = office.rig.calls.sheets();
    office.markAll();
    const job = office.begin('send');
    office.rig.calls.reset();
    office.drive(job);
    return { refresh, batches: office.rig.calls.count('fetch'), send: office.rig.calls.sheets() };
  };
  const [few, many] = [cost(10), cost(900)];
  expect(many.refresh).toBe(few.refresh);
  const perBatch = (many.send - few.send) / (many.batches - few.batches);
  expect(perBatch).toBeLessThanOrEqual(6);
  expect(few.send).toBeLessThanOrEqual(30);
});

test('rows typed below the list can be marked, sent and cleared, and get a tick box; a Mark column made anew works at once', () => {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  const id = office.sheetId();
  const { person, spreadsheet } = office.rig;
  person.type(id, 5, 2, 'P001@acme.example ');
  person.type(id, 6, 2, 'typed@acme.example');
  person.type(id, 7, 2, 'rubbish at nowhere');
  const sheet = spreadsheet.sheetNamed('Accounts')!;
  spreadsheet.select(sheet, [{ row: 5, col: 1, rows: 3, cols: 3 }]);
  expect(office.get('mark', ['selection'])).toMatchObject({ marked: 2, changed: 2, hidden: 0 });
  expect(office.get('overview', []).marked).toBe(2);
  expect(sheet.style(6, 1).validation).toMatchObject({ kind: 'checkbox' });
  office.run('send');
  expect(office.rows().map(row => row['Mark'])).toEqual(['FALSE', 'FALSE', 'FALSE', 'FALSE', 'TRUE', '']);
  expect(office.get('mark', ['none'])).toMatchObject({ marked: 0, changed: 1, hidden: 0 });
  expect(office.get('overview', []).marked).toBe(0);
  spreadsheet.select(sheet, [{ row: 7, col: 1, rows: 1, cols: 1 }]);
  expect(office.code('mark', ['selection'])).toBe('selection-invalid');
  person.remove(id, 'cols', office.column('Mark'));
  office.rig.clock.advance(60_000);
  office.refresh();
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 2 });
  expect(office.get('overview', []).marked).toBe(2);
  expect(sheet.style(2, office.column('Mark')).validation).toMatchObject({ kind: 'checkbox' });
});

test('while a job is unfinished nobody is shown the preview of another, and the menu asks before it stops one', () => {
  let button = 'CANCEL';
  const office = openOffice({ accounts: people(3), ask: () => ({ button: button as 'OK', text: '' }) });
  office.refresh();
  office.markAll();
  const job = office.begin('send');
  expect(office.code('preview', ['send', NO_OPTIONS], BOB)).toBe('other-job');
  office.rig.as(BOB).click('Stop the job');
  expect(office.rig.dialogs[0]).toMatchObject({ title: `Stop the job of ${ADA}?` });
  expect(office.get('progress', [])).toMatchObject({ id: job.id, status: 'running' });
  button = 'OK';
  office.rig.as(BOB).click('Stop the job');
  expect(office.get('progress', [])).toMatchObject({ status: 'stopped' });
  expect(office.mails()).toEqual({});
});

test('people who get another mail because the admin said so are counted in the preview', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  office.markAll();
  office.run('send');
  office.tick(...people(2).map(person => person.email));
  expect(office.get('preview', ['send', NO_OPTIONS]).skipped).toMatchObject([{ reason: 'Mailed in the last 7 days' }]);
  expect(office.get('preview', ['send', { ...NO_OPTIONS, includeRecent: true }]).warnings).toEqual([
    '2 people were mailed in the last 7 days and will get another mail.',
  ]);
});

test('whoever was invited long ago is left out of a preview unless that is ticked, and then stands apart with the mails so far', () => {
  const said: string[] = [];
  const office = openOffice({
    accounts: [...people(2), { email: 'old@acme.example', state: 'INVITED', mails: 2, updatedAt: 0 }],
    ask: ({ title, message }) => {
      said.push(title, message);
      return { button: 'CANCEL' };
    },
  });
  office.refresh();
  office.markAll();
  office.tick('old@acme.example');
  // A page of before does not know of the option, and is answered as if it were not ticked.
  const usual = office.rig.run('preview', 'send', { includeRecent: false, includeDeclined: false }) as {
    readonly value: PlanView;
  };
  expect(usual.value).toEqual(office.get('preview', ['send', NO_OPTIONS]));
  expect(usual.value).toMatchObject({
    addresses: people(2).map(({ email }) => email),
    again: [],
    skipped: [{ code: 'again', reason: 'Invited before, 7 days ago or longer', addresses: ['old@acme.example'] }],
  });
  office.rig.as(ADA).run('menuSend');
  expect(said).toEqual(['Send 2 invitations?', expect.stringMatching(/^2 to mail · 1 skipped\n/)]);
  const ticked = { ...NO_OPTIONS, includeAgain: true };
  const plan = office.get('preview', ['send', ticked]);
  expect(plan.again).toEqual([{ address: 'old@acme.example', mails: 2 }]);
  // What was ticked is a part of what was confirmed.
  expect(office.code('start', ['send', NO_OPTIONS, plan.planId, 3])).toBe('plan-changed');
  office.run('send', ticked);
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, 'p002@acme.example': 1, 'old@acme.example': 1 });
});

test('a refresh of some states leaves the other rows alone, says in Activity what it read, and is no refresh of all; other states are refused', () => {
  const office = openOffice({
    accounts: [
      { email: 'ann@acme.example', state: 'INVITED' },
      { email: 'bob@acme.example', state: 'INVITED' },
      { email: 'cid@acme.example', state: 'DECLINED' },
      { email: 'dee@acme.example' },
    ],
  });
  office.refresh();
  const { refreshedAt } = office.get('overview', []);
  accept(office.rig.world, 'ann@acme.example');
  office.rig.world.accounts.delete('dee@acme.example');
  office.rig.clock.advance(600_000);
  const [, , cid, dee] = office.rows();
  const job = office.drive(office.get('refresh', [['INVITED']]));
  expect(job).toMatchObject({
    status: 'done',
    only: ['INVITED'],
    refreshed: { listed: 1, added: 0, changed: 1, gone: 0 },
  });
  expect(office.rows().map(row => row['State'])).toEqual(['Accepted', 'Invited', 'Declined', 'Not invited']);
  expect(office.rows().slice(2)).toEqual([cid, dee]);
  expect(office.rows('Activity').map(row => row['Reason'])).toEqual([
    '4 accounts listed: 4 new, 0 changed, 0 no longer listed',
    'Only Invited · 1 account listed: 0 new, 1 changed, 0 no longer listed',
  ]);
  expect(office.get('overview', [])).toMatchObject({ refreshedAt, refreshedPart: { states: ['INVITED'] } });
  for (const wrong of [[], ['NOT_LISTED'], 'INVITED'])
    expect(office.code('refresh', [wrong as never])).toBe('bad-argument');
});
