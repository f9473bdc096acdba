import { useState } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useMay } from '../../../api/me.ts';
import { useRows } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { ErrorNote } from '../../../parts/ProblemNote.tsx';
import { Reading } from '../../../parts/Read.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { CollectionEntryForm } from '../../collection/CollectionEntryForm.tsx';
import { ReversedNote } from '../../loans/tabs/ReversedNote.tsx';
import type { BorrowerProps } from '../reading.ts';

const text = words.borrowers;

type Entry = Shape<'CollectionEntry'>;

type Kind = Entry['kind'];

const KINDS = [
  ['', words.parts.all] as const,
  ...(Object.entries(words.codes.collectionKind) as readonly (readonly [Kind, string])[]),
];

/** What was promised, and what became of it. */
function Promised({ entry }: { entry: Entry }) {
  const { amount, promisedOn, outcome } = entry;
  const looks = { open: 'tag', kept: 'tag good', broken: 'tag bad' } as const;
  return (
    <>
      {amount !== null && grouped(amount)}
      {promisedOn !== null && ` ${filled(text.promisedBy, { day: dayText(promisedOn) })}`}{' '}
      {outcome !== null && (
        <span className={looks[outcome.state]}>{words.codes.promiseState[outcome.state]}</span>
      )}
    </>
  );
}

const COLUMNS: readonly Column<Entry>[] = [
  { title: words.parts.day, cell: ({ occurredOn }) => dayText(occurredOn) },
  { title: text.happened, cell: ({ kind }) => words.codes.collectionKind[kind] },
  { title: text.promise, cell: (entry) => <Promised entry={entry} /> },
  {
    title: words.parts.note,
    cell: ({ id, cooperativeId, documentNumber, note, reversedAt }) => (
      <>
        {[documentNumber, note].filter(Boolean).join('. ')}{' '}
        <ReversedNote subject={cooperativeId} id={id} reversedAt={reversedAt} />
      </>
    ),
  },
  {
    title: words.loans.entered,
    cell: ({ recordedAt, recordedBy }) => `${momentText(recordedAt)}, ${recordedBy}`,
    isMinor: true,
  },
];

const REVERSAL: Column<Entry> = {
  title: words.loans.payments.act,
  cell: ({ id, kind, occurredOn, reversedAt }) => (
    <ReverseButton
      what={`${words.codes.collectionKind[kind]}, ${dayText(occurredOn)}`}
      isReversed={reversedAt !== null}
      carryOut={async ({ reason }, key) =>
        api.POST('/v1/collection-entries/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        })
      }
    />
  ),
};

/** What was done to collect from a borrower, and whether it still works. */
export function LogTab({ borrower: { id, name } }: BorrowerProps) {
  const may = useMay();
  const { query: day } = useDay();
  const [kind, setKind] = useState<Kind | ''>('');
  const [isOpen, setIsOpen] = useState(false);
  const query = { ...day, ...(kind === '' ? {} : { kind }) };
  const log = useRows(['cooperatives', id, 'log', query], async (cursor, signal) =>
    api.GET('/v1/cooperatives/{id}/collection-entries', {
      params: {
        path: { id },
        query: { ...query, limit: 200, ...(cursor !== undefined && { cursor }) },
      },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <div className="filters">
          <ChoiceField label={text.happened} value={kind} onChange={setKind} choices={KINDS} />
        </div>
        {may('collection:write') && (
          <button type="button" className="main" onClick={() => setIsOpen(true)}>
            {text.addEntry}
          </button>
        )}
      </div>
      {log.error !== null ? (
        <ErrorNote error={log.error} onRetry={log.readMore} />
      ) : log.first === undefined ? (
        <Reading />
      ) : (
        <Table
          label={text.tabs.log}
          columns={may('collection:write') ? [...COLUMNS, REVERSAL] : COLUMNS}
          rows={log.rows}
          keyOf={(entry) => entry.id}
          isReversed={({ reversedAt }) => reversedAt !== null}
          nothing={text.noEntry}
        />
      )}
      {log.hasMore && (
        <button type="button" className="quiet" onClick={log.readMore}>
          {words.parts.more}
        </button>
      )}
      {isOpen && (
        <Dialog title={`${text.addEntry}: ${name}`} onClose={() => setIsOpen(false)}>
          <CollectionEntryForm cooperative={{ id, name }} kind="call" />
        </Dialog>
      )}
    </>
  );
}
