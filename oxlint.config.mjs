// The strict rules, and which part may import which: the arrows of docs/architecture.md, enforced. The rules are those
// of ESLint's recommended set and of typescript-eslint's strict and stylistic sets, by a linter that reads types with
// the native compiler; test/build/lint.test.ts compares them with the sets.

/** In every file. */
const ALWAYS = {
  'for-direction': 'error',
  'no-async-promise-executor': 'error',
  'no-case-declarations': 'error',
  'no-compare-neg-zero': 'error',
  'no-cond-assign': 'error',
  'no-constant-binary-expression': 'error',
  'no-constant-condition': 'error',
  'no-control-regex': 'error',
  'no-debugger': 'error',
  'no-delete-var': 'error',
  'no-dupe-else-if': 'error',
  'no-duplicate-case': 'error',
  'no-empty': 'error',
  'no-empty-character-class': 'error',
  'no-empty-pattern': 'error',
  'no-empty-static-block': 'error',
  'no-ex-assign': 'error',
  'no-extra-boolean-cast': 'error',
  'no-fallthrough': 'error',
  'no-global-assign': 'error',
  'no-invalid-regexp': 'error',
  'no-irregular-whitespace': 'error',
  'no-loss-of-precision': 'error',
  'no-misleading-character-class': 'error',
  'no-nonoctal-decimal-escape': 'error',
  'no-prototype-builtins': 'error',
  'no-regex-spaces': 'error',
  'no-self-assign': 'error',
  'no-shadow-restricted-names': 'error',
  'no-sparse-arrays': 'error',
  'no-unassigned-vars': 'error',
  'no-unexpected-multiline': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-labels': 'error',
  'no-unused-private-class-members': 'error',
  'no-unused-vars': 'error',
  'no-useless-assignment': 'error',
  'no-useless-backreference': 'error',
  'no-useless-catch': 'error',
  'no-useless-escape': 'error',
  'preserve-caught-error': 'error',
  'require-yield': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

/** In TypeScript, without types. */
const TYPESCRIPT = {
  eqeqeq: 'error',
  'no-array-constructor': 'error',
  'no-empty-function': 'error',
  'no-unused-expressions': 'error',
  'no-useless-constructor': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'prefer-rest-params': 'error',
  'prefer-spread': 'error',
  'typescript/adjacent-overload-signatures': 'error',
  'typescript/array-type': 'error',
  'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
  'typescript/ban-tslint-comment': 'error',
  'typescript/class-literal-property-style': 'error',
  'typescript/consistent-generic-constructors': 'error',
  'typescript/consistent-indexed-object-style': 'error',
  'typescript/consistent-type-assertions': 'error',
  'typescript/consistent-type-definitions': ['error', 'type'],
  'typescript/consistent-type-imports': 'error',
  'typescript/no-confusing-non-null-assertion': 'error',
  'typescript/no-duplicate-enum-values': 'error',
  'typescript/no-dynamic-delete': 'error',
  'typescript/no-empty-object-type': 'error',
  'typescript/no-explicit-any': 'error',
  'typescript/no-extra-non-null-assertion': 'error',
  'typescript/no-extraneous-class': 'error',
  'typescript/no-inferrable-types': 'error',
  'typescript/no-invalid-void-type': 'error',
  'typescript/no-misused-new': 'error',
  'typescript/no-namespace': 'error',
  'typescript/no-non-null-asserted-nullish-coalescing': 'error',
  'typescript/no-non-null-asserted-optional-chain': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/no-require-imports': 'error',
  'typescript/no-this-alias': 'error',
  'typescript/no-unnecessary-type-constraint': 'error',
  'typescript/no-unsafe-declaration-merging': 'error',
  'typescript/no-unsafe-function-type': 'error',
  'typescript/no-wrapper-object-types': 'error',
  'typescript/prefer-as-const': 'error',
  'typescript/prefer-for-of': 'error',
  'typescript/prefer-function-type': 'error',
  'typescript/prefer-literal-enum-member': 'error',
  'typescript/prefer-namespace-keyword': 'error',
  'typescript/triple-slash-reference': 'error',
  'typescript/unified-signatures': 'error',
};

/** In TypeScript, with types. */
const WITH_TYPES = {
  'typescript/await-thenable': 'error',
  'typescript/dot-notation': 'error',
  'typescript/no-array-delete': 'error',
  'typescript/no-base-to-string': 'error',
  'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  'typescript/no-deprecated': 'error',
  'typescript/no-duplicate-type-constituents': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-for-in-array': 'error',
  'typescript/no-generated-empty-object-type': 'error',
  'typescript/no-implied-eval': 'error',
  'typescript/no-meaningless-void-operator': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/no-misused-spread': 'error',
  'typescript/no-mixed-enums': 'error',
  'typescript/no-redundant-type-constituents': 'error',
  'typescript/no-unnecessary-boolean-literal-compare': 'error',
  'typescript/no-unnecessary-condition': 'error',
  'typescript/no-unnecessary-template-expression': 'error',
  'typescript/no-unnecessary-type-arguments': 'error',
  'typescript/no-unnecessary-type-assertion': 'error',
  'typescript/no-unnecessary-type-conversion': 'error',
  'typescript/no-unnecessary-type-parameters': 'error',
  'typescript/no-unsafe-argument': 'error',
  'typescript/no-unsafe-assignment': 'error',
  'typescript/no-unsafe-call': 'error',
  'typescript/no-unsafe-enum-comparison': 'error',
  'typescript/no-unsafe-member-access': 'error',
  'typescript/no-unsafe-return': 'error',
  'typescript/no-unsafe-unary-minus': 'error',
  'typescript/no-useless-default-assignment': 'error',
  'typescript/non-nullable-type-assertion-style': 'error',
  'typescript/only-throw-error': 'error',
  'typescript/prefer-find': 'error',
  'typescript/prefer-includes': 'error',
  'typescript/prefer-nullish-coalescing': 'error',
  'typescript/prefer-optional-chain': 'error',
  'typescript/prefer-promise-reject-errors': 'error',
  'typescript/prefer-reduce-type-parameter': 'error',
  'typescript/prefer-regexp-exec': 'error',
  'typescript/prefer-return-this-type': 'error',
  'typescript/prefer-string-starts-ends-with': 'error',
  'typescript/related-getter-setter-pairs': 'error',
  'typescript/require-await': 'error',
  'typescript/restrict-plus-operands': [
    'error',
    {
      allowAny: false,
      allowBoolean: false,
      allowNullish: false,
      allowNumberAndString: false,
      allowRegExp: false,
    },
  ],
  'typescript/restrict-template-expressions': [
    'error',
    {
      allowAny: false,
      allowBoolean: false,
      allowNever: false,
      allowNullish: false,
      allowNumber: true,
      allowRegExp: false,
    },
  ],
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/unbound-method': 'error',
  'typescript/use-unknown-in-catch-callback-variable': 'error',
};

/** What the compiler says of TypeScript, and nobody else of a plain script. */
const PLAIN = {
  'constructor-super': 'error',
  'getter-return': 'error',
  'no-class-assign': 'error',
  'no-const-assign': 'error',
  'no-dupe-class-members': 'error',
  'no-dupe-keys': 'error',
  'no-func-assign': 'error',
  'no-import-assign': 'error',
  'no-new-native-nonconstructor': 'error',
  'no-obj-calls': 'error',
  'no-redeclare': 'error',
  'no-setter-return': 'error',
  'no-this-before-super': 'error',
  'no-undef': 'error',
  'no-unreachable': 'error',
  'no-unsafe-negation': 'error',
  'no-with': 'error',
};

const OUTSIDE_PAGE = ['**/server/**', '**/dev/**'];
const OUTSIDE_CORE = ['**/server/**', '**/sidebar/**', '**/dev/**'];
const inward = (group, message) => ({ 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] });
/** The rooms of src/core, ground floor first: each may import only from those before it (docs/architecture.md). */
const ROOMS = [
  'contract',
  'accounts',
  'lists',
  'words',
  'google',
  'ports',
  'context',
  'settings',
  'people',
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
/** As arguments, a hundred thousand rows are more than the stack holds. */
const manyArguments = [
  {
    selector: 'CallExpression[callee.property.name=/^(push|unshift|splice)$/] > SpreadElement',
    message: 'Add them one by one, or make another array: rows are too many for arguments.',
  },
];
const pure = [
  ...manyArguments,
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

export default {
  plugins: ['typescript', 'import'],
  jsPlugins: ['./dev/eslint-rules.mjs'],
  categories: { correctness: 'off' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/', '.build/', 'coverage/', 'node_modules/'],
  rules: {
    ...ALWAYS,
    // A circle of files cannot be read, moved or tested one by one; a type counts as well as a value.
    'import/no-cycle': ['error', { ignoreTypes: false }],
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: {
        ...TYPESCRIPT,
        ...WITH_TYPES,
        'no-console': 'error',
        'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
        // The formatter breaks code; what it leaves are comments, and texts that may be longer.
        'eslint-own/max-len': [
          'error',
          {
            code: 120,
            ignoreStrings: true,
            ignoreTemplateLiterals: true,
            ignoreRegExpLiterals: true,
            ignoreUrls: true,
          },
        ],
      },
    },
    { files: ['src/core/**/*.ts'], rules: { 'eslint-own/no-restricted-syntax': ['error', ...pure] } },
    {
      files: ['src/core/jobs/*.ts', 'src/core/schedule/*.ts', 'src/core/requests/*.ts'],
      excludeFiles: ['src/core/jobs/job.ts', 'src/core/jobs/job-view.ts'],
      rules: { 'eslint-own/no-restricted-syntax': ['error', ...pure, ...steps] },
    },
    ...rooms,
    {
      files: ['src/server/**/*.ts'],
      rules: {
        ...inward(['**/sidebar/**', '**/dev/**'], 'The server knows core and Apps Script only.'),
        'eslint-own/no-restricted-syntax': ['error', ...manyArguments],
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
    // These are Google's own classes, and they name each other: a Range knows its Sheet, a Sheet its Ranges.
    { files: ['dev/sandbox/**'], rules: { 'import/no-cycle': 'off' } },
    // Whom a mail goes to must be read at a glance.
    {
      files: ['accounts', 'lists', 'activity', 'google', 'jobs', 'people', 'schedule'].map(
        room => `src/core/${room}/*.ts`,
      ),
      rules: { 'no-nested-ternary': 'error', 'max-params': ['error', { max: 4 }] },
    },
    // A language is one file, however many words it has.
    { files: ['src/core/words/*.ts'], rules: { 'max-lines': 'off' } },
    {
      files: ['test/**/*.ts', 'test/**/*.tsx'],
      rules: {
        'max-lines': 'off',
        'typescript/no-non-null-assertion': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/restrict-template-expressions': 'off',
      },
    },
    {
      files: ['**/*.mjs', '**/*.cjs'],
      env: { node: true },
      rules: { ...PLAIN, 'import/no-cycle': 'off' },
    },
    // A module is strict by itself, so the parser refuses these there.
    { files: ['**/*.cjs'], rules: { 'eslint-own/no-dupe-args': 'error', 'eslint-own/no-octal': 'error' } },
  ],
};
