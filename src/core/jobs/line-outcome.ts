// What an outcome, or a look at the account, makes of a line of the job: its next outcome, and why, as a code and as
// the sentence that people read. Pure.
import type { Account } from '../accounts/account';
import { codeWith, evidenceIn } from '../contract/evidence';
import type { ActionKind, KindRules, LineKind } from '../contract/kinds';
import type { LineReason } from '../contract/line-reason';
import type { LineOutcome } from '../contract/rows';
import type { Outcome } from '../google/outcome';
import { MOST_ATTEMPTS } from '../google/retry-timing';
import type { Words } from '../words';
import type { Line } from './queue';
import { mailedSince, type Settled } from './reconcile';

export type LineChange = { readonly outcome: LineOutcome; readonly code: LineReason; readonly reason: string };

/** Whether a job is not through with the line yet. */
export const isOpen = ({ outcome }: { readonly outcome: LineOutcome | null }): boolean =>
  outcome === 'queued' || outcome === 'sending' || outcome === 'checking';

/**
 * Changes the line. What is not final keeps what was known before the attempt, for the next look; so does what a person
 * must decide, for the next job.
 */
export function put(line: Line, { code, ...change }: LineChange): void {
  const { at, known } = evidenceIn(line.code);
  const needsKnown = change.outcome === 'queued' || change.outcome === 'checking' || change.outcome === 'unknown';
  Object.assign(line, change, { code: codeWith({ reason: code, at, known: needsKnown ? known : null }) });
}

/** What a job of that kind makes of its lines. */
export type Judge = { readonly kind: ActionKind; readonly rules: KindRules; readonly words: Words };

const done = ({ kind, words }: Judge): LineChange => ({
  outcome: 'done',
  code: 'done',
  reason: words.results.done[kind],
});
const retry = ({ words: { results } }: Judge): LineChange => ({
  outcome: 'queued',
  code: 'retry',
  reason: results.retry,
});
/** An attempt that nobody saw the end of. */
export const interrupted = ({ results }: Words): Omit<LineChange, 'outcome'> => ({
  code: 'checking/interrupted',
  reason: results.checking(null),
});
export const unclear = (why: 'absent' | 'stopped' | 'silent', { results }: Words): LineChange => ({
  outcome: 'unknown',
  code: `unclear/${why}`,
  reason: results.unclear[why],
});
export const stopped = (kind: LineKind, words: Words): LineChange => ({
  outcome: 'stopped',
  code: 'stopped',
  reason: words.results.stopped[kind],
});

export function lineAfterReply(line: Line, outcome: Outcome, judge: Judge): LineChange {
  const { results } = judge.words;
  const { verb } = judge.rules;
  switch (outcome.kind) {
    case 'done':
      if (verb === 'send' && line.at !== null && showsNoChange(outcome.account, line))
        return { outcome: 'checking', code: 'checking/no-change', reason: results.checking('no-change') };
      return done(judge);
    case 'refused':
      // A second try at cancelling finds nothing left to cancel: the first one worked.
      if (
        verb === 'cancel' &&
        (line.attempts ?? 0) > 1 &&
        (outcome.code === 'not-found' || outcome.code === 'precondition')
      )
        return done(judge);
      return {
        outcome: 'refused',
        code: `refused/${outcome.code}`,
        reason: results.refused(outcome.code, outcome.google),
      };
    case 'later':
      return { outcome: 'queued', code: 'later', reason: results.later(outcome.google) };
    case 'unknown':
      return { outcome: 'checking', code: `checking/${outcome.code}`, reason: results.checking(outcome.code) };
    case 'stop':
      return { outcome: 'queued', code: 'waiting', reason: results.waiting(outcome.google) };
  }
}

/**
 * Google says "done" and shows in the same reply an account of which every witness says that nobody was mailed: that is
 * looked at again.
 */
function showsNoChange(account: Account | null, line: Line): boolean {
  const { known } = evidenceIn(line.code);
  return account !== null && mailedSince(account, { before: known, since: line.at ?? 0 }) === 'no';
}

/** What looking at the account settled. */
export function lineAfterLook(line: Line, settled: Settled, judge: Judge): LineChange {
  const { results } = judge.words;
  switch (settled) {
    case 'done':
      return done(judge);
    case 'accepted':
      return { outcome: 'skipped', code: 'meanwhile/accepted', reason: results.acceptedMeanwhile };
    case 'declined':
      return { outcome: 'skipped', code: 'meanwhile/declined', reason: results.declinedMeanwhile };
    case 'wait':
      return line.reason === ''
        ? { outcome: 'checking', ...interrupted(judge.words) }
        : { outcome: 'checking', code: evidenceIn(line.code).reason as LineReason, reason: line.reason };
    case 'not-done':
      // Google said yes, and has nothing to show for it: whoever is not sure does not send again.
      if (evidenceIn(line.code).reason === 'checking/no-change') return unclear('absent', judge.words);
      return (line.attempts ?? 0) >= MOST_ATTEMPTS
        ? { outcome: 'refused', code: 'gave-up', reason: results.gaveUp }
        : retry(judge);
    case 'absent':
      // Cancelling twice harms nobody; mailing twice does.
      return judge.rules.verb === 'cancel' && (line.attempts ?? 0) < MOST_ATTEMPTS
        ? retry(judge)
        : unclear('absent', judge.words);
  }
}
