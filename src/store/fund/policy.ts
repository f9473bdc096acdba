import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundTx } from '../database/database.ts';
import { policy } from '../database/tables/schema.ts';
import type { Of } from '../facts/head.ts';
import { dayIfAny, given, RawJson, type FactStore } from '../facts/factStore.ts';

/** What a policy says, as entered: its value is JSON in the form that `policyValue` reads. */
export interface NewPolicy {
  readonly name: string;
  readonly value: unknown;
  readonly endsOn: CalendarDate | null;
  readonly sourceDocument: string;
}

/** A policy of the fund; a default has no fact: it always was in force, or is from the day of its law on. */
export interface StoredPolicy extends NewPolicy {
  readonly id: string;
  readonly effectiveOn: CalendarDate | null;
  readonly recordedAt: Date | null;
  readonly recordedBy: string | null;
}

/** What holds where a fund has decided nothing else: always, or from the day of its law. */
export const SHIPPED_POLICIES = `(
  select d.*, null::date as effective_on from (
    select * from default_policies() union all select * from default_chart_of_accounts()
    union all select * from default_recovery_policies()
    union all select * from default_charge_off_policies()
    union all select * from default_collateral_policies()
    union all select * from default_second_person_policies()) d
  union all select * from default_case_policies()
  union all select * from default_enforcement_policies()
  union all select * from default_means_policies())`;

/** Copies what holds where a fund has decided nothing else into a new fund. */
export async function insertDefaultPolicies(tx: FundTx): Promise<void> {
  await tx.db.execute(sql`
    insert into ${policy} (fund_id, id, name, value, source_document, effective_on)
    select ${tx.fundId}, gen_random_uuid(), name, value, source_document, effective_on
    from ${sql.raw(SHIPPED_POLICIES)} d`);
}

/** The policies that every fund begins with, in no fact, by name. */
export async function listDefaultPolicies(tx: FundTx): Promise<StoredPolicy[]> {
  const { rows } = await tx.db.execute<{
    id: string;
    name: string;
    value: string;
    source_document: string;
    effective_on: string | null;
  }>(sql`select id, name, value::text as value, source_document, effective_on::text as effective_on
    from ${policy} where fund_id = ${tx.fundId} and fact_id is null
    order by name, effective_on nulls first`);
  return rows.map(({ id, name, value, source_document: sourceDocument, effective_on: from }) => ({
    id,
    name,
    value: JSON.parse(value) as unknown,
    effectiveOn: dayIfAny(from),
    endsOn: null,
    sourceDocument,
    recordedAt: null,
    recordedBy: null,
  }));
}

export type PolicyEntry = Of<'policy'> & NewPolicy;

export const policyStore: FactStore<PolicyEntry> = {
  kinds: ['policy'],
  table: 'policy',
  columns: ['s.name', 's.value', 's.ends_on', 's.source_document'],
  entryOf: (head, [name, value, endsOn, sourceDocument]) => ({
    name: given(name),
    value: JSON.parse(given(value)) as unknown,
    endsOn: dayIfAny(endsOn),
    sourceDocument: given(sourceDocument),
    ...head,
    factKind: 'policy',
  }),
  rowsOf: ({ id, name, value, effectiveOn, endsOn, sourceDocument }) => [
    [
      'policy',
      {
        id,
        fact_id: id,
        name,
        value: new RawJson(JSON.stringify(value)),
        effective_on: effectiveOn,
        ends_on: endsOn,
        source_document: sourceDocument,
      },
    ],
  ],
};
