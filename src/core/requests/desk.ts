// What the page and the menu can ask for: each request over the ports, answered with a value or with a problem in plain
// words.
import { domainOf } from '../accounts/address';
import { missingColumn } from '../accounts/mark-filter';
import { answer } from '../contract/answer';
import type { ProblemCode, SkipCode } from '../contract/codes';
import type { ActivityRow } from '../contract/rows';
import type {
  Action,
  Answer,
  GoogleState,
  JobKind,
  JobView,
  Overview,
  PlanOptions,
  PlanSource,
  PlanView,
} from '../contract/rpc';
import { DAY } from '../contract/time';
import { MY_CUSTOMER } from '../google/user-invitations';
import { forget, isWanted, want } from '../jobs/background';
import { checking } from '../jobs/eligibility';
import {
  areReminders,
  clearCommand,
  commandFor,
  hasEnded,
  hasRefreshed,
  isHeld,
  LEASE_MS,
  leaveCommand,
  loadGroups,
  loadPart,
  loadRecord,
  newRecord,
  REFRESH_FIRST,
  REFRESHED_AT,
  saveGroups,
  saveRecord,
  signatureOf,
  viewOf,
  type Command,
  type JobRecord,
  type Origin,
} from '../jobs/job';
import type { Work } from '../jobs/line-work';
import { mailing } from '../jobs/mailing';
import { checkedIn, MARKS, NO_OPTIONS, planIdOf, type Plan } from '../jobs/plan';
import { EMPTY_PLAN, planFrom } from '../jobs/plan-sources';
import { sumOf } from '../jobs/queue';
import { runRefresh } from '../jobs/refresh';
import { runSlice } from '../jobs/run-slice';
import type { Deps } from '../ports';
import type { Scheduler } from '../schedule/schedule';
import { loadSettings } from '../settings/settings';
import { rowsMovedAt } from '../sheets/write-intent';
import type { Words } from '../words';
import { problem, refuse } from '../words/problem';
import { makeArchive } from './archive';
import { makeChecks } from './check';
import { lookUp } from './look-up';
import { makeMarking } from './mark';
import { overviewOf } from './overview';
import { makeAftermath } from './reports';

/**
 * A slice ends about here. To begin one costs seconds on Google; an execution may last 6 minutes. A click on Pause is
 * noticed between two batches. Milliseconds.
 */
export const SLICE_MS = 60_000;
const SHORT_WAIT_MS = 2_000;

const NOBODY: ReadonlyMap<string, number> = new Map();
const WORK: Readonly<Record<Exclude<JobKind, 'refresh'>, Work>> = { send: mailing, cancel: mailing, check: checking };

export type Desk = ReturnType<typeof makeDesk>;

