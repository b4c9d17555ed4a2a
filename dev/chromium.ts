// Finds a Chromium to drive, or unpacks the one that npm brought, so that tests and screenshots need nothing but Node.
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompress } from 'node:zlib';
import { promisify } from 'node:util';

const inflate = promisify(brotliDecompress);
/** In the usual pieces of 16 KB, 190 MB take half as long again. */
const LARGE = { chunkSize: 1 << 20 };
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
/**
 * With RenderDocument each document of a page carries along the script worlds of all documents before it: the hundredth
 * takes 50 ms more to open than the first.
 * The switch replaces Playwright's own, so what matters here of that one is named again.
 */
const OFF = ['RenderDocument', 'PaintHolding', 'HttpsUpgrades', 'ThirdPartyStoragePartitioning'];
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--disable-features=${OFF.join(',')}`];

/** What playwright-core's launch needs. */
export type ChromiumLaunch = {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly headless: true;
};

/** CHROME_PATH, an installed Chromium, else the bundled one; E2E_BUNDLED=1 insists on the bundled one. */
export async function findChromium(): Promise<ChromiumLaunch> {
  const bundledOnly = process.env['E2E_BUNDLED'] === '1';
  const given = process.env['CHROME_PATH'];
  if (!bundledOnly) {
    if (given !== undefined && given !== '' && !existsSync(given))
      throw new Error(`CHROME_PATH names ${given}, which does not exist.`);
    const installed = [given ?? '', ...INSTALLED].find(path => path !== '' && existsSync(path));
    if (installed !== undefined) return launchOf(installed, {});
  }
  const folder = await unpacked();
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(path => path !== '').join(':');
  return launchOf(join(folder, 'chromium'), { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: folder });
}

function launchOf(executablePath: string, extra: Record<string, string>): ChromiumLaunch {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return { executablePath, args: [...ARGS], env: { ...env, ...extra }, headless: true };
}

/**
 * The package's own unpacking takes any file of that name that is already in the temporary folder, whoever put it
 * there, and leaves the libraries out outside of Lambda; so we unpack it ourselves, per version and user.
 */
async function unpacked(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The bundled Chromium runs on Linux x64 only. Set CHROME_PATH to a Chromium or Chrome.');
  const home = packageFolder();
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const target = join(tmpdir(), `e2e-chromium-${version}-${userInfo().uid}`);
  if (await isOurs(target)) return target;
  // Of test processes that start together one unpacks. If it was killed over that, the others do not wait for ever.
  const turn = `${target}-turn`;
  const isMine = await mkdir(turn).then(
    () => true,
    () => false,
  );
  for (let tries = 0; !isMine && tries < 100 && existsSync(turn); tries += 1) await sleep(100);
  try {
    if (!(await isOurs(target))) await unpack(home, target);
  } finally {
    await rm(turn, { recursive: true, force: true });
  }
  return target;
}

async function unpack(home: string, target: string): Promise<void> {
  // Unpacked beside the target and moved in one step: nobody can see half a browser.
  const part = await mkdtemp(`${target}-`);
  const read = async (name: string) => inflate(await readFile(join(home, 'bin', name)), LARGE);
  const [browser, libraries, fonts] = await Promise.all([
    read('chromium.br'),
    read('al2023.tar.br'),
    read('fonts.tar.br'),
  ]);
  await writeFile(join(part, 'chromium'), browser, { mode: 0o755 });
  for (const archive of [libraries, fonts]) await untar(archive, part);
  // The package's own looks for fonts at fixed places outside of our folder, and without any no letter is drawn.
  await writeFile(
    join(part, 'fonts.conf'),
    `<?xml version="1.0"?>\n<fontconfig><dir>${target}/fonts</dir><cachedir>${target}/font-cache</cachedir></fontconfig>\n`,
  );
  await writeFile(join(part, 'complete'), '');
  try {
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (!(await isOurs(target))) throw error;
  }
}

async function isOurs(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'complete'))) return false;
  const { uid } = await stat(folder);
  if (uid !== userInfo().uid) throw new Error(`${folder} belongs to somebody else. Remove it, or set CHROME_PATH.`);
  return true;
}

function packageFolder(): string {
  const require = createRequire(join(process.cwd(), 'package.json'));
  let folder = dirname(require.resolve('@sparticuz/chromium'));
  while (!existsSync(join(folder, 'bin', 'chromium.br'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('@sparticuz/chromium is not installed. Run npm ci, or set CHROME_PATH.');
    folder = parent;
  }
  return folder;
}

/** Reads the plain tar files of that package: files, folders and links. */
async function untar(archive: Buffer, folder: string): Promise<void> {
  const text = (from: number, length: number) => archive.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const [prefix, name, size, type] = [
      text(at + 345, 155),
      text(at, 100),
      parseInt(text(at + 124, 12), 8) || 0,
      text(at + 156, 1),
    ];
    const path = resolve(folder, prefix === '' ? name : `${prefix}/${name}`);
    if (path !== folder && !path.startsWith(folder + sep))
      throw new Error(`The archive wants to write outside its folder: ${name}`);
    const body = archive.subarray(at + 512, at + 512 + size);
    if (type === '5') await mkdir(path, { recursive: true });
    else if (type === '2') await symlink(text(at + 157, 100), path);
    else if (type === '0' || type === '') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, body);
      await chmod(path, 0o644 | (parseInt(text(at + 100, 8), 8) & 0o111));
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
