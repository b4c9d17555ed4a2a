// From a plan to a job: whom it would concern now, and the record and lines that a confirmed one begins with.
import { missingColumn } from '../accounts/mark-filter';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import { codeWith, sealed } from '../contract/evidence';
import { hasEnded } from '../contract/job-status';
import { type ActionKind, KINDS, type LineKind } from '../contract/kinds';
import type { AccountRow, ActivityRow, LineAction } from '../contract/rows';
import type { Action, Answer, PlanOptions, PlanSource } from '../contract/rpc';
import { limitsOf, loadNever, neverIn } from '../settings/never';
import { rowsMovedAt } from '../sheets/write-intent';
import { missesLines, missNoMore } from './ended-jobs';
import {
  clearOldCommand,
  distrust,
  hasRefreshed,
  isHeld,
  type JobRecord,
  loadRecord,
  newRecord,
  noGroups,
  NO_COUNTS,
  type Origin,
  REFRESH_FIRST,
  REFRESHED_AT,
  saveAll,
  saveGroups,
  saveRecord,
  signatureOf,
  wereReminders,
} from './job';
import { interrupted } from './line-outcome';
import { earlierBy } from './moved-zone';
import { OWN_JOBS, otherCopyIn, withOwn, type OtherCopy } from './other-copy';
import { checkedIn, knownOf, type Plan, statesOf, type Unclear } from './plan';
import { planFrom } from './plan-sources';
import { checksumOf } from './queue';

/**
 * `refreshedAt`: when the last full refresh ended, or null. `hasLog`: the Activity sheet is there, with all columns.
 */
export type Planned = {
  readonly plan: Plan;
  /** The rows and the lines that it was made from. */
  readonly rows: readonly AccountRow[];
  readonly lines: readonly ActivityRow[];
  readonly refreshedAt: number | null;
  readonly hasLog: boolean;
  /** It seems to be at work in the sheet, and a person goes on all the same. */
  readonly copy: OtherCopy | null;
  /** The job whose invitations would be cancelled sent reminders. */
  readonly reminded: boolean;
};
export type Wanted = { readonly action: Action; readonly options: PlanOptions; readonly source: PlanSource };

/** A reminder is a kind of its own, though the page asks for it as a sending whose source are the reminders. */
export const kindOf = ({ action, source }: Pick<Wanted, 'action' | 'source'>): ActionKind =>
  action === 'send' && source.from === 'reminders' ? 'remind' : action;

/** A job is under way, so none can be started. */
export function otherJob({ ports, refuse }: Context): Answer<never> | null {
  const other = loadRecord(ports.store);
  return other === null || hasEnded(other) ? null : refuse('other-job', signatureOf(other));
}

const didRemind = (action: LineAction | null, job: string): boolean =>
  action === 'remind' || (action === 'send' && wereReminders(job));

/** Whom a job would concern now, or why none can be planned. */
export function planNow(
  { ports, words, refuse }: Context,
  { action, options, source }: Wanted,
): Planned | Answer<never> {
  const { accounts, activity, clock, store } = ports;
  const { mails } = KINDS[action];
  const sheet = accounts.read();
  if (sheet === null) return refuse('no-sheet');
  const missing = missingColumn(sheet, source.from === 'marks');
  if (missing !== null) return refuse(missing);
  if (mails && store.get(REFRESH_FIRST) !== null) return refuse('refresh-first');
  if (rowsMovedAt(store, () => sheet, clock.now()) !== null) return refuse('rows-moved');
  const refreshedAt = store.get(REFRESHED_AT);
  const log = activity.read();
  const lines = log?.rows ?? [];
  // A refresh makes the Activity sheet, so a person deleted it, and with it the record of who was mailed.
  const isLost = log === null && hasRefreshed(store);
  if (mails && (isLost || missesLines(store, loadRecord(store), lines))) {
    // In this order: a run that ends in between tells it once more.
    distrust(store, clock.now());
    missNoMore(store, loadRecord(store), lines);
    return refuse('refresh-first');
  }
  const copy = mails ? otherCopyIn(store, lines, clock.now()) : null;
  if (copy !== null && options.despiteCopy !== true) return refuse('other-copy', words.otherCopy(copy.by, copy.count));
  const { eligibleIn } = options;
  const never = loadNever(store);
  if (mails && never === null) return refuse('settings-unread');
  const settings = {
    ...ports.settings(),
    never: neverIn(never ?? []),
    earlierBy: earlierBy(store, sheet.rows),
    ...(eligibleIn === undefined ? {} : { checked: checkedIn(lines, eligibleIn) }),
  };
  return {
    rows: sheet.rows,
    lines,
    plan: planFrom({ action, options, source, rows: sheet.rows, lines, now: clock.now(), settings }),
    refreshedAt: refreshedAt === null ? null : Number(refreshedAt),
    hasLog: log?.missing.length === 0,
    copy,
    reminded:
      source.from === 'job' && lines.some(({ job, action: done }) => job === source.job && didRemind(done, job)),
  };
}

