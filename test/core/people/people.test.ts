// Lists of people as real systems export them: which column is what, who has left, and who is who. All people are
// invented.
import type { Employment } from '../../../src/core/contract/rows';
import { compare } from '../../../src/core/people/compare';
import { rolesOf, type PeopleTable } from '../../../src/core/people/headers';
import { nearNames } from '../../../src/core/people/near';
import { packed, unpacked } from '../../../src/core/people/packed';
import { peopleIn, type Person } from '../../../src/core/people/people';
import { besideOf, changesOf, groupsOf } from '../../../src/core/people/told';

const NOW = Date.UTC(2026, 10, 21, 9);
const read = (table: PeopleTable) => peopleIn(table, rolesOf(table), NOW);
const person = (given: Partial<Person>): Person => ({
  address: null,
  others: [],
  name: '',
  given: '',
  family: '',
  department: '',
  manager: '',
  language: '',
  left: null,
  ...given,
});

describe('the columns of a header', () => {
  test.each([
    [
      "the Admin console's download of users",
      'First Name [Required]|Last Name [Required]|Email Address [Required]|Org Unit Path [Required]|Status [READ ONLY]|Recovery Email|Home Secondary Email|Work Secondary Email|Manager Email|Department',
      ['given', 'family', 'address', null, 'status', null, null, 'other', 'manager', 'department'],
    ],
    [
      'an Entra export',
      'userPrincipalName|displayName|surname|mail|givenName|department|accountEnabled|proxyAddresses|preferredLanguage|employeeLeaveDateTime',
      ['other', 'name', 'family', 'address', 'given', 'department', 'status', 'other', 'language', 'leave'],
    ],
    [
      'Get-ADUser, which has no mail',
      'DistinguishedName|Enabled|GivenName|Name|SamAccountName|Surname|UserPrincipalName',
      [null, 'status', 'given', 'name', null, 'family', 'address'],
    ],
    [
      'GAM print users',
      'primaryEmail|name.givenName|name.familyName|name.fullName|suspended|aliases.0|aliases.1|recoveryEmail',
      ['address', 'given', 'family', 'name', 'status', 'other', 'other', null],
    ],
    [
      'a Workday report',
      'Worker|Primary Work Email|Supervisory Organization|Manager|Termination Date|Active Status',
      ['name', 'address', 'department', 'manager', 'leave', 'status'],
    ],
    [
      'BambooHR, whose first column is a number',
      'Employee #|Last name|First name|Status|Work Email|Home Email|Reporting to',
      [null, 'family', 'given', 'status', 'address', null, 'manager'],
    ],
    [
      'a file of Active Directory (ldifde)',
      'dn|cn|sn|department|userAccountControl|accountExpires|mail|proxyAddresses',
      [null, 'name', 'family', 'department', 'status', 'leave', 'address', 'other'],
    ],
    [
      'JSON of Okta and of SCIM',
      'status|profile firstName|profile email|urn:ietf:params:scim:schemas:extension:enterprise:2.0:User department',
      ['status', 'given', 'address', 'department'],
    ],
    [
      'Spanish',
      'Nombre|Apellidos|Correo electrónico|Departamento|Jefe|Idioma|Estado|Fecha de baja|Correo personal',
      ['given', 'family', 'address', 'department', 'manager', 'language', 'status', 'leave', null],
    ],
    [
      'German',
      'Vorname|Nachname|E-Mail-Adresse|Abteilung|Vorgesetzter|Sprache|Status|Austrittsdatum',
      ['given', 'family', 'address', 'department', 'manager', 'language', 'status', 'leave'],
    ],
    [
      'French',
      'Prénom|Nom|Adresse e-mail|Service|Responsable hiérarchique|Langue|Statut|Date de départ',
      ['given', 'family', 'address', 'department', 'manager', 'language', 'status', 'leave'],
    ],
    [
      'Portuguese',
      'Nome completo|E-mail corporativo|Departamento|Gestor|Idioma|Situação|Data de desligamento',
      ['name', 'address', 'department', 'manager', 'language', 'status', 'leave'],
    ],
  ])('%s', (_name, header, roles) => {
    expect(rolesOf([header.split('|')])).toEqual(roles);
  });

  test('of two work addresses the better word is taken; the other is left alone until a person picks it', () => {
    expect(rolesOf([['Email', 'Work Email']])).toEqual([null, 'address']);
  });

  test('a column without a word that is known is taken for what nearly all of its cells are, unless it is private', () => {
    expect(
      rolesOf([
        ['Kontakt', 'Private Mailbox', 'X'],
        ['ann@acme.example', 'ann@home.example', '7'],
      ]),
    ).toEqual(['address', null, null]);
    expect(rolesOf([['Private Mailbox'], ['ann@home.example']])).toEqual([null]);
    expect(rolesOf([])).toEqual([]);
  });
});

