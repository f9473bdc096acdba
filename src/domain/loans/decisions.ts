import { inForceOn } from './recalls.ts';
import { checkRates, refuseSameDates, refuseTooLong } from './checkTerms.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { debtGroupByDays } from './debtGroup.ts';
import { DomainError } from '../primitives/errors.ts';
import { refuseReversed } from '../primitives/refusals.ts';
import { canBeFirst, chargedOffOn, firstChargedOffOn, type ChargeOff } from './chargeOff.ts';
import {
  outstandingAt,
  type DebtGroupOverride,
  type Freeze,
  type LoanFacts,
  type RateChange,
  type Recall,
  type Restructuring,
  type Waiver,
} from './facts.ts';
import { positive, sum, text, ZERO } from '../primitives/money.ts';
import { isInBalances, judgedOn } from './opening.ts';
import { finalDueOn, firstDisbursedOn } from './plan.ts';
import { inForce, type Policies } from '../policies/policies.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import type { Position } from './position.ts';
import type { LoanTerms } from './terms.ts';

// What a decision about a loan may say, judged when it is entered (R7, R14, R16).

function refuseNothingOutstanding(facts: LoanFacts, on: CalendarDate): void {
  if (!outstandingAt(facts, on).isZero()) return;
  throw new DomainError('nothing-outstanding', { rule: 'R14', figures: { decidedOn: on } });
}

function refuseSameDay(days: readonly CalendarDate[], on: CalendarDate, rule: string): void {
  if (!days.includes(on)) return;
  throw new DomainError('decision-on-same-day', { rule, figures: { on } });
}

/**
 * Checks an early recall (R14 b).
 *
 * @throws DomainError deadline-before-decision, nothing-outstanding
 */
export function checkRecall(facts: LoanFacts, { decidedOn, deadline }: Recall): void {
  if (deadline < decidedOn) {
    throw new DomainError('deadline-before-decision', {
      rule: 'R14',
      figures: { deadline, decidedOn },
    });
  }
  refuseNothingOutstanding(facts, judgedOn(facts.opening, decidedOn));
}

/**
 * Checks a restructuring against the loan as it stands without it (R14 a).
 *
 * @throws DomainError validation, nothing-outstanding, recall-in-force, decision-on-same-day,
 *   due-before-decision, schedule-sum, restructuring-kind, term-too-long
 */
export function checkRestructuring(
  terms: LoanTerms,
  facts: LoanFacts,
  { kind, decidedOn, instalments }: Restructuring,
): void {
  refuseSameDates(instalments, '/instalments');
  refuseNothingOutstanding(facts, decidedOn);
  const recall = inForceOn(facts.recalls, decidedOn);
  if (recall !== undefined) {
    throw new DomainError('recall-in-force', {
      rule: 'R14',
      figures: { decidedOn: recall.decidedOn, deadline: recall.deadline },
    });
  }
  checkRestructuringDay(facts, decidedOn);
  const due = instalments.map((each) => each.dueOn).toSorted();
  const [first = decidedOn] = due;
  if (first < decidedOn) {
    throw new DomainError('due-before-decision', {
      rule: 'R14',
      figures: { dueOn: first, decidedOn },
    });
  }
  const total = sum(instalments.map((each) => each.principal));
  const unpaid = outstandingAt(facts, decidedOn);
  if (!total.equals(unpaid)) {
    throw new DomainError('schedule-sum', {
      rule: 'R14',
      figures: { principal: text(unpaid), instalments: text(total) },
    });
  }
  const lastDueOn = due.at(-1) ?? decidedOn;
  refuseTooLong(terms.signedOn, lastDueOn);
  const inForceNow = finalDueOn(terms, facts, decidedOn);
  if (lastDueOn > inForceNow !== (kind === 'extension')) {
    throw new DomainError('restructuring-kind', {
      rule: 'R14',
      figures: { kind, lastDueOn, finalDueOn: inForceNow },
    });
  }
}

/** One restructuring a day (R14 a). @throws DomainError decision-on-same-day */
export function checkRestructuringDay({ restructurings }: LoanFacts, on: CalendarDate): void {
  const days = restructurings.map((each) => each.decidedOn);
  refuseSameDay(days, on, 'R14');
}

/**
 * Checks a rate change against the caps of its day (R7).
 *
 * @throws DomainError decision-on-same-day, rate-above-cap
 */
export function checkRateChange(facts: LoanFacts, change: RateChange, policies: Policies): void {
  const { effectiveOn } = change;
  const days = facts.rateChanges.map((each) => each.effectiveOn);
  refuseSameDay(days, effectiveOn, 'R7');
  checkRates(change, policies, effectiveOn);
}

/** Checks a freeze, or the end it is given (R14 c). @throws DomainError end-before-start */
export function checkFreeze({ from, to }: Freeze): void {
  if (to === null || to > from) return;
  throw new DomainError('end-before-start', { rule: 'R14', figures: { from, to } });
}

