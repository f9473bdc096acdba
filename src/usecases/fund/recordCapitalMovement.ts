import { shownAt } from '../../book/known.ts';
import type { CapitalMovementEntry } from '../../store/fund/capitalMovement.ts';
import { availableByDay, movementsBooked } from '../../book/rules.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { checkCapital } from '../../domain/fund/capital.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  type NewCapitalMovement,
  type StoredCapitalMovement,
} from '../../store/fund/capitalMovement.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';

/**
 * Records a contribution to the charter capital or a withdrawal from it (R18, R31).
 *
 * @throws DomainError dated-in-future, available-principal-below-zero, amount-too-large
 */
export function recordCapitalMovement(
  fund: FundAct,
  by: By,
  added: NewCapitalMovement & { readonly effectiveOn: CalendarDate },
): StoredCapitalMovement {
  const { effectiveOn, ...movement } = added;
  refuseFuture(effectiveOn, by.today);
  const from = shownFromInAct(fund, effectiveOn);
  if (movement.kind === 'withdrawal') {
    const cash = availableByDay(fund, lastRecordedAt(fund));
    checkAvailable(cash, from, movement.amount);
  } else {
    checkCapital(movementsBooked(fund, lastRecordedAt(fund)), from, movement.amount);
  }
  const said = { factKind: 'capital_movement', effectiveOn, ...movement } as const;
  const recorded = fund.record<CapitalMovementEntry>(said);
  return shownAt(recorded, recorded.recordedAt);
}
