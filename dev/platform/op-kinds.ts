// The kind of each call, by its name, and what a call of a kind takes on Google.
import type { OpKind, OpName } from './ops';

const KIND_OF_SERVICE: Readonly<Record<string, OpKind>> = {
  Properties: 'property',
  Cache: 'cache',
  Document: 'lookup',
  Lock: 'lock',
  UrlFetchApp: 'fetch',
  ScriptApp: 'auth',
  Session: 'auth',
  Utilities: 'utility',
  HtmlService: 'ui',
  Ui: 'ui',
  Logger: 'utility',
  Protection: 'change',
  DeveloperMetadata: 'change',
  DeveloperMetadataFinder: 'read',
  RangeList: 'write',
  Range: 'write',
  Sheet: 'change',
  Filter: 'change',
  Spreadsheet: 'change',
  SpreadsheetApp: 'lookup',
};

const KIND_OF_OP: Readonly<Partial<Record<OpName, OpKind>>> = {
  'SpreadsheetApp.flush': 'flush',
  'Utilities.sleep': 'sleep',
  'Spreadsheet.getName': 'lookup',
  'Spreadsheet.getUrl': 'lookup',
  'Spreadsheet.getSpreadsheetLocale': 'lookup',
  'Spreadsheet.getSpreadsheetTimeZone': 'lookup',
  'Spreadsheet.getSheets': 'lookup',
  'Spreadsheet.getSheetByName': 'lookup',
  'Spreadsheet.getSheetById': 'lookup',
  'Spreadsheet.getActiveSheet': 'lookup',
  'Spreadsheet.getSelection': 'lookup',
  'Spreadsheet.toast': 'ui',
  'Sheet.getName': 'lookup',
  'Sheet.getIndex': 'lookup',
  'Sheet.getType': 'lookup',
  'Sheet.getRange': 'lookup',
  'Sheet.getRangeList': 'lookup',
  'Sheet.getMaxRows': 'lookup',
  'Sheet.getMaxColumns': 'lookup',
  'Sheet.getDataRange': 'read',
  'Sheet.getLastRow': 'read',
  'Sheet.getLastColumn': 'read',
  'Sheet.getFrozenRows': 'read',
  'Sheet.getColumnWidth': 'read',
  'Sheet.isColumnHiddenByUser': 'read',
  'Sheet.isRowHiddenByFilter': 'read',
  'Sheet.isRowHiddenByUser': 'read',
  'Sheet.getFilter': 'read',
  'Sheet.getConditionalFormatRules': 'read',
  'Sheet.getProtections': 'read',
  'Sheet.getCharts': 'read',
  'Filter.getColumnFilterCriteria': 'read',
  'Range.getValues': 'read',
  'Range.getDisplayValues': 'read',
  'Range.getFormulas': 'read',
  'Range.getFormats': 'read',
  'Range.getDataValidations': 'read',
  'Range.isChecked': 'read',
  'Range.createFilter': 'change',
  'Range.activate': 'change',
  'RangeList.activate': 'change',
  'Range.sort': 'change',
};

const known = new Map<OpName, OpKind>();

/** Asked several times a call, so what a name says is worked out once. */
export function kindOf(op: OpName): OpKind {
  const kind = known.get(op) ?? KIND_OF_OP[op] ?? KIND_OF_SERVICE[op.slice(0, op.indexOf('.'))] ?? 'utility';
  known.set(op, kind);
  return kind;
}

/**
 * Apps Script's services as measured by others: properties 80 ms, a cache 63 ms, a read, flush or change of a sheet 600
 * ms.
 */
export const GOOGLE_LATENCY: Readonly<Partial<Record<OpKind, number>>> = {
  property: 80,
  cache: 63,
  lock: 50,
  read: 600,
  change: 600,
  flush: 600,
  write: 5,
};
