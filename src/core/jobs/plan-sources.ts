// Plans that do not come from marks: cancelling what a job sent, and reminding those who were invited and did not
// answer. Pure.
import { readAddress } from '../accounts/address';
import type { ProblemCode, SkipCode } from '../contract/codes';
import { mayBeMail, rulesOf } from '../contract/kinds';
import type { AccountRow, ActivityRow } from '../contract/rows';
import type { PlanSource, ReminderPolicy } from '../contract/rpc';
import { DAY } from '../contract/time';
import { keyOf } from '../lists/gathered';
import {
  inTime,
  isAllowed,
  isFrom,
  isRecent,
  mailsOf,
  pastOf,
  planOf,
  statesOf,
  whyBarred,
  whyNotCancel,
  type Past,
  type Plan,
  type PlanFacts,
  type PlanSettings,
  type Skip,
  type Unclear,
} from './plan';
import { isOpen } from './line-outcome';
import { GRACE_MS } from './reconcile';

/** As for the marks, with the source and the Activity lines. */
export type SourceFacts = Omit<PlanFacts, 'past'> & {
  readonly source: PlanSource;
  readonly lines: readonly ActivityRow[];
};

/** The plan that a source gives now. The caller has checked that the action fits the source. */
export function planFrom({ source, lines, ...facts }: SourceFacts): Plan {
  const { rows, now, settings } = facts;
  switch (source.from) {
    case 'marks':
      return planOf({ ...facts, past: pastOf(lines) });
    case 'job':
      return cancelOf(rows, lines, source.job, settings);
    case 'reminders':
      return remindersOf({ rows, lines, policy: source, now, settings });
  }
}

/** What a person is told when a plan of that source has nobody in it. */
export const EMPTY_PLAN: Record<PlanSource['from'], ProblemCode> = {
  marks: 'nothing-to-do',
  job: 'nothing-to-undo',
  reminders: 'nobody-due',
};

/** A line with an attempt that may have mailed its address, though nobody is certain. */
const mayHaveMailed = ({ outcome }: ActivityRow): boolean =>
  outcome === 'sending' || outcome === 'checking' || outcome === 'unknown' || outcome === null;
const isCancel = ({ action }: ActivityRow): boolean => rulesOf(action)?.verb === 'cancel';
const isMail = ({ action, address }: ActivityRow): boolean => mayBeMail(action) && address !== '';

/**
 * Cancels what the job mailed and nobody answered yet. Jobs' ids sort by time, so they tell what came later even when a
 * time was typed over.
 */
export function cancelOf(
  rows: readonly AccountRow[],
  lines: readonly ActivityRow[],
  job: string,
  settings: PlanSettings,
): Plan {
  const known = statesOf(rows);
  const again = new Set<string>();
  const cancelled = new Set<string>();
  for (const line of lines) {
    if (line.job <= job) continue;
    if (isMail(line) && (line.outcome === 'done' || mayHaveMailed(line))) again.add(line.address);
    else if (isCancel(line) && line.outcome === 'done') cancelled.add(line.address);
  }
  const addresses = new Set<string>();
  const skipped = new Map<string, SkipCode>();
  let notListed = 0;
  for (const line of lines) {
    if (line.job !== job || !isMail(line) || addresses.has(line.address)) continue;
    const code =
      whyNotCancelOf(line, known.get(line.address), again, cancelled) ??
      (isAllowed(line.address, settings) ? null : 'test-mode');
    if (code === 'never') continue;
    if (code !== null) {
      skipped.set(line.address, code);
      continue;
    }
    addresses.add(line.address);
    skipped.delete(line.address);
    if (known.get(line.address)?.state === 'NOT_LISTED') notListed++;
  }
  return {
    addresses: [...addresses],
    skipped: [...skipped].map(([shown, code]): Skip => ({ code, shown })),
    lookFirst: new Map(),
    notListed,
    again: [],
    recent: 0,
  };
}

function whyNotCancelOf(
  line: ActivityRow,
  row: AccountRow | undefined,
  again: ReadonlySet<string>,
  cancelled: ReadonlySet<string>,
): SkipCode | 'never' | null {
  if (line.outcome !== 'done') return mayHaveMailed(line) ? 'unclear' : 'never';
  if (!readAddress(line.address).ok) return 'invalid';
  if (again.has(line.address)) return 'mailed-again';
  if (cancelled.has(line.address)) return 'taken-back';
  return row === undefined ? null : whyNotCancel(row);
}

/**
 * What Activity has of an address beyond `Past`: how many mails of ours, and when we cancelled the invitation after the
 * last of them.
 */
type Mailings = { readonly mails: number; readonly cancelledAt: number | null };

