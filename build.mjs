// Builds what ships: src → dist/Code.js, dist/Sidebar.html, dist/appsscript.json, and refuses what Apps Script would break on.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const dist = new URL('dist/', import.meta.url);
const from = path => new URL(path, import.meta.url);
/** esbuild's namespace for the bundle; the closing underscore makes it private to Apps Script. */
const NAMESPACE = 'app_';

const bundle = options => esbuild.build({
  bundle: true, write: false, metafile: true, legalComments: 'none', charset: 'utf8', logLevel: 'silent', absWorkingDir: process.cwd(), ...options,
});
const textOf = result => result.outputFiles[0].text;

/** The server: one function scope, with a top-level declaration for each export of the entry file and for nothing else. */
async function buildServer() {
  const entry = { entryPoints: [from('src/server/main.ts').pathname], target: 'es2019', platform: 'neutral', outfile: 'Code.js' };
  // Only the esm format lists the exports in the metafile.
  const names = Object.values((await bundle({ ...entry, format: 'esm' })).metafile.outputs)[0].exports.sort();
  const stubs = names.map(name => `function ${name}() { return ${NAMESPACE}.${name}.apply(this, arguments); }`).join('\n');
  const code = textOf(await bundle({ ...entry, format: 'iife', globalName: NAMESPACE, minifySyntax: true, footer: { js: stubs } }));
  return { code, names };
}

/** The page: style and script inlined into sidebar.html at its two markers. */
async function buildSidebar() {
  const script = textOf(await bundle({
    entryPoints: [from('src/sidebar/main.tsx').pathname], format: 'iife', target: 'es2019', platform: 'browser', minify: true, outfile: 'sidebar.js',
    jsx: 'automatic', jsxImportSource: 'preact', supported: { 'template-literal': false },
  })).trim();
  const style = textOf(await bundle({ entryPoints: [from('src/sidebar/sidebar.css').pathname], minify: true, outfile: 'sidebar.css' })).trim();
  const page = await readFile(from('src/sidebar/sidebar.html'), 'utf8');
  for (const marker of ['/* style */', '/* script */'])
    if (page.split(marker).length !== 2) throw new Error(`src/sidebar/sidebar.html must hold the marker ${marker} exactly once.`);
  // A function as replacement: in a string, "$&" in the script would be expanded.
  return { script, html: page.replace('/* style */', () => style).replace('/* script */', () => script) };
}

/** What must never reach Apps Script, each with the reason an author needs. */
export function faultsOf({ code, names, script, manifest }) {
  const faults = [];
  if (names.length === 0) faults.push('src/server/main.ts exports nothing: Apps Script would have no function to call.');
  for (const name of names) if (name.endsWith('_')) faults.push(`Export ${name}: a closing underscore hides a function from the page and the menu.`);
  for (const mark of ['</script', '<!--', '<script', '<?', '`'])
    if (script.includes(mark)) faults.push(`The sidebar's script contains ${mark}: HtmlService or the page would misread it.`);
  if (/#!|^\s*(?:import|export)\s/m.test(code)) faults.push('Code.js contains module syntax, which Apps Script cannot load.');
  if (manifest.runtimeVersion !== 'V8') faults.push('appsscript.json must set "runtimeVersion": "V8".');
  const fetched = [...code.matchAll(/https:\/\/([a-z0-9.-]+\.googleapis\.com)\//g)].map(match => `https://${match[1]}/`).filter(url => !url.startsWith('https://www.'));
  for (const url of new Set(fetched))
    if (!(manifest.urlFetchWhitelist ?? []).some(prefix => url.startsWith(prefix))) faults.push(`Code.js names ${url}, which appsscript.json's urlFetchWhitelist does not allow.`);
  return faults;
}

export async function build() {
  const [server, sidebar, manifestText] = await Promise.all([buildServer(), buildSidebar(), readFile(from('appsscript.json'), 'utf8')]);
  const faults = faultsOf({ ...server, ...sidebar, manifest: JSON.parse(manifestText) });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await Promise.all([
    writeFile(new URL('Code.js', dist), server.code),
    writeFile(new URL('Sidebar.html', dist), sidebar.html),
    writeFile(new URL('appsscript.json', dist), manifestText),
  ]);
  return { names: server.names, files: await readdir(dist), bytes: { code: server.code.length, sidebar: sidebar.html.length } };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const { bytes } = await build();
    console.log(`dist/: Code.js ${(bytes.code / 1024).toFixed(0)} KB, Sidebar.html ${(bytes.sidebar / 1024).toFixed(0)} KB, appsscript.json`);
  } catch (error) {
    console.error(`Build refused:\n${error.message}`);
    process.exitCode = 1;
  }
}
