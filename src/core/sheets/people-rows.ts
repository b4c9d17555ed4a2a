// Writes what a comparison says beside the accounts, each row found by its address, while a person may be sorting.
import { WRITE_TRIES } from '../google/retry-timing';
import { canonical } from '../accounts/address';
import type { PersonRow } from '../contract/rows';
import type { Table } from '../ports';

type SheetRow = PersonRow & { readonly row: number };
type Beside = Omit<PersonRow, 'email'>;

const KEYS = ['person', 'department', 'employment'] as const;
export const NOTHING: Beside = { person: '', department: '', employment: null };

/**
 * Only what differs is written: one read, one block, and one read to see that it went where it should. Rows that were
 * sorted in the middle of it get back what they held. `wanted`: null leaves a row alone. Returns the rows changed, null
 * without the sheet or its Email column.
 */
export function writeBeside(
  table: Table<PersonRow>,
  wanted: (address: string, row: PersonRow) => Beside | null,
): number | null {
  let changed: number | null = null;
  let written: readonly SheetRow[] = [];
  const held = new Map<string, Beside>();
  for (let tries = 0; tries < WRITE_TRIES; tries++) {
    const sheet = table.read();
    if (sheet === null || sheet.missing.includes('email')) return null;
    const byRow = new Map(sheet.rows.map(row => [row.row, row]));
    const stray = new Set(written.filter(({ row, email }) => byRow.get(row)?.email !== email).map(({ row }) => row));
    if (tries > 0 && stray.size === 0) return changed;
    const inBlock = new Set(written.map(({ row }) => row));
    if (tries === 0) for (const row of sheet.rows) held.set(row.email, row);
    const after = sheet.rows.map(row => {
      // After somebody sorted, every row of the block may hold what belongs to another.
      const own =
        stray.size > 0 && inBlock.has(row.row) ? { ...row, ...besideOf(held.get(row.email) ?? NOTHING) } : row;
      const address = canonical(row.email);
      const beside = address === '' ? null : wanted(address, own);
      return beside === null ? own : { ...own, ...besideOf(beside) };
    });
    const isNew = (row: SheetRow, at: number): boolean => KEYS.some(key => row[key] !== sheet.rows[at]?.[key]);
    const first = after.findIndex(isNew);
    if (first < 0) return changed ?? 0;
    let last = after.length - 1;
    while (last > first && !isNew(after[last] as SheetRow, last)) last--;
    changed ??= after.filter(isNew).length;
    written = after.slice(first, last + 1);
    table.write(first + 2, written, KEYS);
  }
  // Still moving: the next comparison puts it right.
  return changed;
}

const besideOf = ({ person, department, employment }: Beside): Beside => ({ person, department, employment });
