import { openingAsKnown } from '../../book/opening.ts';
import type { Fund } from '../../book/fund.ts';
import { refuseTakenOver } from '../../domain/fund/fundOpening.ts';
import type { Entry } from '../../store/facts/entry.ts';
import { isTakenOver } from '../fund/factsTakenOver.ts';

/**
 * Refuses facts of money that are dated on the fund's opening day or before: they are in the balances that
 * were taken over (R32).
 *
 * @throws DomainError before-opening
 */
export function refuseFactsTakenOver(fund: Pick<Fund, 'book'>, facts: readonly Entry[]): void {
  const last = facts.at(-1);
  if (last === undefined || fund.book.openings.length === 0) return;
  const opening = openingAsKnown(fund, new Date(last.recordedAt));
  for (const fact of facts) if (isTakenOver(fact)) refuseTakenOver(fact.effectiveOn, opening);
}
