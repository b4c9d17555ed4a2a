// A project folder for each test, and the real clasp in it, with a stand-in for Google as the only way out.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Google, STARTING_FILES } from './google';

export const root = join(__dirname, '../..');
export const SCRIPT = '1script-that-exists_0123456789';
export const FILES = ['Code.js', 'Sidebar.html', 'appsscript.json'];
/** What dist/ holds when nothing was built yet: the tests are about the way, not about the goods. */
const BY_HAND: Readonly<Record<string, string>> = {
  'Code.js': '// Grüße\nfunction onOpen() {}\n',
  'Sidebar.html': '<!DOCTYPE html><title>Sidebar</title>\n',
};

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };
type Extra = Readonly<Record<string, string>>;

/** Sets up and takes down around the tests of the calling file. */
export function rig() {
  const google = new Google();
  let home = '';
  let project = '';

  beforeAll(async () => {
    await google.start();
    home = await realpath(await mkdtemp(join(tmpdir(), 'clasp-home-')));
    await writeFile(join(home, 'google.pem'), google.certificate);
    await writeFile(
      join(home, 'login.json'),
      JSON.stringify({
        tokens: {
          default: {
            type: 'authorized_user',
            client_id: 'x',
            client_secret: 'x',
            refresh_token: 'x',
            access_token: 'a-token',
            expiry_date: Date.now() + 3_600_000,
          },
        },
      }),
    );
  });
  afterAll(async () => {
    await google.stop();
    await rm(home, { recursive: true, force: true });
  });

  // The working tree's .clasp.json and dist/ stay as they are.
  beforeEach(async () => {
    google.reset();
    google.scripts.set(SCRIPT, { title: 'Ours', parentId: undefined, files: STARTING_FILES });
    project = await realpath(await mkdtemp(join(tmpdir(), 'clasp-project-')));
    await mkdir(join(project, 'dist'));
    for (const name of FILES) {
      const built = [join(root, 'dist', name), join(root, name)].find(existsSync);
      if (built === undefined) await writeFile(join(project, 'dist', name), BY_HAND[name] ?? '');
      else await copyFile(built, join(project, 'dist', name));
    }
  });
  afterEach(() => rm(project, { recursive: true, force: true }));

  /** Runs a program in the project folder, where no real login is in reach. */
  function run(args: readonly string[], extra: Extra = {}): Promise<Ran> {
    const env: NodeJS.ProcessEnv = {};
    for (const [name, value] of Object.entries(process.env))
      if (!/^(?:no_proxy|https?_proxy|all_proxy|clasp_.*|node_options)$/i.test(name)) env[name] = value;
    Object.assign(
      env,
      {
        HOME: home,
        USERPROFILE: home,
        HTTPS_PROXY: google.proxyUrl,
        NODE_EXTRA_CA_CERTS: join(home, 'google.pem'),
        clasp_config_auth: join(home, 'login.json'),
      },
      extra,
    );
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const said = { out: '', err: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said.err += text;
      });
      child.on('error', fail).on('close', code => done({ code, ...said }));
    });
  }

  return {
    google,
    path: (name: string) => join(project, name),
    loggedOut: () => ({ clasp_config_auth: join(home, 'no-such-login.json') }),
    settle: (settings: object) => writeFile(join(project, '.clasp.json'), JSON.stringify(settings)),
    settings: async (): Promise<unknown> => JSON.parse(await readFile(join(project, '.clasp.json'), 'utf8')),
    inDist: (name: string) => readFile(join(project, 'dist', name), 'utf8'),
    /** What npm run push and npm run create run, the build aside. */
    ours: (command: string, args: readonly string[] = [], extra?: Extra) =>
      run([join(root, 'dev/clasp.mjs'), command, ...args], extra),
    clasp: (...args: string[]) =>
      run(['--require', join(root, 'dev/clasp-start.cjs'), require.resolve('@google/clasp'), ...args]),
  };
}
