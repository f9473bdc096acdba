/** Decisions about a loan, recalls apart (R14, R16). */
export const DECISION_KINDS = [
  'restructuring',
  'rate_change',
  'freeze',
  'freeze_end',
  'waiver',
  'charge_off',
  'debt_group_override',
] as const;

/** The acts that are entered: each is a fact of one of these kinds. */
export const FACT_KINDS = [
  'cooperative',
  'cooperative_change',
  'loan',
  'loan_correction',
  'disbursement',
  'repayment',
  'capital_movement',
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
  'document_settings',
  'notice_run',
  'notice',
  'notice_delivery',
  'policy',
  'period_closing',
  'period_reopening',
  'reversal',
] as const;
