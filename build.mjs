// Builds what ships: src → dist/Code.js, dist/Sidebar.html, dist/appsscript.json, and refuses what Apps Script would
// break on.
// node build.mjs [--with CAPABILITY[,CAPABILITY]] [--out FOLDER]
import { realpathSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import * as esbuild from 'esbuild';

const self = fileURLToPath(import.meta.url);
const from = path => join(dirname(self), path);
/** What holds the functions; the closing underscore makes it private to Apps Script. */
const NAMESPACE = 'app_';

/**
 * What needs more permissions than the add-on has by itself. A manifest's scopes are all shown when somebody consents,
 * so each is built in only when asked for:
 * `entry` adds its functions to those that Google may call, `scopes` and `hosts` (which urlFetchWhitelist then allows)
 * go into the manifest.
 */
export const CAPABILITIES = {
  background: {
    entry: 'src/server/with-background',
    scopes: ['https://www.googleapis.com/auth/script.scriptapp'],
    hosts: [],
  },
  // A service account with a key: no further scope, but one more address.
  key: { entry: null, scopes: [], hosts: ['https://oauth2.googleapis.com/'] },
  // One without a key as well. signJwt takes this scope and no narrower one (reference of IAM Credentials,
  // projects.serviceAccounts.signJwt).
  delegation: {
    entry: 'src/server/with-delegation',
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
    hosts: ['https://oauth2.googleapis.com/', 'https://iamcredentials.googleapis.com/'],
  },
};

/** The constants of src/core/contract/build-flags.ts: what stands behind a false one is left out of the bundle. */
const builtIn = async capabilities => ({
  VERSION: JSON.stringify(JSON.parse(await readFile(from('package.json'), 'utf8')).version),
  BACKGROUND: String(capabilities.includes('background')),
  SERVICE_ACCOUNT: String(['key', 'delegation'].some(name => capabilities.includes(name))),
});
/**
 * Newer than ES2019, and known to Apps Script, where plain scripts use them (public programs of 2021 to 2026), and to
 * every browser that Google Sheets supports. Lowered, they would make Code.js a twentieth longer.
 */
const KNOWN_EVERYWHERE = { 'optional-chain': true, 'nullish-coalescing': true };

async function bundle(options) {
  const result = await esbuild.build({
    bundle: true,
    write: false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    absWorkingDir: dirname(self),
    ...options,
  });
  const warnings = await esbuild.formatMessages(result.warnings, { kind: 'warning' });
  if (warnings.length > 0) throw new Error(warnings.join('\n').trim());
  return result;
}
const textOf = result => result.outputFiles[0].text;

/** The tags of the languages: src/core/words holds a file for each, named by its tag. */
const languages = async () =>
  (await readdir(from('src/core/words'))).flatMap(name => /^([a-z]{2})\.ts$/.exec(name)?.[1] ?? []).sort();

/**
 * The server: one function scope, with a top-level declaration for each export of the entry file and for nothing else.
 */
async function buildServer(capabilities, { oauthScopes = [] }) {
  const all = ['src/server/main', ...capabilities.flatMap(name => CAPABILITIES[name].entry ?? [])]
    .map(module => `export * from './${module}';`)
    .join('\n');
  const entry = {
    ...(capabilities.length === 0
      ? { entryPoints: [from('src/server/main.ts')] }
      : { stdin: { contents: all, resolveDir: from('.'), sourcefile: 'entry.ts', loader: 'ts' } }),
    define: { ...(await builtIn(capabilities)), SCOPES: JSON.stringify(oauthScopes) },
    target: 'es2019',
    supported: KNOWN_EVERYWHERE,
    platform: 'neutral',
    outfile: 'Code.js',
  };
  // Every start of the script reads the whole file: names go as well as blanks. What is logged is a message, never a
  // stack.
  const result = await bundle({ ...entry, format: 'esm', minify: true, lineLimit: 1000, metafile: true });
  const { inputs } = result.metafile.outputs['Code.js'];
  return { ...asScript(textOf(result)), inputs };
}

/**
 * A bundled module → a plain script: its closing export becomes an object that costs less at every start of the script
 * than the getters of esbuild's own namespace.
 */
function asScript(module) {
  const exported = /\bexport\s*\{([^}]*)\};?\s*$/.exec(module);
  if (exported === null) return { code: module, names: [] };
  const pairs = exported[1]
    .split(',')
    .map(part => part.trim().split(/\s+as\s+/))
    .map(([local, name = local]) => ({ local, name }));
  const names = pairs.map(({ name }) => name).sort();
  const stubs = names.map(name => `function ${name}(...a){return ${NAMESPACE}.${name}(...a)}`).join('\n');
  const held = pairs.map(({ local, name }) => `${name}:${local}`).join();
  return {
    code: `"use strict";var ${NAMESPACE}=(()=>{${module.slice(0, exported.index)}return{${held}}})();\n${stubs}\n`,
    names,
  };
}

