import type { CalendarDate } from '../primitives/dates.ts';
import { ENFORCEMENT_STEPS, MEANS_FINDINGS, type CollectionKind } from './collectionLog.ts';
import type { CollateralOnDay } from '../collateral/collateral.ts';
import type { Borrower } from '../borrowers/borrower.ts';
import type { LoanOfFund, Positioned } from '../loans/portfolio.ts';
import type { CaseFile, Stage } from '../court/stages.ts';
import type { Standing } from '../loans/position.ts';
import type { Money } from '../primitives/money.ts';

/** What runs out (R27). */
export const DEADLINE_KINDS = [
  'limitation_to_sue',
  'appeal',
  'enforcement_request',
  'state_money_request',
  'successor_notice',
  'voluntary_period',
  'stay_end',
  'means_recheck',
  'request_return',
  'hearing',
  'next_step',
  'recall_deadline',
  'instalment',
  'interest',
  'notice_pay_by',
  'promise',
  'creditor_claim',
  'collateral_deduction_end',
  'collateral_valuation',
] as const;

/** What a deadline runs from or rests on: a stage of the case, or one of these. */
export const DEADLINE_GROUNDS = [
  'oldest_unpaid',
  'part_payment',
  'debt_confirmation',
  ...MEANS_FINDINGS,
  'enforcement_notified',
  'handover',
  'award_instalment',
  'recall',
  'contract',
  'notice',
  'promise',
  'bankrupt',
  'right_to_sell',
  'valuation',
] as const;

/** A day by which something is to be done, and why. */
export interface Deadline {
  readonly kind: (typeof DEADLINE_KINDS)[number];
  readonly dueOn: CalendarDate;
  /** The day by which it is met: for payments the next working day, else `dueOn` (R6, R27). */
  readonly payableBy: CalendarDate;
  readonly ground: Stage | (typeof DEADLINE_GROUNDS)[number];
  /** The day from which it runs; null: it was set as a day. */
  readonly since: CalendarDate | null;
  /** Days since then that do not count, as the debt was before the courts. */
  readonly daysNotCounted: number;
  /** Null where it rests on what was agreed, decided or notified. */
  readonly law: string | null;
  readonly borrower: Borrower;
  readonly loan: LoanOfFund | null;
  readonly litigationCaseId: string | null;
  /** The asset that it is about (R41). */
  readonly collateral: Pick<CollateralOnDay, 'id' | 'description'> | null;
  /** What is to be paid by then. */
  readonly amount: Money | null;
}

/** An entry of the collection log from which terms run (R30). */
export interface Logged {
  readonly kind: CollectionKind;
  readonly occurredOn: CalendarDate;
  readonly cooperativeId: string;
  /**
   * Empty: all of the borrower's. A confirmation of the debt says nothing of contracts signed
   * later.
   */
  readonly loanIds: readonly string[];
  /** The court case that it names. */
  readonly litigationCaseId: string | null;
}

/** A promise to pay that was not kept yet, with what is left of it (R30). */
export interface PromiseLeft {
  readonly borrower: Borrower;
  readonly promisedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly left: Money;
}

/** The last notice of a loan that stands (R25). */
export interface NoticeOfLoan {
  readonly loanId: string;
  readonly issuedOn: CalendarDate;
  readonly payBy: CalendarDate;
  readonly total: Money;
}

/** What deadlines come from: none of it dated later than the day they are asked for. */
export interface DeadlineFacts {
  readonly positioned: Positioned;
  readonly cases: readonly CaseFile[];
  readonly debtConfirmations: readonly Logged[];
  /** What was found of debtors' means and done about enforcement, of the kinds of `ENFORCEMENT_LOG`. */
  readonly enforcementLog: readonly Logged[];
  readonly promises: readonly PromiseLeft[];
  readonly notices: readonly NoticeOfLoan[];
  /** As they count on the day (R41). */
  readonly collaterals: readonly CollateralOnDay[];
  /** Since when a borrower is bankrupt; null: it is not. */
  readonly bankruptSince: (cooperativeId: string) => CalendarDate | null;
}

/** The kinds of entry that move a term of enforcement (R38). */
export const ENFORCEMENT_LOG = [...MEANS_FINDINGS, ...ENFORCEMENT_STEPS];

/** What no deadline of a loan alone has. */
export const OF_LOAN = {
  litigationCaseId: null,
  collateral: null,
  daysNotCounted: 0,
  since: null,
  law: null,
};

/** The last of some days. */
export function latest(days: readonly CalendarDate[]): CalendarDate | null {
  return days.toSorted().at(-1) ?? null;
}

/** Whether an entry of the log is about one of these loans of a borrower. */
export const isAbout = (
  logged: Logged,
  cooperativeId: string,
  loanIds: readonly string[],
): boolean =>
  logged.cooperativeId === cooperativeId &&
  (logged.loanIds.length === 0 || logged.loanIds.some((id) => loanIds.includes(id)));

/** Whether anything of a loan is asked for: also of one that is charged off (R40). */
export const isAsked = (standing: Standing): boolean =>
  standing === 'in_term' || standing === 'overdue' || standing === 'charged_off';
