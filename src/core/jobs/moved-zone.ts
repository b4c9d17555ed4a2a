// How far the times in the cells are off since the time zone of the spreadsheet was moved: a cell holds a wall clock,
// and no instant.
import type { AccountRow } from '../contract/rows';
import type { Store } from '../ports';
import { loadPart, SEEN_AT } from './job';

/** No two zones are farther apart. */
const FARTHEST_MS = 26 * 3_600_000;
/** By the rows that were seen at `seenAt`, as it was written into their cells. */
function movedBy(seenAt: number, rows: readonly AccountRow[]): number {
  // What was seen in earlier refreshes is farther off.
  const least = rows.reduce((ms, row) => {
    const apart = seenAt - (row.seenAt ?? Number.NaN);
    return apart > -1_000 ? Math.min(ms, apart) : ms;
  }, Infinity);
  return least >= 1_000 && least <= FARTHEST_MS ? least : 0;
}

/** How much earlier than they were written they read, where it was moved east since a refresh. Milliseconds. */
export function earlierBy(store: Store, rows: readonly AccountRow[]): number {
  const whole = movedBy(Number(store.get(SEEN_AT) ?? Number.NaN), rows);
  const { states = [], seenAt = Number.NaN } = loadPart(store) ?? {};
  // A refresh of some states saw those alone; who came into one of them since was not among them.
  const wasSeen = ({ state, changedAt }: AccountRow): boolean =>
    states.some(one => one === state) && (changedAt ?? 0) <= seenAt;
  return Math.max(whole, movedBy(seenAt, rows.filter(wasSeen)));
}
