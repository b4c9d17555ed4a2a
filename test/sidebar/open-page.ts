// Opens the page as build.mjs makes it in Chromium, over the real core in memory, and watches it for errors.
import * as esbuild from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually';
import { oneChromium } from '../one-chromium';
import type { PageServer } from './server/server';

export { eventually };

/** What is behind the menu at the foot of the first screen. */
export async function fromMore(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** What the page shows there, with nothing scrolled, all of it. */
export const inSight = (shown: Locator): Promise<void> =>
  eventually(
    () =>
      shown.evaluate(element => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      }),
    true,
  );

const part = (path: string): string => join(process.cwd(), path);
const textOf = (result: esbuild.BuildResult<{ write: false }>): string => result.outputFiles[0]!.text.trim();
const common = {
  bundle: true,
  write: false,
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
} as const;

/** The server, with stand-ins for what its emulator of Google takes from node. */
async function buildServer(): Promise<string> {
  const parts = part('test/sidebar/server/node-parts.ts');
  const { version } = JSON.parse(await readFile(part('package.json'), 'utf8')) as { readonly version: string };
  return esbuild
    .build({
      ...common,
      entryPoints: [part('test/sidebar/server/entry.ts')],
      format: 'iife',
      target: 'es2022',
      define: { BACKGROUND: 'true', SERVICE_ACCOUNT: 'true', VERSION: JSON.stringify(version) },
      inject: [parts],
      alias: { 'node:crypto': parts, 'node:http': parts },
      // The clock asks for it only where there is a process.
      external: ['util'],
    })
    .then(textOf);
}

/** Sidebar.html with all that can be built in. */
async function buildPage(): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'page-'));
  try {
    const build = ['build.mjs', '--with', 'background,key,delegation', '--out', out];
    await promisify(execFile)(process.execPath, build);
    return await readFile(join(out, 'Sidebar.html'), 'utf8');
  } finally {
    await rm(out, { recursive: true });
  }
}

export type Sidebar = {
  readonly page: Page;
  /** Runs in the browser, on the server. It sees nothing but its arguments. */
  readonly host: <T, A>(what: (server: PageServer, given: A) => T, given?: A) => Promise<T>;
};

/** `clock`: one that the test can push by page.clock.runFor, from now or from a time. `kept`: finish leaves it open. */
export type How = {
  readonly clock?: boolean | string;
  readonly kept?: boolean;
  readonly language?: 'en' | 'es';
};
export type Opener = {
  /**
   * `prepare` runs in the browser before the page's script; it sees nothing but its arguments. All pages are shown one
   * after the other in one document: page.reload() and page.addInitScript() are of no use, and what a test sets through
   * Playwright (media, offline, routes) it puts back.
   */
  readonly open: (prepare?: (server: PageServer) => void, how?: How) => Promise<Sidebar>;
  /** Lets go of the pages of a test and answers with their console errors and uncaught exceptions. */
  readonly finish: () => Promise<string[]>;
};

const SIZE = { width: 300, height: 720 };

/** As showSidebar (src/server/menu.ts) gives it to one person. */
const inOneLanguage = (html: string, language: string): string =>
  html
    .replace(new RegExp(`<script data-words="(?!${language}").*?</script>`, 'gs'), '')
    .replace('data-language="en"', `data-language="${language}"`);

/** Serves texts by their paths. */
async function serve(
  texts: Readonly<Record<string, string>>,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const text = texts[request.url ?? ''];
    const type = `text/${request.url?.endsWith('.js') === true ? 'javascript' : 'html'}; charset=utf-8`;
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type, 'cache-control': 'max-age=3600' });
    response.end(text);
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

let running: ReturnType<typeof openPages> | null = null;

/** For all test files that run together (test/together.ts): one page serves them, too. */
export function startSidebar(): Promise<Opener> {
  running ??= openPages();
  return running;
}

// At the end of the file that asked for this one first, as in one-chromium.ts.
afterAll(async () => (await running)?.close());

async function openPages(): Promise<Opener & { readonly close: () => void }> {
  const [html, script, browser] = await Promise.all([buildPage(), buildServer(), oneChromium()]);
  const server = await serve({
    '/': '<!DOCTYPE html><script src="/server.js"></script>',
    '/server.js': script,
    '/en': inOneLanguage(html, 'en'),
    '/es': inOneLanguage(html, 'es'),
  });
  // Tests use them one after the other.
  const free: Page[] = [];
  let taken: Page[] = [];
  let errors: string[] = [];
  async function newPage(): Promise<Page> {
    const page = await (await browser.newContext({ viewport: SIZE })).newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', message => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(error.message));
    // It cannot be taken out of a page again, and this page serves other tests.
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(page.clock)))
      Object.assign(page.clock, {
        [name]: () => {
          throw new Error(
            `page.clock.${name} stays for the tests that come: open the page with { clock }, and use runFor.`,
          );
        },
      });
    Object.assign(page.clock, {
      runFor: async (milliseconds: number) => {
        const push = `clock === null ? false : clock.tickAsync(${milliseconds}).then(() => true)`;
        if (!(await page.evaluate<boolean>(push)))
          throw new Error('For that the page must be opened with { clock: true }.');
      },
    });
    await page.goto(server.origin);
    return page;
  }
  return {
    close: server.close,
    finish: async () => {
      for (const page of taken) {
        if (!isDeepStrictEqual(page.viewportSize(), SIZE)) await page.setViewportSize(SIZE);
        // Nothing that it has still to do comes to the test after this one.
        await page.evaluate('leave()');
      }
      free.push(...taken);
      taken = [];
      const seen = errors;
      errors = [];
      return seen;
    },
    open: async (prepare = () => undefined, { clock = false, kept = false, language = 'en' } = {}) => {
      const page = free.pop() ?? (await newPage());
      if (!kept) taken.push(page);
      const from = clock === false ? null : clock === true ? Date.now() : Date.parse(clock);
      await page.evaluate(`show({ language: '${language}', from: ${from}, prepare: ${prepare.toString()} })`);
      const host: Sidebar['host'] = (what, given) =>
        page.evaluate(`(${what.toString()})(window.server, ${JSON.stringify(given ?? null)})`);
      return { page, host };
    },
  };
}
