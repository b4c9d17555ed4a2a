// Bundles the workbench's TypeScript into .build/ and starts one of its programs: node dev/run.mjs PROGRAM [options].
import { spawn } from 'node:child_process';
import { setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { build, capabilitiesOf } from '../build.mjs';

const from = path => fileURLToPath(new URL(`../${path}`, import.meta.url));
const onNode = (...names) => ({
  entryPoints: names.map(name => from(`dev/${name}.ts`)),
  outdir: from('.build'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
/** What stands in for Apps Script inside each execution's own context, and the worker that runs one. */
const platform = () => [
  esbuild.build({
    entryPoints: [from('dev/sandbox/main.ts')],
    outfile: from('.build/sandbox.js'),
    bundle: true,
    format: 'iife',
    target: 'es2019',
    logLevel: 'warning',
  }),
  esbuild.build(onNode('execution')),
];
/** The page, and google.script for the frames that the add-on opens in it. */
const page = () =>
  esbuild.build({
    entryPoints: ['main.tsx', 'frame.ts', 'index.html'].map(name => from(`dev/page/${name}`)),
    outdir: from('.build/page'),
    loader: { '.html': 'copy' },
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
/** The bundle that the simulation's runs with a trigger take. */
const withBackground = () => build(['background'], from('.build/with-background'));
/** Those that the tests take beside it: made here, they cost no start of a program for each. */
const withSignIn = () => [
  build(['key'], from('.build/with-key')),
  build(['background', 'delegation'], from('.build/with-delegation')),
];
/** Nothing is deleted first: another program may be running from the same folder. */
const PROGRAMS = {
  start: () => [...platform(), page(), esbuild.build(onNode('start'))],
  emulator: () => [esbuild.build(onNode('emulator'))],
  simulate: () => [...platform(), withBackground(), esbuild.build(onNode('simulate'))],
  bench: () => [...platform(), page(), esbuild.build(onNode('start', 'bench'))],
  screenshots: () => [...platform(), page(), esbuild.build(onNode('start', 'screenshots'))],
};

/** `start --with CAPABILITY`: such a build is made apart from dist/, which stays the usual one. */
async function withCapabilities(name, given) {
  const capabilities = name === 'start' ? capabilitiesOf(given) : [];
  if (capabilities.length === 0) return given;
  const out = from('.build/dist');
  await build(capabilities, out);
  return [...given.filter((arg, at) => !arg.startsWith('--with') && given[at - 1] !== '--with'), '--dist', out];
}

const [name = '', ...given] = process.argv.slice(2);
if (name === '--build-only')
  await Promise.all([
    ...platform(),
    page(),
    withBackground(),
    ...withSignIn(),
    esbuild.build(onNode('start', 'emulator', 'simulate')),
  ]);
else if (!(name in PROGRAMS)) {
  console.error(`No such program: ${name}. There is: ${Object.keys(PROGRAMS).join(', ')}.`);
  process.exitCode = 1;
} else {
  const options = await withCapabilities(name, given).catch(error => {
    console.error(error.message);
    process.exit(1);
  });
  await Promise.all(PROGRAMS[name]());
  const child = spawn(process.execPath, ['--enable-source-maps', from(`.build/${name}.cjs`), ...options], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  // npm passes a signal on to its shell only, which ends without us: a program that nobody can see would keep the port.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined)
    setInterval(() => {
      if (process.ppid !== parent) child.kill();
    }, 250).unref();
  child.on('exit', code => process.exit(code ?? 1));
}
