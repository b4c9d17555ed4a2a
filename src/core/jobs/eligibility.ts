// Checking eligibility: a read, so nothing is written down before Google is asked, and an answer that does not come is
// simply asked for again.
import { askEligibility, type Asked } from '../google/client';
import { NO_REPLY, type Eligibility } from '../google/outcome';
import { lookAgainMs, MOST_FAILED_LOOKS } from '../google/retry-timing';
import type { Words } from '../words';
import type { LineChange } from './line-outcome';
import { staysSilent, type LineWork, type Slice } from './line-work';
import { firstOf, type Line } from './queue';

export const checking: LineWork = {
  // What a person typed over is asked again, too.
  takeUp: ({ queue }) => {
    for (const line of queue.lines)
      if (line.outcome === 'sending' || line.outcome === 'checking') line.outcome = 'queued';
  },
  next: ({ queue: { lines } }, size, now) => ({
    lines: firstOf(lines, line => line.outcome === 'queued' && line.lookAt <= now, size),
    perform: check,
  }),
  learnFirst: () => null,
  prepare: () => undefined,
  isUrgent: () => false,
  beforeRows: () => undefined,
  mayShow: () => true,
};

function check(slice: Slice, lines: readonly Line[]): Asked<Eligibility> {
  const { ports, words, queue } = slice;
  const at = ports.clock.now();
  const asked = askEligibility(
    ports,
    lines.map(line => line.address),
  );
  const silent = staysSilent(slice, asked);
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
      by: ports.signature || line.by,
      http: 'http' in reply ? reply.http || null : 200,
      attempts,
    });
    line.lookAt = line.outcome === 'queued' && line.fails > 0 ? ports.clock.now() + lookAgainMs(line.fails) : 0;
  });
  queue.note(lines);
  return asked;
}

/** An error, or a reply that cannot be read, is never a "no". */
export function lineAfterCheck(reply: Eligibility, givenUp: boolean, { results }: Words): LineChange {
  switch (reply.kind) {
    case 'eligible':
      return { outcome: 'eligible', code: 'eligible', reason: results.eligible };
    case 'not-eligible':
      return { outcome: 'not-eligible', code: 'not-eligible', reason: results.notEligible };
    case 'refused':
      return {
        outcome: 'refused',
        code: `check-refused/${reply.code}`,
        reason: results.checkRefused(reply.code, reply.google),
      };
    case 'later':
      return { outcome: 'queued', code: 'later', reason: results.later(reply.google) };
    case 'stop':
      return { outcome: 'queued', code: 'waiting', reason: results.waiting(reply.google) };
    case 'unknown':
      return givenUp
        ? { outcome: 'unknown', code: 'check-silent', reason: results.checkSilent }
        : { outcome: 'queued', code: `check-again/${reply.code}`, reason: results.checkAgain(reply.code) };
  }
}
