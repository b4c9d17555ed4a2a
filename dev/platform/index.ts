// The host side of the stand-in for Apps Script: everything that the workbench and the tests may use of it.
export { type Area, columnLetters, columnNumber, lastColOf, lastRowOf, parseA1, toA1 } from './area';
export { type Cell, type CellStyle, type Formula, isFormula, type StylePatch, valueOf } from './cell';
export { carryArguments, type Outcome, ScriptError } from './carry';
export { PlatformError } from './errors';
export { conditionalStyle } from './filter';
export { createHost, Host, Killed } from './host';
export type * from './host-types';
export type { OpKind, OpName, Ops } from './ops';
export { kindOf } from './op-kinds';
export { Person } from './person';
export { type Rule, type RuleName, RULES, ruleText } from './rules';
export { SheetModel } from './sheet-model';
export type { Change, Protection, SheetColumn, SheetRow } from './sheet-parts';
export type * from './shapes';
export type { Axis, SortKey } from './sheet-structure';
export { type Selection, SpreadsheetModel, type SpreadsheetOptions } from './spreadsheet-model';
export type { StoreTrouble } from './store-trouble';
export { type RunOptions, type RunResult, runInWorker } from './worker';
