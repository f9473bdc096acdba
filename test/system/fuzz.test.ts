import { fuzz } from '../../scripts/fuzz/run.ts';

// A short run of `npm run fuzz`, always the same.

/** A machine may be busy with other tests; what holds the event loop for long is found by the long run. */
const LIMITS = { answerMs: 30_000, heldMs: 2_000, leftMib: 100, warmUp: 0 };

test.each([
  ['the example fund', 'example'],
  ['a fund that was taken over', 'taken_over'],
] as const)(
  'hundreds of requests made of the OpenAPI document do not break %s',
  async (_, fund) => {
    const { requests, failures, byStatus } = await fuzz(200, 15, LIMITS, { fund });
    expect(failures).toEqual([]);
    expect(requests).toBe(200);
    // Some of each kind came through.
    for (const status of [200, 201, 400, 404, 422]) {
      expect([status, (byStatus.get(status) ?? 0) > 0]).toEqual([status, true]);
    }
  },
);
