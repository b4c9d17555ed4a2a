// One Chromium for all test files that run together (test/together.ts): starting one takes as long as several tests.
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../dev/chromium';

let running: Promise<Browser> | null = null;

export function oneChromium(): Promise<Browser> {
  running ??= findChromium().then(launch => chromium.launch(launch));
  return running;
}

// At the end of the file that asked for this one first; all.ts asks before any of those that it runs.
afterAll(async () => {
  const ran = running;
  running = null;
  await (await ran)?.close();
});
