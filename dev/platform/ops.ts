// Every call that an execution can make of the host, with its arguments, its answer and its kind. Types and one table;
// both sides compile with it.
import type { Area } from './area';
import type {
  AuthMode,
  ButtonName,
  ButtonSet,
  CellValue,
  ChartSpec,
  ChartView,
  ConditionalRule,
  DialogAnswer,
  FetchRequest,
  FilterCriteria,
  HtmlPage,
  HttpReply,
  Menu,
  MetadataQuery,
  MetadataScope,
  MetadataView,
  TriggerSpec,
  Validation,
} from './shapes';

/** An area on a sheet, as a call names it. */
export type Ref = Area & { readonly sheet: number };
export type Scope = 'document' | 'user' | 'script';
export type SortSpec = { readonly col: number; readonly ascending: boolean };
export type FormatName =
  | 'numberFormat'
  | 'background'
  | 'fontColor'
  | 'fontWeight'
  | 'wrap'
  | 'horizontalAlignment'
  | 'verticalAlignment'
  | 'note';
export type ProtectionView = {
  readonly id: number;
  readonly ref: Ref | null;
  readonly description: string;
  readonly warningOnly: boolean;
};
export type OutgoingRequest = FetchRequest & { readonly mute: boolean };
export type Block = readonly (readonly CellValue[])[];

type Text = () => string;
type SheetOp<A extends readonly unknown[], R> = (sheet: number, ...args: A) => R;
type RangeOp<A extends readonly unknown[], R> = (ref: Ref, ...args: A) => R;

