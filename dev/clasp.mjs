// Puts dist/ on Google with the project's own clasp: node dev/clasp.mjs create | push. Run by npm run create and npm
// run push.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = process.cwd();
const SETTINGS = join(root, '.clasp.json');
/** What ships, and nothing else. */
const FILES = ['Code.js', 'Sidebar.html', 'appsscript.json'];
const API_SWITCH = 'https://script.google.com/home/usersettings';
const GUIDE = 'docs/publish.md';

/** A failure that a person can act on: printed as it is, without a stack. */
class Advice extends Error {}
const advise = (...lines) => {
  throw new Advice(lines.join('\n'));
};

// ---- clasp ----

const claspFile = createRequire(import.meta.url).resolve('@google/clasp');
const claspStart = fileURLToPath(new URL('clasp-start.cjs', import.meta.url));

/** Runs clasp in `folder` on that folder's .clasp.json, without a terminal: it can neither ask nor draw. */
function clasp(folder, args, user) {
  const env = { ...process.env };
  // clasp would look for a relative path in `folder`; the other two would change what is uploaded, and where.
  if (env.clasp_config_auth) env.clasp_config_auth = resolve(root, env.clasp_config_auth);
  delete env.clasp_config_project;
  delete env.clasp_config_ignore;
  const words = [
    '--require',
    claspStart,
    claspFile,
    ...args,
    '--project',
    folder,
    ...(user === undefined ? [] : ['--user', user]),
  ];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', text => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      said.err += text;
    });
    child.on('error', fail);
    child.on('close', code => done({ code, ...said }));
  });
}

/** A folder of its own, gone afterwards. By its real path, because clasp refuses to work through a symbolic link. */
async function inScratch(work) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'clasp-')));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NO_LOGIN = /No credentials found/;
/** How a sheet that was never edited is refused, beside what else these words mean. */
const UNEDITED = /Requested entity was not found|invalid argument/i;
/** What clasp's or Google's words mean, and what to do. The first that fits is told. */
const MEANINGS = [
  [
    /No credentials found|invalid_grant|invalid_rapt|reauth|Login Required|invalid authentication credentials/i,
    [
      'You are not logged in to Google here, or the login has run out.',
      '  1. npx clasp login     (with the account that shall own the script)',
      `  2. Switch on "Google Apps Script API" at ${API_SWITCH}`,
    ],
  ],
  [
    /has not enabled the Apps Script API/i,
    [
      'The Apps Script API is switched off for your account.',
      `Switch it on at ${API_SWITCH}, wait a few minutes, and try again.`,
    ],
  ],
  [
    /insufficient (?:authentication scopes|permission)/i,
    [
      'The login lacks a permission: a box on the consent page was not ticked.',
      'Log in again with npx clasp login, and tick every box.',
    ],
  ],
  [
    /Requested entity was not found|File not found/i,
    [
      'Google does not know this id, or does not show it to the account you are logged in with.',
      'Check the id, and who you are: npx clasp show-authorized-user',
    ],
  ],
  [
    /caller does not have permission|forbidden/i,
    [
      'The account you are logged in with may not change this script or sheet.',
      'Ask its owner for the Editor role, or log in as someone else: npx clasp login',
    ],
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|socket hang up|network/i,
    ['Google could not be reached. Check the connection (and the proxy, if there is one), and try again.'],
  ],
];
function meaningOf({ out, err }) {
  const said = `${err}\n${out}`.trim();
  const known = MEANINGS.find(([pattern]) => pattern.test(said));
  return [...(known ? known[1] : []), said === '' ? 'clasp said nothing.' : `clasp said: ${said}`];
}

// ---- Settings ----

