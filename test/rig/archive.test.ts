// Archiving old Activity lines through the bundle that ships: none lost and none doubled, wherever it is cut off; and a
// fixed number of calls.
import { accept } from '../../dev/emulator/index';
import type { Crash } from '../../dev/rig';
import { ADA, BOB, NO_OPTIONS, openOffice, people, type Office } from './office';

const DAY = 86_400_000;
const DATED = 'Activity 2027-03-01';

/**
 * The line of a refresh, one old job whose people accepted but for one, five later ones, and a hundred days gone by: as
 * many old lines as people in the old job can go.
 */
function ready(old: number, options: Parameters<typeof openOffice>[0] = {}): Office {
  const office = openOffice({ accounts: people(old + 5), ...options });
  const names = people(old + 5).map(({ email }) => email);
  office.refresh();
  // The id of a job tells when it began, to the second.
  office.rig.clock.advance(1000);
  office.tick(...names.slice(0, old));
  office.run('send');
  for (const name of names.slice(old)) {
    office.rig.clock.advance(1000);
    office.tick(name);
    office.run('send');
  }
  for (const name of names.slice(0, old - 1)) accept(office.rig.world, name);
  office.rig.clock.set(Date.UTC(2027, 2, 1, 9));
  office.refresh();
  return office;
}
const everyLine = (office: Office): string[] =>
  office.rig.spreadsheet.sheets
    .filter(({ name }) => name.startsWith('Activity'))
    .flatMap(({ name }) =>
      office
        .rows(name)
        .map(row =>
          JSON.stringify([row['When'], row['Job'], row['Email'], row['Outcome'], row['Reason'], row['Note of mine']]),
        ),
    )
    .sort();

test('preview, then the lines are in a dated sheet with all that stood in them, and what is still needed stays', () => {
  const office = ready(4);
  const activity = office.sheetId('Activity');
  office.rig.person.paste(activity, 1, 10, [['Note of mine'], ['first'], ['second']]);
  const all = everyLine(office);
  expect(office.get('previewArchive', [1])).toEqual({
    lines: 4,
    from: expect.stringMatching(/^2026-11-21/),
    to: expect.stringMatching(/^2026-11-21/),
    days: 90,
    open: 1,
  });
  office.get('showActivity', ['no such job']);
  expect(office.get('archive', [90])).toEqual({ lines: 4, sheet: DATED });
  expect(office.rows(DATED)).toMatchObject([
    { Action: 'Refresh', 'Note of mine': 'first' },
    { Email: 'p001@acme.example', Action: 'Send', Outcome: 'Done', By: ADA, 'Note of mine': 'second' },
    { Email: 'p002@acme.example' },
    { Email: 'p003@acme.example' },
  ]);
  expect([everyLine(office), office.lines('p001@acme.example'), office.lines('p004@acme.example').length]).toEqual([
    all,
    [],
    1,
  ]);
  expect(office.rig.spreadsheet.sheetNamed(DATED)!.columns[4]!.width).toBe(
    office.rig.spreadsheet.sheetNamed('Activity')!.columns[4]!.width,
  );
  expect([office.rig.spreadsheet.activeSheet.name, office.rig.sheet('Activity')[0]]).toEqual([
    'Activity',
    expect.not.arrayContaining(['_order']),
  ]);
  expect(office.code('archive', [90])).toBe('nothing-to-archive');
  // Work goes on, and a second archive of the day has a sheet of its own.
  expect(office.get('pastJobs', [])).toHaveLength(5);
  for (const wrong of [0, 1.5, '90', null]) expect(office.code('archive', [wrong as never])).toBe('bad-argument');
  office.tick('p004@acme.example');
  expect(office.run('send', { ...NO_OPTIONS, includeAgain: true }).counts.done).toBe(1);
});

