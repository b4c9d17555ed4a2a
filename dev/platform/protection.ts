// What a sheet refuses whatever its cells: edits of those it is closed to, and cells where it has none.
import { type Area, overlaps } from './area';
import type { OpName, Ref } from './ops';
import { kindOf } from './op-kinds';
import type { SheetModel } from './sheet-model';
import type { SpreadsheetModel } from './spreadsheet-model';

/** What a call would change of a sheet: an area, or null for its structure; no sheet where it changes none. */
function targets(
  op: OpName,
  args: readonly unknown[],
): readonly { readonly sheet: number; readonly area: Area | null }[] {
  const [service] = op.split('.');
  const kind = kindOf(op);
  if ((kind !== 'write' && kind !== 'change') || op.endsWith('.activate')) return [];
  if (op === 'Range.copyTo') {
    const [{ rows, cols }, { sheet, row, col }] = args as [Ref, Ref];
    return [{ sheet, area: { row, col, rows, cols } }];
  }
  if (service === 'Range') return [args[0] as Ref].map(ref => ({ sheet: ref.sheet, area: ref }));
  if (service === 'RangeList') return (args[0] as readonly Ref[]).map(ref => ({ sheet: ref.sheet, area: ref }));
  return service === 'Sheet' || service === 'Filter'
    ? [{ sheet: args[0] as number, area: rowsOrColumns(op, args) }]
    : [];
}

/** Deleting and sorting touch cells; everything else that a sheet does, a protected range bears. */
function rowsOrColumns(op: OpName, args: readonly unknown[]): Area | null {
  const [first, count] = [Number(args[1]), Number(args[2])];
  if (op === 'Sheet.deleteRows') return { row: first, col: 1, rows: count, cols: Infinity };
  if (op === 'Sheet.deleteColumns') return { row: 1, col: first, rows: Infinity, cols: count };
  return op === 'Sheet.sort' || op === 'Sheet.clear' || op === 'Filter.sort'
    ? { row: 1, col: 1, rows: Infinity, cols: Infinity }
    : null;
}

const closed = (sheet: SheetModel, user: string, area: Area | null): boolean =>
  sheet.protections.some(
    ({ warningOnly, closedTo = [], area: held }) =>
      !warningOnly &&
      (closedTo === 'everybody' || closedTo.includes(user)) &&
      (held === null || (area !== null && overlaps(held, area))),
  );

/** Whether a protection stands in the way of this call by this user. */
export const isProtected = (book: SpreadsheetModel, user: string, op: OpName, args: readonly unknown[]): boolean =>
  book.sheets.some(({ protections }) => protections.some(({ closedTo }) => closedTo !== undefined)) &&
  targets(op, args).some(({ sheet: id, area }) => {
    const sheet = book.sheets.find(found => found.id === id);
    return sheet !== undefined && closed(sheet, user, area);
  });

const WITHOUT_CELLS: ReadonlySet<OpName> = new Set([
  'Sheet.getName',
  'Sheet.setName',
  'Sheet.getIndex',
  'Sheet.getType',
  'Sheet.setTabColor',
  'Sheet.getCharts',
  'Sheet.getProtections',
]);
/** Whether a call wants cells of a sheet that is one chart. */
export const asksForCells = (book: SpreadsheetModel, op: OpName, args: readonly unknown[]): boolean =>
  op.startsWith('Sheet.') &&
  !WITHOUT_CELLS.has(op) &&
  book.sheets.some(({ id, hasCells }) => id === args[0] && !hasCells);
