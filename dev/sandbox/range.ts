// Range: coordinates that live in the execution, and one call of the host for each method that reads or writes.
import { lastColOf, lastRowOf, toA1 } from '../platform/area';
import type { FormatName, Ref } from '../platform/ops';
import type { CellValue } from '../platform/shapes';
import { call, integer, refuse } from './call';
import { nameOf } from './enums';
import { makeFilter } from './filter';
import { makeFinder } from './metadata';
import { makeProtection } from './protection';
import { makeSheet } from './sheet';
import { strict } from './strict';
import { makeValidation, ruleOf } from './validation';

type Google = GoogleAppsScript.Spreadsheet.Range;
type Methods =
  | 'getValues'
  | 'setValues'
  | 'getValue'
  | 'setValue'
  | 'getDisplayValues'
  | 'getDisplayValue'
  | 'getFormulas'
  | 'setFormula'
  | 'setFormulas'
  | 'clearContent'
  | 'setNumberFormat'
  | 'setNumberFormats'
  | 'getNumberFormats'
  | 'insertCheckboxes'
  | 'removeCheckboxes'
  | 'setDataValidation'
  | 'clearDataValidations'
  | 'getDataValidations'
  | 'setFontWeight'
  | 'setFontColor'
  | 'setFontColors'
  | 'setBackground'
  | 'setBackgrounds'
  | 'getBackgrounds'
  | 'setWrap'
  | 'setWrapStrategy'
  | 'setHorizontalAlignment'
  | 'setVerticalAlignment'
  | 'setNote'
  | 'setNotes'
  | 'getNotes'
  | 'createFilter'
  | 'addDeveloperMetadata'
  | 'getDeveloperMetadata'
  | 'createDeveloperMetadataFinder'
  | 'getRow'
  | 'getColumn'
  | 'getLastRow'
  | 'getLastColumn'
  | 'getNumRows'
  | 'getNumColumns'
  | 'getA1Notation'
  | 'getSheet'
  | 'check'
  | 'uncheck'
  | 'isChecked'
  | 'activate'
  | 'copyTo'
  | 'sort'
  | 'protect'
  | 'offset'
  | 'getFontWeights'
  | 'getFontColors';

const isBlock = (values: unknown): values is unknown[][] => Array.isArray(values) && values.every(Array.isArray);

export class RangeFacade implements Pick<Google, Methods> {
  readonly ref: Ref;
  constructor(ref: Ref) {
    this.ref = ref;
  }

  getRow(): number {
    return this.ref.row;
  }
  getColumn(): number {
    return this.ref.col;
  }
  getLastRow(): number {
    return lastRowOf(this.ref);
  }
  getLastColumn(): number {
    return lastColOf(this.ref);
  }
  getNumRows(): number {
    return this.ref.rows;
  }
  getNumColumns(): number {
    return this.ref.cols;
  }
  getA1Notation(): string {
    return toA1(this.ref);
  }
  getSheet(): GoogleAppsScript.Spreadsheet.Sheet {
    return makeSheet(this.ref.sheet);
  }

  offset(down: number, right: number, rows = this.ref.rows, cols = this.ref.cols): Google {
    const { sheet } = this.ref;
    return makeRange({
      sheet,
      ...call('Sheet.getRange', sheet, { row: this.ref.row + down, col: this.ref.col + right, rows, cols }),
    });
  }

  getValues(): CellValue[][] {
    return call('Range.getValues', this.ref) as CellValue[][];
  }
  getValue(): CellValue {
    return call('Range.getValues', this.first)[0]?.[0] ?? '';
  }
  getDisplayValues(): string[][] {
    return call('Range.getDisplayValues', this.ref);
  }
  getDisplayValue(): string {
    return call('Range.getDisplayValues', this.first)[0]?.[0] ?? '';
  }
  getFormulas(): string[][] {
    return call('Range.getFormulas', this.ref);
  }

  setValues(values: unknown[][]): Google {
    if (!isBlock(values)) refuse('SpreadsheetApp.Range.setValues', [values]);
    call('Range.setValues', this.ref, values as CellValue[][]);
    return this.self;
  }

  /** The strict reading: only formulas. What Google makes of other text here is not documented. */
  setFormulas(formulas: string[][]): Google {
    if (
      !isBlock(formulas) ||
      formulas.some(line => line.some(text => typeof text !== 'string' || !text.startsWith('=')))
    )
      refuse('SpreadsheetApp.Range.setFormulas', [formulas]);
    call('Range.setFormulas', this.ref, formulas);
    return this.self;
  }

  setFormula(formula: string): Google {
    return this.setFormulas(
      Array.from({ length: this.ref.rows }, () => new Array<string>(this.ref.cols).fill(formula)),
    );
  }

  setValue(value: unknown): Google {
    call('Range.setValue', this.ref, (value as CellValue | null | undefined) ?? '');
    return this.self;
  }

  clearContent(): Google {
    call('Range.clearContent', this.ref);
    return this.self;
  }

