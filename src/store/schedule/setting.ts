import type { FundWork, WorkSetting } from '../../domain/schedule/work.ts';
import type { RecordedFact } from '../database/recording.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';

interface NewSetting {
  readonly work: FundWork;
  readonly setting: WorkSetting;
}

/** How a kind of work is done from the `effectiveOn` on. */
export interface StoredSetting extends NewSetting, RecordedFact {}

export type ScheduleSettingEntry = Of<'schedule_setting'> & NewSetting;

export const scheduleSettingStore: FactStore<ScheduleSettingEntry> = {
  kinds: ['schedule_setting'],
  table: 'schedule_setting',
  columns: ['s.work', 's.setting'],
  entryOf: (head, [work, setting]) => ({
    work: given(work) as FundWork,
    setting: JSON.parse(given(setting)) as WorkSetting,
    ...head,
    factKind: 'schedule_setting',
  }),
  rowsOf: ({ id, work, setting }) => [['schedule_setting', { id, work, setting }]],
};
