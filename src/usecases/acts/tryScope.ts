import { randomUUID } from 'node:crypto';
import type { Book } from '../../book/book.ts';
import type { Fund, FundAct } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { AuditHead } from '../../store/books/audit.ts';
import type { Entry, NewEntry } from '../../store/facts/entry.ts';

const asksNothing: Fund['sql'] = () =>
  Promise.reject(new Error('an act that is tried here asks nothing of the database'));

/** Who tries an act, from which instant on, and what it may ask of the database: left out, nothing. */
interface Trying {
  readonly actor: Actor;
  /** The facts are recorded after this instant, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly late?: LateBooking | null;
  readonly sql?: Fund['sql'];
}

/** An act that is tried on a book where nobody else sees what it records: nothing of it is written. */
export class TryScope implements FundAct {
  readonly actor: Actor;
  readonly late: LateBooking | null;
  readonly book: Book;
  readonly sql: Fund['sql'];
  readonly auditHead: AuditHead = { number: 0, hash: '' };
  readonly recorded: Entry[] = [];
  readonly #startedAt: number;

  constructor(book: Book, { actor, startedAt, late = null, sql = asksNothing }: Trying) {
    this.book = book;
    this.actor = actor;
    this.late = late;
    this.sql = sql;
    this.#startedAt = startedAt;
  }

  get fundId(): string {
    return this.book.fundId;
  }

  inNameOf<T>(): Promise<T> {
    return Promise.reject(new Error('an act that is tried is carried out in one name'));
  }

  record<E extends Entry>(entry: NewEntry<E>, id: string = randomUUID()): E {
    const recordedAt = Math.max(this.#startedAt, this.book.through) + 1;
    const { tokenName: recordedBy } = this.actor;
    const head = { id, recordedAt, recordedBy, reversal: null };
    const recorded = { late: this.late, ...entry, ...head } as unknown as E;
    this.book.add(recorded);
    this.recorded.push(recorded);
    return recorded;
  }

  keep(): void {}

  audit(): void {}

  write<T>(): Promise<T> {
    return Promise.reject(new Error('an act that is tried writes nothing'));
  }
}
