// One Chromium for all test files that run together (test/together.ts): starting one takes as long as several tests.
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../dev/chromium';

/**
 * A page of a test lives for less than a second, in which its script is not worth compiling twice; nor are there
 * processors for threads that collect memory together.
 */
const ENGINE = '--js-flags=--no-opt,--no-maglev,--single-threaded-gc';

let running: Promise<Browser> | null = null;

export function oneChromium(): Promise<Browser> {
  running ??= findChromium().then(launch => chromium.launch({ ...launch, args: [...launch.args, ENGINE] }));
  return running;
}

// At the end of the file that asked for this one first; all.ts asks before any of those that it runs.
afterAll(async () => {
  const ran = running;
  running = null;
  await (await ran)?.close();
});
