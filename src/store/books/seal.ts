import { createHash } from 'node:crypto';
import type { FundTx } from '../database/database.ts';
import { SHIPPED_POLICIES } from '../fund/policy.ts';
import { PLACES } from './factContent.ts';

/** A row that no fact says, with what stands in it as the text of JSON. */
export interface BesideRow {
  readonly id: string;
  readonly text: string;
}

/** A token with what vouches for its secret. */
export interface KeptToken {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly expires_on: string | null;
  readonly createdAt: Date;
  /** The SHA-256 of what is kept of its secret. */
  readonly fingerprint: string;
}

export interface KeptRevocation {
  readonly tokenId: string;
  readonly reason: string;
  readonly revokedAt: Date;
  readonly revokedBy: string;
}

/** What a run of notices made of a loan. */
export interface KeptOutcome {
  readonly run_id: string;
  readonly loan_id: string;
  readonly notice_id?: string;
  readonly failure?: string;
}

/** That a fact changed an issued paper. */
export interface KeptAffected {
  readonly fact_id: string;
  readonly issued_id: string;
}

/** What vouches for a row. */
export const rowHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What vouches for a token's secret in the trail, without giving away what is kept of it. */
export const fingerprintOf = (tokenHash: string): string => rowHash(tokenHash);

/** What vouches for rows, whatever their order. */
export const digestOf = (rows: readonly object[]): string =>
  rowHash(
    rows
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
      .toSorted()
      .join('\n'),
  );

const BESIDE = `jsonb_strip_nulls(to_jsonb(t) - 'fund_id')`;

async function rowsOf<Row extends object>({ client, fundId }: FundTx, text: string) {
  return (await client.query<Row>(text, [fundId])).rows;
}

/** The row of the fund itself. */
export async function keptFund(tx: FundTx): Promise<string> {
  const rows = await rowsOf<BesideRow>(
    tx,
    `select ${BESIDE}::text as text from fund t
    where t.fund_id = $1`,
  );
  return rows[0]?.text ?? '';
}

/** The policies that the fund began with. */
export const keptDefaults = (tx: FundTx) =>
  rowsOf<BesideRow & { readonly version: string; readonly isShipped: boolean }>(
    tx,
    `select t.id::text as id, concat_ws(' ', t.name, t.effective_on) as version, ${BESIDE}::text as text,
      exists (select from ${SHIPPED_POLICIES} d
        where d.name = t.name and d.value = t.value and d.source_document = t.source_document
          and d.effective_on is not distinct from t.effective_on) as "isShipped"
    from policy t where t.fund_id = $1 and t.fact_id is null order by t.id`,
  );

export const keptTokens = async (tx: FundTx): Promise<KeptToken[]> => {
  const rows = await rowsOf<KeptToken & { readonly hash: string }>(
    tx,
    `select id::text as id, name, role, scopes, expires_on::text as expires_on,
      created_at as "createdAt", token_hash as hash from token where fund_id = $1 order by id`,
  );
  return rows.map(({ hash, ...row }) => ({ ...row, fingerprint: fingerprintOf(hash) }));
};

export const keptRevocations = (tx: FundTx) =>
  rowsOf<KeptRevocation>(
    tx,
    `select token_id::text as "tokenId", reason, revoked_at as "revokedAt",
      revoked_by::text as "revokedBy" from token_revocation where fund_id = $1`,
  );

const jsonRows = async <Row extends object>(tx: FundTx, table: string): Promise<Row[]> => {
  const rows = await rowsOf<{ row: Row }>(
    tx,
    `select ${BESIDE} as row from ${table} t where t.fund_id = $1`,
  );
  return rows.map(({ row }) => row);
};

export const keptOutcomes = (tx: FundTx) => jsonRows<KeptOutcome>(tx, 'notice_run_loan');

export const keptAffected = (tx: FundTx) => jsonRows<KeptAffected>(tx, 'affected');

