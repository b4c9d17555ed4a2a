// Send and cancel jobs where Google, the platform or a person makes trouble: each case once failed, or could.
import { accept, addAccounts, addFault, clearFaults, decline } from '../../../dev/emulator/index';
import { code, Killed, makeOffice, NO_OPTIONS, people, value, words, type Office } from '../office';

const DAY = 86_400_000;
function ready(count: number, options: NonNullable<Parameters<typeof makeOffice>[0]>['options'] = {}): Office {
  const office = makeOffice({ accounts: people(count), options });
  office.refresh();
  return office;
}
/** Kills the slice right after Google did what was asked. */
function killAfterSending(office: Office, id: string): void {
  const { mails } = office.world.ledger;
  const before = mails.length;
  office.hooks.after = name => {
    if (name === 'fetchAll' && mails.length > before) throw new Killed(name);
  };
  office.ask(desk => desk.advance(id));
  office.hooks.after = () => undefined;
}
const typeMarked = (office: Office, email: string): void => {
  office.sheets.accounts.rows.push({ email, mark: true });
};

test('a 403 about one address refuses that address and not the admin, alone or among others', () => {
  for (const others of [0, 3]) {
    const office = ready(others, { sendToUninvitable: 'PERMISSION_DENIED' });
    office.markAll();
    typeMarked(office, 'stranger@acme.example');
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: others, refused: 1 } });
    expect(office.row('stranger@acme.example')).toMatchObject({
      mark: true,
      result: expect.stringContaining('does not allow this'),
    });
  }
});

test('a 403 about an account that Google hides does not block the job that looks for it', () => {
  const office = ready(2, { getOfUnknown: 'PERMISSION_DENIED' });
  addAccounts(office.world, [{ email: 'young@acme.example', createdAt: office.now() - 3_600_000 }]);
  office.markAll();
  typeMarked(office, 'young@acme.example');
  addFault(office.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 2, unknown: 1 } });
});

test('when looking is what the admin may not do, the job says so and loses nothing', () => {
  const office = ready(2);
  office.markAll();
  addFault(office.world, { kind: 'lost', when: 'after', match: { method: 'send' }, limit: 1 });
  addFault(office.world, { kind: 'PERMISSION_DENIED', match: { method: ['get', 'list'] } });
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'blocked', problem: { code: 'not-admin' }, counts: { queued: 2 } });
  clearFaults(office.world);
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 2 },
  });
  expect(office.world.ledger.mails).toHaveLength(2);
});

test.each([
  ['Exception: Servicio solicitado demasiadas veces en un mismo día: urlfetch.', 'quota-day'],
  [
    'Exception: No cuentas con el permiso para llamar a UrlFetchApp.fetchAll. Permisos necesarios: https://www.googleapis.com/auth/script.external_request',
    'scope',
  ],
])('%s: the job stops at once and says %s', (text, problem) => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  office.hooks.before = name => {
    if (name === 'fetchAll') throw new Error(text);
  };
  const blocked = office.drive(job);
  expect(blocked).toMatchObject({ status: 'blocked', problem: { code: problem } });
  for (let turn = 0; turn < 6; turn++) office.drive(value(office.ask(desk => desk.resume(job.id))));
  office.hooks.before = () => undefined;
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 3 },
  });
  expect(office.world.ledger.mails).toHaveLength(3);
});

test('an address that Google never answers about is left to a person, and does not hold up the others', () => {
  const office = ready(12);
  office.markAll();
  addFault(office.world, { kind: 'html', when: 'after', match: { method: 'send', address: 'p003@*' }, limit: 1 });
  addFault(office.world, { kind: '500', match: { method: 'get', address: 'p003@*' } });
  expect(office.run('send')).toMatchObject({
    status: 'done',
    counts: { done: 11, unknown: 1 },
    groups: [{ reason: words.results.unclear.silent }],
  });
});

