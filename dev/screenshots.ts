// npm run screenshots: does the job in a workbench of its own and takes the pictures of the documentation anew.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { repository } from './platform/load';

const FOLDER = join(repository(), 'docs/images');
const WAIT_MS = 30_000;

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const child = spawn(process.execPath, [join(repository(), '.build/start.cjs'), '--port', '0', '--accounts', '450'], { stdio: ['ignore', 'pipe', 'inherit'] });
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
    const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
    page.setDefaultTimeout(WAIT_MS);
    await page.goto(url);
    await pictures(page);
  } finally {
    await browser.close();
    child.kill();
  }
}

async function pictures(page: Page): Promise<void> {
  const take = (name: string): Promise<Buffer> => page.screenshot({ path: join(FOLDER, `${name}.png`) });
  const side = page.frameLocator('.sidebar iframe');
  const press = (name: string | RegExp): Promise<void> => side.getByRole('button', { name }).click();

  await page.getByRole('menuitem', { name: 'Extensions' }).click();
  await page.getByRole('menuitem', { name: 'Unmanaged accounts' }).click();
  await page.getByRole('menuitem', { name: 'Open sidebar' }).waitFor();
  await take('menu');
  await page.getByRole('menuitem', { name: 'Open sidebar' }).click();
  await press(/^Refresh/);
  await press('Done');
  await press(/^Mark/);
  await side.getByRole('menuitem', { name: /not invited/ }).click();
  await side.getByText(/^320 marked$/).waitFor();
  await take('marked');
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
  await press('Done');
  await page.getByRole('tab', { name: 'Activity' }).click();
  await take('activity');
  await page.getByRole('tab', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'World' }).click();
  await take('world');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
