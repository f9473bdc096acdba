import fc from 'fast-check';
import { openingAt } from '../../../src/domain/handover/openingAt.ts';
import { accrue } from '../../../src/domain/loans/accrual.ts';
import { allocate } from '../../../src/domain/loans/allocation.ts';
import { payoffOn } from '../../../src/domain/loans/explained/payoff.ts';
import { scheduleAt } from '../../../src/domain/loans/explained/schedule.ts';
import { statement } from '../../../src/domain/loans/explained/statement.ts';
import {
  chargedOffOn,
  chargeOffOf,
  firstChargedOffOn,
} from '../../../src/domain/loans/chargeOff.ts';
import { factsUntil, type LoanFacts } from '../../../src/domain/loans/facts.ts';
import { checkWriteOff } from '../../../src/domain/loans/writeOff.ts';
import { chargedOffPrincipal, position } from '../../../src/domain/loans/position.ts';
import {
  addDays,
  calendarDate,
  later as latest,
  type CalendarDate,
} from '../../../src/domain/primitives/dates.ts';
import { DomainError } from '../../../src/domain/primitives/errors.ts';
import { Dec, type Money } from '../../../src/domain/primitives/money.ts';
import { overdueNotice, recallNotice } from '../../../src/domain/notices/demandNotice.ts';
import { collectionNotice } from '../../../src/domain/notices/quarterlyNotice.ts';
import { quarterOf } from '../../../src/domain/primitives/quarters.ts';
import { bulletLoan, disbursed, factsOf, NO_HOLIDAYS, plain, vnd } from '../../support/loans.ts';
import { LOAN, printed, runs, START, type Loan } from '../arbitrary/arbitraryLoan.ts';

const LAST = addDays(START, 760);

/** The days on which interest falls due. */
function interestDates({ terms, facts, rules }: Loan): CalendarDate[] {
  const dues = accrue(terms, factsUntil(facts, LAST), rules, LAST).interestDues;
  return dues.filter(({ isOfPeriod }) => isOfPeriod).map(({ dueOn }) => dueOn);
}

/**
 * Without what is lent from the day on, which is asked by the last instalment (R33), and of a loan charged off
 * without receipts of the day itself, which are no recoveries where the charge-off is of that day (R14 e).
 */
function asHandedOver({ terms, facts, rules }: Loan, day: CalendarDate): Loan {
  const isChargedOff = facts.chargeOffs.some(({ effectiveOn }) => effectiveOn < day);
  return {
    terms,
    rules,
    facts: {
      ...facts,
      disbursements: facts.disbursements.filter(({ effectiveOn }) => effectiveOn < day),
      repayments: facts.repayments.filter((each) => !isChargedOff || each.effectiveOn !== day),
    },
  };
}

/** One in two of the loans charged off before the day was written off the day after. */
function writtenOff(loan: Loan, on: CalendarDate, choice: number): Loan {
  const charged = chargedOffOn(loan.facts);
  if (charged === null || choice % 2 === 0 || addDays(charged, 1) >= on) return loan;
  const writeOffs = [{ effectiveOn: addDays(charged, 1), decisionNumber: '9/QĐ' }];
  return { ...loan, facts: { ...loan.facts, writeOffs } };
}

/** As what something is refused, and with which figures; null: it is not. */
function refusalOf(act: () => void) {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, figures: error.figures };
  }
}

/** What the register tells of the loan, and whether it may be written off (R40). */
function register({ terms, facts, rules }: Loan, day: CalendarDate) {
  const chargeOff = chargeOffOf(factsUntil(facts, day));
  if (chargeOff === null) return null;
  const at = position(terms, facts, rules, day);
  return {
    since: firstChargedOffOn(chargeOff),
    principal: chargedOffPrincipal(terms, facts, rules),
    refused: [day, addDays(day, 5 * 366)].map((on) =>
      refusalOf(() => checkWriteOff(facts, on, at, rules.policies)),
    ),
  };
}

