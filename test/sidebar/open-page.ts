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
  /** `prepare` runs in the browser before the page's script; it sees nothing but its arguments. */
  readonly open: (prepare?: (server: PageServer) => void, how?: How) => Promise<Sidebar>;
  /** Lets go of the pages of a test and answers with their console errors and uncaught exceptions. */
  readonly finish: () => Promise<string[]>;
};

const SCRIPT = '/server.js';
const SIZE = { width: 300, height: 720 };
/**
 * A page that tests use one after the other, which is faster than one each: the document is new every time, and nothing
 * of ours is kept between documents.
 */
type Seat = { readonly page: Page; readonly url: string; html: Buffer };

/** As showSidebar (src/server/menu.ts) gives it to one person; what comes first in its body goes between the two. */
const inOneLanguage = (html: string, language: string): readonly [before: Buffer, after: Buffer] => {
  const [before, after] = html
    .replace(new RegExp(`<script data-words="(?!${language}").*?</script>`, 'gs'), '')
    .replace('data-language="en"', `data-language="${language}"`)
    .split(/(?<=<body>)/);
  return [Buffer.from(before!), Buffer.from(after!)];
};

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
  const spoken = { en: inOneLanguage(html, 'en'), es: inOneLanguage(html, 'es') };
  const seats: Seat[] = [];
  const server = await serve(seats, script);
  const free: Seat[] = [];
  let taken: Seat[] = [];
  let errors: string[] = [];
  async function newSeat(): Promise<Seat> {
    const page = await (await browser.newContext({ viewport: SIZE })).newPage();
    const seat: Seat = { page, url: `${server.origin}/${seats.length}`, html: Buffer.of() };
    seats.push(seat);
    page.setDefaultTimeout(10_000);
    page.on('console', message => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(error.message));
    Object.assign(page.clock, {
      runFor: async (milliseconds: number) => {
        const push = `clock === null ? false : clock.tickAsync(${milliseconds}).then(() => true)`;
        if (!(await page.evaluate<boolean>(push)))
          throw new Error('For that the page must be opened with { clock: true }.');
      },
    });
    return seat;
  }
  return {
    close: server.close,
    finish: async () => {
      for (const { page } of taken) if (!isDeepStrictEqual(page.viewportSize(), SIZE)) await page.setViewportSize(SIZE);
      free.push(...taken);
      taken = [];
      const seen = errors;
      errors = [];
      return seen;
    },
    open: async (prepare = () => undefined, { clock = false, kept = false, language = 'en' } = {}) => {
      const seat = free.pop() ?? (await newSeat());
      if (!kept) taken.push(seat);
      const { page } = seat;
      const clocked = clock === false ? '' : ` data-clock="${clock === true ? '' : clock}"`;
      const first = `<script src="${SCRIPT}"${clocked}></script><script>(${prepare.toString()})(window.server);</script>`;
      const [before, after] = spoken[language];
      seat.html = Buffer.concat([before, Buffer.from(first), after]);
      await page.goto(seat.url);
      const host: Sidebar['host'] = (what, given) =>
        page.evaluate(`(${what.toString()})(window.server, ${JSON.stringify(given ?? null)})`);
      return { page, host };
    },
  };
}
