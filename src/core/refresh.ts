// One execution's share of a refresh: lists the accounts, merges them into the Accounts sheet, asks about those no list had, and logs the result.
import type { Account } from './account';
import { readAddress } from './address';
import type { AccountRow } from './columns';
import { getCall, MY_CUSTOMER, pageOf, type Page, type PageReply } from './invitations';
import { afterPage, endCall, isPlain, newer, plainListing, settleEnds, startListing, sweepCall, type Brought, type ListingState } from './listing';
import { lookOf, type Outcome } from './outcome';
import { LARGEST_BATCH } from './pace';
import type { Call, Deps, Reply } from './ports';
import type { ProblemCode } from './problem';
import { applyWanted } from './project';
import { clearCommand, commandFor, LEASE_MS, REFRESH_FIRST, REFRESHED_AT, saveRecord, withCourse, type JobRecord } from './record';
import type { Words } from './words';

const TRIES = 5;
const FIRST_WAIT_MS = 1_000;
/** The sweep reads back to this long before the refresh began: clocks differ. Milliseconds. */
const SKEW_MS = 60_000;
const KEYS: readonly (keyof AccountRow)[] = ['state', 'mails', 'changedAt', 'seenAt'];

type Failure = Exclude<Outcome, { kind: 'done' }>;
type Run = { record: JobRecord; listing: ListingState; readonly found: Map<string, Account>; readonly brought: Brought };

/** Works on the refresh until it ends or `deadline` has come. The caller holds the lock. The record is saved when this returns. */
export function runRefresh(deps: Deps, words: Words, record: JobRecord, deadline: number): JobRecord {
  const run: Run = {
    record: { ...record, status: 'running', problem: null, resumeAt: null }, listing: record.listing ?? startListing(deps.clock.now(), Number(deps.store.get(REFRESHED_AT) ?? 0)), found: new Map(), brought: new Map(),
  };
  if (run.listing.found > 0) recall(deps, run);
  while (run.record.status === 'running' && deps.clock.now() < deadline) {
    const command = commandFor(deps.store, record.id);
    if (command !== null) {
      run.record = { ...run.record, status: command === 'pause' ? 'paused' : 'stopped' };
    } else if (run.listing.phase === 'lists') readLists(deps, run);
    else if (run.listing.phase === 'sweep') sweep(deps, run);
    else if (run.listing.phase === 'missing') { merge(deps, run); askMissing(deps, run); }
    else finish(deps, words, run);
    keep(deps, run);
  }
  merge(deps, run);
  const ended = keep(deps, run);
  if (ended.status === 'paused' || ended.status === 'stopped') clearCommand(deps.store);
  return ended;
}

/** After an interruption: what the sheet already holds from this refresh counts as brought by both ends. */
function recall(deps: Deps, run: Run): void {
  for (const row of deps.accounts.read()?.rows ?? []) {
    const read = readAddress(row.email);
    if (!read.ok || row.state === null || !seenIn(row, run.listing)) continue;
    for (const order of ['email asc', 'email desc']) {
      const key = `${row.state} ${order}`;
      const brought = run.brought.get(key) ?? new Set<string>();
      run.brought.set(key, brought.add(read.address));
    }
  }
}

const seenIn = (row: AccountRow, listing: ListingState): boolean => Math.round((row.seenAt ?? 0) / 1000) >= listing.startedAt / 1000;

function readLists(deps: Deps, run: Run): void {
  const open = run.listing.ends.filter(end => !end.over);
  const pages = askPages(deps, run, open.map(end => endCall(MY_CUSTOMER, end)));
  if (pages === null) return;
  const after = new Map(open.map((end, at) => [end, pages[at]]));
  const ends = settleEnds(run.listing.ends.map(end => {
    const reply = after.get(end);
    if (reply?.ok !== true) return end;
    for (const account of reply.page.accounts) run.found.set(account.address, newer(run.found.get(account.address), account));
    return afterPage(end, reply.page, run.brought);
  }));
  run.listing = { ...run.listing, ends, failures: 0, phase: ends.every(end => end.over) ? 'sweep' : 'lists' };
}