export type Ops = {
  /** The id of the document that contains the execution. */
  'SpreadsheetApp.getActiveSpreadsheet': () => string | null;
  'SpreadsheetApp.flush': () => null;
  'Spreadsheet.getName': Text;
  'Spreadsheet.getUrl': Text;
  'Spreadsheet.getSpreadsheetLocale': Text;
  'Spreadsheet.getSpreadsheetTimeZone': Text;
  'Spreadsheet.getSheets': () => number[];
  'Spreadsheet.getSheetByName': (name: string) => number | null;
  'Spreadsheet.getSheetById': (id: number) => number | null;
  'Spreadsheet.getActiveSheet': () => number;
  'Spreadsheet.setActiveSheet': SheetOp<[], null>;
  'Spreadsheet.getSelection': () => { sheet: number; areas: readonly Area[] };
  'Spreadsheet.insertSheet': (name: string | null, index: number | null) => number;
  'Spreadsheet.deleteSheet': SheetOp<[], null>;
  'Spreadsheet.toast': (message: string, title: string, seconds: number) => null;
  'Sheet.getName': SheetOp<[], string>;
  'Sheet.setName': SheetOp<[string], null>;
  'Sheet.getIndex': SheetOp<[], number>;
  'Sheet.getType': SheetOp<[], 'GRID' | 'OBJECT'>;
  'Sheet.getRange': SheetOp<[string | Area], Area>;
  'Sheet.getRangeList': SheetOp<[readonly string[]], Area[]>;
  'Sheet.getDataRange': SheetOp<[], Area>;
  'Sheet.getLastRow': SheetOp<[], number>;
  'Sheet.getLastColumn': SheetOp<[], number>;
  'Sheet.getMaxRows': SheetOp<[], number>;
  'Sheet.getMaxColumns': SheetOp<[], number>;
  'Sheet.insertRowsAfter': SheetOp<[number, number], null>;
  'Sheet.insertRowsBefore': SheetOp<[number, number], null>;
  'Sheet.insertColumnsAfter': SheetOp<[number, number], null>;
  'Sheet.insertColumnsBefore': SheetOp<[number, number], null>;
  'Sheet.deleteRows': SheetOp<[number, number], null>;
  'Sheet.deleteColumns': SheetOp<[number, number], null>;
  'Sheet.moveColumns': SheetOp<[Area, number], null>;
  'Sheet.moveRows': SheetOp<[Area, number], null>;
  'Sheet.sort': SheetOp<[number, boolean], null>;
  'Sheet.clear': SheetOp<[], null>;
  'Sheet.setFrozenRows': SheetOp<[number], null>;
  'Sheet.getFrozenRows': SheetOp<[], number>;
  'Sheet.setColumnWidths': SheetOp<[number, number, number], null>;
  'Sheet.getColumnWidth': SheetOp<[number], number>;
  'Sheet.setColumnsHidden': SheetOp<[number, number, boolean], null>;
  'Sheet.isColumnHiddenByUser': SheetOp<[number], boolean>;
  'Sheet.isRowHiddenByFilter': SheetOp<[number], boolean>;
  'Sheet.isRowHiddenByUser': SheetOp<[number], boolean>;
  'Sheet.setTabColor': SheetOp<[string | null], null>;
  'Sheet.getFilter': SheetOp<[], Area | null>;
  'Sheet.setConditionalFormatRules': SheetOp<[readonly ConditionalRule[]], null>;
  'Sheet.getConditionalFormatRules': SheetOp<[], readonly ConditionalRule[]>;
  'Sheet.protect': SheetOp<[Area | null], ProtectionView>;
  'Sheet.getProtections': SheetOp<['RANGE' | 'SHEET'], ProtectionView[]>;
  'Sheet.getCharts': SheetOp<[], readonly ChartView[]>;
  'Sheet.insertChart': SheetOp<[ChartSpec], null>;
  'Sheet.updateChart': SheetOp<[number, ChartSpec], null>;
  'Sheet.removeChart': SheetOp<[number], null>;
  'Protection.setDescription': SheetOp<[number, string], null>;
  'Protection.setWarningOnly': SheetOp<[number, boolean], null>;
  'Protection.remove': SheetOp<[number], null>;
  'Range.getValues': RangeOp<[], Block>;
  'Range.getDisplayValues': RangeOp<[], string[][]>;
  'Range.getFormulas': RangeOp<[], string[][]>;
  'Range.setValues': RangeOp<[Block], null>;
  'Range.setFormulas': RangeOp<[readonly (readonly string[])[]], null>;
  'Range.setValue': RangeOp<[CellValue], null>;
  'Range.clearContent': RangeOp<[], null>;
  'Range.getFormats': RangeOp<[FormatName], string[][]>;
  'Range.setFormat': RangeOp<[FormatName, string | null | readonly (readonly (string | null)[])[]], null>;
  'Range.insertCheckboxes': RangeOp<[], null>;
  'Range.removeCheckboxes': RangeOp<[], null>;
  'Range.setDataValidation': RangeOp<[Validation | null], null>;
  'Range.getDataValidations': RangeOp<[], (Validation | null)[][]>;
  'Range.setChecked': RangeOp<[boolean], null>;
  'Range.isChecked': RangeOp<[], boolean | null>;
  'Range.createFilter': RangeOp<[], null>;
  'Range.copyTo': RangeOp<[Ref, 'NORMAL' | 'COLUMN_WIDTHS'], null>;
  'Range.activate': RangeOp<[], null>;
  'Range.sort': RangeOp<[readonly SortSpec[]], null>;
  'RangeList.activate': (refs: readonly Ref[]) => null;
  'RangeList.setValue': (refs: readonly Ref[], value: CellValue) => null;
  'RangeList.setChecked': (refs: readonly Ref[], ticked: boolean) => null;
  'RangeList.clearContent': (refs: readonly Ref[]) => null;
  'RangeList.setFormat': (refs: readonly Ref[], name: FormatName, value: string | null) => null;
  'Filter.remove': SheetOp<[], null>;
  'Filter.getColumnFilterCriteria': SheetOp<[number], FilterCriteria | null>;
  'Filter.setColumnFilterCriteria': SheetOp<[number, FilterCriteria | null], null>;
  'Filter.sort': SheetOp<[number, boolean], null>;
  'DeveloperMetadata.add': (
    sheet: number | null,
    area: Area | null,
    key: string,
    value: string | null,
    visibility: string,
  ) => null;
  'DeveloperMetadata.setValue': (id: number, value: string) => null;
  'DeveloperMetadata.remove': (id: number) => null;
  'DeveloperMetadataFinder.find': (scope: MetadataScope, query: MetadataQuery) => MetadataView[];
  'Properties.getProperty': (store: Scope, key: string) => string | null;
  'Properties.getProperties': (store: Scope) => Record<string, string>;
  'Properties.setProperties': (store: Scope, values: Readonly<Record<string, string>>, deleteOthers: boolean) => null;
  'Properties.deleteProperty': (store: Scope, key: string) => null;
  'Properties.deleteAllProperties': (store: Scope) => null;
  'Cache.getAll': (store: Scope, keys: readonly string[]) => Record<string, string>;
  'Cache.putAll': (store: Scope, values: Readonly<Record<string, string>>, seconds: number) => null;
  'Cache.removeAll': (store: Scope, keys: readonly string[]) => null;
  /** Whether the execution is in a document, and so has document properties, lock and cache. */
  'Document.exists': () => boolean;
  'Lock.tryLock': (scope: Scope, ms: number) => boolean;
  'Lock.waitLock': (scope: Scope, ms: number) => null;
  'Lock.releaseLock': (scope: Scope) => null;
  'Lock.hasLock': (scope: Scope) => boolean;
  'UrlFetchApp.fetch': (request: OutgoingRequest) => HttpReply;
  'UrlFetchApp.fetchAll': (requests: readonly OutgoingRequest[]) => HttpReply[];
  'ScriptApp.getOAuthToken': Text;
  'ScriptApp.getScriptId': Text;
  'ScriptApp.getInstallationSource': Text;
  'ScriptApp.getAuthorizationInfo': (
    mode: AuthMode,
    scopes: readonly string[] | null,
  ) => { status: 'REQUIRED' | 'NOT_REQUIRED'; url: string | null; scopes: string[] };
  'ScriptApp.requireScopes': (mode: AuthMode, scopes: readonly string[] | null) => null;
  'ScriptApp.newTrigger': (trigger: TriggerSpec) => string;
  'ScriptApp.getProjectTriggers': () => (TriggerSpec & { readonly id: string })[];
  'ScriptApp.deleteTrigger': (id: string) => null;
  'Session.getEmail': (whose: 'active' | 'effective') => string;
  'Session.getActiveUserLocale': Text;
  'Session.getScriptTimeZone': Text;
  'Session.getTemporaryActiveUserKey': Text;
  'Utilities.sleep': (ms: number) => null;
  'Utilities.getUuid': Text;
  'Utilities.computeRsaSha256Signature': (bytes: readonly number[], key: string) => number[];
  'Utilities.computeDigest': (algorithm: string, bytes: readonly number[]) => number[];
  'Utilities.formatDate': (ms: number, zone: string, pattern: string) => string;
  'HtmlService.createHtmlOutputFromFile': (name: string) => string;
  'Ui.addMenu': (menu: Menu) => null;
  'Ui.alert': (title: string, message: string, buttons: ButtonSet) => ButtonName;
  'Ui.prompt': (title: string, message: string, buttons: ButtonSet) => DialogAnswer;
  'Ui.showSidebar': (page: HtmlPage) => null;
  'Ui.showModalDialog': (page: HtmlPage) => null;
  'Logger.log': (level: string, text: string) => null;
};

export type OpName = keyof Ops;

/**
 * What a call costs and does on Google. `lookup`: cheap, changes nothing. `read`: waits for what was written before.
 * `write`: cells and formats, which Google
 * keeps back until a flush, a read or the end. `change`: rows, columns, sheets; takes effect at once. `utility`: no
 * service behind it, allowed in every mode.
 */
export type OpKind =
  | 'lookup'
  | 'read'
  | 'write'
  | 'change'
  | 'flush'
  | 'property'
  | 'cache'
  | 'lock'
  | 'fetch'
  | 'sleep'
  | 'ui'
  | 'auth'
  | 'utility';
