import { checkAvailable } from '../../domain/fund/cash.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  insertCapitalMovement,
  type NewCapitalMovement,
  type StoredCapitalMovement,
} from '../../store/fund/capitalMovement.ts';
import { availableByDay } from '../../store/fund/cash.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { refuseFuture } from '../acts/dating.ts';

/**
 * Records a contribution to the charter capital or a withdrawal from it (R18, R31).
 *
 * @throws DomainError dated-in-future, available-principal-below-zero
 */
export async function recordCapitalMovement(
  tx: FundTx,
  by: { readonly actor: Actor; readonly today: CalendarDate },
  added: NewCapitalMovement & { readonly effectiveOn: CalendarDate },
): Promise<StoredCapitalMovement> {
  const { effectiveOn, ...movement } = added;
  refuseFuture(effectiveOn, by.today);
  if (movement.kind === 'withdrawal') {
    const cash = await availableByDay(tx, await lastRecordedAt(tx));
    checkAvailable(cash, effectiveOn, movement.amount);
  }
  const recorded = await recordFact(tx, {
    kind: 'capital_movement',
    effectiveOn,
    recordedBy: by.actor,
  });
  return insertCapitalMovement(tx, recorded, movement);
}
