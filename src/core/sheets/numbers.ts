// How many accounts are in which state, and how many are marked: counted from the rows, and kept with the time, so that
// a sidebar that opens has something to show before all rows are read.
import { readAddress } from '../accounts/address';
import type { AccountRow } from '../contract/rows';
import type { Overview } from '../contract/rpc';
import type { Store } from '../ports';

/** Of accounts (distinct addresses). */
export type Numbers = Pick<Overview, 'counts' | 'marked'>;
/** `at`: when the rows were so, milliseconds since 1970. */
export type OldNumbers = Numbers & { readonly at: number };

const KEY = 'accounts.numbers';

/** Of several rows with one address the first that has a state tells it, and one that is marked is enough. */
export function numbersOf(rows: readonly Pick<AccountRow, 'email' | 'state' | 'mark'>[]): Numbers {
  const states = new Map<string, AccountRow['state']>();
  const marked = new Set<string>();
  for (const row of rows) {
    const read = readAddress(row.email);
    if (!read.ok) continue;
    states.set(read.address, states.get(read.address) ?? row.state);
    if (row.mark) marked.add(read.address);
  }
  const counts = { NOT_YET_SENT: 0, INVITED: 0, ACCEPTED: 0, DECLINED: 0, NOT_LISTED: 0, unknown: 0 };
  for (const state of states.values()) counts[state ?? 'unknown']++;
  return { counts, marked: marked.size };
}

/** As values to save along with others. */
export const keptNumbers = (numbers: Numbers, now: number): Record<string, string> => ({
  [KEY]: JSON.stringify({ ...numbers, at: now } satisfies OldNumbers),
});

/** null: none are kept. */
export const oldNumbers = (store: Store): OldNumbers | null =>
  JSON.parse(store.get(KEY) ?? 'null') as OldNumbers | null;
