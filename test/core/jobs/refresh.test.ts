// A refresh over the ports: what it changes in the sheet and what it leaves alone, whatever Google does in between.
import { accept, addAccounts, addFault, clearFaults, decline, type FaultRule } from '../../../dev/emulator/index';
import { code, makeOffice, NO_OPTIONS, people, value, type Office } from '../office';

const DAY = 86_400_000;
const emails = (office: Office): unknown[] => office.sheets.accounts.rows.map(row => row['email']);
const listRule = (rule: FaultRule): FaultRule => ({ ...rule, match: { method: 'list', ...rule.match } });

test('the first refresh makes the sheet with a row for each account, in order, and a line in Activity', () => {
  const office = makeOffice({
    accounts: [
      { email: 'B@acme.example', state: 'INVITED', mails: 2 },
      { email: 'a@acme.example' },
      { email: 'c@acme.example', state: 'DECLINED' },
      { email: 'd@acme.example', state: 'ACCEPTED' },
      { email: 'young@acme.example', createdAt: Date.UTC(2026, 10, 21) },
    ],
  });
  const job = office.refresh();
  expect(job).toMatchObject({ status: 'done', total: 4, refreshed: { listed: 4, added: 4, changed: 0, gone: 0 } });
  expect(office.sheets.accounts.rows.map(row => [row['email'], row['state'], row['mails'], row['mark']])).toEqual([
    ['a@acme.example', 'Not invited', 0, false],
    ['b@acme.example', 'Invited', 2, false],
    ['c@acme.example', 'Declined', 1, false],
    ['d@acme.example', 'Accepted', 1, false],
  ]);
  expect(office.sheets.activity.rows).toMatchObject([
    { action: 'Refresh', outcome: 'Done', reason: '4 accounts listed: 4 new, 0 changed, 0 no longer listed' },
  ]);
});

test('marks, notes, foreign columns and the order stay; new accounts are appended; what changed is changed', () => {
  const office = makeOffice({ accounts: people(3) });
  office.refresh();
  office.sheets.accounts.rows.reverse();
  Object.assign(office.row('p002@acme.example')!, { mark: true, notes: '=mine', phone: '123' });
  addAccounts(office.world, [
    { email: 'p000@acme.example' },
    { email: 'p002@acme.example', state: 'INVITED', mails: 1 },
  ]);
  office.pass(DAY);
  expect(office.refresh().refreshed).toEqual({ listed: 4, added: 1, changed: 1, gone: 0 });
  expect(emails(office)).toEqual(['p003@acme.example', 'p002@acme.example', 'p001@acme.example', 'p000@acme.example']);
  expect(office.row('p002@acme.example')).toMatchObject({
    mark: true,
    notes: '=mine',
    phone: '123',
    state: 'Invited',
    mails: 1,
  });
});

test('hand-typed rows are found whatever their capitals, duplicates all show the same, and rows without an address stay', () => {
  const office = makeOffice({ accounts: people(1) });
  office.sheets.accounts.exists = true;
  office.sheets.accounts.rows.push(
    { email: ' P001@ACME.example ' },
    { email: 'p001@acme.example', notes: 'copy' },
    { email: 'not an address', notes: 'kept' },
    {},
  );
  expect(office.refresh().refreshed).toMatchObject({ listed: 1, added: 0 });
  expect(office.sheets.accounts.rows.map(row => [row['email'], row['state'], row['notes']])).toEqual([
    [' P001@ACME.example ', 'Not invited', undefined],
    ['p001@acme.example', 'Not invited', 'copy'],
    ['not an address', undefined, 'kept'],
    [undefined, undefined, undefined],
  ]);
});

test('an account under an address that we would not take from a person has one row, however often the list is read, and is asked for before it is called gone', () => {
  const office = makeOffice({ accounts: [{ email: 'Ann|x@acme.example' }, { email: 'j\u030curij@acme.example' }] });
  for (let turn = 0; turn < 3; turn++) {
    expect(office.refresh().refreshed).toMatchObject({ listed: 2, added: turn === 0 ? 2 : 0 });
    office.pass(DAY);
  }
  expect(emails(office)).toEqual(['ann|x@acme.example', '\u01f0urij@acme.example']);
  office.world.accounts.delete('ann|x@acme.example');
  office.world.inner.byEmail = office.world.inner.byTime = null;
  expect(office.refresh().refreshed).toMatchObject({ listed: 1, gone: 1 });
  expect(office.row('ann|x@acme.example')).toMatchObject({ state: 'Not listed' });
});

