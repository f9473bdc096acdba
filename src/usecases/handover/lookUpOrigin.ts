import { findOpening } from '../../book/loanOpenings.ts';
import type { Fund } from '../../book/fund.ts';
import { listHandovers, listHandoversEntered } from '../../book/handovers.ts';
import type { HistoryLine, Portfolio } from '../../domain/handover/portfolio.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { handoverContent, type StoredHandoverEntered } from '../../store/handover/handover.ts';
import { requireLoan } from '../loans/loanState.ts';

/** To whom the fund was handed over, and what it took over, in the order recorded, reversed ones included. */
export const handoversOf = (fund: Fund, knownAt: Date) => ({
  given: listHandovers(fund, knownAt),
  taken: listHandoversEntered(fund, knownAt),
});

/** What a loan was in the fund that handed it over. */
export interface LoanBefore {
  readonly entry: StoredHandoverEntered;
  readonly on: CalendarDate;
  readonly originLoanId: string;
  /** As the other fund called it. */
  readonly contractNumber: string;
  readonly history: readonly HistoryLine[];
}

/**
 * Where a loan was before, with its statement up to the handover, as the document tells it that this fund
 * keeps: nobody reads in another fund.
 *
 * @param portfolioIn reads the document that is kept
 * @throws DomainError not-found, also where no other fund handed the loan over
 */
export async function loanBefore(
  fund: Fund,
  loanId: string,
  knownAt: Date,
  portfolioIn: (text: string) => Portfolio,
): Promise<LoanBefore> {
  requireLoan(fund, loanId, knownAt);
  const opened = findOpening(fund, loanId, knownAt)?.opening;
  const origin = opened?.origin;
  const entry = listHandoversEntered(fund, knownAt).find(
    (each) =>
      each.reversedAt === null && each.fromFund === origin?.fund && each.effectiveOn === opened?.on,
  );
  const text = entry === undefined ? null : await fund.sql((tx) => handoverContent(tx, entry.id));
  const told =
    text === null ? undefined : portfolioIn(text).loans.find(({ id }) => id === origin?.loanId);
  if (opened === undefined || entry === undefined || told === undefined) {
    throw new DomainError('not-found', { figures: { what: 'origin', id: loanId } });
  }
  const { id: originLoanId, terms, history } = told;
  const { contractNumber } = terms;
  return { entry, on: opened.on, originLoanId, contractNumber, history };
}
