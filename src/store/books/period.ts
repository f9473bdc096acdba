import { and, asc, eq } from 'drizzle-orm';
import type { LedgerAccount } from '../../domain/books/sourceAccounts.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { AuditHead } from './audit.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import { closingAccountBalance, closingLoanBalance } from '../database/tables/books.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore, type TableRow } from '../facts/factStore.ts';

/** A quarter that is closed, with the head of the audit trail at its closing (R22). */
export interface StoredClosing extends RecordedFact {
  readonly quarter: Quarter;
  readonly auditHead: AuditHead;
}

/** A loan at the close of a quarter. */
export interface LoanBalance {
  readonly loanId: string;
  readonly standing: string;
  readonly debtGroup: number | null;
  readonly principalOutstanding: Money;
  readonly principalOverdue: Money;
  readonly principalChargedOff: Money;
  readonly inTermInterestOwed: Money;
  readonly overdueInterestOwed: Money;
  readonly lateInterestOwed: Money;
}

/** An account at the close of a quarter; debit above 0. */
export interface AccountBalance {
  readonly account: LedgerAccount;
  readonly balance: Money;
}

export interface ClosingBalances {
  readonly loans: readonly LoanBalance[];
  readonly accounts: readonly AccountBalance[];
}

export type ClosingEntry = Of<'period_closing'> & {
  readonly quarter: Quarter;
  readonly auditHead: AuditHead;
};

export type ReopeningEntry = Of<'period_reopening'> & {
  readonly quarter: Quarter;
  readonly reason: string;
};

export const closingStore: FactStore<ClosingEntry> = {
  kinds: ['period_closing'],
  table: 'period_closing',
  columns: ['s.quarter', 's.audit_number', 's.audit_hash'],
  entryOf: (head, [quarter, number, hash]) => ({
    quarter: given(quarter) as Quarter,
    auditHead: { number: +given(number), hash: given(hash) },
    ...head,
    factKind: 'period_closing',
  }),
  rowsOf: ({ id, quarter, auditHead }) => [
    ['period_closing', { id, quarter, audit_number: auditHead.number, audit_hash: auditHead.hash }],
  ],
};

export const reopeningStore: FactStore<ReopeningEntry> = {
  kinds: ['period_reopening'],
  table: 'period_reopening',
  columns: ['s.quarter', 's.reason'],
  entryOf: (head, [quarter, reason]) => ({
    quarter: given(quarter) as Quarter,
    reason: given(reason),
    ...head,
    factKind: 'period_reopening',
  }),
  rowsOf: ({ id, quarter, reason }) => [['period_reopening', { id, quarter, reason }]],
};

/** The rows of what a closing keeps besides its head. */
export function closingRows(closingId: string, { loans, accounts }: ClosingBalances): TableRow[] {
  return [
    ...loans.map(
      ({ loanId, standing, debtGroup, ...amounts }) =>
        [
          'closing_loan_balance',
          {
            closing_id: closingId,
            loan_id: loanId,
            standing,
            debt_group: debtGroup,
            principal_outstanding: text(amounts.principalOutstanding),
            principal_overdue: text(amounts.principalOverdue),
            principal_charged_off: text(amounts.principalChargedOff),
            in_term_interest_owed: text(amounts.inTermInterestOwed),
            overdue_interest_owed: text(amounts.overdueInterestOwed),
            late_interest_owed: text(amounts.lateInterestOwed),
          },
        ] as const,
    ),
    ...accounts.map(
      ({ account, balance }) =>
        [
          'closing_account_balance',
          { closing_id: closingId, account, balance: text(balance) },
        ] as const,
    ),
  ];
}

/** What was kept when a quarter was closed: loans by id, accounts by name. */
export async function closingBalances(tx: FundTx, closingId: string): Promise<ClosingBalances> {
  const { fundId } = tx;
  const loans = await tx.db
    .select()
    .from(closingLoanBalance)
    .where(and(eq(closingLoanBalance.fundId, fundId), eq(closingLoanBalance.closingId, closingId)))
    .orderBy(asc(closingLoanBalance.loanId));
  const accounts = await tx.db
    .select()
    .from(closingAccountBalance)
    .where(
      and(eq(closingAccountBalance.fundId, fundId), eq(closingAccountBalance.closingId, closingId)),
    )
    .orderBy(asc(closingAccountBalance.account));
  return {
    loans: loans.map(({ loanId, standing, debtGroup, ...amounts }) => ({
      loanId,
      standing,
      debtGroup,
      principalOutstanding: money(amounts.principalOutstanding),
      principalOverdue: money(amounts.principalOverdue),
      principalChargedOff: money(amounts.principalChargedOff),
      inTermInterestOwed: money(amounts.inTermInterestOwed),
      overdueInterestOwed: money(amounts.overdueInterestOwed),
      lateInterestOwed: money(amounts.lateInterestOwed),
    })),
    accounts: accounts.map(({ account, balance }) => ({ account, balance: money(balance) })),
  };
}

/** The money of one way of payment in a period. */
export interface MethodTotals {
  readonly method: Method | null;
  readonly receipts: Allocation;
  readonly receiptCount: number;
  /** What enforcement offices kept back of the receipts (R39). */
  readonly enforcementFees: Money;
  readonly disbursed: Money;
  readonly disbursementCount: number;
  readonly contributed: Money;
  readonly withdrawn: Money;
}
