// The table of facts about Google in docs/google.md, held against the stand-ins' rules, the code and the tests.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../dev/platform/index';

const root = join(__dirname, '../..');
const rows = readFileSync(join(root, 'docs/google.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| Fact'))
  .map(line => line.split('|').map(cell => cell.trim()));
const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');

test('there are facts', () => expect(rows.length).toBeGreaterThan(8));

test.each(rows)('%s%s', (_edge, _fact, imitated, does) => {
  const rules = named(imitated);
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect(Object.keys(RULES)).toContain(rule);
  const files = named(does);
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
  expect(files.some(file => file.startsWith('src/'))).toBe(true);
  expect(files.some(file => file.startsWith('test/'))).toBe(true);
});
