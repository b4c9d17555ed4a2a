// Each permission that a build may ask for has its words wherever people are told of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsFor } from '../../src/core/words';
import { LANGUAGE_NAMES } from '../../src/core/words/languages';

const read = (name: string): string => readFileSync(join(__dirname, '../..', name), 'utf8');
const scopesIn = (text: string): string[] =>
  Array.from(text.matchAll(/https:\/\/www\.googleapis\.com\/auth\/([\w.-]+)/g), ([, name = '']) => name);

const usual = scopesIn(read('appsscript.json'));
const more = scopesIn(read('build.mjs')); // CAPABILITIES

test.each([...usual, ...more])('%s is named by the set-up check, in the privacy policy and in a page', scope => {
  for (const language of Object.keys(LANGUAGE_NAMES)) expect(wordsFor(language).setup.scopes).toHaveProperty([scope]);
  expect(read('docs/marketplace/privacy-policy.md')).toContain(scope);
  expect(read(usual.includes(scope) ? 'docs/publish.md' : 'docs/build-options.md')).toContain(scope);
});

test('the README and the build options give the number of those that everybody is asked for', () => {
  const number = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'][usual.length]!;
  expect(read('README.md').toLowerCase()).toContain(`${number} permissions and one address`);
  expect(read('docs/build-options.md')).toContain(`the usual ${number} permissions`);
});
