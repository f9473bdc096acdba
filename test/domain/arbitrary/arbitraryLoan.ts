import fc from 'fast-check';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { NO_FACTS, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { Dec } from '../../../src/domain/primitives/money.ts';
import type { Policies } from '../../../src/domain/policies/policies.ts';
import { plain } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { ACT, disbursement, type Act, type Loan } from './arbitraryActs.ts';
import { dayWithin, START, TERMS } from './arbitraryTerms.ts';

export { START, type Loan };

/**
 * How often a law is tried: 50 times, or what `FUZZ_RUNS` says; a law that takes long, a share of
 * that.
 */
export function runs(oneIn = 1): { numRuns: number } {
  return { numRuns: Math.ceil(Number(process.env['FUZZ_RUNS'] ?? 50) / oneIn) };
}

/** The policies of the law, with another cap on overdue rates from a day on (R7). */
const POLICIES: fc.Arbitrary<Policies> = fc
  .option(fc.record({ effectiveOn: dayWithin(500), cap: fc.integer({ min: 100, max: 200 }) }), {
    freq: 2,
  })
  .map((changed) =>
    changed === null
      ? DEFAULT_POLICIES
      : {
          ...DEFAULT_POLICIES,
          overdueRateSharePercent: [
            ...DEFAULT_POLICIES.overdueRateSharePercent,
            {
              effectiveOn: changed.effectiveOn,
              endsOn: null,
              sourceDocument: 'R1',
              value: new Dec(changed.cap),
            },
          ],
        },
  );

export const RULES: fc.Arbitrary<FundRules> = fc
  .record({
    holidays: fc.uniqueArray(dayWithin(700), { maxLength: 20 }),
    workingDays: fc.uniqueArray(dayWithin(700), { maxLength: 20 }),
    policies: POLICIES,
  })
  .map(({ holidays, workingDays, policies }) => ({
    holidays: new Set(holidays),
    workingDays: new Set(workingDays),
    policies,
  }));

/** What is never to be written to: whoever changes a fact it was given throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Dec.isDecimal(value)) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}

/** The facts as they are entered one after the other, back-dated or not. */
function enteredOn(loan: Loan, acts: readonly Act[]): Loan {
  let entered = loan;
  for (const act of acts) entered = { ...entered, facts: { ...entered.facts, ...act(entered) } };
  return entered;
}

/** A counterexample as JSON, from which it can be built again. */
export function printed({ terms, facts, rules }: Loan): string {
  const { holidays, policies } = rules;
  const { overdueRateSharePercent } = policies;
  return JSON.stringify(plain({ terms, facts, holidays: [...holidays], overdueRateSharePercent }));
}

/** A loan of some rules with facts that they allow, decisions of every kind among them. */
export const loanBy = (rules: FundRules): fc.Arbitrary<Loan> =>
  fc
    .record({
      terms: TERMS,
      opening: disbursement(dayWithin(10), fc.integer({ min: 20, max: 100 })),
      acts: fc.array(ACT, { maxLength: 14, size: 'max' }),
    })
    .map(({ terms, opening, acts }) => {
      const loan = enteredOn({ terms, facts: NO_FACTS, rules }, [opening, ...acts]);
      return { ...frozen(loan), [fc.toStringMethod]: () => printed(loan) };
    });

export const LOAN: fc.Arbitrary<Loan> = RULES.chain(loanBy);

/** A day in the life of such a loan, also before and after it. */
export const DAY: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: -3, max: 700 })
  .map((days) => addDays(START, days));

/** The same facts, entered in another order. */
export function anyOrder(facts: LoanFacts): fc.Arbitrary<LoanFacts> {
  const shuffled = <T>(items: readonly T[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length });
  return fc.record({
    opening: fc.constant(facts.opening),
    disbursements: shuffled(facts.disbursements),
    repayments: shuffled(facts.repayments),
    recalls: shuffled(facts.recalls),
    restructurings: shuffled(facts.restructurings),
    rateChanges: shuffled(facts.rateChanges),
    freezes: shuffled(facts.freezes),
    waivers: shuffled(facts.waivers),
    chargeOffs: shuffled(facts.chargeOffs),
    writeOffs: shuffled(facts.writeOffs),
    debtGroupOverrides: shuffled(facts.debtGroupOverrides),
  });
}

/** The days on which facts may change a loan's balances or its plan; freezes change neither. */
export function eventfulDays(facts: LoanFacts): readonly (CalendarDate | null)[] {
  const { disbursements, repayments, rateChanges, waivers, chargeOffs } = facts;
  return [
    ...(facts.opening === null ? [] : [facts.opening.on]),
    ...[disbursements, repayments, rateChanges, waivers, chargeOffs].flatMap((list) =>
      list.map((each) => each.effectiveOn),
    ),
    ...facts.recalls.flatMap((each) => [each.decidedOn, each.withdrawnOn]),
    ...facts.restructurings.map((each) => each.decidedOn),
  ];
}
