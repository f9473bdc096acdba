import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { AllocationOrder } from '../../../domain/policies/allocationOrder.ts';
import { cooperative, ofFact } from './schema.ts';
import * as c from './columns.ts';

const INTERVALS = ['month', 'quarter', 'half_year', 'year'] as const;

const INTEREST_INTERVALS = [...INTERVALS, 'maturity'] as const;

const OVERDUE_SCOPES = ['instalment', 'loan'] as const;

/** A contract that was entered; what it says stands in its versions. */
export const loan = pgTable('loan', { fundId: c.id('fund_id'), id: c.id('id') }, (t) =>
  ofFact('loan', t),
);

type OfLoan = { fundId: AnyPgColumn; loanId: AnyPgColumn };

/** The key of a table about a loan. */
export const ofLoan = (name: string, t: OfLoan) =>
  c.refers(`${name}_loan`, [t.fundId, t.loanId], [loan.fundId, loan.id]);

/** What a contract says, under the fact that entered or corrected it: the last one counts. */
export const loanTerms = pgTable(
  'loan_terms',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    /** Why it was corrected; null: as first entered. */
    reason: text('reason'),
    cooperativeId: c.id('cooperative_id'),
    contractNumber: c.words('contract_number'),
    signedOn: c.day('signed_on').notNull(),
    principal: c.dong('principal').notNull(),
    ratePercent: c.percent('rate_percent').notNull(),
    overdueRatePercent: c.percent('overdue_rate_percent'),
    lateInterestRatePercent: c.percent('late_interest_rate_percent').notNull(),
    overdueScope: text('overdue_scope', { enum: OVERDUE_SCOPES }).notNull(),
    allocationOrder: jsonb('allocation_order').$type<AllocationOrder>(),
    scheduleKind: text('schedule_kind', {
      enum: ['equal', 'annuity', 'bullet', 'custom'],
    }).notNull(),
    scheduleCount: integer('schedule_count'),
    scheduleEvery: text('schedule_every', { enum: INTERVALS }),
    scheduleFirstDueOn: c.day('schedule_first_due_on'),
    scheduleRoundTo: c.dong('schedule_round_to'),
    scheduleInstalmentAmount: c.dong('schedule_instalment_amount'),
    scheduleDueOn: c.day('schedule_due_on'),
    interestEvery: text('interest_every', { enum: INTEREST_INTERVALS }).notNull(),
    interestFirstDueOn: c.day('interest_first_due_on'),
    purpose: text('purpose'),
    projectCost: c.dong('project_cost'),
    ownCapital: c.dong('own_capital'),
    sector: text('sector'),
    project: text('project'),
    /** How many people work in the project. */
    jobs: integer('jobs'),
    /** A code or a name (R34); null: charter capital. */
    source: text('source'),
    /** The id of a place, `cash` or `bank` (R35); null: not said. */
    place: text('place'),
  },
  (t) => [
    ...ofFact('loan_terms', t),
    ofLoan('loan_terms', t),
    c.refers(
      'loan_terms_cooperative',
      [t.fundId, t.cooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    index('loan_terms_loan_idx').on(t.fundId, t.loanId),
    index('loan_terms_contract_number_idx').on(t.fundId, t.contractNumber),
    index('loan_terms_cooperative_idx').on(t.fundId, t.cooperativeId),
    c.must('loan_terms_source', sql`${t.source} <> 'charter'`),
    c.must('loan_terms_principal', sql`${t.principal} > 0`),
    c.must('loan_terms_rate', sql`${t.ratePercent} >= 0 and ${t.lateInterestRatePercent} >= 0`),
    c.must('loan_terms_overdue_rate', sql`${t.overdueRatePercent} >= 0`),
    c.must('loan_terms_project', sql`${t.projectCost} >= 0 and ${t.ownCapital} >= 0`),
    c.must('loan_terms_jobs', sql`${t.jobs} >= 0`),
    c.oneOf('loan_terms_overdue_scope', t.overdueScope, OVERDUE_SCOPES),
    c.oneOf('loan_terms_schedule_every', t.scheduleEvery, INTERVALS),
    c.oneOf('loan_terms_interest_every', t.interestEvery, INTEREST_INTERVALS),
    c.must(
      'loan_terms_schedule',
      sql`case when ${t.scheduleKind} in ('equal', 'annuity')
        then ${t.scheduleDueOn} is null and ${t.scheduleCount} > 0 and ${t.scheduleRoundTo} > 0
          and num_nulls(${t.scheduleCount}, ${t.scheduleEvery}, ${t.scheduleFirstDueOn},
            ${t.scheduleRoundTo}) = 0
          and (${t.scheduleInstalmentAmount} is null
            or ${t.scheduleKind} = 'annuity' and ${t.scheduleInstalmentAmount} > 0)
        else num_nonnulls(${t.scheduleCount}, ${t.scheduleEvery}, ${t.scheduleFirstDueOn},
            ${t.scheduleRoundTo}, ${t.scheduleInstalmentAmount}) = 0
          and case ${t.scheduleKind} when 'bullet' then ${t.scheduleDueOn} is not null
            when 'custom' then ${t.scheduleDueOn} is null else false end
        end`,
    ),
    c.must(
      'loan_terms_interest',
      sql`(${t.interestEvery} = 'maturity') = (${t.interestFirstDueOn} is null)`,
    ),
  ],
);

/** The instalments of a `custom` schedule. */
export const loanInstalment = pgTable(
  'loan_instalment',
  {
    fundId: c.id('fund_id'),
    termsId: c.id('terms_id'),
    dueOn: c.day('due_on').notNull(),
    principal: c.dong('principal').notNull(),
  },
  (t) => [
    c.key('loan_instalment', [t.fundId, t.termsId, t.dueOn]),
    c.refers('loan_instalment_terms', [t.fundId, t.termsId], [loanTerms.fundId, loanTerms.id]),
    c.must('loan_instalment_principal', sql`${t.principal} > 0`),
  ],
);

/** What was taken over of a loan at the close of the fact's day (R33). */
export const loanOpening = pgTable(
  'loan_opening',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    documentNumber: text('document_number'),
    disbursed: c.dong('disbursed').notNull(),
    accruedInterest: c.dong('accrued_interest').notNull(),
    overdueInterest: c.dong('overdue_interest').notNull(),
    lateInterest: c.dong('late_interest').notNull(),
    /** What was paid too much of each class; null: nothing. */
    creditInTermInterest: c.dong('credit_in_term_interest'),
    creditOverdueInterest: c.dong('credit_overdue_interest'),
    creditLateInterest: c.dong('credit_late_interest'),
    restructurings: integer('restructurings').notNull(),
    interestWaived: boolean('interest_waived').notNull(),
    lastPaymentOn: c.day('last_payment_on'),
    lastConfirmedOn: c.day('last_confirmed_on'),
    /** When the last principal was paid, of a loan without any; null: not told, or there is some. */
    paidOffOn: c.day('paid_off_on'),
    /** The fund that handed it over, and its id there; null: it is from a paper book. */
    originFund: text('origin_fund'),
    originLoanId: uuid('origin_loan_id'),
  },
  (t) => [
    ...ofFact('loan_opening', t),
    ofLoan('loan_opening', t),
    index('loan_opening_loan_idx').on(t.fundId, t.loanId),
    c.must(
      'loan_opening_amounts',
      sql`${t.disbursed} > 0 and least(${t.accruedInterest}, ${t.overdueInterest},
        ${t.lateInterest}) >= 0 and ${t.restructurings} >= 0`,
    ),
    c.must(
      'loan_opening_credit',
      sql`num_nonnulls(${t.creditInTermInterest}, ${t.creditOverdueInterest},
        ${t.creditLateInterest}) in (0, 3)
        and (${t.creditInTermInterest} is null or ${t.originFund} is not null)
        and least(${t.creditInTermInterest}, ${t.creditOverdueInterest}, ${t.creditLateInterest}) >= 0`,
    ),
    c.must('loan_opening_paid_off', sql`${t.paidOffOn} is null or ${t.originFund} is not null`),
    c.must('loan_opening_origin', sql`(${t.originFund} is null) = (${t.originLoanId} is null)`),
  ],
);

