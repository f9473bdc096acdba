import { readFileSync } from 'node:fs';
import { allocate, checkAllocation } from '../../../src/domain/loans/allocation.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { interestBetween } from '../../../src/domain/loans/explained/interestListing.ts';
import { money, sum, text, type Money } from '../../../src/domain/primitives/money.ts';
import {
  position,
  type InterestPosition,
  type Position,
} from '../../../src/domain/loans/position.ts';
import { scheduleAt, type Schedule } from '../../../src/domain/loans/explained/schedule.ts';
import {
  rulesWith,
  factsFrom,
  lines,
  parts,
  plain,
  termsFrom,
  type FactJson,
  type TermsJson,
} from '../../support/loans.ts';

/**
 * Answers of two other implementations, which go through every day of a loan one by one and share no
 * code with ours: of the one 120 random loans without decisions but recalls, of the other 100 with
 * every kind of decision mixed. Figures of one kind stand in one line; `why` says what a loan shows.
 */
interface Case {
  readonly name: string;
  readonly why: string;
  readonly holidays: readonly string[];
  readonly terms: TermsJson;
  readonly facts: readonly FactJson[];
  readonly positions: readonly ({ readonly asOf: CalendarDate } & Record<string, string>)[];
  readonly interest: { from: CalendarDate; to: CalendarDate; segments: readonly string[] };
  readonly schedules: readonly ({ readonly asOf: CalendarDate } & Record<string, unknown>)[];
}

const cases = (file: string): Case[] =>
  JSON.parse(readFileSync(new URL(`examples/${file}`, import.meta.url), 'utf8'));

const CASES = [...cases('differential.json'), ...cases('decisions.json')];

const line = (...figures: readonly (Money | CalendarDate | number)[]): string =>
  figures.map((each) => String(plain(each))).join(' ');

function positionLines(at: Position): Record<string, string> {
  const { principal: of } = at;
  const interest = (each: InterestPosition) =>
    line(each.accrued, each.paid, each.waived, each.owed);
  return {
    asOf: at.asOf,
    standing: `${at.standing} ${at.daysPastDue} ${at.oldestUnpaidDueOn ?? '-'} ${at.ownDebtGroup ?? '-'}`,
    principal: line(of.disbursed, of.repaid, of.chargedOff, of.outstanding, of.inTerm, of.overdue),
    inTermInterest: `${interest(at.inTermInterest)} ${text(at.inTermInterest.inArrears)}`,
    overdueInterest: interest(at.overdueInterest),
    lateInterest: interest(at.lateInterest),
    payoff: text(at.payoff),
  };
}

function scheduleLines({ instalments, interestPeriods }: Schedule) {
  return {
    instalments: instalments.map((each) =>
      line(each.number, each.dueOn, each.payableBy, each.principal, each.principalUnpaid),
    ),
    interestPeriods: interestPeriods.map((each) =>
      line(each.number, each.from, each.to, each.payableBy, each.interest, each.interestUnpaid),
    ),
    segments: interestPeriods.flatMap(lines),
  };
}

test('there are 220 loans', () => {
  expect(CASES).toHaveLength(220);
});

describe.each(CASES)('$name: $why', (given) => {
  const terms = termsFrom(given.terms);
  const facts = factsFrom(given.facts);
  const rules = rulesWith(...given.holidays);

  test('the positions are those of the other implementation', () => {
    const ours = given.positions.map(({ asOf }) => position(terms, facts, rules, asOf));
    expect(ours.map(positionLines)).toEqual(given.positions);
    for (const each of ours) expect(each.principal.contracted).toEqual(terms.principal);
  });

  test('the interest of a window is the same line by line, and its lines add up', () => {
    const listing = interestBetween(terms, facts, rules, given.interest);
    expect(lines(listing)).toEqual(given.interest.segments);
    const { inTerm, overdue, late } = listing.totals;
    const total = sum(listing.segments.map((each) => each.interest));
    expect(text(inTerm.plus(overdue).plus(late))).toBe(text(total));
  });

  test('the schedules are the same', () => {
    const ours = given.schedules.map(({ asOf }) => ({
      asOf,
      ...scheduleLines(scheduleAt(terms, facts, rules, asOf)),
    }));
    expect(ours).toEqual(given.schedules);
  });

  test('each receipt is allocated alike, and each stated one is within what is owed', () => {
    for (const [index, fact] of given.facts.entries()) {
      if (fact.type !== 'repayment') continue;
      const before = factsFrom(given.facts.slice(0, index));
      const at = position(terms, before, rules, fact.effectiveOn);
      if (fact.explicit === true) {
        checkAllocation(parts(fact.allocation), at, money(fact.amount));
      } else {
        const allocation = allocate(terms, at, rules.policies, money(fact.amount));
        expect({ index, ...allocation }).toEqual({ index, ...parts(fact.allocation) });
      }
    }
  });
});
