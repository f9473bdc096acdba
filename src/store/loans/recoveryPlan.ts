import { and, asc, eq, type SQL } from 'drizzle-orm';
import { money, text } from '../../domain/primitives/money.ts';
import type { RecoveryPlanEntry } from '../../domain/loans/recoveryPlan.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isOneOf, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { recoveryPlan, recoveryPlanEntry } from '../database/tables/loans.ts';

/** A version of a loan's recovery plan, its entries in the order given (R20). */
export interface StoredRecoveryPlan extends RecordedFact {
  readonly loanId: string;
  readonly entries: readonly RecoveryPlanEntry[];
}

/** Puts a loan's plan in place of the one put before, under a fact of its own. */
export async function putRecoveryPlan(
  tx: FundTx,
  recorded: RecordedFact,
  plan: { readonly loanId: string; readonly entries: readonly RecoveryPlanEntry[] },
): Promise<StoredRecoveryPlan> {
  const { loanId, entries } = plan;
  const { fundId } = tx;
  await tx.db.insert(recoveryPlan).values({ fundId, id: recorded.id, loanId });
  const rows = entries.map(({ expectedOn, principal, ground }, position) => ({
    fundId,
    planId: recorded.id,
    position,
    expectedOn,
    principal: text(principal),
    ground,
  }));
  if (rows.length > 0) await tx.db.insert(recoveryPlanEntry).values(rows);
  return { ...recorded, loanId, entries };
}

async function loadLast(
  tx: FundTx,
  where: SQL | undefined,
  knownAt: Date,
): Promise<Map<string, StoredRecoveryPlan>> {
  const rows = await tx.db
    .select({ id: recoveryPlan.id, loanId: recoveryPlan.loanId, ...recording })
    .from(recoveryPlan)
    .innerJoin(fact, factOf(recoveryPlan))
    .innerJoin(token, recorder())
    .where(and(eq(recoveryPlan.fundId, tx.fundId), stands(knownAt), where))
    .orderBy(asc(fact.recordedAt));
  const lastByLoan = new Map(rows.map((row) => [row.loanId, row]));
  const entries = await entriesByPlan(
    tx,
    [...lastByLoan.values()].map((plan) => plan.id),
  );
  return new Map(
    [...lastByLoan].map(([loanId, row]) => [
      loanId,
      { ...row, entries: entries.get(row.id) ?? [] },
    ]),
  );
}

async function entriesByPlan(
  tx: FundTx,
  planIds: readonly string[],
): Promise<Map<string, RecoveryPlanEntry[]>> {
  if (planIds.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(recoveryPlanEntry)
    .where(and(eq(recoveryPlanEntry.fundId, tx.fundId), isOneOf(recoveryPlanEntry.planId, planIds)))
    .orderBy(asc(recoveryPlanEntry.planId), asc(recoveryPlanEntry.position));
  const byPlan = new Map<string, RecoveryPlanEntry[]>(planIds.map((id) => [id, []]));
  for (const { planId, expectedOn, principal, ground } of rows) {
    byPlan.get(planId)?.push({ expectedOn, principal: money(principal), ground });
  }
  return byPlan;
}

/** The plan of a loan recorded last; it may have no entries. Null: there was never one. */
export async function findRecoveryPlan(
  tx: FundTx,
  loanId: string,
  knownAt: Date,
): Promise<StoredRecoveryPlan | null> {
  const plans = await loadLast(tx, eq(recoveryPlan.loanId, loanId), knownAt);
  return plans.get(loanId) ?? null;
}

/** The same for several loans; those that never had one are left out. */
export async function loadRecoveryPlansOf(
  tx: FundTx,
  loanIds: readonly string[],
  knownAt: Date,
): Promise<Map<string, StoredRecoveryPlan>> {
  return loadLast(tx, isOneOf(recoveryPlan.loanId, loanIds), knownAt);
}

/** The same for every loan that has a plan, by loan. */
export async function loadAllRecoveryPlans(
  tx: FundTx,
  knownAt: Date,
): Promise<Map<string, StoredRecoveryPlan>> {
  return loadLast(tx, undefined, knownAt);
}
