// Rows of the Accounts sheet that no list had are asked for one by one before they are called gone. An answer that does
// not come changes nothing, and makes the refresh one that is not complete.
import { canonical, LONGEST_ADDRESS, readAddress } from '../accounts/address';
import type { AccountRow } from '../contract/rows';
import { askLooks, mayList } from '../google/client';
import { NO_REPLY, type Look } from '../google/outcome';
import { afterBatch, allowance } from '../google/rate-limiter';
import { BEGIN_MS, LONGEST_PAGE_SLEEP_MS, MOST_FAILED_ACCOUNTS, REFUSED_BATCHES } from '../google/retry-timing';
import { PAGE_SIZE } from '../google/user-invitations';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { keptNumbers, numbersOf } from '../sheets/numbers';
import { applyWanted } from '../sheets/patch-rows';
import { rowWrites } from '../sheets/write-intent';
import * as job from './job';
import { isIn, partOf, seenIn, wholeListing, withMore, type ListingState } from './listing';
import { block, problemCodeOf, type RefreshRun } from './listing-pages';

/** Whatever Google once listed was an account, also when we would not take such an address from a person. */
const mayBeAccount = (row: AccountRow, address: string): boolean =>
  readAddress(address).ok || (row.seenAt !== null && address.includes('@') && address.length <= LONGEST_ADDRESS);

/** Accounts that the sheet shows as listed by this refresh. */
export const seenOf = (rows: readonly AccountRow[], listing: ListingState): number => {
  const part = partOf(listing);
  return new Set(rows.filter(row => seenIn(row, listing) && isIn(part, row.state)).map(row => canonical(row.email)))
    .size;
};

/**
 * Where the lists of some states are read, only rows that show one of these are asked for: of the others nothing is
 * known. When more of them left than the other lists have pages, those lists tell it sooner, and the refresh becomes
 * one of all states.
 */
export function askMissing(deps: Deps, run: RefreshRun): void {
  const { atOnce } = deps.settings();
  const asked = new Set<string>();
  const rows = run.look ?? rowsIn(deps.accounts);
  run.look = null;
  const part = partOf(run.listing);
  let others = 0;
  for (const row of rows) {
    const address = canonical(row.email);
    if (!isIn(part, row.state)) others++;
    else if (!seenIn(row, run.listing) && address > run.listing.after && mayBeAccount(row, address)) asked.add(address);
  }
  if (part !== null && asked.size > atOnce + others / PAGE_SIZE) {
    run.listing = wholeListing(run.listing);
    return;
  }
  const open = [...asked].sort().filter(address => !run.settled.has(address));
  if (open.length === 0) {
    run.seen = seenOf(rows, run.listing);
    for (const [key, value] of Object.entries(keptNumbers(numbersOf(rows), deps.clock.now()))) run.also.set(key, value);
    run.listing = { ...run.listing, phase: 'over' };
    return;
  }
  const { gone, silent } = ask(deps, run, open.slice(0, 4 * atOnce));
  showGone(deps, run, gone);
  if (run.record.status === 'running') giveUpSilent(deps, run, silent);
  // Up to there everybody is settled, also for the next execution.
  const first = open.find(address => !run.settled.has(address));
  const before = first === undefined ? open : open.slice(0, open.indexOf(first));
  run.listing = { ...run.listing, after: before[before.length - 1] ?? run.listing.after };
  if (run.record.status === 'running') waitForRoom(deps, run);
}

type Replies = { readonly gone: Set<string>; readonly silent: readonly string[] };

