// A button that opens a small menu, with the keys that the ARIA menu-button pattern asks for.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';

export type MenuItem = { readonly key: string; readonly text: string; readonly choose: () => void };

/** `label`: its name where it shows only the arrow. */
type Props = {
  readonly id: string;
  readonly text?: string;
  readonly label?: string;
  readonly items: readonly MenuItem[];
  readonly off: boolean;
  /** Opens upwards: at the foot of the page. */
  readonly up?: boolean;
};

export function MenuButton({ id, text, label, items, off, up = false }: Props): JSX.Element {
  /** The item that has the focus, or null while the menu is closed. */
  const [at, set] = useState<number | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const isOpen = at !== null;

  const close = (refocus: boolean): void => {
    set(null);
    if (refocus) root.current?.querySelector('button')?.focus();
  };

  // Before the next key comes: one that closes the menu must find the focus in it.
  useLayoutEffect(() => {
    if (at !== null) root.current?.querySelectorAll<HTMLElement>('[role=menuitem]')[at]?.focus();
  }, [at]);

  useLayoutEffect(() => {
    if (!isOpen) return;
    const away = (event: Event): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) === false) set(null);
    };
    // A click into the spreadsheet is outside of this page: only the lost focus tells of it.
    const left = (): void => set(null);
    document.addEventListener('pointerdown', away);
    window.addEventListener('blur', left);
    return () => {
      document.removeEventListener('pointerdown', away);
      window.removeEventListener('blur', left);
    };
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    if (at === null) {
      if (off || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      set(event.key === 'ArrowDown' ? 0 : last);
    } else if (event.key === 'Tab') {
      close(false);
      return;
    } else if (event.key === 'Escape') close(true);
    else if (event.key === 'ArrowDown') set(at === last ? 0 : at + 1);
    else if (event.key === 'ArrowUp') set(at === 0 ? last : at - 1);
    else if (event.key === 'Home') set(0);
    else if (event.key === 'End') set(last);
    else return;
    event.preventDefault();
  };

  return (
    <div class={up ? 'menu up' : 'menu'} ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        id={id}
        class="plain"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen ? 'true' : 'false'}
        aria-controls={`${id}-menu`}
        aria-disabled={off ? 'true' : undefined}
        onClick={() => {
          if (!off) set(isOpen ? null : 0);
        }}
      >
        {text}
        <Icon name="down" />
      </button>
      <div role="menu" id={`${id}-menu`} aria-labelledby={id} hidden={!isOpen}>
        {items.map(item => (
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            key={item.key}
            onClick={() => {
              close(true);
              item.choose();
            }}
          >
            {item.text}
          </button>
        ))}
      </div>
    </div>
  );
}
