// The workbench as a desk to work at: undo and redo, widths, finding, keyboard, and the language of its page.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Bench, cell, chooseMenu, Chrome, column, eventually, shown, startWorkbench } from './browser';
import { writeSmallAddOn } from './small-add-on';

let chrome: Chrome;
let bench: Bench;
let dist: string;
let page: Page;

beforeAll(async () => {
  dist = await writeSmallAddOn();
  [chrome, bench] = await Promise.all([Chrome.launch(), startWorkbench(['--dist', dist, '--accounts', '200'])]);
  page = await chrome.open(bench.url);
});
afterAll(async () => {
  await Promise.all([chrome.close(), bench.stop()]);
  await rm(dist, { recursive: true });
});

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const place = () => page.getByLabel('Selected range').innerText();
const list = (): Promise<string[]> => column(page, 'B', 2, 6);
const MADE = ['pear', 'apple', 'cherry', 'banana', 'fig'];

test('the first, empty page says where to begin', async () => {
  await page.getByText('Begin with Extensions > Unmanaged accounts > Open sidebar').waitFor();
  await chooseMenu(page, 'Make list');
  await eventually(() => shown(page, 'B2'), 'pear');
  await eventually(() => page.getByText('Begin with').count(), 0);
});

describe('undo and redo', () => {
  test('give back what was typed, ticked, deleted and sorted, one step at a time', async () => {
    await cell(page, 'B2').click();
    await page.keyboard.type('typed');
    await press('Enter');
    await page.getByLabel('A2', { exact: true }).check();
    await page.getByRole('button', { name: 'Delete selected rows' }).click();
    await eventually(() => shown(page, 'B2'), 'apple');
    await cell(page, 'C2').click();
    await page.getByRole('button', { name: 'Sort sheet A to Z by this column' }).click();
    await eventually(async () => (await list()).includes('typed'), false);
    await press('Control+z', 'Control+z');
    await eventually(() => shown(page, 'B2'), 'typed');
    await eventually(() => page.getByLabel('A2', { exact: true }).isChecked(), true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => page.getByLabel('A2', { exact: true }).isChecked(), false);
    await press('Control+z');
    await eventually(list, MADE);
    await press('Control+Shift+z');
    await eventually(() => shown(page, 'B2'), 'typed');
    await page.getByRole('button', { name: 'Redo' }).click();
    await eventually(() => page.getByLabel('A2', { exact: true }).isChecked(), true);
    await press('Control+z', 'Control+z');
    await eventually(list, MADE);
  });

  test('a step that was the add-on’s is a step of its own, and the page says so', async () => {
    await cell(page, 'B3').click();
    await page.keyboard.type('mine');
    await press('Enter');
    await chooseMenu(page, 'Note the selection');
    await tab('Sheet1').click();
    await eventually(() => shown(page, 'A1'), 'B4');
    await press('Control+z');
    await page.getByText('What the add-on had written').waitFor();
    await eventually(() => shown(page, 'A1'), '');
    await tab('List').click();
    await eventually(() => shown(page, 'B3'), 'mine');
    await tab('Sheet1').click();
    await press('Control+z');
    // The sheet where the change was comes to the front.
    await eventually(() => shown(page, 'B3'), 'apple');
    await eventually(() => tab('List').getAttribute('aria-selected'), 'true');
  });

  test('when nothing is left the page says so', async () => {
    await eventually(async () => {
      await press('Control+y');
      return page.getByText('There is nothing more to undo or redo.').count();
    }, 1);
  });
});

