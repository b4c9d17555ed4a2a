// Marks that are set or cleared while a person edits the Accounts sheet: they end at the people that were meant.
import { NO_OPTIONS, openOffice, people, type Office } from './office';

const NOW = Date.UTC(2026, 10, 21, 9);
const P = (at: number): string => people(at)[at - 1]!.email;
/** The first three are invited, the other three are not. */
function listed(): Office {
  const accounts = people(6).map((person, at) =>
    at < 3 ? { ...person, state: 'INVITED' as const, mails: 1, updatedAt: NOW - 86_400_000 } : person,
  );
  const office = openOffice({ accounts });
  office.refresh();
  return office;
}
const marked = (office: Office): string[] =>
  office
    .rows()
    .flatMap(row => (row['Mark'] === 'TRUE' ? [row['Email'] ?? ''] : []))
    .sort();
/** Has a person do `acts` one by one, each just before marks are written once more. */
function meanwhile(office: Office, ...acts: (() => void)[]): void {
  office.rig.before = op => {
    if (op === 'RangeList.setValue') acts.shift()?.();
  };
}
const sort =
  (office: Office, up: boolean): (() => void) =>
  () => {
    office.rig.person.sortSheet(office.sheetId(), office.column('Email'), up);
  };

test('whoever is to be marked is, and nobody else, though a person sorts before the marks are written, once or twice', () => {
  for (const turns of [[false], [false, true], [false, true, false]]) {
    const office = listed();
    meanwhile(office, ...turns.map(up => sort(office, up)));
    expect(office.get('mark', ['notInvited'])).toEqual({
      marked: 3,
      markedFor: { first: 3, cancel: 0 },
      changed: 3,
      hidden: 0,
    });
    expect(marked(office)).toEqual([P(4), P(5), P(6)]);
  }
});

test('marks of one’s own stay with their people, and a cleared mark is cleared, when the rows are sorted meanwhile', () => {
  const office = listed();
  office.tick(P(1));
  meanwhile(office, sort(office, false));
  office.get('mark', ['notInvited']);
  expect(marked(office)).toEqual([P(1), P(4), P(5), P(6)]);
  office.get('mark', ['none']);
  office.tick(P(2));
  meanwhile(office, sort(office, true));
  expect(office.get('mark', ['none'])).toMatchObject({ marked: 0, changed: 1 });
  expect(marked(office)).toEqual([]);
});

test('a row that a person inserts meanwhile gets no mark that was meant for another', () => {
  const office = listed();
  meanwhile(office, () => {
    office.rig.person.insert(office.sheetId(), 'rows', 6);
    office.rig.person.type(office.sheetId(), 6, office.column('Email'), 'new@acme.example');
  });
  office.get('mark', ['notInvited']);
  expect(marked(office)).toEqual([P(4), P(5), P(6)]);
});

test('a column that moves under the marks keeps its values, that is told, and previews wait for a refresh', () => {
  const office = listed();
  meanwhile(office, () => {
    office.rig.person.move(office.sheetId(), 'cols', office.column('State'), 1, office.column('Mark'));
  });
  expect(office.code('mark', ['notInvited'])).toBe('rows-moved');
  expect(marked(office)).toEqual([]);
  expect(office.rows().map(row => row['State'])).toEqual([
    ...Array<string>(3).fill('Invited'),
    ...Array<string>(3).fill('Not invited'),
  ]);
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('rows-moved');
});

test('where a person never stops moving rows that is told, and previews wait for a refresh', () => {
  const office = listed();
  office.rig.before = op => {
    if (op === 'RangeList.setValue') office.rig.person.move(office.sheetId(), 'rows', 2, 1, 8);
  };
  expect(office.code('mark', ['notInvited'])).toBe('rows-moved');
  office.rig.before = null;
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('rows-moved');
  office.refresh();
  expect(office.code('preview', ['send', NO_OPTIONS])).toBe('ok');
});

test('whoever is in the sheet already and is added with a mark gets it, though a person sorts meanwhile', () => {
  const office = listed();
  meanwhile(office, sort(office, false));
  expect(office.get('addToSheet', [[P(6), 'new@acme.example'], true])).toEqual({ added: 1, present: 1, marked: 2 });
  expect(marked(office)).toEqual(['new@acme.example', P(6)]);
});

test('where nobody sorts, the look at the marks is a read in the place of a flush', () => {
  const office = listed();
  office.get('mark', ['notInvited']);
  office.rig.calls.reset();
  office.get('mark', ['none']);
  const ops = office.rig.calls.list.map(({ op }) => op);
  expect(ops.slice(ops.indexOf('RangeList.setValue'))).toContain('Range.getValues');
  expect(ops).not.toContain('SpreadsheetApp.flush');
  expect(office.rig.calls.sheets()).toBe(3);
});
