import {
  addDays,
  addMonths,
  calendarDate,
  daysBetween,
  stepFrom,
} from '../../src/domain/primitives/dates.ts';
import type { CalendarDate } from '../../src/domain/primitives/dates.ts';
import { NO_FACTS, type Allocation, type LoanFacts } from '../../src/domain/loans/facts.ts';
import { owedAt } from '../../src/domain/loans/allocation.ts';
import { interestHalfUp, money, rate, sum, ZERO } from '../../src/domain/primitives/money.ts';
import type { Money } from '../../src/domain/primitives/money.ts';
import { payableBy, type FundRules } from '../../src/domain/policies/fundRules.ts';
import { position, type Standing } from '../../src/domain/loans/position.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import type { Stage } from '../../src/domain/court/stages.ts';
import { DEFAULT_POLICIES } from '../../test/support/policies.ts';

/** The rules of a fund as it is created. */
export const RULES: FundRules = {
  workingDays: new Set(),
  holidays: new Set(),
  policies: DEFAULT_POLICIES,
};

/** A suit for all that a loan owes on the day of filing. */
export interface Suit {
  readonly filedOn: CalendarDate;
  readonly claim: Allocation;
  readonly stages: readonly { readonly stage: Stage; readonly on: CalendarDate }[];
}

/** A loan that so many borrowers have, each with a contract of its own. */
export interface LoanTemplate {
  readonly copies: number;
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly suit: Suit | null;
}

/** The day up to which receipts came. */
export const LAST_RECEIPT_DAY = calendarDate('2026-11-15');

/** How long the instalments of a loan in term go on after that day. */
const MONTHS_TO_GO = 24;

/** More templates would be no other fund, and take longer to work out. */
const MOST_TEMPLATES = 100;

type Fate = 'in term' | 'settled' | 'overdue' | 'recalled' | 'charged off' | 'sued';

const STANDING_OF: Readonly<Record<Fate, Standing>> = {
  'in term': 'in_term',
  settled: 'settled',
  overdue: 'overdue',
  recalled: 'overdue',
  'charged off': 'charged_off',
  sued: 'overdue',
};

/** Of a hundred loans ten are overdue, five settled, and two each recalled, charged off and sued. */
function fateOf(index: number): Fate {
  if (index % 10 === 3) return 'overdue';
  if (index % 20 === 11) return 'settled';
  if (index % 50 === 7) return 'charged off';
  if (index % 50 === 17) return 'sued';
  return index % 50 === 27 ? 'recalled' : 'in term';
}

/** For how many months nothing has come. */
function monthsUnpaid(fate: Fate, index: number): number {
  if (fate === 'overdue') return 1 + (index % 12);
  if (fate === 'sued') return 18;
  return fate === 'charged off' ? 24 : 0;
}

/** Level instalments and interest each month, from a month after the money went out. */
function termsOf(signedOn: CalendarDate, count: number, instalment: Money): LoanTerms {
  const firstDueOn = addMonths(signedOn, 1);
  return {
    contractNumber: '',
    signedOn,
    principal: instalment.times(count),
    ratePercent: rate('6.6'),
    overdueRatePercent: rate('9.9'),
    lateInterestRatePercent: rate('3.3'),
    overdueScope: 'instalment',
    allocationOrder: null,
    principalSchedule: { kind: 'equal', count, every: 'month', firstDueOn, roundTo: money('1000') },
    interestSchedule: { every: 'month', firstDueOn },
  };
}

/** Receipts on the days payable by, each of an instalment and of all interest up to that day. */
function receiptsOf(terms: LoanTerms, count: number, instalment: Money): LoanFacts['repayments'] {
  let [balance, since] = [terms.principal, terms.signedOn];
  const first = addMonths(terms.signedOn, 1);
  return Array.from({ length: count }, (_, index) => {
    const due = stepFrom(first, 'month', index);
    const effectiveOn = payableBy(due, RULES);
    // A due date ends a run of days, so each side of it is rounded once.
    const inTermInterest = sum(
      [daysBetween(since, due), daysBetween(due, effectiveOn)].map((days) =>
        interestHalfUp(balance, terms.ratePercent, days),
      ),
    );
    [balance, since] = [balance.minus(instalment), effectiveOn];
    return {
      effectiveOn,
      allocation: {
        principal: instalment,
        inTermInterest,
        overdueInterest: ZERO,
        lateInterest: ZERO,
      },
    };
  });
}

const before = (months: number) => addMonths(LAST_RECEIPT_DAY, -months);

function decisionsOf(fate: Fate): Partial<LoanFacts> {
  if (fate === 'recalled') {
    return { recalls: [{ decidedOn: before(2), deadline: before(1), withdrawnOn: null }] };
  }
  return fate === 'charged off' ? { chargeOffs: [{ effectiveOn: before(12) }] } : {};
}

function suitOf(terms: LoanTerms, facts: LoanFacts): Suit {
  const filedOn = before(10);
  const stages = [
    { stage: 'petition_filed', on: filedOn },
    { stage: 'fee_advance_paid', on: before(9) },
    { stage: 'accepted', on: before(8) },
    { stage: 'hearing', on: before(4) },
    { stage: 'first_instance_judgment', on: before(3) },
    { stage: 'final', on: before(2) },
  ] as const;
  return { filedOn, claim: owedAt(position(terms, facts, RULES, filedOn)), stages };
}

function templateOf(index: number, factsOfLoan: number, copies: number): LoanTemplate {
  const fate = fateOf(index);
  const decisions = decisionsOf(fate);
  const receipts = factsOfLoan - 1 - Object.values(decisions).flat().length;
  const unpaid = monthsUnpaid(fate, index);
  // A day of the month of its own, early enough that the last receipt has come.
  const signedOn = addDays(before(receipts + unpaid), -1 - (index % 28));
  const instalment = money(`${1 + (index % 5)}000000`);
  const count = fate === 'settled' ? receipts : receipts + unpaid + MONTHS_TO_GO;
  const terms = termsOf(signedOn, count, instalment);
  const facts: LoanFacts = {
    ...NO_FACTS,
    ...decisions,
    disbursements: [{ effectiveOn: signedOn, amount: terms.principal }],
    repayments: receiptsOf(terms, receipts, instalment),
  };
  const { standing } = position(terms, facts, RULES, LAST_RECEIPT_DAY);
  if (standing !== STANDING_OF[fate]) throw new Error(`a loan that is ${fate}: ${standing}`);
  return { copies, terms, facts, suit: fate === 'sued' ? suitOf(terms, facts) : null };
}

/** The loans of a fund, with so many facts each: what was lent, and receipts month by month. */
export function loansOfFund(loans: number, factsOfLoan: number): LoanTemplate[] {
  const count = Math.min(loans, MOST_TEMPLATES);
  return Array.from({ length: count }, (_, index) =>
    templateOf(index, factsOfLoan, Math.floor((loans + count - 1 - index) / count)),
  );
}

/** Loans in term of ten billion each, which can take any number of small receipts. */
export function bigLoans(loans: number, factsOfLoan: number): LoanTemplate[] {
  const instalment = money('200000000');
  const signedOn = addDays(before(factsOfLoan - 1), -1);
  const terms = termsOf(signedOn, factsOfLoan + MONTHS_TO_GO, instalment);
  const facts: LoanFacts = {
    ...NO_FACTS,
    disbursements: [{ effectiveOn: signedOn, amount: terms.principal }],
    repayments: receiptsOf(terms, factsOfLoan - 1, instalment),
  };
  return [{ copies: loans, terms, facts, suit: null }];
}
