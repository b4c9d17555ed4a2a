// npm run simulate: whole jobs on the shipped bundle, with every kind of trouble, each decided by a seed; one run, or a
// campaign of all.
import { parseArgs } from 'node:util';
import { isWorker, runCampaign, serve, type Report, type Violation } from './simulation/campaign';
import { SCENARIOS } from './simulation/scenarios';

const HELP = `npm run simulate -- [options]

  --seed N            one run; the same seed is the same run, byte for byte
  --scenario NAME     which kind of run (default: everything)
  --trace             shows each service call of that run

  --campaign          all runs of all scenarios
  --quick             the short campaign that is part of npm test: every call and kind of fault of a small job, and some of the rest
  --most N            so many seeds of each scenario
  --first             ends at the first violation
  --workers N         default: as many as there are processors

  --dist FOLDER       another bundle than dist/, such as one that was broken on purpose
  --json              the campaign's report as JSON

Scenarios:
${SCENARIOS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}
`;

const OPTIONS = {
  seed: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  trace: { type: 'boolean' },
  campaign: { type: 'boolean' },
  quick: { type: 'boolean' },
  most: { type: 'string' },
  first: { type: 'boolean' },
  workers: { type: 'string' },
  dist: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const numberOf = (text: string | undefined, name: string): number | null => {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a whole number, not ${text}.`);
  return Number(text);
};
const replayOf = ({ scenario, seed }: Pick<Violation, 'scenario' | 'seed'>, dist: string | null): string =>
  `npm run simulate -- --scenario ${scenario} --seed ${seed}${dist === null ? '' : ` --dist ${dist}`} --trace`;

function one(name: string, seed: number, dist: string | null, trace: boolean): boolean {
  const scenario = SCENARIOS.find(found => found.name === name);
  if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
  const { told, violations, digest } = scenario.run(seed, {
    dist,
    print: trace
      ? line => {
          console.log(line);
        }
      : null,
  });
  console.log(`${name}, seed ${seed}: ${told}\ndigest ${digest}`);
  for (const what of violations) console.log(`VIOLATION: ${what}`);
  console.log(
    violations.length === 0 ? 'Everything is as promised.' : `Replay: ${replayOf({ scenario: name, seed }, dist)}`,
  );
  return violations.length === 0;
}

const MOST_SHOWN = 20;
function show({ sums, digest, seconds, workers }: Report, dist: string | null): void {
  const violations = sums.flatMap(sum => sum.violations);
  for (const { scenario, seed, told, what } of violations.slice(0, MOST_SHOWN))
    console.log(
      `VIOLATION in ${scenario}, seed ${seed}: ${told}\n  ${what.join('\n  ')}\n  ${replayOf({ scenario, seed }, dist)}`,
    );
  if (violations.length > MOST_SHOWN) console.log(`… and ${violations.length - MOST_SHOWN} more.`);
  const total = (of: (sum: Report['sums'][number]) => number): number => sums.reduce((sum, one_) => sum + of(one_), 0);
  const line = (name: string, runs: number, faults: number, wrong: number): string =>
    `${name.padEnd(18)}${String(runs).padStart(8)}${String(faults).padStart(10)}${String(wrong).padStart(12)}`;
  console.log(`${'scenario'.padEnd(18)}${'seeds'.padStart(8)}${'faults'.padStart(10)}${'violations'.padStart(12)}`);
  for (const { scenario, runs, faults, violations: wrong } of sums)
    console.log(line(scenario, runs, faults, wrong.length));
  console.log(
    line(
      'in all',
      total(({ runs }) => runs),
      total(({ faults }) => faults),
      violations.length,
    ),
  );
  console.log(`${seconds.toFixed(0)} s with ${workers} workers; digest ${digest}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  const dist = values.dist ?? null;
  const seed = numberOf(values.seed, 'seed');
  if (seed !== null) {
    process.exitCode = one(values.scenario?.[0] ?? 'everything', seed, dist, values.trace ?? false) ? 0 : 1;
    return;
  }
  if (values.help === true || (values.campaign !== true && values.quick !== true)) {
    console.log(HELP);
    return;
  }
  const report = await runCampaign(
    {
      dist,
      quick: values.quick ?? false,
      scenarios: values.scenario ?? [],
      most: numberOf(values.most, 'most'),
      first: values.first ?? false,
      workers: numberOf(values.workers, 'workers'),
    },
    __filename,
  );
  if (values.json === true) console.log(JSON.stringify(report));
  else show(report, dist);
  process.exitCode = report.sums.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

if (isWorker) serve();
else
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
