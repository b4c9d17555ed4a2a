// Rows that a filter, or a person, hides: they are left out and counted wherever rows are chosen, at the same cost
// however many rows there are.
import { openOffice, people, type Office } from './office';

const ANY = {
  state: null,
  domain: '',
  invitedDays: null,
  cells: [],
  text: '',
  selected: false,
  visible: true,
} as const;
const hideByFilter = (office: Office, ...addresses: string[]): void =>
  office.rig.person.setCriteria(office.sheetId(), office.column('Email'), { hidden: addresses, condition: null });
const marks = (office: Office): string[] =>
  office.rows().flatMap(row => (row['Mark'] === 'TRUE' ? [row['Email'] ?? ''] : []));
function listed(count = 5): Office {
  const office = openOffice({ accounts: people(count) });
  office.refresh();
  return office;
}
const address = (at: number): string => people(at)[at - 1]!.email;

test('all not invited means those that are shown', () => {
  const office = listed();
  hideByFilter(office, address(2), address(4));
  office.rig.person.hide(office.sheetId(), 'rows', 6);
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 2, changed: 2, hidden: 3 });
  expect(marks(office)).toEqual([address(1), address(3)]);
  office.run('send');
  expect(Object.keys(office.mails())).toEqual([address(1), address(3)]);
});

test('so do the selected rows, by menu and sidebar, and the selection stays', () => {
  const office = listed();
  hideByFilter(office, address(2));
  const area = [{ row: 2, col: 1, rows: 3, cols: 2 }];
  office.rig.person.select(office.sheetId(), area);
  office.rig.click('Mark', 'Selected rows');
  expect(office.rig.toasts.slice(-1)).toEqual(['2 addresses are marked now. 1 hidden row left out.']);
  expect(marks(office)).toEqual([address(1), address(3)]);
  expect(office.rig.spreadsheet.selection).toEqual({ sheetId: office.sheetId(), areas: area });
  expect(office.rig.spreadsheet.sheets.map(sheet => sheet.name)).toEqual(['Sheet1', 'Accounts', 'Activity']);
});

test('whoever asks for hidden rows marks them, and clearing clears them', () => {
  const office = listed();
  hideByFilter(office, address(2));
  expect(office.get('mark', [{ ...ANY, domain: 'acme.example', visible: false }])).toMatchObject({
    marked: 5,
    changed: 5,
    hidden: 0,
  });
  expect(office.get('mark', ['none'])).toMatchObject({ marked: 0, changed: 5, hidden: 0 });
});

test('a check of selected cells leaves hidden ones out, in a sheet of any name, and tells which', () => {
  const office = listed();
  const hr = office.rig.spreadsheet.addSheet("Ann's list");
  office.rig.person.paste(hr.id, 1, 1, [
    ['Name', 'Email'],
    ['Ann', 'ann@acme.example'],
    ['', 'bob@acme.example'],
    ['Cyd', ''],
  ]);
  office.rig.person.setFilter(hr.id, { row: 1, col: 1, rows: 4, cols: 2 });
  office.rig.person.setCriteria(hr.id, 1, { hidden: ['Ann'], condition: null });
  office.rig.person.select(hr.id, [{ row: 1, col: 2, rows: 1000, cols: 1 }]);
  expect(office.get('previewCheck', [{ from: 'selection' }])).toMatchObject({
    addresses: ['bob@acme.example'],
    skipped: [{ code: 'hidden', addresses: ['ann@acme.example'] }],
  });
});

test('with a chart in front no cells are selected', () => {
  const office = listed();
  office.rig.person.addChartSheet('Chart');
  expect(office.get('previewCheck', [{ from: 'selection' }]).addresses).toEqual([]);
  expect(office.code('mark', ['selection'])).toBe('selection-elsewhere');
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 5 });
  expect(office.rig.spreadsheet.activeSheet.name).toBe('Chart');
});

test('3,000 rows cost as many calls as three', () => {
  const calls = (count: number): number => {
    const office = listed(count);
    hideByFilter(office, address(2));
    office.rig.calls.reset();
    expect(office.get('mark', ['notInvited'])).toMatchObject({ changed: count - 1, hidden: 1 });
    return office.rig.calls.sheets();
  };
  expect([calls(1_001), calls(3_000)]).toEqual([calls(3), calls(3)]);
});

test('cut off anywhere it marks no hidden row, and the next marking takes away what was left', () => {
  const office = listed();
  hideByFilter(office, address(2));
  const back = office.rig.save();
  office.rig.calls.reset();
  office.get('mark', ['notInvited']);
  for (const [n, crash] of office.rig.calls.killPoints()) {
    back();
    office.rig.crashAt(n, crash);
    expect(office.ask('mark', ['notInvited'])).toBeNull();
    office.rig.uncrash();
    expect(marks(office)).not.toContain(address(2));
    office.rig.clock.advance(11 * 60_000);
    office.get('mark', ['none']);
    office.get('mark', ['notInvited']);
    expect([n, office.rig.spreadsheet.sheets.length]).toEqual([n, 3]);
  }
});
