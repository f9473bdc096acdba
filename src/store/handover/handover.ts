import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** That a fund handed over all it has to another, from the fact's day on. */
export interface NewHandover {
  readonly documentNumber: string;
  /** The fund to which it was handed over, as the document calls it. */
  readonly toFund: string;
  /** Of what was handed over, in hexadecimal digits. */
  readonly sha256: string;
}

export type HandoverEntry = Of<'handover'> & NewHandover;

export interface StoredHandover extends NewHandover, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

export const handoverStore: FactStore<HandoverEntry> = {
  kinds: ['handover'],
  table: 'handover',
  columns: ['s.document_number', 's.to_fund', 's.sha256'],
  entryOf: (head, [documentNumber, toFund, sha256]) => ({
    documentNumber: given(documentNumber),
    toFund: given(toFund),
    sha256: given(sha256),
    ...head,
    factKind: 'handover',
  }),
  rowsOf: ({ id, documentNumber, toFund, sha256 }) => [
    ['handover', { id, document_number: documentNumber, to_fund: toFund, sha256 }],
  ],
};

/**
 * That a fund took over what another handed over on the fact's day, behind all that it entered: the facts
 * recorded from `firstRecordedAt` on, up to this one, by one act.
 */
export interface NewHandoverEntered {
  readonly documentNumber: string;
  readonly fromFund: string;
  readonly fromName: string;
  readonly sha256: string;
  readonly firstRecordedAt: Date;
  /** How many facts it entered. */
  readonly facts: number;
}

export type HandoverEnteredEntry = Of<'handover_entry'> & NewHandoverEntered;

export interface StoredHandoverEntered extends NewHandoverEntered, RecordedFact {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

export const handoverEnteredStore: FactStore<HandoverEnteredEntry> = {
  kinds: ['handover_entry'],
  table: 'handover_entry',
  columns: [
    's.document_number',
    's.from_fund',
    's.from_name',
    's.sha256',
    '(extract(epoch from s.first_recorded_at) * 1000)::bigint',
    's.facts',
  ],
  entryOf: (head, [documentNumber, fromFund, fromName, sha256, firstRecordedAt, facts]) => ({
    documentNumber: given(documentNumber),
    fromFund: given(fromFund),
    fromName: given(fromName),
    sha256: given(sha256),
    firstRecordedAt: new Date(+given(firstRecordedAt)),
    facts: +given(facts),
    ...head,
    factKind: 'handover_entry',
  }),
  rowsOf: ({ id, documentNumber, fromFund, fromName, sha256, firstRecordedAt, facts }) => [
    [
      'handover_entry',
      {
        id,
        document_number: documentNumber,
        from_fund: fromFund,
        from_name: fromName,
        sha256,
        first_recorded_at: firstRecordedAt.toISOString(),
        facts,
      },
    ],
  ],
};

/** Keeps what was handed over as it was sent, in its canonical form. */
export async function keepHandover(
  { client, fundId }: FundTx,
  entryId: string,
  content: string,
): Promise<void> {
  await client.query(
    'insert into handover_content (fund_id, entry_id, content) values ($1, $2, $3)',
    [fundId, entryId, Buffer.from(content)],
  );
}

/** What was handed over, in its canonical form; null: there is none. */
export async function handoverContent(
  { client, fundId }: FundTx,
  entryId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ content: Buffer }>(
    'select content from handover_content where fund_id = $1 and entry_id = $2',
    [fundId, entryId],
  );
  return rows[0]?.content.toString() ?? null;
}

/** The entries whose content is not what was sent, or is not there. */
export async function changedHandovers({ client, fundId }: FundTx): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select e.id::text as id from handover_entry e left join handover_content c
      on c.fund_id = e.fund_id and c.entry_id = e.id
      where e.fund_id = $1 and encode(sha256(c.content), 'hex') is distinct from e.sha256`,
    [fundId],
  );
  return rows.map(({ id }) => id);
}
