// How many are marked, how to mark others, and what is done with them: send and cancel.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Action, MarkQuick, Overview } from '../../../core/contract/rpc';
import { Button } from '../../parts/button';
import { MenuButton, type MenuItem } from '../../parts/menu-button';
import { Said, Told } from '../../parts/messages';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { MarkForm } from './mark-form';

const HOW: readonly MarkQuick[] = ['notInvited', 'selection', 'none'];

export function Marks({
  app,
  state,
  overview,
  next,
}: ScreenProps & { readonly overview: Overview; readonly next: string }): JSX.Element {
  const { marked, counts, asOf } = overview;
  const [asking, ask] = useState(false);
  const quick = HOW.map(
    (how): MenuItem => ({
      key: how,
      text: words.marks.how[how],
      choose: () => {
        ask(false);
        void app.mark(how);
      },
    }),
  );
  const more: MenuItem = { key: 'more', text: words.marks.form.open, choose: () => ask(true) };
  const close = (): void => {
    ask(false);
    document.getElementById('mark')?.focus();
  };
  const off = isBusy(state);
  // While the form is open, its button is what is next.
  const primary = asking ? null : next;
  const start = (action: Action, look: 'primary' | 'plain'): JSX.Element => (
    <Button
      id={action}
      look={look}
      off={off || marked === 0}
      why={marked === 0 ? 'nothing-marked' : undefined}
      onClick={() => app.preview(action)}
    >
      {words.marks[action]}
    </Button>
  );
  return (
    <section aria-labelledby="marked">
      <div class="row">
        <h2 id="marked">
          {words.marks.marked(marked)}
          {asOf !== null && (
            <>
              <br />
              <span class="quiet"> ({words.counts.ago((app.now() + state.skew - Date.parse(asOf)) / 1000)})</span>
            </>
          )}
        </h2>
        <MenuButton
          id="mark"
          text={words.marks.menu}
          off={off}
          items={[...quick.slice(0, -1), more, ...quick.slice(-1)]}
        />
      </div>
      {/* The answers stand where was pressed: below the menu, or in the form. */}
      {asking ? (
        <MarkForm app={app} state={state} close={close} primary={next === 'send' || next === 'mark'} />
      ) : (
        <>
          <Said state={state} place="marks" />
          <Told state={state} place="marks" />
        </>
      )}
      {marked === 0 && (
        <p id="nothing-marked" class="quiet">
          {words.marks.nothing}
        </p>
      )}
      <div class="buttons">
        {primary === 'mark' && (
          <Button
            id="mark-new"
            look="primary"
            off={off}
            onClick={() => {
              // The button goes with what it was for.
              document.getElementById('mark')?.focus();
              void app.mark('notInvited');
            }}
          >
            {words.marks.markNew(counts.NOT_YET_SENT)}
          </Button>
        )}
        {start('send', primary === 'send' ? 'primary' : 'plain')}
        {start('cancel', 'plain')}
      </div>
    </section>
  );
}
