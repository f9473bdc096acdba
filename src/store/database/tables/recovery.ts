import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { COLLECTION_KINDS } from '../../../domain/collection/collectionLog.ts';
import { PLANNED_KINDS } from '../../../domain/fund/plannedMovements.ts';
import { litigationCase } from './court.ts';
import { cooperative, ofFact } from './schema.ts';
import * as c from './columns.ts';
import { ofLoan } from './loans.ts';

/** A version of what the fund plans to lend and to be given: the one recorded last counts (R20). */
export const fundPlan = pgTable('fund_plan', { fundId: c.id('fund_id'), id: c.id('id') }, (t) =>
  ofFact('fund_plan', t),
);

export const fundPlanEntry = pgTable(
  'fund_plan_entry',
  {
    fundId: c.id('fund_id'),
    planId: c.id('plan_id'),
    position: integer('position').notNull(),
    kind: text('kind', { enum: PLANNED_KINDS }).notNull(),
    expectedOn: c.day('expected_on').notNull(),
    amount: c.dong('amount').notNull(),
    ground: text('ground'),
  },
  (t) => [
    c.key('fund_plan_entry', [t.fundId, t.planId, t.position]),
    c.refers('fund_plan_entry_plan', [t.fundId, t.planId], [fundPlan.fundId, fundPlan.id]),
    c.oneOf('fund_plan_entry_kind', t.kind, PLANNED_KINDS),
    c.must('fund_plan_entry_amount', sql`${t.amount} > 0`),
  ],
);

/** What was done to collect a borrower's debt, or became of the borrower, on the fact's day (R30). */
export const collectionEntry = pgTable(
  'collection_entry',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    cooperativeId: c.id('cooperative_id'),
    kind: text('kind', { enum: COLLECTION_KINDS }).notNull(),
    amount: c.dong('amount'),
    promisedOn: c.day('promised_on'),
    documentNumber: text('document_number'),
    note: text('note'),
    litigationCaseId: uuid('litigation_case_id'),
  },
  (t) => [
    ...ofFact('collection_entry', t),
    c.refers(
      'collection_entry_case',
      [t.fundId, t.litigationCaseId],
      [litigationCase.fundId, litigationCase.id],
    ),
    c.refers(
      'collection_entry_cooperative',
      [t.fundId, t.cooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    index('collection_entry_cooperative_idx').on(t.fundId, t.cooperativeId),
    c.oneOf('collection_entry_kind', t.kind, COLLECTION_KINDS),
    c.must('collection_entry_amount', sql`${t.amount} > 0`),
    c.must(
      'collection_entry_promise',
      sql`case when ${t.kind} = 'promise' then num_nulls(${t.amount}, ${t.promisedOn}) = 0
        else ${t.promisedOn} is null and (${t.amount} is null or ${t.kind} = 'debt_confirmation') end`,
    ),
  ],
);

/** The loans that an entry is about; none: all the borrower's. */
export const collectionEntryLoan = pgTable(
  'collection_entry_loan',
  { fundId: c.id('fund_id'), entryId: c.id('entry_id'), loanId: c.id('loan_id') },
  (t) => [
    c.key('collection_entry_loan', [t.fundId, t.entryId, t.loanId]),
    c.refers(
      'collection_entry_loan_entry',
      [t.fundId, t.entryId],
      [collectionEntry.fundId, collectionEntry.id],
    ),
    ofLoan('collection_entry_loan', t),
    index('collection_entry_loan_idx').on(t.fundId, t.loanId),
  ],
);
