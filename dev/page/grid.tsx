// The sheet in front: RevoGrid lays out and scrolls; selecting, typing and the clipboard are ours, so that no key is lost while it draws.
import { defineCustomElements } from '@revolist/revogrid/loader';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Charts } from './charts';
import { commit, copyOwn, copyText, paste, clear, tick } from './commands';
import { columnsOf, type Row, rowHeaders } from './grid-cells';
import { HEADER_HEIGHT, ROW_HEIGHT, scrollIntoView, scrollOf } from './grid-scroll';
import { onPointerDown } from './grid-pointer';
import { handleKey, startTyping } from './keyboard';
import { areaOf } from './selection';
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
  const drawn = useRef({ layout: -1, reveal: -1 });

  useEffect(() => {
    const place = host.current;
    const keys = input.current;
    if (place === null || keys === null) return;
    place.prepend(grid);
    book.focusGrid = () => { keys.focus({ preventScroll: true }); };
    let frame = 0;
    const follow = (): void => {
      if ((book.data?.charts.length ?? 0) === 0) return;
      const { left, top } = scrollOf(place);
      setScrolled(old => (old.left === left && old.top === top ? old : { left, top }));
    };
    const draw = (): void => {
      frame = 0;
      const { data } = book;
      if (data === null) return;
      if (drawn.current.layout !== book.layout) layOut(grid, book);
      else void grid.refresh('all');
      drawn.current.layout = book.layout;
      if (drawn.current.reveal !== book.reveal) scrollIntoView(grid, data, book.selection.whole === null ? book.selection.corner : book.selection.active);
      drawn.current.reveal = book.reveal;
      settle(place, keys, book);
      follow();
    };
    const soon = (): void => {
      // At once: the next key may come before the next frame.
      setKeys(keys, book);
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    // RevoGrid tells of scrolling before it has scrolled.
    place.addEventListener('scroll', follow, true);
    const ends = [() => { place.removeEventListener('scroll', follow, true); }, book.onChange(soon), listen(grid, 'afterrender', () => { settle(place, keys, book); }), listen(grid, 'viewportscroll', () => {
      settle(place, keys, book);
      follow();
    })];
    grid.addEventListener('aftercolumnresize', event => {
      for (const column of Object.values(event.detail)) void book.edit({ edit: 'resize', sheet: book.active, col: Number(String(column.prop).slice(1)), width: Math.round(column.size ?? 100) });
    });
    soon();
    book.focusGrid();
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, [book, grid]);

  const rectOf = (row: number, col: number): DOMRect | undefined => host.current?.querySelector(`[data-cell="${a1(row, col)}"]`)?.getBoundingClientRect();
  const actions = {
    pageRows: () => Math.max(1, Math.floor(((host.current?.clientHeight ?? 0) - HEADER_HEIGHT) / ROW_HEIGHT) - 2),
    toTop: () => { for (const part of host.current?.querySelectorAll('.vertical-inner') ?? []) part.scrollTop = 0; },
    openList: (row: number, col: number) => { const rect = rectOf(row, col); if (rect !== undefined) menus.onList(row, col, rect); },
  };
  const { typing, selection } = book;
  const { row, col } = selection.active;

  return <div class="grid" ref={host}
    onPointerDown={event => { onPointerDown(book, event); }}
    onClick={event => { onClick(book, event, menus); }}
    onDblClick={event => { if (event.target instanceof Element && event.target.closest('[data-cell]') !== null && book.typing === null && event.target.closest('input, button') === null) startTyping(book, null); }}
    onContextMenu={event => {
      event.preventDefault();
      const target = event.target as Element;
      menus.onContextMenu({ x: event.clientX, y: event.clientY }, target.closest('[data-col]') !== null ? 'cols' : target.closest('.rowHeaders') !== null ? 'rows' : 'cell');
    }}
    onFocusIn={event => { if (event.target instanceof Element && event.target.closest('revo-grid') !== null) book.focusGrid(); }}>
    <textarea ref={input} class={typing === null || typing.bar ? 'keys' : 'keys typing'} aria-label={`${a1(row, col)} ${book.data?.cell(row, col).shown ?? ''}`.trim()}
      spellcheck={false} autocomplete="off" rows={1}
      onKeyDown={event => { if (handleKey(book, event, actions)) event.preventDefault(); }}
      onInput={event => {
        const text = event.currentTarget.value;
        if (book.typing === null) startTyping(book, text);
        else book.type({ ...book.typing, text });
      }}
      onBlur={() => { if (book.typing?.bar === false) commit(book, null); }}
      onCopy={event => { if (copy(book, event)) event.preventDefault(); }}
      onCut={event => { if (copy(book, event)) { event.preventDefault(); clear(book); } }}
      onPaste={event => {
        if (book.typing !== null) return;
        event.preventDefault();
        const own = event.clipboardData?.getData(OWN_CELLS) ?? '';
        const text = own === '' ? event.clipboardData?.getData('text/plain') ?? '' : own;
        if (text !== '') paste(book, text);
      }} />
    <Charts book={book} scrolled={scrolled} />
  </div>;
}

function makeGrid(): HTMLRevoGridElement {
  const grid = document.createElement('revo-grid');
  grid.setAttribute('aria-label', 'Sheet');
  return Object.assign(grid, {
    readonly: true, canFocus: false, range: false, useClipboard: false, resize: true, canDrag: false, filter: false as const, canMoveColumns: false,
    rowSize: ROW_HEIGHT, theme: 'default', rowHeaders, frameSize: 4,
  });
}

function listen(grid: HTMLElement, name: string, hear: () => void): () => void {
  grid.addEventListener(name, hear);
  return () => { grid.removeEventListener(name, hear); };
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

/** After RevoGrid has drawn: what it does not draw for us. */
function settle(host: HTMLElement, keys: HTMLTextAreaElement, book: Workbook): void {
  const { data, selection, typing } = book;
  if (data === null) return;
  const area = areaOf(selection, data);
  for (const header of host.querySelectorAll<HTMLElement>('[data-col]')) header.classList.toggle('chosen', isBetween(Number(header.dataset['col']), area.col, area.cols));
  for (const header of host.querySelectorAll<HTMLElement>('[data-row]')) header.parentElement?.classList.toggle('chosen', isBetween(Number(header.dataset['row']), area.row, area.rows));
  // A tick that the server refused may have come and gone between two drawings, and the browser keeps its own idea of it.
  for (const box of host.querySelectorAll<HTMLInputElement>('input.box')) {
    const cell = box.closest<HTMLElement>('[data-cell]');
    if (cell !== null) box.checked = data.cell(Number(cell.dataset['r']), Number(cell.dataset['c'])).look.box === 'ticked';
  }
  const { row, col } = typing ?? selection.active;
  const cell = host.querySelector(`[data-cell="${a1(row, col)}"]`)?.getBoundingClientRect();
  const frame = host.getBoundingClientRect();
  if (cell !== undefined) Object.assign(keys.style, { left: `${cell.left - frame.left}px`, top: `${cell.top - frame.top}px`, minWidth: `${cell.width}px`, minHeight: `${cell.height}px`, maxWidth: `${Math.max(cell.width, frame.right - cell.left - 20)}px` });
}

function setKeys(keys: HTMLTextAreaElement, { typing }: Workbook): void {
  const wanted = typing === null || typing.bar ? '' : typing.text;
  if (keys.value !== wanted) keys.value = wanted;
}

const isBetween = (number: number, first: number, count: number): boolean => number >= first && number < first + count;

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
