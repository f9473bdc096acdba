import { sql } from 'drizzle-orm';
import { index, integer, json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { DELIVERY_KINDS } from '../../../domain/notices/noticeKinds.ts';
import { collateralVersion } from './collateral.ts';
import { fact, ofFact } from './schema.ts';
import * as c from './columns.ts';
import { ofLoan, recall } from './loans.ts';

// What goes out on paper: kept as it was sent, so that it can be printed again as it was.

/** How the fund's documents are headed, signed and sent: the version recorded last counts (R24). */
export const documentSettings = pgTable(
  'document_settings',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    settings: jsonb('settings').$type<unknown>().notNull(),
  },
  (t) => ofFact('document_settings', t),
);

/** What notices of a quarter would be issued on the fact's day: nothing is numbered, a person releases it. */
export const noticeDraft = pgTable(
  'notice_draft',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    quarter: c.words('quarter'),
    payBy: c.day('pay_by').notNull(),
    knownAt: c.instant('known_at'),
    // Not jsonb: it is read again in the order in which it was written.
    content: json('content').$type<unknown>().notNull(),
  },
  (t) => [
    ...ofFact('notice_draft', t),
    c.must('notice_draft_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
  ],
);

/** Makes the notices of a quarter; issued on the fact's day (R25). */
export const noticeRun = pgTable(
  'notice_run',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    quarter: c.words('quarter'),
    payBy: c.day('pay_by').notNull(),
    /** The draft that it releases; null: it releases none. */
    draftId: uuid('draft_id'),
  },
  (t) => [
    ...ofFact('notice_run', t),
    c.refers('notice_run_draft', [t.fundId, t.draftId], [noticeDraft.fundId, noticeDraft.id]),
    c.uniqueOn('notice_run_draft', [t.fundId, t.draftId]),
    c.must('notice_run_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
  ],
);

/**
 * A notice to a borrower about one loan, issued on the fact's day; `content` is what it says. It is a
 * quarter's, or about a recall, or neither: then about principal that turned overdue.
 */
export const notice = pgTable(
  'notice',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    /** Of the day of issue; numbers run from 1 in each. */
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    quarter: text('quarter'),
    recallId: uuid('recall_id'),
    payBy: c.day('pay_by').notNull(),
    total: c.dong('total').notNull(),
    content: jsonb('content').$type<unknown>().notNull(),
    supersedesId: uuid('supersedes_id'),
    /** Why it took the place of the one before. */
    reason: text('reason'),
  },
  (t) => [
    ...ofFact('notice', t),
    ofLoan('notice', t),
    c.uniqueOn('notice_number', [t.fundId, t.year, t.number]),
    c.uniqueOn('notice_supersedes', [t.fundId, t.supersedesId]),
    c.refers('notice_recall', [t.fundId, t.recallId], [recall.fundId, recall.id]),
    c.refers('notice_supersedes', [t.fundId, t.supersedesId], [t.fundId, t.id]),
    index('notice_loan_idx').on(t.fundId, t.loanId),
    index('notice_quarter_idx').on(t.fundId, t.quarter),
    c.must('notice_number', sql`${t.number} > 0 and ${t.total} >= 0`),
    c.must('notice_quarter', sql`${t.quarter} ~ '^[0-9]{4}-Q[1-4]$'`),
    c.must('notice_kind', sql`num_nonnulls(${t.quarter}, ${t.recallId}) <= 1`),
    c.must('notice_reason', sql`(${t.supersedesId} is null) = (${t.reason} is null)`),
  ],
);

/** What a run made of a loan: a notice, or a reason why not; neither: there was nothing to pay. */
export const noticeRunLoan = pgTable(
  'notice_run_loan',
  {
    fundId: c.id('fund_id'),
    runId: c.id('run_id'),
    loanId: c.id('loan_id'),
    noticeId: uuid('notice_id'),
    failure: text('failure'),
  },
  (t) => [
    c.key('notice_run_loan', [t.fundId, t.runId, t.loanId]),
    c.refers('notice_run_loan_run', [t.fundId, t.runId], [noticeRun.fundId, noticeRun.id]),
    ofLoan('notice_run_loan', t),
    c.refers('notice_run_loan_notice', [t.fundId, t.noticeId], [notice.fundId, notice.id]),
    c.must('notice_run_loan_outcome', sql`num_nonnulls(${t.noticeId}, ${t.failure}) <= 1`),
  ],
);

/** How a notice reached its borrower, on the fact's day. */
export const noticeDelivery = pgTable(
  'notice_delivery',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    noticeId: c.id('notice_id'),
    kind: text('kind', { enum: DELIVERY_KINDS }).notNull(),
    proofNumber: text('proof_number'),
    note: text('note'),
    /** The asset to whose owner the copy went (R41); null: to the borrower. */
    collateralId: uuid('collateral_id'),
  },
  (t) => [
    ...ofFact('notice_delivery', t),
    c.refers('notice_delivery_notice', [t.fundId, t.noticeId], [notice.fundId, notice.id]),
    c.refers(
      'notice_delivery_collateral',
      [t.fundId, t.collateralId],
      [collateralVersion.fundId, collateralVersion.id],
    ),
    index('notice_delivery_notice_idx').on(t.fundId, t.noticeId),
    c.oneOf('notice_delivery_kind', t.kind, DELIVERY_KINDS),
  ],
);

/**
 * A fund section of the provincial report as it was issued on the fact's day: figures and lines as
 * they were known at `known_at`, and of each of its documents the SHA-256 (R21).
 */
export const issuedReport = pgTable(
  'issued_report',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    /** Of the day of issue; a document's number is used once in each. */
    year: integer('year').notNull(),
    documentNumber: c.words('document_number'),
    asOf: c.day('as_of').notNull(),
    periodStart: c.day('period_start').notNull(),
    knownAt: c.instant('known_at'),
    // Not jsonb: it is read again in the order in which it was written.
    figures: json('figures').$type<unknown>().notNull(),
    lines: json('lines').$type<unknown>().notNull(),
    documentHashes: jsonb('document_hashes').$type<unknown>().notNull(),
  },
  (t) => [
    ...ofFact('issued_report', t),
    c.uniqueOn('issued_report_number', [t.fundId, t.year, t.documentNumber]),
    c.must('issued_report_period', sql`${t.periodStart} <= ${t.asOf}`),
  ],
);

/** An issued report in one form, byte for byte. */
export const issuedReportDocument = pgTable(
  'issued_report_document',
  {
    fundId: c.id('fund_id'),
    reportId: c.id('report_id'),
    format: c.words('format'),
    content: c.bytes('content').notNull(),
  },
  (t) => [
    c.key('issued_report_document', [t.fundId, t.reportId, t.format]),
    c.refers(
      'issued_report_document_report',
      [t.fundId, t.reportId],
      [issuedReport.fundId, issuedReport.id],
    ),
  ],
);

/** A notice or report, issued before, whose figures a fact changed when it was recorded. */
export const affected = pgTable(
  'affected',
  { fundId: c.id('fund_id'), factId: c.id('fact_id'), issuedId: c.id('issued_id') },
  (t) => [
    c.key('affected', [t.fundId, t.factId, t.issuedId]),
    c.refers('affected_fact', [t.fundId, t.factId], [fact.fundId, fact.id]),
    c.refers('affected_issued', [t.fundId, t.issuedId], [fact.fundId, fact.id]),
  ],
);
