// What is written in the cells that the person has selected, in whatever sheet is in front: a line for each row.

/** One read, however many ranges are selected: of the block around them, as far as anything is written. */
export function selectedText(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): string {
  const sheet = spreadsheet.getActiveSheet();
  const ranges = (spreadsheet.getActiveRangeList()?.getRanges() ?? []).map(range => ({
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
  if (ranges.length === 0 || bottom < top || right < left) return '';
  const isIn = (row: number, column: number): boolean =>
    ranges.some(range => row >= range.top && row <= range.bottom && column >= range.left && column <= range.right);
  return sheet
    .getRange(top, left, bottom - top + 1, right - left + 1)
    .getDisplayValues()
    .map((cells, row) => cells.filter((_cell, column) => isIn(top + row, left + column)).join('\t'))
    .join('\n');
}
