// How Google's sheets really behave, and the add-on in them: fixed ranges, tick boxes that count, names and capitals,
// person chips, charts in front, hidden lines under an archive.
import { addAccounts } from '../../dev/emulator/index';
import type { Area } from '../../dev/platform/index';
import { NO_OPTIONS, openOffice, people, type Office } from './office';

const DAY = 86_400_000;
const sheet = (office: Office, name = 'Accounts') => office.rig.spreadsheet.sheetNamed(name)!;
const reach = ({ row, rows }: Area): number => row + rows - 1;
function listed(count: number): Office {
  const office = openOffice({ accounts: people(count) });
  office.refresh();
  return office;
}

describe('filter and colours', () => {
  test('of a list that outgrows a new sheet reach its end, so sorting by a header moves every row', () => {
    const office = listed(995);
    addAccounts(office.rig.world, people(1_300).slice(995));
    office.refresh();
    const { filter, conditionalRules } = sheet(office);
    expect(sheet(office).lastRow()).toBe(1_301);
    expect(reach(filter!)).toBeGreaterThan(1_301);
    for (const { areas } of conditionalRules) for (const area of areas) expect(reach(area)).toBeGreaterThan(1_301);
  });

  test('that ended early, as those of an older version, are stretched, and what is filtered stays filtered', () => {
    const office = listed(1_100);
    const { person } = office.rig;
    const [email, state] = [office.column('Email'), office.column('State')];
    person.setFilter(office.sheetId(), { row: 1, col: 1, rows: 1_000, cols: 9 });
    person.setCriteria(office.sheetId(), email, { hidden: ['p002@acme.example'], condition: null });
    const own = { ...sheet(office).conditionalRules[0]!, condition: { type: 'TEXT_EQUAL_TO', values: ['mine'] } };
    const short = { row: 2, col: state, rows: 50, cols: 1 };
    sheet(office).conditionalRules = [...sheet(office).conditionalRules, own].map(rule => ({
      ...rule,
      areas: [short],
    }));
    office.rig.host.properties('document').delete('sheet.accounts.looks');
    office.refresh();
    expect(reach(sheet(office).filter!)).toBeGreaterThan(1_101);
    expect(sheet(office).column(email).criteria).toMatchObject({ hidden: ['p002@acme.example'] });
    expect(sheet(office).isRowHidden(3)).toBe(true);
    const [ours, theirs] = [sheet(office).conditionalRules[0]!, sheet(office).conditionalRules.slice(-1)[0]!];
    expect(reach(ours.areas[0]!)).toBeGreaterThan(1_101);
    expect(theirs.areas).toEqual([short]);
  });

  test('show in Activity shows the lines of one job alone, however many there are', () => {
    const office = listed(1_010);
    office.markAll();
    office.rig.person.setFilter(office.sheetId('Activity'), { row: 1, col: 1, rows: 100, cols: 10 });
    const job = office.run('send');
    const any = { domain: '', invitedDays: null, cells: [], text: '', selected: false, visible: true };
    office.get('mark', [{ ...any, state: 'INVITED' }]);
    office.run('cancel');
    office.get('showActivity', [job.id]);
    const activity = sheet(office, 'Activity');
    const shown = office.rows('Activity').filter((_, at) => !activity.isRowHidden(at + 2));
    expect([shown.length, new Set(shown.map(row => row['Job']))]).toEqual([1_010, new Set([job.id])]);
  }, 30_000);
});

test('tick boxes down the column are no accounts: new ones stand right below the list', () => {
  const office = listed(3);
  const box = { kind: 'checkbox', checked: true, unchecked: false, allowInvalid: false, help: null } as const;
  const below = { row: 5, col: 1, rows: 996, cols: 1 };
  sheet(office).setStyle(below, { validation: box });
  sheet(office).put(below, () => false);
  addAccounts(office.rig.world, people(5).slice(3));
  office.refresh();
  expect(sheet(office).values({ row: 5, col: 2, rows: 3, cols: 1 })).toEqual([
    ['p004@acme.example'],
    ['p005@acme.example'],
    [''],
  ]);
  office.get('addToSheet', [['new@acme.example'], true]);
  expect(sheet(office).cell(7, 2)).toBe('new@acme.example');
  expect(sheet(office).maxRows).toBe(1_000);
});

