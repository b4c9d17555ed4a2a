// What the page asks of jobs that ended: the last of them, and the accounts that they did not bring in.
import { rowsIn } from './columns';
import { pastJobsOf } from './past-jobs';
import type { Deps } from './ports';
import { answer, type ProblemCode } from './problem';
import { hasEnded, loadRecord } from './record';
import type { Answer, PastJob, Unanswered } from './rpc';
import { unansweredOf } from './unanswered';

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
