import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone, sumOf } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { paidText } from './receipt/DoneNote.tsx';
import type { Allocation } from './receipt/draft.ts';
import { Filters, type ReceiptFilter } from './receipt/Filters.tsx';
import { ReceiptDialog } from './receipt/ReceiptDialog.tsx';

const texts = words.receipts;

type Row = Shape<'Repayment'>;

type Totals = Shape<'ReceiptTotals'>;

const ROWS_OF_PAGE = 200;

const INTEREST = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const METHODS = ['cash', 'transfer', 'unstated'] as const;

/** The way in which money came, as it is told. */
export function methodText(method: Row['method']): string {
  return texts.methods[method ?? 'unstated'];
}

function useReceipts(filter: ReceiptFilter) {
  const { knownAt } = useDay();
  const { method: said, ...rest } = filter;
  const method = METHODS.find((each) => each === said);
  const query = {
    ...rest,
    ...(method === undefined ? {} : { method }),
    ...(knownAt === undefined ? {} : { knownAt }),
  };
  const rows = useRows(['receipts', 'book', query], async (cursor, signal) =>
    api.GET('/v1/repayments', {
      params: {
        query: {
          ...query,
          order: 'desc',
          totals: true,
          limit: ROWS_OF_PAGE,
          ...(cursor === undefined ? {} : { cursor }),
        },
      },
      signal,
    }),
  );
  const address = `/v1/repayments?${new URLSearchParams(query).toString()}`;
  return { rows, address };
}

function countText({ count, reversed }: Totals): string {
  return filled(reversed === 0 ? texts.totals : texts.totalsReversed, { count, reversed });
}

/** The interest of every class. */
function interestOf(allocation: Allocation): string {
  return sumOf(INTEREST.map((each) => allocation[each]));
}

/** What the receipts that are shown come to, by component. */
function Sums({ totals }: { readonly totals: Totals }) {
  return (
    <p>
      {countText(totals)}: <strong>{grouped(totals.amount)}</strong> {words.parts.dong} (
      {paidText(totals.allocation)})
      {!isNone(totals.enforcementFees) &&
        filled(texts.totalsFees, {
          fees: grouped(totals.enforcementFees),
          net: grouped(totals.netAmount),
        })}
    </p>
  );
}

function columnsOf(totals: Totals | undefined, open: (id: string) => void): readonly Column<Row>[] {
  return [
    { title: texts.receivedOn, cell: ({ effectiveOn }) => dayText(effectiveOn) },
    {
      title: texts.voucherNumber,
      cell: ({ id, voucherNumber, reversedAt }) => (
        <>
          <button type="button" className="link" onClick={() => open(id)}>
            {voucherNumber}
          </button>
          {reversedAt !== null && <span className="tag bad">{texts.reversed}</span>}
        </>
      ),
      total: words.parts.total,
    },
    { title: texts.borrower, cell: ({ cooperativeName }) => cooperativeName, isMinor: true },
    {
      title: texts.contract,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber ?? '–'} />,
      isMinor: true,
    },
    {
      title: texts.amount,
      isNumber: true,
      cell: ({ amount }) => grouped(amount),
      total: totals && grouped(totals.amount),
    },
    {
      title: words.codes.component.principal,
      isNumber: true,
      isMinor: true,
      cell: ({ allocation }) => grouped(allocation.principal),
      total: totals && grouped(totals.allocation.principal),
    },
    {
      title: texts.interest,
      isNumber: true,
      isMinor: true,
      cell: ({ allocation }) => grouped(interestOf(allocation)),
      total: totals && grouped(interestOf(totals.allocation)),
    },
    { title: texts.method, cell: ({ method }) => methodText(method), isMinor: true },
  ];
}

/** The receipts of the fund, the newest first, reversed ones struck through. */
export function ReceiptsBook() {
  // The book is of all days: a day that the screens stand at does not narrow it.
  const { receipt, asOf: _, ...filter } = useSearch({ from: '/frame/receipts' });
  const navigate = useNavigate({ from: '/receipts' });
  const may = useMay();
  const { rows: read, address } = useReceipts(filter);
  const open = (id: string): void =>
    void navigate({ search: (before) => ({ ...before, receipt: id }) });
  const totals = read.first?.totals;
  return (
    <>
      <div className="title">
        <h1>{texts.bookTitle}</h1>
        <div className="buttons">
          <Paper address={address} formats={['xlsx', 'csv']} label={texts.bookPaper} />
          {may('receipts:write') && (
            <Link to="/receipts/new" search={{}} className="button main">
              {words.nav.newReceipt}
            </Link>
          )}
        </div>
      </div>
      <Filters />
      {read.error !== null && <ErrorNote error={read.error} onRetry={read.readMore} />}
      {read.first === undefined && read.error === null && <Reading />}
      {totals !== undefined && <Sums totals={totals} />}
      {read.first !== undefined && (
        <LongTable
          label={texts.bookLabel}
          rows={read.rows}
          keyOf={({ id }) => id}
          isReversed={({ reversedAt }) => reversedAt !== null}
          count={totals && totals.count + totals.reversed}
          hasMore={read.hasMore}
          readMore={read.readMore}
          nothing={texts.noneFound}
          columns={columnsOf(totals, open)}
        />
      )}
      {receipt !== undefined && (
        <ReceiptDialog
          id={receipt}
          onClose={() => void navigate({ search: ({ receipt: _receipt, ...rest }) => rest })}
        />
      )}
    </>
  );
}
