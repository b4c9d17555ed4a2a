// Looking up one address and checking many, on the page in a real browser.
import { startSidebar, until, type Opener } from '../sidebar/open-page';

let opener: Opener;
beforeAll(async () => { opener = await startSidebar(); });
afterAll(() => opener.close());
afterEach(async () => { expect(await opener.finish()).toEqual([]); });

test('a pasted list is previewed, checked, and its eligible addresses are added and marked', async () => {
  const { page, fake } = await opener.open(server => {
    server.world.accounts.push({ email: 'ann@acme.com', state: 'NOT_YET_SENT', marked: false });
    server.world.strangers = ['x@elsewhere.com'];
  });
  await page.getByLabel('One address, or a list').fill('ann@acme.com\nnew@acme.com, x@elsewhere.com\nnonsense');
  await page.getByRole('button', { name: 'Check eligibility' }).click();
  await page.getByRole('menuitem', { name: 'The addresses pasted here' }).click();
  await page.getByText('3 addresses will be checked').waitFor();
  await page.getByText('1 skipped').waitFor();
  await page.getByRole('button', { name: 'Check 3 addresses' }).click();
  await page.getByText('2 of 3 addresses can be invited.').waitFor();
  await page.getByText('1 cannot be invited').click();
  await page.getByText('x@elsewhere.com').waitFor();
  await page.getByText('not one of your verified domains').waitFor();
  await page.getByRole('button', { name: 'Add the eligible ones' }).click();
  await page.getByRole('main').getByText('1 added, 1 were there already. 2 marked now.').waitFor();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByText('2 marked').first().waitFor();
  expect(await fake(server => server.calls.filter(call => call.name === 'startCheck' || call.name === 'addToSheet').map(call => call.args))).toEqual([
    [['ann@acme.com', 'new@acme.com', 'x@elsewhere.com']], [['ann@acme.com', 'new@acme.com'], true],
  ]);
});

test('one address is looked up, with its history, and marked for the next send; what is no address is told plainly', async () => {
  const { page, fake } = await opener.open(server => { server.world.accounts.push({ email: 'ann@acme.com', state: 'INVITED', marked: false }); });
  const field = page.getByLabel('One address, or a list');
  await field.fill('ann');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('alert').getByText('This is not one e-mail address.').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  expect(await field.inputValue()).toBe('ann');
  await field.fill('ann@acme.com');
  await page.getByRole('button', { name: 'Look up' }).click();
  await page.getByRole('heading', { name: 'ann@acme.com' }).waitFor();
  expect((await page.locator('dl').innerText()).replace(/\s+/g, ' ')).toContain('State Invited Emails sent 1');
  await page.getByText('Send: Done').waitFor();
  await page.getByRole('button', { name: 'Mark it' }).click();
  await page.getByText('1 marked').first().waitFor();
  await until(() => fake(server => server.world.accounts[0]!.marked), true);
});