test('a yes of Google that shows no change is looked into, and neither taken for a mail nor asked for again', () => {
  const office = ready(2, { sendToInvited: 'ok-without-mail' });
  office.markAll();
  office.run('send');
  office.pass(9 * DAY);
  office.refresh();
  office.markAll();
  expect(office.run('send', { ...NO_OPTIONS, includeAgain: true })).toMatchObject({
    status: 'done',
    counts: { done: 0, unknown: 2 },
    groups: [{ reason: words.results.unclear.absent }],
  });
  expect(office.row('p001@acme.example')).toMatchObject({ mark: true, mails: 1 });
});

test('who accepts or declines while it is not clear whether they were mailed is not mailed again', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  killAfterSending(office, job.id);
  accept(office.world, 'p001@acme.example');
  decline(office.world, 'p002@acme.example');
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 1, skipped: 2 },
  });
  expect(office.row('p001@acme.example')).toMatchObject({ state: 'Accepted', mark: false });
  expect(office.row('p002@acme.example')).toMatchObject({ state: 'Declined', mark: false });
  expect(office.world.ledger.mails).toHaveLength(3);
});

test('a job that is stopped after a crash tells of each address what is known', () => {
  const office = ready(27);
  office.markAll();
  const job = office.begin('send');
  killAfterSending(office, job.id);
  const stopped = value(office.ask(desk => desk.stop(job.id)));
  expect(stopped.groups.map(group => [group.kind, group.reason, group.count])).toEqual([
    ['unknown', words.results.unclear.stopped, 25],
    ['skipped', words.results.stopped.send, 2],
  ]);
  expect(office.row('p001@acme.example')).toMatchObject({ mark: true, result: words.results.unclear.stopped });
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 27 } });
  expect(office.world.ledger.mails).toHaveLength(27);
});

test('a line that is deleted after a crash may be of a mailed person: the job is stopped, and a refresh comes before the next sending', () => {
  const office = ready(3, { readLagMs: 90_000 });
  office.markAll();
  const job = office.begin('send');
  killAfterSending(office, job.id);
  office.sheets.activity.rows = office.sheets.activity.rows.filter(line => line['address'] !== 'p002@acme.example');
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'blocked',
    problem: { code: 'log-edited' },
  });
  value(office.ask(desk => desk.stop(job.id)));
  expect(code(office.ask(desk => desk.preview('send', NO_OPTIONS)))).toBe('refresh-first');
  office.refresh();
  if (value(office.ask(desk => desk.preview('send', NO_OPTIONS))).addresses.length > 0) office.run('send');
  expect([...office.world.ledger.mailsTo.values()]).toEqual([1, 1, 1]);
});

test('rows sorted while they are written by a run that is then cut off: the marks are put back, and nothing is sent before a refresh', () => {
  const office = ready(12);
  office.markAll();
  const job = office.begin('send');
  let written = false;
  office.hooks.before = name => {
    if (name === 'accounts.setMarks') office.sheets.accounts.rows.reverse();
    if (written) throw new Killed('between writing and looking');
    written = name === 'accounts.write';
  };
  expect(office.ask(desk => desk.advance(job.id))).toBeNull();
  office.hooks.before = () => undefined;
  expect(office.sheets.accounts.rows.filter(row => row['mark'] === true)).not.toHaveLength(12);
  office.drive(value(office.ask(desk => desk.resume(job.id))));
  for (const action of ['send', 'cancel'] as const)
    expect(code(office.ask(desk => desk.preview(action, NO_OPTIONS)))).toBe('rows-moved');
  office.refresh();
  expect(value(office.ask(desk => desk.preview('send', NO_OPTIONS))).addresses).toEqual([]);
  expect(office.sheets.accounts.rows.map(row => [row['state'], row['mark']])).toEqual(
    Array.from({ length: 12 }, () => ['Invited', false]),
  );
  expect([...office.world.ledger.mailsTo.values()]).toEqual(Array.from({ length: 12 }, () => 1));
});

