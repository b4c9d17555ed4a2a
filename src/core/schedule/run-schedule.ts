// What runs while no sidebar is open: a job that a person wants continued, and the reminders of the schedule, which go
// through the same jobs. And the switch for them.
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import type { Answer, JobView, Problem, ScheduleView } from '../contract/rpc';
import type { LastRun } from '../contract/schedule-run';
import { thrownCode } from '../google/errors';
import { due, giveUp, want } from '../jobs/background';
import { hasEnded, hasRefreshed, loadRecord, REFRESH_FIRST, REFRESHED_AT, type JobRecord } from '../jobs/job';
import { NO_OPTIONS } from '../jobs/plan';
import { remindersOf } from '../jobs/plan-sources';
import { problem } from '../words/problem';
import {
  endSchedule,
  isLost,
  isNewsTo,
  loadEnded,
  loadRuns,
  loadSchedule,
  mostOf,
  nextRunAt,
  nextStep,
  saveEnded,
  saveRuns,
  saveSchedule,
  scheduledPolicy,
  type Runs,
  type Schedule,
  type ScheduleTools,
  type Scheduling,
} from './schedule';

const NOTHING = { done: 0, refused: 0, unknown: 0, skipped: 0 };

export function makeScheduling({
  deps,
  words,
  no,
  alone,
  otherJob,
  planNow,
  queue,
  refresh,
  advance,
  resume,
  stop,
  sliceMs,
}: ScheduleTools): Scheduling {
  const { clock, store, alarm, who } = deps;
  const refreshedAt = (): number => Number(store.get(REFRESHED_AT) ?? 0);

  /** One run of a trigger, for `ms` milliseconds. Takes the trigger away when there is nothing left for it. */
  function continueInBackground(ms: number): Answer<null> {
    const deadline = clock.now() + ms;
    const went = continueWanted(deadline);
    return went.ok && alarm !== null ? keepSchedule(deadline) : went;
  }

  /** Slice after slice of the job that a person wants continued; nothing while a sidebar is at it. */
  function continueWanted(deadline: number): Answer<null> {
    for (;;) {
      const record = loadRecord(store);
      const when = due(store, record, clock.now());
      if (record === null || when === 'never') {
        giveUp(alarm, store);
        return answer(null);
      }
      // Taken over: the job is still wanted, but not from this person's trigger.
      if (record.by !== who) {
        alarm?.clear('often');
        return answer(null);
      }
      if (when !== 'now' || clock.now() >= deadline) return answer(null);
      const moved = drive(record, deadline);
      if (!moved.ok) return moved;
    }
  }
  const drive = (record: JobRecord, deadline: number): Answer<JobView> =>
    record.status === 'blocked'
      ? resume(record.id, record.scheduled)
      : advance(record.id, Math.min(sliceMs, deadline - clock.now()));

  function keepSchedule(deadline: number): Answer<null> {
    const schedule = loadSchedule(store);
    // Switched off, or another person's: nobody else can take this person's trigger away.
    if (schedule?.by !== who) {
      if (isEndTold()) alarm?.clear('hourly');
      return answer(null);
    }
    alarm?.set('hourly');
    note({});
    const runs = loadRuns(store);
    if (runs.run === null && clock.now() < nextRunAt(schedule, runs)) return answer(null);
    const run = runs.run ?? clock.now();
    if (runs.run === null) note({ run, due: 0, held: null });
    try {
      while (takeStep(schedule, run, deadline));
      return answer(null);
    } catch (error) {
      hold(thrownCode(error) ?? 'interrupted');
      throw error;
    }
  }

  const note = (patch: Partial<Runs>): void => {
    saveRuns(store, { ...loadRuns(store), seenAt: clock.now(), ...patch });
  };

  /** True when another step may follow at once. */
  function takeStep(schedule: Schedule, run: number, deadline: number): boolean {
    // Ended meanwhile, by another turn of the trigger.
    if (loadRuns(store).run !== run) return false;
    const record = loadRecord(store);
    const step = nextStep(run, who, record, refreshedAt(), clock.now());
    switch (step.do) {
      case 'end':
        return finish(run, step.job.status === 'done' ? 'sent' : 'stopped', step.job);
      case 'hold':
        return hold(step.code, step.by);
      case 'later':
        return goOnLater(record);
      case 'refresh':
        return isFine(refresh());
      case 'send':
        return isFine(alone(() => remind(schedule, run)));
      case 'resume':
      case 'advance':
        break;
    }
    if (clock.now() >= deadline) return goOnLater(step.job);
    return isFine(drive(step.job, deadline));
  }

  /** What is not finished goes on within minutes, where Google allows that, else at the next hour. */
  function goOnLater(record: JobRecord | null): false {
    note({ held: null });
    if (alarm !== null && record !== null) want(alarm, store, record);
    return false;
  }

  /** A lock that somebody else holds, or a job that another turn has just ended, passes by itself. */
  function isFine(done: Answer<unknown>): boolean {
    if (!done.ok && done.problem.code !== 'busy' && done.problem.code !== 'no-job')
      hold(done.problem.code as ProblemCode);
    return done.ok;
  }

  /** The run waits for the next turn. An obstacle is logged once; waiting for another job is nothing to log. */
  function hold(code: ProblemCode, by = ''): false {
    const before = loadRuns(store).held;
    note({ held: { code, by, at: clock.now() } });
    if (code !== 'other-job' && code !== 'schedule-paused' && before?.code !== code)
      alone(() => {
        log('stopped', words.problems[code].title);
        return answer(null);
      });
    return false;
  }

  function remind(schedule: Schedule, run: number): Answer<unknown> {
    const other = otherJob();
    if (other !== null) return other;
    const settings = deps.settings();
    const planned = planNow('send', NO_OPTIONS, { from: 'reminders', ...scheduledPolicy(settings) });
    if (!('plan' in planned)) return planned;
    const { plan, hasLog } = planned;
    const addresses = plan.addresses.slice(0, mostOf(schedule, settings));
    if (addresses.length === 0) {
      finished(run, 'nobody', '', plan.addresses.length, NOTHING);
      return answer(null);
    }
    note({ due: plan.addresses.length, held: null });
    queue(
      'send',
      addresses,
      new Map(
        addresses.flatMap(address => {
          const since = plan.lookFirst.get(address);
          return since === undefined ? [] : [[address, since] as const];
        }),
      ),
      hasLog,
      { scheduled: true, reminders: true },
    );
    return answer(null);
  }

  function finish(run: number, how: LastRun['how'], { id, kind, counts }: JobRecord): false {
    alone(() => {
      finished(run, how, kind === 'send' ? id : '', loadRuns(store).due, kind === 'send' ? counts : NOTHING);
      return answer(null);
    });
    return false;
  }

  /** The caller holds the lock. The line first: killed between the two, the next turn finds it. */
  function finished(
    run: number,
    how: LastRun['how'],
    job: string,
    dueThen: number,
    { done, refused, unknown, skipped }: typeof NOTHING,
  ): void {
    const last: LastRun = {
      startedAt: run,
      endedAt: clock.now(),
      how,
      due: dueThen,
      counts: { done, refused, unknown, skipped },
    };
    log(how === 'stopped' ? 'stopped' : 'done', words.schedule.ran(last, true), { job }, run);
    note({ run: null, due: 0, held: null, last });
  }

  /** The caller holds the lock. Not if the line stands there already, no older than `since`. */
  function log(
    outcome: 'done' | 'stopped',
    reason: string,
    more: { readonly job?: string; readonly at?: number; readonly by?: string } = {},
    since = Infinity,
  ): void {
    const sheet = deps.activity.read();
    if (
      sheet?.rows.some(line => line.action === 'schedule' && line.reason === reason && (line.at ?? 0) >= since) === true
    )
      return;
    // A person deleted the sheet, and with it the record of who was mailed: that it is made anew must not hide it
    // (planNow in desk.ts).
    if (sheet === null && hasRefreshed(store)) store.set(REFRESH_FIRST, String(clock.now()));
    deps.activity.ensure();
    deps.activity.append([
      {
        at: clock.now(),
        by: deps.signature,
        job: '',
        action: 'schedule',
        address: '',
        outcome,
        reason,
        http: null,
        attempts: null,
        ...more,
      },
    ]);
    deps.flush();
  }

  /** The caller holds the lock. */
  function tellEnd(): void {
    const ended = loadEnded(store);
    if (ended === null || ended.told) return;
    const { was, by, signature, at } = ended;
    log('done', words.schedule.switchedOff(was === by ? '' : was), { at, by: signature });
    saveEnded(store, { ...ended, told: true });
  }

  /**
   * A switch is never kept waiting: while somebody works in the sheet, the line of its end is left to the next turn of
   * the trigger.
   */
  const isEndTold = (): boolean =>
    loadEnded(store)?.told !== false ||
    alone(() => {
      tellEnd();
      return answer(null);
    }).ok;

  function view(): ScheduleView {
    const schedule = loadSchedule(store);
    const runs = loadRuns(store);
    const settings = deps.settings();
    const policy = scheduledPolicy(settings);
    const nextAt = schedule === null ? clock.now() : (runs.run ?? nextRunAt(schedule, runs));
    const sheet = deps.accounts.read();
    const all =
      sheet === null
        ? []
        : remindersOf(sheet.rows, deps.activity.read()?.rows ?? [], policy, Math.max(clock.now(), nextAt), settings)
            .addresses;
    const common = {
      policy,
      last:
        runs.last === null
          ? null
          : { at: new Date(runs.last.endedAt).toISOString(), text: words.schedule.ran(runs.last, schedule !== null) },
      typeAbove: settings.typeAbove,
    };
    if (schedule === null)
      return {
        ...common,
        state: 'off',
        by: '',
        mine: false,
        perRun: 0,
        nextAt: null,
        next: all,
        more: 0,
        trouble: null,
        ended: endedView(),
      };
    const perRun = mostOf(schedule, settings);
    const mine = schedule.by === who;
    return {
      ...common,
      state: 'on',
      by: schedule.by,
      mine,
      perRun,
      nextAt: new Date(nextAt).toISOString(),
      next: all.slice(0, perRun),
      more: Math.max(0, all.length - perRun),
      trouble: mine && alarm?.isSet('hourly') === false ? problem('schedule-lost', words) : trouble(),
      ended: null,
    };
  }

  function endedView(): ScheduleView['ended'] {
    const ended = loadEnded(store);
    return ended === null ? null : { by: ended.by, mine: ended.by === who, at: new Date(ended.at).toISOString() };
  }

  function nextAt(): string | null {
    const schedule = loadSchedule(store, false);
    if (schedule === null || trouble() !== null) return null;
    const runs = loadRuns(store);
    return new Date(runs.run ?? nextRunAt(schedule, runs)).toISOString();
  }

  /** What a person should know of the schedule wherever they look. */
  function trouble(): Problem | null {
    if (alarm === null) return null;
    const schedule = loadSchedule(store, false);
    if (schedule === null) {
      const ended = loadEnded(store, false);
      return ended !== null && isNewsTo(who, ended, clock.now())
        ? problem('schedule-ended', words, { detail: words.schedule.offBy(ended.by) })
        : null;
    }
    const runs = loadRuns(store);
    if (isLost(schedule, runs, clock.now())) return problem('schedule-lost', words);
    return runs.held === null
      ? null
      : problem('schedule-held', words, {
          detail: words.schedule.held(problem(runs.held.code, words).title, runs.held.by),
        });
  }

  /** One schedule a sheet. Its owner may switch it on again, with another maximum, or to get a lost trigger back. */
  function switchOn(perRun: number, typed: number | null): Answer<ScheduleView> {
    if (alarm === null) return no('not-built-in');
    return alone(() => {
      const other = loadSchedule(store);
      if (other !== null && other.by !== who) return no('schedule-taken', other.by);
      const above = perRun > deps.settings().typeAbove;
      if (above && typed !== perRun) return no('number-differs');
      // The trigger first: one that finds nothing to do takes itself away, a schedule without a trigger would never
      // run.
      alarm.set('hourly');
      tellEnd();
      log('done', words.schedule.switchedOn(perRun));
      saveSchedule(store, { by: who, since: clock.now(), perRun, typed: above });
      return answer(view());
    });
  }

  /** Anyone may. What the run under way has not sent yet is not sent. */
  function switchOff(): Answer<ScheduleView> {
    if (alarm === null) return no('not-built-in');
    const schedule = loadSchedule(store);
    if (schedule !== null)
      endSchedule(store, { was: schedule.by, by: who, signature: deps.signature, at: clock.now(), told: false });
    const record = loadRecord(store);
    if (record !== null && record.scheduled && !hasEnded(record)) stop(record.id);
    if (isEndTold() && schedule?.by === who) alarm.clear('hourly');
    return answer(view());
  }

  /**
   * A scheduled job goes on only while its schedule is on: also one that was just being started when somebody switched
   * it off.
   */
  const isCalledOff = (record: JobRecord): boolean => record.scheduled && loadSchedule(store) === null;

  return {
    nextAt,
    trouble,
    isCalledOff,
    requests: {
      continueInBackground,
      schedule: () => (alarm === null ? no('not-built-in') : answer(view())),
      switchSchedule: (on: boolean, perRun: number, typed: number | null) =>
        on ? switchOn(perRun, typed) : switchOff(),
    },
  };
}