test('what somebody writes below the tick boxes is not written over', () => {
  const office = listed(3);
  sheet(office).put({ row: 5, col: 1, rows: 100, cols: 1 }, () => false);
  office.rig.person.type(office.sheetId(), 50, office.column('Notes'), 'Total');
  addAccounts(office.rig.world, people(4).slice(3));
  office.refresh();
  expect([sheet(office).cell(50, office.column('Notes')), sheet(office).cell(51, 2)]).toEqual([
    'Total',
    'p004@acme.example',
  ]);
});

test('sheets that differ from ours in capitals are in nobody’s way', () => {
  const office = openOffice({ accounts: people(2) });
  for (const name of ['ACCOUNTS', 'accounts 2', 'activity']) office.rig.person.addSheet(name);
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { added: 2 } });
  expect(office.rig.spreadsheet.sheets.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Accounts 3', 'Activity 2']),
  );
});

test('a chart in front, or called like a sheet of ours, is in nobody’s way', () => {
  const office = openOffice({ accounts: people(2) });
  office.rig.person.addChartSheet('Activity');
  office.rig.person.addChartSheet('Accounts');
  expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { added: 2 } });
  expect(office.rig.spreadsheet.sheets.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Accounts 2', 'Activity 2']),
  );
});

test('the sheets that are made have no columns that nobody uses', () => {
  const office = listed(2);
  expect([sheet(office).maxColumns, sheet(office, 'Activity').maxColumns]).toEqual([9, 10]);
});

test('formulas of the Summary never stand in cells for plain text, where Sheets may keep them as text', () => {
  const office = listed(2);
  office.get('summary', []);
  office.get('summary', []);
  const summary = sheet(office, 'Summary');
  const formulas = summary
    .formulas(summary.whole)
    .flatMap((line, row) =>
      line.flatMap((text, col) => (text === '' ? [] : [summary.style(row + 1, col + 1).numberFormat])),
    );
  expect(formulas.length).toBeGreaterThan(20);
  expect(formulas).not.toContain('@');
});

describe('addresses that were turned into people chips', () => {
  const chips = (office: Office, rows = 900): void =>
    office.rig.person.makeChips(office.sheetId(), { row: 2, col: office.column('Email'), rows, cols: 1 }, address =>
      address.startsWith('p001') ? 'Ann Smith' : 'Bob Jones',
    );

  test('stop a refresh with words of their own: nobody is added once more', () => {
    const office = listed(3);
    const before = office.rows().length;
    chips(office);
    expect(office.refresh()).toMatchObject({ status: 'blocked', problem: { code: 'email-names' } });
    expect(office.rows()).toHaveLength(before);
    expect(office.get('overview', []).notices).toMatchObject([{ code: 'email-names' }, { code: 'invalid-rows' }]);
  });

  test('keep marks and sendings from beginning', () => {
    const office = listed(3);
    office.markAll();
    chips(office);
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('email-names');
    expect(office.code('mark', ['notInvited'])).toBe('email-names');
  });

  test('one row of many is that row’s trouble alone', () => {
    const office = listed(3);
    chips(office, 1);
    expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { added: 1 } });
  });
});

describe.each([false, true])(
  'an archive of lines that a filter hides, copyTo leaving them out: %s',
  copySkipsFiltered => {
    test('takes all of them, and the filter is as before', () => {
      const office = openOffice({ accounts: people(6), trouble: { copySkipsFiltered } });
      office.refresh();
      office.markAll();
      office.run('send');
      office.rig.clock.advance(400 * DAY);
      office.refresh();
      office.refresh();
      const activity = sheet(office, 'Activity');
      const column = office.column('Email', 'Activity');
      const criteria = { hidden: ['p002@acme.example', 'p005@acme.example'], condition: null };
      office.rig.person.setFilter(activity.id, { row: 1, col: 1, rows: 1_000, cols: 10 });
      office.rig.person.setCriteria(activity.id, column, criteria);
      const { lines } = office.get('previewArchive', [90]);
      expect(office.ask('archive', [90])).toMatchObject({ ok: true, value: { lines } });
      const archived = office.rig.spreadsheet.sheets.find(({ name }) => name.startsWith('Activity 20'))!;
      expect([archived.lastRow() - 1, archived.maxColumns]).toEqual([lines, 10]);
      expect(activity.column(column).criteria).toEqual(criteria);
    });
  },
);

