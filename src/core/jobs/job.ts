// The record of the one job a sheet can have: a small JSON in the store, and what the page sees of it.
import type { ProblemCode } from '../contract/codes';
import type { GoogleState, JobKind, JobStatus, JobView, ResultGroup } from '../contract/rpc';
import { allowance, startPace, type Pace } from '../google/rate-limiter';
import type { Deps, Store } from '../ports';
import type { Words } from '../words';
import { problem } from '../words/problem';
import { partOf, type ListingState } from './listing';

export type Counts = JobView['counts'];

/**
 * All times are milliseconds since 1970. The list of addresses is never in here: it is the job's lines in the Activity
 * sheet.
 */
export type JobRecord = {
  readonly id: string;
  readonly kind: JobKind;
  /** Started by the schedule, not by a person. */
  readonly scheduled: boolean;
  readonly by: string;
  /** As people read it, with the admin whom a service account acts for; `by` where it is missing. */
  readonly signature?: string;
  /** Whose accounts it was confirmed for: the job keeps to it, whatever is set meanwhile. */
  readonly customer: string;
  readonly status: JobStatus;
  readonly startedAt: number;
  /** When the job last moved; with `leaseUntil`, what tells a running job from one whose tab was closed. */
  readonly updatedAt: number;
  readonly leaseUntil: number;
  readonly resumeAt: number | null;
  /** Where the job's lines are in the Activity sheet, as far as nobody moved them. */
  readonly first: number;
  readonly total: number;
  /** Of the addresses that were confirmed (`sumOf`), and the lines that a person deleted since. */
  readonly sum: number;
  /**
   * The same of the lines still to be sent when the last slice ended; null while one works, and after one that was
   * killed.
   */
  readonly fresh: number | null;
  readonly removed: number;
  readonly counts: Counts;
  readonly pace: Pace;
  /** [time, finished] of the last minute, for the rate. */
  readonly course: readonly (readonly [number, number])[];
  readonly problem: { readonly code: ProblemCode; readonly google: string; readonly link: string | null } | null;
  readonly listing: ListingState | null;
  /** Of which a refresh shall read the lists; missing: all. */
  readonly states?: readonly GoogleState[] | undefined;
};

/** Where a job comes from. */
export type Origin = {
  readonly scheduled?: boolean;
  readonly reminders?: boolean;
  readonly states?: JobRecord['states'];
};

export type Command = 'pause' | 'stop';

const JOB = 'job';
const GROUPS = 'job.groups';
const COMMAND = 'job.command';
/**
 * Set, to the time when that was noticed, when records of who was mailed are gone: no sending before a refresh has
 * asked Google.
 */
export const REFRESH_FIRST = 'refresh.first';
/** When the last refresh of all states ended, and that of some. */
export const REFRESHED_AT = 'refreshed.at';
export const REFRESHED_PART = 'refreshed.part';
export const loadPart = (store: Store): { readonly at: number; readonly states: readonly GoogleState[] } | null =>
  JSON.parse(store.get(REFRESHED_PART) ?? 'null') as ReturnType<typeof loadPart>;
/** Each makes the Activity sheet. */
export const hasRefreshed = (store: Store): boolean => (store.get(REFRESHED_AT) ?? store.get(REFRESHED_PART)) !== null;
/** A slice writes its record at least this often while it works; after it, others may take the job over. */
export const LEASE_MS = 90_000;

export const NO_COUNTS: Counts = { queued: 0, checking: 0, done: 0, eligible: 0, refused: 0, unknown: 0, skipped: 0 };

export function newRecord(
  kind: JobKind,
  { who: by, signature }: Pick<Deps, 'who' | 'signature'>,
  customer: string,
  now: number,
  chance: number,
  { scheduled = false, reminders = false, ...more }: Origin = {},
): JobRecord {
  return {
    id: jobId(now, chance) + (reminders ? REMINDERS : ''),
    kind,
    scheduled,
    by,
    signature,
    customer,
    status: 'running',
    startedAt: now,
    updatedAt: now,
    leaseUntil: now + LEASE_MS,
    resumeAt: null,
    first: 0,
    total: 0,
    sum: 0,
    fresh: null,
    removed: 0,
    counts: NO_COUNTS,
    pace: startPace(),
    course: [],
    problem: null,
    listing: null,
    ...more,
  };
}

/** Sorts by time, and two jobs of one second still differ: 20261121-220512-k3f. */
function jobId(now: number, chance: number): string {
  const [day = '', time = ''] = new Date(now).toISOString().split('T');
  return `${day.replace(/-/g, '')}-${time.slice(0, 8).replace(/:/g, '')}-${Math.floor(chance * 46_656)
    .toString(36)
    .padStart(3, '0')}`;
}

/**
 * Closes the id of a job whose mails are reminders: in the Activity sheet nothing else tells them from first
 * invitations.
 */
const REMINDERS = '-r';
export const areReminders = (id: string): boolean => id.endsWith(REMINDERS);

