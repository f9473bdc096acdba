import { grouped, isNone, sumOf } from '../../format/money.ts';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import type { Period } from './QuarterChecklist.tsx';

type Totals = Period['totals'][number];

const said = words.quarters.one;

const collectedOf = ({ receipts }: Totals): string =>
  sumOf([
    receipts.principal,
    receipts.inTermInterest,
    receipts.overdueInterest,
    receipts.lateInterest,
  ]);

const isUsed = ({ receipts, disbursements, contributed, withdrawn }: Totals): boolean =>
  receipts.count + disbursements.count > 0 || !isNone(contributed) || !isNone(withdrawn);

/** The money that came in and went out in the quarter, by the way in which it was paid. */
export function QuarterMoney({ totals: all }: { readonly totals: readonly Totals[] }) {
  const totals = all.filter((row) => row.method !== 'unstated' || isUsed(row));
  const column = (title: string, of: (row: Totals) => string, isMinor = false): Column<Totals> => ({
    title,
    isNumber: true,
    isMinor,
    cell: (row) => grouped(of(row)),
    total: grouped(sumOf(totals.map(of))),
  });
  /** Left out where there is none of it. */
  const seldom = (title: string, of: (row: Totals) => string): Column<Totals>[] =>
    totals.every((row) => isNone(of(row))) ? [] : [column(title, of, true)];
  return (
    <>
      <h2>{said.money}</h2>
      <Table
        label={said.money}
        rows={totals}
        keyOf={({ method }) => method}
        columns={[
          {
            title: said.method,
            cell: ({ method }) => words.codes.method[method],
            total: words.parts.total,
          },
          {
            title: said.receipts,
            isNumber: true,
            isMinor: true,
            cell: ({ receipts }) => receipts.count,
            total: totals.reduce((sum, { receipts }) => sum + receipts.count, 0),
          },
          column(said.principal, ({ receipts }) => receipts.principal, true),
          column(said.inTerm, ({ receipts }) => receipts.inTermInterest, true),
          column(said.overdue, ({ receipts }) => receipts.overdueInterest, true),
          ...seldom(said.late, ({ receipts }) => receipts.lateInterest),
          column(said.collected, collectedOf),
          ...seldom(said.fees, ({ receipts }) => receipts.enforcementFees),
          column(said.disbursed, ({ disbursements }) => disbursements.amount),
          ...seldom(said.contributed, ({ contributed }) => contributed),
          ...seldom(said.withdrawn, ({ withdrawn }) => withdrawn),
        ]}
      />
    </>
  );
}
