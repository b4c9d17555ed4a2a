// What a job did: the number that went well, and the rest grouped by reason with what to do about each.
import type { JSX } from 'preact';
import { hasEnded } from '../../core/contract/job-status';
import { isActionKind, isCheckKind, isLineKind, type JobKind, KINDS } from '../../core/contract/kinds';
import type { JobView } from '../../core/contract/rpc';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { ProblemBox, Told } from '../parts/messages';
import { Group } from '../parts/result-group';
import { Page } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy } from '../state/store';
import { words } from '../words';
import { CheckResult } from './check-result';
import { namesOf } from './home/counts';

const { result: told } = words;

/** What became of a job that has ended, in a few words. */
function titleOf({ kind, status, counts }: JobView): string {
  const { title, none, notComplete } = words.result;
  if (status === 'stopped') return title.stopped[kind];
  if (!isLineKind(kind) && counts.unknown > 0) return notComplete;
  return isActionKind(kind) && counts.done === 0 ? none[kind] : title.done[kind];
}

/** What the first screen tells: the title where it says more than the numbers, and the numbers where any are. */
const TOLD: Readonly<Record<JobKind, 'title' | 'numbers' | 'both'>> = {
  send: 'numbers',
  remind: 'both',
  cancel: 'numbers',
  check: 'numbers',
  refresh: 'title',
};
export function lastOf(job: JobView): string {
  const { kind, status, counts } = job;
  const title = titleOf(job);
  if (TOLD[kind] === 'title') return told.last([title]);
  // Nobody looks any more whose outcome was open when the job ended.
  const numbers = words.job.tally(kind, { ...counts, checking: 0, unknown: counts.unknown + counts.checking });
  return told.last(status === 'stopped' || TOLD[kind] === 'both' ? [title, numbers] : [numbers]);
}

export function ResultScreen({ app, state, job }: ScreenProps & { readonly job: JobView }): JSX.Element {
  const { kind } = job;
  if (isCheckKind(kind)) return <CheckResult app={app} state={state} job={job} />;
  const stopped = job.status === 'stopped';
  const acts = isActionKind(kind);
  const { done, refused, unknown, skipped, queued, checking } = job.counts;
  // Whoever the preview had skipped keeps the mark, and the next job would take it up. Before the job was over, the
  // number was another.
  const { overview } = state;
  const known = overview?.job ?? null;
  const stillMarked = known?.id === job.id && hasEnded(known) ? (overview?.marked ?? 0) : 0;
  const missed = refused + unknown + skipped + queued + checking;
  const fine = !stopped && missed === 0 && job.problem === null && (!acts || done > 0);
  return (
    <Page title={titleOf(job)}>
      {acts && (
        <div class={`line ${fine ? 'fine' : ''}`}>
          <Icon name={fine ? 'done' : 'info'} />
          <p>{missed === 0 ? told.fine(kind, done) : told.mixed(kind, done, job.total)}.</p>
        </div>
      )}
      {job.only !== null && !stopped && <p>{told.only(namesOf(job.only))}</p>}
      {job.refreshed !== null && <Changes changes={job.refreshed} />}
      {acts && queued > 0 && <p>{told.left[kind](queued)}</p>}
      {acts && checking > 0 && <p>{told.unclear(checking)}</p>}
      {job.problem !== null && <ProblemBox problem={job.problem} />}
      {job.groups.map(group => (
        <Group key={group.kind + group.reason} group={group} />
      ))}
      {KINDS[kind].fromMarks && (stopped ? missed : refused + unknown) > 0 && <p>{told.keep}</p>}
      {KINDS[kind].clearsMarks && stillMarked > 0 && <p>{told.stillMarked(stillMarked)}</p>}
      <Told state={state} place="result" />
      <div class="buttons foot">
        <Button look="primary" onClick={app.home}>
          {words.done}
        </Button>
        {KINDS[kind].canBeCancelled && done > 0 && (
          <Button look="link" off={isBusy(state)} onClick={() => app.preview('cancel', { from: 'job', job: job.id })}>
            {words.followUp.cancelJob}
          </Button>
        )}
        {acts && (
          <Button look="link" off={isBusy(state)} onClick={() => app.showActivity(job.id, 'result')}>
            {told.activity}
          </Button>
        )}
      </div>
    </Page>
  );
}

function Changes({ changes }: { readonly changes: NonNullable<JobView['refreshed']> }): JSX.Element {
  return (
    <dl class="numbers">
      {(['listed', 'added', 'changed', 'gone'] as const).map(name => (
        <div key={name}>
          <dt>{words.result[name]}</dt>
          <dd>{words.number(changes[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
