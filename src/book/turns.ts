import { setImmediate as nextRound } from 'node:timers/promises';

let last: Promise<void> = Promise.resolve();

/**
 * Lets others have their turn. Of all works that wait so, one goes on in a round of the event loop: however many they
 * are, a request that comes meanwhile waits for one part of one work.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => nextRound());
  return last;
}
