// The requests of the page, answered by the real core over ports in memory: what src/server/main.ts and app.ts are over
// Apps Script. One call, one execution.
import { makeContext } from '../../../src/core/context';
import { answer } from '../../../src/core/contract/answer';
import type { Answer, Rpc, SignInMode } from '../../../src/core/contract/rpc';
import type { Http } from '../../../src/core/google/http';
import type { Deps } from '../../../src/core/ports';
import { makeRequests } from '../../../src/core/requests';
import { settingsRequests } from '../../../src/core/requests/settings';
import { checkSetup, type Host } from '../../../src/core/requests/setup';
import { signInRequests } from '../../../src/core/requests/sign-in';
import { withoutServiceAccount } from '../../../src/core/sign-in/sign-in';
import { refuse } from '../../../src/core/words/problem';
import { words } from '../../memory/ports';

/** What the platform tells beyond the ports. `sliceMs`: how long a slice is; undefined: as long as usual. */
export type Around = {
  readonly sliceMs: number | undefined;
  readonly builtIn: readonly SignInMode[];
  readonly installation: Host;
  readonly selection: [number, number][] | null;
  readonly selectedText: string;
};

export function requestsOf(deps: Deps, httpAs: (owner: string) => Http, around: Around): Rpc {
  const requests = makeRequests(makeContext(deps, words));
  const shown = (exists: boolean): Answer<null> => (exists ? answer(null) : refuse('no-sheet', words));
  return {
    ...requests,
    mark: how => requests.mark(how, () => around.selection),
    previewCheck: source => requests.previewCheck(source, () => around.selectedText),
    // A job that is only queued stands still until a test has it go on.
    start: (action, options, planId, typed, source) => requests.start(action, options, planId, typed, source),
    startCheck: addresses => requests.startCheck(addresses),
    advance: id => requests.advance(id, around.sliceMs),
    takeOver: requests.resume,
    checkSetup: () => checkSetup(deps, words, around.installation),
    ...settingsRequests(deps, words),
    ...(around.builtIn.length === 1
      ? withoutServiceAccount(deps.userStore, words)
      : signInRequests(
          {
            ...deps,
            builtIn: around.builtIn,
            // As if Google gave out the token at once: with whose authority it is asked is all that the page tells.
            httpAs: ({ mode, actFor }) => httpAs(mode === 'own' ? deps.who : actFor),
            forgetToken: () => undefined,
          },
          words,
        )),
    // What is in front is the spreadsheet's own.
    showSheet: sheet => shown((sheet === 'accounts' ? deps.accounts : deps.activity).read() !== null),
    showActivity: () => shown(deps.activity.read() !== null),
    summary: () => shown(deps.accounts.read() !== null),
    speak: () => answer(null),
  };
}

const TRIGGER_MS = 270_000;
export const runTrigger = (deps: Deps): Answer<null> =>
  makeRequests(makeContext(deps, words)).continueInBackground(TRIGGER_MS);
