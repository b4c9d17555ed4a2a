// Cells that somebody merged, and columns that somebody froze: Google then refuses filters, sorting, freezing and new
// columns. What is decoration is left out, and what a job needs waits for a person with Google's words.
import { addAccounts } from '../../dev/emulator/index';
import { ruleText } from '../../dev/platform/index';
import type { Area } from '../../dev/platform/index';
import { openOffice, people, type Office } from './office';

const sheet = (office: Office, name = 'Accounts') => office.rig.spreadsheet.sheetNamed(name)!;
const looks = (office: Office): Map<string, string> => office.rig.host.properties('document');
function listed(count = 5): Office {
  const office = openOffice({ accounts: people(count) });
  office.refresh();
  return office;
}

/** By whoever merges them, before the sheet has its looks again. */
const MERGED: Readonly<Record<string, (office: Office) => Area>> = {
  'the header and a row': office => ({ row: 1, col: office.column('Notes'), rows: 2, cols: 1 }),
  'the notes of two rows': office => ({ row: 3, col: office.column('Notes'), rows: 2, cols: 1 }),
  'two headers': office => ({ row: 1, col: office.column('State'), rows: 1, cols: 2 }),
};

test.each(Object.entries(MERGED))('with %s merged a refresh and a sending do all but the looks', (_name, area) => {
  const office = listed();
  office.rig.person.merge(office.sheetId(), area(office));
  office.rig.person.setFilter(office.sheetId(), null);
  sheet(office).frozenRows = 0;
  looks(office).set('sheet.accounts.looks', 'bare');
  addAccounts(office.rig.world, people(7).slice(5));
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: 7, added: 2 } });
  expect(office.get('mark', ['notInvited'])).toMatchObject({ marked: 7 });
  expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 7 } });
  expect(Object.values(office.mails())).toEqual(Array(7).fill(1));
  expect(office.rig.toasts.filter(text => text.includes(ruleText('freeze-merged'))).length).toBe(
    area(office).row === 1 && area(office).rows > 1 ? 1 : 0,
  );
});

test('a filter that cannot be stretched over merged cells stays as it was, and hides what it hid', () => {
  const office = listed(1_100);
  const { person } = office.rig;
  person.setFilter(office.sheetId(), { row: 1, col: 1, rows: 1_000, cols: 9 });
  person.setCriteria(office.sheetId(), office.column('Email'), { hidden: ['p002@acme.example'], condition: null });
  person.merge(office.sheetId(), { row: 1_050, col: office.column('Notes'), rows: 2, cols: 1 });
  looks(office).delete('sheet.accounts.looks');
  expect(office.refresh().status).toBe('done');
  expect(sheet(office).filter).toMatchObject({ row: 1, rows: 1_000 });
  expect([sheet(office).isRowHidden(3), sheet(office).isRowHidden(4)]).toEqual([true, false]);
  expect(office.rig.toasts.join()).toContain(ruleText('filter-merged'));
});

test('lines that were moved cannot be sorted while cells are merged: the job waits with Google’s words, then goes on', () => {
  const office = listed();
  office.markAll();
  const job = office.begin('send');
  const activity = office.sheetId('Activity');
  const last = office.rig.sheet('Activity').length;
  office.rig.person.move(activity, 'rows', last - 2, 1, 2);
  office.rig.person.insert(activity, 'cols', 11, 1);
  office.rig.person.merge(activity, { row: last - 1, col: 11, rows: 2, cols: 1 });
  office.rig.person.type(activity, last - 1, 11, 'seen by Bob');
  const blocked = office.drive(job);
  expect(blocked).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
  expect(blocked.problem?.advice).toContain(ruleText('sort-merged'));
  sheet(office, 'Activity').merges = [];
  expect(office.drive(office.get('resume', [job.id]))).toMatchObject({ status: 'done', counts: { done: 5 } });
  expect(Object.values(office.mails())).toEqual(Array(5).fill(1));
});

describe('where Google lets no column be inserted beside frozen ones', () => {
  const frozen = (office: Office): void => {
    office.rig.host.trouble.freezeBarInTheWay = true;
    for (const { id } of office.rig.spreadsheet.sheets) office.rig.person.freezeColumns(id, 2);
  };

  test('a refresh that needs a column anew waits with Google’s words, and goes on without the freeze', () => {
    const office = listed();
    office.rig.person.remove(office.sheetId(), 'cols', office.column('Result'));
    frozen(office);
    const blocked = office.refresh();
    expect(blocked).toMatchObject({ status: 'blocked', problem: { code: 'sheet-refuses' } });
    expect(blocked.problem?.advice).toContain(ruleText('insert-frozen'));
    office.rig.person.freezeColumns(office.sheetId(), 0);
    expect(office.drive(office.get('resume', [blocked.id])).status).toBe('done');
    expect(office.column('Result')).toBeGreaterThan(0);
  });

  test('a comparison says so, and writes nothing', () => {
    const office = listed();
    const hr = office.rig.spreadsheet.addSheet('HR').id;
    office.rig.person.paste(hr, 1, 1, [
      ['Name', 'Email'],
      ['Ann', 'p001@acme.example'],
    ]);
    frozen(office);
    const { roles } = office.get('comparePeople', [hr, null]);
    const before = office.rig.sheet('Accounts');
    expect(office.code('writePeople', [hr, roles, []])).toBe('sheet-refuses');
    expect(office.rig.sheet('Accounts')).toEqual(before);
  });

  test('a sending with all its columns needs none', () => {
    const office = listed();
    frozen(office);
    office.markAll();
    expect(office.run('send').counts.done).toBe(5);
  });
});
