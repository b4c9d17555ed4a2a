// Runs one row in the rig, as the sidebar drives a job, and reads its figures.
import { Delays } from '../delays';
import { createWorld, seed, type World } from '../emulator/index';
import { randomFrom } from '../emulator/random';
import { GOOGLE_LATENCY, type Rig, startRig } from '../rig';
import { type Build, type BuildName, NEW } from './builds';
import { type Counts, Meter, processorMs } from './meter';
import { fillActivity, hasAccounts, tickAll, tickOne } from './prepare';
import { floorOf, isTimed, type Job, type Model, REPLY_MS, type Row } from './rows';

export type Figures = Counts & {
  readonly row: string;
  readonly model: Model;
  readonly build: BuildName;
  /** From the click until the job is done, on the virtual clock. */
  readonly wallMs: number;
  readonly floorMs: number | null;
  /** Processor time of the script itself, the median of `rounds`; null where it is not what the row is about. */
  readonly computingMs: number | null;
  readonly rounds: number;
  /** Whole columns that references lead over when each formula is computed once, and cells that functions are given. */
  readonly passes: number | null;
  readonly formulaCells: number | null;
  /** Virtual time that calls waited for formulas; null where the row does not look at it. */
  readonly formulaMs: number | null;
  /** Of this process, the most so far. */
  readonly rssMB: number;
};
type Measured = Omit<Figures, 'row' | 'model' | 'build' | 'rssMB' | 'rounds'> & { readonly computingMs: number };

const DOMAIN = 'acme.example';
const START = Date.UTC(2026, 10, 21, 9);
const SEED = 1;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_SLICES = 5_000;
const NO_OPTIONS = { includeRecent: false, includeDeclined: false };
/** As many of these rounds as fit, so that a row of a minute does not take an hour. */
const ROUNDS = 25;
const ROUNDS_MS = 60_000;

type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: { readonly title: string } };
type View = {
  readonly id: string;
  readonly status: string;
  readonly resumeAt: string | null;
  readonly total: number;
  readonly counts: { readonly done: number };
};
type Plan = {
  readonly planId: string;
  readonly addresses: readonly string[];
  readonly skipped: readonly { readonly addresses: readonly string[] }[];
};

function ask(rig: Rig, name: string, ...args: readonly unknown[]): unknown {
  const answer = rig.run(name, ...args) as Answer;
  if (!answer.ok) throw new Error(`${name}: ${answer.problem.title}`);
  return answer.value;
}

/** One slice after another until the job is done; anything else is a failed run. */
function drive(rig: Rig, started: unknown): View {
  let view = started as View;
  for (let slices = 0; view.status === 'running' || view.status === 'waiting'; slices++) {
    if (slices > MOST_SLICES) throw new Error('The job does not end.');
    if (view.resumeAt !== null) rig.clock.advance(Date.parse(view.resumeAt) - rig.clock.now());
    view = ask(rig, 'advance', view.id) as View;
  }
  if (view.status !== 'done') throw new Error(`The job ended as ${view.status}.`);
  return view;
}

const EVEN = { NOT_YET_SENT: 1, INVITED: 1, ACCEPTED: 1, DECLINED: 1 };
const MOST_SKIPPED = { NOT_YET_SENT: 5, INVITED: 20, ACCEPTED: 60, DECLINED: 15 };

function statesFor(job: Job) {
  if (job.kind === 'preview') return { states: MOST_SKIPPED };
  if (job.kind === 'open' || job.kind === 'summary' || (job.kind === 'list' && job.even !== true)) return {};
  return { states: job.kind === 'list' ? EVEN : { NOT_YET_SENT: 1 } };
}

/** A rig whose calls take no time until `costly`. */
type Office = { readonly rig: Rig; readonly world: World; readonly delays: Delays | null; costly: boolean };

function open(job: Job, model: Model, { dist }: Build): Office {
  const world = createWorld({ domains: [DOMAIN], now: START });
  const seeded = job.kind === 'among' ? job.rows : job.accounts;
  seed(world, { accounts: seeded, young: 0, managed: 0, ...statesFor(job) });
  const delays: Delays | null =
    model === 'fetch'
      ? null
      : new Delays(() => rig.spreadsheet, GOOGLE_LATENCY, {
          sized: model === 'sized',
          formulas: job.kind === 'among',
        });
  const rig: Rig = startRig({
    dist,
    world,
    // Chance that is the same for each build: what differs is then the build's own doing.
    random: randomFrom(SEED),
    sameContext: true,
    latency: (op, kind, args) => (office.costly ? (delays?.latency(op, kind, args) ?? 0) : 0),
  });
  const office: Office = { rig, world, delays, costly: false };
  if (job.kind !== 'list' || job.again) drive(rig, ask(rig, 'refresh'));
  if (job.kind === 'send' || job.kind === 'check') ask(rig, 'mark', 'notInvited');
  if (job.kind === 'among') tickAll(rig, job.accounts);
  if (job.kind === 'among' && job.summary) ask(rig, 'summary');
  if (job.kind === 'preview') tickAll(rig, job.accounts);
  if (job.kind === 'open') {
    const address = tickOne(rig);
    const { id } = drive(rig, prepare(rig, { kind: 'send' })());
    fillActivity(rig, job.lines, { id, address });
  }
  return office;
}

