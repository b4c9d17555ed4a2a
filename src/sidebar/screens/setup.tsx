// The set-up check: each step with how it stands, what to do about those that failed, and the whole as text for asking
// for help.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SetupStep, SetupView } from '../../core/contract/rpc';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { ProblemBox, ProblemText } from '../parts/messages';
import { Buttons, Page, Quiet, Status } from '../parts/text';
import type { ScreenProps } from '../state/app';
import type { SetupScreen as Screen } from '../state/store';
import { words } from '../words';

const { setup } = words;
const ICON = { ok: 'done', failed: 'warning', unchecked: 'later', note: 'info' } as const;

export function SetupScreen({ app, screen }: ScreenProps & { readonly screen: Screen }): JSX.Element {
  const { view, running, problem } = screen;
  return (
    <Page title={setup.title}>
      <Status>{running ? setup.running : view === null ? '' : setup.result(view.failed)}</Status>
      {problem !== null && <ProblemBox problem={problem} />}
      {view !== null && (
        <div class={running ? 'aging' : undefined}>
          <Quiet>
            {view.installation}
            <br />
            {view.version}
          </Quiet>
          <ul class="steps">
            {view.steps.map(step => (
              <Step key={step.id} step={step} />
            ))}
          </ul>
          <Copy view={view} />
        </div>
      )}
      <div class="buttons foot">
        <Button look="primary" off={running} onClick={app.checkSetup}>
          {setup.again}
        </Button>
        <Button onClick={app.leaveSetup}>{words.back}</Button>
      </div>
    </Page>
  );
}

function Step({ step: { title, state, told, problem } }: { readonly step: SetupStep }): JSX.Element {
  return (
    <li class={`line ${state}`}>
      <Icon name={ICON[state]} />
      <div class="text">
        <h2>
          {title} <span class="quiet">{setup.states[state]}</span>
        </h2>
        {told !== '' && <p>{told}</p>}
        {problem !== null && <ProblemText problem={problem} />}
      </div>
    </li>
  );
}

/** The page may be barred from the clipboard: then the text stands there, selected. */
function Copy({ view }: { readonly view: SetupView }): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState('');
  const copy = (): void => {
    const area = field.current;
    if (area === null) return;
    area.hidden = false;
    area.focus();
    area.select();
    // The only way that asks no permission inside Google's frames.
    // oxlint-disable-next-line typescript/no-deprecated
    say(document.execCommand('copy') ? setup.copied : setup.notCopied);
  };
  return (
    <>
      <Buttons>
        <Button onClick={copy}>{setup.copy}</Button>
      </Buttons>
      <textarea ref={field} hidden readOnly rows={6} aria-label={setup.text} value={view.text} />
      <p role="status" class="quiet">
        {said}
      </p>
    </>
  );
}
