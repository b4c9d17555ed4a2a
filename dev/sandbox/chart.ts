// EmbeddedChart and its builder: column and bar charts of cells of their own sheet.
import type { ChartSpec, ChartView } from '../platform/shapes';
import { exception, integer } from './call';
import { makeRange, refOf } from './range';
import { strict } from './strict';

type Google = GoogleAppsScript.Spreadsheet.EmbeddedChart;
type Builder = GoogleAppsScript.Spreadsheet.EmbeddedChartBuilder;
type Methods =
  | 'asColumnChart'
  | 'asBarChart'
  | 'addRange'
  | 'clearRanges'
  | 'setPosition'
  | 'setOption'
  | 'setNumHeaders'
  | 'build';

const OPTIONS: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: value => typeof value === 'string',
  width: value => typeof value === 'number',
  height: value => typeof value === 'number',
  isStacked: value => typeof value === 'boolean',
  colors: value => Array.isArray(value),
  'legend.position': value => typeof value === 'string',
};

class ChartFacade implements Pick<Google, 'getRanges' | 'getChartId' | 'modify'> {
  readonly sheet: number;
  readonly spec: ChartSpec;
  private readonly id: number | null;
  constructor(sheet: number, spec: ChartSpec, id: number | null) {
    this.sheet = sheet;
    this.spec = spec;
    this.id = id;
  }
  /** Google gives null for a chart that is not in a sheet yet. */
  getChartId(): number | null {
    return this.id;
  }
  getRanges(): GoogleAppsScript.Spreadsheet.Range[] {
    return this.spec.areas.map(area => makeRange({ ...area, sheet: this.sheet }));
  }
  modify(): Builder {
    return builder(this.sheet, this.spec, this.id);
  }
}

class ChartBuilder {
  private readonly sheet: number;
  private readonly id: number | null;
  private spec: ChartSpec;
  constructor(sheet: number, spec: ChartSpec, id: number | null) {
    this.sheet = sheet;
    this.spec = spec;
    this.id = id;
  }
  asColumnChart(): unknown {
    return this.with({ type: 'COLUMN' });
  }
  asBarChart(): unknown {
    return this.with({ type: 'BAR' });
  }
  clearRanges(): unknown {
    return this.with({ areas: [] });
  }
  addRange(range: GoogleAppsScript.Spreadsheet.Range): unknown {
    const { sheet, ...area } = refOf(range);
    if (sheet !== this.sheet)
      throw exception("not implemented in the workbench: a chart of another sheet's cells", 'NotImplemented');
    return this.with({ areas: [...this.spec.areas, area] });
  }
  setPosition(row: number, col: number, x: number, y: number): unknown {
    const [atRow, atCol, right, down] = [row, col, x, y].map(value =>
      integer('EmbeddedChartBuilder.setPosition', value),
    ) as [number, number, number, number];
    return this.with({ row: atRow, col: atCol, x: right, y: down });
  }
  setNumHeaders(count: number): unknown {
    return this.with({ headers: integer('EmbeddedChartBuilder.setNumHeaders', count) });
  }
  setOption(name: string, value: unknown): unknown {
    if (OPTIONS[name]?.(value) !== true)
      throw exception(
        `not implemented in the workbench: chart option ${name} = ${JSON.stringify(value)}`,
        'NotImplemented',
      );
    return this.with({ options: { ...this.spec.options, [name]: value as string } });
  }
  build(): Google {
    return makeChart(this.sheet, this.spec, this.id);
  }

  private with(change: Partial<ChartSpec>): this {
    this.spec = { ...this.spec, ...change };
    return this;
  }
}

const NEW: ChartSpec = { type: null, areas: [], row: 1, col: 1, x: 0, y: 0, headers: 0, options: {} };
const makeChart = (sheet: number, spec: ChartSpec, id: number | null): Google =>
  strict('EmbeddedChart', new ChartFacade(sheet, spec, id)) as unknown as Google;
const builder = (sheet: number, spec: ChartSpec, id: number | null): Builder =>
  strict(
    'EmbeddedChartBuilder',
    new ChartBuilder(sheet, spec, id) satisfies Record<Methods, unknown>,
  ) as unknown as Builder;
export const newChart = (sheet: number): Builder => builder(sheet, NEW, null);
export const chartOf = ({ id, ...spec }: ChartView, sheet: number): Google => makeChart(sheet, spec, id);
export const specOf = (chart: Google): ChartSpec => (chart as unknown as ChartFacade).spec;