test.each([
  ['Courriel pro|Courriel perso', ['address', null]],
  ['Mail perso|Mail pro', [null, 'address']],
  ['E-Mail|Sekundäre E-Mail', ['address', null]],
  ['Correo particular|Correo empresa', [null, 'address']],
  ['Email (personal)|Company mail', [null, 'address']],
  ['Group Email|Member Email', [null, 'address']],
  [
    'HR Partner Email|Team Lead Email|Recruiter Email|Requester Email|Mail de secours|E-mail particular',
    Array(6).fill(null),
  ],
  ['Supervisor email|Dienst-E-Mail', ['manager', 'address']],
  ['Secondary Email|Recovery email', ['other', null]],
  ['Address|Adresse de messagerie', [null, 'address']],
])('the work address among those that are private or of others: %s', (header, roles) => {
  expect(rolesOf([header.split('|')])).toEqual(roles);
  // Nor is one of them taken because nothing else holds addresses.
  const filled = roles.map(role => (role === 'address' ? '' : 'x@home.example'));
  expect(rolesOf([header.split('|'), filled])).toEqual(roles);
});

test('Staff Email is a better word than Email', () => {
  expect(rolesOf([['Email', 'Staff Email']])).toEqual([null, 'address']);
});

test('of two work addresses the one that is filled in is taken', () => {
  expect(
    rolesOf([
      ['Work email', 'Email'],
      ['', 'ann@acme.example'],
    ]),
  ).toEqual([null, 'address']);
});

test('the people of a list: capitals, blanks, several addresses, a UPN other than the mail; rows without anybody are none', () => {
  const { people, repeated, unclear } = read([
    ['mail', 'userPrincipalName', 'proxyAddresses', 'displayName', 'accountEnabled', 'department'],
    [
      ' Ann.Lee@ACME.example ',
      'alee@acme.example',
      'SMTP:ann.lee@acme.example smtp:a.lee@acme.example',
      'Ann Lee',
      'True',
      'Sales',
    ],
    ['', '', '', '', '', ''],
    ['', 'bob@acme.example', 'X500:/o=acme/cn=bob', 'Bob Ray', 'False', ''],
    ['', '', '', 'Cid Poe', 'perhaps', 'Art'],
  ]);
  expect(people).toEqual([
    person({
      address: 'ann.lee@acme.example',
      others: ['alee@acme.example', 'a.lee@acme.example'],
      name: 'Ann Lee',
      department: 'Sales',
    }),
    person({ address: 'bob@acme.example', name: 'Bob Ray', left: 'accountEnabled: False' }),
    person({ name: 'Cid Poe', department: 'Art' }),
  ]);
  expect(repeated).toBe(0);
  expect(unclear).toEqual(['perhaps']);
});

test('who left and came back stands on two rows and is one person, who works here, in whichever order a name stands, or where it is missing; two names with one address are two', () => {
  const { people, repeated } = read([
    ['Email', 'Name', 'Status', 'Department'],
    ['ann@acme.example', 'Ann Lee', 'Terminated', 'Art'],
    ['ANN@acme.example', 'ann lee', 'Active', 'Sales'],
    ['ann@acme.example', 'Ann Poe', 'Active', ''],
    ['ann@acme.example', 'Lee, Ann', 'Active', ''],
    ['bob@acme.example', '', 'Active', 'Art'],
    ['bob@acme.example', 'Bob Ray', 'Active', ''],
    ['bob@acme.example', '', 'Active', ''],
    ['bob@acme.example', 'Bea Ray', 'Active', ''],
  ]);
  expect(people.map(({ name, left, department }) => [name, left, department])).toEqual([
    ['Ann Lee', null, 'Sales'],
    ['Ann Poe', null, ''],
    ['Bob Ray', null, 'Art'],
    ['Bea Ray', null, ''],
  ]);
  expect(repeated).toBe(4);
});

