import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { RUN_OUTCOMES } from '../../../domain/schedule/runs.ts';
import { FUND_WORK, WORK } from '../../../domain/schedule/work.ts';
import { ofFact } from './schema.ts';
import * as c from './columns.ts';

// What is done at set times: the settings, what became of each try, and what it keeps.

/** From the fact's day on a kind of work is done as this says; the one recorded last counts. */
export const scheduleSetting = pgTable(
  'schedule_setting',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    work: text('work', { enum: FUND_WORK }).notNull(),
    setting: jsonb('setting').$type<unknown>().notNull(),
  },
  (t) => [...ofFact('schedule_setting', t), c.oneOf('schedule_setting_work', t.work, FUND_WORK)],
);

/** A try of a slot. `is_done` is null for one that failed: so a slot is done once, and may fail often. */
export const scheduledRun = pgTable(
  'scheduled_run',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    work: text('work', { enum: WORK }).notNull(),
    slot: c.words('slot'),
    dueAt: c.instant('due_at'),
    startedAt: c.instant('started_at'),
    endedAt: c.instant('ended_at'),
    outcome: text('outcome', { enum: RUN_OUTCOMES }).notNull(),
    isDone: boolean('is_done'),
    /** The number of the try, from 1. */
    tries: integer('tries').notNull(),
    made: jsonb('made').$type<unknown>(),
    error: text('error'),
  },
  (t) => [
    ...ofFact('scheduled_run', t),
    c.uniqueOn('scheduled_run_done', [t.fundId, t.work, t.slot, t.isDone]),
    c.oneOf('scheduled_run_work', t.work, WORK),
    c.oneOf('scheduled_run_outcome', t.outcome, RUN_OUTCOMES),
    c.must(
      'scheduled_run_done',
      sql`case when ${t.outcome} = 'failed' then ${t.isDone} is null and ${t.error} is not null
      else ${t.isDone} is not null and ${t.isDone} and ${t.error} is null end`,
    ),
    c.must('scheduled_run_tries', sql`${t.tries} > 0`),
    index('scheduled_run_due_idx').on(t.fundId, t.work, t.dueAt),
  ],
);

/** The classification of the debt at a day as it was known at an instant: it is never worked out again. */
export const keptClassification = pgTable(
  'kept_classification',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    asOf: c.day('as_of').notNull(),
    knownAt: c.instant('known_at'),
    // Not jsonb: it is read again in the order in which it was written.
    figures: json('figures').$type<unknown>().notNull(),
    rows: json('rows').$type<unknown>().notNull(),
  },
  (t) => [
    ...ofFact('kept_classification', t),
    index('kept_classification_day_idx').on(t.fundId, t.asOf),
  ],
);
