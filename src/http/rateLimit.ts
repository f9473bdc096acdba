import { DomainError } from '../domain/errors.ts';
import type { Clock } from '../usecases/clock.ts';

/** Counts one more request of this source; throws `too-many-requests` where it had its share. */
export type Limiter = (source: string) => void;

/**
 * Limits the requests of each source within a second of the clock. All counts are dropped with
 * the second, so that nothing grows with the number of sources.
 *
 * @param max requests per source and second; 0: no limit
 */
export function rateLimiter(clock: Clock, max: number): Limiter {
  let second = 0;
  let counts = new Map<string, number>();
  return (source) => {
    if (max === 0) return;
    const now = Math.floor(clock.now().getTime() / 1_000);
    if (now !== second) {
      second = now;
      counts = new Map();
    }
    const count = (counts.get(source) ?? 0) + 1;
    counts.set(source, count);
    if (count > max) throw new DomainError('too-many-requests');
  };
}
