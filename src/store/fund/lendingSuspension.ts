import { and, desc, eq, lte } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, lendingSuspension, token } from '../database/tables/schema.ts';

export interface NewLendingSuspension {
  /** False lifts the suspension. */
  readonly suspended: boolean;
  readonly decisionNumber: string;
}

export interface StoredLendingSuspension extends NewLendingSuspension, RecordedFact {
  readonly decidedOn: CalendarDate;
}

/** Adds a change of the suspension under its fact, on the day of its decision. */
export async function insertLendingSuspension(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewLendingSuspension,
): Promise<StoredLendingSuspension> {
  const { suspended, decisionNumber } = added;
  await tx.db
    .insert(lendingSuspension)
    .values({ fundId: tx.fundId, id: recorded.id, suspended, decisionNumber });
  return { ...recorded, ...added, decidedOn: recorded.effectiveOn };
}

const select = (tx: FundTx) =>
  tx.db
    .select({
      id: lendingSuspension.id,
      suspended: lendingSuspension.suspended,
      decisionNumber: lendingSuspension.decisionNumber,
      ...recording,
      decidedOn: fact.effectiveOn,
    })
    .from(lendingSuspension)
    .innerJoin(fact, factOf(lendingSuspension))
    .innerJoin(token, recorder());

/** The suspension in force on a day (R19): null where none is, or the last decision lifts it. */
export async function suspensionInForce(
  tx: FundTx,
  on: CalendarDate,
  knownAt: Date,
): Promise<StoredLendingSuspension | null> {
  const mine = eq(lendingSuspension.fundId, tx.fundId);
  const [last] = await select(tx)
    .where(and(mine, stands(knownAt), lte(fact.effectiveOn, on)))
    .orderBy(desc(fact.effectiveOn), desc(fact.recordedAt))
    .limit(1);
  return last?.suspended === true ? last : null;
}

/** The change recorded last, whatever its date: what a PUT replaces. */
export async function lastLendingSuspension(
  tx: FundTx,
  knownAt: Date,
): Promise<StoredLendingSuspension | null> {
  const [last] = await select(tx)
    .where(and(eq(lendingSuspension.fundId, tx.fundId), stands(knownAt)))
    .orderBy(desc(fact.recordedAt))
    .limit(1);
  return last ?? null;
}
