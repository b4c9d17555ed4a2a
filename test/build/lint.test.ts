// The lint configuration: it holds each rule of ESLint's recommended set and of typescript-eslint's strict and
// stylistic sets, asks for the same, and refuses what breaks the rules of this house.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const OXLINT = join(root, 'node_modules/oxlint/bin/oxlint');
type Rules = Readonly<Record<string, unknown>>;
type Ours = {
  readonly rules: Rules;
  readonly overrides: readonly { readonly files: readonly string[]; rules: Rules }[];
};
type All = { readonly recommended: Rules; readonly sets: readonly (Rules | null)[]; readonly ours: Ours };

const PREFIX = '@typescript-eslint/';
/** What we ask for on purpose in another way than the sets do. Each must really be another way. */
const OTHERWISE: Rules = {
  // The page's and the server's contract needs types: an interface does not fit an index signature.
  'consistent-type-definitions': ['type'],
  // An arrow that only calls something is one line.
  'no-confusing-void-expression': [{ ignoreArrowShorthand: true }],
  // A number in a text reads as itself.
  'restrict-template-expressions': [
    {
      allowAny: false,
      allowBoolean: false,
      allowNever: false,
      allowNullish: false,
      allowNumber: true,
      allowRegExp: false,
    },
  ],
};
/** Rules that need types, and that oxlint does not have. */
const IN_NEITHER = ['no-unsafe-class-instance-assignment', 'no-unsafe-enum-assignment'];
/** ESLint's, which oxlint does not have either: a module's parser refuses them, and a script borrows them. */
const OF_SCRIPTS = ['no-dupe-args', 'no-octal'];

/** Later entries win, as in ESLint: one that names a severity alone keeps the options. */
function merged(all: readonly Rules[]): Map<string, readonly unknown[] | null> {
  const rules = new Map<string, readonly unknown[] | null>();
  for (const [name, said] of all.flatMap(each => Object.entries(each))) {
    const [severity, ...options] = (Array.isArray(said) ? said : [said]) as unknown[];
    if (severity === 'off' || severity === 0) rules.set(name, null);
    else rules.set(name, Array.isArray(said) ? options : (rules.get(name) ?? []));
  }
  return rules;
}
const on = (rules: ReadonlyMap<string, readonly unknown[] | null>): Map<string, readonly unknown[]> =>
  new Map([...rules].flatMap(([name, options]) => (options === null ? [] : [[name, options] as const])));

