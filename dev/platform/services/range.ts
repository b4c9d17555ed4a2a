// Range and RangeList: blocks of cells read and written.
import { lastColOf, lastRowOf, overlaps } from '../area';
import type { CellStyle, CellValue } from '../cell';
import { setFilter } from '../filter';
import type { FormatName, Ref } from '../ops';
import { lateRefusal, refusal } from '../rules';
import type { HandlersOf, Run } from '../run';
import type { SheetModel } from '../sheet-model';
import { isMergedDown, sort } from '../sheet-structure';

const CELL_CHARS = 50_000;

/** The sheet of a reference, whose area must still lie inside it. */
function sheetAt({ book }: Run, ref: Ref): SheetModel {
  const sheet = book.sheet(ref.sheet);
  sheet.check(ref);
  return sheet;
}

function refuseLong(value: CellValue): void {
  if (typeof value === 'string' && value.length > CELL_CHARS) throw refusal('cell-too-long');
}

function refuseMismatch(ref: Ref, block: readonly (readonly unknown[])[]): void {
  if (block.length !== ref.rows) throw refusal('rows-mismatch', { data: block.length, range: ref.rows });
  for (const line of block)
    if (line.length !== ref.cols) throw refusal('columns-mismatch', { data: line.length, range: ref.cols });
}

function setValue(run: Run, ref: Ref, value: CellValue): void {
  const sheet = sheetAt(run, ref);
  refuseLong(value);
  run.write(() => {
    sheet.setValues(
      ref,
      Array.from({ length: ref.rows }, () => new Array<CellValue>(ref.cols).fill(value)),
    );
  });
}

function setChecked(run: Run, ref: Ref, ticked: boolean): void {
  const sheet = sheetAt(run, ref);
  run.write(() => {
    sheet.put(ref, (row, col) => {
      const rule = sheet.style(ref.row + row, ref.col + col).validation;
      return rule?.kind !== 'checkbox'
        ? sheet.cell(ref.row + row, ref.col + col)
        : ticked
          ? rule.checked
          : rule.unchecked;
    });
  });
}

function setFormat(
  run: Run,
  ref: Ref,
  name: FormatName,
  value: string | null | readonly (readonly (string | null)[])[],
): void {
  const sheet = sheetAt(run, ref);
  const refuseTable = (): void => {
    if (name === 'numberFormat') sheet.refuseTyped(ref, 'typed-format');
  };
  if (value === null || typeof value === 'string') {
    run.write(() => {
      refuseTable();
      sheet.setStyle(ref, { [name]: value });
    });
    return;
  }
  refuseMismatch(ref, value);
  run.write(() => {
    refuseTable();
    sheet.setStyle(ref, (row, col) => ({ [name]: value[row]?.[col] ?? null }));
  });
}

const DEFAULTS: Readonly<Record<FormatName, string>> = {
  numberFormat: '0.###############',
  background: '#ffffff',
  fontColor: '#000000',
  fontWeight: 'normal',
  wrap: 'OVERFLOW',
  horizontalAlignment: 'general',
  verticalAlignment: 'bottom',
  note: '',
};

