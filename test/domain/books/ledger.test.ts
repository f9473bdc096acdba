import type { LoanFacts } from '../../../src/domain/loans/facts.ts';
import {
  entriesOfLoan,
  entriesOfMovement,
  ledgerChange,
  netted,
  postingsOfLoan,
  postingsOfBookedMovement,
  type Posting,
} from '../../../src/domain/books/ledger.ts';
import { text } from '../../../src/domain/primitives/money.ts';
import { disbursed, factsOf, lent, on, paid } from '../../support/loans.ts';
import { movement } from '../../support/smallFund.ts';

/** Postings as an accountant would write them down, by day and account, those of 0 left out. */
const written = (postings: readonly Posting[]): string[] =>
  netted(postings)
    .map(({ effectiveOn, account, amount }) => `${effectiveOn} ${account} ${text(amount)}`)
    .toSorted();

const books = (facts: LoanFacts): string[] => written(postingsOfLoan(facts));

/** What is posted when `before` becomes `after`. */
const change = (before: LoanFacts, after: LoanFacts): string[] =>
  written(ledgerChange(postingsOfLoan(before), postingsOfLoan(after)));

const RECEIPT = paid('2023-03-02', {
  principal: '30_000_000',
  inTermInterest: '1_200_000',
  overdueInterest: '50_000',
  lateInterest: '1_000',
});

const CHARGE_OFF = { effectiveOn: on('2023-06-30') };

const RECOVERY = paid('2023-07-10', { principal: '5_000_000', overdueInterest: '200_000' });

const ON_TIME = { late: null, reversalBookedOn: null };

