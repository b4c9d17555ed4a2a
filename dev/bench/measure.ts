// Runs one row in the rig, as the sidebar drives a job, and reads its figures.
import { createWorld, seed, type World } from '../emulator/index';
import { GOOGLE_LATENCY, type Rig, startRig } from '../rig';
import { type Counts, Meter } from './meter';
import { floorOf, type Job, type Model, REPLY_MS, type Row } from './rows';

export type Figures = Counts & {
  readonly row: string;
  readonly model: Model;
  /** From the click until the job is done, on the virtual clock. */
  readonly wallMs: number;
  readonly floorMs: number;
  /** Of this process, the most so far. */
  readonly rssMB: number;
};

const DOMAIN = 'acme.example';
const START = Date.UTC(2026, 10, 21, 9);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_SLICES = 5_000;
const NO_OPTIONS = { includeRecent: false, includeDeclined: false };

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

function worldFor(job: Job): World {
  const world = createWorld({ domains: [DOMAIN], now: START });
  if (job.kind === 'list') {
    const even = { NOT_YET_SENT: 1, INVITED: 1, ACCEPTED: 1, DECLINED: 1 };
    seed(world, { accounts: job.accounts, young: 0, managed: 0, ...(job.even === true ? { states: even } : {}) });
  } else seed(world, { accounts: job.accounts, young: 0, managed: 0, states: { NOT_YET_SENT: 1 } });
  return world;
}

/** A rig whose calls take no time until `costly`. */
type Office = { readonly rig: Rig; readonly world: World; costly: boolean };

function open(job: Job, model: Model): Office {
  const world = worldFor(job);
  const office: Office = {
    rig: startRig({
      world,
      sameContext: true,
      latency: (_op, kind) => (office.costly && model === 'google' ? (GOOGLE_LATENCY[kind] ?? 0) : 0),
    }),
    world,
    costly: false,
  };
  if (job.kind !== 'list' || job.again) drive(office.rig, ask(office.rig, 'refresh'));
  if (job.kind !== 'list') ask(office.rig, 'mark', 'notInvited');
  return office;
}

/** Rows that belong together, in their order: see tasksOf. */
export function measureTask(rows: readonly Row[], model: Model): Figures[] {
  let office: Office | null = null;
  return rows.map(row => {
    const { name, job } = row;
    office = job.kind === 'list' && job.again && office !== null ? office : open(job, model);
    return { row: name, model, ...measure(office, job), rssMB: Math.round(process.resourceUsage().maxRSS / 1024) };
  });
}

function measure(office: Office, job: Job): Omit<Figures, 'row' | 'model' | 'rssMB'> {
  const { rig, world } = office;
  office.costly = false;
  const start = prepare(rig, job);
  rig.clock.advance(job.kind === 'list' ? DAY_MS : 0);
  // At the full minute a quota of the clock's minutes has just begun anew: the job has no more of it than its share.
  rig.clock.advance(MINUTE_MS - (rig.clock.now() % MINUTE_MS));

  office.costly = true;
  world.options.latencyMs = REPLY_MS;
  if (job.kind !== 'list' && job.quota !== null)
    Object.assign(world.options, {
      quotaPerMinute: job.quota.perMinute,
      quotaWindow: job.quota.window,
      quotaRetryAfter: job.quota.retryAfter ?? false,
    });
  const meter = new Meter(rig);
  const began = rig.clock.now();
  const floorMs = floorOf(job, world, began);
  const view = drive(rig, start());
  const wallMs = rig.clock.now() - began;
  refuseWrong(job, view, world);
  return { wallMs, floorMs, ...meter.read() };
}

/** All up to the confirming click. */
function prepare(rig: Rig, { kind }: Job): () => unknown {
  if (kind === 'list') return () => ask(rig, 'refresh');
  if (kind === 'check') {
    const { addresses } = ask(rig, 'previewCheck', { from: 'marked' }) as { readonly addresses: readonly string[] };
    return () => ask(rig, 'startCheck', addresses);
  }
  const { planId, addresses } = ask(rig, 'preview', 'send', NO_OPTIONS) as {
    readonly planId: string;
    readonly addresses: readonly string[];
  };
  return () => ask(rig, 'start', 'send', NO_OPTIONS, planId, addresses.length);
}

/** A figure of a job that did not do its work would be worth nothing. */
function refuseWrong(job: Job, view: View, { ledger }: World): void {
  if (view.counts.done !== job.accounts) throw new Error(`${view.counts.done} of ${job.accounts} accounts were done.`);
  if (job.kind === 'check' && ledger.mails.length > 0) throw new Error('A check mailed somebody.');
  if (job.kind === 'send' && (ledger.mailsTo.size !== job.accounts || ledger.mails.length !== job.accounts))
    throw new Error(`${ledger.mails.length} mails went to ${ledger.mailsTo.size} of ${job.accounts} people.`);
}