/**
 * The first day on which interest runs again after a freeze: the earliest of the end that it was entered with and
 * those that it was given since (R14 c). Null: it is open.
 */
export function endOfFreeze(
  entered: CalendarDate | null,
  given: readonly CalendarDate[],
): CalendarDate | null {
  const ends = entered === null ? given : [entered, ...given];
  return ends.toSorted()[0] ?? null;
}

/**
 * Gives a freeze that stands an end, or brings its end forward (R14 c). An end is never put off: that is another
 * freeze, from the end on.
 *
 * @param freeze with the end it has by now
 * @throws DomainError already-reversed, already-ended, end-before-start
 */
export function checkFreezeEnd(
  freeze: Freeze & { readonly reversedAt: Date | null },
  to: CalendarDate,
): void {
  refuseReversed(freeze.reversedAt);
  if (freeze.to !== null && to >= freeze.to) {
    throw new DomainError('already-ended', { rule: 'R14', figures: { to: freeze.to } });
  }
  checkFreeze({ from: freeze.from, to });
}

/**
 * Checks a waiver against what is owed on its day (R14 d).
 *
 * @param at the loan at the close of that day, without the waiver
 * @throws DomainError more-than-owed
 */
export function checkWaiver({ component, amount }: Waiver, at: Position): void {
  const owed = positive(at[component].owed);
  if (amount.lessThanOrEqualTo(owed)) return;
  throw new DomainError('more-than-owed', { rule: 'R14', figures: { [component]: text(owed) } });
}

/**
 * Checks a charge-off (R14 e). One of before a handover stands also if all its principal came back since: the
 * interest is owed still (R40).
 *
 * @throws DomainError already-charged-off, nothing-outstanding
 */
export function checkChargeOff(
  facts: LoanFacts,
  { effectiveOn: on, first = null }: ChargeOff,
): void {
  const before = chargedOffOn(facts);
  if (before !== null) {
    throw new DomainError('already-charged-off', {
      rule: 'R14',
      figures: { effectiveOn: before },
    });
  }
  if (first === null) refuseNothingOutstanding(facts, on);
}

/**
 * Judges a debt group set by hand: better than the loan's own group of that day it is an
 * improvement, which a decision must order and which cannot undo the days past due; else a
 * worsening, for which a reason is given (R16).
 *
 * @param at the loan at the close of that day, without the override
 * @throws DomainError nothing-outstanding, override-needs-reason, override-needs-decision,
 *   group-below-days-past-due
 */
export function judgeOverride(
  override: {
    readonly group: DebtGroup;
    readonly reason: string | null;
    readonly decisionNumber: string | null;
  },
  at: Position,
  policies: Policies,
): DebtGroupOverride['change'] {
  const { group, reason, decisionNumber } = override;
  const { asOf, daysPastDue, ownDebtGroup } = at;
  if (ownDebtGroup === null) {
    throw new DomainError('nothing-outstanding', { rule: 'R16', figures: { decidedOn: asOf } });
  }
  const figures = { group, currentGroup: ownDebtGroup };
  if (group >= ownDebtGroup) {
    if (reason !== null) return 'worsening';
    throw new DomainError('override-needs-reason', { rule: 'R16', figures });
  }
  if (decisionNumber === null) {
    throw new DomainError('override-needs-decision', { rule: 'R16', figures });
  }
  const leastGroup = debtGroupByDays(daysPastDue, inForce(policies, 'debtGroupFromDays', asOf));
  if (group < leastGroup) {
    throw new DomainError('group-below-days-past-due', {
      rule: 'R16',
      figures: { group, daysPastDue, leastGroup },
    });
  }
  return 'improvement';
}

/**
 * Of two improvements on one day the order of entry would decide which counts (R2).
 *
 * @throws DomainError decision-on-same-day
 */
export function checkImprovements(
  facts: LoanFacts,
  change: DebtGroupOverride['change'],
  on: CalendarDate,
): void {
  if (change !== 'improvement') return;
  const improved = facts.debtGroupOverrides.filter((each) => each.change === 'improvement');
  refuseSameDay(
    improved.map((each) => each.effectiveOn),
    on,
    'R16',
  );
}

/** A fact that the rules would not have allowed, given the others. */
export interface ImpossibleFact {
  readonly what:
    | 'contract'
    | 'disbursement'
    | 'receipt'
    | 'recall'
    | 'restructuring'
    | 'charge_off'
    | 'write_off'
    | 'decision';
  readonly on: CalendarDate;
}

/** Whether money of a day is in the balances that were taken over (R33). */
const isTakenOver = ({ opening }: LoanFacts, on: CalendarDate): boolean =>
  opening !== null && isInBalances(on, opening);

