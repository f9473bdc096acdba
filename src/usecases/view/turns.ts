import { AsyncLocalStorage } from 'node:async_hooks';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { nextTurn } from '../../book/turns.ts';

/** How long work may hold the event loop before others have their turn. */
const TURN_MS = 10;

/** How many loans are worked at between two looks at the clock. */
export const LOANS_PER_TURN = 10;

/** A request that is being answered. */
export interface Asking {
  /** Whether the client has gone away: nobody waits for the answer. */
  isGone: boolean;
}

/** The request whose answer is being worked out. */
export const asking = new AsyncLocalStorage<Asking>();

/** The client has gone away before the answer was there. */
export class ClientGone extends Error {}

/**
 * Runs work that gives way: others have their turn from time to time, and the work ends where the client
 * who asked for it has gone away.
 *
 * @throws ClientGone
 */
export async function givingWay<Answer>(turns: InTurns<Answer>): Promise<Answer> {
  let since = performance.now();
  for (;;) {
    const { done, value } = turns.next();
    if (done === true) return value;
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn();
    if (asking.getStore()?.isGone === true) throw new ClientGone('nobody waits for the answer');
    since = performance.now();
  }
}

/** Parts of an answer as they come; others have their turn from time to time. */
export async function* partsInTurns<Part>(parts: Iterable<Part>): AsyncGenerator<Part> {
  let since = performance.now();
  for (const part of parts) {
    yield part;
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}

/** Lets others have their turn from time to time, in work that waits between its steps anyway. */
export class GiveWay {
  #since = performance.now();

  /** To be called after each step. */
  async haveTheirTurn(): Promise<void> {
    if (performance.now() - this.#since < TURN_MS) return;
    await nextTurn();
    this.#since = performance.now();
  }
}
