import type { FactKind } from '../../domain/books/factKinds.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { FundTx } from '../database/database.ts';

/** Tables in which a fact says what it says, each with the column that holds the fact's id. */
type Tables = readonly (readonly [table: string, column: string])[];

const DECISION: Tables = [
  ['decision', 'id'],
  ['decision_instalment', 'decision_id'],
  ['decision_document', 'decision_id'],
];

const TERMS: Tables = [
  ['loan_terms', 'id'],
  ['loan_instalment', 'terms_id'],
];

const COLLATERAL: Tables = [
  ['collateral_version', 'id'],
  ['collateral_loan', 'version_id'],
];

const PROPOSAL_END: Tables = [['proposed_act_end', 'id']];

const COOPERATIVE: Tables = [['cooperative_version', 'id']];

export const PLACES: Readonly<Record<FactKind, Tables>> = {
  cooperative: COOPERATIVE,
  cooperative_change: COOPERATIVE,
  locality_change: [['locality_change', 'id']],
  loan: TERMS,
  loan_correction: TERMS,
  loan_opening: [
    ['loan_opening', 'id'],
    ['loan_opening_instalment', 'opening_id'],
    ['loan_opening_interest', 'opening_id'],
  ],
  disbursement: [['disbursement', 'id']],
  repayment: [['repayment', 'id']],
  capital_movement: [['capital_movement', 'id']],
  fund_opening: [
    ['fund_opening', 'id'],
    ['fund_opening_capital', 'opening_id'],
  ],
  place: [['place', 'id']],
  transfer: [['transfer', 'id']],
  place_count: [['place_count', 'id']],
  trustee_statement: [['trustee_statement', 'id']],
  income_movement: [['income_movement', 'id']],
  holiday_list: [['holiday_list', 'id']],
  lending_suspension: [['lending_suspension', 'id']],
  recall: [['recall', 'id']],
  recall_withdrawal: [['recall_withdrawal', 'id']],
  restructuring: DECISION,
  rate_change: DECISION,
  freeze: DECISION,
  freeze_end: DECISION,
  waiver: DECISION,
  charge_off: DECISION,
  write_off: DECISION,
  debt_group_override: DECISION,
  recovery_plan: [
    ['recovery_plan', 'id'],
    ['recovery_plan_entry', 'plan_id'],
  ],
  fund_plan: [
    ['fund_plan', 'id'],
    ['fund_plan_entry', 'plan_id'],
  ],
  collection_entry: [
    ['collection_entry', 'id'],
    ['collection_entry_loan', 'entry_id'],
  ],
  litigation_case: [
    ['litigation_case', 'id'],
    ['litigation_case_loan', 'case_id'],
    ['litigation_case_party', 'case_id'],
    ['litigation_case_received', 'case_id'],
  ],
  litigation_stage: [
    ['litigation_stage', 'id'],
    ['litigation_stage_instalment', 'stage_id'],
  ],
  collateral: COLLATERAL,
  collateral_change: COLLATERAL,
  collateral_valuation: [['collateral_valuation', 'id']],
  collateral_release: [['collateral_release', 'id']],
  document_settings: [['document_settings', 'id']],
  fund_change: [['fund_version', 'id']],
  notice_run: [['notice_run', 'id']],
  notice: [['notice', 'id']],
  notice_delivery: [['notice_delivery', 'id']],
  report_issue: [['issued_report', 'id']],
  import: [['import_file', 'id']],
  import_entry: [['import_entry', 'id']],
  handover: [['handover', 'id']],
  handover_entry: [['handover_entry', 'id']],
  schedule_setting: [['schedule_setting', 'id']],
  scheduled_run: [['scheduled_run', 'id']],
  kept_classification: [['kept_classification', 'id']],
  notice_draft: [['notice_draft', 'id']],
  policy: [['policy', 'fact_id']],
  period_closing: [
    ['period_closing', 'id'],
    ['closing_loan_balance', 'closing_id'],
    ['closing_account_balance', 'closing_id'],
  ],
  period_reopening: [['period_reopening', 'id']],
  proposed_act: [['proposed_act', 'id']],
  act_confirmation: PROPOSAL_END,
  act_rejection: PROPOSAL_END,
  act_withdrawal: PROPOSAL_END,
  reversal: [['reversal', 'id']],
};

const FACT_KINDS_STORED = Object.keys(PLACES) as readonly FactKind[];

