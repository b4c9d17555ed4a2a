// What the page sees of the job's record.
import type { Context } from '../context';
import type { ProblemCode } from '../contract/codes';
import { hasEnded } from '../contract/job-status';
import type { JobView } from '../contract/rpc';
import { isoOf, isoOrNull } from '../contract/time';
import { allowance } from '../google/rate-limiter';
import type { Words } from '../words';
import { problem } from '../words/problem';
import { isWanted } from './background';
import { COURSE_MS, finishedOf, isHeld, loadGroups, signatureOf, type JobProblem, type JobRecord } from './job';
import { rulesOf } from './kinds';
import { partOf } from './listing';

/** As the person asking may see it: whose it is, how far, how fast, and what it waits for. */
export function viewOf({ ports, words }: Context, record: JobRecord): JobView {
  const { store, clock, who, triggers } = ports;
  const now = clock.now();
  const lists = rulesOf(record.kind)?.work === 'list';
  const finished = lists ? record.counts.done : finishedOf(record.counts);
  const rests = record.status === 'running' && allowance(record.pace, now, ports.settings().perMinute).size === 0;
  const perSecond = rateOf(record, now, rests);
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
    secondsLeft:
      perSecond !== null && perSecond > 0 && !lists ? Math.ceil((record.total - finished) / perSecond) : null,
    problem: record.problem === null ? null : problemOf(record, record.problem, words),
    background: triggers !== null && isWanted(store, record),
    groups: isAtRest ? loadGroups(store) : [],
    refreshed: record.listing?.result ?? null,
    dressing: record.listing?.dressing === true,
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

/**
 * A slice writes its course every second or so, unless its pace rests. After such a silence nobody may be at work, and
 * the pace of before says nothing of how long it takes. Milliseconds.
 */
const SILENCE_MS = 20_000;
function rateOf({ course, status }: JobRecord, now: number, rests: boolean): number | null {
  const first = course.find(([at]) => at > now - COURSE_MS);
  const last = course[course.length - 1];
  if (status !== 'running' || first === undefined || last === undefined || last[0] === first[0]) return null;
  if (!rests && now - last[0] > SILENCE_MS) return null;
  return Math.round(((last[1] - first[1]) / (last[0] - first[0])) * 10_000) / 10;
}
