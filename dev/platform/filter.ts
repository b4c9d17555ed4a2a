// The basic filter and conditional formats: which rows are hidden, which cells are coloured.
import { type Area, columnNumber, lastColOf, lastRowOf, overlaps } from './area';
import { type CellStyle, type CellValue, isEmpty, valueOf } from './cell';
import type { SheetModel } from './sheet-model';
import type { Condition, ConditionalRule, FilterCriteria } from './sheet-parts';

/** Null where the condition is of a kind that the workbench cannot judge. */
export function holds(condition: Condition, value: CellValue, shown: string): boolean | null {
  const given = condition.values[0];
  const text = String(given ?? '').toLowerCase();
  const low = shown.toLowerCase();
  const number = typeof value === 'number' ? value : value instanceof Date ? value.getTime() : NaN;
  const limit = Number(given);
  switch (condition.type) {
    case 'CELL_EMPTY':
      return isEmpty(value);
    case 'CELL_NOT_EMPTY':
      return !isEmpty(value);
    case 'TEXT_EQUAL_TO':
      return low === text;
    case 'TEXT_NOT_EQUAL_TO':
      return low !== text;
    case 'TEXT_CONTAINS':
      return low.includes(text);
    case 'TEXT_DOES_NOT_CONTAIN':
      return !low.includes(text);
    case 'TEXT_STARTS_WITH':
      return low.startsWith(text);
    case 'TEXT_ENDS_WITH':
      return low.endsWith(text);
    case 'NUMBER_EQUAL_TO':
      return number === limit;
    case 'NUMBER_NOT_EQUAL_TO':
      return number !== limit;
    case 'NUMBER_GREATER_THAN':
      return number > limit;
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return number >= limit;
    case 'NUMBER_LESS_THAN':
      return number < limit;
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO':
      return number <= limit;
    default:
      return null;
  }
}

const passes = (criteria: FilterCriteria, value: CellValue, shown: string): boolean =>
  !criteria.hidden.includes(shown) &&
  (criteria.condition === null || holds(criteria.condition, value, shown) !== false);

/**
 * Hides and shows rows by the criteria as they are now. Google does this when criteria change, not when a cell does.
 */
export function applyFilter(sheet: SheetModel): void {
  const { filter } = sheet;
  for (const [index, row] of sheet.rows.entries()) {
    if (row === undefined) continue;
    const inside = filter !== null && index + 1 > filter.row && index + 1 <= lastRowOf(filter);
    row.hiddenByFilter =
      inside &&
      sheet.columns.some(
        (column, col) =>
          column.criteria !== null &&
          col + 1 >= filter.col &&
          col + 1 <= lastColOf(filter) &&
          !passes(column.criteria, valueOf(row.cells[col] ?? ''), sheet.displayOf(index + 1, col + 1)),
      );
  }
}

export function setFilter(sheet: SheetModel, area: Area | null): void {
  sheet.filter = area === null ? null : sheet.check(area);
  for (const column of sheet.columns) column.criteria = null;
  applyFilter(sheet);
  sheet.restructured();
}

export function setCriteria(sheet: SheetModel, col: number, criteria: FilterCriteria | null): void {
  sheet.column(col).criteria = criteria;
  applyFilter(sheet);
  sheet.restructured();
}

/** Understands comparisons such as `=$C2="Invited"`; null for any other formula. */
function satisfied(
  formula: string,
  rule: ConditionalRule,
  sheet: SheetModel,
  row: number,
  col: number,
): boolean | null {
  const match = /^=\s*(\$?)([A-Z]+)(\$?)(\d+)\s*(=|<>)\s*(?:"([^"]*)"|(TRUE|FALSE))\s*$/i.exec(formula.trim());
  const origin = rule.areas[0];
  if (match === null || origin === undefined) return null;
  const [, fixedCol, letters = '', fixedRow, digits, sign, text, bool] = match;
  const wantedCol = columnNumber(letters) + (fixedCol === '$' ? 0 : col - origin.col);
  const wantedRow = Number(digits) + (fixedRow === '$' ? 0 : row - origin.row);
  const shown = sheet.displayOf(wantedRow, wantedCol).toLowerCase();
  return (shown === (text ?? bool ?? '').toLowerCase()) === (sign === '=');
}

/** The colours that conditional formats give a cell; the first rule that holds wins. */
export function conditionalStyle(sheet: SheetModel, row: number, col: number): CellStyle {
  const place = { row, col, rows: 1, cols: 1 };
  for (const rule of sheet.conditionalRules) {
    if (!rule.areas.some(area => overlaps(area, place))) continue;
    const hit =
      rule.condition.type === 'CUSTOM_FORMULA'
        ? satisfied(String(rule.condition.values[0] ?? ''), rule, sheet, row, col)
        : holds(rule.condition, valueOf(sheet.cell(row, col)), sheet.displayOf(row, col));
    if (hit === true)
      return {
        ...(rule.background === null ? {} : { background: rule.background }),
        ...(rule.fontColor === null ? {} : { fontColor: rule.fontColor }),
        ...(rule.bold === null ? {} : { fontWeight: rule.bold ? 'bold' : 'normal' }),
      };
  }
  return {};
}
