// What an outcome, or a look at the account, makes of a line of the job: its next outcome and the sentence that
// explains it. Pure.
import type { LineOutcome } from '../contract/rows';
import type { Action } from '../contract/rpc';
import type { Outcome } from '../google/outcome';
import type { Words } from '../words';
import type { Line } from './queue';
import { showsNoChange, type Settled } from './reconcile';

export type LineChange = { readonly outcome: LineOutcome; readonly reason: string };

/** After so many attempts that Google itself failed, a person decides. */
const MOST_ATTEMPTS = 3;

export function lineAfterReply(line: Line, outcome: Outcome, words: Words): LineChange {
  const { results } = words;
  switch (outcome.kind) {
    case 'done':
      if (line.action === 'send' && line.at !== null && showsNoChange(outcome.account, line.at))
        return { outcome: 'checking', reason: results.checking('no-change') };
      return { outcome: 'done', reason: line.action === 'cancel' ? results.cancelled : results.sent };
    case 'refused':
      // A second try at cancelling finds nothing left to cancel: the first one worked.
      if (
        line.action === 'cancel' &&
        (line.attempts ?? 0) > 1 &&
        (outcome.code === 'not-found' || outcome.code === 'precondition')
      )
        return { outcome: 'done', reason: results.cancelled };
      return { outcome: 'refused', reason: results.refused(outcome.code, outcome.google) };
    case 'later':
      return { outcome: 'queued', reason: results.later(outcome.google) };
    case 'unknown':
      return { outcome: 'checking', reason: results.checking(outcome.code) };
    case 'stop':
      return { outcome: 'queued', reason: results.waiting(outcome.google) };
  }
}

/** What looking at the account settled. */
export function lineAfterLook(line: Line, settled: Settled, action: Action, words: Words): LineChange {
  const { results } = words;
  switch (settled) {
    case 'done':
      return { outcome: 'done', reason: action === 'cancel' ? results.cancelled : results.sent };
    case 'accepted':
      return { outcome: 'skipped', reason: results.acceptedMeanwhile };
    case 'declined':
      return { outcome: 'skipped', reason: results.declinedMeanwhile };
    case 'wait':
      return { outcome: 'checking', reason: line.reason === '' ? results.checking(null) : line.reason };
    case 'not-done':
      return (line.attempts ?? 0) >= MOST_ATTEMPTS
        ? { outcome: 'refused', reason: results.gaveUp }
        : { outcome: 'queued', reason: results.retry };
    case 'absent':
      // Taking back twice harms nobody; mailing twice does.
      return action === 'cancel' && (line.attempts ?? 0) < MOST_ATTEMPTS
        ? { outcome: 'queued', reason: results.retry }
        : { outcome: 'unknown', reason: results.unclearAbsent };
  }
}
