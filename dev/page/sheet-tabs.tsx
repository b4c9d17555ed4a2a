// The tabs below the sheet: switch, add, rename by double click, delete by the right mouse button.
import { useState } from 'preact/hooks';
import type { Tab } from '../protocol';
import { Icon } from './icons';
import { item, PopupMenu } from './menu';
import type { Workbook } from './workbook';

/** Once, when it appears. */
const focusAll = (element: HTMLInputElement | null): void => {
  element?.focus();
  element?.select();
};

export function SheetTabs({ book }: { readonly book: Workbook }) {
  const [renaming, setRenaming] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ tab: Tab; x: number; y: number } | null>(null);
  const rename = (tab: Tab, name: string): void => {
    setRenaming(null);
    if (name.trim() !== '' && name !== tab.name)
      void book.edit({ edit: 'renameSheet', sheet: tab.id, name: name.trim() });
    book.focusGrid();
  };
  const openMenu = (tab: Tab, event: MouseEvent): void => {
    event.preventDefault();
    setMenu({ tab, x: event.clientX, y: event.clientY });
  };
  return (
    <footer class="tabs">
      <button
        type="button"
        class="add"
        aria-label={book.words.addSheet}
        title={book.words.addSheet}
        onClick={() => {
          void book.edit({ edit: 'addSheet' });
          book.focusGrid();
        }}
      >
        <Icon name="plus" />
      </button>
      <div role="tablist" aria-label={book.words.sheets}>
        {book.tabs.map(tab =>
          renaming === tab.id ? (
            <input
              key={tab.id}
              class="rename"
              aria-label={book.words.sheetName}
              defaultValue={tab.name}
              ref={focusAll}
              onBlur={event => {
                rename(tab, event.currentTarget.value);
              }}
              onKeyDown={event => {
                // The grid gets the focus back: the key must not reach it too.
                if (event.key === 'Enter' || event.key === 'Escape') {
                  event.preventDefault();
                  event.stopPropagation();
                }
                if (event.key === 'Enter') event.currentTarget.blur();
                else if (event.key === 'Escape') rename(tab, tab.name);
              }}
            />
          ) : (
            <button
              key={tab.id}
              type="button"
              role="tab"
              aria-selected={tab.id === book.active}
              style={{ boxShadow: tab.color === null ? '' : `inset 0 -3px ${tab.color}` }}
              onClick={() => {
                if (tab.id !== book.active) book.show(tab.id);
                book.focusGrid();
              }}
              onDblClick={() => {
                setRenaming(tab.id);
              }}
              onContextMenu={event => {
                openMenu(tab, event);
              }}
            >
              {tab.name}
            </button>
          ),
        )}
      </div>
      {menu === null ? null : (
        <PopupMenu
          label={`${book.words.sheet} ${menu.tab.name}`}
          x={menu.x}
          y={menu.y}
          close={() => {
            setMenu(null);
            book.focusGrid();
          }}
          items={[
            item(book.words.delete, () => {
              void book.edit({ edit: 'deleteSheet', sheet: menu.tab.id });
            }),
            item(book.words.rename, () => {
              setRenaming(menu.tab.id);
            }),
          ]}
        />
      )}
    </footer>
  );
}
