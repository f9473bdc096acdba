import { createHash } from 'node:crypto';
import type { FactKind } from '../../domain/books/factKinds.ts';
import { selectContents, type FactContent } from '../books/factContent.ts';
import type { FundTx } from '../database/database.ts';
import { RawJson, type Row, type TableRow } from './factStore.ts';

/** The tables that acts write to, each behind those that its rows name. */
const TABLES = [
  'fact',
  'reversal',
  'cooperative',
  'cooperative_version',
  'locality_change',
  'loan',
  'loan_terms',
  'loan_instalment',
  'loan_opening',
  'loan_opening_instalment',
  'loan_opening_interest',
  'place',
  'capital_movement',
  'fund_opening',
  'fund_opening_capital',
  'transfer',
  'place_count',
  'trustee_statement',
  'income_movement',
  'holiday_list',
  'lending_suspension',
  'policy',
  'disbursement',
  'litigation_case',
  'litigation_case_loan',
  'litigation_case_party',
  'litigation_case_received',
  'litigation_stage',
  'litigation_stage_instalment',
  'repayment',
  'recall',
  'recall_withdrawal',
  'decision',
  'decision_instalment',
  'decision_document',
  'recovery_plan',
  'recovery_plan_entry',
  'fund_plan',
  'fund_plan_entry',
  'collection_entry',
  'collection_entry_loan',
  'collateral_version',
  'collateral_loan',
  'collateral_valuation',
  'collateral_release',
  'document_settings',
  'fund_version',
  'notice_draft',
  'notice_run',
  'notice',
  'notice_run_loan',
  'notice_delivery',
  'issued_report',
  'issued_report_document',
  'import_file',
  'import_entry',
  'handover',
  'handover_entry',
  'schedule_setting',
  'scheduled_run',
  'kept_classification',
  'period_closing',
  'closing_loan_balance',
  'closing_account_balance',
  'period_reopening',
  'proposed_act',
  'proposed_act_end',
  'affected',
  'ledger_posting',
  'audit_event',
  'idempotency_key',
];

const ORDER: ReadonlyMap<string, number> = new Map(TABLES.map((table, at) => [table, at]));

/** How many rows are inserted in one statement. */
const ROWS_AT_ONCE = 2_000;

function jsonOf(row: Row, fundId: string): string {
  const fields = [`"fund_id":"${fundId}"`];
  for (const [name, value] of Object.entries(row)) {
    if (value === null || value === undefined) continue;
    fields.push(`"${name}":${value instanceof RawJson ? value.text : JSON.stringify(value)}`);
  }
  return `{${fields.join(',')}}`;
}

type OfTables = ReadonlyMap<string, readonly Row[]>;

/** Rows by table, each table behind those that its rows name. */
function byTable(rows: readonly TableRow[]): OfTables {
  const found = new Map<string, Row[]>();
  for (const [table, row] of rows) {
    const ofTable = found.get(table);
    if (ofTable === undefined) found.set(table, [row]);
    else ofTable.push(row);
  }
  const placeOf = (table: string): number => {
    const place = ORDER.get(table);
    if (place === undefined) throw new Error(`acts do not write to ${table}`);
    return place;
  };
  return new Map([...found].toSorted(([a], [b]) => placeOf(a) - placeOf(b)));
}

/** The columns of a table one of which may hold the null of JSON, which a row read of JSON takes for an empty column. */
const WITH_JSON_NULL: Readonly<Record<string, { readonly json: string; readonly others: string }>> =
  {
    policy: {
      json: 'value',
      others: 'fund_id, id, fact_id, name, effective_on, ends_on, source_document',
    },
  };

function insertion(table: string, parameter: number): string {
  const rows = `json_populate_recordset(null::${table}, $${parameter}::json)`;
  const columns = WITH_JSON_NULL[table];
  if (columns === undefined) return `insert into ${table} select * from ${rows}`;
  const { json, others } = columns;
  return `insert into ${table} (${others}, ${json}) select ${others}, coalesce(${json}, 'null') from ${rows}`;
}

