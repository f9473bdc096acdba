import os from 'node:os';

/** Where `test/support/libraries.ts` puts the libraries that it bundles. */
const LIBRARIES = '<rootDir>/node_modules/.cache/test-libraries';

/** As many workers as keep two processors at work. */
const WORKERS_TO_FILL_TWO = 5;

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^(typebox|drizzle-orm)$': `${LIBRARIES}/$1.mjs`,
    '^(drizzle-orm)/(pg-core|node-postgres)$': `${LIBRARIES}/$1-$2.mjs`,
    '^(drizzle-orm)/(node-postgres)/(migrator)$': `${LIBRARIES}/$1-$2-$3.mjs`,
  },
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  testEnvironment: '<rootDir>/test/support/environment.ts',
  testSequencer: '<rootDir>/test/support/order.mjs',
  // A machine may be busy; a test that hangs is still found.
  testTimeout: 240_000,
  // A worker waits for the database and for processes two thirds of its time.
  maxWorkers: Math.max(WORKERS_TO_FILL_TWO, os.availableParallelism() - 1),
};
