import type { FundRules } from '../../policies/fundRules.ts';
import { addDays, type CalendarDate } from '../../primitives/dates.ts';
import { factsUntil, type InterestComponent, type LoanFacts } from '../facts.ts';
import { positive, type Money } from '../../primitives/money.ts';
import { position } from '../position.ts';
import { balancesOf, type Balances } from './statement.ts';
import type { LoanTerms } from '../terms.ts';

/** What pays a loan off on a day (R15). */
export interface Payoff {
  readonly payoff: Money;
  /** The parts that sum to the payoff; none is below 0. */
  readonly owed: Balances;
  /** Collected above what accrued, by class; it pays nothing of another class (R13). */
  readonly credits: Readonly<Record<InterestComponent, Money>>;
  /** What the payoff of the next day has more if nothing happens until then. */
  readonly perDay: Money;
}

/** The payoff at the close of `on`, from the facts dated `on` or earlier. */
export function payoffOn(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  on: CalendarDate,
): Payoff {
  const known = factsUntil(facts, on);
  const at = position(terms, known, rules, on);
  const nextDay = position(terms, known, rules, addDays(on, 1));
  const { principal, chargedOffPrincipal, ...interest } = balancesOf(at);
  return {
    payoff: at.payoff,
    owed: {
      principal,
      chargedOffPrincipal,
      inTermInterest: positive(interest.inTermInterest),
      overdueInterest: positive(interest.overdueInterest),
      lateInterest: positive(interest.lateInterest),
    },
    credits: {
      inTermInterest: positive(interest.inTermInterest.negated()),
      overdueInterest: positive(interest.overdueInterest.negated()),
      lateInterest: positive(interest.lateInterest.negated()),
    },
    perDay: nextDay.payoff.minus(at.payoff),
  };
}
