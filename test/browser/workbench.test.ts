// The workbench as a person meets it: a spreadsheet page that runs an add-on. Everything is done with mouse and
// keyboard in a real browser.
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { type Bench, cell, chooseMenu, Chrome, column, eventually, shown, sidebar, startWorkbench } from './browser';
import { writeSmallAddOn } from './small-add-on';

let chrome: Chrome;
let bench: Bench;
let dist: string;
let page: Page;

beforeAll(async () => {
  dist = await writeSmallAddOn();
  [chrome, bench] = await Promise.all([Chrome.launch(), startWorkbench(['--dist', dist, '--accounts', '12'])]);
});
afterAll(async () => {
  await Promise.all([chrome.close(), bench.stop()]);
  await rm(dist, { recursive: true });
});

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (text: string): Promise<void> => page.keyboard.type(text);
const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const place = () => page.getByLabel('Selected range').innerText();
/** The cells that are shown as selected, and the one among them that keys go to. */
const selected = () =>
  page
    .locator('[data-cell][aria-selected=true]')
    .evaluateAll(cells =>
      cells
        .map(element => `${(element as HTMLElement).dataset['cell']}${element.classList.contains('active') ? '!' : ''}`)
        .sort(),
    );
const content = () => page.getByLabel('Content of the cell').inputValue();
const context = async (target: ReturnType<typeof cell>, item: string): Promise<void> => {
  await target.click({ button: 'right' });
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};
const freshSheet = async (): Promise<void> => {
  const before = await page.getByRole('tab').count();
  await page.getByRole('button', { name: 'Add sheet' }).click();
  await eventually(() => page.getByRole('tab').count(), before + 1);
  await eventually(() => page.locator('.sheet').getAttribute('aria-busy'), 'false');
  await eventually(place, 'A1');
};

