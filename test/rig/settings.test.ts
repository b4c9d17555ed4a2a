// Settings, the number that must be typed, the test mode and marking visible rows, through the bundle that ships.
import { ADA, BOB, NO_OPTIONS, openOffice, people, under, type Office } from './office';

const ALL = { state: null, domain: '', invitedDays: null, cells: [], text: '', selected: false, visible: false };

function ready(count: number, answers?: NonNullable<Parameters<typeof openOffice>[0]>['ask']): Office {
  const office = openOffice({ world: { accounts: people(count) }, ...(answers === undefined ? {} : { ask: answers }) });
  office.refresh();
  return office;
}
test('settings are kept: those of the sheet for everybody, those of a person for that person', () => {
  const office = ready(2);
  expect(office.save({ only: 'p001@acme.example', fetchesADay: '20000', perMinute: '600' }).saved).toBe(true);
  expect(office.get('settings', [], BOB).texts).toMatchObject({
    only: 'p001@acme.example',
    perMinute: '600',
    fetchesADay: '100000',
  });
  expect(office.get('settings', []).texts['fetchesADay']).toBe('20000');
  office.markAll();
  expect(office.get('preview', ['send', NO_OPTIONS], BOB)).toMatchObject({
    addresses: ['p001@acme.example'],
    skipped: [{ code: 'test-mode', addresses: ['p002@acme.example'] }],
  });
  const left = (who: string): number => office.get('preview', ['send', NO_OPTIONS], who).fetches.left;
  expect([left(BOB) > 20_000, left(ADA) > 20_000]).toEqual([true, false]);
  expect(office.save({ atOnce: 'many' }).saved).toBe(false);
  for (const wrong of [
    [{ other: '1' }, {}],
    [{ only: 7 }, {}],
    [null, {}],
    [{ only: 'x'.repeat(7000) }, {}],
    [{ never: 7 }, {}],
    [{ never: 'x'.repeat(1_000_001) }, {}],
  ])
    expect(office.code('saveSettings', wrong as never)).toBe('bad-argument');
});

test('test mode reaches a job that is under way, and only who may be mailed is mailed', () => {
  const office = ready(3);
  office.markAll();
  const job = office.begin('send');
  office.save({ only: 'p002@acme.example' }, BOB);
  const view = office.drive(job);
  expect([view.status, view.problem?.code, office.mails()]).toEqual(['blocked', 'test-mode', {}]);
  office.get('stop', [job.id]);
  office.run('send');
  expect(office.mails()).toEqual({ 'p002@acme.example': 1 });
});

test('nobody on the never list is mailed: not by a job that is queued already, not after, and not from the menu', () => {
  const said: string[] = [];
  const office = ready(4, ({ message }) => {
    said.push(message);
    return { button: 'OK' };
  });
  office.markAll();
  const job = office.begin('send');
  const entries = Array.from({ length: 1_998 }, (_, at) => `person.${String(at)}@sold.example, sold in May`);
  const list = ['p001@acme.example, board', ...entries, 'other.example, sold'].join('\n');
  expect(office.save({ never: list }, BOB).saved).toBe(true);
  // In pieces that the platform takes; an editor of the sheet alone sees nothing of it and cannot shorten it.
  expect(office.get('settings', []).texts['never']).toBe(list);
  expect(office.get('settings', []).never[0]).toMatchObject({ entry: 'p001@acme.example', by: BOB });
  const ended = office.drive(job);
  expect([ended.status, ended.counts.done, ended.counts.skipped]).toEqual(['done', 3, 1]);
  expect(office.lines('p001@acme.example')).toMatchObject([
    { Outcome: 'Skipped', Reason: 'Not mailed: on the never list (board)' },
  ]);
  office.tick('p001@acme.example');
  expect(office.get('preview', ['send', NO_OPTIONS]).skipped).toEqual([
    { code: 'never-list', reason: `On the never list: board (${BOB})`, addresses: ['p001@acme.example'] },
  ]);
  office.rig.as(ADA).run('menuSend');
  expect(said[said.length - 1]).toContain(`Skipped: 1 (on the never list: board (${BOB}))`);
  expect(office.mails()).toEqual({ 'p002@acme.example': 1, 'p003@acme.example': 1, 'p004@acme.example': 1 });
  expect(office.save({ never: [list, 'one.example, too many'].join('\n') }).saved).toBe(false);
  expect(office.get('settings', []).texts['never']).toBe(list);
});

