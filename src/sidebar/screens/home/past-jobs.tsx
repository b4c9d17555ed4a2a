// The last jobs that ended, and the way to cancel what one of them sent.
import type { JSX } from 'preact';
import { KINDS } from '../../../core/contract/kinds';
import type { PastJob } from '../../../core/contract/rpc';
import { momentOf } from '../../dates';
import { Button } from '../../parts/button';
import { Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';

const { followUp } = words;

export function PastJobs({ app, state, jobs }: ScreenProps & { readonly jobs: readonly PastJob[] }): JSX.Element {
  if (jobs.length === 0) return <Quiet>{followUp.noJobs}</Quiet>;
  return (
    <ul class="jobs">
      {jobs.map(job => (
        <li key={job.id}>
          <b>{followUp.job(job.action, job.done, job.total)}</b>
          <span class="quiet">{[momentOf(job.at), job.by].filter(text => text !== '').join(', ')}</span>
          {KINDS[job.action].canBeCancelled && job.done > 0 && (
            <Button look="link" off={isBusy(state)} onClick={() => app.preview('cancel', { from: 'job', job: job.id })}>
              {followUp.cancelJob}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
