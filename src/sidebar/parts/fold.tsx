// A part of a screen that is closed until somebody opens it.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

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
  const fold = useRef<HTMLDetailsElement>(null);
  // Opened at the foot of the page, it would seem to do nothing.
  useEffect(() => {
    if (open && !atFirst) fold.current?.scrollIntoView({ block: 'nearest' });
  }, [open, atFirst]);
  return (
    <details ref={fold} open={open} onToggle={event => set(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && children()}
    </details>
  );
}
