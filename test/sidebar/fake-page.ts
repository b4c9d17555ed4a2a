// What the browser tests put before the page's own script: google.script.run over the fake server, which the test
// reaches as `fake`.
import { createFake } from './fake-server';

const { server, script } = createFake();
Object.assign(window, { google: { script }, fake: server });
