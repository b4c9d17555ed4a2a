// On the first screen: a field for one address or many, to look up or to check whether they can be invited.
import type { JSX } from 'preact';
import type { CheckSource } from '../../../core/contract/rpc';
import { Button } from '../../parts/button';
import { MenuButton } from '../../parts/menu-button';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';

export function LookUpOrCheck({ app, state }: ScreenProps): JSX.Element {
  const { finding } = state;
  const off = isBusy(state);
  const isEmpty = finding.trim() === '';
  const sources: readonly CheckSource[] = [
    ...(isEmpty ? [] : [{ from: 'text', text: finding } as const]),
    { from: 'marked' },
    { from: 'selection' },
  ];
  return (
    <section aria-labelledby="find">
      <h2 id="find">{words.check.title}</h2>
      <textarea
        aria-label={words.check.field}
        placeholder={words.check.field}
        rows={2}
        spellcheck={false}
        value={finding}
        onInput={event => app.type(event.currentTarget.value)}
      />
      <div class="row">
        <Button id="lookUp" off={off || isEmpty} onClick={() => app.lookUp(finding)}>
          {words.check.lookUp}
        </Button>
        <MenuButton
          id="check"
          text={words.check.menu}
          off={off}
          items={sources.map(source => ({
            key: source.from,
            text: words.check.from[source.from],
            choose: () => void app.previewCheck(source),
          }))}
        />
      </div>
      <p>
        <Button id="people" look="link" off={off} onClick={app.openPeople}>
          {words.people.title}
        </Button>
      </p>
    </section>
  );
}
