import { deadlineInForce } from './recalls.ts';
import { payableBy, type FundRules } from '../policies/fundRules.ts';
import { earlier, later, type CalendarDate } from '../primitives/dates.ts';
import { principalAt, type Disbursement, type LoanFacts, type Restructuring } from './facts.ts';
import { openRepaid, type LoanOpening } from './opening.ts';
import { inOrder, instalmentsOf, interestDueDates } from './instalments.ts';
import { byDate } from '../primitives/datedSums.ts';
import { min, positive, sum, ZERO, type Money } from '../primitives/money.ts';
import { settledOldestFirst } from './oldestFirst.ts';
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
  /** The paid parts of the instalments that restructurings have replaced. */
  readonly replaced: readonly Instalment[];
  /** Their sum, and what was repaid before the loan was taken over (R33): principal paid before the instalments in force ask for anything. */
  readonly replacedPrincipal: Money;
  readonly instalments: readonly Instalment[];
  readonly finalDue: DueDate;
}

/** A loan's plan: its versions, oldest first, and the interest due dates they leave behind. */
export interface Plan {
  readonly versions: readonly [PlanVersion, ...PlanVersion[]];
  /** The day on which interest begins: of the first disbursement, or of the opening (R33). */
  readonly firstDisbursedOn: CalendarDate;
  /** Whether the loan was taken over at that day. */
  readonly isOpened: boolean;
  readonly interestDues: readonly DueDate[];
}

/** What the contract or a restructuring asks for, recalls apart. */
interface Agreed {
  readonly from: CalendarDate;
  /** Principal repaid before the loan was taken over, on due dates that nobody knows (R33). */
  readonly openRepaid: Money;
  readonly replaced: readonly ContractedInstalment[];
  readonly instalments: readonly ContractedInstalment[];
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
  const byDay = byDate(disbursements, (fact) => fact.effectiveOn);
  let next = 0;
  let unasked = ZERO;
  return agreed.map((instalment, index) => {
    const isLast = index === agreed.length - 1;
    for (let fact = byDay[next]; fact !== undefined; fact = byDay[next]) {
      if (!isLast && fact.effectiveOn > instalment.dueOn) break;
      unasked = unasked.plus(fact.amount);
      next += 1;
    }
    const principal = isLast ? unasked : min(instalment.principal, unasked);
    unasked = unasked.minus(principal);
    return { dueOn: instalment.dueOn, principal };
  });
}

/** The parts of instalments that `paid` settles, oldest first (R6). */
function paidParts(
  instalments: readonly ContractedInstalment[],
  paid: Money,
): ContractedInstalment[] {
  const parts = settledOldestFirst(
    instalments.map((each) => each.principal),
    paid,
  );
  return instalments
    .map(({ dueOn }, index) => ({ dueOn, principal: parts[index] ?? ZERO }))
    .filter(({ principal }) => !principal.isZero());
}

/**
 * The new instalments, made to ask for what is unpaid: what is too much comes off the oldest, what
 * is missing, or disbursed later, is added to the last (R14 a).
 */
function fitted(instalments: readonly ContractedInstalment[], unpaid: Money) {
  const total = sum(instalments.map((each) => each.principal));
  const missing = positive(unpaid.minus(total));
  const cuts = settledOldestFirst(
    instalments.map((each) => each.principal),
    total.minus(unpaid),
  );
  return instalments.map(({ dueOn, principal }, index) => {
    const left = principal.minus(cuts[index] ?? ZERO);
    return { dueOn, principal: index === instalments.length - 1 ? left.plus(missing) : left };
  });
}

/** What a restructuring puts in place of what was agreed before (R14 a). */
function restructured(before: Agreed, decision: Restructuring, facts: LoanFacts): Agreed {
  const { disbursed, repaid } = principalAt(facts, decision.decidedOn);
  const later = sum(
    facts.disbursements
      .filter((fact) => fact.effectiveOn > decision.decidedOn)
      .map((fact) => fact.amount),
  );
  const instalments = fitted(inOrder(decision.instalments), disbursed.minus(repaid));
  const last = instalments.pop();
  if (last === undefined) throw new Error('a restructuring has at least one instalment');
  return {
    from: decision.decidedOn,
    openRepaid: before.openRepaid,
    replaced: paidParts(
      [...before.replaced, ...before.instalments],
      repaid.minus(before.openRepaid),
    ),
    instalments: [...instalments, { ...last, principal: last.principal.plus(later) }],
  };
}

