// Comparing with a list of people in a tab: told, written beside the accounts, forgotten; what is no list is refused.
import { NO_TAB } from '../../../src/core/contract/people';
import { packed } from '../../../src/core/people/packed';
import { code, makeOffice, people, value, type Office } from '../office';

const HR = 7;
const LIST = [
  ['', '', '', '', ''],
  ['Name', 'Mail', 'Login', 'Department', 'Status'],
  ['One', 'p001@acme.example', '', 'Sales', 'Active'],
  ['Two', 'p002@acme.example', '', 'Legal', 'Disabled'],
  ['Three', 'three@acme.example', 'p003@acme.example', 'Sales', 'Active'],
  ['Seven', 'seven@acme.example', '', 'Sales', 'Perhaps'],
];
function opened(cells: readonly (readonly string[])[] = LIST): Office {
  const office = makeOffice({ accounts: people(5) });
  office.refresh();
  office.tabs.set(HR, { name: 'HR', cells });
  return office;
}
const compared = (office: Office) => value(office.ask(desk => desk.comparePeople(HR, null)));
const counts = (office: Office) => compared(office).groups.map(({ entries }) => entries.length);

test('each account is in one group, and what cannot be told is told', () => {
  const office = opened();
  const offered = () => value(office.ask(desk => desk.peopleTabs()));
  expect(offered()).toEqual({ tabs: [{ id: HR, name: 'HR' }], front: null, written: false });
  office.bringToFront(HR);
  expect(offered()).toMatchObject({ front: HR });
  expect(compared(office)).toMatchObject({ people: 4, accounts: 5, unclear: { count: 1, examples: ['Perhaps'] } });
  expect(counts(office)).toEqual([1, 1, 1, 0, 2, 1]);
});

test('what is written stands beside the accounts, the next comparison tells who left since, and it can be forgotten', () => {
  const office = opened();
  const { roles, groups } = compared(office);
  const all = groups.map(({ group }) => group);
  const write = () => value(office.ask(desk => desk.writePeople(HR, roles, all)));
  expect(write().written).toBeGreaterThan(0);
  expect(write()).toEqual({ written: 0 });
  office.tabs.set(HR, {
    name: 'HR',
    cells: LIST.map(row => row.map(cell => (row[0] === 'One' && cell === 'Active' ? 'Disabled' : cell))),
  });
  expect(compared(office).changed).toMatchObject({ left: ['p001@acme.example'] });
  expect(value(office.ask(desk => desk.forgetPeople())).cleared).toBeGreaterThan(0);
  expect(value(office.ask(desk => desk.forgetPeople()))).toEqual({ cleared: 0 });
  expect(compared(office).changed).toBeNull();
  expect(office.sheets.activity.rows.map(row => row['reason']).join()).not.toMatch(/One|Two|Sales/);
});

test('a list of a file is compared and written as one of a tab; what a comparison did not write is not forgotten', () => {
  const office = opened();
  const { roles } = compared(office);
  const list = packed('people.csv', LIST.slice(1));
  expect(value(office.ask(desk => desk.peopleColumns(LIST.slice(1))))).toEqual(roles);
  const found = value(office.ask(desk => desk.comparePeople(list, roles)));
  expect(found).toMatchObject({ tab: { id: NO_TAB, name: 'people.csv' }, groups: compared(office).groups });
  expect(code(office.ask(desk => desk.comparePeople({ ...list, text: '' }, null)))).toBe('empty-tab');
  expect(value(office.ask(desk => desk.writePeople(list, roles, ['left'])))).toEqual({ written: 1 });
  office.sheets.accounts.rows[0]!['person'] = 'mine';
  expect(value(office.ask(desk => desk.forgetPeople()))).toEqual({ cleared: 1 });
  expect(office.sheets.accounts.rows[0]!['person']).toBe('mine');
});

test('a tab that is gone, empty, or has other columns by now is refused', () => {
  const office = opened();
  const { roles } = compared(office);
  expect(code(office.ask(desk => desk.comparePeople(8, null)))).toBe('no-tab');
  expect(code(office.ask(desk => desk.writePeople(HR, roles.slice(1), [])))).toBe('tab-changed');
  office.tabs.set(HR, { name: 'HR', cells: [['Mail'], ['']] });
  expect(code(office.ask(desk => desk.comparePeople(HR, null)))).toBe('empty-tab');
});
