// That everybody can use the page: keyboard, focus, names and roles, contrast modes, and no overflow at 300 px nor at
// twice the size.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually, startSidebar, type Opener, type Sidebar } from '../open-page';
import type { PageServer } from '../server/server';
import { SCREENS, showScreen } from './all-screens';

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
    { email: 'bob@acme.com', marked: true },
  ]);
const focused = ({ page }: Sidebar): Promise<string> => page.evaluate(() => document.activeElement!.textContent);
const each = SCREENS.map(screen => [screen.name, screen] as const);

async function open(prepare: (server: PageServer) => void): Promise<Sidebar> {
  const sidebar = await opener.open(prepare);
  await sidebar.page.getByRole('button', { name: 'Mark', exact: true }).waitFor();
  return sidebar;
}

/** Elements that are wider than the page or wider than their own box, scrolling boxes apart. */
const overflowing = ({ page }: Sidebar): Promise<string[]> =>
  page.evaluate(() => {
    const faults = [...document.body.querySelectorAll<HTMLElement>('*')].filter(element => {
      if (element.closest('.unseen, svg, script') !== null) return false;
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > document.documentElement.clientWidth + 0.5 || left < -0.5);
    });
    const root = document.documentElement;
    return [
      ...(root.scrollWidth > root.clientWidth ? [`page ${root.scrollWidth} > ${root.clientWidth}`] : []),
      ...faults.map(element => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 40)}`),
    ];
  });

/** A copy of each screen is put here, with what its fields hold: axe takes longer to begin than to look. */
let looking: Promise<Sidebar> | null = null;
async function withAxe(): Promise<Sidebar> {
  const sidebar = await opener.open(undefined, { kept: true });
  await sidebar.page.addScriptTag({ path: join(process.cwd(), 'node_modules/axe-core/axe.min.js') });
  return sidebar;
}

/** What axe has against the screen, with its reason and the first element. */
async function faultsByAxe({ page }: Sidebar): Promise<string[]> {
  const screen = await page.evaluate(() => {
    for (const field of document.querySelectorAll('input, textarea')) {
      if (field instanceof HTMLTextAreaElement) field.textContent = field.value;
      else if (field instanceof HTMLInputElement) {
        field.setAttribute('value', field.value);
        field.toggleAttribute('checked', field.checked);
      }
    }
    return { language: document.documentElement.lang, html: document.body.innerHTML };
  });
  return (await (looking ??= withAxe())).page.evaluate(async ({ language, html }) => {
    type Axe = {
      run: (options: {
        resultTypes: string[];
      }) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
    };
    document.documentElement.lang = language;
    document.body.innerHTML = html;
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]!.html}`);
  }, screen);
}

test.each(each)(
  '%s: axe finds nothing; nothing overflows, also at 200 %% zoom; one first heading, one coloured button at most',
  async (_name, screen) => {
    const sidebar = await showScreen(opener, screen);
    const { page } = sidebar;
    expect(await faultsByAxe(sidebar)).toEqual([]);
    expect(await overflowing(sidebar)).toEqual([]);
    await page.setViewportSize({ width: 150, height: 360 });
    expect(await overflowing(sidebar)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('button.primary:visible').count()).toBeLessThanOrEqual(1);
  },
);

test('opening takes no focus out of the spreadsheet', async () => {
  const sidebar = await open(two);
  expect(await sidebar.page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('the Mark menu works by keyboard', async () => {
  const sidebar = await open(two);
  const { page, host } = sidebar;
  const button = page.getByRole('button', { name: 'Mark', exact: true });
  await button.focus();
  await page.keyboard.press('ArrowDown');
  await eventually(() => focused(sidebar), 'All not invited');
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowUp');
  await eventually(() => focused(sidebar), 'Clear all marks');
  await page.keyboard.press('Home');
  await eventually(() => focused(sidebar), 'All not invited');
  await page.keyboard.press('ArrowDown');
  await eventually(() => focused(sidebar), 'The selected rows');
  await page.keyboard.press('Escape');
  await eventually(() => focused(sidebar), 'Mark');
  expect(await page.getByRole('menu').count()).toBe(0);
  await page.keyboard.press('Enter');
  await eventually(() => focused(sidebar), 'All not invited');
  await page.keyboard.press('End');
  await eventually(() => focused(sidebar), 'Clear all marks');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  expect(await focused(sidebar)).toBe('Mark');
  expect(await host(server => server.argsOf('mark'))).toEqual([['none']]);
});

test('Escape that comes at once closes the menu too, and leaves the focus on its button', async () => {
  const sidebar = await open(two);
  const left = await sidebar.page.evaluate(async () => {
    const button = document.querySelector<HTMLElement>('#mark')!;
    button.focus();
    button.click();
    while (button.getAttribute('aria-expanded') !== 'true') await Promise.resolve(); // not a frame later
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 50)));
    return button.getAttribute('aria-expanded');
  });
  expect([left, await focused(sidebar)]).toEqual(['false', 'Mark']);
});

