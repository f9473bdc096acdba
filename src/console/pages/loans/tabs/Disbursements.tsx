import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { grouped, sumOf } from '../../../format/money.ts';
import { Read } from '../../../parts/Read.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt, type LoanContract } from '../reading.ts';
import { ReversedNote } from './ReversedNote.tsx';

const text = words.loans.payments;

type Disbursement = Shape<'Disbursement'>;

function columnsOf(
  rows: readonly Disbursement[],
  mayReverse: boolean,
): readonly Column<Disbursement>[] {
  const standing = rows.filter(({ reversedAt }) => reversedAt === null);
  return [
    {
      title: words.parts.day,
      cell: ({ effectiveOn }) => dayText(effectiveOn),
      total: words.parts.total,
    },
    { title: text.voucherNumber, cell: ({ voucherNumber }) => voucherNumber },
    {
      title: text.method,
      cell: ({ method }) => words.codes.method[method ?? 'unstated'],
      isMinor: true,
    },
    {
      title: text.amount,
      cell: ({ amount }) => grouped(amount),
      isNumber: true,
      total: grouped(sumOf(standing.map(({ amount }) => amount))),
    },
    {
      title: text.entered,
      cell: ({ id, loanId, recordedAt, recordedBy, reversedAt }) => (
        <>
          {momentText(recordedAt)}, {recordedBy}{' '}
          <ReversedNote subject={loanId} id={id} reversedAt={reversedAt} />
        </>
      ),
      isMinor: true,
    },
    ...(mayReverse ? [REVERSAL] : []),
  ];
}

const REVERSAL: Column<Disbursement> = {
  title: text.act,
  cell: ({ id, voucherNumber, reversedAt }) => (
    <ReverseButton
      what={filled(text.disbursement, { voucherNumber })}
      isReversed={reversedAt !== null}
      mayBookLater
      carryOut={async (body, key) =>
        api.POST('/v1/disbursements/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    />
  ),
};

/** What was lent under a contract, and what of it was taken back. */
export function Disbursements({ loan: { id } }: { loan: LoanContract }) {
  const may = useMay();
  const query = { limit: 200, ...useKnownAt() };
  const read = useRead(['loans', id, 'disbursements', query], async (signal) =>
    api.GET('/v1/loans/{id}/disbursements', { params: { path: { id }, query }, signal }),
  );
  return (
    <Read of={read}>
      {({ data }) => (
        <Table
          label={text.disbursements}
          columns={columnsOf(data, may('loans:write'))}
          rows={data}
          keyOf={(row) => row.id}
          isReversed={({ reversedAt }) => reversedAt !== null}
          nothing={text.noDisbursement}
        />
      )}
    </Read>
  );
}
