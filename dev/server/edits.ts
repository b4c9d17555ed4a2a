// What a person does at the page, done to the spreadsheet.
import { type Area, PlatformError, type Person, type SpreadsheetModel } from '../platform/index';
import type { Edit, Reply } from '../protocol';

/** Stops at the first edit that Sheets would refuse, with its words. */
export function applyEdits(book: SpreadsheetModel, person: Person, edits: readonly Edit[]): Reply {
  let sheet: number | undefined;
  try {
    for (const edit of edits) sheet = apply(book, person, edit) ?? sheet;
    return { ok: true, ...(sheet === undefined ? {} : { sheet }) };
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return { ok: false, message: error.message };
  }
}

/** Answers with the sheet that should now be in front, where that changes. */
function apply(book: SpreadsheetModel, person: Person, edit: Edit): number | undefined {
  switch (edit.edit) {
    case 'paste':
      person.paste(edit.sheet, edit.row, edit.col, edit.block);
      return undefined;
    case 'clear':
      for (const area of edit.areas) clear(book, edit.sheet, area);
      return undefined;
    case 'tick':
      person.tick(edit.sheet, edit.row, edit.col, edit.ticked);
      return undefined;
    case 'insert':
      person.insert(edit.sheet, edit.axis, edit.before, edit.count);
      return undefined;
    case 'remove':
      person.remove(edit.sheet, edit.axis, edit.first, edit.count);
      return undefined;
    case 'move':
      person.move(edit.sheet, edit.axis, edit.first, edit.count, edit.to);
      return undefined;
    case 'hide':
      person.hide(edit.sheet, edit.axis, edit.first, edit.count, edit.hidden);
      return undefined;
    case 'resize':
      person.resizeColumn(edit.sheet, edit.col, edit.width);
      return undefined;
    case 'sort':
      sort(book, person, edit.sheet, edit.col, edit.ascending);
      return undefined;
    case 'filter':
      person.setFilter(edit.sheet, edit.area);
      return undefined;
    case 'criteria':
      person.setCriteria(edit.sheet, edit.col, edit.criteria);
      return undefined;
    case 'table':
      if (edit.area === null) person.removeTables(edit.sheet);
      else person.makeTable(edit.sheet, edit.area);
      return undefined;
    case 'addSheet':
      return person.addSheet().id;
    case 'deleteSheet':
      person.deleteSheet(edit.sheet);
      return book.activeSheet.id;
    case 'renameSheet':
      person.renameSheet(edit.sheet, edit.name);
      return undefined;
  }
}

/** Delete on a tick box unticks it, as in Sheets; everything else becomes empty. */
function clear(book: SpreadsheetModel, sheetId: number, area: Area): void {
  const sheet = book.sheet(sheetId);
  sheet.put(area, (row, col) => {
    const rule = sheet.style(area.row + row, area.col + col).validation;
    return rule?.kind === 'checkbox' && sheet.cell(area.row + row, area.col + col) !== '' ? rule.unchecked : '';
  });
}

/** With a filter, what is under its header; else everything under the frozen rows. */
function sort(book: SpreadsheetModel, person: Person, sheetId: number, col: number, ascending: boolean): void {
  const { filter, maxRows } = book.sheet(sheetId);
  if (filter === null || col < filter.col || col >= filter.col + filter.cols) person.sortSheet(sheetId, col, ascending);
  else if (filter.rows > 1)
    person.sortArea(
      sheetId,
      { ...filter, row: filter.row + 1, rows: Math.min(filter.rows - 1, maxRows - filter.row) },
      col,
      ascending,
    );
}