describe('the page as a spreadsheet', () => {
  beforeAll(async () => {
    page = await chrome.open(bench.url);
  });
  beforeEach(freshSheet);
  afterAll(() => page.close());

  test('typing fills cells without losing a key, and Enter, Tab and arrows move on', async () => {
    await cell(page, 'B2').click();
    await type('a longer text, typed at once');
    await press('Tab');
    await type('12');
    await press('Enter');
    await type('x');
    await press('ArrowRight');
    await eventually(() => shown(page, 'B2'), 'a longer text, typed at once');
    await eventually(() => shown(page, 'C2'), '12');
    await eventually(() => shown(page, 'C3'), 'x');
    await eventually(() => place(), 'D3');
  });

  test('F2 and double click edit what is there, Escape leaves it alone, the formula bar shows and changes it', async () => {
    await type('one');
    await press('Enter', 'ArrowUp', 'F2');
    await type(' two');
    await press('Enter');
    await eventually(() => shown(page, 'A1'), 'one two');
    await cell(page, 'A1').dblclick();
    await type(' three');
    await press('Escape');
    await eventually(() => shown(page, 'A1'), 'one two');
    await page.getByLabel('Content of the cell').fill("'=not a formula");
    await press('Enter');
    await eventually(() => shown(page, 'A1'), '=not a formula');
    await press('ArrowUp');
    await eventually(content, "'=not a formula");
  });

  test('a block is copied, pasted and deleted; other programs get it with tabs', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('one\ttwo\n3\t"a ""quoted"" cell"\n'));
    await cell(page, 'B2').click();
    await press('Control+v');
    await eventually(
      () => Promise.all(['B2', 'C2', 'B3', 'C3'].map(name => shown(page, name))),
      ['one', 'two', '3', 'a "quoted" cell'],
    );
    await eventually(() => place(), 'B2:C3');
    await press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('one\ttwo\n3\t"a ""quoted"" cell"');
    await cell(page, 'E5').click();
    await press('Control+v');
    await eventually(() => shown(page, 'F6'), 'a "quoted" cell');
    await press('Delete');
    await eventually(() => shown(page, 'E5'), '');
    await eventually(() => shown(page, 'B2'), 'one');
  });

  test('ranges are selected by dragging, Shift, Ctrl and the headers, and given to the add-on', async () => {
    await cell(page, 'B2').hover();
    await page.mouse.down();
    await cell(page, 'D5').hover();
    await page.mouse.up();
    await eventually(place, 'B2:D5');
    await eventually(selected, ['B2!', 'B3', 'B4', 'B5', 'C2', 'C3', 'C4', 'C5', 'D2', 'D3', 'D4', 'D5']);
    expect(
      await page
        .locator('[data-cell].edge-left')
        .evaluateAll(cells => cells.map(element => (element as HTMLElement).dataset['cell'])),
    ).toEqual(['B2', 'B3', 'B4', 'B5']);
    await press('Shift+ArrowDown');
    await eventually(place, 'B2:D6');
    await page.locator('[data-col="3"]').click();
    await eventually(place, 'C1:C1000');
    await page.locator('[data-row="4"]').click();
    await eventually(place, 'A4:Z4');
    await cell(page, 'A7').click();
    await cell(page, 'B9').click({ modifiers: ['Shift'] });
    await chooseMenu(page, 'Note the selection');
    await tab('Sheet1').click();
    await eventually(() => shown(page, 'A1'), 'A7:B9');
  });

  test('Ctrl and arrows jump to the ends of what is filled', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('a\nb\nc\n\nd'));
    await press('Control+v', 'Control+Home', 'Control+ArrowDown');
    await eventually(place, 'A3');
    await press('Control+ArrowDown');
    await eventually(place, 'A5');
    await press('Control+ArrowDown');
    await eventually(place, 'A1000');
    // RevoGrid draws what is far away with the cells that were here.
    await eventually(selected, ['A1000!']);
    await press('Control+Home');
    await eventually(selected, ['A1!']);
  });

  test('rows and columns are inserted, deleted, moved, hidden and shown again', async () => {
    await page.evaluate(() => navigator.clipboard.writeText('a\t1\nb\t2\nc\t3'));
    await press('Control+v');
    await eventually(() => shown(page, 'B3'), '3');
    await cell(page, 'A2').click();
    await context(cell(page, 'A2'), 'Insert row above');
    await eventually(() => column(page, 'A', 1, 4), ['a', '', 'b', 'c']);
    await context(page.locator('[data-row="2"]'), 'Delete row');
    await eventually(() => column(page, 'A', 1, 3), ['a', 'b', 'c']);
    await context(page.locator('[data-col="1"]'), 'Move column right');
    await eventually(() => column(page, 'A', 1, 3), ['1', '2', '3']);
    await context(page.locator('[data-col="1"]'), 'Hide column');
    await eventually(() => page.locator('[data-col="1"]').count(), 0);
    await context(page.locator('[data-col="2"]'), 'Unhide column');
    await eventually(() => shown(page, 'A1'), '1');
    await context(page.locator('[data-row="2"]'), 'Hide row');
    await eventually(() => cell(page, 'A2').count(), 0);
    await eventually(() => page.locator('[data-row="3"]').innerText(), '3');
  });

  test('Enter in the name of a sheet does not reach the cells', async () => {
    await page.getByRole('tab', { selected: true }).dblclick();
    await page.getByLabel('Name of the sheet').fill(`Renamed ${Date.now()}`);
    await press('Enter');
    await page
      .getByRole('tab', { name: /Renamed/ })
      .first()
      .waitFor();
    await eventually(() => page.locator('.keys.typing').count(), 0);
  });

  test('sheets are renamed and deleted; a name that is taken is refused in words', async () => {
    const name = await page.locator('[role=tab][aria-selected=true]').innerText();
    await tab(name).dblclick();
    await type('Plans');
    await press('Enter');
    await tab('Plans').waitFor();
    await tab('Plans').dblclick();
    await type('Sheet1');
    await press('Enter');
    await page.getByRole('alertdialog').getByText('Sheet1').waitFor();
    await press('Enter');
    await tab('Plans').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await eventually(() => tab('Plans').count(), 0);
  });
});

