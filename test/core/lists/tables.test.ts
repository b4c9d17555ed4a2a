// Lists that are tables: which sign separates, where the header is, which column is the work address.
import { peopleTable, readList } from '../../../src/core/lists/read-list';

const [ann, bob] = ['ann@acme.example', 'bob@acme.example'];
const both = { addresses: [ann, bob], invalid: [], format: 'table' };

test.each([',', ';', '\t', '|'])('a header and rows, separated by %j', sign => {
  const rows = [
    ['Name', 'Email', 'Manager email'],
    ['Ann', ann, 'boss@acme.example'],
    ['Bob', bob, 'boss@acme.example'],
  ];
  expect(readList(rows.map(row => row.join(sign)).join('\r\n'))).toMatchObject({
    ...both,
    columns: [
      { at: 1, name: 'Email', count: 2, chosen: true },
      { at: 2, name: 'Manager email', count: 2, chosen: false },
    ],
  });
});

test('another column is read if a person picks it, and the first is then left alone', () => {
  const text = `Email,Recovery email\n${ann},a@home.example\n${bob},b@home.example`;
  expect(readList(text, [1])).toMatchObject({ addresses: ['a@home.example', 'b@home.example'], invalid: [] });
  expect(readList(text, [0, 1]).addresses).toEqual([ann, 'a@home.example', bob, 'b@home.example']);
});

test.each([
  ['en', 'Work email', 'Personal email'],
  ['en', 'Email Address [Required]', 'Home Secondary Email'],
  ['en', 'Primary Work - Email', 'Primary Home - Email'],
  ['es', 'Correo electrónico', 'Correo personal'],
  ['es', 'Dirección de correo', 'Correo del jefe'],
  ['de', 'E-Mail-Adresse', 'E-Mail privat'],
  ['de', 'Dienstliche E-Mail', 'E-Mail des Vorgesetzten'],
  ['fr', 'Adresse e-mail', 'Adresse e-mail secondaire'],
  ['fr', 'Courriel professionnel', 'Courriel du responsable'],
  ['pt', 'Endereço de e-mail', 'E-mail do gestor'],
  ['pt', 'E-mail corporativo', 'E-mail alternativo'],
])('%s: %s is the work address and %s is not, in either order', (_language, own, other) => {
  for (const [first, second] of [
    [own, other],
    [other, own],
  ] as const) {
    const cells = (name: string, work: string, home: string): string => (name === own ? work : home);
    const row = (work: string, home: string): string => `X;${cells(first, work, home)};${cells(second, work, home)}`;
    expect(
      readList(`Nr;${first};${second}\n${row(ann, 'a@home.example')}\n${row(bob, 'b@home.example')}`),
    ).toMatchObject(both);
  }
});

test.each(['Email', 'E-Mail-Adresse', 'Correo electrónico', 'Courriel', 'Endereço de e-mail', '"Email"'])(
  'a header over one column is passed over: %s',
  header => {
    expect(readList(`${header}\n${ann}\n${bob}`)).toMatchObject({ addresses: [ann, bob], invalid: [] });
  },
);

test('Excel: a byte order mark, sep=, quotes with line ends, separators and quotes in them', () => {
  expect(
    readList(`\ufeffsep=;\r\nName;Email\r\n"Lee; ""Ann""\r\nSales";${ann}\r\n"Doe, Bob";"${bob}"\r\n`),
  ).toMatchObject(both);
});

test('a title over the table is told, and the header below it is found', () => {
  expect(readList(`Users of Acme\n\nName,Email\nAnn,${ann}\nBob,${bob}`)).toMatchObject({
    addresses: [ann, bob],
    invalid: ['Users of Acme'],
  });
});

test('a row without an address is told whole, a cell that is none is told by itself', () => {
  expect(readList(`Name,Email\nAnn,${ann}\nBob,\nCid,cid(at)acme.example\nDee,d ee@acme.example\n,,\n`)).toMatchObject({
    addresses: [ann],
    invalid: ['Bob', 'Cid\tcid(at)acme.example', 'd ee@acme.example'],
  });
});

test('a quote that never closes swallows nothing', () => {
  expect(readList(`Name,Email\n"Ann,${ann}\nBob,${bob}\n`)).toMatchObject({ addresses: [ann, bob] });
});

test('without a header: other columns are passed over where rows are alike; lines of addresses are a list', () => {
  expect(readList(`Ann,${ann},Sales\nBob,${bob},`)).toMatchObject(both);
  expect(readList(`${ann}, ${bob}\nc@acme.example, d@acme.example`).addresses).toHaveLength(4);
  expect(readList(`${ann}, x(at)acme.example\n${bob}, y(at)acme.example`).invalid).toHaveLength(2);
});

