// What is asked before something is ended or taken away: the question takes the focus, and Escape means no.
import type { ComponentChildren, JSX } from 'preact';
import { words } from '../words';
import { Button } from './button';
import { Asking, Buttons } from './text';

type Props = {
  /** What the button says that does it. */
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => unknown;
  readonly onNo: () => unknown;
  readonly children: ComponentChildren;
};

export function Question({ yes, no, onYes, onNo, children }: Props): JSX.Element {
  return (
    <div
      class="box"
      role="group"
      aria-labelledby="asking"
      onKeyDown={event => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <div class="text">
        <Asking>{words.ask(yes)}</Asking>
        {children}
        <Buttons>
          <Button look="primary" onClick={onYes}>
            {yes}
          </Button>
          <Button onClick={onNo}>{no}</Button>
        </Buttons>
      </div>
    </div>
  );
}
