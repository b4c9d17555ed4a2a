// One run of a trigger, while no sidebar is open: it goes on with the job that a person wants continued, and keeps the
// schedule of the reminders, which go through the same jobs.
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import { rulesOf } from '../contract/kinds';
import type { Answer } from '../contract/rpc';
import type { LastRun } from '../contract/schedule-run';
import { thrownCode } from '../google/errors';
import { due, giveUp, want } from '../jobs/background';
import { advance, resumeJob, SLICE_MS } from '../jobs/drive-job';
import { loadRecord, REFRESHED_AT, type JobRecord } from '../jobs/job';
import { NO_OPTIONS } from '../jobs/plan';
import { inTurn } from '../jobs/plan-sources';
import { beginJob } from '../jobs/begin-job';
import { otherJob, planNow, startRefresh } from '../jobs/start-job';
import {
  agreedTo,
  isLoosened,
  loadRuns,
  loadSchedule,
  mostOf,
  nextRunAt,
  nextStep,
  saveRuns,
  scheduledPolicy,
  type Runs,
  type Schedule,
} from './schedule';
import { isEndTold, logSchedule } from './schedule-log';

/** Works for `ms` milliseconds. Takes the trigger away when there is nothing left for it. */
export function runTrigger(context: Context, ms: number): Answer<null> {
  const deadline = context.ports.clock.now() + ms;
  const went = continueWanted(context, deadline);
  return went.ok && context.ports.triggers !== null ? keepSchedule(context, deadline) : went;
}

/** Slice after slice of the job that a person wants continued; nothing while a sidebar is at it. */
function continueWanted(context: Context, deadline: number): Answer<null> {
  const { store, triggers, who, clock } = context.ports;
  for (;;) {
    const record = loadRecord(store);
    const when = due(store, record, clock.now());
    if (record === null || when === 'never') {
      giveUp(triggers, store);
      return answer(null);
    }
    // Taken over: the job is still wanted, but not from this person's trigger.
    if (record.by !== who) {
      triggers?.clear('often');
      return answer(null);
    }
    if (when !== 'now' || clock.now() >= deadline) return answer(null);
    const moved = drive(context, record, deadline);
    if (!moved.ok) return moved;
  }
}

const drive = (context: Context, record: JobRecord, deadline: number): Answer<JobRecord> =>
  record.status === 'blocked'
    ? resumeJob(context, record.id, record.scheduled)
    : advance(context, record.id, Math.min(SLICE_MS, deadline - context.ports.clock.now()));

function keepSchedule(context: Context, deadline: number): Answer<null> {
  const { store, triggers, who, clock } = context.ports;
  const schedule = loadSchedule(store);
  // Switched off, or another person's: nobody else can take this person's trigger away.
  if (schedule?.by !== who) {
    if (isEndTold(context)) triggers?.clear('hourly');
    return answer(null);
  }
  triggers?.set('hourly');
  note(context, {});
  const runs = loadRuns(store);
  if (runs.run === null && clock.now() < nextRunAt(schedule, runs)) return answer(null);
  const run = runs.run ?? clock.now();
  if (runs.run === null) note(context, { run, due: 0, held: null });
  try {
    while (takeStep(context, schedule, run, deadline));
    return answer(null);
  } catch (error) {
    hold(context, thrownCode(error) ?? 'interrupted');
    throw error;
  }
}

const note = ({ ports: { store, clock } }: Context, patch: Partial<Runs>): void => {
  saveRuns(store, { ...loadRuns(store), seenAt: clock.now(), ...patch });
};

/** True when another step may follow at once. */
function takeStep(context: Context, schedule: Schedule, run: number, deadline: number): boolean {
  const { store, who, clock } = context.ports;
  // Ended meanwhile, by another turn of the trigger.
  if (loadRuns(store).run !== run) return false;
  const job = loadRecord(store);
  const refreshedAt = Number(store.get(REFRESHED_AT) ?? 0);
  const step = nextStep({ run, who, job, refreshedAt, now: clock.now() });
  switch (step.do) {
    case 'end':
      return end(context, run, step.job);
    case 'hold':
      return hold(context, step.code, step.by);
    case 'later':
      return goOnLater(context, job);
    case 'refresh':
      return isFine(context, startRefresh(context, { scheduled: true }));
    case 'send':
      return isFine(
        context,
        context.alone(() => remind(context, schedule, run)),
      );
    case 'resume':
    case 'advance':
      break;
  }
  if (clock.now() >= deadline) return goOnLater(context, step.job);
  return isFine(context, drive(context, step.job, deadline));
}

