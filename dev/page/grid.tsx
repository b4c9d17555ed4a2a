// The sheet in front: RevoGrid lays out and scrolls; selecting, typing and the clipboard are ours, so that no key is
// lost while it draws.
import { defineCustomElements } from '@revolist/revogrid/loader';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Charts } from './charts';
import { commit, copyOwn, copyText, paste, clear, tick } from './commands';
import { columnsOf, type Row, rowHeaders } from './grid-cells';
import { HEADER_HEIGHT, ROW_HEIGHT, type Scroll, scrollIntoView, scrollOf, scrollTo } from './grid-scroll';
import { onPointerDown } from './grid-pointer';
import { settle } from './grid-marks';
import { handleKey, startTyping } from './keyboard';
import { a1 } from './sheet-data';
import type { Workbook } from './workbook';

defineCustomElements();

const OWN_CELLS = 'web application/x-workbench-cells';

export type GridMenus = {
  readonly onContextMenu: (at: { x: number; y: number }, about: 'cell' | 'rows' | 'cols') => void;
  readonly onList: (row: number, col: number, under: DOMRect) => void;
  readonly onFilter: (col: number, under: DOMRect) => void;
};

export function Grid({ book, menus }: { readonly book: Workbook; readonly menus: GridMenus }) {
  const host = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [grid] = useState(makeGrid);
  const [scrolled, setScrolled] = useState({ left: 0, top: 0 });
  const drawn = useRef({ layout: -1, reveal: -1, version: -1, sheet: -1 });
  /** How far each sheet was scrolled when it was left. */
  const scrolls = useRef(new Map<number, Scroll>());

  useEffect(() => {
    const place = host.current;
    const keys = input.current;
    if (place === null || keys === null) return;
    place.prepend(grid);
    book.focusGrid = () => {
      keys.focus({ preventScroll: true });
    };
    let frame = 0;
    /** Where to scroll once the rows of another sheet are laid out. */
    let pending: Scroll | null = null;
    const follow = (): void => {
      if ((book.data?.charts.length ?? 0) === 0) return;
      const { left, top } = scrollOf(place);
      setScrolled(old => (old.left === left && old.top === top ? old : { left, top }));
    };
    const draw = (): void => {
      frame = 0;
      const { data, layout, reveal, selection } = book;
      if (data === null) return;
      const before = drawn.current;
      drawn.current = { layout, reveal, version: data.version, sheet: data.view.id };
      if (before.sheet !== data.view.id) {
        scrolls.current.set(before.sheet, scrollOf(place));
        pending = scrolls.current.get(data.view.id) ?? { left: 0, top: 0 };
      }
      if (before.layout !== layout) layOut(grid, book);
      else if (before.version !== data.version) void grid.refresh('all');
      if (before.reveal !== reveal)
        scrollIntoView(grid, data, selection.whole === null ? selection.corner : selection.active);
      settle(place, keys, book);
      follow();
    };
    // RevoGrid tells of each of its parts, one after the other in one go.
    let settling = false;
    const settleOnce = (): void => {
      if (settling) return;
      settling = true;
      queueMicrotask(() => {
        settling = false;
        if (pending !== null) scrollTo(place, pending);
        pending = null;
        settle(place, keys, book);
      });
    };
    const soon = (): void => {
      // At once: the next key may come before the next frame.
      setKeys(keys, book);
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    // RevoGrid tells of scrolling before it has scrolled.
    place.addEventListener('scroll', follow, true);
    const ends = [
      () => {
        place.removeEventListener('scroll', follow, true);
      },
      book.onChange(soon),
      listen(grid, 'afterrender', settleOnce),
      listen(grid, 'viewportscroll', () => {
        settle(place, keys, book);
        follow();
      }),
    ];
    grid.addEventListener('aftercolumnresize', event => {
      for (const column of Object.values(event.detail))
        void book.edit({
          edit: 'resize',
          sheet: book.active,
          col: Number(String(column.prop).slice(1)),
          width: Math.round(column.size ?? 100),
        });
    });
    soon();
    book.focusGrid();
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, [book, grid]);

  const rectOf = (row: number, col: number): DOMRect | undefined =>
    host.current?.querySelector(`[data-cell="${a1(row, col)}"]`)?.getBoundingClientRect();
  const actions = {
    pageRows: () => Math.max(1, Math.floor(((host.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_HEIGHT) - 2),
    toTop: () => {
      for (const part of host.current?.querySelectorAll('.vertical-inner') ?? []) part.scrollTop = 0;
    },
    openList: (row: number, col: number) => {
      const rect = rectOf(row, col);
      if (rect !== undefined) menus.onList(row, col, rect);
    },
  };
  const { typing, selection } = book;
  const { row, col } = selection.active;

  return (
    <div
      class="grid"
      ref={host}
      onPointerDown={event => {
        onPointerDown(book, event);
      }}
      onClick={event => {
        onClick(book, event, menus);
      }}
      onDblClick={event => {
        if (
          event.target instanceof Element &&
          event.target.closest('[data-cell]') !== null &&
          book.typing === null &&
          event.target.closest('input, button') === null
        )
          startTyping(book, null);
      }}
      onContextMenu={event => {
        event.preventDefault();
        const target = event.target as Element;
        menus.onContextMenu(
          { x: event.clientX, y: event.clientY },
          target.closest('[data-col]') !== null ? 'cols' : target.closest('.rowHeaders') !== null ? 'rows' : 'cell',
        );
      }}
      onFocusIn={event => {
        if (event.target instanceof Element && event.target.closest('revo-grid') !== null) book.focusGrid();
      }}
    >
      <textarea
        ref={input}
        class={typing === null || typing.bar ? 'keys' : 'keys typing'}
        aria-label={`${a1(row, col)} ${book.data?.cell(row, col).shown ?? ''}`.trim()}
        spellcheck={false}
        autocomplete="off"
        rows={1}
        onKeyDown={event => {
          if (handleKey(book, event, actions)) event.preventDefault();
        }}
        onInput={event => {
          const text = event.currentTarget.value;
          if (book.typing === null) startTyping(book, text);
          else book.type({ ...book.typing, text });
        }}
        onBlur={() => {
          if (book.typing?.bar === false) commit(book, null);
        }}
        onCopy={event => {
          if (copy(book, event)) event.preventDefault();
        }}
        onCut={event => {
          if (copy(book, event)) {
            event.preventDefault();
            clear(book);
          }
        }}
        onPaste={event => {
          if (book.typing !== null) return;
          event.preventDefault();
          const own = event.clipboardData?.getData(OWN_CELLS) ?? '';
          const text = own === '' ? (event.clipboardData?.getData('text/plain') ?? '') : own;
          if (text !== '') paste(book, text);
        }}
      />
      <Charts book={book} scrolled={scrolled} />
    </div>
  );
}

function makeGrid(): HTMLRevoGridElement {
  const grid = document.createElement('revo-grid');
  grid.setAttribute('aria-label', 'Sheet');
  return Object.assign(grid, {
    readonly: true,
    canFocus: false,
    range: false,
    useClipboard: false,
    resize: true,
    // Who made the grid is told under Help.
    hideAttribution: true,
    canDrag: false,
    filter: false as const,
    canMoveColumns: false,
    rowSize: ROW_HEIGHT,
    theme: 'default',
    rowHeaders,
    frameSize: 4,
  });
}

function listen(grid: HTMLElement, name: string, hear: () => void): () => void {
  grid.addEventListener(name, hear);
  return () => {
    grid.removeEventListener(name, hear);
  };
}

function layOut(grid: HTMLRevoGridElement, book: Workbook): void {
  const { data } = book;
  if (data === null) return;
  const rows: Row[] = data.rows.map(row => ({ row }));
  const frozen = data.frozenRows;
  grid.columns = columnsOf(book, data);
  grid.pinnedTopSource = rows.slice(0, frozen);
  grid.source = rows.slice(frozen);
}

function setKeys(keys: HTMLTextAreaElement, { typing }: Workbook): void {
  const wanted = typing === null || typing.bar ? '' : typing.text;
  if (keys.value !== wanted) keys.value = wanted;
}

function copy(book: Workbook, event: ClipboardEvent): boolean {
  if (book.typing !== null || event.clipboardData === null) return false;
  event.clipboardData.setData('text/plain', copyText(book));
  event.clipboardData.setData(OWN_CELLS, copyOwn(book));
  return true;
}

function onClick(book: Workbook, event: MouseEvent, menus: GridMenus): void {
  if (!(event.target instanceof Element)) return;
  const cell = event.target.closest<HTMLElement>('[data-cell]');
  if (cell === null) return;
  const [row, col] = [Number(cell.dataset['r']), Number(cell.dataset['c'])];
  if (event.target instanceof HTMLInputElement) tick(book, row, col, event.target.checked);
  else if (event.target.closest('[data-filter]') !== null) menus.onFilter(col, cell.getBoundingClientRect());
  else if (event.target.closest('[data-list]') !== null) menus.onList(row, col, cell.getBoundingClientRect());
}
