import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type Receipt = Shape<'ListRepaymentsAnswer'>['data'][number];

const text = words.cases.receipts;

const isStanding = ({ reversedAt }: Receipt): boolean => reversedAt === null;

/** What was kept back of each receipt, and what came in (R39). */
function feeColumns(rows: readonly Receipt[]): readonly Column<Receipt>[] {
  const standing = rows.filter(isStanding);
  return [
    {
      title: words.receipts.fee,
      cell: ({ enforcementFee }) => grouped(enforcementFee ?? '0'),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(standing.map(({ enforcementFee }) => enforcementFee ?? '0'))),
    },
    {
      title: words.receipts.net,
      cell: ({ netAmount }) => grouped(netAmount),
      isNumber: true,
      total: grouped(sumOf(standing.map(({ netAmount }) => netAmount))),
    },
  ];
}

function columnsOf(rows: readonly Receipt[]): readonly Column<Receipt>[] {
  return [
    {
      title: words.parts.day,
      cell: ({ effectiveOn }) => dayText(effectiveOn),
      total: words.parts.total,
    },
    {
      title: text.voucher,
      cell: ({ voucherNumber }) => (
        <Link to="/receipts" search={{ voucherNumber }}>
          {voucherNumber}
        </Link>
      ),
    },
    {
      title: words.cases.loan,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber ?? ''} />,
      isMinor: true,
    },
    {
      title: text.amount,
      cell: ({ amount }) => grouped(amount),
      isNumber: true,
      total: grouped(sumOf(rows.filter(isStanding).map(({ amount }) => amount))),
    },
    ...(rows.some(({ enforcementFee }) => enforcementFee !== null) ? feeColumns(rows) : []),
  ];
}

/** The receipts that came through a case, and the way to record another. */
export function CaseReceipts({ of: suit }: { of: Shape<'GetCaseAnswer'> }) {
  const { asOf, knownAt } = useDay();
  const may = useMay();
  const query = { litigationCaseId: suit.id, to: asOf, limit: 200, ...(knownAt && { knownAt }) };
  const receipts = useRead(['receipts', 'case', query], async (signal) =>
    api.GET('/v1/repayments', { params: { query }, signal }),
  );
  return (
    <section className="card">
      <h2>{text.title}</h2>
      <Read of={receipts}>
        {({ data }) => (
          <Table
            label={text.title}
            columns={columnsOf(data)}
            rows={data}
            keyOf={({ id }) => id}
            isReversed={(row) => !isStanding(row)}
            nothing={text.none}
          />
        )}
      </Read>
      {may('receipts:write') && (
        <p className="buttons">
          {suit.loanIds.map((loan, place) => (
            <Link
              key={loan}
              to="/receipts/new"
              search={{ loan, ...(suit.canFollow.length > 0 && { case: suit.id }) }}
              className="button"
            >
              {filled(text.record, { contractNumber: suit.contractNumbers[place] ?? '' })}
            </Link>
          ))}
        </p>
      )}
    </section>
  );
}
