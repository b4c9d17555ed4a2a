// Many runs over all processors: the work is cut into pieces, and each worker takes the next one when it is free.
import { createHash } from 'node:crypto';
import { cpus } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Setting } from './run';
import { SCENARIOS } from './scenarios';

export type Violation = {
  readonly scenario: string;
  readonly seed: number;
  readonly told: string;
  readonly what: readonly string[];
};
export type Sum = {
  readonly scenario: string;
  readonly runs: number;
  readonly faults: number;
  readonly violations: readonly Violation[];
  /** Of all these runs: the same whatever ran before them, and with any number of workers. */
  readonly digest: string;
};
export type Report = {
  readonly sums: readonly Sum[];
  readonly digest: string;
  readonly seconds: number;
  readonly workers: number;
};
export type Wanted = {
  readonly dist: string | null;
  /** The short run: every call and every kind of fault of a small job, and some of the rest. */
  readonly quick: boolean;
  /** All scenarios where empty. */
  readonly scenarios: readonly string[];
  /** Only so many seeds of each scenario, spread over all. */
  readonly most: number | null;
  /** Ends at the first violation: enough to know that there is one. */
  readonly first: boolean;
  readonly workers: number | null;
};

type Piece = { readonly scenario: string; readonly seeds: readonly number[] };
const PIECE = 25;

function piecesOf({ dist, quick, scenarios, most }: Wanted): Piece[] {
  const setting: Setting = { dist, print: null };
  return SCENARIOS.filter(({ name }) => scenarios.length === 0 || scenarios.includes(name)).flatMap(scenario => {
    const all = Array.from({ length: scenario.seeds(setting) }, (_, seed) => seed).filter(
      seed => !quick || scenario.quick(seed, setting),
    );
    const every = most === null ? 1 : Math.max(1, Math.ceil(all.length / most));
    const seeds = all.filter((_seed, at) => at % every === 0);
    return Array.from({ length: Math.ceil(seeds.length / PIECE) }, (_, at) => ({
      scenario: scenario.name,
      seeds: seeds.slice(at * PIECE, (at + 1) * PIECE),
    }));
  });
}

function work({ scenario: name, seeds }: Piece, first: boolean, setting: Setting): Sum {
  const scenario = SCENARIOS.find(one => one.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  const hash = createHash('sha256');
  const violations: Violation[] = [];
  let faults = 0;
  let runs = 0;
  for (const seed of seeds) {
    if (first && violations.length > 0) break;
    runs += 1;
    const result = scenario.run(seed, setting);
    faults += result.faults;
    hash.update(result.digest);
    if (result.violations.length > 0)
      violations.push({ scenario: name, seed, told: result.told, what: result.violations });
  }
  return { scenario: name, runs, faults, violations, digest: hash.digest('hex') };
}

/** In a worker: does one piece after another. */
export function serve(): void {
  const port = parentPort;
  const { dist, first } = workerData as Pick<Wanted, 'dist' | 'first'>;
  port?.on('message', (piece: Piece) => {
    port.postMessage(work(piece, first, { dist, print: null }));
  });
}
export const isWorker = !isMainThread;

const digestOf = (parts: readonly Pick<Sum, 'digest'>[]): string =>
  createHash('sha256')
    .update(parts.map(({ digest }) => digest).join())
    .digest('hex')
    .slice(0, 16);

/** `program`: the file that the workers run. */
export async function runCampaign(wanted: Wanted, program: string): Promise<Report> {
  const startedAt = Date.now();
  const pieces = piecesOf(wanted);
  const workers = Math.max(1, Math.min(wanted.workers ?? cpus().length, pieces.length));
  const done: Sum[] = []; // with a hole for each piece that was not needed
  let next = 0;
  let enough = false;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(program, {
        workerData: { dist: wanted.dist, first: wanted.first },
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      });
      let mine = -1;
      const give = (): void => {
        mine = next++;
        const piece = enough ? undefined : pieces[mine];
        if (piece === undefined)
          void worker.terminate().then(() => {
            resolve();
          });
        else worker.postMessage(piece);
      };
      worker.on('message', (result: Sum) => {
        done[mine] = result;
        enough ||= wanted.first && result.violations.length > 0;
        give();
      });
      worker.on('error', reject);
      give();
    });
  await Promise.all(Array.from({ length: workers }, one));
  const names = [...new Set(pieces.map(({ scenario }) => scenario))];
  const sums = names.map((scenario): Sum => {
    const own = done.filter(part => part.scenario === scenario);
    return {
      scenario,
      runs: own.reduce((sum, { runs }) => sum + runs, 0),
      faults: own.reduce((sum, { faults }) => sum + faults, 0),
      violations: own.flatMap(({ violations }) => violations),
      digest: digestOf(own),
    };
  });
  return { sums, digest: digestOf(done), seconds: (Date.now() - startedAt) / 1000, workers };
}
