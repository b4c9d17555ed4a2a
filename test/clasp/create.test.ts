// npm run create with the real clasp, against a stand-in for Google: what is made, what .clasp.json says after, and
// what a person is told.
import { readdir, rm } from 'node:fs/promises';
import { refusal } from './google';
import { FILES, rig, SCRIPT } from './rig';

const { google, path, settle, settings, inDist, ours } = rig();

beforeEach(() => settle({ scriptId: '', rootDir: 'dist' }));

const made = () =>
  google.requests
    .filter(({ method }) => method === 'POST')
    .map(({ host, path: asked, body }) => ({ to: `${host}${asked}`, body }));

test('without a .clasp.json makes a sheet and the script in it, names both there, and leaves dist/ as it was', async () => {
  await rm(path('.clasp.json'));
  const before = await Promise.all(FILES.map(inDist));

  const ran = await ours('create', ['--title', 'Accounts of acme.com']);

  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(made()).toEqual([
    {
      to: 'www.googleapis.com/drive/v3/files',
      body: { mimeType: 'application/vnd.google-apps.spreadsheet', name: 'Accounts of acme.com' },
    },
    {
      to: 'script.googleapis.com/v1/projects',
      body: { title: 'Accounts of acme.com', parentId: 'sheet-made-by-drive-1' },
    },
  ]);
  expect(await settings()).toEqual({
    scriptId: 'script-made-by-google-2',
    rootDir: 'dist',
    parentId: 'sheet-made-by-drive-1',
  });
  for (const step of [
    'https://docs.google.com/spreadsheets/d/sheet-made-by-drive-1/edit',
    'npm run push',
    'docs/publish.md',
  ])
    expect(ran.out).toContain(step);
  expect(await readdir(path('dist'))).toEqual(FILES);
  expect(await Promise.all(FILES.map(inDist))).toEqual(before);
});

test('refuses a --parent that cannot be a sheet', async () => {
  const ran = await ours('create', ['--parent', 'my sheet']);

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('--parent must be a sheet\'s id or address, not "my sheet".');
});

test('keeps a script id that is set, and makes nothing', async () => {
  await settle({ scriptId: SCRIPT, rootDir: 'dist' });

  const ran = await ours('create');

  expect(ran.code).toBe(1);
  expect(ran.err).toContain(SCRIPT);
  expect(ran.err).toContain('--force');
  expect(google.requests).toEqual([]);
  expect(await settings()).toEqual({ scriptId: SCRIPT, rootDir: 'dist' });
});

test('with --force makes another script, here in a sheet given by its address, once that was edited, keeping other settings but not the old Cloud project', async () => {
  const given = { scriptId: SCRIPT, rootDir: 'elsewhere', projectId: 'of-the-old-script', filePushOrder: [] };
  await settle(given);
  const args = ['--force', '--parent', 'https://docs.google.com/spreadsheets/d/a-sheet-that-exists_42/edit#gid=0'];
  google.unedited.set('a-sheet-that-exists_42', 'not-found');

  const { code, err } = await ours('create', args);

  expect(code).toBe(1);
  expect(err).toContain('binds a script only to a sheet that was edited once');
  expect(err).toContain('clasp said: ');
  expect(await settings()).toEqual(given);

  google.unedited.clear();
  google.requests.length = 0;
  expect(await ours('create', args)).toMatchObject({ code: 0, err: '' });
  expect(made()).toEqual([
    {
      to: 'script.googleapis.com/v1/projects',
      body: { title: 'Unmanaged accounts', parentId: 'a-sheet-that-exists_42' },
    },
  ]);
  expect(await settings()).toEqual({
    scriptId: 'script-made-by-google-2',
    rootDir: 'dist',
    parentId: 'a-sheet-that-exists_42',
    filePushOrder: [],
  });
});

test('when the script is refused after its sheet was made, says why, and that an empty sheet may be left', async () => {
  google.instead = ({ path: asked }) =>
    asked === '/v1/projects'
      ? refusal(
          403,
          'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.',
        )
      : undefined;

  const ran = await ours('create', ['--title', 'T']);

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('The Apps Script API is switched off for your account.');
  expect(ran.err).toContain('An empty sheet called "T" may have been left in your Drive');
  expect(ran.err).toContain('clasp said: ');
  expect(ran.err).not.toMatch(/^\s+at /m);
  expect(await settings()).toEqual({ scriptId: '', rootDir: 'dist' });
});

// Each way of refusing with one way of making it: a start of clasp takes as long as a hundred other tests.
test('a sheet just made, which nobody has edited yet, is refused: says to edit it once, and how to go on', async () => {
  google.unedited.set('sheet-made-by-drive-1', 'invalid');

  const { code, err } = await ours('create', ['--title', 'T']);

  expect(code).toBe(1);
  expect(err).toContain('binds a script only to a sheet that was edited once');
  expect(err).toContain('clasp said: ');
  expect(err).toContain('npm run create -- --parent SHEET_ID');
  expect(await settings()).toEqual({ scriptId: '', rootDir: 'dist' });
});

test('when Google cannot be reached says so', async () => {
  const ran = await ours('create', [], { HTTPS_PROXY: 'http://127.0.0.1:9' });

  expect(ran.code).toBe(1);
  expect(ran.err).toContain('Google could not be reached.');
});

test("keeps the new script's id when clasp fails after making it", async () => {
  google.instead = ({ method, path: asked }) =>
    method === 'GET' && asked.endsWith('/content') ? refusal(400, 'not now') : undefined;

  await ours('create');

  expect(await settings()).toMatchObject({ scriptId: 'script-made-by-google-2', parentId: 'sheet-made-by-drive-1' });
});
