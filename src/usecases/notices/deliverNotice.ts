import { shownAt } from '../../book/known.ts';
import type { DeliveryEntry } from '../../store/notices/notice.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import type { By } from '../acts/by.ts';
import { requireNotice } from './findNotice.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { assetsSecuring } from '../collateral/securing.ts';
import type { DELIVERY_KINDS } from '../../domain/notices/noticeKinds.ts';
import { type StoredDelivery } from '../../store/notices/notice.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';

/**
 * Records how a notice reached its borrower, or a copy of it the owner of an asset that secures the loan.
 *
 * @throws DomainError not-found, dated-in-future, validation: before it was issued, or an asset that does not
 *   secure the loan on the day of issue
 */
export async function deliverNotice(
  fund: FundAct,
  by: By,
  noticeId: string,
  delivery: {
    readonly kind: (typeof DELIVERY_KINDS)[number];
    readonly deliveredOn: CalendarDate;
    readonly proofNumber: string | null;
    readonly note: string | null;
    readonly collateralId: string | null;
  },
): Promise<StoredDelivery> {
  const { deliveredOn, kind, proofNumber, note, collateralId } = delivery;
  const knownAt = lastRecordedAt(fund);
  const { effectiveOn: issuedOn, loanId } = await requireNotice(fund, noticeId, knownAt);
  refuseFuture(deliveredOn, by.today, 'R25');
  if (deliveredOn < issuedOn) {
    throw invalid('/deliveredOn', {
      en: `must not be before the notice was issued on ${issuedOn}`,
      vi: `không được trước ngày phát hành thông báo, ${issuedOn}`,
    });
  }
  const secures = assetsSecuring(fund, [loanId], { asOf: issuedOn, knownAt });
  if (collateralId !== null && !secures.some(({ asset }) => asset.id === collateralId)) {
    throw invalid('/collateralId', {
      en: 'is no asset that secured the loan when the notice was issued',
      vi: 'không phải tài sản bảo đảm khoản vay tại ngày phát hành thông báo',
    });
  }
  const recorded = fund.record<DeliveryEntry>({
    factKind: 'notice_delivery',
    effectiveOn: deliveredOn,
    noticeId,
    kind,
    proofNumber,
    note,
    collateralId,
  });
  const { reversedAt: _, ...delivered } = shownAt(recorded, recorded.recordedAt);
  return delivered;
}
