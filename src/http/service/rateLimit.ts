import type { Clock } from '../../usecases/view/clock.ts';

/** How many requests a source has left within the time in which they are counted. */
export interface Share {
  readonly limit: number;
  readonly remaining: number;
  /** Whether this request was one too many. */
  readonly exceeded: boolean;
  /** In how many seconds the count begins anew. */
  readonly resetSeconds: number;
}

/** Counts the requests of sources. */
export interface Limiter {
  /**
   * Counts one more request of this source; null where there is no limit.
   *
   * @param own the limit of this source, if it has one of its own
   */
  count(source: string, own?: number): Share | null;
  /** Takes back a request that was counted, if it still counts. */
  giveBack(source: string): void;
}

/**
 * Limits the requests of each source within a second of the clock, or within some seconds. All counts
 * are dropped with that time, so that nothing grows with the number of sources.
 *
 * @param limit requests per source in that time; 0: no limit
 */
export function rateLimiter(clock: Clock, limit: number, seconds = 1): Limiter {
  let time = 0;
  let counts = new Map<string, number>();
  const count = (source: string, own = limit): Share | null => {
    if (own === 0) return null;
    const nowSeconds = Math.floor(clock.now().getTime() / 1_000);
    const now = Math.floor(nowSeconds / seconds);
    if (now !== time) {
      time = now;
      counts = new Map();
    }
    const asked = (counts.get(source) ?? 0) + 1;
    if (asked <= own) counts.set(source, asked);
    const resetSeconds = seconds - (nowSeconds % seconds);
    const remaining = Math.max(own - asked, 0);
    return { limit: own, remaining, exceeded: asked > own, resetSeconds };
  };
  const giveBack = (source: string): void => {
    const asked = counts.get(source) ?? 0;
    if (asked > 0) counts.set(source, asked - 1);
  };
  return { count, giveBack };
}
