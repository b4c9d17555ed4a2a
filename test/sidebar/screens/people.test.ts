// Comparing with a list of people on the page: the tab, the columns that can be changed, the groups, and what is done.
import { eventually, inSight, startSidebar, type Opener } from '../open-page';
import type { PageServer } from '../server/server';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

const world = (server: PageServer): void => {
  server.list(['ann', 'bob', 'who'].map(name => ({ email: `${name}@acme.com` })));
  server.memory.tabs.set(7, {
    name: 'HR',
    cells: [
      ['Name', 'Mail', 'Login', 'Status'],
      ['Ann Lee', 'ann@acme.com', 'alee@acme.com', 'Active'],
      ['Bob Ray', 'bob@acme.com', '', 'Disabled'],
      ['Cid Poe', 'cid@acme.com', 'who@acme.com', 'Perhaps'],
      ['Dee Fox', '', '', ''],
    ],
  });
};

test('what was written beside the accounts of one group, and the form that marks by it, are in sight in a low window', async () => {
  const { page, host } = await opener.open(world);
  await page.setViewportSize({ width: 300, height: 400 });
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByLabel('The list').selectOption('HR');
  await page.locator('summary').filter({ hasText: 'who has left' }).click();
  await page.getByRole('button', { name: 'Write these' }).click();
  await inSight(page.getByRole('main').getByText('1 row changed.'));
  // Google's servers take their time; an answer in the same moment would let the form have the last word.
  await host(server => server.always('overview', { late: 'hold' }));
  await page.getByRole('button', { name: 'Mark by what was written…' }).click();
  const first = page.locator('form').getByLabel('State');
  await inSight(first);
  await eventually(() => first.evaluate(field => field === document.activeElement), true);
});

test('a tab is chosen, its groups are opened, marked and written, other columns are tried, and all is forgotten', async () => {
  const { page, host } = await opener.open(world);
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByLabel('The list').selectOption('HR');
  await page.getByText('4 people, 3 accounts').waitFor();
  await page.getByText('cannot be told for certain from: Perhaps.').waitFor();
  const group = (name: string) => page.locator('summary').filter({ hasText: name });
  expect(await page.locator('summary').allInnerTexts()).toEqual([
    'Columns: 4 of 4 used',
    '1 person with an unmanaged account',
    '1 account of somebody who has left',
    '1 under another address of a person',
    '0 ambiguous: of several people',
    '0 accounts of nobody on the list',
    '1 person whom Google does not list',
  ]);
  await group('whom Google').click();
  await page.getByText('Dee Fox · no address in the list').waitFor();
  await group('whom Google').click();
  await group('who has left').click();
  await page.getByText('bob@acme.com · Bob Ray · Status: Disabled · Not invited').waitFor();
  await page.getByRole('button', { name: 'Mark these' }).click();
  await page.getByRole('main').getByText('1 marked, 1 row changed').waitFor();
  await page.getByRole('button', { name: 'Write these' }).click();
  await page.getByRole('main').getByText('1 row changed.').waitFor();
  await group('who has left').click();

  // Without the logins nobody knows whose who@acme.com is.
  await group('Columns').click();
  await page.getByLabel('Login').selectOption('Not used');
  await page.getByRole('button', { name: 'Compare with these columns' }).click();
  await page.getByText('1 account of nobody on the list').waitFor();
  await page.getByRole('button', { name: 'Write all into Accounts' }).click();
  await page.getByRole('main').getByText('2 rows changed.').waitFor();
  const beside = () =>
    host(server =>
      server.memory.sheets.accounts.rows.map(({ email, mark, person, employment }) => [
        email,
        mark,
        person,
        employment,
      ]),
    );
  expect(await beside()).toEqual([
    ['ann@acme.com', false, 'Ann Lee', 'Employed'],
    ['bob@acme.com', true, 'Bob Ray', 'Left'],
    ['who@acme.com', false, '', 'Not on the list'],
  ]);
  // Who comes back finds the comparison again, with the columns as they were chosen.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByText('Nothing new since the last comparison.').waitFor();
  await page.getByText('Columns: 3 of 4 used').waitFor();
  await page.getByRole('button', { name: 'Forget the comparison' }).click();
  await page.getByRole('group', { name: 'Forget the comparison?' }).getByText('are emptied').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  await eventually(focused, 'asking');
  await page.keyboard.press('Escape');
  await eventually(focused, 'forget');
  expect(await page.getByRole('group', { name: 'Forget the comparison?' }).count()).toBe(0);
  expect(await host(server => server.count('forgetPeople'))).toBe(0);
  await page.getByRole('button', { name: 'Forget the comparison' }).click();
  await page
    .getByRole('group', { name: 'Forget the comparison?' })
    .getByRole('button', { name: 'Forget the comparison' })
    .click();
  await page.getByRole('main').getByText('Comparison forgotten: 3 rows cleared.').waitFor();
  expect((await beside()).map(([, mark, ...rest]) => [mark, ...rest])).toEqual([
    [false, '', ''],
    [true, '', ''],
    [false, '', ''],
  ]);
  expect(await page.getByRole('button', { name: 'Forget the comparison' }).count()).toBe(0);
});

