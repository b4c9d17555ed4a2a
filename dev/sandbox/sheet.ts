// Sheet: one sheet of the document, by its id.
import type { Area } from '../platform/area';
import { call, integer, refuse } from './call';
import { chartOf, newChart, specOf } from './chart';
import { conditionalRuleOf, makeRule } from './conditional';
import { nameOf, SheetType, valueOf } from './enums';
import { makeFilter } from './filter';
import { makeFinder } from './metadata';
import { makeProtection } from './protection';
import { makeRange, refOf } from './range';
import { makeRangeList } from './range-list';
import { makeSpreadsheet } from './spreadsheet';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.Sheet;
type GoogleRange = GoogleAppsScript.Spreadsheet.Range;
type Methods =
  | 'getSheetId'
  | 'getName'
  | 'setName'
  | 'getIndex'
  | 'getType'
  | 'getParent'
  | 'getRange'
  | 'getRangeList'
  | 'getDataRange'
  | 'getLastRow'
  | 'getLastColumn'
  | 'getMaxRows'
  | 'getMaxColumns'
  | 'insertRowsAfter'
  | 'insertRowsBefore'
  | 'insertRowAfter'
  | 'insertRowBefore'
  | 'insertColumnsAfter'
  | 'insertColumnsBefore'
  | 'insertColumnAfter'
  | 'insertColumnBefore'
  | 'deleteRow'
  | 'deleteRows'
  | 'deleteColumn'
  | 'deleteColumns'
  | 'setFrozenRows'
  | 'getFrozenRows'
  | 'setColumnWidth'
  | 'setColumnWidths'
  | 'getColumnWidth'
  | 'getFilter'
  | 'setConditionalFormatRules'
  | 'getConditionalFormatRules'
  | 'activate'
  | 'createDeveloperMetadataFinder'
  | 'addDeveloperMetadata'
  | 'getDeveloperMetadata'
  | 'isRowHiddenByFilter'
  | 'isRowHiddenByUser'
  | 'isColumnHiddenByUser'
  | 'hideColumns'
  | 'hideColumn'
  | 'showColumns'
  | 'setTabColor'
  | 'protect'
  | 'getProtections'
  | 'moveColumns'
  | 'moveRows'
  | 'sort'
  | 'clear'
  | 'newChart'
  | 'getCharts'
  | 'insertChart'
  | 'updateChart'
  | 'removeChart';

class SheetFacade implements Pick<Google, Methods> {
  private readonly id: number;
  constructor(id: number) {
    this.id = id;
  }

  getSheetId(): number {
    return this.id;
  }
  getParent(): GoogleAppsScript.Spreadsheet.Spreadsheet {
    return makeSpreadsheet();
  }
  getType(): GoogleAppsScript.Spreadsheet.SheetType {
    return valueOf(SheetType, call('Sheet.getType', this.id));
  }
  getName(): string {
    return call('Sheet.getName', this.id);
  }
  getIndex(): number {
    return call('Sheet.getIndex', this.id);
  }

  setName(name: string): Google {
    call('Sheet.setName', this.id, name);
    return this.self;
  }

  getRange(...where: readonly (string | number)[]): GoogleRange {
    const method = 'SpreadsheetApp.Sheet.getRange';
    const [first, col, rows = 1, cols = 1] = where;
    if (typeof first === 'string' && where.length === 1) return this.range(call('Sheet.getRange', this.id, first));
    if (where.length < 2 || where.length > 4) refuse(method, where);
    return this.range(
      call('Sheet.getRange', this.id, {
        row: integer(method, first),
        col: integer(method, col),
        rows: integer(method, rows),
        cols: integer(method, cols),
      }),
    );
  }

  getRangeList(names: string[]): GoogleAppsScript.Spreadsheet.RangeList {
    return makeRangeList(call('Sheet.getRangeList', this.id, names).map(area => ({ ...area, sheet: this.id })));
  }
  getDataRange(): GoogleRange {
    return this.range(call('Sheet.getDataRange', this.id));
  }
  getLastRow(): number {
    return call('Sheet.getLastRow', this.id);
  }
  getLastColumn(): number {
    return call('Sheet.getLastColumn', this.id);
  }
  getMaxRows(): number {
    return call('Sheet.getMaxRows', this.id);
  }
  getMaxColumns(): number {
    return call('Sheet.getMaxColumns', this.id);
  }

  insertRowsAfter(after: number, count: number): Google {
    return this.changed('Sheet.insertRowsAfter', after, count);
  }
  insertRowsBefore(before: number, count: number): Google {
    return this.changed('Sheet.insertRowsBefore', before, count);
  }
  insertRowAfter(after: number): Google {
    return this.insertRowsAfter(after, 1);
  }
  insertRowBefore(before: number): Google {
    return this.insertRowsBefore(before, 1);
  }
  insertColumnsAfter(after: number, count: number): Google {
    return this.changed('Sheet.insertColumnsAfter', after, count);
  }
  insertColumnsBefore(before: number, count: number): Google {
    return this.changed('Sheet.insertColumnsBefore', before, count);
  }
  insertColumnAfter(after: number): Google {
    return this.insertColumnsAfter(after, 1);
  }
  insertColumnBefore(before: number): Google {
    return this.insertColumnsBefore(before, 1);
  }
  deleteRows(first: number, count: number): void {
    this.changed('Sheet.deleteRows', first, count);
  }
  deleteRow(row: number): Google {
    return this.changed('Sheet.deleteRows', row, 1);
  }
  deleteColumns(first: number, count: number): void {
    this.changed('Sheet.deleteColumns', first, count);
  }
  deleteColumn(col: number): Google {
    return this.changed('Sheet.deleteColumns', col, 1);
  }
  moveColumns(columns: GoogleRange, to: number): void {
    call('Sheet.moveColumns', this.id, refOf(columns), to);
  }
  moveRows(rows: GoogleRange, to: number): void {
    call('Sheet.moveRows', this.id, refOf(rows), to);
  }

