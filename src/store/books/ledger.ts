import { and, asc, eq, gt, gte, lte, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { MOST_SOURCES } from '../../domain/fund/sources.ts';
import { ACCOUNTS } from '../../domain/policies/accounts.ts';
import type { LedgerAccount } from '../../domain/books/sourceAccounts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Posting } from '../../domain/books/ledger.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import type { Cell } from '../facts/factStore.ts';
import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, isKnown, recorder } from '../database/fact.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';
import { capitalMovement, fact, fundOpening, reversal, token } from '../database/tables/schema.ts';
import { ledgerPosting } from '../database/tables/books.ts';
import { readInPages } from '../database/cursor.ts';
import { given, type TableRow } from '../facts/factStore.ts';
import { amountIn } from '../loans/amounts.ts';
import { decision } from '../database/tables/decisions.ts';
import { loanOpening } from '../database/tables/loans.ts';
import { incomeMovement, transfer } from '../database/tables/places.ts';
import { disbursement, repayment } from '../database/tables/payments.ts';

/** A posting as kept, under the fact that made it. */
export interface StoredPosting extends Posting {
  readonly factId: string;
  readonly loanId: string | null;
  /** Of its fact. */
  readonly recordedAt: Date;
}

/** The rows of what a fact changes; each day's postings must balance. */
export const postingRows = (
  { factId, loanId }: { readonly factId: string; readonly loanId: string | null },
  postings: readonly Posting[],
): TableRow[] =>
  postings.map(({ effectiveOn, account, amount }) => [
    'ledger_posting',
    {
      fact_id: factId,
      effective_on: effectiveOn,
      account,
      loan_id: loanId,
      amount: text(amount),
    },
  ]);

/** Joins `fact` to the posting it made. */
export const factOfPosting = sql`(${eq(fact.fundId, ledgerPosting.fundId)}
  and ${eq(fact.id, ledgerPosting.factId)})`;

const ALL_POSTINGS = `select p.fact_id, p.loan_id, p.effective_on, p.account, p.amount,
    (extract(epoch from f.recorded_at) * 1000)::bigint
  from ledger_posting p join fact f on f.fund_id = p.fund_id and f.id = p.fact_id
  where p.fund_id = $1 and f.recorded_at <= $2 order by p.effective_on`;

/**
 * Every posting known at an instant, by day. Reversed ones stand beside their reversals. Read past the
 * columns' types, as they may be hundreds of thousands.
 */
export async function allPostings(tx: FundTx, knownAt: Date): Promise<StoredPosting[]> {
  const instants = new Map<string, Date>();
  const instantOf = (ms: string): Date => {
    const known = instants.get(ms) ?? new Date(+ms);
    instants.set(ms, known);
    return known;
  };
  const found: StoredPosting[] = [];
  for await (const rows of readInPages(tx, ALL_POSTINGS, [tx.fundId, knownAt.toISOString()])) {
    for (const [factId, loanId, effectiveOn, account, amount, recordedAt] of rows) {
      found.push({
        factId: given(factId),
        loanId: loanId ?? null,
        effectiveOn: given(effectiveOn) as CalendarDate,
        account: given(account) as LedgerAccount,
        amount: amountIn(amount),
        recordedAt: instantOf(given(recordedAt)),
      });
    }
  }
  return found;
}

/** A posting with what its voucher says. */
export interface JournalPosting extends StoredPosting {
  readonly kind: FactKind;
  /** The name of the token. */
  readonly recordedBy: string;
  /** The day of the fact: an earlier one, if it was booked later (R42). */
  readonly factOn: CalendarDate;
  /** Null: it was booked on its day. */
  readonly late: LateBooking | null;
  /** Of the voucher, document or decision; of a reversal, that of what it reverses. */
  readonly number: string | null;
  readonly reversedId: string | null;
}

/** The days of a journal, both included, as known at an instant. */
export interface PostingWindow {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly knownAt: Date;
}

/** A part of a journal. */
export interface PostingPage {
  /** The last entry already given; null: from the beginning. */
  readonly after: { readonly effectiveOn: CalendarDate; readonly recordedAt: Date } | null;
  /** How many entries it has at most, each with all its postings. */
  readonly entries: number;
}

/**
 * How many accounts an entry posts to at the most: each once, of the two sources of a loan whose source is
 * corrected. The opening of a fund posts to two of each of its sources.
 */
const MOST_LINES = Math.max(2 * ACCOUNTS.length, 2 * MOST_SOURCES);

const EPOCH_MS = sql<string>`(extract(epoch from ${fact.recordedAt}) * 1000)::bigint`;

