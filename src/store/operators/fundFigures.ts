import type { Database, FundTx } from '../database/database.ts';
import { fileBytesOf } from './fundLimit.ts';

/** What an operator is told of a fund's rows: how many, and when; nothing of what they say. */
export interface RowFigures {
  readonly facts: number;
  /** The number of the last event of the trail: how much was recorded. */
  readonly events: number;
  readonly lastActAt: Date | null;
  readonly webhooksPaused: number;
  readonly fileBytes: number;
}

const FIGURES = `select (select count(*) from fact where fund_id = $1)::text as facts,
    coalesce(last.number, 0)::text as events, last.recorded_at as "lastActAt",
    (select count(*) from (select distinct on (webhook_id) state from webhook_version
      where fund_id = $1 order by webhook_id, version desc) w
      where w.state in ('paused', 'off'))::text as "webhooksPaused"
  from (select 1) one left join lateral (select number, recorded_at from audit_event
    where fund_id = $1 order by number desc limit 1) last on true`;

type Row = Record<'facts' | 'events' | 'webhooksPaused', string> & Pick<RowFigures, 'lastActAt'>;

export async function rowFigures(tx: FundTx): Promise<RowFigures> {
  const { rows } = await tx.client.query<Row>(FIGURES, [tx.fundId]);
  const [row] = rows;
  if (row === undefined) throw new Error('no figures came back');
  return {
    facts: +row.facts,
    events: +row.events,
    lastActAt: row.lastActAt,
    webhooksPaused: +row.webhooksPaused,
    fileBytes: await fileBytesOf(tx),
  };
}

/** The bytes of the database without the files that were sent. */
export async function databaseBytes({ pool }: Database): Promise<bigint> {
  const { rows } = await pool.query<{ bytes: string }>(
    `select (pg_database_size(current_database())
      - pg_total_relation_size('public.import_content'))::text as bytes`,
  );
  return BigInt(rows[0]?.bytes ?? 0);
}

/** The share of some bytes that belongs to some of all events. */
export const shareOf = (bytes: bigint, some: number, all: number): number =>
  all === 0 ? 0 : +String((bytes * BigInt(some)) / BigInt(all));
