// The host side of the stand-in for Apps Script: everything that the workbench and the tests may use of it.
export { type Area, columnLetters, columnNumber, lastColOf, lastRowOf, parseA1, toA1 } from './area';
export { type Cell, type CellStyle, type CellValue, type Formula, isFormula, type StylePatch, type Validation, valueOf } from './cell';
export { PlatformError } from './errors';
export { conditionalStyle } from './filter';
export type * from './host-types';
export type { MetadataView } from './metadata';
export { Person } from './person';
export { type Rule, type RuleName, RULES, ruleText } from './rules';
export { SheetModel } from './sheet-model';
export type { Change, Condition, ConditionalRule, FilterCriteria, Protection, SheetColumn, SheetRow } from './sheet-parts';
export type { Axis, SortKey } from './sheet-structure';
export { type Evaluate, type Selection, SpreadsheetModel, type SpreadsheetOptions } from './spreadsheet-model';
