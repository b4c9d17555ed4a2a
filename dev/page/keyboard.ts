// What keys do when no cell is being typed in, and how they end typing.
import { clear, commit, tickSelected } from './commands';
import { at, type Direction, moved } from './selection';
import type { Workbook } from './workbook';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** What the grid can do that the workbook cannot. */
export type GridActions = {
  readonly pageRows: () => number;
  readonly toTop: () => void;
  readonly openList: (row: number, col: number) => void;
};

export function startTyping(book: Workbook, text: string | null, bar = false): void {
  const { row, col } = book.selection.active;
  book.type({ row, col, text: text ?? book.data?.cell(row, col).typed ?? '', over: text !== null, bar });
}

/** True when the key was for us; the caller then keeps the browser from acting on it. */
export function handleKey(book: Workbook, event: KeyboardEvent, actions: GridActions): boolean {
  if (event.isComposing || book.data === null) return false;
  return book.typing === null ? keyOnGrid(book, event, actions) : keyWhileTyping(book, event);
}

function keyWhileTyping(book: Workbook, { key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  const arrow = ARROWS[key];
  if (key === 'Escape') book.type(null);
  else if (key === 'Enter' && !altKey && !ctrlKey && !metaKey) commit(book, shiftKey ? 'up' : 'down');
  else if (key === 'Tab') commit(book, shiftKey ? 'left' : 'right');
  else if (key === 'F2' && book.typing !== null) book.type({ ...book.typing, over: false });
  else if (arrow !== undefined && book.typing?.over === true && !ctrlKey && !metaKey) commit(book, arrow);
  else return false;
  if (book.typing === null) book.focusGrid();
  return true;
}

function keyOnGrid(
  book: Workbook,
  { key, shiftKey: extend, ctrlKey, metaKey, altKey }: KeyboardEvent,
  actions: GridActions,
): boolean {
  const { data, selection } = book;
  const jump = ctrlKey || metaKey;
  const arrow = ARROWS[key];
  if (data === null || altKey) return false;
  const { active } = selection;
  const { look } = data.cell(active.row, active.col);
  const go = (row: number, col: number): void => {
    book.select(extend ? { ...selection, corner: { row, col } } : at(row, col));
  };
  const { rows, cols } = data;
  const spot = extend ? selection.corner : active;

  if (arrow !== undefined) book.select(moved(selection, arrow, data, { extend, jump }));
  else if (key === 'Enter' || key === 'F2') {
    if (look.list !== undefined) actions.openList(active.row, active.col);
    else if (look.box !== undefined) book.select(moved(at(active.row, active.col), extend ? 'up' : 'down', data));
    else startTyping(book, null);
  } else if (key === 'PageDown' || key === 'PageUp')
    book.select(moved(selection, key === 'PageDown' ? 'down' : 'up', data, { extend, by: actions.pageRows() }));
  else if (key === 'Home') {
    go(jump ? (rows[0] ?? 1) : spot.row, cols[0] ?? 1);
    // The first cell may be in a frozen row, which is in view wherever the rest has been scrolled to.
    if (jump) actions.toTop();
  } else if (key === 'End') {
    const extent = data.extent();
    go(jump ? extent.row : spot.row, extent.col);
  } else if (key === 'Delete' || key === 'Backspace') clear(book);
  else if (jump && key.toLowerCase() === 'a')
    book.select(
      {
        active: { row: 1, col: 1 },
        corner: { row: data.view.maxRows, col: data.view.maxColumns },
        whole: 'all',
        others: [],
      },
      false,
    );
  else if (jump && key.toLowerCase() === 'z') book.undo(extend ? 'redo' : 'undo');
  else if (jump && key.toLowerCase() === 'y') book.undo('redo');
  else if (jump && key.toLowerCase() === 'f') book.find(true);
  else if (key === ' ' && jump) book.select({ ...selection, whole: 'cols' }, false);
  else if (key === ' ' && extend) book.select({ ...selection, whole: 'rows' }, false);
  else if (key === ' ') return tickSelected(book);
  // The browser would stop at each part of the grid that scrolls, and the grid hands the keyboard back.
  else if (key === 'Tab') document.querySelector<HTMLElement>(extend ? '.formula-bar input' : '.tabs .add')?.focus();
  else if (key === 'F10') document.querySelector<HTMLElement>('.menu-bar button')?.focus();
  else if (key === 'F6')
    (
      document.querySelector<HTMLElement>('.sidebar iframe') ?? document.querySelector<HTMLElement>('.menu-bar button')
    )?.focus();
  else return false;
  return true;
}
