import fc from 'fast-check';
import { COMPONENT_OF } from '../../../../src/domain/loans/accrual.ts';
import {
  addDays,
  daysBetween,
  type CalendarDate,
} from '../../../../src/domain/primitives/dates.ts';
import type { LoanFacts } from '../../../../src/domain/loans/facts.ts';
import { interestBetween } from '../../../../src/domain/loans/explained/interestListing.ts';
import { interestHalfUp, rate, sum, text } from '../../../../src/domain/primitives/money.ts';
import { position } from '../../../../src/domain/loans/position.ts';
import {
  balancesOf,
  COLUMNS,
  FACT_TYPES,
  statement,
  type Balances,
  type Statement,
} from '../../../../src/domain/loans/explained/statement.ts';
import type { LoanTerms } from '../../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  disbursed,
  factsOf,
  HALVES,
  lent,
  lines as printed,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
  vnd,
} from '../../../support/loans.ts';
import { DAY, LOAN, START, type Loan } from '../../arbitrary/arbitraryLoan.ts';

/** Facts that were booked on their days: the figures of every day show the same. */
const onTime = (facts: LoanFacts) => ({ bookingDays: [], on: () => facts });

function stated(terms: LoanTerms, facts: LoanFacts, from: string, to: string): Statement {
  return statement(terms, onTime(facts), NO_HOLIDAYS, { from: on(from), to: on(to) });
}

/** The lines as an accountant would write them: day, what it is, the segment, what it changes. */
function rows({ lines }: Statement): string[] {
  return lines.map((line) => {
    const segment = 'segment' in line ? printed({ segments: [line.segment] }) : [];
    const changes = COLUMNS.filter((column) => !line.change[column].isZero()).map(
      (column) => `${column} ${text(line.change[column])}`,
    );
    const what = [line.on, line.type, ...segment].join(' ');
    return changes.length === 0 ? what : `${what}: ${changes.join(', ')}`;
  });
}

/** Principal, charged-off principal, in-term, overdue and late interest. */
function columns(balances: Balances): string[] {
  return COLUMNS.map((column) => text(balances[column]));
}

const ends = ({ opening, closing }: Statement) => ({
  opening: columns(balancesOf(opening)),
  closing: columns(balancesOf(closing)),
});

/** 100,000,000 until the year's end: 20,000 a day at 7.3%. */
const BULLET = bulletLoan('2023-12-25');

