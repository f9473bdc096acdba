import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { nameOfSource } from './sources.ts';

const { handover: said } = words;

export type Summary = Pick<
  Shape<'HandoverDocument'>,
  'sources' | 'total' | 'counts' | 'lendingSuspension' | 'laterSuspensions' | 'notCarriedOver'
>;

type Source = Summary['sources'][number];

type Left = Summary['notCarriedOver'][number];

const columnsOf = (total: Summary['total']): readonly Column<Source>[] => [
  { title: said.source, cell: ({ source }) => nameOfSource(source), total: said.total },
  {
    title: said.capital,
    cell: ({ capital }) => grouped(capital),
    total: grouped(total.capital),
    isNumber: true,
  },
  {
    title: said.outstanding,
    cell: ({ outstanding }) => grouped(outstanding),
    total: grouped(total.outstanding),
    isNumber: true,
  },
  {
    title: said.chargedOff,
    cell: ({ chargedOff }) => grouped(chargedOff),
    total: grouped(total.chargedOff),
    isNumber: true,
    isMinor: true,
  },
  {
    title: said.available,
    cell: ({ available }) => grouped(available),
    total: grouped(total.available),
    isNumber: true,
  },
];

const LEFT: readonly Column<Left>[] = [
  { title: said.what, cell: ({ what }) => said.leftWhat[what] },
  { title: said.about, cell: ({ about }) => about },
  { title: said.amount, cell: ({ amount }) => amount !== null && grouped(amount), isNumber: true },
  { title: said.day, cell: ({ on }) => on !== null && dayText(on), isMinor: true },
];

/** What a document says in short: by source, its interest, its counts, and what is left behind. */
export function HandoverTotals({
  of: { sources, total, counts, lendingSuspension, laterSuspensions, notCarriedOver },
}: {
  of: Summary;
}) {
  return (
    <>
      <Table
        label={said.totals}
        columns={columnsOf(total)}
        rows={sources}
        keyOf={({ source }) => source}
      />
      <p>
        {filled(said.interest, {
          inTerm: grouped(total.inTermInterest),
          overdue: grouped(total.overdueInterest),
          late: grouped(total.lateInterest),
          income: grouped(total.incomeMoney),
        })}
      </p>
      <p>
        {filled(said.counts, {
          loans: String(counts.loans),
          cooperatives: String(counts.cooperatives),
          cases: String(counts.cases),
          collaterals: String(counts.collaterals),
          log: String(counts.log),
          settled: String(counts.settledLoans),
        })}
      </p>
      {lendingSuspension !== null && (
        <p>
          {filled(said.suspension, {
            decision: lendingSuspension.decisionNumber,
            day: dayText(lendingSuspension.decidedOn),
          })}
        </p>
      )}
      {laterSuspensions.map(({ decisionNumber, decidedOn }) => (
        <p key={`${decidedOn} ${decisionNumber}`}>
          {filled(said.laterSuspension, { decision: decisionNumber, day: dayText(decidedOn) })}
        </p>
      ))}
      {notCarriedOver.length > 0 && (
        <>
          <h3>{said.left}</h3>
          <p className="hint">{said.leftHint}</p>
          <Table
            label={said.left}
            columns={LEFT}
            rows={notCarriedOver}
            keyOf={({ what, about, amount, on }) => `${what} ${about} ${amount ?? ''} ${on ?? ''}`}
          />
        </>
      )}
    </>
  );
}
