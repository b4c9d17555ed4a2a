// A small form that asks which rows to mark: by state, domain, days since the invitation, text, and only what is selected or visible.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { STATES } from '../core/account';
import type { MarkFilter } from '../core/rpc';
import type { Props } from './hooks';
import { Button } from './ui';
import { words } from './words';


export function MarkForm({ app, state, close }: Props & { readonly close: () => void }): JSX.Element {
  const [filter, set] = useState<MarkFilter>({ state: null, domain: '', invitedDays: null, text: '', selected: false, visible: false });
  const [days, setDays] = useState('');
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const off = state.pending !== null;
  const isWrong = days.trim() !== '' && !/^\d{1,4}$/.test(days.trim());
  const { form } = words.marks;
  const mark = (): void => {
    if (!off && !isWrong) void app.mark({ ...filter, invitedDays: days.trim() === '' ? null : Number(days) });
  };
  const flag = (name: 'selected' | 'visible', text: string): JSX.Element => (
    <label><input type="checkbox" checked={filter[name]} onChange={event => set({ ...filter, [name]: event.currentTarget.checked })} /><span>{text}</span></label>
  );
  return (
    <form class="box" aria-labelledby="mark-form" onSubmit={event => { event.preventDefault(); mark(); }} onKeyDown={event => { if (event.key === 'Escape') close(); }}>
      <div class="text">
        <h3 id="mark-form">{form.title}</h3>
        <div class="field">
          <label for="mark-state">{form.state}</label>
          <select id="mark-state" ref={first} value={filter.state ?? ''} onChange={event => set({ ...filter, state: STATES.find(each => each === event.currentTarget.value) ?? null })}>
            <option value="">{form.anyState}</option>
            {STATES.map(each => <option key={each} value={each}>{words.counts.states[each]}</option>)}
          </select>
        </div>
        <div class="field">
          <label for="mark-domain">{form.domain}</label>
          <input id="mark-domain" type="text" autocomplete="off" spellcheck={false} value={filter.domain} onInput={event => set({ ...filter, domain: event.currentTarget.value })} />
        </div>
        <div class="field">
          <label for="mark-days">{form.days}</label>
          <input id="mark-days" type="text" inputMode="numeric" autocomplete="off" value={days} aria-describedby={isWrong ? 'mark-days-fault' : undefined} onInput={event => setDays(event.currentTarget.value)} />
          {isWrong && <p id="mark-days-fault" class="fault" role="alert">{form.wrongDays}</p>}
        </div>
        <div class="field">
          <label for="mark-text">{form.text}</label>
          <input id="mark-text" type="text" autocomplete="off" spellcheck={false} value={filter.text} onInput={event => set({ ...filter, text: event.currentTarget.value })} />
        </div>
        {flag('selected', form.selected)}
        {flag('visible', form.visible)}
        <p class="quiet">{form.visibleHint}</p>
        <div class="buttons">
          <button type="submit" class="plain" aria-disabled={off || isWrong ? 'true' : undefined}>{form.mark}</button>
          <Button onClick={close}>{form.close}</Button>
        </div>
      </div>
    </form>
  );
}
