// Checking eligibility through the shipped bundle: true answers under every trouble, nobody mailed, marks and states
// left alone.
import { addAccounts, addFault, clearFaults } from '../../dev/emulator/index';
import { ADA, BOB, Killed, NO_OPTIONS, openOffice, people, type Office } from './office';

const stranger = (at: number): string => `s${String(at).padStart(3, '0')}@elsewhere.example`;
const startCheck = (office: Office, text: string) =>
  office.get('startCheck', [office.get('previewCheck', [{ from: 'text', text }]).addresses]);

test('a preview checked first: only the eligible ones are mailed; who has a "no" and who has no answer are skipped, each with the reason', () => {
  const office = openOffice({ accounts: [...people(2), { email: 'yes@acme.example', state: 'ACCEPTED' }] });
  office.refresh();
  office.markAll();
  office.get('addToSheet', [['stranger@elsewhere.example'], true]);
  const plan = office.get('preview', ['send', NO_OPTIONS]);
  expect(plan.addresses).toHaveLength(3);
  addFault(office.rig.world, { kind: '500', match: { method: 'isInvitableUser', address: 'p002@acme.example' } });
  const check = office.drive(office.get('startCheck', [plan.addresses]));
  const options = { ...NO_OPTIONS, eligibleIn: check.id };
  const after = office.get('preview', ['send', options]);
  expect(after.addresses).toEqual(['p001@acme.example']);
  expect(after.skipped.map(({ code, addresses }) => [code, addresses])).toEqual([
    ['not-checked', ['p002@acme.example']],
    ['not-eligible', ['stranger@elsewhere.example']],
  ]);
  office.drive(office.get('start', ['send', options, after.planId, null]));
  expect(office.mails()).toEqual({ 'p001@acme.example': 1 });
  expect(office.code('preview', ['send', { ...NO_OPTIONS, eligibleIn: 7 } as never])).toBe('bad-argument');
});

test('pasted addresses: a preview of who is checked and who not, then eligible, not eligible, and nothing else touched', () => {
  const office = openOffice({ accounts: [...people(2), { email: 'done@acme.example', state: 'ACCEPTED' }] });
  office.refresh();
  office.tick('p001@acme.example');
  const before = office.row('p001@acme.example')!;
  const plan = office.get('previewCheck', [
    {
      from: 'text',
      text: 'Ann <P001@acme.example>\nyoung@acme.example, p001@acme.example; x@nowhere.example\nno address',
    },
  ]);
  expect(plan).toEqual({
    addresses: ['p001@acme.example', 'young@acme.example', 'x@nowhere.example'],
    warnings: [],
    fetches: { needed: 3, left: expect.any(Number), limit: 100_000 },
    skipped: [
      { code: 'invalid', reason: 'No valid address', addresses: ['no address'] },
      { code: 'repeated', reason: 'Given more than once, checked once', addresses: ['p001@acme.example'] },
    ],
  });
  const job = office.drive(office.get('startCheck', [plan.addresses]));
  expect(job).toMatchObject({
    kind: 'check',
    status: 'done',
    total: 3,
    finished: 3,
    counts: { done: 3, eligible: 1 },
    groups: [],
  });
  expect(office.get('checked', [job.id])).toEqual({
    declined: 0,
    absent: 0,
    eligible: ['p001@acme.example'],
    notEligible: ['young@acme.example', 'x@nowhere.example'],
    other: [],
  });
  expect(office.row('p001@acme.example')).toEqual({
    ...before,
    'Last action': `Check · ${job.id}`,
    Result: 'Eligible: can be invited',
  });
  expect(office.lines('x@nowhere.example')).toMatchObject([
    { By: ADA, Action: 'Check', Outcome: 'Not eligible', 'HTTP status': '200', Attempts: '1' },
  ]);
  expect(office.mails()).toEqual({});
});

