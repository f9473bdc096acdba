import fc from 'fast-check';
import {
  lastOverduePayBy,
  overdueNotice,
  recallNotice,
  recallPayBy,
} from '../../../src/domain/notices/demandNotice.ts';
import { asOwed } from '../../../src/domain/loans/asOwed.ts';
import { positive, rate } from '../../../src/domain/primitives/money.ts';
import { position } from '../../../src/domain/loans/position.ts';
import {
  disbursed,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
} from '../../support/loans.ts';
import { RULES, DAY, runs } from '../arbitrary/arbitraryLoan.ts';
import { anyLoanBy } from '../arbitrary/arbitraryOpening.ts';

const LOAN_BY_RULES = RULES.chain((rules) => fc.tuple(anyLoanBy(rules), fc.constant(rules)));

const ASKED = { issuedOn: on('2023-04-11'), payBy: on('2023-05-01') };

describe('the notice that principal has turned overdue (TT39 art. 20)', () => {
  test('asks for overdue principal, what interest is in arrears, and overdue and late interest', () => {
    const notice = overdueNotice(HALVES, lent(), NO_HOLIDAYS, ASKED);
    expect(plain(notice)).toMatchObject({
      standing: 'overdue',
      principalOutstanding: '100000000',
      overduePrincipal: '50000000',
      instalments: [
        {
          dueOn: '2023-03-02',
          payableBy: '2023-03-02',
          amount: '50000000',
          overdueFrom: '2023-03-03',
        },
      ],
      principal: '50000000',
      recalledPrincipal: '0',
      overdueRatePercent: '10.95',
      interest: {
        // 1 January to 2 March: 60 days at 20,000. What runs since is payable on 2 June.
        inTermInterest: {
          segments: [{ from: '2023-01-01', to: '2023-03-02', days: 60, interest: '1200000' }],
          settledBefore: '0',
          owed: '1200000',
        },
        // 2 March to 1 May: 60 days at 15,000
        overdueInterest: {
          segments: [{ balance: '50000000', from: '2023-03-02', to: '2023-05-01', days: 60 }],
          settledBefore: '0',
          owed: '900000',
        },
        // a ten-thousandth of 1,200,000 a day: 120 × 60
        lateInterest: { owed: '7200' },
      },
      total: '52107200',
    });
  });

  test('takes off what was paid of it', () => {
    const repayments = [
      paid('2023-04-01', { overdueInterest: '100_000', inTermInterest: '200_000' }),
    ];
    const notice = overdueNotice(HALVES, lent({ repayments }), NO_HOLIDAYS, ASKED);
    expect(plain(notice)).toMatchObject({
      interest: {
        inTermInterest: { settledBefore: '200000', owed: '1000000' },
        overdueInterest: { settledBefore: '100000', owed: '800000' },
        // 120 a day for 30 days until 1 April, then 100 a day for 30
        lateInterest: { owed: '6600' },
      },
      total: '51806600',
    });
  });

  test('asks for all principal where the contract lets all of it turn overdue', () => {
    const loan = { ...HALVES, overdueScope: 'loan' } as const;
    const notice = overdueNotice(loan, lent(), NO_HOLIDAYS, ASKED);
    expect(plain(notice)).toMatchObject({
      instalments: [
        { dueOn: '2023-03-02', amount: '50000000', overdueFrom: '2023-03-03' },
        { dueOn: '2023-06-02', amount: '50000000', overdueFrom: '2023-03-03' },
      ],
      principal: '100000000',
    });
  });

  test('is none where no principal is overdue: on the payable-by day, and with interest alone', () => {
    const issuedOn = on('2023-03-02');
    expect(overdueNotice(HALVES, lent(), NO_HOLIDAYS, { ...ASKED, issuedOn })).toBeNull();
    const repayments = [paid('2023-03-10', { principal: '50_000_000' })];
    expect(overdueNotice(HALVES, lent({ repayments }), NO_HOLIDAYS, ASKED)).toBeNull();
  });

  test('is to be paid before other principal, or interest that bears late interest, is payable', () => {
    const last = (terms: typeof HALVES, facts = lent()) =>
      lastOverduePayBy(terms, facts, NO_HOLIDAYS, ASKED.issuedOn);
    expect(last(HALVES)).toBe('2023-06-02');
    const noLate = { ...HALVES, lateInterestRatePercent: rate('0') };
    expect(last({ ...noLate, overdueScope: 'loan' })).toBeNull();
    // Paid off but for the first half: nothing else falls due.
    expect(
      last(noLate, lent({ disbursements: [disbursed('2023-01-01', '50_000_000')] })),
    ).toBeNull();
  });

  test('asks for what the position of the day has overdue, whatever happened to the loan', () => {
    fc.assert(
      fc.property(LOAN_BY_RULES, DAY, ([{ terms, facts }, rules], day) => {
        const at = position(terms, asOwed(facts), rules, day);
        const notice = overdueNotice(terms, facts, rules, { issuedOn: day, payBy: day });
        const isOverdue = at.standing === 'overdue' && !at.principal.overdue.isZero();
        expect(notice === null).toBe(!isOverdue);
        if (notice === null) return;
        expect(plain([notice.principal, notice.overduePrincipal])).toEqual(
          plain([at.principal.overdue, at.principal.overdue]),
        );
        expect(
          plain([
            notice.interest.inTermInterest.owed,
            notice.interest.overdueInterest.owed,
            notice.interest.lateInterest.owed,
          ]),
        ).toEqual(
          plain([
            at.inTermInterest.inArrears,
            positive(at.overdueInterest.owed),
            positive(at.lateInterest.owed),
          ]),
        );
      }),
      runs(2),
    );
  });
});

