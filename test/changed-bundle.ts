// Makes a bundle in which one piece of the core is changed on purpose: broken, to see whether the simulation notices,
// or as a later version might have it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
/** What build.mjs reads. */
const NEEDED = ['build.mjs', 'appsscript.json', 'package.json', 'tsconfig.json', 'src'];

/** `needs`: the capability without which the piece is not in the bundle. */
export type Change = {
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

/** Whether the core holds the piece exactly once. */
export const isThere = ({ file, piece }: Change): boolean =>
  placeOf(readFileSync(join(ROOT, 'src/core', file), 'utf8'), piece) !== null;

/** Fails when the piece is not there exactly once: then the core has changed, and this change of it must. */
function changeIn(folder: string, { file, piece, by }: Change): void {
  const path = join(folder, 'src/core', file);
  const source = readFileSync(path, 'utf8');
  const place = placeOf(source, piece);
  if (place === null) throw new Error(`${file} does not hold exactly once: ${piece}`);
  writeFileSync(path, source.slice(0, place.from) + by + source.slice(place.to));
}

/** Built by build.mjs, from a copy of the sources; null: nothing is changed. Returns the folder with the bundle. */
export function changedBundle(change: Change | null): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'changed-')));
  for (const name of NEEDED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  if (change !== null) changeIn(folder, change);
  const dist = join(folder, 'dist');
  const capabilities = change?.needs === undefined ? [] : ['--with', change.needs];
  const { status, stderr } = spawnSync(process.execPath, ['build.mjs', '--out', dist, ...capabilities], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return dist;
}