test('eligible accounts that Google does not list yet go into the sheet, marked, with their result, and are invited by the usual send', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  const young = 'young@acme.example';
  addAccounts(office.rig.world, [{ email: young, createdAt: office.rig.clock.now() }]);
  expect(office.refresh().refreshed).toMatchObject({ listed: 1 });
  const job = office.drive(startCheck(office, `${young} p001@acme.example`));
  const { eligible } = office.get('checked', [job.id]);
  expect(office.get('addToSheet', [eligible, true])).toEqual({ added: 1, present: 1, marked: 2 });
  expect(office.get('addToSheet', [eligible, true])).toEqual({ added: 0, present: 2, marked: 2 });
  expect(office.row(young)).toMatchObject({
    Mark: 'TRUE',
    State: '',
    Result: 'Eligible: can be invited',
    'Last action': `Check · ${job.id}`,
  });
  expect(office.row('p001@acme.example')).toMatchObject({ Mark: 'TRUE' });
  expect(office.rig.spreadsheet.sheetNamed('Accounts')!.style(office.rowNumber(young), 1).validation).toMatchObject({
    kind: 'checkbox',
  });
  expect(office.run('send').counts).toMatchObject({ done: 2 });
  expect(office.mails()).toEqual({ 'p001@acme.example': 1, [young]: 1 });
});

test('addresses can be added before there is any Accounts sheet, without marks if so wished', () => {
  const office = openOffice();
  expect(office.get('addToSheet', [['=x@acme.example', 'nonsense', 'a@acme.example'], false])).toEqual({
    added: 2,
    present: 0,
    marked: 0,
  });
  expect(office.rows().map(row => [row['Mark'], row['Email']])).toEqual([
    ['FALSE', '=x@acme.example'],
    ['FALSE', 'a@acme.example'],
  ]);
});

test('the marked rows, or the cells selected in any sheet; from the menu too', () => {
  const office = openOffice({ accounts: people(3) });
  expect(office.code('previewCheck', [{ from: 'marked' }])).toBe('no-sheet');
  office.refresh();
  office.tick('p002@acme.example');
  expect(office.get('previewCheck', [{ from: 'marked' }])).toMatchObject({ addresses: ['p002@acme.example'] });
  const hr = office.rig.spreadsheet.addSheet('HR export');
  office.rig.person.paste(hr.id, 1, 1, [
    ['Name', 'Email', 'Manager'],
    ['Ann', 'p001@acme.example', 'x@acme.example'],
    ['Bob', '', ''],
    ['Cid', 'P003@acme.example', 'y@acme.example'],
  ]);
  office.rig.spreadsheet.select(hr, [{ row: 1, col: 2, rows: 1000, cols: 1 }]);
  expect(office.get('previewCheck', [{ from: 'selection' }])).toMatchObject({
    addresses: ['p001@acme.example', 'p003@acme.example'],
    skipped: [],
  });
  office.rig.click('Check eligibility', 'Selected cells…');
  expect(office.rig.dialogs[0]).toMatchObject({
    title: 'Check 2 addresses?',
    message: expect.stringContaining('Nobody is mailed'),
  });
  expect(office.rig.toasts[office.rig.toasts.length - 1]).toBe('2 can be invited, 0 cannot');
  office.rig.spreadsheet.select(hr, [{ row: 9, col: 9, rows: 2, cols: 1 }]);
  expect(office.get('previewCheck', [{ from: 'selection' }]).addresses).toEqual([]);
  office.rig.click('Check eligibility', 'Marked rows…');
  expect(office.row('p002@acme.example')).toMatchObject({ Mark: 'TRUE', Result: 'Eligible: can be invited' });
});

