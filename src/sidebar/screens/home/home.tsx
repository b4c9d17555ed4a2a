// The screen that the sidebar opens with: the counts, what is marked, and what can be done with it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Action, JobView, MarkQuick, Overview } from '../../../core/contract/rpc';
import { LANGUAGE_NAMES } from '../../../core/words/languages';
import { MenuButton, type MenuItem } from '../../parts/menu-button';
import { Button, CheckSetup, Fold, Heading, Note, ProblemText, Told } from '../../parts/ui';
import type { Props } from '../../state/hooks';
import { hasEnded } from '../../state/job-loop';
import { isBusy } from '../../state/store';
import { chosenLanguage, nameOf, words } from '../../words';
import { Archive } from './archive';
import { countAll, Counts } from './counts';
import { Find } from './find-section';
import { FollowUp } from './follow-up';
import { MarkForm } from './mark-form';

const HOW: readonly MarkQuick[] = ['notInvited', 'selection', 'none'];

export function Home({ app, state, overview }: Props & { readonly overview: Overview }): JSX.Element {
  const isEmpty = countAll(overview.counts) === 0;
  return (
    <>
      <Told state={state} place="page">
        <Button onClick={app.look}>{words.tryAgain}</Button>
        <CheckSetup app={app} />
      </Told>
      {overview.testMode !== null && (
        <Note>
          <b>{words.settings.testMode}</b> {words.settings.testModeOn(overview.testMode)}
        </Note>
      )}
      {overview.hasSheet ? (
        <>
          <Heading unseen>{words.counts.title}</Heading>
          <Counts app={app} state={state} overview={overview} primary={isEmpty && overview.marked === 0} />
          {isEmpty && (
            <section>
              <h2>{words.missing.empty}</h2>
              <Missing app={app} state={state} />
            </section>
          )}
          <Marks app={app} state={state} overview={overview} />
          <Find app={app} state={state} />
          {!isEmpty && <FollowUp app={app} state={state} overview={overview} />}
        </>
      ) : (
        <First app={app} state={state} />
      )}
      {overview.notices.length > 0 && (
        <Fold title={words.notices(overview.notices.length)}>
          {() => (
            <ul class="notices">
              {overview.notices.map(notice => (
                <li key={notice.code + notice.title}>
                  <ProblemText problem={notice} />
                </li>
              ))}
            </ul>
          )}
        </Fold>
      )}
      {overview.hasSheet && !isEmpty && (
        <Fold title={words.missing.title}>{() => <Missing app={app} state={state} />}</Fold>
      )}
      {overview.job !== null && <Last app={app} job={overview.job} />}
      {overview.hasSheet && <Sheets app={app} state={state} />}
      <Language app={app} state={state} />
      <p class="last buttons">
        <Button id="settings" look="link" off={isBusy(state)} onClick={app.openSettings}>
          {words.settings.title}
        </Button>
        <Button id="sign-in" look="link" off={isBusy(state)} onClick={app.openSignIn}>
          {words.signIn.title}
        </Button>
        <CheckSetup app={app} id="check-setup" />
      </p>
    </>
  );
}

function First({ app, state }: Props): JSX.Element {
  return (
    <section>
      <Heading>{words.first.title}</Heading>
      <p>{words.first.what}</p>
      <p>{words.first.next}</p>
      <Button id="refresh" look="primary" off={isBusy(state)} onClick={app.refresh}>
        {state.pending === 'refresh' ? words.counts.opening : words.first.refresh}
      </Button>
      <Told state={state} place="list">
        <CheckSetup app={app} />
      </Told>
    </section>
  );
}

function Missing({ app, state }: Props): JSX.Element {
  return (
    <div class="help">
      <p>{words.missing.intro}</p>
      <ul>
        {words.missing.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>{words.missing.anyway}</p>
      <Button look="link" off={isBusy(state)} onClick={() => app.showSheet('accounts', 'marks')}>
        {words.missing.open}
      </Button>
    </div>
  );
}

function Marks({ app, state, overview }: Props & { readonly overview: Overview }): JSX.Element {
  const { marked } = overview;
  const [asking, ask] = useState(false);
  const quick = HOW.map(
    (how): MenuItem => ({ key: how, text: words.marks.how[how], choose: () => void app.mark(how) }),
  );
  const more: MenuItem = { key: 'more', text: words.marks.form.open, choose: () => ask(true) };
  const close = (): void => {
    ask(false);
    document.getElementById('mark')?.focus();
  };
  const off = isBusy(state);
  const start = (action: Action, look: 'primary' | 'plain'): JSX.Element => (
    <Button
      id={action}
      look={look}
      off={off || marked === 0}
      why={marked === 0 ? 'nothing-marked' : undefined}
      onClick={() => app.preview(action)}
    >
      {words.marks[action]}
    </Button>
  );
  return (
    <section aria-labelledby="marked">
      <div class="row">
        <h2 id="marked">{words.marks.marked(marked)}</h2>
        <MenuButton
          id="mark"
          text={words.marks.menu}
          off={off}
          items={[...quick.slice(0, -1), more, ...quick.slice(-1)]}
        />
      </div>
      {asking && <MarkForm app={app} state={state} close={close} />}
      {marked === 0 && (
        <p id="nothing-marked" class="quiet">
          {words.marks.nothing}
        </p>
      )}
      <div class="buttons">
        {start('send', marked > 0 ? 'primary' : 'plain')}
        {start('cancel', 'plain')}
      </div>
      {state.said !== '' && <p class="quiet">{state.said}</p>}
      <Told state={state} place="marks" />
    </section>
  );
}

function Sheets({ app, state }: Props): JSX.Element {
  const off = isBusy(state);
  return (
    <section aria-label={words.sheets.title}>
      <div class="buttons">
        <Button id="summary" look="link" off={off} onClick={app.summary}>
          {words.sheets.summary}
        </Button>
        <Button id="activity" look="link" off={off} onClick={() => app.showActivity(null, 'sheets')}>
          {words.sheets.activity}
        </Button>
      </div>
      <Told state={state} place="sheets" />
      <Fold title={words.archive.title}>{() => <Archive app={app} state={state} />}</Fold>
    </section>
  );
}

function Last({ app, job }: { readonly app: Props['app']; readonly job: JobView }): JSX.Element {
  const name = nameOf(job.kind, job);
  return (
    <p class="last quiet">
      {hasEnded(job)
        ? words.result.last(name, words.job.tally(name, job.counts))
        : words.job.rests(job.kind, job.finished, job.total)}{' '}
      <Button id="last" look="link" onClick={app.showJob}>
        {hasEnded(job) ? words.result.show : words.job.show}
      </Button>
    </p>
  );
}

function Language({ app, state }: Props): JSX.Element {
  return (
    <label class="language quiet">
      {words.language.label}
      <select
        id="language"
        disabled={isBusy(state)}
        value={chosenLanguage}
        onChange={event => void app.speak(event.currentTarget.value)}
      >
        <option value="">{words.language.account}</option>
        {Object.entries(LANGUAGE_NAMES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
