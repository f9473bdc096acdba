import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz/run.ts';

// `npm run fuzz -- --requests=20000 --seed=1`: requests made of the OpenAPI document, half of them spoiled,
// against a service of its own with the example fund, or with one that was taken over (`--taken-over`). None may be answered by a 5xx, take above 5 s, hold the
// event loop above 200 ms or leave more than 100 MiB; what is refused must change nothing, and the books must
// agree at the end. The same seed makes the same requests as long as the answers are the same.

const MOST_REQUESTS = 1_000_000;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    'taken-over': { type: 'boolean', default: false },
  },
});

const requests = Number(values.requests);

const seed = Number(values.seed ?? randomInt(2 ** 31));

if (!(requests >= 1 && requests <= MOST_REQUESTS) || !Number.isSafeInteger(seed)) {
  throw new Error(
    `Usage: npm run fuzz -- --requests=N --seed=N [--taken-over] (N up to ${MOST_REQUESTS})`,
  );
}

console.log(`${requests} requests with --seed=${seed}`);

const fund = values['taken-over'] ? 'taken_over' : 'example';

const outcome = await fuzz(requests, seed, undefined, { fund, report: console.log });

const byStatus = [...outcome.byStatus].toSorted(([a], [b]) => a - b);

console.log(byStatus.map(([status, count]) => `${status}: ${count}`).join(', '));

console.log(
  `slowest ${Math.round(outcome.slowestMs)} ms, longest hold ${Math.round(outcome.longestHeldMs)} ms, ` +
    `most left ${Math.round(outcome.mostLeftMib)} MiB, failures ${outcome.failures.length}`,
);

process.exitCode = outcome.failures.length === 0 ? 0 : 1;
