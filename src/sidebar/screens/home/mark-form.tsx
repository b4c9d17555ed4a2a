// A small form that asks which rows to mark: by state, domain, days since the invitation, text, and only what is
// selected or visible.
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { STATES } from '../../../core/accounts/account';
import { faultOfFilter, type FilterFault } from '../../../core/accounts/mark-filter';
import type { MarkFilter } from '../../../core/contract/rpc';
import { Button } from '../../parts/button';
import { Field } from '../../parts/field';
import { Fault, Said, Told } from '../../parts/messages';
import { Buttons, Quiet } from '../../parts/text';
import { Tick } from '../../parts/tick';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { MarkCell, type Cell } from './mark-cell';

const MOST_COLUMNS = 3;

export function MarkForm({
  app,
  state,
  close,
  primary,
}: ScreenProps & { readonly close: () => void; readonly primary: boolean }): JSX.Element {
  const [filter, set] = useState<MarkFilter>({
    state: null,
    domain: '',
    invitedDays: null,
    text: '',
    selected: false,
    visible: true,
    cells: [],
  });
  const [days, setDays] = useState('');
  const [cells, setCells] = useState<readonly Cell[]>([]);
  const [headers, setHeaders] = useState<readonly string[]>([]);
  useEffect(() => {
    void app.reads.markColumns().then(answer => setHeaders(answer.ok ? answer.value : []));
  }, [app]);
  /** Told when it is asked for, and until something is changed: half a domain is no fault while it is typed. */
  const [fault, setFault] = useState<FilterFault | null>(null);
  const first = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const chosen = cells.filter(({ header }) => header !== '');
  // One more is offered below those that are chosen.
  const shown = chosen.length < MOST_COLUMNS ? [...chosen, { header: '', says: '' }] : chosen;
  const off = isBusy(state);
  const isWrong = days.trim() !== '' && !/^\d{1,4}$/.test(days.trim());
  const { form } = words.marks;
  const mark = (): void => {
    if (off || isWrong) return;
    const how = {
      ...filter,
      invitedDays: days.trim() === '' ? null : Number(days),
      cells: chosen,
    };
    const found = faultOfFilter(how);
    setFault(found);
    if (found !== null) return;
    // What was asked for is done: no old condition stays. Where it fitted nothing, it stays to be put right.
    void app.mark(how).then(hasMarked => {
      if (hasMarked) close();
    });
  };
  const change = (patch: Partial<MarkFilter>): void => {
    set({ ...filter, ...patch });
    setFault(null);
  };
  const daysFault = fault === 'days' ? form.faults.days : undefined;
  const flag = (name: 'selected' | 'visible'): JSX.Element => (
    <Tick on={filter[name]} set={on => change({ [name]: on })}>
      {form[name]}
    </Tick>
  );
  const text = (name: 'domain' | 'text'): JSX.Element => (
    <Field
      id={`mark-${name}`}
      label={form[name]}
      fault={name === 'domain' && fault === 'domain' ? form.faults.domain : undefined}
    >
      {common => (
        <input {...common} value={filter[name]} onInput={event => change({ [name]: event.currentTarget.value })} />
      )}
    </Field>
  );
  return (
    <form
      class="box"
      aria-labelledby="mark-form"
      onSubmit={event => {
        event.preventDefault();
        mark();
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') close();
      }}
    >
      <div class="text">
        <h3 id="mark-form">{form.title}</h3>
        <Field id="mark-state" label={form.state}>
          {({ id }) => (
            <select
              id={id}
              ref={first}
              value={filter.state ?? ''}
              onChange={event => change({ state: STATES.find(each => each === event.currentTarget.value) ?? null })}
            >
              <option value="">{form.anyState}</option>
              {STATES.map(each => (
                <option key={each} value={each}>
                  {words.counts.states[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {text('domain')}
        <Field id="mark-days" label={form.days} fault={isWrong ? form.wrongDays : daysFault}>
          {common => (
            <input
              {...common}
              inputMode="numeric"
              value={days}
              onInput={event => {
                setDays(event.currentTarget.value);
                setFault(null);
              }}
            />
          )}
        </Field>
        {text('text')}
        {headers.length > 0 &&
          shown.map((cell, at) => (
            <MarkCell
              key={at}
              app={app}
              at={at}
              headers={headers}
              cell={cell}
              change={next => setCells(shown.map((before, other) => (other === at ? next : before)))}
            />
          ))}
        {flag('selected')}
        {flag('visible')}
        <Quiet>{form.visibleHint}</Quiet>
        {fault === 'nothing' && <Fault>{form.faults.nothing}</Fault>}
        <Said state={state} place="marks" />
        <Told state={state} place="marks" />
        <Buttons>
          <button
            type="submit"
            class={primary ? 'primary' : 'plain'}
            aria-disabled={off || isWrong ? 'true' : undefined}
          >
            {form.mark}
          </button>
          <Button onClick={close}>{form.close}</Button>
        </Buttons>
      </div>
    </form>
  );
}
