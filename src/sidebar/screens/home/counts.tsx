// How many accounts are in which state: a bar, its legend in words and numbers, how old it is, and Refresh.
import type { ComponentChildren, JSX } from 'preact';
import { GOOGLE_STATES } from '../../../core/accounts/account';
import type { AccountState, GoogleState, Overview } from '../../../core/contract/rpc';
import { Button, CheckSetup } from '../../parts/button';
import { MenuButton } from '../../parts/menu-button';
import { Told } from '../../parts/messages';
import { Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { useNow } from '../../state/hooks';
import { isBusy } from '../../state/store';
import { words } from '../../words';

const { counts: told } = words;

type Shown = AccountState | 'unknown';

const ALWAYS: readonly Shown[] = GOOGLE_STATES;
/** Shown only when there are any. */
const SOMETIMES: readonly Shown[] = ['NOT_LISTED', 'unknown'];

/** What can be refreshed alone: each state, and all whom somebody has invited. */
const PARTS: readonly (readonly GoogleState[])[] = [
  ...GOOGLE_STATES.map(state => [state]),
  ['INVITED', 'ACCEPTED', 'DECLINED'],
];
export const namesOf = (states: readonly GoogleState[]): string =>
  states.map(state => told.statesOfMany[state]).join(', ');

export const countAll = (counts: Overview['counts']): number =>
  [...ALWAYS, ...SOMETIMES].reduce((sum, state) => sum + counts[state], 0);

export function Counts({
  app,
  state,
  overview,
  primary,
  children,
}: ScreenProps & {
  readonly overview: Overview;
  readonly primary: boolean;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { counts, refreshedAt, refreshedPart, asOf } = overview;
  const now = useNow(app, 20_000) + state.skew;
  const since = (time: string): number => (now - Date.parse(time)) / 1000;
  const parts = [...ALWAYS, ...SOMETIMES.filter(name => counts[name] > 0)].map(name => [name, counts[name]] as const);
  const busy = state.pending === 'refresh';
  return (
    <section aria-label={told.title}>
      {countAll(counts) > 0 && (
        <div class="bar states" role="img" aria-label={told.summary(parts)}>
          {parts
            .filter(([, count]) => count > 0)
            .map(([name, count]) => (
              <span key={name} class={`state-${name}`} style={{ flexGrow: count }} />
            ))}
        </div>
      )}
      <ul class="legend">
        {parts.map(([name, count]) => (
          <li key={name}>
            <span class={`dot state-${name}`} />
            <b>{words.number(count)}</b> {(counts[name] === 1 ? told.states : told.statesOfMany)[name]}
          </li>
        ))}
      </ul>
      {asOf !== null && <Quiet>{told.asOf(since(asOf))}</Quiet>}
      <div class="row">
        <span class="quiet">
          {refreshedAt === null ? told.never : told.refreshed(since(refreshedAt))}
          {refreshedPart !== null && (
            <>
              <br />
              {namesOf(refreshedPart.states)}: {told.ago(since(refreshedPart.at))}
            </>
          )}
        </span>
        <div class="line">
          <Button id="refresh" look={primary ? 'primary' : 'plain'} off={isBusy(state)} onClick={app.refresh}>
            {busy ? told.opening : told.refresh}
          </Button>
          <MenuButton
            id="refresh-part"
            label={told.choose}
            off={isBusy(state)}
            items={PARTS.map(states => ({
              key: states.join(),
              text: told.only(namesOf(states)),
              choose: () => void app.refresh(states),
            }))}
          />
        </div>
      </div>
      <Told state={state} place="list">
        <CheckSetup app={app} />
      </Told>
      {children}
    </section>
  );
}
