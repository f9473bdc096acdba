import type { Clock } from '../../usecases/view/clock.ts';

/** How many requests a source has left within a second. */
export interface Share {
  readonly limit: number;
  readonly remaining: number;
  /** Whether this request was one too many. */
  readonly exceeded: boolean;
}

/** Counts the requests of sources. */
export interface Limiter {
  /** Counts one more request of this source; null where there is no limit. */
  count(source: string): Share | null;
  /** Takes back a request that was counted, if its second still runs. */
  giveBack(source: string): void;
}

/**
 * Limits the requests of each source within a second of the clock. All counts are dropped with
 * the second, so that nothing grows with the number of sources.
 *
 * @param limit requests per source and second; 0: no limit
 */
export function rateLimiter(clock: Clock, limit: number): Limiter {
  let second = 0;
  let counts = new Map<string, number>();
  const count = (source: string): Share | null => {
    if (limit === 0) return null;
    const now = Math.floor(clock.now().getTime() / 1_000);
    if (now !== second) {
      second = now;
      counts = new Map();
    }
    const asked = (counts.get(source) ?? 0) + 1;
    if (asked <= limit) counts.set(source, asked);
    return { limit, remaining: Math.max(limit - asked, 0), exceeded: asked > limit };
  };
  const giveBack = (source: string): void => {
    const asked = counts.get(source) ?? 0;
    if (asked > 0) counts.set(source, asked - 1);
  };
  return { count, giveBack };
}
