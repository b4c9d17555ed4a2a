// What the page needs to draw the charts of a sheet: names and numbers as the cells hold them now.
import { type Area, type CellValue, isFormula, type SheetModel } from '../platform/index';
import type { ChartShown } from '../protocol';

const COLOURS = ['#4285f4', '#ea4335', '#fbbc04', '#34a853'];
const SIZE = { width: 600, height: 371 };

const count = (value: CellValue | undefined): number => (typeof value === 'number' ? value : 0);

/** The first column names the points, each other one is a series. Only the first area is drawn. */
export const chartsOf = (sheet: SheetModel): ChartShown[] =>
  sheet.charts.flatMap(({ id, areas: [area], row, col, x, y, headers, options }) => {
    if (area === undefined) return [];
    const of = <T>(name: string, usual: T): T => (options[name] ?? usual) as T;
    const body: Area = { ...area, row: area.row + headers, rows: area.rows - headers };
    const values = body.rows > 0 ? sheet.values(body) : [];
    const shown = body.rows > 0 ? sheet.displayValues(body) : [];
    const names = headers > 0 ? (sheet.displayValues({ ...area, rows: 1 })[0] ?? []) : [];
    const colours = of('colors', COLOURS);
    return [
      {
        id,
        row,
        col,
        x,
        y,
        width: of('width', SIZE.width),
        height: of('height', SIZE.height),
        title: of('title', ''),
        legend: of<string>('legend.position', 'right') !== 'none',
        labels: shown.map(line => line[0] ?? ''),
        series: Array.from({ length: Math.max(0, area.cols - 1) }, (_, at) => ({
          name: names[at + 1] ?? '',
          colour: colours[at % colours.length] ?? '#4285f4',
          values: values.map(line => count(line[at + 1])),
        })),
      },
    ];
  });

/** Rows with formulas, each with the first and last column of them. */
export function formulaRows(
  sheet: SheetModel,
): { readonly row: number; readonly first: number; readonly last: number }[] {
  return [...sheet.rows.entries()].flatMap(([index, row]) => {
    const places = row?.cells.flatMap((cell, at) => (isFormula(cell) ? [at + 1] : [])) ?? [];
    return places.length === 0 ? [] : [{ row: index + 1, first: Math.min(...places), last: Math.max(...places) }];
  });
}
