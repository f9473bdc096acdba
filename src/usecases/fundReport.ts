import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import { NO_FACTS } from '../domain/facts.ts';
import {
  fundBalances,
  type FundBalances,
  type FundFacts,
  type LoanOfFund,
} from '../domain/fundBalances.ts';
import { fundAt, fundLines, type FundLine, type FundLines } from '../domain/fundLines.ts';
import {
  explainedSection,
  fundSection,
  type ExplainedSection,
  type FundSection,
} from '../domain/fundSection.ts';
import { listCapitalMovements } from '../store/capitalMovement.ts';
import { availableByDay } from '../store/cash.ts';
import type { FundTx } from '../store/database.ts';
import { findFundPlan } from '../store/fundPlan.ts';
import { suspensionInForce } from '../store/lendingSuspension.ts';
import { listLoans } from '../store/loan.ts';
import { loadAllLoanFacts } from '../store/loanFacts.ts';
import { loadAllRecoveryPlans } from '../store/recoveryPlan.ts';
import type { View } from './asKnown.ts';
import { loadCaseFiles } from './caseFiles.ts';
import { loadLives } from './cooperativeLives.ts';
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

/** What a report is about, as known at an instant. */
export interface ReportView {
  readonly asOf: CalendarDate;
  readonly periodStart: CalendarDate;
  readonly knownAt: Date;
}

/** The fund section of the provincial report (R17–R21). */
export async function reportFundSection(tx: FundTx, at: ReportView): Promise<FundSection> {
  const facts = await loadFundFacts(tx, at);
  return fundSection(facts, await loadCalendar(tx, at.knownAt), at);
}

/** The fund section with the rows of each figure (R17–R21). */
export async function explainFundSection(tx: FundTx, at: ReportView): Promise<ExplainedSection> {
  const facts = await loadFundFacts(tx, at);
  return explainedSection(facts, await loadCalendar(tx, at.knownAt), at);
}

/**
 * One figure of the fund section with the rows it consists of (R19).
 *
 * @param path the figure's dotted place in the section
 * @throws DomainError not-found, which lists the lines there are
 */
export async function explainFigure(tx: FundTx, at: ReportView, path: string): Promise<FundLine> {
  const facts = await loadFundFacts(tx, at);
  const lines = fundLines(fundAt(facts, await loadCalendar(tx, at.knownAt), at));
  if (Object.hasOwn(lines, path)) return lines[path as keyof FundLines];
  throw new DomainError('not-found', { figures: { line: path, possible: Object.keys(lines) } });
}

/** The fund's balances at the close of a day (R18). */
export async function reportBalances(
  tx: FundTx,
  at: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<FundBalances> {
  const facts = await loadFundFacts(tx, at);
  return fundBalances(facts, await loadCalendar(tx, at.knownAt), at.asOf);
}
