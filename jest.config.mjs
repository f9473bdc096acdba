import os from 'node:os';

/** As many workers as keep two processors at work. */
const WORKERS_TO_FILL_TWO = 4;

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Sources are loaded as Node loads them; nothing is left to jest.
  transform: {},
  testRunner: '<rootDir>/test/support/runner.ts',
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  testSequencer: '<rootDir>/test/support/order.mjs',
  // A machine may be busy; a test that hangs is still found.
  testTimeout: 240_000,
  // A worker waits for the database and for processes half of its time.
  maxWorkers: Math.max(WORKERS_TO_FILL_TWO, os.availableParallelism() - 1),
};
