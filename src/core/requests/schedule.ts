// Reminders on a schedule: how they stand, who is next, and the switch; and what the trigger calls.
import type { Context } from '../context';
import { answer } from '../contract/answer';
import { hasEnded } from '../contract/job-status';
import type { Answer, ScheduleView } from '../contract/rpc';
import { isoOf } from '../contract/time';
import { command } from '../jobs/drive-job';
import { loadRecord } from '../jobs/job';
import { earlierBy } from '../jobs/moved-zone';
import { inTurn, remindersOf } from '../jobs/plan-sources';
import type { Triggers } from '../ports';
import { scheduleTrouble } from '../schedule/outlook';
import { runTrigger } from '../schedule/run-schedule';
import {
  endSchedule,
  loadEnded,
  loadRuns,
  loadSchedule,
  mostOf,
  nextRunAt,
  saveSchedule,
  scheduledPolicy,
} from '../schedule/schedule';
import { isEndTold, logSchedule, tellEnd } from '../schedule/schedule-log';
import { loadNever, neverIn } from '../settings/never';
import { rowsIn } from '../sheets/columns';
import { problem } from '../words/problem';

type ScheduleRequests = {
  readonly continueInBackground: (ms: number) => Answer<null>;
  readonly schedule: () => Answer<ScheduleView>;
  readonly switchSchedule: (on: boolean, perRun: number, typed: number | null) => Answer<ScheduleView>;
};

/** A build without triggers leaves out all that stands behind them. */
export const scheduleRequests = (context: Context): ScheduleRequests =>
  BACKGROUND ? withTriggers(context) : withoutTriggers(context);

function withoutTriggers({ refuse }: Context): ScheduleRequests {
  const no = (): Answer<never> => refuse('not-built-in');
  return { continueInBackground: no, schedule: no, switchSchedule: no };
}

/** Where this person has none, there is nothing to switch. */
function withTriggers(context: Context): ScheduleRequests {
  const { refuse, ports } = context;
  const { triggers } = ports;
  return {
    continueInBackground: ms => runTrigger(context, ms),
    schedule: () => (triggers === null ? refuse('not-built-in') : answer(viewOf(context, triggers))),
    switchSchedule: (on, perRun, typed) => {
      if (triggers === null) return refuse('not-built-in');
      return on ? switchOn(context, triggers, perRun, typed) : switchOff(context, triggers);
    },
  };
}

function viewOf(context: Context, triggers: Triggers): ScheduleView {
  const { ports, words } = context;
  const { store, clock, who } = ports;
  const schedule = loadSchedule(store);
  const runs = loadRuns(store);
  const rows = rowsIn(ports.accounts);
  const never = neverIn(loadNever(store) ?? []);
  const settings = { ...ports.settings(), never, earlierBy: earlierBy(store, rows) };
  const policy = scheduledPolicy(settings);
  const nextAt = schedule === null ? clock.now() : (runs.run ?? nextRunAt(schedule, runs));
  const facts = { rows, lines: rowsIn(ports.activity), policy, settings };
  const due = remindersOf({ ...facts, now: Math.max(clock.now(), nextAt) });
  const all = inTurn(due.addresses, facts.lines);
  const common = {
    policy,
    last:
      runs.last === null
        ? null
        : { at: isoOf(runs.last.endedAt), text: words.schedule.ran(runs.last, schedule !== null) },
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
      ended: endedView(context),
    };
  const perRun = mostOf(schedule, settings);
  const mine = schedule.by === who;
  return {
    ...common,
    state: 'on',
    by: schedule.by,
    mine,
    perRun,
    nextAt: isoOf(nextAt),
    next: all.slice(0, perRun),
    more: Math.max(0, all.length - perRun),
    trouble: mine && !triggers.isSet('hourly') ? problem('schedule-lost', words) : scheduleTrouble(context),
    ended: null,
  };
}

function endedView({ ports: { store, who } }: Context): ScheduleView['ended'] {
  const ended = loadEnded(store);
  return ended === null ? null : { by: ended.by, mine: ended.by === who, at: isoOf(ended.at) };
}

/** One schedule a sheet. Its owner may switch it on again, with another maximum, or to get a lost trigger back. */
function switchOn(context: Context, triggers: Triggers, perRun: number, typed: number | null): Answer<ScheduleView> {
  const { ports, words, refuse } = context;
  const { store, who, clock } = ports;
  return context.alone(() => {
    const other = loadSchedule(store);
    if (other !== null && other.by !== who) return refuse('schedule-taken', other.by);
    const above = perRun > ports.settings().typeAbove;
    if (above && typed !== perRun) return refuse('number-differs');
    // The trigger first: one that finds nothing to do takes itself away, a schedule without a trigger would never run.
    triggers.set('hourly');
    tellEnd(context);
    logSchedule(context, { outcome: 'done', code: 'switched-on', reason: words.schedule.switchedOn(perRun) });
    const agreed = scheduledPolicy(ports.settings());
    saveSchedule(store, { by: who, since: clock.now(), perRun, typed: above, agreed });
    return answer(viewOf(context, triggers));
  });
}

/** Anyone may. What the run under way has not sent yet is not sent. */
function switchOff(context: Context, triggers: Triggers): Answer<ScheduleView> {
  const { store, who, signature, clock } = context.ports;
  const schedule = loadSchedule(store);
  if (schedule !== null) endSchedule(store, { was: schedule.by, by: who, signature, at: clock.now(), told: false });
  const record = loadRecord(store);
  if (record !== null && record.scheduled && !hasEnded(record)) command(context, record.id, 'stop');
  if (isEndTold(context) && schedule?.by === who) triggers.clear('hourly');
  return answer(viewOf(context, triggers));
}
