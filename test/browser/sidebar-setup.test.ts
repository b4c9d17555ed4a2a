// The set-up check (reached where something failed, run again, copied) and the archive on the page in a real browser.
import { startSidebar, until, type Opener } from '../sidebar/open-page';

let opener: Opener;
beforeAll(async () => { opener = await startSidebar(); });
afterAll(() => opener.close());
afterEach(async () => { expect(await opener.finish()).toEqual([]); });

test('from a page that could not open: what is wrong, again after it was put right, as text, and back to work', async () => {
  const { page, fake } = await opener.open(server => {
    const problem = { code: 'scope', title: 'Not allowed', advice: 'Allow it.', link: { text: 'Grant', url: 'https://script.google.com/x' } };
    server.next('overview', { problem });
    server.world.setup = { failed: 1, installation: 'A script of your own', text: 'As text', steps: [{ id: 'permissions', title: 'Permissions', state: 'failed', told: 'Not granted: one.', problem }] };
  });
  await page.getByRole('button', { name: 'Check the set-up' }).click();
  await page.getByRole('heading', { name: 'Permissions Failed' }).waitFor();
  expect(await page.getByRole('link', { name: /^Grant/ }).getAttribute('href')).toBe('https://script.google.com/x');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Set-up check');
  await page.getByText('1 thing needs attention.').waitFor();
  await page.getByRole('button', { name: 'Copy as text' }).press('Enter');
  expect(await page.getByLabel('The check as text').inputValue()).toBe('As text');
  await page.getByText(/nobody’s address/).waitFor();
  await fake(server => { server.world.setup = { ...server.world.setup, failed: 0, steps: server.world.setup.steps.map(step => ({ ...step, state: 'ok' as const, problem: null })) }; });
  await page.getByRole('button', { name: 'Check again' }).click();
  await page.getByText('Nothing is missing.').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Check the set-up' }).press('Enter');
  await page.getByText('Nothing is missing.').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await until(() => page.evaluate(() => document.activeElement?.id), 'check-setup');
});

test('old lines are counted for the chosen age, then moved, and the sheet is named', async () => {
  const { page, fake } = await opener.open(server => {
    server.world.accounts.push({ email: 'ann@acme.com', state: 'INVITED', marked: false });
    server.world.archive = { lines: 1204, from: '2025-01-03T12:00:00Z', to: '2026-03-01T12:00:00Z', days: 365, open: 2 };
  });
  await page.getByText('Archive old Activity lines').click();
  await page.getByText('1,204 lines, from Jan 3, 2025 to Mar 1, 2026, can be moved.').waitFor();
  await page.getByText('Only lines older than 365 days').waitFor();
  await page.getByLabel('Older than').selectOption('730');
  await until(() => fake(server => server.calls.filter(call => call.name === 'previewArchive').map(call => call.args[0])), [180, 730]);
  await page.getByRole('button', { name: 'Move 1,204 lines' }).press('Enter');
  await page.getByText('1,204 lines moved to the sheet “Activity 2026-11-22”.').waitFor();
  await page.getByText('No line that old can be moved.').waitFor();
  expect(await page.locator('#archive').getAttribute('aria-disabled')).toBe('true');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('archive');
});
