// Types and lint side by side: each keeps one core busy for some seconds.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const program = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);
const run = (...args) => new Promise(resolve => { spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', code => resolve(code ?? 1)); });

const codes = await Promise.all([
  run(program('typescript', 'bin/tsc'), '-b'),
  run(program('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'),
]);
process.exitCode = Math.max(...codes);
