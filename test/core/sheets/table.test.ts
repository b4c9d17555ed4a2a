// What the core counts on in a sheet, asked of both implementations of the port Table: in memory, and the server's.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import type { AccountRow } from '../../../src/core/contract/rows';
import type { Table } from '../../../src/core/ports';
import { buildScript, inMemory, onPlatform, type Built, type Sheet } from './tables';

const AT = Date.UTC(2026, 10, 21, 9, 30, 15);
const row = (email: string, patch: Partial<AccountRow> = {}): AccountRow => ({
  ...EMPTY_ROW,
  email,
  ...patch,
});
const FULL = row('ann@acme.example', {
  mark: true,
  state: 'INVITED',
  mails: 2,
  changedAt: AT,
  lastAction: 'Send · 1',
  result: 'Invitation mailed',
  seenAt: AT + 1_000,
  notes: 'on leave',
});

let built: Built;
beforeAll(() => {
  built = buildScript();
});
afterAll(() => built.remove());

describe.each<[string, () => Sheet]>([
  ['in memory', inMemory],
  ['of the server', () => onPlatform(built)],
])('the table %s', (_name, make) => {
  let sheet: Sheet;
  let table: Table<AccountRow>;
  let person: Sheet['person'];
  beforeEach(() => {
    sheet = make();
    table = sheet.of('en');
    ({ person } = sheet);
  });
  const rows = (): readonly (AccountRow & { readonly row: number })[] => table.read()?.rows ?? [];
  const emails = (): string[] => rows().map(({ email }) => email);
  const filled = (...emailsOf: string[]): void => {
    table.ensure();
    table.append(emailsOf.map(email => row(email)));
  };

  test('before it is made there is no sheet: nothing is read or written, and adding rows fails', () => {
    expect(table.read()).toBeNull();
    expect(table.readRows(2, 5)).toEqual([]);
    table.write(2, [FULL], ['email']);
    expect(table.read()).toBeNull();
    expect(() => table.append([FULL])).toThrow();
  });

  test('a new sheet has all columns and no rows, and making it again changes nothing', () => {
    table.ensure();
    const first = table.read();
    expect(first).toMatchObject({ rows: [], missing: [] });
    table.ensure();
    expect(table.read()).toEqual(first);
  });

  test('rows come back as they were added, with their numbers, below those before', () => {
    table.ensure();
    expect(table.append([FULL, row('bob@acme.example')])).toBe(2);
    expect(table.append([row('cid@acme.example', { state: 'DECLINED', mails: 0 })])).toBe(4);
    expect(rows()).toEqual([
      { ...FULL, row: 2 },
      { ...row('bob@acme.example'), row: 3 },
      { ...row('cid@acme.example', { state: 'DECLINED', mails: 0 }), row: 4 },
    ]);
  });

  test('more rows than a new sheet has room for are added all the same', () => {
    table.ensure();
    const many = Array.from({ length: 1_500 }, (_, at) => row(`p${at}@acme.example`));
    expect(table.append(many)).toBe(2);
    expect(emails()).toEqual(many.map(({ email }) => email));
    expect(table.append([FULL])).toBe(1_502);
  });

  test('only the keys that are named are written', () => {
    filled('ann@acme.example', 'bob@acme.example', 'cid@acme.example');
    const other = { ...FULL, email: 'somebody.else@acme.example' };
    table.write(3, [other, other], ['state', 'seenAt', 'notes']);
    const written = { state: 'INVITED', seenAt: AT + 1_000, notes: 'on leave' } as const;
    expect(rows()).toEqual([
      { ...row('ann@acme.example'), row: 2 },
      { ...row('bob@acme.example', written), row: 3 },
      { ...row('cid@acme.example', written), row: 4 },
    ]);
    table.write(2, [], ['email']);
    table.write(2, [FULL], []);
    expect(emails()).toEqual(['ann@acme.example', 'bob@acme.example', 'cid@acme.example']);
  });

  test('what is emptied is empty again', () => {
    table.ensure();
    table.append([FULL]);
    table.write(2, [row('ann@acme.example')], ['mark', 'state', 'mails', 'changedAt', 'result', 'notes']);
    expect(rows()).toEqual([{ ...row('ann@acme.example'), lastAction: 'Send · 1', seenAt: AT + 1_000, row: 2 }]);
  });

  test('some rows are read alone; beyond the last there is nobody', () => {
    filled('ann@acme.example', 'bob@acme.example', 'cid@acme.example');
    expect(table.readRows(3, 4)).toEqual(rows().slice(1));
    const beyond = table.readRows(4, 9);
    expect(beyond[0]).toEqual(rows()[2]);
    expect(beyond.slice(1).filter(({ email, state, mark }) => email !== '' || state !== null || mark)).toEqual([]);
    expect(table.readRows(3, 2)).toEqual([]);
  });

  test('what is written below the last row leaves empty rows between', () => {
    filled('ann@acme.example');
    table.write(4, [row('bob@acme.example')], ['email']);
    expect(rows().map(({ row: number, email }) => [number, email])).toEqual([
      [2, 'ann@acme.example'],
      [3, ''],
      [4, 'bob@acme.example'],
    ]);
    expect(rows()[1]).toEqual({ ...row(''), row: 3 });
  });

  test.each(['=1+1', '+1', '-1', "'quoted", "''", '@ann', '1,5', '007', 'true', '2026-11-21', 'a\nb'])(
    'the text %j stays that text',
    text => {
      filled('ann@acme.example');
      table.write(2, [row('', { notes: text, result: text })], ['result', 'notes']);
      expect(rows()[0]).toMatchObject({ notes: text, result: text });
    },
  );

  test('a text longer than a cell can hold is cut', () => {
    filled('ann@acme.example');
    table.write(2, [row('', { notes: 'n'.repeat(50_001) })], ['notes']);
    expect(rows()[0]?.notes).toBe('n'.repeat(50_000));
  });

  test('what a person types is read as far as it can be', () => {
    filled('ann@acme.example', 'bob@acme.example');
    person.type(2, 'state', 'accepted');
    person.type(2, 'mails', '12');
    person.type(2, 'changedAt', 'last week');
    person.type(2, 'notes', ' kept as it is ');
    person.type(3, 'state', 'perhaps');
    person.type(3, 'mails', 'many');
    person.type(4, 'email', 'Typed.By@Hand.example');
    const [ann, bob, hand] = rows();
    expect(ann).toMatchObject({ state: 'ACCEPTED', mails: 12, changedAt: null, notes: ' kept as it is ' });
    expect(bob).toMatchObject({ state: null, mails: null });
    expect(hand).toEqual({ ...row('Typed.By@Hand.example'), row: 4 });
    expect(table.append([FULL])).toBe(5);
  });

  test('a state is known by its word in any language, and by its code', () => {
    filled('ann@acme.example', 'bob@acme.example', 'cid@acme.example');
    person.type(2, 'state', 'Invitada');
    person.type(3, 'state', 'DECLINED');
    person.type(4, 'state', ' Not invited ');
    expect(rows().map(({ state }) => state)).toEqual(['INVITED', 'DECLINED', 'NOT_YET_SENT']);
  });

  test('a sheet stays in the language that it was made in, whoever writes', () => {
    table.ensure();
    sheet.of('es').ensure();
    sheet.of('es').append([FULL]);
    sheet.of('es').append([row('bob@acme.example')]);
    sheet.of('es').write(3, [row('', { state: 'DECLINED' })], ['state']);
    expect([2, 3].map(number => person.seen(number, 'state'))).toEqual(['Invited', 'Declined']);
    expect(
      sheet
        .of('es')
        .read()
        ?.rows.map(({ state }) => state),
    ).toEqual(['INVITED', 'DECLINED']);
  });

  test('a column that a person moves is where it was for us, and that it moved can be told', () => {
    filled('ann@acme.example');
    const before = table.read()?.places;
    expect(table.read()?.places).toBe(before);
    person.moveColumn('notes');
    table.write(2, [FULL], ['notes', 'state']);
    expect(rows()).toEqual([{ ...row('ann@acme.example', { state: 'INVITED', notes: 'on leave' }), row: 2 }]);
    expect(table.read()?.missing).toEqual([]);
    expect(table.read()?.places).not.toBe(before);
  });

  test('columns that a person deletes are named, read as empty and not written, until they are made again', () => {
    table.ensure();
    table.append([FULL]);
    person.deleteColumn('result');
    person.deleteColumn('mark');
    expect([...(table.read()?.missing ?? [])].sort()).toEqual(['mark', 'result']);
    expect(rows()).toEqual([{ ...FULL, mark: false, result: '', row: 2 }]);
    table.write(2, [{ ...FULL, notes: 'back', result: 'nowhere' }], ['result', 'notes']);
    expect(rows()).toEqual([{ ...FULL, mark: false, result: '', notes: 'back', row: 2 }]);
    table.ensure();
    expect(table.read()?.missing).toEqual([]);
    expect(rows()).toEqual([{ ...FULL, mark: false, result: '', notes: 'back', row: 2 }]);
    table.write(2, [FULL], ['mark', 'result']);
    expect(rows()).toEqual([{ ...FULL, notes: 'back', row: 2 }]);
  });

  test('the column of the addresses is not made again beside rows that lost theirs; other columns are', () => {
    table.ensure();
    table.append([FULL]);
    person.deleteColumn('email');
    person.deleteColumn('notes');
    table.ensure();
    expect(table.read()?.missing).toEqual(['email']);
    expect(rows()[0]).toMatchObject({ email: '', state: 'INVITED', notes: '' });
  });

  test('after a person deletes a row those below it have other numbers', () => {
    filled('ann@acme.example', 'bob@acme.example', 'cid@acme.example');
    person.deleteRow(3);
    expect(rows().map(({ row: number, email }) => [number, email])).toEqual([
      [2, 'ann@acme.example'],
      [3, 'cid@acme.example'],
    ]);
    expect(table.append([row('dee@acme.example')])).toBe(4);
  });

  test('a sheet that a person deletes is not there, and is made anew', () => {
    filled('ann@acme.example');
    person.deleteSheet();
    expect(table.read()).toBeNull();
    expect(table.readRows(2, 2)).toEqual([]);
    table.write(2, [FULL], ['email']);
    table.ensure();
    expect(rows()).toEqual([]);
    expect(table.append([FULL])).toBe(2);
  });
});
