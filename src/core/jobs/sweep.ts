// What others did since the list was refreshed: before the first request of a job that mails, and when a person resumes
// it, one reading of Google's list, the latest changes first. Another spreadsheet of the organisation, or Google's own
// console, may have invited the same people.
import type { Account } from '../accounts/account';
import { evidenceIn, type Known } from '../contract/evidence';
import { ask, type Asked } from '../google/client';
import type { Reply } from '../google/http';
import { NO_REPLY, type Look, type PageReply } from '../google/outcome';
import { afterBatch } from '../google/rate-limiter';
import { lookOf, pageOf } from '../google/reply';
import { getCall } from '../google/user-invitations';
import { BEFORE_REFRESH_MS, isDoubted, meanwhile, newsOf, wasUnknown } from './again';
import { mustLookAtAll, REFRESHED_AT } from './job';
import { put } from './line-outcome';
import type { Store } from '../ports';
import type { Slice } from './line-work';
import { sweepCall } from './listing';
import { LOOK_EVERY_MS } from './write-down';
import type { Line } from './queue';

/** So many pages, or so many for each line, are read: beyond that it is quicker to look at the lines themselves. */
const MOST_PAGES = 2;
const PAGES_A_LINE = 0.03;
/**
 * The list that the refresh read may have been so far behind itself: what changed then is read as well, as far as it
 * stands on so many more pages. Milliseconds.
 */
const BEHIND_MS = 72 * 3_600_000;
const MORE_PAGES = 3;
/**
 * So many of the lines are looked at to see whether the list is behind. What a sample finds depends on its size, not on
 * its share: 120 find what is so of one in forty, 95 times of a hundred.
 */
const SHARE_LOOKED_AT = 0.025;
const MOST_LOOKED_AT = 120;

/** Not those of whom Google is asked anyway, nor those tried already: what is seen of these may be our own doing. */
const concerns = ({ outcome, standing, attempts }: Line): boolean =>
  outcome === 'queued' && standing === 'first' && (attempts ?? 0) === 0;

/**
 * Requests that it takes before that many lines are mailed for the first time, as far as a page of the list reaches.
 * `known`: of whom Google had told.
 */
export function sweepRequests(store: Store, now: number, known: number, unknown: number): number {
  const all = known + unknown;
  if (all === 0 || store.get(REFRESHED_AT) === null) return all;
  return 1 + Math.ceil(known * SHARE_LOOKED_AT) + (mustLookAtAll(store, now) ? all : unknown);
}

export const mustSweep = ({ rules, record, queue }: Slice): boolean =>
  rules.mails && record.late !== true && record.swept !== true && queue.lines.some(concerns);

/**
 * Skips whom others invited, or who has answered. Who is left in doubt (changed, and nobody can tell how; or the
 * reading did not come so far) is looked at by `get` before being mailed, as somebody who is mailed again. Answers with
 * what Google said instead of the list, else with null.
 */
export function sweep(slice: Slice): Asked<Look> | null {
  if (!mustSweep(slice)) return null;
  const { queue, ports, words, facts } = slice;
  const begun = ports.clock.now();
  const lines = queue.lines.filter(concerns);
  const refreshedAt = ports.store.get(REFRESHED_AT);
  const since = refreshedAt === null ? null : Number(refreshedAt) - BEFORE_REFRESH_MS;
  const most = Math.ceil(MOST_PAGES + lines.length * PAGES_A_LINE);
  const some = since === null ? [] : sampleOf(lines);
  const seen = since === null ? null : changedSince(slice, { since, most, some });
  if (seen !== null && 'outcomes' in seen) return seen;
  const told = newsIn(seen, some);
  const isBlind = told.size > 0 || seen?.isWhole !== true || mustLookAtAll(ports.store, ports.clock.now());
  const changed: Line[] = [];
  for (const line of lines) {
    const account = told.get(line.address) ?? seen?.accounts.get(line.address);
    const { known } = evidenceIn(line.code);
    const news = account === undefined ? null : newsOf(account, known, since ?? 0);
    if (account !== undefined && news !== null) {
      put(line, meanwhile(news, words));
      Object.assign(line, { at: ports.clock.now(), by: ports.signature || line.by, http: 200 });
      facts.set(line.address, account);
      changed.push(line);
    } else if (account === undefined ? isBlind || wasUnknown(line) : isOther(account, known)) line.standing = 'doubted';
  }
  queue.note(changed);
  // So much later something else may have been saved, or wished.
  if (ports.clock.now() - begun > LOOK_EVERY_MS) slice.lookedAt = begun;
  const others = lines.some(isDoubted) ? 'some' : '';
  slice.record = { ...slice.record, swept: true, doubted: isBlind ? 'all' : others };
  return null;
}

