// Remembers, over the death of an execution, which rows of the Accounts sheet it was writing: values go to row numbers,
// and a person may sort meanwhile.
import { fnv1a } from '../contract/fnv';
import type { AccountRow } from '../contract/rows';
import type { Store } from '../ports';

type SheetRow = AccountRow & { readonly row: number };
/**
 * Of rows that follow each other: their addresses must still stand there in this order, and our columns where they
 * were, else what was written went into wrong cells.
 */
type Intent = { readonly first: number; readonly count: number; readonly print: number; readonly places: string };
/** As the table reads it. */
type Read = { readonly rows: readonly SheetRow[]; readonly places: string };

/** Empty, or not there: no rows are being written. */
export const WRITING = 'rows.writing';
/**
 * In its place, with the time when that was noticed: some rows may hold what belongs to others, until a refresh that
 * began later has ended.
 */
const MOVED = 'moved ';

/** Left before rows are written, and taken away when they were seen to be where they should. */
export type RowWrites = {
  readonly begin: (rows: readonly SheetRow[], places: string) => void;
  readonly end: () => void /** They are not, and cannot be put right from here. */;
  readonly failed: () => void;
};

/** `later`: where there is one, that they are written no more is put in there, for whoever saves other values soon. */
export function rowWrites(store: Store, now: () => number, later: Map<string, string> | null = null): RowWrites {
  const isMoved = (): boolean => store.get(WRITING)?.startsWith(MOVED) === true;
  return {
    begin: (rows, places) => {
      later?.delete(WRITING);
      if (!isMoved())
        store.set(
          WRITING,
          JSON.stringify({
            first: rows[0]?.row ?? 0,
            count: rows.length,
            print: printOf(rows),
            places,
          } satisfies Intent),
        );
    },
    end: () => {
      if (isMoved() || (store.get(WRITING) ?? '') === '') return;
      if (later === null) store.remove(WRITING);
      else later.set(WRITING, '');
    },
    failed: () => {
      store.set(WRITING, `${MOVED}${now()}`);
    },
  };
}

/**
 * Since when rows are known to hold what belongs to others (milliseconds since 1970), or null. `read` is called only
 * after a run that was cut off while it wrote.
 */
export function rowsMovedAt(store: Store, read: () => Read | null, now: number): number | null {
  const left = store.get(WRITING);
  if (left === null || left === '') return null;
  if (left.startsWith(MOVED)) return Number(left.slice(MOVED.length));
  const { first, count, print, places } = JSON.parse(left) as Intent;
  const sheet = read();
  const rows = (sheet?.rows ?? []).filter(({ row }) => row >= first && row < first + count);
  if (rows.length === count && printOf(rows) === print && sheet?.places === places) return null;
  store.set(WRITING, `${MOVED}${now}`);
  return now;
}

/** A refresh that began at `startedAt` has ended: every row says again what Google says of its address. */
export function rowsRightAgain(store: Store, startedAt: number): void {
  const left = store.get(WRITING);
  if (left?.startsWith(MOVED) === true && startedAt >= Number(left.slice(MOVED.length))) store.remove(WRITING);
}

/** Another number, almost certainly, when the addresses or their order are others (FNV-1a, 32 bits). */
function printOf(rows: readonly SheetRow[]): number {
  return fnv1a(rows.map(({ email }) => `${email}\n`).join(''));
}
