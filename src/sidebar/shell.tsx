// The frame of the page: who is signed in, the screen of the moment, and where the focus goes when the screen changes.
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button, CheckSetup } from './parts/button';
import { ProblemBox } from './parts/messages';
import { TheApp } from './parts/remedy';
import { Status } from './parts/text';
import { CheckScreen } from './screens/check';
import { Home } from './screens/home/home';
import { JobScreen } from './screens/job';
import { LookUpScreen } from './screens/look-up';
import { OutdatedScreen } from './screens/outdated';
import { PeopleScreen } from './screens/people';
import { PreviewScreen } from './screens/preview';
import { ResultScreen } from './screens/result';
import { SettingsScreen } from './screens/settings';
import { SetupScreen } from './screens/setup';
import { SignInScreen } from './screens/sign-in';
import type { App, ScreenProps } from './state/app';
import { useStore } from './state/hooks';
import { words } from './words';

export function Shell({ app }: { readonly app: App }): JSX.Element {
  const state = useStore(app);
  const { overview, screen } = state;
  const before = useRef(screen.name);
  useLayoutEffect(() => {
    const from = before.current;
    before.current = screen.name;
    // Never take the focus out of the spreadsheet: a job may end while a person is typing there.
    if (from === 'opening' || !document.hasFocus()) return;
    const back =
      (screen.name === 'home' || from === 'setup') && state.returnTo !== null
        ? document.getElementById(state.returnTo)
        : null;
    (back ?? document.querySelector<HTMLElement>('[data-heading]'))?.focus();
  }, [screen.name]);
  useKeptFocus();

  return (
    <TheApp.Provider value={app}>
      {overview !== null && (
        <header>
          <b>{overview.organisation}</b>
          {overview.who !== '' && <span class="quiet">{words.signedInAs(overview.who, overview.actsFor)}</span>}
          <span class="quiet">{words.requestsLeft(overview.requestsLeft)}</span>
        </header>
      )}
      <main>{inside(app, state)}</main>
      <p class="unseen" role="status">
        {state.said}
      </p>
    </TheApp.Provider>
  );
}

/**
 * A focused button that is gone with what it was about ("Retry now") would leave a keyboard at the top of the page: go
 * to the heading.
 */
function useKeptFocus(): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const remember = (): void => {
      last.current = document.activeElement;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  useEffect(() => {
    if (last.current?.isConnected !== false || document.activeElement !== document.body || !document.hasFocus()) return;
    const heading = document.querySelector<HTMLElement>('[data-heading]');
    if (heading === null) return; // nothing is open yet
    last.current = null;
    heading.focus();
  });
}

function inside(app: App, state: ScreenProps['state']): JSX.Element | null {
  const { overview, screen, problem } = state;
  const here = { app, state };
  switch (screen.name) {
    case 'opening':
      if (problem === null) return <Status>{words.opening}</Status>;
      return (
        <ProblemBox problem={problem.problem}>
          <Button look="primary" onClick={app.open}>
            {words.tryAgain}
          </Button>
          <CheckSetup app={app} />
        </ProblemBox>
      );
    case 'home':
      return overview === null ? null : <Home {...here} overview={overview} />;
    case 'preview':
      return <PreviewScreen {...here} screen={screen} />;
    case 'check':
      return <CheckScreen {...here} screen={screen} />;
    case 'lookUp':
      return <LookUpScreen {...here} screen={screen} />;
    case 'people':
      return <PeopleScreen {...here} screen={screen} />;
    case 'job':
      return <JobScreen {...here} screen={screen} />;
    case 'settings':
      return <SettingsScreen {...here} screen={screen} />;
    case 'setup':
      return <SetupScreen {...here} screen={screen} />;
    case 'signIn':
      return <SignInScreen {...here} screen={screen} />;
    case 'outdated':
      return <OutdatedScreen />;
    case 'result':
      return <ResultScreen {...here} job={screen.job} />;
  }
}
