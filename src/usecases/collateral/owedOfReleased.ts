import { type Fund, lastRecordedAt } from '../../book/fund.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { text } from '../../domain/primitives/money.ts';
import { collateralAt } from './collateralAt.ts';

/** That a loan still owes which an asset secured that is released. */
export interface StillOwed {
  readonly code: 'released-while-owed';
  readonly rule: 'R41';
  readonly figures: { readonly contractNumber: string; readonly payoff: string };
}

/**
 * The loans that still owe on the day on which an asset that secures them is released (R41).
 *
 * @param today the day as of which the books show the asset, whose loans are judged on the day of release
 */
export async function owedOfReleased(
  fund: Fund,
  collateralId: string,
  { asOf, today }: { readonly asOf: CalendarDate; readonly today: CalendarDate },
): Promise<StillOwed[]> {
  if (asOf > today) return [];
  const at = await collateralAt(fund, collateralId, { asOf, knownAt: lastRecordedAt(fund) });
  return (at?.loans ?? [])
    .filter(({ standing, payoff }) => standing !== 'settled' && payoff.greaterThan(0))
    .map(({ contractNumber, payoff }) => ({
      code: 'released-while-owed',
      rule: 'R41',
      figures: { contractNumber, payoff: text(payoff) },
    }));
}
