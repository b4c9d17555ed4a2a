// How many are marked, how to mark others, and what is done with them: send and cancel.
import type { JSX } from 'preact';
import type { Action, MarkQuick, Overview } from '../../../core/contract/rpc';
import { Button } from '../../parts/button';
import { MenuButton, type MenuItem } from '../../parts/menu-button';
import { Said, Told } from '../../parts/messages';
import { Buttons, Quiet } from '../../parts/text';
import type { ScreenProps } from '../../state/app';
import { isBusy } from '../../state/store';
import { words } from '../../words';
import { MarkForm } from './mark-form';

const { marks: told } = words;

const HOW: readonly MarkQuick[] = ['notInvited', 'selection', 'none'];

export function Marks({
  app,
  state,
  overview,
  next,
}: ScreenProps & { readonly overview: Overview; readonly next: string }): JSX.Element {
  const { marked, markedFor, asOf } = overview;
  const asking = state.marking;
  const quick = HOW.map(
    (how): MenuItem => ({
      key: how,
      text: told.how[how],
      choose: () => {
        app.askMarks(false);
        void app.mark(how);
      },
    }),
  );
  const more: MenuItem = { key: 'more', text: told.form.open, choose: () => app.askMarks(true) };
  const close = (): void => {
    app.askMarks(false);
    document.getElementById('mark')?.focus();
  };
  const off = isBusy(state);
  // While the form is open, its button is what is next.
  const primary = asking ? null : next;
  const start = (action: Action): JSX.Element => (
    <Button
      id={action}
      look={primary === action ? 'primary' : 'plain'}
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
          {told.marked(marked)}
          {asOf !== null && (
            <>
              <br />
              <span class="quiet"> ({words.counts.ago((app.now() + state.skew - Date.parse(asOf)) / 1000)})</span>
            </>
          )}
        </h2>
        <MenuButton id="mark" text={told.menu} off={off} items={[...quick.slice(0, -1), more, ...quick.slice(-1)]} />
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
          {told.nothing}
        </p>
      )}
      {marked > 0 && markedFor.first === 0 && <Quiet>{told.noneNew(markedFor.cancel)}</Quiet>}
      <Buttons>
        {primary === 'mark' && (
          <Button
            id="mark-new"
            look="primary"
            off={off}
            onClick={() => {
              // The button goes with what it was for.
              document.getElementById('mark')?.focus();
              void app.mark('neverInvited');
            }}
          >
            {told.how.neverInvited}
          </Button>
        )}
        {start('send')}
        {start('cancel')}
      </Buttons>
    </section>
  );
}
