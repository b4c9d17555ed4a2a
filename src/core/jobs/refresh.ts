// One execution's share of a refresh: lists the accounts, merges them into the Accounts sheet, asks about those no list
// had, and logs the result.
import { canonical, LONGEST_ADDRESS, readAddress } from '../accounts/address';
import { areNames } from '../accounts/mark-filter';
import type { AccountRow } from '../contract/rows';
import { askLooks } from '../google/client';
import { NO_REPLY, type Page, type PageReply } from '../google/outcome';
import { MOST_FAILED_ACCOUNTS } from '../google/retry-timing';
import { PAGE_SIZE } from '../google/user-invitations';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { applyWanted } from '../sheets/patch-rows';
import { rowsMovedAt, rowsRightAgain, rowWrites } from '../sheets/write-intent';
import type { Words } from '../words';
import * as job from './job';
import {
  bytesOf,
  clearCommand,
  commandFor,
  loadPart,
  REFRESH_FIRST,
  REFRESHED_AT,
  REFRESHED_PART,
  saveRecord,
  signatureOf,
  withCourse,
  type JobRecord,
} from './job';
import {
  afterPage,
  broughtBefore,
  endCall,
  isIn,
  isPlain,
  newer,
  partOf,
  plainListing,
  settleEnds,
  startListing,
  sweepCall,
  wholeListing,
  type ListingState,
} from './listing';
import { askPages, block, problemCodeOf, waitedFor, type Failure, type RefreshRun } from './listing-pages';
import { GRACE_MS, SKEW_MS } from './reconcile';

/** Of a value of the store, which holds 9 KB in all. */
const LONGEST_ENDS = 7_000;
/** While a state has few pages, a round trip more is a good part of the time, and a request more is not. */
const SWEPT_ROUNDS = 10;
/**
 * The record is saved when the sheet holds more than before, and at least this often, for the lease and the page.
 * Milliseconds.
 */
const SAVE_EVERY_MS = 5_000;
const KEYS: readonly (keyof AccountRow)[] = ['state', 'mails', 'changedAt', 'seenAt'];

/**
 * Works on the refresh until it ends or `deadline` has come. The caller holds the lock. The record is saved when this
 * returns.
 */
export function runRefresh(deps: Deps, words: Words, record: JobRecord, deadline: number): JobRecord {
  const movedAt = rowsMovedAt(deps.store, () => deps.accounts.read(), deps.clock.now());
  // Rows that this refresh has been through may be wrong again: it begins anew.
  const before =
    record.listing === null || (movedAt !== null && record.listing.startedAt < movedAt) ? null : record.listing;
  const listing =
    before ??
    startListing(
      deps.clock.now(),
      Math.max(
        Number(deps.store.get(REFRESHED_AT) ?? 0),
        loadPart(deps.store)?.at ?? 0,
        record.listing?.startedAt ?? 0,
      ),
      record.states,
    );
  const run: RefreshRun = {
    record: job.run(record),
    listing,
    kept: listing,
    found: new Map(),
    brought: broughtBefore(listing.ends),
    moved: movedAt !== null,
    deadline,
    rounds: 0,
    ensured: false,
    seen: null,
  };
  // Google's lists may lag behind the last mails, of which there is no other record any more.
  const notBefore = Number(deps.store.get(REFRESH_FIRST) ?? 0) + GRACE_MS;
  do {
    const command = commandFor(deps.store, record.id);
    if (command !== null) {
      run.record = command === 'pause' ? job.pause(run.record) : job.stop(run.record);
    } else if (deps.clock.now() < notBefore) run.record = job.wait(run.record, notBefore);
    else if (deps.quota.left() < deps.settings().atOnce) block(run, 'quota-day');
    else if (run.listing.phase === 'lists') readLists(deps, run);
    else if (run.listing.phase === 'sweep') sweep(deps, run);
    else if (run.listing.phase === 'missing') askMissing(deps, run);
    else finish(deps, words, run, record.listing === null);
    if (run.listing.phase === 'missing' || run.listing.phase === 'over') merge(deps, run);
    if (
      run.record.status === 'running' &&
      (run.record.listing !== run.kept || deps.clock.now() > run.record.updatedAt + SAVE_EVERY_MS)
    )
      keep(deps, run);
    // At least one step, however long the sheet took to open: else a job could stand still for ever.
  } while (run.record.status === 'running' && deps.clock.now() < deadline);
  merge(deps, run);
  const ended = keep(deps, run);
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(deps.store);
  return ended;
}

/** Exactly then: what a person typed, or a clock that was set back, is not this refresh. */
const seenIn = (row: AccountRow, listing: ListingState): boolean =>
  Math.round((row.seenAt ?? 0) / 1000) === listing.startedAt / 1000;

