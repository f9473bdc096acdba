import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText, momentText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { CapitalForm } from './CapitalForm.tsx';
import { MoreRows } from './MoreRows.tsx';
import { nameOfSource } from './sources.ts';
import { reversalColumn } from './reversalColumn.tsx';

type Movement = Shape<'CapitalMovement'>;

const { fund: said } = words;

function Reverse({ movement }: { movement: Movement }) {
  const { id, kind, documentNumber, reversedAt } = movement;
  return (
    <ReverseButton
      what={`${said.movementKind[kind]}, ${documentNumber}`}
      isReversed={reversedAt !== null}
      mayBookLater
      carryOut={async (body, key) =>
        api.POST('/v1/capital-movements/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    />
  );
}

function columnsOf(mayReverse: boolean): readonly Column<Movement>[] {
  return [
    {
      title: said.effectiveOn,
      cell: ({ effectiveOn, bookedOn }) => (
        <>
          {dayText(effectiveOn)}
          {bookedOn !== undefined && (
            <p className="hint">{filled(said.booked, { on: dayText(bookedOn) })}</p>
          )}
        </>
      ),
    },
    { title: said.kind, cell: ({ kind }) => said.movementKind[kind] },
    { title: said.source, cell: ({ source }) => nameOfSource(source), isMinor: true },
    { title: said.document, cell: ({ documentNumber }) => documentNumber, isMinor: true },
    { title: said.amount, cell: ({ amount }) => grouped(amount), isNumber: true },
    {
      title: said.recorded,
      cell: ({ recordedAt, recordedBy }) => (
        <>
          {momentText(recordedAt)}
          <p className="hint">{recordedBy}</p>
        </>
      ),
      isMinor: true,
    },
    reversalColumn(mayReverse, (movement) => <Reverse movement={movement} />),
  ];
}

/** The contributions and withdrawals of capital, and a new one. */
export function Capital() {
  const may = useMay();
  const { knownAt } = useDay();
  const movements = useRows(['fund', 'capital-movements', knownAt], async (cursor, signal) =>
    api.GET('/v1/fund/capital-movements', {
      params: {
        query: {
          order: 'desc',
          limit: 200,
          ...(cursor !== undefined && { cursor }),
          ...(knownAt !== undefined && { knownAt }),
        },
      },
      signal,
    }),
  );
  return (
    <>
      {may('fund:write') && <CapitalForm />}
      <h2>{said.movements}</h2>
      {movements.error === null ? (
        <Table
          label={said.movements}
          columns={columnsOf(may('fund:write'))}
          rows={movements.rows}
          keyOf={({ id }) => id}
          isReversed={({ reversedAt }) => reversedAt !== null}
        />
      ) : (
        <ErrorNote error={movements.error} onRetry={movements.readMore} />
      )}
      <MoreRows of={movements} />
    </>
  );
}
