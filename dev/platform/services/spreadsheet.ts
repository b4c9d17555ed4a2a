// SpreadsheetApp and Spreadsheet: the document, its sheets, selection and metadata.
import type { HandlersOf } from '../run';

export const spreadsheet: HandlersOf<
  'SpreadsheetApp' | 'Spreadsheet' | 'DeveloperMetadata' | 'DeveloperMetadataFinder'
> = {
  'SpreadsheetApp.getActiveSpreadsheet': ({ execution, state }) => (execution.inDocument ? state.book.id : null),
  'SpreadsheetApp.flush': () => null,
  'Spreadsheet.getName': ({ book }) => book.name,
  'Spreadsheet.getUrl': ({ book }) => `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
  'Spreadsheet.getSpreadsheetLocale': ({ book }) => book.locale,
  'Spreadsheet.getSpreadsheetTimeZone': ({ book }) => book.timeZone,
  'Spreadsheet.getSheets': ({ book }) => book.sheets.map(sheet => sheet.id),
  'Spreadsheet.getSheetByName': ({ book }, name) => book.sheetNamed(name)?.id ?? null,
  'Spreadsheet.getSheetById': ({ book }, id) => book.sheets.find(sheet => sheet.id === id)?.id ?? null,
  'Spreadsheet.getActiveSheet': ({ book }) => book.activeSheet.id,
  'Spreadsheet.setActiveSheet': ({ book }, id) => {
    book.select(book.sheet(id));
    return null;
  },
  'Spreadsheet.getSelection': ({ book }) => ({ sheet: book.selection.sheetId, areas: book.selection.areas }),
  'Spreadsheet.insertSheet': ({ book }, name, index) => {
    book.refuseCells(26_000);
    const sheet = book.addSheet(name, index ?? book.indexOf(book.activeSheet) + 1);
    book.select(sheet);
    return sheet.id;
  },
  'Spreadsheet.deleteSheet': ({ book }, id) => {
    book.deleteSheet(book.sheet(id));
    return null;
  },
  'Spreadsheet.toast': ({ book }, message, title, seconds) => {
    book.toast(message, title, seconds);
    return null;
  },
  'DeveloperMetadata.add': ({ book }, sheet, area, key, value, visibility) => {
    book.metadata.add(sheet === null ? null : book.sheet(sheet), area, key, value, visibility);
    return null;
  },
  'DeveloperMetadata.setValue': ({ book }, id, value) => {
    book.metadata.set(id, value);
    return null;
  },
  'DeveloperMetadata.remove': ({ book }, id) => {
    book.metadata.remove(id);
    return null;
  },
  'DeveloperMetadataFinder.find': ({ book }, scope, query) => book.metadata.find(scope, query),
};
