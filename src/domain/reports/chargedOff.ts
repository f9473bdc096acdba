import {
  chargeOffOf,
  firstChargedOffOn,
  treatmentOf,
  type ChargeOff,
  type ChargeOffGround,
  type ChargeOffTreatment,
} from '../loans/chargeOff.ts';
import { openPrincipal, type LoanOpening } from '../loans/opening.ts';
import { chargedOffPrincipal, type Position } from '../loans/position.ts';
import type { LoanOfFund } from '../loans/portfolio.ts';
import { keptUntil, mayBeWrittenOffFrom } from '../loans/writeOff.ts';
import type { FundRules } from '../policies/fundRules.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { positive, sum, ZERO, type Money } from '../primitives/money.ts';
import { atOnce, inTurns, type InTurns } from '../primitives/turns.ts';
import {
  lineOf,
  loansAt,
  totalsOf,
  type LoanAt,
  type LoanLine,
  type Totals,
} from './loanTotals.ts';

/** What becomes of a loan that was charged off: followed off the balance, then in the register, then no more. */
export const CHARGED_OFF_STATES = ['off_balance', 'written_off', 'recovered', 'ended'] as const;

export type ChargedOffState = (typeof CHARGED_OFF_STATES)[number];

const COLUMNS = [
  'chargedOffPrincipal',
  'recovered',
  'recoveredAsIncome',
  'principalLeft',
  'interestOffBalance',
] as const;

type Column = (typeof COLUMNS)[number];

/** A loan of the register (R40): what left the books, what came back, and its two terms. */
export interface ChargedOffLoan extends LoanLine, Readonly<Record<Column, Money>> {
  readonly state: ChargedOffState;
  /** In whichever fund it first was. */
  readonly chargedOffOn: CalendarDate;
  readonly decisionNumber: string | null;
  readonly ground: ChargeOffGround | null;
  readonly interest: ChargeOffTreatment['interest'];
  readonly recovery: ChargeOffTreatment['recovery'];
  readonly mayBeWrittenOffFrom: CalendarDate;
  readonly writtenOffOn: CalendarDate | null;
  readonly writeOffDecisionNumber: string | null;
  readonly writeOffGround: ChargeOffGround | null;
  /** Null: it is not written off, or nobody is left who owes. */
  readonly keptUntil: CalendarDate | null;
}

/** The register of the loans that were charged off; totals are sums of rows. */
export interface ChargedOffReport {
  readonly states: readonly (Totals<Column> & { readonly state: ChargedOffState })[];
  readonly total: Totals<Column>;
  readonly rows: readonly ChargedOffLoan[];
}

function stateOf(
  { payoff, asOf }: Position,
  { writtenOn, until }: Readonly<Record<'writtenOn' | 'until', CalendarDate | null>>,
): ChargedOffState {
  if (payoff.isZero()) return 'recovered';
  if (writtenOn === null) return 'off_balance';
  return until !== null && until < asOf ? 'ended' : 'written_off';
}

/** What was recovered as income in the fund from which a loan was taken over, so that it is no capital here (R40). */
function incomeBefore(chargeOff: ChargeOff, opening: LoanOpening | null): Money {
  const { first = null } = chargeOff;
  if (first === null || opening === null) return ZERO;
  if (treatmentOf(chargeOff).recovery === 'capital') return ZERO;
  return first.principal.minus(openPrincipal(opening));
}

function rowOf(at: LoanAt, rules: FundRules): ChargedOffLoan | null {
  const { loan, position: now } = at;
  const { terms, facts } = loan;
  const chargeOff = chargeOffOf(facts);
  if (chargeOff === null || chargeOff.effectiveOn > now.asOf) return null;
  const { decisionNumber = null, ground = null } = chargeOff;
  const chargedOffOn = firstChargedOffOn(chargeOff);
  const written = facts.writeOffs.find((each) => each.effectiveOn <= now.asOf);
  const writtenOn = written?.effectiveOn ?? null;
  const writeOffGround = written?.ground ?? null;
  const { policies } = rules;
  const until =
    writtenOn === null ? null : keptUntil({ writtenOn, ground: writeOffGround }, policies);
  const charged = chargedOffPrincipal(terms, facts, rules);
  const { chargedOff: left, recoveredAsIncome } = now.principal;
  const { inTermInterest, overdueInterest, lateInterest } = now;
  return {
    ...lineOf(at),
    ...treatmentOf(chargeOff),
    state: stateOf(now, { writtenOn, until }),
    chargedOffOn,
    decisionNumber,
    ground,
    chargedOffPrincipal: charged,
    recovered: charged.minus(left),
    recoveredAsIncome: recoveredAsIncome.plus(incomeBefore(chargeOff, facts.opening)),
    principalLeft: left,
    interestOffBalance: sum(
      [inTermInterest, overdueInterest, lateInterest].map(({ owed }) => positive(owed)),
    ),
    mayBeWrittenOffFrom: mayBeWrittenOffFrom(chargedOffOn, policies),
    writtenOffOn: writtenOn,
    writeOffDecisionNumber: written?.decisionNumber ?? null,
    writeOffGround,
    keptUntil: until,
  };
}

/**
 * The register of loans charged off (R40, Decree 86/2024 art. 12) at the close of a day, some loans at a
 * time: also of those that have paid all since, and those no longer followed. Interest stands in it off the
 * balance: no other figure of the fund has it.
 */
export function* chargedOffInTurns(
  loans: readonly LoanOfFund[],
  rules: FundRules,
  asOf: CalendarDate,
): InTurns<ChargedOffReport> {
  const all = loansAt(loans, rules, asOf);
  yield;
  const rows = (yield* inTurns(all, (at) => rowOf(at, rules))).filter((row) => row !== null);
  const states = CHARGED_OFF_STATES.map((state) => ({
    state,
    ...totalsOf(
      rows.filter((row) => row.state === state),
      COLUMNS,
    ),
  }));
  return {
    states,
    total: totalsOf(rows, COLUMNS),
    rows,
  };
}

/** The same, as `chargedOffInTurns`. */
export const chargedOffRegister = (
  ...given: Parameters<typeof chargedOffInTurns>
): ChargedOffReport => atOnce(chargedOffInTurns(...given));
