// Texts of their own kind: the heading of a screen.
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