/** A row as JSON: without what is empty, and its numbers as text, so that none is ever rounded. */
const rowAsJson = (row: string, without: string): string => `(
  select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
    when 'number' then to_jsonb(each.value #>> '{}') else each.value end)
  from jsonb_each(jsonb_strip_nulls(to_jsonb(${row})) - 'fund_id' - '${without}') each)`;

/** Where rows of a table are found: the table itself, or the name of those inserted just now. */
export type Source = (table: string) => string | null;

// `offset 0`: else each row is worked out twice, to be sorted and to be given.
function saidIn([table, column]: Tables[number], source: Source): string[] {
  const from = source(table);
  if (from === null) return [];
  return [
    `'${table}', (
    select jsonb_agg(row.json order by row.json::text collate "C")
    from (select ${rowAsJson('said', column)} as json from ${from} said
      where said.fund_id = f.fund_id and said.${column} = f.id offset 0) row)`,
  ];
}

/** Selects what the facts of a kind say, whole, each as the text of its JSON, by id. */
export function selectContents(kind: FactKind, source: Source): string {
  const said = PLACES[kind].flatMap((table) => saidIn(table, source)).join(', ');
  // What is empty is left out, so that facts say what they said before there were later bookings.
  return `select f.id::text as id, (jsonb_build_object('kind', f.kind, 'effective_on', f.effective_on,
      'recorded_at', f.recorded_at, 'recorded_by', f.recorded_by,
      'said', jsonb_strip_nulls(jsonb_build_object(${said})))
      || jsonb_strip_nulls(jsonb_build_object('booked_on', f.booked_on,
        'booking_reason', f.booking_reason, 'corrects_id', f.corrects_id)))::text as text
    from ${source('fact') ?? 'fact'} f where f.kind = '${kind}'`;
}

/** What a fact says, as the text of its JSON: the same for as long as nobody touches it. */
export interface FactContent {
  readonly id: string;
  readonly text: string;
}

const stored = (kind: FactKind): string =>
  `${selectContents(kind, (table) => table)} and f.fund_id = $1`;

/** What every fact of the fund says, of all kinds. */
export async function allContents({ client, fundId }: FundTx): Promise<FactContent[]> {
  const found: FactContent[] = [];
  for (const kind of FACT_KINDS_STORED) {
    const { rows } = await client.query<FactContent>(stored(kind), [fundId]);
    for (const row of rows) found.push(row);
  }
  return found;
}

/** A fact that the audit trail does not vouch for as it stands now. */
export interface UnvouchedFact {
  readonly id: string;
  /** Of its event; null: it has none. */
  readonly number: number | null;
}

/** Facts that say something else than the trail has a hash of, or are in no event: compared where they are. */
export async function unvouchedFacts({ client, fundId }: FundTx): Promise<UnvouchedFact[]> {
  // One statement: the database goes on by itself while others have their turn here.
  const contents = FACT_KINDS_STORED.map(stored).join(' union all ');
  const { rows } = await client.query<{ id: string; number: string | null }>(
    `select c.id, e.number::text as number from (${contents}) c
      left join audit_event e on e.fund_id = $1 and e.fact_id = c.id::uuid
      where e.fact_hash is distinct from encode(sha256(convert_to(c.text, 'UTF8')), 'hex')
      order by e.number, c.id`,
    [fundId],
  );
  return rows.map(({ id, number }) => ({ id, number: number === null ? null : +number }));
}

/** Facts that the trail vouches for and that are not there. */
export async function missingFacts({ client, fundId }: FundTx): Promise<UnvouchedFact[]> {
  const { rows } = await client.query<{ id: string; number: string }>(
    `select e.fact_id::text as id, e.number::text as number from audit_event e
      where e.fund_id = $1 and e.fact_id is not null and not exists (select from fact f
        where f.fund_id = e.fund_id and f.id = e.fact_id) order by e.number`,
    [fundId],
  );
  return rows.map(({ id, number }) => ({ id, number: +number }));
}

/** What each of some facts says, by its id; one query a kind. */
export async function contentsOf(
  { client, fundId }: FundTx,
  facts: readonly { readonly id: string; readonly kind: FactKind }[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [kind, ofKind] of groupBy(facts, (each) => each.kind)) {
    const { rows } = await client.query<FactContent>({
      name: `contents ${kind}`,
      text: `${stored(kind)} and f.id = any($2::uuid[])`,
      values: [fundId, ofKind.map((each) => each.id)],
    });
    for (const { id, text } of rows) found.set(id, text);
  }
  return found;
}
