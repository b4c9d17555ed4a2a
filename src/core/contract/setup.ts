// The contract of the set-up check.
import type { Answer, Problem } from './answer';

/** What the set-up check looks at, in the order it is shown. */
export type SetupStepId =
  | 'permissions'
  | 'quota'
  | 'answer'
  | 'token'
  | 'api'
  | 'role'
  | 'organisation'
  | 'background'
  | 'sheet';

/** `unchecked`: an earlier one failed first. `note`: worth knowing, nothing is wrong. */
export type SetupStep = {
  readonly id: SetupStepId;
  readonly title: string;
  readonly state: 'ok' | 'failed' | 'unchecked' | 'note';
  readonly told: string;
  readonly problem: Problem | null;
};

/**
 * `text`: the whole as plain text, for asking somebody for help; nobody's address is in it. `installation`, `version`:
 * which copy of the add-on this is, in words.
 */
export type SetupView = {
  readonly steps: readonly SetupStep[];
  readonly failed: number;
  readonly installation: string;
  readonly version: string;
  readonly text: string;
};

export type SetupRequests = {
  /**
   * Looks at all that the add-on needs, with one small request to Google; changes nothing and can be run at any time.
   */
  checkSetup: () => Answer<SetupView>;
};
