// Sign-in with a service account, done by hand in the workbench: the key's file from the drawer, a delegation that is
// missing, and then all of it in use.
import { join } from 'node:path';
import { type Bench, chooseMenu, Chrome, sidebar, startWorkbench } from './browser';

let bench: Bench;
let chrome: Chrome;
/** Made by `node dev/run.mjs --build-only`. */
const dist = join(__dirname, '../../.build/with-key');
beforeAll(async () => {
  [bench, chrome] = await Promise.all([startWorkbench(['--accounts', '12', '--dist', dist]), Chrome.launch()]);
});
afterAll(async () => {
  await Promise.all([chrome.close(), bench.stop()]);
});

test('a key is tried, refused for want of delegation, then used; header and page name both, and the key is never shown', async () => {
  const page = await chrome.open(bench.url);
  const key = Buffer.from(await (await page.request.get(`${bench.url}/service-account.json`)).body());
  await chooseMenu(page, 'Open sidebar');
  const side = sidebar(page);
  await page.getByRole('button', { name: 'World' }).click();
  await page.getByLabel('authorised for domain-wide delegation').uncheck();
  await side.getByRole('button', { name: 'More', exact: true }).click();
  await side.getByRole('menuitem', { name: 'Sign-in' }).click();
  await side.getByText('In use: Your own sign-in').waitFor();
  expect(await side.getByLabel('A service account without a key').isDisabled()).toBe(true);
  await side.getByLabel('A service account with a key').check();
  await side.getByRole('button', { name: 'Test and use' }).click();
  await side.getByText('You have no key for the service account.').waitFor();
  await side
    .getByLabel('Key file (JSON)')
    .setInputFiles({ name: 'service-account.json', mimeType: 'application/json', buffer: key });
  await side.getByLabel('Acts for this admin').fill('ada@acme.example');
  await side.getByRole('button', { name: 'Test and use' }).click();
  await side.getByText('The service account may not act for users of your organisation.').waitFor();
  await page.getByLabel('authorised for domain-wide delegation').check();
  await side.getByRole('button', { name: 'Test and use' }).click();
  await side
    .getByText('It works: Google answers inviter@workbench.iam.gserviceaccount.com for ada@acme.example.')
    .waitFor();
  await side.getByText(/asking Google for ada@acme.example$/).waitFor();
  expect(await side.locator('body').innerHTML()).not.toContain('PRIVATE KEY');
  await side.getByRole('button', { name: 'Remove it' }).click();
  await side.getByText('In use: Your own sign-in').waitFor();
  expect(chrome.errors).toEqual([]);
});
