import { Type, type Static } from 'typebox';
import { RUN_OUTCOMES } from '../../../domain/schedule/runs.ts';
import { WORK } from '../../../domain/schedule/work.ts';
import type { WorkAt } from '../../../usecases/schedule/settings.ts';
import { recordedOf } from '../../present/present.ts';
import { RecordedFields } from '../../present/shapes.ts';
import { CalendarDate, Closed, Id, Instant, Name, Nullable } from '../../schema/schemas.ts';

/** A time of the day in Asia/Ho_Chi_Minh. */
export const TimeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'The time of the day in Asia/Ho_Chi_Minh, `HH:MM`.',
  examples: ['06:00'],
  'x-fault': { en: 'must be a time such as "06:00"', vi: 'phải là giờ, ví dụ "06:00"' },
});

const slotFields = {
  slot: Type.String({
    description:
      'The period it is about (`2026-10`, `2026-Q3`), else the day on which it comes due.',
    examples: ['2026-10'],
  }),
  dueAt: { ...Instant, description: 'When it comes due.' },
};

const Setting = Closed(
  {
    isOn: Type.Boolean(),
    from: { ...CalendarDate, description: 'The day from which it counts.' },
    at: TimeOfDay,
    day: Nullable(Type.Integer({ description: 'The day of the month.' })),
    weekday: Nullable(Type.Integer({ description: 'From 1, Monday, to 7, Sunday.' })),
    payInDays: Nullable(
      Type.Integer({ description: 'How many days after the draft its notices are to be paid.' }),
    ),
    recipients: Nullable(Type.Array(Type.String(), { description: 'Whom the mail goes to.' })),
    ...RecordedFields,
  },
  { title: 'ScheduleSetting' },
);

/** A run of scheduled work. */
export const ScheduledRun = Closed(
  {
    id: Id,
    kind: Name(WORK),
    ...slotFields,
    startedAt: Instant,
    endedAt: Instant,
    outcome: Name(RUN_OUTCOMES, {
      description: '`nothing`: there was nothing to do. `failed`: it is tried again.',
    }),
    tries: Type.Integer({ minimum: 1, description: 'The number of the try, from 1.' }),
    made: Type.Unsafe<Readonly<Record<string, unknown>> | null>({
      type: ['object', 'null'],
      additionalProperties: true,
      description:
        'What it made: `keptClassificationId`, `noticeDraftId`, `sentTo`, `fileName` and counts, by kind.',
    }),
    error: Nullable(Type.String({ description: 'Why it failed.' })),
    ...RecordedFields,
  },
  { title: 'ScheduledRun' },
);

/** A kind of work with its setting and what became of it. */
export const ScheduledWork = Closed(
  {
    kind: Name(WORK),
    setting: { ...Nullable(Setting), description: 'What counts today; null: it was never set.' },
    planned: { ...Nullable(Setting), description: 'What counts from a later day on.' },
    next: {
      ...Nullable(Closed(slotFields)),
      description: 'When it comes due next; null: it is switched off.',
    },
    open: Type.Array(
      Closed({
        ...slotFields,
        failures: Type.Integer({ minimum: 0, description: 'How often it was tried in vain.' }),
        tryAt: { ...Instant, description: 'When it is tried next.' },
        late: Type.Boolean({ description: 'It came due an hour ago or more.' }),
      }),
      { description: 'What has come due and is not done, oldest first.' },
    ),
    lastRun: { ...Nullable(ScheduledRun), description: 'The run that was recorded last.' },
  },
  { title: 'ScheduledWork' },
);

type Run = NonNullable<WorkAt['lastRun']>;

/** A run in an answer. */
export function presentRun(run: Run): Static<typeof ScheduledRun> {
  const { id, work: kind, slot, dueAt, startedAt, endedAt, outcome, tries, made, error } = run;
  return {
    id,
    kind,
    slot,
    dueAt: dueAt.toISOString(),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    outcome,
    tries,
    made,
    error,
    ...recordedOf(run),
  };
}

function presentSetting(stored: WorkAt['setting']): Static<typeof Setting> | null {
  if (stored === null) return null;
  const { recipients, ...setting } = stored.setting;
  const told = recipients === null ? null : [...recipients];
  return { ...setting, recipients: told, from: stored.effectiveOn, ...recordedOf(stored) };
}

const instantAt = (ms: number): string => new Date(ms).toISOString();

/** A kind of work in an answer. */
export function presentWork(at: WorkAt): Static<typeof ScheduledWork> {
  const { work: kind, setting, planned, next, open, lastRun } = at;
  return {
    kind,
    setting: presentSetting(setting),
    planned: presentSetting(planned),
    next: next && { slot: next.name, dueAt: instantAt(next.dueAt) },
    open: open.map(({ name, dueAt, failures, tryAt, isLate }) => ({
      slot: name,
      dueAt: instantAt(dueAt),
      failures,
      tryAt: instantAt(tryAt),
      late: isLate,
    })),
    lastRun: lastRun && presentRun(lastRun),
  };
}
