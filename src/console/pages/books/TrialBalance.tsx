import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { accountText } from './AccountBook.tsx';

type Answer = Shape<'TrialBalance'>;

type Row = Answer['rows'][number];

const said = words.ledger;

function money(
  title: string,
  of: (row: Row) => string,
  total: string,
  isMinor = false,
): Column<Row> {
  return { title, isNumber: true, isMinor, cell: (row) => grouped(of(row)), total: grouped(total) };
}

/** Every account with its turnover and balance; each account opens its entries. */
export function TrialBalance() {
  const { query } = useDay();
  const balance = useRead(['ledger', 'trial-balance', query], async (signal) =>
    api.GET('/v1/ledger/trial-balance', { params: { query }, signal }),
  );
  return (
    <Read of={balance}>
      {({ rows, totals, balances, memorandum }) => (
        <>
          <Table
            label={said.trial}
            rows={rows}
            keyOf={({ account }) => account}
            columns={[
              {
                title: said.name,
                cell: (row) => (
                  <Link to="/ledger" search={{ account: row.code }}>
                    {accountText(row)}
                  </Link>
                ),
                total: words.parts.total,
              },
              money(said.debit, (row) => row.debit, totals.debit, true),
              money(said.credit, (row) => row.credit, totals.credit, true),
              money(said.balanceDebit, (row) => row.balance.debit, balances.debit),
              money(said.balanceCredit, (row) => row.balance.credit, balances.credit),
            ]}
          />
          <p className="soft">
            {filled(said.basis, { amount: grouped(memorandum.interestReceivable) })}
          </p>
        </>
      )}
    </Read>
  );
}
