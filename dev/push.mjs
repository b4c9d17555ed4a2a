// npm run push [-- --with CAPABILITY] [--user NAME]: builds, then uploads what was built.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, capabilitiesOf } from '../build.mjs';

const args = process.argv.slice(2);
try {
  await build(capabilitiesOf(args));
  const rest = args.filter((arg, at) => !arg.startsWith('--with') && args[at - 1] !== '--with');
  spawn(process.execPath, [fileURLToPath(new URL('clasp.mjs', import.meta.url)), 'push', ...rest], {
    stdio: 'inherit',
  }).on('exit', code => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  console.error(`Build refused:\n${error.message}`);
  process.exitCode = 1;
}
