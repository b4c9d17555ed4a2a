// Asks for pages of Google's list during a refresh: again what failed in passing, anew what was refused, and else tells
// a person.
import type { Account } from '../accounts/account';
import type { ProblemCode } from '../contract/codes';
import { ask } from '../google/client';
import type { Call } from '../google/http';
import type { PageReply } from '../google/outcome';
import { NO_REPLY, type Outcome } from '../google/outcome';
import { pageOf } from '../google/reply';
import type { Deps } from '../ports';
import type { JobRecord } from './job';
import { isPlain, plainListing, type Brought, type ListingState } from './listing';

/** Askings in a row that bring nothing before a person is told. */
const TRIES = 6;
/** Lists begun anew in one refresh: tokens that run out at once would never end. */
const RESTARTS = 4;
const FIRST_WAIT_MS = 1_000;
/** Waiting inside an execution costs its time; a longer wait is left to the page. */
const LONGEST_SLEEP_MS = 5_000;

export type Failure = Exclude<Outcome, { kind: 'done' }>;
/**
 * `kept`: the listing as far as the sheet holds what it brought. Only that is saved: a killed execution must not leave
 * pages behind that nobody wrote down. `moved`: rows may hold what belongs to other accounts. `rounds`: of pages in
 * this execution. `ensured`: the Accounts sheet is there.
 * `seen`: accounts that it shows as listed now, null while not counted.
 */
export type Run = {
  record: JobRecord;
  listing: ListingState;
  kept: ListingState;
  readonly found: Map<string, Account>;
  readonly brought: Brought;
  readonly moved: boolean;
  readonly deadline: number;
  rounds: number;
  ensured: boolean;
  seen: number | null;
};

/**
 * All pages at once; the pages that failed in passing are asked again. Null when the job had to stop, wait, or begin
 * its lists anew. The last `spare` pages may fail: then they are just not there.
 */
export function askPages(deps: Deps, run: Run, calls: readonly Call[], spare = 0): PageReply[] | null {
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
export function waitedFor(deps: Deps, run: Run, failures: readonly Failure[]): boolean {
  const count = run.listing.failures + 1;
  run.listing = { ...run.listing, failures: count };
  run.kept = { ...run.kept, failures: count };
  if (count > TRIES) {
    block(run, problemOf(failures[0]), failures[0]?.google);
    return false;
  }
  const now = deps.clock.now();
  const wait = Math.max(
    ...failures.map(failure => (failure.kind === 'later' ? (failure.waitMs ?? 0) : 0)),
    FIRST_WAIT_MS * 2 ** (count - 1),
  );
  if (wait <= LONGEST_SLEEP_MS && now + wait < run.deadline) {
    deps.clock.sleep(wait);
    return true;
  }
  run.record = { ...run.record, status: 'waiting', resumeAt: now + wait };
  return false;
}

/**
 * A refused filter, order or page token (they run out): the plain list is read from its beginning. Anything else is
 * told to a person.
 */
function refused(run: Run, failure: Failure, pages: PageReply[]): PageReply[] | null {
  if (failure.kind === 'refused' && failure.http === 400) {
    if (run.listing.phase === 'sweep') return pages;
    if (
      !isPlain(run.listing) ||
      (run.listing.restarts < RESTARTS && run.listing.ends.some(end => end.token !== null))
    ) {
      run.listing = plainListing(run.listing);
      return null;
    }
  }
  block(run, problemOf(failure), failure.google, failure.kind === 'stop' ? failure.link : null);
  return null;
}

export function block(run: Run, code: ProblemCode, google = '', link: string | null = null): void {
  run.record = { ...run.record, status: 'blocked', problem: { code, google, link } };
  run.listing = { ...run.listing, failures: 0 };
  run.kept = { ...run.kept, failures: 0 };
}

export function problemOf(failure: Failure | undefined): ProblemCode {
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
