import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ofFact, ofPlace, POSTED_AS } from './schema.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import * as c from './columns.ts';
import { litigationCase } from './court.ts';
import { ofLoan } from './loans.ts';

export const disbursement = pgTable(
  'disbursement',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    amount: c.dong('amount').notNull(),
    voucherNumber: c.words('voucher_number'),
    method: text('method', { enum: METHODS }),
    placeId: uuid('place_id'),
    postedAs: text('posted_as', { enum: POSTED_AS }),
  },
  (t) => [
    ...ofFact('disbursement', t),
    ofPlace('disbursement', t),
    c.oneOf('disbursement_posted_as', t.postedAs, POSTED_AS),
    ofLoan('disbursement', t),
    index('disbursement_loan_idx').on(t.fundId, t.loanId),
    index('disbursement_voucher_idx').on(t.fundId, t.voucherNumber),
    c.must('disbursement_amount', sql`${t.amount} > 0`),
    c.oneOf('disbursement_method', t.method, METHODS),
  ],
);

export const repayment = pgTable(
  'repayment',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    amount: c.dong('amount').notNull(),
    voucherNumber: c.words('voucher_number'),
    method: text('method', { enum: METHODS }),
    ...c.components(),
    litigationCaseId: uuid('litigation_case_id'),
    enforcementFee: c.dong('enforcement_fee'),
    placeId: uuid('place_id'),
    postedAs: text('posted_as', { enum: POSTED_AS }),
  },
  (t) => [
    ...ofFact('repayment', t),
    ofPlace('repayment', t),
    c.oneOf('repayment_posted_as', t.postedAs, POSTED_AS),
    ofLoan('repayment', t),
    c.refers(
      'repayment_case',
      [t.fundId, t.litigationCaseId],
      [litigationCase.fundId, litigationCase.id],
    ),
    index('repayment_loan_idx').on(t.fundId, t.loanId),
    index('repayment_voucher_idx').on(t.fundId, t.voucherNumber),
    index('repayment_case_idx').on(t.fundId, t.litigationCaseId),
    c.must('repayment_amount', sql`${t.amount} > 0`),
    c.noneNegative('repayment', t),
    c.must('repayment_sum', sql`${sql.join(c.columnsOf(t), sql` + `)} = ${t.amount}`),
    c.must(
      'repayment_fee',
      sql`${t.enforcementFee} is null or (${t.litigationCaseId} is not null
        and ${t.enforcementFee} > 0 and ${t.enforcementFee} < ${t.amount})`,
    ),
    c.oneOf('repayment_method', t.method, METHODS),
  ],
);