/** `schedule`: what runs while no sidebar is open, in a build that can. */
export function makeDesk(deps: Deps, words: Words, schedule: Scheduler) {
  const { clock, store, who, actsFor } = deps;
  const organisationOf = (customer: string): string => (customer === MY_CUSTOMER ? domainOf(actsFor ?? who) : customer);
  /** Whose accounts, and in whose name. */
  const asked = (): string => [deps.settings().customer, actsFor ?? ''].join(' ').trim();
  const view = (record: JobRecord): JobView =>
    viewOf(
      record,
      loadGroups(store),
      deps.alarm !== null && isWanted(store, record),
      who,
      clock.now(),
      words,
      deps.settings().perMinute,
    );
  const no = (code: ProblemCode, detail?: string): Answer<never> => refuse(code, words, detail);

  /** What an execution that held the lock does last. */
  function finish(): void {
    deps.fetches.keep();
    deps.flush();
    deps.lock.release();
  }

  /** Runs `work` alone in this sheet; the lock goes with the execution even if it is killed. */
  function alone<T>(work: () => Answer<T>, waitMs = SHORT_WAIT_MS): Answer<T> {
    if (!deps.lock.take(waitMs)) return no('busy');
    try {
      return work();
    } finally {
      finish();
    }
  }

  /** A job is under way, so none can be started. */
  function otherJob(): Answer<never> | null {
    const other = loadRecord(store);
    return other === null || hasEnded(other) ? null : no('other-job', signatureOf(other));
  }

  /** The record of this very job, or what to tell the person. */
  function mine(jobId: string, allow: (record: JobRecord) => boolean): JobRecord | Answer<never> {
    const record = loadRecord(store);
    if (record?.id !== jobId || hasEnded(record)) return no('no-job');
    return allow(record) ? record : no('not-yours', signatureOf(record));
  }
  const isOwn = (record: JobRecord): boolean => record.by === who;
  const isFree = (record: JobRecord): boolean => isOwn(record) || !isHeld(record, clock.now());

  function overview(): Answer<Overview> {
    const { settings, broken } = loadSettings({ document: store, user: deps.own });
    const state = overviewOf(deps.accounts.read(), words);
    const record = loadRecord(store);
    const refreshedAt = store.get(REFRESHED_AT);
    const part = loadPart(store);
    const trouble = scheduling.trouble();
    return answer({
      ...state,
      notices: [
        ...(trouble === null ? [] : [trouble]),
        ...(broken.length > 0 ? [problem('settings-unread', words)] : []),
        ...state.notices,
      ],
      who,
      actsFor,
      organisation: organisationOf(settings.customer),
      testMode: settings.only,
      reminders: { days: settings.remindDays, most: settings.remindMost },
      remindersAt: scheduling.nextAt(),
      refreshedAt: refreshedAt === null ? null : new Date(Number(refreshedAt)).toISOString(),
      refreshedPart:
        part === null || part.at < Number(refreshedAt ?? 0) ? null : { ...part, at: new Date(part.at).toISOString() },
      job: record === null ? null : view(record),
      now: new Date(clock.now()).toISOString(),
    });
  }

  function planNow(
    action: Action,
    options: PlanOptions,
    source: PlanSource,
  ): { plan: Plan; refreshedAt: number | null; hasLog: boolean } | Answer<never> {
    const sheet = deps.accounts.read();
    if (sheet === null) return no('no-sheet');
    const missing = missingColumn(sheet, source.from === 'marks');
    if (missing !== null) return no(missing);
    if (action === 'send' && store.get(REFRESH_FIRST) !== null) return no('refresh-first');
    if (rowsMovedAt(store, () => sheet, clock.now()) !== null) return no('rows-moved');
    const refreshedAt = store.get(REFRESHED_AT);
    const log = deps.activity.read();
    // A refresh makes the Activity sheet, so a person deleted it, and with it the record of who was mailed.
    if (action === 'send' && log === null && hasRefreshed(store)) {
      store.set(REFRESH_FIRST, String(clock.now()));
      return no('refresh-first');
    }
    const settings =
      options.eligibleIn === undefined
        ? deps.settings()
        : { ...deps.settings(), checked: checkedIn(log?.rows ?? [], options.eligibleIn) };
    return {
      plan: planFrom(source, sheet.rows, log?.rows ?? [], action, options, clock.now(), settings),
      refreshedAt: refreshedAt === null ? null : Number(refreshedAt),
      hasLog: log?.missing.length === 0,
    };
  }

  function preview(action: Action, options: PlanOptions = NO_OPTIONS, source: PlanSource = MARKS): Answer<PlanView> {
    const other = otherJob();
    if (other !== null) return other;
    const planned = planNow(action, options, source);
    if (!('plan' in planned)) return planned;
    const { plan, refreshedAt } = planned;
    const { customer, recentDays, typeAbove, only } = deps.settings();
    const days = refreshedAt === null ? 0 : Math.floor((clock.now() - refreshedAt) / DAY);
    const left = deps.fetches.left();
    const codes = [...new Set(plan.skipped.map(skip => skip.code))];
    const reasonOf = (code: SkipCode): string => {
      if (code === 'often' && source.from === 'reminders') return words.mailedTimes(source.most);
      return code === 'recent'
        ? words.mailedLately(source.from === 'reminders' ? source.days : recentDays)
        : words.skipped[code];
    };
    return answer({
      planId: planIdOf(action, options, plan.addresses, asked(), source),
      action,
      source,
      by: deps.signature,
      organisation: organisationOf(customer),
      addresses: plan.addresses,
      options,
      recentDays,
      mustType: plan.addresses.length > typeAbove,
      skipped: codes.map(code => ({
        code,
        reason: reasonOf(code),
        addresses: plan.skipped.filter(skip => skip.code === code).map(skip => skip.shown),
      })),
      fetches: { needed: plan.addresses.length, left, limit: deps.fetches.limit() },
      warnings: [
        ...(only === null ? [] : [words.warnings.testMode]),
        ...(source.from === 'job' && areReminders(source.job) ? [words.warnings.reminded] : []),
        ...(plan.addresses.length > left ? [words.warnings.fetches(action, plan.addresses.length, left)] : []),
        ...(refreshedAt === null
          ? [words.warnings.neverRefreshed]
          : days >= 1
            ? [words.warnings.refreshedDaysAgo(days)]
            : []),
        ...(plan.again > 0 ? [words.warnings.again(plan.again, recentDays)] : []),
        ...(plan.lookFirst.size > 0 ? [words.warnings.unclear(plan.lookFirst.size)] : []),
        ...(plan.notListed > 0 ? [words.warnings.notListed(plan.notListed, action)] : []),
      ],
    });
  }

  /**
   * `typed`: the number of recipients as the admin typed it, for those who would confirm hundreds as quickly as one.
   */
  function start(
    action: Action,
    options: PlanOptions,
    planId: string,
    typed: number | null = null,
    source: PlanSource = MARKS,
  ): Answer<JobView> {
    return alone(() => {
      const other = otherJob();
      if (other !== null) return other;
      const planned = planNow(action, options, source);
      if (!('plan' in planned)) return planned;
      const { addresses, lookFirst } = planned.plan;
      if (planIdOf(action, options, addresses, asked(), source) !== planId) return no('plan-changed');
      if (addresses.length === 0) return no(EMPTY_PLAN[source.from]);
      if (addresses.length > deps.settings().typeAbove && typed !== addresses.length) return no('number-differs');
      return answer(
        view(queue(action, addresses, lookFirst, planned.hasLog, { reminders: source.from === 'reminders' })),
      );
    });
  }

  /** The record first: a crash before the lines are there leaves a job that sends nothing and says so. */
  function queue(
    action: Exclude<JobKind, 'refresh'>,
    addresses: readonly string[],
    lookFirst: ReadonlyMap<string, number> = NOBODY,
    hasLog = false,
    origin: Origin = {},
  ): JobRecord {
    const now = clock.now();
    const empty = {
      ...newRecord(action, deps, deps.settings().customer, now, deps.chance(), origin),
      total: addresses.length,
      sum: sumOf(addresses.map(address => ({ address }))),
    };
    clearCommand(store);
    saveGroups(store, []);
    saveRecord(store, empty);
    if (!hasLog) deps.activity.ensure();
    const first = deps.activity.append(
      addresses.map((address): ActivityRow => {
        const since = lookFirst.get(address);
        return {
          at: since ?? now,
          by: deps.signature,
          job: empty.id,
          action,
          address,
          outcome: since === undefined ? 'queued' : 'checking',
          reason: since === undefined ? '' : words.results.checking(null),
          http: null,
          attempts: since === undefined ? 0 : 1,
        };
      }),
    );
    // Before the record says where the lines are, they must be there for good.
    deps.flush();
    const record = {
      ...empty,
      first,
      fresh: sumOf(addresses.flatMap(address => (lookFirst.has(address) ? [] : [{ address }]))),
      counts: { ...empty.counts, queued: addresses.length - lookFirst.size, checking: lookFirst.size },
    };
    saveRecord(store, record);
    return record;
  }

  function refresh(origin: Origin): Answer<JobView> {
    return alone(() => {
      const other = loadRecord(store);
      if (other !== null && !hasEnded(other)) {
        // A refresh that stands still harms nobody: a new one takes its place.
        if (other.kind !== 'refresh' || (isHeld(other, clock.now()) && !isOwn(other)))
          return no('other-job', signatureOf(other));
      }
      const record = newRecord('refresh', deps, deps.settings().customer, clock.now(), deps.chance(), origin);
      clearCommand(store);
      saveGroups(store, []);
      saveRecord(store, record);
      return answer(view(record));
    });
  }

  function work(record: JobRecord, deadline: number): JobRecord {
    if (scheduling.isCalledOff(record)) leaveCommand(store, record.id, 'stop');
    const held: JobRecord = { ...record, leaseUntil: clock.now() + LEASE_MS };
    // What a person confirmed, for whose organisation, holds until the job ends; how fast it goes, and a test mode that
    // is switched on meanwhile, hold at once.
    const its: Deps = { ...deps, settings: () => ({ ...deps.settings(), customer: held.customer }) };
    const after =
      held.kind === 'refresh'
        ? runRefresh(its, words, held, deadline)
        : runSlice(its, words, held, deadline, WORK[held.kind]);
    if (hasEnded(after)) forget(deps.alarm, store);
    return after;
  }

  function advance(jobId: string, sliceMs: number = SLICE_MS): Answer<JobView> {
    const deadline = clock.now() + sliceMs;
    return alone(() => {
      const record = mine(jobId, isOwn);
      if ('ok' in record) return record;
      if (record.status === 'paused' || record.status === 'blocked') return answer(view(record));
      if (record.status === 'waiting' && (record.resumeAt ?? 0) > clock.now()) return answer(view(record));
      return answer(view(work(record, deadline)));
    }, 0);
  }

  /** Pause and stop: at once when nobody works; else the working slice finds the wish between two batches. */
  function command(jobId: string, wish: Command): Answer<JobView> {
    const record = mine(jobId, wish === 'stop' ? () => true : isFree);
    if ('ok' in record) return record;
    leaveCommand(store, jobId, wish);
    if (!deps.lock.take(SHORT_WAIT_MS / 10)) return answer(view(record));
    try {
      const now = mine(jobId, () => true);
      if ('ok' in now) return answer(view(loadRecord(store) ?? record));
      // The slice that held the lock has carried the wish out already: running it again would undo a pause.
      if (commandFor(store, jobId) === null) return answer(view(now));
      return answer(view(work(now, Infinity)));
    } finally {
      finish();
    }
  }

  /** What a person resumes is their job, no longer the schedule's. */
  function resume(jobId: string, scheduled = false): Answer<JobView> {
    const asked = mine(jobId, isFree);
    if ('ok' in asked) return asked;
    // A pause that the working slice has not come to yet is simply taken back.
    const pausing = commandFor(store, jobId) === 'pause';
    if (pausing) clearCommand(store);
    const resumed = alone<JobView>(() => {
      const record = mine(jobId, isFree);
      if ('ok' in record) return record;
      clearCommand(store);
      const now = clock.now();
      const next: JobRecord = {
        ...record,
        by: who,
        signature: deps.signature,
        scheduled,
        status: 'running',
        problem: null,
        resumeAt: null,
        leaseUntil: now + LEASE_MS,
        updatedAt: now,
      };
      saveRecord(store, next);
      return answer(view(next));
    });
    return pausing && !resumed.ok && resumed.problem.code === 'busy'
      ? answer(view(loadRecord(store) ?? asked))
      : resumed;
  }

  function background(jobId: string, on: boolean): Answer<JobView> {
    const record = mine(jobId, isOwn);
    if ('ok' in record) return record;
    if (deps.alarm === null) return no('not-built-in');
    if (on) want(deps.alarm, store, record);
    else forget(deps.alarm, store);
    return answer(view(record));
  }

  function progress(): Answer<JobView | null> {
    const record = loadRecord(store);
    return answer(record === null ? null : view(record));
  }

  const scheduling = schedule({
    deps,
    words,
    no,
    alone,
    otherJob,
    planNow,
    queue,
    refresh: () => refresh({ scheduled: true }),
    advance,
    resume,
    stop: id => command(id, 'stop'),
    sliceMs: SLICE_MS,
  });

  return {
    lookUp: (text: string) => lookUp(deps, words, text),
    ...makeChecks({ deps, words, no, alone, otherJob, queue, view }),
    ...makeMarking(deps, words, no),
    overview,
    preview,
    start,
    ...makeAftermath(deps, no),
    ...makeArchive(deps, { no, alone, otherJob }),
    refresh: (states?: readonly GoogleState[]) => refresh({ states }),
    advance,
    progress,
    pause: (id: string) => command(id, 'pause'),
    stop: (id: string) => command(id, 'stop'),
    resume: (id: string) => resume(id),
    background,
    ...scheduling.requests,
  };
}
