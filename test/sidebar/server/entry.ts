// What the browser tests put before the page's own script: google.script.run, and the server behind it for the test.
import { createServer } from './server';

const { server, script } = createServer();
Object.assign(window, { google: { script }, server });