describe('a statement (R3, R15)', () => {
  test('of a calm quarter: a tranche, an instalment paid with its interest, interest since', () => {
    const facts = lent({
      repayments: [paid('2023-03-02', { principal: '50_000_000', inTermInterest: '1_200_000' })],
    });
    const quarter = stated(HALVES, facts, '2023-01-01', '2023-03-31');
    // 31 + 28 + 1 = 60 days of 20,000; then 29 of 10,000.
    expect(rows(quarter)).toEqual([
      '2023-01-01 disbursement: principal 100000000',
      '2023-03-02 interest in_term 100000000 2023-01-01 2023-03-02 60 7.3 1200000: inTermInterest 1200000',
      '2023-03-02 repayment: principal -50000000, inTermInterest -1200000',
      '2023-03-31 interest in_term 50000000 2023-03-02 2023-03-31 29 7.3 290000: inTermInterest 290000',
    ]);
    expect(ends(quarter)).toEqual({
      opening: ['0', '0', '0', '0', '0'],
      closing: ['50000000', '0', '290000', '0', '0'],
    });
    expect(quarter.lines.map((line) => columns(line.balance).join(' '))).toEqual([
      '100000000 0 0 0 0',
      '100000000 0 1200000 0 0',
      '50000000 0 0 0 0',
      '50000000 0 290000 0 0',
    ]);
    expect(plain(quarter.closing)).toMatchObject({
      inTermInterest: { accrued: '1490000', paid: '1200000', waived: '0', owed: '290000' },
    });
  });

  test('across a rate change and a freeze: a line ends at each, frozen days have none', () => {
    const facts = lent({
      rateChanges: [
        { effectiveOn: on('2023-02-01'), ratePercent: rate('3.65'), overdueRatePercent: null },
      ],
      freezes: [{ from: on('2023-02-11'), to: on('2023-02-21') }],
    });
    // Opening: 14 days of 20,000. To 1/2: 31 days of 20,000. Then 10,000 a day: 10 and 8 days.
    const across = stated(BULLET, facts, '2023-01-15', '2023-03-01');
    expect(rows(across)).toEqual([
      '2023-02-01 interest in_term 100000000 2023-01-01 2023-02-01 31 7.3 620000: inTermInterest 620000',
      '2023-02-01 interest_in_opening in_term 100000000 2023-01-01 2023-01-15 14 7.3 280000: inTermInterest -280000',
      '2023-02-01 rate_change',
      '2023-02-11 interest in_term 100000000 2023-02-01 2023-02-11 10 3.65 100000: inTermInterest 100000',
      '2023-02-11 freeze',
      '2023-02-21 freeze_end',
      '2023-03-01 interest in_term 100000000 2023-02-21 2023-03-01 8 3.65 80000: inTermInterest 80000',
    ]);
    expect(ends(across)).toEqual({
      opening: ['100000000', '0', '280000', '0', '0'],
      closing: ['100000000', '0', '800000', '0', '0'],
    });
  });

  test('prints a segment across its beginning whole, rounded once, less the part in the opening', () => {
    // 18,250 at 1%: 0.5 a day. In the opening one day: 1; two days in one segment: 1, so 0 is new.
    const terms = { ...BULLET, ratePercent: rate('1') };
    const facts = factsOf({ disbursements: [disbursed('2023-01-01', '18_250')] });
    const second = stated(terms, facts, '2023-01-02', '2023-01-03');
    expect(rows(second)).toEqual([
      '2023-01-03 interest in_term 18250 2023-01-01 2023-01-03 2 1 1: inTermInterest 1',
      '2023-01-03 interest_in_opening in_term 18250 2023-01-01 2023-01-02 1 1 1: inTermInterest -1',
    ]);
    expect(ends(second)).toEqual({
      opening: ['18250', '0', '1', '0', '0'],
      closing: ['18250', '0', '1', '0', '0'],
    });
  });

  test('across a charge-off: a receipt of its day is no recovery, later ones are', () => {
    const facts = lent({
      repayments: [
        paid('2023-03-12', { principal: '5_000_000' }),
        paid('2023-03-20', { principal: '30_000_000', overdueInterest: '150_000' }),
      ],
      chargeOffs: [{ effectiveOn: on('2023-03-12') }],
    });
    // From 2/3: in term 50 m, 10,000 a day; overdue 50 m, 15,000 a day; late on 1,200,000, 120 a day.
    // The opening has 60 days of 20,000 and five of each: 1,250,000, 75,000 and 600.
    const across = stated(HALVES, facts, '2023-03-07', '2023-03-31');
    expect(rows(across)).toEqual([
      '2023-03-12 interest in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000: inTermInterest 100000',
      '2023-03-12 interest_in_opening in_term 50000000 2023-03-02 2023-03-07 5 7.3 50000: inTermInterest -50000',
      '2023-03-12 interest overdue 50000000 2023-03-02 2023-03-12 10 10.95 150000: overdueInterest 150000',
      '2023-03-12 interest_in_opening overdue 50000000 2023-03-02 2023-03-07 5 10.95 75000: overdueInterest -75000',
      '2023-03-12 interest late 1200000 2023-03-02 2023-03-12 10 3.65 1200: lateInterest 1200',
      '2023-03-12 interest_in_opening late 1200000 2023-03-02 2023-03-07 5 3.65 600: lateInterest -600',
      '2023-03-12 repayment: principal -5000000',
      '2023-03-12 charge_off: principal -95000000, chargedOffPrincipal 95000000',
      '2023-03-20 repayment: chargedOffPrincipal -30000000, overdueInterest -150000',
    ]);
    expect(ends(across)).toEqual({
      opening: ['100000000', '0', '1250000', '75000', '600'],
      closing: ['0', '65000000', '1300000', '0', '1200'],
    });
  });

  test('across a restructuring: what was overdue is in term from that day on', () => {
    const facts = lent({
      restructurings: [
        {
          kind: 'reschedule',
          decidedOn: on('2023-03-12'),
          instalments: [{ dueOn: on('2023-06-02'), principal: vnd('100_000_000') }],
        },
      ],
    });
    // Ten days with half overdue (10,000 and 15,000 a day), ten with all in term (20,000 a day);
    // the interest due on 2/3 stays in arrears: 20 days of 120.
    const across = stated(HALVES, facts, '2023-03-02', '2023-03-22');
    expect(rows(across)).toEqual([
      '2023-03-12 interest in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000: inTermInterest 100000',
      '2023-03-12 interest overdue 50000000 2023-03-02 2023-03-12 10 10.95 150000: overdueInterest 150000',
      '2023-03-12 restructuring',
      '2023-03-22 interest in_term 100000000 2023-03-12 2023-03-22 10 7.3 200000: inTermInterest 200000',
      '2023-03-22 interest late 1200000 2023-03-02 2023-03-22 20 3.65 2400: lateInterest 2400',
    ]);
    expect(ends(across)).toEqual({
      opening: ['100000000', '0', '1200000', '0', '0'],
      closing: ['100000000', '0', '1500000', '150000', '2400'],
    });
  });

  test('shows a credit that a back-dated receipt leaves as less than nothing owed (R13)', () => {
    const facts = lent({
      repayments: [
        paid('2023-01-11', { inTermInterest: '200_000' }),
        paid('2023-01-06', { principal: '50_000_000' }),
      ],
    });
    // Opening: 5 days of 20,000 and 2 of 10,000. To 13/1: 7 days of 10,000.
    const credit = stated(BULLET, facts, '2023-01-08', '2023-01-13');
    expect(rows(credit)).toEqual([
      '2023-01-11 repayment: inTermInterest -200000',
      '2023-01-13 interest in_term 50000000 2023-01-06 2023-01-13 7 7.3 70000: inTermInterest 70000',
      '2023-01-13 interest_in_opening in_term 50000000 2023-01-06 2023-01-08 2 7.3 20000: inTermInterest -20000',
    ]);
    expect(ends(credit)).toEqual({
      opening: ['50000000', '0', '120000', '0', '0'],
      closing: ['50000000', '0', '-30000', '0', '0'],
    });
  });

  test('of one day has that day’s facts, by kind in a fixed order, and no interest', () => {
    const day = on('2023-02-01');
    const facts = lent({
      disbursements: [disbursed('2023-01-01', '60_000_000'), disbursed('2023-02-01', '40_000_000')],
      repayments: [
        paid('2023-01-15', { principal: '1_000_000' }),
        paid('2023-02-01', { principal: '3_000_000' }),
        paid('2023-02-01', { principal: '2_000_000' }),
      ],
      recalls: [
        recalled('2023-01-10', '2023-05-31'),
        recalled('2023-01-10', '2023-03-31', '2023-02-01'),
        recalled('2023-02-01', '2023-04-28'),
      ],
      rateChanges: [{ effectiveOn: day, ratePercent: rate('6'), overdueRatePercent: null }],
      freezes: [{ from: day, to: null }],
      waivers: [{ effectiveOn: day, component: 'inTermInterest', amount: vnd('100_000') }],
      debtGroupOverrides: [{ effectiveOn: day, group: 3, change: 'worsening' }],
    });
    const today = stated(BULLET, facts, '2023-02-01', '2023-02-01');
    expect(rows(today)).toEqual([
      '2023-02-01 disbursement: principal 40000000',
      '2023-02-01 repayment: principal -3000000',
      '2023-02-01 repayment: principal -2000000',
      '2023-02-01 waiver: inTermInterest -100000',
      '2023-02-01 rate_change',
      '2023-02-01 freeze',
      '2023-02-01 recall',
      '2023-02-01 recall_withdrawal',
      '2023-02-01 debt_group_override',
    ]);
    // Each names its fact: of all disbursements the second, of all receipts the second and third …
    // of all recalls the third, of all withdrawals the first.
    expect(today.lines.map((line) => ('index' in line ? line.index : null))).toEqual([
      1, 1, 2, 0, 0, 0, 2, 0, 0,
    ]);
    // 14 days on 60 m (12,000 a day) and 17 on 59 m (11,800 a day): 168,000 + 200,600.
    expect(ends(today)).toEqual({
      opening: ['59000000', '0', '368600', '0', '0'],
      closing: ['94000000', '0', '268600', '0', '0'],
    });
  });

  test('lists the interest of one day by class, whichever line a fact of that day ends', () => {
    const facts = lent({ repayments: [paid('2023-03-12', { principal: '20_000_000' })] });
    // The payment of overdue principal ends that line; the others are cut at the close (R3).
    expect(rows(stated(HALVES, facts, '2023-03-02', '2023-03-12'))).toEqual([
      '2023-03-12 interest in_term 50000000 2023-03-02 2023-03-12 10 7.3 100000: inTermInterest 100000',
      '2023-03-12 interest overdue 50000000 2023-03-02 2023-03-12 10 10.95 150000: overdueInterest 150000',
      '2023-03-12 interest late 1200000 2023-03-02 2023-03-12 10 3.65 1200: lateInterest 1200',
      '2023-03-12 repayment: principal -20000000',
    ]);
  });

  test('before anything was lent is empty', () => {
    const before = stated(BULLET, lent(), '2022-12-01', '2022-12-31');
    expect(rows(before)).toEqual([]);
    expect(ends(before)).toEqual({
      opening: ['0', '0', '0', '0', '0'],
      closing: ['0', '0', '0', '0', '0'],
    });
  });
});

