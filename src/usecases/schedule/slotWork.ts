import {
  FUND_WORK,
  type FundWork,
  type Slot,
  type Work,
  type WorkSetting,
} from '../../domain/schedule/work.ts';
import { addDays, calendarDate, stepFrom } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Quarter } from '../../domain/primitives/quarters.ts';
import { readFund } from '../../store/database/database.ts';
import { alone } from '../../store/schedule/lock.ts';
import { fundCreatedAt, lastBackup, settingRows, slotRows } from '../../store/schedule/slots.ts';
import { keepDraft, workDraftOut } from '../notices/noticeDrafts.ts';
import { readLast } from '../view/readAsKnown.ts';
import type { BackupTiming, ScheduleTools } from '../view/services.ts';
import { deadlinesOfWeek } from './deadlinesOfWeek.ts';
import { houseKeep } from './housekeeping.ts';
import { keepClassification, workClassificationOut } from './keepClassification.ts';
import { WorkFailed, type MakeSlot } from './recordRun.ts';
import { versionsOfBackup } from './settings.ts';
import type { SlotTries, Version } from './workState.ts';

/** What is done for each fund by itself. */
export const WORK_OF_FUNDS: readonly FundWork[] = FUND_WORK;

/** A slot with the setting by which it is carried out. */
export interface SlotToDo {
  readonly work: FundWork;
  readonly slot: Slot;
  readonly setting: WorkSetting;
}

/** The month's last day: of `2026-10`, 31 October. */
const lastDayOfMonth = (month: string) =>
  addDays(stepFrom(calendarDate(`${month}-01`), 'month', 1), -1);

async function monthEnd(tools: ScheduleTools, fundId: string, slot: Slot): Promise<MakeSlot> {
  const asOf = lastDayOfMonth(slot.name);
  try {
    const worked = await readLast(tools.database, fundId, (fund, { knownAt }) =>
      workClassificationOut(fund, asOf, knownAt),
    );
    return (fund) => {
      const kept = keepClassification(fund, { today: tools.clock.today() }, worked);
      return { keptClassificationId: kept.id, asOf, loans: worked.rows.length };
    };
  } catch (error) {
    // Of a day before the fund's opening nothing is known, so nothing can be kept (R32).
    if (error instanceof DomainError && error.code === 'before-opening') return () => null;
    throw error;
  }
}

async function quarterNotices(
  tools: ScheduleTools,
  fundId: string,
  { slot, setting }: SlotToDo,
): Promise<MakeSlot> {
  const issuedOn = tools.clock.today();
  const payBy = addDays(issuedOn, setting.payInDays ?? 0);
  const asked = { quarter: slot.name as Quarter, issuedOn, payBy };
  const worked = await readLast(tools.database, fundId, (fund, { knownAt }) =>
    workDraftOut(fund, asked, knownAt),
  );
  if (worked.loans.length === 0) return () => null;
  return (fund) => {
    const failures = worked.loans.filter(({ failure }) => failure !== null).length;
    const { id } = keepDraft(fund, worked);
    return { noticeDraftId: id, notices: worked.loans.length - failures, failures };
  };
}

/** To whom a mail of the slot was sent by an earlier try. */
function sentBefore(tools: ScheduleTools, fundId: string, name: string): Promise<string[]> {
  return readLast(tools.database, fundId, ({ book }) =>
    book.scheduledRuns
      .filter(({ work, slot }) => work === 'deadlines-mail' && slot === name)
      .flatMap(({ made }) => (made?.['sentTo'] as readonly string[] | undefined) ?? []),
  );
}

async function deadlinesMail(
  tools: ScheduleTools,
  fundId: string,
  { slot, setting }: SlotToDo,
  signal: AbortSignal,
): Promise<MakeSlot> {
  const week = await readLast(tools.database, fundId, (fund, { knownAt }) =>
    deadlinesOfWeek(fund, tools.clock.today(), knownAt),
  );
  if (week.lapsed.length + week.coming.length === 0) return () => null;
  if (tools.sendDeadlines === null) throw new WorkFailed('SMTP_URL is not set');
  const before = new Set(await sentBefore(tools, fundId, slot.name));
  const recipients = (setting.recipients ?? []).filter((each) => !before.has(each));
  if (recipients.length === 0) return () => ({ sentTo: [] });
  const mail = { fundId, slot: slot.name, week, recipients };
  const { accepted, refused } = await tools.sendDeadlines(mail, signal);
  if (refused.length > 0) {
    const why = refused.map(({ recipient, why: reason }) => `${recipient}: ${reason}`).join('; ');
    throw new WorkFailed(why, { sentTo: accepted });
  }
  const { lapsed, coming } = week;
  return () => ({ sentTo: accepted, lapsed: lapsed.length, coming: coming.length });
}

/**
 * Does of a slot what needs no lock of the fund: works out, or sends. What comes back is done in the act that
 * records the slot.
 *
 * @throws WorkFailed, DomainError
 */
export async function prepareSlot(
  tools: ScheduleTools,
  fundId: string,
  todo: SlotToDo,
  signal: AbortSignal,
): Promise<MakeSlot> {
  switch (todo.work) {
    case 'month-end':
      return monthEnd(tools, fundId, todo.slot);
    case 'quarter-notices':
      return quarterNotices(tools, fundId, todo);
    case 'deadlines-mail':
      return deadlinesMail(tools, fundId, todo, signal);
    case 'housekeeping':
      return (fund) => houseKeep(fund, tools.clock.now());
  }
}

/** A fund's schedule as the database has it. */
export interface FundSchedule {
  readonly versions: (work: Work) => Version[];
  readonly settingOn: (work: FundWork, on: string) => WorkSetting | null;
  readonly tries: (work: Work) => SlotTries[];
  /** When the last backup ended; null: there was none. */
  readonly lastBackupAt: number | null;
}

/** Reads a fund's schedule: no book is read for it. */
export function readSchedule(
  { database }: Pick<ScheduleTools, 'database'>,
  fundId: string,
  backup: BackupTiming,
): Promise<FundSchedule> {
  return readFund(database, fundId, async (tx) => {
    const settings = await settingRows(tx);
    const slots = await slotRows(tx);
    const createdAt = await fundCreatedAt(tx);
    const backedUp = await lastBackup(tx);
    return {
      versions: (work) =>
        work === 'backup'
          ? versionsOfBackup(backup, createdAt)
          : settings.filter((each) => each.work === work),
      settingOn: (work, on) =>
        settings.findLast((each) => each.work === work && each.from <= on)?.setting ?? null,
      tries: (work) => slots.filter((each) => each.work === work),
      lastBackupAt: backedUp?.endedAt ?? null,
    };
  });
}

/** Does what no two services may do at once. */
export const onlyHere = (
  { database }: Pick<ScheduleTools, 'database'>,
  name: string,
  work: () => Promise<void>,
): Promise<boolean> => alone(database, name, work);