test('the tab in front is compared at once; after writing, marking by what was written is what is next', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }]);
    server.memory.tabs.set(7, {
      name: 'HR',
      cells: [
        ['Name', 'Mail', 'Department'],
        ['Ann Lee', 'ann@acme.com', 'Art'],
      ],
    });
    server.memory.bringToFront(7);
  });
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByText('1 person, 1 account').waitFor();
  const primary = page.locator('button.primary:visible');
  // What was never written cannot be forgotten.
  expect(await page.getByRole('button', { name: 'Forget the comparison' }).count()).toBe(0);
  expect(await primary.allInnerTexts()).toEqual(['Write all into Accounts']);
  await primary.click();
  await eventually(() => primary.allInnerTexts(), ['Mark by what was written…']);
  await primary.click();
  await page.getByRole('heading', { name: 'Mark the rows that fit all of this' }).waitFor();
});

test('who has left since is told; people without an account are asked about as any check, the cost first', async () => {
  const { page, host } = await opener.open(world);
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  const tab = page.getByLabel('The list');
  await tab.selectOption('HR');
  await page.getByRole('button', { name: 'Write all into Accounts' }).click();
  await page.getByRole('main').getByText('3 rows changed.').waitFor();
  await host(server =>
    server.memory.tabs.set(7, {
      name: 'HR',
      cells: [
        ['Name', 'Mail', 'Status'],
        ['Ann Lee', 'ann@acme.com', 'Disabled'],
        ['New One', 'new@acme.com', 'Active'],
      ],
    }),
  );
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByRole('alert').getByText('The columns of the tab have changed.').waitFor();
  await host(server => server.memory.tabs.set(8, { ...server.memory.tabs.get(7)!, name: 'HR 2' }));
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await tab.selectOption('HR 2');
  await page.getByText('Since the last comparison').waitFor();
  await page.locator('summary').filter({ hasText: '1 left' }).click();
  await page.locator('summary').filter({ hasText: '2 not on the list any more' }).waitFor();
  await page.locator('summary').filter({ hasText: 'whom Google' }).click();
  await page.getByRole('button', { name: 'Ask Google about 1' }).click();
  await page.getByText('1 address will be checked').waitFor();
  await page.getByText(/^About 1 of .* left today$/).waitFor();
  await eventually(() => host(server => server.argsOf('startCheck')), []);
});

test('a list in a file: its columns are told by the server, only those in use are sent, and others are chosen as with a tab', async () => {
  const { page, host } = await opener.open(world);
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.locator('#people-file:not([aria-disabled])').waitFor();
  const open = (name: string, text: string) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await open(
    'people.csv',
    'Salary;Mail;Name;Status;Private mail\n9000;ann@acme.com;Ann Lee;Active;who@acme.com\n1;bob@acme.com;Bob Ray;Disabled;\n',
  );
  await page.getByText('2 people, 3 accounts').waitFor();
  expect(await page.getByLabel('The list').locator('option:checked').innerText()).toBe('people.csv');
  await page.getByText('Columns: 3 of 5 used').waitFor();
  const sent = (name: 'peopleColumns' | 'comparePeople') =>
    host((server, of) => JSON.stringify(server.argsOf(of)), name);
  expect((await sent('peopleColumns')) + (await sent('comparePeople'))).not.toMatch(/9000/);
  expect(await sent('comparePeople')).not.toMatch(/who@/);
  await page.getByRole('button', { name: 'Write all into Accounts' }).click();
  await page.getByRole('main').getByText('3 rows changed.').waitFor();
  await page.locator('summary').filter({ hasText: 'Columns' }).click();
  await page.getByLabel('Private mail').selectOption('Other addresses');
  await page.getByRole('button', { name: 'Compare with these columns' }).click();
  await page.getByText('1 under another address of a person').waitFor();
  // Who comes back finds it again, and a tab is chosen instead of it.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByText('Columns: 4 of 5 used').waitFor();
  await page.getByLabel('The list').selectOption('HR');
  await page.getByText('4 people, 3 accounts').waitFor();
  await open('list.txt', 'ann@acme.com, nobody');
  await page.getByText('2 people, 3 accounts').waitFor();
  await page.locator('summary').filter({ hasText: 'whom Google' }).click();
  await page.getByText('nobody · no address in the list').waitFor();
  await open('empty.csv', 'Email,Name\n');
  await page.getByRole('alert').getByText('There is no list here.').waitFor();
  await open('book.xlsx', 'PK\u0003\u0004\0');
  await page.getByRole('alert').getByText('This file cannot be read as text.').waitFor();
});

test('where no column has addresses, it is chosen by hand', async () => {
  const { page, host } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }]);
  });
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByRole('button', { name: 'Open a file…' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await host(server =>
    server.memory.tabs.set(7, {
      name: 'X',
      cells: [
        ['Home', ''],
        ['ann@acme.com', 'Ann'],
      ],
    }),
  );
  await page.getByRole('button', { name: 'Compare with your people' }).click();
  await page.getByLabel('The list').selectOption('X');
  await page.getByText('No column of addresses was recognised.').waitFor();
  await page.getByLabel('Home').selectOption('Work address');
  await page.getByLabel('Column 2').selectOption('Name');
  await page.getByRole('button', { name: 'Compare with these columns' }).click();
  await page.locator('summary').filter({ hasText: 'with an unmanaged account' }).click();
  await page.getByText('ann@acme.com · Ann').waitFor();
});
