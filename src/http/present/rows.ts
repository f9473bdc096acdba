/** The rows of an answer, presented one by one while the answer is written. */
export class LaterRows<Item, Row> {
  readonly #items: readonly Item[];
  readonly #present: (item: Item) => Row;

  constructor(items: readonly Item[], present: (item: Item) => Row) {
    this.#items = items;
    this.#present = present;
  }

  get length(): number {
    return this.#items.length;
  }

  *[Symbol.iterator](): Generator<Row> {
    for (const item of this.#items) yield this.#present(item);
  }

  /** All rows, for those who write an answer at once. */
  toJSON(): Row[] {
    return [...this];
  }
}

/**
 * Presents rows while the answer is written, so that thousands of them give way to other requests. What
 * comes back stands in an answer in place of the rows, and for nothing else: it is no array.
 */
export function presentLater<Item, Row>(
  items: readonly Item[],
  present: (item: Item) => Row,
): Row[] {
  return new LaterRows(items, present) as unknown as Row[];
}
