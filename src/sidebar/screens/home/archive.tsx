// Archiving old lines of the Activity sheet: how old, what would move and what stays, and what was moved.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer, Archived, ArchivePlan } from '../../../core/contract/rpc';
import { dayOf } from '../../dates';
import { Button } from '../../parts/button';
import { ProblemBox } from '../../parts/messages';
import { Buttons, Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';

const { archive } = words;
const AGES = [90, 180, 365, 730] as const;

export function Archive({ app, state }: ScreenProps): JSX.Element {
  const [days, choose] = useState<number>(AGES[1]);
  const [plan, setPlan] = useState<Answer<ArchivePlan> | null>(null);
  const [moved, setMoved] = useState<Answer<Archived> | null>(null);
  const moving = state.pending === 'archive';
  useEffect(() => {
    let current = true;
    setPlan(null);
    void app.reads.previewArchive(days).then(answer => {
      if (current) setPlan(answer);
    });
    return () => {
      current = false;
    };
    // What was moved is no longer there to be moved.
  }, [days, moved]);
  const move = async (): Promise<void> => {
    const answer = await app.archive(days);
    if (answer !== null) setMoved(answer);
  };
  const count = plan?.ok === true ? plan.value.lines : 0;
  return (
    <div class="help">
      <p>{archive.what}</p>
      <p>{archive.stays}</p>
      <label class="language">
        {archive.older}
        <select
          id="archive-age"
          disabled={moving}
          value={days}
          onChange={event => {
            setMoved(null);
            choose(Number(event.currentTarget.value));
          }}
        >
          {AGES.map(age => (
            <option key={age} value={age}>
              {archive.days(age)}
            </option>
          ))}
        </select>
      </label>
      {moved !== null && !moved.ok && <ProblemBox problem={moved.problem} />}
      <div role="status">
        {moved?.ok === true && <p>{archive.done(moved.value.lines, moved.value.sheet)}</p>}
        {plan === null && !moving && <Quiet>{archive.loading}</Quiet>}
        {plan?.ok === true && <Plan plan={plan.value} days={days} />}
      </div>
      {plan?.ok === false && <ProblemBox problem={plan.problem} />}
      <Buttons>
        <Button id="archive" off={count === 0 || isBusy(state)} onClick={move}>
          {moving ? archive.moving : archive.move(count)}
        </Button>
      </Buttons>
    </div>
  );
}

function Plan({ plan, days }: { readonly plan: ArchivePlan; readonly days: number }): JSX.Element {
  return (
    <>
      <p>{plan.lines === 0 ? archive.none : archive.plan(plan.lines, dayOf(plan.from), dayOf(plan.to))}</p>
      {plan.open > 0 && <p>{archive.open(plan.open)}</p>}
      {plan.days > days && <p>{archive.longer(plan.days)}</p>}
    </>
  );
}
