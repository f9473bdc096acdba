import { and, asc, eq, type SQL } from 'drizzle-orm';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { FundTx } from '../database/database.ts';
import type { Method } from '../loans/disbursement.ts';
import { factOf, isKnown, recorder, recording, reversedAt } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { MOVEMENT_KINDS, capitalMovement, fact, token } from '../database/tables/schema.ts';

/** Money into the charter capital or out of it; `amount` is above 0 for both kinds (R18). */
export interface NewCapitalMovement {
  readonly kind: (typeof MOVEMENT_KINDS)[number];
  readonly amount: Money;
  readonly documentNumber: string;
  readonly method: Method | null;
}

export interface StoredCapitalMovement extends NewCapitalMovement, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** Adds a capital movement under its fact. */
export async function insertCapitalMovement(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewCapitalMovement,
): Promise<StoredCapitalMovement> {
  const { kind, documentNumber, method } = added;
  const amount = text(added.amount);
  await tx.db
    .insert(capitalMovement)
    .values({ fundId: tx.fundId, id: recorded.id, kind, amount, documentNumber, method });
  return { ...recorded, ...added, reversedAt: null };
}

async function load(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
): Promise<StoredCapitalMovement[]> {
  const rows = await tx.db
    .select({
      id: capitalMovement.id,
      kind: capitalMovement.kind,
      amount: capitalMovement.amount,
      documentNumber: capitalMovement.documentNumber,
      method: capitalMovement.method,
      ...recording,
      reversedAt: reversedAt(knownAt),
    })
    .from(capitalMovement)
    .innerJoin(fact, factOf(capitalMovement))
    .innerJoin(token, recorder())
    .where(and(eq(capitalMovement.fundId, tx.fundId), isKnown(knownAt), where))
    .orderBy(asc(fact.effectiveOn), asc(fact.recordedAt));
  return rows.map((row) => ({ ...row, amount: money(row.amount) }));
}

/** The movement, also where it was reversed. */
export async function findCapitalMovement(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredCapitalMovement | null> {
  const [found] = await load(tx, eq(capitalMovement.id, id), knownAt);
  return found ?? null;
}

/** The movements by date, reversed ones included. */
export async function listCapitalMovements(
  tx: FundTx,
  knownAt: Date,
): Promise<StoredCapitalMovement[]> {
  return load(tx, undefined, knownAt);
}
