// The drawer: what a person can do to the world behind the sheet, and the same workbench in front of another server.
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type Bench, cell, chooseMenu, Chrome, eventually, shown, startWorkbench } from './browser';
import { writeSmallAddOn } from './small-add-on';

let chrome: Chrome;
let dist: string;

beforeAll(async () => {
  [chrome, dist] = await Promise.all([Chrome.launch(), writeSmallAddOn()]);
});
afterAll(async () => {
  await chrome.close();
  await rm(dist, { recursive: true });
});

test('with delays as on Google it says so, and they are on', async () => {
  const slow = await startWorkbench(['--dist', dist, '--latency', '200', '--slow-services']);
  const page = await chrome.open(slow.url);
  await page.getByRole('button', { name: 'World' }).click();
  const services = page.getByLabel("Apps Script's services take as long as on Google");
  await eventually(() => services.isChecked(), true);
  expect(slow.output()).toContain('No delay');
  await page.close();
  await slow.stop();
});

describe('with the emulated Google', () => {
  let bench: Bench;
  let page: Page;
  const drawer = () => page.getByRole('region', { name: 'World', exact: true });
  const told = () => shown(page, 'A1');

  beforeAll(async () => {
    bench = await startWorkbench(['--dist', dist, '--accounts', '450']);
    page = await chrome.open(bench.url);
    await page.getByRole('button', { name: 'World' }).click();
  });
  afterAll(async () => {
    await page.close();
    await bench.stop();
  });

  test('shows the customer, and fills it anew together with the spreadsheet', async () => {
    await drawer().getByText('450 accounts of acme.example, acme.test').waitFor();
    await chooseMenu(page, 'Make list');
    await page.getByRole('tab', { name: 'List' }).waitFor();
    // A reset while it is at work would end it with an alert.
    await drawer()
      .getByRole('listitem')
      .filter({ hasText: 'makeList' })
      .getByText(/^done, /)
      .waitFor();
    await drawer().getByLabel('Accounts').selectOption('12');
    await drawer().getByLabel('Domains').selectOption('1');
    await drawer().getByRole('button', { name: 'Reset to this' }).click();
    await drawer().getByText('12 accounts of acme.example', { exact: true }).waitFor();
    await eventually(() => page.getByRole('tab').allInnerTexts(), ['Sheet1', 'HR']);
    await eventually(() => cell(page, 'B2').innerText(), '');
  });

  test('faults strike while they are on, and are counted', async () => {
    await chooseMenu(page, 'World', 'List');
    await eventually(told, 'list 200,200,200');
    await drawer().getByLabel('API switched off').check();
    await drawer().getByText('0 hits').waitFor();
    await chooseMenu(page, 'World', 'List');
    await eventually(told, 'list 403,403,403');
    await drawer().getByText('3 hits').waitFor();
    await drawer().getByLabel('API switched off').uncheck();
    await drawer().getByLabel('429, slow down', { exact: true }).check();
    await drawer().getByLabel('How often: 429, slow down').selectOption('100 %');
    await chooseMenu(page, 'World', 'List');
    await eventually(told, 'list 429,429,429');
    await drawer().getByLabel('429, slow down', { exact: true }).uncheck();
    await eventually(() => drawer().getByText('hits').count(), 0);
  });

  test('nothing is slow for whoever starts it from a program; delays come by choice, and one click ends them', async () => {
    const services = drawer().getByLabel("Apps Script's services take as long as on Google");
    const at = (ms: number) => drawer().getByLabel(`${ms} ms`, { exact: true });
    await eventually(async () => [await services.isChecked(), await at(0).isChecked()], [false, true]);
    await services.check();
    await at(200).check();
    await eventually(async () => [await services.isChecked(), await at(200).isChecked()], [true, true]);
    await drawer().getByRole('button', { name: 'No delay' }).click();
    await eventually(async () => [await services.isChecked(), await at(0).isChecked()], [false, true]);
  });

  test('lists the mails, and who got more than one', async () => {
    await drawer().getByText('0 mails to 0 people').waitFor();
    await chooseMenu(page, 'World', 'Send twice');
    await drawer().getByText('2 mails to 1 person').waitFor();
    await drawer().getByText('1 person was mailed more than once.').waitFor();
    await eventually(async () => (await told()).startsWith('sent to '), true);
    const address = (await told()).replace('sent to ', '');
    await eventually(() => drawer().getByRole('row', { name: address }).getByRole('cell').nth(1).innerText(), '2');
    await drawer().getByRole('button', { name: 'Forget these mails' }).click();
    await drawer().getByText('0 mails to 0 people').waitFor();
  });

  test('people answer; who was not invited cannot', async () => {
    const email = drawer().getByLabel('One person');
    await email.fill('nobody@acme.example');
    await drawer().getByRole('button', { name: 'Accepts' }).click();
    await page.getByRole('alertdialog').getByText('nobody@acme.example has no open invitation.').waitFor();
    await page.keyboard.press('Enter');
  });

  test('the clock moves for executions too, and an answer takes as long as is set', async () => {
    await chooseMenu(page, 'World', 'Tell the time');
    await eventually(told, new Date().toISOString().slice(0, 10));
    await drawer().getByRole('button', { name: '+7 days' }).click();
    await chooseMenu(page, 'World', 'Tell the time');
    await eventually(told, new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
    await drawer().getByLabel('200 ms').check();
    const before = Date.now();
    await chooseMenu(page, 'World', 'List');
    await eventually(told, 'list 200,200,200');
    expect(Date.now() - before).toBeGreaterThanOrEqual(200);
  });

  test('a table from the menu refuses what Google refuses there, late, and can be taken back', async () => {
    const dataMenu = async (name: string): Promise<void> => {
      await page.getByRole('menuitem', { name: 'Data', exact: true }).click();
      await page.getByRole('menu').getByRole('menuitem', { name, exact: true }).click();
    };
    await chooseMenu(page, 'Make list');
    await page.getByRole('tab', { name: 'List' }).waitFor();
    await eventually(() => shown(page, 'B2'), 'pear');
    await dataMenu('Convert to table');
    await chooseMenu(page, 'More', 'Format in plain text');
    const alert = page.getByRole('alertdialog');
    await alert.getByText("You can't set the number format of cells in a typed column.").waitFor();
    await page.keyboard.press('Enter');
    await eventually(() => shown(page, 'F1'), 'formatted');
    await dataMenu('Convert tables to cells');
    await chooseMenu(page, 'More', 'Format in plain text');
    await chooseMenu(page, 'World', 'Tell the time');
    await page.getByRole('tab', { name: 'Sheet1' }).click();
    await eventually(async () => /^\d{4}-/.test(await told()), true);
    await eventually(() => page.getByRole('alertdialog').count(), 0);
  });

  test('a permission that was ticked off, in the words of an admin who speaks Spanish', async () => {
    await drawer().getByLabel('script.external_request').uncheck();
    await drawer().getByLabel('and so do the exceptions of Apps Script').check();
    await drawer().getByLabel('Their Google account speaks').selectOption('es');
    await page.waitForEvent('load');
    await chooseMenu(page, 'World', 'List');
    const needed = 'Permisos necesarios: https://www.googleapis.com/auth/script.external_request';
    await page.getByRole('alertdialog').getByText(needed).waitFor();
  });
});

describe('with another server', () => {
  const TOKEN = 'secret-token-for-the-test';
  const seen: { readonly path: string; readonly authorization: string; readonly socket: number }[] = [];
  let server: Server;
  let bench: Bench;
  let page: Page;

  beforeAll(async () => {
    const sockets: unknown[] = [];
    server = createServer((request: IncomingMessage, response) => {
      if (!sockets.includes(request.socket)) sockets.push(request.socket);
      seen.push({
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        socket: sockets.indexOf(request.socket),
      });
      response.setHeader('content-type', 'application/json');
      response.end('{"userInvitations":[]}');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    bench = await startWorkbench(['--dist', dist], {
      CLOUD_IDENTITY_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      CLOUD_IDENTITY_TOKEN: TOKEN,
    });
    page = await chrome.open(bench.url);
  });
  afterAll(async () => {
    await page.close();
    await bench.stop();
    server.close();
  });

  test('requests go there over kept connections, with the token, which nobody is shown', async () => {
    for (const round of [1, 2]) {
      await chooseMenu(page, 'World', 'List');
      await eventually(() => seen.length, 3 * round);
      await eventually(() => shown(page, 'A1'), 'list 200,200,200');
    }
    expect(seen[0]).toEqual({
      path: '/v1/customers/my_customer/userinvitations?pageSize=200',
      authorization: `Bearer ${TOKEN}`,
      socket: 0,
    });
    expect(Math.max(...seen.map(({ socket }) => socket))).toBeLessThan(3);
    expect(bench.output() + (await page.content())).not.toContain(TOKEN);
  });

  test('the drawer says so, and hides what it cannot do', async () => {
    await page.getByRole('button', { name: 'World' }).click();
    await page.getByText('Requests sent: 6').waitFor();
    await eventually(() => page.getByRole('button', { name: 'Reset to this' }).count(), 0);
    await eventually(() => page.getByRole('button', { name: '+7 days' }).count(), 1);
  });
});

describe('the program', () => {
  test('takes the next port when its own is taken, and says so', async () => {
    const first = await startWorkbench(['--dist', dist]);
    const second = await startWorkbench(['--dist', dist, '--port', new URL(first.url).port]);
    expect(second.output()).toContain(`Port ${new URL(first.url).port} is taken.`);
    expect(second.url).not.toBe(first.url);
    await Promise.all([first.stop(), second.stop()]);
  });

  test('tells a mistake in a sentence', async () => {
    await expect(startWorkbench(['--accounts', 'many'])).rejects.toThrow(
      '--accounts must be a whole number from 0 to 200000, not "many".',
    );
    await expect(startWorkbench(['--dist', '/nowhere'])).rejects.toThrow('/nowhere holds no add-on');
  });

  test('serves this machine only: another page or another name is refused', async () => {
    const bench = await startWorkbench(['--dist', dist]);
    const post = (headers: Record<string, string>) =>
      fetch(`${bench.url}/world`, { method: 'POST', headers, body: '{}' }).then(reply => reply.status);
    expect(await post({ 'content-type': 'application/json', origin: 'http://elsewhere.example' })).toBe(403);
    expect(await post({ 'content-type': 'text/plain' })).toBe(415);
    await bench.stop();
  });
});

test('no page told of an error on its console, nor threw one', () => {
  expect(chrome.errors).toEqual([]);
});