const jsonRows = (rows: readonly Row[], fundId: string): string =>
  `[${rows.map((row) => jsonOf(row, fundId)).join(',')}]`;

/** Some of the rows of a table in each statement. */
async function insertInTurns({ client, fundId }: FundTx, rows: OfTables): Promise<void> {
  for (const [table, ofTable] of rows) {
    for (let at = 0; at < ofTable.length; at += ROWS_AT_ONCE) {
      const page = ofTable.slice(at, at + ROWS_AT_ONCE);
      await client.query({
        name: `insert ${table}`,
        text: insertion(table, 1),
        values: [jsonRows(page, fundId)],
      });
    }
  }
}

/** Inserts rows of many tables, each behind those that its rows name. */
export function insertRows(tx: FundTx, rows: readonly TableRow[]): Promise<void> {
  return insertInTurns(tx, byTable(rows));
}

/** With how many facts at the most what they say is read where it is inserted. */
const FACTS_AT_ONCE = 64;

/** What is inserted with the rows of acts. */
export interface WithActs {
  /** Kinds of facts of which it is known what they say. */
  readonly toldKinds: ReadonlySet<string>;
  /** The instant to which the fund's clock is moved on; null: it stays. */
  readonly lastRecordedAt: number | null;
}

/** Selects what the facts say that are among the rows of a statement. */
function selectSaid(rows: OfTables, kinds: readonly FactKind[]): string {
  const tables = [...rows.keys()];
  const named = (table: string): string | null =>
    rows.has(table) ? `t${tables.indexOf(table)}` : null;
  return kinds.map((kind) => selectContents(kind, named)).join(' union all ');
}

function setClock(tx: FundTx, instant: number): Promise<unknown> {
  const text = 'update fund_clock set last_recorded_at = $1 where fund_id = $2';
  return tx.client.query(text, [new Date(instant).toISOString(), tx.fundId]);
}

/**
 * Inserts the rows of acts, and moves the fund's clock on. Few rows, as most acts have, are inserted in
 * one statement, whose keys are checked at its end, and which tells what the facts among them say.
 *
 * @returns what facts say, by id, as `contentsOf` gives it; those left out are to be asked for
 */
export async function insertActs(
  tx: FundTx,
  rows: readonly TableRow[],
  { toldKinds, lastRecordedAt }: WithActs,
): Promise<ReadonlyMap<string, string>> {
  const ofTables = byTable(rows);
  if (rows.length > ROWS_AT_ONCE || (ofTables.get('fact')?.length ?? 0) > FACTS_AT_ONCE) {
    await insertInTurns(tx, ofTables);
    if (lastRecordedAt !== null) await setClock(tx, lastRecordedAt);
    return new Map();
  }
  const tables = [...ofTables.keys()];
  const kinds = new Set((ofTables.get('fact') ?? []).map((row) => row['kind'] as FactKind));
  const untold = [...kinds].filter((kind) => !toldKinds.has(kind)).toSorted();
  const parts = tables.map((table, at) => `t${at} as (${insertion(table, at + 1)} returning *)`);
  const values = tables.map((table) => jsonRows(ofTables.get(table) ?? [], tx.fundId));
  if (lastRecordedAt !== null) {
    const at = values.push(new Date(lastRecordedAt).toISOString());
    parts.push(`clock as (update fund_clock set last_recorded_at = $${at}::timestamptz
      where fund_id = current_setting('app.fund_id')::uuid)`);
  }
  const said = selectSaid(ofTables, untold);
  const text = `with ${parts.join(', ')} ${said === '' ? 'select' : said}`;
  const { rows: contents } = await tx.client.query<FactContent>({
    // PostgreSQL cuts names at 63 characters, so a statement is named by a hash of its text.
    name: `acts ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`,
    text,
    values,
  });
  return new Map(said === '' ? [] : contents.map((content) => [content.id, content.text]));
}
