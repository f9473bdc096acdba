import { randomUUID } from 'node:crypto';
import type { Book } from '../../book/book.ts';
import type { FundAct } from '../../book/fund.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { AuditHead, NewAuditEvent } from '../../store/books/audit.ts';
import type { FundTx, WritingTx } from '../../store/database/database.ts';
import type { Entry, NewEntry } from '../../store/facts/entry.ts';
import type { Row, TableRow } from '../../store/facts/factStore.ts';
import { rowsOfEntry } from '../../store/facts/entryRows.ts';
import { storeOf } from '../../store/facts/stores.ts';
import { paymentContent } from '../../store/books/paymentContent.ts';
import { insertActs } from '../../store/facts/insertRows.ts';

/** The kinds of which `record` tells what a fact says. */
const TOLD: ReadonlySet<string> = new Set(['repayment', 'disbursement']);

/** The rows that the acts of one transaction want inserted. */
export class PendingRows {
  readonly tx: WritingTx;
  #rows: TableRow[] = [];
  /** How often rows were inserted. */
  inserted = 0;
  /** What facts say that were inserted, by id, as far as it was told. */
  readonly said = new Map<string, string>();

  constructor(tx: WritingTx) {
    this.tx = tx;
  }

  get length(): number {
    return this.#rows.length;
  }

  add(rows: readonly TableRow[]): void {
    this.#rows.push(...rows);
  }

  /** Drops all but the first so many. */
  cut(length: number): void {
    this.#rows.length = length;
  }

  /** @param lastRecordedAt the instant to which the fund's clock is moved on; null: it stays */
  async insert(lastRecordedAt: number | null = null): Promise<void> {
    const rows = this.#rows;
    if (rows.length === 0) return;
    this.#rows = [];
    this.inserted += 1;
    const told = await insertActs(this.tx, rows, { toldKinds: TOLD, lastRecordedAt });
    for (const [id, text] of told) this.said.set(id, text);
  }
}

/** One act in a transaction, beside others: what it records is in the book at once. */
export class ActScope implements FundAct {
  readonly book: Book;
  readonly auditHead: AuditHead;
  readonly recorded: Entry[] = [];
  /** The ids of the tokens in whose names the facts were recorded, in their order. */
  readonly recordedBy: string[] = [];
  /** Acts that are no facts, for the audit trail. */
  readonly events: NewAuditEvent[] = [];
  /** Rows beside the facts. */
  readonly kept: TableRow[] = [];
  readonly #pending: PendingRows;
  #by: Pick<FundAct, 'actor' | 'late'>;

  constructor(
    of: { readonly book: Book; readonly pending: PendingRows; readonly auditHead: AuditHead },
    by: Pick<FundAct, 'actor' | 'late'>,
  ) {
    this.book = of.book;
    this.auditHead = of.auditHead;
    this.#by = by;
    this.#pending = of.pending;
  }

  get actor(): Actor {
    return this.#by.actor;
  }

  get late(): LateBooking | null {
    return this.#by.late;
  }

  async inNameOf<T>(by: Pick<FundAct, 'actor' | 'late'>, carryOut: () => Promise<T>): Promise<T> {
    const own = this.#by;
    this.#by = by;
    try {
      return await carryOut();
    } finally {
      this.#by = own;
    }
  }

  get fundId(): string {
    return this.book.fundId;
  }

  async sql<T>(read: (tx: FundTx) => Promise<T>): Promise<T> {
    // What is read may be what was recorded just before.
    await this.#pending.insert();
    return read(this.#pending.tx);
  }

  record<E extends Entry>(entry: NewEntry<E>, id: string = randomUUID(), more: Row = {}): E {
    const { tx } = this.#pending;
    const recorded = {
      late: this.late,
      ...entry,
      id,
      // Facts of a fund lie a millisecond apart at least; the first one lies after now.
      recordedAt: Math.max(tx.now, this.book.through) + 1,
      recordedBy: this.actor.tokenName,
      reversal: null,
    } as unknown as E;
    this.book.add(recorded);
    this.recorded.push(recorded);
    this.recordedBy.push(this.actor.tokenId);
    const rows = rowsOfEntry(recorded, this.actor.tokenId);
    const main = storeOf(recorded.factKind).table;
    if (TOLD.has(recorded.factKind)) this.#tell(recorded, main, rows);
    this.#pending.add(
      rows.map(([table, row]) => (table === main ? [table, { ...row, ...more }] : [table, row])),
    );
    return recorded;
  }

  #tell({ id, factKind: kind, ...head }: Entry, table: string, rows: readonly TableRow[]): void {
    const [, row = {}] = rows.find(([of]) => of === table) ?? [];
    const { effectiveOn, recordedAt, late } = head;
    const recordedBy = this.actor.tokenId;
    const fact = { kind, effectiveOn, recordedAt, recordedBy, late, table, row };
    this.#pending.said.set(id, paymentContent(fact));
  }

  keep(rows: readonly TableRow[]): void {
    this.#pending.add(rows);
    this.kept.push(...rows);
  }

  async write<T>(write: (tx: FundTx) => Promise<T>): Promise<T> {
    await this.#pending.insert();
    // What is written here cannot be dropped alone.
    this.#pending.inserted += 1;
    return write(this.#pending.tx);
  }

  audit(event: NewAuditEvent): void {
    this.events.push(event);
  }
}
