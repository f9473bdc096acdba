import { shownAt } from '../../book/known.ts';
import type { RecoveryPlanFact } from '../../store/loans/recoveryPlan.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findRecoveryPlan } from '../../book/loans.ts';
import type { By } from '../acts/by.ts';
import { text } from '../../domain/primitives/money.ts';
import type { RecoveryPlanEntry } from '../../domain/loans/recoveryPlan.ts';
import { type StoredRecoveryPlan } from '../../store/loans/recoveryPlan.ts';
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
export function setRecoveryPlan(
  fund: FundAct,
  by: By,
  plan: { readonly loanId: string; readonly entries: readonly RecoveryPlanEntry[] },
  seen: SeenVersions,
): StoredRecoveryPlan {
  const knownAt = lastRecordedAt(fund);
  requireLoan(fund, plan.loanId, knownAt);
  const last = findRecoveryPlan(fund, plan.loanId, knownAt);
  refuseStale(seen, last);
  if (last !== null && samePlan(last.entries, plan.entries)) return last;
  const said = { factKind: 'recovery_plan', effectiveOn: by.today, ...plan } as const;
  const recorded = fund.record<RecoveryPlanFact>(said);
  return shownAt(recorded, recorded.recordedAt);
}
