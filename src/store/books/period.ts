import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { Account } from '../../domain/policies/accounts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import type { AuditHead } from './audit.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { capitalMovement, fact, token } from '../database/tables/schema.ts';
import {
  closingAccountBalance,
  closingLoanBalance,
  periodClosing,
  periodReopening,
} from '../database/tables/books.ts';
import { disbursement, repayment } from '../database/tables/payments.ts';

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
  readonly account: Account;
  readonly balance: Money;
}

export interface ClosingBalances {
  readonly loans: readonly LoanBalance[];
  readonly accounts: readonly AccountBalance[];
}

async function selectClosings(tx: FundTx, condition: SQL): Promise<StoredClosing[]> {
  const rows = await tx.db
    .select({
      id: periodClosing.id,
      quarter: periodClosing.quarter,
      auditNumber: periodClosing.auditNumber,
      auditHash: periodClosing.auditHash,
      ...recording,
    })
    .from(periodClosing)
    .innerJoin(fact, factOf(periodClosing))
    .innerJoin(token, recorder())
    .where(and(eq(periodClosing.fundId, tx.fundId), condition))
    .orderBy(asc(periodClosing.quarter));
  return rows.map(({ auditNumber: number, auditHash: hash, quarter, ...closing }) => ({
    ...closing,
    quarter: quarter as Quarter,
    auditHead: { number, hash },
  }));
}

/** The closings in force: those of quarters that were not reopened since, also not by an earlier one. */
export async function listClosings(tx: FundTx, knownAt: Date): Promise<StoredClosing[]> {
  const reopened = sql`exists (select from ${periodReopening} r
    join fact rf on rf.fund_id = r.fund_id and rf.id = r.id
    where r.fund_id = ${periodClosing.fundId} and r.quarter <= ${periodClosing.quarter}
      and rf.recorded_at > ${fact.recordedAt}
      and rf.recorded_at <= ${sql.param(knownAt, fact.recordedAt)})`;
  return selectClosings(tx, sql`${isKnown(knownAt)} and not ${reopened}`);
}

/** Every closing there ever was, also of quarters reopened since. */
export function listAllClosings(tx: FundTx): Promise<StoredClosing[]> {
  return selectClosings(tx, sql`true`);
}

/** The last day on which nothing can be entered any more; null: no quarter is closed. */
export async function closedThrough(tx: FundTx, knownAt: Date): Promise<CalendarDate | null> {
  return (await listClosings(tx, knownAt)).at(-1)?.effectiveOn ?? null;
}