describe('the books of a loan (R14 e)', () => {
  test('show a disbursement as outstanding and no longer available', () => {
    expect(books(lent())).toEqual([
      '2023-01-01 availablePrincipal -100000000',
      '2023-01-01 outstandingPrincipal 100000000',
    ]);
  });

  test('show a receipt by component: principal is available again, interest is apart', () => {
    expect(change(lent(), lent({ repayments: [RECEIPT] }))).toEqual([
      '2023-03-02 availablePrincipal 30000000',
      '2023-03-02 inTermInterestCollected -1200000',
      // 1,200,000 + 50,000 + 1,000
      '2023-03-02 interestMoney 1251000',
      '2023-03-02 lateInterestCollected -1000',
      '2023-03-02 outstandingPrincipal -30000000',
      '2023-03-02 overdueInterestCollected -50000',
    ]);
  });

  test('show a charge-off of what is outstanding at the close of its day, and recoveries after it', () => {
    const before = lent({ repayments: [RECEIPT] });
    const off = { ...before, chargeOffs: [CHARGE_OFF] };
    // 100,000,000 − 30,000,000
    expect(change(before, off)).toEqual([
      '2023-06-30 outstandingPrincipal -70000000',
      '2023-06-30 principalChargedOff 70000000',
    ]);
    expect(change(off, { ...off, repayments: [RECEIPT, RECOVERY] })).toEqual([
      '2023-07-10 availablePrincipal 5000000',
      '2023-07-10 interestMoney 200000',
      '2023-07-10 overdueInterestCollected -200000',
      '2023-07-10 principalChargedOff -5000000',
    ]);
  });

  test('count a receipt and a disbursement on the day of the charge-off before it', () => {
    const facts = lent({
      disbursements: [
        disbursed('2023-01-01', '100_000_000'),
        disbursed('2023-06-30', '20_000_000'),
      ],
      repayments: [paid('2023-06-30', { principal: '5_000_000' })],
    });
    // 100,000,000 + 20,000,000 − 5,000,000
    expect(change(facts, { ...facts, chargeOffs: [CHARGE_OFF] })).toEqual([
      '2023-06-30 outstandingPrincipal -115000000',
      '2023-06-30 principalChargedOff 115000000',
    ]);
  });

  test('correct the charge-off, on its day, when a receipt is dated before it', () => {
    const off = lent({ chargeOffs: [CHARGE_OFF] });
    const late = paid('2023-05-02', { principal: '10_000_000' });
    expect(change(off, { ...off, repayments: [late] })).toEqual([
      '2023-05-02 availablePrincipal 10000000',
      '2023-05-02 outstandingPrincipal -10000000',
      '2023-06-30 outstandingPrincipal 10000000',
      '2023-06-30 principalChargedOff -10000000',
    ]);
  });

  test('turn recoveries into repayments when the charge-off is reversed', () => {
    const facts = lent({ repayments: [RECOVERY] });
    expect(change({ ...facts, chargeOffs: [CHARGE_OFF] }, facts)).toEqual([
      '2023-06-30 outstandingPrincipal 100000000',
      '2023-06-30 principalChargedOff -100000000',
      '2023-07-10 outstandingPrincipal -5000000',
      '2023-07-10 principalChargedOff 5000000',
    ]);
  });

  test('reverse a receipt by its own lines with the other sign, on its own day (R12)', () => {
    expect(change(lent({ repayments: [RECEIPT] }), lent())).toEqual([
      '2023-03-02 availablePrincipal -30000000',
      '2023-03-02 inTermInterestCollected 1200000',
      '2023-03-02 interestMoney -1251000',
      '2023-03-02 lateInterestCollected 1000',
      '2023-03-02 outstandingPrincipal 30000000',
      '2023-03-02 overdueInterestCollected 50000',
    ]);
  });

  test('say nothing of a waiver, a freeze or a recall', () => {
    const decided = factsOf({
      ...lent(),
      freezes: [{ from: on('2023-02-01'), to: null }],
      waivers: [
        {
          effectiveOn: on('2023-02-01'),
          component: 'inTermInterest',
          amount: RECEIPT.allocation.inTermInterest,
        },
      ],
      recalls: [{ decidedOn: on('2023-02-01'), deadline: on('2023-05-01'), withdrawnOn: null }],
    });
    expect(change(lent(), decided)).toEqual([]);
  });

  test('are entries in the order of recording, the reversal of one under its own instant', () => {
    const at = (second: number) => new Date(second * 1000);
    const [disbursement = disbursed('2023-01-01', '1')] = lent().disbursements;
    const entries = entriesOfLoan({
      sources: [{ recordedAt: at(0), source: 'charter' }],
      openings: [],
      disbursements: [{ ...disbursement, recordedAt: at(1), reversedAt: null, ...ON_TIME }],
      repayments: [{ ...RECOVERY, recordedAt: at(2), reversedAt: at(4), ...ON_TIME }],
      chargeOffs: [{ ...CHARGE_OFF, recordedAt: at(3), reversedAt: null, ...ON_TIME }],
    });
    expect(entries.map((each) => [each.recordedAt.getTime(), ...written(each.postings)])).toEqual([
      [
        1000,
        '2023-01-01 availablePrincipal -100000000',
        '2023-01-01 outstandingPrincipal 100000000',
      ],
      [
        2000,
        '2023-07-10 availablePrincipal 5000000',
        '2023-07-10 interestMoney 200000',
        '2023-07-10 outstandingPrincipal -5000000',
        '2023-07-10 overdueInterestCollected -200000',
      ],
      // The receipt of 10 July, known already, becomes a recovery.
      [
        3000,
        '2023-06-30 outstandingPrincipal -100000000',
        '2023-06-30 principalChargedOff 100000000',
        '2023-07-10 outstandingPrincipal 5000000',
        '2023-07-10 principalChargedOff -5000000',
      ],
      [
        4000,
        '2023-07-10 availablePrincipal -5000000',
        '2023-07-10 interestMoney -200000',
        '2023-07-10 overdueInterestCollected 200000',
        '2023-07-10 principalChargedOff 5000000',
      ],
    ]);
  });
});

describe('the books of the capital (R18)', () => {
  test('show a contribution as available, and a withdrawal the other way round', () => {
    const posted = (kind: 'contribution' | 'withdrawal') =>
      written(postingsOfBookedMovement({ ...movement('1', kind, '2020-01-01', '7'), late: null }));
    expect(posted('contribution')).toEqual([
      '2020-01-01 availablePrincipal 7',
      '2020-01-01 charterCapital -7',
    ]);
    expect(posted('withdrawal')).toEqual([
      '2020-01-01 availablePrincipal -7',
      '2020-01-01 charterCapital 7',
    ]);
  });

  test('show the reversal of a movement on its day', () => {
    const moved = movement('1', 'contribution', '2020-01-01', '7');
    const entries = entriesOfMovement({
      ...moved,
      recordedAt: new Date(1),
      reversedAt: new Date(2),
      ...ON_TIME,
    });
    expect(entries.map((each) => written(each.postings))).toEqual([
      ['2020-01-01 availablePrincipal 7', '2020-01-01 charterCapital -7'],
      ['2020-01-01 availablePrincipal -7', '2020-01-01 charterCapital 7'],
    ]);
  });
});
