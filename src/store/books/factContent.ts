import { sql, type SQL } from 'drizzle-orm';
import type { FactKind } from '../../domain/books/factKinds.ts';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { FundTx } from '../database/database.ts';

/** Tables in which a fact says what it says, each with the column that holds the fact's id. */
type Tables = readonly (readonly [table: string, column: string])[];

const DECISION: Tables = [
  ['decision', 'id'],
  ['decision_instalment', 'decision_id'],
];

const TERMS: Tables = [
  ['loan_terms', 'id'],
  ['loan_instalment', 'terms_id'],
];

const COOPERATIVE: Tables = [['cooperative_version', 'id']];

const PLACES: Readonly<Record<FactKind, Tables>> = {
  cooperative: COOPERATIVE,
  cooperative_change: COOPERATIVE,
  loan: TERMS,
  loan_correction: TERMS,
  disbursement: [['disbursement', 'id']],
  repayment: [['repayment', 'id']],
  capital_movement: [['capital_movement', 'id']],
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
  ],
  litigation_stage: [['litigation_stage', 'id']],
  document_settings: [['document_settings', 'id']],
  notice_run: [['notice_run', 'id']],
  notice: [['notice', 'id']],
  notice_delivery: [['notice_delivery', 'id']],
  report_issue: [['issued_report', 'id']],
  policy: [['policy', 'fact_id']],
  period_closing: [
    ['period_closing', 'id'],
    ['closing_loan_balance', 'closing_id'],
    ['closing_account_balance', 'closing_id'],
  ],
  period_reopening: [['period_reopening', 'id']],
  reversal: [['reversal', 'id']],
};

const FACT_KINDS_STORED = Object.keys(PLACES) as readonly FactKind[];

/** A row as JSON: without what is empty, and its numbers as text, so that none is ever rounded. */
const rowAsJson = (row: SQL, without: string): SQL => sql`(
  select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
    when 'number' then to_jsonb(each.value #>> '{}') else each.value end)
  from jsonb_each(jsonb_strip_nulls(to_jsonb(${row})) - 'fund_id' - ${without}::text) each)`;

function saidIn([table, column]: Tables[number]): SQL {
  const from = sql.identifier(table);
  const json = rowAsJson(sql`said`, column);
  return sql`${table}::text, (
    select jsonb_agg(row.json order by row.json::text collate "C")
    from (select ${json} as json from ${from} said
      where said.fund_id = f.fund_id and said.${sql.identifier(column)} = f.id) row)`;
}

/** What a fact says, whole, as the text of its JSON: the same for as long as nobody touches it. */
export interface FactContent {
  readonly id: string;
  readonly text: string;
}

async function contents(tx: FundTx, kind: FactKind, condition: SQL): Promise<FactContent[]> {
  const said = sql.join(PLACES[kind].map(saidIn), sql`, `);
  const { rows } = await tx.db.execute<{ id: string; text: string }>(sql`
    select f.id, jsonb_build_object('kind', f.kind, 'effective_on', f.effective_on,
      'recorded_at', f.recorded_at, 'recorded_by', f.recorded_by,
      'said', jsonb_strip_nulls(jsonb_build_object(${said})))::text as text
    from fact f where f.fund_id = ${tx.fundId} and f.kind = ${kind} and ${condition}`);
  return rows;
}

/** What every fact of the fund says, of all kinds. */
export async function allContents(tx: FundTx): Promise<FactContent[]> {
  const found: FactContent[] = [];
  for (const kind of FACT_KINDS_STORED) found.push(...(await contents(tx, kind, sql`true`)));
  return found;
}

/** What each of some facts says, by its id; one query a kind. */
export async function contentsOf(
  tx: FundTx,
  facts: readonly { readonly id: string; readonly kind: FactKind }[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [kind, ofKind] of groupBy(facts, (each) => each.kind)) {
    const ids = sql.param(ofKind.map((each) => each.id));
    const said = await contents(tx, kind, sql`f.id = any(${ids}::uuid[])`);
    for (const { id, text } of said) found.set(id, text);
  }
  return found;
}
