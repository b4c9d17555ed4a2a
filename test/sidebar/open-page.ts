// Opens the page as build.mjs makes it in Chromium, over the real core in memory, and watches it for errors.
import * as esbuild from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

/** `clock`: one that the test can push forward, from now or from a time. `kept`: finish leaves it open. */
export type How = {
  readonly clock?: boolean | string;
  readonly kept?: boolean;
  readonly language?: 'en' | 'es';
};
export type Opener = {
  /** `prepare` runs in the browser before the page's script; it sees nothing but its arguments. */
  readonly open: (prepare?: (server: PageServer) => void, how?: How) => Promise<Sidebar>;
  /** Ends the pages of a test and answers with their console errors and uncaught exceptions. */
  readonly finish: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

const SCRIPT = '/server.js';
const SIZE = { width: 300, height: 720 };
/**
 * A page that tests use one after the other, which is faster than one each: the document is new every time, and nothing
 * of ours is kept between documents.
 */
type Seat = { readonly page: Page; readonly url: string; html: string };

/** As showSidebar (src/server/menu.ts) gives it to one person. */
const inOneLanguage = (html: string, language: string): string =>
  html
    .replace(new RegExp(`<script data-words="(?!${language}").*?</script>`, 'gs'), '')
    .replace('data-language="en"', `data-language="${language}"`);

/** Serves each seat its page, and all of them the server's script, which a browser that keeps it compiles once. */
async function serve(
  seats: readonly Seat[],
  script: string,
): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    if (request.url === SCRIPT) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' }).end(script);
      return;
    }
    const seat = seats.find(({ url }) => url.endsWith(request.url ?? ''));
    response.writeHead(seat === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(seat?.html);
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

let built: Promise<[html: string, script: string]> | null = null;

/**
 * Pages in one browser. A test that pushes the clock has a page of its own, because Playwright's clock cannot be taken
 * out of a page again.
 */
export async function startSidebar(): Promise<Opener> {
  built ??= Promise.all([buildPage(), buildServer()]);
  const [[html, script], browser] = await Promise.all([built, oneChromium()]);
  const seats: Seat[] = [];
  const server = await serve(seats, script);
  const free: Seat[] = [];
  const ends: (() => Promise<void>)[] = [];
  let errors: string[] = [];
  async function newSeat(): Promise<Seat> {
    const page = await (await browser.newContext({ viewport: SIZE })).newPage();
    const seat: Seat = { page, url: `${server.origin}/${seats.length}`, html: '' };
    seats.push(seat);
    page.setDefaultTimeout(10_000);
    page.on('console', message => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(error.message));
    return seat;
  }
  async function shared(): Promise<Seat> {
    const seat = await newSeat();
    Object.assign(seat.page.clock, {
      runFor: () => {
        throw new Error('For that the page must be opened with { clock: true }.');
      },
    });
    return seat;
  }
  async function used(): Promise<Seat> {
    const seat = free.pop() ?? (await shared());
    ends.push(async () => {
      await seat.page.setViewportSize(SIZE);
      await seat.page.emulateMedia({ forcedColors: null, reducedMotion: null });
      await seat.page.goto('about:blank');
      free.push(seat);
    });
    return seat;
  }
  return {
    close: async () => {
      server.close();
      await Promise.all(seats.map(({ page }) => page.context().close()));
    },
    finish: async () => {
      await Promise.all(ends.splice(0).map(end => end()));
      const seen = errors;
      errors = [];
      return seen;
    },
    open: async (prepare = () => undefined, { clock = false, kept = false, language = 'en' } = {}) => {
      const own = clock !== false || kept;
      const seat = own ? await newSeat() : await used();
      const { page } = seat;
      if (own && !kept) ends.push(() => page.context().close());
      if (clock !== false) await page.clock.install(typeof clock === 'string' ? { time: clock } : {});
      seat.html = inOneLanguage(html, language).replace(
        '<body>',
        () => `<body><script src="${SCRIPT}"></script><script>(${prepare.toString()})(window.server);</script>`,
      );
      await page.goto(seat.url);
      const host: Sidebar['host'] = (what, given) =>
        page.evaluate(`(${what.toString()})(window.server, ${JSON.stringify(given ?? null)})`);
      return { page, host };
    },
  };
}
