import { firstShortfall } from '../primitives/datedAmounts.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import type { LoanFacts } from './facts.ts';
import { openPrincipal } from './opening.ts';
import { text } from '../primitives/money.ts';

/** Principal must stay at or above 0 on every later day (R13). */
export function checkPrincipal(facts: LoanFacts, from: CalendarDate): void {
  const { opening } = facts;
  const changes = [
    ...(opening === null ? [] : [{ on: opening.on, amount: openPrincipal(opening) }]),
    ...facts.disbursements.map((each) => ({ on: each.effectiveOn, amount: each.amount })),
    ...facts.repayments.map((each) => ({
      on: each.effectiveOn,
      amount: each.allocation.principal.negated(),
    })),
  ];
  const shortfall = firstShortfall(changes, from);
  if (shortfall === null) return;
  throw new DomainError('principal-below-zero', {
    rule: 'R13',
    figures: { on: shortfall.on, principal: text(shortfall.available) },
  });
}