function byDecision(restructurings: readonly Restructuring[]): Restructuring[] {
  return restructurings.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
}

/**
 * The plan as it was taken over (R33): like a restructuring, what is disbursed later is added to the last
 * instalment. With no principal unpaid, its last date is that of the contract.
 */
function taken(terms: LoanTerms, opening: LoanOpening, facts: LoanFacts): Agreed {
  const instalments = [...openInstalments(terms, opening)];
  const later = sum(facts.disbursements.map((fact) => fact.amount));
  const last = instalments.pop();
  if (last === undefined) throw new Error('a plan has at least one instalment');
  return {
    from: opening.on,
    openRepaid: openRepaid(opening),
    replaced: [],
    instalments: [...instalments, { ...last, principal: last.principal.plus(later) }],
  };
}

/** The instalments taken over; where no principal is unpaid, one of nothing on the contract's last date. */
function openInstalments(terms: LoanTerms, opening: LoanOpening): readonly ContractedInstalment[] {
  if (opening.instalments.length > 0) return opening.instalments;
  return instalmentsOf(terms, null)
    .slice(-1)
    .map(({ dueOn }) => ({ dueOn, principal: ZERO }));
}

/** What was agreed, oldest first: the contract or what was taken over of it, then each restructuring. */
function agreements(
  terms: LoanTerms,
  facts: LoanFacts,
  firstDisbursedOn: CalendarDate,
): [Agreed, ...Agreed[]] {
  const contract: Agreed =
    facts.opening === null
      ? {
          from: terms.signedOn,
          openRepaid: ZERO,
          replaced: [],
          instalments: askOf(instalmentsOf(terms, firstDisbursedOn), facts.disbursements),
        }
      : taken(terms, facts.opening, facts);
  const all: [Agreed, ...Agreed[]] = [contract];
  let last = contract;
  for (const decision of byDecision(facts.restructurings)) {
    last = restructured(last, decision, facts);
    all.push(last);
  }
  return all;
}