export const range: HandlersOf<'Range' | 'RangeList'> = {
  'Range.getValues': (run, ref) => sheetAt(run, ref).values(ref),
  'Range.getDisplayValues': (run, ref) => sheetAt(run, ref).displayValues(ref),
  'Range.getFormulas': (run, ref) => sheetAt(run, ref).formulas(ref),
  'Range.setValues': (run, ref, block) => {
    const sheet = sheetAt(run, ref);
    refuseMismatch(ref, block);
    for (const line of block) line.forEach(refuseLong);
    return run.write(() => {
      sheet.setValues(ref, block);
    });
  },
  'Range.setFormulas': (run, ref, block) => {
    const sheet = sheetAt(run, ref);
    refuseMismatch(ref, block);
    // Whatever a cell's format: also one for plain text holds a formula that a script puts there.
    return run.write(() => {
      sheet.put(ref, (row, col) => ({ formula: block[row]?.[col] ?? '', value: '' }));
    });
  },
  'Range.setValue': (run, ref, value) => {
    setValue(run, ref, value);
    return null;
  },
  'Range.clearContent': (run, ref) => {
    const sheet = sheetAt(run, ref);
    return run.write(() => {
      sheet.put(ref, () => '');
    });
  },
  'Range.getFormats': (run, ref, name) =>
    sheetAt(run, ref).map(ref, DEFAULTS[name], (_cell, style) => style?.[name] ?? DEFAULTS[name]),
  'Range.setFormat': (run, ref, name, value) => {
    setFormat(run, ref, name, value);
    return null;
  },
  'Range.insertCheckboxes': (run, ref) => {
    const sheet = sheetAt(run, ref);
    return run.write(() => {
      sheet.refuseTyped(ref, 'typed-validation');
      sheet.setStyle(ref, {
        validation: { kind: 'checkbox', checked: true, unchecked: false, allowInvalid: false, help: null },
      });
      sheet.put(ref, () => false);
    });
  },
  'Range.removeCheckboxes': (run, ref) => {
    const sheet = sheetAt(run, ref);
    return run.write(() => {
      sheet.refuseTyped(ref, 'typed-validation');
      sheet.put(ref, (row, col) =>
        sheet.style(ref.row + row, ref.col + col).validation?.kind === 'checkbox'
          ? ''
          : sheet.cell(ref.row + row, ref.col + col),
      );
      sheet.setStyle(ref, (row, col) =>
        sheet.style(ref.row + row, ref.col + col).validation?.kind === 'checkbox' ? { validation: null } : {},
      );
    });
  },
  'Range.setDataValidation': (run, ref, rule) => {
    const sheet = sheetAt(run, ref);
    return run.write(() => {
      sheet.refuseTyped(ref, 'typed-validation');
      sheet.setStyle(ref, { validation: rule });
    });
  },
  'Range.getDataValidations': (run, ref) =>
    sheetAt(run, ref).map(ref, null, (_cell, style) => style?.validation ?? null),
  'Range.setChecked': (run, ref, ticked) => {
    setChecked(run, ref, ticked);
    return null;
  },
  'Range.isChecked': (run, ref) => {
    const sheet = sheetAt(run, ref);
    const states = new Set<boolean | null>();
    for (let row = ref.row; row <= lastRowOf(ref); row++)
      for (let col = ref.col; col <= lastColOf(ref); col++) {
        const rule = sheet.style(row, col).validation;
        states.add(rule?.kind === 'checkbox' ? sheet.cell(row, col) === rule.checked : null);
      }
    const [only = null] = states;
    return states.size === 1 ? only : null;
  },
  'Range.createFilter': (run, ref) => {
    const sheet = sheetAt(run, ref);
    if (sheet.tables.some(({ area }) => overlaps(area, ref)))
      return run.write(() => {
        throw lateRefusal('table-filter');
      });
    if (sheet.filter !== null) throw refusal('filter-exists');
    if (isMergedDown(sheet, ref)) throw refusal('filter-merged');
    setFilter(sheet, ref);
    return null;
  },
  // Only the first cell of the target counts; a formula stays as it is written, though Google moves its references
  // along.
  'Range.copyTo': (run, ref, { sheet: id, row, col }, what) => {
    const from = sheetAt(run, ref);
    const to = run.book.sheet(id);
    const { rows, cols } = ref;
    to.check({ row, col, rows, cols });
    return run.write(() => {
      if (what === 'COLUMN_WIDTHS') {
        for (let at = 0; at < cols; at++) to.column(col + at).width = from.column(ref.col + at).width;
        to.restructured();
        return;
      }
      const skips = run.state.trouble.copySkipsFiltered;
      const taken = (_line: unknown, down: number): boolean => !skips || !from.row(ref.row + down).hiddenByFilter;
      const cells = from.map(ref, '', cell => cell).filter(taken);
      const styles = from.map<CellStyle>(ref, {}, (_cell, style) => style ?? {}).filter(taken);
      if (cells.length === 0) return;
      const plain = {
        numberFormat: null,
        background: null,
        fontColor: null,
        fontWeight: null,
        wrap: null,
        horizontalAlignment: null,
        verticalAlignment: null,
        note: null,
        validation: null,
      };
      const area = { row, col, rows: cells.length, cols };
      to.setStyle(area, (down, right) => ({ ...plain, ...styles[down]?.[right] }));
      to.put(area, (down, right) => cells[down]?.[right] ?? '');
    });
  },
  'Range.activate': (run, { sheet: _sheet, ...area }) => {
    run.book.select(run.book.sheet(_sheet), [area]);
    return null;
  },
  'Range.sort': (run, ref, keys) => {
    sort(sheetAt(run, ref), ref, keys);
    return null;
  },
  'RangeList.activate': (run, refs) => {
    const [first] = refs;
    if (first !== undefined)
      run.book.select(
        run.book.sheet(first.sheet),
        refs.map(({ row, col, rows, cols }) => ({ row, col, rows, cols })),
      );
    return null;
  },
  'RangeList.setValue': (run, refs, value) => {
    for (const ref of refs) setValue(run, ref, value);
    return null;
  },
  'RangeList.setChecked': (run, refs, ticked) => {
    for (const ref of refs) setChecked(run, ref, ticked);
    return null;
  },
  'RangeList.clearContent': (run, refs) => {
    for (const ref of refs)
      run.write(() => {
        sheetAt(run, ref).put(ref, () => '');
      });
    return null;
  },
  'RangeList.setFormat': (run, refs, name, value) => {
    for (const ref of refs) setFormat(run, ref, name, value);
    return null;
  },
};
