// A job under way: how far it is, what holds it up, and the ways to pause, stop, resume or take it over.
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isLineKind, KINDS } from '../../core/contract/kinds';
import type { JobView } from '../../core/contract/rpc';
import { Button, CheckSetup } from '../parts/button';
import { Fold } from '../parts/fold';
import { Note, ProblemBox } from '../parts/messages';
import { Question } from '../parts/question';
import { Group } from '../parts/result-group';
import { Buttons, Page, Quiet, Status } from '../parts/text';
import { Tick } from '../parts/tick';
import type { ScreenProps } from '../state/app';
import { isUnclear } from '../state/call-failures';
import { useNow } from '../state/hooks';
import { resumeTime } from '../state/job-loop';
import type { JobScreen as Screen } from '../state/store';
import { words } from '../words';

const { job: told } = words;

type Here = ScreenProps & { readonly screen: Screen };

export function JobScreen(here: Here): JSX.Element {
  const { job } = here.screen.loop;
  const silent = silentFor(job, useNow(here.app, 500) + here.state.skew);
  return (
    <Page title={jobTitle(job)}>
      <Progress job={job} isSilent={silent !== null} />
      <Standing {...here} />
      {job.groups.map(group => (
        <Group key={group.kind + group.reason} group={group} />
      ))}
      {here.screen.problem !== null && <ProblemBox problem={here.screen.problem} />}
      {job.mine ? <Controls {...here} /> : <Theirs {...here} silent={silent} />}
    </Page>
  );
}

export const jobTitle = ({ kind, mine, by }: JobView): string => (mine ? told.title[kind] : told.theirs(by, kind));
const percentOf = (job: JobView): number =>
  job.total === 0 ? 0 : Math.min(100, Math.floor((job.finished / job.total) * 100));
export const howFar = (job: JobView): string =>
  isLineKind(job.kind)
    ? told.of(job.finished, job.total, percentOf(job))
    : told[job.dressing ? 'dressing' : 'found'](job.total);