describe('the notice of an early recall (TT39 art. 21)', () => {
  const recalls = [recalled('2023-02-01', '2023-03-20')];
  const asked = { issuedOn: on('2023-02-05'), payBy: on('2023-03-20') };

  test('asks for what is recalled by the deadline, with what was due before and all interest', () => {
    const notice = recallNotice(HALVES, lent({ recalls }), NO_HOLIDAYS, asked);
    expect(plain(notice)).toMatchObject({
      standing: 'in_term',
      principalOutstanding: '100000000',
      overduePrincipal: '0',
      instalments: [
        { dueOn: '2023-03-02', amount: '50000000', overdueFrom: '2023-03-03' },
        { dueOn: '2023-03-20', amount: '50000000', overdueFrom: '2023-03-21' },
      ],
      principal: '100000000',
      // The first half is due on its own day.
      recalledPrincipal: '50000000',
      overdueRatePercent: '10.95',
      interest: {
        // 60 days at 20,000 until 2 March, 18 at 10,000 on the half that is not overdue yet
        inTermInterest: { owed: '1380000' },
        // 18 days at 15,000
        overdueInterest: { owed: '270000' },
        // 120 a day for 18 days
        lateInterest: { owed: '2160' },
      },
      total: '101652160',
    });
  });

  test('is to be paid by the deadline, or the working day after it', () => {
    expect(recallPayBy(on('2023-03-18'), NO_HOLIDAYS)).toBe('2023-03-20');
  });

  test('is none where nothing is outstanding', () => {
    const repayments = [paid('2023-02-03', { principal: '100_000_000' })];
    expect(recallNotice(HALVES, lent({ recalls, repayments }), NO_HOLIDAYS, asked)).toBeNull();
  });

  test('asks for the payoff of the day, whatever happened to the loan', () => {
    fc.assert(
      fc.property(LOAN_BY_RULES, DAY, ([{ terms, facts }, rules], day) => {
        const at = position(terms, asOwed(facts), rules, day);
        const notice = recallNotice(terms, facts, rules, { issuedOn: day, payBy: day });
        // Without a recall all that is not overdue yet would be asked for before its time.
        const { outstanding, overdue } = at.principal;
        const isRecalled = !outstanding.equals(overdue);
        expect(notice === null).toBe(!isRecalled);
        if (notice === null) return;
        expect(plain([notice.total, notice.recalledPrincipal])).toEqual(
          plain([at.payoff, outstanding.minus(overdue)]),
        );
      }),
      runs(2),
    );
  });
});