async function readSettings() {
  let text;
  try {
    text = await readFile(SETTINGS, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return { scriptId: '' };
    throw error;
  }
  try {
    const settings = JSON.parse(text);
    return { ...settings, scriptId: String(settings.scriptId ?? '').trim() };
  } catch {
    return advise('.clasp.json is not valid JSON. It should look like this:', '{ "scriptId": "", "rootDir": "dist" }');
  }
}

/** The id out of an address somebody copied from the browser; anything else comes back as it is. */
const idIn = text => /\/(?:d|projects)\/([\w-]+)/.exec(text)?.[1] ?? text.trim();
const isId = text => /^[\w-]{10,}$/.test(text);

// ---- push ----

/**
 * A project of clasp's in a scratch folder, so that neither settings nor files that lie about here can change what is
 * uploaded, or where.
 */
const inProject = (scriptId, work) =>
  inScratch(async folder => {
    await writeFile(join(folder, '.clasp.json'), JSON.stringify({ scriptId, rootDir: 'dist' }));
    await mkdir(join(folder, 'dist'));
    return work(folder);
  });

/** Uploads the three files that ship, and no other. */
async function upload(scriptId, user) {
  const missing = FILES.filter(name => !existsSync(join(root, 'dist', name)));
  if (missing.length > 0) advise(`Nothing was uploaded: dist/ has no ${missing.join(', ')}. Run npm run build first.`);
  const pushed = await inProject(scriptId, async folder => {
    for (const name of FILES) await copyFile(join(root, 'dist', name), join(folder, 'dist', name));
    return clasp(folder, ['push', '--force'], user);
  });
  if (pushed.code !== 0) advise('Nothing was uploaded.', ...meaningOf(pushed));
}

/** The manifest by meaning, the others by text without the line ends that a server may change. */
const comparable = (name, text) =>
  name.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text.replace(/\r\n?/g, '\n').trimEnd();

/** Reads back what Google holds: clasp's exit code says 0 for a push it skipped, too. */
async function checkHeld(scriptId, user) {
  await inProject(scriptId, async folder => {
    const pull = await clasp(folder, ['pull', '--json'], user);
    if (pull.code !== 0 || pull.out.trim() === '')
      advise(
        'The upload could not be confirmed: reading the script back failed. Run npm run push again.',
        ...meaningOf(pull),
      );
    const held = JSON.parse(pull.out).pulledFiles.map(path => path.replaceAll('\\', '/').replace(/^dist\//, ''));
    const extra = held.filter(name => !FILES.includes(name));
    const text = async (project, name) => comparable(name, await readFile(join(project, 'dist', name), 'utf8'));
    const stale = [];
    for (const name of FILES)
      if (!held.includes(name) || (await text(folder, name)) !== (await text(root, name))) stale.push(name);
    if (stale.length === 0 && extra.length === 0) return;
    advise(
      ...(stale.length > 0 ? [`The upload did not arrive: Google does not hold dist/'s ${stale.join(', ')}.`] : []),
      ...(extra.length > 0
        ? [
            `The script on Google also holds ${extra.join(', ')}, which would run beside ours.`,
            `Delete it in the editor: https://script.google.com/d/${scriptId}/edit`,
          ]
        : []),
      'Run npm run push again.',
    );
  });
}

async function push({ user }) {
  const { scriptId, parentId } = await readSettings();
  if (scriptId === '')
    advise(
      'No script yet: .clasp.json has no "scriptId". Nothing was uploaded. One of these:',
      '  - npm run create                        makes a new sheet with the script in it',
      '  - npm run create -- --parent SHEET_ID   puts the script into a sheet you have',
      '  - paste the id of a script you have into .clasp.json (in its editor: Project Settings > Script ID)',
      `All steps: ${GUIDE}`,
    );
  if (!isId(scriptId))
    advise(
      `.clasp.json: "scriptId" must be the id alone, not ${JSON.stringify(scriptId)}.`,
      ...(isId(idIn(scriptId)) ? [`Write: "scriptId": "${idIn(scriptId)}"`] : []),
    );
  await upload(scriptId, user);
  await checkHeld(scriptId, user);
  console.log(
    [
      `Read back from Google: the script holds exactly this dist/ (${FILES.join(', ')}).`,
      `Script: https://script.google.com/d/${scriptId}/edit`,
      ...(parentId
        ? [`Sheet:  https://docs.google.com/spreadsheets/d/${parentId}/edit   (reload it to get the new menu)`]
        : []),
    ].join('\n'),
  );
}

// ---- create ----

async function create({ title = 'Unmanaged accounts', parent, force = false, user }) {
  const settings = await readSettings();
  if (settings.scriptId !== '' && !force)
    advise(
      `.clasp.json already names a script: ${settings.scriptId}. Nothing was made.`,
      '  - npm run push                  uploads to that script',
      '  - npm run create -- --force     makes another one and forgets that id (the old script stays where it is)',
    );
  const sheet = parent === undefined ? undefined : idIn(parent);
  if (sheet !== undefined && !isId(sheet))
    advise(`--parent must be a sheet's id or address, not ${JSON.stringify(parent)}.`);

  // In a folder of its own: clasp refuses beside a .clasp.json even when its scriptId is empty, and
  // it downloads Google's empty starting files over what lies in rootDir.
  const made = await inScratch(folder =>
    clasp(
      folder,
      [
        // With --type sheets clasp ignores --parentId; without a type it binds to it.
        'create-script',
        ...(sheet === undefined ? ['--type', 'sheets'] : [`--parentId=${sheet}`]),
        `--title=${title}`,
        '--rootDir',
        'dist',
      ],
      user,
    ),
  );
  // Printed as soon as the script exists, so an id is not lost when the download after it fails.
  const scriptId = /script\.google\.com\/d\/([\w-]+)/.exec(made.out)?.[1];
  if (scriptId === undefined)
    advise(
      'No script was made.',
      ...(UNEDITED.test(`${made.err}\n${made.out}`)
        ? [
            'Google binds a script only to a sheet that was edited once (google/clasp#1017).',
            `Open ${sheet === undefined ? `the sheet "${title}" in your Drive` : 'the sheet'}, type something into a cell, then: npm run create -- --parent SHEET_ID`,
            'If that is no help:',
          ]
        : []),
      ...meaningOf(made),
      ...(sheet === undefined && !NO_LOGIN.test(made.err)
        ? [`An empty sheet called "${title}" may have been left in your Drive: delete it.`]
        : []),
    );
  const parentId = sheet ?? /drive\.google\.com\/open\?id=([\w-]+)/.exec(made.out)?.[1];
  delete settings.projectId; // the old script's
  await writeFile(SETTINGS, `${JSON.stringify({ ...settings, scriptId, rootDir: 'dist', parentId }, null, 2)}\n`);
  console.log(
    [
      `Made the script${sheet === undefined ? ` and its sheet "${title}"` : ' in your sheet'}; .clasp.json now names it.`,
      `Sheet:  https://docs.google.com/spreadsheets/d/${parentId}/edit`,
      `Script: https://script.google.com/d/${scriptId}/edit`,
      'Next:',
      '  1. npm run push',
      `  2. Link a Google Cloud project and switch on its Cloud Identity API: ${GUIDE}`,
      '  3. Open the sheet, or reload it; the add-on is in the Extensions menu.',
    ].join('\n'),
  );
}

// ---- The command line ----

const text = { type: 'string' };
const COMMANDS = {
  push: { run: push, options: { user: text }, usage: 'npm run push [-- --user NAME]' },
  create: {
    run: create,
    options: { user: text, title: text, parent: text, force: { type: 'boolean' } },
    usage: 'npm run create [-- --title TITLE] [--parent SHEET_ID] [--force] [--user NAME]',
  },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(COMMANDS, name)
    ? COMMANDS[name]
    : advise(`Which command? There is: ${Object.keys(COMMANDS).join(', ')}.`);
  let values;
  try {
    ({ values } = parseArgs({ args, options: command.options }));
  } catch (error) {
    advise(error.message, `Usage: ${command.usage}`);
  }
  await command.run(values);
} catch (error) {
  if (!(error instanceof Advice)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
