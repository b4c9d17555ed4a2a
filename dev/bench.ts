// npm run bench: what jobs cost on a virtual clock and on a real one, beside what is possible, what other tools took,
// and what an earlier build cost.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Build, buildBefore, Misuse, NEW } from './bench/builds';
import { type Figures, measureTask } from './bench/measure';
import type { Plain } from './bench/plain';
import { measurePeople, PEOPLE } from './bench/people';
import { measureReal, REAL_FILE, REAL_LIST, REAL_SEND } from './bench/real';
import { idOf, isTimed, type Model, ROWS, type Task, tasksOf } from './bench/rows';
import { measureStartUp, START_ROWS } from './bench/start-up';
import { EXPLAINED, plainTable, tableOf } from './bench/table';
import { verdictLines, verdictsOf } from './bench/verdicts';

const REAL_ROWS: readonly string[] = [REAL_LIST, REAL_SEND, REAL_FILE];
const ALL: readonly string[] = [...ROWS.map(({ name }) => name), ...START_ROWS, PEOPLE, ...REAL_ROWS];
const QUICK: readonly string[] = [...ROWS.filter(({ quick }) => quick).map(({ name }) => name), ...START_ROWS];

const HELP = `Measures the add-on in dist/ and prints one table.

  npm run bench -- [options]

  --before COMMIT     also measures the build of that commit, and prints old, new and their ratio
  --rows NAME[,NAME]  only these rows: one by its whole name, or all with these words in their name
  --quick             small jobs only, those with a * below
  --help              this text

Rows:
${ALL.map(name => `  ${QUICK.includes(name) ? '*' : ' '} ${idOf(name)}`).join('\n')}

Tells by its exit code only whether every run came to its end, not whether the numbers are good.
`;
const MOST_AT_ONCE = 2;

type ChildTask = { readonly rows: readonly string[]; readonly model: Model; readonly builds: readonly Build[] };

/** In a process of its own: a clean heap for each, and two at a time. */
function inChild({ rows, model, builds }: Task): Promise<Figures[]> {
  const heap = Math.min(...rows.map(row => row.heapLimit ?? Infinity));
  const limits = heap === Infinity ? [] : [`--max-old-space-size=${heap}`, '--max-semi-space-size=8'];
  const task: ChildTask = { rows: rows.map(row => row.name), model, builds };
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', ...limits, __filename, '--measure', JSON.stringify(task)],
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
      else reject(new Error(`${task.rows.join(', ')} (${model}, ${builds.map(({ name }) => name).join()}) failed.`));
    });
  });
}

/** Exact figures by two processes at a time, the largest first, so that none is left alone at the end. */
async function measureAll(tasks: readonly Task[]): Promise<{ figures: Figures[]; failures: string[] }> {
  const size = ({ rows }: Task): number =>
    Math.max(...rows.map(({ job }) => (job.kind === 'send' ? 10 : 1) * job.accounts));
  const open = [...tasks].sort((one, other) => size(other) - size(one));
  const figures: Figures[] = [];
  const failures: string[] = [];
  const work = async (own: Task[]): Promise<void> => {
    for (let task = own.shift(); task !== undefined; task = own.shift()) {
      try {
        figures.push(...(await inChild(task)));
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const [timed, exact] = [true, false].map(wanted => open.filter(({ rows }) => rows.some(isTimed) === wanted));
  const workers = Math.min(MOST_AT_ONCE, availableParallelism());
  await Promise.all(Array.from({ length: workers }, () => work(exact ?? [])));
  // What is timed has the machine to itself.
  await work(timed ?? []);
  return { figures, failures };
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        before: { type: 'string' },
        rows: { type: 'string' },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        measure: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

/** Each part by its whole name; else all whose name has these words in it. A comma inside a number parts nothing. */
function chosen(names: readonly string[], rows: string): readonly string[] {
  const found = rows.split(/(?<!\d),|,(?!\d{3}(?!\d))/).flatMap(part => {
    const id = idOf(part.trim());
    const same = names.filter(name => idOf(name) === id);
    const matching = same.length > 0 ? same : names.filter(name => `-${idOf(name)}-`.includes(`-${id}-`));
    if (id === '' || matching.length === 0)
      throw new Misuse(`There is no row "${part}". There is:\n  ${names.map(idOf).join('\n  ')}`);
    return matching;
  });
  return names.filter(name => found.includes(name));
}

/** What is measured one after another, on the machine's own clock or by size. */
async function measurePlain(builds: readonly Build[], wanted: readonly string[], failures: string[]): Promise<Plain[]> {
  const isWanted = (name: string): boolean => wanted.includes(name);
  const plain = [...measureStartUp(builds, isWanted), ...(isWanted(PEOPLE) ? [measurePeople(builds)] : [])];
  if (!REAL_ROWS.some(isWanted)) return plain;
  try {
    return [...plain, ...(await measureReal(builds, isWanted))];
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
    return plain;
  }
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return;
  }
  if (options.measure !== undefined) {
    const { rows, model, builds } = JSON.parse(options.measure) as ChildTask;
    const own = rows.flatMap(name => ROWS.filter(row => row.name === name));
    console.log(JSON.stringify(measureTask(own, model, builds)));
    return;
  }
  const usual = options.quick ? QUICK : ALL;
  const wanted = options.rows === undefined ? usual : chosen(usual, options.rows);
  const rows = ROWS.filter(row => wanted.includes(row.name));
  const began = Date.now();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const builds = [NEW, ...(options.before === undefined ? [] : [buildBefore(options.before)])];
  const { figures, failures } = await measureAll(tasksOf(rows, builds));
  const plain = await measurePlain(builds, wanted, failures);
  if (rows.length > 0) console.log(`${tableOf(rows, figures)}\n\n${EXPLAINED}\n`);
  if (plain.length > 0)
    console.log(`On the real clock, or sizes (workbench: in a browser, 200 ms a reply):\n${plainTable(plain)}\n`);
  const verdicts = verdictsOf(figures, plain).filter(({ reached }) => options.rows === undefined || reached !== null);
  console.log(`${verdictLines(verdicts)}\n\nMeasured in ${Math.round((Date.now() - began) / 1000)} s.`);
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Misuse ? error.message : error);
  process.exitCode = 1;
});