  setNumberFormat(format: string): Google {
    return this.format('numberFormat', format);
  }
  setNumberFormats(formats: string[][]): Google {
    return this.formats('numberFormat', formats);
  }
  getNumberFormats(): string[][] {
    return call('Range.getFormats', this.ref, 'numberFormat');
  }
  setFontWeight(weight: string | null): Google {
    return this.format('fontWeight', weight);
  }
  getFontWeights(): GoogleAppsScript.Spreadsheet.FontWeight[][] {
    return call('Range.getFormats', this.ref, 'fontWeight') as GoogleAppsScript.Spreadsheet.FontWeight[][];
  }
  setFontColor(color: string | null): Google {
    return this.format('fontColor', color);
  }
  setFontColors(colors: unknown[][]): Google {
    return this.formats('fontColor', colors as string[][]);
  }
  getFontColors(): string[][] {
    return call('Range.getFormats', this.ref, 'fontColor');
  }
  setBackground(color: string | null): Google {
    return this.format('background', color);
  }
  setBackgrounds(colors: (string | null)[][]): Google {
    return this.formats('background', colors);
  }
  getBackgrounds(): string[][] {
    return call('Range.getFormats', this.ref, 'background');
  }
  setWrap(wrap: boolean): Google {
    return this.format('wrap', wrap ? 'WRAP' : 'OVERFLOW');
  }
  setWrapStrategy(strategy: GoogleAppsScript.Spreadsheet.WrapStrategy): Google {
    return this.format('wrap', nameOf(strategy));
  }
  setHorizontalAlignment(alignment: string | null): Google {
    return this.format('horizontalAlignment', alignment);
  }
  setVerticalAlignment(alignment: string | null): Google {
    return this.format('verticalAlignment', alignment);
  }
  setNote(note: string | null): Google {
    return this.format('note', note === '' ? null : note);
  }
  setNotes(notes: (string | null)[][]): Google {
    return this.formats(
      'note',
      notes.map(line => line.map(note => (note === '' ? null : note))),
    );
  }
  getNotes(): string[][] {
    return call('Range.getFormats', this.ref, 'note');
  }

  insertCheckboxes(...values: readonly unknown[]): Google {
    if (values.length > 0)
      refuse('SpreadsheetApp.Range.insertCheckboxes (the workbench has only the form without values)', values);
    call('Range.insertCheckboxes', this.ref);
    return this.self;
  }

  removeCheckboxes(): Google {
    call('Range.removeCheckboxes', this.ref);
    return this.self;
  }

  check(): Google {
    call('Range.setChecked', this.ref, true);
    return this.self;
  }

  uncheck(): Google {
    call('Range.setChecked', this.ref, false);
    return this.self;
  }

  isChecked(): boolean | null {
    return call('Range.isChecked', this.ref);
  }

  setDataValidation(rule: GoogleAppsScript.Spreadsheet.DataValidation | null): Google {
    call('Range.setDataValidation', this.ref, rule === null ? null : ruleOf(rule));
    return this.self;
  }

  clearDataValidations(): Google {
    return this.setDataValidation(null);
  }
  getDataValidations(): (GoogleAppsScript.Spreadsheet.DataValidation | null)[][] {
    return call('Range.getDataValidations', this.ref).map(line =>
      line.map(rule => (rule === null ? null : makeValidation(rule))),
    );
  }

  createFilter(): GoogleAppsScript.Spreadsheet.Filter {
    call('Range.createFilter', this.ref);
    return makeFilter(this.ref.sheet);
  }

  copyTo(destination: Google, type: unknown = 'PASTE_NORMAL', transposed = false): void {
    const what = nameOf(type);
    if (transposed || (what !== 'PASTE_NORMAL' && what !== 'PASTE_COLUMN_WIDTHS'))
      refuse('SpreadsheetApp.Range.copyTo (the workbench has all, or the widths of columns)', [type, transposed]);
    call('Range.copyTo', this.ref, refOf(destination), what === 'PASTE_COLUMN_WIDTHS' ? 'COLUMN_WIDTHS' : 'NORMAL');
  }

  activate(): Google {
    call('Range.activate', this.ref);
    return this.self;
  }

  sort(keys: unknown): Google {
    const list: unknown[] = Array.isArray(keys) ? keys : [keys];
    call(
      'Range.sort',
      this.ref,
      list.map(key => {
        const { column, ascending = true } = (typeof key === 'number' ? { column: key } : key) as {
          readonly column: number;
          readonly ascending?: boolean;
        };
        return { col: integer('SpreadsheetApp.Range.sort', column), ascending };
      }),
    );
    return this.self;
  }

  protect(): GoogleAppsScript.Spreadsheet.Protection {
    return makeProtection(this.ref.sheet, call('Sheet.protect', this.ref.sheet, this.ref));
  }

  addDeveloperMetadata(key: string, value?: unknown, visibility?: unknown): Google {
    const [text, seen] =
      typeof value === 'string' || value === undefined || value === null ? [value ?? null, visibility] : [null, value];
    call('DeveloperMetadata.add', this.ref.sheet, this.ref, key, text, nameOf(seen ?? 'DOCUMENT'));
    return this.self;
  }

  getDeveloperMetadata(): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] {
    return this.createDeveloperMetadataFinder().find();
  }
  createDeveloperMetadataFinder(): GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {
    return makeFinder({ sheetId: this.ref.sheet, area: this.ref });
  }

  toString(): string {
    return 'Range';
  }

  private get self(): Google {
    return this as unknown as Google;
  }
  private get first(): Ref {
    return { ...this.ref, rows: 1, cols: 1 };
  }

  private format(name: FormatName, value: string | null): Google {
    call('Range.setFormat', this.ref, name, value);
    return this.self;
  }

  private formats(name: FormatName, values: (string | null)[][]): Google {
    if (!isBlock(values)) refuse('SpreadsheetApp.Range', [values]);
    call('Range.setFormat', this.ref, name, values);
    return this.self;
  }
}

export const makeRange = (ref: Ref): Google => strict('Range', new RangeFacade(ref)) as unknown as Google;
export const refOf = (range: Google): Ref => (range as unknown as RangeFacade).ref;
