// The button that puts a problem right, where the page itself can: beside the problem, wherever that is told.
import { createContext, type JSX } from 'preact';
import type { ProblemCode } from '../../core/contract/codes';
import type { App } from '../state/app';
import { isBusy } from '../state/store';
import { words } from '../words';
import { Button } from './button';

export const TheApp = createContext<App | null>(null);

type Remedy = 'refresh' | 'settings' | 'signIn' | 'job' | 'accounts';
const REMEDIES: Readonly<Record<Remedy, readonly ProblemCode[]>> = {
  refresh: [
    'no-sheet',
    'no-mark-column',
    'no-header',
    'missing-columns',
    'refresh-first',
    'rows-moved',
    'list-broken',
    'list-incomplete',
    'log-lost',
  ],
  settings: ['test-mode', 'settings-unread'],
  signIn: ['no-delegation', 'key-refused', 'no-key', 'no-such-admin', 'sign-in-refused'],
  job: ['other-job', 'not-yours'],
  accounts: ['no-email-column', 'email-names', 'email-formulas', 'invalid-rows', 'duplicate-rows'],
};
const NAMES = Object.keys(REMEDIES) as Remedy[];
const remedyOf = (code: string): Remedy | undefined => NAMES.find(name => REMEDIES[name].some(each => each === code));

/** Null where the page can do nothing about it. */
export function remedyFor(app: App | null, code: string): JSX.Element | null {
  const remedy = remedyOf(code);
  if (app === null || remedy === undefined) return null;
  const { screen, aside } = app.get();
  // A second button for what is at hand already would only be one more, and a job under way is in a refresh's way.
  if (screen.name === remedy || (remedy === 'job' && aside !== null)) return null;
  if (screen.name === 'job' && remedy === 'refresh') return null;
  const [text, run] = {
    refresh: [words.counts.refresh, () => app.refresh()],
    settings: [words.settings.open, app.openSettings],
    signIn: [words.signIn.open, app.openSignIn],
    job: [words.job.show, app.showJob],
    accounts: [words.missing.open, () => app.showSheet('accounts', 'page')],
  }[remedy] as [string, () => unknown];
  return (
    <Button off={isBusy(app.get())} onClick={run}>
      {text}
    </Button>
  );
}
