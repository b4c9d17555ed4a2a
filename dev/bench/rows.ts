// What is measured on the virtual clock: one row for each size of a job, each under two models of what Google's calls
// take.
import type { World } from '../emulator/index';
import type { Build } from './builds';

/**
 * `google`: services as slow as others measured them on Google. `sized`: the same with a part for each cell, for jobs
 * about as large as what was measured (see dev/delays.ts). `fetch`: only Google's API takes time, 200 ms a reply.
 */
export type Model = 'google' | 'sized' | 'fetch';
export const MODELS: readonly Model[] = ['google', 'sized', 'fetch'];
/** Of jobs so large that nobody has measured what a cell takes in them. */
const UNSIZED: readonly Model[] = ['google', 'fetch'];
const SIZED_TO = 2_000;
/** What the API takes for a reply, in both models: the peers were measured so. */
export const REPLY_MS = 200;

export type Quota = { readonly perMinute: number; readonly window: 'fixed' | 'sliding'; readonly retryAfter?: boolean };
export type Job =
  /**
   * `even`: as many accounts in each of the four states; else the emulator's usual mix, 70 % not invited. `again`: the
   * sheet has them already.
   */
  | { readonly kind: 'list'; readonly accounts: number; readonly again: boolean; readonly even?: boolean }
  /** `check`: the eligibility of as many addresses. */
  | { readonly kind: 'send' | 'check'; readonly accounts: number; readonly quota: Quota | null }
  /** A send to some of many rows, with a Summary of them or without; calls wait while its formulas are computed. */
  | { readonly kind: 'among'; readonly accounts: number; readonly rows: number; readonly summary: boolean }
  /** The Summary of as many rows made, and its formulas computed once. */
  | { readonly kind: 'summary'; readonly accounts: number }
  /** The preview of a send to all rows, all of them marked, of whom most are skipped. Tells its computing time. */
  | { readonly kind: 'preview'; readonly accounts: number }
  /** The first question of a sidebar that opens, over as many rows of Accounts and `lines` of Activity. */
  | { readonly kind: 'open'; readonly accounts: number; readonly lines: number };

export type Row = {
  readonly name: string;
  readonly job: Job;
  readonly models: readonly Model[];
  /** Measured by --quick too. */
  readonly quick?: boolean;
  /** Runs in a process whose heap may be no larger than that, in MB, and tells how much it took. */
  readonly heapLimit?: number;
};

const thousands = (count: number): string => String(count).replace(/(?=(\d{3})+$)(?!^)/g, ',');
type More = { readonly models?: readonly Model[]; readonly quick?: boolean; readonly heapLimit?: number };
const list = (
  accounts: number,
  { again = false, even = false, ...more }: More & { readonly again?: boolean; readonly even?: boolean } = {},
): Row => ({
  name: `list ${thousands(accounts)}${again ? ' again' : ''}${even ? ', even states' : ''}`,
  job: { kind: 'list', accounts, again, even },
  models: accounts > SIZED_TO ? UNSIZED : MODELS,
  ...more,
});
const asking =
  (kind: 'send' | 'check') =>
  (accounts: number, quota: Quota | null = null, more: More = {}): Row => ({
    name: `${kind} ${thousands(accounts)}${quota === null ? '' : ` at ${thousands(quota.perMinute)} a minute, ${quota.window}${quota.retryAfter === true ? ', Retry-After' : ''}`}`,
    job: { kind, accounts, quota },
    models: accounts > SIZED_TO ? UNSIZED : MODELS,
    ...more,
  });
const send = asking('send');
const check = asking('check');
const preview = (accounts: number): Row => ({
  name: `preview of ${thousands(accounts)} marked rows, most skipped`,
  job: { kind: 'preview', accounts },
  models: ['google'],
});
const open = (accounts: number, lines: number): Row => ({
  name: `sidebar opened on ${thousands(accounts)} rows, ${thousands(lines)} lines of Activity`,
  job: { kind: 'open', accounts, lines },
  models: ['google'],
});

const among = (accounts: number, rows: number, summary: boolean): Row => ({
  name: `send ${thousands(accounts)} of ${thousands(rows)} rows, ${summary ? 'with' : 'without'} a Summary`,
  job: { kind: 'among', accounts, rows, summary },
  models: ['google'],
});
const summary = (accounts: number): Row => ({
  name: `Summary of ${thousands(accounts)} rows`,
  job: { kind: 'summary', accounts },
  models: ['google'],
});

/** Under Google's service latencies our batches never come near 6,000 a minute: that quota is for the other model. */
const FAST = { models: ['fetch'] } as const;
/**
 * What the script, the stand-ins and the emulated Google may take together for 100,000 accounts, and the part of it
 * that their objects may.
 */
export const MEMORY_MB = 512;
const LARGE = { heapLimit: 420 } as const;

