// One execution's share of a job over addresses: takes up what an interrupted run left, then goes on batch by batch
// until done or out of time.
import type { ProblemCode } from '../contract/codes';
import type { Asked } from '../google/client';
import type { Eligibility, Look, Outcome } from '../google/outcome';
import { afterBatch, allowance } from '../google/rate-limiter';
import { BEGIN_MS, LONGEST_SLICE_SLEEP_MS, NAP_MS, REFUSED_BATCHES, SILENT_BATCHES } from '../google/retry-timing';
import type { Deps } from '../ports';
import { loadNever, neverIn } from '../settings/never';
import { rowsMovedAt, rowWrites } from '../sheets/write-intent';
import type { Words } from '../words';
import { isAsked } from './again';
import { checking } from './eligibility';
import * as job from './job';
import { clearCommand, commandFor, REFRESH_FIRST, saveGroups, saveRecord, withCourse, type JobRecord } from './job';
import { KINDS, type KindRules, type LineKind } from './kinds';
import { put, stopped, unclear } from './line-outcome';
import type { LineWork, Slice } from './line-work';
import { mailing } from './mailing';
import { isAllowed } from './plan';
import { checksumOf, countsOf, openQueue, untriedOf, type Line } from './queue';
import { groupsOf } from './result-groups';
import { showOutcomes } from './show-outcomes';

/** How each way of working treats its lines. */
const WORK: Readonly<Record<Exclude<KindRules['work'], 'list'>, LineWork>> = { actions: mailing, checks: checking };

/**
 * The rows follow the lines this often at most, and not so often that it costs more than a small part of the time. It
 * costs about twice what opening the queue does, or more.
 */
const PROJECT_EVERY_MS = 10_000;
const PROJECT_SHARE = 15;
/** So much longer a slice may last: with the longest of slices, still less than an execution. Milliseconds. */
const ANSWER_KEPT_MS = 75_000;
/** A look, the live question, what `get` says to it, and the attempt. */
const STEPS_IN_A_ROW = 4;
const everyFor = (costMs: number): number => Math.max(PROJECT_EVERY_MS, PROJECT_SHARE * costMs);

/**
 * Works on the job until it ends, must wait, or `deadline` has come. The caller holds the lock. The record is saved
 * when this returns.
 */
export function runSlice(ports: Deps, words: Words, record: JobRecord, deadline: number): JobRecord {
  const { store, clock, accounts } = ports;
  const rules = KINDS[record.kind];
  if (rules.work === 'list') throw new Error(`A job of the kind ${record.kind} has no lines.`);
  const work = WORK[rules.work];
  const began = clock.now();
  const queue = openQueue(ports.activity, record);
  if (queue === null) return lost(ports, record, rules);
  const isStopped = (): boolean => commandFor(store, record.id) === 'stop';
  const edited =
    checksumOf(queue.lines) !== record.checksum ||
    (record.untriedChecksum !== null && checksumOf(untriedOf(queue.lines)) !== record.untriedChecksum);
  if (edited && !isStopped()) return refused(ports, record, 'log-edited');
  if (edited && rules.verb !== null) store.set(REFRESH_FIRST, String(clock.now()));
  // Switched on after the confirmation: from then on nobody else may be mailed by it.
  const settings = ports.settings();
  const isBarred = rules.verb !== null && queue.lines.some(line => isOpen(line) && !isAllowed(line.address, settings));
  if (isBarred && !isStopped()) return refused(ports, record, 'test-mode');
  if (!edited) queue.save(doubted(queue.lines, record, settings.atOnce));
  const never = rules.mails ? loadNever(store) : [];
  // A list that cannot be read may name anybody.
  if (never === null && !isStopped()) return refused(ports, record, 'settings-unread');
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
    never: neverIn(never ?? []),
    queue,
    facts: new Map(),
    projectedAt: now,
    projectEvery: everyFor(2 * (now - began)),
  };
  work.takeUp(slice);
  keep(slice);
  // At least one step, however long the sheet took to open, and after a look, or a question, what follows from it: else
  // a job could stand still for ever.
  let steps = 0;
  do step(slice, deadline);
  while (
    slice.record.status === 'running' &&
    (clock.now() < deadline || (++steps < STEPS_IN_A_ROW && queue.lines.some(work.isUrgent)))
  );
  project(slice);
  slice.record = { ...slice.record, removed: slice.record.removed + queue.removed() };
  saveGroups(store, groupsOf(record.kind as LineKind, queue.lines, slice.record.removed, words));
  const ended = save(ports, { ...withCounts(slice, clock.now()), untriedChecksum: checksumOf(untriedOf(queue.lines)) });
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(store);
  return ended;
}

