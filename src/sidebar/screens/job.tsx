// A job under way: how far it is, what holds it up, and the ways to pause, stop, resume or take it over.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { isLineKind, KINDS } from '../../core/contract/kinds';
import type { JobView } from '../../core/contract/rpc';
import { Button, CheckSetup } from '../parts/button';
import { Fold } from '../parts/fold';
import { Note, ProblemBox } from '../parts/messages';
import { Group } from '../parts/result-group';
import { Heading } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isUnclear } from '../state/call-failures';
import { useNow } from '../state/hooks';
import { resumeTime } from '../state/job-loop';
import type { JobScreen as Screen } from '../state/store';
import { words } from '../words';

type Here = ScreenProps & { readonly screen: Screen };

export function JobScreen(here: Here): JSX.Element {
  const { job } = here.screen.loop;
  return (
    <section>
      <Heading>{jobTitle(job)}</Heading>
      <Progress job={job} />
      <Standing {...here} />
      {job.groups.map(group => (
        <Group key={group.kind + group.reason} group={group} />
      ))}
      {here.screen.problem !== null && <ProblemBox problem={here.screen.problem} />}
      {job.mine ? <Controls {...here} /> : <Theirs {...here} />}
    </section>
  );
}

export const jobTitle = ({ kind, mine, by }: JobView): string =>
  mine ? words.job.title[kind] : words.job.theirs(by, kind);
const percentOf = (job: JobView): number =>
  job.total === 0 ? 0 : Math.min(100, Math.floor((job.finished / job.total) * 100));
export const howFar = (job: JobView): string =>
  isLineKind(job.kind)
    ? words.job.of(job.finished, job.total, percentOf(job))
    : words.job[job.dressing ? 'dressing' : 'found'](job.total);

function Progress({ job }: { readonly job: JobView }): JSX.Element {
  const { kind } = job;
  const percent = percentOf(job);
  const known = isLineKind(kind);
  const moves = job.status === 'running' || job.status === 'waiting';
  const { perSecond, secondsLeft } = job;
  const rate =
    perSecond !== null && perSecond > 0
      ? words.job.rate(perSecond) + (secondsLeft === null ? '' : `, ${words.job.left(secondsLeft)}`)
      : '';
  const pace = rate === '' && job.rests ? words.job.waitingWhy : rate;
  // Read out at each tenth and at each change of status, not at each tick.
  const tenth = known ? Math.floor(percent / 10) : Number(job.dressing);
  const [said, say] = useState('');
  const standing = job.status === 'paused' ? words.job.paused : job.status === 'waiting' ? words.job.waitingWhy : '';
  useEffect(() => say(words.job.said(words.job.title[kind], howFar(job), standing)), [kind, job.status, tenth]);
  return (
    <>
      <p class="far">{howFar(job)}</p>
      <div
        class={`bar progress ${known || !moves ? '' : 'open'} ${moves ? 'moves' : ''}`}
        role="progressbar"
        aria-label={words.job.bar}
        aria-valuetext={howFar(job)}
        {...(known ? { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent } : {})}
      >
        <span style={known || !moves ? { width: `${percent}%` } : undefined} />
      </div>
      {known && <p>{words.job.tally(kind, job.counts)}</p>}
      {job.status === 'running' && pace !== '' && <p class="quiet">{pace}</p>}
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
      <ProblemBox problem={passes ? { ...trouble.problem, ...words.job.lost } : trouble.problem}>
        <Button onClick={app.retry}>{words.job.retryNow}</Button>
        <span class="quiet">{left > 0 ? words.job.retryIn(left) : words.job.retrying}</span>
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
          !isOver && <p>{words.job.waitingWhy}</p>
        ) : (
          <>
            <strong>{job.problem.title}</strong>
            <p>{job.problem.advice}</p>
          </>
        )}
        <p>
          {left > 0 ? words.job.waiting(left) : isOver ? theirsWaiting(job, now + state.skew) : words.job.waitingNow}
        </p>
      </Note>
    );
  }
  if (job.problem !== null)
    return (
      <ProblemBox problem={job.problem}>
        {job.status === 'blocked' && <CheckSetup app={app} id="check-setup" />}
      </ProblemBox>
    );
  if (job.status === 'paused') return <Note>{job.mine ? words.job.paused : words.job.theirPaused}</Note>;
  return null;
}

