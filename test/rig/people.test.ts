// Comparing the accounts with a list of people in a tab of the file, through the shipped bundle: read, told, written
// beside the accounts, told anew, forgotten.
import { seed } from '../../dev/emulator/index';
import { type RigOptions } from '../../dev/rig';
import { hrList } from '../../dev/server/hr-list';
import type { Compared, PeopleGroup } from '../../src/core/contract/people';
import { NO_TAB } from '../../src/core/contract/people';
import { packed } from '../../src/core/people/packed';
import { NO_OPTIONS, ADA, BOB, openOffice, people, type Office } from './office';

const EVERY: readonly PeopleGroup[] = ['staff', 'left', 'other', 'ambiguous', 'nobody', 'unlisted'];
const HEADER = ['Name', 'Work email', 'Aliases', 'Department', 'Status', 'Last day'];
const LIST = [
  ['Ann Lee', 'ANN@acme.example ', '', 'Sales', 'Active', ''],
  ['Bob Ray', 'bob@acme.example', '', 'Art', 'Terminated', ''],
  ['Cid Poe', 'cid.poe@acme.example', 'cid@acme.example; SMTP:c@acme.example', 'Art', 'Active', ''],
  ['Dee Fox', 'dee@acme.example', 'info@acme.example', 'Sales', 'Active', ''],
  ['Eve Orr', 'eve@acme.example', 'info@acme.example', 'Sales', 'Active', ''],
  [`'=HYPERLINK("x")`, 'gus@acme.example', '', "'+Art", 'Contractor', '2026-12-31'],
];
const ACCOUNTS = ['ann', 'bob', 'cid', 'info', 'gus', 'elee', 'annl'].map(name => ({ email: `${name}@acme.example` }));

function opened(options: RigOptions = {}, list = LIST): { office: Office; tab: number; compare: () => Compared } {
  const office = openOffice({ accounts: ACCOUNTS, ...options });
  office.refresh();
  const sheet = office.rig.spreadsheet.addSheet('HR');
  office.rig.person.paste(sheet.id, 1, 1, [HEADER, ...list]);
  return { office, tab: sheet.id, compare: () => office.get('comparePeople', [sheet.id, null]) };
}
const told = ({ groups }: Compared) =>
  Object.fromEntries(groups.map(({ group, accounts, people: count, entries }) => [group, [accounts, count, entries]]));
const beside = (office: Office): Record<string, string> =>
  Object.fromEntries(
    office.rows().map(row => [row['Email'] ?? '', [row['Person'], row['Department'], row['Employment']].join(' | ')]),
  );

test('a list of people in a tab: its columns are recognised, and everybody is in one of six groups', () => {
  const { office, tab, compare } = opened();
  // The empty sheet that the file began with is no list.
  expect(office.get('peopleTabs', []).tabs).toEqual([{ id: tab, name: 'HR' }]);
  const compared = compare();
  expect(compared).toMatchObject({
    tab: { id: tab, name: 'HR' },
    roles: ['name', 'address', 'other', 'department', 'status', 'leave'],
    people: 6,
    accounts: 7,
    repeated: 0,
    unclear: { count: 0, examples: [] },
    changed: null,
  });
  expect(compared.columns[1]).toEqual({ header: 'Work email', sample: 'ANN@acme.example' });
  expect(told(compared)).toEqual({
    staff: [
      2,
      2,
      [
        ['ann@acme.example', 'Ann Lee · Sales', ''],
        ['gus@acme.example', '=HYPERLINK("x") · +Art', ''],
      ],
    ],
    left: [1, 1, [['bob@acme.example', 'Bob Ray · Art · Status: Terminated · Not invited', '']]],
    other: [1, 1, [['cid@acme.example', 'Cid Poe · Art', '']]],
    ambiguous: [1, 2, [['info@acme.example', 'Dee Fox, Eve Orr · Sales', '']]],
    nobody: [
      2,
      0,
      [
        ['annl@acme.example', '', 'Ann Lee'],
        ['elee@acme.example', '', ''],
      ],
    ],
    unlisted: [0, 0, []],
  });
  // Reading writes nothing anywhere.
  expect(office.column('Person')).toBe(0);
  expect(office.rows('Activity').filter(row => row['Action'] === 'Compared')).toEqual([]);
});

