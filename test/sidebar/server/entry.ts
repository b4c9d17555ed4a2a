// What the browser tests put before the page's own script: google.script.run, the server behind it for the test, and a
// clock to push where the test wants one. Playwright's own clock cannot be taken out of a page again, so that each such
// test would need a page, and with it a process, of its own.
import { install } from '@sinonjs/fake-timers';
import { createServer } from './server';

// Before the server, which asks for the time as it is made.
const from = document.currentScript!.dataset['clock'];
const clock =
  from === undefined
    ? null
    : install({
        now: from === '' ? Date.now() : Date.parse(from),
        shouldAdvanceTime: true,
        toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      });
const { server, script } = createServer();
Object.assign(window, { google: { script }, server, clock });
