// Shows the page in Chromium as often as tests ask: google.script.run, the server behind it for the test, and a clock
// to push where the test wants one. Playwright's own clock cannot be taken out of a page again, so that each such test
// would need a page, and with it a process, of its own.
import { install, type Clock } from '@sinonjs/fake-timers';
import { createServer, type PageServer } from './server';

let clock: Clock | null = null;
/** The last of each that was ended. */
const ended = { timer: 0, frame: 0 };

/** What the page that is shown has left to do, it never does. */
function endTimers(): void {
  clock?.uninstall();
  clock = null;
  const timer = window.setTimeout(() => undefined);
  for (let id = timer; id > ended.timer; id -= 1) clearTimeout(id);
  const frame = requestAnimationFrame(() => undefined);
  for (let id = frame; id > ended.frame; id -= 1) cancelAnimationFrame(id);
  Object.assign(ended, { timer, frame });
}

function startClock(from: number): Clock {
  const toFake = ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
  return install({ now: from, shouldAdvanceTime: true, toFake: [...toFake] });
}

/** The page that is shown goes: its elements, listeners, timers and globals. */
function leave(): void {
  endTimers();
  document.open(); // takes away all listeners, those of the window too
  document.close();
  for (const [object, own] of BEFORE)
    for (const key of Reflect.ownKeys(object)) if (!own.has(key)) Reflect.deleteProperty(object, key);
}

type Shown = {
  readonly language: string;
  readonly from: number | null;
  readonly prepare: (server: PageServer) => void;
};

/**
 * The page anew, with a server of its own, in the document that the one before left: what Playwright keeps there stays,
 * which takes longer to load than the page. `from`: where the clock begins, in milliseconds, or the real time.
 * `prepare` runs before the page's script.
 */
async function show({ language, from, prepare }: Shown): Promise<void> {
  const html = await (await fetch(language)).text();
  document.open();
  const loaded = new Promise(done => {
    addEventListener('load', done);
  });
  // Before the server, which asks for the time as it is made.
  if (from !== null) clock = startClock(from);
  const { server, script } = createServer();
  Object.assign(window, { google: { script }, server, clock });
  prepare(server);
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else runs the scripts of a page as a browser loads it
  document.write(html);
  document.close();
  await loaded;
}

Object.assign(window, { show, leave });
const BEFORE = [window, document].map(object => [object, new Set(Reflect.ownKeys(object))] as const);
