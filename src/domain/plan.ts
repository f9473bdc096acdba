import { earlier, payableBy, type CalendarDate, type Holidays } from './dates.ts';
import type { Disbursement, LoanFacts, Recall } from './facts.ts';
import { instalmentsOf, interestDueDates } from './instalments.ts';
import { ZERO, min, sum, type Money } from './money.ts';
import type { ContractedInstalment, LoanTerms } from './terms.ts';

/** A date on which something falls due, and the working day by which it is to be paid (R6). */
export interface DueDate {
  readonly dueOn: CalendarDate;
  readonly payableBy: CalendarDate;
}

/** What an instalment asks of the money disbursed (R4). */
export interface Instalment extends DueDate {
  readonly principal: Money;
}

/** The plan in force from a day on, until the next decision changes it (R5, R14). */
export interface PlanVersion {
  readonly from: CalendarDate;
  readonly instalments: readonly Instalment[];
  readonly finalDue: DueDate;
}

/** A loan's plan: its versions, oldest first, and the interest due dates they leave behind. */
export interface Plan {
  readonly versions: readonly [PlanVersion, ...PlanVersion[]];
  readonly firstDisbursedOn: CalendarDate;
  readonly interestDues: readonly DueDate[];
}

const END_OF_TIME = '9999-12-31' as CalendarDate;

/**
 * What each agreed instalment asks: at most what was disbursed up to its due date and not asked by
 * earlier ones; the last one asks all the rest (R4).
 */
export function askOf(
  agreed: readonly ContractedInstalment[],
  disbursements: readonly Disbursement[],
): ContractedInstalment[] {
  let asked = ZERO;
  return agreed.map((instalment, index) => {
    const last = index === agreed.length - 1;
    const disbursed = sum(
      disbursements
        .filter((fact) => last || fact.effectiveOn <= instalment.dueOn)
        .map((fact) => fact.amount),
    );
    const unasked = disbursed.minus(asked);
    const principal = last ? unasked : min(instalment.principal, unasked);
    asked = asked.plus(principal);
    return { dueOn: instalment.dueOn, principal };
  });
}

/** The days on which a decision changes the plan, oldest first, after the contract's own day. */
function decisionDays(recalls: readonly Recall[]): CalendarDate[] {
  const days = recalls.flatMap((recall) =>
    recall.withdrawnOn === null ? [recall.decidedOn] : [recall.decidedOn, recall.withdrawnOn],
  );
  return [...new Set(days)].toSorted();
}

/** The earliest deadline among the recalls in force on a day, or null (R14 b). */
export function deadlineInForce(recalls: readonly Recall[], on: CalendarDate): CalendarDate | null {
  const deadlines = recalls
    .filter((recall) => recall.decidedOn <= on)
    .filter((recall) => recall.withdrawnOn === null || recall.withdrawnOn > on)
    .map((recall) => recall.deadline);
  return deadlines.length === 0 ? null : deadlines.reduce(earlier);
}

/**
 * What falls due under a recall: earlier instalments as agreed, all the rest on the deadline. A
 * deadline after the last instalment changes nothing: a recall brings dates forward only (R14 b).
 */
function recalled(
  asked: readonly ContractedInstalment[],
  deadline: CalendarDate,
): readonly ContractedInstalment[] {
  const before = asked.filter((instalment) => instalment.dueOn < deadline);
  const rest = asked.filter((instalment) => instalment.dueOn >= deadline);
  if (rest.length === 0) return asked;
  return [
    ...before,
    { dueOn: deadline, principal: sum(rest.map((instalment) => instalment.principal)) },
  ];
}

function versionFrom(
  from: CalendarDate,
  asked: readonly ContractedInstalment[],
  recalls: readonly Recall[],
  holidays: Holidays,
): PlanVersion {
  const deadline = deadlineInForce(recalls, from);
  const agreed = deadline === null ? asked : recalled(asked, deadline);
  const instalments = agreed.map((instalment) => ({
    ...instalment,
    payableBy: payableBy(instalment.dueOn, holidays),
  }));
  const finalDue = instalments.at(-1);
  if (finalDue === undefined) throw new Error('a contract has at least one instalment');
  return { from, instalments, finalDue };
}

/** The interest due dates of each version on the days it was in force (R5). */
function interestDues(
  terms: LoanTerms,
  versions: readonly PlanVersion[],
  after: CalendarDate,
  holidays: Holidays,
): DueDate[] {
  return versions.flatMap((version, index) =>
    interestDueDates(terms.interestSchedule, version.finalDue.dueOn, {
      after,
      from: version.from,
      before: versions[index + 1]?.from ?? END_OF_TIME,
    }).map((dueOn) => ({ dueOn, payableBy: payableBy(dueOn, holidays) })),
  );
}

/** The plan that the contract and the decisions give; null before the first disbursement. */
export function planOf(terms: LoanTerms, facts: LoanFacts, holidays: Holidays): Plan | null {
  if (facts.disbursements.length === 0) return null;
  const firstDisbursedOn = facts.disbursements.map((fact) => fact.effectiveOn).reduce(earlier);
  const asked = askOf(instalmentsOf(terms), facts.disbursements);
  const version = (from: CalendarDate): PlanVersion =>
    versionFrom(from, asked, facts.recalls, holidays);
  const days = decisionDays(facts.recalls).filter((day) => day > terms.signedOn);
  const versions = [version(terms.signedOn), ...days.map(version)] as const;
  return {
    versions: versions as Plan['versions'],
    firstDisbursedOn,
    interestDues: interestDues(terms, versions, firstDisbursedOn, holidays),
  };
}

/** The final due date in force on a day, also before anything is disbursed (R4). */
export function finalDueOn(terms: LoanTerms, facts: LoanFacts, on: CalendarDate): CalendarDate {
  const last = instalmentsOf(terms).at(-1);
  if (last === undefined) throw new Error('a contract has at least one instalment');
  const deadline = deadlineInForce(facts.recalls, on);
  return deadline === null ? last.dueOn : earlier(deadline, last.dueOn);
}
