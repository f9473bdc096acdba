import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { MoreRows } from './MoreRows.tsx';
import { usePlaceName } from './places.ts';
import { TransferForm } from './TransferForm.tsx';
import { reversalColumn } from './reversalColumn.tsx';

type Transfer = Shape<'ListTransfersAnswer'>['data'][number];

const { fund: said } = words;

function Reverse({ transfer: { id, voucherNumber, reversedAt } }: { transfer: Transfer }) {
  return (
    <ReverseButton
      what={voucherNumber}
      isReversed={reversedAt !== null}
      mayBookLater
      carryOut={async (body, key) =>
        api.POST('/v1/transfers/{id}/reversal', {
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
): readonly Column<Transfer>[] {
  return [
    { title: said.effectiveOn, cell: ({ effectiveOn }) => dayText(effectiveOn) },
    { title: said.voucher, cell: ({ voucherNumber }) => voucherNumber },
    { title: said.transferFrom, cell: ({ from }) => nameOf(from), isMinor: true },
    { title: said.transferTo, cell: ({ to }) => nameOf(to) },
    { title: said.amount, cell: ({ amount }) => grouped(amount), isNumber: true },
    { title: words.parts.note, cell: ({ note }) => note, isMinor: true },
    reversalColumn(mayReverse, (transfer) => <Reverse transfer={transfer} />),
  ];
}

/** What went from one place of the fund to another. */
export function Transfers() {
  const may = useMay();
  const { knownAt } = useDay();
  const nameOf = usePlaceName();
  const transfers = useRows(['fund', 'transfers', knownAt], async (cursor, signal) =>
    api.GET('/v1/fund/transfers', {
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
      {may('fund:write') && <TransferForm />}
      <h2>{said.transfers}</h2>
      {transfers.error === null ? (
        <Table
          label={said.transfers}
          columns={columnsOf(nameOf, may('fund:write'))}
          rows={transfers.rows}
          keyOf={({ id }) => id}
          isReversed={({ reversedAt }) => reversedAt !== null}
        />
      ) : (
        <ErrorNote error={transfers.error} onRetry={transfers.readMore} />
      )}
      <MoreRows of={transfers} />
    </>
  );
}
