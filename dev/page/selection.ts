// What is selected on a sheet, and how keys and clicks move it. Works on the rows and columns that can be seen.
import type { Area } from '../protocol';
import type { SheetData } from './sheet-data';

export type Spot = { readonly row: number; readonly col: number };
/** From the active cell to the opposite corner; `others` were selected before with Ctrl held. */
export type Selection = {
  readonly active: Spot;
  readonly corner: Spot;
  readonly whole: 'rows' | 'cols' | 'all' | null;
  readonly others: readonly Area[];
};
export type Direction = 'up' | 'down' | 'left' | 'right';

export const START: Selection = { active: { row: 1, col: 1 }, corner: { row: 1, col: 1 }, whole: null, others: [] };
export const at = (row: number, col: number): Selection => ({
  active: { row, col },
  corner: { row, col },
  whole: null,
  others: [],
});

export function areaOf({ active, corner, whole }: Selection, data: SheetData): Area {
  const { maxRows, maxColumns } = data.view;
  const [top, bottom] =
    whole === 'cols' || whole === 'all'
      ? [1, maxRows]
      : [Math.min(active.row, corner.row), Math.max(active.row, corner.row)];
  const [left, right] =
    whole === 'rows' || whole === 'all'
      ? [1, maxColumns]
      : [Math.min(active.col, corner.col), Math.max(active.col, corner.col)];
  return { row: top, col: left, rows: bottom - top + 1, cols: right - left + 1 };
}

/** All that is selected, the last made area first, as Sheets gives it to a script. */
export const areasOf = (selection: Selection, data: SheetData): Area[] => [
  areaOf(selection, data),
  ...selection.others,
];
export const isIn = (area: Area, row: number, col: number): boolean =>
  row >= area.row && row < area.row + area.rows && col >= area.col && col < area.col + area.cols;

/** The same selection on a sheet that may have become smaller. */
export function clamp(
  selection: Selection,
  { maxRows, maxColumns }: { readonly maxRows: number; readonly maxColumns: number },
): Selection {
  const inside = ({ row, col }: Spot): Spot => ({ row: Math.min(row, maxRows), col: Math.min(col, maxColumns) });
  return {
    ...selection,
    active: inside(selection.active),
    corner: inside(selection.corner),
    others: selection.others.filter(
      area => area.row + area.rows - 1 <= maxRows && area.col + area.cols - 1 <= maxColumns,
    ),
  };
}

export function fromAreas(areas: readonly Area[], data: SheetData): Selection {
  const [first, ...others] = areas;
  if (first === undefined) return START;
  const whole =
    first.rows === data.view.maxRows
      ? first.cols === data.view.maxColumns
        ? 'all'
        : 'cols'
      : first.cols === data.view.maxColumns
        ? 'rows'
        : null;
  return clamp(
    {
      active: { row: first.row, col: first.col },
      corner: { row: first.row + first.rows - 1, col: first.col + first.cols - 1 },
      whole,
      others,
    },
    data.view,
  );
}

const step = (seen: readonly number[], place: number, by: number): number =>
  seen[Math.max(0, Math.min(seen.length - 1, place + by))] ?? 1;

function stepped({ row, col }: Spot, direction: Direction, by: number, data: SheetData): Spot {
  if (direction === 'up' || direction === 'down')
    return { row: step(data.rows, data.rowPlace(row), direction === 'up' ? -by : by), col };
  return { row, col: step(data.cols, data.colPlace(col), direction === 'left' ? -by : by) };
}

/** To the end of the filled cells, or over the empty ones to the next filled one, as with Ctrl and an arrow. */
function jumped(from: Spot, direction: Direction, data: SheetData): Spot {
  let spot = from;
  const ahead = (): Spot | null => {
    const next = stepped(spot, direction, 1, data);
    return next.row === spot.row && next.col === spot.col ? null : next;
  };
  const first = ahead();
  if (first === null) return spot;
  const alongFilled = data.isFilled(spot.row, spot.col) && data.isFilled(first.row, first.col);
  spot = first;
  for (let next = ahead(); next !== null; next = ahead()) {
    if (alongFilled && !data.isFilled(next.row, next.col)) return spot;
    if (!alongFilled && data.isFilled(spot.row, spot.col)) return spot;
    spot = next;
  }
  return spot;
}

export function moved(
  selection: Selection,
  direction: Direction,
  data: SheetData,
  how: { readonly extend?: boolean; readonly jump?: boolean; readonly by?: number } = {},
): Selection {
  const from = how.extend === true ? selection.corner : selection.active;
  const to = how.jump === true ? jumped(from, direction, data) : stepped(from, direction, how.by ?? 1, data);
  return how.extend === true ? { ...selection, corner: to } : at(to.row, to.col);
}

/** Runs of neighbouring numbers among the seen ones, last first: so that deleting one does not move the next. */
export function runsBackwards(
  seen: readonly number[],
  first: number,
  last: number,
): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const number of seen) {
    if (number < first || number > last) continue;
    const run = runs[0];
    if (run !== undefined && run.first + run.count === number) run.count++;
    else runs.unshift({ first: number, count: 1 });
  }
  return runs;
}

/** The parts of an area that can be seen. */
export function seenParts(area: Area, data: SheetData): Area[] {
  const rows = runsBackwards(data.rows, area.row, area.row + area.rows - 1);
  const cols = runsBackwards(data.cols, area.col, area.col + area.cols - 1);
  return rows.flatMap(row => cols.map(col => ({ row: row.first, rows: row.count, col: col.first, cols: col.count })));
}
