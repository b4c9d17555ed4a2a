// Texts of their own kind: the heading of a screen, and prose that names commands.
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

/** A text in which options of commands, such as `--with key`, stay whole where lines end. */
export const Prose = ({ text }: { readonly text: string }): JSX.Element => (
  <>{text.split(/(--\w+ \w+)/).map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}</>
);
