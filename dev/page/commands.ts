// What menus, toolbar, keys and context menus do to the sheet in front.
import type { Area, Axis, Edit } from '../protocol';
import { fromTsv, toTsv } from './clipboard';
import { areaOf, areasOf, at, moved, runsBackwards, seenParts } from './selection';
import type { SheetData } from './sheet-data';
import type { Workbook } from './workbook';

const lastOf = (area: Area, axis: Axis): number =>
  axis === 'rows' ? area.row + area.rows - 1 : area.col + area.cols - 1;
const firstOf = (area: Area, axis: Axis): number => (axis === 'rows' ? area.row : area.col);
const seenOf = (data: SheetData, axis: Axis): readonly number[] => (axis === 'rows' ? data.rows : data.cols);

/** What is selected of rows or columns, as seen: `count` is what menus say ("Delete 3 rows"). */
export function chosen(book: Workbook, axis: Axis): { first: number; last: number; count: number } {
  const { data } = book;
  if (data === null) return { first: 1, last: 1, count: 1 };
  const area = areaOf(book.selection, data);
  const [first, last] = [firstOf(area, axis), lastOf(area, axis)];
  return { first, last, count: seenOf(data, axis).filter(number => number >= first && number <= last).length };
}

export function insert(book: Workbook, axis: Axis, where: 'before' | 'after'): void {
  const { first, last, count } = chosen(book, axis);
  void book.edit({ edit: 'insert', sheet: book.active, axis, before: where === 'before' ? first : last + 1, count });
}

/** Only what can be seen goes: rows that a filter hides stay. */
export function remove(book: Workbook, axis: Axis): void {
  const { data, active: sheet } = book;
  if (data === null) return;
  const { first, last } = chosen(book, axis);
  void book.edit(
    ...runsBackwards(seenOf(data, axis), first, last).map((run): Edit => ({ edit: 'remove', sheet, axis, ...run })),
  );
  const { active } = book.selection;
  book.select(axis === 'rows' ? at(first, active.col) : at(active.row, first));
}

export function moveColumns(book: Workbook, by: -1 | 1): void {
  const { data } = book;
  if (data === null) return;
  const { first, last } = chosen(book, 'cols');
  const to = by < 0 ? first - 1 : last + 2;
  if (to < 1 || to > data.view.maxColumns + 1) return;
  void book.edit({ edit: 'move', sheet: book.active, axis: 'cols', first, count: last - first + 1, to });
  const { selection } = book;
  const shifted = (spot: { row: number; col: number }) => ({ row: spot.row, col: spot.col + by });
  book.select({ ...selection, active: shifted(selection.active), corner: shifted(selection.corner) });
}

export function hide(book: Workbook, axis: Axis): void {
  const { first, last } = chosen(book, axis);
  void book.edit({ edit: 'hide', sheet: book.active, axis, first, count: last - first + 1, hidden: true });
}

/** Hidden ones in the selection or just beside it. */
export function hiddenNear(book: Workbook, axis: Axis): number[] {
  const { data } = book;
  if (data === null) return [];
  const { first, last } = chosen(book, axis);
  const hidden = new Set(
    axis === 'rows'
      ? data.view.hiddenByUser
      : data.view.columns.flatMap((column, index) => (column.hidden === true ? [index + 1] : [])),
  );
  let [from, to] = [first, last];
  while (hidden.has(from - 1)) from--;
  while (hidden.has(to + 1)) to++;
  return [...hidden].filter(number => number >= from && number <= to).sort((a, b) => a - b);
}

export function unhide(book: Workbook, axis: Axis): void {
  const hidden = hiddenNear(book, axis);
  void book.edit(
    ...runsBackwards(hidden, 1, Infinity).map(
      (run): Edit => ({ edit: 'hide', sheet: book.active, axis, ...run, hidden: false }),
    ),
  );
}

export function sort(book: Workbook, ascending: boolean, col = book.selection.active.col): void {
  void book.edit({ edit: 'sort', sheet: book.active, col, ascending });
}

/** The selection, or all that is filled when only one cell is selected. */
function filled(book: Workbook, data: SheetData): Area {
  const selected = areaOf(book.selection, data);
  const extent = data.extent();
  const area =
    selected.rows * selected.cols > 1
      ? selected
      : { row: Math.min(selected.row, Math.max(1, data.view.frozenRows)), col: 1, rows: extent.row, cols: extent.col };
  return { ...area, rows: Math.min(area.rows, data.view.maxRows - area.row + 1) };
}

/** A filter, or none where there was one. */
export function toggleFilter(book: Workbook): void {
  const { data, active: sheet } = book;
  if (data === null) return;
  void book.edit({ edit: 'filter', sheet, area: data.view.filter === null ? filled(book, data) : null });
}

/** A table with types for all its columns, or none where there was one. */
export function toggleTable(book: Workbook): void {
  const { data, active: sheet } = book;
  if (data === null) return;
  void book.edit({ edit: 'table', sheet, area: data.view.tables.length === 0 ? filled(book, data) : null });
}

