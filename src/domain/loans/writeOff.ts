import { inForce, type Policies } from '../policies/policies.ts';
import { addMonths, type CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import { chargeOffOf, firstChargedOffOn, type ChargeOffGround } from './chargeOff.ts';
import type { LoanFacts } from './facts.ts';
import type { Position } from './position.ts';

/**
 * The first day on which a loan that was charged off may be written off (R40, Decree 86/2024 art. 12). The
 * term is as long as the policy of the day on which it began says, as others are (R27).
 */
export const mayBeWrittenOffFrom = (chargedOn: CalendarDate, policies: Policies): CalendarDate =>
  addMonths(chargedOn, 12 * inForce(policies, 'writeOffAfterYears', chargedOn));

/** Grounds with which nobody is left who owes: wound up without a successor, or the estate settled. */
const NOBODY_LEFT: ReadonlySet<ChargeOffGround | null> = new Set(['dissolved', 'bankrupt', 'dead']);

/**
 * Until when a loan that was written off stands in the register (R40, art. 12): so many years after the
 * write-off; null: nobody is left who owes, and nothing need be followed.
 */
export function keptUntil(
  {
    writtenOn,
    ground,
  }: { readonly writtenOn: CalendarDate; readonly ground: ChargeOffGround | null },
  policies: Policies,
): CalendarDate | null {
  if (NOBODY_LEFT.has(ground)) return null;
  return addMonths(writtenOn, 12 * inForce(policies, 'keptWrittenOffYears', writtenOn));
}

/**
 * Checks a write-off (R40): the loan was charged off years before, in whichever fund, and something of it is still
 * owed.
 *
 * @param at the loan at the close of the day, or of the first one here (R33), without the write-off
 * @throws DomainError not-charged-off, already-written-off, write-off-too-early, nothing-outstanding
 */
export function checkWriteOff(
  facts: LoanFacts,
  on: CalendarDate,
  at: Position,
  policies: Policies,
): void {
  const [before] = facts.writeOffs;
  if (before !== undefined) {
    throw new DomainError('already-written-off', {
      rule: 'R40',
      figures: { effectiveOn: before.effectiveOn },
    });
  }
  const chargeOff = chargeOffOf(facts);
  const chargedOn = chargeOff && firstChargedOffOn(chargeOff);
  if (chargedOn === null || chargedOn > on) {
    throw new DomainError('not-charged-off', { rule: 'R40', figures: { on } });
  }
  const firstOn = mayBeWrittenOffFrom(chargedOn, policies);
  if (on < firstOn) {
    const years = inForce(policies, 'writeOffAfterYears', chargedOn);
    throw new DomainError('write-off-too-early', {
      rule: 'R40',
      figures: { chargedOffOn: chargedOn, firstOn, years },
    });
  }
  if (at.payoff.isZero()) {
    throw new DomainError('nothing-outstanding', { rule: 'R40', figures: { decidedOn: on } });
  }
}
