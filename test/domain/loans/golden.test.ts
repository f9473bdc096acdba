import { readdirSync, readFileSync } from 'node:fs';
import type { Segment } from '../../../src/domain/loans/accrual.ts';
import { allocate, checkAllocation } from '../../../src/domain/loans/allocation.ts';
import type { FundRules } from '../../../src/domain/policies/fundRules.ts';
import { checkTerms } from '../../../src/domain/loans/checkTerms.ts';
import type { CalendarDate } from '../../../src/domain/primitives/dates.ts';
import {
  checkChargeOff,
  checkFreeze,
  checkRateChange,
  checkRecall,
  checkRestructuring,
  checkWaiver,
  impossibleFacts,
  judgeOverride,
} from '../../../src/domain/loans/decisions.ts';
import { NO_ALLOCATION, type Allocation, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { awardLeft } from '../../../src/domain/court/caseSums.ts';
import {
  interestBetween,
  type InterestListing,
} from '../../../src/domain/loans/explained/interestListing.ts';
import { Dec, money, sum, text, type Money } from '../../../src/domain/primitives/money.ts';
import { position, type Position } from '../../../src/domain/loans/position.ts';
import { scheduleAt, type Schedule } from '../../../src/domain/loans/explained/schedule.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import { stageOf } from '../../support/smallFund.ts';
import { goldenCase, type Claim } from '../../support/goldenCase.ts';
import {
  rulesWith,
  factsFrom,
  on,
  parts,
  refusal,
  termsFrom,
  type FactJson,
} from '../../support/loans.ts';

// Cases that an accountant can read and check with a pocket calculator: test/golden/README.md.

const FOLDER = new URL('../../golden/', import.meta.url);

const CASES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .toSorted()
  .map((file) => ({ file, ...goldenCase(file, readFileSync(new URL(file, FOLDER), 'utf8')) }));

// What the domain says, written as the cases write it: so a difference is read line against line.

const CLASS_WORDS = { in_term: 'in-term', overdue: 'overdue', late: 'late' } as const;

interface Loan {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly rules: FundRules;
  readonly award: (typeof CASES)[number]['award'];
}

/** What the settlement recognises and was not received through the case up to a day (R39). */
function leftOn({ facts, award }: Loan, day: CalendarDate): Allocation {
  if (award === null) return NO_ALLOCATION;
  const { recognisedOn, amounts } = award;
  const stage = stageOf('settlement_recognised', recognisedOn, { amounts: parts(amounts) });
  const receipts = facts.repayments.filter((each) => each.litigationCaseId === 'case');
  return awardLeft({ claim: NO_ALLOCATION, stages: [stage], receipts }, day);
}

function number(digits: string): Dec {
  return new Dec(digits.replaceAll(',', ''));
}

function written(amount: Money): string {
  return text(amount).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Names and amounts, those of 0 left out; nothing where all are. */
function row(head: string, amounts: Readonly<Record<string, Money>>): string[] {
  const named = Object.entries(amounts)
    .filter(([, amount]) => !amount.isZero())
    .map(([name, amount]) => `${name} ${written(amount)}`);
  return named.length === 0 ? [] : [[head, ...named].join(' ')];
}

function writtenStanding(at: Position): string {
  return [
    `${at.asOf} ${at.standing}`,
    ...(at.daysPastDue === 0 ? [] : [`past-due ${at.daysPastDue}`]),
    ...(at.oldestUnpaidDueOn === null ? [] : [`oldest ${at.oldestUnpaidDueOn}`]),
    ...(at.ownDebtGroup === null ? [] : [`group ${at.ownDebtGroup}`]),
  ].join(' ');
}

function writtenPosition(at: Position): string[] {
  const { disbursed, repaid, chargedOff, recoveredAsIncome, outstanding } = at.principal;
  const { inTerm, overdue } = at.principal;
  const { inArrears, ...inTermInterest } = at.inTermInterest;
  const ofPrincipal = { 'in-term': inTerm, overdue };
  return [
    `position ${writtenStanding(at)} payoff ${written(at.payoff)}`,
    ...row('principal', {
      disbursed,
      repaid,
      'charged-off': chargedOff,
      'as-income': recoveredAsIncome,
      outstanding,
      ...ofPrincipal,
    }),
    ...row('in-term', { ...inTermInterest, arrears: inArrears }),
    ...row('overdue', { ...at.overdueInterest }),
    ...row('late', { ...at.lateInterest }),
  ];
}

function writtenLeft(asOf: CalendarDate, left: Allocation): string[] {
  const { principal, inTermInterest, overdueInterest: overdue, lateInterest: late } = left;
  const head = `left ${asOf}`;
  const named = row(head, { principal, 'in-term': inTermInterest, overdue, late });
  return named.length === 0 ? [head] : named;
}

function writtenSchedule({ instalments, interestPeriods }: Schedule): string[] {
  const instalmentRows = instalments.map((each) => {
    const amounts = `${written(each.principal)} ${written(each.principalUnpaid)}`;
    return `instalment ${each.dueOn} ${each.payableBy} ${amounts}`;
  });
  const periodRows = interestPeriods.map((each) => {
    const amounts = `${written(each.interest)} ${written(each.interestUnpaid)}`;
    return `period ${each.from} ${each.to} ${each.payableBy} ${amounts}`;
  });
  return [...instalmentRows, ...periodRows];
}

function writtenLine(each: Segment): string {
  const days = `${each.from} ${each.to} ${each.days}`;
  const amounts = `${text(each.ratePercent)} ${written(each.interest)}`;
  return `${CLASS_WORDS[each.class]} ${written(each.balance)} ${days} ${amounts}`;
}

function writtenLines({ segments, totals }: InterestListing): string[] {
  const { inTerm, overdue, late } = totals;
  return [...segments.map(writtenLine), ...row('total', { 'in-term': inTerm, overdue, late })];
}

/** What the domain says where the case claims something, from the facts above the claim. */
function answer({ kind, lines: [head, ...rows] }: Claim, loan: Loan): string[] {
  const { terms, facts, rules } = loan;
  const [, first = '', second = ''] = head.split(' ');
  const asOf = on(first);
  switch (kind) {
    case 'standing':
      return [`standing ${writtenStanding(position(terms, facts, rules, asOf))}`];
    case 'position':
      return writtenPosition(position(terms, facts, rules, asOf));
    case 'left':
      return writtenLeft(asOf, leftOn(loan, asOf));
    case 'schedule': {
      // A case that names only instalments says nothing about the interest periods.
      const named = new Set(rows.map((each) => each.split(' ')[0]));
      const all = writtenSchedule(scheduleAt(terms, facts, rules, asOf));
      return [`schedule ${asOf}`, ...all.filter((each) => named.has(each.split(' ')[0]))];
    }
    case 'lines': {
      const window = { from: asOf, to: on(second) };
      return [head, ...writtenLines(interestBetween(terms, facts, rules, window))];
    }
  }
}

/** Enters a fact after those above it: what the rules refuse is thrown (R9, R10, R11, R14, R16). */
function enter(fact: FactJson, loan: Loan): void {
  const { terms, facts, rules } = loan;
  const { policies } = rules;
  const at = (day: CalendarDate): Position => position(terms, facts, rules, day);
  if (fact.type === 'repayment') {
    const before = at(fact.effectiveOn);
    const amount = money(fact.amount);
    const expected = parts(fact.allocation);
    if (fact.explicit) checkAllocation(expected, before, amount);
    else {
      const left = fact.throughCase ? leftOn(loan, fact.effectiveOn) : NO_ALLOCATION;
      const allocated = allocate(terms, before, policies, amount, left);
      expect(row('receipt', { ...allocated })).toEqual(row('receipt', { ...expected }));
    }
    return;
  }
  // These name facts above them, which are looked at with the others once they are entered.
  if ('of' in fact) return;
  const added = factsFrom([fact]);
  for (const each of added.recalls) checkRecall(facts, each);
  for (const each of added.restructurings) checkRestructuring(terms, facts, each);
  for (const each of added.rateChanges) checkRateChange(facts, each, policies);
  for (const each of added.freezes) checkFreeze(each);
  for (const each of added.waivers) checkWaiver(each, at(each.effectiveOn));
  for (const each of added.chargeOffs) checkChargeOff(facts, each);
  for (const { group, effectiveOn, change } of added.debtGroupOverrides) {
    const by = { group, reason: 'by hand', decisionNumber: 'by hand' };
    expect(judgeOverride(by, at(effectiveOn), policies)).toBe(change);
  }
}

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;

/** A chain of + − × / with what it comes to, and after an arrow that rounded to whole đồng. */
const FORMULA = new RegExp(
  `(${NUMBER}(?: [+−×/] ${NUMBER})+) = (${NUMBER})(?: → (${NUMBER}))?`,
  'g',
);

/** What a chain comes to: products and quotients first, then sums and differences. */
function calculated(chain: string): Dec {
  return sum(
    chain.split(/ (?=[+−] )/).map((term) => {
      const [first = '', ...rest] = term.replace(/^[+−] /, '').split(' ');
      const factors = rest.filter((_, index) => index % 2 === 1);
      const product = factors.reduce(
        (value, factor, index) =>
          rest[index * 2] === '×' ? value.times(number(factor)) : value.div(number(factor)),
        number(first),
      );
      return term.startsWith('−') ? product.negated() : product;
    }),
  );
}

/** The formulas of an explanation that do not come to what stands there. */
function wrongFormulas(explanation: readonly string[]): string[] {
  return explanation
    .flatMap((line) => [...line.matchAll(FORMULA)])
    .filter(([, chain = '', result = '', rounded]) => {
      const value = calculated(chain);
      if (rounded === undefined) return !value.equals(number(result));
      const decimals = result.split('.')[1]?.length ?? 0;
      return !(
        value.toDecimalPlaces(decimals, Dec.ROUND_HALF_UP).equals(number(result)) &&
        value.toDecimalPlaces(0, Dec.ROUND_HALF_UP).equals(number(rounded))
      );
    })
    .map(([formula]) => formula);
}

test('there are at least 45 cases', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(45);
});

describe.each(CASES)(
  '$file: $title',
  ({ rules: named, explanation, holidays, award, steps, ...contract }) => {
    const terms = termsFrom(contract.terms);
    const rules = rulesWith(...holidays);

    test('names its rules, explains its figures, and is a contract that can be entered', () => {
      for (const rule of named) expect(rule).toMatch(/^R([1-9]|[123]\d|4[0-2])$/);
      expect(explanation.join('')).not.toBe('');
      expect(steps.some((step) => 'claim' in step)).toBe(true);
      expect(wrongFormulas(explanation)).toEqual([]);
      expect(() => checkTerms(terms, rules.policies)).not.toThrow();
    });

    test.each(steps)('line $line', (step) => {
      const above = steps.flatMap((each) =>
        'fact' in each && each.refusedWith === undefined && each.line < step.line
          ? [each.fact]
          : [],
      );
      const loan = { terms, facts: factsFrom(above), rules, award };
      if ('claim' in step) expect(answer(step.claim, loan)).toEqual(step.claim.lines);
      else if (step.refusedWith === undefined) {
        enter(step.fact, loan);
        expect(impossibleFacts(terms, factsFrom([...above, step.fact]))).toEqual([]);
      } else expect(refusal(() => enter(step.fact, loan)).code).toBe(step.refusedWith);
    });
  },
);

describe('a case with a line that is not understood is refused', () => {
  const CASE = [
    'title A loan',
    'rules R4',
    'contract 2022-12-20 100,000,000',
    'rate 7.3',
    'principal bullet 2023-03-02',
    'interest at maturity',
  ];
  const read = (...more: string[]) => goldenCase('a.txt', [...CASE, ...more].join('\n'));

  test('and read without it', () => {
    expect(read('2023-01-02 disbursement 100,000,000 ; lent').steps).toHaveLength(1);
  });

  test.each([
    ['an unknown word', '2023-01-02 loan 100,000,000'],
    ['an unknown word at the end', '2023-01-02 disbursement 100,000,000 cash'],
    ['an unknown component', '2023-03-02 receipt 100 stated fee 100'],
    ['an amount without its commas', '2023-01-02 disbursement 100000000'],
    [
      'a row that belongs to nothing',
      '2023-01-02 disbursement 100,000,000\n  2023-03-02 100,000,000',
    ],
    ['a name that stands nowhere', 'reversal of (PT01)'],
    ['a name given twice', '2023-02-01 freeze (F1)\n2023-03-01 freeze (F1)'],
    ['a line of the contract given twice', 'rate 7.3'],
    ['a claim of an unknown kind', 'balance 2023-03-02 100,000,000'],
  ])('%s', (_what, line) => {
    expect(() => read(line)).toThrow(/^a\.txt, line [78]: not understood: /);
  });

  test('a date that does not exist', () => {
    expect(() => read('2023-02-30 charge-off')).toThrow('not a calendar date: 2023-02-30');
  });

  test('a contract without its rate', () => {
    const lines = CASE.filter((line) => !line.startsWith('rate'));
    expect(() => goldenCase('a.txt', lines.join('\n'))).toThrow('a.txt: no ratePercent');
  });
});

describe('a formula of an explanation', () => {
  test.each([
    '100,000,000 × 7.3 × 59 / 36500 = 1,180,000',
    '200,000,000 × 6.6 × 92 / 36500 = 3,327,123.29 → 3,327,123',
    '100,002,500 × 7.3 × 1 / 36500 = 20,000.5 → 20,001',
    '59 × 20,000 + 11 × 10,000 − 1,180,000 = 110,000',
  ])('%s is right', (formula) => {
    expect(wrongFormulas([`so ${formula}, and so on`])).toEqual([]);
  });

  test.each([
    '100,000,000 × 7.3 × 59 / 36500 = 1,180,001',
    '200,000,000 × 6.6 × 92 / 36500 = 3,327,123.29',
    '200,000,000 × 6.6 × 92 / 36500 = 3,327,123.28 → 3,327,123',
    '100,002,500 × 7.3 × 1 / 36500 = 20,000.5 → 20,000',
    '59 × 20,000 − 11 × 10,000 = 1,290,000',
  ])('%s is wrong', (formula) => {
    expect(wrongFormulas([formula])).toEqual([formula]);
  });
});
