import { FACT_KINDS, type FactKind } from '../books/factKinds.ts';

/** How facts of a kind, and their reversals, are told to others. */
interface Told {
  readonly entered: string;
  readonly reversed: string;
}

const of = (noun: string, done = 'recorded', undone = 'reversed'): Told => ({
  entered: `${noun}.${done}`,
  reversed: `${noun}.${undone}`,
});

/** The one table of event types: of each fact kind, and of what reverses a fact of the kind (R12). */
const TOLD: Readonly<Record<Exclude<FactKind, 'reversal'>, Told>> = {
  cooperative: of('cooperative', 'entered', 'removed'),
  cooperative_change: of('cooperative', 'changed', 'change-reversed'),
  locality_change: of('locality-change'),
  loan: of('loan', 'entered', 'voided'),
  loan_correction: of('loan', 'corrected', 'correction-reversed'),
  loan_opening: of('loan', 'taken-over', 'taking-over-reversed'),
  disbursement: of('disbursement'),
  repayment: of('repayment'),
  capital_movement: of('capital-movement'),
  fund_opening: of('fund-opening'),
  place: of('place', 'entered'),
  transfer: of('transfer'),
  place_count: of('place-count'),
  trustee_statement: of('trustee-statement'),
  income_movement: of('income-movement'),
  holiday_list: of('holidays', 'set'),
  lending_suspension: of('lending-suspension', 'set'),
  recall: of('recall'),
  recall_withdrawal: of('recall', 'withdrawn', 'withdrawal-reversed'),
  restructuring: of('restructuring'),
  rate_change: of('rate-change'),
  freeze: of('freeze'),
  freeze_end: of('freeze', 'ended', 'end-reversed'),
  waiver: of('waiver'),
  charge_off: of('charge-off'),
  write_off: of('write-off'),
  debt_group_override: of('debt-group-override'),
  recovery_plan: of('recovery-plan', 'set'),
  fund_plan: of('fund-plan', 'set'),
  collection_entry: of('collection-entry'),
  litigation_case: of('case', 'opened'),
  litigation_stage: of('stage'),
  collateral: of('collateral', 'entered'),
  collateral_change: of('collateral', 'changed', 'change-reversed'),
  collateral_valuation: of('collateral', 'valued', 'valuation-reversed'),
  collateral_release: of('collateral', 'released', 'release-reversed'),
  document_settings: of('document-settings', 'set'),
  fund_change: of('fund', 'changed', 'change-reversed'),
  notice_run: of('notice-run', 'begun'),
  notice: of('notice', 'issued'),
  notice_delivery: of('notice', 'delivered', 'delivery-reversed'),
  report_issue: of('report', 'issued'),
  import: of('import', 'sent'),
  import_entry: of('import', 'entered', 'entry-reversed'),
  handover: of('fund', 'handed-over', 'handing-over-reversed'),
  handover_entry: of('fund', 'taken-over', 'taking-over-reversed'),
  policy: of('policy', 'set'),
  schedule_setting: of('schedule', 'set'),
  scheduled_run: of('scheduled-run'),
  kept_classification: of('classification', 'kept'),
  notice_draft: of('notice-draft', 'prepared'),
  period_closing: of('period', 'closed'),
  period_reopening: of('period', 'reopened', 'reopening-reversed'),
  proposed_act: of('proposed-act', 'proposed', 'proposal-reversed'),
  act_confirmation: of('proposed-act', 'confirmed', 'confirmation-reversed'),
  act_rejection: of('proposed-act', 'rejected', 'rejection-reversed'),
  act_withdrawal: of('proposed-act', 'taken-back', 'taking-back-reversed'),
};

/** Every type that an event can have. */
export const EVENT_TYPES: readonly string[] = FACT_KINDS.flatMap((kind) =>
  kind === 'reversal' ? [] : [TOLD[kind].entered, TOLD[kind].reversed],
);

/** The type of the event of a fact of a kind, or of the reversal of such a fact. */
export const eventTypeOf = (kind: Exclude<FactKind, 'reversal'>, isReversal: boolean): string =>
  isReversal ? TOLD[kind].reversed : TOLD[kind].entered;

/** What an event may be about. The events of one subject are told in their order. */
export const SUBJECT_KINDS = ['loan', 'cooperative', 'case', 'collateral', 'fund'] as const;

export type SubjectKind = (typeof SUBJECT_KINDS)[number];
