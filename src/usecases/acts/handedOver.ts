import { handoverAsKnown } from '../../book/handovers.ts';
import type { Fund } from '../../book/fund.ts';
import { PROPOSAL_ENDS } from '../../domain/books/factKinds.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Entry } from '../../store/facts/entry.ts';
import { justBefore } from '../view/clock.ts';

/**
 * What a fund that was handed over may still record: papers and closings of days before, and that an act waits for a
 * second person, or does no more. What is confirmed is judged by itself.
 */
const MAY_FOLLOW: ReadonlySet<Entry['factKind']> = new Set<Entry['factKind']>([
  'report_issue',
  'notice_delivery',
  'kept_classification',
  'period_closing',
  'period_reopening',
  'document_settings',
  'fund_change',
  'schedule_setting',
  'scheduled_run',
  'proposed_act',
  ...PROPOSAL_ENDS,
]);

/**
 * Refuses facts of a fund that was handed over: what was handed over is signed, and another fund goes on with it.
 * A mistake in it is corrected after the handover is reversed.
 *
 * @throws DomainError handed-over
 */
export function refuseFactsOfHandedOver(fund: Pick<Fund, 'book'>, facts: readonly Entry[]): void {
  const [first] = facts;
  if (first === undefined || fund.book.handovers.length === 0) return;
  const handover = handoverAsKnown(fund, justBefore(first.recordedAt));
  if (handover === null) return;
  const refused = facts.find((each) => {
    const isItsReversal = each.factKind === 'reversal' && each.factId === handover.id;
    return !isItsReversal && !MAY_FOLLOW.has(each.factKind);
  });
  if (refused === undefined) return;
  const { effectiveOn: on, toFund, documentNumber } = handover;
  throw new DomainError('handed-over', { figures: { on, toFund, documentNumber } });
}
