// The Summary sheet through the shipped bundle: its numbers follow edits, moved columns, renamed sheets and another
// language.
import { accept } from '../../dev/emulator/index';
import { ADA, BOB, openOffice, people } from './office';

const OTHER = { email: 'zoe@other.example', state: 'DECLINED' as const, mails: 1 };
function made() {
  const office = openOffice({ accounts: [...people(4), OTHER], world: { domains: ['acme.example', 'other.example'] } });
  office.refresh();
  office.tick('p001@acme.example', 'p002@acme.example');
  office.run('send');
  office.get('summary', []);
  return office;
}
type Made = ReturnType<typeof made>;
const at = (office: Made, row: number, col: number, rows: number, cols: number, name = 'Summary') =>
  office.rig.spreadsheet.sheetNamed(name)!.displayValues({ row, col, rows, cols });
const states = (office: Made, name = 'Summary'): Record<string, number> =>
  Object.fromEntries(at(office, 5, 1, 7, 2, name).map(([word = '', count]) => [word, Number(count)] as const));
const domains = (office: Made, name = 'Summary') => at(office, 20, 1, 3, 6, name);
const lastWeek = (office: Made) => at(office, 31, 8, 1, 3)[0];

test('the numbers are by state, by domain and by week, and the sheet comes to the front', () => {
  const office = made();
  accept(office.rig.world, 'p001@acme.example');
  office.refresh();
  expect(states(office)).toEqual({
    'Not invited': 2,
    Invited: 1,
    Accepted: 1,
    Declined: 1,
    'Not listed': 0,
    'Not known yet': 0,
    All: 5,
  });
  expect(at(office, 19, 1, 1, 10)[0]).toEqual([
    'Domain',
    'Accounts',
    'Not invited',
    'Invited',
    'Accepted',
    'Declined',
    '',
    'Week from',
    'Invitations sent',
    'Accepted',
  ]);
  expect(domains(office)).toEqual([
    ['acme.example', '4', '2', '1', '1', '0'],
    ['other.example', '1', '0', '0', '0', '1'],
    ['Other domains', '0', '0', '0', '0', '0'],
  ]);
  expect(at(office, 23, 1, 18, 6).flat().join('')).toBe('');
  // 21 November 2026 is a Saturday.
  expect(lastWeek(office)).toEqual(['2026-11-16', '2', '1']);
  expect(office.rig.spreadsheet.activeSheet.name).toBe('Summary');
  office.rig.clock.advance(7 * 86_400_000);
  expect(at(office, 30, 8, 2, 3)).toEqual([
    ['2026-11-16', '2', '1'],
    ['2026-11-23', '0', '0'],
  ]);
});

test('they follow what a person edits, inserts at the top, moves, renames, and types in another language', () => {
  const office = made();
  const id = office.sheetId();
  const { person } = office.rig;
  person.type(id, office.rowNumber('p003@acme.example'), office.column('State'), 'Rechazada');
  expect(states(office)).toMatchObject({ 'Not invited': 1, Invited: 2, Declined: 2, All: 5 });
  person.move(id, 'cols', office.column('State'), 1, 1);
  person.insert(id, 'cols', 1, 2);
  person.insert(id, 'rows', 2);
  person.type(id, 2, office.column('Email'), 'new@third.example');
  person.renameSheet(id, "Ada's people");
  person.renameSheet(office.sheetId('Summary'), 'Numbers');
  expect(states(office, 'Numbers')).toMatchObject({ Declined: 2, 'Not known yet': 1, All: 6 });
  expect(domains(office, 'Numbers')).toContainEqual(['third.example', '1', '0', '0', '0', '0']);
  office.get('summary', []);
  expect(states(office, 'Numbers')).toMatchObject({ Declined: 2, 'Not known yet': 1, All: 6 });
});

