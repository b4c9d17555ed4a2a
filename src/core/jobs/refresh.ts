// One execution's share of a refresh: lists the accounts, merges them into the Accounts sheet, asks about those no list
// had, and logs the result.
import type { Account } from '../accounts/account';
import { areNames } from '../accounts/mark-filter';
import type { AccountRow } from '../contract/rows';
import type { ResultGroup } from '../contract/rpc';
import type { Page, PageReply } from '../google/outcome';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';
import { applyWanted, type SheetRow } from '../sheets/patch-rows';
import { rowsMovedAt, rowsRightAgain, rowWrites } from '../sheets/write-intent';
import type { Words } from '../words';
import { askMissing, seenOf } from './ask-missing';
import { forgetEnded } from './ended-jobs';
import * as job from './job';
import {
  bytesOf,
  clearCommand,
  commandFor,
  loadPart,
  REFRESH_FIRST,
  REFRESHED_AT,
  REFRESHED_PART,
  SEEN_AT,
  saveGroups,
  saveAll,
  signatureOf,
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
  seenIn,
  plainListing,
  settleEnds,
  startListing,
  sweepCall,
  withMore,
  type Left,
  type ListingState,
} from './listing';
import { askPages, block, startOver, type RefreshRun } from './listing-pages';
import { GRACE_MS, SKEW_MS } from './reconcile';

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

/**
 * Writes what was found into the rows of those accounts, and new rows for the others. Marks, notes, order and foreign
 * columns stay.
 */
function merge(deps: Deps, run: RefreshRun): void {
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
    ({ address, ...told }): AccountRow => ({
      mark: false,
      email: address,
      ...told,
      lastAction: '',
      result: '',
      seenAt,
      notes: '',
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

/** What a refresh found, and of which states if not of all. */
export const toldOf = (
  { results, states }: Words,
  { listed, added, changed, gone }: ListingState['result'],
  part: ReturnType<typeof partOf>,
  left: { readonly unasked: number; readonly strangers: number } = { unasked: 0, strangers: 0 },
): string =>
  [
    ...(part === null ? [] : [results.only(part.map(state => states[state]).join(', '))]),
    ...(left.unasked === 0 ? [] : [results.unasked(left.unasked)]),
    results.refreshed(listed, added, changed, gone),
    ...(left.strangers === 0 ? [] : [results.strangers(left.strangers)]),
  ].join(' · ');

/** `first`: no execution before this one worked on the refresh. */
function finish(deps: Deps, words: Words, run: RefreshRun, first: boolean): void {
  const now = deps.clock.now();
  if (!run.ensured) deps.accounts.ensure();
  deps.activity.ensure();
  // Counted where it counts, in the sheet: an interrupted execution may have written rows without counting them.
  const listed = run.seen ?? seenOf(rowsIn(deps.accounts), run.listing);
  const result = { ...run.listing.result, listed };
  run.listing = { ...run.listing, found: listed, result, dressing: false };
  const part = partOf(run.listing);
  const { unasked = NONE_LEFT, strangers = NONE_LEFT } = run.listing;
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
        reason: toldOf(words, result, part, { unasked: unasked.count, strangers: strangers.count }),
        code: unasked.count > 0 ? 'refreshed-in-part' : 'refreshed',
        http: null,
        attempts: null,
      },
    ]);
  deps.flush();
  saveGroups(deps.store, leftGroups(unasked, strangers, words));
  run.record = { ...job.finish(run.record), counts: { ...run.record.counts, unknown: unasked.count } };
  // Who could not be asked about may have been mailed, or may have answered: nothing counts as up to date by this.
  if (unasked.count > 0) return;
  const at = Math.max(now, run.listing.startedAt);
  // What only a look at every account can put right stays to be done.
  // Saved with the record, in one write: either both are there or none.
  run.also.set(SEEN_AT, String(run.listing.startedAt));
  if (part !== null) run.also.set(REFRESHED_PART, JSON.stringify({ at, states: part }));
  else {
    run.also.set(REFRESHED_AT, String(at));
    if (deps.store.get(REFRESH_FIRST) !== null) {
      deps.store.remove(REFRESH_FIRST);
      forgetEnded(deps.store);
    }
    rowsRightAgain(deps.store, run.listing.startedAt);
  }
}

const NONE_LEFT: Left = { count: 0, examples: [] };

function leftGroups(unasked: Left, strangers: Left, { results, advice }: Words): ResultGroup[] {
  const groups: readonly ResultGroup[] = [
    { kind: 'unknown', reason: results.unasked(unasked.count), advice: advice.unasked, ...unasked },
    { kind: 'skipped', reason: results.strangers(strangers.count), advice: advice.strangers, ...strangers },
  ];
  return groups.filter(({ count }) => count > 0);
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
