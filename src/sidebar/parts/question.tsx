// What is asked before something is ended or taken away: the question takes the focus, and Escape means no.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Buttons } from './text';
import { words } from '../words';
import { Button } from './button';

type Props = {
  /** What the button says that does it. */
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => unknown;
  readonly onNo: () => unknown;
  readonly children: ComponentChildren;
};

export function Question({ yes, no, onYes, onNo, children }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div
      class="box"
      role="group"
      aria-labelledby="question"
      onKeyDown={event => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <div class="text">
        <h2 id="question" tabIndex={-1} ref={heading}>
          {words.ask(yes)}
        </h2>
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
