/** What is measured, under the name it is printed by. */
export type Tasks = Readonly<Record<string, () => unknown>>;

export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** The fewest rounds that a median is taken of. */
const LEAST_ROUNDS = 5;

/**
 * The median time of each task in milliseconds, and of how many rounds. The tasks take turns, so
 * that whatever else the machine does falls on all of them alike; a first round is not counted.
 *
 * @param seconds how long to go on with rounds
 */
export async function interleaved(
  tasks: Tasks,
  seconds: number,
): Promise<{ readonly times: Readonly<Record<string, number>>; readonly rounds: number }> {
  const all = new Map(Object.keys(tasks).map((name) => [name, [] as number[]]));
  const end = performance.now() + seconds * 1000;
  let rounds = 0;
  for (let round = 0; rounds < LEAST_ROUNDS || performance.now() < end; round += 1) {
    for (const [name, task] of Object.entries(tasks)) {
      const start = performance.now();
      await task();
      if (round > 0) all.get(name)?.push(performance.now() - start);
    }
    rounds = round;
  }
  const times = Object.fromEntries([...all].map(([name, each]) => [name, median(each)]));
  return { times, rounds };
}

/** How fast a time grows with a size: the slope of its logarithm, least squares; 1 is linear. */
export function exponent(points: readonly { readonly size: number; readonly ms: number }[]) {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ ms }) => Math.log(ms));
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = mean(xs.map((x, index) => (x - meanX) * ((ys[index] ?? 0) - meanY)));
  return covariance / mean(xs.map((x) => (x - meanX) ** 2));
}
