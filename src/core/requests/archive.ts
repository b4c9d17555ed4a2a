// Archiving old lines of the Activity sheet: what would move, and the move.

import { archivable, isSame, LEAST_DAYS, without, type Choice } from '../activity/archive';
import { answer } from '../contract/answer';
import type { ProblemCode } from '../contract/codes';
import type { Answer, Archived, ArchivePlan } from '../contract/rpc';
import { loadRecord } from '../jobs/job';
import type { Deps } from '../ports';
import { rowsIn } from '../sheets/columns';

type Desk = {
  readonly no: (code: ProblemCode, detail?: string) => Answer<never>;
  readonly alone: <T>(work: () => Answer<T>) => Answer<T>;
  readonly otherJob: () => Answer<never> | null;
};

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
    return {
      ...archivable(log.rows, rowsIn(accounts), loadRecord(store)?.id ?? null, atLeast, clock.now()),
      days: atLeast,
      last: log.rows.length + 1,
    };
  }

  function previewArchive(days: number): Answer<ArchivePlan> {
    const chosen = choose(days);
    if ('ok' in chosen) return chosen;
    const times = chosen.lines.map(({ at }) => at ?? 0).sort((one, other) => one - other);
    const iso = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());
    return answer({
      lines: times.length,
      from: iso(times[0]),
      to: iso(times[times.length - 1]),
      days: chosen.days,
      open: chosen.open,
    });
  }

  /**
   * Copy, look, only then clear: a line is never in no sheet. Lines that are in both, because an earlier run was cut
   * off in between, are found by what is in them and not copied again.
   * A fixed number of calls, however many lines.
   */
  const archive = (days: number): Answer<Archived> =>
    alone(() => {
      const chosen = choose(days);
      if ('ok' in chosen) return chosen;
      const { lines } = chosen;
      const before = shelf.lines();
      if (lines.length === 0) {
        shelf.close();
        return no('nothing-to-archive');
      }
      const fresh = without(lines, before);
      const numbers = new Set(fresh.map(({ row }) => row));
      shelf.sink(
        [...numbers],
        lines.map(({ row }) => row).filter(row => !numbers.has(row)),
      );
      deps.flush();
      const { last } = chosen;
      const first = last - lines.length + 1;
      const undo = fresh.length > 0 ? shelf.copy(first, first + fresh.length - 1) : null;
      deps.flush();
      // A person may sort at any moment: what is cleared must be in the archive, that and no other, and still stand
      // there.
      if (!isSame(shelf.lines(), [...before, ...fresh])) {
        undo?.();
        return no('archive-unsure');
      }
      if (!isSame(activity.readRows(first, last), lines)) return no('archive-unsure');
      shelf.clear(first, last);
      deps.flush();
      return answer({ lines: lines.length, sheet: shelf.close() });
    });

  return { previewArchive, archive };
}