/** Nobody may be driving it any more: a closed sidebar tells nobody. */
const theirsWaiting = ({ by, background, freeAt }: JobView, now: number): string =>
  background ? words.job.theirsInBackground : words.job.theirsWaiting(by, (Date.parse(freeAt) - now) / 1000);

function Controls({ app, screen }: Here): JSX.Element {
  const {
    loop: { job },
    asking,
  } = screen;
  const [stopping, setStopping] = useState(false);
  const wasStopping = useRef(false);
  const paused = useRef(false);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (stopping) question.current?.focus();
    else if (wasStopping.current) document.getElementById('stop')?.focus();
    wasStopping.current = stopping;
  }, [stopping]);

  const off = asking !== null;
  const rests = job.status === 'paused' || job.status === 'blocked';
  const label = (what: 'pause' | 'resume' | 'stop'): string =>
    asking === what ? words.job.asking[what] : words.job[what];
  if (stopping) {
    // The job rests while the question stands: nobody is mailed while somebody reads it.
    const keep = (): void => {
      setStopping(false);
      if (paused.current) void app.ask('resume');
      paused.current = false;
    };
    return (
      <div
        class="box question"
        role="group"
        aria-labelledby="stop-title"
        onKeyDown={event => {
          if (event.key === 'Escape') keep();
        }}
      >
        <div class="text">
          <h2 id="stop-title" tabIndex={-1} ref={question}>
            {words.job.stopTitle(words.job.stopYes[job.kind])}
          </h2>
          <StopAdvice job={job} />
          <div class="buttons">
            <Button
              look="primary"
              onClick={() => {
                setStopping(false);
                void app.ask('stop');
              }}
            >
              {words.job.stopYes[job.kind]}
            </Button>
            <Button onClick={keep}>{words.job.stopNo}</Button>
          </div>
        </div>
      </div>
    );
  }
  return (
    <>
      <div class="buttons">
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
          {rests ? words.back : words.job.meanwhile}
        </Button>
      </div>
      {!rests && <Background app={app} job={job} />}
    </>
  );
}

/** As the record has it once the job rests; before, a batch may be under way, and each number would be untrue. */
function StopAdvice({ job }: { readonly job: JobView }): JSX.Element {
  const { kind, status } = job;
  const { queued, checking } = job.counts;
  if (!isLineKind(kind)) return <p>{words.job.stopAdvice[kind]()}</p>;
  if (status === 'running') return <p role="status">{words.job.stopWaits[kind]}</p>;
  // What changes nothing at Google's is asked again, also where it was under way.
  const left = KINDS[kind].verb === null ? queued + checking : queued;
  const unclear = queued + checking - left;
  return (
    <div role="status">
      {(left > 0 || unclear === 0) && <p>{words.job.stopAdvice[kind](left)}</p>}
      {unclear > 0 && <p>{words.job.stopUnclear(unclear)}</p>}
    </div>
  );
}

/** What happens when the sidebar is closed, and the switch for it where this build has one. */
function Background({ app, job }: { readonly app: Here['app']; readonly job: JobView }): JSX.Element {
  const { background } = job;
  if (BACKGROUND) {
    return (
      <>
        <label>
          <input
            type="checkbox"
            checked={background}
            onChange={event => void app.background(event.currentTarget.checked)}
          />
          <span>{words.job.background.label}</span>
        </label>
        <p class="quiet">{background ? words.job.background.on : words.job.stays}</p>
      </>
    );
  }
  return (
    <>
      <p class="quiet">{words.job.stays}</p>
      <Fold title={words.job.notInBackground.question}>
        {() => <p class="quiet">{words.job.notInBackground.answer}</p>}
      </Fold>
    </>
  );
}

function Theirs({ app, screen }: Here): JSX.Element {
  const {
    loop: { job },
    asking,
  } = screen;
  const meanwhile = (
    <div class="buttons">
      <Button look="link" onClick={app.besideJob}>
        {words.job.meanwhile}
      </Button>
    </div>
  );
  if (!job.stale)
    return (
      <>
        <p class="quiet">{words.job.theirsHint}</p>
        {meanwhile}
      </>
    );
  return (
    <>
      <p>{words.job.stale}</p>
      <Button look="primary" off={asking !== null} onClick={() => app.ask('takeOver')}>
        {asking === 'takeOver' ? words.job.asking.takeOver : words.job.takeOver}
      </Button>
      {meanwhile}
    </>
  );
}
