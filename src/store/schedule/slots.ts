import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { FundWork, Work, WorkSetting } from '../../domain/schedule/work.ts';
import type { FundTx } from '../database/database.ts';

// What the schedule asks every few seconds: read from the database, so that no book is read for it.

/** A setting as recorded. */
export interface SettingRow {
  readonly work: FundWork;
  readonly from: CalendarDate;
  readonly recordedAt: number;
  readonly setting: WorkSetting;
}

/** What became of a slot. */
export interface SlotRow {
  readonly work: Work;
  readonly name: string;
  readonly dueAt: number;
  readonly isDone: boolean;
  readonly failures: number;
  readonly lastFailedAt: number | null;
}

/** Every setting of the fund, in the order recorded. */
export async function settingRows({ client, fundId }: FundTx): Promise<SettingRow[]> {
  const { rows } = await client.query<SettingRow & { recordedAt: string }>(
    `select s.work, f.effective_on::text as "from", s.setting,
      (extract(epoch from f.recorded_at) * 1000)::bigint::text as "recordedAt"
    from schedule_setting s join fact f on f.fund_id = s.fund_id and f.id = s.id
    where s.fund_id = $1 order by f.recorded_at`,
    [fundId],
  );
  return rows.map((row) => ({ ...row, recordedAt: +row.recordedAt }));
}

/** The slots of ends of months, all of them; of other work the newest one that is done, and those after it. */
export async function slotRows({ client, fundId }: FundTx): Promise<SlotRow[]> {
  const { rows } = await client.query<
    Omit<SlotRow, 'dueAt' | 'lastFailedAt'> & { dueAt: string; lastFailedAt: string | null }
  >(
    `select r.work, r.slot as name, bool_or(r.is_done is not null) as "isDone",
      (extract(epoch from min(r.due_at)) * 1000)::bigint::text as "dueAt",
      count(*) filter (where r.is_done is null)::int as failures,
      (extract(epoch from max(r.ended_at) filter (where r.is_done is null)) * 1000)::bigint::text
        as "lastFailedAt"
    from scheduled_run r where r.fund_id = $1
      and (r.work = 'month-end' or r.due_at >= (
        select coalesce(max(d.due_at), '-infinity') from scheduled_run d
        where d.fund_id = r.fund_id and d.work = r.work and d.is_done))
    group by r.work, r.slot`,
    [fundId],
  );
  return rows.map((row) => ({
    ...row,
    dueAt: +row.dueAt,
    lastFailedAt: row.lastFailedAt === null ? null : +row.lastFailedAt,
  }));
}

/** What the last backup of the installation came to, as the fund has it recorded; null: there was none. */
export async function lastBackup({
  client,
  fundId,
}: FundTx): Promise<{ readonly endedAt: number } | null> {
  const { rows } = await client.query<{ endedAt: string }>(
    `select (extract(epoch from ended_at) * 1000)::bigint::text as "endedAt" from scheduled_run
    where fund_id = $1 and work = 'backup' and is_done order by due_at desc limit 1`,
    [fundId],
  );
  const [row] = rows;
  return row === undefined ? null : { endedAt: +row.endedAt };
}

/** When the fund was created, in milliseconds since 1970. */
export async function fundCreatedAt({ client, fundId }: FundTx): Promise<number> {
  const { rows } = await client.query<{ createdAt: string }>(
    `select (extract(epoch from created_at) * 1000)::bigint::text as "createdAt" from fund
    where fund_id = $1`,
    [fundId],
  );
  return +(rows[0]?.createdAt ?? 0);
}