test('a column is widened by dragging the edge of its header', async () => {
  await tab('List').click();
  const width = () => cell(page, 'B1').evaluate(element => element.clientWidth + 1);
  const before = await width();
  const header = await page.locator('[data-col="2"]').boundingBox();
  if (header === null) throw new Error('There is no column B.');
  const [x, y] = [header.x + header.width - 2, header.y + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  // A pixel more or less is the border's.
  await eventually(async () => Math.round(((await width()) - before) / 10), 4);
  await cell(page, 'B1').click();
  await press('Control+z');
  await eventually(width, before);
});

test('Ctrl+F finds, and goes from one to the next and back', async () => {
  await cell(page, 'A1').click();
  await press('Control+f');
  await page.keyboard.type('nana');
  await press('Enter');
  await eventually(() => page.locator('.find output').innerText(), '1 of 1');
  await eventually(() => place(), 'B5');
  await page.getByRole('textbox', { name: 'Find' }).fill('p');
  await press('Enter');
  const first = await place();
  await press('Enter');
  await eventually(async () => (await place()) === first, false);
  await press('Shift+Enter');
  await eventually(() => place(), first);
  await press('Escape', 'ArrowDown');
  await eventually(() => page.locator('.find').count(), 0);
  await eventually(async () => (await place()) === first, false);
});

test('each sheet stays where it was scrolled to, with its own selection', async () => {
  await tab('HR').click();
  await eventually(() => shown(page, 'A1'), 'Employee');
  await cell(page, 'C2').click();
  // A turn of the wheel before the grid listens is lost.
  await eventually(() => place(), 'C2');
  await page.mouse.wheel(0, 1500);
  await cell(page, 'C80').waitFor();
  await tab('List').click();
  await eventually(() => cell(page, 'C80').count(), 0);
  await tab('HR').click();
  await cell(page, 'C80').waitFor();
  await eventually(() => place(), 'C2');
});

test('Tab and Shift+Tab lead out of the cells, and the keys are listed', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await tab('List').click();
  await cell(page, 'B2').click();
  await press('Tab');
  await eventually(() => focused(), 'Add sheet');
  await press('Shift+Tab', 'Shift+Tab');
  await eventually(() => focused(), 'Content of the cell');
  await press('Shift+Tab');
  await eventually(() => focused(), 'Delete selected rows');
  await page.getByRole('menuitem', { name: 'Help', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('alertdialog').getByText('Tab: leave the cells').waitFor();
  await press('Escape');
});

type Axe = { run: (of: Document, how: object) => Promise<{ violations: { id: string }[] }> };

test('axe finds nothing in the page, its search and its list of keys', async () => {
  const against = async (): Promise<string[]> => {
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: Axe }).axe.run(document, {
        resultTypes: ['violations'],
        iframes: false,
        // The keyboard scrolls the cells by the field that takes the keys, which axe cannot know.
        rules: { 'scrollable-region-focusable': { enabled: false } },
      }),
    );
    return violations.map(({ id }) => id);
  };
  // Added as a file, it would be stopped by the page's policy.
  await page.evaluate(await readFile(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8'));
  await cell(page, 'B2').click();
  await press('Control+f');
  expect(await against()).toEqual([]);
  await press('Escape');
  await page.getByRole('menuitem', { name: 'Help', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  expect(await against()).toEqual([]);
  await press('Escape');
});

test('opening the sidebar takes the keyboard there', async () => {
  await chooseMenu(page, 'Open sidebar');
  await eventually(() => page.evaluate(() => document.activeElement?.tagName), 'IFRAME');
  await press('F6');
});

describe('the drawer', () => {
  const drawer = () => page.getByRole('region', { name: 'World' });
  beforeAll(async () => {
    await page.getByRole('button', { name: 'World' }).click();
  });

  test('names the accounts that are too new to be listed, and shows the mail', async () => {
    await drawer().getByText('2 too new to be listed').click();
    await eventually(() => drawer().locator('details[open] li').count(), 2);
    await drawer().getByText('What each person gets').click();
    await drawer().getByText('From: The Google Cloud Team').waitFor();
  });

  test('a reset closes the sidebar, which looked at the old spreadsheet', async () => {
    await page.locator('.sidebar iframe').waitFor();
    await drawer().getByRole('button', { name: 'Reset to this' }).click();
    await eventually(() => page.locator('.sidebar').count(), 0);
    await page.reload();
    await tab('Sheet1').waitFor();
    await eventually(() => page.locator('.sidebar').count(), 0);
  });

  test('for somebody who speaks Spanish the page does, and new sheets', async () => {
    await drawer().getByLabel('Their Google account speaks').selectOption('es');
    await page.getByRole('menuitem', { name: 'Extensiones', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Cuentas no gestionadas' }).waitFor();
    await press('Escape');
    await page.getByRole('button', { name: 'Añadir hoja' }).click();
    await tab('Hoja 3').waitFor();
    await drawer().getByRole('button', { name: 'Reset to this' }).click();
    await eventually(() => page.getByRole('tab').allInnerTexts(), ['Hoja 1', 'RRHH']);
  });
});

test('no page told of an error on its console, nor threw one', () => {
  expect(chrome.errors).toEqual([]);
});
