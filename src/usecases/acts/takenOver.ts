import { loanIdOf } from '../../book/book.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { openingAsKnown } from '../../book/opening.ts';
import type { Fund } from '../../book/fund.ts';
import { refuseTakenOver } from '../../domain/fund/fundOpening.ts';
import { refuseHandedOver } from '../../domain/loans/checkOpening.ts';
import type { Entry } from '../../store/facts/entry.ts';
import { isTakenOver } from '../fund/factsTakenOver.ts';

/** @throws DomainError before-handover: a fact of a loan that is in the balances another fund handed over */
function refuseFactHandedOver(fund: Pick<Fund, 'book'>, fact: Entry, knownAt: Date): void {
  const loanId = loanIdOf(fund.book, fact);
  const opening = loanId === null ? null : findOpening(fund, loanId, knownAt);
  refuseHandedOver(fact.effectiveOn, opening?.opening ?? null);
}

/**
 * Refuses facts of money that are dated on the fund's opening day or before, or before the day on which another
 * fund handed their loan over: they are in the balances that were taken over (R32, R33).
 *
 * @throws DomainError before-opening, before-handover
 */
export function refuseFactsTakenOver(fund: Pick<Fund, 'book'>, facts: readonly Entry[]): void {
  const last = facts.at(-1);
  if (last === undefined) return;
  const knownAt = new Date(last.recordedAt);
  const opening = openingAsKnown(fund, knownAt);
  const hasTakenOver = fund.book.handoversEntered.length > 0;
  for (const fact of facts) {
    if (!isTakenOver(fact)) continue;
    refuseTakenOver(fact.effectiveOn, opening);
    if (hasTakenOver) refuseFactHandedOver(fund, fact, knownAt);
  }
}
