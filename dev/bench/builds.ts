// The builds that a run measures: the one in dist/, and that of an earlier commit, built in a temporary folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../platform/load';

export type BuildName = 'new' | 'before';
/** `dist`: the folder with its Code.js. */
export type Build = { readonly name: BuildName; readonly dist: string };

/** A mistake of the person who typed the command, told without a stack. */
export class Misuse extends Error {}

export const NEW: Build = { name: 'new', dist: join(repository(), 'dist') };

/** Throws a Misuse with `complaint` and the program's own words where it fails. */
function run(program: string, args: readonly string[], cwd: string, complaint: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Misuse(`${complaint}\n${(error?.message ?? stderr).trim()}`);
}

/**
 * The usual build of a commit, by its own build.mjs and with the packages of this checkout. The folder is removed when
 * the process ends.
 */
export function buildBefore(commit: string): Build {
  const name = run(
    'git',
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}^{commit}`],
    repository(),
    `There is no commit "${commit}" in this repository. git log --oneline lists those there are.`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-before-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const [archive, dist] = [join(folder, 'source.tar'), join(folder, 'built')];
  const refused = `Commit ${commit} does not build here, so there is nothing to compare with.`;
  run('git', ['archive', '--format=tar', '-o', archive, name], repository(), refused);
  run('tar', ['-xf', archive], folder, refused);
  symlinkSync(join(repository(), 'node_modules'), join(folder, 'node_modules'), 'junction');
  run(process.execPath, ['build.mjs', '--out', dist], folder, refused);
  if (!existsSync(join(dist, 'Code.js'))) throw new Misuse(`${refused}\nIts build.mjs does not know --out.`);
  return { name: 'before', dist };
}