describe('the row of headers', () => {
  test('comes back after everything was cleared: the first account is listed and mailed', () => {
    const office = listed(3);
    office.rig.person.clear(office.sheetId(), sheet(office).whole);
    office.rig.person.clear(office.sheetId('Activity'), sheet(office, 'Activity').whole);
    office.refresh();
    expect(office.rows().map(row => row['Email'])).toEqual(people(3).map(({ email }) => email));
    office.markAll();
    if (office.code('preview', ['send', NO_OPTIONS]) === 'refresh-first') office.refresh();
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(office.rows('Activity').filter(row => row['Action'] === 'Send')).toHaveLength(3);
  });

  test('cleared in Activity alone, with all lines, blocks no job', () => {
    const office = listed(3);
    office.markAll();
    office.rig.person.clear(office.sheetId('Activity'), sheet(office, 'Activity').whole);
    if (office.code('preview', ['send', NO_OPTIONS]) === 'refresh-first') office.refresh();
    expect(office.run('send')).toMatchObject({ status: 'done', counts: { done: 3 } });
    expect(office.rig.sheet('Activity')[0]).toContain('Outcome');
  });

  test('deleted, it is missed before anybody is left out, and a refresh puts it back', () => {
    const office = listed(5);
    office.markAll();
    const [header] = office.rig.sheet('Accounts');
    office.rig.person.remove(office.sheetId(), 'rows', 1);
    expect(office.code('preview', ['send', NO_OPTIONS])).toBe('no-header');
    expect(office.code('mark', ['notInvited'])).toBe('no-header');
    expect(office.get('overview', []).notices).toMatchObject([{ code: 'no-header' }]);
    office.refresh();
    expect(office.rig.sheet('Accounts')[0]).toEqual(header);
    expect([office.rows().length, sheet(office).frozenRows, sheet(office).style(1, 1).fontWeight]).toEqual([
      5,
      1,
      'bold',
    ]);
    expect(office.run('send')).toMatchObject({ counts: { done: 5 } });
  });

  test('deleted in Activity, the first line is no less a line, and the next job puts the row back', () => {
    const office = listed(3);
    office.markAll();
    office.run('send');
    const [header] = office.rig.sheet('Activity');
    office.rig.person.remove(office.sheetId('Activity'), 'rows', 1);
    office.rig.clock.advance(60_000);
    office.refresh();
    expect(office.rig.sheet('Activity')[0]).toEqual(header);
    expect(office.rows('Activity').map(row => row['Action'])).toEqual(['Refresh', 'Send', 'Send', 'Send', 'Refresh']);
  });

  test('deleted in Activity while a job works, the job goes on and everybody has one mail', () => {
    const office = openOffice({ accounts: people(200), latency: { fetch: 20_000 } });
    office.refresh();
    office.markAll();
    const job = office.begin('send');
    office.get('advance', [job.id]);
    office.rig.person.remove(office.sheetId('Activity'), 'rows', 1);
    expect(office.drive(job)).toMatchObject({ status: 'done', counts: { done: 200 } });
    expect(Object.values(office.mails()).filter(mails => mails !== 1)).toEqual([]);
  });
});

// Found positions are believed before the header words; the columns that the header row proves are to come.
test('metadata of two columns that was exchanged does not make notes be read as addresses', () => {
  const office = listed(3);
  const { metadata } = office.rig.spreadsheet;
  const [email, notes] = ['accounts.email', 'accounts.notes'].map(value => metadata.find({}, { value })[0]!);
  metadata.set(email!.id, 'accounts.notes');
  metadata.set(notes!.id, 'accounts.email');
  office.rig.person.type(office.sheetId(), 2, office.column('Notes'), 'boss@acme.example');
  office.refresh();
  expect(office.rows().map(row => row['Email'])).toEqual(people(3).map(({ email: address }) => address));
  expect(office.rows()[0]).toMatchObject({ Notes: 'boss@acme.example' });
});
