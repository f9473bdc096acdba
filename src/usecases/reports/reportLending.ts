import type { Fund } from '../../book/fund.ts';
import { eachLoan } from '../../book/loans.ts';
import { sourceNames } from '../../book/sources.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import {
  lendingTableInTurns,
  type LendingDimension,
  type LendingTable,
} from '../../domain/reports/lending.ts';
import { inTurns } from '../../domain/primitives/turns.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { loadRules } from '../loans/loanState.ts';
import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import { loadLoansOfFund } from './loadFundFacts.ts';
import type { ReportView } from './reportSection.ts';
import { refuseUnknownPeriod } from '../view/sinceOpening.ts';

/** A lending table with what its sources are called. */
export interface NamedLendingTable extends LendingTable {
  readonly sourceName: (source: string) => string;
}

/** By what a loan is told apart; null: it is not known of the loan. */
const GROUP_OF: Record<LendingDimension, (loan: LoanOfFund, stored: StoredLoan) => string | null> =
  {
    locality: ({ borrower }) => borrower.locality,
    source: ({ source }) => source,
    borrowerKind: (_, { borrowerKind }) => borrowerKind,
    sector: (_, { sector, borrowerSector }) => sector ?? borrowerSector,
    purpose: (_, { purpose }) => purpose,
    project: (_, { project }) => project,
  };

/** The lending of the fund by a dimension: in a period, on its last day, and since the founding. */
export async function reportLending(
  fund: Fund,
  view: ReportView,
  dimension: LendingDimension,
): Promise<NamedLendingTable> {
  const { asOf, periodStart, knownAt } = view;
  refuseUnknownPeriod(fund, periodStart, knownAt);
  const loans = loadLoansOfFund(fund, view);
  const rules = loadRules(fund, knownAt);
  await givingWay(positionsInTurns({ loans }, rules, asOf, LOANS_PER_TURN));
  const all = await givingWay(inTurns(eachLoan(fund, {}, knownAt, asOf), (each) => each));
  const stored = new Map(all.map((each) => [each.id, each]));
  const storedOf = ({ id }: LoanOfFund): StoredLoan => {
    const found = stored.get(id);
    if (found === undefined) throw new Error(`no loan ${id}`);
    return found;
  };
  const table = await givingWay(
    lendingTableInTurns(loans, rules, view, {
      dimension,
      groupOf: (loan) => GROUP_OF[dimension](loan, storedOf(loan)),
      jobsOf: (loan) => storedOf(loan).jobs,
    }),
  );
  return { ...table, sourceName: sourceNames(fund, knownAt) };
}
