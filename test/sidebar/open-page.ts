// Opens the page as it ships (same bundling as build.mjs) in Chromium, over the fake server, and watches it for errors.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as esbuild from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findChromium } from '../../dev/chromium';
import type { FakeServer } from './fake-server';

const ORIGIN = 'https://sidebar.test/';
const part = (path: string): string => join(process.cwd(), path);
const textOf = (result: esbuild.BuildResult<{ write: false }>): string => result.outputFiles[0]!.text.trim();
const common = { bundle: true, write: false, minify: true, charset: 'utf8', legalComments: 'none', logLevel: 'silent' } as const;

/** The page with all that can be built in: dist/Sidebar.html is made the same way, but needs the server's part to be built too. */
export async function buildPage(): Promise<{ readonly html: string; readonly script: string; readonly style: string }> {
  const [script, style, page] = await Promise.all([
    esbuild.build({ ...common, entryPoints: [part('src/sidebar/main.tsx')], format: 'iife', target: 'es2019', platform: 'browser', define: { BACKGROUND: 'true', SERVICE_ACCOUNT: 'true' }, jsx: 'automatic', jsxImportSource: 'preact', supported: { 'template-literal': false, 'optional-chain': true, 'nullish-coalescing': true } }).then(textOf),
    esbuild.build({ ...common, entryPoints: [part('src/sidebar/sidebar.css')] }).then(textOf),
    readFile(part('src/sidebar/sidebar.html'), 'utf8'),
  ]);
  return { script, style, html: page.replace('/* style */', () => style).replace('/* script */', () => script) };
}

export type Sidebar = {
  readonly page: Page;
  /** Runs in the browser, on the fake server. */
  readonly fake: <T, A>(what: (server: FakeServer, given: A) => T, given?: A) => Promise<T>;
};

export type Opener = {
  /** `prepare` runs in the browser before the page's script; it sees nothing but its arguments. `kept`: finish leaves it open. */
  readonly open: (prepare?: (server: FakeServer) => void, width?: number, kept?: boolean) => Promise<Sidebar>;
  /** Closes the pages of a test and answers with their console errors and uncaught exceptions. */
  readonly finish: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

/** One browser; each page in a context of its own, with a clock that the test can push forward. */
export async function startSidebar(): Promise<Opener> {
  const [{ html }, fakePage, launch] = await Promise.all([
    buildPage(),
    esbuild.build({ ...common, entryPoints: [part('test/sidebar/fake-page.ts')], format: 'iife', target: 'es2022' }).then(textOf),
    findChromium(),
  ]);
  const browser: Browser = await chromium.launch(launch);
  let contexts: BrowserContext[] = [];
  let errors: string[] = [];
  return {
    close: () => browser.close(),
    finish: async () => {
      const seen = errors;
      await Promise.all(contexts.map(context => context.close()));
      contexts = [];
      errors = [];
      return seen;
    },
    open: async (prepare = () => undefined, width = 300, kept = false) => {
      const context = await browser.newContext({ viewport: { width, height: 720 } });
      if (!kept) contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
      page.on('pageerror', error => errors.push(error.message));
      await page.route(`${ORIGIN}**`, route => route.fulfill({ contentType: 'text/html', body: html }));
      await page.clock.install();
      await page.addInitScript(`${fakePage};(${prepare.toString()})(window.fake);`);
      await page.goto(ORIGIN);
      const fake: Sidebar['fake'] = (what, given) => page.evaluate(`(${what.toString()})(window.fake, ${JSON.stringify(given ?? null)})`);
      return { page, fake };
    },
  };
}

/** Waits until what is read equals what is wanted, and fails with the last that was read. */
export async function until<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const end = Date.now() + 10_000;
  let last = await read();
  while (!isDeepStrictEqual(last, wanted)) {
    if (Date.now() > end) throw new Error(`Waited for ${JSON.stringify(wanted)}, last seen: ${JSON.stringify(last).slice(0, 300)}`);
    await new Promise(resolve => setTimeout(resolve, 10));
    last = await read();
  }
}
