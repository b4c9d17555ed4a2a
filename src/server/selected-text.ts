// What is written in the cells that the person has selected in whatever sheet is in front, or in all cells of a sheet:
// a line for each row, those of hidden rows apart.
import type { CheckSource } from '../core/contract/rpc';
import { hiddenRows } from './hidden-rows';

export type Selected = { readonly shown: string; readonly hidden: string };
const NOTHING: Selected = { shown: '', hidden: '' };

/** One read, however many ranges are selected: of the block around them, as far as anything is written. */
export function selectedText(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, source: CheckSource): Selected {
  const id = source.from === 'tab' ? source.id : undefined;
  const sheet = id === undefined ? spreadsheet.getActiveSheet() : spreadsheet.getSheetById(id);
  // A sheet that is a chart has no cells.
  if (sheet?.getType() !== SpreadsheetApp.SheetType.GRID) return NOTHING;
  const ranges =
    source.from === 'tab'
      ? [{ top: 1, bottom: Infinity, left: 1, right: Infinity }]
      : (spreadsheet.getActiveRangeList()?.getRanges() ?? []).map(range => ({
          top: range.getRow(),
          bottom: range.getLastRow(),
          left: range.getColumn(),
          right: range.getLastColumn(),
        }));
  const edge = (of: (range: (typeof ranges)[number]) => number, pick: (...all: number[]) => number): number =>
    pick(...ranges.map(of));
  const [top, left] = [edge(range => range.top, Math.min), edge(range => range.left, Math.min)];
  const bottom = Math.min(
    sheet.getLastRow(),
    edge(range => range.bottom, Math.max),
  );
  const right = Math.min(
    sheet.getLastColumn(),
    edge(range => range.right, Math.max),
  );
  if (ranges.length === 0 || bottom < top || right < left) return NOTHING;
  const isIn = (row: number, column: number): boolean =>
    ranges.some(range => row >= range.top && row <= range.bottom && column >= range.left && column <= range.right);
  const lines = sheet
    .getRange(top, left, bottom - top + 1, right - left + 1)
    .getDisplayValues()
    .map((cells, row) => ({
      row: top + row,
      text: cells
        .filter((_cell, column) => isIn(top + row, left + column))
        .map(written)
        .join('\t'),
    }));
  const hidden = hiddenRows(
    spreadsheet,
    sheet,
    lines.filter(({ text }) => text.trim() !== '').map(({ row }) => row),
    [left, right],
  );
  const textOf = (isHidden: boolean): string =>
    lines
      .filter(({ row }) => hidden.has(row) === isHidden)
      .map(({ text }) => text)
      .join('\n');
  return { shown: textOf(false), hidden: textOf(true) };
}

/** As a spreadsheet copies it: a cell that holds a line end or a tab stands in quotes. */
const written = (cell: string): string => (/[\t\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
