import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import type { TabProps } from '../reading.ts';
import { SumList } from '../SumList.tsx';
import { TabLink, type LoanTab } from '../TabLink.tsx';
import { DebtGroups } from './DebtGroups.tsx';
import { PayoffCalculator } from './PayoffCalculator.tsx';

const text = words.loans.position;

interface InterestRow {
  readonly name: 'inTermInterest' | 'overdueInterest' | 'lateInterest';
  readonly accrued: string;
  readonly paid: string;
  readonly waived: string;
  readonly owed: string;
  readonly inArrears?: string;
}

/** Each figure of principal leads to the payments, instalments or decisions of which it is made. */
function Principal({ loan, position }: TabProps) {
  const { principal } = position;
  const figure = (digits: string, tab: LoanTab) => (
    <TabLink id={loan.id} tab={tab}>
      {grouped(digits)}
    </TabLink>
  );
  return (
    <section className="card">
      <h2>{words.codes.component.principal}</h2>
      <SumList
        label={words.codes.component.principal}
        lines={[
          [text.contracted, figure(principal.contracted, 'contract')],
          [text.disbursed, figure(principal.disbursed, 'payments')],
          [text.repaid, figure(principal.repaid, 'payments')],
          [
            text.chargedOff,
            principal.chargedOff === '0' ? null : figure(principal.chargedOff, 'decisions'),
          ],
          [
            text.recoveredAsIncome,
            principal.recoveredAsIncome === undefined
              ? null
              : figure(principal.recoveredAsIncome, 'payments'),
          ],
          [text.outstanding, figure(principal.outstanding, 'statement'), true],
          [text.inTerm, figure(principal.inTerm, 'schedule')],
          [text.overdue, figure(principal.overdue, 'schedule')],
        ]}
      />
    </section>
  );
}

/** Interest class by class; what accrued leads to its lines. */
function Interest({ loan, position }: TabProps) {
  const days = { from: position.openedOn ?? loan.signedOn, to: position.asOf };
  const figure = (digits: string, tab: LoanTab) => (
    <TabLink id={loan.id} tab={tab} {...(tab === 'interest' ? { days } : {})}>
      {grouped(digits)}
    </TabLink>
  );
  const columns: readonly Column<InterestRow>[] = [
    { title: text.kindOfInterest, cell: ({ name }) => words.codes.component[name] },
    { title: text.accrued, cell: ({ accrued }) => figure(accrued, 'interest'), isNumber: true },
    {
      title: text.paid,
      cell: ({ paid }) => figure(paid, 'payments'),
      isNumber: true,
      isMinor: true,
    },
    {
      title: text.waived,
      cell: ({ waived }) => figure(waived, 'decisions'),
      isNumber: true,
      isMinor: true,
    },
    { title: text.owed, cell: ({ owed }) => figure(owed, 'statement'), isNumber: true },
    {
      title: text.inArrears,
      cell: ({ inArrears }) => (inArrears === undefined ? '' : figure(inArrears, 'schedule')),
      isNumber: true,
      isMinor: true,
    },
  ];
  const rows: readonly InterestRow[] = [
    { name: 'inTermInterest', ...position.inTermInterest },
    { name: 'overdueInterest', ...position.overdueInterest },
    { name: 'lateInterest', ...position.lateInterest },
  ];
  return (
    <section className="card">
      <h2>{text.interest}</h2>
      <Table label={text.interest} columns={columns} rows={rows} keyOf={({ name }) => name} />
    </section>
  );
}

/** What is owed on a loan, figure by figure, each with its reasons. */
export function PositionTab({ loan, position }: TabProps) {
  const { openedOn } = position;
  return (
    <>
      <p className="soft">
        {text.whyHint}
        {openedOn !== undefined && ` ${filled(text.openedOn, { day: dayText(openedOn) })}`}
      </p>
      <div className="columns">
        <Principal loan={loan} position={position} />
        <PayoffCalculator loan={loan} position={position} />
      </div>
      <Interest loan={loan} position={position} />
      <DebtGroups loan={loan} position={position} />
    </>
  );
}
