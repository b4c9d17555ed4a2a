// The preview: exactly who would be mailed or cancelled, who not and why, and the one button that names the number.
import type { JSX } from 'preact';
import { hasEnded } from '../../core/contract/job-status';
import { KINDS } from '../../core/contract/kinds';
import type { PlanView } from '../../core/contract/rpc';
import { DAY } from '../../core/contract/time';
import { AddressFold, AddressList } from '../parts/address-list';
import { Button } from '../parts/button';
import { Fold } from '../parts/fold';
import { Field } from '../parts/field';
import { NewNote, Note, ProblemBox } from '../parts/messages';
import { Skipped } from '../parts/skipped';
import { Tick } from '../parts/tick';
import { Buttons, Page, Quiet, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isTyped } from '../state/preview';
import { isBusy, type PreviewScreen as Screen } from '../state/store';
import { words } from '../words';

const { preview: told } = words;

type Here = ScreenProps & { readonly screen: Screen };

export function PreviewScreen({ app, state, screen }: Here): JSX.Element {
  const { action, source, plan, options, loading, starting, typed, changed, problem } = screen;
  const marks = source.from === 'marks';
  const confirm = source.from === 'reminders' ? told.remind : told.confirm[action];
  const other = state.overview?.job ?? null;
  const count = plan?.addresses.length ?? 0;
  const untyped = !isTyped(screen);
  const resting = loading || starting || problem !== null || isBusy(state);
  return (
    <Page title={told.from[source.from]?.title ?? words.ask(words.marks[action])}>
      {source.from === 'reminders' && <p>{told.policy(source.days, source.most)}</p>}
      {changed && <NewNote>{marks ? told.changed : told.changedList}</NewNote>}
      {plan === null && loading && <Status>{told.loading}</Status>}
      {plan !== null && <Plan app={app} state={state} screen={screen} plan={plan} />}
      {problem !== null && (
        <ProblemBox problem={problem}>
          {problem.code === 'other-job' && other !== null && !hasEnded(other) ? null : problem.code === 'other-copy' ? (
            <Button off={loading} onClick={() => app.choose({ ...options, despiteCopy: true })}>
              {told.despiteCopy}
            </Button>
          ) : (
            <Button off={loading} onClick={() => app.choose(options)}>
              {words.tryAgain}
            </Button>
          )}
        </ProblemBox>
      )}
      <div class="foot stays">
        {plan?.mustType === true && count > 0 && (
          <Field id="number" label={told.type(count)}>
            {common => (
              <input
                {...common}
                inputMode="numeric"
                value={typed}
                disabled={starting}
                onInput={event => app.typeNumber(event.currentTarget.value)}
                onKeyDown={event => {
                  if (event.key === 'Enter') void app.confirm();
                }}
              />
            )}
          </Field>
        )}
        <Buttons>
          {plan !== null && count > 0 && (
            <Button
              id="confirm"
              look="primary"
              off={resting || untyped}
              why={untyped ? 'number-why' : undefined}
              onClick={app.confirm}
            >
              {starting ? told.starting : loading ? told.updating : confirm(count)}
            </Button>
          )}
          <Button id="back" off={starting} onClick={app.back}>
            {words.back}
          </Button>
        </Buttons>
      </div>
    </Page>
  );
}

function Plan({ app, state, screen, plan }: Here & { readonly plan: PlanView }): JSX.Element {
  const { action, source } = screen;
  const { mails } = KINDS[action];
  const other = told.from[source.from];
  const refreshedAt = state.overview?.refreshedAt ?? null;
  const isOld = refreshedAt === null || app.now() + state.skew - Date.parse(refreshedAt) >= DAY;
  const count = plan.addresses.length;
  const skipped = plan.skipped.reduce((sum, group) => sum + group.addresses.length, 0);
  return (
    <div class={screen.loading ? 'aging' : undefined} aria-busy={screen.loading ? 'true' : undefined}>
      {plan.warnings.map(warning => (
        <Note key={warning}>{warning}</Note>
      ))}
      {source.from === 'reminders' && isOld && (
        <Buttons>
          <Button off={isBusy(state)} onClick={app.refresh}>
            {told.refreshFirst}
          </Button>
        </Buttons>
      )}
      <h2>{told.sum[action](count, skipped)}</h2>
      {count > 0 ? (
        <Recipients plan={plan} />
      ) : (
        <>
          <h2>{other?.nobody ?? told.nobody[action]}</h2>
          <p>{skipped === 0 ? (other?.none ?? told.nobodyMarked) : told.nobodyLeft}</p>
        </>
      )}
      {count > 0 && (mails ? <Mail organisation={plan.organisation} /> : <p>{told.cancelled}</p>)}
      {mails && <Eligible app={app} state={state} screen={screen} plan={plan} />}
      <Skipped groups={plan.skipped} />
      {mails && source.from === 'marks' && <Options app={app} screen={screen} plan={plan} />}
      <dl>
        <dt>{told.by}</dt>
        <dd>{plan.by}</dd>
        <dt>{told.organisation}</dt>
        <dd>{plan.organisation}</dd>
        <dt>{told.requests}</dt>
        <dd>{told.requestsOf(plan.fetches.needed, plan.fetches.left)}</dd>
        <dt>{told.time}</dt>
        <dd>{told.timeOf(plan.fetches.needed)}</dd>
      </dl>
    </div>
  );
}