/** The days on which a decision changes the plan, oldest first, after the contract's own day. */
function decisionDays({ recalls, restructurings }: LoanFacts): CalendarDate[] {
  const days = recalls.flatMap((recall) =>
    recall.withdrawnOn === null ? [recall.decidedOn] : [recall.decidedOn, recall.withdrawnOn],
  );
  return [...new Set([...days, ...restructurings.map((each) => each.decidedOn)])].toSorted();
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

/** The interest that had fallen due when the loan was taken over, and what falls due later. */
function interestDuesOf(
  terms: LoanTerms,
  versions: Plan['versions'],
  { opening, after }: { readonly opening: LoanOpening | null; readonly after: CalendarDate },
  rules: FundRules,
): DueDate[] {
  const toCome = interestDues(terms, versions, after, rules);
  if (opening === null) return toCome;
  const fallen = opening.interestDue.map(({ dueOn }) => dueOn);
  const [{ finalDue }] = versions;
  // A recall of before has a deadline of before: what had accrued fell due on it (R5, R14 b). So it does on the day
  // itself, if a decision of the day of a handover makes that the last one.
  const isOver =
    finalDue.payableBy <= opening.on ||
    (opening.origin !== undefined && finalDue.dueOn === opening.on);
  const isLeft = !opening.accruedInterest.isZero() && isOver;
  const left = isLeft ? [fallen.reduce(later, finalDue.dueOn)] : [];
  const open = [...fallen, ...left].map((dueOn) => ({ dueOn, payableBy: payableBy(dueOn, rules) }));
  return [...open, ...toCome];
}

/** The interest due dates of each version on the days it was in force (R5). */
function interestDues(
  terms: LoanTerms,
  versions: readonly PlanVersion[],
  after: CalendarDate,
  rules: FundRules,
): DueDate[] {
  return versions.flatMap((version, index) =>
    interestDueDates(terms.interestSchedule, version.finalDue.dueOn, {
      after,
      from: version.from,
      before: versions[index + 1]?.from ?? END_OF_TIME,
    }).map((dueOn) => ({ dueOn, payableBy: payableBy(dueOn, rules) })),
  );
}

/** In-term interest that falls due on a date (R5). */
export interface InterestFall extends DueDate {
  /** False: of the days from a final due date to its payable-by, which are no period. */
  readonly isOfPeriod: boolean;
}

/**
 * The last days of a plan: in-term interest from the final due date on falls due on its payable-by,
 * unless a decision on or before that day moved the final due date on (R5).
 */
function lastDays({ versions, isOpened }: Pick<Plan, 'versions' | 'isOpened'>): DueDate[] {
  return versions.flatMap((version, index) => {
    const { dueOn, payableBy } = version.finalDue;
    const next = versions[index + 1];
    // A loan may be taken over between the two days.
    const begins = isOpened && index === 0 && payableBy > version.from ? dueOn : version.from;
    const reached = dueOn >= begins && (next === undefined || dueOn < next.from);
    if (!reached || dueOn === payableBy) return [];
    const inForce = versions.findLast((each) => each.from <= payableBy) ?? version;
    return inForce.finalDue.dueOn > dueOn ? [] : [{ dueOn: payableBy, payableBy }];
  });
}

/** When in-term interest falls due, oldest first; a period's on one date before that of last days. */
export function interestFalls(plan: Plan): InterestFall[] {
  const { interestDues } = plan;
  const ofPeriods = interestDues.map(({ dueOn, payableBy }) => ({
    dueOn,
    payableBy,
    isOfPeriod: true,
  }));
  const ofLastDays = lastDays(plan).map((due) => ({ ...due, isOfPeriod: false }));
  return [...byDate([...ofPeriods, ...ofLastDays], (fall) => fall.dueOn)];
}

/** The day of the first disbursement that is known, which is that of an opening; or null. */
export function firstDisbursedOn(
  facts: Pick<LoanFacts, 'opening' | 'disbursements'>,
): CalendarDate | null {
  if (facts.opening !== null) return facts.opening.on;
  const days = facts.disbursements.map((fact) => fact.effectiveOn);
  return days.length === 0 ? null : days.reduce(earlier);
}

/** The plan that the contract and the decisions give; null before the first disbursement. */
export function planOf(terms: LoanTerms, facts: LoanFacts, rules: FundRules): Plan | null {
  const first = firstDisbursedOn(facts);
  if (first === null) return null;
  const agreed = agreements(terms, facts, first);
  const due = ({ dueOn, principal }: ContractedInstalment): Instalment => ({
    dueOn,
    payableBy: payableBy(dueOn, rules),
    principal,
  });
  const versionFrom = (from: CalendarDate): PlanVersion => {
    const { openRepaid, replaced, instalments } =
      agreed.findLast((each) => each.from <= from) ?? agreed[0];
    const deadline = deadlineInForce(facts.recalls, from);
    const asked = (deadline === null ? instalments : recalled(instalments, deadline)).map(due);
    const finalDue = asked.at(-1);
    if (finalDue === undefined) throw new Error('a plan has at least one instalment');
    const replacedPrincipal = sum(replaced.map((each) => each.principal)).plus(openRepaid);
    return { from, replaced: replaced.map(due), replacedPrincipal, instalments: asked, finalDue };
  };
  const { opening } = facts;
  const start = opening?.on ?? terms.signedOn;
  const days = decisionDays(facts).filter((day) => day > start);
  const versions: Plan['versions'] = [versionFrom(start), ...days.map(versionFrom)];
  return {
    versions,
    firstDisbursedOn: first,
    isOpened: opening !== null,
    interestDues: interestDuesOf(terms, versions, { opening, after: first }, rules),
  };
}

/** The final due date in force on a day, also before anything is disbursed (R4). */
export function finalDueOn(terms: LoanTerms, facts: LoanFacts, on: CalendarDate): CalendarDate {
  const decision = byDecision(facts.restructurings).findLast((each) => each.decidedOn <= on);
  const undecided = (): readonly ContractedInstalment[] =>
    facts.opening === null
      ? instalmentsOf(terms, firstDisbursedOn(facts))
      : openInstalments(terms, facts.opening);
  const agreed = decision === undefined ? undecided() : inOrder(decision.instalments);
  const last = agreed.at(-1);
  if (last === undefined) throw new Error('a plan has at least one instalment');
  const deadline = deadlineInForce(facts.recalls, on);
  return deadline === null ? last.dueOn : earlier(deadline, last.dueOn);
}
