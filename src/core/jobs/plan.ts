// Decides, from the marked rows and what was done before, whom a job would concern, and who is left out and why. Pure.
import { isAmong, readAddress } from '../accounts/address';
import { KINDS, mayBeMail, rulesOf } from '../contract/kinds';
import { keyOf } from '../lists/gathered';
import type { SkipCode } from '../contract/codes';
import { evidenceIn, isParted, type Known } from '../contract/evidence';
import { fnv1a } from '../contract/fnv';
import type { AccountRow, ActivityRow } from '../contract/rows';
import type { Action, PlanOptions, PlanSource, PlanView } from '../contract/rpc';
import type { NeverEntry, Settings } from '../contract/settings';
import { DAY } from '../contract/time';

/** `never`: what the never list says, where that is why. */
export type Skip = { readonly code: SkipCode; readonly shown: string; readonly never?: NeverEntry | undefined };

/**
 * `lookFirst`: those of `addresses` with an attempt whose outcome nobody knows, and when it began (milliseconds since
 * 1970).
 */
export type Plan = {
  readonly addresses: readonly string[];
  readonly skipped: readonly Skip[];
  readonly lookFirst: ReadonlyMap<string, Unclear>;
  readonly notListed: number;
  /** Those of `addresses` that were mailed before and are mailed again. */
  readonly again: PlanView['again'];
  /** Of `addresses`, those that were mailed within the recency guard and are mailed again because the admin said so. */
  readonly recent: number;
};

/**
 * What the Activity sheet knows of an address: how many mails of ours it had and when the last was, and an attempt that
 * was never cleared up.
 */
export type Past = { readonly mails: number; readonly mailedAt: number | null; readonly unclear: Unclear | null };
/** When the attempt began (milliseconds since 1970; 0: nobody knows), and what Google had told of the account. */
export type Unclear = { readonly since: number; readonly known: Known | null };

/** Whether an attempt that was never cleared up began by then; of which nobody knows when, may be of now. */
export const isFrom = (unclear: Unclear | null, until: number): boolean =>
  unclear !== null && unclear.since !== 0 && unclear.since <= until;

/** Nobody is included who would be skipped. */
export const NO_OPTIONS: PlanOptions = { includeRecent: false, includeDeclined: false, includeAgain: false };
export const MARKS: PlanSource = { from: 'marks' };

/**
 * What of the settings decides whom a job concerns; what the never list says of an address; and, where a check was made
 * first, why it bars an address.
 */
export type PlanSettings = Pick<Settings, 'recentDays' | 'only'> & {
  readonly never?: (address: string) => NeverEntry | undefined;
  readonly checked?: (address: string) => SkipCode | null;
  /** So much earlier than it was the last change of a row reads. Milliseconds. */
  readonly earlierBy?: number;
};

/** The row as its last change was. */
export const inTime = (row: AccountRow, { earlierBy = 0 }: PlanSettings): AccountRow =>
  earlierBy === 0 || row.changedAt === null ? row : { ...row, changedAt: row.changedAt + earlierBy };

/**
 * The Activity lines in their order → what was done to each address. A later clear outcome clears up an earlier unclear
 * one. Of a line whose parts do not belong together, as of a refresh with an address, only the address counts:
 * something may have been done to it.
 */
export function pastOf(lines: readonly ActivityRow[]): ReadonlyMap<string, Past> {
  const past = new Map<string, Past>();
  const byTime = [...lines].sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  for (const line of byTime) {
    // A sort of the addresses alone puts one beside what was done to nobody: a refresh, a run of the schedule.
    const isOfNobody = line.action !== null && (rulesOf(line.action)?.work ?? 'list') === 'list';
    const isOdd = isParted(line) || isOfNobody;
    if (line.address === '' || (!isOdd && !mayBeMail(line.action))) continue;
    const before = past.get(line.address) ?? { mails: 0, mailedAt: null, unclear: null };
    if (isOdd) past.set(line.address, { ...before, unclear: { since: line.at ?? 0, known: null } });
    else if (line.outcome === 'done')
      past.set(line.address, { mails: before.mails + 1, mailedAt: line.at, unclear: null });
    else if (line.outcome === 'refused' || line.outcome === 'skipped')
      past.set(line.address, { ...before, unclear: null });
    else if (line.outcome !== 'queued' && line.outcome !== 'stopped')
      past.set(line.address, {
        ...before,
        unclear: before.unclear ?? { since: line.at ?? 0, known: evidenceIn(line.code).known },
      });
  }
  return past;
}

