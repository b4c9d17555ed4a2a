// What a slice knows, put where it outlives the execution: the job's record, its lines in Activity, the rows of
// Accounts.
import type { AccountRow } from '../contract/rows';
import type { Deps } from '../ports';
import { rowWrites, WRITING } from '../sheets/write-intent';
import { leaseFrom, saveAll, saveRecord, unended, withCourse, type JobRecord } from './job';
import type { Slice } from './line-work';
import { OWN_JOBS, withOwn } from './other-copy';
import { checksumOf, countsOf, untriedOf } from './queue';
import { showOutcomes } from './show-outcomes';
import { withTimeLeft } from './time-left';
import { WINDOW, windowText, type Window } from './window';

/**
 * The rows follow the lines this often at most, and not so often that it costs more than a small part of the time.
 * Milliseconds.
 */
const ROWS_EVERY_MS = 10_000;
const ROWS_SHARE = 20;
export const everyFor = (costMs: number): number => Math.max(ROWS_EVERY_MS, ROWS_SHARE * costMs);
/** A person's wish is looked for this often, and oftener where that costs little of the time. Milliseconds. */
export const LOOK_EVERY_MS = 2_000;
const LOOK_SHARE = 25;
export const lookEveryFor = (costMs: number): number => Math.min(LOOK_EVERY_MS, LOOK_SHARE * costMs);
/** Lines that no window makes durable follow this often, and the record, for the page, so often. Milliseconds. */
const LINES_EVERY_MS = 10_000;
const RECORD_EVERY_MS = 1_000;

export function save(ports: Deps, record: JobRecord): JobRecord {
  saveRecord(ports.store, record);
  return record;
}

/** Lines leave the queue and never come; their addresses do not change while we work. */
const sumNow = ({ queue, record }: Slice): number =>
  queue.lines.length === record.total ? record.checksum : checksumOf(queue.lines);

/** The record with what became of the lines so far. Those of a window that were not asked about yet are queued. */
export function withCounts(slice: Slice, now: number): JobRecord {
  const { record, queue, window } = slice;
  const place = { first: queue.lines[0]?.row ?? record.first, total: queue.lines.length, checksum: sumNow(slice) };
  const { checking, queued, ...others } = countsOf(queue.lines);
  const unasked = window?.left.length ?? 0;
  const counts = { ...others, queued: queued + unasked, checking: checking - unasked };
  const lease = leaseFrom(record.status, now, record.resumeAt);
  const { perMinute } = slice.ports.settings();
  return withTimeLeft(withCourse({ ...record, ...place, counts, ...lease }, now), now, perMinute);
}

/** The record as it is to be found by the next run, if this one is killed. */
function unfinished(slice: Slice): JobRecord {
  const now = slice.ports.clock.now();
  slice.record = withCounts(slice, now);
  slice.keptAt = now;
  const { inSheet, next, opened } = slice.untried;
  const kept = slice.rules.verb === null ? null : { checksum: inSheet, next, opened };
  return { ...unended(slice.record), kept, removed: slice.record.removed + slice.queue.removed() };
}

export function keep(slice: Slice): void {
  saveAll(slice.ports.store, unfinished(slice), rowsEnded(slice));
}
/** With the record goes, in one write, that no rows are being written any more. */
export function rowsEnded(slice: Slice): Readonly<Record<string, string>> {
  const { rowsAreThere } = slice;
  slice.rowsAreThere = false;
  return rowsAreThere ? { [WRITING]: '' } : {};
}
export function keepNowAndThen(slice: Slice): void {
  if (slice.ports.clock.now() - slice.keptAt >= RECORD_EVERY_MS) keep(slice);
}

/** Tells in the property what came back, and who is asked now; false where the store refuses it. */
export function announce(slice: Slice): boolean {
  const text = windowText(slice.record.id, slice.ports.clock.now(), slice.windows);
  if (text === null) return false;
  try {
    slice.ports.store.set(WINDOW, text);
    return true;
  } catch {
    return false;
  }
}