test('a tab with private addresses: the work address is read, other columns are named, and one is read if it is picked', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  const hr = office.rig.spreadsheet.addSheet('HR export');
  office.rig.person.paste(hr.id, 1, 1, [
    ['Personal email', 'Name', 'Work email', 'Notes'],
    ['a@home.example', 'Ann', 'p001@acme.example', 'joined\nleft, and "back"\tagain'],
    ['b@home.example', '"Lee", Bob', 'P002@acme.example', ''],
    ['c@home.example', 'Cid', '', ''],
  ]);
  office.rig.spreadsheet.select(hr, [{ row: 2, col: 2, rows: 1, cols: 1 }]);
  expect(office.get('previewCheck', [{ from: 'tab' }])).toMatchObject({
    addresses: ['p001@acme.example', 'p002@acme.example'],
    skipped: [{ code: 'invalid', addresses: ['c@home.example\tCid'] }],
    columns: [
      { at: 0, name: 'Personal email', count: 3, chosen: false },
      { at: 2, name: 'Work email', count: 2, chosen: true },
    ],
  });
  expect(office.get('previewCheck', [{ from: 'tab', picked: [0] }]).addresses).toEqual([
    'a@home.example',
    'b@home.example',
    'c@home.example',
  ]);
  // Whatever is in front, a tab is read by its name.
  office.rig.spreadsheet.select(office.rig.spreadsheet.sheetNamed('Accounts')!, [{ row: 2, col: 2, rows: 1, cols: 1 }]);
  expect(office.get('previewCheck', [{ from: 'tab', id: hr.id, picked: [0] }]).addresses).toHaveLength(3);
  expect(office.code('previewCheck', [{ from: 'tab', id: hr.id + 1 }])).toBe('no-tab');
  expect(office.code('previewCheck', [{ from: 'tab', id: 'HR' as never }])).toBe('bad-argument');
  for (const picked of [[-1], ['0'], 'all', [0.5]])
    expect(office.code('previewCheck', [{ from: 'tab', picked: picked as number[] }])).toBe('bad-argument');
  const text = 'Email;Recovery email\np001@acme.example;a@home.example';
  expect(office.get('previewCheck', [{ from: 'text', text }])).toMatchObject({
    addresses: ['p001@acme.example'],
    skipped: [],
    columns: [{ chosen: true }, { chosen: false }],
  });
  // What is private is offered, and not taken, where nothing else has addresses.
  const own = { from: 'text', text: 'Name;Recovery email\nAnn;a@home.example' } as const;
  expect(office.get('previewCheck', [own])).toMatchObject({ addresses: [], columns: [{ at: 1, chosen: false }] });
  expect(office.get('previewCheck', [{ ...own, picked: [1] }])).toMatchObject({
    addresses: ['a@home.example'],
    columns: [{ at: 1, chosen: true }],
  });
});

test('the row of an address that was looked up is shown where it stands by then', () => {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  const id = office.sheetId();
  const { row } = office.get('lookUp', ['p001@acme.example']);
  office.rig.person.sortSheet(id, 2, false);
  office.get('showSheet', ['accounts', 'p001@acme.example']);
  expect(row).toMatchObject({ row: 2 });
  expect(office.rig.spreadsheet.selection).toEqual({ sheetId: id, areas: [{ row: 4, col: 1, rows: 1, cols: 1 }] });
  office.get('showSheet', ['accounts', 'nobody@acme.example']);
});

test('300 addresses with 429, 500, unreadable and lost replies, and a kill in the middle: each has its true result, and nobody is mailed', () => {
  const office = openOffice({ accounts: people(200), latency: { read: 600, change: 600, flush: 600, property: 80 } });
  office.refresh();
  const strangers = Array.from({ length: 100 }, (_, at) => stranger(at));
  const { world } = office.rig;
  for (const fault of [
    { kind: '429', retryAfter: 2, match: { method: 'isInvitableUser', probability: 0.2 }, limit: 40 },
    { kind: '500', match: { method: 'isInvitableUser', probability: 0.1 } },
    { kind: 'html', status: 200, match: { method: 'isInvitableUser', probability: 0.05 } },
    { kind: 'lost', match: { method: 'isInvitableUser', every: 211 } },
    { kind: '503', match: { address: stranger(7) } },
  ] as const)
    addFault(world, fault);
  const job = startCheck(office, [...people(200).map(({ email }) => email), ...strangers].join('\n'));
  let fetches = 0;
  office.rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll' && ++fetches === 6) throw new Killed('killed');
  };
  expect(() => office.drive(job)).toThrow('advance: null');
  office.rig.uncrash();
  const ended = office.drive(office.get('progress', [])!);
  expect(ended).toMatchObject({
    status: 'done',
    total: 300,
    counts: { done: 299, eligible: 200, unknown: 1, refused: 0 },
  });
  const found = office.get('checked', [job.id]);
  expect(found.eligible).toEqual(people(200).map(({ email }) => email));
  expect(found.notEligible).toEqual(strangers.filter(address => address !== stranger(7)));
  expect(ended.groups).toMatchObject([
    { reason: 'Not known: Google did not answer. Check again later.', examples: [stranger(7)] },
  ]);
  expect(
    office.rows().every(row => row['Result'] === 'Eligible: can be invited' && row['State'] === 'Not invited'),
  ).toBe(true);
  expect(office.mails()).toEqual({});
});

