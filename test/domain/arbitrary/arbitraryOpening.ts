import fc from 'fast-check';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import { Dec, ZERO } from '../../../src/domain/primitives/money.ts';
import { checkOpening } from '../../../src/domain/loans/checkOpening.ts';
import { impossibleFacts } from '../../../src/domain/loans/decisions.ts';
import { NO_FACTS, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import type { LoanOpening } from '../../../src/domain/loans/opening.ts';
import { ACT, type Act, type Loan } from './arbitraryActs.ts';
import { frozen, loanBy, printed, RULES } from './arbitraryLoan.ts';
import { dayWithin, instalmentsAfter, PERCENTAGE, share, STEPS, TERMS } from './arbitraryTerms.ts';

// Loans that are taken over with whatever a book may say of them (R33), interest dates or not.

const INTEREST = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 9_000_000 }),
  fc.integer({ min: 1, max: 10 ** 11 }),
);

const CHOICES = fc.record({
  on: dayWithin(260),
  /** By how many days the first unpaid instalment fell due before or after the opening day. */
  firstDue: fc.integer({ min: -90, max: 120 }),
  lent: PERCENTAGE,
  unpaid: fc.nat({ max: 100 }),
  steps: STEPS,
  interestDue: fc.uniqueArray(fc.record({ daysBefore: fc.nat({ max: 60 }), amount: INTEREST }), {
    maxLength: 3,
    selector: (each) => each.daysBefore,
  }),
  interest: fc.tuple(INTEREST, INTEREST, INTEREST),
  credit: fc.option(fc.tuple(INTEREST, INTEREST, INTEREST)),
  restructurings: fc.nat({ max: 3 }),
  interestWaived: fc.boolean(),
  paidBefore: fc.option(fc.nat({ max: 90 })),
});

type Choices = typeof CHOICES extends fc.Arbitrary<infer T> ? T : never;

/** Not before the contract. */
const within = (day: CalendarDate, signedOn: CalendarDate): CalendarDate =>
  day < signedOn ? signedOn : day;

function openingOf({ terms }: Loan, choices: Choices): LoanOpening {
  const { on, firstDue, steps, interest } = choices;
  const { signedOn } = terms;
  const disbursed = share(terms.principal, choices.lent);
  const unpaid = share(disbursed, choices.unpaid);
  const first = within(addDays(on, firstDue), signedOn);
  const [accrued, overdue, late] = interest.map((each) => new Dec(each));
  const [inTermInterest = ZERO, overdueInterest = ZERO, lateInterest = ZERO] =
    choices.credit?.map((each) => new Dec(each)) ?? [];
  return {
    on,
    documentNumber: null,
    disbursed,
    instalments: unpaid.isZero() ? [] : instalmentsAfter(first, steps, unpaid),
    interestDue: choices.interestDue
      .filter(({ daysBefore, amount }) => amount > 0 && addDays(on, -daysBefore) >= signedOn)
      .map(({ daysBefore, amount }) => ({
        dueOn: addDays(on, -daysBefore),
        amount: new Dec(amount),
      }))
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
    accruedInterest: accrued ?? new Dec(0),
    overdueInterest: overdue ?? new Dec(0),
    lateInterest: late ?? new Dec(0),
    ...(choices.credit !== null && { credit: { inTermInterest, overdueInterest, lateInterest } }),
    restructurings: choices.restructurings,
    interestWaived: choices.interestWaived,
    lastPaymentOn:
      choices.paidBefore === null ? null : within(addDays(on, -choices.paidBefore), signedOn),
    lastConfirmedOn: null,
  };
}

/** The opening, without accrued interest where no interest date is to come. */
function taken(loan: Loan, choices: Choices): LoanOpening {
  const opening = openingOf(loan, choices);
  try {
    checkOpening(loan.terms, opening, loan.rules);
    return opening;
  } catch (error) {
    const isDueAlready =
      error instanceof DomainError && error.code === 'opening-interest-due-already';
    if (!isDueAlready) throw error;
    return { ...opening, accruedInterest: new Dec(0) };
  }
}

/** Acts that leave nothing impossible: no money of before the opening. */
function entered(loan: Loan, acts: readonly Act[]): Loan {
  let facts: LoanFacts = loan.facts;
  for (const act of acts) {
    const next = { ...facts, ...act({ ...loan, facts }) };
    if (impossibleFacts(loan.terms, next).length === 0) facts = next;
  }
  return { ...loan, facts };
}

/** A loan of some rules that was taken over, with facts that they allow after that day, and decisions of before. */
const openedLoanBy = (rules: FundRules): fc.Arbitrary<Loan> =>
  fc
    .record({ terms: TERMS, choices: CHOICES, acts: fc.array(ACT, { maxLength: 14, size: 'max' }) })
    .map(({ terms, choices, acts }) => {
      const opening = taken({ terms, facts: NO_FACTS, rules }, choices);
      const facts: LoanFacts = { ...NO_FACTS, opening };
      const loan = entered({ terms, facts, rules }, acts);
      return { ...frozen(loan), [fc.toStringMethod]: () => printed(loan) };
    });

export const OPENED_LOAN: fc.Arbitrary<Loan> = RULES.chain(openedLoanBy);

/** A loan of some rules with its whole history, or one that was taken over. */
export const anyLoanBy = (rules: FundRules): fc.Arbitrary<Loan> =>
  fc.oneof(loanBy(rules), openedLoanBy(rules));

export const ANY_LOAN: fc.Arbitrary<Loan> = RULES.chain(anyLoanBy);
