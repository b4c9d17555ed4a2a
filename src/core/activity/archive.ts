// Old lines of the Activity sheet move to a dated sheet: which may go, so that nothing that is decided from the rest
// changes, and how they go without one being lost.
import { rulesOf } from '../contract/kinds';
import type { AccountRow, ActivityRow } from '../contract/rows';
import { DAY } from '../contract/time';
import { statesOf } from '../jobs/plan';
import { pastJobsOf } from './job-history';

/** The Summary counts by week, over twelve weeks: younger lines are never archived. */
export const LEAST_DAYS = 90;

export type SheetLine = ActivityRow & { readonly row: number };
/** `open`: old enough, but mails to people who may still be invited or reminded. */
export type Choice = { readonly lines: readonly SheetLine[]; readonly open: number };

const isClear = ({ at, action, outcome }: ActivityRow): boolean =>
  at !== null &&
  action !== null &&
  outcome !== null &&
  outcome !== 'sending' &&
  outcome !== 'checking' &&
  outcome !== 'unknown';
/** It mailed somebody, or cancelled an invitation. */
const hasActed = ({ action, outcome }: ActivityRow): boolean =>
  (rulesOf(action)?.verb ?? null) !== null && outcome === 'done';

/** `lastJob`: of the job's record. `days`: the least age. `now`: milliseconds since 1970. */
export type ArchiveFacts = {
  readonly lines: readonly SheetLine[];
  readonly accounts: readonly AccountRow[];
  readonly lastJob: string | null;
  readonly days: number;
  readonly now: number;
};

/**
 * Lines that nothing is decided from any more. What stays: everything about an address with an attempt that nobody is
 * certain of; mails and cancellations of people who
 * have neither accepted nor gone from Google's list, because reminders count them and a job's invitations can be
 * cancelled; the jobs
 * that are shown as recent.
 */
export function archivable({ lines, accounts, lastJob, days, now }: ArchiveFacts): Choice {
  const before = now - days * DAY;
  const recent = new Set([...pastJobsOf(lines, null).map(({ id }) => id), ...(lastJob === null ? [] : [lastJob])]);
  const unclear = new Set(lines.filter(line => !isClear(line)).map(({ address }) => address));
  const states = statesOf(accounts);
  const isOver = ({ address }: ActivityRow): boolean => {
    const state = states.get(address)?.state;
    return state === 'ACCEPTED' || state === 'NOT_LISTED';
  };
  const old = lines.filter(
    line => isClear(line) && (line.at ?? now) < before && !recent.has(line.job) && !unclear.has(line.address),
  );
  const chosen = old.filter(line => !hasActed(line) || isOver(line));
  return { lines: chosen, open: old.length - chosen.length };
}

/** A time in a cell is a fraction of a day: it comes back to the millisecond, or nearly. */
const keyOf = ({ at, by, job, action, address, outcome, reason, http, attempts }: ActivityRow): string =>
  JSON.stringify([
    at === null ? null : Math.round(at / 1000),
    by,
    job,
    action,
    address,
    outcome,
    reason,
    http,
    attempts,
  ]);

/** Those of `lines` that `others` has not: each of `others` stands for one. */
export function without<L extends ActivityRow>(lines: readonly L[], others: readonly ActivityRow[]): L[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const key = keyOf(other);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  return lines.filter(line => {
    const key = keyOf(line);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
export const isSame = (lines: readonly ActivityRow[], others: readonly ActivityRow[]): boolean =>
  lines.length === others.length && without(lines, others).length === 0;