function sweep(deps: Deps, run: Run): void {
  let token: string | null = null;
  while (!isPlain(run.listing)) {
    const pages: PageReply[] | null = askPages(deps, run, [sweepCall(MY_CUSTOMER, token)]);
    if (pages === null) return;
    const reply = pages[0];
    if (reply?.ok !== true) break;
    const { accounts, next }: Page = reply.page;
    for (const account of accounts) run.found.set(account.address, newer(run.found.get(account.address), account));
    token = next;
    if (token === null || (accounts[accounts.length - 1]?.changedAt ?? 0) < run.listing.startedAt - SKEW_MS) break;
  }
  run.listing = { ...run.listing, phase: 'missing' };
}

/** All pages at once; the pages that failed in passing are asked again. Null when the job had to stop, wait, or begin its lists anew. */
function askPages(deps: Deps, run: Run, calls: readonly Call[]): PageReply[] | null {
  const pages: (PageReply | undefined)[] = calls.map(() => undefined);
  for (let tries = 0; ; tries++) {
    const open = calls.flatMap((call, at) => (pages[at]?.ok ? [] : [{ call, at }]));
    const replies = fetchAll(deps, open.map(({ call }) => call), tries > 0);
    open.forEach(({ at }, index) => { pages[at] = pageReply(replies?.[index], deps.clock.now()); });
    const failures = pages.flatMap(page => (page?.ok === false ? [page.failure] : []));
    if (failures.length === 0) return pages.filter(page => page !== undefined);
    const final = failures.find(failure => failure.kind === 'refused' || (failure.kind === 'stop' && (failure.code !== 'token' || tries > 0)));
    if (final !== undefined) return giveUp(run, final, pages);
    if (tries >= TRIES) return giveUp(run, failures[0], pages);
    const waits = failures.map(failure => (failure.kind === 'later' ? failure.waitMs ?? 0 : 0));
    deps.clock.sleep(Math.max(...waits, failures[0]?.kind === 'stop' ? 0 : FIRST_WAIT_MS * 2 ** tries));
  }
}

const pageReply = (reply: Reply | undefined, now: number): PageReply =>
  reply === undefined ? { ok: false, failure: { kind: 'unknown', code: 'no-reply', http: 0, google: '' } } : pageOf(reply, now);

/** A refused filter, order or page token: the plain list is read from its beginning, once. Anything else is told to a person. */
function giveUp(run: Run, failure: Failure | undefined, pages: readonly (PageReply | undefined)[]): PageReply[] | null {
  if (failure?.kind === 'refused' && failure.http === 400 && !isPlain(run.listing)) {
    if (run.listing.phase === 'sweep') return pages.filter(page => page !== undefined);
    run.listing = plainListing(run.listing);
    return null;
  }
  const code = failure === undefined ? 'no-answer' : problemOf(failure);
  run.record = { ...run.record, status: 'blocked', problem: { code, google: failure?.google ?? '', link: failure?.kind === 'stop' ? failure.link : null } };
  return null;
}

function problemOf(failure: Failure): ProblemCode {
  switch (failure.kind) {
    case 'stop': return failure.code;
    case 'later': return 'slow-down';
    case 'refused': return 'bad-customer';
    case 'unknown': return failure.code === 'unreadable' ? 'unreadable' : 'no-answer';
  }
}

function fetchAll(deps: Deps, calls: readonly Call[], fresh: boolean): Reply[] | null {
  try { return deps.http.fetchAll(calls, fresh); } catch { return null; }
}

