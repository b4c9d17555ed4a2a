// Where the tests are, how TypeScript reaches jest, and the coverage that src/core must have.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** npm test runs these folders as one file each (test/together.ts). */
const isTogether = folder =>
  process.env.TOGETHER === '1' && existsSync(new URL(`test/${folder}/all.ts`, import.meta.url));

const folders = readdirSync(new URL('test', import.meta.url), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

const testsIn = (names, more) => ({
  testMatch: names.map(name => `<rootDir>/test/${name}/${isTogether(name) ? 'all.ts' : '**/*.test.ts'}`),
  testEnvironment: '<rootDir>/test/environment.cjs',
  roots: ['<rootDir>/src', '<rootDir>/dev', '<rootDir>/test'],
  setupFiles: ['<rootDir>/test/page-words.ts'],
  transform: { '\\.tsx?$': '<rootDir>/test/transform.cjs' },
  globals: { BACKGROUND: true, SERVICE_ACCOUNT: true, VERSION: version }, // src/core/contract/build-flags.ts
  ...more,
});

/**
 * Code whose lines are counted runs at half its speed. So they are counted in the tests of the core alone, which must
 * cover it by themselves.
 */
const COUNTED = ['core'];

export default {
  projects: [
    testsIn(COUNTED),
    testsIn(
      folders.filter(name => !COUNTED.includes(name)),
      { coveragePathIgnorePatterns: ['/src/'] },
    ),
  ],
  testTimeout: 60_000,
  maxWorkers: 3, // two processors are kept busy while one waits for a browser
  collectCoverageFrom: ['src/core/**/*.ts'],
  coverageProvider: 'babel', // touches only the files counted; V8's own slows all others down too
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  testSequencer: '<rootDir>/test/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/closing-line.cjs'],
};
