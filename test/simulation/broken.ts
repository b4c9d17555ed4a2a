// Makes a bundle in which one piece of the engine is broken on purpose, to see whether the simulation notices.
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

export type Break = { readonly file: string; readonly piece: string; readonly by: string };

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
const breaking = ({ file, piece, by }: Break): Plugin => ({
  name: 'breaking',
  setup: builder => {
    builder.onLoad({ filter: new RegExp(`/${file.replace(/[.]/g, '\\.')}$`) }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const place = placeOf(source, piece);
      if (place === null) return { errors: [{ text: `${file} does not hold exactly once: ${piece}` }] };
      return { contents: source.slice(0, place.from) + by + source.slice(place.to), loader: 'ts' };
    });
  },
});

/** As build.mjs does it: one scope, and a top-level function for each export. Returns the folder. */
export async function brokenBundle(broken: Break | null): Promise<string> {
  const options = {
    entryPoints: [join(ROOT, 'src/server/main.ts')],
    bundle: true,
    write: false,
    metafile: true,
    define: { BACKGROUND: 'false', SERVICE_ACCOUNT: 'false', VERSION: '"0"', SCOPES: '[]' },
    target: 'es2019',
    platform: 'neutral',
    logLevel: 'silent',
    absWorkingDir: ROOT,
    outfile: 'Code.js',
    plugins: broken === null ? [] : [breaking(broken)],
  } satisfies BuildOptions;
  const names = Object.values((await build({ ...options, format: 'esm' })).metafile.outputs)[0]?.exports ?? [];
  const stubs = names.map(name => `function ${name}() { return app_.${name}.apply(this, arguments); }`).join('\n');
  const { outputFiles } = await build({ ...options, format: 'iife', globalName: 'app_', footer: { js: stubs } });
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  writeFileSync(join(folder, 'Code.js'), outputFiles[0]?.text ?? '');
  for (const name of ['Sidebar.html', 'appsscript.json']) copyFileSync(join(ROOT, 'dist', name), join(folder, name));
  return folder;
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
