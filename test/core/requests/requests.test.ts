// What the page and the menu may ask: wrong, at the wrong time, twice at once, or of a sheet that is not as it should
// be.
import { addFault } from '../../../dev/emulator/index';
import { isHeld, type JobRecord } from '../../../src/core/jobs/job';
import { keptNumbers, numbersOf } from '../../../src/core/sheets/numbers';
import { problem } from '../../../src/core/words/problem';
import { code, Killed, makeOffice, NO_OPTIONS, people, value, words, type Office } from '../office';

function ready(count: number, more: Parameters<typeof makeOffice>[0] = {}): Office {
  const office = makeOffice({ accounts: people(count), ...more });
  office.refresh();
  return office;
}
const BOB = 'bob@acme.example';

test('before the first refresh there is nothing, and that is said', () => {
  const office = makeOffice();
  expect(value(office.ask(desk => desk.overview()))).toMatchObject({
    who: 'ada@acme.example',
    organisation: 'acme.example',
    hasSheet: false,
    marked: 0,
    refreshedAt: null,
    job: null,
    notices: [],
  });
  expect(code(office.ask(desk => desk.mark('none', () => null)))).toBe('no-sheet');
  expect(code(office.ask(desk => desk.preview('send')))).toBe('no-sheet');
  expect(value(office.ask(desk => desk.progress()))).toBeNull();
});

test('the overview counts accounts, not rows, and names what is wrong with the sheet', () => {
  const office = ready(2);
  office.sheets.accounts.rows.push(
    { email: 'P001@acme.example', mark: true },
    { email: 'typed@acme.example', mark: true },
    { email: 'nonsense' },
    {},
    { mark: true },
  );
  const overview = value(office.ask(desk => desk.overview()));
  expect(overview).toMatchObject({
    hasSheet: true,
    counts: { NOT_YET_SENT: 2, unknown: 1 },
    marked: 2,
    refreshedAt: expect.stringContaining('T'),
    job: { kind: 'refresh', status: 'done' },
  });
  expect(overview.notices.map(notice => [notice.code, notice.advice.split('. ').pop()])).toEqual([
    ['invalid-rows', 'Rows 6, 8.'],
    ['duplicate-rows', 'p001@acme.example.'],
  ]);
  for (let at = 0; at < 7; at++) office.sheets.accounts.rows.push({ email: 'x' });
  office.sheets.accounts.missing.add('notes').add('result');
  expect(
    value(office.ask(desk => desk.overview()))
      .notices.map(notice => notice.advice)
      .join(' '),
  ).toMatch(/Missing: Notes, Result\..*Rows 6, 8, 9, 10, 11 and 4 more\./);
  office.sheets.accounts.missing.add('email');
  expect(value(office.ask(desk => desk.overview())).notices[0]).toMatchObject({ code: 'no-email-column' });
});

test('marking: all not invited, the selected rows, none', () => {
  const office = ready(4, { accounts: [...people(3), { email: 'p004@acme.example', state: 'INVITED' }] });
  office.sheets.accounts.rows.push({ email: 'no address' });
  const mark = (how: 'notInvited' | 'selection' | 'none', ranges: [number, number][] | null = null) =>
    office.ask(desk => desk.mark(how, () => ranges));
  expect(value(mark('notInvited'))).toMatchObject({ marked: 3, changed: 3, hidden: 0 });
  expect(value(mark('notInvited'))).toMatchObject({ marked: 3, changed: 0, hidden: 0 });
  expect(value(mark('selection', [[5, 9]]))).toMatchObject({ marked: 4, changed: 1, hidden: 0 });
  expect(value(mark('none'))).toMatchObject({ marked: 0, changed: 4, hidden: 0 });
  expect(
    value(
      mark('selection', [
        [2, 2],
        [4, 5],
      ]),
    ),
  ).toMatchObject({ marked: 3, changed: 3, hidden: 0 });
  for (const ranges of [null, [], [[100, 200]]] as [number, number][][])
    expect(code(mark('selection', ranges))).toBe('selection-elsewhere');
  expect(code(mark('selection', [[6, 6]]))).toBe('selection-invalid');
  for (const [column, problem] of [
    ['mark', 'no-mark-column'],
    ['email', 'no-email-column'],
  ] as const) {
    office.sheets.accounts.missing = new Set([column]);
    expect(code(mark('none'))).toBe(problem);
    expect(code(office.ask(desk => desk.preview('send')))).toBe(problem);
  }
});

