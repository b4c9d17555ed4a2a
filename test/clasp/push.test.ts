// npm run push with the real clasp, against a stand-in for Google: what would be uploaded, and what a person is told.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScriptFile } from './google';
import { FILES, rig, root, SCRIPT } from './rig';

const { google, path, loggedOut, settle, settings, inDist, ours, clasp } = rig();

beforeEach(() => settle({ scriptId: SCRIPT, rootDir: 'dist' }));

const dist = async (): Promise<ScriptFile[]> => [
  { name: 'Code', type: 'SERVER_JS', source: await inDist('Code.js') },
  { name: 'Sidebar', type: 'HTML', source: await inDist('Sidebar.html') },
  { name: 'appsscript', type: 'JSON', source: await inDist('appsscript.json') },
];

// The settings and files that lie about would send clasp elsewhere, or have it upload more.
test('uploads exactly the three files of dist/, unchanged, whatever else lies about, and touches nothing else here or there', async () => {
  const before = await dist();
  const given = { scriptId: SCRIPT, rootDir: '.', filePushOrder: ['secret.js'] };
  await settle(given);
  await writeFile(path('secret.js'), '// not to be uploaded');
  await writeFile(path('dist/Old.js'), '// stray');

  const ran = await ours('push');

  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('the script holds exactly this dist/ (Code.js, Sidebar.html, appsscript.json)');
  expect(ran.out).toContain(`https://script.google.com/d/${SCRIPT}/edit`);
  expect(google.uploads()).toHaveLength(1);
  const [{ files }] = google.uploads() as [{ files: ScriptFile[] }];
  expect([...files].sort((a, b) => a.name.localeCompare(b.name))).toEqual(
    [...before].sort((a, b) => a.name.localeCompare(b.name)),
  );
  expect(new Set(google.requests.map(({ host, method, path: asked }) => `${method} ${host}${asked}`))).toEqual(
    new Set([
      `GET script.googleapis.com/v1/projects/${SCRIPT}/content`,
      `PUT script.googleapis.com/v1/projects/${SCRIPT}/content`,
    ]),
  );
  expect(await settings()).toEqual(given);
  expect(await readdir(path('dist'))).toEqual([...FILES, 'Old.js'].sort());
  expect(await dist()).toEqual(before);
});

test.each([{ scriptId: '' }, { scriptId: null }, {}])(
  'without a script id (%j) uploads nothing and says how to get one',
  async without => {
    await settle({ ...without, rootDir: 'dist' });

    const ran = await ours('push');

    expect(ran.code).toBe(1);
    expect(ran.err).toContain('Nothing was uploaded');
    expect(ran.err).toContain('npm run create');
    expect(ran.err).toContain('paste the id of a script you have into .clasp.json');
    expect(google.requests).toEqual([]);
  },
);

test("given the editor's address as script id, tells which part of it is the id", async () => {
  await settle({ scriptId: `https://script.google.com/home/projects/${SCRIPT}/edit`, rootDir: 'dist' });

  const ran = await ours('push');

  expect(ran.code).toBe(1);
  expect(ran.err).toContain(`Write: "scriptId": "${SCRIPT}"`);
});

test('with a broken .clasp.json shows how it should look', async () => {
  await writeFile(path('.clasp.json'), '{ "scriptId": ');

  const ran = await ours('push');

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('{ "scriptId": "", "rootDir": "dist" }');
});

test('without a login names the two steps to get one', async () => {
  const ran = await ours('push', [], loggedOut());

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Nothing was uploaded.');
  expect(ran.err).toContain('npx clasp login');
  expect(ran.err).toContain('https://script.google.com/home/usersettings');
  expect(google.requests).toEqual([]);
});

test('without one of the three in dist/ uploads nothing and says which', async () => {
  await rm(path('dist/Sidebar.html'));

  const ran = await ours('push');

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Nothing was uploaded: dist/ has no Sidebar.html.');
  expect(google.requests).toEqual([]);
});

test('fails when Google afterwards does not hold exactly dist/, although clasp reports success', async () => {
  google.scripts.get(SCRIPT)!.files = [
    ...(await dist()).slice(1),
    { name: 'helpers/Old', type: 'SERVER_JS', source: 'function dangerous() {}' },
  ];
  google.instead = ({ method }) => (method === 'PUT' ? { status: 200, body: {} } : undefined);

  const ran = await ours('push');

  expect(ran.code).toBe(1);
  expect(ran.err).toContain("The upload did not arrive: Google does not hold dist/'s Code.js.");
  expect(ran.err).toContain('also holds helpers/Old.js,');
  expect(ran.err).toContain(`https://script.google.com/d/${SCRIPT}/edit`);
});

test('an unknown command or option is refused with the ones there are', async () => {
  expect(await ours('deploy')).toMatchObject({ code: 1, err: 'Which command? There is: push, create.\n' });
  const ran = await ours('push', ['--forec']);
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Usage: npm run push');
});

// Why npm run push reads the script back: clasp's exit code tells nothing. If this fails, clasp has changed for the
// better.
test('clasp push without --force skips a changed manifest and still exits with 0', async () => {
  const { code, out } = await clasp('push');

  expect({ code, out }).toEqual({ code: 0, out: 'Skipping push.\n' });
  expect(google.uploads()).toEqual([]);
});

test('the .clasp.json of the repository says rootDir dist, so that nothing but the build can be uploaded', async () => {
  expect(JSON.parse(await readFile(join(root, '.clasp.json'), 'utf8'))).toMatchObject({ rootDir: 'dist' });
});