/** `lookFirst`: those with an attempt whose outcome nobody knows. `rows`: what is known of the accounts. */
export type Confirmed = {
  readonly kind: LineKind;
  readonly addresses: readonly string[];
  readonly lookFirst?: ReadonlyMap<string, Unclear>;
  readonly rows?: readonly AccountRow[];
  readonly hasLog?: boolean;
  readonly origin?: Origin;
};

/**
 * Begins a job over addresses: its record and its lines. The caller holds the lock. The record comes first: a crash
 * before the lines are there leaves a job that sends nothing and says so.
 */
export function queueJob(context: Context, confirmed: Confirmed): JobRecord {
  const { record, rows, hasLog } = newJob(context, confirmed);
  const { activity, store, flush } = context.ports;
  saveAll(store, { ...record, counts: NO_COUNTS, untriedChecksum: null }, { [OWN_JOBS]: withOwn(store, record.id) });
  const first = activity.append(rows.map(sealed), hasLog);
  // Before the record says where the lines are, they must be there for good.
  flush();
  const queued = { ...record, first };
  saveRecord(store, queued);
  return queued;
}

/** A job's record, and the lines that are to come into the sheet, which is there if `hasLog`. */
export type NewJob = {
  readonly record: JobRecord;
  readonly rows: readonly ActivityRow[];
  readonly hasLog: boolean;
};

export function newJob({ ports, words }: Context, confirmed: Confirmed): NewJob {
  const { kind, addresses, lookFirst = new Map<string, Unclear>(), rows = [], hasLog = false, origin = {} } = confirmed;
  const known = statesOf(rows);
  const { store, clock } = ports;
  const now = clock.now();
  const empty: JobRecord = {
    ...newRecord({
      kind,
      by: ports,
      customer: ports.settings().customer,
      now,
      chance: ports.random(),
      after: loadRecord(store),
      origin,
    }),
    total: addresses.length,
    checksum: checksumOf(addresses.map(address => ({ address }))),
  };
  saveGroups(store, []);
  const lines = addresses.map((address): ActivityRow => {
    const unclear = lookFirst.get(address);
    const line = { by: ports.signature, job: empty.id, action: kind, address, http: null };
    if (unclear !== undefined) {
      const { reason, code: why } = interrupted(words);
      const evidence = { reason: why, at: unclear.since, known: unclear.known };
      const code = codeWith(evidence);
      return { ...line, at: unclear.since, outcome: 'checking', reason, code, attempts: 1 };
    }
    const before = knownOf(known.get(address));
    const code = codeWith({ reason: 'queued', at: null, known: before });
    return { ...line, at: now, outcome: 'queued', reason: '', code, attempts: 0 };
  });
  const queued = addresses.length - lookFirst.size;
  const untried = addresses.flatMap(address => (lookFirst.has(address) ? [] : [{ address }]));
  const counts = { ...empty.counts, queued, checking: lookFirst.size };
  return { record: { ...empty, untriedChecksum: checksumOf(untried), counts }, rows: lines, hasLog };
}

/** Begins a refresh of the list, in the place of one that stands still: that harms nobody. */
export function startRefresh({ ports, refuse, alone }: Context, origin: Origin): Answer<JobRecord> {
  const { store, clock } = ports;
  return alone(() => {
    const other = loadRecord(store);
    if (other !== null && !hasEnded(other)) {
      const mayReplace = KINDS[other.kind].work === 'list' && (other.by === ports.who || !isHeld(other, clock.now()));
      if (!mayReplace) return refuse('other-job', signatureOf(other));
    }
    const now = clock.now();
    const { customer } = ports.settings();
    const record = newRecord({
      kind: 'refresh',
      by: ports,
      customer,
      now,
      chance: ports.random(),
      after: other,
      origin,
    });
    clearOldCommand(store);
    saveAll(store, record, noGroups(store));
    // A build of before, or a save that was cut off, has left no word of them; a restored version took it away.
    const limits = limitsOf(store, ports.settings());
    if (limits !== '') ports.carry(limits, true);
    return answer(record);
  });
}
