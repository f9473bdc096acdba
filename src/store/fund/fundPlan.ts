import { and, asc, desc, eq } from 'drizzle-orm';
import type { PlannedMovement } from '../../domain/fund/plannedMovements.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { fundPlan, fundPlanEntry } from '../database/tables/recovery.ts';

/** A version of the plan of the fund's own money, its entries in the order given (R20). */
export interface StoredFundPlan extends RecordedFact {
  readonly entries: readonly PlannedMovement[];
}

/** Puts a plan in place of the one put before, under a fact of its own. */
export async function putFundPlan(
  tx: FundTx,
  recorded: RecordedFact,
  entries: readonly PlannedMovement[],
): Promise<StoredFundPlan> {
  const { fundId } = tx;
  await tx.db.insert(fundPlan).values({ fundId, id: recorded.id });
  const rows = entries.map(({ amount, ...entry }, position) => ({
    fundId,
    planId: recorded.id,
    position,
    ...entry,
    amount: text(amount),
  }));
  if (rows.length > 0) await tx.db.insert(fundPlanEntry).values(rows);
  return { ...recorded, entries };
}

/** The plan recorded last; it may have no entries. Null: there was never one. */
export async function findFundPlan(tx: FundTx, knownAt: Date): Promise<StoredFundPlan | null> {
  const [last] = await tx.db
    .select({ id: fundPlan.id, ...recording })
    .from(fundPlan)
    .innerJoin(fact, factOf(fundPlan))
    .innerJoin(token, recorder())
    .where(and(eq(fundPlan.fundId, tx.fundId), stands(knownAt)))
    .orderBy(desc(fact.recordedAt))
    .limit(1);
  if (last === undefined) return null;
  const rows = await tx.db
    .select()
    .from(fundPlanEntry)
    .where(and(eq(fundPlanEntry.fundId, tx.fundId), eq(fundPlanEntry.planId, last.id)))
    .orderBy(asc(fundPlanEntry.position));
  const entries = rows.map(({ kind, expectedOn, amount, ground }) => ({
    kind,
    expectedOn,
    amount: money(amount),
    ground,
  }));
  return { ...last, entries };
}