/** Because the last write of a run that is killed may be lost. */
function keepTwice(slice: Slice, others: Readonly<Record<string, string>> = {}): void {
  const { store, clock } = slice.ports;
  const kept = unfinished(slice);
  const own = slice.queue.isNew() ? { [OWN_JOBS]: withOwn(store, kept.id) } : {};
  const all = { ...others, ...own, ...rowsEnded(slice) };
  const begun = clock.now();
  for (let times = 0; times < 2; times++) saveAll(store, kept, all);
  // A job that has just begun nobody can have wished to stop, unless it read a list for long (sweep.ts); what a look
  // costs, two writes have shown.
  if (slice.lookEvery === 0) {
    slice.lookedAt ||= clock.now();
    slice.lookEvery = lookEveryFor((clock.now() - begun) / 2);
  }
}

function keepWithWindows(slice: Slice): boolean {
  const text = windowText(slice.record.id, slice.ports.clock.now(), slice.windows);
  if (text === null) return false;
  try {
    keepTwice(slice, { [WINDOW]: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * Brings the Activity sheet in line, for good. The record says before what the sheet will hold then: a killed run is
 * found in one of the two states.
 */
export function settle(slice: Slice): void {
  if (!slice.queue.isNoted()) return;
  writeLines(slice);
  slice.ports.flush();
}

function writeLines(slice: Slice): void {
  const next = untriedSum(slice);
  const isOther = next !== slice.untried.inSheet;
  slice.untried = { ...slice.untried, next, opened: null };
  if (isOther) keep(slice);
  // Nobody would know lines whose job's only record is lost.
  if (slice.queue.isNew()) keepTwice(slice);
  write(slice);
}

/** The same with the lines of the window that was just opened; false where the store does not take the property. */
export function settleWindow(slice: Slice, { at }: Window): boolean {
  slice.untried = { ...slice.untried, next: untriedSum(slice), opened: at };
  if (!slice.narrows) keep(slice);
  else if (!keepWithWindows(slice)) return false;
  write(slice);
  // The read of the rows makes sure of the lines, too.
  if (isRowsTime(slice)) showRows(slice);
  slice.ports.flush();
  return true;
}

/** 0 for jobs that do nothing which must not be done twice. */
const untriedSum = ({ rules, queue }: Slice): number => (rules.verb === null ? 0 : checksumOf(untriedOf(queue.lines)));

function write(slice: Slice): void {
  const { queue, ports, window } = slice;
  queue.save();
  slice.settledAt = ports.clock.now();
  const sum = untriedSum(slice);
  slice.untried = { ...slice.untried, inSheet: sum, next: sum };
  slice.windows = window === null ? [] : [window];
}

/** What a window did not come to is queued again, as it was. */
export function closeWindow(slice: Slice): void {
  const { window, queue } = slice;
  if (window === null) return;
  const { left, before } = window;
  for (const line of left) Object.assign(line, before.get(line));
  queue.note(left);
  slice.window = null;
}

/** After a while without a window, what became known is written down. */
export function writeDownNowAndThen(slice: Slice): void {
  if (slice.window !== null) return;
  if (isRowsTime(slice)) showRows(slice);
  else if (slice.ports.clock.now() - slice.settledAt >= LINES_EVERY_MS) settle(slice);
}
export const isRowsTime = ({ ports, projectedAt, projectEvery }: Slice): boolean =>
  ports.clock.now() - projectedAt > projectEvery;

/**
 * Shows the outcomes in the Accounts sheet, after the lines hold them. `seen` is told the rows as they are then, if
 * nothing moved them meanwhile.
 */
export function showRows(slice: Slice, seen?: (rows: readonly AccountRow[]) => void): void {
  // The read of the rows makes sure of the lines.
  if (slice.queue.isNoted()) writeLines(slice);
  const { ports, words, queue, work, edited, facts } = slice;
  const { clock, store, accounts } = ports;
  const begun = clock.now();
  work.beforeRows(slice);
  const lines = queue.lines.filter(line =>
    edited ? line.outcome !== 'done' && line.outcome !== 'skipped' : work.mayShow(slice, line),
  );
  const moved = slice.moved && slice.rules.verb !== null;
  const writes = rowWrites(store, clock.now);
  const end = (): void => {
    slice.rowsAreThere = store.get(WRITING)?.startsWith('{') === true;
  };
  showOutcomes({ accounts, writes: { ...writes, end }, words, seen }, { lines, facts, moved });
  ports.flush();
  slice.projectedAt = clock.now();
  slice.projectEvery = everyFor(slice.projectedAt - begun);
}
