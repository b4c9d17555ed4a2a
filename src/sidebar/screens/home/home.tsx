// The screen that the sidebar opens with: the counts, what is marked, and what can be done with it.
import type { JSX } from 'preact';
import { hasEnded } from '../../../core/contract/job-status';
import type { JobView, Overview } from '../../../core/contract/rpc';
import { Button, CheckSetup } from '../../parts/button';
import { Fold } from '../../parts/fold';
import { Note, ProblemText, Said, Told } from '../../parts/messages';
import { Heading } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { lastOf } from '../result';
import { Archive } from './archive';
import { countAll, Counts } from './counts';
import { FollowUp } from './follow-up';
import { Language } from './language';
import { LookUpOrCheck } from './look-up-or-check';
import { Marks } from './marks';

export function Home({ app, state, overview }: ScreenProps & { readonly overview: Overview }): JSX.Element {
  const isEmpty = countAll(overview.counts) === 0;
  return (
    <>
      <Told state={state} place="page">
        <Button onClick={app.look}>{words.tryAgain}</Button>
        <CheckSetup app={app} />
      </Told>
      <Said state={state} place="page" />
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
          <LookUpOrCheck app={app} state={state} />
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

function First({ app, state }: ScreenProps): JSX.Element {
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

function Missing({ app, state }: ScreenProps): JSX.Element {
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

function Sheets({ app, state }: ScreenProps): JSX.Element {
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

function Last({ app, job }: { readonly app: ScreenProps['app']; readonly job: JobView }): JSX.Element {
  return (
    <p class="last quiet">
      {hasEnded(job) ? lastOf(job) : words.job.rests(job.kind, job.finished, job.total)}{' '}
      <Button id="last" look="link" onClick={app.showJob}>
        {hasEnded(job) ? words.result.show : words.job.show}
      </Button>
    </p>
  );
}
