import type { Book } from '../../book/book.ts';
import type { FundAct } from '../../book/fund.ts';
import { shelfOf, type OpenBook } from '../../book/shelf.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { askBeforeActs, beforeActsIn, type BeforeActs } from '../../store/access/beforeActs.ts';
import { answerRow, deleteOldAnswers, type StoredAnswer } from '../../store/access/idempotency.ts';
import {
  chainEvents,
  rowsEvents,
  type AuditHead,
  type NewAuditEvent,
  type Origin,
} from '../../store/books/audit.ts';
import {
  isUnavailable,
  WaitedTooLong,
  writeFund,
  type Database,
  type WritingTx,
} from '../../store/database/database.ts';
import { asking, GiveWay } from '../view/turns.ts';
import { ActScope, PendingRows } from './actScope.ts';
import { auditEventsOf, type Audited } from './auditFacts.ts';
import { postingsOf } from './bookFact.ts';
import { refuseFactsOnClosedDays } from './closedPeriods.ts';
import { refuseFactsOfHandedOver } from './handedOver.ts';
import { refuseFactsTakenOver } from './takenOver.ts';

/** A request that names itself: its key, where it went and a hash of what it said. */
export interface Keyed {
  readonly key: string;
  readonly address: string;
  readonly requestHash: string;
}

/** An act that was carried out, and can still be taken back. */
export type CarriedOut = Pick<ActScope, 'book' | 'fundId' | 'recorded' | 'kept'>;

/** An act that waits to be carried out, by whom and from where. */
export interface NewAct<Result> {
  readonly actor: Actor;
  readonly from: Origin;
  /** When and why its facts are booked later than their days (R42); null: they are not. */
  readonly late: LateBooking | null;
  /** Null: the act may be carried out as often as it is asked for. */
  readonly keyed: Keyed | null;
  carryOut(fund: FundAct): Promise<Result>;
  /** Has its say when all is checked: what it throws takes the act back. Left out: it says nothing. */
  settle?(act: CarriedOut): void;
  /** What is kept to answer the same request again. */
  answerOf(result: Result): Pick<StoredAnswer, 'status' | 'answer'>;
  /** The result that an answer given before stands for. */
  replay(stored: StoredAnswer): Result;
}

/** An act in line, with the promise that its caller waits for. */
interface Waiting {
  readonly act: NewAct<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** How an act ended: with a result, or refused. */
type Ending = { readonly result: unknown } | { readonly error: unknown };

/** How many acts share a transaction at the most. */
const ACTS_AT_ONCE = 64;

/** How many facts are audited at once. */
const FACTS_AT_ONCE = 1_000;

/** How long answers older than their 35 days may lie before they are dropped. */
const CLEANING_MS = 3_600_000;

/** An act failed whose rows were inserted: the others of its transaction must be tried without it. */
class GroupBroken extends Error {}

/** The acts of one transaction, carried out in their order on the book; later ones see earlier ones. */
class Group {
  readonly #book: Book;
  readonly #pending: PendingRows;
  readonly #answers: Map<string, StoredAnswer>;
  readonly #revoked: ReadonlySet<string>;
  readonly #head: AuditHead;
  readonly #audited: Audited[] = [];
  readonly #events: NewAuditEvent[] = [];

  constructor(book: Book, tx: WritingTx, before: BeforeActs) {
    this.#book = book;
    this.#pending = new PendingRows(tx);
    this.#answers = before.answers;
    this.#revoked = before.revoked;
    this.#head = before.auditHead;
  }

