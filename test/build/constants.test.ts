// Two constants of one name and different values must not be in src: whoever reads or moves one takes it for the other.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import vm from 'node:vm';

const root = join(__dirname, '../..');

/** At the top level, as the formatter writes it: a number, or what is made of numbers alone. */
const CONSTANT = /^(?:export )?const (\w+)(?:: number)? = ([\d\s()_.*/+e-]+);/gm;

/** The constants at the top level of a source whose value is a number, by name. */
const constantsOf = (text: string): [string, number][] =>
  Array.from(text.matchAll(CONSTANT), ([, name = '', value = '']) => [name, Number(vm.runInThisContext(value))]);

/** Names that stand for different numbers → where, and for which. */
function clashesIn(files: readonly (readonly [string, string])[]): Record<string, string[]> {
  const all = new Map<string, { readonly file: string; readonly value: number }[]>();
  for (const [file, text] of files)
    for (const [name, value] of constantsOf(text)) all.set(name, [...(all.get(name) ?? []), { file, value }]);
  return Object.fromEntries(
    [...all]
      .filter(([, uses]) => new Set(uses.map(({ value }) => value)).size > 1)
      .map(([name, uses]) => [name, uses.map(({ file, value }) => `${file}: ${value}`)]),
  );
}

test('no two constants in src have one name and different values, but for those known', () => {
  const src = join(root, 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => [relative(root, join(src, name)), readFileSync(join(src, name), 'utf8')] as const);
  expect(files.flatMap(([, text]) => constantsOf(text)).length).toBeGreaterThan(150);
  // Told with their files and values.
  expect(clashesIn(files)).toEqual({});
});

test('a clash is told with both files, whether the number is written out or made of others', () => {
  expect(
    clashesIn([
      [
        'a.ts',
        'const WAIT_MS = 5 * 60_000;\nexport const SAME = 7;\nfunction f() { const INSIDE = 1; return INSIDE; }',
      ],
      ['b.tsx', 'export const WAIT_MS = 1_000;\nconst SAME = 7;\nconst INSIDE = 2;\nconst TEXT = "1";'],
    ]),
  ).toEqual({ WAIT_MS: ['a.ts: 300000', 'b.tsx: 1000'] });
});
