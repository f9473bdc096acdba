import fc from 'fast-check';
import { addDays } from '../../../../src/domain/primitives/dates.ts';
import type { LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { interestBetween } from '../../../../src/domain/loans/explained/interestListing.ts';
import { rate, sum, text } from '../../../../src/domain/primitives/money.ts';
import { position } from '../../../../src/domain/loans/position.ts';
import { Rates } from '../../../../src/domain/loans/rates.ts';
import {
  bulletLoan,
  disbursed,
  factsOf,
  HALVES,
  lent,
  lines,
  loanOf,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  vnd,
} from '../../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../../support/policies.ts';
import { DAY, START } from '../../arbitrary/arbitraryLoan.ts';
import { ANY_LOAN } from '../../arbitrary/arbitraryOpening.ts';

function listing(from: string, to: string, facts: LoanFacts = lent(), terms = HALVES) {
  return interestBetween(terms, facts, NO_HOLIDAYS, { from: on(from), to: on(to) });
}

describe('the interest of a window (R3)', () => {
  test('is listed by class, then by date, and its lines add up', () => {
    const facts = lent({ repayments: [paid('2023-03-07', { inTermInterest: '200_000' })] });
    const window = listing('2023-03-01', '2023-03-12', facts);
    expect(lines(window)).toEqual([
      'in_term 100000000 2023-03-01 2023-03-02 1 7.3 20000',
      'in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000',
      'overdue 50000000 2023-03-02 2023-03-12 10 10.95 150000',
      'late 1200000 2023-03-02 2023-03-07 5 3.65 600',
      'late 1000000 2023-03-07 2023-03-12 5 3.65 500',
    ]);
    expect(plain(window.totals)).toEqual({ inTerm: '120000', overdue: '150000', late: '1100' });
  });

  test('a payment of overdue principal splits the overdue line only', () => {
    const facts = lent({ repayments: [paid('2023-03-07', { principal: '20_000_000' })] });
    // 30,000,000 × 10.95 / 36500 = 9,000 a day
    expect(lines(listing('2023-03-02', '2023-03-12', facts)).slice(0, 3)).toEqual([
      'in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000',
      'overdue 50000000 2023-03-02 2023-03-07 5 10.95 75000',
      'overdue 30000000 2023-03-07 2023-03-12 5 10.95 45000',
    ]);
  });

  test('a payment of principal in term splits the in-term line', () => {
    const facts = lent({ repayments: [paid('2023-02-01', { principal: '10_000_000' })] });
    // 90,000,000: 18,000 a day
    expect(lines(listing('2023-01-01', '2023-02-11', facts))).toEqual([
      'in_term 100000000 2023-01-01 2023-02-01 31 7.3 620000',
      'in_term 90000000 2023-02-01 2023-02-11 10 7.3 180000',
    ]);
  });

  test('a payment and a disbursement of the same amount on a day split nothing', () => {
    const facts = factsOf({
      disbursements: [disbursed('2023-01-01', '50_000_000'), disbursed('2023-01-11', '50_000_000')],
      repayments: [paid('2023-01-11', { principal: '50_000_000' })],
    });
    expect(lines(listing('2023-01-01', '2023-01-21', facts))).toEqual([
      'in_term 50000000 2023-01-01 2023-01-21 20 7.3 200000',
    ]);
  });

  test('every class is split where an interest period ends', () => {
    const window = listing('2023-06-01', '2023-06-04');
    // late: 120 a day on 1,200,000, then on 1,200,000 + 920,000
    expect(lines(window)).toEqual([
      'in_term 50000000 2023-06-01 2023-06-02 1 7.3 10000',
      'overdue 50000000 2023-06-01 2023-06-02 1 10.95 15000',
      'overdue 100000000 2023-06-02 2023-06-04 2 10.95 60000',
      'late 1200000 2023-06-01 2023-06-02 1 3.65 120',
      'late 2120000 2023-06-02 2023-06-04 2 3.65 424',
    ]);
  });

  test('an overdue balance that stays the same is split there too', () => {
    const interestSchedule = { every: 'month', firstDueOn: on('2023-02-01') } as const;
    const terms = { ...HALVES, lateInterestRatePercent: rate('0'), interestSchedule };
    const overdue = lines(listing('2023-03-25', '2023-04-08', lent(), terms)).filter((each) =>
      each.startsWith('overdue'),
    );
    expect(overdue).toEqual([
      'overdue 50000000 2023-03-25 2023-04-01 7 10.95 105000',
      'overdue 50000000 2023-04-01 2023-04-08 7 10.95 105000',
    ]);
  });

  test('a line is rounded once: two windows may give one đồng more than the whole', () => {
    // 18,250 at 1%: 0.5 a day. One day: 1; two days in one line: 1; in two windows: 2
    const terms = bulletLoan('2023-12-25', { ratePercent: rate('1') });
    const facts = factsOf({ disbursements: [disbursed('2023-01-01', '18_250')] });
    const inTerm = (from: string, to: string) =>
      text(listing(from, to, facts, terms).totals.inTerm);
    expect(inTerm('2023-01-01', '2023-01-03')).toBe('1');
    expect(inTerm('2023-01-01', '2023-01-02')).toBe('1');
    expect(inTerm('2023-01-02', '2023-01-03')).toBe('1');
  });

  test('before the disbursement, and after everything is paid, is nothing', () => {
    expect(lines(listing('2022-01-01', '2023-01-01'))).toEqual([]);
    expect(lines(listing('2022-01-01', '2022-06-01', factsOf({})))).toEqual([]);
    const facts = lent({ repayments: [paid('2023-01-11', { principal: '100_000_000' })] });
    expect(lines(listing('2023-01-11', '2023-02-11', facts))).toEqual([]);
  });

  test('begins on the disbursement day and leaves the last day out', () => {
    expect(lines(listing('2022-06-01', '2023-01-02'))).toEqual([
      'in_term 100000000 2023-01-01 2023-01-02 1 7.3 20000',
    ]);
    expect(lines(listing('2023-01-05', '2023-01-05'))).toEqual([]);
  });

  test('is the same whatever is entered after its end', () => {
    const later = lent({ repayments: [paid('2023-02-11', { principal: '50_000_000' })] });
    expect(lines(listing('2023-01-01', '2023-02-11', later))).toEqual(
      lines(listing('2023-01-01', '2023-02-11')),
    );
  });
});

describe('the interest of a window with decisions (R3, R14)', () => {
  const DECIDED = lent({
    rateChanges: [
      { effectiveOn: on('2023-03-05'), ratePercent: rate('3.65'), overdueRatePercent: null },
    ],
    freezes: [{ from: on('2023-03-08'), to: on('2023-03-11') }],
    waivers: [
      { effectiveOn: on('2023-03-13'), component: 'inTermInterest', amount: vnd('200_000') },
    ],
    restructurings: [
      {
        kind: 'reschedule',
        decidedOn: on('2023-03-15'),
        instalments: [{ dueOn: on('2023-06-02'), principal: vnd('100_000_000') }],
      },
    ],
    chargeOffs: [{ effectiveOn: on('2023-03-20') }],
  });

  test('ends a line where each of them changes balance or rate, and adds up', () => {
    // Half overdue from 2/3: 10,000 and 15,000 a day, from 5/3 half of that (5.475 = 150% of 3.65);
    // nothing from 8/3 to 11/3; all in term from 15/3; nothing from 20/3. Late interest on the
    // 1,200,000 due on 2/3, from 13/3 on 1,000,000 of it.
    const window = listing('2023-03-01', '2023-04-01', DECIDED);
    expect(lines(window)).toEqual([
      'in_term 100000000 2023-03-01 2023-03-02 1 7.3 20000',
      'in_term 50000000 2023-03-02 2023-03-05 3 7.3 30000',
      'in_term 50000000 2023-03-05 2023-03-08 3 3.65 15000',
      'in_term 50000000 2023-03-11 2023-03-15 4 3.65 20000',
      'in_term 100000000 2023-03-15 2023-03-20 5 3.65 50000',
      'overdue 50000000 2023-03-02 2023-03-05 3 10.95 45000',
      'overdue 50000000 2023-03-05 2023-03-08 3 5.475 22500',
      'overdue 50000000 2023-03-11 2023-03-15 4 5.475 30000',
      'late 1200000 2023-03-02 2023-03-08 6 3.65 720',
      'late 1200000 2023-03-11 2023-03-13 2 3.65 240',
      'late 1000000 2023-03-13 2023-03-20 7 3.65 700',
    ]);
    expect(plain(window.totals)).toEqual({ inTerm: '135000', overdue: '97500', late: '1660' });
  });

  test('is cut at both ends of the window only', () => {
    const window = listing('2023-03-04', '2023-03-14', DECIDED);
    expect(lines(window)).toEqual([
      'in_term 50000000 2023-03-04 2023-03-05 1 7.3 10000',
      'in_term 50000000 2023-03-05 2023-03-08 3 3.65 15000',
      'in_term 50000000 2023-03-11 2023-03-14 3 3.65 15000',
      'overdue 50000000 2023-03-04 2023-03-05 1 10.95 15000',
      'overdue 50000000 2023-03-05 2023-03-08 3 5.475 22500',
      'overdue 50000000 2023-03-11 2023-03-14 3 5.475 22500',
      'late 1200000 2023-03-04 2023-03-08 4 3.65 480',
      'late 1200000 2023-03-11 2023-03-13 2 3.65 240',
      'late 1000000 2023-03-13 2023-03-14 1 3.65 100',
    ]);
    expect(plain(window.totals)).toEqual({ inTerm: '40000', overdue: '60000', late: '820' });
  });

  test('of any loan has lines that sum to the totals, from the first day on to what accrued', () => {
    fc.assert(
      fc.property(ANY_LOAN, DAY, DAY, ({ terms, facts, rules }, ...days) => {
        const [from = START, to = START] = days.toSorted();
        const { segments, totals } = interestBetween(terms, facts, rules, { from, to });
        const listed = (of: string) =>
          text(sum(segments.filter((each) => each.class === of).map((each) => each.interest)));
        const summed = { inTerm: listed('in_term'), overdue: listed('overdue') };
        expect(plain(totals)).toEqual({ ...summed, late: listed('late') });
        const whole = { from: addDays(START, -10), to };
        const at = position(terms, facts, rules, to);
        expect(plain(interestBetween(terms, facts, rules, whole).totals)).toEqual({
          inTerm: text(at.inTermInterest.accrued),
          overdue: text(at.overdueInterest.accrued),
          late: text(at.lateInterest.accrued),
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('the overdue rate (R7)', () => {
  test.each([
    ['none given: 150% of the in-term rate', '6.6', null, '9.9'],
    ['which is not rounded', '6.333333', null, '9.4999995'],
    ['one given below that', '6.6', '9', '9'],
    ['one given above that', '6', '9.9', '9'],
    ['one given of 0', '6', '0', '0'],
  ])('%s', (_, inTerm, given, expected) => {
    const terms = loanOf({
      ratePercent: rate(inTerm),
      overdueRatePercent: given === null ? null : rate(given),
    });
    const rates = new Rates(terms, [], DEFAULT_POLICIES);
    expect(text(rates.on(on('2023-06-30')).overduePercent)).toBe(expected);
  });

  test('is the one applied to overdue principal', () => {
    const terms = { ...HALVES, overdueRatePercent: rate('7.3') };
    const window = listing('2023-03-02', '2023-03-03', lent(), terms);
    expect(lines(window)).toContain('overdue 50000000 2023-03-02 2023-03-03 1 7.3 10000');
  });
});
