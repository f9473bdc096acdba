import { randomUUID } from 'node:crypto';
import type { Book } from '../../book/book.ts';
import type { FundAct } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { AuditHead } from '../../store/books/audit.ts';
import type { Entry, NewEntry } from '../../store/facts/entry.ts';

/**
 * An act that is tried on a book of its own, which nobody else sees: nothing of it is written. What would be
 * asked of the database cannot be.
 */
export class TryScope implements FundAct {
  readonly actor: Actor;
  readonly late = null;
  readonly book: Book;
  readonly auditHead: AuditHead = { number: 0, hash: '' };
  readonly recorded: Entry[] = [];
  readonly #startedAt: number;

  /** @param startedAt the facts are recorded after this instant, in milliseconds since 1970 */
  constructor(book: Book, actor: Actor, startedAt: number) {
    this.book = book;
    this.actor = actor;
    this.#startedAt = startedAt;
  }

  get fundId(): string {
    return this.book.fundId;
  }

  record<E extends Entry>(entry: NewEntry<E>, id: string = randomUUID()): E {
    const recordedAt = Math.max(this.#startedAt, this.book.through) + 1;
    const { tokenName: recordedBy } = this.actor;
    const head = { id, recordedAt, recordedBy, reversal: null };
    const recorded = { late: null, ...entry, ...head } as unknown as E;
    this.book.add(recorded);
    this.recorded.push(recorded);
    return recorded;
  }

  keep(): void {}

  audit(): void {}

  sql<T>(): Promise<T> {
    return Promise.reject(new Error('an act that is tried asks nothing of the database'));
  }

  write<T>(): Promise<T> {
    return this.sql<T>();
  }
}
