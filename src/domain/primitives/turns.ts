/**
 * Work that gives way from time to time: it yields where others may have their turn, and returns the
 * answer. The work is pure; who runs it decides what happens between two turns.
 */
export type InTurns<Answer> = Generator<undefined, Answer, undefined>;

/** The answer of work in turns, without giving way. */
export function atOnce<Answer>(turns: InTurns<Answer>): Answer {
  for (;;) {
    const { done, value } = turns.next();
    if (done === true) return value;
  }
}

/** How many items are made between two turns. */
const ITEMS_PER_TURN = 200;

/** What is made of each item, in their order, some at a time. */
export function* inTurns<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made,
): InTurns<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    made.push(make(item));
    if (made.length % ITEMS_PER_TURN === 0) yield;
  }
  return made;
}
