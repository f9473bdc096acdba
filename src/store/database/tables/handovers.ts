import { sql } from 'drizzle-orm';
import { integer, pgTable } from 'drizzle-orm/pg-core';
import { ofFact } from './schema.ts';
import * as c from './columns.ts';

// Funds that become one: what one hands over, and what the other took over.

/** That the fund handed over all it has, from the fact's day on. */
export const handover = pgTable(
  'handover',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    documentNumber: c.words('document_number'),
    toFund: c.words('to_fund'),
    sha256: c.words('sha256'),
  },
  (t) => [...ofFact('handover', t), c.must('handover_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`)],
);

/** That the fund took over another: its facts are those recorded from an instant on up to this one. */
export const handoverEntry = pgTable(
  'handover_entry',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    documentNumber: c.words('document_number'),
    fromFund: c.words('from_fund'),
    fromName: c.words('from_name'),
    sha256: c.words('sha256'),
    firstRecordedAt: c.instant('first_recorded_at'),
    facts: integer('facts').notNull(),
  },
  (t) => [
    ...ofFact('handover_entry', t),
    c.must('handover_entry_facts', sql`${t.facts} > 0 and ${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** What was handed over, as it was sent. */
export const handoverContent = pgTable(
  'handover_content',
  { fundId: c.id('fund_id'), entryId: c.id('entry_id'), content: c.bytes('content').notNull() },
  (t) => [
    c.key('handover_content', [t.fundId, t.entryId]),
    c.refers(
      'handover_content_entry',
      [t.fundId, t.entryId],
      [handoverEntry.fundId, handoverEntry.id],
    ),
  ],
);