describe('a sheet that the add-on made', () => {
  beforeAll(async () => {
    page = await chrome.open(bench.url);
    await chooseMenu(page, 'Make list');
    await tab('List').waitFor();
    await eventually(() => column(page, 'B', 1, 6), ['Name', 'pear', 'apple', 'cherry', 'banana', 'fig']);
  });
  afterAll(() => page.close());

  test('shows its tick boxes, colours, widths and frozen header', async () => {
    await eventually(() => page.getByLabel('A3', { exact: true }).isChecked(), true);
    await eventually(
      () => cell(page, 'D3').evaluate(element => getComputedStyle(element).backgroundColor),
      'rgb(183, 225, 205)',
    );
    await eventually(() => cell(page, 'B2').evaluate(element => element.clientWidth + 1), 180);
    await cell(page, 'B2').click();
    await press('PageDown', 'PageDown', 'PageDown');
    await eventually(() => cell(page, 'B3').count(), 0);
    await eventually(() => shown(page, 'B1'), 'Name');
    await press('Control+Home');
  });

  test('ticks by mouse and by the space bar', async () => {
    await page.getByLabel('A2', { exact: true }).check();
    await cell(page, 'B4').click();
    await press('ArrowLeft', 'Space');
    await eventually(() => page.getByLabel('A4', { exact: true }).isChecked(), true);
    await press('Space');
    await eventually(() => page.getByLabel('A4', { exact: true }).isChecked(), false);
    await eventually(content, 'FALSE');
    await page.getByLabel('A2', { exact: true }).uncheck();
  });

  test('offers the values of a list, and refuses others with the words of Sheets', async () => {
    await page.getByRole('button', { name: 'Choose for D2' }).click();
    await page.getByRole('menuitem', { name: 'late' }).click();
    await eventually(() => shown(page, 'D2'), 'late');
    await cell(page, 'D2').click();
    await type('nonsense');
    await press('Enter');
    await page.getByRole('alertdialog').getByText('D2').waitFor();
    await press('Enter');
    await eventually(() => shown(page, 'D2'), 'late');
  });

  test('sorts below its header, numbers as numbers', async () => {
    await cell(page, 'C3').click();
    await page.getByRole('button', { name: 'Sort sheet A to Z by this column' }).click();
    await eventually(() => column(page, 'C', 1, 6), ['Size', '5', '7', '30', '100', '200']);
    await page.getByRole('button', { name: 'Sort sheet Z to A by this column' }).click();
    await eventually(() => column(page, 'B', 2, 6), ['apple', 'banana', 'pear', 'fig', 'cherry']);
  });

  test("filters by value and by text, and keeps the rows' numbers", async () => {
    await page.getByRole('button', { name: 'Filter State' }).click();
    await page.getByRole('checkbox', { name: 'late' }).uncheck();
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    await eventually(() => cell(page, 'B3').count(), 0);
    expect(
      await page
        .locator('[data-row]')
        .allInnerTexts()
        .then(numbers => numbers.slice(0, 4)),
    ).toEqual(['1', '2', '5', '6']);
    await page.getByRole('button', { name: 'Filter Name' }).click();
    await page.getByLabel('Text contains').fill('pp');
    await press('Enter');
    await eventually(
      () => page.locator('[data-cell^="B"] .text').filter({ hasText: /[a-z]/ }).allInnerTexts(),
      ['Name', 'apple'],
    );
    await page.getByRole('button', { name: 'Remove filter' }).click();
    await eventually(() => shown(page, 'B3'), 'banana');
  });

  test('another tab sees a change at once', async () => {
    const other = await chrome.open(`${bench.url}/?user=bob@acme.example`);
    await other.getByRole('tab', { name: 'List' }).click();
    await eventually(() => shown(other, 'B2'), 'apple');
    await cell(page, 'B2').click();
    await type('apricot');
    await press('Enter');
    await eventually(() => shown(other, 'B2'), 'apricot');
    await eventually(() => other.getByLabel('Signed in as').inputValue(), 'bob@acme.example');
    await other.close();
  });

  test('survives a reload, with the sheet in front that was in front', async () => {
    await page.reload();
    await eventually(() => shown(page, 'B2'), 'apricot');
    await eventually(() => tab('List').getAttribute('aria-selected'), 'true');
  });
});

