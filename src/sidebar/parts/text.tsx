// What screens are made of: their frame with a heading, what matters less, and a row of buttons.
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Inside = { readonly children: ComponentChildren };

/** A screen of its own. Its heading takes the focus when the screen appears. */
export const Page = ({ title, children }: Inside & { readonly title: string }): JSX.Element => (
  <section>
    <h1 tabIndex={-1} data-heading>
      {title}
    </h1>
    {children}
  </section>
);

/** The heading of a box that was just opened takes the focus, and the box comes into sight. */
export function Asking({ children }: Inside): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
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
/** What goes on, read out when it changes. */
export const Status = ({ children }: Inside): JSX.Element => <p role="status">{children}</p>;
export const Buttons = ({ children }: Inside): JSX.Element => <div class="buttons">{children}</div>;
