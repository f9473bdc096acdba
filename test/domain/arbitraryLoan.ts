import fc from 'fast-check';
import { allocate } from '../../src/domain/allocation.ts';
import type { Calendar } from '../../src/domain/calendar.ts';
import { addDays, type CalendarDate } from '../../src/domain/dates.ts';
import { NO_FACTS, type LoanFacts, type Recall } from '../../src/domain/facts.ts';
import { Dec, sum, type Money } from '../../src/domain/money.ts';
import { finalDueOn } from '../../src/domain/plan.ts';
import { DEFAULT_POLICIES } from '../support/policies.ts';
import { position } from '../../src/domain/position.ts';
import type { LoanTerms } from '../../src/domain/terms.ts';
import { on } from '../support/loans.ts';

export const START = on('2023-01-01');

export interface Loan {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly calendar: Calendar;
}

const EVERY = fc.constantFrom('month', 'quarter', 'half_year', 'year');
const dayWithin = (days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(START, n));
const percent = (max: number) =>
  fc.integer({ min: 0, max: max * 100 }).map((hundredths) => new Dec(hundredths).div(100));

const TERMS: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc
      .oneof(fc.integer({ min: 12, max: 1_000_000 }), fc.integer({ min: 1, max: 10 ** 12 }))
      .map((each) => new Dec(each).plus(12)),
    ratePercent: percent(20),
    lateInterestRatePercent: percent(10),
    overdueScope: fc.constantFrom('instalment' as const, 'loan' as const),
    count: fc.integer({ min: 1, max: 6 }),
    every: EVERY,
    firstDueOn: dayWithin(200),
    interestEvery: fc.option(EVERY),
  })
  .map(({ count, every, firstDueOn, interestEvery, ...terms }) => ({
    ...terms,
    contractNumber: '01/2023/HĐTD',
    signedOn: START,
    overdueRatePercent: null,
    allocationOrder: null,
    principalSchedule: { kind: 'equal', count, every, firstDueOn, roundTo: new Dec(1) },
    interestSchedule:
      interestEvery === null ? { every: 'maturity' } : { every: interestEvery, firstDueOn },
  }));

interface Event {
  readonly kind: 'disburse' | 'repay' | 'recall';
  readonly day: CalendarDate;
  readonly share: number;
  readonly days: number;
  readonly isWithdrawn: boolean;
}

const EVENT: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom('disburse', 'repay', 'repay', 'repay', 'recall'),
  day: dayWithin(500),
  share: fc.integer({ min: 1, max: 100 }),
  days: fc.integer({ min: 0, max: 60 }),
  isWithdrawn: fc.boolean(),
});

function share(of: Money, percentage: number): Money {
  return of.times(percentage).div(100).toDecimalPlaces(0, Dec.ROUND_CEIL);
}

/** The facts as they would be entered day by day: what the rules refuse is left out. */
function entered(terms: LoanTerms, calendar: Calendar, events: readonly Event[]): LoanFacts {
  let facts: LoanFacts = NO_FACTS;
  for (const { kind, day, ...event } of events.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const at = position(terms, facts, calendar, day);
    if (kind === 'disburse') {
      const left = terms.principal.minus(sum(facts.disbursements.map((each) => each.amount)));
      const amount = share(left, event.share);
      if (amount.isZero() || day > finalDueOn(terms, facts, day)) continue;
      facts = {
        ...facts,
        disbursements: [...facts.disbursements, { effectiveOn: day, amount }],
      };
    } else if (kind === 'repay') {
      if (at.payoff.isZero()) continue;
      const allocation = allocate(terms, at, calendar.policies, share(at.payoff, event.share));
      facts = { ...facts, repayments: [...facts.repayments, { effectiveOn: day, allocation }] };
    } else if (!at.principal.outstanding.isZero()) {
      const recall: Recall = {
        decidedOn: day,
        deadline: addDays(day, event.days),
        withdrawnOn: event.isWithdrawn ? addDays(day, event.share) : null,
      };
      facts = { ...facts, recalls: [...facts.recalls, recall] };
    }
  }
  return facts;
}

/** A loan with facts that the rules allow, holidays among its days. */
export const LOAN: fc.Arbitrary<Loan> = fc
  .record({
    terms: TERMS,
    holidays: fc.uniqueArray(dayWithin(700), { maxLength: 20 }),
    first: dayWithin(10),
    firstShare: fc.integer({ min: 20, max: 100 }),
    events: fc.array(EVENT, { maxLength: 8 }),
  })
  .map(({ terms, holidays, first, firstShare, events }) => {
    const calendar = { holidays: new Set(holidays), policies: DEFAULT_POLICIES };
    const opening: Event = {
      kind: 'disburse',
      day: first,
      share: firstShare,
      days: 0,
      isWithdrawn: false,
    };
    return { terms, calendar, facts: entered(terms, calendar, [opening, ...events]) };
  });

/** A day in the life of such a loan, also before and after it. */
export const DAY: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: -3, max: 700 })
  .map((days) => addDays(START, days));

/** The same facts, entered in another order. */
export function anyOrder(facts: LoanFacts): fc.Arbitrary<LoanFacts> {
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length });
  return fc.record({
    disbursements: shuffled(facts.disbursements),
    repayments: shuffled(facts.repayments),
    recalls: shuffled(facts.recalls),
    restructurings: shuffled(facts.restructurings),
    rateChanges: shuffled(facts.rateChanges),
    freezes: shuffled(facts.freezes),
    waivers: shuffled(facts.waivers),
    chargeOffs: shuffled(facts.chargeOffs),
    debtGroupOverrides: shuffled(facts.debtGroupOverrides),
  });
}
