import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Figure, Figures } from '../../parts/Figures.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { IncomeForm } from './IncomeForm.tsx';
import { MoreRows } from './MoreRows.tsx';
import { usePlaceName, usePlaces } from './places.ts';
import { reversalColumn } from './reversalColumn.tsx';

type Movement = Shape<'IncomeMovement'>;

const { fund: said } = words;

const PARTS = [
  'interestCollected',
  'received',
  'broughtForward',
  'paidOut',
  'enforcementFees',
  'addedToCapital',
] as const;

/** How much interest and other money there is on the day, and what it came from. */
function Available() {
  const places = usePlaces();
  return (
    <Read of={places}>
      {({ interestAndOther }) => (
        <Figures label={said.incomeBalance}>
          <Figure name={said.incomeBalance}>{grouped(interestAndOther.balance)}</Figure>
          {PARTS.map((part) => (
            <Figure key={part} name={said.incomeParts[part]}>
              {grouped(interestAndOther[part])}
            </Figure>
          ))}
        </Figures>
      )}
    </Read>
  );
}

function Reverse({ movement }: { movement: Movement }) {
  const { id, kind, documentNumber, reversedAt } = movement;
  return (
    <ReverseButton
      what={`${said.incomeKind[kind]}, ${documentNumber}`}
      isReversed={reversedAt !== null}
      mayBookLater
      carryOut={async (body, key) =>
        api.POST('/v1/income-movements/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    />
  );
}

function columnsOf(
  nameOf: (id: string) => string,
  mayReverse: boolean,
): readonly Column<Movement>[] {
  return [
    { title: said.effectiveOn, cell: ({ effectiveOn }) => dayText(effectiveOn) },
    { title: said.kind, cell: ({ kind }) => said.incomeKind[kind] },
    { title: said.document, cell: ({ documentNumber }) => documentNumber, isMinor: true },
    { title: said.description, cell: ({ description }) => description, isMinor: true },
    { title: said.place, cell: ({ place }) => nameOf(place), isMinor: true },
    { title: said.amount, cell: ({ amount }) => grouped(amount), isNumber: true },
    reversalColumn(mayReverse, (movement) => <Reverse movement={movement} />),
  ];
}

/** Interest and other money, kept apart from the principal: what there is, and what came and went. */
export function Income() {
  const may = useMay();
  const { knownAt } = useDay();
  const nameOf = usePlaceName();
  const movements = useRows(['fund', 'income-movements', knownAt], async (cursor, signal) =>
    api.GET('/v1/fund/income-movements', {
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
      <Available />
      {may('fund:write') && <IncomeForm />}
      <h2>{said.incomes}</h2>
      {movements.error === null ? (
        <Table
          label={said.incomes}
          columns={columnsOf(nameOf, may('fund:write'))}
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