/** `isSilent`: nobody knows whether it goes on, and the pace of before says nothing. */
function Progress({ job, isSilent }: { readonly job: JobView; readonly isSilent: boolean }): JSX.Element {
  const { kind } = job;
  const percent = percentOf(job);
  const known = isLineKind(kind);
  const moves = job.status === 'running' || job.status === 'waiting';
  const { perSecond, secondsLeft } = job;
  const rate =
    perSecond !== null && perSecond > 0
      ? told.rate(perSecond) + (secondsLeft === null ? '' : `, ${told.left(secondsLeft)}`)
      : '';
  const pace = rate === '' && job.rests ? told.waitingWhy : rate;
  // Read out at each tenth and at each change of status, not at each tick.
  const tenth = known ? Math.floor(percent / 10) : Number(job.dressing);
  const [said, say] = useState('');
  const standing = job.status === 'paused' ? told.paused : job.status === 'waiting' ? told.waitingWhy : '';
  useEffect(() => say(told.said(told.title[kind], howFar(job), standing)), [kind, job.status, tenth]);
  return (
    <>
      <p class="far">{howFar(job)}</p>
      <div
        class={`bar progress ${known || !moves ? '' : 'open'} ${moves ? 'moves' : ''}`}
        role="progressbar"
        aria-label={told.bar}
        aria-valuetext={howFar(job)}
        {...(known ? { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent } : {})}
      >
        <span style={known || !moves ? { width: `${percent}%` } : undefined} />
      </div>
      {known && <p>{told.tally(kind, job.counts)}</p>}
      {job.status === 'running' && !isSilent && pace !== '' && <Quiet>{pace}</Quiet>}
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}

const TRIES_BEFORE_HELP = 2;

/** What holds the job up, if anything does. */
function Standing({ app, state, screen }: Here): JSX.Element | null {
  const { job, trouble } = screen.loop;
  const now = useNow(app, 500);
  if (trouble?.kind === 'lost') {
    // Most of these pass; after some tries a person may have to help.
    const passes = !isUnclear(trouble.problem) || trouble.tries <= TRIES_BEFORE_HELP;
    const left = (trouble.retryAt - now) / 1000;
    return (
      <ProblemBox problem={passes ? { ...trouble.problem, ...told.lost } : trouble.problem}>
        <Button onClick={app.retry}>{told.retryNow}</Button>
        <span class="quiet">{left > 0 ? told.retryIn(left) : told.retrying}</span>
      </ProblemBox>
    );
  }
  if (trouble !== null)
    return (
      <ProblemBox problem={trouble.problem}>
        <Button onClick={app.retry}>{words.tryAgain}</Button>
      </ProblemBox>
    );
  if (job.status === 'waiting' && !job.stale) {
    const left = (resumeTime(job, state.skew) - now) / 1000;
    const isOver = left <= 0 && !job.mine;
    return (
      <Note>
        {job.problem === null ? (
          !isOver && <p>{told.waitingWhy}</p>
        ) : (
          <>
            <strong>{job.problem.title}</strong>
            <p>{job.problem.advice}</p>
          </>
        )}
        <p>{left > 0 ? told.waiting(left) : isOver ? theirsWaiting(job, now + state.skew) : told.waitingNow}</p>
      </Note>
    );
  }
  if (job.problem !== null)
    return (
      <ProblemBox problem={job.problem}>
        {job.status === 'blocked' && <CheckSetup app={app} id="check-setup" />}
      </ProblemBox>
    );
  if (job.status === 'paused') return <Note>{job.mine ? told.paused : told.theirPaused}</Note>;
  return null;
}

/** Nobody may be driving it any more: a closed sidebar tells nobody. */
const theirsWaiting = ({ by, background, freeAt }: JobView, now: number): string =>
  background ? told.theirsInBackground : told.theirsWaiting(by, (Date.parse(freeAt) - now) / 1000);

function Controls({ app, screen }: Here): JSX.Element {
  const {
    loop: { job },
    asking,
  } = screen;
  const [stopping, setStopping] = useState(false);
  const wasStopping = useRef(false);
  const paused = useRef(false);
  useLayoutEffect(() => {
    if (!stopping && wasStopping.current) document.getElementById('stop')?.focus();
    wasStopping.current = stopping;
  }, [stopping]);

  const off = asking !== null;
  const rests = job.status === 'paused' || job.status === 'blocked';
  const label = (what: 'pause' | 'resume' | 'stop'): string => (asking === what ? told.asking[what] : words.job[what]);
  if (stopping) {
    // The job rests while the question stands: nobody is mailed while somebody reads it.
    const keep = (): void => {
      setStopping(false);
      if (paused.current) void app.ask('resume');
      paused.current = false;
    };
    return (
      <Question
        yes={told.stopYes[job.kind]}
        no={told.stopNo}
        onYes={() => {
          setStopping(false);
          void app.ask('stop');
        }}
        onNo={keep}
      >
        <StopAdvice job={job} />
      </Question>
    );
  }
  return (
    <>
      <Buttons>
        {rests ? (
          <Button look="primary" off={off} onClick={() => app.ask('resume')}>
            {label('resume')}
          </Button>
        ) : (
          <Button off={off} onClick={() => app.ask('pause')}>
            {label('pause')}
          </Button>
        )}
        <Button
          id="stop"
          off={asking === 'stop'}
          onClick={() => {
            setStopping(true);
            paused.current = !rests && asking !== 'pause';
            if (paused.current) void app.ask('pause');
          }}
        >
          {label('stop')}
        </Button>
        <Button look="link" onClick={rests ? app.home : app.besideJob}>
          {rests ? words.back : told.meanwhile}
        </Button>
      </Buttons>
      {!rests && <Background app={app} job={job} />}
    </>
  );
}

/** As the record has it once the job rests; before, a batch may be under way, and each number would be untrue. */
function StopAdvice({ job }: { readonly job: JobView }): JSX.Element {
  const { kind, status } = job;
  const { queued, checking } = job.counts;
  if (!isLineKind(kind)) return <p>{told.stopAdvice[kind]()}</p>;
  if (status === 'running') return <Status>{told.stopWaits[kind]}</Status>;
  // What changes nothing at Google's is asked again, also where it was under way.
  const left = KINDS[kind].verb === null ? queued + checking : queued;
  const unclear = queued + checking - left;
  return (
    <div role="status">
      {(left > 0 || unclear === 0) && <p>{told.stopAdvice[kind](left)}</p>}
      {unclear > 0 && <p>{told.stopUnclear(unclear)}</p>}
    </div>
  );
}

/** What happens when the sidebar is closed, and the switch for it where this build has one. */
function Background({ app, job }: { readonly app: Here['app']; readonly job: JobView }): JSX.Element {
  const { background } = job;
  if (BACKGROUND) {
    return (
      <>
        <Tick on={background} set={app.background}>
          {told.background.label}
        </Tick>
        <Quiet>{background ? told.background.on : told.stays}</Quiet>
      </>
    );
  }
  return (
    <>
      <Quiet>{told.stays}</Quiet>
      <Fold title={told.notInBackground.question}>{() => <Quiet>{told.notInBackground.answer}</Quiet>}</Fold>
    </>
  );
}

/** Of the minute and a half after its last sign of life, so many seconds are left when it is called silent. */
const SILENT_FROM = 65;

/**
 * Seconds until somebody else's running job may be taken over: null while it gives signs of life, or its pace has a
 * pause, in which it gives none.
 */
function silentFor({ mine, stale, status, rests, freeAt }: JobView, now: number): number | null {
  const left = Math.max(0, (Date.parse(freeAt) - now) / 1000);
  return !mine && status === 'running' && !rests && (stale || left < SILENT_FROM) ? left : null;
}

function Theirs({ app, screen, silent }: Here & { readonly silent: number | null }): JSX.Element {
  const {
    loop: { job },
    asking,
  } = screen;
  return (
    <>
      {!job.stale && silent !== null && <p>{told.theirsSilent(silent)}</p>}
      {job.stale ? <p>{told.stale}</p> : <Quiet>{told.theirsHint}</Quiet>}
      <Buttons>
        {job.stale && (
          <Button look="primary" off={asking !== null} onClick={() => app.ask('takeOver')}>
            {asking === 'takeOver' ? told.asking.takeOver : told.takeOver}
          </Button>
        )}
        <Button look="link" onClick={app.besideJob}>
          {told.meanwhile}
        </Button>
      </Buttons>
    </>
  );
}
