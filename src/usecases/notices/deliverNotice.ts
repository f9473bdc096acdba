import type { By } from './issueNotices.ts';
import { requireNotice } from './findNotice.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import type { DELIVERY_KINDS } from '../../domain/notices/noticeKinds.ts';
import type { FundTx } from '../../store/database/database.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import { insertDelivery, type StoredDelivery } from '../../store/notices/notice.ts';
import { refuseFuture } from '../acts/dating.ts';

/**
 * Records how a notice reached its borrower.
 *
 * @throws DomainError not-found, dated-in-future, validation: before it was issued
 */
export async function deliverNotice(
  tx: FundTx,
  by: By,
  noticeId: string,
  delivery: {
    readonly kind: (typeof DELIVERY_KINDS)[number];
    readonly deliveredOn: CalendarDate;
    readonly proofNumber: string | null;
  },
): Promise<StoredDelivery> {
  const { deliveredOn, kind, proofNumber } = delivery;
  const { effectiveOn: issuedOn } = await requireNotice(tx, noticeId, await lastRecordedAt(tx));
  refuseFuture(deliveredOn, by.today, 'R25');
  if (deliveredOn < issuedOn) {
    throw invalid('/deliveredOn', `must not be before the notice was issued on ${issuedOn}`);
  }
  const recorded = await recordFact(tx, {
    kind: 'notice_delivery',
    effectiveOn: deliveredOn,
    recordedBy: by.actor,
  });
  return insertDelivery(tx, recorded, { noticeId, kind, proofNumber });
}
