// How many accounts are in which state: a bar, its legend in words and numbers, how old it is, and Refresh.
import type { JSX } from 'preact';
import { GOOGLE_STATES } from '../core/account';
import type { AccountState, Overview } from '../core/rpc';
import { useNow, type Props } from './hooks';
import { Button, CheckSetup, ProblemBox } from './ui';
import { words } from './words';

type Shown = AccountState | 'unknown';

const ALWAYS: readonly Shown[] = GOOGLE_STATES;
/** Shown only when there are any. */
const SOMETIMES: readonly Shown[] = ['NOT_LISTED', 'unknown'];

export const countAll = (counts: Overview['counts']): number => [...ALWAYS, ...SOMETIMES].reduce((sum, state) => sum + counts[state], 0);

export function Counts({ app, state, overview, primary }: Props & { readonly overview: Overview; readonly primary: boolean }): JSX.Element {
  const { counts, refreshedAt } = overview;
  const now = useNow(app, 20_000) + state.skew;
  const parts = [...ALWAYS, ...SOMETIMES.filter(name => counts[name] > 0)].map(name => [name, counts[name]] as const);
  const busy = state.pending === 'refresh';
  return (
    <section aria-label={words.counts.title}>
      {countAll(counts) > 0 && (
        <div class="bar states" role="img" aria-label={words.counts.summary(parts)}>
          {parts.filter(([, count]) => count > 0).map(([name, count]) => <span key={name} class={`state-${name}`} style={{ flexGrow: count }} />)}
        </div>
      )}
      <ul class="legend">
        {parts.map(([name, count]) => (
          <li key={name}><span class={`dot state-${name}`} /><b>{words.number(count)}</b> {(counts[name] === 1 ? words.counts.states : words.counts.statesOfMany)[name]}</li>
        ))}
      </ul>
      <div class="row">
        <span class="quiet">{refreshedAt === null ? words.counts.never : words.counts.refreshed((now - Date.parse(refreshedAt)) / 1000)}</span>
        <Button id="refresh" look={primary ? 'primary' : 'plain'} off={state.pending !== null} onClick={app.refresh}>{busy ? words.counts.opening : words.counts.refresh}</Button>
      </div>
      {state.problem?.place === 'list' && <ProblemBox problem={state.problem.problem}><CheckSetup app={app} /></ProblemBox>}
    </section>
  );
}
