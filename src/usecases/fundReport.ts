import type { CalendarDate } from '../domain/dates.ts';
import { NO_FACTS } from '../domain/facts.ts';
import {
  fundBalances,
  type FundBalances,
  type FundFacts,
  type LoanOfFund,
} from '../domain/fundBalances.ts';
import { fundSection, type FundSection } from '../domain/fundSection.ts';
import { listCapitalMovements } from '../store/capitalMovement.ts';
import { availableByDay } from '../store/cash.ts';
import type { FundTx } from '../store/database.ts';
import { suspensionInForce } from '../store/lendingSuspension.ts';
import { listCases } from '../store/litigation.ts';
import { listLoans } from '../store/loan.ts';
import { loadAllLoanFacts } from '../store/loanFacts.ts';
import { loadAllRecoveryPlans } from '../store/recoveryPlan.ts';
import type { View } from './asKnown.ts';
import { loadCalendar } from './loanState.ts';

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
async function loadFundFacts(
  tx: FundTx,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<FundFacts> {
  const { knownAt } = at;
  const loans = await loadLoansOfFund(tx, at);
  const movements = await listCapitalMovements(tx, knownAt);
  return {
    loans,
    capitalMovements: movements.filter((each) => each.reversedAt === null),
    cash: await availableByDay(tx, knownAt),
    cases: await listCases(tx, {}, knownAt, at.asOf),
    suspension: await suspensionInForce(tx, at.asOf, knownAt),
  };
}

/** The fund section of the provincial report (R17–R21). */
export async function reportFundSection(
  tx: FundTx,
  at: { readonly asOf: CalendarDate; readonly periodStart: CalendarDate; readonly knownAt: Date },
): Promise<FundSection> {
  const facts = await loadFundFacts(tx, at);
  return fundSection(facts, await loadCalendar(tx, at.knownAt), at);
}

/** The fund's balances at the close of a day (R18). */
export async function reportBalances(
  tx: FundTx,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<FundBalances> {
  const facts = await loadFundFacts(tx, at);
  return fundBalances(facts, await loadCalendar(tx, at.knownAt), at.asOf);
}
