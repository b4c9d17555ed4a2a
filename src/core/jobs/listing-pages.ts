// Asks for pages of Google's list during a refresh: again what failed in passing, anew what was refused, and else tells
// a person.
import type { Account } from '../accounts/account';
import type { ProblemCode } from '../contract/codes';
import { ask } from '../google/client';
import type { Call } from '../google/http';
import { NO_REPLY, type Outcome, type PageReply } from '../google/outcome';
import { pageOf } from '../google/reply';
import {
  LONGEST_ASKED_MS,
  LONGEST_PAGE_SLEEP_MS,
  MOST_FAILED_PAGES,
  MOST_RESTARTS,
  pageAgainMs,
} from '../google/retry-timing';
import type { Deps } from '../ports';
import type { AccountRow } from '../contract/rows';
import type { JobRecord } from './job';
import * as job from './job';
import { isPlain, plainListing, type Brought, type ListingState } from './listing';

export type Failure = Exclude<Outcome, { kind: 'done' }>;
/**
 * `kept`: the listing as far as the sheet holds what it brought. Only that is saved: a killed execution must not leave
 * pages behind that nobody wrote down. `moved`: rows may hold what belongs to other accounts. `rounds`: of pages in
 * this execution. `ensured`: the Accounts sheet is there.
 * `strangers`: found as well, in a state that this version does not know. `settled`: no longer asked about one by one.
 * `seen`: accounts that it shows as listed now, null while not counted. `look`: its rows as they were seen to be just
 * now, null where they must be read. `also`: what is saved with the record, in the same write.
 */
export type RefreshRun = {
  record: JobRecord;
  listing: ListingState;
  kept: ListingState;
  readonly found: Map<string, Account>;
  readonly strangers: Set<string>;
  readonly settled: Set<string>;
  readonly brought: Brought;
  readonly moved: boolean;
  readonly deadline: number;
  rounds: number;
  ensured: boolean;
  seen: number | null;
  look: readonly AccountRow[] | null;
  readonly also: Map<string, string>;
};

/**
 * All pages at once; the pages that failed in passing are asked again. Null when the job had to stop, wait, or begin
 * its lists anew. The last `spare` pages may fail: then they are just not there.
 */
export function askPages(deps: Deps, run: RefreshRun, calls: readonly Call[], spare = 0): PageReply[] | null {
  const pages: PageReply[] = calls.map(() => NO_PAGE);
  for (;;) {
    const open = calls.flatMap((call, at) => (pages[at]?.ok ? [] : [{ call, at }]));
    const asked = ask<PageReply & { kind: string }>(
      deps,
      open.map(({ call }) => call),
      (reply, now) => {
        const page = reply === null ? NO_PAGE : pageOf(reply, now);
        return page.ok ? { ...page, kind: 'page' } : { ...page, ...page.failure };
      },
    );
    open.forEach(({ at }, index) => {
      pages[at] = asked.outcomes[index] ?? NO_PAGE;
    });
    const failures = pages.slice(0, calls.length - spare).flatMap(page => (page.ok ? [] : [page.failure]));
    const final = failures.find(failure => failure.kind === 'refused' || failure.kind === 'stop');
    if (failures.length === 0) {
      run.listing = { ...run.listing, failures: 0 };
      return pages;
    }
    if (asked.halt !== null) {
      block(run, asked.halt);
      return null;
    }
    if (final !== undefined) return refused(run, final, pages);
    if (!waitedFor(deps, run, failures)) return null;
  }
}
const NO_PAGE: PageReply = { ok: false, failure: NO_REPLY };

/**
 * After failures that may pass: waits a little, here or (false) until the next execution; after too many in a row a
 * person is told.
 */
export function waitedFor(deps: Deps, run: RefreshRun, failures: readonly Failure[]): boolean {
  const count = run.listing.failures + 1;
  const failedSince = count === 1 ? deps.clock.now() : (run.listing.failedSince ?? deps.clock.now());
  run.listing = { ...run.listing, failures: count, failedSince };
  run.kept = { ...run.kept, failures: count, failedSince };
  // Once more after the longest wait that Google may ask for, and then a person is asked.
  if (count > MOST_FAILED_PAGES || (count > 2 && deps.clock.now() - failedSince >= LONGEST_ASKED_MS)) {
    block(run, problemCodeOf(failures[0]), failures[0]?.google);
    return false;
  }
  const now = deps.clock.now();
  const asked = failures.map(failure => (failure.kind === 'later' ? (failure.waitMs ?? 0) : 0));
  const waitMs = pageAgainMs(count, Math.max(0, ...asked));
  if (waitMs <= LONGEST_PAGE_SLEEP_MS && now + waitMs < run.deadline) {
    deps.clock.sleep(waitMs);
    return true;
  }
  run.record = job.wait(run.record, now + waitMs);
  return false;
}

/**
 * A refused filter, order or page token (they run out): the plain list is read from its beginning. Anything else is
 * told to a person.
 */
function refused(run: RefreshRun, failure: Failure, pages: PageReply[]): PageReply[] | null {
  if (failure.kind === 'refused' && failure.http === 400) {
    if (run.listing.phase === 'sweep') return pages;
    if (!isPlain(run.listing) || run.listing.ends.some(end => end.token !== null)) {
      startOver(run, failure.google);
      return null;
    }
  }
  block(run, problemCodeOf(failure), failure.google, failure.kind === 'stop' ? failure.link : null);
  return null;
}

/** The plain list from its beginning, where the lists cannot be read on; not for ever. */
export function startOver(run: RefreshRun, google = ''): void {
  if (!isPlain(run.listing) || run.listing.restarts < MOST_RESTARTS) run.listing = plainListing(run.listing);
  else block(run, 'list-broken', google);
}

export function block(run: RefreshRun, code: ProblemCode, google = '', link: string | null = null): void {
  run.record = job.block(run.record, code, google, link);
  run.listing = { ...run.listing, failures: 0 };
  run.kept = { ...run.kept, failures: 0 };
}

export function problemCodeOf(failure: Failure | undefined): ProblemCode {
  switch (failure?.kind) {
    case 'stop':
      return failure.code;
    case 'later':
      return 'slow-down';
    case 'refused':
      return 'bad-customer';
    case 'unknown':
    case undefined:
      return failure?.code === 'unreadable' ? 'unreadable' : 'no-answer';
  }
}