function readLists(deps: Deps, run: RefreshRun): void {
  const open = run.listing.ends.filter(end => !end.over);
  // Asked along with them, last, what changed meanwhile: if these are the last pages and nothing did, that saves a
  // round trip.
  const swept = !isPlain(run.listing) && ++run.rounds <= SWEPT_ROUNDS;
  const { customer } = deps.settings();
  const pages = askPages(
    deps,
    run,
    [...open.map(end => endCall(customer, end)), ...(swept ? [sweepCall(customer, null)] : [])],
    swept ? 1 : 0,
  );
  if (pages === null) return;
  const after = new Map(open.map((end, at) => [end, pages[at]]));
  const ends = settleEnds(
    run.listing.ends.map(end => {
      const reply = after.get(end);
      if (reply?.ok !== true) return end;
      bring(run, reply.page);
      return afterPage(end, reply.page, run.brought);
    }),
  );
  const last = swept ? pages[open.length] : undefined;
  const quiet = last?.ok === true && isQuiet(run, last.page);
  const next = quiet ? 'missing' : 'sweep';
  run.listing = { ...run.listing, ends, phase: ends.some(end => !end.over) ? 'lists' : next };
}

/** Nothing has changed since the refresh began. An account without a time cannot tell, nor a page without accounts. */
const isQuiet = ({ listing }: RefreshRun, { accounts, next }: Page): boolean =>
  (accounts.length > 0 || next === null) &&
  accounts.every(({ changedAt }) => changedAt !== null && changedAt < listing.startedAt - GRACE_MS);

function bring(run: RefreshRun, { accounts }: Page): void {
  for (const account of accounts) run.found.set(account.address, newer(run.found.get(account.address), account));
}

function sweep(deps: Deps, run: RefreshRun): void {
  let token: string | null = null;
  while (!isPlain(run.listing)) {
    const pages: PageReply[] | null = askPages(deps, run, [sweepCall(deps.settings().customer, token)]);
    if (pages === null) return;
    const reply = pages[0];
    if (reply?.ok !== true) break;
    const { accounts, next } = reply.page;
    const part = partOf(run.listing);
    const since = run.listing.startedAt - GRACE_MS;
    // Of states that nobody asked for only what may have come from, or gone to, one that somebody did.
    bring(run, {
      accounts: accounts.filter(({ state, changedAt }) => isIn(part, state) || (changedAt ?? 0) >= since),
      next,
    });
    token = next;
    const oldest = accounts[accounts.length - 1];
    if (token === null || (oldest !== undefined && (oldest.changedAt ?? 0) < since)) break;
  }
  run.listing = { ...run.listing, phase: 'missing' };
}

/**
 * Writes what was found into the rows of those accounts, and new rows for the others. Marks, notes, order and foreign
 * columns stay.
 */
function merge(deps: Deps, run: RefreshRun): void {
  if (run.found.size === 0) {
    run.kept = run.listing;
    return;
  }
  deps.accounts.ensure();
  run.ensured = true;
  const present = new Set<string>();
  const changed = new Set<string>();
  const again = new Set<string>();
  const seenAt = run.listing.startedAt;
  const rows: AccountRow[] = [];
  const done = applyWanted(
    deps.accounts,
    rowWrites(deps.store, deps.clock.now),
    (row, address) => {
      rows.push(row);
      const account = run.found.get(address);
      if (account === undefined) return null;
      // Counted in an earlier slice of this refresh; a second call for one row comes only after our own writing.
      if (!present.has(address) && seenIn(row, run.listing)) again.add(address);
      present.add(address);
      // Google's reads may lag behind what we, or an earlier page, wrote down. Where rows were moved, what a row holds
      // may be another account's.
      const changedAt = row.changedAt !== null && row.changedAt <= deps.clock.now() + SKEW_MS ? row.changedAt : 0;
      const fresh = seenIn(row, run.listing) || (!run.moved && changedAt > seenAt - GRACE_MS);
      const known = fresh && row.state !== null && changedAt > (account.changedAt ?? 0) + 1000;
      const told = known
        ? {}
        : {
            state: account.state,
            mails: account.mails,
            changedAt: sameSecond(row.changedAt, account.changedAt) ? row.changedAt : account.changedAt,
          };
      if (!known && (row.state !== account.state || row.mails !== account.mails)) changed.add(address);
      return { ...told, seenAt: seenIn(row, run.listing) ? row.seenAt : seenAt };
    },
    KEYS,
  );
  if (done === null) {
    block(run, 'no-email-column');
    return;
  }
  // Everybody would be added once more.
  if (areNames(rows)) {
    block(run, 'email-names');
    return;
  }
  const added = [...run.found.values()]
    .filter(account => !present.has(account.address))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
  if (added.length > 0)
    deps.accounts.append(
      added.map(({ address, ...told }) => ({
        mark: false,
        email: address,
        ...told,
        lastAction: '',
        result: '',
        seenAt,
        notes: '',
      })),
    );
  deps.flush();
  const { result } = run.listing;
  run.listing = {
    ...run.listing,
    found: run.listing.found + run.found.size - again.size,
    result: {
      ...result,
      listed: result.listed + run.found.size - again.size,
      added: result.added + added.length,
      changed: result.changed + changed.size,
    },
  };
  run.found.clear();
  run.kept = run.listing;
}