test('dates typed into the future protect no row from what Google tells', () => {
  const office = makeOffice({ accounts: people(2) });
  office.refresh();
  for (const row of office.sheets.accounts.rows)
    Object.assign(row, { state: 'Declined', changedAt: Date.UTC(2126, 0, 1), seenAt: Date.UTC(2126, 0, 1) });
  office.world.accounts.delete('p002@acme.example');
  office.world.inner.byEmail = office.world.inner.byTime = null;
  office.pass(DAY);
  expect(office.refresh().refreshed).toMatchObject({ listed: 1 });
  expect(office.sheets.accounts.rows.map(row => row['state'])).toEqual(['Not invited', 'Not listed']);
  expect(office.row('p001@acme.example')!['changedAt']).toBeLessThan(office.now());
});

test('one that we invited before Google lists it, and that a refresh does not find, is counted; one that a person typed is not', () => {
  const office = makeOffice({ accounts: people(1) });
  office.refresh();
  office.sheets.accounts.rows.push({ email: 'young@acme.example', state: 'Invited' }, { email: 'typed@acme.example' });
  expect(office.refresh().refreshed).toMatchObject({ listed: 1, gone: 1 });
  expect(['young', 'typed'].map(name => office.row(`${name}@acme.example`)?.['state'])).toEqual([
    'Not listed',
    'Not listed',
  ]);
});

test.each(['NOT_FOUND', 'PERMISSION_DENIED'] as const)(
  'an account that no list has is asked for before it is called gone (Google answers %s)',
  getOfUnknown => {
    const office = makeOffice({ accounts: people(2), options: { getOfUnknown } });
    office.refresh();
    office.world.accounts.delete('p001@acme.example');
    office.world.inner.byEmail = office.world.inner.byTime = null;
    office.pass(DAY);
    const seen = office.row('p001@acme.example')!['seenAt'];
    expect(office.refresh().refreshed).toMatchObject({ listed: 1, gone: 1 });
    expect(office.row('p001@acme.example')).toMatchObject({ state: 'Not listed', seenAt: seen });
    expect(office.refresh().refreshed).toMatchObject({ gone: 0 });
    addAccounts(office.world, [{ email: 'p001@acme.example' }]);
    office.pass(DAY);
    office.refresh();
    expect(office.row('p001@acme.example')).toMatchObject({ state: 'Not invited' });
  },
);

test.each<[string, FaultRule]>([
  ['503', { kind: '503' }],
  ['a lost connection', { kind: 'lost' }],
  ['HTML', { kind: 'html' }],
  ['HTML instead of 404', { kind: 'html', status: 404 }],
])('no answer about an account (%s) is no "gone", and does not hold up the refresh', (_what, rule) => {
  const office = makeOffice({ accounts: people(1) });
  office.refresh();
  office.sheets.accounts.rows.push({ email: 'typed@acme.example', state: 'Invited', seenAt: 5 });
  addFault(office.world, { ...rule, match: { method: 'get' } });
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { gone: 0 } });
  expect(office.row('typed@acme.example')).toMatchObject({ state: 'Invited', seenAt: 5 });
});

test.each<[string, FaultRule, string]>([
  ['not allowed to', { kind: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }, 'scope'],
  ['API off', { kind: 'SERVICE_DISABLED' }, 'api-off'],
])('what stops everything (%s) stops it in the middle too, and is told', (_what, rule, problem) => {
  const office = makeOffice({ accounts: people(1) });
  office.refresh();
  office.sheets.accounts.rows.push({ email: 'typed@acme.example' });
  const fault: FaultRule = { ...rule, match: { method: 'get' } };
  addFault(office.world, fault);
  const job = office.refresh();
  expect(job).toMatchObject({ status: 'blocked', problem: { code: problem } });
  clearFaults(office.world);
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({ status: 'done' });
  expect(office.row('typed@acme.example')).toMatchObject({ state: 'Not listed' });
});

