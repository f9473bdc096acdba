import { and, asc, eq, lte, isNull, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Policies } from '../../domain/policies/policies.ts';
import { policiesOf } from '../../domain/policies/policyJson.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, policy, token } from '../database/tables/schema.ts';

/** What a policy says, as entered: its value is JSON in the form that `policyValue` reads. */
export interface NewPolicy {
  readonly name: string;
  readonly value: unknown;
  readonly endsOn: CalendarDate | null;
  readonly sourceDocument: string;
}

/** A policy of the fund; a default has no fact: it always was in force. */
export interface StoredPolicy extends NewPolicy {
  readonly id: string;
  readonly effectiveOn: CalendarDate | null;
  readonly recordedAt: Date | null;
  readonly recordedBy: string | null;
}

/** Copies what holds where a fund has decided nothing else into a new fund. */
export async function insertDefaultPolicies(tx: FundTx): Promise<void> {
  await tx.db.execute(sql`
    insert into ${policy} (fund_id, id, name, value, source_document)
    select ${tx.fundId}, gen_random_uuid(), name, value, source_document from (
      select * from default_policies() union all select * from default_chart_of_accounts()
      union all select * from default_recovery_policies()) d`);
}

/** Adds a policy under its fact, effective from the fact's day. */
export async function insertPolicy(
  tx: FundTx,
  recorded: RecordedFact,
  added: NewPolicy,
): Promise<StoredPolicy> {
  const { id, effectiveOn } = recorded;
  const { name, value, endsOn, sourceDocument } = added;
  await tx.db.insert(policy).values({
    fundId: tx.fundId,
    id,
    factId: id,
    name,
    value,
    effectiveOn,
    endsOn,
    sourceDocument,
  });
  return { ...recorded, ...added };
}

/** The fund's policies known at `knownAt`, by name and then by weight: the last that covers a day. */
export async function listPolicies(tx: FundTx, knownAt: Date): Promise<StoredPolicy[]> {
  const rows = await tx.db
    .select({
      id: policy.id,
      name: policy.name,
      // As text: drizzle would read the JSON string "20" a second time, as a number.
      value: sql<string>`${policy.value}::text`,
      effectiveOn: policy.effectiveOn,
      endsOn: policy.endsOn,
      sourceDocument: policy.sourceDocument,
      recordedAt: fact.recordedAt,
      recordedBy: token.name,
    })
    .from(policy)
    .leftJoin(fact, and(eq(fact.fundId, policy.fundId), eq(fact.id, policy.factId)))
    .leftJoin(token, and(eq(token.fundId, fact.fundId), eq(token.id, fact.recordedBy)))
    .where(
      and(eq(policy.fundId, tx.fundId), or(isNull(policy.factId), lte(fact.recordedAt, knownAt))),
    )
    .orderBy(
      asc(policy.name),
      sql`${policy.effectiveOn} asc nulls first`,
      sql`${fact.recordedAt} asc nulls first`,
    );
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as unknown }));
}

/** What the fund's policies say, as known at `knownAt`. */
export async function loadPolicies(tx: FundTx, knownAt: Date): Promise<Policies> {
  return policiesOf(await listPolicies(tx, knownAt));
}
