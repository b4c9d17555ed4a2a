// The first refresh: the rows are there before the sheet is dressed, and a run that dies at any call leaves what the
// next refresh completes. And a list that has not changed is looked at, not dressed again.
import { addAccounts } from '../../dev/emulator/index';
import { GOOGLE_LATENCY } from '../../dev/rig';
import { Killed, openOffice, people, type Office } from './office';

const [COUNT, FIRST] = [5, 2];

/** All that is to be seen of the two sheets, and what they are found by. */
function looks({ rig }: Office) {
  return rig.spreadsheet.sheets.map(sheet => ({
    name: sheet.name,
    header: rig.sheet(sheet.name)[0],
    frozen: sheet.frozenRows,
    filter: sheet.filter === null ? null : { ...sheet.filter, rows: sheet.filter.rows === sheet.rows.length },
    rules: sheet.conditionalRules.map(({ condition, areas }) => [condition.values, areas.map(area => area.col)]),
    columns: sheet.columns.map((_, at) => ({
      width: sheet.columns[at]!.width,
      format: sheet.style(FIRST, at + 1).numberFormat,
    })),
    boxes: Array.from({ length: COUNT }, (_, at) => sheet.style(FIRST + at, 1).validation?.kind ?? null),
    protections: sheet.protections.map(({ description, warningOnly }) => [description, warningOnly]),
  }));
}
const names = ({ rig }: Office) =>
  rig.spreadsheet.metadata
    .find({}, {})
    .map(({ value }) => value)
    .sort();
const first = (): Office => openOffice({ accounts: people(COUNT) });

test('a first refresh that is killed at any other call is completed by the next one, dressed and all', () => {
  const whole = first();
  whole.refresh();
  const [wanted, wantedNames] = [looks(whole), names(whole)];
  const calls = whole.rig.calls.list.map(({ op }) => op);
  expect(calls).toContain('DeveloperMetadata.add');
  for (const [n, crash] of whole.rig.calls.killPoints().filter((_point, at) => at % 2 === 0)) {
    const office = first();
    office.rig.crashAt(n, crash);
    const job = office.ask('refresh', []);
    if (job?.ok === true)
      for (let view = job.value; view.status === 'running'; ) {
        const answer = office.ask('advance', [view.id]);
        if (answer?.ok !== true) break;
        view = answer.value;
      }
    office.rig.uncrash();
    office.rig.clock.advance(1_000);
    expect(office.refresh()).toMatchObject({ status: 'done', refreshed: { listed: COUNT } });
    const place = `${crash} ${n} ${calls[n - 1] ?? ''}`;
    expect([place, looks(office)]).toEqual([place, wanted]);
    expect([place, office.rows().map(row => row['Email'])]).toEqual([place, people(COUNT).map(({ email }) => email)]);
    expect([place, names(office)]).toEqual([place, wantedNames]);
  }
});