/** The postings of a window, or of a page of it, by day and order of entry. */
function selectPostings(tx: FundTx, window: PostingWindow, page: PostingPage | null) {
  const source = sql`coalesce(${reversal.factId}, ${fact.id})`;
  const says = (table: { fundId: AnyPgColumn; id: AnyPgColumn }): SQL =>
    sql`(${eq(table.fundId, fact.fundId)} and ${table.id} = ${source})`;
  const { effectiveOn, recordedAt } = page?.after ?? { recordedAt: null };
  const query = tx.db
    .select({
      factId: ledgerPosting.factId,
      loanId: ledgerPosting.loanId,
      effectiveOn: ledgerPosting.effectiveOn,
      account: ledgerPosting.account,
      amount: ledgerPosting.amount,
      kind: fact.kind,
      recordedAt: EPOCH_MS,
      recordedBy: token.name,
      number: sql<string | null>`coalesce(${repayment.voucherNumber}, ${disbursement.voucherNumber},
        ${capitalMovement.documentNumber}, ${decision.decisionNumber}, ${fundOpening.documentNumber},
        ${loanOpening.documentNumber}, ${transfer.voucherNumber}, ${incomeMovement.documentNumber})`,
      reversedId: reversal.factId,
      factOn: fact.effectiveOn,
      bookedOn: fact.bookedOn,
      reason: fact.bookingReason,
      correctsId: fact.correctsId,
    })
    .from(ledgerPosting)
    .innerJoin(fact, factOfPosting)
    .innerJoin(token, recorder())
    .leftJoin(reversal, factOf(reversal))
    .leftJoin(repayment, says(repayment))
    .leftJoin(disbursement, says(disbursement))
    .leftJoin(capitalMovement, says(capitalMovement))
    .leftJoin(transfer, says(transfer))
    .leftJoin(incomeMovement, says(incomeMovement))
    .leftJoin(decision, says(decision))
    .leftJoin(fundOpening, says(fundOpening))
    .leftJoin(loanOpening, says(loanOpening))
    .where(
      and(
        eq(ledgerPosting.fundId, tx.fundId),
        gte(ledgerPosting.effectiveOn, effectiveOn ?? window.from),
        lte(ledgerPosting.effectiveOn, window.to),
        isKnown(window.knownAt),
        recordedAt === null
          ? undefined
          : or(gt(ledgerPosting.effectiveOn, effectiveOn ?? ''), gt(fact.recordedAt, recordedAt)),
      ),
    )
    .orderBy(asc(ledgerPosting.effectiveOn), asc(fact.recordedAt))
    .$dynamic();
  return page === null ? query : query.limit(page.entries * MOST_LINES);
}

function lateOf([bookedOn, reason, correctsId]: readonly Cell[]): LateBooking | null {
  if (bookedOn === null || bookedOn === undefined) return null;
  return {
    bookedOn: bookedOn as CalendarDate,
    reason: given(reason),
    correctsId: correctsId ?? null,
  };
}

/**
 * The postings of a window, or of a page of it, by day and order of entry: in lists, between which
 * others have their turn. Where a page is full, the postings of its last entry may be cut off.
 */
export async function* listPostings(
  tx: FundTx,
  window: PostingWindow,
  page: PostingPage | null = null,
): AsyncGenerator<JournalPosting[]> {
  const { sql: text, params } = selectPostings(tx, window, page).toSQL();
  for await (const rows of readInPages(tx, text, params)) {
    yield rows.map(
      ([factId, loanId, effectiveOn, account, amount, kind, recordedAt, recordedBy, ...rest]) => ({
        factId: given(factId),
        loanId: loanId ?? null,
        effectiveOn: given(effectiveOn) as CalendarDate,
        account: given(account) as LedgerAccount,
        amount: money(given(amount)),
        kind: given(kind) as FactKind,
        recordedAt: new Date(+given(recordedAt)),
        recordedBy: given(recordedBy),
        number: rest[0] ?? null,
        reversedId: rest[1] ?? null,
        factOn: given(rest[2]) as CalendarDate,
        late: lateOf(rest.slice(3)),
      }),
    );
  }
}

/** An account's turnover and balance, debit above 0. */
export interface AccountTotals {
  readonly account: LedgerAccount;
  readonly debit: Money;
  readonly credit: Money;
  readonly balance: Money;
}

/** What was posted to each account up to the close of a day. */
export async function accountTotals(
  tx: FundTx,
  { asOf, knownAt }: { readonly asOf: CalendarDate; readonly knownAt: Date },
): Promise<AccountTotals[]> {
  const { amount, account } = ledgerPosting;
  const rows = await tx.db
    .select({
      account,
      debit: sql<string>`coalesce(sum(${amount}) filter (where ${amount} > 0), 0)::text`,
      credit: sql<string>`coalesce(-sum(${amount}) filter (where ${amount} < 0), 0)::text`,
      balance: sql<string>`sum(${amount})::text`,
    })
    .from(ledgerPosting)
    .innerJoin(fact, factOfPosting)
    .where(
      and(
        eq(ledgerPosting.fundId, tx.fundId),
        lte(ledgerPosting.effectiveOn, asOf),
        isKnown(knownAt),
      ),
    )
    .groupBy(account);
  return rows.map(({ account, debit, credit, balance }) => ({
    account,
    debit: money(debit),
    credit: money(credit),
    balance: money(balance),
  }));
}
