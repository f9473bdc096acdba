import { sql, type SQL } from 'drizzle-orm';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { FundTx } from '../database/database.ts';
import type { FactKind } from '../../domain/books/factKinds.ts';

/** Where what a fact says is stored, and what it is about. */
interface Place {
  /** Tables, each with the column that holds the fact's id. */
  readonly tables: readonly (readonly [table: string, column: string])[];
  /** The column of the first table that names what the act is about; none: the fact itself. */
  readonly about?: string;
  /** The column of the first table that names the fact it ends or reverses. */
  readonly undoes?: string;
  /** The columns of the first table by which it takes the place of an earlier fact of its table. */
  readonly replaces?: readonly string[];
}

const ofLoan = (table: string): Place => ({ tables: [[table, 'id']], about: 'loan_id' });

const ofDecision: Place = {
  tables: [
    ['decision', 'id'],
    ['decision_instalment', 'decision_id'],
  ],
  about: 'loan_id',
};

const ofTerms: Place = {
  tables: [
    ['loan_terms', 'id'],
    ['loan_instalment', 'terms_id'],
  ],
  about: 'loan_id',
};

const ofCooperative: Place = { tables: [['cooperative_version', 'id']], about: 'cooperative_id' };

const PLACES: Readonly<Record<FactKind, Place>> = {
  cooperative: ofCooperative,
  cooperative_change: { ...ofCooperative, replaces: ['cooperative_id'] },
  loan: ofTerms,
  loan_correction: { ...ofTerms, replaces: ['loan_id'] },
  disbursement: ofLoan('disbursement'),
  repayment: ofLoan('repayment'),
  capital_movement: { tables: [['capital_movement', 'id']] },
  holiday_list: { tables: [['holiday_list', 'id']], replaces: ['year'] },
  lending_suspension: { tables: [['lending_suspension', 'id']], replaces: [] },
  recall: ofLoan('recall'),
  recall_withdrawal: { tables: [['recall_withdrawal', 'id']], undoes: 'recall_id' },
  restructuring: ofDecision,
  rate_change: ofDecision,
  freeze: ofDecision,
  freeze_end: { ...ofDecision, undoes: 'freeze_id' },
  waiver: ofDecision,
  charge_off: ofDecision,
  debt_group_override: ofDecision,
  recovery_plan: {
    tables: [
      ['recovery_plan', 'id'],
      ['recovery_plan_entry', 'plan_id'],
    ],
    about: 'loan_id',
    replaces: ['loan_id'],
  },
  fund_plan: {
    tables: [
      ['fund_plan', 'id'],
      ['fund_plan_entry', 'plan_id'],
    ],
    replaces: [],
  },
  collection_entry: {
    tables: [
      ['collection_entry', 'id'],
      ['collection_entry_loan', 'entry_id'],
    ],
    about: 'cooperative_id',
  },
  litigation_case: {
    tables: [
      ['litigation_case', 'id'],
      ['litigation_case_loan', 'case_id'],
      ['litigation_case_party', 'case_id'],
    ],
  },
  litigation_stage: { tables: [['litigation_stage', 'id']], about: 'case_id' },
  document_settings: { tables: [['document_settings', 'id']], replaces: [] },
  notice_run: { tables: [['notice_run', 'id']] },
  notice: { tables: [['notice', 'id']], about: 'loan_id' },
  notice_delivery: { tables: [['notice_delivery', 'id']], about: 'notice_id' },
  report_issue: { tables: [['issued_report', 'id']] },
  policy: { tables: [['policy', 'fact_id']], replaces: ['name'] },
  period_closing: {
    tables: [
      ['period_closing', 'id'],
      ['closing_loan_balance', 'closing_id'],
      ['closing_account_balance', 'closing_id'],
    ],
  },
  period_reopening: { tables: [['period_reopening', 'id']] },
  reversal: { tables: [['reversal', 'id']], undoes: 'fact_id' },
};

const FACT_KINDS_STORED = Object.keys(PLACES) as readonly FactKind[];

/** A row as JSON: without what is empty, and its numbers as text, so that none is ever rounded. */
const rowAsJson = (row: SQL, without: string): SQL => sql`(
  select jsonb_object_agg(each.key, case jsonb_typeof(each.value)
    when 'number' then to_jsonb(each.value #>> '{}') else each.value end)
  from jsonb_each(jsonb_strip_nulls(to_jsonb(${row})) - 'fund_id' - ${without}::text) each)`;

function saidIn([table, column]: Place['tables'][number]): SQL {
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
  const said = sql.join(PLACES[kind].tables.map(saidIn), sql`, `);
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

/** What one fact says. */
export async function contentOf(tx: FundTx, kind: FactKind, id: string): Promise<string> {
  const [found] = await contents(tx, kind, sql`f.id = ${id}`);
  if (found === undefined) throw new Error(`no ${kind} ${id}`);
  return found.text;
}

/** What each of some facts says, by its id; one query a kind. */
export async function contentsOf(
  tx: FundTx,
  facts: readonly Related[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [kind, ofKind] of groupBy(facts, (each) => each.kind)) {
    const ids = sql.param(ofKind.map((each) => each.id));
    const said = await contents(tx, kind, sql`f.id = any(${ids}::uuid[])`);
    for (const { id, text } of said) found.set(id, text);
  }
  return found;
}

interface Related {
  readonly id: string;
  readonly kind: FactKind;
}

/** The earlier fact that a fact reverses, ends, or takes the place of; null: none. */
export async function factBefore(tx: FundTx, kind: FactKind, id: string): Promise<Related | null> {
  const { tables, undoes, replaces } = PLACES[kind];
  const [table, column] = tables[0] ?? [];
  if (table === undefined || column === undefined || (!undoes && !replaces)) return null;
  const [said, by] = [sql.identifier(table), sql.identifier(column)];
  const mine = sql`${said} mine where mine.fund_id = ${tx.fundId} and mine.${by} = ${id}`;
  const same = (replaces ?? []).map(
    (name) => sql` and other.${sql.identifier(name)} = mine.${sql.identifier(name)}`,
  );
  const found = undoes
    ? sql`select f.id, f.kind from fact f where f.fund_id = ${tx.fundId}
        and f.id = (select mine.${sql.identifier(undoes)} from ${mine})`
    : sql`select f.id, f.kind from fact f
        join ${said} other on other.fund_id = f.fund_id and other.${by} = f.id
        join ${said} mine on mine.fund_id = f.fund_id and mine.${by} = ${id}${sql.join(same)}
        join fact now on now.fund_id = f.fund_id and now.id = ${id}
        where f.fund_id = ${tx.fundId} and f.recorded_at < now.recorded_at
        order by f.recorded_at desc limit 1`;
  const { rows } = await tx.db.execute<{ id: string; kind: FactKind }>(found);
  return rows[0] ?? null;
}

type Said = { readonly said: Readonly<Record<string, readonly Record<string, unknown>[]>> };

function firstRow(kind: FactKind, content: string): Readonly<Record<string, unknown>> {
  const [table = ''] = PLACES[kind].tables[0] ?? [];
  return (JSON.parse(content) as Said).said[table]?.[0] ?? {};
}

/** The id of what a fact is about: a loan, a cooperative, a case; else null. */
export function subjectOf(kind: FactKind, content: string): string | null {
  const { about } = PLACES[kind];
  const id = about === undefined ? undefined : firstRow(kind, content)[about];
  return typeof id === 'string' ? id : null;
}

/** The reason that a fact gives; null: none. */
export function reasonOf(kind: FactKind, content: string): string | null {
  const { reason } = firstRow(kind, content);
  return typeof reason === 'string' ? reason : null;
}