test('the six groups', () => {
  const people = [
    person({ address: 'ann@acme.example', others: ['shared@acme.example'] }),
    person({ address: 'bob@acme.example', left: 'Status: Left' }),
    person({ address: 'cid@acme.example', others: ['c.poe@acme.example'] }),
    person({ address: 'dee@acme.example', others: ['shared@acme.example'] }),
    person({ address: 'eve@acme.example' }),
    person({ name: 'Fay, without an address' }),
    // Has left, and it is another address: who has left is told before anything else.
    person({ address: 'gus@acme.example', others: ['g@acme.example'], left: 'Status: Left' }),
    // Somebody's work address is theirs, whoever else lists it.
    person({ address: 'hal@acme.example', others: ['ann@acme.example'] }),
  ];
  const { matches, groupOf } = compare(people, [
    'ann@acme.example',
    'bob@acme.example',
    'c.poe@acme.example',
    'shared@acme.example',
    'who@acme.example',
    'g@acme.example',
    'ann@acme.example',
  ]);
  expect(matches).toEqual([
    { account: 'ann@acme.example', group: 'staff', people: [0] },
    { account: 'bob@acme.example', group: 'left', people: [1] },
    { account: 'c.poe@acme.example', group: 'other', people: [2] },
    { account: 'shared@acme.example', group: 'ambiguous', people: [0, 3] },
    { account: 'who@acme.example', group: 'nobody', people: [] },
    { account: 'g@acme.example', group: 'left', people: [6] },
  ]);
  expect(groupOf).toEqual(['staff', 'left', 'other', 'ambiguous', 'unlisted', 'unlisted', 'left', 'unlisted']);
});

test('a department is written where it is certain: of several people only if they have the same', () => {
  const people = [
    person({ address: 'a@acme.example', others: ['same@acme.example', 'other@acme.example'], department: 'Sales' }),
    person({ address: 'b@acme.example', others: ['same@acme.example'], department: 'Sales' }),
    person({ address: 'c@acme.example', others: ['other@acme.example'], department: 'Art' }),
  ];
  const accounts = ['a@acme.example', 'same@acme.example', 'other@acme.example'];
  const beside = besideOf(people, compare(people, accounts), ['staff', 'ambiguous']);
  expect(accounts.map(account => beside.get(account)?.department)).toEqual(['Sales', 'Sales', '']);
});

test('who it is: name, department, language and manager; a person without a name is an address', () => {
  const people = [
    person({ address: 'a@acme.example', name: 'Ann', department: 'Art', manager: 'Bo', language: 'German' }),
    person({ address: 'b@acme.example' }),
    person({ address: 'c@acme.example', manager: 'Bo' }),
  ];
  const groups = groupsOf(people, compare(people, ['a@acme.example', 'b@acme.example']), {
    managedBy: name => `led by ${name}`,
    stateOf: () => 'Invited',
  });
  expect(groups.flatMap(({ entries }) => entries)).toEqual([
    ['a@acme.example', 'Ann · Art · German · led by Bo', ''],
    ['b@acme.example', 'b@acme.example', ''],
    ['c@acme.example', 'led by Bo', ''],
  ]);
});

test('of somebody who has left it is also said why they count as that, and what state the account is in', () => {
  const people = [
    person({ address: 'a@acme.example', name: 'Ann', left: 'Status: Disabled' }),
    person({ address: 'b@acme.example', name: 'Bo' }),
  ];
  const groups = groupsOf(people, compare(people, ['a@acme.example', 'b@acme.example']), {
    managedBy: String,
    stateOf: () => 'Invited',
  });
  expect(groups.flatMap(({ entries }) => entries)).toEqual([
    ['b@acme.example', 'Bo', ''],
    ['a@acme.example', 'Ann · Status: Disabled · Invited', ''],
  ]);
});