test('a click elsewhere, also into the spreadsheet, closes the menu', async () => {
  const sidebar = await open(two);
  const { page } = sidebar;
  const menu = page.getByRole('menu');
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await page.getByText(/^Refreshed/).click();
  await menu.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Mark', exact: true }).click();
  await eventually(() => focused(sidebar), 'All not invited');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await menu.waitFor({ state: 'hidden' });
});

test('from the button to the preview and back, the focus goes along', async () => {
  const sidebar = await open(two);
  const { page } = sidebar;
  await page.getByRole('button', { name: 'Send invitations' }).focus();
  await page.keyboard.press('Enter');
  await eventually(() => focused(sidebar), 'Send invitations?');
  await page.getByRole('button', { name: 'Back' }).focus();
  await page.keyboard.press('Enter');
  await eventually(() => focused(sidebar), 'Send invitations');
});

test('the whole job is done with the keyboard alone', async () => {
  const sidebar = await open(two);
  const { page } = sidebar;
  const tabTo = async (text: string): Promise<void> => {
    for (let presses = 0; presses < 30 && (await focused(sidebar)) !== text; presses += 1)
      await page.keyboard.press('Tab');
    expect(await focused(sidebar)).toBe(text);
  };
  await tabTo('Send invitations');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Send 2 invitations' }).waitFor();
  await tabTo('Send 2 invitations');
  await page.keyboard.press('Space');
  await eventually(() => focused(sidebar), 'Invitations sent');
  await tabTo('Done');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '0 marked' }).waitFor();
  await eventually(() => focused(sidebar), 'Send invitations');
});

test('asking to stop moves the focus to the question, Escape brings it back', async () => {
  const sidebar = await showScreen(opener, SCREENS.find(({ name }) => name === 'job')!);
  const { page } = sidebar;
  await page.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Enter');
  await eventually(() => focused(sidebar), 'Stop sending?');
  await page.keyboard.press('Escape');
  await eventually(() => focused(sidebar), 'Stop');
});

test('a button that goes away with its message does not leave the keyboard at the top of the page', async () => {
  const sidebar = await opener.open(server => {
    server.list([]);
    server.next('overview', { error: { name: 'NetworkError', message: 'HTTP 0' } });
  });
  const { page } = sidebar;
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await eventually(() => focused(sidebar), 'Accounts');
});

/** What is seen by somebody who asked for that; the page serves other tests afterwards. */
async function withMedia<T>(
  page: Page,
  media: Parameters<Page['emulateMedia']>[0],
  look: () => Promise<T>,
): Promise<T> {
  await page.emulateMedia(media);
  try {
    return await look();
  } finally {
    await page.emulateMedia({
      colorScheme: null,
      contrast: null,
      forcedColors: null,
      media: null,
      reducedMotion: null,
    });
  }
}

test('the focus is visible, in forced colours too', async () => {
  const { page } = await open(two);
  for (const forcedColors of ['none', 'active'] as const)
    await withMedia(page, { forcedColors }, async () => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    });
});

test('in forced colours the coloured button is still told from the others', async () => {
  const { page } = await open(two);
  const ground = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate(button => getComputedStyle(button).backgroundColor);
  await withMedia(page, { forcedColors: 'active' }, async () => {
    expect(await ground('Send invitations')).not.toBe(await ground('Cancel invitations'));
  });
});

test('who asked for less motion sees none', async () => {
  const { page } = await showScreen(opener, SCREENS.find(({ name }) => name === 'job, refreshing')!);
  const moving = (): Promise<string> =>
    page.locator('.progress > span').evaluate(bar => getComputedStyle(bar).animationName);
  expect(await moving()).toBe('slide');
  expect(await withMedia(page, { reducedMotion: 'reduce' }, moving)).toBe('none');
});
