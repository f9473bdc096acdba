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
