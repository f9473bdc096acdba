import { dayText } from '../../../format/days.ts';
import { grouped, percent, sumOf } from '../../../format/money.ts';
import { Facts } from '../../../parts/Figures.tsx';
import { filled, words } from '../../../words/words.ts';
import type { LoanContract } from '../reading.ts';
import { sourceText } from '../sources.ts';
import { interestScheduleOf, principalScheduleOf, type PrincipalSchedule } from './terms.ts';

const text = words.loans.contract;

/** How the principal is repaid, in a line. */
function principalText(schedule: PrincipalSchedule): string {
  const kind = words.codes.scheduleKind[schedule.kind];
  switch (schedule.kind) {
    case 'bullet':
      return `${kind}: ${dayText(schedule.dueOn)}`;
    case 'custom':
      return `${kind}: ${schedule.instalments
        .map(({ dueOn, principal }) => `${grouped(principal)} (${dayText(dueOn)})`)
        .join('; ')}`;
    case 'equal':
    case 'annuity':
      return filled(text.regular, {
        kind,
        count: schedule.count,
        every: words.codes.every[schedule.every],
        day: dayText(schedule.firstDueOn),
      });
  }
}

function interestText(loan: LoanContract): string {
  const { every, firstDueOn } = interestScheduleOf(loan);
  const said = words.codes.every[every];
  return firstDueOn === undefined
    ? said
    : filled(text.fromFirst, { every: said, day: dayText(firstDueOn) });
}

const amount = (digits: string | null): string | null => (digits === null ? null : grouped(digits));

type Part = keyof typeof words.codes.part;

const orderText = (parts: readonly string[]): string =>
  parts.map((part) => words.codes.part[part as Part]).join(' → ');

/** What was agreed, line by line. */
export function ContractFacts({ loan }: { loan: LoanContract }) {
  return (
    <Facts
      facts={[
        [words.loans.contractNumber, loan.contractNumber],
        [words.loans.signedOn, dayText(loan.signedOn)],
        [words.loans.borrower, `${loan.cooperativeName} (${loan.cooperativeCode})`],
        [words.loans.borrowerKind, words.codes.borrowerKind[loan.borrowerKind]],
        [text.principal, grouped(loan.principal)],
        [text.rate, percent(loan.ratePercent)],
        [
          text.overdueRate,
          loan.overdueRatePercent === null ? text.byRule : percent(loan.overdueRatePercent),
        ],
        [text.lateRate, percent(loan.lateInterestRatePercent)],
        [text.overdueScope, words.codes.overdueScope[loan.overdueScope]],
        [text.principalSchedule, principalText(principalScheduleOf(loan))],
        [text.interestSchedule, interestText(loan)],
        [words.loans.source, sourceText(loan.source)],
        [words.loans.purpose, loan.purpose],
        [text.project, loan.project],
        [text.projectCost, amount(loan.projectCost)],
        [text.ownCapital, amount(loan.ownCapital)],
        [text.sector, loan.sector],
        [text.jobs, loan.jobs],
        [text.orderInTerm, loan.allocationOrder && orderText(loan.allocationOrder.inTerm)],
        [text.orderOverdue, loan.allocationOrder && orderText(loan.allocationOrder.overdue)],
      ]}
    />
  );
}

/** What was owed when the loan was taken over from the old book (R33). */
export function OpeningFacts({ opening }: { opening: NonNullable<LoanContract['opening']> }) {
  const { inTermInterest: inTerm } = opening;
  return (
    <Facts
      facts={[
        [words.parts.documentNumber, opening.documentNumber],
        [text.opening.disbursed, grouped(opening.disbursed)],
        [
          text.opening.instalments,
          opening.instalments
            .map(({ dueOn, principal }) => `${grouped(principal)} (${dayText(dueOn)})`)
            .join('; '),
        ],
        [text.opening.due, grouped(sumOf(inTerm.due.map((each) => each.amount)))],
        [text.opening.accrued, grouped(inTerm.accrued)],
        [words.codes.component.overdueInterest, grouped(opening.overdueInterest)],
        [words.codes.component.lateInterest, grouped(opening.lateInterest)],
        [text.opening.restructurings, opening.restructurings],
        [
          text.opening.lastPaymentOn,
          opening.lastPaymentOn === null ? null : dayText(opening.lastPaymentOn),
        ],
      ]}
    />
  );
}
