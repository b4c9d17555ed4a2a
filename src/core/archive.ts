// Old lines of the Activity sheet move to a dated sheet: which may go, so that nothing that is decided from the rest changes, and how they go without one being lost.
import { rowsIn, type AccountRow, type ActivityRow } from './columns';
import { pastJobsOf } from './past-jobs';
import { DAY, statesOf } from './plan';
import type { Deps } from './ports';
import { answer, type ProblemCode } from './problem';
import { loadRecord } from './record';
import type { Answer, Archived, ArchivePlan } from './rpc';

/** The Summary counts by week, over twelve weeks: younger lines are never archived. */
export const LEAST_DAYS = 90;

type SheetLine = ActivityRow & { readonly row: number };
/** `open`: old enough, but mails to people who may still be invited or reminded. */
type Choice = { readonly lines: readonly SheetLine[]; readonly open: number };

const isClear = ({ at, action, outcome }: ActivityRow): boolean => at !== null && action !== null && outcome !== null && outcome !== 'sending' && outcome !== 'checking' && outcome !== 'unknown';
const isMail = ({ action, outcome }: ActivityRow): boolean => (action === 'send' || action === 'cancel') && outcome === 'done';

/**
 * Lines that nothing is decided from any more. What stays: everything about an address with an attempt that nobody is certain of; mails and cancellations of people who
 * have neither accepted nor gone from Google's list, because reminders count them and a job can be taken back; the jobs that are shown as recent.
 */
export function archivable(lines: readonly SheetLine[], accounts: readonly AccountRow[], lastJob: string | null, days: number, now: number): Choice {
  const before = now - days * DAY;
  const recent = new Set([...pastJobsOf(lines, null).map(({ id }) => id), ...(lastJob === null ? [] : [lastJob])]);
  const unclear = new Set(lines.filter(line => !isClear(line)).map(({ address }) => address));
  const states = statesOf(accounts);
  const isOver = ({ address }: ActivityRow): boolean => { const state = states.get(address)?.state; return state === 'ACCEPTED' || state === 'NOT_LISTED'; };
  const old = lines.filter(line => isClear(line) && (line.at ?? now) < before && !recent.has(line.job) && !unclear.has(line.address));
  const chosen = old.filter(line => !isMail(line) || isOver(line));
  return { lines: chosen, open: old.length - chosen.length };
}

/** Where archived lines go: a sheet that stays known as unfinished until everything is in it, over the death of an execution. */
export type Shelf = {
  /** What is in the unfinished sheet; nothing when there is none. */
  readonly lines: () => readonly ActivityRow[];
  /** Sorts the Activity sheet so that these rows (numbers) stand at its end, `fresh` before `copied`. */
  readonly sink: (fresh: readonly number[], copied: readonly number[]) => void;
  /** Copies rows of the Activity sheet, with all that is in them, below what the unfinished sheet has; makes it when there is none. Returns what takes them out again. */
  readonly copy: (first: number, last: number) => () => void;
  /** Empties rows at the end of the Activity sheet. */
  readonly clear: (first: number, last: number) => void;
  /** The unfinished sheet is finished. Its name, or '' when there is none. */
  readonly close: () => string;
};

/** A time in a cell is a fraction of a day: it comes back to the millisecond, or nearly. */
const keyOf = ({ at, by, job, action, address, outcome, reason, http, attempts }: ActivityRow): string =>
  JSON.stringify([at === null ? null : Math.round(at / 1000), by, job, action, address, outcome, reason, http, attempts]);

/** Those of `lines` that `others` has not: each of `others` stands for one. */
function without<L extends ActivityRow>(lines: readonly L[], others: readonly ActivityRow[]): L[] {
  const left = new Map<string, number>();
  for (const other of others) { const key = keyOf(other); left.set(key, (left.get(key) ?? 0) + 1); }
  return lines.filter(line => {
    const key = keyOf(line);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
const isSame = (lines: readonly ActivityRow[], others: readonly ActivityRow[]): boolean => lines.length === others.length && without(lines, others).length === 0;

type Desk = { readonly no: (code: ProblemCode, detail?: string) => Answer<never>; readonly alone: <T>(work: () => Answer<T>) => Answer<T>; readonly otherJob: () => Answer<never> | null };

export function makeArchive(deps: Deps, { no, alone, otherJob }: Desk) {
  const { activity, accounts, shelf, store, clock, settings } = deps;

  /** `last`: the last row of the Activity sheet. */
  function choose(days: number): (Choice & { readonly days: number; readonly last: number }) | Answer<never> {
    const other = otherJob();
    if (other !== null) return other;
    const log = activity.read();
    if (log === null) return no('nothing-to-archive');
    if (log.missing.length > 0) return no('activity-columns');
    // Who was mailed within the recency guard is known from these lines.
    const atLeast = Math.max(LEAST_DAYS, settings().recentDays, days);
    return { ...archivable(log.rows, rowsIn(accounts), loadRecord(store)?.id ?? null, atLeast, clock.now()), days: atLeast, last: log.rows.length + 1 };
  }

  function previewArchive(days: number): Answer<ArchivePlan> {
    const chosen = choose(days);
    if ('ok' in chosen) return chosen;
    const times = chosen.lines.map(({ at }) => at ?? 0).sort((one, other) => one - other);
    const iso = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());
    return answer({ lines: times.length, from: iso(times[0]), to: iso(times[times.length - 1]), days: chosen.days, open: chosen.open });
  }

  /**
   * Copy, look, only then clear: a line is never in no sheet. Lines that are in both, because an earlier run was cut off in between, are found by what is in them and not copied again.
   * A fixed number of calls, however many lines.
   */
  const archive = (days: number): Answer<Archived> => alone(() => {
    const chosen = choose(days);
    if ('ok' in chosen) return chosen;
    const { lines } = chosen;
    const before = shelf.lines();
    if (lines.length === 0) { shelf.close(); return no('nothing-to-archive'); }
    const fresh = without(lines, before);
    const numbers = new Set(fresh.map(({ row }) => row));
    shelf.sink([...numbers], lines.map(({ row }) => row).filter(row => !numbers.has(row)));
    deps.flush();
    const { last } = chosen;
    const first = last - lines.length + 1;
    const undo = fresh.length > 0 ? shelf.copy(first, first + fresh.length - 1) : null;
    deps.flush();
    // A person may sort at any moment: what is cleared must be in the archive, that and no other, and still stand there.
    if (!isSame(shelf.lines(), [...before, ...fresh])) { undo?.(); return no('archive-unsure'); }
    if (!isSame(activity.readRows(first, last), lines)) return no('archive-unsure');
    shelf.clear(first, last);
    deps.flush();
    return answer({ lines: lines.length, sheet: shelf.close() });
  });

  return { previewArchive, archive };
}
