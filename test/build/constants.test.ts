// Two constants of one name and different values must not be in src: whoever reads or moves one takes it for the other.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

/** The value of a number, or of a sum or product of numbers; null for anything else. */
function numberOf(node: ts.Expression): number | null {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isParenthesizedExpression(node)) return numberOf(node.expression);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = numberOf(node.operand);
    return value === null ? null : -value;
  }
  if (!ts.isBinaryExpression(node)) return null;
  const [left, right] = [numberOf(node.left), numberOf(node.right)];
  if (left === null || right === null) return null;
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return left ** right;
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    default:
      return null;
  }
}

/** The constants at the top level of a source whose value is a number, by name. */
function constantsOf(text: string): [string, number][] {
  const source = ts.createSourceFile('source.tsx', text, ts.ScriptTarget.Latest);
  return source.statements.flatMap(statement =>
    ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0
      ? statement.declarationList.declarations.flatMap(({ name, initializer }): [string, number][] => {
          const value = initializer === undefined ? null : numberOf(initializer);
          return value === null || !ts.isIdentifier(name) ? [] : [[name.text, value]];
        })
      : [],
  );
}

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
  expect(files.flatMap(([, text]) => constantsOf(text)).length).toBeGreaterThan(50);
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
