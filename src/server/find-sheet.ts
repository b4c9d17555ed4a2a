// Which sheet is ours in a file whose properties do not say: one of a name that ours have, with a header that fits.
import { likeliest, stored, type SheetWords } from '../core/words/stored';
import type { Design } from './looks';
import { wordsColouredIn } from './reach';
import { locateColumns } from './sheet-columns';
import type { Value } from './sheet-parts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export function headerOf(sheet: Sheet): Value[] {
  const width = sheet.getLastColumn();
  return width === 0 ? [] : (sheet.getRange(1, 1, 1, width).getValues()[0] as Value[]);
}

const isOurs = <R>(sheet: Sheet, design: Design<R>): boolean =>
  // A sheet that is a chart has no cells.
  sheet.getType() === SpreadsheetApp.SheetType.GRID &&
  locateColumns(sheet, design, () => headerOf(sheet)).size > design.columns.length / 2;

/** `words`: of the language and edition that it was made in, as far as can be told. */
export function sheetByName<R>(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  design: Design<R>,
): { readonly sheet: Sheet; readonly words: SheetWords | undefined } | null {
  for (const name of new Set(stored.every().map(({ sheets }) => sheets[design.name]))) {
    const sheet = spreadsheet.getSheetByName(name);
    if (sheet === null || !isOurs(sheet, design)) continue;
    const words = likeliest(
      stored.every().filter(({ sheets }) => sheets[design.name] === name),
      wanted => [...Object.values<string>(design.headers(wanted)), ...design.coloured(wanted)],
      () => [...headerOf(sheet).map(String), ...wordsColouredIn(sheet)],
    );
    return { sheet, words };
  }
  return null;
}
