// Why a line of the Activity sheet has its outcome, as a code that survives rewording: it stands in the sheet's Code
// column beside the sentence that people read. Codes may be added, never changed: old lines are read by them.
import type { ProblemCode, RefusedCode, UnknownCode } from './codes';
import { evidenceIn } from './evidence';
import type { LastRun } from './schedule-run';

/** The version of the lines that this build writes; a line without one was written by version 0.1. */
export const LINE_VERSION = 2;

export type LineReason =
  | 'queued'
  | 'sending'
  | 'done'
  | `refused/${RefusedCode}`
  | `checking/${UnknownCode | 'interrupted'}`
  | 'retry'
  | 'later'
  | 'waiting'
  | 'gave-up'
  | `unclear/${'absent' | 'stopped' | 'silent'}`
  | `meanwhile/${'accepted' | 'declined' | 'invited' | 'cancelled'}`
  // Asked live before being mailed again: "no", or an answer that does not tell.
  | 'gone'
  | 'unclear-invitable'
  | 'stopped'
  | 'never-list'
  // Of a check.
  | 'eligible'
  | 'not-eligible'
  | `check-refused/${RefusedCode}`
  | `check-again/${UnknownCode}`
  | 'check-silent'
  // Of a refresh, and of the schedule.
  | 'refreshed'
  | 'refreshed-in-part'
  | `ran/${LastRun['how']}`
  | `held/${ProblemCode}`
  // Of a comparison with a list of people.
  | 'compared'
  | 'comparison-forgotten'
  | 'switched-on'
  | 'switched-off';

/** Skipped, and what to do next is for a person to say. */
export const mustDecide = (code: string): boolean => evidenceIn(code).reason === 'unclear-invitable';

/** The code that refused this address, where the reason is a refusal. */
export function refusedCodeIn(reason: string): RefusedCode | null {
  const match = /^(?:check-)?refused\/(\S+)/.exec(reason);
  return match === null ? null : (match[1] as RefusedCode);
}
