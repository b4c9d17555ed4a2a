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
import { Heading } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isTyped } from '../state/preview';
import { isBusy, type PreviewScreen as Screen } from '../state/store';
import { words } from '../words';

type Here = ScreenProps & { readonly screen: Screen };

export function PreviewScreen({ app, state, screen }: Here): JSX.Element {
  const { action, source, plan, options, loading, starting, typed, changed, problem } = screen;
  const marks = source.from === 'marks';
  const confirm = source.from === 'reminders' ? words.preview.remind : words.preview.confirm[action];
  const other = state.overview?.job ?? null;
  const count = plan?.addresses.length ?? 0;
  const untyped = !isTyped(screen);
  const resting = loading || starting || problem !== null || isBusy(state);
  return (
    <section>
      <Heading>{words.preview.from[source.from]?.title ?? words.preview.title[action]}</Heading>
      {source.from === 'reminders' && <p>{words.preview.policy(source.days, source.most)}</p>}
      {changed && <NewNote>{marks ? words.preview.changed : words.preview.changedList}</NewNote>}
      {plan === null && loading && <p role="status">{words.preview.loading}</p>}
      {plan !== null && <Plan app={app} state={state} screen={screen} plan={plan} />}
      {problem !== null && (
        <ProblemBox problem={problem}>
          {problem.code === 'other-job' && other !== null && !hasEnded(other) ? null : problem.code === 'other-copy' ? (
            <Button off={loading} onClick={() => app.choose({ ...options, despiteCopy: true })}>
              {words.preview.despiteCopy}
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
          <Field id="number" label={words.preview.type(count)}>
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
        <div class="buttons">
          {plan !== null && count > 0 && (
            <Button
              id="confirm"
              look="primary"
              off={resting || untyped}
              why={untyped ? 'number-why' : undefined}
              onClick={app.confirm}
            >
              {starting ? words.preview.starting : loading ? words.preview.updating : confirm(count)}
            </Button>
          )}
          <Button id="back" off={starting} onClick={app.back}>
            {words.back}
          </Button>
        </div>
      </div>
    </section>
  );
}

function Plan({ app, state, screen, plan }: Here & { readonly plan: PlanView }): JSX.Element {
  const { action, source } = screen;
  const { mails } = KINDS[action];
  const other = words.preview.from[source.from];
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
        <div class="buttons">
          <Button off={isBusy(state)} onClick={app.refresh}>
            {words.preview.refreshFirst}
          </Button>
        </div>
      )}
      <p>
        <b>{words.preview.sum[action](count, skipped)}</b>
      </p>
      {count > 0 ? (
        <Recipients plan={plan} />
      ) : (
        <>
          <h2>{other?.nobody ?? words.preview.nobody[action]}</h2>
          <p>{skipped === 0 ? (other?.none ?? words.preview.nobodyMarked) : words.preview.nobodyLeft}</p>
        </>
      )}
      {mails && count > 0 && <Mail organisation={plan.organisation} />}
      {mails && <Eligible app={app} state={state} screen={screen} plan={plan} />}
      <Skipped groups={plan.skipped} />
      {mails && source.from === 'marks' && <Options app={app} screen={screen} plan={plan} />}
      <dl>
        <dt>{words.preview.by}</dt>
        <dd>{plan.by}</dd>
        <dt>{words.preview.organisation}</dt>
        <dd>{plan.organisation}</dd>
        <dt>{words.preview.requests}</dt>
        <dd>{words.preview.requestsOf(plan.fetches.needed, plan.fetches.left)}</dd>
        <dt>{words.preview.time}</dt>
        <dd>{words.preview.timeOf(plan.fetches.needed)}</dd>
      </dl>
    </div>
  );
}

/** What Google's mail looks like to whoever gets it: its words are Google's, and nobody can set them. */
const Mail = ({ organisation }: { readonly organisation: string }): JSX.Element => (
  <Fold title={words.preview.mail.title}>
    {() => (
      <div class="help">
        <dl>
          <dt>{words.preview.mail.from}</dt>
          <dd>{words.preview.mail.sender}</dd>
          <dt>{words.preview.mail.about}</dt>
          <dd>{words.preview.mail.subject(organisation)}</dd>
        </dl>
        <p>{words.preview.mail.what}</p>
        <p class="quiet">{words.preview.mail.reported}</p>
      </div>
    )}
  </Fold>
);

/** Those mailed for the first time, and apart from them, with their mails so far, those mailed again. */
function Recipients({ plan }: { readonly plan: PlanView }): JSX.Element {
  const { action, addresses } = plan;
  const mails = new Map(plan.again.map(one => [one.address, one.mails]));
  const first = addresses.filter(address => !mails.has(address));
  const note = (address: string): string => words.preview.mails(mails.get(address) ?? null);
  const list = words.preview.list[action];
  // Where everybody is mailed again, as with reminders, one open list says it all.
  if (mails.size === 0 || first.length === 0)
    return (
      <>
        <h2>{words.preview.who[action](addresses.length)}</h2>
        <AddressList addresses={addresses} label={list} note={mails.size === 0 ? undefined : note} />
      </>
    );
  const again = words.preview.again(mails.size);
  return (
    <>
      <h2>{words.preview.firstTime(first.length)}</h2>
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
      <div class="buttons">
        <Button id="check-first" look="link" off={starting || loading || isBusy(state)} onClick={app.checkFirst}>
          {words.preview.checkFirst}
        </Button>
      </div>
    );
  return (
    <>
      <p role="status">{words.preview.checked(plan.addresses.length, count('not-eligible'), count('not-checked'))}</p>
      <label>
        <input
          type="checkbox"
          checked={options.eligibleIn !== undefined}
          disabled={starting}
          onChange={() => void app.choose({ includeRecent, includeDeclined, includeAgain })}
        />
        <span>{words.preview.onlyEligible}</span>
      </label>
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
      ['includeRecent', 'recent', words.preview.recent(plan.recentDays)],
      ['includeAgain', 'again', words.preview.invitedBefore(plan.recentDays)],
      ['includeDeclined', 'declined', words.preview.declined],
    ] as const
  ).filter(([name, code]) => options[name] || plan.skipped.some(group => group.code === code));
  // Each concerns somebody who is skipped for that reason, or is included already.
  if (boxes.length === 0) return null;
  const box = ([name, , text]: (typeof boxes)[number]): JSX.Element => (
    <label key={name}>
      <input
        type="checkbox"
        checked={options[name]}
        disabled={starting}
        onChange={event => void app.choose({ ...options, [name]: event.currentTarget.checked })}
      />
      <span>{text}</span>
    </label>
  );
  return (
    <fieldset>
      <legend>{words.preview.options}</legend>
      {boxes.map(box)}
    </fieldset>
  );
}
