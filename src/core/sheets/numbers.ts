// How many accounts are in which state, and how many are marked: counted from the rows, and kept with the time, so that
// a sidebar that opens has something to show before all rows are read.
import { readAddress } from '../accounts/address';
import type { AccountRow } from '../contract/rows';
import type { Overview } from '../contract/rpc';
import type { Store } from '../ports';
import { stored } from '../words/stored';

/** Of accounts (distinct addresses). */
export type Numbers = Pick<Overview, 'counts' | 'marked' | 'markedFor' | 'neverInvited'>;
/** `at`: when the rows were so, milliseconds since 1970. */
export type OldNumbers = { readonly numbers: Numbers; readonly at: number };
type Counted = Pick<AccountRow, 'email' | 'state' | 'mark' | 'mails' | 'lastAction'>;

const KEY = 'accounts.numbers';

/** Google may count mails from 0 again once an invitation is cancelled: then only our own word for it tells. */
export const wasInvited = ({ mails, lastAction }: Pick<AccountRow, 'mails' | 'lastAction'>): boolean =>
  (mails ?? 0) > 0 || stored.codeOf(lastAction.replace(/ · .*/, ''), 'actions') === 'cancel';

/** Of several rows with one address the first that has a state tells it, and one that is marked is enough. */
export function numbersOf(rows: readonly Counted[]): Numbers {
  const known = new Map<string, Counted>();
  for (const row of rows) {
    const read = readAddress(row.email);
    if (!read.ok) continue;
    const before = known.get(read.address) ?? row;
    known.set(
      read.address,
      before === row ? row : { ...before, state: before.state ?? row.state, mark: before.mark || row.mark },
    );
  }
  const counts = { NOT_YET_SENT: 0, INVITED: 0, ACCEPTED: 0, DECLINED: 0, NOT_LISTED: 0, unknown: 0 };
  const markedFor = { first: 0, cancel: 0 };
  let marked = 0;
  let neverInvited = 0;
  for (const row of known.values()) {
    const { state, mark } = row;
    const answered = state === 'ACCEPTED' || state === 'DECLINED';
    const isNew = !answered && state !== 'INVITED' && !wasInvited(row);
    counts[state ?? 'unknown']++;
    if (isNew && state === 'NOT_YET_SENT') neverInvited++;
    if (!mark) continue;
    marked++;
    if (isNew) markedFor.first++;
    if (state === 'INVITED') markedFor.cancel++;
  }
  return { counts, marked, markedFor, neverInvited };
}

/** As values to save along with others. */
export const keptNumbers = (numbers: Numbers, now: number): Record<string, string> => ({
  [KEY]: JSON.stringify({ numbers, at: now } satisfies OldNumbers),
});

/** null: none are kept. Those that an older build kept tell too little. */
export function oldNumbers(store: Store): OldNumbers | null {
  const old = JSON.parse(store.get(KEY) ?? 'null') as Partial<OldNumbers> | null;
  return old?.numbers === undefined ? null : (old as OldNumbers);
}
