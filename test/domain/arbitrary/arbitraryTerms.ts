import fc from 'fast-check';
import { checkTerms } from '../../../src/domain/loans/checkTerms.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { firstAnnuityInterest } from '../../../src/domain/loans/instalments.ts';
import { Dec, type Money, type RatePercent } from '../../../src/domain/primitives/money.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import type {
  AllocationOrder,
  AllocationPart,
} from '../../../src/domain/policies/allocationOrder.ts';
import type {
  ContractedInstalment,
  InterestSchedule,
  LoanTerms,
  PrincipalSchedule,
} from '../../../src/domain/loans/terms.ts';
import { on } from '../../support/loans.ts';

/** The day on which every contract here was signed. */
export const START = on('2023-01-01');

export const dayWithin = (days: number): fc.Arbitrary<CalendarDate> =>
  fc.integer({ min: 0, max: days }).map((each) => addDays(START, each));

export const PERCENTAGE = fc.integer({ min: 1, max: 100 });

/** A part of an amount in whole đồng, above 0 where the amount is. */
export function share(of: Money, percentage: number): Money {
  return of.times(percentage).div(100).toDecimalPlaces(0, Dec.ROUND_CEIL);
}

/** An amount split by weights into parts above 0; there are fewer parts where it is too small. */
export function split(amount: Money, weights: readonly number[]): Money[] {
  const parts: Money[] = [];
  let left = amount;
  for (const weight of weights.slice(1)) {
    const part = share(left, weight);
    if (part.equals(left)) break;
    parts.push(part);
    left = left.minus(part);
  }
  return [...parts, left];
}

/** Days after `first`, each later than the one before, with a part of the amount on each. */
export function instalmentsAfter(
  first: CalendarDate,
  steps: readonly { readonly days: number; readonly weight: number }[],
  amount: Money,
): ContractedInstalment[] {
  const parts = split(
    amount,
    steps.map((step) => step.weight),
  );
  let dueOn = first;
  return parts.map((principal, index) => {
    const days = steps[index]?.days ?? 0;
    dueOn = addDays(dueOn, index === 0 ? days : days + 1);
    return { dueOn, principal };
  });
}

/** The steps of instalments named one by one. */
export const STEPS = fc.array(
  fc.record({ days: fc.integer({ min: 0, max: 150 }), weight: fc.integer({ min: 1, max: 70 }) }),
  { minLength: 1, maxLength: 4 },
);

export const percent = (max: number): fc.Arbitrary<RatePercent> =>
  fc.integer({ min: 0, max: max * 100 }).map((hundredths) => new Dec(hundredths).div(100));

/** An overdue rate within 150% of an in-term rate, or none (R7). */
export const OVERDUE_SHARE = fc.option(fc.integer({ min: 0, max: 150 }));

export function overduePercent(
  ratePercent: RatePercent,
  overdueShare: number | null,
): RatePercent | null {
  return overdueShare === null ? null : ratePercent.times(overdueShare).div(100);
}

const EVERY = fc.constantFrom('month', 'quarter', 'half_year', 'year');

const PARTS: readonly AllocationPart[] = [
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
];

/** Each part once, in any order; overdue principal may stand anywhere before principal (R9). */
const PART_ORDER: fc.Arbitrary<readonly AllocationPart[]> = fc
  .tuple(
    fc.shuffledSubarray([...PARTS], { minLength: PARTS.length }),
    fc.option(fc.integer({ min: 0, max: 3 })),
  )
  .map(([parts, place]) =>
    place === null
      ? parts
      : parts.toSpliced(Math.min(place, parts.indexOf('principal')), 0, 'overduePrincipal'),
  );

const ORDER: fc.Arbitrary<AllocationOrder> = fc.record(
  { inTerm: PART_ORDER, overdue: PART_ORDER },
  // As JSON is read; the store asks objects for their constructor.
  { noNullPrototype: true },
);

const CHOICES = fc.record({
  kind: fc.constantFrom('equal', 'annuity', 'bullet', 'custom'),
  count: fc.integer({ min: 1, max: 6 }),
  every: EVERY,
  firstDueOn: dayWithin(200),
  roundTo: fc.constantFrom('1', '1000').map((digits) => new Dec(digits)),
  /** An instalment amount given, by how much of the principal it is above the first interest. */
  givenShare: fc.option(PERCENTAGE),
  steps: STEPS,
  interestEvery: fc.option(EVERY),
  interestFirstDueOn: dayWithin(200),
});

type Choices = typeof CHOICES extends fc.Arbitrary<infer T> ? T : never;

type Agreed = Omit<LoanTerms, 'principalSchedule' | 'interestSchedule'>;

function annuity(agreed: Agreed, choices: Choices): LoanTerms {
  const { count, every, firstDueOn, roundTo, givenShare } = choices;
  const kind = 'annuity' as const;
  const schedule = { kind, count, every, firstDueOn, roundTo, instalmentAmount: null };
  const terms = {
    ...agreed,
    principalSchedule: schedule,
    interestSchedule: { every, firstDueOn },
  };
  if (givenShare === null) return terms;
  const interest = firstAnnuityInterest(terms, schedule);
  const instalmentAmount = interest.plus(share(agreed.principal, givenShare));
  return { ...terms, principalSchedule: { ...schedule, instalmentAmount } };
}

function principalSchedule(
  kind: 'equal' | 'bullet' | 'custom',
  { principal }: Agreed,
  choices: Choices,
): PrincipalSchedule {
  const { count, every, firstDueOn, roundTo, steps } = choices;
  if (kind === 'bullet') return { kind, dueOn: firstDueOn };
  if (kind === 'custom') {
    return { kind, instalments: instalmentsAfter(firstDueOn, steps, principal) };
  }
  const isDivisible = principal.greaterThanOrEqualTo(roundTo.times(count));
  return { kind, count, every, firstDueOn, roundTo: isDivisible ? roundTo : new Dec(1) };
}

function contract(agreed: Agreed, choices: Choices): LoanTerms {
  if (choices.kind === 'annuity') return annuity(agreed, choices);
  const { kind, interestEvery, interestFirstDueOn } = choices;
  const interestSchedule: InterestSchedule =
    interestEvery === null
      ? { every: 'maturity' }
      : { every: interestEvery, firstDueOn: interestFirstDueOn };
  return {
    ...agreed,
    principalSchedule: principalSchedule(kind, agreed, choices),
    interestSchedule,
  };
}

/** Contracts of every kind that may be entered (R4, R5, R7, R9). */
export const TERMS: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc
      .oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 10 ** 12 }))
      .map((each) => new Dec(each).plus(12)),
    ratePercent: percent(20),
    overdueShare: OVERDUE_SHARE,
    lateInterestRatePercent: percent(10),
    overdueScope: fc.constantFrom('instalment', 'loan'),
    allocationOrder: fc.option(ORDER),
    choices: CHOICES,
  })
  .map(({ overdueShare, choices, ...agreed }) => {
    const terms = contract(
      {
        ...agreed,
        contractNumber: '01/2023/HĐTD',
        signedOn: START,
        overdueRatePercent: overduePercent(agreed.ratePercent, overdueShare),
      },
      choices,
    );
    checkTerms(terms, DEFAULT_POLICIES);
    return terms;
  });
