// After RevoGrid has drawn: what it does not draw for us. What is selected is among it, because RevoGrid would draw all
// cells anew for each step of an arrow key.
import { areaOf, areasOf, isIn } from './selection';
import { a1, type SheetData } from './sheet-data';
import type { Workbook } from './workbook';

/** Marks what is selected, and brings the field that takes the keys to the active cell. */
export function settle(host: HTMLElement, keys: HTMLTextAreaElement, book: Workbook): void {
  const { data, selection, typing } = book;
  if (data === null) return;
  markCells(host, book, data);
  const area = areaOf(selection, data);
  for (const header of host.querySelectorAll<HTMLElement>('[data-col]'))
    header.classList.toggle('chosen', isBetween(Number(header.dataset['col']), area.col, area.cols));
  for (const header of host.querySelectorAll<HTMLElement>('[data-row]'))
    header.parentElement?.classList.toggle('chosen', isBetween(Number(header.dataset['row']), area.row, area.rows));
  // A tick that the server refused may have come and gone between two drawings, and the browser keeps its own idea of
  // it.
  for (const box of host.querySelectorAll<HTMLInputElement>('input.box')) {
    const cell = box.closest<HTMLElement>('[data-cell]');
    if (cell !== null)
      box.checked = data.cell(Number(cell.dataset['r']), Number(cell.dataset['c'])).look.box === 'ticked';
  }
  // RevoGrid gives the headers of columns a role that stands only in a row.
  for (const row of host.querySelectorAll('.header-rgRow:has([role=columnheader])')) row.setAttribute('role', 'row');
  const { row, col } = typing ?? selection.active;
  const cell = host.querySelector(`[data-cell="${a1(row, col)}"]`)?.getBoundingClientRect();
  const frame = host.getBoundingClientRect();
  if (cell !== undefined)
    Object.assign(keys.style, {
      left: `${cell.left - frame.left}px`,
      top: `${cell.top - frame.top}px`,
      minWidth: `${cell.width}px`,
      minHeight: `${cell.height}px`,
      maxWidth: `${Math.max(cell.width, frame.right - cell.left - 20)}px`,
    });
}

const MARKS = ['active', 'selected', 'edge-top', 'edge-bottom', 'edge-left', 'edge-right'] as const;

function markCells(host: HTMLElement, { selection }: Workbook, data: SheetData): void {
  const areas = areasOf(selection, data);
  const [area] = areas;
  const single = areas.length === 1 && area?.rows === 1 && area.cols === 1;
  for (const cell of host.querySelectorAll<HTMLElement>('[data-cell]')) {
    const [row, col] = [Number(cell.dataset['r']), Number(cell.dataset['c'])];
    const active = selection.active.row === row && selection.active.col === col;
    const selected = !single && areas.some(one => isIn(one, row, col));
    const edge = selected && area !== undefined && isIn(area, row, col);
    const marks = {
      active,
      selected,
      'edge-top': edge && row === area.row,
      'edge-bottom': edge && row === area.row + area.rows - 1,
      'edge-left': edge && col === area.col,
      'edge-right': edge && col === area.col + area.cols - 1,
    };
    for (const mark of MARKS) cell.classList.toggle(mark, marks[mark]);
    const said = String(selected || active);
    if (cell.getAttribute('aria-selected') !== said) cell.setAttribute('aria-selected', said);
  }
}

const isBetween = (number: number, first: number, count: number): boolean => number >= first && number < first + count;
