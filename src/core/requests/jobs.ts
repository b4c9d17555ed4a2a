// The job there is: to begin a refresh, go on with a job, look at it, pause, stop, resume or take it over.
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Answer, GoogleState, JobView } from '../contract/rpc';
import { forget, want } from '../jobs/background';
import { advance, command, isOwn, jobNamed, resumeJob } from '../jobs/drive-job';
import { loadRecord, type JobRecord } from '../jobs/job';
import { viewOf } from '../jobs/job-view';
import { startRefresh } from '../jobs/start-job';

export function jobRequests(context: Context) {
  const { ports, refuse } = context;
  const seen = (moved: Answer<JobRecord>): Answer<JobView> => (moved.ok ? answer(viewOf(context, moved.value)) : moved);

  return {
    refresh: (states?: readonly GoogleState[]): Answer<JobView> =>
      seen(startRefresh(context, states === undefined ? {} : { states })),
    /** `sliceMs`: how long it works, in milliseconds; about a minute where nothing is said. */
    advance: (jobId: string, sliceMs?: number): Answer<JobView> => seen(advance(context, jobId, sliceMs)),
    progress: (): Answer<JobView | null> => {
      const record = loadRecord(ports.store);
      return answer(record === null ? null : viewOf(context, record));
    },
    pause: (jobId: string): Answer<JobView> => seen(command(context, jobId, 'pause')),
    stop: (jobId: string): Answer<JobView> => seen(command(context, jobId, 'stop')),
    resume: (jobId: string): Answer<JobView> => seen(resumeJob(context, jobId)),
    background: (jobId: string, on: boolean): Answer<JobView> => {
      const record = jobNamed(context, jobId, isOwn(context));
      if ('ok' in record) return record;
      if (ports.triggers === null) return refuse('not-built-in');
      if (on) want(ports.triggers, ports.store, record);
      else forget(ports.triggers, ports.store);
      return answer(viewOf(context, record));
    },
  };
}
