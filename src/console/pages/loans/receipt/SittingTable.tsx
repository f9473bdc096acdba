import { Link } from '@tanstack/react-router';
import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Table } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { amountOf, isReversed, sumOfSitting, type SittingRow } from './sitting.ts';

const texts = words.receipts;

interface Props {
  readonly rows: readonly SittingRow[];
  readonly onEnd: () => void;
}

/** The vouchers of this sitting with count and sum, to be held against the paper. */
export function SittingTable({ rows, onEnd }: Props) {
  if (rows.length === 0) return null;
  const { count, amount } = sumOfSitting(rows);
  return (
    <section className="card">
      <div className="title">
        <h2>{texts.sitting}</h2>
        <p>{filled(texts.sittingSum, { count, amount: grouped(amount) })}</p>
        <button type="button" className="quiet" onClick={onEnd}>
          {texts.endSitting}
        </button>
      </div>
      <Table
        label={texts.sitting}
        rows={rows}
        keyOf={({ parts }) => parts[0]?.id ?? ''}
        isReversed={isReversed}
        columns={[
          {
            title: texts.voucherNumber,
            cell: ({ voucherNumber }) => (
              <Link to="/receipts" search={{ voucherNumber }}>
                {voucherNumber}
              </Link>
            ),
          },
          { title: texts.effectiveOn, cell: ({ effectiveOn }) => dayText(effectiveOn) },
          { title: texts.borrower, cell: ({ cooperativeName }) => cooperativeName, isMinor: true },
          { title: texts.contract, cell: ({ contracts }) => contracts, isMinor: true },
          { title: texts.amount, cell: (row) => grouped(amountOf(row)), isNumber: true },
        ]}
      />
    </section>
  );
}
