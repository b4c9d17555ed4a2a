// The strict rules, and which part may import which: the arrows of docs/architecture.md, enforced.
// The rules that need types are in .oxlintrc.json: the same ones, by the same names, in a fraction of the time.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const OUTSIDE_PAGE = ['**/server/**', '**/dev/**'];
const OUTSIDE_CORE = ['**/server/**', '**/sidebar/**', '**/dev/**'];
const inward = (group, message) => ({ 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] });
/** The rooms of src/core, ground floor first: each may import only from those before it (docs/architecture.md). */
const ROOMS = [
  'contract',
  'accounts',
  'words',
  'google',
  'ports',
  'context',
  'settings',
  'sheets',
  'jobs',
  'activity',
  'sign-in',
  'schedule',
  'requests',
];
const isFile = room => room === 'ports' || room === 'context';
const rooms = ROOMS.map((room, at) => ({
  files: [isFile(room) ? `src/core/${room}.ts` : `src/core/${room}/**/*.ts`],
  rules: inward(
    [...OUTSIDE_CORE, ...ROOMS.slice(at + 1).map(above => `**/${above}${isFile(above) ? '' : '/**'}`)],
    `${room} may import ${at === 0 ? 'no other room' : `only ${ROOMS.slice(0, at).join(', ')}`}: the order of the rooms is in docs/architecture.md.`,
  ),
}));
/** A job's record is given another state in one file only. */
const steps = [
  {
    selector: "ObjectExpression > Property[key.name='status']",
    message: 'A job changes its state by the named steps of jobs/job.ts.',
  },
];
const pure = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes in through the Clock port.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes in through the Clock port.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance comes in through a port.',
  },
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
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // The formatter breaks code; what it leaves are comments, and texts that may be longer.
      'max-len': [
        'error',
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true },
      ],
    },
  },
  { files: ['src/core/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...pure] } },
  {
    files: ['src/core/jobs/*.ts', 'src/core/schedule/*.ts', 'src/core/requests/*.ts'],
    ignores: ['src/core/jobs/job.ts', 'src/core/jobs/job-view.ts'],
    rules: { 'no-restricted-syntax': ['error', ...pure, ...steps] },
  },
  ...rooms,
  {
    files: ['src/server/**/*.ts'],
    rules: {
      ...inward(['**/sidebar/**', '**/dev/**'], 'The server knows core and Apps Script only.'),
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    files: ['src/sidebar/**/*.ts', 'src/sidebar/**/*.tsx'],
    rules: inward(OUTSIDE_PAGE, 'The page knows core and the DOM only.'),
  },
  {
    files: ['src/sidebar/parts/*.tsx'],
    rules: inward([...OUTSIDE_PAGE, '**/screens/**'], 'A part is used by screens and knows none.'),
  },
  {
    files: ['src/sidebar/state/*.ts'],
    rules: inward(
      [...OUTSIDE_PAGE, '**/screens/**', '**/parts/**'],
      'State is shown by parts and screens and knows none.',
    ),
  },
  {
    files: ['dev/**/*.ts', 'dev/**/*.tsx'],
    rules: { ...inward(['**/src/**'], 'The workbench runs dist/ and never imports src.'), 'no-console': 'off' },
  },
  // Whom a mail goes to must be read at a glance.
  {
    files: ['accounts', 'activity', 'google', 'jobs', 'schedule'].map(room => `src/core/${room}/*.ts`),
    rules: { 'no-nested-ternary': 'error', 'max-params': ['error', 4] },
  },
  // A language is one file, however many words it has.
  { files: ['src/core/words/*.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: { 'max-lines': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
);
