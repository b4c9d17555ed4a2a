// What the page asks of jobs that ended: the last of them, and the accounts that they did not bring in.
import { pastJobsOf } from '../activity/job-history';
import { unansweredOf } from '../activity/non-responders';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import { hasEnded } from '../contract/job-status';
import type { Answer, PastJob, Unanswered } from '../contract/rpc';
import { loadRecord } from '../jobs/job';
import { rowsIn } from '../sheets/columns';

export function reportRequests({ ports, refuse }: Context) {
  const lines = () => rowsIn(ports.activity);
  return {
    pastJobs: (): Answer<readonly PastJob[]> => {
      const record = loadRecord(ports.store);
      return answer(pastJobsOf(lines(), record === null || hasEnded(record) ? null : record.id));
    },
    unanswered: (): Answer<Unanswered> => {
      const sheet = ports.accounts.read();
      return sheet === null ? refuse('no-sheet') : answer(unansweredOf(sheet.rows, lines(), ports.clock.now()));
    },
  };
}
