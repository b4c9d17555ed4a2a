// The record of the one job a sheet can have: a small JSON in the store, and the named steps by which it changes.
import { isKeyOf } from '../contract/json';
import type { ProblemCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import { KINDS } from '../contract/kinds';
import type { GoogleState, JobKind, JobStatus, JobView, ResultGroup } from '../contract/rpc';
import { askNow, startPace, type Pace } from '../google/rate-limiter';
import type { Deps, Store } from '../ports';
import { withEnded } from './ended-jobs';
import type { ListingState } from './listing';

export type Counts = JobView['counts'];

/**
 * All times are milliseconds since 1970. The list of addresses is never in here: it is the job's lines in the Activity
 * sheet.
 */
export type JobRecord = {
  /** Of its lines: RECORD_VERSION of the build that began it. */
  readonly version: number;
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
  readonly checksum: number;
  /**
   * The same of the lines still to be sent when the last slice ended; null while one works, and after one that was
   * killed.
   */
  readonly untriedChecksum: number | null;
  /**
   * The same while a slice works: as the sheet holds the lines, and as it will once what is being written is there;
   * `opened` names the window that is written with it (window.ts). A slice that was killed left one of the two.
   */
  readonly kept?: { readonly checksum: number; readonly next: number; readonly opened: number | null } | null;
  readonly removed: number;
  readonly counts: Counts;
  readonly pace: Pace;
  /** [time, finished] of the last minute, for the rate. */
  readonly course: readonly (readonly [number, number])[];
  /** [time, seconds]: how long it was said then to take still. */
  readonly left?: readonly [number, number] | null;
  readonly problem: JobProblem | null;
  /** What the spreadsheet or its store refused when the job ran last, and how often in a row. */
  readonly refusal?: { readonly google: string; readonly times: number } | null;
  readonly listing: ListingState | null;
  /** Of which a refresh shall read the lists; missing: all. */
  readonly states?: readonly GoogleState[] | undefined;
  /** It stood still so long that what was known when it was confirmed is asked anew before anybody is mailed. */
  readonly late?: boolean;
  /** What others did since the list was refreshed was looked for; anew when a person resumes it (sweep.ts). */
  readonly swept?: boolean;
  /** Whom of those who are mailed for the first time that look left in doubt: later runs look at them, too. */
  readonly doubted?: 'all' | 'some' | '';
  /** A person resumed it though another copy of the add-on seemed to be at work in the sheet. */
  readonly despite?: boolean;
  /** Google has called somebody who is invited invitable, so that its "no" about another one means something. */
  readonly answersInvited?: boolean;
};

/** What a job waits for, in Google's words where it has any; `link` leads to the remedy. */
export type JobProblem = { readonly code: ProblemCode; readonly google: string; readonly link: string | null };

/** Where a job comes from. */
export type Origin = { readonly scheduled?: boolean; readonly states?: JobRecord['states'] };

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
/** What the last refresh of all states wrote into the rows as the time when it saw them. Milliseconds since 1970. */
export const SEEN_AT = 'refreshed.seen';
/** `at`: when it ended. `seenAt`: as SEEN_AT; records of 0.1 have none. */
export type RefreshedPart = { readonly at: number; readonly states: readonly GoogleState[]; readonly seenAt?: number };
export const loadPart = (store: Store): RefreshedPart | null =>
  JSON.parse(store.get(REFRESHED_PART) ?? 'null') as RefreshedPart | null;
/** Each makes the Activity sheet. */
/** Google's list may be so far behind: 24 to 72 hours are reported of it. Milliseconds. */
const LIST_BEHIND_MS = 96 * 3_600_000;
const LOOK_UNTIL = 'look.until';
/**
 * What is known of who was mailed is gone, or cannot be believed. A refresh comes before the next sending; and as its
 * list may be days behind, each person is looked at before a first invitation for as long.
 */
export const distrust = (store: Store, now: number): void =>
  store.setAll({ [REFRESH_FIRST]: String(now), [LOOK_UNTIL]: String(now + LIST_BEHIND_MS) });
export const mustLookAtAll = (store: Store, now: number): boolean => now < Number(store.get(LOOK_UNTIL) ?? 0);
export const hasRefreshed = (store: Store): boolean => (store.get(REFRESHED_AT) ?? store.get(REFRESHED_PART)) !== null;
/** A slice writes its record at least this often while it works; after it, others may take the job over. */
export const LEASE_MS = 90_000;

export const NO_COUNTS: Counts = { queued: 0, checking: 0, done: 0, eligible: 0, refused: 0, unknown: 0, skipped: 0 };

/** Raised when a build must read what an older one wrote in another way; `upgraded` brings older ones along. */
export const RECORD_VERSION = 2;
/** Of version 0.1, whose records do not say so. Its lines carry no seals. */
const FIRST_VERSION = 1;
/** Whether each of its lines was sealed when it was written. */
export const hasSeals = ({ version }: JobRecord): boolean => version > FIRST_VERSION;

/** `chance`: from 0 to below 1. `after`: the job that the new one follows. */
export type Beginning = {
  readonly kind: JobKind;
  readonly by: Pick<Deps, 'who' | 'signature'>;
  readonly customer: string;
  readonly now: number;
  readonly chance: number;
  readonly after?: JobRecord | null;
  readonly origin: Origin;
};

export function newRecord({ kind, by, customer, now, chance, after, origin }: Beginning): JobRecord {
  const id = jobId(now, chance);
  return {
    version: RECORD_VERSION,
    // Two jobs of one second still differ.
    id: id === after?.id ? jobId(now, (chance + 0.5) % 1) : id,
    kind,
    scheduled: origin.scheduled ?? false,
    by: by.who,
    signature: by.signature,
    customer,
    status: 'running',
    startedAt: now,
    updatedAt: now,
    leaseUntil: now + LEASE_MS,
    resumeAt: null,
    first: 0,
    total: 0,
    checksum: 0,
    untriedChecksum: null,
    removed: 0,
    counts: NO_COUNTS,
    pace: startPace(),
    course: [],
    problem: null,
    listing: null,
    ...(origin.states === undefined ? {} : { states: origin.states }),
  };
}

/** Sorts by time, with a little chance for those of two copies in one second: 20261121-220512-k3f. */
function jobId(now: number, chance: number): string {
  const [day = '', time = ''] = new Date(now).toISOString().split('T');
  return `${day.replace(/-/g, '')}-${time.slice(0, 8).replace(/:/g, '')}-${Math.floor(chance * 46_656)
    .toString(36)
    .padStart(3, '0')}`;
}

export const signatureOf = ({ by, signature }: JobRecord): string => signature ?? by;
/**
 * A job that nobody has moved for so long is late from then on. A run that follows another comes within seconds, or
 * after a wait or a lease of a minute or two, so first invitations that simply go on are not asked about; a person who
 * comes back later than this may find that others were at work. Milliseconds.
 */
const LATE_MS = 600_000;
export const isLate = (movedAt: number, now: number): boolean => now - movedAt > LATE_MS;
export const withLateness = (record: JobRecord, now: number): JobRecord =>
  isLate(record.updatedAt, now) ? { ...record, late: true } : record;

/** Somebody's execution may be at it right now, or about to be. */
export const isHeld = (record: JobRecord, now: number): boolean =>
  (record.status === 'running' || record.status === 'waiting') && record.leaseUntil > now;

export function loadRecord(store: Store): JobRecord | null {
  const text = store.get(JOB);
  return text === null ? null : upgraded(JSON.parse(text) as JobRecord | FirstRecord);
}
/** In version 0.1 reminders were a job that sends, told by the end of its id. */
export const wereReminders = (id: string): boolean => id.endsWith('-r');
/** Of version 0.1, whose checksums had other names. */
type FirstRecord = Omit<JobRecord, 'version' | 'checksum' | 'untriedChecksum'> & {
  readonly version?: undefined;
  readonly sum: number;
  readonly fresh: number | null;
};
/** As this build reads a record of before. One of a newer build stays as it is: see isForeign. */
function upgraded(record: JobRecord | FirstRecord): JobRecord {
  if (record.version !== undefined) return record;
  const { sum: checksum, fresh: untriedChecksum, ...same } = record;
  const kind = same.kind === 'send' && wereReminders(same.id) ? 'remind' : same.kind;
  return { ...same, kind, checksum, untriedChecksum, version: FIRST_VERSION };
}
/** Begun by a newer build, or of a kind that this one does not know: nothing of it may be worked on here. */
export const isForeign = ({ version, kind }: JobRecord): boolean => version > RECORD_VERSION || !isKeyOf(KINDS, kind);
export const saveRecord = (store: Store, record: JobRecord): void => saveAll(store, record, {});
/** With other values, in one write. */
export const saveAll = (store: Store, record: JobRecord, others: Readonly<Record<string, string>>): void =>
  store.setAll({ ...others, ...withEnded(store, record), [JOB]: JSON.stringify(record) });

/** Of what an older job left there is nothing more: beside the record of a new one, in one write. */
export const noGroups = (store: Store): Record<string, string> =>
  (store.get(GROUPS) ?? '[]') === '[]' ? {} : { [GROUPS]: '[]' };
export const forgetRecord = (store: Store): void => store.remove(JOB);
export const forgetGroups = (store: Store): void => store.remove(GROUPS);
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
  const text = JSON.stringify(kept);
  if ((store.get(GROUPS) ?? '[]') !== text) store.set(GROUPS, text);
}

