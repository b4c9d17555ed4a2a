// The screen that the sidebar opens with: the counts, what is marked, and what can be done with it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { hasEnded } from '../../../core/contract/job-status';
import { isLineKind } from '../../../core/contract/kinds';
import type { Overview } from '../../../core/contract/rpc';
import { Button, CheckSetup } from '../../parts/button';
import { Fold } from '../../parts/fold';
import { MenuButton, type MenuItem } from '../../parts/menu-button';
import { Note, ProblemText, Said, Told } from '../../parts/messages';
import { remedyFor } from '../../parts/remedy';
import { Asking, Buttons, Page } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { howFar, jobTitle } from '../job';
import { lastOf } from '../result';
import { Archive } from './archive';
import { countAll, Counts } from './counts';
import { FollowUp } from './follow-up';
import { Language } from './language';
import { LookUpOrCheck } from './look-up-or-check';
import { Marks } from './marks';

const { missing } = words;

/** What to press next: one thing at each moment. It is never to cancel: those left marked may be what a job skipped. */
type Next = 'job' | 'send' | 'mark' | 'refresh';
function nextOf(state: ScreenProps['state'], { markedFor, neverInvited }: Overview): Next {
  if (state.aside !== null) return 'job';
  if (markedFor.first > 0) return 'send';
  return neverInvited > 0 ? 'mark' : 'refresh';
}

/** Found, chosen, sent and followed up, in this order; how things stand is on top, the rest is behind one menu. */
export function Home({ app, state, overview }: ScreenProps & { readonly overview: Overview }): JSX.Element {
  const isEmpty = countAll(overview.counts) === 0;
  const next = nextOf(state, overview);
  const here = { app, state };
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
      <Standing {...here} overview={overview} />
      <Notices app={app} overview={overview} />
      {overview.hasSheet ? (
        <>
          <h1 tabIndex={-1} data-heading class="unseen">
            {words.counts.title}
          </h1>
          <Counts {...here} overview={overview} primary={next === 'refresh'}>
            {!isEmpty && <Fold title={missing.title}>{() => <Missing {...here} />}</Fold>}
          </Counts>
          {isEmpty && (
            <section>
              <h2>{missing.empty}</h2>
              <Missing {...here} />
            </section>
          )}
          <Marks {...here} overview={overview} next={next} />
          <LookUpOrCheck {...here} />
          {!isEmpty && <FollowUp {...here} overview={overview} />}
        </>
      ) : (
        <First {...here} />
      )}
      <More {...here} hasSheet={overview.hasSheet} />
    </>
  );
}

/** The job that goes on beside, that rests, or that was the last. */
function Standing({ app, state, overview }: ScreenProps & { readonly overview: Overview }): JSX.Element | null {
  const { aside } = state;
  const job = aside?.job ?? overview.job;
  if (job === null) return null;
  const isOver = hasEnded(job);
  const works = aside !== null && (job.status === 'running' || job.status === 'waiting');
  const rests = isLineKind(job.kind) ? words.job.rests(job.finished, job.total) : words.job.listRests;
  const open = isOver ? lastOf(job) : rests;
  return (
    <div class="standing row">
      <p class={works ? undefined : 'quiet'}>
        {works ? words.job.goesOn(jobTitle(job), howFar(job)) : open}
        {works && job.stale && (
          <>
            <br />
            {words.job.stale}
          </>
        )}
      </p>
      <Button id="last" look={aside === null ? 'link' : 'primary'} onClick={app.showJob}>
        {isOver ? words.result.show : words.job.show}
      </Button>
    </div>
  );
}

const Notices = ({
  app,
  overview: { notices },
}: Pick<ScreenProps, 'app'> & { readonly overview: Overview }): JSX.Element | null =>
  notices.length === 0 ? null : (
    <Fold title={words.notices(notices.length)}>
      {() => (
        <ul class="notices">
          {notices.map(notice => (
            <li key={notice.code + notice.title}>
              <ProblemText problem={notice} />
              {remedyFor(app, notice.code)}
            </li>
          ))}
        </ul>
      )}
    </Fold>
  );

/** What is needed now and then. */
function More({ app, state, hasSheet }: ScreenProps & { readonly hasSheet: boolean }): JSX.Element {
  const [archiving, archive] = useState(false);
  const ofSheets: readonly MenuItem[] = [
    { key: 'summary', text: words.sheets.summary, choose: () => void app.summary() },
    { key: 'activity', text: words.sheets.activity, choose: () => void app.showActivity(null, 'sheets') },
    { key: 'archive', text: words.archive.title, choose: () => archive(true) },
  ];
  const items: readonly MenuItem[] = [
    ...(hasSheet ? ofSheets : []),
    { key: 'settings', text: words.settings.title, choose: () => void app.openSettings() },
    { key: 'sign-in', text: words.signIn.title, choose: () => void app.openSignIn() },
    { key: 'setup', text: words.setup.open, choose: () => void app.checkSetup() },
  ];
  return (
    <section class="more">
      <div class="row">
        <Language app={app} state={state} />
        <MenuButton id="more" text={words.more} up off={isBusy(state)} items={items} />
      </div>
      <Told state={state} place="sheets" />
      {archiving && (
        <div class="box">
          <div class="text">
            <Asking>{words.archive.title}</Asking>
            <Archive app={app} state={state} />
            <Buttons>
              <Button
                onClick={() => {
                  archive(false);
                  document.getElementById('more')?.focus();
                }}
              >
                {words.marks.form.close}
              </Button>
            </Buttons>
          </div>
        </div>
      )}
    </section>
  );
}

function First({ app, state }: ScreenProps): JSX.Element {
  return (
    <Page title={words.first.title}>
      <p>{words.first.what}</p>
      <p>{words.first.next}</p>
      <Button id="refresh" look="primary" off={isBusy(state)} onClick={app.refresh}>
        {state.pending === 'refresh' ? words.counts.opening : words.counts.refresh}
      </Button>
      <Told state={state} place="list">
        <CheckSetup app={app} />
      </Told>
    </Page>
  );
}

function Missing({ app, state }: ScreenProps): JSX.Element {
  return (
    <div class="help">
      <p>{missing.intro}</p>
      <ul>
        {missing.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>{missing.anyway}</p>
      <Button look="link" off={isBusy(state)} onClick={() => app.showSheet('accounts', 'marks')}>
        {missing.open}
      </Button>
    </div>
  );
}
