import type { FundRules } from '../../policies/fundRules.ts';
import { dayOf, type CalendarDate, type Day } from '../../primitives/dates.ts';
import { dongOf, rateUnits, type RateUnits } from '../../primitives/dong.ts';
import { ZERO } from '../../primitives/money.ts';
import { chargedOffOn, interestStopsOn, recoversIncomeAfter } from '../chargeOff.ts';
import { type Freeze, type InterestComponent, type LoanFacts, type Waiver } from '../facts.ts';
import { rateDays, Rates } from '../rates.ts';
import type { LoanTerms } from '../terms.ts';
import {
  byDate,
  countUntil,
  dayList,
  daysOf,
  END_OF_DAYS,
  sumsOf,
} from '../../primitives/datedSums.ts';
import { openInTermInterest, type LoanOpening } from '../opening.ts';
import { lentWithOpening, paidWithOpening, type LentDays, type PaidDays } from './moneyDays.ts';

/** Interest no longer asked for, up to each day, by component (R14 d). */
export interface WaivedDays {
  readonly days: Int32Array;
  readonly sums: Readonly<Record<InterestComponent, BigInt64Array>>;
}

/** The rates from each day on; the one before the first day stands at 0 (R7). */
export interface RateSteps {
  readonly days: Int32Array;
  readonly inTerm: readonly RateUnits[];
  readonly overdue: readonly RateUnits[];
}

/** How many freezes are in force from each day on; 0 before the first day (R14 c). */
export interface FreezeSteps {
  readonly days: Int32Array;
  readonly inForce: readonly number[];
}

/** The interest that a sweep begins with: what was owed when the loan was taken over (R33). */
export interface OpenDays {
  readonly day: Day;
  readonly accrued: readonly [inTerm: bigint, overdue: bigint, late: bigint];
  /** Of the in-term interest, what had fallen due with no, one, two … of its due dates. */
  readonly fallen: readonly bigint[];
}

/** A loan's facts by day, as numbers: what a sweep reads beside the plan. */
export interface LoanDays {
  /** Null: the loan was not taken over. */
  readonly opening: OpenDays | null;
  readonly overdueScope: LoanTerms['overdueScope'];
  readonly lateRate: RateUnits;
  readonly lent: LentDays;
  readonly paid: PaidDays;
  readonly waived: WaivedDays;
  readonly rates: RateSteps;
  readonly freezes: FreezeSteps;
  /** `END_OF_DAYS` where the loan is not charged off. */
  readonly chargedOffDay: Day;
  /** From which no interest accrues, as the loan is charged off (R40); `END_OF_DAYS` where it goes on. */
  readonly interestStopsDay: Day;
  /** After which principal received is income (R40); `END_OF_DAYS` where it never is. */
  readonly recoversIncomeAfterDay: Day;
  /** The days on which anything but a receipt or the plan may change a balance or a rate. */
  readonly days: Int32Array;
}

const NO_DAYS = dayList();

const NO_SUMS = new BigInt64Array(0);

const NONE_WAIVED: WaivedDays = {
  days: NO_DAYS,
  sums: { inTermInterest: NO_SUMS, overdueInterest: NO_SUMS, lateInterest: NO_SUMS },
};

const NO_FREEZES: FreezeSteps = { days: NO_DAYS, inForce: [0] };

const dateOfWaiver = (waiver: Waiver) => waiver.effectiveOn;

function waivedDays(waivers: readonly Waiver[]): WaivedDays {
  if (waivers.length === 0) return NONE_WAIVED;
  const inOrder = byDate(waivers, dateOfWaiver);
  const of = (component: InterestComponent): BigInt64Array =>
    sumsOf(inOrder, (each) => (each.component === component ? each.amount : ZERO));
  return {
    days: daysOf(inOrder, dateOfWaiver),
    sums: {
      inTermInterest: of('inTermInterest'),
      overdueInterest: of('overdueInterest'),
      lateInterest: of('lateInterest'),
    },
  };
}

/** What of a component was waived up to the close of a day. */
export function waivedUntil(
  { days, sums }: WaivedDays,
  component: InterestComponent,
  day: Day,
): bigint {
  return sums[component][countUntil(days, day)] ?? 0n;
}

function freezeSteps(freezes: readonly Freeze[]): FreezeSteps {
  if (freezes.length === 0) return NO_FREEZES;
  const spans = freezes.map(({ from, to }) => ({
    from: dayOf(from),
    to: to === null ? END_OF_DAYS : dayOf(to),
  }));
  const days = dayList(spans.flatMap(({ from, to }) => [from, to]));
  const inForce = [...days].map((day) => spans.filter((each) => each.from <= day && day < each.to));
  return { days, inForce: [0, ...inForce.map((each) => each.length)] };
}

function rateSteps(terms: LoanTerms, facts: LoanFacts, { policies }: FundRules): RateSteps {
  const days = dayList(rateDays(facts.rateChanges, policies).map(dayOf));
  const signedDay = dayOf(terms.signedOn);
  const [first = END_OF_DAYS] = days;
  const before = signedDay < first ? signedDay : first - 1;
  const rates = new Rates(terms, facts.rateChanges, policies);
  const steps = [before, ...days.subarray(0, -1)].map((day) => rates.unitsOn(day));
  return {
    days,
    inTerm: steps.map((each) => each.inTerm),
    overdue: steps.map((each) => each.overdue),
  };
}

function openDays(opening: LoanOpening): OpenDays {
  const fallen = [0n];
  for (const { amount } of opening.interestDue) fallen.push((fallen.at(-1) ?? 0n) + dongOf(amount));
  return {
    day: dayOf(opening.on),
    accrued: [
      dongOf(openInTermInterest(opening)),
      dongOf(opening.overdueInterest),
      dongOf(opening.lateInterest),
    ],
    fallen,
  };
}

const dayIfAny = (on: CalendarDate | null): Day => (on === null ? END_OF_DAYS : dayOf(on));

/** A loan's facts by day. */
export function loanDays(terms: LoanTerms, facts: LoanFacts, rules: FundRules): LoanDays {
  const opening = facts.opening === null ? null : openDays(facts.opening);
  const lent = lentWithOpening(facts.opening, facts.disbursements);
  const waived = waivedDays(facts.waivers);
  const rates = rateSteps(terms, facts, rules);
  const freezes = freezeSteps(facts.freezes);
  const chargedOffDay = dayIfAny(chargedOffOn(facts));
  const days = dayList(lent.days, waived.days, rates.days, freezes.days, [chargedOffDay]);
  return {
    opening,
    overdueScope: terms.overdueScope,
    lateRate: rateUnits(terms.lateInterestRatePercent),
    lent,
    paid: paidWithOpening(facts.opening, facts.repayments),
    waived,
    rates,
    freezes,
    chargedOffDay,
    interestStopsDay: dayIfAny(interestStopsOn(facts)),
    recoversIncomeAfterDay: dayIfAny(recoversIncomeAfter(facts)),
    // Nothing is known of the days before the opening: a sweep begins on its day.
    days: opening === null ? days : days.filter((day) => day >= opening.day),
  };
}
