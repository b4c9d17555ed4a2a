// What a check found: who can be invited, who cannot and why that may be, and who has no answer; the eligible ones go into the sheet from here.
import type { JSX } from 'preact';
import type { JobView } from '../core/rpc';
import { Group } from './group';
import type { Props } from './hooks';
import { Button, Heading, Icon, ProblemBox } from './ui';
import { words } from './words';

export function CheckResult({ app, state, job }: Props & { readonly job: JobView }): JSX.Element {
  const { eligible, done } = job.counts;
  return (
    <section>
      <Heading>{words.result.title[job.status === 'stopped' ? 'stopped' : 'done'].check}</Heading>
      <div class={`line ${done === job.total ? 'fine' : ''}`}>
        <Icon name={done === job.total ? 'done' : 'info'} />
        <p>{words.check.found(eligible, job.total)}</p>
      </div>
      {job.problem !== null && <ProblemBox problem={job.problem} />}
      {job.groups.map(group => <Group key={group.kind + group.reason} group={group} />)}
      {state.problem?.place === 'result' && <ProblemBox problem={state.problem.problem} />}
      <div class="buttons foot">
        <Button look="primary" onClick={app.home}>{words.done}</Button>
        <Button look="link" off={state.pending !== null} onClick={() => app.showActivity(job.id, 'result')}>{words.result.activity}</Button>
      </div>
    </section>
  );
}