/** The unpaid principal taken over, by due date. */
export const loanOpeningInstalment = pgTable(
  'loan_opening_instalment',
  {
    fundId: c.id('fund_id'),
    openingId: c.id('opening_id'),
    dueOn: c.day('due_on').notNull(),
    principal: c.dong('principal').notNull(),
  },
  (t) => [
    c.key('loan_opening_instalment', [t.fundId, t.openingId, t.dueOn]),
    c.refers(
      'loan_opening_instalment_opening',
      [t.fundId, t.openingId],
      [loanOpening.fundId, loanOpening.id],
    ),
    c.must('loan_opening_instalment_principal', sql`${t.principal} >= 0`),
  ],
);

/** In-term interest taken over that had fallen due, by due date. */
export const loanOpeningInterest = pgTable(
  'loan_opening_interest',
  {
    fundId: c.id('fund_id'),
    openingId: c.id('opening_id'),
    dueOn: c.day('due_on').notNull(),
    amount: c.dong('amount').notNull(),
  },
  (t) => [
    c.key('loan_opening_interest', [t.fundId, t.openingId, t.dueOn]),
    c.refers(
      'loan_opening_interest_opening',
      [t.fundId, t.openingId],
      [loanOpening.fundId, loanOpening.id],
    ),
    c.must('loan_opening_interest_amount', sql`${t.amount} > 0`),
  ],
);

