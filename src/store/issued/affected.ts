import { sql } from 'drizzle-orm';
import { groupBy } from '../../domain/primitives/lists.ts';
import type { FundTx } from '../database/database.ts';
import type { ListedReport } from './issuedReport.ts';
import type { StoredNotice } from '../notices/notice.ts';
import type { TableRow } from '../facts/factStore.ts';

/** A notice or report that was issued: what it is called. */
export type IssuedPaper =
  | {
      readonly type: 'notice';
      readonly id: string;
      readonly number: number;
      readonly symbol: string;
    }
  | { readonly type: 'report'; readonly id: string; readonly documentNumber: string };

export function reportPaper({ id, documentNumber }: ListedReport): IssuedPaper {
  return { type: 'report', id, documentNumber };
}

export function noticePaper({ id, number, content }: StoredNotice): IssuedPaper {
  const { symbol } = content['letter'] as { readonly symbol: string };
  return { type: 'notice', id, number, symbol };
}

/** The rows that keep which issued papers a fact changes the figures of. */
export const affectedRows = (factId: string, issuedIds: readonly string[]): TableRow[] =>
  issuedIds.map((issuedId) => ['affected', { fact_id: factId, issued_id: issuedId }]);

interface Row extends Record<string, unknown> {
  readonly fact_id: string;
  readonly id: string;
  readonly number: number | null;
  readonly symbol: string | null;
  readonly document_number: string | null;
}

function paperOf({ id, number, symbol, document_number: documentNumber }: Row): IssuedPaper {
  if (documentNumber !== null) return { type: 'report', id, documentNumber };
  if (number === null || symbol === null) throw new Error(`${id} is no issued paper`);
  return { type: 'notice', id, number, symbol };
}

/** The issued papers whose figures facts changed, by fact: reports, then notices, as issued. */
export async function listAffected(
  tx: FundTx,
  factIds: readonly string[],
): Promise<Map<string, IssuedPaper[]>> {
  const { rows } = await tx.db.execute<Row>(sql`
    select a.fact_id, f.id, n.number, n.content #>> '{letter,symbol}' as symbol, r.document_number
    from affected a
    join fact f on f.fund_id = a.fund_id and f.id = a.issued_id
    left join notice n on n.fund_id = f.fund_id and n.id = f.id
    left join issued_report r on r.fund_id = f.fund_id and r.id = f.id
    where a.fund_id = ${tx.fundId} and a.fact_id = any(${sql.param([...factIds])}::uuid[])
    order by r.id is null, f.recorded_at`);
  const byFact = groupBy(rows, (row) => row.fact_id);
  return new Map([...byFact].map(([factId, ofFact]) => [factId, ofFact.map(paperOf)]));
}