/** Whether the test mode, if it is on, lets a job touch this address. */
export const isAllowed = (address: string, { only }: Pick<Settings, 'only'>): boolean =>
  only === null || isAmong(keyOf(address), only.map(keyOf));

export const whyBarred = (address: string, settings: PlanSettings): SkipCode | null =>
  isAllowed(address, settings) ? (settings.checked?.(address) ?? null) : 'test-mode';

/** By the lines of the check `job`: no answer is told apart from a "no". */
export function checkedIn(lines: readonly ActivityRow[], job: string): (address: string) => SkipCode | null {
  const found = new Map(
    lines
      .filter(line => line.job === job && rulesOf(line.action)?.work === 'checks')
      .map(({ address, outcome }) => [address, outcome]),
  );
  return address => {
    const outcome = found.get(address);
    if (outcome === 'eligible') return null;
    return outcome === 'not-eligible' ? outcome : 'not-checked';
  };
}

/** What a plan is made from: the rows and the past, what is asked, when (milliseconds since 1970), and the settings. */
export type PlanFacts = {
  readonly rows: readonly AccountRow[];
  readonly past: ReadonlyMap<string, Past>;
  readonly action: Action;
  readonly options: PlanOptions;
  readonly now: number;
  readonly settings: PlanSettings;
};

/** Of each kind that begins from marked rows: why this one is left out. */
const WHY_NOT: Readonly<Record<Action, (marked: Marked, options: PlanOptions) => SkipCode | null>> = {
  send: whyNotSend,
  cancel: ({ row }) => whyNotCancel(row),
};

/** The plan for the marked rows. */
export function planOf({ rows, past, action, options, now, settings }: PlanFacts): Plan {
  const skipped: Skip[] = [];
  const lookFirst = new Map<string, Unclear>();
  /** By the form in which both forms of a domain are one: whether Google tells them apart is not known. */
  const taken = new Map<string, string>();
  const duplicated = new Set<string>();
  const known = statesOf(rows);
  const again: { address: string; mails: number | null }[] = [];
  /** What was said of an address in another row need not be said again. */
  const told = new Set<string>();
  const { mails } = KINDS[action];
  let notListed = 0;
  let recentOnes = 0;
  for (const row of rows) {
    if (!row.mark) continue;
    const read = readAddress(row.email);
    if (!read.ok) {
      skipped.push(read.fault === 'empty' ? { code: 'no-address', shown: '—' } : { code: 'invalid', shown: row.email });
      continue;
    }
    const { address } = read;
    const key = keyOf(address);
    if (taken.has(key)) {
      duplicated.add(address);
      continue;
    }
    const account = inTime(known.get(address) ?? row, settings);
    const before = past.get(address);
    const recent = mails && isRecent(account, before, now, settings.recentDays);
    const unclear = before?.unclear ?? null;
    // Once the guard is over it is as good as a mail of then: to look for ever at what shows nothing would help nobody.
    const guard = now - Math.max(1, settings.recentDays) * DAY;
    const isOld = isFrom(unclear, guard);
    const repeat = mails && (isOld || wasMailed(account, before));
    const never = mails ? settings.never?.(address) : undefined;
    const code =
      (never && 'never-list') ??
      WHY_NOT[action]({ row: account, recent, repeat }, options) ??
      whyBarred(address, settings);
    if (code !== null) {
      if (!told.has(address)) skipped.push({ code, shown: address, never });
      told.add(address);
      continue;
    }
    taken.set(key, address);
    if (mails && unclear !== null && !isOld) lookFirst.set(address, unclear);
    if (account.state === 'NOT_LISTED') notListed++;
    if (repeat) again.push({ address, mails: mailsOf(account, before) });
    if (recent) recentOnes++;
  }
  for (const address of duplicated) skipped.push({ code: 'duplicate', shown: address });
  return { addresses: [...taken.values()], skipped, lookFirst, notListed, again, recent: recentOnes };
}