/**
 * After a run that was killed: whose line says that nothing was tried, though it may be of an earlier version of the
 * sheet that was restored since. They are looked at before anybody is mailed. Untried may be who was when the record
 * was saved, without those first tried, or left out, since. Where it seems that nobody was, those who were next are
 * looked at; where it does not come out even, all.
 */
function doubted(lines: readonly Line[], { untriedChecksum, kept }: JobRecord, atOnce: number): readonly Line[] {
  if (untriedChecksum !== null || kept === undefined || kept === null) return [];
  const untried = untriedOf(lines);
  // The clock may not have moved between the record and the next attempt.
  const isEven = [kept.at, kept.at + 1].some(since => {
    const tried = lines.filter(
      line => (line.attempts === 1 || isNeverTried(line)) && line.at !== null && line.at >= since,
    );
    return checksumOf([...untried, ...tried]) === kept.checksum;
  });
  const seemsNone = checksumOf(untried) === kept.checksum;
  if (!seemsNone && isEven) return [];
  const doubtful = seemsNone ? untried.slice(0, atOnce) : untried;
  for (const line of doubtful) Object.assign(line, { outcome: 'checking', attempts: 1, at: kept.at });
  return doubtful;
}

/** Left out because of what Google said first (again.ts). */
const isNeverTried = ({ outcome, attempts }: Line): boolean => outcome === 'skipped' && (attempts ?? 0) <= 0;

/** Without an outcome yet. */
const isOpen = ({ outcome }: Line): boolean => outcome === 'queued' || outcome === 'sending' || outcome === 'checking';

/** Nothing was done in this slice, and nothing will be before a person acts. */
const refused = (ports: Deps, record: JobRecord, code: ProblemCode): JobRecord =>
  save(ports, { ...job.block(record, code), leaseUntil: 0 });

/**
 * Without its lines the job cannot go on. If some may have been mailed, a refresh must come before the next sending.
 */
function lost(ports: Deps, record: JobRecord, rules: KindRules): JobRecord {
  const neverQueued = record.first === 0;
  if (!neverQueued && rules.verb !== null) ports.store.set(REFRESH_FIRST, String(ports.clock.now()));
  return save(ports, { ...job.giveUp(record, neverQueued ? 'interrupted' : 'log-lost'), leaseUntil: 0 });
}

function step(slice: Slice, deadline: number): void {
  const { ports, work, queue } = slice;
  const command = commandFor(ports.store, slice.record.id);
  if (command !== null) {
    obey(slice, command);
    return;
  }
  const now = ports.clock.now();
  const left = ports.quota.left();
  if (left < 1) {
    slice.record = job.block(slice.record, 'quota-day');
    return;
  }
  const { perMinute, atOnce } = ports.settings();
  const { size: allowed, waitMs } = allowance(slice.record.pace, now, perMinute, atOnce);
  const size = Math.min(allowed, left);
  holdBack(slice);
  const { lines, perform } = work.next(slice, Math.max(1, size), now);
  if (lines.length > 0) {
    if (size === 0) {
      waitFor(slice, waitMs, deadline);
      return;
    }
    adjust(slice, now, perform(slice, lines));
  } else {
    const next = queue.lines.reduce(
      (soonest, { outcome, lookAt }) =>
        outcome === 'checking' || outcome === 'queued' ? Math.min(soonest, lookAt) : soonest,
      Infinity,
    );
    if (next === Infinity) slice.record = job.finish(slice.record);
    else waitFor(slice, next - now, deadline);
  }
  keep(slice);
  if (ports.clock.now() - slice.projectedAt > slice.projectEvery) project(slice);
}

