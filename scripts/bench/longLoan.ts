import { addDays, calendarDate, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { NO_FACTS, type LoanFacts, type Repayment } from '../../src/domain/loans/facts.ts';
import { money, rate } from '../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';

const SIGNED_ON = calendarDate('2003-01-02');

const DAYS = 7_300;

/** The day at whose close the loan is measured: after all its facts. */
export const LAST_DAY = calendarDate('2023-06-30');

/** Ten billion over twenty years, repaid yearly, with quarterly interest and late interest on it. */
export const TERMS: LoanTerms = {
  contractNumber: '01/2003/HĐTD',
  signedOn: SIGNED_ON,
  principal: money('10000000000'),
  ratePercent: rate('6.6'),
  overdueRatePercent: rate('9.9'),
  lateInterestRatePercent: rate('3.3'),
  overdueScope: 'instalment',
  allocationOrder: null,
  principalSchedule: {
    kind: 'equal',
    count: 20,
    every: 'year',
    firstDueOn: calendarDate('2004-01-02'),
    roundTo: money('1000'),
  },
  interestSchedule: { every: 'quarter', firstDueOn: calendarDate('2003-04-02') },
};

const ZERO = money('0');

/** The day after so many thousandths of the loan's life. */
const after = (thousandths: number): CalendarDate =>
  addDays(SIGNED_ON, Math.floor((DAYS * thousandths) / 1000));

/** Decisions of every kind, a few of each, some of them far apart. */
const DECISIONS = {
  recalls: [
    { decidedOn: after(200), deadline: after(215), withdrawnOn: after(210) },
    { decidedOn: after(950), deadline: after(960), withdrawnOn: null },
  ],
  restructurings: [
    {
      kind: 'extension',
      decidedOn: after(500),
      instalments: [600, 700, 800, 900, 1010].map((each) => ({
        dueOn: after(each),
        principal: money('900000000'),
      })),
    },
  ],
  rateChanges: [250, 550, 750].map((each) => ({
    effectiveOn: after(each),
    ratePercent: rate('6'),
    overdueRatePercent: null,
  })),
  freezes: [
    { from: after(300), to: after(320) },
    { from: after(310), to: after(330) },
  ],
  waivers: [400, 650].map((each) => ({
    effectiveOn: after(each),
    component: 'inTermInterest',
    amount: money('1000000'),
  })),
  debtGroupOverrides: [{ effectiveOn: after(700), group: 4, change: 'worsening' }],
} as const satisfies Partial<LoanFacts>;

/** Receipts evenly over the loan's life, each of principal and of every class of interest. */
function receipts(count: number): Repayment[] {
  const principal = TERMS.principal.times('0.8').div(count).floor();
  return Array.from({ length: count }, (_, index) => ({
    effectiveOn: addDays(SIGNED_ON, 1 + Math.floor(((DAYS - 1) * index) / count)),
    allocation: {
      principal,
      inTermInterest: money('1000000'),
      overdueInterest: index % 4 === 0 ? money('1000') : ZERO,
      lateInterest: index % 8 === 0 ? money('10') : ZERO,
    },
  }));
}

/** So many facts on the loan: a few tranches, decisions of every kind, and receipts. */
export function longLoan(count: number): LoanFacts {
  const disbursements = [0, 2, 4, 6].map((days) => ({
    effectiveOn: addDays(SIGNED_ON, days),
    amount: TERMS.principal.div(4),
  }));
  const others = { ...NO_FACTS, ...DECISIONS, disbursements };
  const decided = Object.values(others).flat().length;
  return { ...others, repayments: receipts(count - decided) };
}
