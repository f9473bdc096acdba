import type { FundTx } from '../database/database.ts';
import { RawJson, type Row, type TableRow } from './factStore.ts';

/** The tables that acts write to, each behind those that its rows name. */
const TABLES = [
  'fact',
  'reversal',
  'cooperative',
  'cooperative_version',
  'loan',
  'loan_terms',
  'loan_instalment',
  'capital_movement',
  'holiday_list',
  'lending_suspension',
  'policy',
  'disbursement',
  'litigation_case',
  'litigation_case_loan',
  'litigation_case_party',
  'litigation_stage',
  'repayment',
  'recall',
  'recall_withdrawal',
  'decision',
  'decision_instalment',
  'recovery_plan',
  'recovery_plan_entry',
  'fund_plan',
  'fund_plan_entry',
  'collection_entry',
  'collection_entry_loan',
  'document_settings',
  'notice_run',
  'notice',
  'notice_run_loan',
  'notice_delivery',
  'issued_report',
  'issued_report_document',
  'period_closing',
  'closing_loan_balance',
  'closing_account_balance',
  'period_reopening',
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

const insertion = (table: string, parameter: number): string =>
  `insert into ${table} select * from json_populate_recordset(null::${table}, $${parameter}::json)`;

const jsonRows = (rows: readonly Row[], fundId: string): string =>
  `[${rows.map((row) => jsonOf(row, fundId)).join(',')}]`;

/** Few rows, as most acts have: one statement for all tables, whose keys are checked at its end. */
async function insertAtOnce({ client, fundId }: FundTx, rows: OfTables): Promise<void> {
  const tables = [...rows.keys()];
  const parts = tables.map((table, at) => `t${at} as (${insertion(table, at + 1)})`);
  await client.query({
    name: `insert ${tables.join(' ')}`,
    text: `with ${parts.join(', ')} select`,
    values: tables.map((table) => jsonRows(rows.get(table) ?? [], fundId)),
  });
}

/** Many rows: some of a table in each statement. */
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
export async function insertRows(tx: FundTx, rows: readonly TableRow[]): Promise<void> {
  const ofTables = byTable(rows);
  await (rows.length <= ROWS_AT_ONCE ? insertAtOnce(tx, ofTables) : insertInTurns(tx, ofTables));
}
