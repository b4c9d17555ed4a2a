// Where the tests are, how TypeScript reaches jest, and the coverage that src/core must have.
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/transform.cjs' },
  globals: { BACKGROUND: true, SERVICE_ACCOUNT: true }, // src/core/built-in.ts
  testTimeout: 60_000,
  maxWorkers: 2,
  collectCoverageFrom: ['src/core/**/*.ts'],
  coverageProvider: 'babel', // touches only the files counted; V8's own slows all others down too
  coverageReporters: ['text-summary'],
  coverageThreshold: { global: { lines: 95, branches: 90 } },
  testSequencer: '<rootDir>/test/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/closing-line.cjs'],
};