/** As many as the pace allows now. Whom Google put off was not asked, and is asked later, however long that takes. */
function ask(deps: Deps, run: RefreshRun, batch: readonly string[]): Replies {
  const gone = new Set<string>();
  const silent: string[] = [];
  const { atOnce, perMinute } = deps.settings();
  for (let at = 0; at < batch.length && run.record.status === 'running'; ) {
    const began = deps.clock.now();
    const { size } = allowance(run.record.pace, began, perMinute, atOnce);
    const some = batch.slice(at, at + Math.min(size, deps.quota.left()));
    if (some.length === 0) break;
    at += some.length;
    const { outcomes, halt } = askLooks(deps, some);
    const looks = some.map((_address, index): Look => outcomes[index] ?? NO_REPLY);
    some.forEach((address, index) => {
      const look = looks[index] ?? NO_REPLY;
      if (look.kind === 'later' || look.kind === 'stop') return;
      if (look.kind === 'unknown' && look.code !== 'new-state') {
        silent.push(address);
        return;
      }
      run.settled.add(address);
      if (look.kind === 'found') run.found.set(address, { ...look.account, address });
      else if (look.kind === 'absent') gone.add(address);
      else if (look.kind === 'unknown') run.strangers.add(address);
    });
    pace(deps, run, began, looks);
    const stop = looks.find(look => look.kind === 'stop');
    if (halt !== null) block(run, halt);
    else if (stop?.kind === 'stop') block(run, problemCodeOf(stop), stop.google, stop.link);
    if (looks.some(look => look.kind === 'later' || look.kind === 'unknown')) break;
  }
  return { gone, silent };
}

function pace(deps: Deps, run: RefreshRun, at: number, looks: readonly Look[]): void {
  const later = looks.flatMap(look => (look.kind === 'later' ? [look] : []));
  const report = {
    at,
    now: deps.clock.now(),
    accepted: looks.filter(({ kind }) => kind === 'found' || kind === 'absent' || kind === 'refused').length,
    later: later.length,
    unsure: looks.filter(({ kind }) => kind === 'unknown').length,
    waitMs: later.reduce<number | null>(
      (most, { waitMs }) => (waitMs === null ? most : Math.max(most ?? 0, waitMs)),
      null,
    ),
  };
  const after = afterBatch(run.record.pace, report, deps.random(), deps.settings().atOnce);
  const isTooMany = later.length > 0 && after.refusals >= REFUSED_BATCHES;
  run.record = { ...run.record, pace: isTooMany ? { ...after, refusals: 0 } : after };
  if (isTooMany) block(run, 'slow-down', later[0]?.google);
}

function showGone(deps: Deps, run: RefreshRun, gone: ReadonlySet<string>): void {
  if (gone.size === 0) return;
  const newly = new Set<string>();
  applyWanted(
    deps.accounts,
    rowWrites(deps.store, deps.clock.now, run.also),
    (row, address) => {
      if (!gone.has(address) || row.state === 'NOT_LISTED') return null;
      // Of one that a person typed nothing was known before.
      if (row.seenAt !== null || row.state !== null) newly.add(address);
      return { state: 'NOT_LISTED' };
    },
    ['state'],
  );
  deps.flush();
  run.listing = { ...run.listing, result: { ...run.listing.result, gone: run.listing.result.gone + newly.size } };
}

/**
 * Those without an answer are asked again, and after some tries left as they are, if Google answers at all: one address
 * must not hold up the refresh. It is then not complete.
 */
function giveUpSilent(deps: Deps, run: RefreshRun, silent: readonly string[]): void {
  if (silent.length === 0) {
    run.listing = { ...run.listing, failures: 0 };
    return;
  }
  run.listing = { ...run.listing, failures: run.listing.failures + 1 };
  if (run.listing.failures <= MOST_FAILED_ACCOUNTS) return;
  if (!mayList(deps)) {
    block(run, 'no-answer');
    return;
  }
  for (const address of silent) run.settled.add(address);
  run.listing = { ...run.listing, failures: 0, unasked: withMore(run.listing.unasked, silent) };
}

/** A short wait is slept through, a longer one is left to the page. */
function waitForRoom(deps: Deps, run: RefreshRun): void {
  const now = deps.clock.now();
  const { atOnce, perMinute } = deps.settings();
  const { waitMs } = allowance(run.record.pace, now, perMinute, atOnce);
  if (waitMs === 0) return;
  if (waitMs <= LONGEST_PAGE_SLEEP_MS && now + waitMs < run.deadline) deps.clock.sleep(waitMs);
  else run.record = job.wait(run.record, now + waitMs - (waitMs > BEGIN_MS ? BEGIN_MS : 0));
}
