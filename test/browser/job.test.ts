// The main job as a person does it: the shipped add-on in the workbench, in a real browser, from the menu to the mails.
import type { BrowserContext, Page } from 'playwright-core';
import { type Bench, chooseMenu, Chrome, eventually, shown, sidebar, startWorkbench } from './browser';

const LONG = 30_000;
let chrome: Chrome;
let bench: Bench;
let context: BrowserContext | undefined;
beforeAll(async () => {
  chrome = await Chrome.launch();
});
afterAll(async () => {
  await chrome.close();
});
afterEach(async () => {
  await context?.close();
  await bench.stop();
  expect(chrome.errors.splice(0)).toEqual([]);
});

async function open(locale = 'en', menu = 'Open sidebar'): Promise<Page> {
  bench = await startWorkbench(['--accounts', '12', '--locale', locale]);
  context = await chrome.context();
  context.setDefaultTimeout(LONG);
  const page = await chrome.open(bench.url, context);
  await chooseMenu(page, menu);
  return page;
}
const button = (page: Page, name: string | RegExp) => sidebar(page).getByRole('button', { name });
const world = async (page: Page): Promise<void> => {
  if (!(await page.getByText('The world behind the sheet').isVisible()))
    await page.getByRole('button', { name: 'World' }).click();
};
/** A tick tells the sidebar nothing; it looks when the person comes back to it. */
const seesMarks = (page: Page, count: number): Promise<void> =>
  eventually(async () => {
    await sidebar(page)
      .locator('body')
      .evaluate(() => {
        window.dispatchEvent(new Event('focus'));
      });
    return sidebar(page).getByText(`${count} marked`, { exact: true }).isVisible();
  }, true);
async function refresh(page: Page): Promise<void> {
  await button(page, /^Refresh/).click();
  await sidebar(page).getByText('List refreshed').waitFor();
  await button(page, 'Done').click();
}

test('list, tick, send, cancel: rows, Activity and the mails that went out agree', async () => {
  const page = await open();
  await refresh(page);
  await eventually(async () => (await shown(page, 'C13')) !== '', true);
  const states = await Promise.all(Array.from({ length: 12 }, (_, at) => shown(page, `C${at + 2}`)));
  const rows = states.flatMap((state, at) => (state.trim() === 'Not invited' ? [at + 2] : [])).slice(0, 2);
  for (const row of rows) await page.getByRole('checkbox', { name: `A${row}` }).click();
  await seesMarks(page, rows.length);
  const addresses = await Promise.all(rows.map(row => shown(page, `B${row}`)));

  await button(page, 'Send invitations').click();
  for (const address of addresses) await sidebar(page).getByText(address, { exact: true }).waitFor();
  await button(page, `Send ${rows.length} invitations`).click();
  await sidebar(page).getByText(`${rows.length} invitations sent.`, { exact: true }).waitFor();
  for (const row of rows) await eventually(() => shown(page, `C${row}`), 'Invited');

  await world(page);
  await page.getByText(`${rows.length} mails to ${rows.length} people`).waitFor();
  // Closed again: the grid shows no column that the drawer leaves no room for.
  await page.getByRole('button', { name: 'World' }).click();
  await page.getByRole('tab', { name: 'Activity' }).click();
  for (let at = 0; at < rows.length; at++) await eventually(() => shown(page, `E${at + 3}`), addresses[at]);
  // A step to the right brings the next column into view.
  await page.locator('[data-cell="E3"]').click();
  await page.keyboard.press('ArrowRight');
  for (let at = 0; at < rows.length; at++) await eventually(() => shown(page, `F${at + 3}`), 'Done');

  await page.getByRole('tab', { name: 'Accounts' }).click();
  await button(page, 'Done').click();
  await page.getByRole('checkbox', { name: `A${rows[0]}` }).click();
  await seesMarks(page, 1);
  await button(page, 'Cancel invitations').click();
  await button(page, 'Cancel 1 invitation').click();
  await sidebar(page).getByText('1 invitation cancelled.').waitFor();
  await eventually(() => shown(page, `C${rows[0]}`), 'Not invited');
  await world(page);
  await page.getByRole('region', { name: 'List of mails' }).getByText('its link leads nowhere').waitFor();
});

