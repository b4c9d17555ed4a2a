// Checking eligibility: a read, so nothing is written down before Google is asked, and an answer that does not come is
// simply asked for again.
import { askEligibility, type Asked } from '../google/client';
import type { Eligibility } from '../google/outcome';
import { NO_REPLY } from '../google/outcome';
import type { Deps } from '../ports';
import type { Words } from '../words';
import type { LineChange } from './line-outcome';
import { FIRST_LOOK_AGAIN_MS, MOST_FAILED_LOOKS, staysSilent, type Run, type Work } from './line-work';
import { nextLines, type Line } from './queue';

export const checking: Work = {
  mails: false,
  // What a person typed over is asked again, too.
  takeUp: run => {
    for (const line of run.queue.lines)
      if (line.outcome === 'sending' || line.outcome === 'checking') line.outcome = 'queued';
  },
  next: ({ queue: { lines } }, size, now) => ({
    lines: nextLines(lines, line => line.outcome === 'queued' && line.lookAt <= now, size),
    perform: check,
  }),
  isUrgent: () => false,
  beforeRows: () => undefined,
  mayShow: () => true,
  stopped: ({ results }) => results.stoppedCheck,
};

function check(deps: Deps, words: Words, run: Run, lines: readonly Line[]): Asked<Eligibility> {
  const at = deps.clock.now();
  const asked = askEligibility(
    deps,
    lines.map(line => line.address),
  );
  const silent = staysSilent(deps, run, asked);
  const someAnswered = asked.outcomes.some(
    ({ kind }) => kind === 'eligible' || kind === 'not-eligible' || kind === 'refused',
  );
  lines.forEach((line, index) => {
    const reply = asked.outcomes[index] ?? NO_REPLY;
    // Put off, or turned away: not an attempt.
    const attempts = (line.attempts ?? 0) + (reply.kind === 'later' || reply.kind === 'stop' ? 0 : 1);
    // A line that fell silent alone is given up after some tries; when all did, the pace and the person decide.
    if (reply.kind === 'unknown' && (someAnswered || line.fails > 0)) line.fails++;
    const givenUp = reply.kind === 'unknown' && (silent || line.fails > MOST_FAILED_LOOKS);
    Object.assign(line, lineAfterCheck(reply, givenUp, words), {
      at,
      by: deps.signature || line.by,
      http: 'http' in reply ? reply.http || null : 200,
      attempts,
    });
    line.lookAt =
      line.outcome === 'queued' && line.fails > 0 ? deps.clock.now() + FIRST_LOOK_AGAIN_MS * 2 ** line.fails : 0;
  });
  run.queue.save(lines);
  return asked;
}

/** An error, or a reply that cannot be read, is never a "no". */
export function lineAfterCheck(reply: Eligibility, givenUp: boolean, { results }: Words): LineChange {
  switch (reply.kind) {
    case 'eligible':
      return { outcome: 'eligible', reason: results.eligible };
    case 'not-eligible':
      return { outcome: 'not-eligible', reason: results.notEligible };
    case 'refused':
      return { outcome: 'refused', reason: results.checkRefused(reply.code, reply.google) };
    case 'later':
      return { outcome: 'queued', reason: results.later(reply.google) };
    case 'stop':
      return { outcome: 'queued', reason: results.waiting(reply.google) };
    case 'unknown':
      return givenUp
        ? { outcome: 'unknown', reason: results.checkSilent }
        : { outcome: 'queued', reason: results.checkAgain(reply.code) };
  }
}
