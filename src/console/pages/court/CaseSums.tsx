import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone } from '../../format/money.ts';
import { Facts } from '../../parts/Figures.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { COMPONENTS } from './Claim.tsx';

type Case = Shape<'GetCaseAnswer'>;

type Row = (typeof COMPONENTS)[number] | 'total';

const ROWS: readonly Row[] = [...COMPONENTS, 'total'];

const text = words.cases;

const inForceText = ({ inForceOn }: NonNullable<Case['award']>): string =>
  inForceOn === null ? text.notInForce : filled(text.inForceOn, { day: dayText(inForceOn) });

/** What was claimed, awarded and received, by component, beside what the loans owe by their positions. */
export function CaseSums({ of: suit }: { of: Case }) {
  const { claimed, award, received, owed, asOf, enforcementFees, netReceived } = suit;
  const amount = (title: string, of: Case['claimed'] | undefined): Column<Row> => ({
    title,
    cell: (row) => (of === undefined ? '—' : grouped(of[row])),
    isNumber: true,
  });
  const columns: readonly Column<Row>[] = [
    {
      title: text.component,
      cell: (row) => (
        <span className="whole">
          {row === 'total' ? <b>{words.parts.total}</b> : words.codes.component[row]}
        </span>
      ),
    },
    amount(text.claimed, claimed),
    amount(text.awarded, award?.awarded),
    amount(text.receivedSince, award?.receivedSince),
    amount(text.awardedLess, award?.left),
    ...(award && !isNone(award.receivedBeyond.total)
      ? [amount(text.receivedBeyond, award.receivedBeyond)]
      : []),
    amount(text.recovered, received),
    amount(text.owed, owed),
  ];
  return (
    <section className="card">
      <h2>{filled(text.sums, { day: dayText(asOf) })}</h2>
      <Table label={text.sumsLabel} columns={columns} rows={ROWS} keyOf={(row) => row} />
      {!isNone(enforcementFees) && (
        <Facts
          facts={[
            [text.recovered, grouped(received.total)],
            [words.receipts.fee, grouped(enforcementFees)],
            [words.receipts.net, grouped(netReceived)],
          ]}
        />
      )}
      <p className="hint">
        {award !== null && `${filled(text.awardedOn, { day: dayText(award.awardedOn) })} `}
        {award !== null && `${inForceText(award)} `}
        {text.sumsHint}
      </p>
    </section>
  );
}