export function clear(book: Workbook): void {
  const { data, active: sheet } = book;
  if (data === null) return;
  // Nothing beyond the last filled cell needs emptying, and whole columns are long.
  const extent = data.extent();
  const areas = areasOf(book.selection, data).flatMap(area => {
    const cut = {
      ...area,
      rows: Math.min(area.rows, extent.row - area.row + 1),
      cols: Math.min(area.cols, extent.col - area.col + 1),
    };
    return cut.rows < 1 || cut.cols < 1 ? [] : seenParts(cut, data);
  });
  if (areas.length === 0) return;
  for (const area of areas)
    for (let row = area.row; row < area.row + area.rows; row++)
      for (let col = area.col; col < area.col + area.cols; col++) data.guessEmpty(row, col);
  void book.edit({ edit: 'clear', sheet, areas });
  book.changed();
}

/** Turns the tick boxes in the selection over: all as the first one becomes. */
export function tickSelected(book: Workbook): boolean {
  const { data, active: sheet, selection } = book;
  const box = data?.cell(selection.active.row, selection.active.col).look.box;
  if (data === null || box === undefined) return false;
  const ticked = box === 'open';
  const edits = areasOf(selection, data)
    .flatMap(area => seenParts(area, data))
    .flatMap(part => {
      const found: Edit[] = [];
      for (let row = part.row; row < part.row + part.rows; row++)
        for (let col = part.col; col < part.col + part.cols; col++)
          if (data.cell(row, col).look.box !== undefined) found.push({ edit: 'tick', sheet, row, col, ticked });
      return found;
    });
  for (const edit of edits) if (edit.edit === 'tick') data.guessTick(edit.row, edit.col, ticked);
  void book.edit(...edits);
  book.changed();
  return true;
}

export function tick(book: Workbook, row: number, col: number, ticked: boolean): void {
  book.data?.guessTick(row, col, ticked);
  void book.edit({ edit: 'tick', sheet: book.active, row, col, ticked });
  book.changed();
}

export function enter(book: Workbook, row: number, col: number, text: string): void {
  if (book.data?.cell(row, col).typed === text) return;
  book.data?.guess(row, col, text);
  void book.edit({ edit: 'paste', sheet: book.active, row, col, block: [[text]] });
}

/** Ends typing: keeps the text, and moves on. */
export function commit(book: Workbook, next: 'up' | 'down' | 'left' | 'right' | null): void {
  const { typing, data } = book;
  if (typing === null || data === null) return;
  book.typing = null;
  enter(book, typing.row, typing.col, typing.text);
  if (next === null) book.changed();
  else book.select(moved(at(typing.row, typing.col), next, data));
}

function selectedBlock(book: Workbook, read: (row: number, col: number, data: SheetData) => string): string[][] {
  const { data } = book;
  if (data === null) return [];
  const area = areaOf(book.selection, data);
  const extent = data.extent();
  const whole = book.selection.whole !== null;
  const rows = data.rows.filter(row => row >= area.row && row < area.row + area.rows && (!whole || row <= extent.row));
  const cols = data.cols.filter(col => col >= area.col && col < area.col + area.cols && (!whole || col <= extent.col));
  return rows.map(row => cols.map(col => read(row, col, data)));
}

/** The second one keeps what other programs do not understand: that a text was meant as a text. */
export const copyText = (book: Workbook): string =>
  toTsv(selectedBlock(book, (row, col, data) => data.cell(row, col).shown));
export const copyOwn = (book: Workbook): string =>
  toTsv(
    selectedBlock(book, (row, col, data) => {
      const { shown, typed } = data.cell(row, col);
      return typed.startsWith('=') ? shown : typed;
    }),
  );

export function paste(book: Workbook, text: string): void {
  const { data, active: sheet } = book;
  if (data === null) return;
  const block = fromTsv(text);
  const area = areaOf(book.selection, data);
  const single = block.length === 1 && block[0]?.length === 1 ? (block[0][0] ?? '') : null;
  // One value fills the whole selection.
  const filled = single !== null && area.rows * area.cols > 1 && book.selection.whole === null;
  const edits: Edit[] = filled
    ? seenParts(area, data).map(part => ({
        edit: 'paste',
        sheet,
        row: part.row,
        col: part.col,
        block: Array.from({ length: part.rows }, () => new Array<string>(part.cols).fill(single)),
      }))
    : [{ edit: 'paste', sheet, row: area.row, col: area.col, block }];
  for (const edit of edits)
    if (edit.edit === 'paste')
      edit.block.forEach((line, down) => {
        line.forEach((value, right) => {
          data.guess(edit.row + down, edit.col + right, value);
        });
      });
  void book.edit(...edits);
  if (filled) {
    book.changed();
    return;
  }
  const [rows, cols] = [block.length, block.reduce((most, line) => Math.max(most, line.length), 0)];
  book.select({
    ...at(area.row, area.col),
    corner: {
      row: Math.min(area.row + rows - 1, data.view.maxRows),
      col: Math.min(area.col + cols - 1, data.view.maxColumns),
    },
  });
}