  sort(column: number, ascending = true): Google {
    call('Sheet.sort', this.id, column, ascending);
    return this.self;
  }

  clear(...options: readonly unknown[]): Google {
    if (options.length > 0)
      refuse('SpreadsheetApp.Sheet.clear (the workbench has only the form without options)', options);
    call('Sheet.clear', this.id);
    return this.self;
  }

  setFrozenRows(rows: number): void {
    call('Sheet.setFrozenRows', this.id, rows);
  }
  getFrozenRows(): number {
    return call('Sheet.getFrozenRows', this.id);
  }
  setColumnWidth(col: number, width: number): Google {
    return this.setColumnWidths(col, 1, width);
  }

  setColumnWidths(first: number, count: number, width: number): Google {
    call('Sheet.setColumnWidths', this.id, first, count, width);
    return this.self;
  }

  getColumnWidth(col: number): number {
    return call('Sheet.getColumnWidth', this.id, col);
  }
  hideColumn(column: GoogleRange): void {
    this.hideColumns(column.getColumn(), column.getNumColumns());
  }
  hideColumns(first: number, count = 1): void {
    call('Sheet.setColumnsHidden', this.id, first, count, true);
  }
  showColumns(first: number, count = 1): void {
    call('Sheet.setColumnsHidden', this.id, first, count, false);
  }
  isColumnHiddenByUser(col: number): boolean {
    return call('Sheet.isColumnHiddenByUser', this.id, col);
  }
  isRowHiddenByFilter(row: number): boolean {
    return call('Sheet.isRowHiddenByFilter', this.id, row);
  }
  isRowHiddenByUser(row: number): boolean {
    return call('Sheet.isRowHiddenByUser', this.id, row);
  }

  setTabColor(color: string | null): Google {
    call('Sheet.setTabColor', this.id, color);
    return this.self;
  }

  getFilter(): GoogleAppsScript.Spreadsheet.Filter | null {
    return call('Sheet.getFilter', this.id) === null ? null : makeFilter(this.id);
  }
  setConditionalFormatRules(rules: GoogleAppsScript.Spreadsheet.ConditionalFormatRule[]): void {
    call('Sheet.setConditionalFormatRules', this.id, rules.map(conditionalRuleOf));
  }
  getConditionalFormatRules(): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] {
    return call('Sheet.getConditionalFormatRules', this.id).map(rule => makeRule(this.id, rule));
  }

  newChart(): GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder {
    return newChart(this.id);
  }
  getCharts(): GoogleAppsScript.Spreadsheet.EmbeddedChart[] {
    return call('Sheet.getCharts', this.id).map(chart => chartOf(chart, this.id));
  }
  insertChart(chart: GoogleAppsScript.Spreadsheet.EmbeddedChart): void {
    call('Sheet.insertChart', this.id, specOf(chart));
  }
  updateChart(chart: GoogleAppsScript.Spreadsheet.EmbeddedChart): void {
    call('Sheet.updateChart', this.id, chart.getChartId() ?? 0, specOf(chart));
  }
  removeChart(chart: GoogleAppsScript.Spreadsheet.EmbeddedChart): void {
    call('Sheet.removeChart', this.id, chart.getChartId() ?? 0);
  }

  activate(): Google {
    call('Spreadsheet.setActiveSheet', this.id);
    return this.self;
  }

  protect(): GoogleAppsScript.Spreadsheet.Protection {
    return makeProtection(this.id, call('Sheet.protect', this.id, null));
  }
  getProtections(type: unknown): GoogleAppsScript.Spreadsheet.Protection[] {
    return call('Sheet.getProtections', this.id, nameOf(type) === 'SHEET' ? 'SHEET' : 'RANGE').map(view =>
      makeProtection(this.id, view),
    );
  }

  createDeveloperMetadataFinder(): GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {
    return makeFinder({ sheetId: this.id });
  }
  getDeveloperMetadata(): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] {
    return this.createDeveloperMetadataFinder().find();
  }
  addDeveloperMetadata(key: string, value?: unknown, visibility?: unknown): Google {
    const [text, seen] =
      typeof value === 'string' || value === undefined || value === null ? [value ?? null, visibility] : [null, value];
    call('DeveloperMetadata.add', this.id, null, key, text, nameOf(seen ?? 'DOCUMENT'));
    return this.self;
  }

  toString(): string {
    return 'Sheet';
  }

  private get self(): Google {
    return this as unknown as Google;
  }
  private range(area: Area): GoogleRange {
    return makeRange({ ...area, sheet: this.id });
  }

  private changed(
    op:
      | 'Sheet.insertRowsAfter'
      | 'Sheet.insertRowsBefore'
      | 'Sheet.insertColumnsAfter'
      | 'Sheet.insertColumnsBefore'
      | 'Sheet.deleteRows'
      | 'Sheet.deleteColumns',
    at: number,
    count: number,
  ): Google {
    call(op, this.id, integer(`SpreadsheetApp.${op}`, at), integer(`SpreadsheetApp.${op}`, count));
    return this.self;
  }
}

export const makeSheet = (id: number): Google => strict('Sheet', new SheetFacade(id)) as unknown as Google;
export const idOf = (sheet: Google): number => sheet.getSheetId();
