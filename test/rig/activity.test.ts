// The Activity sheet as a record to look into: the lines of one job.
import { ADA, openOffice, people } from './office';

test('the lines of one job alone, wherever the Job column is by now, then those of all again; later jobs work under the filter', () => {
  const office = openOffice({ accounts: people(4) });
  expect(office.code('showActivity', [null])).toBe('no-sheet');
  office.refresh();
  office.tick('p001@acme.example', 'p002@acme.example');
  const first = office.run('send');
  const id = office.sheetId('Activity');
  const sheet = office.rig.spreadsheet.sheetNamed('Activity')!;
  office.rig.person.insert(id, 'cols', 1);
  office.rig.person.move(id, 'cols', office.column('Job', 'Activity'), 1, 1);
  const seen = () => office.rows('Activity').flatMap((row, at) => (sheet.isRowHidden(at + 2) ? [] : [row['Email']]));
  office.get('showActivity', [first.id]);
  expect(seen()).toEqual(['p001@acme.example', 'p002@acme.example']);
  expect(office.rig.spreadsheet.activeSheet.name).toBe('Activity');
  office.tick('p003@acme.example', 'p004@acme.example');
  expect(office.begin('send').total).toBe(2);
  // Scattered by a person, under the filter: brought together again, and everyone is mailed once.
  office.rig.person.move(id, 'rows', 5, 1, 2);
  expect(office.drive(office.get('progress', [])!)).toMatchObject({ status: 'done', counts: { done: 2 } });
  expect(office.mails()).toEqual({
    'p001@acme.example': 1,
    'p002@acme.example': 1,
    'p003@acme.example': 1,
    'p004@acme.example': 1,
  });
  office.get('showActivity', [first.id]);
  office.get('showActivity', [null]);
  expect(seen()).toHaveLength(5);
});

test('a filter that a person made of other columns stays', () => {
  const office = openOffice({ accounts: people(1) });
  office.refresh();
  const sheet = office.rig.spreadsheet.sheetNamed('Activity')!;
  office.rig.person.setFilter(sheet.id, { row: 1, col: 8, rows: 5, cols: 2 });
  office.get('showActivity', ['some-job']);
  expect(sheet.filter).toEqual({ row: 1, col: 8, rows: 5, cols: 2 });
  expect(sheet.isRowHidden(2)).toBe(false);
});

const ADMIN = 'ada.lovelace@acme.example';
test('a new sheet shows what it usually holds without cutting it off', () => {
  const office = openOffice({ accounts: people(1), users: [{ email: ADA }, { email: ADMIN }] });
  office.refresh(ADMIN);
  office.tick('p001@acme.example');
  office.run('send');
  for (const [name, ...headers] of [
    // Last action holds a job's id, which is looked for and not read: it is narrow on purpose.
    ['Accounts', 'Email', 'Result'],
    ['Activity', 'When', 'By', 'Job', 'Reason'],
  ] as const) {
    const { columns } = office.rig.spreadsheet.sheetNamed(name)!;
    for (const header of headers) {
      const longest = Math.max(...office.rows(name).map(row => row[header]!.length));
      // A letter of Arial 10 is some 7 pixels wide.
      expect([header, columns[office.column(header, name) - 1]!.width >= 7 * longest]).toEqual([header, true]);
    }
  }
});
