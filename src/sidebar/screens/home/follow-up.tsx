// Following up on what was sent: reminders, cancelling what an earlier job sent, and the accounts that an invitation
// did not bring in.
import type { JSX } from 'preact';
import type { Overview } from '../../../core/contract/rpc';
import { Asked } from '../../parts/asked';
import { Fold } from '../../parts/fold';
import type { ScreenProps } from '../../state/app';
import { words } from '../../words';
import { PastJobs } from './past-jobs';
import { Reminders } from './reminders';
import { daily } from './schedule';
import { Unanswered } from './unanswered';

const { followUp } = words;

export function FollowUp({ app, state, overview }: ScreenProps & { readonly overview: Overview }): JSX.Element {
  const { remindersAt } = overview;
  return (
    <section aria-labelledby="follow-up">
      <h2 id="follow-up">{followUp.title}</h2>
      <Fold
        title={
          <>
            {followUp.reminders}
            {BACKGROUND && remindersAt !== null && (
              <span class="quiet"> {daily(remindersAt, app.now() + state.skew)}</span>
            )}
          </>
        }
      >
        {() => <Reminders app={app} state={state} overview={overview} />}
      </Fold>
      <Fold title={followUp.pastJobs}>
        {() => <Asked ask={app.reads.pastJobs}>{jobs => <PastJobs app={app} state={state} jobs={jobs} />}</Asked>}
      </Fold>
      <Fold title={followUp.unanswered}>
        {() => <Asked ask={app.reads.unanswered}>{found => <Unanswered found={found} />}</Asked>}
      </Fold>
    </section>
  );
}
