// How many lines of Activity tell of each of the last jobs: so it is noticed when lines were deleted, or an earlier
// version of the spreadsheet was restored, whose rows say too little as well.
import { hasEnded } from '../contract/job-status';
import { rulesOf } from '../contract/kinds';
import type { JobStatus } from '../contract/rpc';
import type { ActivityRow, LineOutcome } from '../contract/rows';
import type { Store } from '../ports';

export type Ended = {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  readonly counts: { readonly done: number; readonly unknown: number };
};

const KEY = 'jobs.lines';
/** The last refresh that came to its end: whatever ended after it, its line should be there. */
const REFRESHED = 'jobs.refreshed';
const LAST_JOBS = 12;
const COUNTED: readonly (LineOutcome | null)[] = ['done', 'unknown', 'eligible', 'not-eligible'];

/** By job, oldest first: how many lines of Activity should tell of it. */
function load(store: Store): Map<string, number> {
  const words = (store.get(KEY) ?? '').split(' ');
  const found = new Map<string, number>();
  for (let at = 0; at + 1 < words.length; at += 2) found.set(words[at] ?? '', Number(words[at + 1]));
  return found;
}
const textOf = (jobs: ReadonlyMap<string, number>): string =>
  [...jobs]
    .slice(-LAST_JOBS)
    .map(([id, lines]) => `${id} ${lines}`)
    .join(' ');

const linesOf = ({ kind, status, counts }: Ended): number =>
  rulesOf(kind)?.work === 'list' ? Number(status === 'done') : counts.done + counts.unknown;

/** What is to be kept with the record of a job that has ended, if it asked Google to do something or is a refresh. */
export function withEnded(store: Store, record: Ended): Readonly<Record<string, string>> {
  if (!hasEnded(record)) return {};
  if (rulesOf(record.kind)?.work === 'list') return record.status === 'done' ? { [REFRESHED]: record.id } : {};
  if ((rulesOf(record.kind)?.verb ?? null) === null) return {};
  const jobs = load(store);
  const lines = linesOf(record);
  if (lines === 0 && !jobs.has(record.id)) return {};
  jobs.delete(record.id);
  return { [KEY]: textOf(jobs.set(record.id, lines)) };
}

function countIn(lines: readonly ActivityRow[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { job, outcome } of lines) if (COUNTED.includes(outcome)) found.set(job, (found.get(job) ?? 0) + 1);
  return found;
}

/** With the last job, whatever its kind: what it found is gone with its line. */
function withLast(store: Store, last: Ended | null): Map<string, number> {
  const jobs = load(store);
  if (last !== null && hasEnded(last) && !jobs.has(last.id)) jobs.set(last.id, linesOf(last));
  return jobs;
}

/** Lines that are gone from now on are not missed any more: they were archived, or it was told. */
export function missNoMore(store: Store, last: Ended | null, lines: readonly ActivityRow[]): void {
  const [jobs, there] = [withLast(store, last), countIn(lines)];
  const left = [...jobs].map(([id, wanted]): [string, number] => [id, Math.min(wanted, there.get(id) ?? 0)]);
  const isGone = (there.get(store.get(REFRESHED) ?? '') ?? 0) === 0;
  store.setAll({ [KEY]: textOf(new Map(left)), ...(isGone ? { [REFRESHED]: '' } : {}) });
}

/** It was told that records are gone, and Google has been asked since. */
export const forgetEnded = (store: Store): void => store.remove(KEY);

/** Whether lines are missing of the last job, of the last refresh, or of a job that asked Google to do something. */
export function missesLines(store: Store, last: Ended | null, lines: readonly ActivityRow[]): boolean {
  const there = countIn(lines);
  const refreshed = store.get(REFRESHED) ?? '';
  const wanted = withLast(store, last);
  if (refreshed !== '') wanted.set(refreshed, 1);
  return [...wanted].some(([id, lines]) => (there.get(id) ?? 0) < lines);
}
