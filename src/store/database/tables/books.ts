import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { SOURCE_PARTS, type LedgerAccount } from '../../../domain/books/sourceAccounts.ts';
import { ACCOUNTS } from '../../../domain/policies/accounts.ts';
import { fact, fund, ofFact, token } from './schema.ts';
import * as c from './columns.ts';
import { ofLoan } from './loans.ts';

// What is kept beside the facts so that they can be checked: the ledger, the audit trail, the closings.

/** One of the accounts of every fund, or of a source of capital by its part and name (R34). */
const accountOf = (name: string, column: AnyPgColumn) =>
  c.must(
    name,
    sql`${column} in (${sql.raw(ACCOUNTS.map((each) => `'${each}'`).join(', '))})
      or ${column} ~ ${sql.raw(`'^(${SOURCE_PARTS.join('|')}):.'`)}`,
  );

/**
 * What a fact changes on an account on a day: debit above 0, credit below 0. All postings of one fact
 * on one day are an entry, which a deferred constraint holds in balance.
 */
export const ledgerPosting = pgTable(
  'ledger_posting',
  {
    fundId: c.id('fund_id'),
    factId: c.id('fact_id'),
    effectiveOn: c.day('effective_on').notNull(),
    account: text('account').$type<LedgerAccount>().notNull(),
    loanId: uuid('loan_id'),
    amount: c.dong('amount').notNull(),
  },
  (t) => [
    c.key('ledger_posting', [t.fundId, t.factId, t.effectiveOn, t.account]),
    c.refers('ledger_posting_fact', [t.fundId, t.factId], [fact.fundId, fact.id]),
    ofLoan('ledger_posting', { fundId: t.fundId, loanId: t.loanId }),
    accountOf('ledger_posting_account', t.account),
    c.must('ledger_posting_amount', sql`${t.amount} <> 0`),
    index('ledger_posting_account_idx').on(t.fundId, t.account, t.effectiveOn),
    index('ledger_posting_loan_idx').on(t.fundId, t.loanId),
  ],
);

/** The end of a token: from then on it opens nothing. */
export const tokenRevocation = pgTable(
  'token_revocation',
  {
    fundId: c.id('fund_id'),
    tokenId: c.id('token_id'),
    reason: c.words('reason'),
    revokedAt: c.instant('revoked_at'),
    revokedBy: c.id('revoked_by'),
  },
  (t) => [
    c.key('token_revocation', [t.fundId, t.tokenId]),
    c.refers('token_revocation_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
    c.refers('token_revocation_by', [t.fundId, t.revokedBy], [token.fundId, token.id]),
  ],
);

/** When a token was last used, to the minute. */
export const tokenUse = pgTable(
  'token_use',
  {
    fundId: c.id('fund_id'),
    tokenId: c.id('token_id'),
    lastUsedAt: c.instant('last_used_at'),
  },
  (t) => [
    c.key('token_use', [t.fundId, t.tokenId]),
    c.refers('token_use_token', [t.fundId, t.tokenId], [token.fundId, token.id]),
  ],
);

/**
 * Who did what: one event a fact, and one for each act that is none. Each carries the hash of the one
 * before and of the fact it records, so that a row changed, removed or added later is found.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    fundId: c.id('fund_id'),
    /** 1, 2, 3 … without gaps. */
    number: bigint('number', { mode: 'number' }).notNull(),
    recordedAt: c.instant('recorded_at'),
    actor: c.id('actor'),
    /** Of the request; null where the act came from no request. */
    address: text('address'),
    requestId: text('request_id'),
    act: c.words('act'),
    /** What the act is about: the id of a loan, cooperative, case, token, or else of the fact. */
    subject: c.id('subject'),
    factId: uuid('fact_id'),
    reason: text('reason'),
    before: jsonb('before').$type<unknown>(),
    after: jsonb('after').$type<unknown>().notNull(),
    factHash: c.words('fact_hash'),
    previousHash: c.words('previous_hash'),
    hash: c.words('hash'),
  },
  (t) => [
    c.key('audit_event', [t.fundId, t.number]),
    c.refers('audit_event_fund', [t.fundId], [fund.fundId]),
    c.refers('audit_event_actor', [t.fundId, t.actor], [token.fundId, token.id]),
    c.refers('audit_event_fact', [t.fundId, t.factId], [fact.fundId, fact.id]),
    c.uniqueOn('audit_event_fact', [t.fundId, t.factId]),
    index('audit_event_subject_idx').on(t.fundId, t.subject),
    index('audit_event_recorded_idx').on(t.fundId, t.recordedAt),
  ],
);

/** The closing of a quarter; its fact's day is the quarter's last. The head of the audit trail at it. */
export const periodClosing = pgTable(
  'period_closing',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    quarter: c.words('quarter'),
    auditNumber: bigint('audit_number', { mode: 'number' }).notNull(),
    auditHash: c.words('audit_hash'),
  },
  (t) => [
    ...ofFact('period_closing', t),
    c.must('period_closing_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
  ],
);

/** A loan at the close of the last day of a quarter, as it was closed. */
export const closingLoanBalance = pgTable(
  'closing_loan_balance',
  {
    fundId: c.id('fund_id'),
    closingId: c.id('closing_id'),
    loanId: c.id('loan_id'),
    standing: c.words('standing'),
    debtGroup: smallint('debt_group'),
    principalOutstanding: c.dong('principal_outstanding').notNull(),
    principalOverdue: c.dong('principal_overdue').notNull(),
    principalChargedOff: c.dong('principal_charged_off').notNull(),
    inTermInterestOwed: c.dong('in_term_interest_owed').notNull(),
    overdueInterestOwed: c.dong('overdue_interest_owed').notNull(),
    lateInterestOwed: c.dong('late_interest_owed').notNull(),
  },
  (t) => [
    c.key('closing_loan_balance', [t.fundId, t.closingId, t.loanId]),
    c.refers(
      'closing_loan_balance_closing',
      [t.fundId, t.closingId],
      [periodClosing.fundId, periodClosing.id],
    ),
    ofLoan('closing_loan_balance', t),
  ],
);

/** An account at the close of the last day of a quarter, as it was closed: debit above 0. */
export const closingAccountBalance = pgTable(
  'closing_account_balance',
  {
    fundId: c.id('fund_id'),
    closingId: c.id('closing_id'),
    account: text('account').$type<LedgerAccount>().notNull(),
    balance: c.dongSum('balance').notNull(),
  },
  (t) => [
    c.key('closing_account_balance', [t.fundId, t.closingId, t.account]),
    c.refers(
      'closing_account_balance_closing',
      [t.fundId, t.closingId],
      [periodClosing.fundId, periodClosing.id],
    ),
    accountOf('closing_account_balance_account', t.account),
  ],
);

/** The reopening of a closed quarter, with all later ones (R22); its fact's day is the quarter's first. */
export const periodReopening = pgTable(
  'period_reopening',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    quarter: c.words('quarter'),
    reason: c.words('reason'),
  },
  (t) => [
    ...ofFact('period_reopening', t),
    c.must('period_reopening_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
  ],
);