export const signatureOf = ({ by, signature }: JobRecord): string => signature ?? by;
export const hasEnded = (record: JobRecord): boolean => record.status === 'done' || record.status === 'stopped';
/** Somebody's execution may be at it right now, or about to be. */
export const isHeld = (record: JobRecord, now: number): boolean =>
  (record.status === 'running' || record.status === 'waiting') && record.leaseUntil > now;

export function loadRecord(store: Store): JobRecord | null {
  const text = store.get(JOB);
  return text === null ? null : (JSON.parse(text) as JobRecord);
}
export const saveRecord = (store: Store, record: JobRecord): void => store.set(JOB, JSON.stringify(record));

export const loadGroups = (store: Store): readonly ResultGroup[] =>
  JSON.parse(store.get(GROUPS) ?? '[]') as ResultGroup[];

/** A value of the store holds 9 KB; a sign of another alphabet takes up to three bytes of UTF-8. */
const FITS = 8_500;
export const bytesOf = (text: string): number => text.length + 2 * (text.match(/[\u0080-\uffff]/g)?.length ?? 0);
/** Examples go first when there is too much to keep, then the smallest groups. */
export function saveGroups(store: Store, groups: readonly ResultGroup[]): void {
  const kept = groups.map(group => ({ ...group }));
  for (let at = kept.length - 1; at >= 0 && bytesOf(JSON.stringify(kept)) > FITS; at--)
    kept.splice(at, 1, { ...(kept[at] as ResultGroup), examples: [] });
  while (bytesOf(JSON.stringify(kept)) > FITS) kept.pop();
  store.set(GROUPS, JSON.stringify(kept));
}

/** A person's wish for the job `id`, left where a working slice looks between two batches. */
export const leaveCommand = (store: Store, id: string, command: Command): void =>
  store.set(COMMAND, `${command} ${id}`);
export function commandFor(store: Store, id: string): Command | null {
  const [command, wanted] = (store.fresh(COMMAND) ?? '').split(' ');
  return wanted === id && (command === 'pause' || command === 'stop') ? command : null;
}
export const clearCommand = (store: Store): void => store.remove(COMMAND);

const COURSE_MS = 60_000;
/** Adds a point to the course, one a second at most, and forgets what is older than a minute. */
export function withCourse(record: JobRecord, now: number): JobRecord {
  const recent = record.course.filter(([at]) => at > now - COURSE_MS);
  const last = recent[recent.length - 1];
  const point = [now, finishedOf(record.counts)] as const;
  return {
    ...record,
    course:
      last !== undefined && now - last[0] < 1000 ? [...recent.slice(0, -1), [last[0], point[1]]] : [...recent, point],
  };
}

export const finishedOf = (counts: Counts): number => counts.done + counts.refused + counts.unknown + counts.skipped;

export function viewOf(
  record: JobRecord,
  groups: readonly ResultGroup[],
  background: JobView['background'],
  who: string,
  now: number,
  words: Words,
  perMinute: number | null,
): JobView {
  const finished = record.kind === 'refresh' ? record.counts.done : finishedOf(record.counts);
  const perSecond = rateOf(record, now);
  const left = record.total - finished;
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  const found = record.listing?.result ?? null;
  return {
    id: record.id,
    kind: record.kind,
    reminders: areReminders(record.id),
    status: record.status,
    by: signatureOf(record),
    mine: record.by === who,
    stale: record.by !== who && !hasEnded(record) && !isHeld(record, now),
    startedAt: new Date(record.startedAt).toISOString(),
    resumeAt: record.status === 'waiting' ? iso(record.resumeAt) : null,
    rests: record.status === 'running' && allowance(record.pace, now, perMinute).size === 0,
    freeAt: new Date(record.leaseUntil).toISOString(),
    now: new Date(now).toISOString(),
    total: record.total,
    finished,
    counts: record.counts,
    perSecond,
    secondsLeft: perSecond !== null && perSecond > 0 && record.kind !== 'refresh' ? Math.ceil(left / perSecond) : null,
    problem: record.problem === null ? null : problemOf(record, record.problem, words),
    background,
    groups: hasEnded(record) || record.status === 'paused' || record.status === 'blocked' ? groups : [],
    refreshed: found,
    only: record.listing === null ? null : partOf(record.listing),
  };
}

/** These say by themselves what becomes of the job. */
const SAY_MORE: readonly ProblemCode[] = ['log-edited', 'test-mode'];
function problemOf(
  { status }: JobRecord,
  { code, google, link }: NonNullable<JobRecord['problem']>,
  words: Words,
): JobView['problem'] {
  const after = status === 'blocked' && !SAY_MORE.includes(code) ? [words.resume] : [];
  const said = google === '' || code === 'api-off' ? [] : [words.googleSays(google)];
  return problem(code, words, { link, detail: [...after, ...said].join(' ') });
}

function rateOf(record: JobRecord, now: number): number | null {
  const first = record.course.find(([at]) => at > now - COURSE_MS);
  const last = record.course[record.course.length - 1];
  if (first === undefined || last === undefined || last[0] === first[0] || hasEnded(record)) return null;
  return Math.round(((last[1] - first[1]) / (last[0] - first[0])) * 10_000) / 10;
}