test('made anew it mends its own cells where they stand by now, and keeps what stands beside them and the charts', () => {
  const office = made();
  const id = office.sheetId('Summary');
  const { person } = office.rig;
  const sheet = office.rig.spreadsheet.sheetNamed('Summary')!;
  expect(sheet.charts.map(chart => [chart.type, chart.areas, chart.row, chart.col])).toEqual([
    ['COLUMN', [{ row: 4, col: 1, rows: 6, cols: 2 }], 4, 3],
    ['COLUMN', [{ row: 19, col: 8, rows: 13, cols: 3 }], 4, 7],
  ]);
  person.type(id, 5, 3, 'my note');
  person.insert(id, 'rows', 1, 2);
  person.insert(id, 'cols', 1);
  person.type(id, 3, 1, 'beside');
  person.type(id, 7, 3, '99');
  person.remove(office.sheetId(), 'cols', office.column('Last change'));
  expect(office.code('summary', [])).toBe('missing-columns');
  office.refresh();
  office.get('summary', []);
  expect(sheet.displayValues({ row: 7, col: 2, rows: 2, cols: 3 })).toEqual([
    ['Not invited', '2', 'my note'],
    ['Invited', '2', ''],
  ]);
  expect(sheet.displayValues({ row: 3, col: 1, rows: 1, cols: 1 })).toEqual([['beside']]);
  expect(sheet.displayValues({ row: 33, col: 9, rows: 1, cols: 3 })).toEqual([['2026-11-16', '2', '0']]);
  expect(sheet.charts).toHaveLength(2);
  expect(office.rig.spreadsheet.sheets.map(one => one.name)).toEqual(['Sheet1', 'Accounts', 'Summary', 'Activity']);
});

test('reminders are counted apart, those of version 0.1 too; what an admin wrote in their column stays', () => {
  const office = openOffice({
    accounts: people(3).map(({ email }) => ({ email, state: 'INVITED', mails: 1, updatedAt: Date.UTC(2026, 10, 1) })),
  });
  office.refresh();
  const WEEK = { from: 'reminders', days: 7, most: 3 } as const;
  const plan = office.get('preview', [
    'send',
    { includeRecent: false, includeDeclined: false, includeAgain: false },
    WEEK,
  ]);
  office.drive(office.get('start', ['send', plan.options, plan.planId, null, WEEK]));
  office.get('summary', []);
  const head = () => at(office, 19, 8, 1, 4)[0];
  const week = () => at(office, 31, 8, 1, 4)[0];
  expect([head(), week()]).toEqual([
    ['Week from', 'Invitations sent', 'Accepted', 'Reminders sent'],
    ['2026-11-16', '0', '0', '3'],
  ]);
  // Version 0.1 wrote them as sendings of a job whose id ends so.
  const log = office.sheetId('Activity');
  const [job, action] = ['Job', 'Action'].map(name => office.column(name, 'Activity'));
  office.rig.person.type(log, 3, action!, 'Send');
  office.rig.person.type(log, 3, job!, '20261101-090000-abc-r');
  expect(week()).toEqual(['2026-11-16', '0', '0', '3']);
  office.rig.person.type(log, 3, job!, '20261101-090000-abc');
  expect(week()).toEqual(['2026-11-16', '1', '0', '2']);
  // A Summary of that version has nothing of ours there.
  const summary = office.sheetId('Summary');
  for (let row = 19; row <= 31; row++) office.rig.person.type(summary, row, 11, '');
  office.rig.person.type(summary, 25, 11, 'my own number');
  office.get('summary', []);
  expect(at(office, 19, 11, 7, 1).flat()).toEqual(['', '', '', '', '', '', 'my own number']);
  office.rig.person.type(summary, 25, 11, '');
  office.get('summary', []);
  expect(head()![3]).toBe('Reminders sent');
});

test('a row that it goes by was deleted: a new sheet, and the old one stays', () => {
  const office = made();
  office.rig.person.remove(office.sheetId('Summary'), 'rows', 4);
  office.get('summary', []);
  expect(states(office, 'Summary 2')).toMatchObject({ All: 5 });
  expect(at(office, 4, 1, 1, 2)).toEqual([['Not invited', '2']]);
});

test('without a list there is nothing to sum up; the number of calls does not depend on the rows', () => {
  const empty = openOffice();
  expect(empty.code('summary', [])).toBe('no-sheet');
  const calls = [1, 60].map(count => {
    const office = openOffice({ accounts: people(count) });
    office.refresh();
    office.get('summary', []);
    const before = office.rig.calls.list.length;
    office.get('summary', []);
    return office.rig.calls.list.length - before;
  });
  expect(calls[0]).toBe(calls[1]);
  expect(calls[0]).toBeLessThan(98);
});