describe('what the add-on opens', () => {
  beforeAll(async () => {
    page = await chrome.open(bench.url);
    await tab('Sheet1').click();
  });
  afterAll(() => page.close());

  test('its menu works by keyboard alone, with sub-menus, and an alert holds the execution until it is answered', async () => {
    await page.getByRole('menuitem', { name: 'Insert', exact: true }).focus();
    await press('ArrowRight', 'ArrowRight', 'Enter', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'Enter');
    const dialog = page.getByRole('alertdialog', { name: 'A question' });
    await dialog.getByText('Is it so?').waitFor();
    await eventually(() => shown(page, 'A1'), 'asking');
    await dialog.getByRole('button', { name: 'No' }).click();
    await eventually(() => shown(page, 'A1'), 'answer: NO');
  });

  test('a prompt brings its text', async () => {
    await chooseMenu(page, 'More', 'Ask for a name');
    await page.getByLabel('A name, please').fill('Grace');
    await press('Enter');
    await eventually(() => shown(page, 'A1'), 'OK: Grace');
  });

  test('a failure is told, and a toast appears', async () => {
    await chooseMenu(page, 'More', 'Fail');
    await page.getByRole('alertdialog').getByText('It broke.').waitFor();
    await press('Escape');
    await chooseMenu(page, 'Say hello');
    await page.getByRole('status').getByText('Hello to everybody').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
  });

  test('the sidebar runs in a frame of its own origin and calls the script as google.script.run does', async () => {
    await chooseMenu(page, 'Open sidebar');
    await page.getByRole('heading', { name: 'Test sidebar' }).waitFor();
    const out = sidebar(page).locator('#out');
    const click = (id: string) => sidebar(page).locator(`#${id}`).click();
    await click('double');
    await eventually(() => out.innerText(), '42 for box');
    await click('fail');
    await eventually(() => out.innerText(), 'ScriptError: Error: It broke.');
    await click('date');
    await eventually(() => out.innerText(), 'TypeError, undefined, null, [1,null,{"b":null}]');
    await click('many');
    await eventually(() => out.innerText(), '25 of 25');
    await eventually(() => page.locator('.sidebar').evaluate(element => element.clientWidth + 1), 300);
  });

  test('the sidebar comes back after a reload, and not after it was closed', async () => {
    await page.reload();
    await sidebar(page).locator('#close').click();
    await eventually(() => page.locator('.sidebar').count(), 0);
    await page.reload();
    await cell(page, 'A1').waitFor();
    await eventually(() => page.locator('.sidebar').count(), 0);
  });

  test('an execution can be killed from the drawer: it stops where it is', async () => {
    await chooseMenu(page, 'Work for long');
    await eventually(async () => Number(await shown(page, 'B1')) > 3, true);
    await page.getByRole('button', { name: 'World' }).click();
    await page.getByRole('button', { name: 'Kill the running execution' }).click();
    await page.getByRole('alertdialog').getByText('Killed').waitFor();
    await press('Escape');
    await page
      .getByLabel('Executions')
      .getByText(/^killed, /)
      .waitFor();
    await chooseMenu(page, 'Note the selection');
    await eventually(() => shown(page, 'A1'), 'A1');
    const stopped = await shown(page, 'B1');
    await cell(page, 'C3').click();
    await chooseMenu(page, 'Note the selection');
    await eventually(() => shown(page, 'A1'), 'C3');
    await eventually(() => shown(page, 'B1'), stopped);
  });
});

test('no page told of an error on its console, nor threw one', () => {
  expect(chrome.errors).toEqual([]);
});