test('a refresh that was cut off while rows were sorted puts each right, also one that now holds a newer change of another', () => {
  const office = ready(3);
  addAccounts(office.world, [{ email: 'p001@acme.example', state: 'ACCEPTED', updatedAt: office.now() }]);
  const job = value(office.ask(desk => desk.refresh()));
  let written = false;
  office.hooks.before = name => {
    if (written) throw new Killed('between writing and looking');
    if (name !== 'accounts.write') return;
    office.sheets.accounts.rows.reverse();
    written = true;
  };
  expect(office.ask(desk => desk.advance(job.id))).toBeNull();
  office.hooks.before = () => undefined;
  office.pass(5_000);
  expect(office.row('p003@acme.example')).toMatchObject({ state: 'Accepted' });
  expect(office.drive(job)).toMatchObject({ status: 'done' });
  expect(['p001', 'p002', 'p003'].map(name => office.row(`${name}@acme.example`)?.['state'])).toEqual([
    'Accepted',
    'Not invited',
    'Not invited',
  ]);
});

test('a line that says Queued over what was done is looked at before it is sent', () => {
  const office = ready(22);
  office.markAll();
  const job = office.begin('send');
  let batches = 0;
  office.hooks.after = name => {
    if (name === 'fetchAll' && ++batches === 1) office.store.set('job.command', `pause ${job.id}`);
  };
  office.ask(desk => desk.advance(job.id));
  office.hooks.after = () => undefined;
  for (const line of office.sheets.activity.rows) line['outcome'] = 'Queued';
  expect(office.drive(value(office.ask(desk => desk.resume(job.id))))).toMatchObject({
    status: 'done',
    counts: { done: 22 },
  });
  expect([...office.world.ledger.mailsTo.values()]).toEqual(Array.from({ length: 22 }, () => 1));
});

test('a cancel job shows what became of every account, however many, and whatever Google’s replies tell', () => {
  const office = ready(700, { operationCarriesInvitation: false });
  office.latency(1);
  office.markAll();
  office.run('send');
  office.markAll();
  const sizes: number[] = [];
  const before = office.world.inner.requestCount;
  office.hooks.before = name => {
    if (name === 'fetchAll') sizes.push(office.world.inner.requestCount);
  };
  expect(office.run('cancel')).toMatchObject({ status: 'done', counts: { done: 700 } });
  expect(office.sheets.accounts.rows.filter(row => row['state'] !== 'Not invited' || row['mark'] === true)).toEqual([]);
  const largest = Math.max(...sizes.map((at, index) => (sizes[index + 1] ?? office.world.inner.requestCount) - at));
  expect(largest).toBeLessThanOrEqual(50);
  expect(office.world.inner.requestCount - before).toBe(1400);
});

test('an account that is gone once its invitation is taken back is shown as not listed', () => {
  const office = ready(1, { cancelLeaves: 'gone', operationCarriesInvitation: false });
  office.markAll();
  office.run('send');
  office.markAll();
  office.run('cancel');
  expect(office.row('p001@acme.example')).toMatchObject({
    state: 'Not listed',
    result: 'Invitation cancelled',
    mark: false,
  });
});

test('a cancel under lagging reads is not believed from a reading that is older than the invitation', () => {
  const office = ready(1, { readLagMs: 90_000 });
  office.markAll();
  office.run('send');
  office.markAll();
  addFault(office.world, { kind: 'lost', when: 'before', match: { method: 'cancel' }, limit: 1 });
  expect(office.run('cancel')).toMatchObject({ status: 'done', counts: { done: 1 } });
  expect(office.world.accounts.get('p001@acme.example')?.invitation.state).toBe('NOT_YET_SENT');
});

test('rows that a sort brought under our hands get back what they held, also those that are not of the job', () => {
  for (let step = 1; step <= 40; step++) {
    const office = ready(8);
    for (const email of ['p003@acme.example', 'p004@acme.example']) office.row(email)!['mark'] = true;
    const job = office.begin('send');
    for (const email of ['p005@acme.example', 'p006@acme.example'])
      Object.assign(office.row(email)!, { mark: true, lastAction: 'mine', result: 'kept' });
    const start = office.calls.length;
    office.hooks.after = (_name, n) => {
      if (n - start === step) office.sheets.accounts.rows.reverse();
    };
    office.drive(job);
    office.hooks.after = () => undefined;
    const rows = [...office.sheets.accounts.rows]
      .sort((one, other) => (String(one['email']) < String(other['email']) ? -1 : 1))
      .map(row => [row['mark'], row['state'], row['result']].join());
    const plain = 'false,Not invited,';
    expect({ step, rows }).toEqual({
      step,
      rows: [
        plain,
        plain,
        'false,Invited,Invitation mailed',
        'false,Invited,Invitation mailed',
        'true,Not invited,kept',
        'true,Not invited,kept',
        plain,
        plain,
      ],
    });
  }
});

