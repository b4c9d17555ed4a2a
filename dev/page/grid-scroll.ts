// Brings a cell into view with the smallest movement; RevoGrid's own way always puts it at the top.
import type { Spot } from './selection';
import type { SheetData } from './sheet-data';

/** Pixels, as in Sheets. */
export const ROW_HEIGHT = 21;
export const HEADER_HEIGHT = 24;

export function scrollIntoView(grid: HTMLElement, data: SheetData, { row, col }: Spot): void {
  const rowPlace = data.rowPlace(row) - data.frozenRows;
  const vertical = grid.querySelector('revogr-viewport-scroll.rgCol .vertical-inner');
  if (vertical !== null && rowPlace >= 0)
    vertical.scrollTop = nearest(vertical.scrollTop, vertical.clientHeight, rowPlace * ROW_HEIGHT, ROW_HEIGHT);
  const horizontal = grid.querySelector('revogr-viewport-scroll.rgCol');
  if (horizontal === null || data.colPlace(col) < data.frozenCols) return;
  const before = data.cols
    .slice(data.frozenCols)
    .filter(other => other < col)
    .reduce((sum, other) => sum + widthOf(data, other), 0);
  horizontal.scrollLeft = nearest(horizontal.scrollLeft, horizontal.clientWidth, before, widthOf(data, col));
}

export type Scroll = { readonly left: number; readonly top: number };

export function scrollTo(place: HTMLElement, { left, top }: Scroll): void {
  for (const part of place.querySelectorAll('revogr-viewport-scroll.rgCol')) part.scrollLeft = left;
  for (const part of place.querySelectorAll('.vertical-inner')) part.scrollTop = top;
}

export const scrollOf = (place: HTMLElement): Scroll => ({
  left: place.querySelector('revogr-viewport-scroll.rgCol')?.scrollLeft ?? 0,
  top: place.querySelector('revogr-viewport-scroll.rgCol .vertical-inner')?.scrollTop ?? 0,
});

const widthOf = (data: SheetData, col: number): number => data.view.columns[col - 1]?.width ?? 100;

function nearest(scroll: number, room: number, start: number, size: number): number {
  if (start < scroll) return start;
  return start + size > scroll + room ? start + size - room : scroll;
}
