// What a person, the page or a trigger does to the job there is: a slice of work, pause, stop, resume.
import { leave, type Context } from '../context';
import { answer } from '../contract/answer';
import { hasEnded } from '../contract/job-status';
import { KINDS } from '../contract/kinds';
import type { Answer } from '../contract/rpc';
import { Refused } from '../google/refused';
import type { Deps } from '../ports';
import { forget, isScheduleOn } from './background';
import {
  clearCommand,
  commandFor,
  distrust,
  giveUp,
  isForeign,
  isHeld,
  LEASE_MS,
  leaseFrom,
  leaveCommand,
  loadRecord,
  resume,
  saveRecord,
  signatureOf,
  type Command,
  type JobRecord,
} from './job';
import { runRefresh } from './refresh';
import { afterRefusal, stopUnwritten } from './refused-job';
import { runNew, runSlice } from './run-slice';
import type { NewJob } from './start-job';

/**
 * A slice ends about here. To begin one costs seconds on Google; an execution may last 6 minutes. A click on Pause is
 * noticed within two seconds. Milliseconds.
 */
export const SLICE_MS = 90_000;
/** A wish is left where the working slice finds it; so long it is tried to carry it out at once. Milliseconds. */
const WISH_WAIT_MS = 200;

type Which = (record: JobRecord) => boolean;

/** The record of this very job, or what to tell the person. */
export function jobNamed(
  { ports, refuse }: Context,
  jobId: string,
  allow: Which = () => true,
): JobRecord | Answer<never> {
  const record = loadRecord(ports.store);
  if (record?.id !== jobId || hasEnded(record)) return refuse('no-job');
  return allow(record) ? record : refuse('not-yours', signatureOf(record));
}
export const isOwn =
  ({ ports }: Context): Which =>
  record =>
    record.by === ports.who;
/** Mine, or somebody's who has not moved it for a while. */
export const isFree =
  ({ ports }: Context): Which =>
  record =>
    record.by === ports.who || !isHeld(record, ports.clock.now());

/** Works on the job until it ends, must wait, or `deadline` (milliseconds since 1970) has come. */
function work(context: Context, record: JobRecord, deadline: number): JobRecord {
  const { store } = context.ports;
  // A scheduled job goes on only while its schedule is on: also one that was just being started when it went off.
  if (record.scheduled && !isScheduleOn(store)) leaveCommand(store, record.id, 'stop');
  return worked(context, record, (its, held) =>
    KINDS[held.kind].work === 'list'
      ? runRefresh(its, context.words, held, deadline)
      : runSlice(its, context.words, held, deadline),
  );
}

/** A job that was just confirmed goes on at once, in the same call. The caller holds the lock. */
export function workOnNew(context: Context, job: NewJob, sliceMs = SLICE_MS): JobRecord {
  const deadline = context.ports.clock.now() + sliceMs;
  return worked(context, job.record, (its, held) => runNew(its, context.words, { ...job, record: held }, deadline));
}

function worked({ ports }: Context, record: JobRecord, work: (its: Deps, held: JobRecord) => JobRecord): JobRecord {
  const { store, clock } = ports;
  const held: JobRecord = { ...record, refusal: null, leaseUntil: clock.now() + LEASE_MS };
  // What a person confirmed, for whose organisation, holds until the job ends; how fast it goes, and a test mode that
  // is switched on meanwhile, hold at once.
  const its: Deps = { ...ports, settings: () => ({ ...ports.settings(), customer: held.customer }) };
  const after = run();
  if (hasEnded(after)) forget(ports.triggers, store);
  return after;

  function run(): JobRecord {
    try {
      const done = work(its, held);
      // Within reach of the catch: what was written last may be refused only now.
      ports.flush();
      return done;
    } catch (error) {
      // A job whose lines could not be written has not begun: see begin-job.ts.
      const hasNoLines = KINDS[record.kind].work !== 'list' && (loadRecord(store) ?? record).first === 0;
      if (!(error instanceof Refused) || hasNoLines) throw error;
      return afterRefusal(ports, record, error);
    }
  }
}

/** One slice of this person's job, `sliceMs` milliseconds long; as it stands where it must not move now. */
export function advance(context: Context, jobId: string, sliceMs = SLICE_MS): Answer<JobRecord> {
  const { ports, alone, refuse } = context;
  const deadline = ports.clock.now() + sliceMs;
  return alone(() => {
    const record = jobNamed(context, jobId, isOwn(context));
    if ('ok' in record) return record;
    if (isForeign(record)) return refuse('newer-job');
    if (record.status === 'paused' || record.status === 'blocked') return answer(record);
    if (record.status === 'waiting' && (record.resumeAt ?? 0) > ports.clock.now()) return answer(record);
    return answer(work(context, record, deadline));
  }, 0);
}

/** Pause and stop: at once when nobody works; else the working slice finds the wish between two batches. */
export function command(context: Context, jobId: string, wish: Command): Answer<JobRecord> {
  const { ports } = context;
  const { store } = ports;
  const record = jobNamed(context, jobId, wish === 'stop' ? () => true : isFree(context));
  if ('ok' in record) return record;
  const refusal = refusedOf(() => leaveCommand(store, jobId, wish));
  if (refusal !== null && wish === 'pause') throw refusal;
  if (!ports.lock.take(WISH_WAIT_MS)) return answer(record);
  try {
    const now = jobNamed(context, jobId);
    if ('ok' in now) return answer(loadRecord(store) ?? record);
    if (refusal !== null) return answer(stopUnwritten(ports, now, refusal));
    // The slice that held the lock has carried the wish out already: running it again would undo a pause.
    if (commandFor(store, jobId) === null) return answer(now);
    return answer(isForeign(now) ? giveUpForeign(ports, now) : work(context, now, Infinity));
  } finally {
    leave(ports);
  }
}

/** Not even the wish could be left, for the store is full. */
function refusedOf(leave: () => void): Refused | null {
  try {
    leave();
    return null;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** This build cannot read its lines, so it can only end it: what was mailed, a refresh has to ask Google. */
function giveUpForeign({ store, clock }: Deps, record: JobRecord): JobRecord {
  const ended = { ...giveUp(record, 'newer-job'), ...leaseFrom('stopped', clock.now(), null) };
  distrust(store, clock.now());
  clearCommand(store);
  saveRecord(store, ended);
  return ended;
}

/** What a person resumes is their job, no longer the schedule's; the trigger says that it stays (`scheduled`). */
export function resumeJob(context: Context, jobId: string, scheduled = false): Answer<JobRecord> {
  const { ports, alone, refuse } = context;
  const { store } = ports;
  const asked = jobNamed(context, jobId, isFree(context));
  if ('ok' in asked) return asked;
  if (isForeign(asked)) return refuse('newer-job');
  // A pause that the working slice has not come to yet is simply taken back.
  const pausing = commandFor(store, jobId) === 'pause';
  if (pausing) clearCommand(store);
  const resumed = alone<JobRecord>(() => {
    const record = jobNamed(context, jobId, isFree(context));
    if ('ok' in record) return record;
    clearCommand(store);
    const next = resume(record, { ...ports, scheduled, now: ports.clock.now() });
    saveRecord(store, next);
    return answer(next);
  });
  return pausing && !resumed.ok && resumed.problem.code === 'busy' ? answer(loadRecord(store) ?? asked) : resumed;
}
