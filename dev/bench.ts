// npm run bench: what jobs cost on a virtual clock and on a real one, beside what is possible and what other tools
// took.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figures, measureTask } from './bench/measure';
import { measureReal, REAL_LIST, REAL_SEND } from './bench/real';
import { MODELS, ROWS, type Row, tasksOf } from './bench/rows';
import { EXPLAINED, realTable, tableOf } from './bench/table';
import { verdictLines, verdictsOf } from './bench/verdicts';

const HELP = `Measures the add-on in dist/ and prints one table.

  npm run bench -- [options]

  --quick     small jobs only
  --only ROW  one row, or every row whose name contains ROW, such as "send 200" or "workbench"
  --help      this text

Tells by its exit code only whether every run came to its end, not whether the numbers are good.
`;
const MOST_AT_ONCE = 2;

/** A mistake of the person who typed the command, told without a stack. */
class Misuse extends Error {}

type Task = ReturnType<typeof tasksOf>[number];

/** In a process of its own: a clean heap for each, and two at a time. */
function inChild({ rows, model }: Task): Promise<Figures[]> {
  const heap = Math.min(...rows.map(row => row.heapLimit ?? Infinity));
  const limits = heap === Infinity ? [] : [`--max-old-space-size=${heap}`, '--max-semi-space-size=8'];
  const child = spawn(
    process.execPath,
    [
      '--enable-source-maps',
      ...limits,
      __filename,
      '--measure',
      ...rows.flatMap(row => ['--row', row.name]),
      '--model',
      model,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(JSON.parse(output) as Figures[]);
      else reject(new Error(`${rows.map(row => row.name).join(', ')} (${model}) failed.`));
    });
  });
}

/** All tasks, the largest first, so that none is left alone at the end. */
async function measureAll(tasks: readonly Task[]): Promise<{ figures: Figures[]; failures: string[] }> {
  const size = ({ rows }: Task): number =>
    Math.max(...rows.map(({ job }) => (job.kind === 'send' ? 10 : 1) * job.accounts));
  const open = [...tasks].sort((one, other) => size(other) - size(one));
  const figures: Figures[] = [];
  const failures: string[] = [];
  const work = async (): Promise<void> => {
    for (let task = open.shift(); task !== undefined; task = open.shift()) {
      try {
        figures.push(...(await inChild(task)));
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, availableParallelism()) }, work));
  return { figures, failures };
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        help: { type: 'boolean', default: false },
        measure: { type: 'boolean', default: false },
        row: { type: 'string', multiple: true, default: [] },
        model: { type: 'string', default: '' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

/** By its whole name; else all whose name contains it. */
function chosen(names: readonly string[], only: string): readonly string[] {
  const same = (name: string): boolean => name.toLowerCase() === only.toLowerCase();
  const found = names.some(same)
    ? names.filter(same)
    : names.filter(name => name.toLowerCase().includes(only.toLowerCase()));
  if (found.length === 0) throw new Misuse(`There is no row "${only}". There is:\n  ${names.join('\n  ')}`);
  return found;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return;
  }
  if (options.measure) {
    const rows = options.row.flatMap(name => ROWS.filter(row => row.name === name));
    console.log(
      JSON.stringify(MODELS.filter(model => model === options.model).flatMap(model => measureTask(rows, model))),
    );
    return;
  }
  const usual: readonly Row[] = options.quick ? ROWS.filter(row => row.quick) : ROWS;
  const all = [
    ...usual.map(row => row.name),
    ...(options.quick && options.only === undefined ? [] : [REAL_LIST, REAL_SEND]),
  ];
  const wanted = options.only === undefined ? all : chosen(all, options.only);
  const rows = usual.filter(row => wanted.includes(row.name));
  const began = Date.now();
  const { figures, failures } = await measureAll(tasksOf(rows));
  const real = wanted.some(name => name === REAL_LIST || name === REAL_SEND)
    ? await measureReal(name => wanted.includes(name))
    : [];
  if (rows.length > 0) console.log(`${tableOf(rows, figures)}\n\n${EXPLAINED}\n`);
  if (real.length > 0) console.log(`On the real clock, in a browser, 200 ms a reply:\n${realTable(real)}\n`);
  console.log(
    `${verdictLines(verdictsOf(figures, real))}\n\nMeasured in ${Math.round((Date.now() - began) / 1000)} s.`,
  );
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Misuse ? error.message : error);
  process.exitCode = 1;
});
