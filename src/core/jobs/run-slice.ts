// One execution's share of a job over addresses: takes up what an interrupted run left, then goes on batch by batch
// until done or out of time.
import type { Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import { afterBatch, allowance } from '../google/rate-limiter';
import type { Deps } from '../ports';
import { rowsMovedAt, rowWrites } from '../sheets/write-intent';
import type { Words } from '../words';
import {
  clearCommand,
  commandFor,
  LEASE_MS,
  REFRESH_FIRST,
  saveGroups,
  saveRecord,
  withCourse,
  type JobRecord,
} from './job';
import { REFUSED_BATCHES, SILENT_BATCHES, type Run, type Work } from './line-work';
import { isAllowed } from './plan';
import { countsOf, freshOf, openQueue, sumOf, type Line } from './queue';
import { groupsOf } from './result-groups';
import { projectLines } from './show-outcomes';

const LONGEST_SLEEP_MS = 30_000;
const NAP_MS = 2_000;
/**
 * What it takes to begin a slice on Google. One that waits for a moment begins so much earlier, or each minute of a
 * quota would begin that late.
 */
const BEGIN_MS = 3_000;
/**
 * The rows follow the lines this often at most, and not so often that it costs more than a small part of the time. It
 * costs about twice what opening the queue does, or more.
 */
const PROJECT_EVERY_MS = 10_000;
const PROJECT_SHARE = 15;
const everyFor = (costMs: number): number => Math.max(PROJECT_EVERY_MS, PROJECT_SHARE * costMs);

/**
 * Works on the job until it ends, must wait, or `deadline` has come. The caller holds the lock. The record is saved
 * when this returns.
 */
export function runSlice(deps: Deps, words: Words, record: JobRecord, deadline: number, work: Work): JobRecord {
  const began = deps.clock.now();
  const queue = openQueue(deps.activity, record);
  if (queue === null) return lost(deps, record, work);
  const edited =
    sumOf(queue.lines) !== record.sum || (record.fresh !== null && sumOf(freshOf(queue.lines)) !== record.fresh);
  if (edited) {
    if (commandFor(deps.store, record.id) !== 'stop')
      return save(deps, {
        ...record,
        status: 'blocked',
        leaseUntil: 0,
        problem: { code: 'log-edited', google: '', link: null },
      });
    if (work.mails) deps.store.set(REFRESH_FIRST, String(deps.clock.now()));
  }
  // Switched on after the confirmation: from then on nobody else may be mailed by it.
  const settings = deps.settings();
  const barred = work.mails && queue.lines.some(line => !hasOutcome(line) && !isAllowed(line.address, settings));
  if (barred && commandFor(deps.store, record.id) !== 'stop')
    return save(deps, {
      ...record,
      status: 'blocked',
      leaseUntil: 0,
      problem: { code: 'test-mode', google: '', link: null },
    });
  const moved = rowsMovedAt(deps.store, () => deps.accounts.read(), deps.clock.now()) !== null;
  const now = deps.clock.now();
  const run: Run = {
    record: { ...record, status: 'running', problem: null, resumeAt: null, fresh: null },
    edited,
    moved,
    queue,
    facts: new Map(),
    projectedAt: now,
    projectEvery: everyFor(2 * (now - began)),
  };
  work.takeUp(run);
  keep(deps, run);
  // At least one step, however long the sheet took to open, and after a look what follows from it: else a job could
  // stand still for ever.
  let steps = 0;
  do step(deps, words, run, deadline, work);
  while (
    run.record.status === 'running' &&
    (deps.clock.now() < deadline || (++steps < 2 && queue.lines.some(work.isUrgent)))
  );
  project(deps, words, run, work);
  run.record = { ...run.record, removed: run.record.removed + queue.removed() };
  saveGroups(deps.store, groupsOf(queue.lines, run.record.removed, words));
  const ended = save(deps, { ...withCounts(run, deps.clock.now()), fresh: sumOf(freshOf(queue.lines)) });
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(deps.store);
  return ended;
}

const hasOutcome = ({ outcome }: Line): boolean =>
  outcome !== 'queued' && outcome !== 'sending' && outcome !== 'checking';

/**
 * Without its lines the job cannot go on. If some may have been mailed, a refresh must come before the next sending.
 */
function lost(deps: Deps, record: JobRecord, work: Work): JobRecord {
  const neverQueued = record.first === 0;
  if (!neverQueued && work.mails) deps.store.set(REFRESH_FIRST, String(deps.clock.now()));
  return save(deps, {
    ...record,
    status: 'stopped',
    leaseUntil: 0,
    problem: { code: neverQueued ? 'interrupted' : 'log-lost', google: '', link: null },
  });
}

function step(deps: Deps, words: Words, run: Run, deadline: number, work: Work): void {
  const command = commandFor(deps.store, run.record.id);
  if (command !== null) {
    obey(words, run, command, work);
    return;
  }
  const now = deps.clock.now();
  const left = deps.fetches.left();
  if (left < 1) {
    run.record = { ...run.record, status: 'blocked', problem: { code: 'quota-day', google: '', link: null } };
    return;
  }
  const { perMinute, atOnce } = deps.settings();
  const { size: allowed, waitMs } = allowance(run.record.pace, now, perMinute, atOnce);
  const size = Math.min(allowed, left);
  const { lines, perform } = work.next(run, Math.max(1, size), now);
  if (lines.length > 0) {
    if (size === 0) {
      pauseFor(deps, run, waitMs, deadline);
      return;
    }
    adjust(deps, run, now, perform(deps, words, run, lines));
  } else {
    const next = run.queue.lines.reduce(
      (soonest, { outcome, lookAt }) =>
        outcome === 'checking' || outcome === 'queued' ? Math.min(soonest, lookAt) : soonest,
      Infinity,
    );
    if (next === Infinity) run.record = { ...run.record, status: 'done' };
    else pauseFor(deps, run, next - now, deadline);
  }
  keep(deps, run);
  if (deps.clock.now() - run.projectedAt > run.projectEvery) project(deps, words, run, work);
}

/**
 * A short wait is slept through, a person's wish being looked for meanwhile: to begin again costs seconds. A longer one
 * is left to the page.
 */
function pauseFor(deps: Deps, run: Run, waitMs: number, deadline: number): void {
  const until = deps.clock.now() + waitMs;
  if (waitMs > LONGEST_SLEEP_MS || until >= deadline) {
    run.record = { ...run.record, status: 'waiting', resumeAt: waitMs > BEGIN_MS ? until - BEGIN_MS : until };
    return;
  }
  // What was written must not wait meanwhile for a later moment, when a person may have moved its columns.
  deps.flush();
  do deps.clock.sleep(Math.min(NAP_MS, Math.max(0, until - deps.clock.now())));
  while (deps.clock.now() < until && commandFor(deps.store, run.record.id) === null);
}

/** The pace and, when nothing more can succeed, the job's state after a batch. */
function adjust(deps: Deps, run: Run, at: number, { outcomes, halt }: Asked<Outcome | Look | Eligibility>): void {
  const count = (...kinds: string[]): number => outcomes.filter(outcome => kinds.includes(outcome.kind)).length;
  const waits = outcomes
    .map(outcome => (outcome.kind === 'later' ? outcome.waitMs : null))
    .filter(wait => wait !== null);
  const report = {
    accepted: count('done', 'refused', 'found', 'absent', 'eligible', 'not-eligible'),
    later: count('later'),
    unsure: count('unknown'),
    waitMs: waits.length > 0 ? Math.max(...waits) : null,
  };
  const pace = afterBatch(run.record.pace, at, deps.clock.now(), report, deps.chance(), deps.settings().atOnce);
  run.record = { ...run.record, pace };
  const stop = outcomes.find(outcome => outcome.kind === 'stop');
  if (halt !== null) run.record = { ...run.record, status: 'blocked', problem: { code: halt, google: '', link: null } };
  else if (stop?.kind === 'stop')
    run.record = {
      ...run.record,
      status: 'blocked',
      problem: { code: stop.code, google: stop.google, link: stop.link },
    };
  else if (pace.refusals >= (report.later > 0 ? REFUSED_BATCHES : SILENT_BATCHES))
    run.record = {
      ...run.record,
      status: 'blocked',
      pace: { ...pace, refusals: 0 },
      problem: { code: report.later > 0 ? 'slow-down' : 'no-answer', google: '', link: null },
    };
}

/**
 * Pause: nothing more is sent. Stop: what is queued never is; what is not clear yet is left for a person. The wish is
 * forgotten only when it is carried out.
 */
function obey(words: Words, run: Run, command: 'pause' | 'stop', work: Work): void {
  if (command === 'pause') {
    run.record = { ...run.record, status: 'paused' };
    return;
  }
  const left = run.queue.lines.filter(line => line.outcome === 'queued' || line.outcome === 'checking');
  for (const line of left) {
    if (line.outcome === 'queued') Object.assign(line, { outcome: 'stopped', reason: work.stopped(words, run) });
    else Object.assign(line, { outcome: 'unknown', reason: words.results.unclearStopped });
  }
  if (left.length > 0) run.queue.save(left);
  run.record = { ...run.record, status: 'stopped' };
}

/** Shows the outcomes in the Accounts sheet. */
function project(deps: Deps, words: Words, run: Run, work: Work): void {
  const begun = deps.clock.now();
  work.beforeRows(deps, run);
  const believed = run.queue.lines.filter(line =>
    run.edited ? line.outcome !== 'done' && line.outcome !== 'skipped' : work.mayShow(run, line),
  );
  projectLines(
    deps.accounts,
    rowWrites(deps.store, deps.clock.now),
    believed,
    run.facts,
    words,
    run.moved && work.mails,
  );
  deps.flush();
  run.projectedAt = deps.clock.now();
  run.projectEvery = everyFor(run.projectedAt - begun);
}

/** Lines leave the queue and never come; their addresses do not change while we work. */
const sumNow = ({ queue, record }: Run): number =>
  queue.lines.length === record.total ? record.sum : sumOf(queue.lines);

function withCounts(run: Run, now: number): JobRecord {
  const first = run.queue.lines[0]?.row ?? run.record.first;
  const held = run.record.status === 'running' || run.record.status === 'waiting';
  const until = run.record.status === 'waiting' ? Math.max(now, run.record.resumeAt ?? now) + LEASE_MS : now + LEASE_MS;
  return withCourse(
    {
      ...run.record,
      first,
      total: run.queue.lines.length,
      sum: sumNow(run),
      counts: countsOf(run.queue.lines),
      updatedAt: now,
      leaseUntil: held ? until : 0,
    },
    now,
  );
}

/** Saved as ended only at the very end of the slice, when the Accounts sheet shows it too. */
function keep(deps: Deps, run: Run): void {
  run.record = withCounts(run, deps.clock.now());
  const { status } = run.record;
  save(deps, status === 'done' || status === 'stopped' ? { ...run.record, status: 'running' } : run.record);
}

function save(deps: Deps, record: JobRecord): JobRecord {
  saveRecord(deps.store, record);
  return record;
}