/**
 * Nobody on the never list is mailed, whenever they came onto it. A line that may have been sent is looked at all the
 * same: what was done is told.
 */
function holdBack({ queue, never, words }: Slice): void {
  const held = queue.lines.flatMap(line => {
    const entry = line.outcome === 'queued' ? never(line.address) : undefined;
    return entry === undefined ? [] : [{ line, entry }];
  });
  if (held.length === 0) return;
  for (const { line, entry } of held)
    put(line, { outcome: 'skipped', code: 'never-list', reason: words.results.neverList(entry.reason) });
  queue.save(held.map(({ line }) => line));
}

/**
 * A short wait is slept through, a person's wish being looked for meanwhile: to begin again costs seconds. A longer one
 * is left to the page.
 */
function waitFor(slice: Slice, waitMs: number, deadline: number): void {
  const { clock, store, flush } = slice.ports;
  const until = clock.now() + waitMs;
  // With an answer in hand that the next slice would have to ask for anew, a full minute is waited out: where it holds
  // a request or two, nobody would ever be mailed otherwise.
  const mayStay = slice.queue.lines.some(line => line.outcome === 'queued' && isAsked(line));
  const isLong = mayStay ? until >= deadline + ANSWER_KEPT_MS : waitMs > LONGEST_SLICE_SLEEP_MS || until >= deadline;
  if (isLong) {
    slice.record = job.wait(slice.record, waitMs > BEGIN_MS ? until - BEGIN_MS : until);
    return;
  }
  // What was written must not wait meanwhile for a later moment, when a person may have moved its columns.
  flush();
  do clock.sleep(Math.min(NAP_MS, Math.max(0, until - clock.now())));
  while (clock.now() < until && commandFor(store, slice.record.id) === null);
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
  if (command === 'pause') {
    slice.record = job.pause(slice.record);
    return;
  }
  const { queue, words } = slice;
  const kind = slice.record.kind as LineKind;
  const left = queue.lines.filter(line => line.outcome === 'queued' || line.outcome === 'checking');
  for (const line of left) put(line, line.outcome === 'queued' ? stopped(kind, words) : unclear('stopped', words));
  if (left.length > 0) queue.save(left);
  slice.record = job.stop(slice.record);
}

/** Shows the outcomes in the Accounts sheet. */
function project(slice: Slice): void {
  const { ports, words, queue, work, edited, facts } = slice;
  const { clock, store, accounts } = ports;
  const begun = clock.now();
  work.beforeRows(slice);
  const lines = queue.lines.filter(line =>
    edited ? line.outcome !== 'done' && line.outcome !== 'skipped' : work.mayShow(slice, line),
  );
  const moved = slice.moved && slice.rules.verb !== null;
  showOutcomes({ accounts, writes: rowWrites(store, clock.now), words }, { lines, facts, moved });
  ports.flush();
  slice.projectedAt = clock.now();
  slice.projectEvery = everyFor(slice.projectedAt - begun);
}

/** Lines leave the queue and never come; their addresses do not change while we work. */
const sumNow = ({ queue, record }: Slice): number =>
  queue.lines.length === record.total ? record.checksum : checksumOf(queue.lines);

function withCounts(slice: Slice, now: number): JobRecord {
  const { record, queue } = slice;
  const place = { first: queue.lines[0]?.row ?? record.first, total: queue.lines.length, checksum: sumNow(slice) };
  const counts = countsOf(queue.lines);
  return withCourse({ ...record, ...place, counts, ...job.leaseFrom(record.status, now, record.resumeAt) }, now);
}

function keep(slice: Slice): void {
  slice.record = withCounts(slice, slice.ports.clock.now());
  const { queue, rules, ports } = slice;
  const kept = rules.verb === null ? null : { at: ports.clock.now(), checksum: checksumOf(untriedOf(queue.lines)) };
  save(ports, { ...job.unended(slice.record), kept });
}

function save(ports: Deps, record: JobRecord): JobRecord {
  saveRecord(ports.store, record);
  return record;
}