/** Closes a quarter under its fact. */
export async function insertClosing(
  tx: FundTx,
  recorded: RecordedFact,
  closing: Pick<StoredClosing, 'quarter' | 'auditHead'> & ClosingBalances,
): Promise<StoredClosing> {
  const { fundId } = tx;
  const { id } = recorded;
  const { quarter, auditHead, loans, accounts } = closing;
  const { number: auditNumber, hash: auditHash } = auditHead;
  await tx.db.insert(periodClosing).values({ fundId, id, quarter, auditNumber, auditHash });
  const ofClosing = { fundId, closingId: id };
  if (loans.length > 0) {
    await tx.db.insert(closingLoanBalance).values(
      loans.map(({ loanId, standing, debtGroup, ...amounts }) => ({
        ...ofClosing,
        loanId,
        standing,
        debtGroup,
        principalOutstanding: text(amounts.principalOutstanding),
        principalOverdue: text(amounts.principalOverdue),
        principalChargedOff: text(amounts.principalChargedOff),
        inTermInterestOwed: text(amounts.inTermInterestOwed),
        overdueInterestOwed: text(amounts.overdueInterestOwed),
        lateInterestOwed: text(amounts.lateInterestOwed),
      })),
    );
  }
  if (accounts.length > 0) {
    await tx.db
      .insert(closingAccountBalance)
      .values(
        accounts.map(({ account, balance }) => ({ ...ofClosing, account, balance: text(balance) })),
      );
  }
  return { ...recorded, quarter, auditHead };
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

/** Reopens a quarter, and so all later ones, under its fact. */
export async function insertReopening(
  tx: FundTx,
  recorded: RecordedFact,
  reopening: { readonly quarter: Quarter; readonly reason: string },
): Promise<void> {
  await tx.db.insert(periodReopening).values({ fundId: tx.fundId, id: recorded.id, ...reopening });
}

/** The quarters in which standing facts count, oldest first. */
export async function quartersWithFacts(tx: FundTx, knownAt: Date): Promise<Quarter[]> {
  const quarter = sql<Quarter>`to_char(${fact.effectiveOn}, 'YYYY"-Q"Q')`;
  const rows = await tx.db
    .selectDistinct({ quarter })
    .from(fact)
    .where(
      and(
        eq(fact.fundId, tx.fundId),
        stands(knownAt),
        sql`${fact.kind} not in ('reversal', 'period_closing', 'period_reopening')`,
      ),
    )
    .orderBy(asc(quarter));
  return rows.map((row) => row.quarter);
}

/** The money of one way of payment in a period. */
export interface MethodTotals {
  readonly method: 'cash' | 'transfer' | null;
  readonly receipts: Allocation;
  readonly receiptCount: number;
  readonly disbursed: Money;
  readonly disbursementCount: number;
  readonly contributed: Money;
  readonly withdrawn: Money;
}

const METHODS = ['cash', 'transfer', null] as const;

type MovedAmount =
  'principal' | 'in_term' | 'overdue' | 'late' | 'disbursed' | 'contributed' | 'withdrawn';

type MovedRow = Record<MovedAmount, string> & {
  method: MethodTotals['method'];
  receipts: number;
  disbursements: number;
};

/** What was received and paid from a day to a day, both included, by way of payment. */
export async function methodTotals(
  tx: FundTx,
  { from, to, knownAt }: { from: CalendarDate; to: CalendarDate; knownAt: Date },
): Promise<MethodTotals[]> {
  const within = sql`${fact.fundId} = ${tx.fundId} and ${stands(knownAt)}
    and ${fact.effectiveOn} between ${from} and ${to}`;
  const none = sql`0, 0, 0, 0, 0`;
  const { rows } = await tx.db.execute<MovedRow>(sql`
    select method, sum(principal)::text as principal, sum(in_term)::text as in_term,
      sum(overdue)::text as overdue, sum(late)::text as late, sum(receipts)::integer as receipts,
      sum(disbursed)::text as disbursed, sum(disbursements)::integer as disbursements,
      sum(contributed)::text as contributed, sum(withdrawn)::text as withdrawn
    from (
      select ${repayment.method} as method, ${repayment.principal} as principal,
        ${repayment.inTermInterest} as in_term, ${repayment.overdueInterest} as overdue,
        ${repayment.lateInterest} as late, 1 as receipts, 0 as disbursed, 0 as disbursements,
        0 as contributed, 0 as withdrawn
      from ${repayment} join ${fact} on ${factOf(repayment)} where ${within}
      union all
      select ${disbursement.method}, ${none}, ${disbursement.amount}, 1, 0, 0
      from ${disbursement} join ${fact} on ${factOf(disbursement)} where ${within}
      union all
      select ${capitalMovement.method}, ${none}, 0, 0,
        case ${capitalMovement.kind} when 'contribution' then ${capitalMovement.amount} else 0 end,
        case ${capitalMovement.kind} when 'withdrawal' then ${capitalMovement.amount} else 0 end
      from ${capitalMovement} join ${fact} on ${factOf(capitalMovement)} where ${within}
    ) moved group by method`);
  return METHODS.map((method) => {
    const row = rows.find((each) => each.method === method);
    const amount = (name: MovedAmount): Money => money(row?.[name] ?? '0');
    return {
      method,
      receipts: {
        principal: amount('principal'),
        inTermInterest: amount('in_term'),
        overdueInterest: amount('overdue'),
        lateInterest: amount('late'),
      },
      receiptCount: row?.receipts ?? 0,
      disbursed: amount('disbursed'),
      disbursementCount: row?.disbursements ?? 0,
      contributed: amount('contributed'),
      withdrawn: amount('withdrawn'),
    };
  });
}