test('marking by what stands in a column of the admin’s own, whose most frequent values are offered', () => {
  const office = ready(4);
  const teams = ['Sales ', 'sales', '', 'x'.repeat(101)];
  for (const [at, row] of office.sheets.accounts.rows.entries()) row['Team'] = teams[at] ?? null;
  const byTeam = (header: string, says: string) => {
    const cells = [{ header, says }];
    const filter = { state: null, domain: '', invitedDays: null, text: '', selected: false, visible: true, cells };
    return office.ask(desk => desk.mark(filter, () => null));
  };
  expect(value(office.ask(desk => desk.columnValues('Team')))).toEqual([
    ['Sales', 1],
    ['sales', 1],
  ]);
  expect(value(byTeam('Team', 'SALES'))).toMatchObject({ marked: 2, changed: 2 });
  expect(office.sheets.accounts.rows.map(row => row['mark'])).toEqual([true, true, false, false]);
  expect(code(office.ask(desk => desk.columnValues('Group')))).toBe('column-gone');
  expect(code(byTeam('Group', 'sales'))).toBe('column-gone');
});

test('asked to be quick, the overview tells the numbers kept of many accounts and reads no row; of a few it counts', () => {
  const office = ready(2);
  const quick = () => {
    office.calls.length = 0;
    const told = value(office.ask(desk => desk.overview(true)));
    return { told, hasRead: office.calls.some(name => name.startsWith('accounts.')) };
  };
  expect(quick()).toMatchObject({ told: { asOf: null, counts: { NOT_YET_SENT: 2 } }, hasRead: true });
  const many = { ...numbersOf([]), counts: { ...numbersOf([]).counts, INVITED: 100_000 }, marked: 7 };
  const at = office.now();
  for (const [key, text] of Object.entries(keptNumbers(many, at))) office.store.set(key, text);
  expect(quick()).toMatchObject({
    told: { asOf: new Date(at).toISOString(), counts: { INVITED: 100_000 }, marked: 7, notices: [] },
    hasRead: false,
  });
  expect(value(office.ask(desk => desk.overview()))).toMatchObject({ asOf: null, counts: { INVITED: 0 } });
});

test('a preview says who, what and why not, and what is worth knowing first', () => {
  const office = ready(3);
  office.markAll();
  expect(value(office.ask(desk => desk.preview('send')))).toMatchObject({
    action: 'send',
    by: 'ada@acme.example',
    organisation: 'acme.example',
    recentDays: 7,
    warnings: [expect.stringContaining('GCDS')],
    skipped: [],
  });
  office.sheets.accounts.rows.push({ email: 'gone@acme.example', mark: true, state: 'Not listed' });
  office.pass(2 * 86_400_000);
  expect(value(office.ask(desk => desk.preview('send'))).warnings).toEqual([
    words.warnings.firstSending,
    words.warnings.refreshedDaysAgo(2),
    words.warnings.notListed(1, 'send'),
  ]);
  office.store.delete('refreshed.at');
  expect(value(office.ask(desk => desk.preview('send'))).warnings[1]).toBe(words.warnings.neverRefreshed);
  expect(value(office.ask(desk => desk.preview('cancel'))).skipped).toMatchObject([
    { code: 'not-invited', reason: words.skipped['not-invited'], addresses: people(3).map(({ email }) => email) },
  ]);
});

