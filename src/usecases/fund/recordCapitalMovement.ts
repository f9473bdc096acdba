import { shownAt } from '../../book/known.ts';
import type { CapitalMovementEntry } from '../../store/fund/capitalMovement.ts';
import { cashAsKnown, movementsBooked } from '../../book/rules.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { checkCapital } from '../../domain/fund/capital.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  type NewCapitalMovement,
  type StoredCapitalMovement,
} from '../../store/fund/capitalMovement.ts';
import { placeOfPayment } from '../../domain/fund/places.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { checkIncomeUsed, checkTaken, placePayment } from './placeMoney.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import { sourcesNamed } from '../../book/sources.ts';
import { sourceMeant } from '../../domain/fund/sources.ts';

/** A movement as a request names its place. */
export type AskedMovement = Omit<NewCapitalMovement, 'placeId' | 'postedAs' | 'fromIncome'> & {
  readonly effectiveOn: CalendarDate;
  readonly place?: string | null;
  readonly fromIncome?: boolean;
};

/** @throws DomainError validation, for what goes only with money that comes or goes */
function refuseMoneyThatStays({ kind, method, place = null }: AskedMovement): void {
  const [pointer] = [
    ...(kind === 'withdrawal' ? ['/kind'] : []),
    ...(method === null ? [] : ['/method']),
    ...(place === null ? [] : ['/place']),
  ];
  if (pointer === undefined) return;
  throw invalid(pointer, {
    en: 'does not go with `fromIncome`: money that is added to the capital is a contribution and stays where it is',
    vi: 'không đi cùng `fromIncome`: tiền bổ sung vốn là một khoản góp và vẫn nằm nguyên chỗ cũ',
  });
}

/**
 * Records a contribution to the charter capital or a withdrawal from it (R18, R31), or that interest and
 * other money collected is added to it: then no money moves between places (R35).
 *
 * @throws DomainError dated-in-future, available-principal-below-zero, amount-too-large, not-found,
 *   place-of-other-kind, place-below-zero, income-below-zero, validation
 */
export function recordCapitalMovement(
  fund: FundAct,
  by: By,
  added: AskedMovement,
): StoredCapitalMovement {
  const { effectiveOn, method, place = null, fromIncome = false, ...asked } = added;
  const named = () => sourcesNamed(fund, lastRecordedAt(fund));
  const movement = { ...asked, source: sourceMeant(asked.source, named) };
  const { amount } = movement;
  refuseFuture(effectiveOn, by.today);
  const from = shownFromInAct(fund, effectiveOn);
  const knownAt = lastRecordedAt(fund);
  if (fromIncome) refuseMoneyThatStays(added);
  const paid = placePayment(fund, { method, place }, from, knownAt);
  if (movement.kind === 'withdrawal') {
    checkAvailable(cashAsKnown(fund, knownAt), movement.source, from, amount);
    const ref = placeOfPayment({ placeId: paid.placeId ?? null, method: paid.method });
    checkTaken(fund, ref, { on: from, amount }, knownAt);
  } else {
    checkCapital(movementsBooked(fund, knownAt), from, amount);
    if (fromIncome) checkIncomeUsed(fund, from, amount, knownAt);
  }
  const said = { factKind: 'capital_movement', effectiveOn, ...movement, ...paid } as const;
  const own = fromIncome ? { fromIncome: true as const } : {};
  const recorded = fund.record<CapitalMovementEntry>({ ...said, ...own });
  return shownAt(recorded, recorded.recordedAt);
}
