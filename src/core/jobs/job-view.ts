// What the page sees of the job's record.
import type { Context } from '../context';
import type { ProblemCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import { rulesOf } from '../contract/kinds';
import type { JobView } from '../contract/rpc';
import { isoOf, isoOrNull } from '../contract/time';
import { allowance } from '../google/rate-limiter';
import type { Words } from '../words';
import { problem } from '../words/problem';
import { isWanted } from './background';
import { finishedOf, isHeld, loadGroups, signatureOf, type JobProblem, type JobRecord } from './job';
import { partOf } from './listing';
import { rateOf, timeLeft } from './time-left';

/** As the person asking may see it: whose it is, how far, how fast, and what it waits for. */
export function viewOf({ ports, words }: Context, record: JobRecord): JobView {
  const { store, clock, who, triggers } = ports;
  const now = clock.now();
  const lists = rulesOf(record.kind)?.work === 'list';
  const finished = lists ? record.counts.done : finishedOf(record.counts);
  const rests = record.status === 'running' && allowance(record.pace, now, ports.settings().perMinute).size === 0;
  const dressing = record.listing?.dressing === true;
  const perSecond = dressing ? null : rateOf(record, now, rests);
  const secondsLeft = lists ? null : timeLeft(record, now, ports.settings().perMinute, rests);
  const isAtRest = hasEnded(record) || record.status === 'paused' || record.status === 'blocked';
  return {
    id: record.id,
    kind: record.kind,
    status: record.status,
    by: signatureOf(record),
    mine: record.by === who,
    stale: record.by !== who && !hasEnded(record) && !isHeld(record, now),
    startedAt: isoOf(record.startedAt),
    resumeAt: record.status === 'waiting' ? isoOrNull(record.resumeAt) : null,
    rests,
    freeAt: isoOf(record.leaseUntil),
    now: isoOf(now),
    total: record.total,
    finished,
    counts: record.counts,
    perSecond,
    secondsLeft: secondsLeft === null ? null : Math.ceil(secondsLeft),
    problem: record.problem === null ? null : problemOf(record, record.problem, words),
    background: triggers !== null && isWanted(store, record),
    groups: isAtRest ? loadGroups(store) : [],
    refreshed: record.listing?.result ?? null,
    dressing,
    only: record.listing === null ? null : partOf(record.listing),
  };
}

/** These say by themselves what becomes of the job. */
const SAY_MORE: readonly ProblemCode[] = ['log-edited', 'test-mode'];
function problemOf({ status }: JobRecord, { code, google, link }: JobProblem, words: Words): JobView['problem'] {
  const after = status === 'blocked' && !SAY_MORE.includes(code) ? [words.resume] : [];
  const said = google === '' || code === 'api-off' ? [] : [words.googleSays(google)];
  return problem(code, words, { link, detail: [...after, ...said].join(' ') });
}
