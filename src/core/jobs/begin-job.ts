// Begins a job that was confirmed. One whose lines could not be written has not begun.
import type { Context } from '../context';
import { answer } from '../contract/answer';
import { hasEnded } from '../contract/job-status';
import type { Answer } from '../contract/rpc';
import { Refused } from '../google/refused';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { workOnNew } from './drive-job';
import { giveUp, leaseFrom, loadRecord, type JobRecord } from './job';
import { end, yielding } from './refused-job';
import { newJob, queueJob, type Confirmed } from './start-job';

/** `goOn`: works on it in the same call; else it is only queued. The caller holds the lock. */
export function beginJob(context: Context, confirmed: Confirmed, goOn = false): Answer<JobRecord> {
  const { ports, refuse, words } = context;
  try {
    return answer(goOn ? workOnNew(context, newJob(context, confirmed)) : queueJob(context, confirmed));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const record = loadRecord(ports.store);
    // Where the lines are there after all, or nobody can tell, the job goes on as after a run that was killed.
    if (record !== null && !hasEnded(record) && !mayHaveLines(ports, record.id))
      end(ports, { ...giveUp(record, 'not-begun'), ...leaseFrom('stopped', ports.clock.now(), null) });
    return refuse(error.code, words.googleSays(error.message));
  }
}

function mayHaveLines({ activity }: Deps, id: string): boolean {
  let lines = true;
  yielding(() => {
    lines = rowsIn(activity).some(line => line.job === id);
  });
  return lines;
}