test('not while a job is under way, nor while the guard would lose what it needs', () => {
  const office = ready(3);
  const { texts } = office.get('settings', []);
  office.get('saveSettings', [{ ...texts, recentDays: '365' }, texts]);
  expect(office.get('previewArchive', [90])).toMatchObject({ lines: 0, days: 365 });
  office.get('saveSettings', [
    { ...texts, recentDays: '7' },
    { ...texts, recentDays: '365' },
  ]);
  const { id } = office.get('refresh', []);
  expect([office.code('previewArchive', [90]), office.code('archive', [90], BOB)]).toEqual(['other-job', 'other-job']);
  office.get('stop', [id]);
  expect(office.get('archive', [90])).toMatchObject({ lines: 3 });
  expect(openOffice().code('previewArchive', [90])).toBe('nothing-to-archive');
});

test('as many Sheets calls for many lines as for few', () => {
  const calls = [3, 60].map(old => {
    const office = ready(old);
    office.rig.calls.reset();
    expect(office.get('archive', [90])).toMatchObject({ lines: old });
    return office.rig.calls.sheets();
  });
  expect([calls[0], calls[0]! < 40]).toEqual([calls[1], true]);
});

test.each<[Crash, boolean]>([
  ['kill-after', true],
  ['throw-after', false],
])(
  '%s all along it (writes held back: %s), then again on another day: no line lost, none doubled',
  (crash, bufferWrites) => {
    const office = ready(3, { bufferWrites });
    const all = everyLine(office);
    const back = office.rig.save();
    office.rig.calls.reset();
    office.get('archive', [90]);
    const calls = office.rig.calls.list.map((_call, at) => [at + 1, crash] as const);
    expect(calls.length).toBeGreaterThan(40);
    // A kill wherever it leaves something of its own; a call that fails at every other one.
    const places = crash === 'kill-after' ? office.rig.calls.killPoints() : calls.filter(([at]) => at % 2 === 0);
    for (const [at, how] of places) {
      back();
      office.rig.crashAt(at, how);
      office.ask('archive', [90]);
      office.rig.uncrash();
      // Cut off or not: no line is in no sheet.
      expect([at, all.filter(line => !everyLine(office).includes(line))]).toEqual([at, []]);
      office.rig.clock.advance(DAY);
      const again = office.ask('archive', [90]);
      expect([at, again?.ok === true || (again?.ok === false && again.problem.code === 'nothing-to-archive')]).toEqual([
        at,
        true,
      ]);
      expect([at, everyLine(office)]).toEqual([at, all]);
      expect([at, office.lines('p001@acme.example'), office.rig.sheet('Activity')[0]?.includes('_order')]).toEqual([
        at,
        [],
        false,
      ]);
    }
  },
);

test.each([
  [
    'moves a line',
    'Range.copyTo',
    3,
    (office: Office) => {
      office.rig.person.move(office.sheetId('Activity'), 'rows', 2, 1, 12);
    },
  ],
  [
    'deletes a line',
    'Range.sort',
    1,
    (office: Office) => {
      office.rig.person.remove(office.sheetId('Activity'), 'rows', 2, 1);
    },
  ],
  [
    'sorts after the copy',
    'SpreadsheetApp.flush',
    2,
    (office: Office) => {
      office.rig.person.sortArea(office.sheetId('Activity'), { row: 2, col: 1, rows: 11, cols: 10 }, 5, false);
    },
  ],
] as const)(
  'a person who %s in between: nothing is cleared that is not archived, and nothing archived that stays',
  (_name, moment, times, edit) => {
    const office = ready(4);
    let seen = 0;
    let all = everyLine(office);
    office.rig.calls.reset();
    office.rig.after = op => {
      if (op !== moment || ++seen !== times) return;
      edit(office);
      all = all.filter(line => everyLine(office).includes(line));
    };
    expect(office.code('archive', [90])).toBe('archive-unsure');
    office.rig.after = null;
    expect([...new Set(everyLine(office))]).toEqual(all);
    expect(office.get('archive', [90])).toMatchObject({ sheet: DATED });
    expect(everyLine(office)).toEqual(all);
  },
);