export type ReminderFacts = Pick<SourceFacts, 'rows' | 'lines' | 'now' | 'settings'> & {
  readonly policy: ReminderPolicy;
};

/**
 * Everyone who is invited, in the sheet's order. Those who were never invited are no concern of a reminder; all others
 * are told with the reason.
 */
export function remindersOf({ rows, lines, policy, now, settings }: ReminderFacts): Plan {
  const past = pastOf(lines);
  const mailings = mailingsOf(lines);
  const addresses: string[] = [];
  const skipped: Skip[] = [];
  const lookFirst = new Map<string, Unclear>();
  const again: { address: string; mails: number | null }[] = [];
  let recent = 0;
  /** As in planOf: both forms of a domain are one person. */
  const taken = new Set<string>();
  for (const [address, told] of statesOf(rows)) {
    const row = inTime(told, settings);
    const before = past.get(address);
    const code =
      whyNotRemind(row, { before, ours: mailings.get(address) }, policy, now) ?? whyBarred(address, settings);
    if (code === 'never') continue;
    const never = settings.never?.(address);
    const reason = never === undefined ? code : 'never-list';
    if (reason !== null) {
      skipped.push({ code: reason, shown: address, never });
      continue;
    }
    if (taken.has(keyOf(address))) {
      skipped.push({ code: 'duplicate', shown: address });
      continue;
    }
    taken.add(keyOf(address));
    addresses.push(address);
    again.push({ address, mails: mailsOf(row, before) });
    const unclear = before?.unclear ?? null;
    // An older one would be taken for the mail of today: whoever is due may be mailed, whatever came of it.
    if (unclear !== null && !isFrom(unclear, now - policy.days * DAY)) lookFirst.set(address, unclear);
    if (isRecent(row, before, now, settings.recentDays)) recent++;
  }
  return { addresses, skipped, lookFirst, notListed: 0, again, recent };
}

/**
 * Whoever was tried longest ago, or never, comes first, else as they were: a scheduled run takes only the first, and
 * those of whom nothing comes must not be the first each time. What counts is the last job that was through with
 * somebody, whatever came of it. It is not the time of the line, because where nobody is certain of an attempt, the
 * line of a later job keeps the time of that attempt.
 */
export function inTurn(addresses: readonly string[], lines: readonly ActivityRow[]): string[] {
  const lastJobs = new Map<string, string>();
  for (const line of lines)
    if (isMail(line) && !isOpen(line) && line.job > (lastJobs.get(line.address) ?? ''))
      lastJobs.set(line.address, line.job);
  const lastJob = (address: string): string => lastJobs.get(address) ?? '';
  return [...addresses].sort((one, other) => {
    if (lastJob(one) === lastJob(other)) return 0;
    return lastJob(one) < lastJob(other) ? -1 : 1;
  });
}

function mailingsOf(lines: readonly ActivityRow[]): ReadonlyMap<string, Mailings> {
  const found = new Map<string, Mailings>();
  for (const line of [...lines].sort((one, other) => (one.at ?? 0) - (other.at ?? 0))) {
    if (line.outcome !== 'done' || !(isMail(line) || isCancel(line))) continue;
    const before = found.get(line.address) ?? { mails: 0, cancelledAt: null };
    found.set(
      line.address,
      isCancel(line) ? { ...before, cancelledAt: line.at ?? 0 } : { mails: before.mails + 1, cancelledAt: null },
    );
  }
  return found;
}

function whyNotRemind(
  row: AccountRow,
  { before, ours }: { readonly before: Past | undefined; readonly ours: Mailings | undefined },
  { days, most }: ReminderPolicy,
  now: number,
): SkipCode | 'never' | null {
  // An attempt that nobody is certain of counts as a mail.
  const mails = Math.max(row.mails ?? 0, (ours?.mails ?? 0) + ((before?.unclear ?? null) === null ? 0 : 1));
  switch (row.state) {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    case 'NOT_LISTED':
      return mails > 0 ? 'not-listed' : 'never';
    case 'NOT_YET_SENT':
    case null:
      return 'never';
    case 'INVITED':
      break;
  }
  // What a cancelled invitation becomes, Google does not say: where it is still called invited, and was not sent anew,
  // nobody wants it reminded.
  if (ours !== undefined && ours.cancelledAt !== null && (row.changedAt ?? 0) <= ours.cancelledAt + GRACE_MS)
    return 'taken-back';
  if (mails >= most) return 'often';
  const mailedAt = Math.max(row.changedAt ?? now, before?.mailedAt ?? 0);
  return mailedAt > now - days * DAY ? 'recent' : null;
}