test('wrong ids, ended jobs and empty plans change nothing', () => {
  const office = ready(2);
  expect(code(office.ask(desk => desk.start('send', NO_OPTIONS, 'x')))).toBe('plan-changed');
  const empty = value(office.ask(desk => desk.preview('send')));
  expect(code(office.ask(desk => desk.start('send', NO_OPTIONS, empty.planId)))).toBe('nothing-to-do');
  office.markAll();
  const job = office.run('send');
  const before = JSON.stringify([office.sheets, [...office.store]]);
  for (const id of ['x', '', job.id])
    for (const call of ['advance', 'pause', 'stop', 'resume'] as const)
      expect(code(office.ask(desk => desk[call](id)))).toBe('no-job');
  expect(JSON.stringify([office.sheets, [...office.store]])).toBe(before);
});

test('two clicks at once on Send start one job', () => {
  const office = ready(2);
  office.markAll();
  const plan = value(office.ask(desk => desk.preview('send')));
  let second: string | null = null;
  office.hooks.before = name => {
    if (second === null && name === 'activity.append') {
      second = '';
      second = code(office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId)));
    }
  };
  const job = value(office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId)));
  office.hooks.before = () => undefined;
  expect(second).toBe('busy');
  expect(code(office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId)))).toBe('other-job');
  office.drive(job);
  expect(office.world.ledger.mails).toHaveLength(2);
});

test('a second execution finds the job busy at any call, and sends nothing', () => {
  const office = ready(12);
  office.markAll();
  const job = office.begin('send');
  const start = office.calls.length;
  let inside = false;
  const answers = new Set<string>();
  let isOver = false;
  office.hooks.after = name => {
    // With the lock the work is over: what follows is only told.
    isOver ||= !inside && name === 'lock.release';
    if (inside || isOver) return;
    inside = true;
    answers.add(code(office.ask(desk => desk.advance(job.id))));
    inside = false;
  };
  office.ask(desk => desk.advance(job.id));
  office.hooks.after = () => undefined;
  expect(office.calls.length - start).toBeGreaterThan(50);
  expect([...answers]).toEqual(['busy']);
  expect(office.world.ledger.mails).toHaveLength(12);
});

test.each(['pause', 'stop'] as const)('two clicks at once on %s do it once, and nothing is sent after it', wish => {
  const office = ready(30);
  office.markAll();
  const job = office.begin('send');
  let clicked = false;
  office.hooks.after = name => {
    if (!clicked && name === 'store.set') {
      clicked = true;
      office.ask(desk => desk[wish](job.id));
    }
  };
  const ended = value(office.ask(desk => desk[wish](job.id)));
  expect(ended.status).toBe(wish === 'pause' ? 'paused' : 'stopped');
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('a wish that cannot be carried out at once is left for the slice that works', () => {
  const office = ready(400);
  office.markAll();
  const job = office.begin('send');
  let said: string | null = null;
  office.hooks.before = name => {
    if (said === null && name === 'fetchAll') {
      said = '';
      said = value(office.ask(desk => desk.stop(job.id), BOB)).status;
    }
  };
  const stopped = value(office.ask(desk => desk.advance(job.id)));
  const { done, skipped } = stopped.counts;
  expect([said, stopped.status, done + skipped]).toEqual(['running', 'stopped', 400]);
  expect(skipped).toBeGreaterThan(0);
  expect(office.store.has('job.command')).toBe(false);
});

test('another admin may stop a job, but pause or continue only what stands still', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  expect(office.ask(desk => desk.pause(job.id), BOB)).toMatchObject({
    ok: false,
    problem: { code: 'not-yours', advice: expect.stringContaining('ada@acme.example') },
  });
  expect(code(office.ask(desk => desk.advance(job.id), BOB))).toBe('not-yours');
  expect(value(office.ask(desk => desk.stop(job.id), BOB))).toMatchObject({ status: 'stopped', mine: false });
  expect(office.world.ledger.mails).toHaveLength(0);
});

test('somebody else’s refresh that stands still gives way to a new one', () => {
  const office = ready(3);
  const old = value(office.ask(desk => desk.refresh()));
  expect(code(office.ask(desk => desk.refresh(), BOB))).toBe('other-job');
  office.pass(100_000);
  expect(value(office.ask(desk => desk.refresh(), BOB)).id).not.toBe(old.id);
  expect(code(office.ask(desk => desk.advance(old.id)))).toBe('no-job');
});

test('a job that waits is not advanced early, and one that has ended holds nobody up', () => {
  const office = ready(12);
  office.markAll();
  addFault(office.world, { kind: '429', retryAfter: 600, match: { method: 'send' }, limit: 1 });
  const job = value(office.ask(desk => desk.advance(office.begin('send').id)));
  expect(job).toMatchObject({ status: 'waiting', resumeAt: expect.stringContaining('T'), stale: false });
  const calls = office.calls.filter(name => name === 'fetchAll').length;
  expect(value(office.ask(desk => desk.advance(job.id)))).toMatchObject({ status: 'waiting' });
  expect(office.calls.filter(name => name === 'fetchAll')).toHaveLength(calls);
  const record = JSON.parse(office.store.get('job')!) as JobRecord;
  expect([isHeld(record, office.now()), isHeld({ ...record, status: 'done' }, office.now())]).toEqual([true, false]);
  expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: 12 } });
});

