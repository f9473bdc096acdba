import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone, percent, sumOf } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

export type Components = Shape<'Components'>;

type Claim = Pick<Shape<'GetClaimAnswer'>, 'claim' | 'total' | 'loans'>;

type LoanClaim = Claim['loans'][number];

type Segment = Shape<'Segment'>;

export const COMPONENTS = [
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const satisfies readonly (keyof Components)[];

const text = words.cases.claim;

/** What the court charges for a claim, with its working (R28). */
export function CourtFee({ fee }: { fee: Shape<'CourtFee'> }) {
  const base = { base: grouped(fee.base), fee: grouped(fee.fee) };
  const working = isNone(fee.excess)
    ? filled(text.feeFlat, base)
    : filled(text.feeWorking, {
        ...base,
        percent: percent(fee.percent),
        excess: grouped(fee.excess),
        above: grouped(fee.above),
      });
  return (
    <div>
      <dl className="facts">
        <div>
          <dt>{filled(text.feeOf, { docketType: words.codes.docketType[fee.docketType] })}</dt>
          <dd>
            <b>{grouped(fee.fee)}</b>
          </dd>
        </div>
        <div>
          <dt>{text.advance}</dt>
          <dd>
            <b>{grouped(fee.advance)}</b>
          </dd>
        </div>
      </dl>
      <p className="hint">
        {filled(text.feeBase, { claim: grouped(fee.claim) })} {working}{' '}
        {filled(text.advanceWorking, { least: grouped(fee.leastAdvance) })} {fee.law}.
      </p>
    </div>
  );
}

const LINES: readonly Column<Segment>[] = [
  { title: text.from, cell: ({ from }) => dayText(from) },
  { title: text.to, cell: ({ to }) => dayText(to) },
  { title: text.days, cell: ({ days }) => days, isNumber: true },
  { title: text.balance, cell: ({ balance }) => grouped(balance), isNumber: true },
  { title: text.rate, cell: ({ ratePercent }) => percent(ratePercent), isNumber: true },
];

function InterestLines({ name, of }: { name: string; of: Shape<'OwedInterest'> }) {
  const { segments, settledBefore, owed } = of;
  if (segments.length === 0 && isNone(owed)) return null;
  const interest: Column<Segment> = {
    title: text.interest,
    cell: (line) => grouped(line.interest),
    isNumber: true,
    total: grouped(sumOf(segments.map((line) => line.interest))),
  };
  const [first, ...others] = LINES;
  const total = first === undefined ? [] : [{ ...first, total: words.parts.total }];
  return (
    <>
      <h3>{name}</h3>
      <Table
        label={name}
        columns={[...total, ...others, interest]}
        rows={segments}
        keyOf={({ from, balance, ratePercent }) => `${from} ${balance} ${ratePercent}`}
      />
      {!isNone(settledBefore) && (
        <p className="hint">
          {filled(text.settledBefore, { amount: grouped(settledBefore), owed: grouped(owed) })}
        </p>
      )}
    </>
  );
}

function LoanLines({ loan }: { loan: LoanClaim }) {
  const { principal } = loan.claim;
  const name = words.codes.component;
  return (
    <details>
      <summary>{filled(text.linesOf, { contractNumber: loan.contractNumber })}</summary>
      <div className="lines">
        <p>
          {filled(text.principal, {
            principal: grouped(principal),
            overdue: grouped(loan.overduePrincipal),
          })}
        </p>
        <InterestLines name={name.inTermInterest} of={loan.interest.inTermInterest} />
        <InterestLines name={name.overdueInterest} of={loan.interest.overdueInterest} />
        <InterestLines name={name.lateInterest} of={loan.interest.lateInterest} />
      </div>
    </details>
  );
}

interface ClaimProps {
  readonly claim: Claim;
  /** The amounts by component stand elsewhere on the screen. */
  readonly isBrief?: boolean;
}

/** What can be claimed at a day: loan by loan, and each line of interest (R3). */
export function ClaimLines({ claim: { claim, total, loans }, isBrief = false }: ClaimProps) {
  const columns: readonly Column<LoanClaim>[] = [
    {
      title: words.cases.loan,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
      total: words.parts.total,
    },
    ...(isBrief ? [] : COMPONENTS).map((component): Column<LoanClaim> => ({
      title: words.codes.component[component],
      cell: (loan) => grouped(loan.claim[component]),
      isNumber: true,
      isMinor: true,
      total: grouped(claim[component]),
    })),
    {
      title: words.parts.total,
      cell: (loan) => grouped(sumOf(COMPONENTS.map((each) => loan.claim[each]))),
      isNumber: true,
      total: grouped(total),
    },
  ];
  return (
    <>
      <Table label={text.title} columns={columns} rows={loans} keyOf={({ loanId }) => loanId} />
      {loans.map((loan) => (
        <LoanLines key={loan.loanId} loan={loan} />
      ))}
    </>
  );
}
