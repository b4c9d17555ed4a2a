// The charts of a sheet, drawn over its cells where they hang: simple columns, enough to look at.
import type { ChartShown } from '../protocol';
import { HEADER_HEIGHT, ROW_HEIGHT } from './grid-scroll';
import type { SheetData } from './sheet-data';
import { useWorkbook } from './use-workbook';
import type { Workbook } from './workbook';

const ROW_HEADERS = 46;
const MARGIN = { top: 40, right: 12, bottom: 74, left: 40 };

/** `scrolled`: how far the cells have been scrolled, in pixels. */
export function Charts({
  book,
  scrolled,
}: {
  readonly book: Workbook;
  readonly scrolled: { readonly left: number; readonly top: number };
}) {
  useWorkbook(book);
  const { data } = book;
  if (data === null || data.charts.length === 0) return null;
  return (
    <div class="charts" style={{ left: `${ROW_HEADERS}px`, top: `${HEADER_HEIGHT}px` }}>
      {data.charts.map(chart => (
        <div key={chart.id} class="chart" style={place(data, chart, scrolled)}>
          <Columns chart={chart} />
        </div>
      ))}
    </div>
  );
}

function place(
  data: SheetData,
  { row, col, x, y, width, height }: ChartShown,
  { left, top }: { readonly left: number; readonly top: number },
) {
  const before = data.cols
    .filter(other => other < col)
    .reduce((sum, other) => sum + (data.view.columns[other - 1]?.width ?? 100), 0);
  return {
    left: `${before + x - left}px`,
    top: `${data.rowPlace(row) * ROW_HEIGHT + y - top}px`,
    width: `${width}px`,
    height: `${height}px`,
  };
}

/** A round number at or above the highest value, that four lines divide well. */
function ceiling(highest: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(4, highest) / 4));
  const step = [1, 2, 5, 10].map(factor => factor * unit).find(size => size * 4 >= highest) ?? unit * 10;
  return Math.max(1, step) * 4;
}

function Columns({ chart: { title, labels, series, width, height, legend } }: { readonly chart: ChartShown }) {
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const top = ceiling(Math.max(0, ...series.flatMap(({ values }) => values)));
  const up = (value: number): number => MARGIN.top + inner.height * (1 - value / top);
  const slot = inner.width / Math.max(1, labels.length);
  const bar = (slot * 0.7) / Math.max(1, series.length);
  const summary = series.map(({ name, values }) => `${name}: ${values.join(', ')}`).join('; ');
  return (
    <svg width={width} height={height} role="img" aria-label={`${title}. ${summary}`}>
      <text x={14} y={24} class="title">
        {title}
      </text>
      {[0, 1, 2, 3, 4].map(line => (
        <g key={line}>
          <line
            x1={MARGIN.left}
            x2={width - MARGIN.right}
            y1={up((top * line) / 4)}
            y2={up((top * line) / 4)}
            stroke={line === 0 ? '#333' : '#ddd'}
          />
          <text x={MARGIN.left - 6} y={up((top * line) / 4) + 4} text-anchor="end">
            {(top * line) / 4}
          </text>
        </g>
      ))}
      {series.map(({ colour, values }, which) =>
        values.map((value, at) => (
          <rect
            key={`${which} ${at}`}
            data-value={value}
            x={MARGIN.left + slot * (at + 0.15) + bar * which}
            width={Math.max(1, bar - 1)}
            y={up(value)}
            height={MARGIN.top + inner.height - up(value)}
            fill={colour}
          />
        )),
      )}
      {labels.map((label, at) => {
        const [x, y] = [MARGIN.left + slot * (at + 0.5), MARGIN.top + inner.height + 12];
        return (
          <text key={at} x={x} y={y} text-anchor="end" transform={`rotate(-35 ${x} ${y})`}>
            {label}
          </text>
        );
      })}
      {legend &&
        series.map(({ name, colour }, at) => (
          <g key={name} transform={`translate(${MARGIN.left + at * 140} ${height - 12})`}>
            <rect width={10} height={10} y={-9} fill={colour} />
            <text x={15}>{name}</text>
          </g>
        ))}
    </svg>
  );
}
