// What the page asks of jobs that ended: the last of them, and the accounts that they did not bring in.
import { pastJobsOf } from '../activity/job-history';
import { namesOfPeople, unansweredOf } from '../activity/non-responders';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import { hasEnded } from '../contract/job-status';
import type { Answer, PastJob, Unanswered } from '../contract/rpc';
import { loadRecord } from '../jobs/job';
import { rowsIn } from '../sheets/columns';

export function reportRequests({ ports, words, refuse }: Context) {
  const lines = () => rowsIn(ports.activity);
  return {
    pastJobs: (): Answer<readonly PastJob[]> => {
      const record = loadRecord(ports.store);
      return answer(pastJobsOf(lines(), record === null || hasEnded(record) ? null : record.id));
    },
    unanswered: (): Answer<Unanswered> => {
      const sheet = ports.accounts.read();
      if (sheet === null) return refuse('no-sheet');
      const past = lines();
      // A read costs half a second: only where a comparison may have written names.
      const isCompared = past.some(({ action }) => action === 'compare');
      const names = namesOfPeople(isCompared ? rowsIn(ports.people) : []);
      return answer({ ...unansweredOf(sheet.rows, past, ports.clock.now(), names), help: words.unanswered });
    },
  };
}