describe('what happens on the first day of a statement', () => {
  const FIRST = on('2023-02-10');
  const monthly = { every: 'month', firstDueOn: FIRST } as const;
  const rateChange = { effectiveOn: FIRST, ratePercent: rate('6'), overdueRatePercent: null };

  test.each<[string, LoanTerms, Partial<LoanFacts>]>([
    ['the end of an interest period', { ...BULLET, interestSchedule: monthly }, {}],
    ['the final due date', bulletLoan('2023-02-10'), {}],
    ['a recall’s deadline', BULLET, { recalls: [recalled('2023-01-20', '2023-02-10')] }],
    ['a rate change', BULLET, { rateChanges: [rateChange] }],
    ['the beginning of a freeze', BULLET, { freezes: [{ from: FIRST, to: null }] }],
    ['the end of a freeze', BULLET, { freezes: [{ from: on('2023-02-01'), to: FIRST }] }],
    ['a payment of principal', BULLET, { repayments: [paid(FIRST, { principal: '1_000' })] }],
    ['a charge-off', BULLET, { chargeOffs: [{ effectiveOn: FIRST }] }],
    ['the first tranche', BULLET, { disbursements: [disbursed(FIRST, '100_000_000')] }],
  ])('%s leaves no segment across it', (_, terms, facts) => {
    const types = stated(terms, lent(facts), FIRST, '2023-02-28').lines.map((line) => line.type);
    expect(types).not.toContain('interest_in_opening');
  });

  test.each<[string, Partial<LoanFacts>]>([
    ['a payment of interest', { repayments: [paid(FIRST, { inTermInterest: '1_000' })] }],
    ['a recall', { recalls: [recalled(FIRST, '2023-05-31')] }],
    [
      'a rate change to the same rate',
      { rateChanges: [{ ...rateChange, ratePercent: rate('7.3') }] },
    ],
  ])('%s does not end the in-term segment', (_, facts) => {
    // 1/1 to 28/2: 58 days of 20,000, of which 40 in the opening.
    expect(rows(stated(BULLET, lent(facts), FIRST, '2023-02-28')).slice(-2)).toEqual([
      '2023-02-28 interest in_term 100000000 2023-01-01 2023-02-28 58 7.3 1160000: inTermInterest 1160000',
      '2023-02-28 interest_in_opening in_term 100000000 2023-01-01 2023-02-10 40 7.3 800000: inTermInterest -800000',
    ]);
  });

  test('a withdrawal of a recall due that day lets the segment run on, whole', () => {
    // The deadline would have ended an interest period on 10/2; withdrawn that day, it does not (R5).
    const facts = lent({ recalls: [recalled('2023-01-20', '2023-02-10', '2023-02-10')] });
    // 1/1 to 20/2: 50 days of 20,000, of which 40 in the opening.
    expect(rows(stated(BULLET, facts, FIRST, '2023-02-20'))).toEqual([
      '2023-02-10 recall_withdrawal',
      '2023-02-20 interest in_term 100000000 2023-01-01 2023-02-20 50 7.3 1000000: inTermInterest 1000000',
      '2023-02-20 interest_in_opening in_term 100000000 2023-01-01 2023-02-10 40 7.3 800000: inTermInterest -800000',
    ]);
  });
});