/** Of several rows with one address, the one that knows most decides: a hand-typed copy without a state must not. */
export function statesOf(rows: readonly AccountRow[]): Map<string, AccountRow> {
  const known = new Map<string, AccountRow>();
  for (const row of rows) {
    if (row.state === null) continue;
    const read = readAddress(row.email);
    if (!read.ok) continue;
    const other = known.get(read.address);
    if (other === undefined || (row.seenAt ?? 0) > (other.seenAt ?? 0) || (row.changedAt ?? 0) > (other.changedAt ?? 0))
      known.set(read.address, row);
  }
  return known;
}

/** What a row says that Google told; of one that a person typed nothing is known. */
export const knownOf = (row: AccountRow | undefined): Known | null =>
  row?.state === undefined || row.state === null
    ? null
    : { state: row.state, mails: row.mails, changedAt: row.changedAt };

type Marked = { readonly row: AccountRow; readonly recent: boolean; readonly repeat: boolean };

function whyNotSend({ row, recent, repeat }: Marked, options: PlanOptions): SkipCode | null {
  if (row.state === 'ACCEPTED') return 'accepted';
  if (row.state === 'DECLINED' && !options.includeDeclined) return 'declined';
  if (recent && !options.includeRecent) return 'recent';
  // Whoever is declined or recent and still here was asked for by the option of their own.
  return repeat && row.state !== 'DECLINED' && !recent && !options.includeAgain ? 'again' : null;
}

/** What a person typed into a row of which Google has told nothing counts for nothing. */
const mailsTold = ({ state, mails }: AccountRow): number => (state === null ? 0 : (mails ?? 0));

/** Whether Google or our own log shows that a mail went out before. */
const wasMailed = (row: AccountRow, before: Past | undefined): boolean =>
  row.state === 'INVITED' || row.state === 'DECLINED' || mailsTold(row) > 0 || (before?.mails ?? 0) > 0;

/** A row may be older than our log, and our log does not know what others sent: the larger number is nearer. */
export function mailsOf(row: AccountRow, before: Past | undefined): number | null {
  const mails = Math.max(mailsTold(row), before?.mails ?? 0);
  return mails === 0 ? null : mails;
}

/**
 * Our own log counts whatever the row says: a row may be stale, or typed over. Invited at an unknown time may be a
 * moment ago.
 */
export const isRecent = (row: AccountRow, before: Past | undefined, now: number, days: number): boolean =>
  Math.max(row.state === 'INVITED' ? (row.changedAt ?? now) : 0, before?.mailedAt ?? 0) > now - days * DAY;

export function whyNotCancel(row: AccountRow): SkipCode | null {
  switch (row.state) {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    case 'NOT_YET_SENT':
      return 'not-invited';
    // An account younger than 48 hours may have been invited and yet not be listed.
    case 'INVITED':
    case 'NOT_LISTED':
    case null:
      return null;
  }
}

/** What is shown in a preview and confirmed. `customer`: whose accounts, and in whose name. */
export type PlanName = Pick<Plan, 'addresses'> & {
  readonly action: Action;
  readonly options: PlanOptions;
  readonly customer: string;
  readonly source: PlanSource;
};

/**
 * Names a plan: another action, organisation, source, option or address gives another id (FNV-1a, twice, 64 bits in
 * all).
 * The other settings decide whom it concerns, so they show in the addresses.
 */
export function planIdOf({ action, options, addresses, customer, source }: PlanName): string {
  const text = [
    action,
    customer,
    JSON.stringify(source),
    options.includeRecent,
    options.includeDeclined,
    options.includeAgain,
    ...addresses,
  ].join('\n');
  return `${addresses.length}-${fnv1a(text).toString(36)}-${fnv1a(text, 0x01234567).toString(36)}`;
}
