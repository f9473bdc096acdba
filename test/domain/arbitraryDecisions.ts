import fc from 'fast-check';
import { addDays } from '../../src/domain/dates.ts';
import { outstandingAt, type InterestComponent, type LoanFacts } from '../../src/domain/facts.ts';
import { Dec, min, positive } from '../../src/domain/money.ts';
import { deadlineInForce } from '../../src/domain/plan.ts';
import { position } from '../../src/domain/position.ts';
import { LOAN, START, type Loan } from './arbitraryLoan.ts';

const dayWithin = (days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(START, n));
const COMPONENT = fc.constantFrom<InterestComponent>(
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
);

const RATE_CHANGE = fc.record({
  effectiveOn: dayWithin(600),
  ratePercent: fc.integer({ min: 0, max: 2000 }).map((each) => new Dec(each).div(100)),
  overdueRatePercent: fc.option(fc.integer({ min: 0, max: 30 }).map((each) => new Dec(each))),
});
const FREEZE = fc.record({
  from: dayWithin(600),
  days: fc.option(fc.integer({ min: 1, max: 90 })),
});
const RESTRUCTURING = fc.record({
  decidedOn: dayWithin(500),
  days: fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 3 }),
});
const WAIVER = fc.record({
  effectiveOn: dayWithin(600),
  component: COMPONENT,
  percentage: fc.integer({ min: 1, max: 100 }),
});

const DECISIONS = fc.record({
  rateChanges: fc.uniqueArray(RATE_CHANGE, { selector: (each) => each.effectiveOn, maxLength: 2 }),
  freezes: fc.array(FREEZE, { maxLength: 2 }),
  restructurings: fc.uniqueArray(RESTRUCTURING, {
    selector: (each) => each.decidedOn,
    maxLength: 2,
  }),
  waivers: fc.array(WAIVER, { maxLength: 3 }),
  chargeOffOn: fc.option(dayWithin(600)),
});

/** With a restructuring into equal parts where R14 a allows it; a last tranche finds one due later. */
function restructured(
  facts: LoanFacts,
  { decidedOn, days }: { decidedOn: Loan['terms']['signedOn']; days: readonly number[] },
): LoanFacts {
  const unpaid = outstandingAt(facts, decidedOn);
  const isRefused =
    facts.restructurings.some((each) => each.decidedOn === decidedOn) ||
    facts.disbursements.some((each) => each.effectiveOn > decidedOn) ||
    facts.recalls.some((each) => each.decidedOn > decidedOn) ||
    deadlineInForce(facts.recalls, decidedOn) !== null ||
    unpaid.lessThan(days.length);
  if (isRefused) return facts;
  const each = unpaid.div(days.length).toDecimalPlaces(0, Dec.ROUND_FLOOR);
  const instalments = days
    .toSorted((a, b) => a - b)
    .map((day, index) => ({
      dueOn: addDays(decidedOn, day),
      principal: index === 0 ? unpaid.minus(each.times(days.length - 1)) : each,
    }));
  const decision = { kind: 'extension' as const, decidedOn, instalments };
  return { ...facts, restructurings: [...facts.restructurings, decision] };
}

/** A loan of `LOAN` with decisions of the kinds that need no other fact, as far as R14 allows them. */
export const DECIDED_LOAN: fc.Arbitrary<Loan> = fc
  .tuple(LOAN, DECISIONS)
  .map(([{ terms, calendar, facts: before }, decisions]) => {
    let facts: LoanFacts = {
      ...before,
      rateChanges: [
        ...before.rateChanges,
        ...decisions.rateChanges.filter(
          ({ effectiveOn }) => !before.rateChanges.some((each) => each.effectiveOn === effectiveOn),
        ),
      ],
      freezes: [
        ...before.freezes,
        ...decisions.freezes.map(({ from, days }) => ({
          from,
          to: days === null ? null : addDays(from, days),
        })),
      ],
    };
    for (const decision of decisions.restructurings) facts = restructured(facts, decision);
    const { chargeOffOn } = decisions;
    const canChargeOff =
      chargeOffOn !== null &&
      facts.chargeOffs.length === 0 &&
      !facts.disbursements.some((each) => each.effectiveOn > chargeOffOn) &&
      !outstandingAt(facts, chargeOffOn).isZero();
    if (canChargeOff) facts = { ...facts, chargeOffs: [{ effectiveOn: chargeOffOn }] };
    for (const { effectiveOn, component, percentage } of decisions.waivers) {
      const { owed } = position(terms, facts, calendar, effectiveOn)[component];
      const amount = positive(owed).times(percentage).div(100).toDecimalPlaces(0, Dec.ROUND_CEIL);
      if (amount.isZero()) continue;
      const waiver = { effectiveOn, component, amount: min(amount, owed) };
      facts = { ...facts, waivers: [...facts.waivers, waiver] };
    }
    return { terms, calendar, facts };
  });
