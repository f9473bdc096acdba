import type { Origin } from '../books/audit.ts';
import { connectOwner, type Database } from '../database/database.ts';

/** Whose operator's token has this hash; null: nobody's. */
export async function findOperator({ pool }: Database, hash: string): Promise<string | null> {
  const { rows } = await pool.query<{ name: string | null }>({
    name: 'operator_by_hash',
    text: 'select operator_by_hash($1) as name',
    values: [hash],
  });
  return rows[0]?.name ?? null;
}

/** The ids of the funds, oldest first; of a hash that is no operator's: none. */
export async function fundsFor({ pool }: Database, hash: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select f as id from funds_for_operator($1) f',
    [hash],
  );
  return rows.map(({ id }) => id);
}

/** Notes what an operator does, before it is done. */
export async function noteOperatorAct(
  { pool }: Database,
  hash: string,
  { act, about }: { readonly act: string; readonly about: object },
  { address, requestId }: Origin,
): Promise<void> {
  const values = [hash, act, JSON.stringify(about), address, requestId];
  await pool.query('select note_operator_act($1, $2, $3, $4, $5)', values);
}

/** What an operator did. */
export interface OperatorAct extends Origin {
  readonly number: number;
  readonly recordedAt: Date;
  readonly operator: string;
  readonly act: string;
  readonly about: object;
}

/** What operators did behind a number, in their order. */
export async function operatorActs(
  { pool }: Database,
  hash: string,
  page: { readonly after: number; readonly limit: number },
): Promise<OperatorAct[]> {
  const { rows } = await pool.query<Omit<OperatorAct, 'number'> & { number: string }>(
    `select number::text, recorded_at as "recordedAt", operator, address, request_id as "requestId",
      act, about from operator_acts($1, $2, $3)`,
    [hash, page.after, page.limit],
  );
  return rows.map((row) => ({ ...row, number: +row.number }));
}

/**
 * Makes a token of an operator in place of the one that it had, or ends it: by the owner, on the machine.
 *
 * @param tokenHash null: it is ended
 * @returns whether there was one of the name that was not ended
 */
export async function putOperator(
  ownerConnectionString: string,
  name: string,
  tokenHash: string | null,
): Promise<boolean> {
  const client = await connectOwner(ownerConnectionString);
  try {
    const { rows } = await client.query<{ had: boolean }>(
      `with last as (select version, token_hash from installation_operator where name = $1
          order by version desc limit 1),
        added as (insert into installation_operator (name, version, token_hash, recorded_at)
          select $1, coalesce(max(version), 0) + 1, $2, clock_timestamp() from last)
      select exists (select from last where token_hash is not null) as had`,
      [name, tokenHash],
    );
    return rows[0]?.had === true;
  } finally {
    await client.end();
  }
}