/** Decided on the fact's day. */
export const recall = pgTable(
  'recall',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    loanId: c.id('loan_id'),
    decisionNumber: c.words('decision_number'),
    deadline: c.day('deadline').notNull(),
    ground: text('ground'),
  },
  (t) => [
    ...ofFact('recall', t),
    ofLoan('recall', t),
    index('recall_loan_idx').on(t.fundId, t.loanId),
  ],
);

/** Decided on the fact's day. */
export const recallWithdrawal = pgTable(
  'recall_withdrawal',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    recallId: c.id('recall_id'),
    decisionNumber: c.words('decision_number'),
  },
  (t) => [
    ...ofFact('recall_withdrawal', t),
    c.refers('recall_withdrawal_recall', [t.fundId, t.recallId], [recall.fundId, recall.id]),
    index('recall_withdrawal_recall_idx').on(t.fundId, t.recallId),
  ],
);

/** A version of a loan's recovery plan: the one recorded last counts (R20). */
export const recoveryPlan = pgTable(
  'recovery_plan',
  { fundId: c.id('fund_id'), id: c.id('id'), loanId: c.id('loan_id') },
  (t) => [
    ...ofFact('recovery_plan', t),
    ofLoan('recovery_plan', t),
    index('recovery_plan_loan_idx').on(t.fundId, t.loanId),
  ],
);

export const recoveryPlanEntry = pgTable(
  'recovery_plan_entry',
  {
    fundId: c.id('fund_id'),
    planId: c.id('plan_id'),
    position: integer('position').notNull(),
    expectedOn: c.day('expected_on').notNull(),
    principal: c.dong('principal').notNull(),
    ground: text('ground'),
  },
  (t) => [
    c.key('recovery_plan_entry', [t.fundId, t.planId, t.position]),
    c.refers(
      'recovery_plan_entry_plan',
      [t.fundId, t.planId],
      [recoveryPlan.fundId, recoveryPlan.id],
    ),
    c.must('recovery_plan_entry_principal', sql`${t.principal} > 0`),
  ],
);
