// A box to tick, with what it is for beside it.
import type { ComponentChildren, JSX } from 'preact';

type Props = {
  readonly on: boolean;
  readonly set: (on: boolean) => unknown;
  /** It cannot be changed now. */
  readonly off?: boolean;
  readonly children: ComponentChildren;
};

export const Tick = ({ on, set, off, children }: Props): JSX.Element => (
  <label>
    <input type="checkbox" checked={on} disabled={off} onChange={event => set(event.currentTarget.checked)} />
    <span>{children}</span>
  </label>
);