test('a list of a file is made short and comes back: what comes again is written once', () => {
  const rows = [
    ['Email', 'Department', 'Note'],
    ['ann@acme.example', 'Sales', '#1'],
    ['bob@acme.example', 'Sales', 'two\nlines'],
  ];
  const list = packed('x.csv', rows);
  expect(list).toMatchObject({ name: 'x.csv', words: ['Sales'], domains: ['acme.example'] });
  expect(unpacked(list)).toEqual(rows.map(row => row.map(cell => cell.replace('\n', ' '))));
  expect(unpacked({ ...list, text: '#9\t@9;' })).toEqual([['', '@']]);
});

test('what is new since the last time: whoever was not left before and is now, and who is employed and was not', () => {
  const people = [person({ address: 'l@acme.example', left: 'Status: Left' }), person({ address: 's@acme.example' })];
  const comparison = compare(people, ['l@acme.example', 's@acme.example', 'n@acme.example']);
  const news = (was: Employment) =>
    changesOf(new Map(comparison.matches.map(({ account }) => [account, was])), comparison);
  const [left, found, gone] = [['l@acme.example'], ['s@acme.example'], ['n@acme.example']];
  expect(news('employed')).toEqual({ left, gone, found: [] });
  expect(news('left')).toEqual({ left: [], gone, found });
  expect(news('ambiguous')).toEqual({ left, gone, found });
  expect(news('unlisted')).toEqual({ left, gone: [], found });
});

test('of many accounts that look like one person few are shown', () => {
  const accounts = Array.from({ length: 40_000 }, (_, at) => `student${at}@acme.example`);
  const people = [person({ address: 'student@school.example' })];
  // What compares each with each would not come to its end within a test's time.
  const groups = groupsOf(people, compare(people, accounts), { managedBy: String, stateOf: String });
  expect(groups.find(({ group }) => group === 'unlisted')?.entries).toEqual([
    ['student@school.example', '', 'student0@acme.example, student1@acme.example, student2@acme.example, …'],
  ]);
});

test('the same name at another domain of the organisation is suggested, however short, and never matched', () => {
  const people = [
    person({ name: 'Bob Ray', address: 'bob@acme.example' }),
    person({ name: 'Al', address: 'al@acme.example' }),
  ];
  const accounts = ['bob@acme.test', 'al+x@acme.test', 'b@acme.test'];
  expect([...nearNames(people, accounts)]).toEqual([
    ['bob@acme.test', [0]],
    ['al+x@acme.test', [1]],
  ]);
  expect(compare(people, accounts).matches.map(({ group }) => group)).toEqual(['nobody', 'nobody', 'nobody']);
});

test('near names are suggested by the ways in which names become addresses, and never for a name of many', () => {
  const people = [
    person({ name: 'Ann Lee' }),
    person({ name: 'Müller, Jörg' }),
    person({ given: 'María José', family: 'Peña' }),
    ...Array.from({ length: 4 }, () => person({ name: 'John Smith' })),
    person({ name: 'Li Wu' }),
    person({ address: 'zed.x@other.example' }),
  ];
  const accounts = [
    'a.n@acme.example',
    'ann.lee@acme.example',
    'annl@acme.example',
    'lee_ann2@acme.example',
    'jmueller@acme.example',
    'jorg.muller@acme.example',
    'mariajose.pena@acme.example',
    'john.smith@acme.example',
    'zedx@acme.example',
    'nobody@acme.example',
  ];
  expect([...nearNames(people, accounts)]).toEqual([
    ['ann.lee@acme.example', [0]],
    ['annl@acme.example', [0]],
    ['lee_ann2@acme.example', [0]],
    ['jmueller@acme.example', [1]],
    ['jorg.muller@acme.example', [1]],
    ['mariajose.pena@acme.example', [2]],
    ['zedx@acme.example', [8]],
  ]);
});
