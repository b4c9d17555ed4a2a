// With whose authority Google is asked: one's own sign-in, or a service account that acts for an admin; tried before it
// is used.
import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { SignInMode, SignInView } from '../../core/contract/rpc';
import { Button } from '../parts/button';
import { Field } from '../parts/field';
import { NewNote, ProblemBox } from '../parts/messages';
import { Page, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import { isBusy, type SignInScreen as Screen } from '../state/store';
import { words } from '../words';

const { signIn: told } = words;

const MODES: readonly SignInMode[] = ['own', 'key', 'delegation'];
const FIELDS = ['serviceAccount', 'key', 'actFor'];

export function SignInScreen({ app, state, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { view, wish, faults, problem, said } = screen;
  const busy = isBusy(state);
  useLayoutEffect(() => {
    if (!SERVICE_ACCOUNT) return;
    const first = FIELDS.find(name => faults[name] !== undefined);
    if (first !== undefined && document.hasFocus()) document.getElementById(`sign-in-${first}`)?.focus();
  }, [faults]);
  return (
    <Page title={told.title}>
      {view === null && problem === null && <Status>{words.opening}</Status>}
      {view !== null && (
        <form
          id="sign-in-form"
          onSubmit={event => {
            event.preventDefault();
            if (!busy) void app.useSignIn(false);
          }}
        >
          <p>{told.now(inUse(view))}</p>
          <Modes app={app} view={view} chosen={wish.mode} />
          {SERVICE_ACCOUNT && wish.mode === 'delegation' && <Wished app={app} screen={screen} name="serviceAccount" />}
          {SERVICE_ACCOUNT && wish.mode === 'key' && <KeyField app={app} screen={screen} view={view} busy={busy} />}
          {SERVICE_ACCOUNT && wish.mode !== 'own' && <Wished app={app} screen={screen} name="actFor" />}
        </form>
      )}
      {problem !== null && (
        <ProblemBox problem={problem}>
          {view === null ? (
            <Button onClick={app.openSignIn}>{words.tryAgain}</Button>
          ) : (
            SERVICE_ACCOUNT &&
            !isSame(view, screen) && (
              <Button off={busy} onClick={() => app.useSignIn(true)}>
                {told.account.anyway}
              </Button>
            )
          )}
        </ProblemBox>
      )}
      {said !== '' && <NewNote>{said}</NewNote>}
      <div class="buttons foot">
        {view !== null && hasChoice(view) && (
          <button type="submit" form="sign-in-form" id="use" class="primary" aria-disabled={busy ? 'true' : undefined}>
            {state.pending === 'useSignIn' ? told.trying : told.use}
          </button>
        )}
        <Button id="back" off={busy} onClick={app.home}>
          {words.back}
        </Button>
      </div>
    </Page>
  );
}

const inUse = ({ mode, serviceAccount, actFor }: SignInView): string =>
  mode === 'own' ? told.modes.own.label : told.acting(serviceAccount, actFor);
/** Where only one's own sign-in is built in, and in use, there is nothing to test or to change. */
const hasChoice = ({ builtIn, mode }: SignInView): boolean => builtIn.length > 1 || mode !== 'own';
const isSame = (view: SignInView, { wish }: Screen): boolean =>
  view.mode === wish.mode &&
  wish.key === '' &&
  (wish.mode === 'own' || view.actFor === wish.actFor) &&
  (wish.mode !== 'delegation' || view.serviceAccount === wish.serviceAccount);

function Modes({
  app,
  view,
  chosen,
}: {
  readonly app: ScreenProps['app'];
  readonly view: SignInView;
  readonly chosen: SignInMode;
}): JSX.Element {
  return (
    <fieldset>
      <legend>{told.choose}</legend>
      {MODES.map(mode => {
        const missing = mode !== 'own' && !view.builtIn.includes(mode) ? ` ${told.notBuiltIn(mode)}` : '';
        const { label, help } = told.modes[mode];
        return (
          <div key={mode}>
            <label>
              <input
                type="radio"
                name="mode"
                value={mode}
                checked={chosen === mode}
                disabled={missing !== ''}
                aria-describedby={`mode-${mode}`}
                onChange={() => app.wishSignIn({ mode })}
              />
              <span>{label}</span>
            </label>
            <p id={`mode-${mode}`} class="quiet under">
              {`${help}${missing}`.trim()}
            </p>
          </div>
        );
      })}
    </fieldset>
  );
}

function Wished({
  app,
  screen,
  name,
}: {
  readonly app: ScreenProps['app'];
  readonly screen: Screen;
  readonly name: 'serviceAccount' | 'actFor';
}): JSX.Element {
  return (
    <Field id={`sign-in-${name}`} {...told.account.fields[name]} fault={screen.faults[name]}>
      {common => (
        <input
          {...common}
          inputMode="email"
          value={screen.wish[name]}
          onInput={event => app.wishSignIn({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

/** The file is never shown, and what is kept of it never comes back to the page. */
function KeyField({
  app,
  screen,
  view,
  busy,
}: {
  readonly app: ScreenProps['app'];
  readonly screen: Screen;
  readonly view: SignInView;
  readonly busy: boolean;
}): JSX.Element {
  const read = (file: File | undefined): void => {
    if (file === undefined) {
      app.wishSignIn({ key: '' });
      return;
    }
    const reader = new FileReader();
    // One that is larger than any key is refused by name, not sent.
    reader.onload = () =>
      app.wishSignIn({ key: (typeof reader.result === 'string' ? reader.result.slice(0, LARGEST_KEY) : '') || ' ' });
    reader.readAsText(file);
  };
  const kept = view.key !== null && (
    <p>
      {told.account.kept(view.key.email, view.key.id.slice(0, SHOWN_ID))}{' '}
      <Button look="link" off={busy} onClick={app.removeKey}>
        {told.account.remove}
      </Button>
    </p>
  );
  return (
    <Field id="sign-in-key" {...told.account.fields.key} fault={screen.faults['key']} more={kept}>
      {common => (
        <input
          {...common}
          type="file"
          accept=".json,application/json"
          onChange={event => read(event.currentTarget.files?.[0])}
        />
      )}
    </Field>
  );
}
const LARGEST_KEY = 8_000;
/** As much of a key's id as tells it from others in the Cloud console. */
const SHOWN_ID = 8;