/** The loan in the receiving fund: its opening, what was handed over beside it and what came from the day on. */
function takenOver(whole: Loan, on: CalendarDate): Loan {
  const { terms, facts, rules } = whole;
  const { opening, debtGroup } = openingAt(whole, on);
  const isOwn = ({ effectiveOn }: { readonly effectiveOn: CalendarDate }) => effectiveOn >= on;
  const origin = { fund: 'A', loanId: '1' };
  const carried = debtGroup === null ? [] : [{ effectiveOn: on, ...debtGroup }];
  const received: LoanFacts = {
    ...facts,
    opening: { ...opening, origin },
    disbursements: [],
    repayments: facts.repayments.filter(isOwn),
    restructurings: facts.restructurings.filter((each) => each.decidedOn >= on),
    waivers: facts.waivers.filter(isOwn),
    // The receiving fund takes it off its own books on the day.
    chargeOffs: facts.chargeOffs.map((each) =>
      each.effectiveOn >= on
        ? each
        : {
            ...each,
            effectiveOn: on,
            first: {
              on: firstChargedOffOn(each),
              principal: chargedOffPrincipal(terms, facts, rules),
            },
          },
    ),
    debtGroupOverrides: [...carried, ...facts.debtGroupOverrides.filter(isOwn)],
  };
  return { terms, facts: received, rules };
}

/** Whether it is handed over: something is owed (R33). */
function isOwed(whole: Loan, on: CalendarDate): boolean {
  const before = { ...whole, facts: factsUntil(whole.facts, addDays(on, -1)) };
  const at = position(before.terms, before.facts, before.rules, on);
  return (
    at.payoff.greaterThan(0) &&
    at.principal.outstanding.greaterThanOrEqualTo(0) &&
    at.principal.recoveredAsIncome.isZero()
  );
}

/**
 * Whether an improvement that is carried over, which counts at the close of the day, covers what was decided on the
 * very day too: in the fund that stayed the loan's group would be worse again.
 */
const isImprovedAgain = ({ facts }: Loan, on: CalendarDate): boolean =>
  facts.debtGroupOverrides.some(
    ({ effectiveOn, change }) => effectiveOn === on && change === 'improvement',
  ) &&
  [
    ...facts.waivers.map(({ effectiveOn }) => effectiveOn),
    ...facts.restructurings.map(({ decidedOn }) => decidedOn),
  ].includes(on);

const pairOn = (daysOf: (loan: Loan) => readonly CalendarDate[]) =>
  fc
    .tuple(LOAN, fc.nat({ max: 1000 }))
    .map(([loan, choice]) => {
      const days = daysOf(loan);
      const on = days[choice % Math.max(days.length, 1)];
      if (on === undefined) return null;
      const whole = writtenOff(asHandedOver(loan, on), on, choice);
      // A group set by hand on the very day would be the second one of it.
      const isSet = whole.facts.debtGroupOverrides.some(({ effectiveOn }) => effectiveOn === on);
      if (isSet || !isOwed(whole, on)) return null;
      const opened = takenOver(whole, on);
      if (isImprovedAgain(opened, on)) return null;
      const told = () => `on ${on}: ${printed(opened)} as ${printed(whole)}`;
      return { on, whole, opened, [fc.toStringMethod]: told };
    })
    .filter((pair) => pair !== null);

/** What the notices of a day ask for, to be paid ten days later (R25, TT39 art. 20 and 21). */
function notices({ terms, facts, rules }: Loan, issuedOn: CalendarDate) {
  const payBy = addDays(issuedOn, 10);
  const amounts = (interest: Readonly<Record<string, { readonly owed: Money; credit: Money }>>) =>
    Object.values(interest).map(({ owed: asked, credit }) => [asked, credit]);
  const quarterly = collectionNotice(terms, facts, rules, {
    quarter: quarterOf(issuedOn),
    issuedOn,
    payBy,
  });
  const { standing, principal, total } = quarterly ?? {};
  const demands = [overdueNotice, recallNotice].map((noticeOf) => {
    const notice = noticeOf(terms, facts, rules, { issuedOn, payBy });
    return notice && { ...notice, interest: amounts(notice.interest) };
  });
  return [
    { standing, principal, total, interest: quarterly && amounts(quarterly.interest) },
    demands,
  ];
}