/** What is not finished goes on within minutes, where Google allows that, else at the next hour. */
function goOnLater(context: Context, record: JobRecord | null): false {
  const { triggers, store } = context.ports;
  note(context, { held: null });
  if (triggers !== null && record !== null) want(triggers, store, record);
  return false;
}

/** A lock that somebody else holds, or a job that another turn has just ended, passes by itself. */
function isFine(context: Context, done: Answer<unknown>): boolean {
  if (!done.ok && done.problem.code !== 'busy' && done.problem.code !== 'no-job')
    hold(context, done.problem.code as ProblemCode);
  return done.ok;
}

/** The run waits for the next turn. An obstacle is logged once; waiting for another job is nothing to log. */
function hold(context: Context, code: ProblemCode, by = ''): false {
  const { store, clock } = context.ports;
  const before = loadRuns(store).held;
  note(context, { held: { code, by, at: clock.now() } });
  if (code !== 'other-job' && code !== 'schedule-paused' && before?.code !== code)
    context.alone(() => {
      const reason = context.words.problems[code].title;
      logSchedule(context, { outcome: 'stopped', code: `held/${code}`, reason });
      return answer(null);
    });
  return false;
}

/** The caller holds the lock. */
function remind(context: Context, schedule: Schedule, run: number): Answer<unknown> {
  const other = otherJob(context);
  if (other !== null) return other;
  const settings = context.ports.settings();
  const policy = scheduledPolicy(settings);
  if (isLoosened(agreedTo(context.ports.store, schedule, policy), policy)) return context.refuse('schedule-changed');
  const source = { from: 'reminders', ...policy } as const;
  const planned = planNow(context, { action: 'send', options: NO_OPTIONS, source });
  if (!('plan' in planned)) return planned;
  const { plan, rows, lines, hasLog } = planned;
  const addresses = inTurn(plan.addresses, lines).slice(0, mostOf(schedule, settings));
  if (addresses.length === 0) {
    finish(context, { startedAt: run, how: 'nobody', due: 0, counts: NOTHING, job: '' });
    return answer(null);
  }
  note(context, { due: plan.addresses.length, held: null });
  const chosen = new Set(addresses);
  const lookFirst = new Map([...plan.lookFirst].filter(([address]) => chosen.has(address)));
  return beginJob(context, { kind: 'remind', addresses, lookFirst, rows, hasLog, origin: { scheduled: true } });
}

const NOTHING = { done: 0, refused: 0, unknown: 0, skipped: 0 };

function end(context: Context, run: number, { id, kind, status, counts }: JobRecord): false {
  const mailed = rulesOf(kind)?.mails === true;
  context.alone(() => {
    finish(context, {
      startedAt: run,
      how: status === 'done' ? 'sent' : 'stopped',
      due: loadRuns(context.ports.store).due,
      counts: mailed ? counts : NOTHING,
      job: mailed ? id : '',
    });
    return answer(null);
  });
  return false;
}

/** The caller holds the lock. The line first: killed between the two, the next turn finds it. */
function finish(context: Context, { job, ...ran }: Omit<LastRun, 'endedAt'> & { readonly job: string }): void {
  const { done, refused, unknown, skipped } = ran.counts;
  const last: LastRun = { ...ran, endedAt: context.ports.clock.now(), counts: { done, refused, unknown, skipped } };
  logSchedule(context, {
    outcome: ran.how === 'stopped' ? 'stopped' : 'done',
    code: `ran/${ran.how}`,
    reason: context.words.schedule.ran(last, true),
    job,
    since: ran.startedAt,
  });
  note(context, { run: null, due: 0, held: null, last });
}
