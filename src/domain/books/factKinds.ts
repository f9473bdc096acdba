/** Decisions about a loan, recalls apart (R14, R16). */
export const DECISION_KINDS = [
  'restructuring',
  'rate_change',
  'freeze',
  'freeze_end',
  'waiver',
  'charge_off',
  'write_off',
  'debt_group_override',
] as const;

/** How a proposed act ends: it is carried out, or not. */
export const PROPOSAL_ENDS = ['act_confirmation', 'act_rejection', 'act_withdrawal'] as const;

/** The acts that are entered: each is a fact of one of these kinds. */
export const FACT_KINDS = [
  'cooperative',
  'cooperative_change',
  'locality_change',
  'loan',
  'loan_correction',
  'loan_opening',
  'disbursement',
  'repayment',
  'capital_movement',
  'fund_opening',
  'place',
  'transfer',
  'place_count',
  'trustee_statement',
  'income_movement',
  'holiday_list',
  'lending_suspension',
  'recall',
  'recall_withdrawal',
  ...DECISION_KINDS,
  'recovery_plan',
  'fund_plan',
  'collection_entry',
  'litigation_case',
  'litigation_stage',
  'collateral',
  'collateral_change',
  'collateral_valuation',
  'collateral_release',
  'document_settings',
  'fund_change',
  'notice_run',
  'notice',
  'notice_delivery',
  'report_issue',
  'import',
  'import_entry',
  'handover',
  'handover_entry',
  'schedule_setting',
  'scheduled_run',
  'kept_classification',
  'notice_draft',
  'policy',
  'period_closing',
  'period_reopening',
  'proposed_act',
  ...PROPOSAL_ENDS,
  'reversal',
] as const;

/**
 * The work on the books and around them: papers and their sending, closings, imports, handovers, what is
 * scheduled, proposed or set. It changes no figure, and may be dated as of the day of the work.
 */
export const WORK_KINDS = [
  'place',
  'document_settings',
  'fund_change',
  'notice_run',
  'notice',
  'notice_delivery',
  'report_issue',
  'import',
  'import_entry',
  'handover',
  'handover_entry',
  'schedule_setting',
  'scheduled_run',
  'kept_classification',
  'notice_draft',
  'period_closing',
  'period_reopening',
  'proposed_act',
  ...PROPOSAL_ENDS,
] as const satisfies readonly (typeof FACT_KINDS)[number][];

/**
 * What changes no figure of any report or notice: the work on the books, a borrower or contract on which
 * nothing stands yet, where money is, a write-off, and collateral: it changes provisions, which stand in
 * neither.
 */
export const FIGURELESS_KINDS = [
  'cooperative',
  'loan',
  'place_count',
  'income_movement',
  'collateral',
  'collateral_change',
  'collateral_valuation',
  'collateral_release',
  'write_off',
  ...WORK_KINDS,
] as const satisfies readonly (typeof FACT_KINDS)[number][];

/**
 * What counts from the moment it is entered, whatever its date: it may change figures of days
 * before that date.
 */
export const DATELESS_KINDS = [
  'cooperative_change',
  'loan_correction',
  'fund_opening',
  'holiday_list',
  'policy',
  'recovery_plan',
  'fund_plan',
  'freeze_end',
  'recall_withdrawal',
] as const satisfies readonly (typeof FACT_KINDS)[number][];

export type FactKind = (typeof FACT_KINDS)[number];
