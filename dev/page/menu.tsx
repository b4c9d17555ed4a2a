// A menu that pops up: by mouse and by keyboard, with separators and sub-menus.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export type MenuItem =
  | { readonly kind: 'item'; readonly label: string; readonly run: () => void; readonly disabled?: boolean }
  | { readonly kind: 'separator' }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly MenuItem[] };

type Props = {
  readonly items: readonly MenuItem[];
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly close: () => void;
  /** Left and Right at the top level, where a menu bar has neighbours. */
  readonly aside?: (by: -1 | 1) => void;
};

export const item = (label: string, run: () => void, disabled = false): MenuItem => ({
  kind: 'item',
  label,
  run,
  disabled,
});
export const separator: MenuItem = { kind: 'separator' };

export function PopupMenu(props: Props) {
  useEffect(() => {
    const outside = (event: Event): void => {
      if (!(event.target instanceof Element) || event.target.closest('.menu, [data-keeps-menu]') === null)
        props.close();
    };
    // Clicks in the add-on's frame do not reach this page, but the page loses the keyboard then.
    addEventListener('pointerdown', outside, true);
    addEventListener('blur', props.close);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('blur', props.close);
    };
  }, []);
  return <MenuList {...props} back={props.close} />;
}

function MenuList({ items, label, x, y, close, back, aside }: Props & { readonly back: () => void }) {
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<{ index: number; x: number; y: number } | null>(null);
  const entries = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>(':scope > li[role=menuitem]') ?? []),
  ];
  const focus = (index: number): void => {
    const all = entries();
    all[(index + all.length) % all.length]?.focus();
  };
  useLayoutEffect(() => {
    const { current } = list;
    if (current === null) return;
    const { width, height } = current.getBoundingClientRect();
    current.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
    current.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
    focus(0);
  }, []);
  const openAt = (index: number, element: Element): void => {
    const rect = element.getBoundingClientRect();
    setOpen({ index, x: rect.right - 2, y: rect.top - 6 });
  };
  const onKey = (event: KeyboardEvent): void => {
    const now = entries().indexOf(document.activeElement as HTMLElement);
    const entry = items.filter(one => one.kind !== 'separator')[now];
    event.stopPropagation();
    if (event.key === 'ArrowDown') focus(now + 1);
    else if (event.key === 'ArrowUp') focus(now - 1);
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') back();
    else if (event.key === 'ArrowLeft') {
      if (aside === undefined) back();
      else aside(-1);
    } else if (event.key === 'ArrowRight' && entry?.kind !== 'menu') aside?.(1);
    else if (['Enter', ' ', 'ArrowRight'].includes(event.key)) entries()[now]?.click();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <ul class="menu" role="menu" aria-label={label} ref={list} onKeyDown={onKey}>
        {items.map((one, index) =>
          one.kind === 'separator' ? (
            <li role="separator" key={index} />
          ) : (
            <li
              key={index}
              role="menuitem"
              tabIndex={-1}
              class={one.kind === 'menu' ? 'more' : ''}
              aria-haspopup={one.kind === 'menu' ? 'menu' : undefined}
              aria-expanded={one.kind === 'menu' ? open?.index === index : undefined}
              aria-disabled={one.kind === 'item' && one.disabled === true ? true : undefined}
              onPointerEnter={event => {
                event.currentTarget.focus();
                if (one.kind === 'menu') openAt(index, event.currentTarget);
                else setOpen(null);
              }}
              onClick={event => {
                if (one.kind === 'menu') openAt(index, event.currentTarget);
                else if (one.disabled !== true) {
                  close();
                  one.run();
                }
              }}
            >
              {one.label}
            </li>
          ),
        )}
      </ul>
      {open === null ? null : (
        <SubMenu
          key={open.index}
          entry={items[open.index]}
          x={open.x}
          y={open.y}
          close={close}
          back={() => {
            setOpen(null);
            (list.current?.children[open.index] as HTMLElement | undefined)?.focus();
          }}
        />
      )}
    </>
  );
}

function SubMenu({
  entry,
  ...rest
}: {
  readonly entry: MenuItem | undefined;
  readonly x: number;
  readonly y: number;
  readonly close: () => void;
  readonly back: () => void;
}) {
  return entry?.kind === 'menu' ? <MenuList items={entry.items} label={entry.label} {...rest} /> : null;
}
