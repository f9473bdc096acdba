import type { Clock } from '../../usecases/view/clock.ts';

/** How many requests a source has left within a second. */
export interface Share {
  readonly limit: number;
  readonly remaining: number;
  /** Whether this request was one too many. */
  readonly exceeded: boolean;
}

/** Counts one more request of this source; null where there is no limit. */
export type Limiter = (source: string) => Share | null;

/**
 * Limits the requests of each source within a second of the clock. All counts are dropped with
 * the second, so that nothing grows with the number of sources.
 *
 * @param limit requests per source and second; 0: no limit
 */
export function rateLimiter(clock: Clock, limit: number): Limiter {
  let second = 0;
  let counts = new Map<string, number>();
  return (source) => {
    if (limit === 0) return null;
    const now = Math.floor(clock.now().getTime() / 1_000);
    if (now !== second) {
      second = now;
      counts = new Map();
    }
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    return { limit, remaining: Math.max(limit - count, 0), exceeded: count > limit };
  };
}
