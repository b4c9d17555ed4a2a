// Spreadsheet and SpreadsheetApp: the document that contains the script.
import { call } from './call';
import { newConditionalFormatRule } from './conditional';
import {
  BooleanCriteria,
  CopyPasteType,
  DataValidationCriteria,
  DeveloperMetadataLocationType,
  DeveloperMetadataVisibility,
  nameOf,
  ProtectionType,
  SheetType,
  WrapStrategy,
} from './enums';
import { newFilterCriteria } from './filter';
import { makeFinder } from './metadata';
import { makeRange } from './range';
import { makeRangeList } from './range-list';
import { idOf, makeSheet } from './sheet';
import { strict } from './strict';
import { makeUi } from './ui';
import { newDataValidation } from './validation';

type Google = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;

class SelectionFacade
  implements
    Pick<
      GoogleAppsScript.Spreadsheet.Selection,
      'getActiveRange' | 'getActiveRangeList' | 'getActiveSheet' | 'getCurrentCell'
    >
{
  getActiveSheet(): Sheet {
    return makeSheet(call('Spreadsheet.getActiveSheet'));
  }
  getActiveRangeList(): GoogleAppsScript.Spreadsheet.RangeList | null {
    const { sheet, areas } = call('Spreadsheet.getSelection');
    return areas.length === 0 ? null : makeRangeList(areas.map(area => ({ ...area, sheet })));
  }
  getActiveRange(): Range | null {
    const { sheet, areas } = call('Spreadsheet.getSelection');
    const area = areas[areas.length - 1];
    return area === undefined ? null : makeRange({ ...area, sheet });
  }
  getCurrentCell(): Range | null {
    const { sheet, areas } = call('Spreadsheet.getSelection');
    const area = areas[areas.length - 1];
    return area === undefined ? null : makeRange({ row: area.row, col: area.col, rows: 1, cols: 1, sheet });
  }
}

const selection = (): SelectionFacade => strict('Selection', new SelectionFacade());

type Methods =
  | 'getId'
  | 'getName'
  | 'getUrl'
  | 'getSheets'
  | 'getSheetByName'
  | 'getSheetById'
  | 'insertSheet'
  | 'deleteSheet'
  | 'getActiveSheet'
  | 'setActiveSheet'
  | 'getActiveRange'
  | 'getActiveRangeList'
  | 'getSelection'
  | 'getCurrentCell'
  | 'toast'
  | 'getSpreadsheetLocale'
  | 'getSpreadsheetTimeZone'
  | 'createDeveloperMetadataFinder'
  | 'addDeveloperMetadata';

class SpreadsheetFacade implements Pick<Google, Methods> {
  getId(): string {
    return call('SpreadsheetApp.getActiveSpreadsheet') ?? '';
  }
  getName(): string {
    return call('Spreadsheet.getName');
  }
  getUrl(): string {
    return call('Spreadsheet.getUrl');
  }
  getSpreadsheetLocale(): string {
    return call('Spreadsheet.getSpreadsheetLocale');
  }
  getSpreadsheetTimeZone(): string {
    return call('Spreadsheet.getSpreadsheetTimeZone');
  }
  getSheets(): Sheet[] {
    return call('Spreadsheet.getSheets').map(makeSheet);
  }

  getSheetByName(name: string): Sheet | null {
    const id = call('Spreadsheet.getSheetByName', name);
    return id === null ? null : makeSheet(id);
  }

  getSheetById(id: number): Sheet | null {
    const found = call('Spreadsheet.getSheetById', id);
    return found === null ? null : makeSheet(found);
  }

  insertSheet(...where: readonly unknown[]): Sheet {
    const name = where.find(value => typeof value === 'string');
    const index = where.find(value => typeof value === 'number');
    return makeSheet(call('Spreadsheet.insertSheet', name ?? null, index ?? null));
  }

  deleteSheet(sheet: Sheet): void {
    call('Spreadsheet.deleteSheet', idOf(sheet));
  }
  getActiveSheet(): Sheet {
    return makeSheet(call('Spreadsheet.getActiveSheet'));
  }
  setActiveSheet(sheet: Sheet): Sheet {
    call('Spreadsheet.setActiveSheet', idOf(sheet));
    return sheet;
  }