test('another choice of columns is taken; without addresses there are no groups; a tab that changed is refused', () => {
  const { office, tab } = opened();
  const without = office.get('comparePeople', [tab, ['name', null, null, null, null, null]]);
  expect(without.groups).toEqual([]);
  const chosen = office.get('comparePeople', [tab, ['name', null, 'address', 'department', null, null]]);
  expect(told(chosen)).toMatchObject({ staff: [1, 1, [['cid@acme.example', 'Cid Poe · Art', '']]], left: [0, 0, []] });
  expect(office.code('comparePeople', [tab, ['address']])).toBe('tab-changed');
  expect(office.code('comparePeople', [tab + 1, null])).toBe('no-tab');
  expect(office.code('comparePeople', [office.rig.spreadsheet.addSheet('Empty').id, null])).toBe('empty-tab');
  expect(office.code('comparePeople', [tab, ['addresses'] as never])).toBe('bad-argument');
  expect(office.code('writePeople', [tab, [], ['all'] as never])).toBe('bad-argument');
});

test('a list that the page read from a file is compared and written as one in a tab; of it nothing else is kept', () => {
  const { office, compare } = opened();
  const sheets = office.rig.spreadsheet.sheets.length;
  const { roles, groups } = compare();
  const list = packed('people.csv', [HEADER, ...LIST.map(row => row.map(cell => cell.replace(/^'/, '')))]);
  const rows = LIST.map(row => row.map(cell => (cell.includes('@') ? cell : '')));
  expect(office.get('peopleColumns', [[HEADER, ...rows]])).toEqual(roles);
  expect(office.get('comparePeople', [list, roles])).toMatchObject({ tab: { id: NO_TAB, name: 'people.csv' }, groups });
  expect(office.get('writePeople', [list, roles, EVERY])).toEqual({ written: 7 });
  expect(beside(office)['bob@acme.example']).toBe('Bob Ray | Art | Left');
  expect(office.rig.spreadsheet.sheets).toHaveLength(sheets);
  expect(office.code('comparePeople', [packed('x', []), null])).toBe('empty-tab');
  expect(office.code('comparePeople', [{ ...list, words: [7] } as never, roles])).toBe('bad-argument');
  expect(office.code('peopleColumns', [['Email'] as never])).toBe('bad-argument');
});

test('both forms of a domain, and a guest and their mail, are one; a list without a header, or with a title above it, is read', () => {
  const { office } = opened({
    accounts: ['ann@bücher.example', 'bob@xn--mller-kva.example', 'guest@partner.example'].map(email => ({ email })),
    world: { domains: ['bücher.example', 'xn--mller-kva.example', 'partner.example'] },
  });
  const groups = (rows: readonly (readonly string[])[]) => {
    const sheet = office.rig.spreadsheet.addSheet(`List ${office.rig.spreadsheet.sheets.length}`);
    office.rig.person.paste(sheet.id, 1, 1, rows);
    return told(office.get('comparePeople', [sheet.id, null]));
  };
  const LOGINS = [
    ['Ann', 'ANN@XN--BCHER-KVA.example'],
    ['Bob', 'bob@müller.example'],
    ['Guest', 'guest_partner.example#EXT#@acme.onmicrosoft.example'],
  ];
  expect(groups([['Name', 'User principal name'], ...LOGINS])).toMatchObject({ staff: [3, 3, expect.anything()] });
  expect(groups(LOGINS)).toMatchObject({ staff: [3, 3, expect.anything()], unlisted: [0, 0, []] });
  expect(groups([['People of Acme', ''], ['', ''], ['Name', 'Mail'], ...LOGINS])).toMatchObject({
    staff: [3, 3, expect.anything()],
  });
});

test('what is written beside the accounts: columns made when first wanted, only what differs, formulas inert, own columns and notes left', () => {
  const { office, tab, compare } = opened();
  const { person } = office.rig;
  person.type(office.sheetId(), 1, 10, 'My own');
  person.type(office.sheetId(), 2, 10, 'mine');
  person.type(office.sheetId(), 2, office.column('Notes'), 'a note');
  const before = office.rows();
  const { roles } = compare();
  expect(office.get('writePeople', [tab, roles, ['left']])).toEqual({ written: 1 });
  expect(beside(office)).toMatchObject({ 'ann@acme.example': ' |  | ', 'bob@acme.example': 'Bob Ray | Art | Left' });
  expect(office.get('writePeople', [tab, roles, EVERY])).toEqual({ written: 6 });
  expect(beside(office)).toEqual({
    'ann@acme.example': 'Ann Lee | Sales | Employed',
    'bob@acme.example': 'Bob Ray | Art | Left',
    'cid@acme.example': 'Cid Poe | Art | Employed',
    'info@acme.example': 'Dee Fox, Eve Orr | Sales | Ambiguous',
    'gus@acme.example': '=HYPERLINK("x") | +Art | Employed',
    'elee@acme.example': ' |  | Not on the list',
    'annl@acme.example': ' |  | Not on the list',
  });
  expect(office.rows().map((row, at) => ({ ...row, ...before[at] }))).toEqual(office.rows());
  expect(office.get('writePeople', [tab, roles, EVERY])).toEqual({ written: 0 });
  const lines = office.rows('Activity').filter(row => row['Action'] === 'Compared');
  expect(lines.map(({ By, Email, Outcome, Reason }) => ({ By, Email, Outcome, Reason }))).toEqual(
    [1, 6, 0].map(count => ({
      By: ADA,
      Email: '',
      Outcome: 'Done',
      Reason: `Compared with a list of 6 people: 7 accounts, ${count} ${count === 1 ? 'row' : 'rows'} changed`,
    })),
  );
  expect(JSON.stringify(office.rows('Activity'))).not.toMatch(/Ann|Bob|HYPERLINK/);
});

test('the file for bulk upload has the names of the list once they stand beside the accounts', () => {
  const { office, tab, compare } = opened({ accounts: [{ email: 'bob@acme.example', state: 'DECLINED' }] });
  const guesses = () => office.get('unanswered', []).guesses;
  expect(guesses()).toEqual([{ address: 'bob@acme.example', name: 'Bob', fromList: false }]);
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(guesses()).toEqual([{ address: 'bob@acme.example', name: 'Bob Ray', fromList: true }]);
});

test('the filter covers the columns that a comparison makes, and hides what it hid; one that ended earlier stays', () => {
  const { office, tab, compare } = opened();
  const { person, spreadsheet } = office.rig;
  const sheet = () => spreadsheet.sheet(office.sheetId());
  const hidden = { hidden: ['ann@acme.example'], condition: null };
  person.setCriteria(office.sheetId(), office.column('Email'), hidden);
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(sheet().filter).toMatchObject({ col: 1, cols: office.column('Employment') });
  expect(sheet().columns[office.column('Email') - 1]?.criteria).toMatchObject({ hidden: ['ann@acme.example'] });
  person.remove(office.sheetId(), 'cols', office.column('Employment'));
  person.type(office.sheetId(), 1, office.column('Department') + 1, 'My own');
  const { cols } = sheet().filter ?? { cols: 0 };
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(sheet().filter).toMatchObject({ col: 1, cols });
});

test('the next comparison tells who has left, who is not on the list any more and who is now; then all of it is forgotten', () => {
  const { office, tab, compare } = opened();
  const { person } = office.rig;
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(compare().changed).toEqual({ left: [], gone: [], found: [] });
  person.type(tab, 2, 5, 'Disabled');
  person.type(tab, 4, 3, '');
  person.type(tab, 8, 2, 'elee@acme.example');
  expect(compare().changed).toEqual({
    left: ['ann@acme.example'],
    gone: ['cid@acme.example'],
    found: ['elee@acme.example'],
  });
  person.type(office.sheetId(), 2, office.column('Notes'), 'a note');
  person.type(office.sheetId(), 9, office.column('Email'), 'zoe@acme.example');
  person.type(office.sheetId(), 9, office.column('Person'), 'Zoe, as I think');
  expect(office.get('forgetPeople', [])).toEqual({ cleared: 7 });
  expect(office.row('zoe@acme.example')!['Person']).toBe('Zoe, as I think');
  person.type(office.sheetId(), 9, office.column('Person'), '');
  expect(new Set(Object.values(beside(office)))).toEqual(new Set([' |  | ']));
  expect(office.row('ann@acme.example')!['Notes']).toBe('a note');
  expect(compare().changed).toBeNull();
  expect(office.get('forgetPeople', [])).toEqual({ cleared: 0 });
});

test('forgetting empties rows by what stands under Employment, after sorting, inserted rows and columns, and edits', () => {
  const { office, tab, compare } = opened();
  const { person } = office.rig;
  office.get('writePeople', [tab, compare().roles, EVERY]);
  person.sortSheet(office.sheetId(), office.column('Employment'), false);
  person.insert(office.sheetId(), 'rows', 3, 2);
  person.insert(office.sheetId(), 'cols', office.column('Department'), 1);
  const set = (email: string, column: string, text: string): void =>
    person.type(office.sheetId(), office.rowNumber(email), office.column(column), text);
  set('ann@acme.example', 'Employment', 'on leave');
  set('bob@acme.example', 'Department', 'my own word');
  set('cid@acme.example', 'Employment', '');
  expect(office.get('forgetPeople', [])).toEqual({ cleared: 5 });
  expect(beside(office)).toMatchObject({
    // A word of one's own under Employment, or none, keeps the row; any other goes with it.
    'ann@acme.example': 'Ann Lee | Sales | on leave',
    'cid@acme.example': 'Cid Poe | Art | ',
    'bob@acme.example': ' |  | ',
    'gus@acme.example': ' |  | ',
  });
});

test('columns that were moved, renamed and are read in another language are found; a deleted one is made anew', () => {
  const { office, tab, compare } = opened();
  const { roles } = compare();
  office.get('writePeople', [tab, roles, EVERY]);
  const { person } = office.rig;
  person.type(office.sheetId(), 1, office.column('Person'), 'Who');
  person.remove(office.sheetId(), 'cols', office.column('Department'));
  expect(office.get('writePeople', [tab, roles, EVERY])).toEqual({ written: 5 });
  expect(office.row('bob@acme.example')).toMatchObject({ Who: 'Bob Ray', Department: 'Art', Employment: 'Left' });
  expect(office.column('Person')).toBe(0);
});

test('somebody sorts while it is written: every row has what belongs to it', () => {
  const { office, tab, compare } = opened();
  const { roles } = compare();
  office.get('writePeople', [tab, roles, ['staff', 'left', 'other', 'ambiguous']]);
  office.rig.person.type(tab, 2, 1, 'Anna Lee');
  const expected = { ...beside(office), 'ann@acme.example': 'Anna Lee | Sales | Employed' };
  let sorted = false;
  office.rig.before = op => {
    if (op !== 'Range.setValues' || sorted) return;
    sorted = true;
    office.rig.person.sortSheet(office.sheetId(), office.column('Email'), false);
  };
  office.get('writePeople', [tab, roles, ['staff', 'left', 'other', 'ambiguous']]);
  expect(sorted).toBe(true);
  expect(beside(office)).toEqual(expected);
});

test('accounts that Google lists no more, and rows that it has not told of, are no accounts of the list', () => {
  const { office, tab, compare } = opened({}, [...LIST, ['Zoe Typed', 'zoe@acme.example', '', '', 'Active', '']]);
  office.get('addToSheet', [['zoe@acme.example'], false]);
  expect(told(compare())['unlisted']).toEqual([0, 1, [['zoe@acme.example', 'Zoe Typed', '']]]);
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(beside(office)['zoe@acme.example']).toBe(' |  | ');
});

test('the accounts of a group are marked, those that are shown; so are rows by any column, the own ones too', () => {
  const { office, tab, compare } = opened();
  office.get('writePeople', [tab, compare().roles, EVERY]);
  const marks = (): string[] => office.rows().flatMap(row => (row['Mark'] === 'TRUE' ? [row['Email'] ?? ''] : []));
  const { entries } = compare().groups[0]!;
  office.rig.person.hide(office.sheetId(), 'rows', office.rowNumber('gus@acme.example'));
  expect(office.get('mark', [{ addresses: entries.map(([address]) => address) }])).toMatchObject({
    marked: 1,
    changed: 1,
    hidden: 1,
  });
  expect(marks()).toEqual(['ann@acme.example']);
  office.get('mark', ['none']);
  const any = { state: null, domain: '', invitedDays: null, text: '', selected: false, visible: true };
  expect(office.get('markColumns', [])).toEqual(
    expect.arrayContaining(['Email', 'State', 'Person', 'Department', 'Employment']),
  );
  const asked = (...cells: (readonly [string, string])[]) =>
    [{ ...any, cells: cells.map(([header, says]) => ({ header, says })) }] as const;
  const by = (...cells: (readonly [string, string])[]) => office.get('mark', [...asked(...cells)]);
  expect(by(['Employment', ' not on  the LIST'])).toMatchObject({ changed: 2 });
  expect(marks()).toEqual(['annl@acme.example', 'elee@acme.example']);
  office.get('mark', ['none']);
  expect(by(['Department', 'art'])).toMatchObject({ changed: 2 });
  office.get('mark', ['none']);
  expect(by(['Department', 'art'], ['Employment', 'employed'])).toMatchObject({ changed: 1 });
  expect(office.code('mark', [...asked(['Nothing', ''])])).toBe('column-gone');
  // The most frequent first.
  expect(office.get('columnValues', ['Employment'])[0]).toEqual(['Employed', 3]);
  expect(office.code('columnValues', ['Nothing'])).toBe('column-gone');
  expect(office.code('columnValues', [7 as never])).toBe('bad-argument');
});

test('the number of calls does not grow with the list or the accounts', () => {
  const callsOf = (count: number): number[] => {
    const list = people(count).map(({ email }, at) => [`P ${at}`, email, '', 'Sales', 'Active', '']);
    const { office, tab, compare } = opened({ accounts: people(count) }, list);
    const { roles } = compare();
    office.get('writePeople', [tab, roles, EVERY]);
    const during = (work: () => unknown): number => {
      const before = office.rig.calls.list.length;
      work();
      return office.rig.calls.list.length - before;
    };
    return [
      during(compare),
      during(() => office.get('writePeople', [tab, roles, EVERY])),
      during(() => office.get('forgetPeople', [])),
    ];
  };
  expect(callsOf(300)).toEqual(callsOf(3));
});

test.each([40, 450])(
  'the HR tab of the workbench, beside %s accounts: what is found is the truth that it was made with',
  count => {
    const office = openOffice();
    seed(office.rig.world, { accounts: count, domains: ['acme.example', 'acme.test'] });
    office.refresh();
    const { rows, truth, unlisted } = hrList(
      office.rows().map(row => row['Email'] ?? ''),
      office.rig.clock.now(),
    );
    const sheet = office.rig.spreadsheet.addSheet('HR');
    office.rig.person.paste(sheet.id, 1, 1, rows);
    const compared = office.get('comparePeople', [sheet.id, null]);
    expect(compared.roles).toEqual([
      'name',
      'address',
      'other',
      'department',
      'manager',
      'language',
      'status',
      'leave',
    ]);
    const found = Object.fromEntries(
      compared.groups.map(({ group, entries }) => [group, entries.map(([address]) => address).sort()]),
    );
    for (const [group, accounts] of Object.entries(truth))
      expect([group, found[group]]).toEqual([group, [...accounts].sort()]);
    expect(compared.groups.at(-1)!.people).toBe(unlisted);
    // Who only looks like an account of nobody is suggested for it, and is in no other group for that.
    const near = compared.groups[4]!.entries.filter(([, , name]) => name !== '');
    expect(near.length).toBeGreaterThan(0);
    // The sums that are shown are those of the lists.
    const sum = (of: 'accounts' | 'people'): number => compared.groups.reduce((all, group) => all + group[of], 0);
    expect([sum('accounts'), sum('people')]).toEqual([compared.accounts, compared.people]);
  },
);

test('in Spanish the columns and the line in Activity are Spanish, and a colleague with English goes on with them', () => {
  const office = openOffice({
    accounts: ACCOUNTS,
    users: [
      { email: ADA, locale: 'es' },
      { email: BOB, locale: 'en' },
    ],
  });
  office.refresh();
  const sheet = office.rig.spreadsheet.addSheet('Personal');
  office.rig.person.paste(sheet.id, 1, 1, [
    ['Nombre', 'Apellidos', 'Correo electrónico', 'Departamento', 'Situación', 'Fecha de baja'],
    ['Ana', 'Gil', 'ann@acme.example', 'Ventas', 'Activo', ''],
    ['Blas', 'Ruiz', 'bob@acme.example', 'Arte', 'Activo', '2026-10-31'],
  ]);
  const { roles } = office.get('comparePeople', [sheet.id, null]);
  expect(roles).toEqual(['given', 'family', 'address', 'department', 'status', 'leave']);
  expect(office.get('writePeople', [sheet.id, roles, ['staff']])).toEqual({ written: 1 });
  expect(office.get('writePeople', [sheet.id, roles, ['left']], BOB)).toEqual({ written: 1 });
  const row = (email: string) => office.rows('Cuentas').find(each => each['Correo'] === email);
  expect(row('ann@acme.example')).toMatchObject({
    Persona: 'Ana Gil',
    Departamento: 'Ventas',
    'Situación laboral': 'En plantilla',
  });
  expect(row('bob@acme.example')).toMatchObject({ Persona: 'Blas Ruiz', 'Situación laboral': 'Ya no está' });
  expect(office.rows('Actividad').map(line => line['Acción'])).toEqual(['Actualizar', 'Comparación', 'Comparación']);
});

test('a preview says how many of those who would be mailed have left', () => {
  const { office, tab, compare } = opened();
  office.markAll();
  expect(office.get('preview', ['send', NO_OPTIONS]).warnings.join()).not.toContain('Employment');
  office.get('writePeople', [tab, compare().roles, EVERY]);
  expect(office.get('preview', ['send', NO_OPTIONS]).warnings).toContain(
    '1 of these people has left, says the column Employment.',
  );
});
