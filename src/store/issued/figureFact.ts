import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { FIGURELESS_KINDS, type FactKind } from '../../domain/books/factKinds.ts';
import { FIGURE_POLICIES } from '../../domain/policies/policies.ts';
import type { FundTx } from '../database/database.ts';
import type { NotedFact } from '../database/recording.ts';
import { fact } from '../database/tables/schema.ts';

/** A fact that may change figures, and what it is about. */
export interface Touch extends NotedFact {
  /** Its kind; of a reversal, the kind of what it reverses. */
  readonly saidKind: FactKind;
  /** Its id; of a reversal, that of what it reverses. */
  readonly saidId: string;
  /** Whether it moves principal, and whether interest, or takes back what did. */
  readonly movesPrincipal: boolean;
  readonly movesInterest: boolean;
  /** Null: it is about no single loan. */
  readonly loanId: string | null;
  /** The borrowers it is about, of a loan all that it was ever entered for; none: the fund. */
  readonly cooperativeIds: readonly string[];
}

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly kind: FactKind;
  readonly effective_on: CalendarDate;
  readonly recorded_at: string;
  readonly recorded_by: string;
  readonly said_kind: FactKind;
  readonly said_id: string;
  readonly moves_principal: boolean;
  readonly moves_interest: boolean;
  readonly loan_id: string | null;
  readonly cooperative_ids: string[];
}

// What a fact says; of a reversal, what the fact says that it reverses.
const SAID_IN = [
  'disbursement',
  'repayment',
  'capital_movement',
  'decision',
  'recall',
  'recall_withdrawal',
  'recovery_plan',
  'loan_terms',
  'cooperative_version',
  'litigation_case',
  'litigation_stage',
  'collection_entry',
  'policy',
];

const joined = sql.join(
  SAID_IN.map((table) => {
    const name = sql.identifier(table);
    return sql`left join ${name} on ${name}.fund_id = said.fund_id and ${name}.id = said.id`;
  }),
  sql` `,
);

const figureless = sql.join(
  FIGURELESS_KINDS.map((kind) => sql`${kind}`),
  sql`, `,
);

const ofFigures = sql.join(
  FIGURE_POLICIES.map((name) => sql`${name}`),
  sql`, `,
);

/** The facts recorded after one instant and up to another that may change figures, as recorded. */
export async function listTouches(tx: FundTx, after: Date, upTo: Date): Promise<Touch[]> {
  const { rows } = await tx.db.execute<Row>(sql`
    select touch.*, array(
        select distinct t.cooperative_id from loan_terms t
        where t.fund_id = ${tx.fundId} and t.loan_id = touch.loan_id
        union select touch.cooperative_id where touch.cooperative_id is not null) as cooperative_ids
    from (
      select f.id, f.kind, f.effective_on::text, f.recorded_at::text, token.name as recorded_by,
        said.kind as said_kind, said.id as said_id,
        coalesce(disbursement.amount, capital_movement.amount, repayment.principal, 0) > 0
          as moves_principal,
        coalesce(repayment.amount > repayment.principal, false) as moves_interest,
        coalesce(disbursement.loan_id, repayment.loan_id, decision.loan_id, recall.loan_id,
          withdrawn.loan_id, recovery_plan.loan_id, loan_terms.loan_id) as loan_id,
        coalesce(cooperative_version.cooperative_id, litigation_case.cooperative_id,
          staged.cooperative_id, collection_entry.cooperative_id) as cooperative_id
      from fact f
      join token on token.fund_id = f.fund_id and token.id = f.recorded_by
      left join reversal r on r.fund_id = f.fund_id and r.id = f.id
      join fact said on said.fund_id = f.fund_id and said.id = coalesce(r.fact_id, f.id)
      ${joined}
      left join recall withdrawn on withdrawn.fund_id = said.fund_id
        and withdrawn.id = recall_withdrawal.recall_id
      left join litigation_case staged on staged.fund_id = said.fund_id
        and staged.id = litigation_stage.case_id
      where f.fund_id = ${tx.fundId} and f.kind not in (${figureless})
        and (policy.id is null or policy.name in (${ofFigures}))
        and f.recorded_at > ${sql.param(after, fact.recordedAt)}
        and f.recorded_at <= ${sql.param(upTo, fact.recordedAt)}
    ) touch
    order by touch.recorded_at::timestamptz`);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    effectiveOn: row.effective_on,
    recordedAt: new Date(row.recorded_at),
    recordedBy: row.recorded_by,
    saidKind: row.said_kind,
    saidId: row.said_id,
    movesPrincipal: row.moves_principal,
    movesInterest: row.moves_interest,
    loanId: row.loan_id,
    cooperativeIds: row.cooperative_ids,
  }));
}

/** When the last fact was recorded that may change figures, before each notice by its id. */
export async function lastTouchesBeforeNotices(tx: FundTx): Promise<Map<string, Date>> {
  const { rows } = await tx.db.execute<{ id: string; known_at: string }>(sql`
    select id, known_at::text from (
      select f.id, f.kind,
        max(f.recorded_at) filter (where f.kind not in (${figureless}))
          over (order by f.recorded_at) as known_at
      from fact f where f.fund_id = ${tx.fundId}
    ) known
    where kind = 'notice' and known_at is not null`);
  return new Map(rows.map((row) => [row.id, new Date(row.known_at)]));
}
