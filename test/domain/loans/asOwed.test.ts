import fc from 'fast-check';
import { asOwed } from '../../../src/domain/loans/asOwed.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { collectionNotice } from '../../../src/domain/notices/quarterlyNotice.ts';
import { quarterOf } from '../../../src/domain/primitives/quarters.ts';
import { DAY, LOAN, runs } from '../arbitrary/arbitraryLoan.ts';
import { HALVES, lent, NO_HOLIDAYS, on, plain } from '../../support/loans.ts';

// HALVES: 100 m lent on 2023-01-01 at 7.3 % (20,000 a day), 10.95 % overdue; 50 m due on 2 March
// and 50 m on 2 June.
const charged = (interest: 'stops' | 'goes_on') =>
  lent({ chargeOffs: [{ effectiveOn: on('2023-07-02'), interest, recovery: 'capital' }] });

const ASKED = {
  quarter: quarterOf(on('2023-09-30')),
  issuedOn: on('2023-08-31'),
  payBy: on('2023-09-10'),
};

describe('a loan that is charged off, as the borrower owes it (R40)', () => {
  test('is overdue with all its principal, its days past due going on', () => {
    for (const interest of ['stops', 'goes_on'] as const) {
      const owed = position(HALVES, asOwed(charged(interest)), NO_HOLIDAYS, on('2023-08-31'));
      // 2 March to 31 August: 29 + 30 + 31 + 30 + 31 + 31 = 182 days.
      expect(plain(owed)).toMatchObject({
        standing: 'overdue',
        daysPastDue: 182,
        oldestUnpaidDueOn: '2023-03-02',
        principal: { outstanding: '100000000', overdue: '100000000', chargedOff: '0' },
      });
    }
  });

  test('gets the notice that any overdue loan gets, with the interest that goes on', () => {
    const notice = collectionNotice(HALVES, charged('goes_on'), NO_HOLIDAYS, ASKED);
    expect(plain(notice)).toEqual(plain(collectionNotice(HALVES, lent(), NO_HOLIDAYS, ASKED)));
    expect(plain(notice)).toMatchObject({
      standing: 'overdue',
      principal: { total: '100000000' },
      interest: {
        // 60 days of 100 m (20,000 a day) and 92 of 50 m (10,000): 1,200,000 + 920,000.
        inTermInterest: { owed: '2120000' },
        // 92 days of 50 m at 10.95 % (15,000), then 100 days of 100 m (30,000) to 10 September.
        overdueInterest: { owed: '4380000' },
      },
    });
  });

  test('is asked for no interest of the days after a charge-off that stops it', () => {
    const notice = collectionNotice(HALVES, charged('stops'), NO_HOLIDAYS, ASKED);
    // 92 days of 50 m (15,000), then 30 days of 100 m (30,000) to 2 July.
    expect(plain(notice)).toMatchObject({
      standing: 'overdue',
      principal: { total: '100000000' },
      interest: { inTermInterest: { owed: '2120000' }, overdueInterest: { owed: '2280000' } },
    });
  });

  test('pays off for what the fund reckons, to the đồng, on every day', () => {
    fc.assert(
      fc.property(LOAN, DAY, ({ terms, facts, rules }, day) => {
        const [fund, owed] = [facts, asOwed(facts)].map((each) =>
          position(terms, each, rules, day),
        );
        if (fund === undefined || owed === undefined) return;
        const of = ({ payoff, daysPastDue, oldestUnpaidDueOn }: typeof fund) =>
          plain([payoff, daysPastDue, oldestUnpaidDueOn]);
        expect(of(owed)).toEqual(of(fund));
        const interest = ({ inTermInterest, overdueInterest, lateInterest }: typeof fund) =>
          plain([inTermInterest, overdueInterest, lateInterest]);
        expect(interest(owed)).toEqual(interest(fund));
        expect(owed.standing).not.toBe('charged_off');
      }),
      runs(),
    );
  });
});
