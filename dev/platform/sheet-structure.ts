// Inserting, deleting, moving and sorting rows and columns, with everything that is fastened to them.
import { type Area, overlaps, renumbered, type Renumbering } from './area';
import { compareCells, isEmpty, type CellStyle, valueOf } from './cell';
import { applyFilter } from './filter';
import { refusal } from './rules';
import type { SheetModel } from './sheet-model';
import { SheetColumn, SheetRow } from './sheet-parts';

export type Axis = 'rows' | 'cols';

const sizeOf = (sheet: SheetModel, axis: Axis): number => (axis === 'rows' ? sheet.maxRows : sheet.maxColumns);

function refasten(sheet: SheetModel, change: Renumbering): void {
  sheet.renumbered(change);
  if (sheet.filter !== null) sheet.filter = renumbered(sheet.filter, change);
  sheet.conditionalRules = sheet.conditionalRules
    .map(rule => ({ ...rule, areas: rule.areas.map(area => renumbered(area, change)).filter(area => area !== null) }))
    .filter(rule => rule.areas.length > 0);
  sheet.charts = sheet.charts.map(chart => {
    const at = renumbered({ row: chart.row, col: chart.col, rows: 1, cols: 1 }, change) ?? chart;
    return {
      ...chart,
      row: at.row,
      col: at.col,
      areas: chart.areas.map(area => renumbered(area, change)).filter(area => area !== null),
    };
  });
  sheet.tables = sheet.tables.flatMap(table => {
    const area = renumbered(table.area, change);
    if (area === null) return [];
    const typed = new Array<boolean>(area.cols).fill(false);
    for (const [at, hasType] of table.typed.entries()) {
      const now = change.axis === 'rows' ? table.area.col + at : change.to(table.area.col + at);
      if (now !== null) typed[now - area.col] = hasType;
    }
    return [{ area, typed }];
  });
  sheet.merges = sheet.merges.map(area => renumbered(area, change)).filter(area => area !== null);
  for (const protection of [...sheet.protections]) {
    if (protection.area === null) continue;
    protection.area = renumbered(protection.area, change);
    if (protection.area === null) sheet.protections.splice(sheet.protections.indexOf(protection), 1);
  }
  sheet.restructured();
}

/** Every row's cells or styles, to be changed alike when columns change. */
function eachLine(sheet: SheetModel, change: (line: unknown[], empty: '' | undefined) => void): void {
  for (const row of sheet.rows) {
    if (row === undefined) continue;
    if (row.cells.length > 0) change(row.cells, '');
    if (row.styles.length > 0) change(row.styles, undefined);
  }
}

/** Array.splice with its items spread out overflows the stack where there are very many. */
function inject(list: unknown[], at: number, items: readonly unknown[]): void {
  const rest = list.splice(at);
  for (const item of items) list.push(item);
  for (const item of rest) list.push(item);
}

function padTo(line: unknown[], length: number, empty: '' | undefined): void {
  while (line.length < length) line.push(empty);
}

/**
 * Inserts `count` rows or columns in front of number `before` (one past the last is allowed); `like` is the neighbour
 * whose formats they take.
 */
export function insert(sheet: SheetModel, axis: Axis, before: number, count: number, like: number | null): void {
  if (before < 1 || before > sizeOf(sheet, axis) + 1 || count < 1) throw refusal('range-outside');
  if (axis === 'rows') {
    const styles = like === null ? [] : (sheet.rows[like - 1]?.styles ?? []).map(style => withoutNote(style));
    const fresh = Array.from({ length: count }, () => {
      if (styles.length === 0) return undefined;
      const row = new SheetRow();
      row.styles = [...styles];
      return row;
    });
    inject(sheet.rows, before - 1, fresh);
  } else {
    const width = like === null ? undefined : sheet.columns[like - 1]?.width;
    sheet.columns.splice(
      before - 1,
      0,
      ...Array.from({ length: count }, () => Object.assign(new SheetColumn(), width === undefined ? {} : { width })),
    );
    eachLine(sheet, (line, empty) => {
      const style = empty === undefined && like !== null ? withoutNote(line[like - 1] as CellStyle | undefined) : empty;
      if (line.length >= before || style !== empty) padTo(line, before - 1, empty);
      if (line.length >= before - 1) line.splice(before - 1, 0, ...new Array<unknown>(count).fill(style));
    });
  }
  refasten(sheet, { axis, to: old => (old < before ? old : old + count) });
}

