// On the first screen: a field for one address or many, to look up or to check whether they can be invited.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CheckSource } from '../../../core/contract/rpc';
import { readList } from '../../../core/lists/read-list';
import { Button } from '../../parts/button';
import { useListFile } from '../../parts/file-input';
import { MenuButton } from '../../parts/menu-button';
import { Status } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy, type PageSource } from '../../state/store';
import { words } from '../../words';

const { check: told } = words;

export function LookUpOrCheck({ app, state }: ScreenProps): JSX.Element {
  const { finding } = state;
  const off = isBusy(state);
  const isEmpty = finding.trim() === '';
  const count = useMemo(() => listed(finding), [finding]);
  const check = (source: PageSource): void => void app.previewCheck(source);
  const file = useListFile(chosen => check({ from: 'file', file: chosen }));
  const sources: readonly CheckSource[] = [
    ...(isEmpty ? [] : [{ from: 'text', text: finding } as const]),
    { from: 'marked' },
    { from: 'selection' },
    { from: 'tab' },
  ];
  return (
    <section aria-labelledby="find">
      <h2 id="find">{told.title}</h2>
      <textarea
        aria-label={told.field}
        placeholder={told.field}
        rows={2}
        spellcheck={false}
        value={finding}
        onInput={event => app.type(event.currentTarget.value)}
        onKeyDown={event => {
          // One address is looked up; in a list, a line ends.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isEmpty || finding.trim().includes('\n'))
            return;
          event.preventDefault();
          if (off) return;
          if (count > 1) check({ from: 'text', text: finding });
          else void app.lookUp(finding);
        }}
      />
      {count > 1 && (
        <Status>
          {told.isList(count)}{' '}
          <Button id="checkList" look="link" off={off} onClick={() => check({ from: 'text', text: finding })}>
            {told.confirm(count)}
          </Button>
        </Status>
      )}
      {file.input}
      <div class="row">
        <Button id="lookUp" off={off || isEmpty} onClick={() => app.lookUp(finding)}>
          {told.lookUp}
        </Button>
        <MenuButton
          id="check"
          text={told.menu}
          off={off}
          items={[
            ...sources.map(source => ({
              key: source.from,
              text: told.from[source.from],
              choose: () => check(source),
            })),
            { key: 'file', text: told.from.file, choose: file.open },
          ]}
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

/** A longer text is read when it is wanted, not at each key. */
const LONGEST_AT_ONCE = 20_000;
const LINES = /\n\s*\S/;

/** How many addresses are in the field, as far as that is quickly told; a longer list is one all the same. */
function listed(text: string): number {
  if (text.length <= LONGEST_AT_ONCE) return readList(text).addresses.length;
  return LINES.test(text) ? text.split('\n').length : 0;
}
