// For browser tests: a workbench of its own on a free port, pages in one Chromium, and every console error and uncaught
// exception collected.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { oneChromium } from '../one-chromium';

export { eventually } from '../eventually';

const ROOT = join(__dirname, '../..');
const PROGRAM = join(ROOT, '.build/start.cjs');
const START_MS = 30_000;
const WAIT_MS = 15_000;

export type Bench = { readonly url: string; readonly output: () => string; readonly stop: () => Promise<void> };

/** Starts what `npm start` starts; `options` are its options. */
export async function startWorkbench(
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Bench> {
  if (!existsSync(PROGRAM)) throw new Error('There is no .build/start.cjs: run node dev/run.mjs --build-only.');
  const child = spawn(process.execPath, [PROGRAM, '--port', '0', ...options], {
    cwd: ROOT,
    env: { ...process.env, CLOUD_IDENTITY_URL: '', CLOUD_IDENTITY_TOKEN: '', ...env },
  });
  let output = '';
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`The workbench did not start:\n${output}`));
    }, START_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /http:\/\/localhost:\d+$/m.exec(output);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => {
      reject(new Error(`The workbench ended:\n${output}`));
    });
  });
  return {
    url,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export type Watched = { readonly page: Page; readonly errors: string[] };

export class Chrome {
  /** Of every page that was opened. */
  readonly errors: string[] = [];
  private readonly browser: Browser;
  private readonly contexts: BrowserContext[] = [];
  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async launch(): Promise<Chrome> {
    return new Chrome(await oneChromium());
  }

  /** A new person at a new browser: nothing remembered, the clipboard allowed. */
  async context(): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 1024, height: 640 }, reducedMotion: 'reduce' });
    this.contexts.push(context);
    context.setDefaultTimeout(WAIT_MS);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.on('page', page => {
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') this.errors.push(message.text());
      });
      page.on('pageerror', error => {
        this.errors.push(error.stack ?? error.message);
      });
    });
    return context;
  }

  /** Opens the workbench and waits until the sheet is there. */
  async open(url: string, context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await this.context())).newPage();
    await page.goto(url);
    await page.locator('[data-cell]').first().waitFor();
    return page;
  }

  /** Ends what was opened here; the browser itself may serve others. */
  async close(): Promise<void> {
    await Promise.all(this.contexts.map(context => context.close()));
  }
}

/** What a cell shows. */
export const shown = (page: Page, cell: string): Promise<string> =>
  page.locator(`[data-cell="${cell}"] .text`).innerText();
export const cell = (page: Page, name: string) => page.locator(`[data-cell="${name}"]`);
/** Several cells side by side, as `B2:B4`. */
export const column = (page: Page, letter: string, from: number, to: number): Promise<string[]> =>
  Promise.all(Array.from({ length: to - from + 1 }, (_, index) => shown(page, `${letter}${from + index}`)));

/** Extensions > Unmanaged accounts > each of the names; the first two in the language of the page. */
export async function chooseMenu(page: Page, ...names: readonly string[]): Promise<void> {
  await page.getByRole('menuitem', { name: /^Extensi(ons|ones)$/ }).click();
  for (const name of [/^(Unmanaged accounts|Cuentas no gestionadas)$/, ...names])
    await page.getByRole('menu').getByRole('menuitem', { name, exact: true }).click();
}

export const sidebar = (page: Page) => page.frameLocator('.sidebar iframe');