/** Rows that belong together, in their order, with each of the builds: see tasksOf. */
export function measureTask(rows: readonly Row[], model: Model, builds: readonly Build[] = [NEW]): Figures[] {
  if (rows.some(isTimed)) return rows.flatMap(row => inTurns(row, model, builds));
  return builds.flatMap(build => {
    let office: Office | null = null;
    return rows.map(row => {
      const { job } = row;
      office = job.kind === 'list' && job.again && office !== null ? office : open(job, model, build);
      const figures = { row: row.name, model, build: build.name, ...measure(office, job), rounds: 1, rssMB: rssMB() };
      return { ...figures, computingMs: null };
    });
  });
}

const rssMB = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;

/**
 * The builds in turns, of which each begins every second time: what else the machine does then falls on all alike.
 */
function inTurns({ name, job }: Row, model: Model, builds: readonly Build[]): Figures[] {
  const sides = builds.map(build => ({ build, office: open(job, model, build), runs: [] as Measured[] }));
  const began = performance.now();
  for (let round = 0; round < ROUNDS && (round === 0 || performance.now() - began < ROUNDS_MS); round++)
    for (const { office, runs } of round % 2 === 0 ? sides : [...sides].reverse()) runs.push(measure(office, job));
  return sides.flatMap(({ build, runs }) =>
    runs.slice(-1).map(last => ({
      row: name,
      model,
      build: build.name,
      ...last,
      computingMs: median(runs.map(({ computingMs }) => computingMs)),
      rounds: runs.length,
      rssMB: rssMB(),
    })),
  );
}

function measure(office: Office, job: Job): Measured {
  const { rig, world } = office;
  office.costly = false;
  const start = prepare(rig, job);
  rig.clock.advance(job.kind === 'list' ? DAY_MS : 0);
  // At the full minute a quota of the clock's minutes has just begun anew: the job has no more of it than its share.
  rig.clock.advance(MINUTE_MS - (rig.clock.now() % MINUTE_MS));

  office.costly = true;
  world.options.latencyMs = REPLY_MS;
  if ((job.kind === 'send' || job.kind === 'check') && job.quota !== null)
    Object.assign(world.options, {
      quotaPerMinute: job.quota.perMinute,
      quotaWindow: job.quota.window,
      quotaRetryAfter: job.quota.retryAfter ?? false,
    });
  const fresh = job.kind === 'list' && !job.again;
  const meter = new Meter(rig, fresh ? () => hasAccounts(rig, job.accounts) : null);
  const began = rig.clock.now();
  const computingBegan = processorMs();
  const answer = start();
  const isJob = job.kind !== 'preview' && job.kind !== 'open' && job.kind !== 'summary';
  const view = isJob ? drive(rig, answer) : null;
  const computingMs = processorMs() - computingBegan - meter.hostMs;
  const wallMs = rig.clock.now() - began;
  if (view === null) refuseEmpty(job, answer);
  else refuseWrong(job, view, world);
  const counts = meter.read();
  const cost = job.kind === 'summary' ? rig.spreadsheet.formulas.recalculation.all() : null;
  return {
    wallMs,
    floorMs: floorOf(job, world, began, counts.requests - counts.refused),
    computingMs,
    passes: cost?.passes ?? null,
    formulaCells: cost?.cells ?? null,
    formulaMs: job.kind === 'among' ? (office.delays?.waited ?? null) : null,
    ...counts,
  };
}

/** All up to the click that is measured. */
function prepare(rig: Rig, { kind }: Pick<Job, 'kind'>): () => unknown {
  if (kind === 'list') return () => ask(rig, 'refresh');
  // As the page does first, which has a build answer from what it counted last; one that cannot takes no notice.
  if (kind === 'open') return () => ask(rig, 'overview', true);
  if (kind === 'summary') return () => ask(rig, 'summary');
  if (kind === 'preview') return () => ask(rig, 'preview', 'send', NO_OPTIONS);
  if (kind === 'check') {
    const { addresses } = ask(rig, 'previewCheck', { from: 'marked' }) as Plan;
    return () => ask(rig, 'startCheck', addresses, true);
  }
  const { planId, addresses } = ask(rig, 'preview', 'send', NO_OPTIONS) as Plan;
  // As the page does, which has a build go on at once that can; one that cannot takes no notice.
  return () => ask(rig, 'start', 'send', NO_OPTIONS, planId, addresses.length, { from: 'marks' }, true);
}

/** A figure of a job that did not do its work would be worth nothing. */
function refuseWrong(job: Job, view: View, { ledger }: World): void {
  if (view.counts.done !== job.accounts) throw new Error(`${view.counts.done} of ${job.accounts} accounts were done.`);
  if (job.kind === 'check' && ledger.mails.length > 0) throw new Error('A check mailed somebody.');
  if (
    (job.kind === 'send' || job.kind === 'among') &&
    (ledger.mailsTo.size !== job.accounts || ledger.mails.length !== job.accounts)
  )
    throw new Error(`${ledger.mails.length} mails went to ${ledger.mailsTo.size} of ${job.accounts} people.`);
}

function refuseEmpty(job: Job, answer: unknown): void {
  if (job.kind === 'open' && !(answer as { readonly hasSheet: boolean }).hasSheet)
    throw new Error('The sidebar saw no sheet.');
  if (job.kind !== 'preview') return;
  const { addresses, skipped } = answer as Plan;
  const left = skipped.reduce((sum, group) => sum + group.addresses.length, 0);
  if (left <= addresses.length || left + addresses.length !== job.accounts)
    throw new Error(`The preview names ${addresses.length} addresses and skips ${left}, of ${job.accounts}.`);
}
