import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { entrustments, listTransfers, placesOf } from '../../book/places.ts';
import { cashAsKnown } from '../../book/rules.ts';
import { CHARTER, type Source } from '../../domain/fund/sources.ts';
import { checkPlace, type Place } from '../../domain/fund/places.ts';
import { checkAvailable } from '../../domain/fund/cash.ts';
import { entrustedBy } from '../../domain/fund/transfers.ts';
import { yearOf, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { looksSame } from '../../domain/primitives/likeness.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type { StoredTransfer, TransferEntry } from '../../store/fund/transfer.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import type { By } from '../acts/by.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';
import { checkTaken, refOf, requirePlace, tellsPlaces } from './placeMoney.ts';

/** A transfer as a request names its places. */
export interface AskedTransfer {
  readonly from: string;
  readonly to: string;
  readonly amount: Money;
  readonly effectiveOn: CalendarDate;
  readonly voucherNumber: string;
  readonly note: string | null;
  /** Of which capital it is that goes to a trustee or comes back; null: charter capital (R34). */
  readonly source: Source | null;
}

/**
 * A trustee gives back what of a source was entrusted, and no more.
 *
 * @throws DomainError place-below-zero
 */
function checkEntrusted(
  fund: FundAct,
  source: Source,
  { on, amount }: { readonly on: CalendarDate; readonly amount: Money },
  trustee: Place,
): void {
  const entrusted = entrustments(fund, lastRecordedAt(fund)).filter(
    (each) => each.source === source,
  );
  checkPlace(trustee, entrusted, { on, amount }, on);
}

/** @throws DomainError duplicate: a transfer under this number stands in the year */
function refuseNumberTwice(fund: FundAct, { voucherNumber, effectiveOn }: AskedTransfer): void {
  const year = yearOf(effectiveOn);
  const taken = listTransfers(fund, lastRecordedAt(fund)).find(
    (each) =>
      each.reversedAt === null &&
      yearOf(each.effectiveOn) === year &&
      looksSame(each.voucherNumber, voucherNumber),
  );
  if (taken === undefined) return;
  const figures = { field: 'voucherNumber', value: taken.voucherNumber, year };
  throw new DomainError('duplicate', { figures });
}

/**
 * Records money that went from one place of the fund to another; to a trustee, it is entrusted and no
 * longer available (R18, R35).
 *
 * @throws DomainError dated-in-future, before-opening, not-found, same-place, duplicate, place-below-zero,
 *   available-principal-below-zero, validation
 */
export function recordTransfer(fund: FundAct, by: By, asked: AskedTransfer): StoredTransfer {
  const { amount, effectiveOn, voucherNumber, note } = asked;
  refuseFuture(effectiveOn, by.today);
  const on = shownFromInAct(fund, effectiveOn);
  const knownAt = lastRecordedAt(fund);
  refuseUnknownDay(fund, effectiveOn, knownAt);
  const places = placesOf(fund, knownAt);
  const [source, target] = [requirePlace(places, asked.from), requirePlace(places, asked.to)];
  if (source.id === target.id) {
    const figures = { place: source.name ?? source.id };
    throw new DomainError('same-place', { rule: 'R35', figures });
  }
  refuseNumberTwice(fund, asked);
  const [from, to] = [refOf(asked.from, source), refOf(asked.to, target)];
  const entrusted = entrustedBy({ from, to, amount });
  if (entrusted === null && asked.source !== null) {
    throw invalid('/source', {
      en: 'is said only of what goes to a trustee or comes back from one',
      vi: 'chỉ nêu khi chuyển tiền cho bên nhận ủy thác hoặc nhận lại',
    });
  }
  const of = asked.source ?? CHARTER;
  if (entrusted?.isPositive() === true) checkAvailable(cashAsKnown(fund, knownAt), of, on, amount);
  if (entrusted?.isNegative() === true) checkEntrusted(fund, of, { on, amount }, source);
  checkTaken(fund, from, { on, amount }, knownAt);
  const postedAs = tellsPlaces(fund, on, knownAt) ? 'by_place' : null;
  const said = { factKind: 'transfer', effectiveOn, amount, voucherNumber, note } as const;
  const recorded = fund.record<TransferEntry>({ ...said, from, to, source: of, postedAs });
  return shownAt(recorded, recorded.recordedAt);
}
