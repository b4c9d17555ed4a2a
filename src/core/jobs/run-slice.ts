// One execution's share of a job over addresses: takes up what an interrupted run left, then goes on batch by batch
// until done or out of time.
import type { ProblemCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import { KINDS, type KindRules, type LineKind } from '../contract/kinds';
import type { Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import { afterBatch, allowance } from '../google/rate-limiter';
import { BEGIN_MS, LONGEST_SLICE_SLEEP_MS, NAP_MS, REFUSED_BATCHES, SILENT_BATCHES } from '../google/retry-timing';
import type { Deps } from '../ports';
import { keptNumbers, numbersOf } from '../sheets/numbers';
import { rowsMovedAt } from '../sheets/write-intent';
import type { Words } from '../words';
import { checking } from './eligibility';
import * as job from './job';
import { clearCommand, commandFor, distrust, saveAll, saveGroups, type JobRecord } from './job';
import { put, stopped, unclear } from './line-outcome';
import type { LineWork, Slice } from './line-work';
import { mailing } from './mailing';
import { checksumOf, newQueue, openQueue, untriedOf, type Queue } from './queue';
import { groupsOf } from './result-groups';
import { follow, holdBack, savedIn, saidNow, seeOthers } from './since-confirmed';
import type { NewJob } from './start-job';
import { FIRST_WINDOW, mayBeAsked, readWindows, someAsked, WINDOW } from './window';
import {
  closeWindow,
  everyFor,
  keep,
  keepNowAndThen,
  LOOK_EVERY_MS,
  lookEveryFor,
  rowsEnded,
  save,
  settle,
  showRows,
  withCounts,
  writeDownNowAndThen,
} from './write-down';

/** How each way of working treats its lines. */
const WORK: Readonly<Record<Exclude<KindRules['work'], 'list'>, LineWork>> = { actions: mailing, checks: checking };

/** So much longer a slice may last: with the longest of slices, still less than an execution. Milliseconds. */
const ANSWER_KEPT_MS = 75_000;
/** A look, the live question, what `get` says to it, and the attempt. */
const STEPS_IN_A_ROW = 4;

/**
 * Works on the job until it ends, must wait, or `deadline` has come. The caller holds the lock. The record is saved
 * when this returns.
 */
export function runSlice(ports: Deps, words: Words, record: JobRecord, deadline: number): JobRecord {
  const began = ports.clock.now();
  return runQueue({ ports, words, record, deadline, began, queue: openQueue(ports.activity, record) });
}

/** A job that has just been confirmed: its lines come into the sheet with the first thing that is done about them. */
export const runNew = (ports: Deps, words: Words, { record, rows, hasLog }: NewJob, deadline: number): JobRecord =>
  runQueue({
    ports,
    words,
    record,
    deadline,
    began: ports.clock.now(),
    queue: newQueue(ports.activity, record, rows, hasLog),
  });

type Start = {
  readonly ports: Deps;
  readonly words: Words;
  readonly record: JobRecord;
  readonly deadline: number;
  readonly began: number;
  readonly queue: Queue | null;
};

function runQueue({ ports, words, record, deadline, began, queue }: Start): JobRecord {
  const { store, clock, accounts } = ports;
  const rules = KINDS[record.kind];
  if (rules.work === 'list') throw new Error(`A job of the kind ${record.kind} has no lines.`);
  const work = WORK[rules.work];
  if (queue === null) return lost(ports, record, rules);
  const isStopped = (): boolean => commandFor(store, record.id) === 'stop';
  const edited =
    checksumOf(queue.lines) !== record.checksum ||
    (record.untriedChecksum !== null && checksumOf(untriedOf(queue.lines)) !== record.untriedChecksum);
  if (edited && !isStopped()) return refused(ports, record, 'log-edited');
  if (edited && rules.verb !== null) distrust(store, clock.now());
  const said = saidNow(ports, rules, queue.lines);
  if (typeof said === 'string' && !isStopped()) return refused(ports, record, said);
  const inSheet = rules.verb === null ? 0 : checksumOf(untriedOf(queue.lines));
  const moved = rowsMovedAt(store, () => accounts.read(), clock.now()) !== null;
  const now = clock.now();
  const slice: Slice = {
    ports,
    words,
    rules,
    work,
    record: { ...job.run(job.withLateness(record, now)), untriedChecksum: null },
    edited,
    moved,
    saved: savedIn(ports),
    never: typeof said === 'string' ? null : said,
    others: new Map(),
    queue,
    facts: new Map(),
    deadline,
    window: null,
    windows: [],
    narrows: true,
    windowSize: FIRST_WINDOW,
    untried: { inSheet, next: inSheet, opened: null },
    lookedAt: 0,
    lookEvery: 0,
    settledAt: now,
    keptAt: now,
    rowsAreThere: false,
    projectedAt: now,
    projectEvery: everyFor(2 * (now - began)),
  };
  if (!edited) doubt(slice);
  const wait = seeOthers(slice);
  if (wait !== null && !isStopped()) return refused(ports, record, wait);
  // Into the sheet before anything else is written: who was seen is not looked for again.
  holdBack(slice);
  work.takeUp(slice);
  const isNew = queue.isNew();
  if (isNew) work.prepare(slice);
  if (queue.isNoted()) settle(slice);
  else if (!isNew) keep(slice);
  // Those of the open window as they were before it was opened: there they stand as Sending.
  const isAnyUrgent = (): boolean => {
    const { window } = slice;
    return window === null
      ? queue.lines.some(work.isUrgent)
      : window.left.some(line => work.isUrgent({ ...line, ...window.before.get(line) }));
  };
  // At least one step, however long the sheet took to open, and after a look, or a question, what follows from it: else
  // a job could stand still for ever.
  let steps = 0;
  do step(slice, deadline);
  while (slice.record.status === 'running' && (clock.now() < deadline || (++steps < STEPS_IN_A_ROW && isAnyUrgent())));
  closeWindow(slice);
  let numbers: Readonly<Record<string, string>> = {};
  showRows(slice, rows => {
    numbers = keptNumbers(numbersOf(rows), clock.now());
  });
  if (!hasEnded(slice.record)) queue.prove();
  ports.flush();
  slice.record = { ...slice.record, removed: slice.record.removed + queue.removed() };
  saveGroups(store, groupsOf(record.kind as LineKind, queue.lines, slice.record.removed, words));
  const ended: JobRecord = {
    ...withCounts(slice, clock.now()),
    untriedChecksum: checksumOf(untriedOf(queue.lines)),
  };
  saveAll(store, ended, { ...numbers, ...rowsEnded(slice) });
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(store);
  return ended;
}

/**
 * After a run that was killed the sheet holds what it held when the record was saved, or what was being written then.
 * Anything else is an earlier version of the sheet that was restored since, or lines that a person took out or put
 * back. So is what was held before where somebody may have been asked after the writing. Then whoever seems not to be
 * tried yet is looked at before anybody is mailed.
 */
function doubt({ queue, record: { id, untriedChecksum, updatedAt, kept }, ports: { store } }: Slice): void {
  if (untriedChecksum !== null || kept === undefined || kept === null) return;
  const untried = untriedOf(queue.lines);
  const sum = checksumOf(untried);
  if (sum === kept.next) return;
  const { opened } = kept;
  if (sum === kept.checksum && (opened === null || !mayBeAsked(readWindows(store.get(WINDOW), id), opened))) return;
  for (const line of untried) Object.assign(line, { outcome: 'checking', attempts: 1, at: updatedAt });
  queue.note(untried);
}

/** Nothing was done in this slice, and nothing will be before a person acts. */
const refused = (ports: Deps, record: JobRecord, code: ProblemCode): JobRecord =>
  save(ports, { ...job.block(record, code), leaseUntil: 0 });

/**
 * Without its lines the job cannot go on. If some may have been mailed, a refresh must come before the next sending.
 */
function lost(ports: Deps, record: JobRecord, rules: KindRules): JobRecord {
  // The last write of a run that was killed may be lost: the property may know more.
  const neverQueued = record.first === 0 && !someAsked(readWindows(ports.store.get(WINDOW), record.id));
  if (!neverQueued && rules.verb !== null) job.distrust(ports.store, ports.clock.now());
  return save(ports, { ...job.giveUp(record, neverQueued ? 'not-begun' : 'log-lost'), leaseUntil: 0 });
}

function step(slice: Slice, deadline: number): void {
  const { ports, work, queue } = slice;
  const command = wishOf(slice);
  if (command !== null) {
    obey(slice, command);
    return;
  }
  follow(slice);
  if (slice.record.status !== 'running') return;
  const now = ports.clock.now();
  if (slice.window !== null && (slice.window.left.length === 0 || now >= slice.window.until)) closeWindow(slice);
  const left = ports.quota.left();
  if (left < 1) {
    slice.record = job.block(slice.record, 'quota-day');
    return;
  }
  const { perMinute, atOnce } = ports.settings();
  const { size: allowed, waitMs } = allowance(slice.record.pace, now, perMinute, atOnce);
  const size = Math.min(allowed, left);
  holdBack(slice);
  const unlearnt = size > 0 ? work.learnFirst(slice) : null;
  if (unlearnt !== null) {
    adjust(slice, now, unlearnt);
    return;
  }
  // So much later something else may be wished, or saved.
  if (ports.clock.now() - now > LOOK_EVERY_MS) return;
  const { lines, perform } = work.next(slice, Math.max(1, size), now);
  if (lines.length > 0) {
    if (size === 0) {
      waitFor(slice, waitMs, deadline);
      return;
    }
    const asked = perform(slice, lines);
    if (asked.outcomes.length > 0) adjust(slice, now, asked);
  } else {
    const next = queue.lines.reduce(
      (soonest, { outcome, lookAt }) =>
        outcome === 'checking' || outcome === 'queued' ? Math.min(soonest, lookAt) : soonest,
      Infinity,
    );
    if (next === Infinity) slice.record = job.finish(slice.record);
    else waitFor(slice, next - now, deadline);
  }
  if (slice.record.status !== 'running') return;
  keepNowAndThen(slice);
  writeDownNowAndThen(slice);
}

function wishOf(slice: Slice): job.Command | null {
  const { clock, store } = slice.ports;
  const now = clock.now();
  if (now - slice.lookedAt < slice.lookEvery) return null;
  // Along with the wish comes what somebody has saved, see `follow`.
  store.forget();
  const wish = commandFor(store, slice.record.id, true);
  slice.lookedAt = now;
  slice.lookEvery = lookEveryFor(clock.now() - now);
  return wish;
}

/**
 * A short wait is slept through, a person's wish being looked for meanwhile: to begin again costs seconds. A longer one
 * is left to the page. Nobody stands as Sending meanwhile, but for the last moments, which make ready what comes then.
 */
function waitFor(slice: Slice, waitMs: number, deadline: number): void {
  const { clock } = slice.ports;
  const until = clock.now() + waitMs;
  // With an answer in hand, or a look, that the next slice would have to ask for anew, a full minute is waited out:
  // where it holds fewer requests than there are lines to ask about, nobody would ever be mailed otherwise.
  const mayStay = slice.queue.lines.some(slice.work.isUrgent);
  const isLong = mayStay ? until >= deadline + ANSWER_KEPT_MS : waitMs > LONGEST_SLICE_SLEEP_MS || until >= deadline;
  if (isLong) {
    slice.record = job.wait(slice.record, waitMs > BEGIN_MS ? until - BEGIN_MS : until);
    return;
  }
  if (waitMs <= BEGIN_MS) {
    slice.work.prepare(slice);
    sleepUntil(slice, until);
    return;
  }
  closeWindow(slice);
  // What was written must not wait meanwhile for a later moment, when a person may have moved its columns.
  settle(slice);
  keep(slice);
  sleepUntil(slice, until - BEGIN_MS);
}

function sleepUntil(slice: Slice, until: number): void {
  const { clock, store } = slice.ports;
  while (clock.now() < until && commandFor(store, slice.record.id) === null)
    clock.sleep(Math.min(NAP_MS, until - clock.now()));
}

/** The pace and, when nothing more can succeed, the job's state after a batch. */
function adjust(slice: Slice, at: number, { outcomes, halt }: Asked<Outcome | Look | Eligibility>): void {
  const { clock, random: chance, settings } = slice.ports;
  const count = (...kinds: string[]): number => outcomes.filter(outcome => kinds.includes(outcome.kind)).length;
  const waits = outcomes
    .map(outcome => (outcome.kind === 'later' ? outcome.waitMs : null))
    .filter(wait => wait !== null);
  const report = {
    accepted: count('done', 'refused', 'found', 'absent', 'eligible', 'not-eligible'),
    later: count('later'),
    unsure: count('unknown'),
    waitMs: waits.length > 0 ? Math.max(...waits) : null,
    isQuestion: slice.rules.verb !== null && count('done', 'refused') === 0,
  };
  const pace = afterBatch(slice.record.pace, { at, now: clock.now(), ...report }, chance(), settings().atOnce);
  const record = { ...slice.record, pace };
  const stop = outcomes.find(outcome => outcome.kind === 'stop');
  const tooMany = pace.refusals >= (report.later > 0 ? REFUSED_BATCHES : SILENT_BATCHES);
  if (halt !== null) slice.record = job.block(record, halt);
  else if (stop?.kind === 'stop') slice.record = job.block(record, stop.code, stop.google, stop.link);
  else if (tooMany)
    slice.record = job.block(
      { ...record, pace: { ...pace, refusals: 0 } },
      report.later > 0 ? 'slow-down' : 'no-answer',
    );
  else slice.record = record;
}

/**
 * Pause: nothing more is sent. Stop: what is queued never is; what is not clear yet is left for a person. The wish is
 * forgotten only when it is carried out.
 */
function obey(slice: Slice, command: job.Command): void {
  closeWindow(slice);
  if (command === 'pause') {
    slice.record = job.pause(slice.record);
    return;
  }
  const { queue, words } = slice;
  const kind = slice.record.kind as LineKind;
  const left = queue.lines.filter(line => line.outcome === 'queued' || line.outcome === 'checking');
  for (const line of left) put(line, line.outcome === 'queued' ? stopped(kind, words) : unclear('stopped', words));
  queue.note(left);
  slice.record = job.stop(slice.record);
}
