// Title, menus and tools above the sheet, and the bar that tells what the active cell holds.
import { useRef, useState } from 'preact/hooks';
import { commit, insert, remove, sort, toggleFilter } from './commands';
import { Icon } from './icons';
import { startTyping } from './keyboard';
import { PopupMenu } from './menu';
import { barMenus } from './menus';
import { areaOf } from './selection';
import { areaName } from './sheet-data';
import type { Workbook } from './workbook';

export function TopBar({ book }: { readonly book: Workbook }) {
  return (
    <div class="top">
      <span class="mark">
        <Icon name="sheet" />
      </span>
      <div class="titles">
        <h1>{book.name}</h1>
        <MenuBar book={book} />
      </div>
      {book.online ? null : (
        <p class="offline" role="alert">
          The workbench has stopped. Start it again with npm start; this page comes back by itself.
        </p>
      )}
      <label class="signed-in">
        {book.words.signedIn}
        <select
          value={book.user}
          onChange={event => {
            const { value } = event.currentTarget;
            location.search = `?${new URLSearchParams({ user: value }).toString()}`;
          }}
        >
          {book.users.map(user => (
            <option key={user}>{user}</option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="world-button"
        aria-expanded={book.drawer}
        aria-controls="world"
        onClick={() => {
          book.toggleDrawer();
        }}
      >
        <Icon name="world" />
        World
      </button>
    </div>
  );
}

function MenuBar({ book }: { readonly book: Workbook }) {
  const [open, setOpen] = useState<number | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const menus = barMenus(book);
  const buttons = (): HTMLElement[] => [...(bar.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const rect = open === null ? undefined : buttons()[open]?.getBoundingClientRect();
  const aside = (by: number, from: number): number => (from + by + menus.length) % menus.length;
  const shown = open === null ? undefined : menus[open];
  return (
    <div class="menu-bar" role="menubar" aria-label={book.words.menus} ref={bar}>
      {menus.map(({ label }, index) => (
        <button
          type="button"
          key={label}
          role="menuitem"
          aria-haspopup="menu"
          aria-expanded={open === index}
          class={open === index ? 'open' : ''}
          data-keeps-menu={open === index ? '' : undefined}
          onClick={() => {
            setOpen(open === index ? null : index);
          }}
          onPointerEnter={() => {
            if (open !== null) setOpen(index);
          }}
          onKeyDown={event => {
            if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
              buttons()[aside(event.key === 'ArrowRight' ? 1 : -1, index)]?.focus();
            else if (event.key === 'ArrowDown') setOpen(index);
            else return;
            event.preventDefault();
          }}
        >
          {label}
        </button>
      ))}
      {shown === undefined || open === null || rect === undefined ? null : (
        <PopupMenu
          key={shown.label}
          items={shown.items}
          label={shown.label}
          x={rect.left}
          y={rect.bottom}
          close={() => {
            setOpen(null);
            book.focusGrid();
          }}
          aside={by => {
            setOpen(aside(by, open));
          }}
        />
      )}
    </div>
  );
}

export function Toolbar({ book }: { readonly book: Workbook }) {
  const hasFilter = book.data !== null && book.data.view.filter !== null;
  const { words } = book;
  const tools = [
    [words.undo, 'undo', () => book.undo('undo')],
    [words.redo, 'redo', () => book.undo('redo')],
    [
      words.sortTool(true),
      'sortDown',
      () => {
        sort(book, true);
      },
    ],
    [
      words.sortTool(false),
      'sortUp',
      () => {
        sort(book, false);
      },
    ],
    [
      hasFilter ? words.noFilter : words.filter,
      'filter',
      () => {
        toggleFilter(book);
      },
    ],
    [
      words.rowBelow,
      'rowBelow',
      () => {
        insert(book, 'rows', 'after');
      },
    ],
    [
      words.rowDelete,
      'rowDelete',
      () => {
        remove(book, 'rows');
      },
    ],
  ] as const;
  return (
    <div class="toolbar" role="toolbar" aria-label={words.tools}>
      {tools.map(([label, icon, run]) => (
        <button
          type="button"
          key={icon}
          aria-label={label}
          title={label}
          aria-pressed={icon === 'filter' ? hasFilter : undefined}
          onClick={() => {
            run();
            book.focusGrid();
          }}
        >
          <Icon name={icon} />
        </button>
      ))}
      <FormulaBar book={book} />
    </div>
  );
}

function FormulaBar({ book }: { readonly book: Workbook }) {
  const { typing, selection, data } = book;
  const { row, col } = selection.active;
  const place = data === null ? '' : areaName(areaOf(selection, data));
  return (
    <div class="formula-bar">
      <output class="place" aria-label={book.words.place}>
        {place}
      </output>
      <span class="fx" aria-hidden="true">
        fx
      </span>
      <input
        type="text"
        aria-label={book.words.content}
        spellcheck={false}
        autocomplete="off"
        value={typing?.text ?? data?.cell(row, col).typed ?? ''}
        onFocus={() => {
          if (book.typing === null) startTyping(book, null, true);
          else book.type({ ...book.typing, bar: true, over: false });
        }}
        onInput={event => {
          if (book.typing !== null) book.type({ ...book.typing, text: event.currentTarget.value });
        }}
        onBlur={() => {
          if (book.typing?.bar === true) commit(book, null);
        }}
        onKeyDown={event => {
          if (event.key === 'Enter') commit(book, 'down');
          else if (event.key === 'Escape') book.type(null);
          else return;
          event.preventDefault();
          book.focusGrid();
        }}
      />
    </div>
  );
}
