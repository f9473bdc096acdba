import { sum, type Money, ZERO, type RatePercent } from '../primitives/money.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import type { DebtGroup } from '../policies/debtGroups.ts';
import { chargedOffOn, type ChargeOff, type WriteOff } from './chargeOff.ts';
import { openRepaid, type LoanOpening } from './opening.ts';
import type { ContractedInstalment } from './terms.ts';

export function totalOf(amounts: Allocation): Money {
  return sum(COMPONENTS.map((component) => amounts[component]));
}

/** What a receipt paid, by component: a fact on the voucher (R8). */
export interface Allocation {
  readonly principal: Money;
  readonly inTermInterest: Money;
  readonly overdueInterest: Money;
  readonly lateInterest: Money;
}

/** The components of a receipt, in the order in which they are printed (R8). */
export const COMPONENTS = [
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const satisfies readonly (keyof Allocation)[];

export const NO_ALLOCATION: Allocation = {
  principal: ZERO,
  inTermInterest: ZERO,
  overdueInterest: ZERO,
  lateInterest: ZERO,
};

export function addAllocations(a: Allocation, b: Allocation): Allocation {
  const total = { ...a };
  for (const component of COMPONENTS) {
    if (!b[component].isZero()) total[component] = a[component].plus(b[component]);
  }
  return total;
}

/** The same amounts, taken back. */
export const negated = (of: Allocation): Allocation => ({
  principal: of.principal.negated(),
  inTermInterest: of.inTermInterest.negated(),
  overdueInterest: of.overdueInterest.negated(),
  lateInterest: of.lateInterest.negated(),
});

/** The components that are interest, each of a class of its own (R8). */
export type InterestComponent = Exclude<keyof Allocation, 'principal'>;

/** How a payment moved money, as far as the ledger tells it (R35). */
interface PostedPayment {
  readonly method?: Method | null;
  /** Left out: the ledger does not tell where the money is. */
  readonly postedAs?: 'by_place';
}

export interface Disbursement extends PostedPayment {
  readonly effectiveOn: CalendarDate;
  readonly amount: Money;
}

export interface Repayment extends PostedPayment {
  readonly effectiveOn: CalendarDate;
  readonly allocation: Allocation;
  /** The case before a court through which it came (R26). */
  readonly litigationCaseId?: string | null;
  /** What an enforcement office kept back of the sum that the borrower is credited (R39). */
  readonly enforcementFee?: Money;
}

/** The money that came in by a receipt: what the borrower is credited less what was kept back (R39). */
export const cameIn = ({
  allocation,
  enforcementFee = ZERO,
}: Pick<Repayment, 'allocation' | 'enforcementFee'>): Money =>
  totalOf(allocation).minus(enforcementFee);

/** The fact that a payment is, and the number of its voucher. */
export interface Voucher {
  readonly id: string;
  readonly voucherNumber: string;
}

/** An early recall (R14 b): counts from `decidedOn` until a withdrawal decided on `withdrawnOn`. */
export interface Recall {
  readonly decidedOn: CalendarDate;
  readonly deadline: CalendarDate;
  readonly withdrawnOn: CalendarDate | null;
}

/** New instalments for what is unpaid at the close of `decidedOn` (R14 a). */
export interface Restructuring {
  readonly kind: 'reschedule' | 'extension';
  readonly decidedOn: CalendarDate;
  readonly instalments: readonly ContractedInstalment[];
}

/** The in-term rate from `effectiveOn` on; an overdue rate where one is given (R7). */
export interface RateChange {
  readonly effectiveOn: CalendarDate;
  readonly ratePercent: RatePercent;
  readonly overdueRatePercent: RatePercent | null;
}

/** No interest of any class on the days [from, to); `to` null: no end is given yet (R14 c). */
export interface Freeze {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  /** That interest stopped with a charge-off, of which a paper for the borrower says nothing (R40). */
  readonly isUntold?: true;
}

/** Owed interest of one class that is no longer asked for (R14 d). */
export interface Waiver {
  readonly effectiveOn: CalendarDate;
  readonly component: InterestComponent;
  readonly amount: Money;
}

/** A debt group set by hand (R16); which of the two it is was decided when it was entered. */
export interface DebtGroupOverride {
  readonly effectiveOn: CalendarDate;
  readonly group: DebtGroup;
  readonly change: 'worsening' | 'improvement';
}

/** The facts that stand on one loan: those reversed are left out before they come here (R12). */
export interface LoanFacts {
  /** What was taken over of the loan (R33); null: its history is entered from the beginning. */
  readonly opening: LoanOpening | null;
  readonly disbursements: readonly Disbursement[];
  readonly repayments: readonly Repayment[];
  readonly recalls: readonly Recall[];
  readonly restructurings: readonly Restructuring[];
  readonly rateChanges: readonly RateChange[];
  readonly freezes: readonly Freeze[];
  readonly waivers: readonly Waiver[];
  readonly chargeOffs: readonly ChargeOff[];
  readonly writeOffs: readonly WriteOff[];
  readonly debtGroupOverrides: readonly DebtGroupOverride[];
}

/** The kinds of facts of which a loan may have many. */
export type LoanFactKind = Exclude<keyof LoanFacts, 'opening'>;

/** The same with the voucher of each payment and the id of each recall, for what names its sources. */
export interface VoucheredFacts extends LoanFacts {
  readonly disbursements: readonly (Disbursement & Voucher)[];
  readonly repayments: readonly (Repayment & Voucher)[];
  readonly recalls: readonly (Recall & { readonly id: string })[];
}

export const NO_FACTS: VoucheredFacts = {
  opening: null,
  disbursements: [],
  repayments: [],
  recalls: [],
  restructurings: [],
  rateChanges: [],
  freezes: [],
  waivers: [],
  chargeOffs: [],
  writeOffs: [],
  debtGroupOverrides: [],
};

/**
 * The facts dated `asOf` or earlier (R15); a withdrawal decided later has not happened yet. A freeze
 * keeps an end that is known, whenever it comes.
 */
export function factsUntil(facts: LoanFacts, asOf: CalendarDate): LoanFacts {
  const effective = <T extends { readonly effectiveOn: CalendarDate }>(list: readonly T[]): T[] =>
    list.filter((fact) => fact.effectiveOn <= asOf);
  return {
    opening: facts.opening !== null && facts.opening.on <= asOf ? facts.opening : null,
    disbursements: effective(facts.disbursements),
    repayments: effective(facts.repayments),
    recalls: facts.recalls
      .filter((recall) => recall.decidedOn <= asOf)
      .map((recall) => ({
        ...recall,
        withdrawnOn:
          recall.withdrawnOn !== null && recall.withdrawnOn <= asOf ? recall.withdrawnOn : null,
      })),
    restructurings: facts.restructurings.filter((each) => each.decidedOn <= asOf),
    rateChanges: effective(facts.rateChanges),
    freezes: facts.freezes.filter((each) => each.from <= asOf),
    waivers: effective(facts.waivers),
    chargeOffs: effective(facts.chargeOffs),
    writeOffs: effective(facts.writeOffs),
    debtGroupOverrides: effective(facts.debtGroupOverrides),
  };
}

/** Principal disbursed and repaid up to the close of a day. */
export function principalAt(
  facts: Pick<LoanFacts, 'opening' | 'disbursements' | 'repayments'>,
  asOf: CalendarDate,
): { readonly disbursed: Money; readonly repaid: Money } {
  const opening = facts.opening !== null && facts.opening.on <= asOf ? facts.opening : null;
  const disbursements = facts.disbursements.filter((fact) => fact.effectiveOn <= asOf);
  const repayments = facts.repayments.filter((fact) => fact.effectiveOn <= asOf);
  return {
    disbursed: sum(disbursements.map((fact) => fact.amount)).plus(opening?.disbursed ?? ZERO),
    repaid: sum(repayments.map((fact) => fact.allocation.principal)).plus(
      opening === null ? ZERO : openRepaid(opening),
    ),
  };
}

/** Principal on the books at the close of a day: disbursed, not repaid, not charged off. */
export function outstandingAt(facts: LoanFacts, asOf: CalendarDate): Money {
  const chargedOff = chargedOffOn(facts);
  if (chargedOff !== null && chargedOff <= asOf) return ZERO;
  const { disbursed, repaid } = principalAt(facts, asOf);
  return disbursed.minus(repaid);
}
