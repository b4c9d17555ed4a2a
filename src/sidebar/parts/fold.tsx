// A part of a screen that is closed until somebody opens it.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';

/** What is inside is drawn only once it is opened: it may be thousands of addresses. */
export function Fold({
  title,
  children,
  open: atFirst = false,
}: {
  readonly title: ComponentChildren;
  readonly children: () => ComponentChildren;
  readonly open?: boolean;
}): JSX.Element {
  const [open, set] = useState(atFirst);
  return (
    <details open={open} onToggle={event => set(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
