// npm run screenshots: does the job in a workbench of its own and takes the pictures of the documentation anew.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { repository } from './platform/load';

const FOLDER = join(repository(), 'docs/images');
const LISTING = join(repository(), 'docs/marketplace');
const SIZE = { width: 1280, height: 760 };
const WAIT_MS = 30_000;

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const child = spawn(process.execPath, [join(repository(), '.build/start.cjs'), '--port', '0', '--accounts', '450'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await chromium.launch(await findChromium());
  try {
    const url = await new Promise<string>(resolve => {
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /http:\/\/localhost:\d+/.exec(output);
        if (found !== null) resolve(found[0]);
      });
    });
    const page = await browser.newPage({ viewport: SIZE });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(url);
    await pictures(page);
    await drawings(browser);
  } finally {
    await browser.close();
    child.kill();
  }
}

async function pictures(page: Page): Promise<void> {
  const take = (name: string): Promise<Buffer> => page.screenshot({ path: join(FOLDER, `${name}.png`) });
  /** Brings a sheet to the front; its first header tells that its cells are there. */
  const front = async (name: string, header: string): Promise<void> => {
    await page.getByRole('tab', { name }).click();
    await page.locator('[data-cell="A1"]', { hasText: header }).waitFor();
  };
  const takeSidebar = (name: string): Promise<Buffer> =>
    page.locator('.sidebar').screenshot({ path: join(FOLDER, `${name}.png`) });
  /** For the listing, in the size that it asks for. */
  const takeForListing = async (name: string): Promise<void> => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.screenshot({ path: join(LISTING, `screenshot-${name}.png`) });
    await page.setViewportSize(SIZE);
  };
  const side = page.frameLocator('.sidebar iframe');
  const press = (name: string | RegExp): Promise<void> => side.getByRole('button', { name }).click();
  const fromMore = async (name: string): Promise<void> => {
    await press('More');
    await side.getByRole('menuitem', { name }).click();
  };
  const unfold = (name: string): Promise<void> => side.locator('summary').filter({ hasText: name }).click();

  await page.getByRole('menuitem', { name: 'Extensions' }).click();
  await page.getByRole('menuitem', { name: 'Unmanaged accounts' }).click();
  await page.getByRole('menuitem', { name: 'Open sidebar' }).waitFor();
  await take('menu');
  await page.getByRole('menuitem', { name: 'Open sidebar' }).click();
  await press(/^Refresh/);
  await press('Done');
  await press(/^Mark$/);
  await takeSidebar('mark');
  await side.getByRole('menuitem', { name: /not invited/ }).click();
  await side.getByText(/^320 marked$/).waitFor();
  await take('marked');
  await takeForListing('marked');

  const [first = '', second = ''] = await Promise.all(
    [3, 6].map(row => page.locator(`[data-cell="B${row}"] .text`).innerText()),
  );
  await side.getByLabel('One address, or a list of addresses').fill(`${first}\n${second}\nsomebody@elsewhere.example`);
  await press('Check eligibility');
  await side.getByRole('menuitem', { name: 'The addresses pasted here' }).click();
  await press('Check 3 addresses');
  await side.getByRole('button', { name: 'Mark these' }).waitFor();
  await takeSidebar('checked');
  await press('Done');

  await press('Compare with your people');
  await side.getByLabel('The list').selectOption('HR');
  await side.getByText(/people whom Google does not list$/).waitFor();
  await takeSidebar('people');
  await unfold('accounts of people who have left');
  await side.getByRole('button', { name: 'Mark these' }).scrollIntoViewIfNeeded();
  await takeSidebar('left');
  await press('Write all into Accounts');
  await side
    .getByText(/rows changed\.$/)
    .first()
    .waitFor();
  await press('Back');

  await fromMore('Settings');
  await side.getByLabel(/^Test mode/).fill('ada@acme.example, ben@acme.example');
  await takeSidebar('settings');
  await press('Back');
  await fromMore('Check the set-up');
  await side.getByText('Nothing is missing.').waitFor();
  await takeSidebar('setup');
  await press('Back');

  await press('Send invitations');
  await side.getByRole('button', { name: /^Send \d+ invitations/ }).waitFor();
  await take('preview');
  await side.getByLabel(/^Type \d+ to confirm$/).fill('320');
  // A slow Google, so that the picture shows the middle of the job.
  await page.getByRole('button', { name: 'World' }).click();
  await page.getByLabel('800 ms').check();
  await page.getByRole('button', { name: 'World' }).click();
  await press(/^Send \d+ invitations/);
  await side.getByText(/\d:\d\d left$/).waitFor();
  await take('sending');
  await takeForListing('sending');
  await press('Done');
  await front('Activity', 'When');
  await take('activity');
  await front('Accounts', 'Mark');
  await page.getByRole('button', { name: 'World' }).click();
  await page.getByLabel('0 ms', { exact: true }).check();
  await page.getByRole('button', { name: 'World' }).click();

  await unfold('Reminders');
  await side.getByRole('button', { name: 'Preview reminders' }).scrollIntoViewIfNeeded();
  await takeSidebar('reminders');
  await fromMore('Show the Summary sheet');
  await page.locator('.chart').first().waitFor();
  await take('summary');
  await takeForListing('summary');
  await front('Accounts', 'Mark');
  await page.getByRole('button', { name: 'World' }).click();
  await take('world');
}

/** The listing's icons and banner, drawn from their sources. */
async function drawings(browser: Browser): Promise<void> {
  const draw = async (source: string, name: string, width: number, height: number): Promise<void> => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${width}px; height: ${height}px }</style>${readFileSync(join(LISTING, source), 'utf8')}`,
    );
    await page.screenshot({ path: join(LISTING, name), omitBackground: true });
    await page.close();
  };
  for (const size of [32, 48, 96, 128]) await draw('icon.svg', `icon-${size}.png`, size, size);
  await draw('banner.svg', 'banner.png', 220, 140);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