test('a guest counts by mail; who has only a name to sign in with counts by that', () => {
  expect(
    readList(
      `userPrincipalName,displayName,mail\nann_p.example#EXT#@a.onmicrosoft.example,Ann,ann@p.example\nbob_p.example#EXT#@a.onmicrosoft.example,Bob,\n`,
    ),
  ).toMatchObject({ addresses: ['ann@p.example', 'bob@p.example'], invalid: [], columns: [{ name: 'mail' }] });
});

test('a Markdown table', () => {
  expect(readList(`| Name | Email |\n|---|---|\n| Ann | ${ann} |\n| Bob | ${bob} |`)).toMatchObject(both);
});

describe('as a table of people', () => {
  test.each([
    [
      'a table below a title',
      `People\n\nName;Email;Team\nAnn;${ann};Sales\n`,
      [
        ['Name', 'Email', 'Team'],
        ['Ann', ann, 'Sales'],
      ],
    ],
    [
      'rows without a header',
      `Ann,${ann},\nBob,${bob},Art`,
      [
        ['', '', ''],
        ['Ann', ann, ''],
        ['Bob', bob, 'Art'],
      ],
    ],
    [
      'a text',
      `${ann}, nobody`,
      [
        ['Email', 'Name'],
        [ann, ''],
        ['', 'nobody'],
      ],
    ],
    [
      'a card',
      `BEGIN:VCARD\nFN:Ann\nORG:Acme;Sales\nEMAIL:${ann}\nEND:VCARD`,
      [
        ['FN', 'ORG', 'EMAIL'],
        ['Ann', 'Acme;Sales', ann],
      ],
    ],
    [
      'JSON with truth values',
      `[{"mail":"${ann}","accountEnabled":false}]`,
      [
        ['mail', 'accountEnabled'],
        [ann, 'false'],
      ],
    ],
    ['nothing', 'Email,Name\n', []],
  ])('%s', (_name, text, table) => {
    expect(peopleTable(text)).toEqual(table);
  });
});

test('of several tables in one file each is read by its own header; columns are picked in the largest', () => {
  const text = `Host,Email\nCid,cid@acme.example\n\nName,Email,Private email\nAnn,${ann},a@home.example\nBob,${bob},\n`;
  expect(readList(text)).toMatchObject({
    addresses: ['cid@acme.example', ann, bob],
    invalid: [],
    columns: [{ at: 1 }, { at: 2, name: 'Private email', count: 1, chosen: false }],
  });
  expect(readList(text, [2]).addresses).toEqual(['cid@acme.example', 'a@home.example']);
});

describe('records', () => {
  test('JSON of a directory: the primary address, not the others', () => {
    expect(
      readList(
        JSON.stringify({
          kind: 'admin#directory#users',
          users: [
            {
              primaryEmail: ann,
              recoveryEmail: 'a@home.example',
              emails: [{ address: 'a@home.example', type: 'home' }],
            },
            { primaryEmail: bob, suspended: true },
          ],
        }),
      ),
    ).toMatchObject({ addresses: [ann, bob], invalid: [], format: 'json' });
  });

  test('JSON lines, plain arrays, and profiles within', () => {
    expect(readList(`{"email":"${ann}"}\n{"email":"${bob}"}`).addresses).toEqual([ann, bob]);
    expect(readList(`["${ann}",\n"${bob}", "nonsense"]`)).toMatchObject({
      addresses: [ann, bob],
      invalid: ['nonsense'],
    });
    expect(readList(JSON.stringify([{ profile: { login: 'x@old.example', email: ann } }])).addresses).toEqual([ann]);
  });

  test('LDIF: folded lines and base64; names of other services and managers are no mail', () => {
    const coded = Buffer.from(bob).toString('base64');
    expect(
      readList(
        `version: 1\n\ndn: CN=Ann\nmail: ann@acme\n .example\nproxyAddresses: SIP:ann@acme.example\nproxyAddresses: X500:/o=Acme\nmanager: CN=Eve\n\ndn: CN=Bob\nmail:: ${coded}\n\ndn: CN=Printer\ncn: Printer\n`,
      ),
    ).toMatchObject({ addresses: [ann, bob], invalid: ['CN=Printer\tPrinter'], format: 'ldif' });
  });

  test('vCard: folded lines; a private address is another column; a card without an address is told', () => {
    expect(
      readList(
        `BEGIN:VCARD\nFN:Ann\nEMAIL;TYPE=WORK:ann@acme\n .example\nEMAIL;TYPE=HOME:a@home.example\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n`,
      ),
    ).toMatchObject({ addresses: [ann], invalid: ['Bob'], format: 'vcard' });
  });
});
