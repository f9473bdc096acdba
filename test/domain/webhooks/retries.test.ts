import { heldFor, PACE, pauseAfter, verdictOf } from '../../../src/domain/webhooks/retries.ts';

const HOUR = 3_600_000;

describe('an event that is not accepted', () => {
  test('is sent again at the times that Standard Webhooks proposes, then every day', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tries) => pauseAfter(PACE, tries, null));
    const hours = [2, 5, 10, 14, 20, 24, 24].map((each) => each * HOUR);
    expect(pauses).toEqual([5_000, 300_000, 1_800_000, ...hours]);
  });

  test('is not sent before the receiver wants it, within a second and a day', () => {
    expect(pauseAfter(PACE, 1, 60_000)).toBe(60_000);
    expect(pauseAfter(PACE, 4, 60_000)).toBe(2 * HOUR);
    expect(pauseAfter(PACE, 1, 999 * HOUR)).toBe(24 * HOUR);
    expect([heldFor(0), heldFor(-5), heldFor(90_000)]).toEqual([1_000, 1_000, 90_000]);
  });
});

describe('the status of an answer', () => {
  test.each([
    [200, 'accepted'],
    [204, 'accepted'],
    [299, 'accepted'],
    [302, 'failed'],
    [307, 'failed'],
    [400, 'failed'],
    [409, 'failed'],
    [410, 'gone'],
    [429, 'failed'],
    [500, 'failed'],
    [null, 'failed'],
  ])('%s: %s', (status, verdict) => expect(verdictOf(status)).toBe(verdict));
});