describe("with Google's delays", () => {
  const STATES = ['NOT_YET_SENT', 'NOT_YET_SENT', 'NOT_YET_SENT', 'INVITED', 'ACCEPTED', 'DECLINED'] as const;
  const slow = (count: number): Office => {
    const accounts = people(count).map((person, at) => ({ ...person, state: STATES[at % STATES.length]! }));
    const office = openOffice({ accounts, latency: (_op, kind) => GOOGLE_LATENCY[kind] ?? 0 });
    office.rig.world.options.latencyMs = 200;
    return office;
  };

  test('the rows of a first list are there before the sheet is dressed', () => {
    const office = slow(1_200);
    const order: string[] = [];
    office.rig.after = op => {
      const rows = office.rig.spreadsheet.sheetNamed('Accounts')?.lastRow() ?? 0;
      if (rows > 1_200 && order.length === 0) order.push(`rows after ${op}`);
      if (op === 'Sheet.setColumnWidths' && order.length === 1) order.push(op);
    };
    office.refresh();
    expect(order).toEqual(['rows after SpreadsheetApp.flush', 'Sheet.setColumnWidths']);
  });

  test('meanwhile the job says so, and it is done only when both sheets are dressed', () => {
    const office = slow(2_000);
    const told: unknown[] = [];
    const began = office.rig.clock.now();
    office.rig.before = op => {
      if (op !== 'Protection.setWarningOnly' || told.length > 0) return;
      told.push(office.rig.clock.now() - began);
      const { status, total, dressing } = office.get('progress', [])!;
      told.push({ status, total, dressing });
    };
    expect(office.refresh()).toMatchObject({ status: 'done', dressing: false });
    expect(told).toEqual([expect.any(Number), { status: 'running', total: 2_000, dressing: true }]);
    expect(office.rig.clock.now() - began).toBeLessThanOrEqual(24_000);
  });

  test('a list that is there already is read, compared and written within five seconds', () => {
    const office = slow(2_000);
    office.refresh();
    const began = office.rig.clock.now();
    office.refresh();
    expect(office.rig.clock.now() - began).toBeLessThanOrEqual(5_000);
  });

  test('an unchanged list is read, written and looked at: no other call of the accounts', () => {
    const office = slow(1_200);
    office.refresh();
    office.rig.clock.advance(86_400_000);
    office.rig.calls.reset();
    office.refresh();
    const sheets = office.rig.calls.list.filter(({ kind }) => kind === 'read' || kind === 'change' || kind === 'flush');
    expect(sheets.map(({ op }) => op)).toEqual([
      ...['Range.getValues', 'Range.getValues'],
      ...['Range.getValues', 'Sheet.getLastRow', 'SpreadsheetApp.flush'],
    ]);
  });
});

test('a column of Activity that only tells, and has no name in the metadata, is known by its place when it is renamed', () => {
  const office = first();
  office.refresh();
  const header = ['When', 'Who', 'Job', 'Action', 'Email', 'Outcome', 'Why', 'Status', 'Tries', 'Code'];
  header.forEach((word, at) => office.rig.person.type(office.sheetId('Activity'), 1, at + 1, word));
  office.refresh();
  expect(office.rig.sheet('Activity')[0]).toEqual(header);
  expect(office.rows('Activity').map(row => [row['Who'], row['Why']])).toEqual([
    ['ada@acme.example', expect.stringContaining('5 ')],
    ['ada@acme.example', expect.stringContaining('5 ')],
  ]);
});

test('a column of the admin among them is left alone', () => {
  const office = first();
  office.refresh();
  const id = office.sheetId('Activity');
  office.rig.person.insert(id, 'cols', office.column('Reason', 'Activity'));
  for (const [word, at] of [
    ['My remark', 7],
    ['Why', 8],
  ] as const)
    office.rig.person.type(id, 1, at, word);
  office.rig.person.type(id, 2, 7, 'mine');
  office.refresh();
  const rows = office.rows('Activity');
  expect(rows.map(row => row['My remark'])).toEqual(['mine', '']);
  expect(rows[1]!['Reason']).toContain('5 ');
});

test('a row typed below the list gets its tick box at the next refresh', () => {
  const office = first();
  office.refresh();
  office.rig.person.type(office.sheetId(), COUNT + 2, office.column('Email'), 'typed@acme.example');
  office.refresh();
  expect(office.rig.spreadsheet.sheetNamed('Accounts')!.style(COUNT + 2, 1).validation).toMatchObject({
    kind: 'checkbox',
  });
});

test('rows that were added by a run which died before it dressed them get their tick boxes at the next refresh', () => {
  const office = first();
  office.refresh();
  addAccounts(office.rig.world, people(COUNT + 2).slice(COUNT));
  office.rig.before = op => {
    if (op === 'Range.setDataValidation') throw new Killed('Killed before the tick boxes');
  };
  expect(() => office.refresh()).toThrow('advance: null');
  office.rig.uncrash();
  const box = () => office.rig.spreadsheet.sheetNamed('Accounts')!.style(COUNT + 3, 1).validation?.kind;
  expect([office.rows().length, box()]).toEqual([COUNT + 2, undefined]);
  office.refresh();
  expect(box()).toBe('checkbox');
});
