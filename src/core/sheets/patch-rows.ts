// Brings the Accounts sheet in line with what is known, row by row found by address, while a person may be editing it.
import { EMPTY_ROW } from './columns';
import { WRITE_TRIES } from '../google/retry-timing';
import { canonical } from '../accounts/address';
import type { AccountRow } from '../contract/rows';
import type { AccountsTable } from '../ports';
import type { RowWrites } from './write-intent';

export type SheetRow = AccountRow & { readonly row: number };
/** What a row should hold from now on; null leaves the row alone. Must be null for a row that holds it already. */
export type Wanted = (row: SheetRow, address: string) => Partial<AccountRow> | null;

/**
 * Changes `keys` (and marks) of the rows for which `wanted` asks, and nothing else: one read, one write for each run of
 * neighbouring columns,
 * one call for the marks, one read to see that it went where it should. When a person sorted in the middle of that,
 * every row that was written over gets back what it held.
 * Where the execution dies in between, `writes` tells the next one. The last of `keys` is written last, so that it can
 * tell whether a row was finished.
 * Returns the number of rows changed; null without the sheet or its Email column. `seen` is told all rows, as they were
 * seen to be in the end.
 */
export function applyWanted(
  table: AccountsTable,
  writes: RowWrites,
  wanted: Wanted,
  keys: readonly (keyof AccountRow)[],
  seen: (rows: readonly SheetRow[]) => void = () => undefined,
): number | null {
  let changed = 0;
  let written: Written = { rows: [], first: 0, last: -1, places: '' };
  for (let tries = 0; tries < WRITE_TRIES; tries++) {
    const sheet = table.read();
    if (sheet === null || sheet.missing.includes('email')) return null;
    // Columns were moved: values may have gone into others. Those of ours get back what they held; what is somebody's
    // own is not known, and a refresh puts right what is Google's.
    if (tries > 0 && sheet.places !== written.places) {
      writes.failed();
      const lost = overwritten(written.places, sheet.places, keys);
      const { rows, first, last } = written;
      written = { ...written, places: sheet.places };
      if (lost.length > 0) {
        table.write(first + 2, rows.slice(first, last + 1), lost);
        continue;
      }
    }
    // What would go into a column that is not there never stands anywhere: it is no reason to write again.
    const present = keys.filter(key => !sheet.missing.includes(key));
    const before = displaced(written, sheet.rows) ? intended(written, present) : null;
    const after = sheet.rows.map((row, at) =>
      merged(row, at >= written.first && at <= written.last ? before : null, wanted, present),
    );
    const first = after.findIndex((row, at) => row !== sheet.rows[at]);
    if (first < 0) {
      if (tries > 0) writes.end();
      seen(sheet.rows);
      return changed;
    }
    let last = after.length - 1;
    while (after[last] === sheet.rows[last]) last--;
    // While rows have to be put back, what was noted before the first writing stays: it does not fit any more, and that
    // is the truth.
    if (before === null) writes.begin(sheet.rows.slice(first, last + 1), sheet.places);
    const marks = (value: boolean): number[] =>
      after.filter((row, at) => row.mark === value && sheet.rows[at]?.mark !== value).map(row => row.row);
    for (const value of [false, true]) {
      const rows = marks(value);
      if (rows.length > 0 && !sheet.missing.includes('mark')) table.setMarks(rows, value);
    }
    written = { rows: after, first, last, places: sheet.places };
    if (present.length > 0) table.write(first + 2, after.slice(first, last + 1), present);
    if (before === null) changed = after.filter((row, at) => row !== sheet.rows[at]).length;
  }
  // Still moving: whoever looks next decides.
  return changed;
}

/** All rows as they should be, and the part of them (from 0) that was written to the sheet. */
type Written = {
  readonly rows: readonly SheetRow[];
  readonly first: number;
  readonly last: number;
  readonly places: string;
};
type Restore = (row: SheetRow) => SheetRow;

type Key = keyof AccountRow;
/** Column by key, as a table tells it. */
const placesIn = (places: string): ReadonlyMap<string, string> =>
  new Map(places.split(',').map(place => place.split(' ') as [string, string]));
/** The columns that stand now where `keys`, or marks, were written: they stood elsewhere before. */
export function overwritten(before: string, now: string, keys: readonly Key[]): Key[] {
  const [old, its] = [placesIn(before), placesIn(now)];
  const written = new Set([...keys, 'mark'].map(key => old.get(key)));
  return [...its].flatMap(([key, place]) => (written.has(place) && old.get(key) !== place ? [key as Key] : []));
}

/** Whether the rows written are no longer where they were: some edit came between our reading and our writing. */
const displaced = ({ rows, first, last }: Written, now: readonly SheetRow[]): boolean =>
  rows.slice(first, last + 1).some((row, at) => now[first + at]?.email !== row.email);

/** What a row that was written over should hold: what it held before; a row that was not there then, nothing. */
function intended({ rows }: Written, keys: readonly (keyof AccountRow)[]): Restore {
  const byEmail = new Map<string, SheetRow>();
  // Of several rows with one address nobody knows which is which any more: the mark of one is the mark of all.
  for (const row of rows) byEmail.set(row.email, { ...row, mark: row.mark || byEmail.get(row.email)?.mark === true });
  return row => {
    const held = byEmail.get(row.email);
    return held === undefined
      ? { ...row, ...Object.fromEntries(keys.map(key => [key, EMPTY_ROW[key]])) }
      : { ...row, mark: held.mark, ...Object.fromEntries(keys.map(key => [key, held[key]])) };
  };
}

function merged(row: SheetRow, held: Restore | null, wanted: Wanted, keys: readonly (keyof AccountRow)[]): SheetRow {
  const restored = held === null ? row : held(row);
  // Also what is no address to us: Google may list accounts under names that we would not take from a person.
  const address = canonical(row.email);
  const patch = address === '' ? null : wanted(restored, address);
  // One spread after the other would give each row a hidden class of its own, which takes more room than the row.
  const result = patch === null ? restored : Object.assign({ ...restored }, patch);
  return result.mark === row.mark && keys.every(key => result[key] === row[key]) ? row : result;
}
