// The two lint configurations against typescript-eslint's strict and stylistic sets: each rule of the sets is in
// exactly one of the two, and asks for the same.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

const root = join(__dirname, '../..');
type Rules = Readonly<Record<string, unknown>>;
type Entry = { readonly files?: readonly string[]; readonly rules?: Rules };

const PREFIX = '@typescript-eslint/';
/** What we ask for on purpose in another way than the sets do. Each must really be another way. */
const OTHERWISE: Rules = {
  // The page's and the server's contract needs types: an interface does not fit an index signature.
  [`${PREFIX}consistent-type-definitions`]: ['type'],
  // An arrow that only calls something is one line.
  [`${PREFIX}no-confusing-void-expression`]: [{ ignoreArrowShorthand: true }],
  // A number in a text reads as itself.
  [`${PREFIX}restrict-template-expressions`]: [
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
const IN_NEITHER = [`${PREFIX}no-unsafe-class-instance-assignment`, `${PREFIX}no-unsafe-enum-assignment`];

/** Later entries win, as in ESLint: one that names a severity alone keeps the options. */
function merged(all: readonly (Rules | undefined)[]): Map<string, readonly unknown[] | null> {
  const rules = new Map<string, readonly unknown[] | null>();
  for (const [name, said] of all.flatMap(each => Object.entries(each ?? {}))) {
    const [severity, ...options] = (Array.isArray(said) ? said : [said]) as unknown[];
    if (severity === 'off' || severity === 0) rules.set(name, null);
    else rules.set(name, Array.isArray(said) ? options : (rules.get(name) ?? []));
  }
  return rules;
}
const on = (rules: ReadonlyMap<string, readonly unknown[] | null>): Map<string, readonly unknown[]> =>
  new Map([...rules].flatMap(([name, options]) => (options === null ? [] : [[name, options] as const])));

const sets = merged(
  [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked].map(({ rules }) => rules as Rules),
);
function inEslint(): Map<string, readonly unknown[]> {
  const program =
    "import('./eslint.config.mjs').then(({ default: all }) => console.log(JSON.stringify(all.map(({ files, rules }) => ({ files, rules })))))";
  const text = execFileSync(process.execPath, ['-e', program], { cwd: root, encoding: 'utf8' });
  const entries = (JSON.parse(text) as Entry[]).filter(({ files }) => files === undefined || files.includes('**/*.ts'));
  return on(merged(entries.map(({ rules }) => rules)));
}
function inOxlint(): Map<string, readonly unknown[]> {
  const file = '.oxlintrc.json';
  const { config, error } = ts.parseConfigFileTextToJson(file, readFileSync(join(root, file), 'utf8')) as {
    config?: { readonly rules: Rules };
    error?: unknown;
  };
  expect(error).toBeUndefined();
  const named = Object.entries(config?.rules ?? {}).map(([name, said]) => [
    name.replace(/^typescript\//, PREFIX),
    said,
  ]);
  return on(merged([Object.fromEntries(named) as Rules]));
}
const eslint = inEslint();
const oxlint = inOxlint();

test('each rule of the strict and stylistic sets is in exactly one of the two configurations', () => {
  const wanted = [...on(sets).keys()];
  expect(wanted.length).toBeGreaterThan(90);
  expect(wanted.filter(name => eslint.has(name) && oxlint.has(name))).toEqual([]);
  expect(wanted.filter(name => !eslint.has(name) && !oxlint.has(name))).toEqual(IN_NEITHER);
});

test('each of them asks for what the sets ask for, but for what is otherwise on purpose', () => {
  const [ours, theirs] = [new Map([...oxlint, ...eslint]), on(sets)];
  const other = [...theirs].flatMap(([name, options]) => {
    const mine = ours.get(name);
    return mine === undefined || JSON.stringify(mine) === JSON.stringify(options) ? [] : [[name, mine] as const];
  });
  expect(Object.fromEntries(other)).toEqual(OTHERWISE);
});

test('what the sets switch off, because a rule of theirs takes its place, is off', () => {
  const replaced = [...sets].flatMap(([name, options]) => (options === null ? [name] : []));
  expect(replaced.length).toBeGreaterThan(0);
  expect(replaced.filter(name => eslint.has(name) || oxlint.has(name))).toEqual([]);
});

test('rules that are in neither are those that oxlint does not have', () => {
  const program = join(root, 'node_modules/oxlint/bin/oxlint');
  const known = execFileSync(process.execPath, [program, '--rules', '--format', 'json'], { encoding: 'utf8' });
  const names = new Set((JSON.parse(known) as { value: string }[]).map(({ value }) => `${PREFIX}${value}`));
  expect([...oxlint.keys()].filter(name => name.startsWith(PREFIX) && !names.has(name))).toEqual([]);
  expect(IN_NEITHER.filter(name => names.has(name))).toEqual([]);
});