test('a row inserted under our hands is left empty', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  let done = false;
  office.hooks.after = name => {
    if (!done && name === 'accounts.setMarks') {
      done = true;
      office.sheets.accounts.rows.unshift({ email: 'typed@acme.example' });
    }
  };
  office.drive(job);
  expect(office.row('typed@acme.example')).toMatchObject({ state: '', result: '', lastAction: '' });
  expect(
    office.sheets.accounts.rows.filter(
      row => row['state'] === 'Invited' && row['mails'] === 1 && row['mark'] === false,
    ),
  ).toHaveLength(3);
});

test('more reasons than can be kept are summed up, and the store never overflows', () => {
  const office = ready(0);
  for (let group = 0; group < 11; group++) {
    for (let at = 0; at < 6; at++) {
      const email = `${'語'.repeat(18)}${group}x${at}@acme.example`;
      typeMarked(office, email);
      addFault(office.world, {
        kind: 'refused',
        status: 'FAILED_PRECONDITION',
        message: `${group} ${'長い文'.repeat(120)}`,
        match: { method: 'send', address: email },
      });
    }
  }
  office.hooks.before = () => {
    for (const text of office.store.values())
      if (Buffer.byteLength(text) > 9 * 1024) throw new Error('Argument too large: value');
  };
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'done', counts: { refused: 66 } });
  expect(job.groups.length).toBeGreaterThan(1);
});

test('groups beyond the eighth become one, with its number', () => {
  const office = ready(0);
  for (let at = 0; at < 12; at++) {
    typeMarked(office, `x${at}@acme.example`);
    addFault(office.world, {
      kind: 'refused',
      status: 'INVALID_ARGUMENT',
      message: `Number ${at}`,
      match: { method: 'send', address: `x${at}@*` },
    });
  }
  expect(office.run('send').groups.slice(-1)[0]).toMatchObject({
    kind: 'refused',
    reason: words.results.moreReasons,
    count: 4,
  });
});

test('a sheet that never stands still ends the slice, and nothing is lost', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  office.hooks.before = name => {
    if (name.startsWith('activity.')) office.sheets.activity.rows.reverse();
  };
  for (let turn = 0; turn < 3; turn++) {
    try {
      office.ask(desk => desk.advance(job.id));
    } catch {
      /* The page is told that the run was interrupted. */
    }
  }
  office.hooks.before = () => undefined;
  const left = office.drive(value(office.ask(desk => desk.resume(job.id))));
  if (left.status === 'blocked') {
    value(office.ask(desk => desk.stop(job.id)));
    office.refresh();
  }
  if (office.sheets.accounts.rows.some(row => row['mark'] === true)) office.run('send');
  expect([...office.world.ledger.mailsTo.values()]).toEqual([1, 1, 1]);
  expect(office.lockedBy()).toBeNull();
});

test('more unclear mails than one slice can look at are all settled and sent again, slice by slice', () => {
  const office = makeOffice({ accounts: people(120) });
  office.refresh();
  office.markAll();
  addFault(office.world, { kind: '503', match: { method: 'send', firstAttempts: 1 } });
  let job = office.begin('send');
  /** How many were left each time after a slice that settled some. */
  const left = new Set<number>();
  for (let turn = 0; turn < 150 && job.status !== 'done'; turn++) {
    if (job.resumeAt !== null) office.pass(Math.max(0, Date.parse(job.resumeAt) - office.now()));
    if (job.status === 'blocked') value(office.ask(desk => desk.resume(job.id)));
    job = value(office.ask(desk => desk.advance(job.id, 1_500)));
    if (job.counts.done > 0) left.add(job.counts.checking);
  }
  expect(left.size).toBeGreaterThan(2);
  expect(job).toMatchObject({ status: 'done', counts: { done: 120 } });
  expect(office.world.ledger.mails).toHaveLength(120);
});