describe('a fault at any page', () => {
  const kinds: FaultRule[] = [
    { kind: '503' },
    { kind: '500', when: 'after' },
    { kind: '429', retryAfter: 7 },
    { kind: '429', retryAfter: 900 },
    { kind: 'lost' },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'truncated' },
    { kind: '401' },
    { kind: 'quota-403' },
  ];
  test.each(kinds)('%j passes without a word', rule => {
    for (let every = 1; every <= 14; every += 3) {
      const office = makeOffice({ accounts: people(650) });
      addFault(office.world, listRule({ ...rule, limit: 1, match: { every } }));
      expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 650 } });
      expect(new Set(emails(office)).size).toBe(650);
    }
  });
  test.each<[FaultRule, string]>([
    [{ kind: '503' }, 'no-answer'],
    [{ kind: 'lost' }, 'no-answer'],
    [{ kind: 'html' }, 'unreadable'],
    [{ kind: '429' }, 'slow-down'],
    [{ kind: '401' }, 'token'],
    [{ kind: 'SERVICE_DISABLED' }, 'api-off'],
    [{ kind: 'PERMISSION_DENIED' }, 'not-admin'],
    [{ kind: 'quota-403', daily: true }, 'quota-day'],
    [{ kind: 'refused', status: 'NOT_FOUND' }, 'bad-customer'],
    [{ kind: 'refused', status: 'INVALID_ARGUMENT' }, 'bad-customer'],
  ])('%j that stays is told as %s, and resumed when it is gone', (rule, problem) => {
    const office = makeOffice({ accounts: people(30) });
    addFault(office.world, listRule(rule));
    const job = office.refresh();
    expect(job).toMatchObject({ status: 'blocked', problem: { code: problem } });
    clearFaults(office.world);
    expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
      status: 'done',
      refreshed: { listed: 30 },
    });
  });
  test.each([
    'Exception: Service invoked too many times for one day: urlfetch.',
    'Exception: No cuentas con el permiso para llamar a UrlFetchApp.fetchAll. Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
  ])('the platform’s own refusal is told at once: %s', text => {
    const office = makeOffice({ accounts: people(3) });
    office.hooks.before = name => {
      if (name === 'fetchAll') throw new Error(text);
    };
    const before = office.now();
    expect(office.refresh()).toMatchObject({
      status: 'blocked',
      problem: { code: text.includes('day') ? 'quota-day' : 'scope' },
    });
    expect(office.now() - before).toBeLessThan(5_000);
  });
});

test.each<[string, FaultRule]>([
  ['an order or filter', { kind: 'refused', status: 'INVALID_ARGUMENT', limit: 1 }],
  ['the sweep', { kind: 'refused', status: 'INVALID_ARGUMENT', match: { every: 19 } }],
])('where the server refuses %s the plain list is read', (_what, rule) => {
  const office = makeOffice({ accounts: people(450) });
  addFault(office.world, listRule(rule));
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 450 } });
});

test('page tokens that ran out begin the list anew, also the plain one, and not for ever', () => {
  for (const plain of [false, true]) {
    const office = makeOffice({ accounts: people(900), options: { pageTokenLifeMs: 600_000 } });
    if (plain) addFault(office.world, listRule({ kind: 'refused', status: 'INVALID_ARGUMENT', limit: 1 }));
    const job = value(office.ask(desk => desk.refresh()));
    value(office.ask(desk => desk.advance(job.id, 500)));
    value(office.ask(desk => desk.pause(job.id)));
    office.pass(700_000);
    expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
      status: 'done',
      refreshed: { listed: 900 },
    });
  }
  const office = makeOffice({ accounts: people(900), options: { pageTokenLifeMs: 1 } });
  expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'list-broken' } });
});

test('page tokens too long for the store do not stop it', () => {
  const domain = `${'語'.repeat(200)}.example`;
  const states = ['NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'] as const;
  const accounts = Array.from({ length: 1840 }, (_, at) => ({
    email: `p${String(at).padStart(4, '0')}@${domain}`,
    state: states[at % 4]!,
  }));
  const office = makeOffice({ accounts, domains: [domain] });
  office.hooks.before = () => {
    for (const text of office.store.values())
      if (Buffer.byteLength(text) > 9 * 1024) throw new Error('Argument too large: value');
  };
  let job = value(office.ask(desk => desk.refresh()));
  let plain = false;
  for (let turn = 0; turn < 100 && job.status === 'running'; turn++) {
    job = value(office.ask(desk => desk.advance(job.id, 300)));
    plain ||= office.store.get('job')!.includes('"state":null');
  }
  expect({ plain, job }).toMatchObject({ plain: true, job: { status: 'done', refreshed: { listed: 1840 } } });
});

test.each([1, 300, 700, 5_000])(
  'interrupted by its deadline every %i ms and continued, it has every account once',
  sliceMs => {
    const accounts = people(1300).map(({ email }, at) => ({
      email,
      state: (['NOT_YET_SENT', 'INVITED', 'DECLINED'] as const)[at % 3]!,
    }));
    const office = makeOffice({ accounts });
    let job = value(office.ask(desk => desk.refresh()));
    for (let turn = 0; turn < 200 && job.status === 'running'; turn++)
      job = value(office.ask(desk => desk.advance(job.id, sliceMs)));
    expect(job).toMatchObject({ status: 'done', total: 1300, refreshed: { listed: 1300, added: 1300 } });
    expect(new Set(emails(office)).size).toBe(1300);
    expect(office.sheets.accounts.rows).toHaveLength(1300);
  },
);

