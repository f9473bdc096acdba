import type * as jest from '@jest/globals';

// What jest puts into every test file.

declare global {
  var afterAll: typeof jest.afterAll;
  var afterEach: typeof jest.afterEach;
  var beforeAll: typeof jest.beforeAll;
  var beforeEach: typeof jest.beforeEach;
  var describe: typeof jest.describe;
  var expect: typeof jest.expect;
  var test: typeof jest.test;
}