/** What must agree: all that is owed, and when it is to be paid. */
function figures({ terms, facts, rules }: Loan, on: CalendarDate, day: CalendarDate) {
  const at = position(terms, facts, rules, day);
  const { inTermInterest, overdueInterest, lateInterest, chargedOffOn: _, ...of } = at;
  const { repaid, disbursed } = at.principal;
  const { instalments, interestPeriods } = scheduleAt(terms, facts, rules, day);
  const half = at.payoff.div(2).toDecimalPlaces(0, Dec.ROUND_DOWN);
  return plain({
    ...of,
    register: register({ terms, facts, rules }, day),
    // Without what is lent from the day on more may be repaid than was lent: nobody is sent a notice of that.
    notices: repaid.greaterThan(disbursed) ? null : notices({ terms, facts, rules }, day),
    owed: [inTermInterest.owed, overdueInterest.owed, lateInterest.owed],
    inArrears: inTermInterest.inArrears,
    next: payoffOn(terms, facts, rules, day),
    instalments: instalments
      .filter(({ principalUnpaid }) => !principalUnpaid.isZero())
      .map(({ dueOn, payableBy, principalUnpaid }) => ({ dueOn, payableBy, principalUnpaid })),
    periods: interestPeriods
      .filter(({ to, interest }) => to > on && !interest.isZero())
      .map(({ from, to, payableBy, interest, interestUnpaid }) => ({
        // Of the running period an opening tells no beginning: a decision may have made it another (R5).
        from: latest(from, on),
        to,
        payableBy,
        interest,
        interestUnpaid,
      })),
    allocation: half.greaterThan(0) ? allocate(terms, at, rules.policies, half) : null,
  });
}

/** The amounts owed of each kind. */
function owed({ terms, facts, rules }: Loan, day: CalendarDate): readonly Money[] {
  const at = position(terms, facts, rules, day);
  return [
    at.principal.outstanding,
    at.principal.overdue,
    at.principal.chargedOff,
    at.inTermInterest.owed,
    at.overdueInterest.owed,
    at.lateInterest.owed,
  ];
}

describe('a loan handed over from one fund to another', () => {
  test('on an interest date goes on as if it had stayed, whatever follows from that day on', () => {
    fc.assert(
      fc.property(pairOn(interestDates), fc.nat({ max: 400 }), ({ on, whole, opened }, later) => {
        for (const day of [on, addDays(on, 1), addDays(on, later)]) {
          expect(figures(opened, on, day)).toEqual(figures(whole, on, day));
        }
      }),
      runs(),
    );
  });

  test('has the interest due on the day that a decision of the day itself makes the last one', () => {
    // 100,000,000 at 20,000 a day from 2 January, due on 3 July; on Saturday 24 June it is made due that day.
    const day = calendarDate('2023-06-24');
    const whole: Loan = {
      terms: bulletLoan('2023-07-03'),
      rules: NO_HOLIDAYS,
      facts: factsOf({
        disbursements: [disbursed('2023-01-02', '100_000_000')],
        restructurings: [
          {
            kind: 'reschedule',
            decidedOn: day,
            instalments: [{ dueOn: day, principal: vnd('100_000_000') }],
          },
        ],
      }),
    };
    const opened = takenOver(whole, day);
    const told = figures(opened, addDays(day, -1), calendarDate('2023-06-27'));
    // 173 days up to the 24th, payable on Monday; two more fall due then, and one is overdue.
    expect(told).toMatchObject({
      owed: ['3500000', '30000', '0'],
      periods: [
        { to: '2023-06-24', payableBy: '2023-06-26', interest: '3460000' },
        { to: '2023-06-26', payableBy: '2023-06-26', interest: '40000' },
      ],
    });
    expect(told).toEqual(figures(whole, addDays(day, -1), calendarDate('2023-06-27')));
  });

  const ANY_DAY = pairOn(() => Array.from({ length: 700 }, (_, days) => addDays(START, days + 1)));

  test('on any day owes the same to 1 đồng of each class of interest, and the same principal', () => {
    fc.assert(
      fc.property(ANY_DAY, fc.nat({ max: 400 }), ({ on, whole, opened }, later) => {
        for (const day of [on, addDays(on, 1), addDays(on, later)]) {
          const stayed = owed(whole, day);
          for (const [place, amount] of owed(opened, day).entries()) {
            // A run of days that the handover cuts is rounded in two pieces (R33).
            const most = place < 3 ? 0 : 1;
            expect(
              amount
                .minus(stayed[place] ?? 0)
                .abs()
                .toNumber(),
            ).toBeLessThanOrEqual(most);
          }
        }
      }),
      runs(),
    );
  });

  test('is explained from the day on: every statement adds up', () => {
    fc.assert(
      fc.property(ANY_DAY, fc.nat({ max: 400 }), ({ on, opened }, later) => {
        const { terms, facts, rules } = opened;
        const books = { bookingDays: [], on: () => facts };
        const { lines } = statement(terms, books, rules, { from: on, to: addDays(on, later) });
        expect(lines.some(({ type }) => type === 'opening')).toBe(true);
      }),
      runs(),
    );
  });
});
