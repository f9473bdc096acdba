import type { CalendarDate } from '../primitives/dates.ts';
import type { Allocation } from '../loans/facts.ts';
import type { FundFacts } from '../fund/balances.ts';
import { loanRow, type LoanRow } from '../loans/rows.ts';
import type { MoneyRow } from './rows.ts';
import { compareText } from '../primitives/lists.ts';
import type { Money } from '../primitives/money.ts';

/** Money that moved by a fact. */
export interface MovedRow extends MoneyRow {
  readonly factId: string;
  readonly effectiveOn: CalendarDate;
}

/** The days from `from`, or from the first fact, up to `to`, both included. */
export interface Days {
  readonly from?: CalendarDate;
  readonly to: CalendarDate;
}

type Dated = { readonly effectiveOn: CalendarDate };

function within<T extends Dated>(dated: readonly T[], { from, to }: Days): T[] {
  return dated.filter(
    ({ effectiveOn }) => effectiveOn <= to && (from === undefined || effectiveOn >= from),
  );
}

/** Rows by date, then by contract and by the number on the paper. */
function inOrder<Row extends MovedRow>(rows: readonly Row[]): Row[] {
  const paper = (row: Row): string => row.voucherNumber ?? row.documentNumber ?? '';
  return rows.toSorted(
    (a, b) =>
      compareText(a.effectiveOn, b.effectiveOn) ||
      compareText(a.contractNumber ?? '', b.contractNumber ?? '') ||
      compareText(paper(a), paper(b)),
  );
}

/** Contributions, and withdrawals as amounts below zero. */
export function capitalRows(facts: FundFacts, days: Days): MovedRow[] {
  return inOrder(
    within(facts.capitalMovements, days).map((moved) => ({
      factId: moved.id,
      effectiveOn: moved.effectiveOn,
      documentNumber: moved.documentNumber,
      ground: moved.kind,
      amount: moved.kind === 'contribution' ? moved.amount : moved.amount.negated(),
    })),
  );
}

/** What was disbursed on all loans, as amounts above zero. */
export function disbursementRows(facts: FundFacts, days: Days): MovedRow[] {
  const rows = facts.loans.flatMap((loan) =>
    within(loan.facts.disbursements, days).map((lent) => ({
      ...loanRow(loan),
      factId: lent.id,
      effectiveOn: lent.effectiveOn,
      voucherNumber: lent.voucherNumber,
      ground: 'disbursement' as const,
      amount: lent.amount,
    })),
  );
  return inOrder(rows);
}

/** The part of each receipt, on all loans, that is above zero (R8). */
export function receiptRows(
  facts: FundFacts,
  days: Days,
  part: (of: Allocation) => Money,
): (MovedRow & LoanRow)[] {
  const rows = facts.loans.flatMap((loan) =>
    within(loan.facts.repayments, days).map((paid) => ({
      ...loanRow(loan),
      factId: paid.id,
      effectiveOn: paid.effectiveOn,
      voucherNumber: paid.voucherNumber,
      ground: 'repayment' as const,
      amount: part(paid.allocation),
    })),
  );
  return inOrder(rows.filter((row) => !row.amount.isZero()));
}

/** What changed the available principal: money in above zero, money out below (R18). */
export function principalRows(facts: FundFacts, days: Days): MovedRow[] {
  const lent = disbursementRows(facts, days);
  return inOrder<MovedRow>([
    ...capitalRows(facts, days),
    ...lent.map((row) => ({ ...row, amount: row.amount.negated() })),
    ...receiptRows(facts, days, (of) => of.principal),
  ]);
}