  /** Carries one act out; one that is refused leaves nothing behind. */
  async carryOut(act: NewAct<unknown>, isAlone: boolean): Promise<Ending> {
    const { length, inserted } = this.#pending;
    const through = this.#book.through;
    try {
      return { result: await this.#result(act) };
    } catch (error) {
      const isInserted = this.#pending.inserted !== inserted;
      if (isAlone || isUnavailable(error)) throw error;
      if (isInserted) throw new GroupBroken('an act failed in the middle', { cause: error });
      this.#book.takeBackAfter(through);
      this.#pending.cut(length);
      return { error };
    }
  }

  async #result(act: NewAct<unknown>): Promise<unknown> {
    const { actor, from, keyed, late } = act;
    // The token may have been revoked while the act waited for the fund's lock.
    if (this.#revoked.has(actor.tokenId)) throw new DomainError('unauthorized');
    const stored = keyed === null ? undefined : this.#answers.get(keyed.key);
    if (keyed !== null && stored !== undefined) {
      refuseOtherRequest(stored, keyed);
      return act.replay(stored);
    }
    const of = { book: this.#book, pending: this.#pending, auditHead: this.#head };
    const scope = new ActScope(of, { actor, late });
    const result = await act.carryOut(scope);
    refuseFactsOnClosedDays(scope, scope.recorded);
    refuseFactsTakenOver(scope, scope.recorded);
    refuseFactsOfHandedOver(scope, scope.recorded);
    const others = new GiveWay();
    for (const fact of scope.recorded) {
      this.#pending.add(postingsOf(this.#book, fact));
      await others.haveTheirTurn();
    }
    act.settle?.(scope);
    if (keyed !== null) {
      const answer = { ...keyed, ...act.answerOf(result) };
      this.#pending.add([answerRow(answer, new Date(this.#pending.tx.now))]);
      this.#answers.set(keyed.key, answer);
    }
    for (const [at, fact] of scope.recorded.entries()) {
      this.#audited.push({ fact, actor: scope.recordedBy[at] ?? actor.tokenId, from });
    }
    const by = { ...from, actor: actor.tokenId, recordedAt: new Date(this.#pending.tx.now) };
    this.#events.push(...scope.events, ...rowsEvents(scope.kept, by));
    return result;
  }

  /** Inserts what the acts recorded, enters it in the audit trail and moves the fund's clock on. */
  async finish(): Promise<void> {
    const { tx, said } = this.#pending;
    const audited = this.#audited;
    // What facts say is read from their rows, where it is not known already.
    if (!audited.every(({ fact }) => said.has(fact.id))) await this.#pending.insert();
    let head = this.#head;
    const chain = (events: readonly NewAuditEvent[]): void => {
      const { rows, head: last } = chainEvents(head, events);
      this.#pending.add(rows);
      head = last;
    };
    // An act of many facts, such as a book that is entered, is audited page by page.
    for (let at = 0; at < audited.length; at += FACTS_AT_ONCE) {
      if (at > 0) await this.#pending.insert();
      const page = audited.slice(at, at + FACTS_AT_ONCE);
      chain(await auditEventsOf(tx, this.#book, page, said));
    }
    chain(this.#events);
    await this.#pending.insert(audited.length > 0 ? this.#book.through : null);
  }

  get recorded(): readonly Audited[] {
    return this.#audited;
  }
}

/** @throws DomainError idempotency-key-reused, where the key belongs to another request */
export function refuseOtherRequest(stored: StoredAnswer, keyed: Keyed): void {
  if (stored.address === keyed.address && stored.requestHash === keyed.requestHash) return;
  throw new DomainError('idempotency-key-reused');
}

const cleanedAt = new WeakMap<Database, Map<string, number>>();

/** Drops answers that are kept long enough, now and then. */
async function cleanUp(database: Database, tx: WritingTx): Promise<void> {
  const times = cleanedAt.get(database) ?? new Map<string, number>();
  cleanedAt.set(database, times);
  if (tx.now - (times.get(tx.fundId) ?? 0) < CLEANING_MS) return;
  await deleteOldAnswers(tx);
  times.set(tx.fundId, tx.now);
}

async function writeGroup(
  database: Database,
  tx: WritingTx,
  open: OpenBook,
  acts: readonly NewAct<unknown>[],
): Promise<{ readonly endings: Ending[]; readonly recorded: readonly Audited[] }> {
  const group = new Group(await open(tx), tx, beforeActsIn(tx.asked));
  const endings: Ending[] = [];
  for (const act of acts) endings.push(await group.carryOut(act, acts.length === 1));
  await group.finish();
  await cleanUp(database, tx);
  return { endings, recorded: group.recorded };
}

/** Carries acts of a fund out in one transaction; says how each ended when all is committed. */
async function commitGroup(
  database: Database,
  fundId: string,
  acts: readonly NewAct<unknown>[],
): Promise<Ending[]> {
  const keys = acts.flatMap(({ keyed }) => (keyed === null ? [] : [keyed.key]));
  const tokenIds = [...new Set(acts.map(({ actor }) => actor.tokenId))];
  const ask = askBeforeActs(keys, tokenIds);
  const { endings, recorded } = await shelfOf(database).writing(fundId, (open) =>
    writeFund(database, fundId, (tx) => writeGroup(database, tx, open, acts), ask),
  );
  for (const { fact } of recorded) {
    database.recorded.set(fact.factKind, (database.recorded.get(fact.factKind) ?? 0) + 1);
  }
  for (const tell of database.onCommit) tell(fundId);
  return endings;
}

/** The acts that wait to be written to one fund, in the order in which they came. */
class Line {
  readonly #database: Database;
  readonly #fundId: string;
  readonly #waiting = new Set<Waiting>();
  #isWriting = false;

  constructor(database: Database, fundId: string) {
    this.#database = database;
    this.#fundId = fundId;
  }

  wait(act: NewAct<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting);
        reject(new WaitedTooLong('the earlier writers of the fund take too long'));
      }, this.#database.lineTimeoutMs);
      const waiting = { act, resolve, reject, timer };
      this.#waiting.add(waiting);
      // Not as a part of one caller's request: the client of another may stay.
      if (!this.#isWriting) asking.exit(() => void this.#write());
    });
  }

  /** Takes those who wait, some at a time, until nobody waits. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    // Those who come in the same turn share the first transaction.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const group = [...this.#waiting].slice(0, ACTS_AT_ONCE);
      for (const waiting of group) {
        this.#waiting.delete(waiting);
        clearTimeout(waiting.timer);
      }
      await this.#carryOut(group);
    }
    this.#isWriting = false;
  }

  async #carryOut(group: readonly Waiting[]): Promise<void> {
    try {
      const acts = group.map(({ act }) => act);
      const endings = await commitGroup(this.#database, this.#fundId, acts);
      for (const [at, { resolve, reject }] of group.entries()) {
        const ending = endings[at];
        if (ending !== undefined && 'result' in ending) resolve(ending.result);
        else reject(ending?.error);
      }
    } catch (error) {
      if (group.length === 1 || isUnavailable(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // The database refused the group for one of them: the others must not suffer for it.
      for (const waiting of group) await this.#carryOut([waiting]);
    }
  }
}

const lines = new WeakMap<Database, Map<string, Line>>();

function lineOf(database: Database, fundId: string): Line {
  const ofDatabase = lines.get(database) ?? new Map<string, Line>();
  lines.set(database, ofDatabase);
  const line = ofDatabase.get(fundId) ?? new Line(database, fundId);
  ofDatabase.set(fundId, line);
  return line;
}

/**
 * Carries an act out, all or nothing: decided on the fund's book, booked in the ledger and entered in
 * the audit trail in the transaction that records it, which it shares with other acts of the fund that
 * wait in line. A refused act leaves nothing behind. It may be carried out again where the database
 * gives way, so it must have no effect outside.
 *
 * @throws DomainError unauthorized, idempotency-key-reused, period-closed, and what the act throws
 */
export function writeAct<Result>(database: Database, act: NewAct<Result>): Promise<Result> {
  return lineOf(database, act.actor.fundId).wait(act as NewAct<unknown>) as Promise<Result>;
}

/** Carries out an act that no request asks for. */
export function writeActs<Result>(
  database: Database,
  actor: Actor,
  from: Origin,
  carryOut: (fund: FundAct) => Promise<Result>,
): Promise<Result> {
  return writeAct(database, {
    actor,
    from,
    late: null,
    keyed: null,
    carryOut,
    answerOf: () => ({ status: 200, answer: null }),
    replay: () => {
      throw new Error('an act without a key is never answered again');
    },
  });
}
