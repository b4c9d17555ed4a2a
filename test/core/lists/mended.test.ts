// Lists that were once misread: names of guests beside addresses, private columns, calendars, and how programs join.
import { peopleTable, readList } from '../../../src/core/lists/read-list';
import { addressesIn } from '../../../src/core/lists/text';

const [ann, bob] = ['ann@acme.example', 'bob@acme.example'];
const GUEST = 'bob_partner.example#EXT#@acme.onmicrosoft.example';

describe("a guest's name ends where it ends", () => {
  test.each([' ', ', ', '; ', '\n', ' | ', ' <x@acme.example>, '])('before %j another address is read', between => {
    const text = `${GUEST}${between}${ann}`;
    const all = ['bob@partner.example', ...(between.includes('x@') ? ['x@acme.example'] : []), ann];
    expect(readList(text)).toMatchObject({ addresses: all, invalid: [] });
    expect(addressesIn([text])).toEqual(all);
    expect(readList(`Name\tEmail\nTwo\t"${text}"`)).toMatchObject({ addresses: all, invalid: [] });
  });
});

describe('a column that is private, or of somebody else, is never taken by itself', () => {
  test.each([
    ['Recovery email'],
    ['Courriel perso'],
    ['Mail perso'],
    ['Sekundäre E-Mail'],
    ['Correo particular'],
    ['E-mail particular'],
    ['Mail de secours'],
    ['Group Email'],
    ['HR Partner Email'],
    ['Team Lead Email'],
    ['Recruiter Email'],
    ['Requester Email'],
    ['Supervisor email'],
    ['Email (personal)'],
    ['Manager'],
  ])('%s is offered, whether the work column is empty or absent', other => {
    for (const text of [`Name,Email,${other}\nAnn,,${ann}\n`, `Name,${other}\nAnn,${ann}\nBob,${bob}\n`]) {
      const { addresses, columns } = readList(text);
      expect(addresses).toEqual([]);
      expect(columns).toContainEqual(expect.objectContaining({ name: other, chosen: false }));
    }
  });

  test.each([
    ['Courriel pro', 'Courriel perso'],
    ['Mail pro', 'Mail perso'],
    ['Dienst-E-Mail', 'Sekundäre E-Mail'],
    ['Correo empresa', 'Correo particular'],
    ['Company mail', 'Supervisor email'],
    ['Staff Email', 'Email'],
    ['Member Email', 'Group Email'],
    ['Invitee', 'Requester Email'],
    ['Email', 'Recruiter Email'],
  ])('of %s and %s the first is taken, wherever it stands', (work, other) => {
    const addresses = [ann];
    expect(readList(`Nr,${other},${work}\n1,${bob},${ann}`)).toMatchObject({ addresses });
    expect(readList(`Nr,${work},${other}\n1,${ann},${bob}`)).toMatchObject({ addresses });
  });
});

test('what is pasted above, between or below cards and records of a directory is read or told', () => {
  const card = (name: string): string => `BEGIN:VCARD\nVERSION:3.0\nEMAIL:${name}@acme.example\nEND:VCARD\n`;
  expect(readList(`${ann}\nthe others\n${card('cy')}\nBob <${bob}>; x@acme\n${card('dee')}`)).toMatchObject({
    addresses: [ann, 'cy@acme.example', bob, 'dee@acme.example'],
    invalid: ['the others', 'x@acme'],
  });
  expect(readList(`BEGIN:VCARD\nFN:Ann\n${ann}\nNOTE:of ${bob}`)).toMatchObject({ addresses: [ann], invalid: ['Ann'] });
  const record = (name: string): string => `dn: uid=${name},dc=example\nmail: ${name}@acme.example\n`;
  expect(readList(`${record('cy')}${ann}\n\nBob <${bob}>; x@acme\n\n${record('dee')}`)).toMatchObject({
    addresses: [ann, 'cy@acme.example', bob, 'dee@acme.example'],
    invalid: ['x@acme'],
  });
});

test('a calendar: long lines are whole again, and the name of an event is no address', () => {
  const lines = ['BEGIN:VCALENDAR', 'UID:4711@calendar.example', 'ATTENDEE;CN=Ann:mailto:ann@ac', ' me.example'];
  expect(readList([...lines, `ATTENDEE:mailto:${bob}`, 'END:VCALENDAR'].join('\r\n')).addresses).toEqual([ann, bob]);
});

test.each([
  ['proxy addresses with plus signs between them', `SMTP:${ann}+smtp:${bob}`, [ann, bob], []],
  ['JSON by address', `{"${ann}":{"name":"Ann"},"${bob}":true}`, [ann, bob], []],
  ['a link in a link', `https://x.example/?u=mailto%3A${ann}`, [ann], []],
  ['fields of a link', `to=x&${ann}`, [ann], ['to=x']],
  ['a tag with a plus sign', `SMTP:ann+smtp@acme.example`, ['ann+smtp@acme.example'], []],
])('%s', (_name, text, addresses, invalid) => {
  expect(readList(text)).toMatchObject({ addresses, invalid });
});

describe('JSON however it is nested', () => {
  const deep = (open: string, within: string, close: string, times: number): string =>
    open.repeat(times) + within + close.repeat(times);

  test.each([
    ['lists', '[', ']'],
    ['objects', '{"unit":', '}'],
    ['lists of a known name', '{"items":[', ']}'],
  ])('an address 20,000 %s deep is read', (_what, open, close) => {
    expect(readList(deep(open, JSON.stringify([{ mail: ann }, { mail: bob }]), close, 20_000))).toMatchObject({
      addresses: [ann, bob],
      invalid: [],
      format: 'json',
    });
  });

  test('the groups of one person are not taken for the records', () => {
    const person = { mail: ann, memberOf: { value: [{ mail: 'staff@acme.example' }] } };
    expect(readList(JSON.stringify(person)).addresses).toEqual([ann]);
  });

  test('a list that never closes is no JSON, and throws nothing', () => {
    expect(readList(deep('[', '', '', 100_000)).addresses).toEqual([]);
  });

  test('names are those of records, whatever lies around them, and are no entries', () => {
    const nodes = [{ node: { nameId: ann } }, { node: { nameId: bob } }];
    expect(readList(JSON.stringify({ data: { organization: { members: { total: 2, edges: nodes } } } }))).toMatchObject(
      {
        addresses: [ann, bob],
        invalid: [],
        columns: [{ name: 'node nameId', count: 2 }],
      },
    );
  });
});

test('names over names, and those of the next file put below, are no entries', () => {
  const file = `STATUS,EMAIL,MANAGER\nStatus,Email,Manager\nactive,${ann},1\n`;
  expect(readList(`${file}STATUS,EMAIL,MANAGER\nactive,${bob},1\n`)).toMatchObject({
    addresses: [ann, bob],
    invalid: [],
  });
  expect(peopleTable(file)).toEqual([
    ['STATUS', 'EMAIL', 'MANAGER'],
    ['active', ann, '1'],
  ]);
  // A row that only looks like one by a cell elsewhere is told.
  expect(readList(`Name,Email\nEmail,\nBob,${bob}`)).toMatchObject({ addresses: [bob], invalid: ['Email'] });
});
