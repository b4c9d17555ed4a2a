// Reminders by hand and on a schedule, and taking a job back, on the page in a real browser.
import { startSidebar, until, type Opener } from '../sidebar/open-page';
import type { FakeServer } from '../sidebar/fake-server';

let opener: Opener;
beforeAll(async () => { opener = await startSidebar(); });
afterAll(() => opener.close());
afterEach(async () => { expect(await opener.finish()).toEqual([]); });

const two = (server: FakeServer): void => {
  for (const name of ['ann', 'bob']) server.world.accounts.push({ email: `${name}@acme.com`, state: 'INVITED', marked: false });
  server.world.reminders = { days: 14, most: 4 };
  server.world.schedule = { ...server.world.schedule, state: 'off', typeAbove: 20 };
  server.world.pastJobs = [{ id: 'job-1', action: 'send', by: 'ada@acme.com', at: '2026-11-20T09:00:00Z', done: 2, total: 2 }];
};

test('reminders start from the policy of the settings; another one is for once, and the preview sends just that', async () => {
  const { page, fake } = await opener.open(two);
  await page.getByText('Reminders', { exact: true }).click();
  const days = page.getByLabel('Last mailed at least');
  expect([await days.inputValue(), await page.getByLabel('At most').inputValue()]).toEqual(['14', '4']);
  await days.fill('0');
  await page.getByRole('alert').getByText('Days: 1 to 365.').waitFor();
  await days.fill('21');
  await page.getByRole('button', { name: 'Preview reminders' }).click();
  await page.getByText('last mailed at least 21 days ago, mailed fewer than 4 times').waitFor();
  await page.getByRole('button', { name: 'Send 2 reminders' }).click();
  await page.getByRole('heading', { name: 'Invitations sent' }).waitFor();
  expect(await fake(server => server.calls.filter(call => call.name === 'start').map(call => [call.args[0], call.args[4]]))).toEqual([['send', { from: 'reminders', days: 21, most: 4 }]]);
});

test('a preview is checked first, comes back without the ineligible ones, and can be had with them again', async () => {
  const { page, fake } = await opener.open(server => {
    for (const name of ['ann', 'bob']) server.world.accounts.push({ email: `${name}@acme.com`, state: 'NOT_YET_SENT', marked: true });
    server.world.strangers = ['bob@acme.com'];
  });
  await page.getByRole('button', { name: 'Send invitations' }).click();
  await page.getByRole('button', { name: 'Check eligibility first' }).click();
  await page.getByText('Checked: 1 can be invited, 1 cannot, 0 without an answer.').waitFor();
  await page.getByRole('button', { name: 'Send 1 invitation' }).waitFor();
  await page.getByLabel('Only those who can be invited').click();
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  expect(await fake(server => server.calls.filter(call => call.name === 'startCheck').map(call => call.args))).toEqual([[['ann@acme.com', 'bob@acme.com']]]);
});

test('a job is taken back from the list of recent ones, after a preview', async () => {
  const { page, fake } = await opener.open(two);
  await page.getByText('Recent jobs').click();
  await page.getByRole('button', { name: 'Take back…' }).click();
  await page.getByRole('heading', { name: 'Take back what this job sent?' }).waitFor();
  await page.getByRole('button', { name: 'Cancel 2 invitations' }).click();
  await page.getByRole('heading', { name: 'Invitations cancelled' }).waitFor();
  expect(await fake(server => [server.calls.filter(call => call.name === 'start').map(call => [call.args[0], call.args[4]]), server.world.accounts.map(({ state }) => state)])).toEqual([
    [['cancel', { from: 'job', job: 'job-1' }]], ['NOT_YET_SENT', 'NOT_YET_SENT'],
  ]);
});

test('the schedule is switched on, above the safety catch only with the number typed, and off again', async () => {
  const { page, fake } = await opener.open(two);
  await page.getByText('Reminders', { exact: true }).click();
  await page.getByText('Send reminders on a schedule').click();
  const on = page.getByRole('button', { name: 'Switch on' });
  await page.getByLabel('That is more than 20').fill('49');
  expect(await on.getAttribute('aria-disabled')).toBe('true');
  await page.getByLabel('That is more than 20').fill('50');
  await on.click();
  await page.getByText('On, as you.').waitFor();
  await page.getByText('2 addresses will be reminded').click();
  await page.getByText('ann@acme.com').first().waitFor();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await on.waitFor();
  await until(() => fake(server => server.calls.filter(call => call.name === 'switchSchedule').map(call => call.args)), [[true, 50, 50], [false, 50, null]]);
});
