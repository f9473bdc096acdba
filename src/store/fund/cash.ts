import { sql } from 'drizzle-orm';
import type { CashChange } from '../../domain/primitives/datedAmounts.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { money } from '../../domain/primitives/money.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, stands } from '../database/fact.ts';
import { capitalMovement, fact } from '../database/tables/schema.ts';
import { disbursement, repayment } from '../database/tables/payments.ts';

/**
 * The change of the available principal on each day that has one, by date: contributions −
 * withdrawals − disbursements + principal repaid, of the facts that stood at `knownAt` (R18).
 */
export async function availableByDay(tx: FundTx, knownAt: Date): Promise<CashChange[]> {
  const standing = sql`${fact.fundId} = ${tx.fundId} and ${stands(knownAt)}`;
  const { rows } = await tx.db.execute<{ on: CalendarDate; amount: string }>(sql`
    select "on"::text as "on", sum(amount)::text as amount from (
      select ${fact.effectiveOn} as "on",
        case ${capitalMovement.kind} when 'contribution' then ${capitalMovement.amount}
          else -${capitalMovement.amount} end as amount
      from ${capitalMovement} join ${fact} on ${factOf(capitalMovement)} where ${standing}
      union all
      select ${fact.effectiveOn}, -${disbursement.amount}
      from ${disbursement} join ${fact} on ${factOf(disbursement)} where ${standing}
      union all
      select ${fact.effectiveOn}, ${repayment.principal}
      from ${repayment} join ${fact} on ${factOf(repayment)}
      where ${standing} and ${repayment.principal} > 0
    ) change group by "on" order by "on"`);
  return rows.map((row) => ({ on: row.on, amount: money(row.amount) }));
}
