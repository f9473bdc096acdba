import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Clock } from '../../usecases/view/clock.ts';
import { rateLimiter } from './rateLimit.ts';

/** How many tokens that are none an address may try within a minute. */
export const MOST_GUESSES = 10;

type Asking = Pick<FastifyRequest, 'ip'>;

type Answering = Pick<FastifyReply, 'header'>;

/**
 * Has an address that guesses wait for the next minute, whatever else it may ask. A try is counted before
 * anything is looked up, and given back if it was no wrong guess.
 *
 * @returns what tries something that may be refused with `unauthorized`
 */
export function slowLane(clock: Clock) {
  const guesses = rateLimiter(clock, MOST_GUESSES, 60);
  return async <T>({ ip }: Asking, reply: Answering, attempt: () => Promise<T>): Promise<T> => {
    const share = guesses.count(ip);
    if (share?.exceeded === true) {
      reply.header('retry-after', share.resetSeconds);
      throw new DomainError('too-many-requests');
    }
    try {
      const result = await attempt();
      guesses.giveBack(ip);
      return result;
    } catch (error) {
      const isGuess = error instanceof DomainError && error.code === 'unauthorized';
      if (!isGuess) guesses.giveBack(ip);
      throw error;
    }
  };
}