/** A script of the page. */
const buildScript = async (capabilities, entry) =>
  textOf(
    await bundle({
      ...entry,
      format: 'iife',
      target: 'es2019',
      platform: 'browser',
      minify: true,
      outfile: 'sidebar.js',
      define: await builtIn(capabilities),
      tsconfigRaw: {
        compilerOptions: { alwaysStrict: true, jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' },
      },
      supported: { 'template-literal': false, ...KNOWN_EVERYWHERE },
    }),
  ).trim();

/**
 * esbuild writes a text with holes as `"a".concat(b," c ").concat(d)`; one call says the same, in 400 bytes less of each
 * language. Knows no regular expressions: for scripts of words.
 */
export function inOneCall(script) {
  /** Of each bracket that is open: whether it is that of a call of concat. */
  const isConcat = [];
  const pieces = script.match(/(["'])(?:(?!\1)[^\\]|\\.)*\1|\)?\.concat\(|[^]/g) ?? [];
  const joined = pieces.map(piece => {
    const goesOn = /^[)\]}]/.test(piece) && isConcat.pop() && piece !== ')';
    if (/^[([{]$|\.concat\($/.test(piece)) isConcat.push(piece.endsWith('.concat('));
    return goesOn ? ',' : piece;
  });
  return joined.join('');
}

/** The words of one language, as a script that offers them to the page's own; src/server/menu.ts knows it by its mark. */
const buildWords = async (capabilities, tag) =>
  inOneCall(
    await buildScript(capabilities, {
      stdin: {
        contents: `import { page, separators } from './src/core/words/${tag}';
          import { offerWords } from './src/sidebar/offer-words';
          offerWords('${tag}', { page, separators });`,
        resolveDir: from('.'),
        sourcefile: `words-${tag}.ts`,
        loader: 'ts',
      },
    }),
  );
const wordsMark = tag => `<script data-words="${tag}">`;

/** The page: style, words of all languages, and script inlined into sidebar.html at its three markers. */
async function buildSidebar(capabilities, tags) {
  const [script, ...words] = await Promise.all([
    buildScript(capabilities, {
      entryPoints: [from('src/sidebar/main.tsx')],
      inject: [from('src/sidebar/jsx.ts')],
    }),
    ...tags.map(tag => buildWords(capabilities, tag)),
  ]);
  const style = textOf(
    await bundle({ entryPoints: [from('src/sidebar/sidebar.css')], minify: true, outfile: 'sidebar.css' }),
  ).trim();
  const source = await readFile(from('src/sidebar/sidebar.html'), 'utf8');
  const page = source.replace(/<!--(?! words )[^]*?-->\s*/g, ''); // what it says to its readers
  for (const marker of ['/* style */', '<!-- words -->', '/* script */'])
    if (page.split(marker).length !== 2)
      throw new Error(`src/sidebar/sidebar.html must hold the marker ${marker} exactly once.`);
  // A function as replacement: in a string, "$&" in the script would be expanded.
  const html = page
    .replace('/* style */', () => style)
    .replace('<!-- words -->', () => words.map((text, at) => `${wordsMark(tags[at])}${text}</script>`).join(''))
    .replace('/* script */', () => script);
  return { script, style, words: Object.fromEntries(tags.map((tag, at) => [tag, words[at]])), html };
}

/** What must never reach Apps Script, each with the reason an author needs. */
export function faultsOf({ code, names, script, style, words, html, manifest }) {
  const faults = [];
  if (names.length === 0)
    faults.push('src/server/main.ts exports nothing: Apps Script would have no function to call.');
  for (const name of names) {
    if (name === 'default')
      faults.push('src/server/main.ts has a default export: Apps Script calls functions by name.');
    if (name.endsWith('_'))
      faults.push(`Export ${name}: a closing underscore hides a function from the page and the menu.`);
  }
  const scripts = [["The sidebar's script", script]];
  for (const [tag, text] of Object.entries(words)) scripts.push([`The sidebar's script of words (${tag})`, text]);
  for (const [name, text] of scripts)
    for (const mark of ['</script', '<!--', '<script', '<?', '`'])
      if (text.toLowerCase().includes(mark))
        faults.push(`${name} contains ${mark}: HtmlService or the page would misread it.`);
  for (const mark of ['data-language="en"', ...Object.keys(words).map(wordsMark)])
    if (html.split(mark).length !== 2)
      faults.push(`Sidebar.html must hold ${mark} exactly once: showSidebar makes it a page in one language by that.`);
  if (style.toLowerCase().includes('</style')) faults.push("The sidebar's style contains </style, which would end it.");
  try {
    new Script(code, { filename: 'Code.js' });
  } catch (error) {
    faults.push(`Code.js is not a plain script, so Apps Script cannot load it: ${error.message}`);
  }
  if (manifest.runtimeVersion !== 'V8') faults.push('appsscript.json must set "runtimeVersion": "V8".');
  const allowed = manifest.urlFetchWhitelist ?? [];
  for (const prefix of allowed)
    if (!/^https:\/\/[a-z0-9.-]+\//.test(prefix))
      faults.push(
        `appsscript.json's urlFetchWhitelist: ${prefix} must be https://, a full domain and a path, if only /.`,
      );
  // www.googleapis.com stands in the names of scopes.
  const hosts = new Set(
    [...code.matchAll(/https:\/\/((?!www\.)[a-z0-9.-]+\.googleapis\.com)/g)].map(match => match[1]),
  );
  for (const host of hosts)
    if (!allowed.some(prefix => prefix.startsWith(`https://${host}/`)))
      faults.push(`Code.js names https://${host}/, which appsscript.json's urlFetchWhitelist does not allow.`);
  return faults;
}

/** The manifest as it stands, or with the scopes and addresses of the capabilities. */
async function buildManifest(capabilities) {
  const text = await readFile(from('appsscript.json'), 'utf8');
  if (capabilities.length === 0) return text;
  const manifest = JSON.parse(text);
  manifest.oauthScopes = [...manifest.oauthScopes, ...capabilities.flatMap(name => CAPABILITIES[name].scopes)];
  manifest.urlFetchWhitelist = [
    ...new Set([...manifest.urlFetchWhitelist, ...capabilities.flatMap(name => CAPABILITIES[name].hosts)]),
  ];
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The capabilities named after each --with, or an error that names those there are. */
export function capabilitiesOf(args) {
  const names = args.flatMap((arg, at) =>
    arg === '--with' ? (args[at + 1] ?? '').split(',') : arg.startsWith('--with=') ? arg.slice(7).split(',') : [],
  );
  for (const name of names)
    if (!Object.hasOwn(CAPABILITIES, name))
      throw new Error(`There is no capability "${name}". There is: ${Object.keys(CAPABILITIES).join(', ')}.`);
  return [...new Set(names)];
}

const bytes = text => Buffer.byteLength(text);

/**
 * How large each part is, in bytes: `core` is the server's script without words; `words` has for each language those in
 * the server's script and those in the page; `page` for each language Sidebar.html as one person gets it, with style,
 * script and the words of that language alone.
 */
function sizesOf(server, sidebar, tags) {
  const inServer = tag => server.inputs[`src/core/words/${tag}.ts`]?.bytesInOutput ?? 0;
  const block = tag => bytes(sidebar.words[tag]) + bytes(`${wordsMark(tag)}</script>`);
  const sum = numbers => numbers.reduce((total, number) => total + number, 0);
  const frame = bytes(sidebar.html) - sum(tags.map(block));
  const each = sizeOf => Object.fromEntries(tags.map(tag => [tag, sizeOf(tag)]));
  return {
    core: bytes(server.code) - sum(tags.map(inServer)),
    words: each(tag => ({ server: inServer(tag), page: bytes(sidebar.words[tag]) })),
    page: each(tag => frame + block(tag)),
  };
}

/** The sizes in KB of 1,024 bytes, as the build prints them. */
export function sizeLines({ core, words, page }) {
  const kb = size => (size / 1024).toFixed(1);
  const each = (of, text) => Object.entries(of).map(([tag, size]) => `${tag} ${text(size)}`);
  return [
    `  core and server ${kb(core)} KB; words in the server and in the page: ${each(words, size => `${kb(size.server)} + ${kb(size.page)} KB`).join(', ')}`,
    `  the page as one person gets it: ${each(page, size => `${kb(size)} KB`).join(', ')}`,
  ];
}

/** Empties `out`, then writes exactly the three files that ship. */
export async function build(capabilities = [], out = from('dist')) {
  const dist = name => join(out, name);
  const manifestText = await buildManifest(capabilities);
  const manifest = JSON.parse(manifestText);
  const tags = await languages();
  const [server, sidebar] = await Promise.all([buildServer(capabilities, manifest), buildSidebar(capabilities, tags)]);
  const faults = faultsOf({ ...server, ...sidebar, manifest });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await rm(dist(''), { recursive: true, force: true });
  await mkdir(dist(''), { recursive: true });
  await Promise.all([
    writeFile(dist('Code.js'), server.code),
    writeFile(dist('Sidebar.html'), sidebar.html),
    writeFile(dist('appsscript.json'), manifestText),
  ]);
  return {
    names: server.names,
    files: (await readdir(dist(''))).sort(),
    sizes: sizesOf(server, sidebar, tags),
  };
}

// By real path: started through a symbolic link, it would else do nothing and report success.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === self) {
  try {
    const given = process.argv.indexOf('--out');
    const out = given < 0 ? undefined : resolve(process.argv[given + 1] ?? 'dist');
    const { files, sizes } = await build(capabilitiesOf(process.argv.slice(2)), out);
    console.log(
      [`${out === undefined ? 'dist' : basename(out)}/: ${files.join(', ')}`, ...sizeLines(sizes)].join('\n'),
    );
  } catch (error) {
    console.error(`Build refused:\n${error.message}`);
    process.exitCode = 1;
  }
}
