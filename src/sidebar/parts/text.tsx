// Texts of their own kind: the heading of a screen, what matters less, and a row of buttons.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Inside = { readonly children: ComponentChildren };

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

/** The heading of a box that was just opened takes the focus, and the box comes into sight. */
export function Asking({ children }: Inside): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.closest('.box')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <h2 id="asking" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  );
}

export const Quiet = ({ children }: Inside): JSX.Element => <p class="quiet">{children}</p>;
export const Buttons = ({ children }: Inside): JSX.Element => <div class="buttons">{children}</div>;
