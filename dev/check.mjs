// What npm test runs: types and lint beside the build and the tests, because the browser tests mostly wait.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const program = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

/** Which tests, by the names of their files: `npm test -- core/pace`. A part says nothing of coverage. */
const given = process.argv.slice(2);

/**
 * The compiler, the linter's half that reads types and esbuild are programs in Go. They end before they must collect
 * what they have made, so they do not, unless it becomes too much: the compiler takes two thirds of its time.
 */
const WITHOUT_COLLECTING = { GOGC: 'off', GOMEMLIMIT: '2GiB' };

const here = file => fileURLToPath(new URL(file, import.meta.url));

/** For the programs that tests start, too. */
const NODE_OPTIONS = [process.env.NODE_OPTIONS ?? '', `--require ${JSON.stringify(here('engine.cjs'))}`]
  .join(' ')
  .trim();

/** Quiet ones say what they have to say at the end, so that it does not stand in the middle of the tests. */
function run(quiet, ...args) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: { ...process.env, ...WITHOUT_COLLECTING, NODE_OPTIONS, TOGETHER: given.length === 0 ? '1' : '' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', text => {
      said += text;
    });
  return new Promise(resolve => {
    child.on('close', code => resolve({ code: code ?? 1, said }));
  });
}

/**
 * What the scripts types and lint of package.json do, each to its end, so that all faults are told at once. Each on one
 * thread: the tests keep the other processor busy, and several threads look at many a type twice.
 */
async function statics() {
  const checks = [
    ['format', program('@biomejs/biome', 'bin/biome'), 'format', '.'],
    ['types', program('typescript-native', 'bin/tsc'), '-b', '--force', '--singleThreaded'],
    ['lint', program('oxlint', 'bin/oxlint'), '-c', 'oxlint.config.mjs', '--deny-warnings', '--threads=1'],
  ];
  const all = [];
  for (const [name, ...args] of checks) {
    const { code, said } = await run(true, ...args);
    all.push({ code, said: `${code === 0 ? '' : said}${name}: ${code === 0 ? 'clean' : 'FAILED'}\n` });
  }
  return { code: Math.max(...all.map(({ code }) => code)), said: all.map(({ said }) => said).join('') };
}

async function tests() {
  for (const step of [
    [here('../build.mjs')],
    [here('run.mjs'), '--build-only'],
    // The tests make and drop more than the usual young generation holds: collecting it often takes a tenth of the
    // time. Several threads that collect together take more of a processor, and here none is idle.
    [
      '--max-semi-space-size=64',
      '--single-threaded-gc',
      program('jest', 'bin/jest.js'),
      ...(given.length === 0 ? ['--coverage'] : given),
    ],
  ]) {
    const { code } = await run(false, ...step);
    if (code !== 0) return code;
  }
  return 0;
}

const [checked, code] = await Promise.all([statics(), tests()]);
process.stdout.write(checked.said);
process.exitCode = Math.max(checked.code, code);
