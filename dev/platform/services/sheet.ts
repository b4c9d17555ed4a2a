// Sheet, Filter and Protection.
import { type Area, lastRowOf, parseA1 } from '../area';
import { PlatformError } from '../errors';
import { setCriteria, setFilter } from '../filter';
import type { ProtectionView } from '../ops';
import { refusal } from '../rules';
import type { HandlersOf, Run } from '../run';
import type { ChartSpec, ChartView } from '../shapes';
import type { SheetModel } from '../sheet-model';
import type { Protection } from '../sheet-parts';
import { insert, move, remove, sort } from '../sheet-structure';

function areaNamed(sheet: SheetModel, text: string): Area {
  const found = parseA1(text, sheet.maxRows, sheet.maxColumns);
  if (found === null || (found.sheet !== null && found.sheet !== sheet.name)) throw refusal('range-not-found');
  return sheet.check(found.area);
}

const grow = (
  { book, state }: Run,
  sheet: SheetModel,
  axis: 'rows' | 'cols',
  before: number,
  count: number,
  like: number,
): null => {
  if (axis === 'cols' && sheet.frozenColumns > 0 && state.trouble.freezeBarInTheWay) throw refusal('insert-frozen');
  book.refuseCells(count * (axis === 'rows' ? sheet.maxColumns : sheet.maxRows));
  insert(sheet, axis, before, count, like);
  return null;
};

const view = (sheet: SheetModel, { id, area, description, warningOnly }: Protection): ProtectionView => ({
  id,
  ref: area === null ? null : { ...area, sheet: sheet.id },
  description,
  warningOnly,
});

function protection(sheet: SheetModel, id: number): Protection {
  const found = sheet.protections.find(one => one.id === id);
  if (found === undefined) throw new PlatformError('The protection no longer exists.');
  return found;
}

function refuseChart(sheet: SheetModel, spec: ChartSpec): void {
  if (spec.type === null)
    throw new PlatformError('not implemented in the workbench: a chart of another kind than columns or bars');
  if (spec.areas.length === 0) throw new PlatformError('A chart needs a range.');
  for (const area of spec.areas) sheet.check(area);
  sheet.check({ row: spec.row, col: spec.col, rows: 1, cols: 1 });
}

function chartAt(sheet: SheetModel, id: number): ChartView {
  const found = sheet.charts.find(chart => chart.id === id);
  if (found === undefined) throw new PlatformError('The chart no longer exists.');
  return found;
}

function filterOf(sheet: SheetModel): Area {
  if (sheet.filter === null) throw new PlatformError('The filter no longer exists.');
  return sheet.filter;
}

/** Changes a sheet and tells its listeners. */
const change = (sheet: SheetModel, effect: () => void): null => {
  effect();
  sheet.restructured();
  return null;
};

