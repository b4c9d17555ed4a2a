// Rectangles of cells and their A1 names. Rows and columns count from 1, as on Google.

export type Area = { readonly row: number; readonly col: number; readonly rows: number; readonly cols: number };

export const lastRowOf = (area: Area): number => area.row + area.rows - 1;
export const lastColOf = (area: Area): number => area.col + area.cols - 1;

export function columnLetters(col: number): string {
  let rest = col;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

export const columnNumber = (letters: string): number =>
  Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

export function toA1(area: Area): string {
  const first = `${columnLetters(area.col)}${area.row}`;
  return area.rows === 1 && area.cols === 1 ? first : `${first}:${columnLetters(lastColOf(area))}${lastRowOf(area)}`;
}

/**
 * Reads `B2`, `B2:C9`, `B:B`, `2:2`, `B2:B` and the same behind `Sheet!` or `'A sheet'!`; null when it is none of
 * these.
 */
export function parseA1(text: string, maxRows: number, maxCols: number): { sheet: string | null; area: Area } | null {
  const cut = text.lastIndexOf('!');
  const sheet =
    cut < 0
      ? null
      : text
          .slice(0, cut)
          .replace(/^'(.*)'$/, '$1')
          .replace(/''/g, "'");
  const match = /^\$?([A-Za-z]*)\$?(\d*)(?::\$?([A-Za-z]*)\$?(\d*))?$/.exec(text.slice(cut + 1));
  const [, col1 = '', row1 = '', col2, row2] = match ?? [];
  if (col1 === '' && row1 === '') return null;
  const single = col2 === undefined;
  if (single && (col1 === '' || row1 === '')) return null;
  const left = col1 === '' ? 1 : columnNumber(col1);
  const top = row1 === '' ? 1 : Number(row1);
  const right = single ? left : col2 === '' ? maxCols : columnNumber(col2);
  const bottom = single ? top : row2 === '' || row2 === undefined ? maxRows : Number(row2);
  return {
    sheet,
    area: {
      row: Math.min(top, bottom),
      col: Math.min(left, right),
      rows: Math.abs(bottom - top) + 1,
      cols: Math.abs(right - left) + 1,
    },
  };
}

export const overlaps = (a: Area, b: Area): boolean =>
  a.row <= lastRowOf(b) && b.row <= lastRowOf(a) && a.col <= lastColOf(b) && b.col <= lastColOf(a);

/** A change of the row or column numbers: `to` maps an old number to its new one, or to null where it was deleted. */
export type Renumbering = { readonly axis: 'rows' | 'cols'; readonly to: (old: number) => number | null };

/** Where an area lies after a renumbering: the smallest area that holds what is left of it, null when nothing is. */
export function renumbered(area: Area, change: Renumbering): Area | null {
  const start = change.axis === 'rows' ? area.row : area.col;
  const size = change.axis === 'rows' ? area.rows : area.cols;
  let low = Infinity;
  let high = -Infinity;
  for (let old = start; old < start + size; old++) {
    const now = change.to(old);
    if (now !== null) [low, high] = [Math.min(low, now), Math.max(high, now)];
  }
  if (low === Infinity) return null;
  return change.axis === 'rows'
    ? { ...area, row: low, rows: high - low + 1 }
    : { ...area, col: low, cols: high - low + 1 };
}