/** A person's wish for the job `id`, left where a working slice looks between two batches. */
export const leaveCommand = (store: Store, id: string, command: Command): void =>
  store.set(COMMAND, `${command} ${id}`);
/** `known`: as it was when the lock was taken, which costs nothing; else as it is now. */
export function commandFor(store: Store, id: string, known = false): Command | null {
  const [command, wanted] = ((known ? store.get(COMMAND) : store.latest(COMMAND)) ?? '').split(' ');
  return wanted === id && (command === 'pause' || command === 'stop') ? command : null;
}
/** A wish that somebody left since names another job, and is none for a new one. */
export const clearOldCommand = (store: Store): void => {
  if (store.get(COMMAND) !== null) clearCommand(store);
};
export const clearCommand = (store: Store): void => store.remove(COMMAND);

/** So far back the rate is measured. Milliseconds. */
export const COURSE_MS = 60_000;
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

// The steps by which a job changes its state. Nothing else sets `status`: a lint rule sees to it.

/** A slice takes it up, or goes on with it. */
export const run = (record: JobRecord): JobRecord => ({ ...record, status: 'running', problem: null, resumeAt: null });
/** Nothing more can succeed until a person, or the time, has solved the problem. */
export const block = (record: JobRecord, code: ProblemCode, google = '', link: string | null = null): JobRecord => ({
  ...record,
  status: 'blocked',
  problem: { code, google, link },
});
export const pause = (record: JobRecord): JobRecord => ({ ...record, status: 'paused' });
/** The next slice may run at `until` (milliseconds since 1970). */
export const wait = (record: JobRecord, until: number): JobRecord => ({
  ...record,
  status: 'waiting',
  resumeAt: until,
});
/** All there was to do is done. */
export const finish = (record: JobRecord): JobRecord => ({ ...record, status: 'done' });
/** What is queued never will be worked on. */
export const stop = (record: JobRecord): JobRecord => ({ ...record, status: 'stopped' });
/** It cannot go on at all, for want of its lines. */
export const giveUp = (record: JobRecord, code: ProblemCode): JobRecord => ({
  ...stop(record),
  problem: { code, google: '', link: null },
});
/** Not saved as ended before the Accounts sheet shows it too: a killed slice is then gone on with. */
export const unended = (record: JobRecord): JobRecord => (hasEnded(record) ? { ...record, status: 'running' } : record);

/** A go-ahead, in whose name it runs from then on. What a person resumes is theirs, no longer the schedule's. */
export const resume = (
  record: JobRecord,
  {
    who,
    signature,
    scheduled,
    now,
  }: Pick<Deps, 'who' | 'signature'> & { readonly scheduled: boolean; readonly now: number },
): JobRecord => ({
  ...run(withLateness({ ...record, pace: askNow(record.pace, now) }, now)),
  swept: false,
  despite: !scheduled && record.problem?.code === 'other-copy',
  by: who,
  signature,
  scheduled,
  ...leaseFrom('running', now, null),
});

/** Until when others must leave a job in that state alone, as of `now`. */
export function leaseFrom(
  status: JobStatus,
  now: number,
  resumeAt: number | null,
): Pick<JobRecord, 'updatedAt' | 'leaseUntil'> {
  if (status === 'running') return { updatedAt: now, leaseUntil: now + LEASE_MS };
  if (status === 'waiting') return { updatedAt: now, leaseUntil: Math.max(now, resumeAt ?? now) + LEASE_MS };
  return { updatedAt: now, leaseUntil: 0 };
}
