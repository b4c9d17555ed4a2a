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
const LOOK_EVERY = 20_000;
const LOOK_LEAST = 2000;
/** Whoever leaves the page for the sheet ticks boxes there: for so long the page looks so often. */
const AWAY_FOR = 30_000;
const AWAY_EVERY = 4000;
/** Of a large sheet a look takes seconds: so many times as long is between two. */
const SHARE = 4;
/** What brings the pointer here brings the focus along, at once. */
const TOGETHER = 500;

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
let took = 0;
let left = -Infinity;
let busy = false;
/** How often a look was asked for in vain, because one was under way. */
let missed = 0;

async function lookNow(): Promise<void> {
  looked = clock.now();
  const before = missed;
  await app.look();
  took = clock.now() - looked;
  busy = false;
  if (missed > before) look();
}
/**
 * Too soon after the last look, or while one is under way, it waits, rather than being forgotten: the tick that brought
 * the pointer here must be counted.
 */
function look(): void {
  const now = clock.now();
  // What opening itself brings along (focus, pointer) is answered by the first overview.
  if (document.visibilityState !== 'visible' || now - opened < LOOK_LEAST) return;
  if (busy && now - looked > TOGETHER) missed++;
  if (busy) return;
  busy = true;
  clock.after(looked + LOOK_LEAST - now, () => void lookNow());
}

let cancel = (): void => undefined;
function lookOn(): void {
  cancel();
  const isAway = clock.now() - left < AWAY_FOR;
  cancel = clock.after(isAway ? Math.max(AWAY_EVERY, SHARE * took) : LOOK_EVERY, () => {
    look();
    lookOn();
  });
}
function leave(): void {
  left = clock.now();
  lookOn();
}
lookOn();
window.addEventListener('focus', look);
document.addEventListener('visibilitychange', look);
window.addEventListener('blur', leave);
document.documentElement.addEventListener('pointerenter', look);
document.documentElement.addEventListener('pointerleave', leave);
window.addEventListener('online', app.retry);

document.documentElement.lang = words.tag;
const root = document.getElementById('app');
if (root !== null) render(<Shell app={app} />, root);
void app.open();
