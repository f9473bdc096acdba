import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable } from 'drizzle-orm/pg-core';
import { ofFact } from './schema.ts';
import * as c from './columns.ts';

// Books that were taken over: the files as they were sent, and what they entered (R36).

/** A file that was sent to be entered, on the fact's day. */
export const importFile = pgTable(
  'import_file',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    fileName: c.words('file_name'),
    sha256: c.words('sha256'),
    byteCount: integer('byte_count').notNull(),
    /** What the sender said of it. */
    answers: jsonb('answers').$type<unknown>().notNull(),
  },
  (t) => [
    ...ofFact('import_file', t),
    index('import_file_sha256_idx').on(t.fundId, t.sha256),
    c.must('import_file_sha256', sql`${t.sha256} ~ '^[0-9a-f]{64}$' and ${t.byteCount} > 0`),
  ],
);

/** The bytes of a file that was sent. */
export const importContent = pgTable(
  'import_content',
  { fundId: c.id('fund_id'), importId: c.id('import_id'), content: c.bytes('content').notNull() },
  (t) => [
    c.key('import_content', [t.fundId, t.importId]),
    c.refers('import_content_import', [t.fundId, t.importId], [importFile.fundId, importFile.id]),
  ],
);

/** That a file was entered: its facts are those recorded from an instant on up to this one. */
export const importEntry = pgTable(
  'import_entry',
  {
    fundId: c.id('fund_id'),
    id: c.id('id'),
    importId: c.id('import_id'),
    firstRecordedAt: c.instant('first_recorded_at'),
    facts: integer('facts').notNull(),
  },
  (t) => [
    ...ofFact('import_entry', t),
    c.refers('import_entry_import', [t.fundId, t.importId], [importFile.fundId, importFile.id]),
    index('import_entry_import_idx').on(t.fundId, t.importId),
    c.must('import_entry_facts', sql`${t.facts} > 0`),
  ],
);
