// Following up on what was sent: reminders, cancelling what an earlier job sent, and the accounts that an invitation did not
// bring in.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isPolicy, POLICY_LIMITS } from '../../../core/contract/reminder-policy';
import type { Answer, Overview, PastJob, Problem, ReminderPolicy, Unanswered } from '../../../core/contract/rpc';
import { AddressFold } from '../../parts/address-list';
import { Button, Fold, ProblemBox, Prose } from '../../parts/ui';
import type { Props } from '../../state/hooks';
import { isBusy } from '../../state/store';
import { nameOf, words } from '../../words';
import { daily, Schedule } from './schedule';

const { followUp } = words;
const WHEN = new Intl.DateTimeFormat(words.tag, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

type Here = Props & { readonly overview: Overview };

export function FollowUp({ app, state, overview }: Here): JSX.Element {
  const { remindersAt } = overview;
  return (
    <>
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
        {() => <Asked ask={app.reads.unanswered}>{found => <NotBroughtIn found={found} />}</Asked>}
      </Fold>
    </>
  );
}

/** What the overview tells of the schedule, or of what changes who is next. */
const newsIn = ({ remindersAt, refreshedAt, job, notices }: Overview): string =>
  JSON.stringify([remindersAt, refreshedAt, job?.id, job?.status, notices]);

type Take<T> = (value: T) => void;
/**
 * Asks the server when it appears and whenever `news` is another, and shows what came last. `take`: what the server
 * answered to something else that the person did there.
 */
function Asked<T>({
  ask,
  news = '',
  children,
}: {
  readonly ask: () => Promise<Answer<T>>;
  readonly news?: string;
  readonly children: (value: T, take: Take<T>) => JSX.Element;
}): JSX.Element {
  const [answer, set] = useState<Answer<T> | null>(null);
  const asked = useRef(0);
  const load = (): void => {
    const mine = ++asked.current;
    // What is shown stays until there is something newer to show, with whatever is typed in it.
    void ask().then(came => {
      if (mine === asked.current) set(shown => (came.ok || shown?.ok !== true ? came : shown));
    });
  };
  useEffect(load, [news]);
  if (answer === null)
    return (
      <p role="status" class="quiet">
        {followUp.loading}
      </p>
    );
  if (!answer.ok)
    return (
      <Failed
        problem={answer.problem}
        again={() => {
          set(null);
          load();
        }}
      />
    );
  return children(answer.value, value => {
    asked.current++;
    set({ ok: true, value });
  });
}
const Failed = ({ problem, again }: { readonly problem: Problem; readonly again: () => void }): JSX.Element => (
  <ProblemBox problem={problem}>
    <Button onClick={again}>{words.tryAgain}</Button>
  </ProblemBox>
);

function Reminders({ app, state, overview }: Here): JSX.Element {
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
      {followUp.policy[name].after}
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
      <div class="buttons">
        <Button id="remind" off={!fine || isBusy(state)} onClick={() => app.remind(policy)}>
          {followUp.remind}
        </Button>
      </div>
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
    <p class="quiet">
      <Prose text={words.job.notInBackground.answer} />
    </p>
  </div>
);

function PastJobs({ app, state, jobs }: Props & { readonly jobs: readonly PastJob[] }): JSX.Element {
  if (jobs.length === 0) return <p class="quiet">{followUp.noJobs}</p>;
  return (
    <ul class="jobs">
      {jobs.map(job => (
        <li key={job.id}>
          <b>{followUp.job(nameOf(job.action, job), job.done, job.total)}</b>
          <span class="quiet">
            {[...(job.at === null ? [] : [WHEN.format(new Date(job.at))]), job.by]
              .filter(text => text !== '')
              .join(', ')}
          </span>
          {job.action === 'send' && job.done > 0 && (
            <Button look="link" off={isBusy(state)} onClick={() => app.preview('cancel', { from: 'job', job: job.id })}>
              {followUp.cancelJob}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function NotBroughtIn({ found }: { readonly found: Unanswered }): JSX.Element {
  const { declined, ignored, ignoredDays, csv } = found;
  const count = declined.length + ignored.length;
  if (count === 0) return <p class="quiet">{followUp.nobody(ignoredDays)}</p>;
  return (
    <div class="help">
      {declined.length > 0 && <AddressFold addresses={declined} text={followUp.declined(declined.length)} />}
      {ignored.length > 0 && <AddressFold addresses={ignored} text={followUp.ignored(ignored.length, ignoredDays)} />}
      <h2>{followUp.options}</h2>
      <ul>
        {followUp.choices.map(choice => (
          <li key={choice}>{choice}</li>
        ))}
      </ul>
      <h2>{followUp.whatGoogleDoes}</h2>
      <ul>
        {followUp.conflict.map(text => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{followUp.file}</h2>
      <p>{followUp.fileWhat}</p>
      <Download text={csv} name="users-to-create.csv">
        {followUp.download(count)}
      </Download>
      <p class="quiet">{followUp.upload}</p>
    </div>
  );
}

/** A link to what the page holds already: nothing is stored anywhere else. */
function Download({
  text,
  name,
  children,
}: {
  readonly text: string;
  readonly name: string;
  readonly children: string;
}): JSX.Element {
  const [url, set] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    set(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <p>
      <a href={url} download={name}>
        {children}
      </a>
    </p>
  );
}
