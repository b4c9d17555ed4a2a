// The buttons of the page, and the one that leads to the set-up check from wherever something failed.
import type { ComponentChildren, JSX } from 'preact';
import { words } from '../words';

type ButtonProps = {
  readonly children: ComponentChildren;
  readonly onClick: () => unknown;
  readonly id?: string;
  readonly look?: 'primary' | 'plain' | 'link';
  /** Rests now. It stays focusable, so that the focus is not lost and the reason can be read. */
  readonly off?: boolean;
  /** The id of the text that says why it rests. */
  readonly why?: string | undefined;
};

export function Button({ children, onClick, id, look = 'plain', off = false, why }: ButtonProps): JSX.Element {
  return (
    <button
      type="button"
      id={id}
      class={look}
      aria-disabled={off ? 'true' : undefined}
      aria-describedby={why}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}

/** Where something failed, and for whoever wants to know that nothing would. */
export const CheckSetup = ({
  app,
  id,
}: {
  readonly app: { readonly checkSetup: () => unknown };
  readonly id?: string;
}): JSX.Element => (
  <Button {...(id === undefined ? {} : { id })} look="link" onClick={app.checkSetup}>
    {words.setup.open}
  </Button>
);
