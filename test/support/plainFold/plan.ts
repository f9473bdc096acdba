import { deadlineInForce } from './recalls.ts';
import { payableBy, type FundRules } from '../../../src/domain/policies/fundRules.ts';
import { earlier, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  principalAt,
  type Disbursement,
  type LoanFacts,
  type Restructuring,
} from '../../../src/domain/loans/facts.ts';
import { inOrder, instalmentsOf, interestDueDates } from './instalments.ts';
import type { LoanOpening } from '../../../src/domain/loans/opening.ts';
import { min, positive, sum, ZERO, type Money } from '../../../src/domain/primitives/money.ts';
import type { ContractedInstalment, LoanTerms } from '../../../src/domain/loans/terms.ts';

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
  /** Their sum: principal paid before the instalments in force ask for anything. */
  readonly replacedPrincipal: Money;
  readonly instalments: readonly Instalment[];
  readonly finalDue: DueDate;
}

/** A loan's plan: its versions, oldest first, and the interest due dates they leave behind. */
export interface Plan {
  readonly versions: readonly [PlanVersion, ...PlanVersion[]];
  /** Of the first disbursement, or of the opening (R33). */
  readonly firstDisbursedOn: CalendarDate;
  readonly interestDues: readonly DueDate[];
}

/** What the contract or a restructuring asks for, recalls apart. */
interface Agreed {
  readonly from: CalendarDate;
  readonly replaced: readonly ContractedInstalment[];
  readonly instalments: readonly ContractedInstalment[];
  /** Repaid before the loan was taken over (R33): of no instalment that is known. */
  readonly repaidBefore: Money;
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
  const byDay = disbursements.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
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
  let left = paid;
  return instalments.flatMap(({ dueOn, principal }) => {
    const part = min(principal, left);
    left = left.minus(part);
    return part.isZero() ? [] : [{ dueOn, principal: part }];
  });
}

/**
 * The new instalments, made to ask for what is unpaid: what is too much comes off the oldest, what
 * is missing, or disbursed later, is added to the last (R14 a).
 */
function fitted(instalments: readonly ContractedInstalment[], unpaid: Money) {
  const total = sum(instalments.map((each) => each.principal));
  let excess = positive(total.minus(unpaid));
  const missing = positive(unpaid.minus(total));
  return instalments.map(({ dueOn, principal }, index) => {
    const cut = min(principal, excess);
    excess = excess.minus(cut);
    const left = principal.minus(cut);
    return { dueOn, principal: index === instalments.length - 1 ? left.plus(missing) : left };
  });
}

/** What a restructuring puts in place of what was agreed before (R14 a). */
function restructured(before: Agreed, decision: Restructuring, facts: LoanFacts): Agreed {
  const { disbursed, repaid } = principalAt(facts, decision.decidedOn);
  const lent = sum(facts.disbursements.map((fact) => fact.amount));
  const later = lent.plus(facts.opening?.disbursed ?? ZERO).minus(disbursed);
  const instalments = fitted(inOrder(decision.instalments), disbursed.minus(repaid));
  const last = instalments.pop();
  if (last === undefined) throw new Error('a restructuring has at least one instalment');
  return {
    from: decision.decidedOn,
    replaced: paidParts(
      [...before.replaced, ...before.instalments],
      repaid.minus(before.repaidBefore),
    ),
    instalments: [...instalments, { ...last, principal: last.principal.plus(later) }],
    repaidBefore: before.repaidBefore,
  };
}

function byDecision(restructurings: readonly Restructuring[]): Restructuring[] {
  return restructurings.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
}

/** What was taken over asks for what is unpaid; its last instalment for all that is lent later too (R33). */
function takenOver(terms: LoanTerms, opening: LoanOpening, facts: LoanFacts): Agreed {
  const contracted = instalmentsOf(terms, null).slice(-1);
  const nothing = contracted.map(({ dueOn }) => ({ dueOn, principal: ZERO }));
  const asked = opening.instalments.length === 0 ? nothing : opening.instalments;
  const unpaid = sum(asked.map((each) => each.principal));
  const later = sum(facts.disbursements.map((fact) => fact.amount));
  return {
    from: opening.on,
    replaced: [],
    instalments: asked.map(({ dueOn, principal }, index) => ({
      dueOn,
      principal: index === asked.length - 1 ? principal.plus(later) : principal,
    })),
    repaidBefore: opening.disbursed.minus(unpaid),
  };
}

/** What was agreed, oldest first: the contract or what was taken over, then each restructuring. */
function agreements(
  terms: LoanTerms,
  facts: LoanFacts,
  firstDisbursedOn: CalendarDate,
): [Agreed, ...Agreed[]] {
  const { opening } = facts;
  const asSigned = (): Agreed => ({
    from: terms.signedOn,
    replaced: [],
    instalments: askOf(instalmentsOf(terms, firstDisbursedOn), facts.disbursements),
    repaidBefore: ZERO,
  });
  const contract = opening === null ? asSigned() : takenOver(terms, opening, facts);
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

/** The day of the opening, or of the first disbursement, or null. */
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
  // A date stands in many versions.
  const payable = new Map<CalendarDate, CalendarDate>();
  const due = (instalment: ContractedInstalment): Instalment => {
    const by = payable.get(instalment.dueOn) ?? payableBy(instalment.dueOn, rules);
    payable.set(instalment.dueOn, by);
    return { ...instalment, payableBy: by };
  };
  const versionFrom = (from: CalendarDate): PlanVersion => {
    const { replaced, instalments, repaidBefore } =
      agreed.findLast((each) => each.from <= from) ?? agreed[0];
    const deadline = deadlineInForce(facts.recalls, from);
    const asked = (deadline === null ? instalments : recalled(instalments, deadline)).map(due);
    const finalDue = asked.at(-1);
    if (finalDue === undefined) throw new Error('a plan has at least one instalment');
    const replacedPrincipal = sum(replaced.map((each) => each.principal)).plus(repaidBefore);
    return { from, replaced: replaced.map(due), replacedPrincipal, instalments: asked, finalDue };
  };
  const begin = facts.opening === null ? terms.signedOn : facts.opening.on;
  const days = decisionDays(facts).filter((day) => day > begin);
  const versions = [versionFrom(begin), ...days.map(versionFrom)] as const;
  return {
    versions: versions as Plan['versions'],
    firstDisbursedOn: first,
    interestDues: interestDues(terms, versions, first, rules),
  };
}

/** The final due date in force on a day, also before anything is disbursed (R4). */
export function finalDueOn(terms: LoanTerms, facts: LoanFacts, on: CalendarDate): CalendarDate {
  const decision = byDecision(facts.restructurings).findLast((each) => each.decidedOn <= on);
  const agreed =
    decision === undefined
      ? instalmentsOf(terms, firstDisbursedOn(facts))
      : inOrder(decision.instalments);
  const last = agreed.at(-1);
  if (last === undefined) throw new Error('a plan has at least one instalment');
  const deadline = deadlineInForce(facts.recalls, on);
  return deadline === null ? last.dueOn : earlier(deadline, last.dueOn);
}