/** What Google's mail looks like to whoever gets it: its words are Google's, and nobody can set them. */
const Mail = ({ organisation }: { readonly organisation: string }): JSX.Element => (
  <Fold title={told.mail.title}>
    {() => (
      <div class="help">
        <dl>
          <dt>{told.mail.from}</dt>
          <dd>{told.mail.sender}</dd>
          <dt>{told.mail.about}</dt>
          <dd>{told.mail.subject(organisation)}</dd>
        </dl>
        <p>{told.mail.what}</p>
        <Quiet>{told.mail.reported}</Quiet>
      </div>
    )}
  </Fold>
);

/** Those mailed for the first time, and apart from them, with their mails so far, those mailed again. */
function Recipients({ plan }: { readonly plan: PlanView }): JSX.Element {
  const { action, addresses } = plan;
  const mails = new Map(plan.again.map(one => [one.address, one.mails]));
  const first = addresses.filter(address => !mails.has(address));
  const note = (address: string): string => told.mails(mails.get(address) ?? null);
  const list = told.list[action];
  // Where everybody is mailed again, as with reminders, one open list says it all.
  if (mails.size === 0 || first.length === 0)
    return <AddressList addresses={addresses} label={list} note={mails.size === 0 ? undefined : note} />;
  const again = told.again(mails.size);
  return (
    <>
      <h2>{told.firstTime(first.length)}</h2>
      <AddressList addresses={first} label={list} />
      <AddressFold addresses={[...mails.keys()]} text={again} title={<b>{again}</b>} note={note} />
    </>
  );
}

/** Before a check, the way to it; after it, what it found, and the choice to send to the others too. */
function Eligible({ app, state, screen, plan }: Here & { readonly plan: PlanView }): JSX.Element | null {
  const { options, starting, loading } = screen;
  const { includeRecent, includeDeclined, includeAgain } = options;
  const count = (code: string): number => plan.skipped.find(group => group.code === code)?.addresses.length ?? 0;
  if (plan.options.eligibleIn === undefined)
    return plan.addresses.length === 0 ? null : (
      <Buttons>
        <Button id="check-first" look="link" off={starting || loading || isBusy(state)} onClick={app.checkFirst}>
          {told.checkFirst}
        </Button>
      </Buttons>
    );
  return (
    <>
      <Status>{told.checked(plan.addresses.length, count('not-eligible'), count('not-checked'))}</Status>
      <Tick
        on={options.eligibleIn !== undefined}
        off={starting}
        set={() => app.choose({ includeRecent, includeDeclined, includeAgain })}
      >
        {told.onlyEligible}
      </Tick>
    </>
  );
}

function Options({
  app,
  screen,
  plan,
}: {
  readonly app: ScreenProps['app'];
  readonly screen: Screen;
  readonly plan: PlanView;
}): JSX.Element | null {
  const { options, starting } = screen;
  const boxes = (
    [
      ['includeRecent', 'recent', told.recent(plan.recentDays)],
      ['includeAgain', 'again', told.invitedBefore(plan.recentDays)],
      ['includeDeclined', 'declined', told.declined],
    ] as const
  ).filter(([name, code]) => options[name] || plan.skipped.some(group => group.code === code));
  // Each concerns somebody who is skipped for that reason, or is included already.
  if (boxes.length === 0) return null;
  const box = ([name, , text]: (typeof boxes)[number]): JSX.Element => (
    <Tick key={name} on={options[name]} off={starting} set={on => app.choose({ ...options, [name]: on })}>
      {text}
    </Tick>
  );
  return (
    <fieldset>
      <legend>{told.options}</legend>
      {boxes.map(box)}
    </fieldset>
  );
}
