// Which rows of a sheet a filter or a person hides, in a fixed number of calls however many rows there are.
import { letters } from '../core/sheets/summary-formulas';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Rows of a new sheet. */
const NEW_ROWS = 1_000;
/** Followed by the time, so that what a run left that was killed is known from what another one uses. */
const SCRATCH = '_unmanaged-accounts-';
/** An execution ends at 6 minutes. */
const LEFT_MS = 600_000;

/**
 * isRowHiddenByFilter costs a call a row, so formulas are asked instead: SUBTOTAL with code 103 counts only cells that
 * are shown (https://support.google.com/docs/answer/3093649). They stand in a sheet of their own that is gone again
 * when this returns: nothing is written where somebody works. Each tells its row's number, 0 where it is hidden.
 *
 * A row without anything in the columns from `left` to `right` counts as hidden. Filter views are each person's own and
 * cannot be seen; whether the rows that a table's own filter hides are, is not told.
 */
export function hiddenRows(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  sheet: Sheet,
  rows: readonly number[],
  [left, right]: readonly [number, number],
): ReadonlySet<number> {
  if (rows.length === 0) return new Set();
  removeLeft(spreadsheet);
  const name = `'${sheet.getName().replace(/'/g, "''")}'!`;
  const formulas = rows.map(row => {
    const cells = `${name}${letters(left)}${row}:${letters(right)}${row}`;
    return `=IF(SUBTOTAL(103,${cells}),ROW(${cells}),0)`;
  });
  const selected: GoogleAppsScript.Spreadsheet.RangeList | null = spreadsheet.getActiveRangeList();
  const inFront = spreadsheet.getActiveSheet();
  const scratch = spreadsheet.insertSheet(`${SCRATCH}${Date.now()}`);
  try {
    // What was in front, and selected there, is so again at once: a new sheet comes to the front.
    if (selected === null) inFront.activate();
    else selected.activate();
    const height = Math.min(rows.length, NEW_ROWS);
    const width = Math.ceil(rows.length / NEW_ROWS);
    if (width > scratch.getMaxColumns()) scratch.insertColumnsAfter(1, width - scratch.getMaxColumns());
    const block = Array.from({ length: height }, (_, down) =>
      Array.from({ length: width }, (__, across) => formulas[across * NEW_ROWS + down] ?? '=0'),
    );
    const cells = scratch.getRange(1, 1, height, width);
    cells.setFormulas(block);
    const shown = new Set(cells.getValues().flat());
    return new Set(rows.filter(row => !shown.has(row)));
  } finally {
    spreadsheet.deleteSheet(scratch);
  }
}

function removeLeft(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): void {
  for (const sheet of spreadsheet.getSheets()) {
    const [, since] = new RegExp(`^${SCRATCH}(\\d{13})$`).exec(sheet.getName()) ?? [];
    if (since !== undefined && Date.now() - Number(since) > LEFT_MS) spreadsheet.deleteSheet(sheet);
  }
}
