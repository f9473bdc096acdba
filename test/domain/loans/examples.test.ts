import { readFileSync } from 'node:fs';
import { allocate, checkAllocation } from '../../../src/domain/loans/allocation.ts';
import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import { money } from '../../../src/domain/primitives/money.ts';
import { position, type Position } from '../../../src/domain/loans/position.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  rulesWith,
  factsFrom,
  parts,
  plain,
  termsFrom,
  type FactJson,
  type TermsJson,
} from '../../support/loans.ts';

/** The examples that came with the rules. */
interface Example {
  readonly name: string;
  readonly why: string;
  readonly holidays: readonly string[];
  readonly terms: TermsJson;
  readonly facts: readonly FactJson[];
  readonly positions: readonly { asOf: CalendarDate; ownDebtGroup: number; debtGroup: number }[];
  readonly interest?: { from: CalendarDate; to: CalendarDate; segments: unknown; totals: unknown };
}

function examples(file: string): Example[] {
  return JSON.parse(readFileSync(new URL(`examples/${file}`, import.meta.url), 'utf8'));
}

const WORKED = examples('worked.json');

const RANDOM = examples('random.json');

function loan(example: Example) {
  return {
    terms: termsFrom(example.terms),
    facts: factsFrom(example.facts),
    rules: rulesWith(...example.holidays),
  };
}

/** A position as the examples have it: none of them is of a time with policies of charge-offs (R40). */
function asAnswered({ chargedOffOn, writtenOffOn, principal, ...at }: Position) {
  expect(chargedOffOn === null || chargedOffOn <= at.asOf).toBe(true);
  const { recoveredAsIncome, ...amounts } = principal;
  expect([writtenOffOn, plain(recoveredAsIncome)]).toEqual([null, '0']);
  return { ...at, principal: amounts };
}

test('there are 75 examples with 353 positions', () => {
  const all = [...WORKED, ...RANDOM];
  expect(all).toHaveLength(75);
  expect(all.flatMap((each) => each.positions)).toHaveLength(353);
});

describe.each([...WORKED, ...RANDOM])('example $name: $why', (example) => {
  const { terms, facts, rules } = loan(example);

  test.each(example.positions)('the position on $asOf', (expected) => {
    const at = position(terms, facts, rules, expected.asOf);
    // A sole loan of its borrower: R16 gives it the group of its own.
    expect({ ...(plain(asAnswered(at)) as object), debtGroup: at.ownDebtGroup }).toEqual(expected);
  });

  if (example.interest !== undefined) {
    const { from, to, ...expected } = example.interest;
    test(`the interest from ${from} to ${to}`, () => {
      expect(plain(interestBetween(terms, facts, rules, { from, to }))).toEqual(expected);
    });
  }
});

/** Each receipt with the facts that had been entered before it. */
const RECEIPTS = RANDOM.flatMap((example) =>
  example.facts.flatMap((fact, index) => {
    if (fact.type !== 'repayment') return [];
    const { terms, rules } = loan(example);
    const before = factsFrom(example.facts.slice(0, index));
    const at = position(terms, before, rules, fact.effectiveOn);
    return [{ name: `${example.name}, fact ${index}`, terms, rules, at, fact }];
  }),
);

describe('receipts of the random examples', () => {
  test.each(RECEIPTS.filter(({ fact }) => fact.explicit !== true))(
    '$name is allocated by the order in force (R9)',
    ({ terms, rules, at, fact }) => {
      expect(plain(allocate(terms, at, rules.policies, money(fact.amount)))).toEqual(
        fact.allocation,
      );
    },
  );

  test.each(RECEIPTS.filter(({ fact }) => fact.explicit === true))(
    '$name is within what is owed (R10)',
    ({ at, fact }) => {
      expect(() => checkAllocation(parts(fact.allocation), at, money(fact.amount))).not.toThrow();
    },
  );
});
