import type { Static } from 'typebox';
import type { Booked, LateBooking } from '../../domain/books/lateBooking.ts';
import type { Segment } from '../../domain/loans/accrual.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { inDigits, text, type Dec } from '../../domain/primitives/money.ts';
import type { LoanOpening } from '../../domain/loans/opening.ts';
import type { InterestPosition } from '../../domain/loans/position.ts';
import type {
  ContractedInstalment,
  LoanTerms,
  PrincipalSchedule,
} from '../../domain/loans/terms.ts';
import type { AroundDecision } from '../../usecases/loans/decideLoan.ts';
import type { LoanPosition } from '../../usecases/loans/loanState.ts';
import type { Affects } from './shapes.ts';

/** What every fact says of itself. */
interface Recorded {
  readonly effectiveOn: CalendarDate;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  /** Null, or left out: the fact was booked on its day (R42). */
  readonly late?: LateBooking | null;
}

/** When and by whom a fact was entered. */
export function recordedOf(fact: Recorded) {
  return {
    effectiveOn: fact.effectiveOn,
    recordedAt: fact.recordedAt.toISOString(),
    recordedBy: fact.recordedBy,
    ...bookingOf(fact.late),
  };
}

/** The place that a payment names; nothing, if it names none (R35). */
export const placeOf = ({ placeId }: { readonly placeId?: string }) =>
  placeId === undefined ? {} : { place: placeId };

/** That a fact was booked later than its day, and why; nothing, if it was not (R42). */
export function bookingOf(late: LateBooking | null | undefined) {
  if (late === null || late === undefined) return {};
  const { bookedOn, reason, correctsId } = late;
  return { bookedOn, reason, ...(correctsId === null ? {} : { corrects: correctsId }) };
}

/** The columns of a table about a later booking, for what was booked on its day. */
export const NOT_BOOKED_LATER = {
  bookedOn: null,
  reason: null,
  corrects: null,
  reversalBookedOn: null,
};

/** When a fact was reversed, and since which day the figures show it no more (R12, R42). */
export function reversedOf({
  reversedAt,
  reversalBookedOn,
}: Pick<Booked, 'reversedAt' | 'reversalBookedOn'>) {
  return {
    reversedAt: instantOrNull(reversedAt),
    ...(reversalBookedOn === null ? {} : { reversalBookedOn }),
  };
}

interface Reversed extends Recorded {
  readonly id: string;
  readonly factId: string;
  readonly reason: string;
}

export function presentReversal(reversal: Reversed) {
  const { id, factId, reason } = reversal;
  return { id, reversedId: factId, reason, ...recordedOf(reversal) };
}

/** The day whose localities an answer names, if another was asked for (R37). */
export function localitiesOf({
  localitiesOn,
}: {
  readonly localitiesOn?: CalendarDate | undefined;
}) {
  return localitiesOn === undefined ? {} : { localitiesOn };
}

export function instantOrNull(instant: Date | null): string | null {
  return instant === null ? null : instant.toISOString();
}

export function presentAllocation(allocation: Allocation) {
  return {
    principal: text(allocation.principal),
    inTermInterest: text(allocation.inTermInterest),
    overdueInterest: text(allocation.overdueInterest),
    lateInterest: text(allocation.lateInterest),
  };
}

export function presentInterest({ accrued, paid, waived, owed }: InterestPosition) {
  return { accrued: text(accrued), paid: text(paid), waived: text(waived), owed: text(owed) };
}

export function presentPrincipal({ principal }: LoanPosition['position']) {
  return {
    contracted: text(principal.contracted),
    disbursed: text(principal.disbursed),
    repaid: text(principal.repaid),
    chargedOff: text(principal.chargedOff),
    ...(principal.recoveredAsIncome.isZero()
      ? {}
      : { recoveredAsIncome: text(principal.recoveredAsIncome) }),
    outstanding: text(principal.outstanding),
    inTerm: text(principal.inTerm),
    overdue: text(principal.overdue),
  };
}

/** The day at whose close a loan was taken over; nothing, if it was not (R33). */
export const openedOnOf = ({ opening }: { readonly opening: LoanOpening | null }) =>
  opening === null ? {} : { openedOn: opening.on };

export function presentPosition({ loanId, knownAt, openedOn, debtGroup, position }: LoanPosition) {
  const { inTermInterest } = position;
  return {
    loanId,
    asOf: position.asOf,
    knownAt: knownAt.toISOString(),
    ...(openedOn === null ? {} : { openedOn }),
    standing: position.standing,
    daysPastDue: position.daysPastDue,
    oldestUnpaidDueOn: position.oldestUnpaidDueOn,
    debtGroup,
    ownDebtGroup: position.ownDebtGroup,
    payoff: text(position.payoff),
    ...(position.writtenOffOn === null ? {} : { writtenOffOn: position.writtenOffOn }),
    principal: presentPrincipal(position),
    inTermInterest: {
      ...presentInterest(inTermInterest),
      inArrears: text(inTermInterest.inArrears),
    },
    overdueInterest: presentInterest(position.overdueInterest),
    lateInterest: presentInterest(position.lateInterest),
  };
}

/** The loan before and after a decision, and what else it changes. */
export function presentAround({ before, after }: AroundDecision, affects: Static<typeof Affects>) {
  return {
    affects,
    positionBefore: presentPosition(before),
    positionAfter: presentPosition(after),
  };
}

export function presentSegment(segment: Segment) {
  return {
    class: segment.class,
    balance: text(segment.balance),
    from: segment.from,
    to: segment.to,
    days: segment.days,
    ratePercent: text(segment.ratePercent),
    interest: text(segment.interest),
    ...(segment.opening === undefined ? {} : { opening: segment.opening }),
  };
}

function presentInstalment({ dueOn, principal }: ContractedInstalment) {
  return { dueOn, principal: text(principal) };
}

function presentPrincipalSchedule(schedule: PrincipalSchedule) {
  switch (schedule.kind) {
    case 'equal':
      return { ...schedule, roundTo: text(schedule.roundTo) };
    case 'annuity': {
      const { roundTo, instalmentAmount, ...rest } = schedule;
      const amount = instalmentAmount === null ? null : text(instalmentAmount);
      return { ...rest, roundTo: text(roundTo), instalmentAmount: amount };
    }
    case 'bullet':
      return schedule;
    case 'custom':
      return { kind: schedule.kind, instalments: schedule.instalments.map(presentInstalment) };
  }
}

/** What a contract says; null where it leaves something open. */
export function presentTerms(terms: LoanTerms) {
  const { overdueRatePercent, allocationOrder, ...rest } = terms;
  return {
    contractNumber: rest.contractNumber,
    signedOn: rest.signedOn,
    principal: text(rest.principal),
    ratePercent: text(rest.ratePercent),
    overdueRatePercent: overdueRatePercent === null ? null : text(overdueRatePercent),
    lateInterestRatePercent: text(rest.lateInterestRatePercent),
    overdueScope: rest.overdueScope,
    allocationOrder:
      allocationOrder === null
        ? null
        : { inTerm: [...allocationOrder.inTerm], overdue: [...allocationOrder.overdue] },
    principalSchedule: presentPrincipalSchedule(rest.principalSchedule),
    interestSchedule: rest.interestSchedule,
  };
}

/** A share in percent with two decimals; null where there is none. */
export function presentShare(percent: Dec | null): string | null {
  return percent?.toFixed(2) ?? null;
}

/** A line of a report, its amounts as text. */
export const presentLine = inDigits;