test('the running execution is killed and the tab reloaded in the middle of a job: everyone is mailed exactly once', async () => {
  const page = await open();
  await refresh(page);
  await button(page, /^Mark$/).click();
  await sidebar(page)
    .getByRole('menuitem', { name: /not invited/ })
    .click();
  await world(page);
  await page.getByLabel('800 ms').check();
  await button(page, 'Send invitations').click();
  const confirm = button(page, /^Send \d+ invitations/);
  await confirm.waitFor();
  // Else a job of a few people may be over before it can be killed.
  await page.getByLabel("Apps Script's services take as long as on Google").check();
  const people = Number(/\d+/.exec(await confirm.innerText())?.[0]);
  await confirm.click();
  // Mails are out, and their answers on the way.
  await page
    .getByText(/^[1-9]\d* mails? to /)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Kill the running execution' }).click();
  // What follows need not last.
  await page.getByLabel('0 ms', { exact: true }).check();
  await page.getByLabel("Apps Script's services take as long as on Google").uncheck();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await page.reload();
  const ended = sidebar(page).getByRole('heading', { name: /^(Invitations sent|Sending stopped)$/ });
  await ended.waitFor();
  // Killed before its lines were in the sheet, nobody was asked, and the same marks are sent again.
  if ((await ended.innerText()) === 'Sending stopped') {
    await sidebar(page).getByText('The run was interrupted before it began.').waitFor();
    await button(page, 'Done').click();
    await button(page, 'Send invitations').click();
    await confirm.click();
  }
  await sidebar(page).getByText(`${people} invitations sent.`, { exact: true }).waitFor();
  await world(page);
  await page.getByText(`${people} mails to ${people} people`).waitFor();
});

test('in Spanish from the menu to the mails; the Summary is one click away, and its numbers and charts follow an edit', async () => {
  const page = await open('es', 'Abrir la barra lateral');
  const click = (name: string | RegExp): Promise<void> => button(page, name).click();
  await click(/^Actualizar/);
  await sidebar(page).getByText('Lista actualizada').waitFor();
  await click('Listo');
  await eventually(() => page.getByRole('tab').allInnerTexts(), ['Hoja 1', 'Cuentas', 'Actividad', 'RRHH']);
  await click(/^Marcar$/);
  await sidebar(page)
    .getByRole('menuitem', { name: /sin invitar/ })
    .click();
  await click('Enviar invitaciones');
  const confirm = button(page, /^Enviar \d+ invitaciones/);
  const people = Number(/\d+/.exec(await confirm.innerText())?.[0]);
  await confirm.click();
  await sidebar(page).getByText(`Se enviaron ${people} invitaciones.`).waitFor();
  await world(page);
  await page.getByText(`${people} mails to ${people} people`).waitFor();
  await click('Listo');

  await click(/^Más$/);
  await sidebar(page).getByRole('menuitem', { name: 'Ver la hoja Resumen' }).click();
  await eventually(() => shown(page, 'A11'), 'Todas');
  await eventually(() => shown(page, 'B11'), '12');
  const declined = page
    .getByRole('img', { name: /^Cuentas por estado/ })
    .locator('rect')
    .nth(3);
  const before = Number(await declined.getAttribute('data-value'));
  expect(await shown(page, 'B8')).toBe(String(before));
  await page.getByRole('tab', { name: 'Cuentas' }).click();
  await eventually(async () => (await shown(page, 'C2')) !== '', true);
  const change = (await shown(page, 'C2')) === 'Rechazada' ? -1 : 1;
  await page.locator('[data-cell="C2"]').click();
  await page.keyboard.type(change === 1 ? 'Declined' : 'Invitada');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Resumen' }).click();
  await eventually(() => shown(page, 'B8'), String(before + change));
  await eventually(() => declined.getAttribute('data-value'), String(before + change));
});