test('while it works the job tells its rate and the time left', () => {
  const office = ready(600);
  office.markAll();
  const job = value(office.ask(desk => desk.advance(office.begin('send').id, 2_500)));
  expect(job.perSecond).toBeGreaterThan(0);
  expect(job.secondsLeft).toBe(Math.ceil((job.total - job.finished) / job.perSecond!));
  expect(office.drive(job)).toMatchObject({ perSecond: null, secondsLeft: null });
});

test('the pace of a job that nobody has moved for a while is not told, nor how long it would take at that', () => {
  const office = ready(600);
  office.markAll();
  const job = value(office.ask(desk => desk.advance(office.begin('send').id, 2_500)));
  const seen = (): unknown => value(office.ask(desk => desk.progress(), BOB));
  expect(seen()).toMatchObject({ status: 'running', mine: false, perSecond: job.perSecond });
  office.pass(25_000);
  expect(seen()).toMatchObject({ status: 'running', stale: false, perSecond: null, secondsLeft: null });
});

test('while its pace has a pause in the middle of a slice the job says so', () => {
  const office = ready(12);
  office.markAll();
  addFault(office.world, { kind: '429', retryAfter: 20, match: { method: 'send' }, limit: 1 });
  const rests: boolean[] = [];
  office.hooks.after = name => {
    if (name === 'sleep') rests.push(value(office.ask(desk => desk.progress()))!.rests);
  };
  const begun = office.begin('send');
  expect(begun.rests).toBe(false);
  const job = value(office.ask(desk => desk.advance(begun.id)));
  office.hooks.after = () => undefined;
  expect(rests).toContain(true);
  expect(office.drive(job)).toMatchObject({ status: 'done', rests: false });
});

test('a killed start leaves no job, or one that says that it was interrupted', () => {
  for (let step = 1; step < 20; step++) {
    const office = ready(2);
    office.markAll();
    const plan = value(office.ask(desk => desk.preview('send')));
    const start = office.calls.length;
    office.hooks.after = (name, n) => {
      if (n - start === step) throw new Killed(name);
    };
    const started = office.ask(desk => desk.start('send', NO_OPTIONS, plan.planId));
    office.hooks.after = () => undefined;
    if (started !== null) break;
    const job = value(office.ask(desk => desk.progress()))!;
    if (job.kind === 'refresh') continue;
    const ended = office.drive(value(office.ask(desk => desk.resume(job.id))));
    expect(ended.status === 'done' || ended.problem?.code === 'not-begun').toBe(true);
    if (ended.status === 'stopped') expect(office.run('send').counts.done).toBe(2);
  }
});

test('where the platform does not tell who is asking, the job works all the same', () => {
  const office = ready(2, { who: '' });
  office.markAll();
  expect(office.run('send')).toMatchObject({ status: 'done', by: '', mine: true });
  expect(value(office.ask(desk => desk.overview())).organisation).toBe('');
});

test('a problem can be named without a job', () => {
  expect(problem('api-off', words)).toMatchObject({
    code: 'api-off',
    link: { url: expect.stringContaining('https://console.cloud.google.com/') },
  });
});
