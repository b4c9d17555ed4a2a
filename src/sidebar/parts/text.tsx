// Texts of their own kind: the heading of a screen, what matters less, and a row of buttons.
import type { ComponentChildren, JSX } from 'preact';

/** The heading of a screen takes the focus when the screen appears. */
export const Heading = ({
  children,
  unseen = false,
}: {
  readonly children: ComponentChildren;
  readonly unseen?: boolean;
}): JSX.Element => (
  <h1 tabIndex={-1} data-heading class={unseen ? 'unseen' : undefined}>
    {children}
  </h1>
);

type Inside = { readonly children: ComponentChildren };
export const Quiet = ({ children }: Inside): JSX.Element => <p class="quiet">{children}</p>;
export const Buttons = ({ children }: Inside): JSX.Element => <div class="buttons">{children}</div>;
