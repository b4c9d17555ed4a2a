// Reminders by hand, with the policy of the moment, and those on a schedule.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isPolicy, POLICY_LIMITS } from '../../../core/contract/reminder-policy';
import type { Overview, ReminderPolicy } from '../../../core/contract/rpc';
import { Asked } from '../../parts/asked';
import { Button } from '../../parts/button';
import { Fold } from '../../parts/fold';
import { Buttons, Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { Schedule } from './schedule';

const { followUp } = words;

/** What the overview tells of the schedule, or of what changes who is next. */
const newsIn = ({ remindersAt, refreshedAt, job, notices }: Overview): string =>
  JSON.stringify([remindersAt, refreshedAt, job?.id, job?.status, notices]);

export function Reminders({ app, state, overview }: ScreenProps & { readonly overview: Overview }): JSX.Element {
  const [policy, set] = useState(state.policy ?? overview.reminders);
  const fine = isPolicy(policy);
  const { days, most } = POLICY_LIMITS;
  const field = (name: keyof ReminderPolicy): JSX.Element => (
    <label class="blank">
      {followUp.policy[name].before}{' '}
      <input
        type="number"
        min={POLICY_LIMITS[name].from}
        max={POLICY_LIMITS[name].to}
        value={policy[name]}
        aria-invalid={fine ? undefined : 'true'}
        aria-describedby={fine ? undefined : 'policy-limits'}
        onInput={event => set({ ...policy, [name]: event.currentTarget.valueAsNumber })}
      />{' '}
      {followUp.policy[name].after(policy[name])}
    </label>
  );
  return (
    <div class="help">
      <p>{followUp.remindersWhat}</p>
      {field('days')}
      {field('most')}
      {!fine && (
        <p id="policy-limits" role="alert">
          {followUp.limits(days.from, days.to, most.from, most.to)}
        </p>
      )}
      <Buttons>
        <Button id="remind" off={!fine || isBusy(state)} onClick={() => app.remind(policy)}>
          {followUp.remind}
        </Button>
      </Buttons>
      <Fold title={followUp.schedule.title} open={overview.remindersAt !== null}>
        {() =>
          BACKGROUND ? (
            <Asked ask={app.reads.schedule} news={newsIn(overview)}>
              {(view, take) => <Schedule app={app} state={state} view={view} take={take} />}
            </Asked>
          ) : (
            <NoSchedule />
          )
        }
      </Fold>
    </div>
  );
}

const NoSchedule = (): JSX.Element => (
  <div class="help">
    <p>{followUp.schedule.what}</p>
    <Quiet>{words.job.notInBackground.answer}</Quiet>
  </div>
);