/** What vouches for the rows that no event of its own does. */
export interface Sealed {
  readonly fund: string;
  /** By id. */
  readonly policies: Readonly<Record<string, string>>;
  /** The fingerprints of tokens, by id. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly outcomes: string;
  readonly affected: string;
}

/** All of the fund that no event of its own vouches for, as it stands now. */
export async function sealedNow(tx: FundTx): Promise<Sealed> {
  const [defaults, tokens] = [await keptDefaults(tx), await keptTokens(tx)];
  return {
    fund: rowHash(await keptFund(tx)),
    policies: Object.fromEntries(defaults.map(({ id, text }) => [id, rowHash(text)])),
    tokens: Object.fromEntries(tokens.map(({ id, fingerprint }) => [id, fingerprint])),
    outcomes: digestOf(await keptOutcomes(tx)),
    affected: digestOf(await keptAffected(tx)),
  };
}

/** Tables whose rows belong to a fact, or to an issued report, by the rows that must be there. */
const BELONGING: readonly (readonly [table: string, condition: string])[] = [
  ...tablesOfFacts().map(
    ([table, [column, kinds]]) =>
      [
        table,
        `exists (select from fact f where f.fund_id = t.fund_id and f.id = t.${column}
          and f.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}))`,
      ] as const,
  ),
  [
    'policy',
    `t.fact_id is null or exists (select from fact f where f.fund_id = t.fund_id
    and f.id = t.fact_id and f.kind = 'policy')`,
  ],
  [
    'loan',
    `exists (select from fact f where f.fund_id = t.fund_id and f.id = t.id
    and f.kind = 'loan')`,
  ],
  [
    'cooperative',
    `exists (select from fact f where f.fund_id = t.fund_id and f.id = t.id
    and f.kind = 'cooperative')`,
  ],
  [
    'ledger_posting',
    `exists (select from fact f where f.fund_id = t.fund_id and f.id = t.fact_id)`,
  ],
  [
    'issued_report_document',
    `exists (select from issued_report r where r.fund_id = t.fund_id
    and r.id = t.report_id and r.document_hashes ? t.format)`,
  ],
  [
    'handover_content',
    `exists (select from handover_entry e where e.fund_id = t.fund_id and e.id = t.entry_id)`,
  ],
  [
    'import_content',
    `exists (select from import_file i where i.fund_id = t.fund_id and i.id = t.import_id)`,
  ],
  [
    'fact',
    `(t.kind <> 'loan' or exists (select from loan l where l.fund_id = t.fund_id
      and l.id = t.id))
    and (t.kind <> 'cooperative' or exists (select from cooperative c
      where c.fund_id = t.fund_id and c.id = t.id))`,
  ],
];

/** Each table in which facts say what they say: the column with the fact's id, and the kinds. */
function tablesOfFacts(): [table: string, [column: string, kinds: string[]]][] {
  const found = new Map<string, [string, string[]]>();
  for (const [kind, places] of Object.entries(PLACES)) {
    for (const [table, column] of places) {
      const kinds = found.get(table)?.[1] ?? [];
      found.set(table, [column, [...kinds, kind]]);
    }
  }
  found.delete('policy');
  return [...found];
}

/** How many rows of each table belong to nothing, where there are any. */
export async function strayRows(tx: FundTx): Promise<{ table: string; rows: number }[]> {
  const counts = BELONGING.map(
    ([table, condition]) => `select '${table}' as "table", count(*)::int as rows from ${table} t
      where t.fund_id = $1 and not (${condition})`,
  );
  const rows = await rowsOf<{ table: string; rows: number }>(tx, counts.join(' union all '));
  return rows.filter(({ rows: count }) => count > 0);
}

/** The fund's clock, and the instant at which it must stand: that of the last fact, else of the fund. */
export async function clocks(tx: FundTx): Promise<{ is: Date | null; mustBe: Date | null }> {
  const [row] = await rowsOf<{ is: Date | null; mustBe: Date | null }>(
    tx,
    `select (select last_recorded_at from fund_clock where fund_id = $1) as is,
      greatest((select created_at from fund where fund_id = $1),
        (select max(recorded_at) from fact where fund_id = $1)) as "mustBe"`,
  );
  return row ?? { is: null, mustBe: null };
}
