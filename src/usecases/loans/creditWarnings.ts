import { loanIdOf } from '../../book/book.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import type { KnownLoan } from '../../book/loanRecord.ts';
import { loadRules } from '../../book/rules.ts';
import {
  creditsBesideDebt,
  grownCredits,
  receiptsOf,
  type CreditBesideDebt,
} from '../../domain/loans/credits.ts';
import { COMPONENTS, type VoucheredFacts } from '../../domain/loans/facts.ts';
import { position, type Position } from '../../domain/loans/position.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { ErrorFigures } from '../../domain/primitives/errors.ts';
import { text } from '../../domain/primitives/money.ts';
import { justBefore } from '../view/clock.ts';

/** That a class is overpaid while something else is owed, and by which receipts (R13). */
export interface CreditWarning {
  readonly code: 'credit-beside-debt';
  readonly rule: 'R13';
  readonly figures: ErrorFigures;
}

/** A credit in words' figures: the receipts that paid it, newest first, with their part of the class. */
export function creditWarning(
  loan: { readonly loanId: string; readonly contractNumber: string },
  { component, credit, owed }: CreditBesideDebt,
  repayments: VoucheredFacts['repayments'],
  asOf: CalendarDate,
): CreditWarning {
  const receipts = receiptsOf({ component, credit }, repayments).map((each) => ({
    id: each.id,
    voucherNumber: each.voucherNumber,
    effectiveOn: each.effectiveOn,
    amount: text(each.allocation[component]),
  }));
  const debts = COMPONENTS.flatMap((of) => {
    const amount = owed[of];
    return amount === undefined ? [] : [{ component: of, amount: text(amount) }];
  });
  const { loanId, contractNumber } = loan;
  const said = { loanId, contractNumber, asOf, component, credit: text(credit), owed: debts };
  // A waiver may be what is too much: then no receipt is.
  const figures = receipts.length === 0 ? said : { ...said, receipts };
  return { code: 'credit-beside-debt', rule: 'R13', figures };
}

/** The loans that the act under way has recorded anything of. */
function touchedLoans({ book, recorded }: FundAct): Set<string> {
  const ids = recorded.flatMap((fact) => {
    const about = fact.factKind === 'reversal' ? book.facts.get(fact.factId) : fact;
    return (about && loanIdOf(book, about)) ?? [];
  });
  return new Set(ids);
}

function positionOf(fund: FundAct, loan: KnownLoan, knownAt: Date, asOf: CalendarDate): Position {
  return position(loan.contract.terms, loan.books.on(asOf), loadRules(fund, knownAt), asOf);
}

/**
 * The credits beside a debt that the act under way has made or made larger, as of today: one that was
 * there before and is no larger is not told again. To be asked when all of the act is recorded.
 */
export function creditWarnings(fund: FundAct, today: CalendarDate): CreditWarning[] {
  const [first] = fund.recorded;
  if (first === undefined) return [];
  const [before, after] = [justBefore(first.recordedAt), lastRecordedAt(fund)];
  const warnings: CreditWarning[] = [];
  for (const loanId of touchedLoans(fund)) {
    const record = fund.book.loans.get(loanId);
    const [was, is] = [record?.at(before.getTime()), record?.at(after.getTime())];
    if (!was || !is) continue;
    const now = positionOf(fund, is, after, today);
    // Nearly always there is none, and what was before need not be worked out.
    if (creditsBesideDebt(now).length === 0) continue;
    const { contractNumber } = is.contract.terms;
    for (const credit of grownCredits(positionOf(fund, was, before, today), now)) {
      warnings.push(
        creditWarning({ loanId, contractNumber }, credit, is.books.on(today).repayments, today),
      );
    }
  }
  return warnings;
}
