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

type Before = Shape<'GetCaseAnswer'>['receivedBefore'][number];

const text = words.cases.receipts;

const isStanding = ({ reversedAt }: Receipt): boolean => reversedAt === null;

/** A gross sum, and what of it was kept back (R39). */
function Amount({ amount, enforcementFee: fee }: Pick<Receipt, 'amount' | 'enforcementFee'>) {
  if (fee === null) return grouped(amount);
  return (
    <>
      {grouped(amount)}
      <br />
      <small>{filled(text.keptBack, { fee: grouped(fee) })}</small>
    </>
  );
}

function columnsOf(rows: readonly Receipt[]): readonly Column<Receipt>[] {
  return [
    {
      title: `${words.parts.day}, ${text.voucher.toLowerCase()}`,
      cell: ({ effectiveOn, voucherNumber }) => (
        <>
          {dayText(effectiveOn)}
          <br />
          <Link to="/receipts" search={{ voucherNumber }}>
            {voucherNumber}
          </Link>
        </>
      ),
      total: words.parts.total,
    },
    {
      title: words.cases.loan,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber ?? ''} />,
      isMinor: true,
    },
    {
      title: text.amount,
      cell: (receipt) => <Amount {...receipt} />,
      isNumber: true,
      total: grouped(sumOf(rows.filter(isStanding).map(({ amount }) => amount))),
    },
  ];
}

const BEFORE: readonly Column<Before>[] = [
  {
    title: `${words.parts.day}, ${text.voucher.toLowerCase()}`,
    cell: ({ receivedOn, voucherNumber }) => (
      <>
        {dayText(receivedOn)}
        <br />
        {voucherNumber}
      </>
    ),
  },
  { title: text.minutes, cell: ({ documentNumber }) => documentNumber, isMinor: true },
  {
    title: text.amount,
    cell: ({ allocation, enforcementFee }) => (
      <Amount amount={sumOf(Object.values(allocation))} enforcementFee={enforcementFee} />
    ),
    isNumber: true,
  },
];

/** What came through a case before it was taken over: in the sums, and no receipt of this fund. */
function ReceivedBefore({ rows }: { rows: readonly Before[] }) {
  return (
    <>
      <h3>{text.before}</h3>
      <p className="hint">{text.beforeHint}</p>
      <Table
        label={text.before}
        columns={BEFORE}
        rows={rows.map((row, place) => ({ ...row, place }))}
        keyOf={({ place }) => String(place)}
      />
    </>
  );
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
      {suit.receivedBefore.length > 0 && <ReceivedBefore rows={suit.receivedBefore} />}
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
