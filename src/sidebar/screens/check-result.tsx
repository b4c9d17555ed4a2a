// What a check found: who can be invited, who cannot and why that may be, and who has no answer; the eligible ones go
// into the sheet from here.
import type { ComponentProps, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Checked, JobView } from '../../core/contract/rpc';
import { AddressFold } from '../parts/address-list';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { Answered, ProblemBox, Told } from '../parts/messages';
import { Group } from '../parts/result-group';
import { Page } from '../parts/text';
import { Tick } from '../parts/tick';
import type { ScreenProps } from '../state/app';
import { isBusy } from '../state/store';
import { words } from '../words';
import { Reasons } from './look-up';

const { check } = words;

export function CheckResult({ app, state, job }: ScreenProps & { readonly job: JobView }): JSX.Element {
  const [lists, setLists] = useState<Checked | 'reading' | null>('reading');
  const [mark, setMark] = useState(true);
  useEffect(() => {
    void app.checked(job.id).then(setLists);
  }, [app, job.id]);
  const { eligible, done } = job.counts;
  const fine = done === job.total;
  const found = lists === 'reading' ? null : lists;
  const [added, setAdded] = useState(false);
  const isAbsent = found !== null && found.absent > 0 && !added;
  const add = async (addresses: readonly string[]): Promise<void> => {
    if (await app.addToSheet(addresses, mark || !isAbsent)) setAdded(true);
  };
  return (
    <Page title={words.result.title[job.status === 'stopped' ? 'stopped' : 'done'].check}>
      <div class={`line ${fine ? 'fine' : ''}`}>
        <Icon name={fine ? 'done' : 'info'} />
        <p>{check.found(eligible, job.total)}</p>
      </div>
      {job.problem !== null && <ProblemBox problem={job.problem} />}
      {lists === 'reading' && (
        <p role="status" class="quiet">
          {check.listing}
        </p>
      )}
      {lists === null && <p role="alert">{check.notLoaded}</p>}
      {found !== null && found.eligible.length > 0 && (
        <>
          <Found addresses={found.eligible} text={check.eligible(found.eligible.length)} />
          {found.declined > 0 && <p>{check.declined(found.declined)}</p>}
          {isAbsent && (
            <Tick on={mark} set={setMark}>
              {check.markToo}
            </Tick>
          )}
          {!added && (
            <Button
              id="add"
              look={isAbsent ? 'primary' : 'plain'}
              off={isBusy(state)}
              onClick={() => add(found.eligible)}
            >
              {isAbsent ? check.add : words.people.mark}
            </Button>
          )}
        </>
      )}
      <Answered state={state} />
      <Told state={state} place="result" />
      {found !== null && found.notEligible.length > 0 && (
        <Found addresses={found.notEligible} text={check.notEligible(found.notEligible.length)} below={<Reasons />} />
      )}
      {job.groups.map(group => (
        <Group key={group.kind + group.reason} group={group} />
      ))}
      <div class="buttons foot">
        <Button look={isAbsent ? 'plain' : 'primary'} onClick={app.home}>
          {words.done}
        </Button>
        <Button look="link" off={isBusy(state)} onClick={() => app.showActivity(job.id, 'result')}>
          {words.result.activity}
        </Button>
      </div>
    </Page>
  );
}

const Found = (given: ComponentProps<typeof AddressFold>): JSX.Element => (
  <AddressFold {...given} title={<b>{given.text}</b>} />
);
