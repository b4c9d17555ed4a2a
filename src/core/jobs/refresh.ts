// One execution's share of a refresh: lists the accounts, merges them into the Accounts sheet, asks about those no list
// had, and logs the result.
import type { Page, PageReply } from '../google/outcome';
import type { Deps } from '../ports';
import { rowsMovedAt } from '../sheets/write-intent';
import type { Words } from '../words';
import { askMissing } from './ask-missing';
import * as job from './job';
import {
  bytesOf,
  clearCommand,
  commandFor,
  loadPart,
  REFRESH_FIRST,
  REFRESHED_AT,
  saveAll,
  withCourse,
  type JobRecord,
} from './job';
import {
  afterPage,
  broughtBefore,
  endCall,
  goesRound,
  isIn,
  isPlain,
  newer,
  partOf,
  ordersDiffer,
  plainListing,
  settleEnds,
  startListing,
  sweepCall,
} from './listing';
import { askPages, block, startOver, type RefreshRun } from './listing-pages';
import { GRACE_MS } from './reconcile';
import { merge } from './refresh-merge';
import { finish } from './refresh-report';

/** Of a value of the store, which holds 9 KB in all. */
const LONGEST_ENDS = 7_000;
/** While a state has few pages, a round trip more is a good part of the time, and a request more is not. */
const SWEPT_ROUNDS = 10;
/**
 * The record is saved when the sheet holds more than before, and at least this often, for the lease and the page; more
 * rarely in a list that takes long, for a page of the list waits for each. Milliseconds.
 */
const SAVE_EVERY_MS = 1_000;
const LONG_MS = 10_000;
const SAVE_LONG_MS = 5_000;
const saveEvery = (elapsed: number): number => (elapsed < LONG_MS ? SAVE_EVERY_MS : SAVE_LONG_MS);
const LOOK_EVERY_MS = 2_000;

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
    strangers: new Set(),
    settled: new Set(),
    brought: broughtBefore(listing.ends),
    moved: movedAt !== null,
    deadline,
    rounds: 0,
    ensured: false,
    seen: null,
    look: null,
    also: new Map(),
  };
  let looked = deps.clock.now();
  let isFirst = true;
  // Google's lists may lag behind the last mails, of which there is no other record any more.
  const notBefore = Number(deps.store.get(REFRESH_FIRST) ?? 0) + GRACE_MS;
  do {
    // A look costs a call, and a wish is soon enough noticed within two seconds.
    const isTime = deps.clock.now() - looked >= LOOK_EVERY_MS;
    if (isTime) looked = deps.clock.now();
    const command = isTime || isFirst ? commandFor(deps.store, record.id, isFirst) : null;
    isFirst = false;
    if (command !== null) {
      run.record = command === 'pause' ? job.pause(run.record) : job.stop(run.record);
    } else if (deps.clock.now() < notBefore) run.record = job.wait(run.record, notBefore);
    else if (deps.quota.left() < deps.settings().atOnce) block(run, 'quota-day');
    else if (run.listing.phase === 'lists') readLists(deps, run);
    else if (run.listing.phase === 'sweep') sweep(deps, run);
    if (run.listing.phase === 'missing' || run.listing.phase === 'over')
      conclude(deps, words, run, record.listing === null);
    if (
      run.record.status === 'running' &&
      (run.record.listing !== run.kept ||
        deps.clock.now() > run.record.updatedAt + saveEvery(deps.clock.now() - run.listing.startedAt))
    )
      keep(deps, run);
    // At least one step, however long the sheet took to open: else a job could stand still for ever.
  } while (run.record.status === 'running' && deps.clock.now() < deadline);
  merge(deps, run);
  const ended = keep(deps, run);
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(deps.store);
  return ended;
}

/** The lists are read: their rows, those whom no list had, and the end. `first`: as of `finish`. */
function conclude(deps: Deps, words: Words, run: RefreshRun, first: boolean): void {
  const isNews = run.listing.dressing !== true;
  // Of a hundred thousand accounts that is a good part of what is held, and the ends have met.
  run.brought.clear();
  merge(deps, run);
  // That the rows are there is told before the sheet is dressed, which takes a while.
  if (isNews && run.listing.dressing === true && run.record.status === 'running') keep(deps, run);
  if (run.record.status === 'running' && run.listing.phase === 'missing') {
    askMissing(deps, run);
    merge(deps, run);
  }
  if (run.record.status === 'running' && run.listing.phase === 'over') finish(deps, words, run, first);
}

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
  const isRound = open.some(end => {
    const reply = after.get(end);
    return reply?.ok === true && goesRound(end, reply.page, run.brought);
  });
  const read = run.listing.ends.map(end => {
    const reply = after.get(end);
    if (reply?.ok !== true) return end;
    bring(run, reply.page);
    return afterPage(end, reply.page, run.brought);
  });
  const ends = settleEnds(read);
  // Both ends of a list bring the same: the server sorts as it likes, and they would seem to have met.
  if (!ordersDiffer(read) || (isRound && ends.some(end => !end.over))) {
    startOver(run);
    return;
  }
  const last = swept ? pages[open.length] : undefined;
  const quiet = last?.ok === true && isQuiet(run, last.page);
  const next = quiet ? 'missing' : 'sweep';
  run.listing = { ...run.listing, ends, phase: ends.some(end => !end.over) ? 'lists' : next };
}

/** Nothing has changed since the refresh began. An account without a time cannot tell, nor a page without accounts. */
const isQuiet = ({ listing }: RefreshRun, { accounts, next }: Page): boolean =>
  (accounts.length > 0 || next === null) &&
  accounts.every(({ changedAt }) => changedAt !== null && changedAt < listing.startedAt - GRACE_MS);

function bring(run: RefreshRun, { accounts, strangers }: Pick<Page, 'accounts' | 'strangers'>): void {
  for (const account of accounts) run.found.set(account.address, newer(run.found.get(account.address), account));
  for (const address of strangers) run.strangers.add(address);
}

function sweep(deps: Deps, run: RefreshRun): void {
  let token: string | null = null;
  while (!isPlain(run.listing)) {
    const pages: PageReply[] | null = askPages(deps, run, [sweepCall(deps.settings().customer, token)]);
    if (pages === null) return;
    const reply = pages[0];
    if (reply?.ok !== true) break;
    const { accounts, strangers, next } = reply.page;
    const part = partOf(run.listing);
    const since = run.listing.startedAt - GRACE_MS;
    // Of states that nobody asked for only what may have come from, or gone to, one that somebody did.
    bring(run, {
      accounts: accounts.filter(({ state, changedAt }) => isIn(part, state) || (changedAt ?? 0) >= since),
      strangers: part === null ? strangers : [],
    });
    // The same token again leads nowhere. Whoever changed meanwhile is asked for one by one.
    if (next !== null && next === token) break;
    token = next;
    const oldest = accounts[accounts.length - 1];
    if (token === null || (oldest !== undefined && (oldest.changedAt ?? 0) < since)) break;
  }
  run.listing = { ...run.listing, phase: 'missing' };
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
  saveAll(deps.store, run.record, Object.fromEntries(run.also));
  run.also.clear();
  return run.record;
}
