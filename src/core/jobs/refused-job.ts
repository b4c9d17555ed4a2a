// A job that meets a refusal of the spreadsheet or of its store: it waits a little, and where the refusal lasts it is
// blocked with Google's words. Stopping it needs nothing that refuses.
import { rulesOf } from '../contract/kinds';
import { Refused } from '../google/refused';
import { REFUSED_WRITE_WAITS_MS } from '../google/retry-timing';
import type { Deps } from '../ports';
import * as job from './job';
import { clearCommand, commandFor, distrust, leaseFrom, loadRecord, type JobRecord } from './job';

/** `record`: as the run took it up; what it did since is in the store. */
export function afterRefusal(ports: Deps, record: JobRecord, refused: Refused): JobRecord {
  const { code, message } = refused;
  const now = ports.clock.now();
  const kept = loadRecord(ports.store) ?? record;
  const times = record.refusal?.google === message ? record.refusal.times + 1 : 1;
  // A fault that passes would leave lines as Queued for ever: what is said once more stays.
  const isStopped = times > 1 && commandFor(ports.store, record.id) === 'stop';
  if (isStopped) return stopUnwritten(ports, kept, { code, message });
  const wait = REFUSED_WRITE_WAITS_MS[times - 1];
  const met: JobRecord = { ...kept, refusal: { google: message, times } };
  const next = wait === undefined ? job.block(met, code, message) : job.wait(met, now + wait);
  const told: JobRecord = { ...next, ...leaseFrom(next.status, now, next.resumeAt) };
  // Where not even that can be kept, the next run would count from the beginning: the answer itself tells it.
  if (!isKept(ports, told)) throw refused;
  return told;
}

/**
 * Ends a job whose lines or rows cannot be written. What it mailed they may not say, so a refresh comes before the next
 * sending.
 */
export function stopUnwritten(ports: Deps, record: JobRecord, { code, message }: Pick<Refused, 'code' | 'message'>) {
  const { store, clock } = ports;
  const ended: JobRecord = {
    ...job.giveUp(record, code),
    problem: { code, google: message, link: null },
    ...leaseFrom('stopped', clock.now(), null),
  };
  clearCommand(store);
  const saved = end(ports, ended);
  if ((rulesOf(record.kind)?.verb ?? null) !== null) yielding(() => distrust(store, clock.now()));
  return saved;
}

/** A full store takes what is smaller than what it held: the groups of a job that has not ended are not needed. */
function isKept({ store }: Deps, record: JobRecord): boolean {
  if (yielding(() => job.saveRecord(store, record))) return true;
  job.forgetGroups(store);
  return yielding(() => job.saveRecord(store, record));
}

/** Without any record there is no job, which is as good an end. */
export function end(ports: Deps, record: JobRecord): JobRecord {
  if (!isKept(ports, record)) job.forgetRecord(ports.store);
  return record;
}

/** Whether it could be done. */
export function yielding(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
