import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { Table } from '../../parts/Table.tsx';
import { language, words } from '../../words/words.ts';
import type { Period } from './QuarterChecklist.tsx';

const said = words.quarters.one;

/** The balances of the accounts as they were kept when the quarter was closed; debit above 0. */
export function QuarterBalances({
  balances: { accounts },
}: {
  balances: NonNullable<Period['balances']>;
}) {
  const chart = useRead(['ledger', 'chart'], async (signal) =>
    api.GET('/v1/ledger/trial-balance', { signal }),
  );
  const nameOf = (account: string): string => {
    const found = chart.data?.rows.find((row) => row.account === account);
    if (found === undefined) return account;
    return `${found.code} ${language === 'en' ? found.english : found.vietnamese}`;
  };
  return (
    <details className="card">
      <summary>{said.balances}</summary>
      <Table
        label={said.balances}
        rows={accounts}
        keyOf={({ account }) => account}
        columns={[
          { title: said.account, cell: ({ account }) => nameOf(account) },
          { title: said.balance, isNumber: true, cell: ({ balance }) => grouped(balance) },
        ]}
      />
    </details>
  );
}
