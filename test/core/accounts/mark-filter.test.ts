// Which rows a person's choice marks, and that what is hidden is left out.
import { EMPTY_ROW } from '../../../src/core/sheets/columns';
import { chosenRows, faultOfFilter } from '../../../src/core/accounts/mark-filter';
import type { AccountRow } from '../../../src/core/contract/rows';
import type { MarkFilter, MarkHow } from '../../../src/core/contract/rpc';
import { code, makeOffice, people, value } from '../office';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 21, 9);
const ALL: MarkFilter = {
  state: null,
  domain: '',
  invitedDays: null,
  cells: [],
  text: '',
  selected: false,
  visible: false,
};
const row = (at: number, email: string, more: Partial<AccountRow> = {}): AccountRow & { row: number } => ({
  ...EMPTY_ROW,
  row: at,
  email,
  state: 'NOT_YET_SENT',
  mails: 0,
  seenAt: NOW,
  ...more,
});
const ROWS = [
  row(2, 'ann@acme.example'),
  row(3, 'Bob@Sub.Acme.example', { state: 'DECLINED', notes: 'Ask HR, café' }),
  row(4, 'cid@acme.example', { state: 'INVITED', changedAt: NOW - 8 * DAY }),
  row(5, 'dan@acme.example', { state: 'INVITED', changedAt: NOW - 2 * DAY }),
  row(6, 'eve@acme.example', { state: 'INVITED' }),
  row(7, 'not an address', { state: 'DECLINED' }),
  row(8, 'fay@acme.example', { mark: true }),
];

test.each<[string, Partial<MarkFilter>, number[]]>([
  ['what every address has, without those that are none', { text: 'acme' }, [2, 3, 4, 5, 6]],
  ['a state', { state: 'DECLINED' }, [3]],
  ['a domain, not its subdomains', { domain: ' @ACME.example' }, [2, 4, 5, 6]],
  ['invited more than 7 days ago; one invited at an unknown time is not', { invitedDays: 7 }, [4]],
  ['text of the address', { text: 'B@SUB' }, [3]],
  ['text of the notes', { text: 'CAFÉ' }, [3]],
  ['selected rows only', { selected: true }, [4, 5]],
  [
    'all of it together',
    { state: 'INVITED', domain: 'acme.example', selected: true, text: 'd', invitedDays: 1 },
    [4, 5],
  ],
])('marked by %s', (_what, part, expected) => {
  expect(chosenRows(ROWS, { ...ALL, ...part }, [[4, 5]], NOW).map(each => each.row)).toEqual(expected);
});

test('hidden rows are left out and counted, unless the person asks for them; clearing takes all', () => {
  const office = makeOffice({ accounts: people(301) });
  office.refresh();
  office.sheets.accounts.rows[0]!['hidden'] = true;
  const mark = (how: MarkHow) => office.ask(desk => desk.mark(how, () => [[2, 3]]));
  expect(value(mark({ ...ALL, visible: true, text: 'p0' }))).toMatchObject({ marked: 98, changed: 98, hidden: 1 });
  expect(value(mark('selection'))).toMatchObject({ marked: 98, changed: 0, hidden: 1 });
  expect(value(mark('notInvited'))).toMatchObject({ marked: 300, changed: 202, hidden: 1 });
  expect(value(mark({ ...ALL, text: 'p', visible: false }))).toMatchObject({ marked: 301, changed: 1, hidden: 0 });
  expect(value(mark('none'))).toMatchObject({ marked: 0, changed: 301, hidden: 0 });
  expect(code(office.ask(desk => desk.mark({ ...ALL, selected: true }, () => null)))).toBe('selection-elsewhere');
});

test.each<[string, Partial<MarkFilter>, ReturnType<typeof faultOfFilter>]>([
  ['nothing at all', {}, 'nothing'],
  ['hidden rows to be left out, which leaves all the others', { visible: true }, 'nothing'],
  ['blanks, and an @ alone', { domain: ' @ ', text: ' ' }, 'nothing'],
  ['two domains', { domain: 'acme.com, beta.com' }, 'domain'],
  ['two domains with a blank between them', { domain: 'acme.com beta.com' }, 'domain'],
  ['a word that is no domain', { domain: 'acme' }, 'domain'],
  ['a whole address as a domain', { domain: 'ann@acme.com' }, 'domain'],
  ['invited days ago, and declined', { state: 'DECLINED', invitedDays: 7 }, 'days'],
  ['invited days ago, and never invited', { state: 'NOT_YET_SENT', invitedDays: 0 }, 'days'],
  ['invited days ago', { invitedDays: 0 }, null],
  ['invited days ago, and invited', { state: 'INVITED', invitedDays: 7 }, null],
  ['a domain', { domain: '@Acme.com ' }, null],
  ['selected rows', { selected: true }, null],
  ['what a column says', { cells: [{ header: 'City', says: '' }] }, null],
])('a choice of %s', (_what, part, expected) => {
  expect(faultOfFilter({ ...ALL, ...part })).toBe(expected);
});

test('a choice of nothing marks nobody, and neither does one that no row can fit; both are told as that', () => {
  const office = makeOffice({ accounts: people(5) });
  office.refresh();
  const mark = (part: Partial<MarkFilter>) => code(office.ask(desk => desk.mark({ ...ALL, ...part }, () => [[2, 3]])));
  expect([mark({}), mark({ visible: true })]).toEqual(['mark-nothing', 'mark-nothing']);
  expect([mark({ domain: 'a.com,b.com' }), mark({ state: 'ACCEPTED', invitedDays: 1 })]).toEqual([
    'mark-never',
    'mark-never',
  ]);
  expect(office.sheets.accounts.rows.filter(each => each['mark'])).toEqual([]);
});
