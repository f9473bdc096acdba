import type { Answers } from '../../domain/imports/answers.ts';
import type { FundTx, WritingTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** A file that was sent to be entered: its bytes are kept beside it. */
export interface NewImport {
  readonly fileName: string;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  readonly byteCount: number;
  /** What the sender said of it. */
  readonly answers: Answers;
}

export type ImportEntry = Of<'import'> & NewImport;

export interface StoredImport extends NewImport, RecordedFact {}

export const importStore: FactStore<ImportEntry> = {
  kinds: ['import'],
  table: 'import_file',
  columns: ['s.file_name', 's.sha256', 's.byte_count', 's.answers'],
  entryOf: (head, [fileName, sha256, byteCount, answers]) => ({
    fileName: given(fileName),
    sha256: given(sha256),
    byteCount: +given(byteCount),
    answers: JSON.parse(given(answers)) as Answers,
    ...head,
    factKind: 'import',
  }),
  rowsOf: ({ id, fileName, sha256, byteCount, answers }) => [
    ['import_file', { id, file_name: fileName, sha256, byte_count: byteCount, answers }],
  ],
};

/**
 * That a file was entered, behind all that it entered: the facts recorded from `firstRecordedAt` on, up to
 * this one, by one act.
 */
export type ImportEnteredEntry = Of<'import_entry'> & {
  readonly importId: string;
  readonly firstRecordedAt: Date;
  /** How many facts it entered. */
  readonly facts: number;
};

export const importEnteredStore: FactStore<ImportEnteredEntry> = {
  kinds: ['import_entry'],
  table: 'import_entry',
  columns: ['s.import_id', '(extract(epoch from s.first_recorded_at) * 1000)::bigint', 's.facts'],
  entryOf: (head, [importId, firstRecordedAt, facts]) => ({
    importId: given(importId),
    firstRecordedAt: new Date(+given(firstRecordedAt)),
    facts: +given(facts),
    ...head,
    factKind: 'import_entry',
  }),
  rowsOf: ({ id, importId, firstRecordedAt, facts }) => [
    [
      'import_entry',
      { id, import_id: importId, first_recorded_at: firstRecordedAt.toISOString(), facts },
    ],
  ],
};

/** Keeps the bytes of a file. They go as they are, not as text: there may be twenty million. */
export async function keepContent(
  { client, fundId }: WritingTx | FundTx,
  importId: string,
  bytes: Buffer,
): Promise<void> {
  await client.query(
    'insert into import_content (fund_id, import_id, content) values ($1, $2, $3)',
    [fundId, importId, bytes],
  );
}

/** The bytes of a file; null: there are none. */
export async function contentOfImport(
  { client, fundId }: FundTx,
  importId: string,
): Promise<Buffer | null> {
  const { rows } = await client.query<{ content: Buffer }>(
    'select content from import_content where fund_id = $1 and import_id = $2',
    [fundId, importId],
  );
  return rows[0]?.content ?? null;
}

/** The imports whose bytes are not those that were sent, or are not there. */
export async function changedContents({ client, fundId }: FundTx): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select f.id::text as id from import_file f left join import_content c
      on c.fund_id = f.fund_id and c.import_id = f.id
      where f.fund_id = $1 and encode(sha256(c.content), 'hex') is distinct from f.sha256`,
    [fundId],
  );
  return rows.map(({ id }) => id);
}
