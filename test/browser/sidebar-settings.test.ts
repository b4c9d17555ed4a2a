// Settings, the number that must be typed, and marking by a choice, on the page in a real browser.
import { startSidebar, until, type Opener } from '../sidebar/open-page';
import type { FakeServer } from '../sidebar/fake-server';

let opener: Opener;
beforeAll(async () => { opener = await startSidebar(); });
afterAll(() => opener.close());
afterEach(async () => { expect(await opener.finish()).toEqual([]); });

const three = (server: FakeServer): void => {
  for (const name of ['ann', 'bob', 'cid']) server.world.accounts.push({ email: `${name}@acme.com`, state: 'NOT_YET_SENT', marked: true });
  server.world.accounts.push({ email: 'dee@acme.com', state: 'DECLINED', marked: false });
  server.world.typeAbove = 2;
};

test('settings are saved by the keyboard alone and kept, and what somebody else changed meanwhile is not overwritten in silence', async () => {
  const { page, fake } = await opener.open(three);
  await page.getByRole('button', { name: 'Settings' }).press('Enter');
  const only = page.getByLabel(/^Test mode/);
  await only.fill('acme.com');
  await fake(server => { server.world.settings = { ...server.world.settings, atOnce: '20' }; });
  await page.getByLabel('Requests at once').press('Enter');
  await page.getByText('Somebody else changed this.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('setting-atOnce');
  expect([await only.inputValue(), await page.getByLabel('Requests at once').inputValue()]).toEqual(['acme.com', '20']);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Test mode is on.').waitFor();
  expect(await fake(server => server.world.settings)).toEqual({ only: 'acme.com', typeAbove: '100', atOnce: '20' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('settings');
});

test('above the limit nothing starts before the number is typed', async () => {
  const { page, fake } = await opener.open(three);
  await page.getByRole('button', { name: 'Send invitations' }).click();
  const number = page.getByLabel('Type 3 to confirm');
  await number.fill('4');
  await number.press('Enter');
  expect(await page.locator('#confirm').getAttribute('aria-disabled')).toBe('true');
  await number.fill('3');
  await number.press('Enter');
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await fake(server => server.calls.filter(call => call.name === 'start').map(call => call.args[3]))).toEqual([3]);
});

test('rows are marked by a choice, and the focus comes back to Mark', async () => {
  const { page, fake } = await opener.open(three);
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByRole('menuitem', { name: /^By state/ }).click();
  await page.getByLabel('State').selectOption('DECLINED');
  await page.getByLabel('Domain').fill('acme.com');
  await page.getByLabel('Invited more than').fill('7');
  await page.getByLabel('Only visible rows').check();
  await page.getByLabel('Domain').press('Enter');
  await page.getByText('4 marked', { exact: true }).waitFor();
  await until(() => fake(server => server.calls.find(call => call.name === 'mark')?.args), [{ state: 'DECLINED', domain: 'acme.com', invitedDays: 7, text: '', selected: false, visible: true }]);
  await page.getByLabel('Domain').press('Escape');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('mark');
});

test('where no service account is built in, the sign-in page says so and offers nothing to test', async () => {
  const { page } = await opener.open(server => { server.world.signIn = { ...server.world.signIn, builtIn: ['own'] }; });
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByText(/it is built in only on request, with npm run push -- --with key/).waitFor();
  expect(await page.getByRole('radio').evaluateAll(radios => radios.map(radio => (radio as HTMLInputElement).disabled))).toEqual([false, true, true]);
  expect(await page.getByRole('button').allInnerTexts()).toEqual(['Back']);
});
