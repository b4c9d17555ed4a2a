// Makes a bundle in which one piece of the engine is broken on purpose, to see whether the simulation notices.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** What build.mjs reads. */
const NEEDED = ['build.mjs', 'appsscript.json', 'package.json', 'tsconfig.json', 'src'];

/** `needs`: the capability without which the piece is not in the bundle. */
export type Break = {
  readonly file: string;
  readonly piece: string;
  readonly by: string;
  readonly needs?: 'background';
};

/** Where `piece` stands in `source`, whatever the formatter makes of its blanks; null unless exactly once. */
function placeOf(source: string, piece: string): { readonly from: number; readonly to: number } | null {
  const kept = source.split('').flatMap((sign, at) => (/\s/.test(sign) ? [] : [{ sign, at }]));
  const text = kept.map(({ sign }) => sign).join('');
  const wanted = piece.replace(/\s+/g, '');
  const first = text.indexOf(wanted);
  const last = kept[first + wanted.length - 1];
  if (first < 0 || last === undefined || text.includes(wanted, first + 1)) return null;
  return { from: kept[first]?.at ?? 0, to: last.at + 1 };
}

/** Fails when the piece is not there exactly once: then the engine has changed, and this break with it. */
function breakIn(folder: string, { file, piece, by }: Break): void {
  const path = join(folder, 'src/core', file);
  const source = readFileSync(path, 'utf8');
  const place = placeOf(source, piece);
  if (place === null) throw new Error(`${file} does not hold exactly once: ${piece}`);
  writeFileSync(path, source.slice(0, place.from) + by + source.slice(place.to));
}

/** Built by build.mjs, from a copy of the sources; null: nothing is broken. Returns the folder with the bundle. */
export function brokenBundle(broken: Break | null): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'broken-')));
  for (const name of NEEDED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  if (broken !== null) breakIn(folder, broken);
  const dist = join(folder, 'dist');
  const capabilities = broken?.needs === undefined ? [] : ['--with', broken.needs];
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs', '--out', dist, ...capabilities], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return dist;
}

/**
 * Each is a piece of the promise: without it somebody is mailed twice, forgotten, or told what is not true. `seen`:
 * where, and in how many seeds, that must show.
 */
export const BREAKS: readonly (Break & {
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
    piece: 'return alone(() => { const other = otherJob(); if (other !== null) return other; const planned',
    by: 'return alone(() => { const planned',
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
  {
    name: 'a line that is done loses against a queued copy of it',
    file: 'jobs/queue.ts',
    piece: "outcome === 'done' ? 3 : outcome === 'queued' ? 0",
    by: "outcome === 'done' ? 0 : outcome === 'queued' ? 3",
    seen: ['copies'],
    most: 100,
  },
  {
    name: 'lines are believed where they stood when the run was killed, whatever else there is',
    file: 'jobs/queue.ts',
    piece: 'record.fresh !== null && record.first > 1',
    by: 'record.first > 1',
    seen: ['copies'],
    most: 300,
  },
  {
    name: 'a page without accounts ends its list, though it has a token',
    file: 'jobs/listing.ts',
    piece: 'over: met || page.next === null',
    by: 'over: met || page.next === null || page.accounts.length === 0',
    seen: ['empty-pages'],
    most: 10,
  },
  {
    name: 'whose line was deleted before it was written is sent all the same',
    file: 'jobs/mailing.ts',
    piece: 'const present = lines.filter(line => run.queue.lines.includes(line));',
    by: 'const present = lines;',
    seen: ['removals'],
    most: 201,
  },
  {
    name: 'a time in the future is believed',
    file: 'jobs/mailing.ts',
    piece: "if (line.outcome === 'checking' && (line.at === null || line.at > run.projectedAt))",
    by: "if (line.outcome === 'checking' && line.at === null)",
    seen: ['times'],
    most: 60,
  },
  {
    name: 'an attempt whose time was taken away began when the job did',
    file: 'jobs/mailing.ts',
    piece: "if (line.outcome === 'checking' && (line.at === null || line.at > run.projectedAt))",
    by: "if (line.outcome === 'checking' && line.at !== null && line.at > run.projectedAt)",
    seen: ['times'],
    most: 300,
  },
  {
    name: 'a refresh goes on where it was after rows were moved',
    file: 'jobs/refresh.ts',
    piece:
      'record.listing === null || (movedAt !== null && record.listing.startedAt < movedAt) ? null : record.listing',
    by: 'record.listing',
    seen: ['cut-off-refresh'],
    most: 1000,
  },
  {
    name: 'rows that were moved are believed by the refresh that shall put them right',
    file: 'jobs/refresh.ts',
    piece: '(!run.moved && changedAt > seenAt - GRACE_MS)',
    by: 'changedAt > seenAt - GRACE_MS',
    seen: ['cut-off-refresh'],
    most: 1000,
  },
  {
    name: 'the end of the schedule is looked for in what the execution remembers',
    file: 'schedule/schedule.ts',
    piece: "(fresh ? store.fresh(key) : store.get(key)) ?? ''",
    by: "store.get(key) ?? ''",
    needs: 'background',
    seen: ['schedule'],
    most: 400,
  },
  {
    name: 'a job is called changed by hand although nobody touched its lines',
    file: 'jobs/run-slice.ts',
    piece: 'sumOf(freshOf(queue.lines)) !== record.fresh)',
    by: 'sumOf(queue.lines) !== record.fresh)',
    seen: ['two-faults'],
    most: 60,
  },
  {
    name: 'a job whose lines were changed by hand goes on',
    file: 'jobs/run-slice.ts',
    piece:
      'sumOf(queue.lines) !== record.sum || (record.fresh !== null && sumOf(freshOf(queue.lines)) !== record.fresh);',
    by: 'false;',
    seen: ['typed-over'],
    most: 120,
  },
  {
    name: 'who declined is invited again unasked',
    file: 'jobs/plan.ts',
    piece: "if (row.state === 'DECLINED' && !options.includeDeclined) return 'declined';",
    by: '',
    seen: ['edits'],
    most: 10,
  },
  {
    name: 'a mark goes although Google refused',
    file: 'jobs/show-outcomes.ts',
    piece: "outcome === 'done' || outcome === 'skipped';",
    by: "outcome === 'done' || outcome === 'skipped' || outcome === 'refused';",
    seen: ['step-send'],
    most: 10,
  },
];
