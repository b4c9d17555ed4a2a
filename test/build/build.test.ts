// build.mjs: what it makes of the sources, what it makes of bad ones, and each of its rules.
import { parse } from 'acorn';
import { analyze } from 'eslint-scope';
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import type { Rpc } from '../../src/core/contract/rpc';
import { LANGUAGE_NAMES } from '../../src/core/words/languages';

const root = join(__dirname, '../..');
type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

function node(cwd: string, args: readonly string[], input = ''): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    child.on('error', fail).on('close', code => done({ code, ...said }));
    child.stdin.end(input);
  });
}

const folders: string[] = [];
/** A project of its own with build.mjs, so that the working tree's dist/ stays as it is while other tests read it. */
async function project(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'build-')));
  folders.push(folder);
  for (const name of ['build.mjs', 'appsscript.json', 'tsconfig.json', 'package.json'])
    await cp(join(root, name), join(folder, name));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}
afterAll(() => Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true }))));

const SMALL = {
  'src/server/main.ts':
    'import { helper } from "./helper";\nexport function onOpen(): void { helper(); }\nexport const overview = (): string => helper();\n',
  'src/server/helper.ts':
    'export class Box { #inside = 1; get = () => this.#inside; }\nexport const helper = (): string => new Box().get()?.toString() ?? "";\n',
  'src/core/words/en.ts': 'export const separators = 1; export const page = `<b>${separators}</b>`;\n',
  'src/core/words/es.ts': 'export const separators = 2; export const page = 2; export const server = 2;\n',
  'src/core/words/index.ts': '',
  'src/sidebar/offer-words.ts': 'export const offerWords = (...all: unknown[]) => Object.assign(window, { all });\n',
  'src/sidebar/jsx.ts': '',
  'src/sidebar/main.tsx': 'document.title = `Hello ${location.hash}, $& </script>`;\n',
  'src/sidebar/sidebar.css': 'body { color: red; }\n',
  'src/sidebar/sidebar.html':
    '<!DOCTYPE html><!-- For readers. --><style>/* style */</style><a data-language="en"></a><!-- words --><script>/* script */</script>\n',
};

/** The texts of the page's scripts: words of each language, then the page's own. */
const scriptsOf = (html: string): string[] =>
  [...html.matchAll(/<script(?: data-words="\w+")?>(.*?)<\/script>/gs)].map(match => match[1] ?? '');
/** What showSidebar makes of it for one person. */
const inOneLanguage = (html: string, tag: string): string =>
  html.replace(new RegExp(`<script data-words="(?!${tag}").*?</script>`, 'gs'), '');

/** What Code.js leaves in an Apps Script project's global scope; any use of a service while it loads throws. */
function globalsOf(code: string): { readonly names: string[]; readonly global: Readonly<Record<string, unknown>> } {
  const refuse = (service: string) => () => {
    throw new Error(`${service} was used while the script loads, where Google allows no service`);
  };
  const global: Record<string, unknown> = {};
  for (const service of SERVICES) {
    const no = refuse(service);
    Object.defineProperty(global, service, {
      enumerable: false,
      value: new Proxy(no, { get: no, has: no, set: no, apply: no, construct: no, ownKeys: no }),
    });
  }
  vm.createContext(global);
  vm.runInContext(code, global);
  return { names: Object.keys(global).sort(), global };
}
/** All that this add-on's scopes let it use. */
const SERVICES = [
  'SpreadsheetApp',
  'UrlFetchApp',
  'PropertiesService',
  'LockService',
  'CacheService',
  'ScriptApp',
  'Session',
  'HtmlService',
  'Utilities',
  'Logger',
  'console',
];

/** What the language of that year brings along. */
const OF_ES2019 =
  `Array ArrayBuffer Atomics Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity
  Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp
  Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array
  Uint8ClampedArray WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat
  parseInt undefined`.split(/\s+/);
