import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRows } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { grouped, isNone, sumOf } from '../../../format/money.ts';
import { ErrorNote } from '../../../parts/ProblemNote.tsx';
import { Reading } from '../../../parts/Read.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt, type LoanContract } from '../reading.ts';
import { ReversedNote } from './ReversedNote.tsx';

const text = words.loans.payments;

type Repayment = Shape<'Repayment'>;

type Component = keyof Repayment['allocation'];

const COMPONENTS = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const REVERSAL: Column<Repayment> = {
  title: text.act,
  cell: ({ id, voucherNumber, reversedAt }) => (
    <ReverseButton
      what={filled(text.receipt, { voucherNumber })}
      isReversed={reversedAt !== null}
      mayBookLater
      carryOut={async (body, key) =>
        api.POST('/v1/repayments/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    />
  ),
};

function columnsOf(rows: readonly Repayment[], mayReverse: boolean): readonly Column<Repayment>[] {
  const standing = rows.filter(({ reversedAt }) => reversedAt === null);
  const sum = (amounts: readonly string[]): string => grouped(sumOf(amounts));
  const part = (name: Component): Column<Repayment> => ({
    title: words.codes.component[name],
    cell: ({ allocation }) => (isNone(allocation[name]) ? '' : grouped(allocation[name])),
    isNumber: true,
    isMinor: true,
    total: sum(standing.map(({ allocation }) => allocation[name])),
  });
  return [
    {
      title: words.parts.day,
      cell: ({ effectiveOn }) => dayText(effectiveOn),
      total: words.parts.total,
    },
    {
      title: text.voucherNumber,
      cell: ({ id, loanId, voucherNumber, recordedAt, recordedBy, reversedAt }) => (
        <span title={`${momentText(recordedAt)}, ${recordedBy}`}>
          {voucherNumber} <ReversedNote subject={loanId} id={id} reversedAt={reversedAt} />
        </span>
      ),
    },
    {
      title: text.method,
      cell: ({ method }) => words.codes.method[method ?? 'unstated'],
      isMinor: true,
    },
    {
      title: text.amount,
      cell: ({ amount }) => grouped(amount),
      isNumber: true,
      total: sum(standing.map(({ amount }) => amount)),
    },
    ...COMPONENTS.map(part),
    ...(mayReverse ? [REVERSAL] : []),
  ];
}

/** What a loan was paid, with what each receipt paid, and what of it was taken back. */
export function Receipts({ loan: { id } }: { loan: LoanContract }) {
  const may = useMay();
  const known = useKnownAt();
  const receipts = useRows(['loans', id, 'repayments', known], async (cursor, signal) =>
    api.GET('/v1/loans/{id}/repayments', {
      params: {
        path: { id },
        query: { limit: 200, ...known, ...(cursor !== undefined && { cursor }) },
      },
      signal,
    }),
  );
  if (receipts.error !== null)
    return <ErrorNote error={receipts.error} onRetry={receipts.readMore} />;
  if (receipts.first === undefined) return <Reading />;
  return (
    <>
      <Table
        label={text.receipts}
        columns={columnsOf(receipts.rows, may('receipts:write'))}
        rows={receipts.rows}
        keyOf={(row) => row.id}
        isReversed={({ reversedAt }) => reversedAt !== null}
        nothing={text.noReceipt}
      />
      {receipts.hasMore && (
        <button type="button" className="quiet" onClick={receipts.readMore}>
          {words.parts.more}
        </button>
      )}
    </>
  );
}