describe('of any loan with any decisions, a statement', () => {
  const WINDOW = fc.tuple(DAY, DAY).map((days) => days.toSorted() as [CalendarDate, CalendarDate]);
  const RUNS = { numRuns: 100 };
  const of = ({ terms, facts, rules }: Loan, from: CalendarDate, to: CalendarDate) =>
    statement(terms, onTime(facts), rules, { from, to });
  const at = ({ terms, facts, rules }: Loan, day: CalendarDate) =>
    position(terms, facts, rules, day);
  const CLASSES = ['in_term', 'overdue', 'late'] as const;

  function changed(lines: Statement['lines']): Balances {
    const total = (column: keyof Balances) => sum(lines.map((line) => line.change[column]));
    return Object.fromEntries(COLUMNS.map((each) => [each, total(each)])) as unknown as Balances;
  }

  test('goes from its opening by its lines to the position at its close, in every column', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, to]) => {
        const { opening, lines, closing } = of(loan, from, to);
        expect(plain(closing)).toEqual(plain(at(loan, to)));
        const change = changed(lines);
        const start = balancesOf(opening);
        const end = COLUMNS.map((column) => text(start[column].plus(change[column])));
        expect(end).toEqual(columns(balancesOf(at(loan, to))));
        expect(columns(lines.at(-1)?.balance ?? start)).toEqual(end);
      }),
      RUNS,
    );
  });

  test('opens with the facts of the day before and the interest accrued at its first day', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, to]) => {
        const { opening } = of(loan, from, to);
        const [dayBefore, firstDay] = [at(loan, addDays(from, -1)), at(loan, from)];
        expect(plain(opening.principal)).toMatchObject({
          disbursed: text(dayBefore.principal.disbursed),
          repaid: text(dayBefore.principal.repaid),
          chargedOff: text(dayBefore.principal.chargedOff),
          outstanding: text(dayBefore.principal.outstanding),
        });
        for (const of of Object.values(COMPONENT_OF)) {
          expect(text(opening[of].accrued)).toBe(text(firstDay[of].accrued));
          expect(text(opening[of].paid)).toBe(text(dayBefore[of].paid));
          expect(text(opening[of].waived)).toBe(text(dayBefore[of].waived));
        }
      }),
      RUNS,
    );
  });

  test('and the facts of a day lead from the opening of that day to the close of one that ends on it', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, DAY, (loan, [from, middle], later) => {
        const to = later < middle ? middle : later;
        const second = of(loan, middle, to);
        const facts = second.lines.filter((line) => line.on === middle);
        const change = changed(facts);
        const opening = balancesOf(second.opening);
        expect(COLUMNS.map((column) => text(opening[column].plus(change[column])))).toEqual(
          columns(balancesOf(of(loan, from, middle).closing)),
        );
        expect(facts.every((line) => 'index' in line)).toBe(true);
      }),
      RUNS,
    );
  });

  test('that ends the day before differs from the next opening by that one day’s interest', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, last]) => {
        const next = addDays(last, 1);
        const { closing } = of(loan, from, last);
        const { opening } = of(loan, next, next);
        const { terms, facts, rules } = loan;
        const { totals } = interestBetween(terms, facts, rules, { from: last, to: next });
        const [before, after] = [balancesOf(closing), balancesOf(opening)];
        for (const column of ['principal', 'chargedOffPrincipal'] as const) {
          expect(text(after[column])).toBe(text(before[column]));
        }
        // A segment that runs on is rounded once, not day by day: 1 đồng at most (R3).
        for (const [column, interest] of [
          ['inTermInterest', totals.inTerm],
          ['overdueInterest', totals.overdue],
          ['lateInterest', totals.late],
        ] as const) {
          const apart = after[column].minus(before[column]).minus(interest).abs();
          expect(apart.lessThanOrEqualTo(1)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('has interest lines that sum, by class, to what accrued since the opening', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, to]) => {
        const { opening, lines, closing } = of(loan, from, to);
        for (const name of CLASSES) {
          const interest = lines.flatMap((line) =>
            'segment' in line && line.segment.class === name
              ? [line.type === 'interest' ? line.segment.interest : line.segment.interest.negated()]
              : [],
          );
          const component = COMPONENT_OF[name];
          const accrued = closing[component].accrued.minus(opening[component].accrued);
          expect(text(sum(interest))).toBe(text(accrued));
        }
      }),
      RUNS,
    );
  });

  test('has interest lines that can be recomputed, each part in the opening after its whole', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, to]) => {
        const { lines } = of(loan, from, to);
        for (const [index, line] of lines.entries()) {
          if (!('segment' in line)) continue;
          const { segment, type } = line;
          const { balance, ratePercent, days } = segment;
          expect(days).toBe(daysBetween(segment.from, segment.to));
          expect(text(segment.interest)).toBe(text(interestHalfUp(balance, ratePercent, days)));
          const next = lines[index + 1];
          const isCut = next?.type === 'interest_in_opening';
          expect(type === 'interest' && segment.from < from).toBe(isCut);
          if (!isCut || !('segment' in next)) continue;
          const { days: _, interest, ...part } = next.segment;
          expect(plain(part)).toEqual(
            plain({ class: segment.class, balance, from: segment.from, to: from, ratePercent }),
          );
          expect(text(next.change[COMPONENT_OF[segment.class]])).toBe(text(interest.negated()));
          expect(next.on).toBe(line.on);
        }
      }),
      RUNS,
    );
  });

  test('has every fact of its days, once, in order of date', () => {
    fc.assert(
      fc.property(LOAN, WINDOW, (loan, [from, to]) => {
        const { lines } = of(loan, from, to);
        const days = lines.map((line) => line.on);
        expect(days).toEqual(days.toSorted());
        expect(days.every((day) => from <= day && day <= to)).toBe(true);
        const listed = lines.flatMap((line) =>
          'index' in line ? [`${line.type} ${line.index} ${line.on}`] : [],
        );
        const { facts } = loan;
        const all: Record<(typeof FACT_TYPES)[number], readonly CalendarDate[]> = {
          opening: facts.opening === null ? [] : [facts.opening.on],
          disbursement: facts.disbursements.map((each) => each.effectiveOn),
          repayment: facts.repayments.map((each) => each.effectiveOn),
          waiver: facts.waivers.map((each) => each.effectiveOn),
          charge_off: facts.chargeOffs.map((each) => each.effectiveOn),
          write_off: facts.writeOffs.map((each) => each.effectiveOn),
          restructuring: facts.restructurings.map((each) => each.decidedOn),
          rate_change: facts.rateChanges.map((each) => each.effectiveOn),
          freeze: facts.freezes.map((each) => each.from),
          freeze_end: facts.freezes.flatMap((each) => each.to ?? []),
          recall: facts.recalls.map((each) => each.decidedOn),
          recall_withdrawal: facts.recalls.flatMap((each) => each.withdrawnOn ?? []),
          debt_group_override: facts.debtGroupOverrides.map((each) => each.effectiveOn),
        };
        const expected = FACT_TYPES.flatMap((type) =>
          all[type].flatMap((day, index) =>
            from <= day && day <= to ? [`${type} ${index} ${day}`] : [],
          ),
        );
        expect(listed.toSorted()).toEqual(expected.toSorted());
      }),
      RUNS,
    );
  });

  test('from before the first fact begins with nothing', () => {
    fc.assert(
      fc.property(LOAN, DAY, (loan, to) => {
        const from = addDays(START, -10);
        const { opening, lines } = of(loan, from, to);
        expect(columns(balancesOf(opening))).toEqual(['0', '0', '0', '0', '0']);
        expect(lines.map((line) => line.type)).not.toContain('interest_in_opening');
      }),
      RUNS,
    );
  });
});