test.each([
  ['3', { 'p001@acme.example': 1, 'p002@acme.example': 1, 'p003@acme.example': 1 }],
  ['2', {}],
])('from the menu the number is typed too: %s', (typed, mails) => {
  const asked: string[] = [];
  const office = ready(3, question => {
    asked.push(question.kind);
    return question.kind === 'prompt' ? { button: 'OK', text: typed } : { button: 'OK' };
  });
  office.save({ typeAbove: '2' });
  office.markAll();
  office.rig.as(ADA).run('menuSend');
  expect([asked[0], office.mails()]).toEqual(['prompt', mails]);
});

test('only rows that nobody and no filter hides are marked, if so wished', () => {
  const office = ready(4);
  office.rig.person.hide(office.sheetId(), 'rows', office.rowNumber('p001@acme.example'), 1, true);
  office.rig.person.setCriteria(office.sheetId(), office.column('Email'), {
    hidden: ['p002@acme.example'],
    condition: null,
  });
  expect(office.get('mark', [{ ...ALL, text: 'p00', visible: true }])).toMatchObject({
    marked: 2,
    changed: 2,
    hidden: 2,
  });
  expect(office.row('p003@acme.example')?.['Mark']).toBe('TRUE');
  expect(office.get('mark', [{ ...ALL, text: 'P001' }])).toMatchObject({ marked: 3, changed: 1, hidden: 0 });
  for (const wrong of [
    {},
    { ...ALL, state: 'GONE' },
    { ...ALL, invitedDays: -1 },
    { ...ALL, domain: 'x'.repeat(301) },
    { ...ALL, visible: 1 },
  ])
    expect(office.code('mark', [wrong as never])).toBe('bad-argument');
});

test('looking up says that somebody is on the never list, and who wrote that', () => {
  const office = openOffice({ accounts: people(2) });
  office.refresh();
  const { texts } = office.get('settings', []);
  office.get('saveSettings', [{ ...texts, never: 'p002@acme.example, on leave' }, texts], BOB);
  expect(office.get('lookUp', ['p001@acme.example']).never).toBeNull();
  expect(office.get('lookUp', ['p002@acme.example']).never).toBe(`On the never list: on leave (${BOB})`);
});

test.each([
  ['a never list', { never: 'p002@acme.example, on leave' }, 'never', 'settings-unread'],
  ['a test mode', { only: 'p001@acme.example' }, 'only', 'ok'],
])('a copy of a file that has %s mails nobody before a person has saved it there', (_what, limits, key, code) => {
  const office = openOffice({ world: { accounts: people(3) } });
  office.refresh();
  office.markAll();
  office.save(limits);
  const copy = under(undefined, office, 'none');
  expect(copy.code('preview', ['send', NO_OPTIONS])).toBe(code);
  copy.refresh();
  const asked = copy.ask('preview', ['send', NO_OPTIONS]);
  expect(asked?.ok === true ? asked.value.addresses : []).toEqual([]);
  expect(copy.get('overview', []).notices.map(notice => notice.code)).toContain('settings-unread');
  const { texts, faults } = copy.get('settings', []);
  expect(Object.keys(faults)).toEqual([key]);
  copy.get('saveSettings', [texts, texts]);
  expect(copy.get('preview', ['send', NO_OPTIONS]).addresses).toHaveLength(3);
  // In the file itself all is as it was.
  expect(office.get('preview', ['send', NO_OPTIONS]).addresses).toHaveLength(key === 'never' ? 2 : 1);
});

test('a copy of a file whose limits were taken back, or that never had any, asks for nothing', () => {
  const office = openOffice({ world: { accounts: people(3) } });
  office.refresh();
  office.markAll();
  expect(under(undefined, office, 'none').get('preview', ['send', NO_OPTIONS]).addresses).toHaveLength(3);
  office.save({ never: 'p002@acme.example, on leave', only: 'p001@acme.example' });
  office.save({ never: '', only: '' });
  expect(under(undefined, office, 'none').get('preview', ['send', NO_OPTIONS]).addresses).toHaveLength(3);
});

test('a copy knows of a never list that was set before there was any sheet, or before builds told the file of it', () => {
  const office = openOffice({ world: { accounts: people(2) } });
  office.save({ never: 'p002@acme.example, on leave' });
  const early = under(undefined, office, 'none');
  early.refresh();
  early.markAll();
  expect(early.code('preview', ['send', NO_OPTIONS])).toBe('settings-unread');
  const other = under(undefined, office, 'none');
  expect(Object.keys(other.get('settings', []).faults)).toEqual(['never']);
});
