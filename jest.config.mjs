// Where the tests are, how TypeScript reaches jest, and the coverage that src/core must have.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** npm test runs these folders as one file each (test/together.ts). */
const together =
  process.env.TOGETHER === '1'
    ? readdirSync(new URL('test', import.meta.url)).filter(name =>
        existsSync(new URL(`test/${name}/all.ts`, import.meta.url)),
      )
    : [];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/dev', '<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts', ...together.map(name => `<rootDir>/test/${name}/all.ts`)],
  testPathIgnorePatterns: together.map(name => `/test/${name}/.+\\.test\\.ts$`),
  setupFiles: ['<rootDir>/test/page-words.ts'],
  transform: { '\\.tsx?$': '<rootDir>/test/transform.cjs' },
  globals: { BACKGROUND: true, SERVICE_ACCOUNT: true, VERSION: version }, // src/core/contract/build-flags.ts
  testTimeout: 60_000,
  maxWorkers: 4, // two processors are kept busy while two wait for a browser
  collectCoverageFrom: ['src/core/**/*.ts'],
  coverageProvider: 'babel', // touches only the files counted; V8's own slows all others down too
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  testSequencer: '<rootDir>/test/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/closing-line.cjs'],
};
