import { Link } from '@tanstack/react-router';
import { dayText } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { AllRows } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import type { Section } from './sectionFigures.ts';

const said = words.section;

function Cases({ cases }: Pick<Section['litigation'], 'cases'>) {
  return (
    <AllRows
      label={said.cases.title}
      rows={cases}
      keyOf={({ litigationCaseId }) => litigationCaseId}
      columns={[
        {
          title: said.lines.borrower,
          cell: ({ litigationCaseId, cooperativeName }) => (
            <Link to="/cases/$id" params={{ id: litigationCaseId }} search={{}}>
              {cooperativeName}
            </Link>
          ),
          total: words.parts.total,
        },
        { title: said.lines.court, isMinor: true, cell: ({ court }) => court },
        {
          title: said.cases.stage,
          cell: ({ stage, stageOn }) => `${words.codes.stage[stage]} (${dayText(stageOn)})`,
        },
        {
          title: said.cases.claimed,
          isNumber: true,
          isMinor: true,
          cell: ({ claimed }) => grouped(claimed),
          total: grouped(sumOf(cases.map(({ claimed }) => claimed))),
        },
        {
          title: said.cases.outstanding,
          isNumber: true,
          cell: ({ outstanding }) => grouped(outstanding),
          total: grouped(sumOf(cases.map(({ outstanding }) => outstanding))),
        },
      ]}
    />
  );
}

function Recalls({ loans }: Pick<Section['recalls'], 'loans'>) {
  return (
    <AllRows
      label={said.recalls.title}
      rows={loans}
      keyOf={({ loanId }) => loanId}
      columns={[
        {
          title: said.lines.contract,
          cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
          total: words.parts.total,
        },
        { title: said.lines.borrower, cell: ({ cooperativeName }) => cooperativeName },
        {
          title: said.recalls.deadline,
          isMinor: true,
          cell: ({ deadline }) => dayText(deadline),
        },
        {
          title: said.recalls.principal,
          isNumber: true,
          cell: ({ principalOutstanding }) => grouped(principalOutstanding),
          total: grouped(sumOf(loans.map(({ principalOutstanding }) => principalOutstanding))),
        },
      ]}
    />
  );
}

/** What is expected to be repaid by the end of the year, and by what. */
export function ExpectedReceipts({
  date,
  expectedTotal,
  expectedReceipts,
}: Section['projectedYearEnd']) {
  return (
    <AllRows
      label={filled(said.expected.title, { day: dayText(date) })}
      rows={expectedReceipts}
      keyOf={({ loanId, expectedOn, ground }) => `${loanId} ${expectedOn} ${ground}`}
      columns={[
        {
          title: said.expected.on,
          cell: ({ expectedOn }) => dayText(expectedOn),
          total: words.parts.total,
        },
        {
          title: said.lines.contract,
          cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
        },
        {
          title: said.lines.borrower,
          isMinor: true,
          cell: ({ cooperativeName }) => cooperativeName,
        },
        {
          title: said.expected.ground,
          isMinor: true,
          cell: ({ ground }) => words.codes.movement[ground],
        },
        {
          title: said.lines.amount,
          isNumber: true,
          cell: ({ principal }) => grouped(principal),
          total: grouped(expectedTotal),
        },
      ]}
    />
  );
}

/** The lists of the section, each folded away, and its notes. */
export function SectionLists({ section }: { readonly section: Section }) {
  const { litigation, recalls, projectedYearEnd, lendingSuspension, notes } = section;
  const recalled = [...recalls.loans, ...(recalls.overdueLoans ?? [])];
  return (
    <>
      {notes.map(({ code, detail }) => (
        <p key={code} className="soft">
          {detail}
        </p>
      ))}
      {lendingSuspension !== null && (
        <p className="soft">
          {filled(said.suspended, {
            number: lendingSuspension.decisionNumber,
            day: dayText(lendingSuspension.decidedOn),
          })}
        </p>
      )}
      <details className="card">
        <summary>
          {said.cases.title} ({litigation.cases.length})
        </summary>
        <Cases cases={litigation.cases} />
      </details>
      <details className="card">
        <summary>
          {said.recalls.title} ({recalled.length})
        </summary>
        <Recalls loans={recalled} />
      </details>
      <details className="card">
        <summary>
          {filled(said.expected.title, { day: dayText(projectedYearEnd.date) })} (
          {projectedYearEnd.expectedReceipts.length})
        </summary>
        <ExpectedReceipts {...projectedYearEnd} />
      </details>
    </>
  );
}
