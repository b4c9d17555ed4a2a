// What a refresh brings into the Accounts sheet: which rows it changes, which it adds, and when a row knows better.
import type { Account } from '../accounts/account';
import { areNames } from '../accounts/mark-filter';
import type { AccountRow } from '../contract/rows';
import type { Deps } from '../ports';
import { EMPTY_ROW } from '../sheets/columns';
import { applyWanted, type SheetRow } from '../sheets/patch-rows';
import { rowWrites } from '../sheets/write-intent';
import { seenIn, withMore } from './listing';
import { block, type RefreshRun } from './listing-pages';
import { GRACE_MS, SKEW_MS } from './reconcile';

const KEYS: readonly (keyof AccountRow)[] = ['state', 'mails', 'changedAt', 'seenAt'];

/**
 * Writes what was found into the rows of those accounts, and new rows for the others. Marks, notes, order and foreign
 * columns stay.
 */
export function merge(deps: Deps, run: RefreshRun): void {
  for (const address of run.found.keys()) run.strangers.delete(address);
  if (run.found.size + run.strangers.size === 0) {
    run.kept = run.listing;
    return;
  }
  const dressing = deps.accounts.ensure();
  run.ensured = true;
  const present = new Set<string>();
  const changed = new Set<string>();
  const again = new Set<string>();
  const strange = new Set(run.strangers);
  const seenAt = run.listing.startedAt;
  const seen: { rows: readonly AccountRow[] | null } = { rows: null };
  const wanted = (row: SheetRow, address: string): Partial<AccountRow> | null => {
    const account = run.found.get(address);
    if (run.strangers.has(address)) {
      if (!present.has(address) && seenIn(row, run.listing)) strange.delete(address);
      present.add(address);
      return seenIn(row, run.listing) ? null : { seenAt };
    }
    if (account === undefined) return null;
    // Counted in an earlier slice of this refresh; a second call for one row comes only after our own writing.
    if (!present.has(address) && seenIn(row, run.listing)) again.add(address);
    present.add(address);
    // Google's reads may lag behind what we, or an earlier page, wrote down. Where rows were moved, what a row holds
    // may be another account's.
    const changedAt = row.changedAt !== null && row.changedAt <= deps.clock.now() + SKEW_MS ? row.changedAt : 0;
    const fresh = seenIn(row, run.listing) || (!run.moved && changedAt > seenAt - GRACE_MS);
    const known =
      row.state !== null &&
      changedAt > (account.changedAt ?? 0) + 1000 &&
      (fresh || (!run.moved && lagsBehind(row, account, changedAt > seenAt - LONGEST_LAG_MS)));
    const told = known
      ? {}
      : {
          state: account.state,
          mails: account.mails,
          changedAt: sameSecond(row.changedAt, account.changedAt) ? row.changedAt : account.changedAt,
        };
    if (!known && (row.state !== account.state || row.mails !== account.mails)) changed.add(address);
    return { ...told, seenAt: seenIn(row, run.listing) ? row.seenAt : seenAt };
  };
  const done = applyWanted(deps.accounts, rowWrites(deps.store, deps.clock.now, run.also), wanted, KEYS, rows => {
    seen.rows = rows;
  });
  if (done === null) {
    block(run, 'no-email-column');
    return;
  }
  // Everybody would be added once more.
  if (areNames(seen.rows ?? [])) {
    block(run, 'email-names');
    return;
  }
  const added = [...run.found.values(), ...[...run.strangers].map(untold)]
    .filter(account => !present.has(account.address))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
  const appended = added.map(
    ({ address, state, mails, changedAt }): AccountRow => ({
      ...EMPTY_ROW,
      email: address,
      state,
      mails,
      changedAt,
      seenAt,
    }),
  );
  if (appended.length > 0) deps.accounts.append(appended);
  // The rows are what somebody waits for; how they look comes at the end.
  deps.flush('values');
  run.look = seen.rows?.concat(appended) ?? null;
  const { result } = run.listing;
  run.listing = {
    ...run.listing,
    ...(strange.size === 0 ? {} : { strangers: withMore(run.listing.strangers, [...strange]) }),
    ...(dressing ? { dressing } : {}),
    found: run.listing.found + run.found.size - again.size,
    result: {
      ...result,
      listed: result.listed + run.found.size - again.size,
      added: result.added + added.length,
      changed: result.changed + changed.size,
    },
  };
  run.found.clear();
  run.strangers.clear();
  run.kept = run.listing;
}

/** Google names it in a state that this version does not know: what a person would decide by is left empty. */
const untold = (address: string): Pick<AccountRow, 'state' | 'mails' | 'changedAt'> & { readonly address: string } => ({
  address,
  state: null,
  mails: null,
  changedAt: null,
});

/**
 * The list is an index that shows a change one to three days late (the author of GAM, GAM-team/GAM#1481). Within that
 * time what a row holds of an invitation, or of its cancelling, is not undone by an older telling; an answer of the
 * person is believed however old, unless somebody was mailed again since.
 */
const LONGEST_LAG_MS = 75 * 3_600_000;
function lagsBehind(row: AccountRow, account: Account, isRecent: boolean): boolean {
  const hasAnswered = account.state === 'ACCEPTED' || account.state === 'DECLINED';
  const isMailedSince = row.mails !== null && account.mails !== null && row.mails > account.mails;
  const differs = row.state !== account.state || isMailedSince;
  return isRecent && differs && (!hasAnswered || (isMailedSince && account.state === 'DECLINED'));
}

const sameSecond = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) < 1000;
