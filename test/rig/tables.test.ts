// An admin turns the list into a Table, whose typed columns refuse tick boxes, formats and filters, and only late: what
// is decoration never decides a job.
import { addAccounts } from '../../dev/emulator/index';
import { openOffice, people, type Office } from './office';

const whole = (office: Office, name = 'Accounts') => {
  const sheet = office.rig.spreadsheet.sheetNamed(name)!;
  return { row: 1, col: 1, rows: sheet.lastRow(), cols: sheet.lastColumn() };
};
const asTable = (office: Office, name = 'Accounts'): void =>
  office.rig.person.makeTable(office.sheetId(name), whole(office, name));
const told = (office: Office): string[] => office.rig.toasts.filter(text => text.includes('typed columns'));

function inTable(count = 3): Office {
  const office = openOffice({ accounts: people(count) });
  office.refresh();
  asTable(office);
  return office;
}

test('a list in a table is refreshed, new accounts and all', () => {
  const office = inTable();
  addAccounts(office.rig.world, people(5).slice(3));
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 5, added: 2 } });
  expect(office.rows().map(row => row['Email'])).toEqual(people(5).map(({ email }) => email));
});

test('its rows are marked, sent to and shown', () => {
  const office = inTable();
  office.markAll();
  expect(office.get('overview', []).marked).toBe(3);
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
  expect(office.rows().map(row => [row['Mark'], row['State']])).toEqual(Array(3).fill(['FALSE', 'Invited']));
});

test('rows typed below the table are marked like the others', () => {
  const office = inTable();
  office.rig.person.type(office.sheetId(), 5, office.column('Email'), 'typed@acme.example');
  office.refresh();
  office.rig.person.select(office.sheetId(), [{ row: 2, col: 1, rows: 4, cols: 1 }]);
  expect(office.get('mark', ['selection'])).toMatchObject({ marked: 4 });
});

const marked = (office: Office): void => {
  office.get('mark', ['none']);
  office.rig.calls.reset();
  office.markAll();
};

test('a refresh that finds nothing to dress tries nothing', () => {
  const office = inTable();
  office.refresh();
  expect(told(office)).toEqual([]);
});

test('that the sheet cannot be dressed is said once, with the words of Google, and tried again only the day after', () => {
  const office = inTable();
  marked(office);
  expect(told(office)).toHaveLength(1);
  marked(office);
  expect(office.rig.calls.count('Range.setDataValidation')).toBe(0);
  office.rig.clock.advance(25 * 3_600_000);
  marked(office);
  expect(office.rig.calls.count('Range.setDataValidation')).toBeGreaterThan(0);
  expect(told(office)).toHaveLength(1);
});

test('a table that was turned back into cells is dressed again', () => {
  const office = inTable();
  marked(office);
  office.rig.person.removeTables(office.sheetId());
  office.rig.clock.advance(25 * 3_600_000);
  addAccounts(office.rig.world, people(4).slice(3));
  office.refresh();
  expect(office.rig.spreadsheet.sheetNamed('Accounts')!.style(5, 1).validation).toMatchObject({ kind: 'checkbox' });
  asTable(office);
  marked(office);
  expect(told(office)).toHaveLength(2);
});

test('a column of ours that was deleted comes back in a table, undressed', () => {
  const office = inTable();
  office.rig.person.remove(office.sheetId(), 'cols', office.column('Notes'));
  const area = whole(office);
  office.rig.person.insert(office.sheetId(), 'cols', area.cols + 1);
  office.rig.person.makeTable(office.sheetId(), { ...area, cols: area.cols + 1 });
  office.refresh();
  expect(office.column('Notes')).toBe(area.cols + 1);
});

test('an Activity sheet in a table goes on as queue and record, and can be looked at', () => {
  const office = openOffice({ accounts: people(3) });
  office.refresh();
  asTable(office, 'Activity');
  office.markAll();
  const job = office.run('send');
  expect(job).toMatchObject({ status: 'done', counts: { done: 3 } });
  expect(office.code('showActivity', [job.id])).toBe('ok');
});

test('a refusal of the values themselves is not taken for one of decoration', () => {
  const office = inTable();
  office.rig.person.protect(office.sheetId(), null);
  expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
  expect(office.rig.toasts.filter(text => text.includes('protected'))).toEqual([]);
});