test('the menu does the same', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  office.rig.menu();
  office.rig.click('Summary');
  expect(states(office)).toMatchObject({ All: 1 });
});

test('a Spanish one has the dates of the Spanish sheets, and calls the others what they are called', () => {
  const office = openOffice({
    accounts: people(1),
    users: [
      { email: ADA, locale: 'es' },
      { email: BOB, locale: 'en_GB' },
    ],
  });
  office.refresh(BOB);
  office.rig.person.renameSheet(office.sheetId('Accounts'), 'People');
  office.get('summary', []);
  expect(at(office, 31, 8, 1, 1, 'Resumen')).toEqual([['16/11/2026']]);
  expect(at(office, 2, 1, 1, 1, 'Resumen')[0]![0]).toMatch(/ «People» y «Activity»\./);
});

const typed = (emails: readonly string[]) => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  const { person } = office.rig;
  person.paste(
    office.sheetId(),
    3,
    office.column('Email'),
    emails.map(email => [email]),
  );
  office.get('summary', []);
  return office;
};

test('a sign in a domain that COUNTIF takes for any text counts that domain alone', () => {
  const office = typed(['a@*.example', 'b@x.example', 'c@x.example', 'd@?cme.example', 'e@~.example']);
  expect(at(office, 20, 1, 6, 2)).toEqual([
    ['x.example', '2'],
    ['*.example', '1'],
    ['?cme.example', '1'],
    ['acme.example', '1'],
    ['~.example', '1'],
    ['Other domains', '0'],
  ]);
});

test('the largest twenty domains are named, and right below them the others', () => {
  const office = typed(
    Array.from({ length: 25 }, (_, at) => `p@d${10 + at}.example`).concat([
      'q@d34.example',
      'r@d34.example',
      's@d33.example',
    ]),
  );
  const list = at(office, 20, 1, 21, 2);
  expect(list.slice(0, 3)).toEqual([
    ['d34.example', '3'],
    ['d33.example', '2'],
    ['acme.example', '1'],
  ]);
  expect(list[20]).toEqual(['Other domains', '6']);
});

test('numbers, errors, dates and truth values among the cells are states that are not known, and lose no other', () => {
  const office = made();
  const { person } = office.rig;
  const id = office.sheetId();
  ['5', '=1/0', '2026-11-20', 'TRUE'].forEach((cell, at) => {
    person.type(id, at + 2, office.column('State'), cell);
    person.type(id, at + 2, office.column('Last change'), at === 1 ? 'lately' : '=1/0');
  });
  person.type(office.sheetId('Activity'), 3, office.column('Outcome', 'Activity'), '7');
  expect(states(office)).toEqual({
    'Not invited': 0,
    Invited: 0,
    Accepted: 0,
    Declined: 1,
    'Not listed': 0,
    'Not known yet': 4,
    All: 5,
  });
  expect(domains(office)[0]).toEqual(['acme.example', '4', '0', '0', '0', '0']);
  expect(lastWeek(office)).toEqual(['2026-11-16', '1', '0']);
});

