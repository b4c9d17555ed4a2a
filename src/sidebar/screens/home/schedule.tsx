// Reminders on a schedule: whether they are on and whose they are, what the last run did, who is next, and the switch.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { PER_RUN } from '../../../core/contract/reminder-policy';
import type { Problem, ScheduleView } from '../../../core/contract/rpc';
import { numberIn } from '../../../core/words/format';
import { momentOf } from '../../dates';
import { AddressFold } from '../../parts/address-list';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { ProblemBox } from '../../parts/messages';
import { Buttons, Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';

const schedule = words.followUp.scheduled;
const isPast = (iso: string, now: number): boolean => Date.parse(iso) <= now;
/** Beside the title of the reminders. `now`: by the server's clock. */
export const daily = (nextAt: string, now: number): string =>
  schedule.daily(isPast(nextAt, now) ? null : momentOf(nextAt));

type Given = ScreenProps & { readonly view: ScheduleView };
type Here = Given & { readonly change: (on: boolean, perRun: number, typed: number | null) => void };

export function Schedule({
  app,
  state,
  view,
  take,
}: Given & { readonly take: (view: ScheduleView) => void }): JSX.Element {
  const [switched, setSwitched] = useState<ScheduleView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const part = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: what came of it takes its place.
  useLayoutEffect(() => {
    if (switched !== null) part.current?.focus();
  }, [switched]);
  const change: Here['change'] = (on, perRun, typed) => {
    setProblem(null);
    void app.switchSchedule(on, perRun, typed).then(answer => {
      if (answer?.ok === true) {
        take(answer.value);
        setSwitched(answer.value);
      } else if (answer !== null) setProblem(answer.problem);
    });
  };
  const here = { app, state, view, change };
  return (
    <div class="help" ref={part} tabIndex={-1}>
      {view.state === 'on' ? <On {...here} /> : <Off {...here} />}
      {problem !== null && <ProblemBox problem={problem} />}
    </div>
  );
}

const Last = ({ view }: { readonly view: ScheduleView }): JSX.Element => (
  <Quiet>{view.last === null ? schedule.never : schedule.last(momentOf(view.last.at), view.last.text)}</Quiet>
);

function Due({ addresses }: { readonly addresses: readonly string[] }): JSX.Element {
  const text = schedule.due(addresses.length);
  return addresses.length === 0 ? <p>{text}</p> : <AddressFold addresses={addresses} text={text} />;
}

function Off(here: Here): JSX.Element {
  const { view } = here;
  const { ended } = view;
  return (
    <>
      {ended !== null && (
        <p>
          <b>{ended.mine ? schedule.wasOffMine(momentOf(ended.at)) : schedule.wasOff(ended.by, momentOf(ended.at))}</b>
        </p>
      )}
      <p>{words.followUp.schedule.what}</p>
      <p>{schedule.policy(view.policy.days, view.policy.most)}</p>
      <p>{schedule.asYou}</p>
      <Due addresses={view.next} />
      <SwitchOn {...here} usual={PER_RUN.usually} label={schedule.on} />
      {view.last !== null && <Last view={view} />}
    </>
  );
}

function SwitchOn({
  state,
  view,
  change,
  usual,
  label,
}: Here & { readonly usual: number; readonly label: string }): JSX.Element {
  const [perRun, setPerRun] = useState(usual);
  const [typed, setTyped] = useState('');
  const fine = Number.isInteger(perRun) && perRun >= PER_RUN.from && perRun <= PER_RUN.to;
  const mustType = fine && perRun > view.typeAbove;
  const number = mustType ? numberIn(typed) : null;
  const ready = fine && (!mustType || number === perRun) && !isBusy(state);
  return (
    <>
      <label class="blank">
        {schedule.perRun.before}{' '}
        <input
          type="number"
          id="per-run"
          min={PER_RUN.from}
          max={PER_RUN.to}
          value={perRun}
          aria-invalid={fine ? undefined : 'true'}
          aria-describedby={fine ? 'per-run-why' : 'per-run-limits'}
          onInput={event => setPerRun(event.currentTarget.valueAsNumber)}
        />{' '}
        {schedule.perRun.after(perRun)}
      </label>
      {fine ? (
        <p id="per-run-why" class="quiet">
          {schedule.why}
        </p>
      ) : (
        <p id="per-run-limits" role="alert">
          {schedule.perRunLimits(PER_RUN.from, PER_RUN.to)}
        </p>
      )}
      {mustType && (
        <Field id="per-run-number" label={schedule.type(perRun, view.typeAbove)}>
          {common => (
            <input
              {...common}
              inputMode="numeric"
              value={typed}
              onInput={event => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Buttons>
        <Button
          id="switch-on"
          off={!ready}
          why={mustType ? 'per-run-number-why' : undefined}
          onClick={() => change(true, perRun, number)}
        >
          {state.pending === 'schedule' ? schedule.working : label}
        </Button>
      </Buttons>
    </>
  );
}

function On(here: Here): JSX.Element {
  const { app, state, view, change } = here;
  const { nextAt, next, more, trouble, mine } = view;
  const isSoon = nextAt === null || isPast(nextAt, app.now() + state.skew);
  return (
    <>
      <p>
        <b>{mine ? schedule.isOnMine : schedule.isOn(view.by)}</b> {schedule.most(view.perRun)}
      </p>
      {trouble !== null && <ProblemBox problem={trouble} />}
      {trouble?.code === 'schedule-lost' && mine && <SwitchOn {...here} usual={view.perRun} label={schedule.again} />}
      <p>{schedule.policy(view.policy.days, view.policy.most)}</p>
      <Last view={view} />
      <p>{isSoon ? schedule.soon : schedule.nextAt(momentOf(nextAt))}</p>
      <Due addresses={next} />
      {more > 0 && <Quiet>{schedule.more(more)}</Quiet>}
      {!mine && <Quiet>{schedule.theirs}</Quiet>}
      <Buttons>
        <Button id="switch-off" off={isBusy(state)} onClick={() => change(false, PER_RUN.usually, null)}>
          {state.pending === 'schedule' ? schedule.working : schedule.off}
        </Button>
      </Buttons>
      <Quiet>{schedule.offWhat}</Quiet>
    </>
  );
}