export const sheet: HandlersOf<'Sheet' | 'Filter' | 'Protection'> = {
  'Sheet.getName': ({ book }, id) => book.sheet(id).name,
  'Sheet.setName': ({ book }, id, name) => {
    book.renameSheet(book.sheet(id), name);
    return null;
  },
  'Sheet.getIndex': ({ book }, id) => book.indexOf(book.sheet(id)) + 1,
  'Sheet.getType': ({ book }, id) => (book.sheet(id).hasCells ? 'GRID' : 'OBJECT'),
  'Sheet.getRange': ({ book }, id, where) =>
    typeof where === 'string' ? areaNamed(book.sheet(id), where) : book.sheet(id).check(where),
  'Sheet.getRangeList': ({ book }, id, names) => names.map(name => areaNamed(book.sheet(id), name)),
  'Sheet.getDataRange': ({ book }, id) => ({
    row: 1,
    col: 1,
    rows: Math.max(1, book.sheet(id).lastRow()),
    cols: Math.max(1, book.sheet(id).lastColumn()),
  }),
  'Sheet.getLastRow': ({ book }, id) => book.sheet(id).lastRow(),
  'Sheet.getLastColumn': ({ book }, id) => book.sheet(id).lastColumn(),
  'Sheet.getMaxRows': ({ book }, id) => book.sheet(id).maxRows,
  'Sheet.getMaxColumns': ({ book }, id) => book.sheet(id).maxColumns,
  'Sheet.insertRowsAfter': (run, id, after, count) => grow(run, run.book.sheet(id), 'rows', after + 1, count, after),
  'Sheet.insertRowsBefore': (run, id, before, count) => grow(run, run.book.sheet(id), 'rows', before, count, before),
  'Sheet.insertColumnsAfter': (run, id, after, count) => grow(run, run.book.sheet(id), 'cols', after + 1, count, after),
  'Sheet.insertColumnsBefore': (run, id, before, count) => grow(run, run.book.sheet(id), 'cols', before, count, before),
  'Sheet.deleteRows': ({ book }, id, first, count) => {
    remove(book.sheet(id), 'rows', first, count);
    return null;
  },
  'Sheet.deleteColumns': ({ book }, id, first, count) => {
    remove(book.sheet(id), 'cols', first, count);
    return null;
  },
  'Sheet.moveColumns': ({ book }, id, area, to) => {
    move(book.sheet(id), 'cols', area.col, area.cols, to);
    return null;
  },
  'Sheet.moveRows': ({ book }, id, area, to) => {
    move(book.sheet(id), 'rows', area.row, area.rows, to);
    return null;
  },
  'Sheet.sort': ({ book }, id, col, ascending) => {
    const found = book.sheet(id);
    const row = found.frozenRows + 1;
    sort(found, { row, col: 1, rows: found.maxRows - row + 1, cols: found.maxColumns }, [{ col, ascending }]);
    return null;
  },
  'Sheet.clear': ({ book }, id) => {
    const found = book.sheet(id);
    found.setStyle(found.whole, {
      numberFormat: null,
      background: null,
      fontColor: null,
      fontWeight: null,
      wrap: null,
      horizontalAlignment: null,
      verticalAlignment: null,
    });
    found.put(found.whole, () => '');
    return null;
  },
  'Sheet.setFrozenRows': ({ book }, id, rows) =>
    change(book.sheet(id), () => {
      const found = book.sheet(id);
      if (found.merges.some(merge => merge.row <= rows && lastRowOf(merge) > rows)) throw refusal('freeze-merged');
      found.frozenRows = rows;
    }),
  'Sheet.getFrozenRows': ({ book }, id) => book.sheet(id).frozenRows,
  'Sheet.setColumnWidths': ({ book }, id, first, count, width) =>
    change(book.sheet(id), () => {
      for (let col = first; col < first + count; col++) book.sheet(id).column(col).width = width;
    }),
  'Sheet.getColumnWidth': ({ book }, id, col) => book.sheet(id).column(col).width,
  'Sheet.setColumnsHidden': ({ book }, id, first, count, hidden) =>
    change(book.sheet(id), () => {
      for (let col = first; col < first + count; col++) book.sheet(id).column(col).hidden = hidden;
    }),
  'Sheet.isColumnHiddenByUser': ({ book }, id, col) => book.sheet(id).column(col).hidden,
  'Sheet.isRowHiddenByFilter': ({ book }, id, row) => book.sheet(id).row(row).hiddenByFilter,
  'Sheet.isRowHiddenByUser': ({ book }, id, row) => book.sheet(id).row(row).hiddenByUser,
  'Sheet.setTabColor': ({ book }, id, colour) => {
    book.sheet(id).tabColor = colour;
    book.changed({ kind: 'sheets' });
    return null;
  },
  'Sheet.getFilter': ({ book }, id) => book.sheet(id).filter,
  'Sheet.setConditionalFormatRules': ({ book }, id, rules) =>
    change(book.sheet(id), () => {
      book.sheet(id).conditionalRules = [...rules];
    }),
  'Sheet.getConditionalFormatRules': ({ book }, id) => book.sheet(id).conditionalRules,
  'Sheet.protect': ({ book }, id, area) => {
    const found = book.sheet(id);
    const made: Protection = {
      id: 1 + Math.max(0, ...found.protections.map(one => one.id)),
      area,
      description: '',
      warningOnly: false,
    };
    found.protections.push(made);
    found.restructured();
    return view(found, made);
  },
  'Sheet.getProtections': ({ book }, id, type) =>
    book
      .sheet(id)
      .protections.filter(one => (one.area === null) === (type === 'SHEET'))
      .map(one => view(book.sheet(id), one)),
  'Sheet.getCharts': ({ book }, id) => book.sheet(id).charts,
  'Sheet.insertChart': ({ book }, id, spec) => {
    const found = book.sheet(id);
    refuseChart(found, spec);
    return change(found, () => {
      found.charts = [...found.charts, { ...spec, id: 1 + Math.max(0, ...found.charts.map(chart => chart.id)) }];
    });
  },
  'Sheet.updateChart': ({ book }, id, which, spec) => {
    const found = book.sheet(id);
    const old = chartAt(found, which);
    refuseChart(found, spec);
    return change(found, () => {
      found.charts = found.charts.map(chart => (chart === old ? { ...spec, id: which } : chart));
    });
  },
  'Sheet.removeChart': ({ book }, id, which) => {
    const old = chartAt(book.sheet(id), which);
    return change(book.sheet(id), () => {
      book.sheet(id).charts = book.sheet(id).charts.filter(chart => chart !== old);
    });
  },
  'Protection.setDescription': ({ book }, id, which, text) =>
    change(book.sheet(id), () => {
      protection(book.sheet(id), which).description = text;
    }),
  'Protection.setWarningOnly': ({ book }, id, which, only) =>
    change(book.sheet(id), () => {
      protection(book.sheet(id), which).warningOnly = only;
    }),
  'Protection.remove': ({ book }, id, which) =>
    change(book.sheet(id), () => {
      const { protections } = book.sheet(id);
      protections.splice(protections.indexOf(protection(book.sheet(id), which)), 1);
    }),
  'Filter.remove': ({ book }, id) => {
    filterOf(book.sheet(id));
    setFilter(book.sheet(id), null);
    return null;
  },
  'Filter.getColumnFilterCriteria': ({ book }, id, col) => book.sheet(id).column(col).criteria,
  'Filter.setColumnFilterCriteria': ({ book }, id, col, criteria) => {
    filterOf(book.sheet(id));
    setCriteria(book.sheet(id), col, criteria);
    return null;
  },
  'Filter.sort': ({ book }, id, col, ascending) => {
    const area = filterOf(book.sheet(id));
    if (area.rows > 1) sort(book.sheet(id), { ...area, row: area.row + 1, rows: area.rows - 1 }, [{ col, ascending }]);
    return null;
  },
};
