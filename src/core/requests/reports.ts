// What the page asks of jobs that ended: the last of them, and the accounts that they did not bring in.
import { pastJobsOf } from '../activity/job-history';
import { unansweredOf } from '../activity/non-responders';
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import type { Answer, PastJob, Unanswered } from '../contract/rpc';
import { hasEnded, loadRecord } from '../jobs/job';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';

export function makeAftermath(deps: Deps, no: (code: ProblemCode) => Answer<never>) {
  const lines = () => rowsIn(deps.activity);
  return {
    pastJobs: (): Answer<readonly PastJob[]> => {
      const record = loadRecord(deps.store);
      return answer(pastJobsOf(lines(), record === null || hasEnded(record) ? null : record.id));
    },
    unanswered: (): Answer<Unanswered> => {
      const sheet = deps.accounts.read();
      return sheet === null ? no('no-sheet') : answer(unansweredOf(sheet.rows, lines(), deps.clock.now()));
    },
  };
}