/** What it does not bring yet. */
const LATER =
  /\.(?:at|replaceAll|hasOwn|findLast|findLastIndex|toSorted|toReversed|toSpliced|matchAll|allSettled|groupBy)\s*\(/g;

/** Where a script leaves the grammar of that year; nothing when it does not. */
function syntaxErrorsIn(code: string, ecmaVersion: 2019 | 2020 = 2019): string[] {
  try {
    parse(code, { ecmaVersion, sourceType: 'script' });
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/**
 * Names and methods that Apps Script's runtime lacks, or that are newer than ES2019; unknown syntax comes out as a
 * message too.
 */
function strangersIn(code: string): string[] {
  const errors = syntaxErrorsIn(code);
  if (errors.length > 0) return errors;
  type Tree = Parameters<typeof analyze>[0];
  const tree = parse(code, { ecmaVersion: 2019, sourceType: 'script', ranges: true }) as Tree;
  const known = new Set([...OF_ES2019, ...SERVICES, 'globalThis']);
  const names = analyze(tree, { ecmaVersion: 2019, sourceType: 'script' }).globalScope?.through ?? [];
  return [
    ...new Set(names.map(({ identifier }) => identifier.name).filter(name => !known.has(name))),
    ...(code.match(LATER) ?? []),
  ];
}

describe('the sources of this repository', () => {
  let built: Ran;
  let dist: (name: string) => Promise<string>;
  let folder = '';

  beforeAll(async () => {
    folder = await project();
    await cp(join(root, 'src'), join(folder, 'src'), {
      recursive: true,
      filter: path => !path.endsWith('.tsbuildinfo'),
    });
    built = await node(folder, ['build.mjs']);
    dist = name => readFile(join(folder, 'dist', name), 'utf8');
  });

  test('build, to exactly the three files', async () => {
    expect(built).toMatchObject({ code: 0, err: '' });
    expect(built.out).toMatch(/^dist\/: Code\.js, Sidebar\.html, appsscript\.json\n {2}core and server /);
    expect((await readdir(join(folder, 'dist'))).sort()).toEqual(['Code.js', 'Sidebar.html', 'appsscript.json']);
  });

  // Whatever stands here can be called by any script in the page, so a new name is a decision.
  test('give a Code.js that touches no service while it loads, and offers the contract, the menu and the triggers, nothing more', async () => {
    const contract: Record<keyof Rpc, true> = {
      overview: true,
      mark: true,
      preview: true,
      start: true,
      pastJobs: true,
      unanswered: true,
      schedule: true,
      switchSchedule: true,
      refresh: true,
      advance: true,
      progress: true,
      pause: true,
      resume: true,
      stop: true,
      takeOver: true,
      background: true,
      showActivity: true,
      summary: true,
      showSheet: true,
      speak: true,
      settings: true,
      saveSettings: true,
      checkSetup: true,
      previewArchive: true,
      archive: true,
      lookUp: true,
      previewCheck: true,
      startCheck: true,
      checked: true,
      addToSheet: true,
      signIn: true,
      useSignIn: true,
      removeKey: true,
      markColumns: true,
      columnValues: true,
      peopleTabs: true,
      comparePeople: true,
      writePeople: true,
      forgetPeople: true,
      peopleColumns: true,
    };
    const menu = [
      'menuCancel',
      'menuCheck',
      'menuCheckSelection',
      'menuClearMarks',
      'menuContinue',
      'menuMarkNotInvited',
      'menuMarkSelection',
      'menuRefresh',
      'menuRemind',
      'menuSend',
      'menuSetup',
      'menuStop',
      'menuSummary',
      'menuUndo',
      'showSidebar',
    ];

    const { names, global } = globalsOf(await dist('Code.js'));

    expect(names).toEqual([...Object.keys(contract), ...menu, 'onInstall', 'onOpen', 'app_'].sort());
    for (const name of names)
      expect([name, typeof global[name]]).toEqual([name, name === 'app_' ? 'object' : 'function']);
  });

  test('give a Code.js of ES2019 that names nothing Apps Script does not have', async () => {
    const code = await dist('Code.js');

    expect(strangersIn(code)).toEqual([]);
  });

  test('give a page whose script is ES2020 at most, without the marks that HtmlService or a browser would misread', async () => {
    const scripts = scriptsOf(await dist('Sidebar.html'));

    expect(scripts).toHaveLength(3);
    for (const script of scripts) {
      expect(script.length).toBeGreaterThan(1000);
      expect(syntaxErrorsIn(script, 2020)).toEqual([]);
      for (const mark of ['`', '</script', '<script', '<!--', '<?']) expect(script.toLowerCase()).not.toContain(mark);
    }
  });

  test('give a page with the words of each language in a script of its own, and of none in the page’s own', async () => {
    const html = await dist('Sidebar.html');

    expect([...html.matchAll(/data-words="(\w+)"/g)].map(match => match[1])).toEqual(Object.keys(LANGUAGE_NAMES));
    const [english, spanish, own] = scriptsOf(html);
    expect(english).toContain('Send invitations');
    expect(spanish).toContain('Enviar invitaciones');
    expect(own).not.toMatch(/invitations|invitaciones/);
  });

  test('give a page that loads nothing from elsewhere', async () => {
    expect(await dist('Sidebar.html')).not.toMatch(
      /<(?:script|link|img|iframe)[^>]*\s(?:src|href)=|@import|(?<![a-z])url\(\s*['"]?(?!data:)/i,
    );
  });

  // A number format stands nowhere else in the sources.
  test('give the words of cells to the server alone', async () => {
    expect(await dist('Code.js')).toContain('dd/mm/yyyy hh:mm:ss');
    expect(await dist('Sidebar.html')).not.toContain('dd/mm/yyyy');
  });

  // The engine reads each literal at every start; as a text (with two backslashes) a pattern waits until it is used.
  test('keep patterns with classes of letters until they are used', async () => {
    const code = await dist('Code.js');
    expect(code).toContain('\\\\p{L}');
    expect(code).not.toMatch(/[^\\]\\p\{/);
  });

  // In KB of 1,024 bytes. Another language may come without any of these being touched.
  test('stay below a size for each part: core and server, the words of a language, and the page that one person gets', async () => {
    const said = (of: string, name: string): number =>
      Number(new RegExp(`${of}.*?\\b${name} ([\\d.]+)`).exec(built.out)?.[1]);
    const html = await dist('Sidebar.html');

    expect(said('', 'core and server')).toBeLessThan(220);
    for (const tag of Object.keys(LANGUAGE_NAMES)) {
      expect(said('words in the server and in the page', tag)).toBeLessThan(31);
      expect(said('words in the server and in the page', `${tag} [\\d.]+ \\+`)).toBeLessThan(31);
      const page = Buffer.byteLength(inOneLanguage(html, tag)) / 1024;
      expect(page).toBeLessThan(135);
      expect(said('one person gets it', tag)).toBeCloseTo(page, 0);
    }
  });

  test('ship the manifest as it is, with the five least scopes and the one address that is fetched', async () => {
    const manifest = await dist('appsscript.json');

    expect(manifest).toBe(await readFile(join(root, 'appsscript.json'), 'utf8'));
    expect(JSON.parse(manifest)).toEqual({
      timeZone: 'Etc/UTC',
      runtimeVersion: 'V8',
      exceptionLogging: 'STACKDRIVER',
      oauthScopes: [
        'https://www.googleapis.com/auth/spreadsheets.currentonly',
        'https://www.googleapis.com/auth/script.container.ui',
        'https://www.googleapis.com/auth/script.external_request',
        'https://www.googleapis.com/auth/cloud-identity.userinvitations',
        'https://www.googleapis.com/auth/userinfo.email',
      ],
      urlFetchWhitelist: ['https://cloudidentity.googleapis.com/'],
    });
  });
});

test('the holes of a text become pluses, which say the same, and nothing else is changed', async () => {
  const script = `import { withPluses } from ${JSON.stringify(pathToFileURL(join(root, 'build.mjs')).href)};
    for await (const part of process.stdin)
      console.log(JSON.stringify(JSON.parse(String(part)).map(one => withPluses(one))));`;
  const given = [
    'f=e=>"a".concat(e," c").concat(")")',
    'f=e=>"".concat(e," of ",e+1)',
    'f=e=>"".concat(e).concat(e)',
    'f=e=>"".concat(e===1?"one":"many",", ").length',
    'f=function(e){return"".concat(e,"!")}',
    'f=e=>[e].concat("x".concat(e,\'"\')).join()',
    'f=e=>1+"".concat(e,"")+typeof"a".concat(e)',
    'f=e=>/"a\\/".concat\\(/.test("\\"a".concat(e))||e/2>"1".concat(e/1)',
    'f=e=>e.toString().concat("a".concat("b".concat(e,"c"),e))',
  ];
  const { out, err } = await node(root, ['--input-type=module', '-e', script], JSON.stringify(given));
  expect(err).toBe('');
  const made = JSON.parse(out) as string[];
  const results = (scripts: readonly string[]): unknown[] =>
    scripts.flatMap(one =>
      [0, 1, 'z'].map(e => (vm.runInNewContext(`(${one.slice(2)})`) as (given: unknown) => unknown)(e)),
    );
  expect(results(made)).toEqual(results(given));
  expect(made.slice(0, 3)).toEqual(['f=e=>"a"+e+" c"+")"', 'f=e=>e+" of "+(e+1)', 'f=e=>""+e+e']);
});

test('with a service account built in, the manifest allows two addresses, and Code.js names no other', async () => {
  const folder = await project();
  await cp(join(root, 'src'), join(folder, 'src'), { recursive: true });

  expect(await node(folder, ['build.mjs', '--with', 'key'])).toMatchObject({ code: 0, err: '' });

  const both = ['https://cloudidentity.googleapis.com/', 'https://oauth2.googleapis.com/'];
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'dist/appsscript.json'), 'utf8'));
  expect(manifest).toMatchObject({ urlFetchWhitelist: both });
  const code = await readFile(join(folder, 'dist/Code.js'), 'utf8');
  const named = [...code.matchAll(/https:\/\/(?!www\.)[a-z0-9.-]+\.googleapis\.com\//g)].map(match => match[0]);
  expect([...new Set(named)].sort()).toEqual(both);
});

describe('a small project', () => {
  let folder = '';
  let built: Ran;

  beforeAll(async () => {
    folder = await project({ ...SMALL, 'dist/Old.js': '// of yesterday', 'dist/sub/Older.js': '' });
    built = await node(folder, ['build.mjs']);
  });

  test('becomes one function for each export, the namespace, and nothing else that Apps Script could call', async () => {
    expect(built).toMatchObject({ code: 0, err: '' });

    const code = await readFile(join(folder, 'dist/Code.js'), 'utf8');
    const { names, global } = globalsOf(code);
    expect(names).toEqual(['app_', 'onOpen', 'overview']);
    expect(code).toMatch(/^function onOpen\(/m);
    expect(code).toMatch(/^function overview\(/m);
    expect((global['overview'] as () => string)()).toBe('1');
    expect(strangersIn(code)).toEqual([]);
  });

  test('has its style, words and script inlined unchanged, without template literals and with nothing that ends a script early', async () => {
    const html = await readFile(join(folder, 'dist/Sidebar.html'), 'utf8');
    expect(html).toBe(
      '<!DOCTYPE html><style>body{color:red}</style><a data-language="en"></a><script data-words="en">"use strict";(()=>{var o="<b>1</b>";var r=(...s)=>Object.assign(window,{all:s});r("en",{page:o,separators:1});})();</script><script data-words="es">"use strict";(()=>{var o=(...r)=>Object.assign(window,{all:r});o("es",{page:2,separators:2});})();</script><script>"use strict";(()=>{document.title="Hello "+location.hash+", $& <\\/script>";})();</script>\n',
    );
  });

  test('has dist/ emptied of what lay there', async () => {
    expect((await readdir(join(folder, 'dist'))).sort()).toEqual(['Code.js', 'Sidebar.html', 'appsscript.json']);
  });

  test('builds the same from another folder, through a symbolic link, and in a path with a space', async () => {
    const plain = await project(SMALL);
    const spaced = join(await project(), 'my project');
    await cp(plain, spaced, { recursive: true, verbatimSymlinks: true });
    await symlink(spaced, join(dirname(spaced), 'link'), 'junction');

    expect(await node(tmpdir(), [join(dirname(spaced), 'link/build.mjs')])).toMatchObject({ code: 0, err: '' });

    for (const name of ['Code.js', 'Sidebar.html', 'appsscript.json'])
      expect(await readFile(join(spaced, 'dist', name), 'utf8')).toBe(
        await readFile(join(folder, 'dist', name), 'utf8'),
      );
  });

  test.each<[what: string, name: string, text: string, said: string]>([
    ['a syntax error in the server', 'src/server/main.ts', 'export function (', 'src/server/main.ts:1'],
    [
      'an import of a missing file',
      'src/server/main.ts',
      'import { x } from "./missing"; export const onOpen = x;',
      './missing',
    ],
    [
      'something esbuild warns of',
      'src/server/main.ts',
      'export const onOpen = () => ({ a: 1, a: 2 });',
      'Duplicate key',
    ],
    [
      'syntax that ES2019 cannot express',
      'src/server/main.ts',
      'export const onOpen = () => 1n;',
      'Big integer literals',
    ],
    [
      'an export that Apps Script would hide',
      'src/server/main.ts',
      'export const onOpen_ = () => 1;',
      'Export onOpen_: a closing underscore',
    ],
    ['a default export', 'src/server/main.ts', 'export default () => 1;', 'has a default export'],
    ['no export', 'src/server/main.ts', 'console.log(1);', 'exports nothing'],
    [
      "a mark in the page's script that opens a comment",
      'src/sidebar/main.tsx',
      'document.title = "<!-- x";',
      "The sidebar's script contains <!--",
    ],
    [
      'a page without its marker',
      'src/sidebar/sidebar.html',
      '<script>/* script */</script>',
      'must hold the marker /* style */ exactly once',
    ],
    [
      'a page without the place for the language',
      'src/sidebar/sidebar.html',
      '<style>/* style */</style><!-- words --><script>/* script */</script>',
      'must hold data-language="en" exactly once',
    ],
    [
      'a mark in the words of a language that opens a comment',
      'src/core/words/es.ts',
      'export const separators = 2, page = "<!-- x";',
      "The sidebar's script of words (es) contains <!--",
    ],
    [
      'an address that the manifest does not allow',
      'src/server/main.ts',
      'export const onOpen = () => UrlFetchApp.fetch("https://admin.googleapis.com/x");',
      'Code.js names https://admin.googleapis.com/',
    ],
  ])('with %s is refused, and the last good dist/ stays', async (_what, name, text, said) => {
    const folder = await project({ ...SMALL, [name]: text, 'dist/Code.js': '// last good' });

    const { code, err } = await node(folder, ['build.mjs']);

    expect(code).toBe(1);
    expect(err).toMatch(/^Build refused:\n/);
    expect(err).toContain(said);
    expect(err).not.toMatch(/^\s+at /m);
    expect(await readFile(join(folder, 'dist/Code.js'), 'utf8')).toBe('// last good');
  });
});

describe('the checks of this file', () => {
  test.each([
    ['a service used while the script loads', 'var app_ = (() => { SpreadsheetApp.getUi(); })();'],
    ['a service called while the script loads', 'const zone = Session;\nzone.getScriptTimeZone();'],
  ])('notice %s', (_what, code) => {
    expect(() => globalsOf(code)).toThrow('was used while the script loads');
  });

  test.each([
    ['a name that Apps Script does not have', 'function f() { setTimeout(f); }'],
    ['a library function of a later year', 'function f(a) { return a.at(-1); }'],
    ['syntax of a later year', 'function f(a) { a ??= 1; }'],
  ])('notice %s', (_what, code) => {
    expect(strangersIn(code)).toHaveLength(1);
  });

  test.each(['a?.b', 'a ??= b', 'class A { static x = 1 }', 'a = 1_000'])(
    'notice syntax that is newer than ES2019: %s',
    code => {
      expect(syntaxErrorsIn(code)).toHaveLength(1);
    },
  );
});

describe('the rules, one by one', () => {
  type Parts = {
    code: string;
    names: string[];
    script: string;
    style: string;
    words: Record<string, string>;
    html: string;
    manifest: { runtimeVersion?: string; urlFetchWhitelist?: string[] };
  };
  const good: Parts = {
    code: 'var app_ = {};\nfunction onOpen() { return "https://www.googleapis.com/auth/x https://cloudidentity.googleapis.com/v1/"; }',
    names: ['onOpen'],
    script: 'let a="<\\/script>";',
    style: 'body{}',
    words: { en: 'let b=1;' },
    html: '<a data-language="en"></a><script data-words="en">let b=1;</script>',
    manifest: { runtimeVersion: 'V8', urlFetchWhitelist: ['https://cloudidentity.googleapis.com/'] },
  };
  const allow = (...urlFetchWhitelist: string[]): Partial<Parts> => ({
    manifest: { runtimeVersion: 'V8', urlFetchWhitelist },
  });
  const misread = (mark: string): string =>
    `The sidebar's script contains ${mark}: HtmlService or the page would misread it.`;
  const cases: [what: string, parts: Partial<Parts>, faults: (string | RegExp)[]][] = [
    ['good parts', {}, []],
    ['a longer allowed prefix', allow('https://cloudidentity.googleapis.com/v1/'), []],
    ['no exports', { names: [] }, [/exports nothing/]],
    ['a hidden export', { names: ['run_'] }, [/^Export run_: a closing underscore hides/]],
    ['a default export', { names: ['default'] }, [/has a default export/]],
    ["</script in the page's script", { script: 'a="</SCRIPT>"' }, [misread('</script')]],
    ["<script in the page's script", { script: 'a="<script "' }, [misread('<script')]],
    ["<!-- in the page's script", { script: 'a="<!--"' }, [misread('<!--')]],
    ["<? in the page's script", { script: 'a="<?"' }, [misread('<?')]],
    ["a template literal in the page's script", { script: 'a=`b`' }, [misread('`')]],
    ['a mark in the words', { words: { en: 'b=`c`' } }, [/^The sidebar's script of words \(en\) contains `/]],
    ['a language without its script', { words: { ...good.words, es: '' } }, [/must hold <script data-words="es">/]],
    ['two of one language', { html: good.html + '<script data-words="en">' }, [/must hold <script data-words="en">/]],
    ['no place for the language', { html: '<script data-words="en">' }, [/must hold data-language="en" exactly once/]],
    ['</style in the style', { style: 'a::before{content:"</Style>"}' }, [/style contains <\/style/]],
    ['an import left in Code.js', { code: 'import a from "a";' }, [/^Code\.js is not a plain script, .*import/]],
    ['an export left in Code.js', { code: 'export const a = 1;' }, [/^Code\.js is not a plain script, .*export/]],
    [
      'another runtime',
      { manifest: { ...good.manifest, runtimeVersion: 'DEPRECATED_ES5' } },
      [/"runtimeVersion": "V8"/],
    ],
    [
      'no allowed address',
      { manifest: { runtimeVersion: 'V8' } },
      [/^Code\.js names https:\/\/cloudidentity\.googleapis\.com\/, which .* does not allow\.$/],
    ],
    [
      'an address put together from its host',
      { code: 'const u = "https://admin.googleapis.com" + "/x";' },
      [/names https:\/\/admin\.googleapis\.com\//],
    ],
    [
      'an allowed prefix without a path',
      allow('https://cloudidentity.googleapis.com'),
      [/must be https:\/\/, a full domain and a path/, /does not allow/],
    ],
    [
      'an allowed prefix without encryption',
      { code: '', ...allow('http://cloudidentity.googleapis.com/') },
      [/must be https:\/\//],
    ],
  ];
  let found: string[][] = [];

  beforeAll(async () => {
    const script = `import { faultsOf } from ${JSON.stringify(pathToFileURL(join(root, 'build.mjs')).href)};
      let text = ''; for await (const part of process.stdin) text += part;
      console.log(JSON.stringify(JSON.parse(text).map(parts => faultsOf(parts))));`;
    const { out, err } = await node(
      root,
      ['--input-type=module', '-e', script],
      JSON.stringify(cases.map(([, parts]) => ({ ...good, ...parts }))),
    );
    expect(err).toBe('');
    found = JSON.parse(out) as string[][];
  });

  test.each(cases.map(([what, , faults], at) => ({ what, faults, at })))('$what', ({ faults, at }) => {
    expect(found[at]).toEqual(
      faults.map((fault): unknown => (typeof fault === 'string' ? fault : expect.stringMatching(fault))),
    );
  });
});
