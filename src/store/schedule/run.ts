import type { Made, RunOutcome } from '../../domain/schedule/runs.ts';
import type { Work } from '../../domain/schedule/work.ts';
import type { RecordedFact } from '../database/recording.ts';
import { given, type FactStore } from '../facts/factStore.ts';
import type { Of } from '../facts/head.ts';

export interface NewScheduledRun {
  readonly work: Work;
  readonly slot: string;
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: RunOutcome;
  /** The number of the try, from 1. */
  readonly tries: number;
  /** Null: nothing was made. */
  readonly made: Made | null;
  /** Why it failed; null: it did not. */
  readonly error: string | null;
}

/** A try of a slot, ended. */
export interface StoredScheduledRun extends NewScheduledRun, RecordedFact {}

export type ScheduledRunEntry = Of<'scheduled_run'> & NewScheduledRun;

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

export const scheduledRunStore: FactStore<ScheduledRunEntry> = {
  kinds: ['scheduled_run'],
  table: 'scheduled_run',
  columns: [
    's.work',
    's.slot',
    ms('s.due_at'),
    ms('s.started_at'),
    ms('s.ended_at'),
    's.outcome',
    's.tries',
    's.made',
    's.error',
  ],
  entryOf: (head, [work, slot, dueAt, startedAt, endedAt, outcome, tries, made, error]) => ({
    work: given(work) as Work,
    slot: given(slot),
    dueAt: new Date(+given(dueAt)),
    startedAt: new Date(+given(startedAt)),
    endedAt: new Date(+given(endedAt)),
    outcome: given(outcome) as RunOutcome,
    tries: +given(tries),
    made: made === null || made === undefined ? null : (JSON.parse(made) as Made),
    error: error ?? null,
    ...head,
    factKind: 'scheduled_run',
  }),
  rowsOf: (entry) => [
    [
      'scheduled_run',
      {
        id: entry.id,
        work: entry.work,
        slot: entry.slot,
        due_at: entry.dueAt.toISOString(),
        started_at: entry.startedAt.toISOString(),
        ended_at: entry.endedAt.toISOString(),
        outcome: entry.outcome,
        is_done: entry.outcome === 'failed' ? null : true,
        tries: entry.tries,
        made: entry.made,
        error: entry.error,
      },
    ],
  ],
};