test('once accounts were compared with people there is a list by department, which follows edits and stays where it is', () => {
  const office = made();
  const summary = office.rig.spreadsheet.sheetNamed('Summary')!;
  const columns = summary.maxColumns;
  const HR = [
    ['Name', 'Email', 'Department'],
    ['One', 'p001@acme.example', 'Sales'],
    ['Two', 'p002@acme.example', 'Sales'],
    ['Three', 'p003@acme.example', 'Art & “*”'],
  ];
  const hr = office.rig.spreadsheet.addSheet('HR');
  office.rig.person.paste(hr.id, 1, 1, HR);
  const { roles } = office.get('comparePeople', [hr.id, null]);
  office.get('writePeople', [hr.id, roles, ['staff', 'nobody']]);
  office.get('summary', []);
  const list = (row = 42) => at(office, row, 1, 4, 6);
  const SHOWN = [
    ['Department', 'Accounts', 'Not invited', 'Invited', 'Accepted', 'Declined'],
    ['Sales', '2', '0', '2', '0', '0'],
    ['Art & “*”', '1', '1', '0', '0', '0'],
    ['Others, or none', '2', '1', '0', '0', '1'],
  ];
  expect(list()).toEqual(SHOWN);
  expect(domains(office)[0]![0]).toBe('acme.example');
  expect(summary.maxColumns).toBe(columns + 6);
  const { person } = office.rig;
  const id = office.sheetId('Summary');
  person.type(office.sheetId(), office.rowNumber('p004@acme.example'), office.column('Department'), ' Sales ');
  expect(list()[1]).toEqual(['Sales', '3', '1', '2', '0', '0']);
  person.insert(id, 'rows', 41, 2);
  person.type(id, 45, 2, '99');
  office.get('summary', []);
  expect([list(44)[0], list(44)[1]]).toEqual([SHOWN[0], ['Sales', '3', '1', '2', '0', '0']]);
  expect(summary.maxColumns).toBe(columns + 6);
  person.remove(office.sheetId(), 'cols', office.column('Department'));
  office.get('summary', []);
  expect(list(44).slice(1).flat().join('')).toBe('');
});

test('what an admin wrote where departments would stand stays, and there is none of their lists', () => {
  const office = made();
  office.rig.person.type(office.sheetId('Summary'), 50, 2, 'my own table');
  const hr = office.rig.spreadsheet.addSheet('HR');
  office.rig.person.paste(hr.id, 1, 1, [
    ['Email', 'Department'],
    ['p001@acme.example', 'Sales'],
  ]);
  office.get('writePeople', [hr.id, ['address', 'department'], ['staff']]);
  office.get('summary', []);
  expect(at(office, 42, 1, 9, 6).flat().join('')).toBe('my own table');
});

const NO_ROOM = 'Something is in the way of these numbers: choose “Summary” in the menu';

test('a cell in the way in the hidden columns is told of in the lists; made anew they go elsewhere, and it stays', () => {
  const office = made();
  const { person } = office.rig;
  const id = office.sheetId('Summary');
  const sheet = office.rig.spreadsheet.sheetNamed('Summary')!;
  const hidden = () => sheet.columns.flatMap(({ hidden: isHidden }, at) => (isHidden ? [at + 1] : []));
  expect(hidden()).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
  for (const col of [13, 14, 20]) person.type(id, 20, col, 'mine');
  expect([at(office, 5, 2, 2, 1), at(office, 20, 1, 2, 2), at(office, 20, 8, 2, 2)]).toEqual([
    [[NO_ROOM], ['']],
    [
      [NO_ROOM, ''],
      ['', ''],
    ],
    [
      [NO_ROOM, NO_ROOM],
      ['', ''],
    ],
  ]);
  office.get('summary', []);
  expect(states(office)).toMatchObject({ All: 5 });
  expect(lastWeek(office)).toEqual(['2026-11-16', '2', '0']);
  expect(at(office, 20, 13, 1, 1)).toEqual([['mine']]);
  office.get('summary', []);
  expect(sheet.maxColumns).toBe(37);
});

test('an empty list has no number but nothing, and no domain', () => {
  const office = openOffice();
  office.refresh();
  office.get('summary', []);
  expect(states(office)).toMatchObject({ 'Not invited': 0, 'Not known yet': 0, All: 0 });
  expect(at(office, 20, 1, 2, 1).flat()).not.toContain(NO_ROOM);
});

test('a state has the colours that it has in the list', () => {
  const office = made();
  const sheet = office.rig.spreadsheet.sheetNamed('Summary')!;
  expect([5, 6, 7, 8, 9, 10].map(row => sheet.style(row, 1).background)).toEqual([
    '#e8eaed',
    '#d2e3fc',
    '#ceead6',
    '#fad2cf',
    '#feefc3',
    undefined,
  ]);
});

test('hidden columns that somebody deleted are told of, and made anew', () => {
  const office = made();
  office.rig.person.remove(office.sheetId('Summary'), 'cols', 13, 11);
  expect(at(office, 20, 1, 1, 2)).toEqual([[NO_ROOM, '']]);
  office.get('summary', []);
  expect(domains(office)[0]![0]).toBe('acme.example');
  expect(states(office)).toMatchObject({ All: 5 });
});