/** Read by a node of its own: jest would take many times as long to load them. */
function readAll(): All {
  const program = `Promise.all(['@eslint/js', 'typescript-eslint', './oxlint.config.mjs'].map(name => import(name))).then(
    ([{ default: js }, { default: ts }, { default: ours }]) => console.log(JSON.stringify({
      recommended: js.configs.recommended.rules,
      sets: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked].map(({ rules }) => rules ?? null),
      ours,
    })))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' })) as All;
}
const { recommended, sets, ours } = readAll();
/** Oxlint has one rule where typescript-eslint has ESLint's once more, and names all of them without its prefix. */
const bare = (rules: Rules): Rules =>
  Object.fromEntries(Object.entries(rules).map(([name, said]) => [name.replace(/^.*\//, ''), said]));
const rulesFor = (file: string): Map<string, readonly unknown[]> =>
  on(
    merged(
      [ours.rules, ...ours.overrides.flatMap(({ files, rules }) => (files.includes(file) ? [rules] : []))].map(bare),
    ),
  );
const typescript = rulesFor('**/*.ts');
const inSets = sets.flatMap(rules => (rules === null ? [] : [rules]));
/** In the sets a rule of ESLint's own that is off gives way to typescript-eslint's of that name, or to the compiler. */
const wanted = new Map(
  [...on(merged([recommended, ...inSets]))].map(([name, options]) => [name.replace(PREFIX, ''), options]),
);

test('each rule of the sets holds in TypeScript', () => {
  expect(wanted.size).toBeGreaterThan(130);
  const missing = [...wanted.keys()].filter(name => !typescript.has(name)).sort();
  expect(missing).toEqual([...IN_NEITHER, 'no-octal'].sort());
});

test('each of them asks for what the sets ask for, but for what is otherwise on purpose', () => {
  const other = [...wanted].flatMap(([name, options]) => {
    const mine = typescript.get(name);
    return mine === undefined || JSON.stringify(mine) === JSON.stringify(options) ? [] : [[name, mine] as const];
  });
  expect(Object.fromEntries(other)).toEqual(OTHERWISE);
});

test('what the sets switch off, because a rule of theirs or the compiler takes its place, is off', () => {
  const replaced = [...merged(inSets)].flatMap(([name, options]) => (options === null ? [name] : []));
  expect(replaced.length).toBeGreaterThan(0);
  expect(replaced.filter(name => typescript.has(name) && !wanted.has(name))).toEqual([]);
});

test("each rule of ESLint's recommended set holds in a plain script", () => {
  const plain = rulesFor('**/*.cjs');
  expect(Object.keys(recommended).filter(name => !plain.has(name))).toEqual([]);
  const modules = rulesFor('**/*.mjs');
  expect(Object.keys(recommended).filter(name => !modules.has(name))).toEqual(OF_SCRIPTS);
});

test('rules that are nowhere are those that oxlint does not have', () => {
  const known = execFileSync(process.execPath, [OXLINT, '--rules', '--format', 'json'], { encoding: 'utf8' });
  const names = new Set((JSON.parse(known) as { value: string }[]).map(({ value }) => value));
  expect([...IN_NEITHER, ...OF_SCRIPTS].filter(name => names.has(name))).toEqual([]);
});

const SENTENCE = 'A comment that goes on. '.repeat(6);
/** Each file with what lint must say of it; nothing of one that is right. */
const FILES: Readonly<Record<string, readonly [text: string, ...rules: string[]]>> = {
  'src/core/jobs/right.ts': ['export const one = (given: number): number => given + 1;\n'],
  'src/core/contract/circle.ts': ["import type { Two } from './other';\nexport type One = Two;\n", 'no-cycle'],
  'src/core/contract/other.ts': [
    "import type { One } from './circle';\nexport type Two = { readonly one: One };\n",
    'no-cycle',
  ],
  'src/core/accounts/upstairs.ts': ["export { one } from '../jobs/right';\n", 'no-restricted-imports'],
  'src/core/context.ts': ["export { one } from './jobs/right';\n", 'no-restricted-imports'],
  'src/server/page.ts': ["export { two } from '../sidebar/parts/two';\n", 'no-restricted-imports'],
  'src/sidebar/parts/two.tsx': ["export { one as two } from '../screens/one';\n", 'no-restricted-imports'],
  'src/sidebar/screens/one.tsx': ['export const one = 1;\n'],
  'dev/insider.ts': ["export { one } from '../src/sidebar/screens/one';\n", 'no-restricted-imports'],
  'src/core/words/long.ts': [`// ${SENTENCE}\nexport const long = 1;\n`, 'max-len'],
  'src/core/jobs/clock.ts': ['export const now = (): number => Date.now();\n', 'no-restricted-syntax'],
  'src/core/jobs/many.ts': [
    'export const add = (all: number[], more: number[]): number => all.push(...more);\n',
    'no-restricted-syntax',
  ],
  'src/core/jobs/state.ts': ["export const ended = { status: 'done' };\n", 'no-restricted-syntax'],
  'src/core/jobs/job.ts': ["export const ended = { status: 'done' };\n"],
  'src/core/google/choice.ts': [
    'export const pick = (a: boolean, b: boolean): number => (a ? 1 : b ? 2 : 3);\n',
    'no-nested-ternary',
  ],
  'src/core/google/many.ts': [
    'export const sum = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;\n',
    'max-params',
  ],
  'src/core/sheets/promise.ts': [
    'export const go = (what: () => Promise<void>): void => {\n  what();\n};\n',
    'no-floating-promises',
  ],
  'test/fine.ts': ['export const first = (all: readonly number[]): number => all[0]!;\n'],
  'src/core/sheets/first.ts': [
    'export const first = (all: readonly number[]): number => all[0]!;\n',
    'no-non-null-assertion',
  ],
  'src/core/sheets/hidden.ts': ['// oxlint-disable-next-line no-var\nexport const one = 1;\n', 'unused'],
  'build.mjs': ['nowhere();\n', 'no-undef'],
  'old.cjs': ['const mode = 017;\nmodule.exports = mode;\n', 'no-octal'],
};

test('lint refuses a circle, an import against the order, a long line, a clock in the core, and the rest of the rules of this house', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lint-')));
  for (const name of ['oxlint.config.mjs', 'dev/eslint-rules.mjs']) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const compilerOptions = { strict: true, noUncheckedIndexedAccess: true, target: 'ES2022', types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  for (const [name, [text]] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { status, stdout } = spawnSync(process.execPath, [OXLINT, '-c', 'oxlint.config.mjs', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code?: string; message: string }[] };
  const said = diagnostics.map(({ filename, code, message }): [string, string] => [
    filename,
    code === undefined ? 'unused' : (/\(([^)]+)\)$/.exec(code)?.[1] ?? message),
  ]);
  const sorted = (all: readonly (readonly string[])[]): string[] => all.map(each => each.join(': ')).sort();
  expect(sorted(said)).toEqual(
    sorted(Object.entries(FILES).flatMap(([name, [, ...rules]]) => rules.map(rule => [name, rule]))),
  );
  expect(status).toBe(1);
});
