// Ticks and clears marks, and looks whether they went where they should, while a person may be sorting the sheet.
import { WRITE_TRIES } from '../google/retry-timing';
import type { Deps } from '../ports';
import { overwritten, type SheetRow } from './patch-rows';
import { rowWrites } from './write-intent';

type Sheet = NonNullable<ReturnType<Deps['accounts']['read']>>;

/**
 * Turns the marks of `chosen`, rows of the `sheet` that was just read: one call for the marks, and one read to see that
 * they went where they should. When rows moved in between, each row gets the mark that its address should have: of
 * several rows with one nobody knows which is which any more, and a row that was not there before has none.
 * Nothing is noted for the case that the execution dies before that read: a refresh puts no mark right, and whoever is
 * marked is shown before anything is done.
 * Returns all rows as they were seen to be in the end. null: they could not be put right, and a refresh must come
 * first.
 */
export function markRows(
  { accounts, store, clock }: Deps,
  sheet: Sheet,
  chosen: readonly SheetRow[],
): readonly SheetRow[] | null {
  if (chosen.length === 0) return sheet.rows;
  const turned = new Set(chosen);
  const marked = new Set(sheet.rows.filter(row => row.mark !== turned.has(row)).map(row => row.email));
  let wrong = chosen;
  for (let tries = 0; tries < WRITE_TRIES; tries++) {
    for (const mark of [false, true]) {
      const rows = wrong.filter(row => row.mark !== mark).map(({ row }) => row);
      if (rows.length > 0) accounts.setMarks(rows, mark);
    }
    const now = accounts.read();
    if (now === null) break;
    // Marks may have gone into another column: one of ours gets back what it held.
    if (now.places !== sheet.places) {
      accounts.write(2, sheet.rows, overwritten(sheet.places, now.places, []));
      break;
    }
    if (wrong.every(({ row, email }) => now.rows[row - 2]?.email === email)) return now.rows;
    wrong = now.rows.filter(row => row.mark !== marked.has(row.email));
    if (wrong.length === 0) return now.rows;
  }
  rowWrites(store, clock.now).failed();
  return null;
}