export const ROWS: readonly Row[] = [
  list(2_000, { quick: true }),
  list(2_000, { again: true, quick: true }),
  list(2_000, { even: true, quick: true }),
  list(20_000),
  list(20_000, { again: true }),
  list(100_000, LARGE),
  list(100_000, { again: true, ...LARGE }),
  send(200, null, { quick: true }),
  send(1_000),
  send(10_000),
  send(1_000, { perMinute: 600, window: 'fixed' }, { quick: true }),
  send(1_000, { perMinute: 600, window: 'sliding' }),
  send(1_000, { perMinute: 6_000, window: 'fixed' }, FAST),
  send(1_000, { perMinute: 6_000, window: 'sliding' }, FAST),
  send(300, { perMinute: 60, window: 'fixed' }),
  send(300, { perMinute: 60, window: 'sliding' }),
  send(10_000, { perMinute: 600, window: 'fixed' }),
  send(10_000, { perMinute: 600, window: 'sliding' }),
  send(10_000, { perMinute: 600, window: 'fixed', retryAfter: true }, FAST),
  send(10_000, { perMinute: 6_000, window: 'fixed' }, FAST),
  send(10_000, { perMinute: 6_000, window: 'sliding' }, FAST),
  check(200, null, { quick: true }),
  check(10_000),
  check(10_000, { perMinute: 600, window: 'fixed' }, FAST),
  check(10_000, { perMinute: 6_000, window: 'fixed' }, FAST),
  preview(10_000),
  preview(100_000),
  open(100_000, 300_000),
  summary(2_000),
  summary(100_000),
  among(1_000, 100_000, false),
  among(1_000, 100_000, true),
];

export type Task = { readonly rows: readonly Row[]; readonly model: Model; readonly builds: readonly Build[] };

/** Whether the row has a figure that depends on the machine: its builds are then measured in turns, in one process. */
export const isTimed = ({ job }: Row): boolean => job.kind === 'preview';

/**
 * Rows that one process measures one after another: a list again goes into the sheet that the list before it made. Each
 * build has a process of its own, except for what is timed.
 */
export function tasksOf(rows: readonly Row[], builds: readonly Build[]): Task[] {
  return MODELS.flatMap(model => {
    const groups: Row[][] = [];
    for (const row of rows.filter(({ models }) => models.includes(model))) {
      const before = groups[groups.length - 1];
      const follows =
        row.job.kind === 'list' &&
        row.job.again &&
        before?.[0]?.job.kind === 'list' &&
        before[0].job.accounts === row.job.accounts;
      if (follows) before.push(row);
      else groups.push([row]);
    }
    return groups.flatMap(group =>
      group.some(isTimed)
        ? [{ rows: group, model, builds }]
        : builds.map(build => ({ rows: group, model, builds: [build] })),
    );
  });
}

/** What a row is called on the command line, where a comma parts two rows: `send-10000-at-600-a-minute-fixed`. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/,(?=\d{3})/g, '')
    .replace(/[^a-z0-9]+/g, '-');

const PAGE = 200;
/** Requests that one fetchAll of ours takes at most (LARGEST_BATCH in src/core/google/rate-limiter.ts). */
const BATCH = 50;
const MINUTE_MS = 60_000;

/**
 * What no program can beat. A list: a state's pages come one after another from either end, so half as many rounds as
 * its largest state has pages; what changed meanwhile can be asked along with the last. A send or a check: its batches
 * one after another; or the quota's minutes, the clock's or any 60 seconds, and what is left for the last. Null where
 * nothing is asked of Google. `taken`: requests that Google did not refuse, of which those beside the accounts' own
 * have a verdict for themselves.
 */
export function floorOf(job: Job, world: World, startedAt: number, taken = 0): number | null {
  if (job.kind === 'preview' || job.kind === 'open' || job.kind === 'summary') return null;
  if (job.kind === 'list') {
    const counts = new Map<string, number>();
    for (const { shown } of world.accounts.values())
      if (!shown.gone) counts.set(shown.state, (counts.get(shown.state) ?? 0) + 1);
    return Math.ceil(Math.max(1, ...counts.values()) / PAGE / 2) * REPLY_MS;
  }
  const batches = Math.ceil(job.accounts / BATCH) * REPLY_MS;
  if (job.kind === 'among' || job.quota === null) return batches;
  const { perMinute, window } = job.quota;
  const requests = Math.max(job.accounts, taken);
  const waits = Math.floor((requests - 1) / perMinute);
  const phase = window === 'fixed' ? startedAt % MINUTE_MS : 0;
  return Math.max(batches, waits * MINUTE_MS - phase + Math.ceil((requests - waits * perMinute) / BATCH) * REPLY_MS);
}

/** What reading the same list takes one page after another, 200 a page. */
export const pageByPage = (accounts: number): number => Math.ceil(accounts / PAGE) * REPLY_MS;
