// Selecting with the mouse: cells, rows, columns, with Shift, with Ctrl, and by dragging.
import { commit } from './commands';
import { areasOf, at, isIn, type Selection, type Spot } from './selection';
import type { Workbook } from './workbook';

type Target = { readonly kind: 'cell' | 'row' | 'col' | 'corner'; readonly spot: Spot };

function targetOf(element: Element | null): Target | null {
  const cell = element?.closest<HTMLElement>('[data-cell]');
  if (cell !== null && cell !== undefined)
    return { kind: 'cell', spot: { row: Number(cell.dataset['r']), col: Number(cell.dataset['c']) } };
  const header = element?.closest<HTMLElement>('[data-col]');
  if (header !== null && header !== undefined)
    return { kind: 'col', spot: { row: 1, col: Number(header.dataset['col']) } };
  const rows = element?.closest('.rowHeaders');
  if (rows === null || rows === undefined) return null;
  const number = element?.closest('.rgCell')?.querySelector<HTMLElement>('[data-row]');
  return number === null || number === undefined
    ? { kind: 'corner', spot: { row: 1, col: 1 } }
    : { kind: 'row', spot: { row: Number(number.dataset['row']), col: 1 } };
}

const WHOLE = { cell: null, row: 'rows', col: 'cols', corner: 'all' } as const;

export function onPointerDown(book: Workbook, event: PointerEvent): void {
  const element = event.target instanceof Element ? event.target : null;
  if (element === null || book.data === null || element.closest('textarea') !== null) return;
  // Widening a column is RevoGrid's.
  if (element.closest('.resizable') !== null || element.closest('a') !== null) return;
  const target = targetOf(element);
  if (target === null) return;
  if (book.typing !== null) commit(book, null);
  const control = element.closest('input, button') !== null;
  // A click on a cell must not take the keyboard away from us.
  if (!control) event.preventDefault();
  if (
    event.button === 2 &&
    areasOf(book.selection, book.data).some(area => isIn(area, target.spot.row, target.spot.col)) &&
    (target.kind === 'cell') === (book.selection.whole === null)
  ) {
    book.focusGrid();
    return;
  }
  book.select(selected(book, target, event), target.kind === 'cell');
  book.focusGrid();
  if (event.button === 0 && !control && target.kind !== 'corner') drag(book, target.kind);
}

function selected({ selection, data }: Workbook, { kind, spot }: Target, event: PointerEvent): Selection {
  const whole = WHOLE[kind];
  if (data === null) return selection;
  if (event.shiftKey && kind !== 'corner') return { ...selection, corner: spot, whole };
  const fresh: Selection =
    kind === 'corner'
      ? { ...at(1, 1), corner: { row: data.view.maxRows, col: data.view.maxColumns }, whole }
      : { ...at(spot.row, spot.col), whole };
  return event.ctrlKey || event.metaKey ? { ...fresh, others: areasOf(selection, data) } : fresh;
}

function drag(book: Workbook, kind: Target['kind']): void {
  const move = (event: PointerEvent): void => {
    if (event.buttons === 0) {
      end();
      return;
    }
    const target = targetOf(document.elementFromPoint(event.clientX, event.clientY));
    if (target?.kind !== kind) return;
    const { corner } = book.selection;
    if (corner.row !== target.spot.row || corner.col !== target.spot.col)
      book.select({ ...book.selection, corner: target.spot }, kind === 'cell');
  };
  const end = (): void => {
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', end);
}
