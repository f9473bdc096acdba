import { and, asc, eq, gt, ilike, or, sql } from 'drizzle-orm';
import type { FundTx } from './database.ts';
import { factOf, recorder, recording, stands, type RecordedFact } from './fact.ts';
import { COOPERATIVE_KINDS, cooperative, fact, token } from './schema.ts';

export type CooperativeKind = (typeof COOPERATIVE_KINDS)[number];

/** What is known of a borrower. */
export interface CooperativeDetails {
  readonly code: string;
  readonly name: string;
  readonly locality: string;
  readonly kind: CooperativeKind;
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly sector: string | null;
}

export interface StoredCooperative extends CooperativeDetails, RecordedFact {}

const columns = {
  id: cooperative.id,
  code: cooperative.code,
  name: cooperative.name,
  locality: cooperative.locality,
  kind: cooperative.kind,
  taxCode: cooperative.taxCode,
  representative: cooperative.representative,
  address: cooperative.address,
  phone: cooperative.phone,
  sector: cooperative.sector,
  ...recording,
};

const select = (tx: FundTx) =>
  tx.db
    .select(columns)
    .from(cooperative)
    .innerJoin(fact, factOf(cooperative))
    .innerJoin(token, recorder());

/** Adds a borrower under its fact; a code that exists breaks `cooperative_code_unique`. */
export async function insertCooperative(
  tx: FundTx,
  recorded: RecordedFact,
  details: CooperativeDetails,
): Promise<StoredCooperative> {
  await tx.db.insert(cooperative).values({ ...details, fundId: tx.fundId, id: recorded.id });
  return { ...details, ...recorded };
}

export async function findCooperative(
  tx: FundTx,
  id: string,
  knownAt: Date,
): Promise<StoredCooperative | null> {
  const mine = and(eq(cooperative.fundId, tx.fundId), eq(cooperative.id, id));
  const [row] = await select(tx).where(and(mine, stands(knownAt)));
  return row ?? null;
}

/** Text to be found anywhere, none of its characters a wildcard. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * The borrowers by code.
 *
 * @param filter `q`: a part of the code or name; `after`: the code of the last one already given
 */
export async function listCooperatives(
  tx: FundTx,
  filter: {
    readonly code?: string | undefined;
    readonly q?: string | undefined;
    readonly after?: string | undefined;
    readonly limit?: number | undefined;
  },
  knownAt: Date,
): Promise<StoredCooperative[]> {
  const { code, q, after, limit } = filter;
  const query = select(tx)
    .where(
      and(
        eq(cooperative.fundId, tx.fundId),
        stands(knownAt),
        code === undefined ? undefined : eq(cooperative.code, code),
        after === undefined ? undefined : gt(cooperative.code, after),
        q === undefined
          ? undefined
          : or(ilike(cooperative.code, containing(q)), ilike(cooperative.name, containing(q))),
      ),
    )
    .orderBy(asc(cooperative.code));
  return limit === undefined ? query : query.limit(limit);
}

/** Whether a borrower has the code, whenever recorded. */
export async function cooperativeCodeExists(tx: FundTx, code: string): Promise<boolean> {
  const rows = await tx.db
    .select({ one: sql`1` })
    .from(cooperative)
    .where(and(eq(cooperative.fundId, tx.fundId), eq(cooperative.code, code)));
  return rows.length > 0;
}
