import { isDeepStrictEqual } from 'node:util';
import { runsOfWork, settingsOfWork } from '../../book/schedule.ts';
import { shownAt } from '../../book/known.ts';
import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { dateInVietnam } from '../../domain/primitives/vietnamTime.ts';
import {
  settingOf,
  slotName,
  type AskedSetting,
  type FundWork,
  type Slot,
  type Work,
} from '../../domain/schedule/work.ts';
import type { StoredScheduledRun } from '../../store/schedule/run.ts';
import type { ScheduleSettingEntry, StoredSetting } from '../../store/schedule/setting.ts';
import type { BackupTiming } from '../view/services.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';
import { workState, type SlotTries, type Version, type WorkState } from './workState.ts';

/** A kind of work with all that is to be said of it at an instant. */
export interface WorkAt extends WorkState {
  readonly work: Work;
  /** What counts today; null: it was never switched on, or is the backup. */
  readonly setting: StoredSetting | null;
  /** What was recorded last and counts from a later day; null: nothing. */
  readonly planned: StoredSetting | null;
  /** The setting that was recorded last, for the `ETag`; null: none was. */
  readonly last: StoredSetting | null;
  /** The run that was recorded last; null: there was none. */
  readonly lastRun: StoredScheduledRun | null;
}

/**
 * Settles when and how a kind of work is done from a day on; the versions are kept. It counts from today or
 * later, so that switching something on never brings about what lies behind.
 *
 * @throws DomainError validation, stale-version
 */
export function setWork(
  fund: FundAct,
  by: { readonly today: CalendarDate },
  asked: AskedSetting & { readonly work: FundWork; readonly from?: CalendarDate | undefined },
  seen: SeenVersions,
): StoredSetting {
  const { work, from = by.today, ...said } = asked;
  const setting = settingOf(work, said);
  const last = settingsOfWork(fund, work, lastRecordedAt(fund)).at(-1) ?? null;
  refuseStale(seen, last);
  const isSame = last?.effectiveOn === from && isDeepStrictEqual(last.setting, setting);
  if (last !== null && isSame) return last;
  if (from < by.today) {
    throw invalid('/from', {
      en: 'must be today or later: what lies behind is not made up for',
      vi: 'phải từ hôm nay trở đi: việc của những ngày đã qua không được làm bù',
    });
  }
  const recorded = fund.record<ScheduleSettingEntry>({
    factKind: 'schedule_setting',
    effectiveOn: from,
    work,
    setting,
  });
  return shownAt(recorded, recorded.recordedAt);
}

const versionOf = ({ effectiveOn: from, recordedAt, setting }: StoredSetting): Version => ({
  from,
  recordedAt: recordedAt.getTime(),
  setting,
});

/**
 * The versions of the backup, as of a fund: since there is the fund. So one is made at once where there is
 * none yet, but in none of a night before a fund is the fund missed.
 */
export const versionsOfBackup = (backup: BackupTiming, createdAt: number): Version[] =>
  backup === null
    ? []
    : [
        {
          from: dateInVietnam(createdAt),
          recordedAt: createdAt,
          setting: { isOn: true, at: backup.at, day: null, weekday: null },
        },
      ];

function triesOf(runs: readonly StoredScheduledRun[]): SlotTries[] {
  const found = new Map<string, SlotTries>();
  for (const { work, slot, dueAt, outcome, endedAt } of runs.toReversed()) {
    const before = found.get(slot);
    const hasFailed = outcome === 'failed';
    found.set(slot, {
      work,
      name: slot,
      dueAt: before?.dueAt ?? dueAt.getTime(),
      isDone: before?.isDone === true || !hasFailed,
      failures: (before?.failures ?? 0) + (hasFailed ? 1 : 0),
      lastFailedAt: hasFailed ? endedAt.getTime() : (before?.lastFailedAt ?? null),
    });
  }
  return [...found.values()];
}

/** The moment at which the schedule is asked. */
export interface Moment {
  readonly now: Date;
  readonly today: CalendarDate;
  readonly knownAt: Date;
}

/** A kind of work at an instant, as known. */
export function workAt(
  fund: Pick<Fund, 'book'>,
  work: Work,
  { now, today, knownAt, backup }: Moment & { readonly backup: BackupTiming },
): WorkAt {
  const settings = work === 'backup' ? [] : settingsOfWork(fund, work, knownAt);
  const createdAt = fund.book.fund.createdAt.getTime();
  const versions =
    work === 'backup' ? versionsOfBackup(backup, createdAt) : settings.map(versionOf);
  const every = { work, before: undefined, limit: Number.POSITIVE_INFINITY };
  const runs = runsOfWork(fund, every, knownAt);
  const last = settings.at(-1) ?? null;
  const counting = settings.findLast(({ effectiveOn }) => effectiveOn <= today) ?? null;
  return {
    work,
    setting: counting,
    planned: last !== null && last.effectiveOn > today ? last : null,
    last,
    lastRun: runs[0] ?? null,
    ...workState(work, versions, triesOf(runs), now.getTime()),
  };
}

/** A slot that is to be carried out now, with the setting by which. */
export interface AskedSlot {
  readonly work: FundWork;
  readonly slot: Slot;
  readonly setting: StoredSetting['setting'];
}

/**
 * The slot that somebody has carried out now: one that has come due and is not done, else the present one,
 * though it has not come due.
 *
 * @param name which; left out, the oldest that is open, else the present one
 * @throws DomainError work-off, slot-done, slot-not-open
 */
export function slotAsked(
  fund: Pick<Fund, 'book'>,
  work: FundWork,
  name: string | undefined,
  at: Moment,
): AskedSlot {
  const { open, setting } = workAt(fund, work, { ...at, backup: null });
  if (setting === null || !setting.setting.isOn) throw new DomainError('work-off');
  const present = {
    name: slotName(work, at.today),
    dueAt: at.now.getTime(),
  };
  const possible: Slot[] = [...open, present];
  const [first = present] = possible;
  const slot = name === undefined ? first : possible.find((each) => each.name === name);
  const isDone = fund.book.scheduledRuns.some(
    (run) => run.work === work && run.slot === (slot?.name ?? name) && run.outcome !== 'failed',
  );
  if (isDone) throw new DomainError('slot-done', { figures: { work, slot: slot?.name ?? '' } });
  if (slot !== undefined) return { work, slot, setting: setting.setting };
  const names = [...new Set(possible.map((each) => each.name))];
  throw new DomainError('slot-not-open', { figures: { possible: names } });
}
