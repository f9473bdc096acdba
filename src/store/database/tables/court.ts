import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { FILING_CHANNELS, STAYED_BY, TERMINATED_FOR } from '../../../domain/court/enforcement.ts';
import { PARTY_ROLES, STAGES } from '../../../domain/court/stages.ts';
import { cooperative, ofFact } from './schema.ts';
import * as c from './columns.ts';
import { ofLoan } from './loans.ts';

export const litigationCase = pgTable(
  'litigation_case',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    cooperativeId: c.id('cooperative_id'),
    court: c.words('court'),
    docketType: text('docket_type', { enum: DOCKET_TYPES }).notNull(),
    ...c.components(),
  },
  (t) => [
    ...ofFact('litigation_case', t),
    c.refers(
      'litigation_case_cooperative',
      [t.fundId, t.cooperativeId],
      [cooperative.fundId, cooperative.id],
    ),
    index('litigation_case_cooperative_idx').on(t.fundId, t.cooperativeId),
    c.oneOf('litigation_case_docket_type', t.docketType, DOCKET_TYPES),
    c.noneNegative('litigation_case', t),
  ],
);

type OfCase = { fundId: AnyPgColumn; caseId: AnyPgColumn };

const ofCase = (name: string, t: OfCase) =>
  c.refers(`${name}_case`, [t.fundId, t.caseId], [litigationCase.fundId, litigationCase.id]);

export const litigationCaseLoan = pgTable(
  'litigation_case_loan',
  { fundId: c.id('fund_id'), caseId: c.id('case_id'), loanId: c.id('loan_id') },
  (t) => [
    c.key('litigation_case_loan', [t.fundId, t.caseId, t.loanId]),
    ofCase('litigation_case_loan', t),
    ofLoan('litigation_case_loan', t),
    index('litigation_case_loan_idx').on(t.fundId, t.loanId),
  ],
);

/** Who takes part in a case besides the fund and its borrower, in the order given. */
export const litigationCaseParty = pgTable(
  'litigation_case_party',
  {
    fundId: c.id('fund_id'),
    caseId: c.id('case_id'),
    position: integer('position').notNull(),
    role: text('role', { enum: PARTY_ROLES }).notNull(),
    name: c.words('name'),
    note: text('note'),
  },
  (t) => [
    c.key('litigation_case_party', [t.fundId, t.caseId, t.position]),
    ofCase('litigation_case_party', t),
    c.oneOf('litigation_case_party_role', t.role, PARTY_ROLES),
  ],
);

/** What came through a case before it was taken over, in the order of its days (R39). */
export const litigationCaseReceived = pgTable(
  'litigation_case_received',
  {
    fundId: c.id('fund_id'),
    caseId: c.id('case_id'),
    position: integer('position').notNull(),
    receivedOn: c.day('received_on').notNull(),
    voucherNumber: c.words('voucher_number'),
    /** Of the minutes by which it was taken over. */
    documentNumber: c.words('document_number'),
    ...c.components(),
    enforcementFee: c.dong('enforcement_fee'),
  },
  (t) => [
    c.key('litigation_case_received', [t.fundId, t.caseId, t.position]),
    ofCase('litigation_case_received', t),
    c.noneNegative('litigation_case_received', t),
    c.must('litigation_case_received_fee', sql`${t.enforcementFee} >= 0`),
  ],
);

export const litigationStage = pgTable(
  'litigation_stage',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    caseId: c.id('case_id'),
    stage: text('stage', { enum: STAGES }).notNull(),
    documentNumber: text('document_number'),
    ground: text('ground'),
    note: text('note'),
    ...c.componentsIfAny(),
    fullRecovery: boolean('full_recovery'),
    nextOn: c.day('next_on'),
    enforcementOffice: text('enforcement_office'),
    channel: text('channel', { enum: FILING_CHANNELS }),
    receiptNumber: text('receipt_number'),
    stayedBy: text('stayed_by', { enum: STAYED_BY }),
    interestGoesOn: boolean('interest_goes_on'),
    terminatedFor: text('terminated_for', { enum: TERMINATED_FOR }),
  },
  (t) => [
    ...ofFact('litigation_stage', t),
    ofCase('litigation_stage', t),
    index('litigation_stage_case_idx').on(t.fundId, t.caseId),
    c.oneOf('litigation_stage_stage', t.stage, STAGES),
    c.noneNegative('litigation_stage', t),
    c.must(
      'litigation_stage_amounts',
      sql`num_nulls(${sql.join(c.columnsOf(t), sql`, `)}) in (0, 4)`,
    ),
    c.must(
      'litigation_stage_recovery',
      sql`(${t.stage} = 'enforcement_closed') = (${t.fullRecovery} is not null)`,
    ),
    c.oneOf('litigation_stage_channel', t.channel, FILING_CHANNELS),
    c.oneOf('litigation_stage_stayed_by', t.stayedBy, STAYED_BY),
    c.oneOf('litigation_stage_terminated_for', t.terminatedFor, TERMINATED_FOR),
    c.must(
      'litigation_stage_request',
      sql`${t.stage} = 'enforcement_requested' or num_nonnulls(${t.channel}, ${t.receiptNumber}) = 0`,
    ),
    c.must(
      'litigation_stage_stay',
      sql`${t.stage} = 'enforcement_stayed' or num_nonnulls(${t.stayedBy}, ${t.interestGoesOn}) = 0`,
    ),
    c.must(
      'litigation_stage_termination',
      sql`${t.stage} <> 'enforcement_terminated' or ${t.ground} is not null`,
    ),
    c.must(
      'litigation_stage_termination_kind',
      sql`${t.stage} = 'enforcement_terminated' or ${t.terminatedFor} is null`,
    ),
  ],
);

/** The parts of an award that fall due on days of their own (R38). */
export const litigationStageInstalment = pgTable(
  'litigation_stage_instalment',
  {
    fundId: c.id('fund_id'),
    stageId: c.id('stage_id'),
    dueOn: c.day('due_on').notNull(),
    amount: c.dong('amount').notNull(),
  },
  (t) => [
    c.key('litigation_stage_instalment', [t.fundId, t.stageId, t.dueOn]),
    c.refers(
      'litigation_stage_instalment_stage',
      [t.fundId, t.stageId],
      [litigationStage.fundId, litigationStage.id],
    ),
    c.must('litigation_stage_instalment_amount', sql`${t.amount} > 0`),
  ],
);
