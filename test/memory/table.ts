// A sheet in memory, as a table of the core: the same promises as src/server/sheet-table.ts makes
// (test/core/sheets/table.test.ts holds both to them).
import type { Table } from '../../src/core/ports';
import { readCell, writeCell, type Cell, type Column } from '../../src/core/sheets/columns';
import type { Words } from '../../src/core/words';
import { stored, type StoredWords } from '../../src/core/words/stored';

export type Cells = Record<string, Cell>;
/**
 * A sheet as a person sees it: cells by column, in the order of the rows below the header. `missing`: columns that a
 * person deleted. `words`: those it was made in, which whoever writes keeps to.
 */
export type MemorySheet = {
  exists: boolean;
  rows: Cells[];
  missing: Set<string>;
  places: string;
  words?: StoredWords;
};
export const emptySheet = (): MemorySheet => ({ exists: false, rows: [], missing: new Set(), places: '' });

/** Runs one call of a port; what it throws, the port throws. */
export type Calling = <T>(name: string, work: () => T) => T;

export function memoryTable<R>(
  sheet: MemorySheet,
  columns: readonly Column<R>[],
  words: Words,
  call: Calling = (_name, work) => work(),
): Table<R> {
  const newest = stored.newest(words.tag);
  const rowOf = (cells: Cells, row: number): R & { row: number } => {
    const read: Record<string, unknown> = { row };
    for (const { key, kind } of columns)
      read[key] = readCell(kind, sheet.missing.has(key) ? null : (cells[key] ?? null));
    return read as R & { row: number };
  };
  const put = (cells: Cells, row: R, keys: readonly string[]): void => {
    for (const { key, kind } of columns) {
      if (!keys.includes(key) || sheet.missing.has(key)) continue;
      const cell = writeCell(kind, row[key] as Cell, sheet.words ?? newest);
      // As the sheet does: a leading apostrophe marks text and goes, a leading = would be a formula.
      if (typeof cell === 'string' && cell.startsWith('=')) throw new Error(`A formula reached the sheet: ${cell}`);
      cells[key] = typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : cell;
    }
  };
  const write = (first: number, rows: readonly R[], keys: readonly string[]): void => {
    while (sheet.rows.length < first - 2) sheet.rows.push({});
    rows.forEach((row, at) => {
      put((sheet.rows[first - 2 + at] ??= {}), row, keys);
    });
  };
  const table: Table<R> = {
    read: () =>
      call('read', () =>
        sheet.exists
          ? {
              rows: sheet.rows.map((cells, at) => rowOf(cells, at + 2)),
              missing: [...sheet.missing] as (keyof R & string)[],
              places: sheet.places,
            }
          : null,
      ),
    readRows: (first, last) =>
      call('readRows', () =>
        sheet.exists ? sheet.rows.slice(first - 2, last - 1).map((cells, at) => rowOf(cells, first + at)) : [],
      ),
    write: (first, rows, keys) =>
      call('write', () => {
        if (sheet.exists) write(first, rows, keys);
      }),
    ensure: () =>
      call('ensure', () => {
        const isNew = !sheet.exists;
        if (isNew) Object.assign(sheet, { exists: true, words: newest });
        for (const key of sheet.missing) {
          // Without it the rows cannot be told apart: that is for a person to mend, unless there are none.
          if (key === 'email' && sheet.rows.length > 0) continue;
          sheet.missing.delete(key);
          // What a column held is gone with it.
          for (const cells of sheet.rows) cells[key] = null;
        }
        return isNew;
      }),
    append: (rows, ensured = true) => {
      if (!ensured) table.ensure();
      return call('append', () => {
        if (!sheet.exists) throw new Error('There is no sheet to add rows to.');
        const first = sheet.rows.length + 2;
        write(
          first,
          rows,
          columns.map(column => column.key),
        );
        return first;
      });
    },
  };
  return table;
}
