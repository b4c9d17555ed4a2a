// How RevoGrid draws our cells: it lays them out and scrolls, everything in them is ours.
import type { CellTemplateProp, ColumnRegular, HyperFunc, VNode } from '@revolist/revogrid';
import { a1, type CellNow, letters, type SheetData } from './sheet-data';
import type { Workbook } from './workbook';

/** A row as RevoGrid holds it: only its number, so that changed cells need no new rows. */
export type Row = { readonly row: number };
type Draw = HyperFunc<VNode>;

/** Pixels that a letter takes at the least, on average: a text that certainly fits need not be let out of its cell. */
const LEAST_LETTER = 5;

export function columnsOf(book: Workbook, data: SheetData): ColumnRegular[] {
  const frozen = data.frozenCols;
  return data.cols.map((col, index) => ({
    prop: `c${col}`,
    name: letters(col),
    size: data.view.columns[col - 1]?.width ?? 100,
    minSize: 24,
    sortable: false,
    filter: false,
    ...(index < frozen ? { pin: 'colPinStart' as const } : {}),
    columnProperties: () => ({ 'data-col': col, title: '' }),
    cellProperties: ({ model }) => cellProperties(book, (model as Row).row, col),
    cellTemplate: (draw: Draw, { model }: CellTemplateProp) => drawCell(book, draw, (model as Row).row, col),
  }));
}

export const rowHeaders = {
  size: 46,
  prop: 'row',
  cellTemplate: (draw: Draw, { model }: { model: Row }): VNode =>
    draw('span', { class: 'row-number', role: 'rowheader', 'data-row': model.row }, String(model.row)),
} as unknown as ColumnRegular;

function cellProperties(book: Workbook, row: number, col: number) {
  const { data } = book;
  if (data === null) return {};
  const { look, shown } = data.cell(row, col);
  return {
    'data-cell': a1(row, col),
    'data-r': row,
    'data-c': col,
    title: look.note ?? '',
    class: {
      noted: look.note !== undefined,
      filled: shown !== '',
      // As in Sheets, a text that is too long goes on over the empty cells beside it.
      spills:
        shown !== '' &&
        look.kind === undefined &&
        look.wrap === undefined &&
        look.list === undefined &&
        shown.length * LEAST_LETTER > (data.view.columns[col - 1]?.width ?? 0) &&
        !data.isFilled(row, col + 1),
    },
    style: {
      backgroundColor: look.background ?? '',
      color: look.color ?? '',
      fontWeight: look.bold === true ? 'bold' : '',
    },
  };
}

function drawCell(book: Workbook, draw: Draw, row: number, col: number): (VNode | null)[] {
  const { data } = book;
  if (data === null) return [];
  const cell = data.cell(row, col);
  const { filter, criteria } = data.view;
  const parts: (VNode | null)[] = [cell.look.box === undefined ? text(draw, cell) : box(draw, cell, row, col)];
  if (cell.look.list !== undefined)
    parts.push(
      draw('button', {
        type: 'button',
        tabIndex: -1,
        class: 'list-button',
        'aria-label': book.words.choose(a1(row, col)),
        'data-list': a1(row, col),
      }),
    );
  if (row === filter?.row && col >= filter.col && col < filter.col + filter.cols)
    parts.push(
      draw('button', {
        type: 'button',
        tabIndex: -1,
        'aria-label': book.words.filterBy(cell.shown === '' ? letters(col) : cell.shown),
        'data-filter': col,
        class: { 'filter-button': true, on: criteria[col] !== undefined },
      }),
    );
  return parts;
}

function text(draw: Draw, { shown, look }: CellNow): VNode {
  const align = look.align ?? (look.kind === 'number' ? 'right' : look.kind === 'boolean' ? 'center' : 'left');
  return draw(
    'span',
    { class: { text: true, chip: look.list !== undefined && shown !== '', wrap: look.wrap === true, [align]: true } },
    shown,
  );
}

const box = (draw: Draw, { look }: CellNow, row: number, col: number): VNode =>
  draw('input', {
    type: 'checkbox',
    class: 'box',
    tabIndex: -1,
    'aria-label': a1(row, col),
    'data-box': a1(row, col),
    checked: look.box === 'ticked',
  });
