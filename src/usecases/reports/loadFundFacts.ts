import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { NO_FACTS } from '../../domain/loans/facts.ts';
import type { FundFacts } from '../../domain/fund/balances.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import { listCapitalMovements } from '../../store/fund/capitalMovement.ts';
import { availableByDay } from '../../store/fund/cash.ts';
import type { FundTx } from '../../store/database/database.ts';
import { findFundPlan } from '../../store/fund/fundPlan.ts';
import { suspensionInForce } from '../../store/fund/lendingSuspension.ts';
import { listLoans } from '../../store/loans/loan.ts';
import { loadAllLoanFacts } from '../../store/loans/loanFacts.ts';
import { loadAllRecoveryPlans } from '../../store/loans/recoveryPlan.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLives } from '../borrowers/loadLives.ts';

/** The fund's loans by contract number, each with all that is known of it. */
export async function loadLoansOfFund(tx: FundTx, { asOf, knownAt }: View): Promise<LoanOfFund[]> {
  const facts = await loadAllLoanFacts(tx, knownAt);
  const plans = await loadAllRecoveryPlans(tx, knownAt);
  const loans = await listLoans(tx, {}, knownAt, asOf);
  return loans.map((loan) => ({
    id: loan.id,
    borrower: {
      id: loan.cooperativeId,
      code: loan.cooperativeCode,
      name: loan.cooperativeName,
      locality: loan.locality,
    },
    terms: loan.terms,
    facts: facts.get(loan.id) ?? NO_FACTS,
    recoveryPlan: plans.get(loan.id)?.entries ?? null,
  }));
}

/** All that the fund's figures come from, one query per kind of fact. */
export async function loadFundFacts(
  tx: FundTx,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<FundFacts> {
  const { knownAt } = at;
  const loans = await loadLoansOfFund(tx, at);
  const movements = await listCapitalMovements(tx, knownAt);
  const lifeOf = await loadLives(tx, at);
  const inactive = loans
    .map((loan) => loan.borrower.id)
    .filter((id) => lifeOf(id).state !== 'active');
  return {
    loans,
    capitalMovements: movements.filter((each) => each.reversedAt === null),
    cash: await availableByDay(tx, knownAt),
    cases: await loadCaseFiles(tx, at),
    suspension: await suspensionInForce(tx, at.asOf, knownAt),
    inactive: new Set(inactive),
    plannedMovements: (await findFundPlan(tx, knownAt))?.entries ?? [],
  };
}
