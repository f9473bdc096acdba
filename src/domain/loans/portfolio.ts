import type { Borrower } from '../borrowers/borrower.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { VoucheredFacts } from './facts.ts';
import type { LoanBooks } from './loanBooks.ts';
import type { FundRules } from '../policies/fundRules.ts';
import { inTextOrder } from '../primitives/lists.ts';
import { position, type Position } from './position.ts';
import { atOnce, type InTurns } from '../primitives/turns.ts';
import type { Source } from '../fund/sources.ts';
import type { RecoveryPlanEntry } from './recoveryPlan.ts';
import type { LoanTerms } from './terms.ts';

/** A loan with everything known of it, for the figures of one day. */
export interface LoanOfFund {
  readonly id: string;
  readonly borrower: Borrower;
  readonly terms: LoanTerms;
  /** The capital of which it is lent (R34). */
  readonly source: Source;
  /** What the figures of the day asked for show (R42). */
  readonly facts: VoucheredFacts;
  readonly books: LoanBooks;
  readonly recoveryPlan: readonly RecoveryPlanEntry[] | null;
}

/**
 * The day at whose close loans were taken over from the fund's paper book (R33): all of a fund on one; null:
 * none was.
 */
export function takenOverOn(loans: readonly LoanOfFund[]): CalendarDate | null {
  for (const { facts } of loans) {
    const { opening } = facts;
    if (opening !== null && opening.origin === undefined) return opening.on;
  }
  return null;
}

/** The loans of a fund, each with its position at one day. */
export type Positioned = readonly { readonly loan: LoanOfFund; readonly position: Position }[];

interface Kept {
  readonly rules: FundRules;
  readonly asOf: CalendarDate;
  readonly positioned: Positioned;
}

/** A report asks for the same day several times, and a forecast for two: no more are kept. */
const MOST_KEPT = 3;

/** The last positions of lists of loans, the latest first: a list with another fact is another list. */
const KEPT = new WeakMap<readonly LoanOfFund[], readonly Kept[]>();

function keptAt(loans: readonly LoanOfFund[], rules: FundRules, asOf: CalendarDate) {
  const known = KEPT.get(loans)?.find((each) => each.asOf === asOf && each.rules === rules);
  return known?.positioned ?? null;
}

function keep(loans: readonly LoanOfFund[], kept: Kept): Positioned {
  const others = (KEPT.get(loans) ?? []).filter((each) => each.rules === kept.rules);
  KEPT.set(loans, [kept, ...others].slice(0, MOST_KEPT));
  return kept.positioned;
}

/**
 * Every loan's position at the close of a day, some loans at a time: between two turns others may
 * have theirs. Once it has come to its end, `positionsAt` of the same list has the answer at once.
 *
 * @param loansPerTurn how many positions are worked out between two turns
 */
export function* positionsInTurns(
  { loans }: { readonly loans: readonly LoanOfFund[] },
  rules: FundRules,
  asOf: CalendarDate,
  loansPerTurn: number,
): InTurns<Positioned> {
  const known = keptAt(loans, rules, asOf);
  if (known !== null) return known;
  const positioned: { loan: LoanOfFund; position: Position }[] = [];
  for (const loan of loans) {
    positioned.push({ loan, position: position(loan.terms, loan.facts, rules, asOf) });
    if (positioned.length % loansPerTurn === 0) yield;
  }
  return keep(loans, { rules, asOf, positioned });
}

const BY_CONTRACT = new WeakMap<Positioned, Positioned>();

/** The loans by contract number; kept with the positions, as many parts of a report ask for it. */
export function byContract(positioned: Positioned): Positioned {
  const known = BY_CONTRACT.get(positioned);
  if (known !== undefined) return known;
  const ordered = inTextOrder(positioned, ({ loan }) => loan.terms.contractNumber);
  BY_CONTRACT.set(positioned, ordered);
  return ordered;
}

/** Every loan's position at the close of a day. */
export function positionsAt(
  { loans }: { readonly loans: readonly LoanOfFund[] },
  rules: FundRules,
  asOf: CalendarDate,
): Positioned {
  return atOnce(positionsInTurns({ loans }, rules, asOf, loans.length + 1));
}