test('pause, resume and stop: what was found stays, what is left says that it was not checked', () => {
  const office = openOffice({ accounts: people(110) });
  office.refresh();
  office.markAll();
  const job = office.get('startCheck', [office.get('previewCheck', [{ from: 'marked' }]).addresses]);
  office.rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll') {
      office.rig.before = null;
      office.ask('pause', [job.id], BOB);
      office.ask('pause', [job.id]);
    }
  };
  expect(office.get('advance', [job.id])).toMatchObject({ status: 'paused', counts: { done: 25, queued: 85 } });
  office.get('resume', [job.id]);
  office.rig.before = op => {
    if (op === 'UrlFetchApp.fetchAll') {
      office.rig.before = null;
      office.ask('stop', [job.id]);
    }
  };
  const stopped = office.get('advance', [job.id]);
  expect(stopped).toMatchObject({
    status: 'stopped',
    groups: [{ kind: 'skipped', reason: 'Not checked: the job was stopped first.' }],
  });
  expect(stopped.counts.done + stopped.counts.skipped).toBe(110);
  expect(office.rows().every(row => row['Mark'] === 'TRUE')).toBe(true);
  expect(office.code('preview', ['send', { includeRecent: false, includeDeclined: false, includeAgain: false }])).toBe(
    'ok',
  );
});

test('API off, or not an admin, stops the check; lines lost or changed are no reason to refresh before sending', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  addFault(office.rig.world, { kind: 'SERVICE_DISABLED' });
  const job = office.drive(startCheck(office, 'p001@acme.example p002@acme.example'));
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'api-off' }, counts: { queued: 2 } });
  clearFaults(office.rig.world);
  office.rig.person.deleteSheet(office.sheetId('Activity'));
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({
    status: 'stopped',
    problem: { code: 'log-lost' },
  });
  office.refresh();
  office.markAll();
  expect(office.code('preview', ['send', { includeRecent: false, includeDeclined: false, includeAgain: false }])).toBe(
    'ok',
  );
});

test('looking up one address: state, eligibility, row and history in one asking; clear words where Google gives no answer', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  office.tick('p001@acme.example');
  office.run('send');
  office.rig.calls.reset();
  expect(office.get('lookUp', ['Ann <P001@acme.example>'])).toMatchObject({
    address: 'p001@acme.example',
    account: { state: 'INVITED', mails: 1 },
    listed: true,
    eligible: true,
    problem: null,
    row: { row: 2, marked: false, result: 'Invitation mailed' },
    history: [{ by: ADA, what: 'Send: Done', reason: 'Invitation mailed' }],
  });
  expect(office.rig.calls.count('UrlFetchApp.fetchAll')).toBe(1);
  expect(office.get('lookUp', ['x@nowhere.example'])).toMatchObject({
    account: null,
    listed: false,
    eligible: false,
    problem: null,
    row: null,
    history: [],
  });
  for (const wrong of ['', 'ann', 'a@acme.example b@acme.example'])
    expect(office.code('lookUp', [wrong])).toBe('not-an-address');
  for (const [kind, code] of [
    ['SERVICE_DISABLED', 'api-off'],
    ['PERMISSION_DENIED', 'not-admin'],
    ['lost', 'no-answer'],
    ['429', 'slow-down'],
    ['500', 'no-answer'],
  ] as const) {
    addFault(office.rig.world, { kind });
    expect(office.get('lookUp', ['p001@acme.example'])).toMatchObject({
      account: null,
      listed: null,
      eligible: null,
      problem: { code },
      row: { row: 2 },
    });
    clearFaults(office.rig.world);
  }
});

test('of those who can be invited, it is told how many declined: the preview skips them', () => {
  const office = openOffice({ accounts: [...people(1), { email: 'no@acme.example', state: 'DECLINED', mails: 1 }] });
  office.refresh();
  const job = office.drive(startCheck(office, 'p001@acme.example no@acme.example'));
  expect(office.get('checked', [job.id])).toEqual({
    declined: 1,
    absent: 0,
    eligible: ['p001@acme.example', 'no@acme.example'],
    notEligible: [],
    other: [],
  });
  office.get('addToSheet', [['p001@acme.example', 'no@acme.example'], true]);
  expect(office.get('preview', ['send', NO_OPTIONS])).toMatchObject({
    addresses: ['p001@acme.example'],
    skipped: [{ code: 'declined', addresses: ['no@acme.example'] }],
  });
});