function impossibleDisbursements(terms: LoanTerms, facts: LoanFacts): ImpossibleFact[] {
  const chargedOff = chargedOffOn(facts);
  return facts.disbursements
    .map((each) => each.effectiveOn)
    .filter(
      (on) =>
        on < terms.signedOn ||
        isTakenOver(facts, on) ||
        on > finalDueOn(terms, facts, on) ||
        (chargedOff !== null && on > chargedOff),
    )
    .map((on) => ({ what: 'disbursement', on }));
}

function impossibleReceipts(terms: LoanTerms, facts: LoanFacts): ImpossibleFact[] {
  const disbursedOn = firstDisbursedOn(facts);
  return facts.repayments
    .map((each) => each.effectiveOn)
    .filter(
      (on) =>
        on < terms.signedOn || isTakenOver(facts, on) || disbursedOn === null || on < disbursedOn,
    )
    .map((on) => ({ what: 'receipt', on }));
}

/** Whether a loan was charged off by a day, be it in the fund from which it was taken over. */
const isChargedOffBy = ({ chargeOffs }: LoanFacts, on: CalendarDate): boolean =>
  chargeOffs.some((each) => firstChargedOffOn(each) <= on);

function impossibleDecisions(terms: LoanTerms, facts: LoanFacts): ImpossibleFact[] {
  // Of the same day, a recall may follow a restructuring, and a charge-off either.
  const impossible = (on: CalendarDate): boolean => {
    const chargeOffs = facts.chargeOffs.filter((each) => each.effectiveOn < on);
    const judged = judgedOn(facts.opening, on);
    return on < terms.signedOn || outstandingAt({ ...facts, chargeOffs }, judged).isZero();
  };
  const isRecalledBefore = (on: CalendarDate): boolean =>
    inForceOn(
      facts.recalls.filter((each) => each.decidedOn < on),
      on,
    ) !== undefined;
  const others = [
    ...[...facts.rateChanges, ...facts.waivers, ...facts.debtGroupOverrides].map(
      (each) => each.effectiveOn,
    ),
    ...facts.freezes.map((each) => each.from),
  ];
  return [
    ...others.filter((on) => on < terms.signedOn).map((on) => ({ what: 'decision' as const, on })),
    ...[
      ...facts.waivers.map((each) => each.effectiveOn),
      ...facts.restructurings.map((each) => each.decidedOn),
      ...facts.chargeOffs.map((each) => each.effectiveOn),
    ]
      .filter((on) => isTakenOver(facts, on))
      .map((on) => ({ what: 'decision' as const, on })),
    ...facts.recalls
      .filter(({ decidedOn }) => impossible(decidedOn))
      .map(({ decidedOn: on }) => ({ what: 'recall' as const, on })),
    ...facts.restructurings
      .filter(({ decidedOn }) => impossible(decidedOn) || isRecalledBefore(decidedOn))
      .map(({ decidedOn: on }) => ({ what: 'restructuring' as const, on })),
    ...facts.chargeOffs
      // Of one of before all that left the books may have come back since.
      .filter(({ effectiveOn, first = null }) =>
        first === null
          ? impossible(effectiveOn)
          : !canBeFirst(first, terms.signedOn, facts.opening),
      )
      .map(({ effectiveOn: on }) => ({ what: 'charge_off' as const, on })),
    ...facts.writeOffs
      .filter(({ effectiveOn }) => !isChargedOffBy(facts, effectiveOn))
      .map(({ effectiveOn: on }) => ({ what: 'write_off' as const, on })),
  ];
}

/** The facts of a loan that the rules would not have allowed beside the others (R4, R12, R14). */
export function impossibleFacts(terms: LoanTerms, facts: LoanFacts): ImpossibleFact[] {
  const disbursed = sum(facts.disbursements.map((each) => each.amount)).plus(
    facts.opening?.disbursed ?? ZERO,
  );
  return [
    ...(disbursed.greaterThan(terms.principal)
      ? [{ what: 'contract' as const, on: terms.signedOn }]
      : []),
    ...impossibleDisbursements(terms, facts),
    ...impossibleReceipts(terms, facts),
    ...impossibleDecisions(terms, facts),
  ];
}

/**
 * Refuses what would leave a fact standing that the rules would not have allowed (R12); what was so
 * before does not count.
 *
 * @throws DomainError later-fact-impossible
 */
export function checkStillPossible(
  before: { readonly terms: LoanTerms; readonly facts: LoanFacts },
  after: { readonly terms: LoanTerms; readonly facts: LoanFacts },
): void {
  const nameOf = ({ what, on }: ImpossibleFact): string => `${what} ${on}`;
  const already = new Set(impossibleFacts(before.terms, before.facts).map(nameOf));
  const stranded = impossibleFacts(after.terms, after.facts).find(
    (each) => !already.has(nameOf(each)),
  );
  if (stranded === undefined) return;
  const { what, on } = stranded;
  throw new DomainError('later-fact-impossible', { rule: 'R12', figures: { what, on } });
}
