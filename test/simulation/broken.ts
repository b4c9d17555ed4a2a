// Pieces of the engine that are broken on purpose, one at a time, to see whether the simulation notices.
import type { Change } from '../changed-bundle';

/**
 * Each is a piece of the promise: without it somebody is mailed twice, forgotten, or told what is not true. `seen`:
 * where, and in how many seeds, that must show.
 */
export const BREAKS: readonly (Change & {
  readonly name: string;
  readonly seen: readonly string[];
  readonly most: number;
})[] = [
  {
    name: 'an interrupted line is sent again instead of looked at',
    file: 'jobs/mailing.ts',
    piece: ") line.outcome = 'checking';",
    by: ") line.outcome = 'queued';",
    seen: ['step-send'],
    most: 60,
  },
  {
    name: 'a line without a clear answer is sent again',
    file: 'jobs/line-outcome.ts',
    piece: "case 'unknown': return { outcome: 'checking'",
    by: "case 'unknown': return { outcome: 'queued'",
    seen: ['two-faults'],
    most: 60,
  },
  {
    name: 'nothing is written down before Google is asked',
    file: 'jobs/mailing.ts',
    piece: 'run.queue.save(lines);\n  deps.flush();',
    by: '',
    seen: ['step-send'],
    most: 60,
  },
  {
    name: 'nothing locks',
    file: 'requests/desk.ts',
    piece: "if (!deps.lock.take(waitMs)) return no('busy');",
    by: 'deps.lock.take(waitMs);',
    seen: ['admins'],
    most: 60,
  },
  {
    name: 'another job does not stop a new one',
    file: 'requests/desk.ts',
    piece: 'if (other !== null) return other;\n      const planned',
    by: 'const planned',
    seen: ['admins'],
    most: 300,
  },
  {
    name: 'no grace for reads that lag',
    file: 'jobs/reconcile.ts',
    piece: 'const early = now < began + GRACE_MS;',
    by: 'const early = now + began < 0;',
    seen: ['lag'],
    most: 30,
  },
  {
    name: 'marks are cleared before sending',
    file: 'jobs/mailing.ts',
    piece: 'const asked = askAction(',
    by: 'deps.accounts.setMarks((deps.accounts.read()?.rows ?? []).map(row => row.row), false); deps.flush();\n  const asked = askAction(',
    seen: ['step-send'],
    most: 60,
  },
  {
    name: 'lines are written without a look where they are',
    file: 'jobs/queue.ts',
    piece: 'if (inPlace(spansOf([...unproven, ...present], lines))) {',
    by: 'if (present.length > 0) {',
    seen: ['sorts'],
    most: 912,
  },
  {
    name: 'rows are written without a look afterwards',
    file: 'sheets/patch-rows.ts',
    piece: 'if (first < 0) { if (tries > 0) writes.end(); return changed; }',
    by: 'if (first < 0 || tries > 0) { writes.end(); return changed; }',
    seen: ['sorts'],
    most: 912,
  },
  {
    name: 'a run that was cut off while it wrote rows is not noticed',
    file: 'sheets/patch-rows.ts',
    piece: 'if (before === null) writes.begin(sheet.rows.slice(first, last + 1), sheet.places);',
    by: '',
    seen: ['cut-off'],
    most: 1200,
  },
  {
    name: 'what was not shown is sent',
    file: 'requests/desk.ts',
    piece: "if (planIdOf(action, options, addresses, asked(), source) !== planId) return no('plan-changed');",
    by: '',
    seen: ['edits'],
    most: 900,
  },
  {
    name: 'an error of a check is told as a no',
    file: 'jobs/eligibility.ts',
    piece: "case 'unknown': return givenUp ? { outcome: 'unknown'",
    by: "case 'unknown': return reply.kind === 'unknown' ? { outcome: 'not-eligible'",
    seen: ['step-check'],
    most: 60,
  },
  {
    name: 'a job has ended before its rows show it',
    file: 'jobs/run-slice.ts',
    piece: "status === 'done' || status === 'stopped' ? { ...run.record, status: 'running' } : run.record",
    by: 'run.record',
    seen: ['step-send'],
    most: 120,
  },
];
