import type { FundTx } from '../database/database.ts';
import type { Entry } from './entry.ts';
import { RawJson, type Row, type TableRow } from './factStore.ts';
import { storeOf } from './stores.ts';

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

const ROWS_AT_ONCE = 2_000;

function jsonOf(row: Row, fundId: string): string {
  const fields = [`"fund_id":"${fundId}"`];
  for (const [name, value] of Object.entries(row)) {
    if (value === null || value === undefined) continue;
    fields.push(`"${name}":${value instanceof RawJson ? value.text : JSON.stringify(value)}`);
  }
  return `{${fields.join(',')}}`;
}

async function insertInto(tx: FundTx, table: string, rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const page = rows.slice(at, at + ROWS_AT_ONCE);
    await tx.client.query({
      name: `insert_${table}`,
      text: `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
      values: [`[${page.map((row) => jsonOf(row, tx.fundId)).join(',')}]`],
    });
  }
}

/** Inserts rows of many tables: one statement a table, each table behind those that its rows name. */
export async function insertRows(tx: FundTx, rows: readonly TableRow[]): Promise<void> {
  const byTable = new Map<string, Row[]>();
  for (const [table, row] of rows) {
    const found = byTable.get(table);
    if (found === undefined) byTable.set(table, [row]);
    else found.push(row);
  }
  const placeOf = (table: string): number => {
    const place = ORDER.get(table);
    if (place === undefined) throw new Error(`acts do not write to ${table}`);
    return place;
  };
  const tables = [...byTable.keys()].toSorted((a, b) => placeOf(a) - placeOf(b));
  for (const table of tables) await insertInto(tx, table, byTable.get(table) ?? []);
}

/** The rows of an entry: of `fact`, and of the tables of its kind. */
export function rowsOfEntry(entry: Entry, tokenId: string): TableRow[] {
  const { id, factKind, effectiveOn, recordedAt } = entry;
  const head = {
    id,
    kind: factKind,
    effective_on: effectiveOn,
    recorded_at: new Date(recordedAt).toISOString(),
    recorded_by: tokenId,
  };
  return [['fact', head], ...storeOf(factKind).rowsOf(entry)];
}
