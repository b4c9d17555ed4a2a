// Starts the page: the remote, the clock, and the moments at which the sheet may have changed without telling us.
import { render } from 'preact';
import { Shell } from './shell';
import { createApp } from './state/app';
import { PACE } from './state/job-loop';
import type { Clock } from './state/job-runner';
import { createRemote, type Runner } from './state/remote';
import { words } from './words';

declare const google: { readonly script: { readonly run: Runner } };

/** Between two overviews while nothing happens on the page, and the least between two of any kind. */
const LOOK_EVERY = 15_000;
const LOOK_LEAST = 2000;

const clock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};

const app = createApp({
  remote: createRemote(
    () => google.script.run,
    () => app.outdated(),
  ),
  clock,
  pace: PACE,
});

const opened = clock.now();
let looked = opened;
let awaited = false;
/**
 * Too soon after the last look it waits, rather than being forgotten: the tick that brought the pointer here must be
 * counted.
 */
const look = (): void => {
  const wait = looked + LOOK_LEAST - clock.now();
  // What opening itself brings along (focus, pointer) is answered by the first overview.
  if (document.visibilityState !== 'visible' || awaited || clock.now() - opened < LOOK_LEAST) return;
  if (wait > 0) {
    awaited = true;
    clock.after(wait, () => {
      awaited = false;
      look();
    });
    return;
  }
  looked = clock.now();
  void app.look();
};
window.addEventListener('focus', look);
document.addEventListener('visibilitychange', look);
document.documentElement.addEventListener('pointerenter', look);
setInterval(look, LOOK_EVERY);
window.addEventListener('online', app.retry);

document.documentElement.lang = words.tag;
const root = document.getElementById('app');
if (root !== null) render(<Shell app={app} />, root);
void app.open();
