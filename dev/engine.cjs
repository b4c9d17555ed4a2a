// Loaded into each program that npm test runs. The engine makes fast code of what runs often, in threads of its own;
// but these programs are many and short, and both processors are busy: what is compiled three times over costs more
// than it saves. So all is compiled once and simply, and again only what runs thirty times as much as is usual.
const { setFlagsFromString } = require('node:v8');

// Node 20's. Later engines have one more kind of code between the two and other flags, and are left as they are.
if (process.versions.v8.startsWith('11.')) {
  setFlagsFromString('--interrupt-budget=2000000');
  setFlagsFromString('--always-sparkplug');
}
