// What to press next: a problem has the button that mends it, results have one coloured button, and numbers are on top.
import { startSidebar, type Opener } from '../open-page';
import type { PageServer } from '../server/server';

let opener: Opener;
beforeAll(async () => {
  opener = await startSidebar();
});
afterEach(async () => {
  expect(await opener.finish()).toEqual([]);
});

const two = (server: PageServer): void =>
  server.list([
    { email: 'ann@acme.com', marked: true },
    { email: 'cid@acme.com', state: 'ACCEPTED', marked: true },
  ]);

test('what a refresh puts right has the button for it beside the words', async () => {
  const { page, host } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com' }]);
    const problem = { code: 'no-mark-column', title: 'No column.', advice: 'Refresh.', link: null };
    server.next('mark', { problem });
  });
  await page.getByRole('button', { name: 'Mark those never invited' }).click();
  const box = page.locator('.problem');
  await box.getByText('No column.').waitFor();
  await box.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { name: 'List refreshed' }).waitFor();
  expect(await host(server => server.count('refresh'))).toBe(1);
});

test('what stands in the settings leads there, and from there no second button leads to where one is', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com', marked: true }]);
    const problem = { code: 'test-mode', title: 'Only some.', advice: 'Switch it off.', link: null };
    server.next('preview', { problem });
    server.next('settings', { problem });
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Open settings' }).click();
  await page.getByRole('alert').getByText('Only some.').waitFor();
  expect(await page.getByRole('button', { name: 'Open settings' }).count()).toBe(0);
});

test('after a check of addresses that have a row already, marking is offered and going on is coloured', async () => {
  const { page } = await opener.open(two);
  await page.getByLabel('One address, or a list').fill('ann@acme.com');
  await page.getByRole('button', { name: 'Check eligibility' }).click();
  await page.getByRole('menuitem', { name: 'The addresses pasted here' }).click();
  await page.getByRole('button', { name: 'Check 1 address' }).click();
  await page.getByRole('button', { name: 'Mark these' }).click();
  await page.getByRole('main').getByText('None added, 1 was there already.').waitFor();
  expect(await page.locator('button.primary').allInnerTexts()).toEqual(['Done']);
  expect(await page.getByRole('button', { name: 'Mark these' }).count()).toBe(0);
});

test('a result says how many are still marked, once that is known', async () => {
  const { page } = await opener.open(two);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Send 1 invitation' }).click();
  await page.getByText('1 invitation sent.').waitFor();
  await page.getByText('Still marked in the sheet: 1').waitFor();
});

test('the requests left today are on top, and a job that is somebody else’s says whose', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com', marked: true }]);
    server.begin('send', 'bob@acme.com');
  });
  await page
    .locator('header')
    .getByText(/^[\d,]+ requests left today$/)
    .waitFor();
  await page.getByRole('button', { name: 'Do something else meanwhile' }).click();
  await page.getByText(/^bob@acme.com is sending invitations: 0 of 1/).waitFor();
});

test('where only invited ones are marked, it is said that a sending skips them, and neither that nor to cancel is coloured', async () => {
  const { page } = await opener.open(server => {
    server.list([
      { email: 'ann@acme.com', state: 'INVITED', marked: true },
      { email: 'bob@acme.com', state: 'INVITED', marked: true },
      { email: 'cid@acme.com' },
    ]);
  });
  await page.getByText('Sending would skip them, 2 as invited already.').waitFor();
  expect(await page.locator('button.primary').allInnerTexts()).toEqual(['Mark those never invited']);
});

test('where nobody of those marked can be invited or cancelled, that is said, and others are what is next', async () => {
  const { page } = await opener.open(server => {
    server.list([{ email: 'ann@acme.com', state: 'ACCEPTED', marked: true }, { email: 'cid@acme.com' }]);
  });
  await page.getByText('Sending would skip them: they have answered').waitFor();
  expect(await page.locator('button.primary').allInnerTexts()).toEqual(['Mark those never invited']);
});

test('after all were cancelled, what is next is not to invite the same people again', async () => {
  const { page, host } = await opener.open(server => {
    server.list([
      { email: 'ann@acme.com', state: 'INVITED', marked: true },
      { email: 'bob@acme.com', state: 'INVITED', marked: true },
    ]);
  });
  await page.getByRole('button', { name: 'Cancel invitations' }).click();
  await page.getByText('the link in it stops working').waitFor();
  await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  expect(await page.locator('.legend').innerText()).toMatch(/^2 Not invited/);
  expect(await page.locator('button.primary').allInnerTexts()).toEqual(['Refresh']);
  // The menu still marks them for whoever wants that.
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: 'All not invited' }).click();
  await page.getByRole('heading', { name: '2 marked' }).waitFor();
  expect(await host(server => server.argsOf('mark'))).toEqual([['notInvited']]);
});
