// The table of what Google really does: each option, fault, file and test that it names is there, and each option that
// was reported of Google is named.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFault } from '../../dev/emulator/fault-check';
import { ALL_OPTIONS } from '../../dev/emulator/index';
import { RULES } from '../../dev/platform/rules';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/google-facts.md'), 'utf8');
type Fact = { readonly fact: string; readonly by: string; readonly does: string; readonly held: string };
const facts = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (?:-|Fact)/.test(line))
  .map((line): Fact => {
    const [, fact = '', by = '', does = '', held = ''] = line
      .split(' | ')
      .join('|')
      .split('|')
      .map(cell => cell.trim());
    return { fact, by, does, held };
  });
const names = facts.flatMap(({ by }) =>
  [...by.matchAll(/(fault |rule )?`([^`]+)`/g)].map(([, kind = 'option', name = '']) => ({ kind: kind.trim(), name })),
);
const options: readonly string[] = ALL_OPTIONS.map(({ name }) => name);

test('there are some', () => {
  expect(facts.length).toBeGreaterThan(15);
});

test.each(facts)('$fact: what the add-on does is said, and held by a test where something imitates it', fact => {
  expect(fact.does).not.toBe('');
  if (fact.by !== '–') expect(fact.held).toMatch(/\]\(\.\.\/test\/[\w./-]+\.test\.ts\): “[^”]+”$/);
});

test.each(names.filter(({ kind }) => kind === 'option'))(
  '$name is an option of the emulator, or a file',
  ({ name }) => {
    if (name.includes('/')) expect(existsSync(join(ROOT, name))).toBe(true);
    else expect(options).toContain(name);
  },
);

test.each(
  names
    .filter(({ kind }) => kind === 'rule')
    .map(({ name }) => name)
    .concat('fetch-quota'),
)('%s is a rule of Apps Script', name => {
  expect(RULES).toHaveProperty([name]);
});

test.each(names.filter(({ kind }) => kind === 'fault'))('$name is a fault', ({ name }) => {
  const more = name === 'project-403' ? { reason: 'BILLING_DISABLED' } : {};
  expect(checkFault({ kind: name, ...more })).toMatchObject({ kind: name });
});

test('every option that was reported of Google is in the table', () => {
  const named = names.map(({ name }) => name);
  const reported = ALL_OPTIONS.filter(option => 'source' in option).map(({ name }) => name);
  expect(reported.filter(name => !named.includes(name))).toEqual([]);
});