/** Writes what was found into the rows of those accounts, and new rows for the others. Marks, notes, order and foreign columns stay. */
function merge(deps: Deps, run: Run): void {
  if (run.found.size === 0) return;
  deps.accounts.ensure();
  const present = new Set<string>();
  const changed = new Set<string>();
  const again = new Set<string>();
  const seenAt = run.listing.startedAt;
  const done = applyWanted(deps.accounts, (row, address) => {
    const account = run.found.get(address);
    if (account === undefined) return null;
    // Counted in an earlier slice of this refresh; a second call for one row comes only after our own writing.
    if (!present.has(address) && seenIn(row, run.listing)) again.add(address);
    present.add(address);
    const known = seenIn(row, run.listing) && (row.changedAt ?? 0) > (account.changedAt ?? 0) + 1000;
    const told = known ? {} : { state: account.state, mails: account.mails, changedAt: sameSecond(row.changedAt, account.changedAt) ? row.changedAt : account.changedAt };
    if (!known && (row.state !== account.state || row.mails !== account.mails)) changed.add(address);
    return { ...told, seenAt: seenIn(row, run.listing) ? row.seenAt : seenAt };
  }, KEYS);
  if (done === null) { run.record = { ...run.record, status: 'blocked', problem: { code: 'no-email-column', google: '', link: null } }; return; }
  const added = [...run.found.values()].filter(account => !present.has(account.address)).sort((one, other) => (one.address < other.address ? -1 : 1));
  if (added.length > 0)
    deps.accounts.append(added.map(({ address, ...told }) => ({ mark: false, email: address, ...told, lastAction: '', result: '', seenAt, notes: '' })));
  deps.flush();
  const { result } = run.listing;
  run.listing = {
    ...run.listing, found: run.listing.found + run.found.size - again.size,
    result: { ...result, listed: result.listed + run.found.size - again.size, added: result.added + added.length, changed: result.changed + changed.size },
  };
  run.found.clear();
}

const sameSecond = (one: number | null, other: number | null): boolean => one !== null && other !== null && Math.abs(one - other) < 1000;

/** Rows that no list had are asked for one by one before they are called gone; an answer that does not come changes nothing. */
function askMissing(deps: Deps, run: Run): void {
  if (run.record.status !== 'running') return;
  const asked = new Set<string>();
  for (const row of deps.accounts.read()?.rows ?? []) {
    const read = readAddress(row.email);
    if (read.ok && !seenIn(row, run.listing) && read.address > run.listing.after) asked.add(read.address);
  }
  const batch = [...asked].sort().slice(0, 4 * LARGEST_BATCH);
  const last = batch[batch.length - 1];
  if (last === undefined) { run.listing = { ...run.listing, phase: 'over' }; return; }
  const gone = new Set<string>();
  for (let at = 0; at < batch.length; at += LARGEST_BATCH) {
    const some = batch.slice(at, at + LARGEST_BATCH);
    const replies = fetchAll(deps, some.map(address => getCall(MY_CUSTOMER, address)), false);
    some.forEach((address, index) => {
      const look = lookOf(replies?.[index] ?? null, deps.clock.now());
      if (look.kind === 'found') run.found.set(address, look.account);
      if (look.kind === 'absent') gone.add(address);
    });
  }
  const newly = new Set<string>();
  applyWanted(deps.accounts, (row, address) => {
    if (!gone.has(address) || row.state === 'NOT_LISTED') return null;
    if (row.seenAt !== null) newly.add(address);
    return { state: 'NOT_LISTED' };
  }, ['state']);
  run.listing = { ...run.listing, after: last, result: { ...run.listing.result, gone: run.listing.result.gone + newly.size } };
}

function finish(deps: Deps, words: Words, run: Run): void {
  const now = deps.clock.now();
  const { listed, added, changed, gone } = run.listing.result;
  deps.accounts.ensure();
  deps.activity.ensure();
  const logged = deps.activity.read()?.rows.some(row => row.job === run.record.id) ?? false;
  if (!logged) deps.activity.append([{
    at: now, by: run.record.by, job: run.record.id, action: 'refresh', address: '', outcome: 'done', reason: words.results.refreshed(listed, added, changed, gone), http: null, attempts: null,
  }]);
  deps.store.set(REFRESHED_AT, String(Math.max(now, run.listing.startedAt)));
  deps.store.remove(REFRESH_FIRST);
  run.record = { ...run.record, status: 'done' };
}

function keep(deps: Deps, run: Run): JobRecord {
  const now = deps.clock.now();
  const found = run.listing.found + run.found.size;
  run.record = withCourse({
    ...run.record, listing: run.listing, total: found, counts: { ...run.record.counts, done: found }, updatedAt: now, leaseUntil: run.record.status === 'running' ? now + LEASE_MS : 0,
  }, now);
  saveRecord(deps.store, run.record);
  return run.record;
}
