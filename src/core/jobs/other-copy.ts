// Two copies of the add-on in one sheet (a script of the sheet's own, and one of the Marketplace) share its lines and
// nothing else: no lock, no record. So each knows its own jobs, and takes open lines of others for a job at work.
import { evidenceIn, isParted } from '../contract/evidence';
import { rulesOf } from '../contract/kinds';
import type { ActivityRow } from '../contract/rows';
import type { Store } from '../ports';
import { loadRecord } from './job';

export const OWN_JOBS = 'jobs.own';
/** A job that was given up leaves open lines; those of so many jobs are told from lines of a stranger. */
const MOST = 60;
/** Open lines that are older belong to nobody who is still at work. Milliseconds. */
const AT_WORK_MS = 86_400_000;

const ownJobs = (store: Store): readonly string[] => (store.get(OWN_JOBS) ?? '').split(' ').filter(id => id !== '');

/** The value for the store once these are of ours. */
export const withOwn = (store: Store, ...ids: readonly string[]): string =>
  [...ownJobs(store), ...ids].slice(-MOST).join(' ');

/** `movedAt`: when a line of those jobs was last written, milliseconds since 1970. */
export type OtherCopy = {
  readonly by: string;
  readonly count: number;
  readonly jobs: readonly string[];
  readonly movedAt: number;
};

/** A person has said that nobody works on them: nothing waits for them from now on. */
export const passOver = (store: Store, { jobs }: OtherCopy): void => {
  store.set(OWN_JOBS, withOwn(store, ...jobs));
};

/** The job of another copy that seems to be at work: whose it is, and how many of its lines are open. Null: none. */
export function otherCopyIn(store: Store, lines: readonly ActivityRow[], now: number): OtherCopy | null {
  const own = new Set([...ownJobs(store), loadRecord(store)?.id]);
  // A column that was sorted alone makes no line of a job that asked for something.
  const open = lines.filter(line => {
    const { outcome, job, at, action } = line;
    const isOpen = outcome === 'queued' || outcome === 'sending';
    const asks = (rulesOf(action)?.verb ?? null) !== null;
    return isOpen && asks && job !== '' && !own.has(job) && now - (at ?? 0) < AT_WORK_MS && !isParted(line);
  });
  if (open.length === 0) return null;
  const jobs = [...new Set(open.map(({ job }) => job))];
  const movedAt = lines.reduce(
    (last, { job, code, at }) => (jobs.includes(job) ? Math.max(last, evidenceIn(code).at ?? at ?? 0) : last),
    0,
  );
  return { by: open[0]?.by ?? '', count: open.length, jobs, movedAt };
}
