// Makes the bundle that ships with one piece of its sources changed: to see whether a broken engine is noticed, or what
// another build of the add-on does with what this one left.
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** In that file under src, which holds the piece exactly once, this stands in its place. */
export type Change = { readonly file: string; readonly piece: string; readonly by: string };

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

/** Fails when the piece is not there exactly once: then the source has changed, and this change of it must follow. */
const changing = ({ file, piece, by }: Change): Plugin => ({
  name: 'changing',
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
export async function changedBundle(change: Change | null): Promise<string> {
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
    plugins: change === null ? [] : [changing(change)],
  } satisfies BuildOptions;
  const names = Object.values((await build({ ...options, format: 'esm' })).metafile.outputs)[0]?.exports ?? [];
  const stubs = names.map(name => `function ${name}() { return app_.${name}.apply(this, arguments); }`).join('\n');
  const { outputFiles } = await build({ ...options, format: 'iife', globalName: 'app_', footer: { js: stubs } });
  const folder = mkdtempSync(join(tmpdir(), 'changed-'));
  writeFileSync(join(folder, 'Code.js'), outputFiles[0]?.text ?? '');
  for (const name of ['Sidebar.html', 'appsscript.json']) copyFileSync(join(ROOT, 'dist', name), join(folder, name));
  return folder;
}
