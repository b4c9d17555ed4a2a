// The strict rules, and which part may import which: the arrows of docs/architecture.md, enforced.
// The rules that need types are in .oxlintrc.json: the same ones, by the same names, in a fraction of the time.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const inward = (group, message) => ({ 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] });
const pure = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time comes in through the Clock port.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes in through the Clock port.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance comes in through a port.' },
];

export default tseslint.config(
  { ignores: ['dist/', '.build/', 'coverage/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: {
      'no-undef': 'off', // the compiler checks names, with each part's own world
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/core/**/*.ts'], rules: { ...inward(['**/server/**', '**/sidebar/**', '**/dev/**'], 'core decides and knows nothing of the outside.'), 'no-restricted-syntax': ['error', ...pure] } },
  { files: ['src/server/**/*.ts'], rules: { ...inward(['**/sidebar/**', '**/dev/**'], 'The server knows core and Apps Script only.'), 'no-console': ['error', { allow: ['error'] }] } },
  { files: ['src/sidebar/**/*.ts', 'src/sidebar/**/*.tsx'], rules: inward(['**/server/**', '**/dev/**'], 'The page knows core and the DOM only.') },
  { files: ['dev/**/*.ts', 'dev/**/*.tsx'], rules: { ...inward(['**/src/**'], 'The workbench runs dist/ and never imports src.'), 'no-console': 'off' } },
  // A language is one file, however many words it has.
  { files: ['src/core/words/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'writable', require: 'readonly', Buffer: 'readonly', URL: 'readonly', setTimeout: 'readonly' } },
  },
);
