// Bundles the workbench's TypeScript into .build/ and starts one of its programs: node dev/run.mjs PROGRAM [options].
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import * as esbuild from 'esbuild';

const root = new URL('../', import.meta.url).pathname;
const program = name => `${root}dev/${name}.ts`;
const PROGRAMS = ['start', 'emulator', 'screenshots'];
const onNode = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', packages: 'external', outExtension: { '.js': '.cjs' }, outdir: `${root}.build`, logLevel: 'warning', sourcemap: 'inline' };
const present = paths => paths.filter(path => existsSync(path));

await rm(`${root}.build`, { recursive: true, force: true });
await mkdir(`${root}.build`, { recursive: true });
await Promise.all([
  esbuild.build({ ...onNode, entryPoints: present([...PROGRAMS.map(program), program('execution')]) }),
  // What stands in for Apps Script inside each execution's own context.
  esbuild.build({ entryPoints: present([`${root}dev/sandbox/main.ts`]), bundle: true, format: 'iife', target: 'es2019', outfile: `${root}.build/sandbox.js`, logLevel: 'warning' }),
  esbuild.build({ entryPoints: present([`${root}dev/page/main.tsx`]), bundle: true, format: 'iife', target: 'es2022', minify: true, jsx: 'automatic', jsxImportSource: 'preact', outdir: `${root}.build/page`, logLevel: 'warning', loader: { '.html': 'copy' } }),
]);

const [name, ...options] = process.argv.slice(2);
if (name !== undefined && name !== '--build-only') {
  if (!PROGRAMS.includes(name)) throw new Error(`No such program: ${name}. There is: ${PROGRAMS.join(', ')}.`);
  const child = spawn(process.execPath, ['--enable-source-maps', `${root}.build/${name}.cjs`, ...options], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', code => process.exit(code ?? 1));
}