test.each(['code-unit', 'punctuation-ignored'] as const)(
  'accounts that change between pages are there once, with their last state (%s order)',
  emailOrder => {
    const accounts = people(1000).map(({ email }, at) => ({
      email: email.replace('p', at % 2 ? 'p_' : 'P-'),
      state: at % 4 === 0 ? ('INVITED' as const) : ('NOT_YET_SENT' as const),
    }));
    for (let every = 1; every <= 3; every++) {
      const office = makeOffice({ accounts, options: { emailOrder } });
      let pages = 0;
      office.hooks.after = name => {
        if (name !== 'fetchAll' || ++pages % every !== 0) return;
        const open = [...office.world.accounts.values()].filter(account => account.invitation.state === 'INVITED');
        const [one, other] = [open[pages * 3], open[open.length - 1 - pages]];
        if (one) accept(office.world, one.key);
        if (other) decline(office.world, other.key);
      };
      expect(office.refresh().status).toBe('done');
      office.hooks.after = () => undefined;
      const shown = new Map(office.sheets.accounts.rows.map(row => [row['email'], row['state']]));
      expect(shown.size).toBe(1000);
      expect(office.sheets.accounts.rows).toHaveLength(1000);
      office.refresh();
      const told = { NOT_YET_SENT: 'Not invited', INVITED: 'Invited', ACCEPTED: 'Accepted', DECLINED: 'Declined' };
      const now = new Map(office.sheets.accounts.rows.map(row => [String(row['email']).toLowerCase(), row['state']]));
      expect(now).toEqual(
        new Map([...office.world.accounts.values()].map(({ key, invitation }) => [key, told[invitation.state]])),
      );
    }
  },
);

test('pages without accounts end no list and no sweep: who answers behind the reading of a first refresh is found', () => {
  const accounts = people(1000).map(account => ({ ...account, state: 'INVITED' as const }));
  const office = makeOffice({ accounts, options: { emptyPages: 1 } });
  let rounds = 0;
  office.hooks.after = name => {
    // Somebody in the middle, whom neither end has brought; the list of those who accepted has been read by then.
    if (name === 'fetchAll' && ++rounds === 2) accept(office.world, 'p500@acme.example');
  };
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 1000 } });
  expect(office.row('p500@acme.example')).toMatchObject({ state: 'Accepted' });
});

test('what we know to be newer is not undone by a list that lags behind', () => {
  const office = makeOffice({ accounts: people(2), options: { readLagMs: 90_000 } });
  office.refresh();
  office.row('p001@acme.example')!['mark'] = true;
  office.run('send');
  office.refresh();
  expect(office.row('p001@acme.example')).toMatchObject({ state: 'Invited', mails: 1 });
  office.pass(200_000);
  office.refresh();
  expect(office.row('p001@acme.example')).toMatchObject({ state: 'Invited', mails: 1 });
});

test('paused, resumed, stopped, and begun anew', () => {
  const office = makeOffice({ accounts: people(900) });
  const job = value(office.ask(desk => desk.refresh()));
  value(office.ask(desk => desk.advance(job.id, 300)));
  expect(value(office.ask(desk => desk.pause(job.id)))).toMatchObject({ status: 'paused' });
  expect(value(office.ask(desk => desk.advance(job.id)))).toMatchObject({ status: 'paused' });
  value(office.ask(desk => desk.resume(job.id)));
  expect(value(office.ask(desk => desk.stop(job.id)))).toMatchObject({ status: 'stopped' });
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 900 } });
  expect(new Set(emails(office)).size).toBe(900);
});

test('without its Email column the sheet is left alone, and the way out is told', () => {
  const office = makeOffice({ accounts: people(2) });
  office.refresh();
  office.sheets.accounts.missing.add('email');
  const before = JSON.stringify(office.sheets.accounts.rows);
  const job = office.refresh();
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'no-email-column' } });
  expect(JSON.stringify(office.sheets.accounts.rows)).toBe(before);
  office.sheets.accounts.missing.clear();
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({ status: 'done' });
});

test('records of mails that were lost call for a refresh that waits out Google’s lag, and then nobody is mailed again', () => {
  const office = makeOffice({ accounts: people(3), options: { readLagMs: 90_000 } });
  office.refresh();
  office.markAll();
  office.run('send');
  office.sheets.activity.rows.length = 0;
  office.sheets.activity.exists = false;
  office.markAll();
  for (const row of office.sheets.accounts.rows) Object.assign(row, { state: 'Not invited', changedAt: '' });
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('refresh-first');
  const job = value(office.ask(desk => desk.refresh()));
  expect(value(office.ask(desk => desk.advance(job.id)))).toMatchObject({ status: 'waiting' });
  office.drive(value(office.ask(desk => desk.progress()))!);
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toMatchObject({
    addresses: [],
    skipped: [{ code: 'recent' }],
  });
});
