import { type LoanOfFund, type Positioned, positionsAt } from '../loans/portfolio.ts';
import { type BookedMovement, charterCapitalAt } from './capital.ts';
import { availableAt } from './cash.ts';
import type { CashChange } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import type { CaseFile } from '../court/stages.ts';
import type { PlannedMovement } from './plannedMovements.ts';
import type { Entrustment } from './transfers.ts';
import type { Trustee } from './trustees.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import type { Money } from '../primitives/money.ts';
import type { FundRules } from '../policies/fundRules.ts';

/** All that the fund section is worked out from: facts known, none later than `knownAt`. */
export interface FundFacts {
  readonly loans: readonly LoanOfFund[];
  readonly capitalMovements: readonly BookedMovement[];
  /** The same principal money, summed by the database: an independent way to R18. */
  readonly cash: readonly CashChange[];
  readonly cases: readonly CaseFile[];
  readonly suspension: LendingSuspension | null;
  /** The cooperatives that are not active on the report's day (R30). */
  readonly inactive: ReadonlySet<string>;
  readonly plannedMovements: readonly PlannedMovement[];
  /** Principal given to trustees and taken back from them (R35); left out: none ever was. */
  readonly entrustments?: readonly Entrustment[];
  /** Left out: the fund has none (R35). */
  readonly trustees?: readonly Trustee[];
}

export interface LendingSuspension {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/** The fund's balances at the close of a day; they satisfy R18. */
export interface FundBalances {
  readonly charterCapital: Money;
  readonly principalOutstanding: Money;
  readonly availablePrincipal: Money;
  readonly principalChargedOff: Money;
  /** Principal that trustees have (R35). */
  readonly principalEntrusted: Money;
}

/**
 * Charter capital = outstanding + available + charged off + entrusted, to the đồng, or it is our bug
 * (R18, R35).
 */
export function balances(
  facts: FundFacts,
  positioned: Positioned,
  asOf: CalendarDate,
): FundBalances {
  let [outstanding, chargedOff] = [0n, 0n];
  for (const { position } of positioned) {
    outstanding += dongOf(position.principal.outstanding);
    chargedOff += dongOf(position.principal.chargedOff);
  }
  const result = {
    charterCapital: charterCapitalAt(facts.capitalMovements, asOf),
    principalOutstanding: moneyOf(outstanding),
    availablePrincipal: availableAt(facts.cash, asOf),
    principalChargedOff: moneyOf(chargedOff),
    principalEntrusted: availableAt(facts.entrustments ?? [], asOf),
  };
  const parts = result.principalOutstanding
    .plus(result.availablePrincipal)
    .plus(result.principalChargedOff)
    .plus(result.principalEntrusted);
  ensure(parts.equals(result.charterCapital), 'R18: the fund identity does not hold');
  return result;
}

/** The fund's balances at the close of a day (R18). */
export function fundBalances(facts: FundFacts, rules: FundRules, asOf: CalendarDate): FundBalances {
  return balances(facts, positionsAt(facts, rules, asOf), asOf);
}
