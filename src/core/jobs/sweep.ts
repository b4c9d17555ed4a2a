// What others did since the list was refreshed: before the first request of a job that mails, and when a person resumes
// it, one reading of Google's list, the latest changes first. Another spreadsheet of the organisation, or Google's own
// console, may have invited the same people.
import type { Account } from '../accounts/account';
import { evidenceIn, type Known } from '../contract/evidence';
import { ask, askLooks, type Asked } from '../google/client';
import { NO_REPLY, type Look, type PageReply } from '../google/outcome';
import { pageOf } from '../google/reply';
import { meanwhile, newsOf } from './again';
import { REFRESHED_AT } from './job';
import { put } from './line-outcome';
import type { Slice } from './line-work';
import { sweepCall } from './listing';
import type { Line } from './queue';

/** Clocks differ, and a refresh takes its time. Milliseconds. */
const BEFORE_MS = 7_200_000;
/** So many pages, or so many for each line, are read: beyond that it is quicker to look at the lines themselves. */
const MOST_PAGES = 2;
const PAGES_A_LINE = 0.03;
/** So many of the lines are looked at to see whether the list is behind. */
const SHARE_LOOKED_AT = 0.025;

/** Not those of whom Google is asked anyway, nor those tried already: what is seen of these may be our own doing. */
const concerns = ({ outcome, standing, attempts }: Line): boolean =>
  outcome === 'queued' && standing === 'first' && (attempts ?? 0) === 0;

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
  const lines = queue.lines.filter(concerns);
  const refreshedAt = ports.store.get(REFRESHED_AT);
  const since = refreshedAt === null ? null : Number(refreshedAt) - BEFORE_MS;
  const most = Math.ceil(MOST_PAGES + lines.length * PAGES_A_LINE);
  const seen = since === null ? null : changedSince(slice, since, most);
  if (seen !== null && 'outcomes' in seen) return seen;
  const { told, isBehind } = seen === null ? NOTHING : sampled(slice, lines, seen);
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
    } else if (account === undefined ? isBehind || seen?.isWhole !== true : isOther(account, known))
      line.standing = 'invitable';
  }
  queue.note(changed);
  slice.record = { ...slice.record, swept: true };
  return null;
}

const NOTHING: { readonly told: ReadonlyMap<string, Account>; readonly isBehind: boolean } = {
  told: new Map(),
  isBehind: false,
};
/**
 * The list is an index that may be days behind, `get` may be less so. A few lines are looked at: where one of them
 * tells of something that the list does not know, the list is believed of nobody.
 */
function sampled(slice: Slice, lines: readonly Line[], { accounts }: Seen): typeof NOTHING {
  const { ports } = slice;
  const { atOnce } = ports.settings();
  const known = lines.filter(({ code }) => evidenceIn(code).known !== null);
  const count = Math.ceil(known.length * SHARE_LOOKED_AT);
  const some = Array.from({ length: count }, (_, at) => known[Math.floor(((at + 0.5) * known.length) / count)]).filter(
    line => line !== undefined,
  );
  const told = new Map<string, Account>();
  for (let at = 0; at < some.length; at += atOnce) {
    const part = some.slice(at, at + atOnce);
    const { outcomes } = askLooks(
      ports,
      part.map(({ address }) => address),
    );
    outcomes.forEach((seen, index) => {
      const line = part[index];
      if (line === undefined || seen.kind !== 'found') return;
      const isNews = !accounts.has(line.address) && evidenceIn(line.code).known?.state !== seen.account.state;
      if (isNews) told.set(line.address, seen.account);
    });
  }
  return { told, isBehind: told.size > 0 };
}

const isOther = ({ state, mails, changedAt }: Account, known: Known | null): boolean =>
  known === null || state !== known.state || mails !== known.mails || changedAt !== known.changedAt;

/** `isWhole`: the reading came to where nothing has changed since. */
type Seen = { readonly accounts: ReadonlyMap<string, Account>; readonly isWhole: boolean };
/** Why there is not even a first page, where that may be otherwise in a while, or a person must act. */
function changedSince({ ports }: Slice, since: number, most: number): Seen | Asked<Look> {
  const accounts = new Map<string, Account>();
  let token: string | null = null;
  let last = Infinity;
  for (let pages = 0; pages < most; pages++) {
    const call = sweepCall(ports.settings().customer, token);
    const { outcomes, halt } = ask(ports, [call], (got, now) => {
      const page: PageReply = got === null ? { ok: false, failure: NO_REPLY } : pageOf(got, now);
      return { ...page, ...(page.ok ? { kind: 'page' } : page.failure) };
    });
    const reply = outcomes[0];
    if (reply === undefined) break;
    if (!reply.ok) {
      const isFinal = pages > 0 || reply.failure.kind === 'refused';
      if (isFinal) break;
      return { outcomes: [reply.failure], halt };
    }
    for (const account of reply.page.accounts) {
      const at = account.changedAt ?? Infinity;
      // A server that keeps no order tells nothing by where it ends.
      if (at > last && last < Infinity) return { accounts, isWhole: false };
      last = at;
      if (at < since) return { accounts, isWhole: true };
      if (!accounts.has(account.address)) accounts.set(account.address, account);
    }
    token = reply.page.next;
    if (token === null) return { accounts, isWhole: true };
  }
  return { accounts, isWhole: false };
}
