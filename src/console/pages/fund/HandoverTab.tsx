import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, momentText } from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { HandoverGive } from './HandoverGive.tsx';
import { HandoverTake } from './HandoverTake.tsx';
import { reversalColumn } from './reversalColumn.tsx';

const { handover: said } = words;

/** A handover, given or taken. */
interface Row {
  readonly id: string;
  readonly isTaken: boolean;
  readonly on: string;
  readonly fund: string;
  readonly documentNumber: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly reversedAt: string | null;
}

const givenRow = ({ toFund: fund, ...of }: Shape<'Handover'>): Row => ({
  ...of,
  fund,
  isTaken: false,
});

const takenRow = ({ fromName: fund, ...of }: Shape<'EnteredHandover'>): Row => ({
  ...of,
  fund,
  isTaken: true,
});

function Undo({ row: { id, isTaken, documentNumber, reversedAt } }: { row: Row }) {
  const of = { what: documentNumber, verb: said.undo, isReversed: reversedAt !== null };
  if (isTaken)
    return (
      <ReverseButton
        {...of}
        carryOut={async ({ reason }, key) =>
          api.POST('/v1/handover-entries/{id}/reversal', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
            body: { reason },
          })
        }
      />
    );
  return (
    <ReverseButton
      {...of}
      carryOut={async ({ reason }, key) =>
        api.POST('/v1/handovers/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        })
      }
    />
  );
}

const columnsOf = (mayReverse: boolean): readonly Column<Row>[] => [
  { title: said.on, cell: ({ on }) => dayText(on) },
  {
    title: said.direction,
    cell: ({ isTaken, fund }) => filled(isTaken ? said.from : said.to, { fund }),
  },
  { title: said.minutes, cell: ({ documentNumber }) => documentNumber },
  {
    title: words.fund.recorded,
    cell: ({ recordedAt, recordedBy }) => `${momentText(recordedAt)}, ${recordedBy}`,
    isMinor: true,
  },
  reversalColumn(mayReverse, (row) => <Undo row={row} />),
];

/** The handovers of the fund: those given and taken, and how one is given or taken. */
export function HandoverTab() {
  const may = useMay();
  const handovers = useRead(['fund', 'handovers'], async (signal) =>
    api.GET('/v1/fund/handovers', { signal }),
  );
  return (
    <>
      <Read of={handovers}>
        {({ given, taken }) => (
          <>
            <h2>{said.list}</h2>
            <Table
              label={said.list}
              columns={columnsOf(may('handovers:write'))}
              rows={[...given.map(givenRow), ...taken.map(takenRow)]}
              keyOf={({ id }) => id}
              isReversed={({ reversedAt }) => reversedAt !== null}
              nothing={said.none}
            />
          </>
        )}
      </Read>
      <HandoverGive />
      {may('handovers:write') && <HandoverTake />}
    </>
  );
}