function withoutNote(style: CellStyle | undefined): CellStyle | undefined {
  if (style?.note === undefined) return style;
  return Object.fromEntries(Object.entries(style).filter(([property]) => property !== 'note'));
}

export function remove(sheet: SheetModel, axis: Axis, first: number, count: number): void {
  const size = sizeOf(sheet, axis);
  if (first < 1 || count < 1 || first + count - 1 > size)
    throw refusal(axis === 'rows' ? 'rows-outside' : 'columns-outside');
  if (count === size) throw refusal(axis === 'rows' ? 'delete-all-rows' : 'delete-all-columns');
  const frozen = axis === 'rows' ? sheet.frozenRows : sheet.frozenColumns;
  if (frozen > 0 && count >= size - frozen && first <= frozen + 1) throw refusal('delete-all-unfrozen');
  const lost = Math.max(0, Math.min(first + count - 1, frozen) - first + 1);
  if (axis === 'rows') {
    sheet.rows.splice(first - 1, count);
    sheet.frozenRows -= lost;
  } else {
    sheet.columns.splice(first - 1, count);
    sheet.frozenColumns -= lost;
    eachLine(sheet, line => line.splice(first - 1, count));
  }
  refasten(sheet, { axis, to: old => (old < first ? old : old < first + count ? null : old - count) });
}

/** Moves `count` rows or columns so that they stand in front of the one that is now number `to`. */
export function move(sheet: SheetModel, axis: Axis, first: number, count: number, to: number): void {
  const size = sizeOf(sheet, axis);
  if (first < 1 || count < 1 || first + count - 1 > size || to < 1 || to > size + 1) throw refusal('range-outside');
  if (to >= first && to <= first + count) return;
  const target = to > first ? to - count : to;
  const relocate = (line: unknown[]): void => {
    inject(line, target - 1, line.splice(first - 1, count));
  };
  if (axis === 'rows') relocate(sheet.rows);
  else {
    relocate(sheet.columns);
    eachLine(sheet, (line, empty) => {
      padTo(line, Math.max(first + count - 1, to - 1), empty);
      relocate(line);
    });
  }
  refasten(sheet, {
    axis,
    to: old => {
      if (old >= first && old < first + count) return old - first + target;
      const closed = old < first ? old : old - count;
      return closed < target ? closed : closed + count;
    },
  });
}

/** Whether cells in the area are merged with cells of another row. */
export const isMergedDown = (sheet: SheetModel, area: Area): boolean =>
  sheet.merges.some(merge => merge.rows > 1 && overlaps(merge, area));

export type SortKey = { readonly col: number; readonly ascending: boolean };

/** Sorts the rows of the area; cells outside its columns stay where they are. Empty cells go last. */
export function sort(sheet: SheetModel, area: Area, keys: readonly SortKey[]): void {
  sheet.check(area);
  if (isMergedDown(sheet, area)) throw refusal('sort-merged');
  const left = area.col - 1;
  const whole = left === 0 && area.cols === sheet.maxColumns;
  const lines = Array.from({ length: area.rows }, (_, index) => {
    const row = sheet.rows[area.row - 1 + index];
    const cells = row?.cells ?? [];
    const styles = row?.styles ?? [];
    return {
      keys: keys.map(key => cells[key.col - 1] ?? ''),
      cells: whole ? cells : Array.from({ length: area.cols }, (__, col) => cells[left + col] ?? ''),
      styles: whole ? styles : Array.from({ length: area.cols }, (__, col) => styles[left + col]),
    };
  });
  lines.sort((a, b) => {
    for (const [index, { ascending }] of keys.entries()) {
      const [one, two] = [a.keys[index] ?? '', b.keys[index] ?? ''];
      if (isEmpty(one) || isEmpty(two)) {
        if (isEmpty(one) !== isEmpty(two)) return isEmpty(one) ? 1 : -1;
        continue;
      }
      const order = compareCells(valueOf(one), valueOf(two));
      if (order !== 0) return ascending ? order : -order;
    }
    return 0;
  });
  lines.forEach((line, index) => {
    if (line.cells.length === 0 && line.styles.length === 0 && sheet.rows[area.row - 1 + index] === undefined) return;
    const row = sheet.row(area.row + index);
    if (whole) [row.cells, row.styles] = [line.cells, line.styles];
    else {
      padTo(row.cells, left, '');
      padTo(row.styles, left, undefined);
      row.cells.splice(left, area.cols, ...line.cells);
      row.styles.splice(left, area.cols, ...line.styles);
    }
  });
  applyFilter(sheet);
  sheet.changed(area);
}