  getSelection(): GoogleAppsScript.Spreadsheet.Selection {
    return selection() as unknown as GoogleAppsScript.Spreadsheet.Selection;
  }
  // Google's types promise ranges; with a sheet in front that has no cells there are none.
  getActiveRange(): Range {
    return selection().getActiveRange() as unknown as Range;
  }
  getActiveRangeList(): GoogleAppsScript.Spreadsheet.RangeList {
    return selection().getActiveRangeList() as unknown as GoogleAppsScript.Spreadsheet.RangeList;
  }
  getCurrentCell(): Range {
    return selection().getCurrentCell() as unknown as Range;
  }
  /** Seconds below 0 keep it until it is closed. */
  toast(message: string, title = '', seconds: number | null = 5): void {
    call('Spreadsheet.toast', message, title, seconds ?? 5);
  }
  createDeveloperMetadataFinder(): GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {
    return makeFinder({});
  }
  addDeveloperMetadata(key: string, value?: unknown, visibility?: unknown): Google {
    const [text, seen] =
      typeof value === 'string' || value === undefined || value === null ? [value ?? null, visibility] : [null, value];
    call('DeveloperMetadata.add', null, null, key, text, nameOf(seen ?? 'DOCUMENT'));
    return this as unknown as Google;
  }
  toString(): string {
    return 'Spreadsheet';
  }
}

export const makeSpreadsheet = (): Google => strict('Spreadsheet', new SpreadsheetFacade()) as unknown as Google;

type App = GoogleAppsScript.Spreadsheet.SpreadsheetApp;

class SpreadsheetAppFacade
  implements
    Pick<
      App,
      | 'getActive'
      | 'getActiveSpreadsheet'
      | 'getActiveSheet'
      | 'getActiveRange'
      | 'getSelection'
      | 'flush'
      | 'getUi'
      | 'newDataValidation'
      | 'newConditionalFormatRule'
      | 'newFilterCriteria'
      | 'BooleanCriteria'
      | 'CopyPasteType'
      | 'DataValidationCriteria'
      | 'DeveloperMetadataVisibility'
      | 'DeveloperMetadataLocationType'
      | 'ProtectionType'
      | 'SheetType'
      | 'WrapStrategy'
    >
{
  readonly BooleanCriteria = BooleanCriteria;
  readonly CopyPasteType = CopyPasteType;
  readonly DataValidationCriteria = DataValidationCriteria;
  readonly DeveloperMetadataVisibility = DeveloperMetadataVisibility;
  readonly DeveloperMetadataLocationType = DeveloperMetadataLocationType;
  readonly ProtectionType = ProtectionType;
  readonly SheetType = SheetType;
  readonly WrapStrategy = WrapStrategy;

  /** Google's type promises a spreadsheet; outside a document there is none. */
  getActiveSpreadsheet(): Google {
    return (call('SpreadsheetApp.getActiveSpreadsheet') === null ? null : makeSpreadsheet()) as unknown as Google;
  }
  getActive(): Google {
    return this.getActiveSpreadsheet();
  }
  getActiveSheet(): Sheet {
    return makeSheet(call('Spreadsheet.getActiveSheet'));
  }
  getActiveRange(): Range {
    return selection().getActiveRange() as unknown as Range;
  }
  getSelection(): GoogleAppsScript.Spreadsheet.Selection {
    return selection() as unknown as GoogleAppsScript.Spreadsheet.Selection;
  }
  flush(): void {
    call('SpreadsheetApp.flush');
  }
  getUi(): GoogleAppsScript.Base.Ui {
    return makeUi();
  }
  newDataValidation(): GoogleAppsScript.Spreadsheet.DataValidationBuilder {
    return newDataValidation();
  }
  newConditionalFormatRule(): GoogleAppsScript.Spreadsheet.ConditionalFormatRuleBuilder {
    return newConditionalFormatRule();
  }
  newFilterCriteria(): GoogleAppsScript.Spreadsheet.FilterCriteriaBuilder {
    return newFilterCriteria();
  }
}

export const makeSpreadsheetApp = (): SpreadsheetAppFacade => strict('SpreadsheetApp', new SpreadsheetAppFacade());
