import type { Actor } from '../domain/access/actor.ts';
import type { LateBooking } from '../domain/books/lateBooking.ts';
import type { AuditHead, NewAuditEvent } from '../store/books/audit.ts';
import type { FundTx } from '../store/database/database.ts';
import type { Entry, NewEntry } from '../store/facts/entry.ts';
import type { Row, TableRow } from '../store/facts/factStore.ts';
import type { Book } from './book.ts';

/** One fund, open to be read: its facts in memory, and the way to what the book does not keep. */
export interface Fund {
  readonly fundId: string;
  readonly book: Book;
  /** Reads kept bytes, the ledger, the audit trail or tokens from the database. */
  sql<T>(read: (tx: FundTx) => Promise<T>): Promise<T>;
}

/** One fund, open to one act: what the act records is in the book at once, for this act alone. */
export interface FundAct extends Fund {
  readonly actor: Actor;
  /** When and why the act books its facts later than their days (R42); null: on their days. */
  readonly late: LateBooking | null;
  /**
   * Carries out, within this act, what somebody else proposed: its facts are recorded in the name of that
   * person, and booked as `late` says.
   */
  inNameOf<T>(by: Pick<FundAct, 'actor' | 'late'>, carryOut: () => Promise<T>): Promise<T>;
  /** What the act has recorded so far, in its order. */
  readonly recorded: readonly Entry[];
  /**
   * Records a fact: after every other of the fund, and after now (R21).
   *
   * @param id under which it is found; left out, a new one
   * @param more columns of its row that its entry leaves out
   */
  record<E extends Entry>(entry: NewEntry<E>, id?: string, more?: Row): E;
  /** Keeps rows beside the facts. */
  keep(rows: readonly TableRow[]): void;
  /** The end of the audit trail, as it was before the acts of this transaction. */
  readonly auditHead: AuditHead;
  /** Writes what is no fact, such as a token, in the transaction of the act. */
  write<T>(write: (tx: FundTx) => Promise<T>): Promise<T>;
  /** Enters an act that is no fact in the audit trail. */
  audit(event: NewAuditEvent): void;
}

/** The instant of the fund's last fact: the `knownAt` of all that is known in an act. */
export const lastRecordedAt = ({ book }: Pick<Fund, 'book'>): Date => new Date(book.through);