/** What an earlier run was left in doubt of, and may not have looked at. */
export function markDoubted({ queue, record }: Slice): void {
  if (record.swept !== true || (record.doubted ?? '') === '') return;
  for (const line of queue.lines) if (concerns(line)) line.standing = 'doubted';
}

/**
 * The list is an index that may be days behind, `get` may be less so. A few lines are looked at along with it: where
 * one of them tells of something that the list does not know, the list is believed of nobody.
 */
function sampleOf(lines: readonly Line[]): readonly Line[] {
  const known = lines.filter(({ code }) => evidenceIn(code).known !== null);
  const count = Math.min(MOST_LOOKED_AT, Math.ceil(known.length * SHARE_LOOKED_AT));
  return Array.from({ length: count }, (_, at) => known[Math.floor(((at + 0.5) * known.length) / count)]).filter(
    line => line !== undefined,
  );
}

/** By address, what is known of those that were looked at and the list does not know. */
function newsIn(seen: Seen | null, some: readonly Line[]): ReadonlyMap<string, Account> {
  const told = new Map<string, Account>();
  some.forEach((line, index) => {
    const look = seen?.looks[index];
    if (look?.kind !== 'found' || seen?.accounts.has(line.address) === true) return;
    if (evidenceIn(line.code).known?.state !== look.account.state) told.set(line.address, look.account);
  });
  return told;
}

const isOther = ({ state, mails, changedAt }: Account, known: Known | null): boolean =>
  known === null || state !== known.state || mails !== known.mails || changedAt !== known.changedAt;

/** `isWhole`: the reading came to where nothing has changed since. `looks`: at those that were asked about along. */
type Seen = {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly isWhole: boolean;
  readonly looks: readonly Look[];
};
type Both = { readonly kind: string; readonly code: string; readonly look: Look; readonly page: PageReply };
/** Of each reply both readings are made: which of them is the right one, its place tells. */
function bothOf(reply: Reply | null, now: number): Both {
  const look = lookOf(reply, now);
  const page: PageReply = reply === null ? { ok: false, failure: NO_REPLY } : pageOf(reply, now);
  return { kind: look.kind, code: 'code' in look ? look.code : '', look, page };
}
type Reading = { readonly since: number; readonly most: number; readonly some: readonly Line[] };
/** Why there is not even a first page, where that may be otherwise in a while, or a person must act. */
function changedSince(slice: Slice, { since, most, some }: Reading): Seen | Asked<Look> {
  const { ports } = slice;
  const { customer } = ports.settings();
  const accounts = new Map<string, Account>();
  let looks: readonly Look[] = [];
  let looked = some;
  let token: string | null = null;
  let last = Infinity;
  let more = MORE_PAGES;
  for (let pages = 0; pages < most; pages++) {
    const along = pages === 0 ? looked.map(({ address }) => getCall(customer, address)) : [];
    const at = ports.clock.now();
    const asked: Asked<Both> = ask<Both>(ports, [sweepCall(customer, token), ...along], bothOf);
    const { outcomes, halt } = asked;
    if (pages === 0) looks = outcomes.slice(1).map(({ look }) => look);
    const reply = outcomes[0]?.page;
    if (reply === undefined) break;
    if (!reply.ok && reply.failure.kind === 'unknown' && along.length > 0) {
      // One of them may have been the fault: a fetchAll throws as a whole.
      looked = [];
      pages--;
      continue;
    }
    if (!reply.ok) {
      const isFinal = pages > 0 || reply.failure.kind === 'refused';
      if (isFinal) break;
      return { outcomes: [reply.failure], halt };
    }
    countIn(slice, at, outcomes);
    for (const account of reply.page.accounts) {
      const changedAt = account.changedAt ?? Infinity;
      // A server that keeps no order tells nothing by where it ends.
      if (changedAt > last && last < Infinity) return { accounts, isWhole: false, looks };
      last = changedAt;
      if (changedAt < since - BEHIND_MS) return { accounts, isWhole: true, looks };
      if (!accounts.has(account.address)) accounts.set(account.address, account);
    }
    token = reply.page.next;
    const isThere = last < since;
    if (token === null || (isThere && more-- <= 0)) return { accounts, isWhole: true, looks };
  }
  return { accounts, isWhole: last < since, looks };
}

/** These requests count as the job's own do: a list that comes at once tells that Google takes more. */
function countIn(slice: Slice, at: number, [, ...looks]: readonly Both[]): void {
  const { clock, random, settings } = slice.ports;
  const later = looks.filter(({ look }) => look.kind === 'later').length;
  const unsure = looks.filter(({ look }) => look.kind === 'unknown').length;
  const accepted = 1 + looks.length - later - unsure;
  const report = { at, now: clock.now(), accepted, later, unsure, waitMs: null, isQuestion: true };
  const pace = afterBatch(slice.record.pace, report, random(), settings().atOnce);
  slice.record = { ...slice.record, pace };
}
