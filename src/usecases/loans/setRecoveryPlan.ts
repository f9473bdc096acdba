import type { By } from '../acts/by.ts';
import { text } from '../../domain/primitives/money.ts';
import type { RecoveryPlanEntry } from '../../domain/loans/recoveryPlan.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import {
  findRecoveryPlan,
  putRecoveryPlan,
  type StoredRecoveryPlan,
} from '../../store/loans/recoveryPlan.ts';
import { requireLoan } from './loanState.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

function samePlan(a: readonly RecoveryPlanEntry[], b: readonly RecoveryPlanEntry[]): boolean {
  const lines = (entries: readonly RecoveryPlanEntry[]): string =>
    JSON.stringify(entries.map((each) => [each.expectedOn, text(each.principal), each.ground]));
  return lines(a) === lines(b);
}

/**
 * Puts a loan's recovery plan in place of the one before; an empty one ends it (R20).
 *
 * @throws DomainError not-found, stale-version
 */
export async function setRecoveryPlan(
  tx: FundTx,
  by: By,
  plan: { readonly loanId: string; readonly entries: readonly RecoveryPlanEntry[] },
  seen: SeenVersions,
): Promise<StoredRecoveryPlan> {
  const knownAt = await lastRecordedAt(tx);
  await requireLoan(tx, plan.loanId, knownAt);
  const last = await findRecoveryPlan(tx, plan.loanId, knownAt);
  refuseStale(seen, last);
  if (last !== null && samePlan(last.entries, plan.entries)) return last;
  const recorded = await recordFact(tx, {
    kind: 'recovery_plan',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putRecoveryPlan(tx, recorded, plan);
}
