import type { ChargeOff } from '../../src/domain/loans/chargeOff.ts';
import { LoanBooks } from '../../src/domain/loans/loanBooks.ts';
import type { Accrual } from '../../src/domain/loans/accrual.ts';
import type { FundRules } from '../../src/domain/policies/fundRules.ts';
import { calendarDate, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { DomainError } from '../../src/domain/primitives/errors.ts';
import {
  NO_FACTS,
  type Allocation,
  type DebtGroupOverride,
  type Disbursement,
  type InterestComponent,
  type LoanFacts,
  type Recall,
  type Repayment,
  type Restructuring,
  type VoucheredFacts,
} from '../../src/domain/loans/facts.ts';
import { Dec, money, rate, text, type Money } from '../../src/domain/primitives/money.ts';
import { DEFAULT_POLICIES } from './policies.ts';
import type {
  ContractedInstalment,
  LoanTerms,
  PrincipalSchedule,
} from '../../src/domain/loans/terms.ts';

export const on = calendarDate;

export const vnd = (digits: string): Money => money(digits.replaceAll('_', ''));

/** The fund's rules with these holidays and the policies of the law. */
export function rulesWith(...holidays: string[]): FundRules {
  return {
    holidays: new Set(holidays.map(on)),
    workingDays: new Set(),
    policies: DEFAULT_POLICIES,
  };
}

export const NO_HOLIDAYS = rulesWith();

/** 200 million at 6.6% (9.9% overdue), due at once on 25 December 2023, interest quarterly. */
export const TERMS: LoanTerms = {
  contractNumber: '01/2023/HĐTD',
  signedOn: on('2023-03-20'),
  principal: vnd('200_000_000'),
  ratePercent: rate('6.6'),
  overdueRatePercent: null,
  lateInterestRatePercent: rate('0'),
  overdueScope: 'instalment',
  allocationOrder: null,
  principalSchedule: { kind: 'bullet', dueOn: on('2023-12-25') },
  interestSchedule: { every: 'quarter', firstDueOn: on('2023-06-25') },
};

export function loanOf(terms: Partial<LoanTerms> = {}): LoanTerms {
  return { ...TERMS, ...terms };
}

/** Instalments named one by one; the contract's principal is their sum. */
export function customLoan(
  instalments: readonly (readonly [day: string, amount: string])[],
  terms: Partial<LoanTerms> = {},
): LoanTerms {
  const agreed: ContractedInstalment[] = instalments.map(([day, amount]) => ({
    dueOn: on(day),
    principal: vnd(amount),
  }));
  return loanOf({
    principal: agreed.reduce((total, each) => total.plus(each.principal), vnd('0')),
    principalSchedule: { kind: 'custom', instalments: agreed },
    ...terms,
  });
}

/**
 * 100,000,000 at 7.3%: 20,000 a day on all of it, 10,000 on half (100,000,000 × 7.3 / 36500).
 * Overdue at 10.95%: 30,000 a day on all, 15,000 on half. Late interest at 3.65%: a ten-thousandth
 * a day. Half is due on Thursday 2 March 2023, half on Friday 2 June; interest on the same days.
 */
export const HALVES = customLoan(
  [
    ['2023-03-02', '50_000_000'],
    ['2023-06-02', '50_000_000'],
  ],
  {
    signedOn: on('2023-01-01'),
    ratePercent: rate('7.3'),
    lateInterestRatePercent: rate('3.65'),
    interestSchedule: { every: 'quarter', firstDueOn: on('2023-03-02') },
  },
);

/** The same 100,000,000, due at once with its interest. */
export function bulletLoan(dueOn: string, terms: Partial<LoanTerms> = {}): LoanTerms {
  return {
    ...HALVES,
    lateInterestRatePercent: rate('0'),
    principalSchedule: { kind: 'bullet', dueOn: on(dueOn) },
    interestSchedule: { every: 'maturity' },
    ...terms,
  };
}

/** Components in đồng; those not named are 0. */
export function parts(named: Partial<Record<keyof Allocation, string>>): Allocation {
  return {
    principal: vnd(named.principal ?? '0'),
    inTermInterest: vnd(named.inTermInterest ?? '0'),
    overdueInterest: vnd(named.overdueInterest ?? '0'),
    lateInterest: vnd(named.lateInterest ?? '0'),
  };
}

export function disbursed(day: string, amount: string): Disbursement {
  return { effectiveOn: on(day), amount: vnd(amount) };
}

export function paid(day: string, named: Partial<Record<keyof Allocation, string>>): Repayment {
  return { effectiveOn: on(day), allocation: parts(named) };
}

export function recalled(decidedOn: string, deadline: string, withdrawnOn?: string): Recall {
  return {
    decidedOn: on(decidedOn),
    deadline: on(deadline),
    withdrawnOn: withdrawnOn === undefined ? null : on(withdrawnOn),
  };
}

/** 100,000,000 lent on 1 January 2023, and what else happened. */
export function lent(facts: Partial<LoanFacts> = {}): LoanFacts {
  return factsOf({ disbursements: [disbursed('2023-01-01', '100_000_000')], ...facts });
}

export function factsOf(facts: Partial<LoanFacts>): LoanFacts {
  return { ...NO_FACTS, ...facts };
}

/** The same facts with a voucher for each payment: PC 1, PC 2, … and PT 1, PT 2, … of the name. */
/** The facts of a loan that were booked on their days: the figures of every day show the same. */
export const onTime = (facts: VoucheredFacts) => ({ facts, books: new LoanBooks(facts) });

export function vouchered(facts: LoanFacts, name: string): VoucheredFacts {
  const withVouchers = <T>(kind: string, payments: readonly T[]) =>
    payments.map((each, index) => {
      const voucherNumber = `${kind} ${index + 1}/${name}`;
      return { ...each, id: `fact ${voucherNumber}`, voucherNumber };
    });
  return {
    ...facts,
    disbursements: withVouchers('PC', facts.disbursements),
    repayments: withVouchers('PT', facts.repayments),
    recalls: facts.recalls.map((each, index) => ({ ...each, id: `recall ${index + 1}/${name}` })),
  };
}

/** A value as JSON shows it: money and rates as strings of digits. */
export function plain(value: unknown): unknown {
  if (Dec.isDecimal(value)) return text(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

/** The lines of an accrual or a listing, as an accountant would write them down. */
export function lines({ segments }: Pick<Accrual, 'segments'>): string[] {
  return segments.map(
    (each) =>
      `${each.class} ${text(each.balance)} ${each.from} ${each.to} ${each.days} ` +
      `${text(each.ratePercent)} ${text(each.interest)}`,
  );
}

/** The refusal that `act` ends in, with code and figures; fails where there is none. */
export function refusal(act: () => unknown): Pick<DomainError, 'code' | 'figures' | 'faults'> {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, figures: error.figures, faults: error.faults };
  }
  throw new Error('nothing was refused');
}

export const days = (...texts: string[]): CalendarDate[] => texts.map(on);

type Digits<T> = { readonly [K in keyof T]: T[K] extends Money ? string : T[K] };

/** A contract as the examples write it: the body of `POST /v1/loans`, with its defaults left out. */
export interface TermsJson {
  readonly contractNumber: string;
  readonly signedOn: CalendarDate;
  readonly principal: string;
  readonly ratePercent: string;
  readonly overdueRatePercent?: string;
  readonly lateInterestRatePercent?: string;
  readonly overdueScope?: LoanTerms['overdueScope'];
  readonly allocationOrder?: LoanTerms['allocationOrder'];
  readonly principalSchedule:
    | (Omit<Extract<PrincipalSchedule, { kind: 'equal' }>, 'roundTo'> & { roundTo?: string })
    | (Omit<Extract<PrincipalSchedule, { kind: 'annuity' }>, 'roundTo' | 'instalmentAmount'> & {
        roundTo?: string;
        instalmentAmount?: string;
      })
    | Extract<PrincipalSchedule, { kind: 'bullet' }>
    | { readonly kind: 'custom'; readonly instalments: readonly Digits<ContractedInstalment>[] };
  readonly interestSchedule: LoanTerms['interestSchedule'];
}

/** A fact as the examples write it; `of` is the index of the fact it reverses, withdraws or ends. */
export type FactJson =
  | { readonly type: 'disbursement'; readonly effectiveOn: CalendarDate; readonly amount: string }
  | {
      readonly type: 'repayment';
      readonly effectiveOn: CalendarDate;
      readonly amount: string;
      readonly allocation: Digits<Allocation>;
      readonly explicit?: true;
      /** It came through the one case about the loan (R39). */
      readonly throughCase?: true;
    }
  | { readonly type: 'recall'; readonly decidedOn: CalendarDate; readonly deadline: CalendarDate }
  | { readonly type: 'recall_withdrawal'; readonly decidedOn: CalendarDate; readonly of: number }
  | {
      readonly type: 'restructuring';
      readonly kind: Restructuring['kind'];
      readonly decidedOn: CalendarDate;
      readonly instalments: readonly Digits<ContractedInstalment>[];
    }
  | {
      readonly type: 'rate_change';
      readonly effectiveOn: CalendarDate;
      readonly ratePercent: string;
      readonly overdueRatePercent?: string;
    }
  | { readonly type: 'freeze'; readonly from: CalendarDate; readonly to?: CalendarDate }
  | {
      readonly type: 'waiver';
      readonly effectiveOn: CalendarDate;
      readonly component: InterestComponent;
      readonly amount: string;
    }
  | ({ readonly type: 'charge_off' } & ChargeOff)
  | ({ readonly type: 'debt_group_override' } & DebtGroupOverride)
  | { readonly type: 'freeze_end'; readonly to: CalendarDate; readonly of: number }
  | { readonly type: 'reversal'; readonly of: number };

function scheduleFrom(schedule: TermsJson['principalSchedule']): PrincipalSchedule {
  if (schedule.kind === 'bullet') return schedule;
  if (schedule.kind === 'equal') return { ...schedule, roundTo: money(schedule.roundTo ?? '1000') };
  if (schedule.kind === 'annuity') {
    const { instalmentAmount: amount } = schedule;
    return {
      ...schedule,
      roundTo: money(schedule.roundTo ?? '1000'),
      instalmentAmount: amount === undefined ? null : money(amount),
    };
  }
  return { kind: 'custom', instalments: instalmentsFrom(schedule.instalments) };
}

function instalmentsFrom(json: readonly Digits<ContractedInstalment>[]): ContractedInstalment[] {
  return json.map(({ dueOn, principal }) => ({ dueOn, principal: money(principal) }));
}

export function termsFrom(json: TermsJson): LoanTerms {
  return {
    contractNumber: json.contractNumber,
    signedOn: json.signedOn,
    principal: money(json.principal),
    ratePercent: rate(json.ratePercent),
    overdueRatePercent:
      json.overdueRatePercent === undefined ? null : rate(json.overdueRatePercent),
    lateInterestRatePercent: rate(json.lateInterestRatePercent ?? '0'),
    overdueScope: json.overdueScope ?? 'instalment',
    allocationOrder: json.allocationOrder ?? null,
    principalSchedule: scheduleFrom(json.principalSchedule),
    interestSchedule: json.interestSchedule,
  };
}

/** The facts that stand: those reversed are left out (R12). */
export function factsFrom(json: readonly FactJson[]): LoanFacts {
  const reversed = new Set(json.flatMap((fact) => (fact.type === 'reversal' ? [fact.of] : [])));
  const standing = [...json.entries()].filter(([index]) => !reversed.has(index));
  const of = <Type extends FactJson['type']>(type: Type) =>
    standing.flatMap(([index, fact]) =>
      fact.type === type ? [{ index, fact: fact as Extract<FactJson, { type: Type }> }] : [],
    );
  const rateIfAny = (digits: string | undefined) => (digits === undefined ? null : rate(digits));
  return {
    opening: null,
    disbursements: of('disbursement').map(({ fact }) => disbursed(fact.effectiveOn, fact.amount)),
    repayments: of('repayment').map(({ fact }) => ({
      ...paid(fact.effectiveOn, fact.allocation),
      ...(fact.throughCase && { litigationCaseId: 'case' }),
    })),
    recalls: of('recall').map(({ fact: { decidedOn, deadline }, index }) => {
      const withdrawal = of('recall_withdrawal').find((each) => each.fact.of === index);
      return recalled(decidedOn, deadline, withdrawal?.fact.decidedOn);
    }),
    restructurings: of('restructuring').map(({ fact: { kind, decidedOn, instalments } }) => ({
      kind,
      decidedOn,
      instalments: instalmentsFrom(instalments),
    })),
    rateChanges: of('rate_change').map(({ fact }) => ({
      effectiveOn: fact.effectiveOn,
      ratePercent: rate(fact.ratePercent),
      overdueRatePercent: rateIfAny(fact.overdueRatePercent),
    })),
    freezes: of('freeze').map(({ fact: { from, to }, index }) => {
      const end = of('freeze_end').find((each) => each.fact.of === index);
      return { from, to: end?.fact.to ?? to ?? null };
    }),
    waivers: of('waiver').map(({ fact: { effectiveOn, component, amount } }) => ({
      effectiveOn,
      component,
      amount: money(amount),
    })),
    chargeOffs: of('charge_off').map(({ fact }) => fact),
    writeOffs: [],
    debtGroupOverrides: of('debt_group_override').map(({ fact }) => fact),
  };
}