const sameSecond = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) < 1000;

/** Whatever Google once listed was an account, also when we would not take such an address from a person. */
const mayBeAccount = (row: AccountRow, address: string): boolean =>
  readAddress(address).ok || (row.seenAt !== null && address.includes('@') && address.length <= LONGEST_ADDRESS);

/**
 * Rows that no list had are asked for one by one before they are called gone; an answer that does not come changes
 * nothing. Where the lists of some states are read, only
 * rows that show one of these: of the others nothing is known. When more of them left than the other lists have pages,
 * those lists tell it sooner, and the refresh becomes one of all states.
 */
function askMissing(deps: Deps, run: RefreshRun): void {
  const { atOnce } = deps.settings();
  const asked = new Set<string>();
  const rows = rowsIn(deps.accounts);
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
  const batch = [...asked].sort().slice(0, 4 * atOnce);
  const last = batch[batch.length - 1];
  if (last === undefined) {
    run.seen = seenOf(rows, run.listing);
    run.listing = { ...run.listing, phase: 'over' };
    return;
  }
  const gone = new Set<string>();
  const failures: Failure[] = [];
  for (let at = 0; at < batch.length && failures.length === 0; at += atOnce) {
    const some = batch.slice(at, at + atOnce);
    const { outcomes, halt } = askLooks(deps, some);
    some.forEach((address, index) => {
      const look = outcomes[index] ?? NO_REPLY;
      if (look.kind === 'found') run.found.set(address, { ...look.account, address });
      else if (look.kind === 'absent') gone.add(address);
      else if (look.kind !== 'refused') failures.push(look);
    });
    const stop = failures.find(failure => failure.kind === 'stop');
    if (halt !== null) block(run, halt);
    else if (stop !== undefined) block(run, problemCodeOf(stop), stop.google);
  }
  const newly = new Set<string>();
  applyWanted(
    deps.accounts,
    rowWrites(deps.store, deps.clock.now),
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
  if (run.record.status !== 'running') return;
  // Those without an answer are asked again, and after some tries left as they are: one address must not hold up the
  // refresh.
  if (failures.length > 0 && run.listing.failures < MOST_FAILED_ACCOUNTS) waitedFor(deps, run, failures);
  else run.listing = { ...run.listing, after: last, failures: 0 };
}

const seenOf = (rows: readonly AccountRow[], listing: ListingState): number => {
  const part = partOf(listing);
  return new Set(rows.filter(row => seenIn(row, listing) && isIn(part, row.state)).map(row => canonical(row.email)))
    .size;
};

/** What a refresh found, and of which states if not of all. */
export const toldOf = (
  { results, states }: Words,
  { listed, added, changed, gone }: ListingState['result'],
  part: ReturnType<typeof partOf>,
): string =>
  [
    ...(part === null ? [] : [results.only(part.map(state => states[state]).join(', '))]),
    results.refreshed(listed, added, changed, gone),
  ].join(' · ');

/** `first`: no execution before this one worked on the refresh. */
function finish(deps: Deps, words: Words, run: RefreshRun, first: boolean): void {
  const now = deps.clock.now();
  if (!run.ensured) deps.accounts.ensure();
  deps.activity.ensure();
  // Counted where it counts, in the sheet: an interrupted execution may have written rows without counting them.
  const listed = run.seen ?? seenOf(rowsIn(deps.accounts), run.listing);
  const result = { ...run.listing.result, listed };
  run.listing = { ...run.listing, found: listed, result };
  const part = partOf(run.listing);
  const logged = !first && rowsIn(deps.activity).some(row => row.job === run.record.id);
  if (!logged)
    deps.activity.append([
      {
        at: now,
        by: signatureOf(run.record),
        job: run.record.id,
        action: 'refresh',
        address: '',
        outcome: 'done',
        reason: toldOf(words, result, part),
        code: 'refreshed',
        http: null,
        attempts: null,
      },
    ]);
  deps.flush();
  const at = Math.max(now, run.listing.startedAt);
  // What only a look at every account can put right stays to be done.
  if (part !== null) deps.store.set(REFRESHED_PART, JSON.stringify({ at, states: part }));
  else {
    deps.store.set(REFRESHED_AT, String(at));
    deps.store.remove(REFRESH_FIRST);
    rowsRightAgain(deps.store, run.listing.startedAt);
  }
  run.record = job.finish(run.record);
}

function keep(deps: Deps, run: RefreshRun): JobRecord {
  const now = deps.clock.now();
  const found = run.listing.found + run.found.size;
  // Page tokens too long for the store: a list that has only one is read instead.
  if (bytesOf(JSON.stringify(run.kept.ends)) > LONGEST_ENDS) run.kept = plainListing(run.kept);
  run.record = withCourse(
    {
      ...run.record,
      listing: run.kept,
      total: found,
      counts: { ...run.record.counts, done: found },
      ...job.leaseFrom(run.record.status, now, run.record.resumeAt),
    },
    now,
  );
  saveRecord(deps.store, run.record);
  return run.record;
}
