// Archiving old lines of the Activity sheet: what would move, and the move.
import { archivable, isSame, LEAST_DAYS, without, type Choice } from '../activity/archive';
import type { Context } from '../context';
import { answer } from '../contract/answer';
import type { Answer, Archived, ArchivePlan } from '../contract/rpc';
import { missesLines, missNoMore } from '../jobs/ended-jobs';
import { distrust, loadRecord } from '../jobs/job';
import { otherJob } from '../jobs/start-job';
import { lostColumns, rowsIn } from '../sheets/columns';

type Log = Choice['lines'];

export function archiveRequests(context: Context) {
  const { ports, refuse, alone } = context;
  const { activity, accounts, archiveSheet, store, clock, settings } = ports;

  function choose(days: number): (Choice & { readonly days: number; readonly log: Log }) | Answer<never> {
    const other = otherJob(context);
    if (other !== null) return other;
    const log = activity.read();
    if (log === null) return refuse('nothing-to-archive');
    if (lostColumns(log).length > 0) return refuse('activity-columns');
    // Who was mailed within the recency guard is known from these lines.
    const atLeast = Math.max(LEAST_DAYS, settings().recentDays, days);
    return {
      ...archivable({
        lines: log.rows,
        accounts: rowsIn(accounts),
        lastJob: loadRecord(store)?.id ?? null,
        days: atLeast,
        now: clock.now(),
      }),
      days: atLeast,
      log: log.rows,
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
      const before = archiveSheet.lines();
      if (lines.length === 0) {
        archiveSheet.close();
        return refuse('nothing-to-archive');
      }
      const fresh = without(lines, before);
      const numbers = new Set(fresh.map(({ row }) => row));
      archiveSheet.sink(
        [...numbers],
        lines.map(({ row }) => row).filter(row => !numbers.has(row)),
      );
      ports.flush();
      const last = chosen.log.length + 1;
      const first = last - lines.length + 1;
      const undo = fresh.length > 0 ? archiveSheet.copy(first, first + fresh.length - 1) : null;
      ports.flush();
      // A person may sort at any moment: what is cleared must be in the archive, that and no other, and still stand
      // there.
      if (!isSame(archiveSheet.lines(), [...before, ...fresh])) {
        undo?.();
        return refuse('archive-unsure');
      }
      if (!isSame(activity.readRows(first, last), lines)) return refuse('archive-unsure');
      // Lines that were missing before are no less missed.
      if (missesLines(store, loadRecord(store), chosen.log)) distrust(store, clock.now());
      archiveSheet.clear(first, last);
      const gone = new Set(lines);
      missNoMore(
        store,
        loadRecord(store),
        chosen.log.filter(line => !gone.has(line)),
      );
      ports.flush();
      return answer({ lines: lines.length, sheet: archiveSheet.close() });
    });

  return { previewArchive, archive };
}
