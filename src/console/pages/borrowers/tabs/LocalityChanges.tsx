import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { Read } from '../../../parts/Read.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt } from '../../loans/reading.ts';

const text = words.borrowers;

type Changes = Shape<'ListLocalityChangesAnswer'>['data'][number];

type Change = Changes['changes'][number] &
  Pick<Changes, 'documentNumber' | 'effectiveOn' | 'recordedAt' | 'recordedBy'> & {
    readonly actId: string;
    /** How many borrowers the document moves: its reversal takes all of them back. */
    readonly borrowers: number;
  };

const COLUMNS: readonly Column<Change>[] = [
  { title: words.decisions.fromDay, cell: ({ effectiveOn }) => dayText(effectiveOn) },
  { title: words.parts.documentNumber, cell: ({ documentNumber }) => documentNumber },
  { title: text.locality, cell: ({ before, locality }) => `${before} → ${locality}` },
  {
    title: words.loans.entered,
    cell: ({ recordedAt, recordedBy }) => `${momentText(recordedAt)}, ${recordedBy}`,
    isMinor: true,
  },
];

const REVERSAL: Column<Change> = {
  title: words.loans.payments.act,
  cell: ({ actId, documentNumber, borrowers, reversedAt }) => (
    <ReverseButton
      what={filled(text.localitiesOf, { document: documentNumber, count: borrowers })}
      isReversed={reversedAt !== null}
      carryOut={async ({ reason }, key) =>
        api.POST('/v1/locality-changes/{id}/reversal', {
          params: { path: { id: actId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        })
      }
    />
  ),
};

/** The documents that changed the locality of a borrower. */
export function LocalityChanges({ id }: { id: string }) {
  const may = useMay();
  const query = { cooperativeId: id, limit: 200, ...useKnownAt() };
  const read = useRead(['cooperatives', id, 'localities', query], async (signal) =>
    api.GET('/v1/cooperatives/locality-changes', { params: { query }, signal }),
  );
  return (
    <Read of={read}>
      {({ data }) => {
        const rows = data.flatMap(({ changes, ...act }) =>
          changes
            .filter(({ cooperativeId }) => cooperativeId === id)
            .map((change) => ({
              ...act,
              ...change,
              actId: act.id,
              borrowers: changes.length,
            })),
        );
        if (rows.length === 0) return null;
        return (
          <>
            <h2>{text.localityChanges}</h2>
            <Table
              label={text.localityChanges}
              columns={may('cooperatives:write') ? [...COLUMNS, REVERSAL] : COLUMNS}
              rows={rows}
              keyOf={(row) => row.id}
              isReversed={({ reversedAt }) => reversedAt !== null}
            />
          </>
        );
      }}
    </Read>
  );
}
