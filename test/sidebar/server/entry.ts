// What the browser tests put before the page's own script: google.script.run, the server behind it for the test, and a
// clock to push where the test wants one.
import { takeClock } from './clock';
import { createServer } from './server';

// Before the server, which asks for the time as it is made.
const from = document.currentScript!.dataset['clock'];
const clock = from === undefined ? null : takeClock(from === '' ? null : Date.parse(from));
const { server, script } = createServer();
Object.assign(window, { google: { script }, server, clock });
